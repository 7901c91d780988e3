// The form of one record, made from the schema alone. What it needs of the world (search, files, new records) is its `host`.

import { h, later } from "./dom.js";
import { isEmpty, tidied } from "./schema.js";
import { upper } from "./words.js";
import { Root } from "./slot.js";
import { Line, Understood } from "./text.js";
import { Choice, Flag } from "./choice.js";
import { Prose } from "./prose.js";
import { Picker, Pickers } from "./picker.js";
import { Fields, Part } from "./part.js";
import { List } from "./list.js";
import { File, Files } from "./file.js";

const WIDGETS = {
  line: Line, word: Line, prose: Prose, flag: Flag, integer: Understood, number: Understood, date: Understood, period: Understood, time: Understood,
  choice: Choice, link: Picker, part: Part, file: File,
};

/**
 * A form for `values` of the kind in `folder` (`site`: the settings). The host may have:
 *   find(folder, text, day) → [{id, name, hint}], names(folder, ids) → {id: name}, upload(file) → {file, width, height, bytes},
 *   media(file, width) → address, make(folder, name, place, begun) → {id, name} or null, offers(folder, id) → elements,
 *   changed(place), entered(place).
 */
export class Form {
  constructor(schema, folder, values, host) {
    Object.assign(this, { schema, folder, host });
    this.kind = schema.kind(folder);
    this.names = new Map();
    this.asking = new Map();
    this.root = new Root(values, (place) => this.changed(place));
    this.sections = [];
    this.draw();
  }

  get values() {
    return this.root.value;
  }

  /** Shows other values, as those of a draft or after a conflict; what doesn't differ is left alone, with whoever is writing in it. */
  replace(values) {
    const before = this.root.value;
    this.root.value = values;
    for (const section of this.sections)
      for (const [name, widget] of section.fields.widgets)
        if (JSON.stringify(before[name]) !== JSON.stringify(values[name])) {
          widget.refresh();
          section.fields.suit(name);
        }
    this.told();
  }

  /** The widget for a field at a slot; one of a list (`bare`) is labelled by that. */
  widget(field, slot, bare = false) {
    if (field.many) {
      if (field.link) return new Pickers(this, field, slot);
      const hasFile = field.part && this.schema.parts[field.part].first.some((name) => this.schema.fields(field.part).get(name).type === "file");
      return new (hasFile && this.host.upload ? Files : List)(this, field, slot);
    }
    return new WIDGETS[field.type](this, field, slot, bare);
  }

  draw() {
    this.nav = h("ul", { class: "jump" });
    this.element = h("div", { class: "form" });
    const groups = [{ title: this.kind.title || "Những điều chính", fields: this.kind.first }, ...this.kind.headings];
    for (const { title, fields } of groups) {
      const names = fields.filter((name) => !this.schema.fields(this.kind.part).get(name).kept && name !== "draft");
      if (names.length) this.section(title, names);
    }
    this.told = later(() => this.count(), 150);
    this.count();
  }

  section(title, names) {
    const isFirst = !this.sections.length, fields = new Fields(this, this.kind.part, this.root, isFirst ? names : [], []);
    const section = { title, names, fields, count: h("span", { class: "count" }), faults: h("span", { class: "count count--faults" }), wrong: h("span", { class: "count count--faults" }) };
    const heading = h("span", { class: "section__title" }, title);
    if (isFirst) {
      section.element = h("section", { class: "section section--first" }, h("h2", {}, heading), fields.element);
      section.built = true;
    } else {
      section.element = h("details", { class: "section" }, h("summary", {}, h("h2", {}, heading), " ", section.wrong, " ", section.count), fields.element);
      section.element.addEventListener("toggle", () => section.element.open && this.build(section));
    }
    section.where = h("span", { class: "count" });
    const jump = h("button", { type: "button", onclick: () => this.jump(section) }, h("span", {}, title), " ", section.where, section.faults);
    this.nav.append(h("li", {}, jump));
    this.sections.push(section);
    this.element.append(section.element);
  }

