// Links to other records: a combobox as the WAI-ARIA practices have it, that searches names with or without accents, and makes
// what isn't there yet on the way.

import { h, button, isComposing, later, uid } from "./dom.js";
import { Widget } from "./widget.js";

/** The field to search in, with its list of suggestions. `chosen(found)` is told of what is picked. */
class Combobox {
  constructor(widget, chosen) {
    this.widget = widget;
    this.chosen = chosen;
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.list = h("ul", { role: "listbox", id: uid("list"), class: "suggestions", "aria-label": `Gợi ý: ${widget.field.label}`, hidden: true });
    this.input = h("input", {
      id: widget.id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": this.list.id, "aria-describedby": widget.described, "aria-label": widget.bare ? widget.field.label : null, placeholder: "Gõ vài chữ của tên",
      oninput: () => this.search(), onkeydown: (event) => this.key(event), onblur: () => this.left(), onclick: () => this.list.hidden && this.ask(),
    });
    this.search = later(() => this.ask(), 120);
    // A press on a suggestion must not take the focus away, or the list would close under it.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element = h("div", { class: "combobox" }, this.input, this.list);
  }

  async ask() {
    const asked = ++this.asked, text = this.input.value.trim();
    let found;
    try {
      found = await this.widget.form.find(this.widget.field.link, this.isName(text) ? "" : text, this.widget.slot);
    } catch {
      found = null;
    }
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.show(found, text);
  }

  isName(text) {
    return text !== "" && text === this.shown;
  }

  show(found, text) {
    const kind = this.widget.form.schema.kinds[this.widget.field.link];
    const taken = new Set(this.widget.taken);
    this.options = (found || []).filter((one) => !taken.has(one.id)).map((one) => ({ ...one, pick: () => this.take(one) }));
    if (this.widget.form.host.make) {
      const name = this.isName(text) ? "" : text;
      this.options.push({ name: name ? `+ Tạo ${kind.noun} mới: “${name}”` : `+ Tạo ${kind.noun} mới`, isNew: true, pick: () => this.make() });
    }
    const rows = this.options.map((option) => {
      const row = h("li", { role: "option", id: uid("option"), "aria-selected": "false", class: option.isNew ? "suggestion suggestion--new" : "suggestion", onclick: () => option.pick() },
        h("span", {}, option.name), option.hint ? h("small", {}, option.hint) : null);
      return row;
    });
    const none = found === null ? "Chưa tìm được: máy chủ không trả lời" : !found.length && text ? "Không thấy bản ghi nào có chữ này" : "";
    this.list.replaceChildren(...rows);
    this.widget.said.textContent = none;
    this.expand(rows.length > 0);
    this.activate(this.options.length && !this.options[0].isNew && text && !this.isName(text) ? 0 : -1);
  }

  expand(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.activate(-1);
  }

  activate(number) {
    const rows = this.list.children;
    this.active = number;
    for (const [at, row] of [...rows].entries()) row.setAttribute("aria-selected", String(at === number));
    if (rows[number]) {
      this.input.setAttribute("aria-activedescendant", rows[number].id);
      rows[number].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (isComposing(event) || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.list.hidden, count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) return;
      event.preventDefault();
      if (!isOpen) this.ask();
      else this.activate((this.active + (event.key === "ArrowDown" ? 1 : -1) + count + (this.active < 0 && event.key === "ArrowUp" ? 1 : 0)) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen && this.active >= 0) this.options[this.active].pick();
      else if (!isOpen && this.widget.onenter) this.widget.onenter();
      else if (this.input.value.trim()) this.ask();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.expand(false);
    }
  }

  take(found) {
    this.asked++;
    this.search.stop();
    this.expand(false);
    this.widget.said.textContent = "";
    this.widget.form.named(this.widget.field.link, found);
    this.chosen(found);
  }

  /** By the name that stands in the field now: the list may be of the letters before. `begun`: what the host kept of one that wasn't ended. */
  async make(begun = null) {
    const text = this.input.value.trim(), name = this.isName(text) ? "" : text;
    this.asked++;
    this.search.stop();
    this.expand(false);
    this.making = true;
    const made = await this.widget.form.host.make(this.widget.field.link, name, this.widget.slot.place, begun);
    this.making = false;
    if (made) this.take(made);
    this.input.focus();
  }

