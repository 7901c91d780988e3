// The desk before there is a site: the questions of a new one, in the same form as records.

import { h, button, uid } from "./form/dom.js";
import { Schema, tidied } from "./form/schema.js";
import { Form } from "./form/form.js";
import { Refused, api, TOP } from "./api.js";
import { drop, keep, keptAt } from "./kept.js";

const KIND = "new-site", TABLE = "units";

const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));

/** The page that asks; `told` is what the server says of a new site: {at, forms}. */
export function newSite({ at, forms }) {
  document.title = "Trang mới – Bàn làm việc";
  let table = null, standing = [];
  const { values = {}, pasted: kept = "" } = keptAt(KIND) || {};
  const save = () => {
    const { [TABLE]: chosen, ...answers } = values; // the file has to be chosen again
    keep(KIND, { values: answers, pasted: pasted.value });
  };
  const form = new Form(new Schema(forms), KIND, values, {
    upload: async (file) => {
      table = await file.arrayBuffer();
      return { file: file.name, bytes: file.size };
    },
    changed: ([name]) => {
      save();
      standing = standing.filter((one) => one.place[0] !== name);
      form.problems(standing, true);
    },
  });
  form.sections.forEach((section) => form.build(section));
  const id = uid("bang"), pasted = h("textarea", { id, rows: "6", spellcheck: "false", "aria-describedby": `${id}-help`, oninput: () => save() }, kept);
  const paste = h("details", { class: "form", open: Boolean(kept) }, h("summary", {}, "Không có tệp: dán bảng chép từ Excel hoặc Word"),
    h("div", { class: "field" }, h("label", { class: "label", for: id }, "Bảng dán vào"),
      h("p", { class: "help", id: `${id}-help` }, "Dòng đầu là tên các cột, như Loại, Tên, Ngày bắt đầu, Thành lập từ. Chỉ dùng khi không chọn tệp."), pasted));
  const said = h("p", { class: "said", role: "alert" });
  const make = button("Tạo trang", () => finish(), { class: "primary" });
  const blank = h("p", {}, h("a", { href: api.blankTable, download: "bang-don-vi.xlsx" }, "Tải bảng trống để điền (Excel, có ví dụ)"));
  form.path([TABLE])[0].element.after(blank, paste);

  async function finish() {
    make.disabled = true;
    said.textContent = "Đang tạo trang…";
    const { [TABLE]: chosen, ...answers } = tidied(values).values;
    const content = chosen && table ? table : pasted.value.trim() ? new TextEncoder().encode(pasted.value) : null;
    try {
      await api.begin(answers, content && base64(content));
      drop(KIND);
      location.replace(TOP);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      make.disabled = false;
      standing = error.problems;
      const told = form.problems(standing, true);
      const others = told.filter((one) => !one.place.length).map((one) => one.text);
      said.textContent = [error.isGone ? "Bàn làm việc đã dừng. Mở lại rồi thử lại; xin giữ trang này mở." : error.message, ...others].join(". ");
      const first = told.find((one) => one.place.length);
      if (first) form.go(first.place);
    }
  }

  return h("div", {}, h("header", { class: "top" }, h("div", { class: "top__title" }, h("h1", {}, "Trang mới"), h("p", { class: "state" }, "Thư mục này chưa có dữ liệu"))),
    h("main", { class: "front" }, h("p", {}, "Trả lời vài câu để có một trang dùng được ngay. Chỉ địa bàn là bắt buộc; mọi mục khác sửa hoặc điền sau được."),
      h("p", { class: "none" }, "Dữ liệu sẽ nằm ở: ", h("code", {}, at)), form.element, make, said));
}