  build(section) {
    if (section.built) return;
    section.built = true;
    for (const name of section.names) section.fields.add(name, section.fields.open);
    if (this.lastProblems) this.problems(...this.lastProblems);
  }

  jump(section) {
    this.build(section);
    if (section.element.tagName === "DETAILS") section.element.open = true;
    section.element.scrollIntoView({ block: "start" });
    const [first] = section.fields.widgets.values();
    if (first) first.focus();
  }

  /** How many fields of each section tell something. */
  count() {
    for (const section of this.sections) {
      const filled = section.names.filter((name) => !isEmpty(this.values[name])).length;
      section.count.textContent = filled ? `${filled} mục đã ghi` : "còn trống";
      section.where.textContent = `${filled}/${section.names.length}`;
      section.where.setAttribute("aria-label", filled ? `${filled} trong ${section.names.length} mục đã ghi` : "còn trống");
      section.element.classList.toggle("section--empty", !filled);
    }
  }

  changed(place) {
    for (const widget of this.path(place)) {
      if (widget.drawn) widget.drawn();
      const fields = widget.fields || (widget.within && widget);
      if (fields && fields.counted) fields.counted();
    }
    this.told();
    if (this.host.changed) this.host.changed(place);
  }

  /** After a choice: shows what is asked for with it. */
  chose(widget) {
    const { key, parent } = widget.slot;
    for (const section of this.sections) if (parent === this.root) section.fields.suit(key);
    const holder = this.holder(widget.slot.place);
    if (holder) holder.suit(key);
  }

  /** The fields of the part that holds the value at a place. */
  holder(place) {
    const within = this.path(place.slice(0, -1));
    const last = within[within.length - 1];
    return last && last.fields ? last.fields : null;
  }

  /** The widgets on the way to a place, from outside; what isn't made yet is not made. */
  path(place) {
    const found = [];
    let within = new Map(this.sections.flatMap((section) => [...section.fields.widgets]));
    for (const key of place) {
      const widget = within.get(key);
      if (!widget) break;
      found.push(widget);
      within = widget.within();
    }
    return found;
  }

  /** Brings the field at a place to light, and gives it the focus. Returns its widget. */
  go(place, isFocused = true) {
    const [name, ...deeper] = place;
    const section = this.sections.find(({ names }) => names.includes(name));
    if (!section) return null;
    this.build(section);
    if (section.element.tagName === "DETAILS") section.element.open = true;
    let widget = section.fields.reveal(name);
    for (const key of deeper) {
      const inner = widget.open(key) || widget.within().get(key);
      if (!inner) break;
      widget = inner;
    }
    if (isFocused) {
      widget.focus();
      widget.element.scrollIntoView({ block: "center" });
    }
    return widget;
  }

  entered(widget) {
    if (this.host.entered) this.host.entered(widget.slot.place);
  }

  /**
   * Shows problems, [{place, what, todo}], at their fields in the checker's words; `all` also those of fields where nobody was yet.
   * Returns all of them with their places in this form.
   */
  problems(problems, all = false) {
    this.lastProblems = [problems, all];
    const told = new Map();
    const { origin } = tidied(this.values);
    this.standing = problems.map((problem) => {
      const place = origin(problem.place || []);
      const isMissing = isEmpty(this.at(place));
      return { ...problem, place, missing: isMissing, text: this.said(problem, place) };
    });
    for (const problem of this.standing) {
      const way = this.path(problem.place);
      let widget = way[way.length - 1];
      while (widget && widget.main) widget = widget.main; // a part that looks like its one field
      if (widget && widget.unclear && !problem.judged) problem.text = widget.unclear;
      if (widget) told.set(widget, [...(told.get(widget) || []), problem]);
    }
    for (const widget of this.all()) {
      widget.tell(told.get(widget) || [], all);
      if (widget.rows && widget.items) for (const item of widget.items) item.row.classList.remove("item--fault");
    }
    for (const { place, missing, judged } of this.standing) {
      if (judged || (missing && !all)) continue;
      for (const [at, widget] of this.path(place).entries()) {
        const item = widget.items && widget.items[place[at + 1]];
        if (item) item.row.classList.add("item--fault");
      }
    }
    for (const section of this.sections) {
      const count = this.standing.filter((problem) => section.names.includes(problem.place[0]) && !problem.judged && (all || !problem.missing)).length;
      section.faults.textContent = section.wrong.textContent = count ? ` ${count} lỗi` : "";
    }
    return this.standing;
  }

