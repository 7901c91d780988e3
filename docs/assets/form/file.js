// A picture, a film or a paper: dropped, pasted or chosen; several pictures at once make several items of their list.

import { h, button } from "./dom.js";
import { Widget } from "./widget.js";
import { List } from "./list.js";
import { copied, isEmpty } from "./schema.js";
import { shownSize } from "./words.js";

const CALLED = { picture: "ảnh", paper: "tệp", film: "tệp phim", table: "bảng" };

const accepted = (field) => field.endings.join(",");
const called = (field) => CALLED[field.accepts[0]];

/** The files in a drop or a paste. */
export const filesOf = (transfer) => [...((transfer && transfer.files) || [])];

/** Makes `element` take files that are dropped on it; `zone`, which says where to, shows it. */
export function takesDrops(element, take, zone = element) {
  element.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    zone.classList.add("over");
  });
  element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || zone.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (!filesOf(event.dataTransfer).length) return;
    event.preventDefault();
    event.stopPropagation();
    take(filesOf(event.dataTransfer));
  });
}

/** One file: what it is, a small picture, and how to take another. */
export class File extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.chooser = h("input", { type: "file", accept: accepted(field), class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
      const [file] = this.chooser.files;
      if (file) this.take(file);
      this.chooser.value = "";
    } });
    this.choose = button("", () => this.chooser.click(), { id: this.id, class: "add", "aria-describedby": this.described });
    this.shown = h("div", { class: "file__shown" });
    const zone = h("div", { class: "file" }, this.shown, this.choose, this.chooser);
    takesDrops(zone, ([file]) => this.take(file));
    this.framed(zone);
    this.refresh();
  }

  refresh() {
    const file = this.slot.value;
    this.choose.textContent = file ? `Thay ${called(this.field)}…` : `+ Chọn ${called(this.field)}…`;
    this.choose.setAttribute("aria-label", `${this.field.label}: ${this.choose.textContent}`);
    if (!file) return this.shown.replaceChildren();
    const isPicture = this.field.accepts.includes("picture") && this.form.host.media;
    const picture = isPicture ? h("img", { src: this.form.host.media(file, 320), alt: "", class: "file__picture", onerror: () => picture.remove() }) : null;
    this.shown.replaceChildren(...[picture, h("span", { class: "file__name" }, String(file).replace(/^.*\//, ""))].filter(Boolean));
  }

  /** Sends the file; its name stands here once it is taken, what is wrong with it otherwise. */
  async take(file) {
    this.said.textContent = `Đang nhận ${called(this.field)} “${file.name}” (${shownSize(file.size)})…`;
    this.refused = null;
    try {
      const taken = await this.form.host.upload(file);
      this.slot.value = taken.file;
      this.refresh();
      const size = taken.width ? `${taken.width} × ${taken.height} điểm ảnh, ` : "";
      this.said.textContent = `Đã nhận “${file.name}”: ${size}${shownSize(taken.bytes || file.size)}${taken.note ? `. ${taken.note}` : ""}`;
    } catch (error) {
      this.said.replaceChildren(h("span", { class: "refused" }, `Chưa nhận được “${file.name}”: ${error.message}`), " ", button("Thử lại", () => this.take(file), { class: "offer" }));
    }
  }
}

/** A list whose parts have a file: a place to drop several, each of which makes an item. */
export class Files extends List {
  constructor(form, field, slot) {
    super(form, field, slot);
    this.inner = [...form.schema.fields(field.part).values()].find((one) => one.type === "file");
    const chooser = h("input", { type: "file", multiple: true, accept: accepted(this.inner), class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
      this.take([...chooser.files]);
      chooser.value = "";
    } });
    this.choose = button(`+ Chọn ${called(this.inner)}…`, () => chooser.click(), { class: "add", "aria-describedby": this.described });
    this.zone = h("div", { class: "zone" }, this.choose, chooser, h("span", {}, `hoặc kéo ${called(this.inner)} vào đây, dán bằng Ctrl+V`));
    if (this.inner.required) this.adder.hidden = true;
    this.tools.prepend(this.zone);
    takesDrops(this.element, (files) => this.take(files));
    this.element.addEventListener("paste", (event) => {
      const files = filesOf(event.clipboardData);
      if (!files.length || event.clipboardData.getData("text/plain")) return; // Word brings a picture of the text along
      event.preventDefault();
      this.take(files);
    });
  }

  get first() {
    return this.items.length ? super.first : this.choose || this.adder;
  }

  /** Each file makes an item; the first one's next question gets the focus at once: what is to be seen. */
  take(files) {
    const made = files.map((file) => {
      const item = this.add(this.beginning());
      const widget = item.widget.open(this.inner.name);
      widget.take(file);
      return item;
    });
    if (!made.length) return;
    const next = this.form.schema.parts[this.field.part].first.find((name) => name !== this.inner.name);
    made[0].widget.open(next).focus();
  }

  /** What a new item has from the one before: who took it, and whose it is. */
  beginning(before = this.items[this.items.length - 1]) {
    const last = (before && before.slot.value) || {};
    const alike = ["credit", "own", "source"].filter((name) => last[name] !== undefined);
    return Object.fromEntries(alike.map((name) => [name, copied(last[name])]));
  }

  /** Several that came at once have it as soon as somebody comes to them. */
  place(at, isOpen) {
    const item = super.place(at, isOpen);
    item.row.addEventListener("focusin", ({ target }) => {
      const value = item.slot.value || {}, like = this.beginning(this.items[this.items.indexOf(item) - 1]);
      if (["credit", "own", "source"].some((name) => !isEmpty(value[name])) || isEmpty(like)) return;
      item.slot.value = { ...value, ...like };
      item.widget.refresh();
      if (target.value && target.select) target.select(); // what is typed next takes its place
    });
    return item;
  }
}
