// Spreadsheets: records as a workbook to fill in, and what a table would change, looked at cell by cell before any of it is written.

import { h, button } from "./form/dom.js";
import { takesDrops } from "./form/file.js";
import { upper } from "./form/words.js";
import { api, sentence, TOP } from "./api.js";
import { ask } from "./dialog.js";

const KINDS = ["models", "events", "results", "organisations", "sources", "documents", "units", "themes", "terms", "event-kinds"];
const SHOWN = 40; // records at first, the rest folded up
const number = (value) => value.toLocaleString("vi-VN");

/** The page for the kinds of `schema`. */
export function sheets(schema) {
  document.title = "Bảng tính";
  const kinds = KINDS.filter((folder) => schema.kinds[folder]);
  const called = (folder) => schema.kinds[folder].section || upper(schema.kinds[folder].noun);
  return h("div", {}, h("header", { class: "top" }, h("a", { href: TOP, class: "home" }, "Bàn làm việc"), h("div", { class: "top__title" }, h("h1", {}, "Bảng tính"), h("p", { class: "state" }, "Sửa nhiều bản ghi một lúc, nhận bảng của phường, xã"))),
    h("main", { class: "front" }, given(kinds, called), taken(kinds, called)));
}

function given(kinds, called) {
  const boxes = kinds.map((folder) => h("input", { type: "checkbox", value: folder, checked: folder === "models", onchange: () => fill() }));
  const link = h("a", { class: "tool", download: "bang.xlsx" }, "Tải bảng tính (.xlsx)");
  const fill = () => (link.href = api.workbook(boxes.filter((one) => one.checked).map((one) => one.value)));
  fill();
  return h("section", { "aria-labelledby": "xuat" }, h("h2", { id: "xuat" }, "Xuất bảng tính"),
    h("fieldset", { class: "kinds" }, h("legend", {}, "Loại bản ghi (không chọn là mọi loại)"), boxes.map((box, at) => h("label", {}, box, " ", called(kinds[at])))),
    h("p", {}, link), h("p", { class: "none" }, "Tệp có cả mục không đăng lên trang: chỉ dùng nội bộ."));
}

