// A list of texts or parts: items are added, taken away (and back), and put in another order by keyboard or pointer.

import { h, button } from "./dom.js";
import { isEmpty } from "./schema.js";
import { Widget } from "./widget.js";

const OPEN = 3;

export class List extends Widget {
  constructor(form, field, slot) {
    super(form, field, slot);
    this.items = [];
    this.rows = h("ol", { class: "items" });
    this.noun = field.part ? form.schema.parts[field.part].noun : field.label.toLowerCase();
    this.adder = button(`+ Thêm ${this.noun}`, () => this.add(undefined, true), { class: "add", "aria-describedby": this.described });
    this.tools = h("div", { class: "adding" }, this.adder);
    this.framed(h("div", {}, this.rows, this.tools), true);
    this.refresh();
  }

  within() {
    return new Map(this.items.map((item, at) => [at, item.widget]));
  }

  get first() {
    return this.items.length ? this.items[0].widget.first : this.adder;
  }

  get isPlain() {
    return !this.field.part || this.form.schema.parts[this.field.part].first.length === 1;
  }

  refresh() {
    this.items = [];
    this.rows.replaceChildren();
    const { value } = this.slot;
    const values = Array.isArray(value) ? value : isEmpty(value) ? [] : [value];
    for (const at of values.keys()) this.place(at, at < OPEN && values.length <= OPEN);
    this.drawn();
  }

  /** An item at the end of the list, and its row. */
  place(at, isOpen) {
    const slot = this.slot.slot(at);
    const item = { slot, isOpen };
    const one = { ...this.field, many: false, required: false, help: "" };
    item.widget = this.form.widget(one, slot, true);
    item.widget.onenter = () => this.add(undefined, true);
    item.handle = h("span", { class: "handle", title: "Kéo để đổi chỗ", "aria-hidden": "true", onpointerdown: (event) => this.drag(event, item) }, "⠿");
    item.title = h("span", { class: "item__title" });
    item.toggle = this.isPlain ? null : button(item.title, () => this.unfold(item, !item.isOpen), { class: "item__toggle" });
    item.up = button("↑", () => this.move(item, -1), { class: "tool", title: "Đưa lên" });
    item.down = button("↓", () => this.move(item, 1), { class: "tool", title: "Đưa xuống" });
    item.drop = button("Bỏ", () => this.drop(item), { class: "tool" });
    item.body = h("div", { class: "item__body" }, item.widget.element);
    item.row = h("li", { class: this.isPlain ? "item item--plain" : "item", onkeydown: (event) => this.key(event, item) },
      h("div", { class: "item__head" }, item.handle, item.toggle || item.title, h("span", { class: "item__tools" }, item.up, item.down, item.drop)), item.body);
    this.items.push(item);
    this.rows.append(item.row);
    if (!this.isPlain) this.unfold(item, isOpen);
    return item;
  }

  unfold(item, isOpen) {
    item.isOpen = isOpen;
    item.body.hidden = !isOpen;
    if (item.toggle) item.toggle.setAttribute("aria-expanded", String(isOpen));
  }

  open(at) {
    const item = this.items[at];
    if (item && !this.isPlain) this.unfold(item, true);
    return item && item.widget;
  }

  /** Numbers, titles and what each button is called, as the items now stand. */
  drawn() {
    this.rows.hidden = this.items.length === 0;
    for (const [at, item] of this.items.entries()) {
      const told = this.form.schema.told({ ...this.field, many: false }, item.slot.value, (folder, id) => this.form.nameOf(folder, id));
      const name = `${this.noun} ${at + 1}`;
      item.title.textContent = this.isPlain ? String(at + 1) : told ? `${at + 1}. ${told}` : `${name} (còn trống)`;
      item.row.setAttribute("aria-label", name);
      for (const [tool, what] of [[item.up, "Đưa lên"], [item.down, "Đưa xuống"], [item.drop, "Bỏ"]]) tool.setAttribute("aria-label", `${what}: ${name}`);
      item.up.disabled = at === 0;
      item.down.disabled = at === this.items.length - 1;
    }
  }

  /** A new item with `value`; its first field gets the focus if it shall. */
  add(value, isFocused = false) {
    const list = this.slot.made(true), at = this.items.length;
    list[at] = value === undefined ? (this.field.part ? {} : "") : value;
    const item = this.place(at, true);
    this.slot.changed(item.slot.place);
    this.drawn();
    this.said.textContent = "";
    if (isFocused) item.widget.focus();
    return item;
  }

  renumber() {
    this.slot.value = this.items.length ? this.items.map((item) => item.kept) : undefined;
    for (const [at, item] of this.items.entries()) {
      item.slot.key = at;
      delete item.kept;
    }
    this.slot.changed(this.slot.place);
    this.drawn();
  }

  /** The values of the items, held while they change their places. */
  hold() {
    for (const item of this.items) item.kept = item.slot.value;
  }

  move(item, by) {
    const from = this.items.indexOf(item), to = from + by;
    if (to < 0 || to >= this.items.length) return;
    this.hold();
    this.items.splice(from, 1);
    this.items.splice(to, 0, item);
    this.rows.insertBefore(item.row, this.items[to + 1] ? this.items[to + 1].row : null);
    this.renumber();
    const tool = by < 0 ? item.up : item.down;
    (tool.disabled ? (by < 0 ? item.down : item.up) : tool).focus();
    this.said.textContent = `Đã chuyển tới chỗ thứ ${to + 1}`;
  }

  drop(item) {
    const at = this.items.indexOf(item);
    this.hold();
    const value = item.kept, was = isEmpty(value);
    this.items.splice(at, 1);
    item.row.remove();
    this.renumber();
    this.said.textContent = "";
    if (!was) {
      const back = button("Lấy lại", () => {
        this.hold();
        const again = this.place(this.items.length, true);
        this.items.pop();
        again.kept = value;
        this.items.splice(at, 0, again);
        this.rows.insertBefore(again.row, this.items[at + 1] ? this.items[at + 1].row : null);
        this.renumber();
        again.widget.refresh();
        this.drawn();
        this.said.textContent = "";
        again.widget.focus();
      }, { class: "offer" });
      this.said.replaceChildren(`Đã bỏ ${this.noun}. `, back);
      back.focus();
    } else (this.items[Math.min(at, this.items.length - 1)] || { widget: { focus: () => this.adder.focus() } }).widget.focus();
  }

  key(event, item) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown") || event.deskMoved) return;
    event.deskMoved = true; // of the innermost list
    event.preventDefault();
    const focused = document.activeElement;
    this.move(item, event.key === "ArrowUp" ? -1 : 1);
    if (focused && item.row.contains(focused)) focused.focus();
  }

  drag(event, item) {
    event.preventDefault();
    const handle = item.handle;
    handle.setPointerCapture(event.pointerId);
    item.row.classList.add("item--moving");
    const moved = ({ clientY }) => {
      const at = this.items.indexOf(item);
      const before = this.items[at - 1], behind = this.items[at + 1];
      const middle = ({ row }) => row.getBoundingClientRect().top + row.offsetHeight / 2;
      if (before && clientY < middle(before)) this.move(item, -1);
      else if (behind && clientY > middle(behind)) this.move(item, 1);
    };
    const done = () => {
      handle.removeEventListener("pointermove", moved);
      item.row.classList.remove("item--moving");
    };
    handle.addEventListener("pointermove", moved);
    handle.addEventListener("pointerup", done, { once: true });
    handle.addEventListener("pointercancel", done, { once: true });
  }
}
