// A whole article that is pasted: what it tells is suggested, each with its passage, and put into the form when the person says so.

import { h, button } from "./form/dom.js";
import { isEmpty } from "./form/schema.js";
import { api } from "./api.js";
import { dialog } from "./dialog.js";

const AROUND = 90;

/** The passage of a suggestion in its surroundings, itself marked. */
function passage(text, { start, end }) {
  const from = Math.max(0, start - AROUND), to = Math.min(text.length, end + AROUND);
  return h("blockquote", { class: "passage" }, from > 0 ? "…" : "", text.slice(from, start), h("mark", {}, text.slice(start, end)), text.slice(end, to), to < text.length ? "…" : "");
}

/** Asks for an article, and offers what it tells to `form`. */
export function pasteArticle(schema, form) {
  const said = h("p", { class: "help", role: "status" });
  const found = h("ol", { class: "suggested" });
  const text = h("textarea", { id: "bai-viet", rows: 12, "aria-describedby": "bai-viet-help" });
  const read = async () => {
    said.textContent = "Đang đọc…";
    try {
      const { suggestions } = await api.readArticle(text.value);
      const rows = suggestions.map((one) => offered(one)).filter(Boolean);
      found.replaceChildren(...rows);
      said.textContent = rows.length ? `${rows.length} gợi ý. Xem đoạn bên dưới từng gợi ý rồi nhận hoặc bỏ qua; phần còn lại viết bằng lời của mình.` : "Chưa thấy điều gì điền được; hãy tự ghi vào biểu mẫu.";
      if (rows.length) found.querySelector("button").focus();
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const offered = (one) => {
    const [name] = one.place, field = schema.fields(form.kind.part).get(name);
    if (!field) return null;
    const shown = field.link ? one.value.name : field.part ? schema.told({ ...field, many: false }, one.value) : schema.shown(field, one.value);
    const row = h("li", {}, h("p", {}, h("strong", {}, `${field.label}: `), shown), passage(text.value, one));
    const acts = h("p", {}, button("Nhận", () => {
      put(field, one.value);
      row.classList.add("suggested--taken");
      acts.replaceChildren("Đã nhận.");
      next(row);
    }, { class: "secondary" }), " ", button("Bỏ qua", () => {
      next(row);
      row.remove();
    }, { class: "offer" }));
    row.append(acts);
    return row;
  };
  const next = (row) => {
    const further = row.nextElementSibling;
    ((further && further.querySelector("button")) || end).focus();
  };
  const put = (field, value) => {
    const slot = form.root.slot(field.name);
    if (field.link) {
      form.named(field.link, value);
      value = value.id;
    }
    if (field.many) {
      const before = Array.isArray(slot.value) ? slot.value : [];
      if (field.link && before.includes(value)) return;
      slot.value = [...before.filter((one) => !isEmpty(one)), value];
    } else slot.value = value;
    const [widget] = form.path([field.name]);
    if (widget) widget.refresh();
  };
  const end = button("Xong", () => shown.close(), { class: "primary" });
  const shown = dialog("Dán bài viết", [
    h("div", { class: "field form" }, h("label", { class: "label", for: text.id }, "Toàn văn bài"), h("p", { class: "help", id: "bai-viet-help" }, "Chỉ để tìm gợi ý; bài không được lưu và không lên trang."), text),
    h("p", {}, button("Đọc bài", read, { class: "secondary" })), said, found,
  ], end, () => shown.close(), true);
  text.focus();
}