function taken(kinds, called) {
  const said = h("div", { class: "said", role: "status" });
  const shown = h("div");
  const chooser = h("input", { type: "file", accept: ".xlsx,.csv", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => {
    look([...chooser.files]);
    chooser.value = "";
  } });
  const zone = h("div", { class: "zone" }, button("+ Chọn bảng tính…", () => chooser.click(), { class: "add" }), chooser, h("span", {}, "hoặc kéo tệp .xlsx, .csv vào đây. Chưa ghi gì cho đến khi xem xong và bấm Ghi."));
  const kind = h("select", { id: "bang-loai" }, h("option", { value: "" }, "Tự nhận ra theo tên cột"), kinds.map((folder) => h("option", { value: folder }, called(folder))));
  const offered = h("datalist", { id: "bang-cac-nguon" });
  const source = h("input", { id: "bang-nguon", type: "text", autocomplete: "off", list: "bang-cac-nguon", placeholder: "Gõ vài chữ của tên nguồn", oninput: async () => {
    const found = await api.find("sources", source.value).catch(() => []);
    offered.replaceChildren(...found.map((one) => h("option", { value: one.id }, one.name)));
  } });
  const section = h("section", { "aria-labelledby": "nhap" }, h("h2", { id: "nhap" }, "Nhập bảng tính"), h("div", { class: "form" }, zone,
    h("details", {}, h("summary", {}, "Bảng do phường, xã tự lập"), h("label", { for: "bang-loai", class: "label" }, "Loại bản ghi của bảng"), kind, h("label", { for: "bang-nguon", class: "label" }, "Nguồn của mọi dòng mới không ghi nguồn"), source, offered), said), shown);

  async function look([file]) {
    if (!file) return;
    shown.replaceChildren();
    said.replaceChildren(h("p", {}, `Đang đọc “${file.name}”…`));
    try {
      const found = await api.lookAtTable(file, kind.value, source.value.trim());
      said.replaceChildren(h("p", {}, `Đã đọc “${file.name}”, chưa ghi gì.`));
      show(found);
    } catch (error) {
      refused(error);
    }
  }

  function refused(error) {
    said.replaceChildren(h("p", { class: "refused" }, error.message));
    if (error.problems && error.problems.length) put("Chỗ cần sửa trong bảng", problems(error.problems));
  }

  /** Something under a heading, which gets the focus. */
  function put(title, ...within) {
    const head = h("h3", { tabindex: "-1" }, title);
    shown.replaceChildren(head, ...within.filter(Boolean));
    head.focus();
  }

  function show(found) {
    const rows = found.records.map(record);
    const boxes = () => [...shown.querySelectorAll("input[type=checkbox]")];
    const write = button("", () => take(found, boxes().filter((one) => one.checked).map((one) => one.value)), { class: "add" });
    const count = () => {
      const chosen = boxes().filter((one) => one.checked).length;
      write.textContent = `Ghi ${number(chosen)} bản ghi đã chọn`;
      write.disabled = !chosen;
    };
    const all = (isChosen) => button(isChosen ? "Chọn tất cả" : "Bỏ chọn tất cả", () => {
      for (const box of boxes()) box.checked = isChosen;
      count();
    }, { class: "tool" });
    const more = rows.splice(SHOWN);
    put(`Thêm ${number(found.added)}, sửa ${number(found.records.length - found.added)}; ${number(found.left)} bản ghi trong bảng không đổi`,
      found.notes.length ? h("ul", {}, found.notes.map((note) => h("li", {}, note))) : null,
      found.warnings.length ? h("details", { open: true }, h("summary", {}, `${number(found.warnings.length)} chỗ cần người xem xét`), problems(found.warnings)) : null,
      rows.length ? h("ul", { class: "rows cells" }, rows) : null,
      more.length ? h("details", {}, h("summary", {}, `Xem ${number(more.length)} bản ghi khác, cũng đang được chọn`), h("ul", { class: "rows cells" }, more)) : null,
      rows.length ? h("div", { class: "zone" }, write, all(true), all(false), button("Bỏ bảng này", () => {
        shown.replaceChildren();
        said.replaceChildren(h("p", {}, "Đã bỏ, chưa ghi gì."));
      }, { class: "tool" })) : null);
    shown.onchange = count;
    count();
  }

  async function take(found, keys) {
    if (!(await ask(`Ghi ${number(keys.length)} bản ghi?`, ["Ghi một lần, có trong Lịch sử và hoàn tác được."], { act: "Ghi" }))) return;
    try {
      const { entry, written } = await api.takeTable(found.mark, keys);
      shown.replaceChildren();
      const undo = button("Hoàn tác", async () => {
        try {
          await api.undo(entry);
          said.replaceChildren(h("p", {}, "Đã hoàn tác."));
        } catch (error) {
          said.replaceChildren(h("p", { class: "refused" }, error.told || error.message));
        }
      }, { class: "tool" });
      said.replaceChildren(h("p", {}, `Đã ghi ${number(written)} bản ghi. `, undo));
      undo.focus();
    } catch (error) {
      said.replaceChildren(h("p", { class: "refused" }, error.message));
      for (const box of shown.querySelectorAll("input[type=checkbox]")) {
        const wrong = (error.problems || []).filter((one) => `${one.folder}/${one.id}` === box.value);
        box.closest("li").querySelector(".faults").replaceChildren(...wrong.map((one) => h("p", { class: "wrong" }, sentence(one))));
      }
    }
  }

  takesDrops(section, look, zone);
  return section;
}

const problems = (all) => h("ul", { class: "rows" }, all.map((one) => h("li", {}, h("span", { class: "what" }, one.at ? h("strong", {}, one.at, ": ") : null, h("span", { class: "wrong" }, sentence(one)), one.hint ? ` (Có phải “${one.hint}”?)` : null))));

/** A record that would be added or changed: whether it is accepted, and its cells by sheet and row. */
function record(one) {
  const box = h("input", { type: "checkbox", value: one.key, checked: true });
  return h("li", {}, h("div", { class: "what" }, h("label", {}, box, " ", `${one.new ? "Thêm" : "Sửa"} ${one.noun}: `, h("strong", {}, one.title)), h("div", { class: "faults" }),
    one.rows.flatMap((row) => [h("p", { class: "none" }, `Trang ${row.sheet}, dòng ${number(row.row)}`), h("ul", {}, row.cells.map((cell) => h("li", {}, cell.cell ? `${cell.cell} ` : "", h("b", {}, cell.title), ": ", one.new ? null : [h("del", {}, cell.old), " → "], h("ins", {}, cell.new))))])));
}
