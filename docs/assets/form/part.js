// A part of a record: its fields, first those that are written most, the others behind one line that says how many are filled.

import { h, button } from "./dom.js";
import { isEmpty } from "./schema.js";
import { Widget } from "./widget.js";

/** The fields of a part under `slot`, without a frame: what a record, an item of a list and a single part have in common. */
export class Fields {
  /** `first`: the names of those that stand open; the others lie behind a line. */
  constructor(form, part, slot, first, rest) {
    Object.assign(this, { form, slot, widgets: new Map() });
    this.fields = form.schema.fields(part);
    this.open = h("div", { class: "fields" });
    this.more = null;
    for (const name of first) this.add(name, this.open);
    const others = rest.filter((name) => !this.fields.get(name).kept);
    if (others.length) {
      this.rest = h("div", { class: "fields" });
      this.count = h("span", { class: "count" });
      this.more = h("details", { class: "more" }, h("summary", {}, "Thêm chi tiết ", this.count), this.rest);
      this.others = others;
      this.more.addEventListener("toggle", () => this.more.open && this.build());
      this.counted();
    }
    this.element = h("div", {}, this.open, this.more);
  }

  add(name, holder) {
    const field = this.fields.get(name);
    if (field.kept) return;
    const widget = this.form.widget(field, this.slot.slot(name));
    this.widgets.set(name, widget);
    holder.append(widget.element);
    this.suit(name);
  }

  build() {
    if (this.built) return;
    this.built = true;
    for (const name of this.others) this.add(name, this.rest);
  }

  /** Shows or hides what is only asked for with some value of another field. */
  suit(changed) {
    for (const [name, widget] of this.widgets) {
      const { when } = this.fields.get(name);
      if (!when || (changed !== name && changed !== when.field)) continue;
      const other = this.fields.get(when.field), holder = this.slot.value || {};
      const value = holder[when.field] === undefined || holder[when.field] === null ? (other.default === undefined ? (other.type === "flag" ? false : "") : other.default) : holder[when.field];
      const fits = when.values.includes(value) || !isEmpty(holder[name]);
      widget.element.hidden = !fits && !widget.wanted;
      if (when.soft && !widget.ask) {
        widget.ask = button(`Ghi rõ: ${widget.field.label.toLowerCase()}`, () => {
          widget.wanted = true;
          this.suit(name);
          widget.focus();
        }, { class: "offer" });
        widget.element.before(widget.ask);
      }
      if (widget.ask) widget.ask.hidden = !widget.element.hidden || isEmpty(value);
    }
  }

  counted() {
    if (!this.more) return;
    const filled = this.others.filter((name) => !isEmpty((this.slot.value || {})[name])).length;
    this.count.textContent = filled ? `(${filled} mục đã ghi)` : "(còn trống)";
  }

  /** The widget of a field, brought to light. */
  reveal(name) {
    if (!this.widgets.has(name) && this.more && this.others.includes(name)) this.build();
    const widget = this.widgets.get(name);
    if (widget && this.more && this.more.contains(widget.element)) this.more.open = true;
    if (widget && widget.element.hidden) {
      widget.wanted = true;
      widget.element.hidden = false;
    }
    return widget;
  }

  refresh() {
    for (const [name, widget] of this.widgets) {
      widget.refresh();
      this.suit(name);
    }
    this.counted();
  }
}

/** The names of a part's fields: those that come first, and the rest. */
function sorted(schema, part) {
  const { first, fields } = schema.parts[part];
  return [first, fields.map((field) => field.name).filter((name) => !first.includes(name))];
}

/** A single part. One with a single first field looks like that field; another that tells nothing yet waits behind a button. */
export class Part extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    const [first, rest] = sorted(form.schema, field.part);
    this.isPlain = first.length === 1;
    if (this.isPlain) {
      const inner = form.schema.fields(field.part).get(first[0]);
      this.main = form.widget({ ...inner, label: field.label, help: bare ? "" : field.help || inner.help, required: field.required }, slot.slot(first[0]), bare);
      this.fields = new Fields(form, field.part, slot, [], rest);
      this.fields.widgets.set(first[0], this.main);
      if (this.fields.more) this.fields.more.firstChild.firstChild.nodeValue = rest.length === 1 ? `${form.schema.fields(field.part).get(rest[0]).label} riêng ` : "Thêm chi tiết ";
      this.element = h("div", { class: "plain" }, this.main.element, this.fields.element);
    } else {
      this.body = h("div", { class: "part" });
      this.framed(this.body, true);
      this.refresh();
    }
  }

  within() {
    return this.fields ? this.fields.widgets : new Map();
  }

  open(name) {
    if (!this.fields) this.begin();
    return this.fields.reveal(name);
  }

  begin() {
    const [first, rest] = sorted(this.form.schema, this.field.part);
    this.fields = new Fields(this.form, this.field.part, this.slot, first, rest);
    this.body.replaceChildren(this.fields.element, this.field.required || this.bare ? "" : button("Bỏ mục này", () => {
      this.slot.value = undefined;
      this.fields = null;
      this.refresh();
      this.focus();
    }, { class: "offer", "aria-label": `Bỏ: ${this.field.label}` }));
  }

  refresh() {
    if (this.isPlain) {
      this.main.refresh();
      this.fields.refresh();
    } else if (!isEmpty(this.slot.value) || this.field.required || this.bare) {
      if (this.fields) this.fields.refresh();
      else this.begin();
    } else {
      this.fields = null;
      this.body.replaceChildren(button(`+ Ghi ${this.field.label.toLowerCase()}`, () => {
        this.begin();
        this.focus();
      }, { class: "add" }));
    }
  }

  tell(problems, all) {
    if (!this.isPlain) super.tell(problems, all);
  }

  focus() {
    if (this.isPlain) this.main.focus();
    else super.focus();
  }

  get first() {
    return this.body ? this.body.querySelector("input, textarea, select, button, summary") : this.main.first;
  }
}