  /** On leaving: the one suggestion that fits is taken; what fits nothing stays, and is said to be not chosen. */
  left() {
    if (this.making) return;
    this.search.stop();
    this.asked++;
    const text = this.input.value.trim(), found = this.options.filter((option) => !option.isNew);
    const isOpen = !this.list.hidden;
    this.expand(false);
    if (!text || this.isName(text)) {
      if (!text && this.cleared) this.cleared();
      return;
    }
    if (isOpen && found.length === 1 && this.options[0] === found[0]) this.take(found[0]);
    else this.widget.said.textContent = `Chưa chọn “${text}”: bấm vào ô này rồi chọn một dòng, hoặc tạo mới`;
  }

  put(name) {
    this.shown = name;
    this.input.value = name;
  }
}

/** One link: what is chosen stands in the field itself. */
export class Picker extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.combobox = new Combobox(this, (found) => {
      this.slot.value = found.id;
      this.combobox.put(found.name);
      this.offer();
    });
    this.combobox.cleared = () => {
      if (this.slot.value !== undefined) this.slot.value = undefined;
      this.combobox.put("");
      this.offer();
    };
    this.edit = h("div", { class: "made" });
    this.framed(h("div", {}, this.combobox.element, this.edit));
    this.refresh();
  }

  get taken() {
    return [];
  }

  refresh() {
    const id = this.slot.value;
    this.combobox.put(id ? this.form.nameOf(this.field.link, id) || id : "");
    if (id) this.form.name(this.field.link, id, () => this.slot.value === id && document.activeElement !== this.combobox.input && this.combobox.put(this.form.nameOf(this.field.link, id) || id));
    this.offer();
  }

  offer() {
    this.edit.replaceChildren(...this.form.offers(this.field.link, this.slot.value));
  }
}

/** Several links: rows that can be put in another order, and a field that adds to them. */
export class Pickers extends Widget {
  constructor(form, field, slot) {
    super(form, field, slot);
    this.combobox = new Combobox(this, (found) => {
      this.slot.value = [...this.ids, found.id];
      this.combobox.put("");
      this.draw();
      this.combobox.input.focus();
    });
    this.combobox.input.setAttribute("aria-label", `Thêm vào ${field.label}`);
    this.rows = h("ol", { class: "chosen" });
    this.framed(h("div", {}, this.rows, this.combobox.element), true);
    this.refresh();
  }

  get ids() {
    const { value } = this.slot;
    return Array.isArray(value) ? value : value ? [value] : [];
  }

  get taken() {
    return this.ids;
  }

  get first() {
    return this.combobox.input;
  }

  refresh() {
    this.draw();
    for (const id of this.ids) this.form.name(this.field.link, id, () => this.draw());
  }

  draw() {
    const { ids } = this;
    this.rows.hidden = ids.length === 0;
    this.rows.replaceChildren(...ids.map((id, at) => {
      const name = this.form.nameOf(this.field.link, id) || id;
      return h("li", { class: "chosen__one" }, h("span", { class: "chosen__name" }, name), h("span", { class: "chosen__tools" },
        this.form.offers(this.field.link, id),
        at > 0 ? button("↑", () => this.move(at, at - 1), { class: "tool", "aria-label": `Đưa lên: ${name}`, title: "Đưa lên" }) : null,
        at < ids.length - 1 ? button("↓", () => this.move(at, at + 1), { class: "tool", "aria-label": `Đưa xuống: ${name}`, title: "Đưa xuống" }) : null,
        button("Bỏ", () => this.drop(at), { class: "tool", "aria-label": `Bỏ: ${name}` })));
    }));
  }

  move(from, to) {
    const ids = [...this.ids], [id] = ids.splice(from, 1);
    ids.splice(to, 0, id);
    this.slot.value = ids;
    this.draw();
    const again = this.rows.children[to].querySelectorAll(".tool");
    (from > to ? again[0] : again[again.length - 2] || again[0]).focus();
    this.said.textContent = `Đã chuyển tới chỗ thứ ${to + 1}`;
  }

  drop(at) {
    const before = this.ids, ids = before.filter((_, number) => number !== at), name = this.form.nameOf(this.field.link, before[at]) || before[at];
    this.slot.value = ids.length ? ids : undefined;
    this.draw();
    this.said.replaceChildren(`Đã bỏ “${name}”. `, button("Lấy lại", () => {
      this.slot.value = before;
      this.said.textContent = "";
      this.draw();
      this.combobox.input.focus();
    }, { class: "offer" }));
    this.combobox.input.focus();
  }

  mark(isWrong) {
    this.combobox.input.setAttribute("aria-invalid", String(isWrong));
  }
}
