// A text of several paragraphs in Markdown, with a small bar: bold, lists, link. What is pasted comes without its styles.

import { h, button, isComposing } from "./dom.js";
import { Widget } from "./widget.js";
import { bold, link, list, nextItem } from "./markdown.js";
import { pasted } from "./paste.js";

export class Prose extends Widget {
  constructor(form, field, slot, bare) {
    super(form, field, slot, bare);
    this.control = h("textarea", {
      id: this.id, rows: 3, maxlength: field.longest || null, "aria-describedby": this.described, "aria-label": bare ? field.label : null, required: field.required && !bare,
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event),
    });
    this.address = h("div", { class: "address", hidden: true });
    const tool = (label, title, act) => button(label, act, { class: "tool", title, "aria-label": typeof label === "string" ? null : title, tabindex: "-1" });
    this.bar = h("div", { class: "bar", role: "toolbar", "aria-label": `Định dạng: ${field.label}`, "aria-controls": this.id, onkeydown: (event) => this.along(event) },
      tool(h("b", {}, "B"), "Chữ đậm (Ctrl+B)", () => this.apply(bold)),
      tool("• Danh sách", "Danh sách", () => this.apply((chosen) => list(chosen))),
      tool("1. Đánh số", "Danh sách đánh số", () => this.apply((chosen) => list(chosen, true))),
      tool("Liên kết", "Liên kết (Ctrl+K)", () => this.askAddress()));
    this.bar.firstChild.tabIndex = 0;
    this.framed(h("div", { class: "prose" }, this.control, this.address, this.bar));
    this.refresh();
  }

  get first() {
    return this.control;
  }

  refresh() {
    this.control.value = this.slot.value === undefined || this.slot.value === null ? "" : this.slot.value;
    this.grow();
  }

  typed() {
    this.slot.value = this.control.value === "" ? undefined : this.control.value;
    this.grow();
  }

  grow() {
    this.control.rows = Math.min(Math.max(3, this.control.value.split("\n").reduce((lines, line) => lines + 1 + Math.floor(line.length / 64), 0)), 24);
  }

  get chosen() {
    return { text: this.control.value, start: this.control.selectionStart, end: this.control.selectionEnd };
  }

  /** Changes the text as `change` says, in a way that the browser's own undo knows. */
  apply(change) {
    const before = this.chosen, after = change(before);
    if (!after) return false;
    this.control.focus();
    let same = 0, from = before.text.length, to = after.text.length;
    while (same < from && same < to && before.text[same] === after.text[same]) same++;
    while (from > same && to > same && before.text[from - 1] === after.text[to - 1]) { from--; to--; }
    this.control.setSelectionRange(same, from);
    const put = after.text.slice(same, to);
    // The only way that the browser's own Ctrl+Z knows; where it is refused, the text is set.
    if (!document.execCommand(put ? "insertText" : "delete", false, put) || this.control.value !== after.text) {
      this.control.value = after.text;
      this.typed();
    }
    this.control.setSelectionRange(after.start, after.end);
    return true;
  }

  key(event) {
    if (isComposing(event)) return;
    const control = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
    if (control && key === "b" && this.apply(bold)) event.preventDefault();
    else if (control && key === "k") {
      event.preventDefault();
      this.askAddress();
    } else if (event.key === "Enter" && !event.shiftKey && !control && this.apply(nextItem)) event.preventDefault();
  }

  /** The arrows go along the bar, which is one stop of the Tab key. */
  along(event) {
    const tools = [...this.bar.children], at = tools.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (to === undefined || !tools[to]) return;
    event.preventDefault();
    tools[at].tabIndex = -1;
    tools[to].tabIndex = 0;
    tools[to].focus();
  }

  askAddress() {
    const chosen = this.chosen;
    const input = h("input", { type: "url", id: `${this.id}-address`, placeholder: "https://", onkeydown: (event) => {
      if (isComposing(event)) return;
      if (event.key === "Enter") put(event);
      if (event.key === "Escape") close(event);
    } });
    const close = (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.address.hidden = true;
      this.control.focus();
    };
    const put = (event) => {
      const address = /^(https?:\/\/|mailto:)\S+$/.test(input.value.trim()) ? input.value.trim() : input.value.trim() && `https://${input.value.trim()}`;
      close(event);
      if (address) this.apply(() => link(chosen, address));
    };
    this.address.replaceChildren(h("label", { for: input.id }, "Địa chỉ liên kết"), input, button("Chèn", put), button("Thôi", close));
    this.address.hidden = false;
    input.focus();
  }

  paste(event) {
    const html = event.clipboardData.getData("text/html"), plain = event.clipboardData.getData("text/plain");
    const text = pasted(html, plain);
    if (text === null) return;
    event.preventDefault();
    this.apply(({ text: whole, start, end }) => ({ text: whole.slice(0, start) + text + whole.slice(end), start: start + text.length, end: start + text.length }));
  }
}
