// What is done with a record that is open: the buttons over its form, the menu beside them, and their keys.

import { h, button, isComposing } from "./form/dom.js";
import { TOP } from "./api.js";

export class Actions {
  /** `editor`: whose record it is; `article()` is offered for events. */
  constructor(editor, article) {
    Object.assign(this, { editor, article });
    this.element = h("div", { class: "actions" });
    addEventListener("keydown", (event) => this.key(event));
    this.suit();
  }

  get isPublished() {
    return Boolean(this.editor.id && !this.editor.isDraft);
  }

  /** As they fit a record that is new, a draft or published. */
  suit() {
    const { editor, isPublished } = this, state = `${Boolean(editor.id)} ${isPublished}`, hadFocus = this.element.contains(document.activeElement);
    if (state === this.state) return;
    this.state = state;
    const main = isPublished ? button("Lưu thay đổi", () => editor.save(false), { class: "primary", title: "Ctrl+S" }) : button(editor.schema.needsReview ? "Gửi duyệt" : "Đăng", () => editor.save(false), { class: "primary", title: "Ctrl+Enter" });
    const draft = isPublished ? null : button("Lưu bản nháp", () => editor.save(true), { class: "secondary", title: "Ctrl+S" });
    this.element.replaceChildren(...[draft, main, this.menu()].filter(Boolean));
    if (hadFocus) main.focus();
  }

  menu() {
    const { editor, isPublished } = this;
    const items = [
      editor.folder === "events" ? ["Dán bài viết để lấy gợi ý", this.article] : null,
      isPublished && !editor.isSite ? ["Rút về bản nháp", () => editor.save(true)] : null,
      editor.id && editor.folder === "models" ? ["Làm mô hình tương tự", () => location.assign(`${TOP}models/+?like=${editor.id}`)] : null,
      editor.isSite ? null : ["Hẹn ngày lên trang, ngày gỡ", () => editor.form.go(["publish_on"])],
      editor.id && !editor.isSite ? ["Đổi mã (địa chỉ của trang)", () => editor.rename()] : null,
      editor.isSite ? null : editor.id ? ["Xóa bản ghi", () => editor.remove()] : ["Bỏ, không viết nữa", () => editor.discard()],
      editor.id ? ["Bỏ những gì chưa lưu", () => editor.discard()] : null,
    ].filter(Boolean);
    const menu = h("details", { class: "menu" }, h("summary", {}, "Việc khác"), h("ul", {}, items.map(([label, act]) => h("li", {}, button(label, () => {
      menu.open = false;
      act();
    }))), h("li", { class: "keys" }, "Phím tắt: Ctrl+S lưu, Ctrl+Enter đăng, Alt+↑ và Alt+↓ đổi chỗ mục trong danh sách.")));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.firstChild.focus();
    });
    return menu;
  }

  /** Ctrl+S saves as it is, Ctrl+Enter publishes. */
  key(event) {
    const key = event.key.toLowerCase();
    if (isComposing(event) || !(event.ctrlKey || event.metaKey) || (key !== "s" && key !== "enter") || event.defaultPrevented) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) this.editor.save(key === "s" && !this.isPublished);
  }
}
