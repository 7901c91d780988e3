// What is done with a record that is open: the buttons over its form, the menu beside them, and their keys.

import { h, button, isComposing } from "./form/dom.js";
import { api, TOP } from "./api.js";
import { ask, banner } from "./dialog.js";
import { asNew, keysOf } from "./sent.js";

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
      editor.id && !editor.isSite ? ["Đổi mã (địa chỉ của trang)", () => rename(editor)] : null,
      editor.isSite ? null : editor.id ? ["Xóa bản ghi", () => remove(editor)] : ["Bỏ, không viết nữa", () => discard(editor)],
      editor.id ? ["Bỏ những gì chưa lưu", () => discard(editor)] : null,
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

/** Another id: the address of its page. */
async function rename(editor) {
  const answer = await ask("Đổi mã của bản ghi", ["Mã là phần cuối của địa chỉ trang. Địa chỉ cũ vẫn mở được và chuyển sang địa chỉ mới."],
    { label: "Mã mới", value: editor.id, help: "Chữ thường không dấu, số, gạch nối", act: "Đổi mã" });
  if (!answer || answer === editor.id) return;
  try {
    const { saved } = await api.save([{ ...editor.record, rename: answer }, ...editor.made.sent(editor.form.values)].map(asNew));
    await editor.keeping.forget();
    editor.id = saved[0].id;
    history.replaceState(null, "", editor.address);
    await editor.reload(undefined, keysOf(saved));
    editor.say(`Đã đổi mã thành ${editor.id}`);
  } catch (error) {
    editor.refused(error, editor.isDraft);
  }
}

/** Takes it out of the data, and out of the records that link to it. */
async function remove(editor) {
  let refers;
  try {
    refers = await api.refers(editor.folder, editor.id);
  } catch (error) {
    return error.isGone ? editor.elsewhere.gone(error) : banner(editor.banners, "refused", [error.message]);
  }
  const told = refers.length
    ? [`${refers.length} bản ghi đang dẫn tới bản ghi này:`, h("ul", {}, refers.map((one) => h("li", {}, h("a", { href: `${TOP}${one.folder}/${one.id}` }, one.name), ` (${one.noun})`))),
      "Xóa thì các liên kết ấy được bỏ cùng lúc. Vẫn lấy lại được ở mục Lịch sử của bàn làm việc."]
    : ["Không bản ghi nào dẫn tới bản ghi này. Xóa rồi vẫn lấy lại được ở mục Lịch sử của bàn làm việc."];
  if (!(await ask(`Xóa “${editor.title}”?`, told, { act: refers.length ? "Xóa và bỏ các liên kết" : "Xóa" }))) return;
  try {
    await api.remove(editor.folder, editor.id, editor.base, refers.length > 0);
    await editor.keeping.forget();
    editor.elsewhere.tell(null);
    location.assign(TOP);
  } catch (error) {
    if (error.status === 409) editor.elsewhere.compare(error.conflicts[0]);
    else if (error.isGone) editor.elsewhere.gone(error);
    else banner(editor.banners, "refused", [error.told]);
  }
}

/** Throws away what was written since it was saved last. */
async function discard(editor) {
  if (editor.isChanged && !(await ask("Bỏ những gì chưa lưu?", ["Những gì đã viết từ lần lưu trước sẽ mất."], { act: "Bỏ" }))) return;
  await editor.keeping.forget();
  editor.isChanged = false;
  location.assign(editor.id ? location.pathname : TOP);
}