  said(problem, place) {
    const hint = problem.hint ? `Có phải “${problem.hint}”?` : "";
    const words = [problem.what, problem.todo, hint].filter(Boolean).map((text) => this.schema.words(this.folder, place, text.trim()));
    return words.map(upper).map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
  }

  at(place) {
    return place.reduce((value, key) => (value === undefined || value === null ? undefined : value[key]), this.values);
  }

  /** Every widget that is made. */
  all() {
    const found = [];
    const walk = (widgets) => {
      for (const widget of widgets) {
        found.push(widget);
        walk(widget.within().values());
      }
    };
    for (const section of this.sections) walk(section.fields.widgets.values());
    return found;
  }

  /** Where several numbers were written as one: what the part at the slot could hold of them, in words; null where it can't. */
  fitting(slot, field, parts) {
    const holder = this.schema.at(this.folder, slot.place);
    const fields = holder && this.schema.fields(holder.part);
    if (!fields) return null;
    const words = [];
    for (const [name, value] of Object.entries(parts)) {
      const inner = name === "value" ? field : fields.get(name);
      if (!inner || (name !== "value" && name === field.name)) return null;
      words.push(`${inner.label} ${this.schema.shown(inner, value)}`);
    }
    return words.join(", ");
  }

  put(slot, field, parts) {
    for (const [name, value] of Object.entries(parts)) slot.parent.slot(name === "value" ? field.name : name).value = value;
    const holder = this.holder(slot.place);
    if (holder) holder.refresh();
  }

  /** What a search in `folder` gives for a link at `slot`: a statement's sources are first of all those of its record. */
  async find(folder, text, slot) {
    const found = await this.host.find(folder, text, folder === "units" ? this.day(slot) : "");
    const own = folder === "sources" && !text && slot.place.length > 1 && this.values.sources;
    const first = (Array.isArray(own) ? own : []).map((id) => ({ id, name: this.nameOf(folder, id) || id, hint: "nguồn của bản ghi" }));
    return [...first, ...found.filter(({ id }) => !first.some((one) => one.id === id))];
  }

  /** The day that a link holds for: the date, time or year that stands nearest to it. */
  day(slot) {
    for (let holder = slot.parent; holder; holder = holder.parent) {
      const value = holder.value || {};
      const found = value.date || value.since || value.start || (value.period && String(value.period).split("/").pop()) || value.year;
      if (found && found !== "..") return String(found);
    }
    return "";
  }

  nameOf(folder, id) {
    return this.names.get(`${folder}/${id}`) || "";
  }

  named(folder, { id, name }) {
    this.names.set(`${folder}/${id}`, name);
  }

  /** Asks for the name of a record, all of one moment together, and calls `then` when it is known. */
  name(folder, id, then) {
    if (this.nameOf(folder, id) || !this.host.names) return;
    if (!this.asking.has(folder)) {
      this.asking.set(folder, new Map());
      Promise.resolve().then(() => this.askNames(folder));
    }
    const asked = this.asking.get(folder);
    asked.set(id, [...(asked.get(id) || []), then]);
  }

  async askNames(folder) {
    const asked = this.asking.get(folder);
    this.asking.delete(folder);
    let names = {};
    try {
      names = await this.host.names(folder, [...asked.keys()]);
    } catch {
      return; // the ids stand there
    }
    for (const [id, name] of Object.entries(names)) this.names.set(`${folder}/${id}`, name);
    for (const thens of asked.values()) for (const then of thens) then();
    for (const widget of this.all()) if (widget.drawn) widget.drawn();
  }

  offers(folder, id) {
    return (id && this.host.offers && this.host.offers(folder, id)) || [];
  }
}
