// The desk's first page: where the person left off, what to add, what waits, what is wrong, what was done.

import { h, button } from "./form/dom.js";
import { upper } from "./form/words.js";
import { Refused, api, sentence, TOP } from "./api.js";
import { ask, moment } from "./dialog.js";
import { inbox } from "./inbox.js";
import { publishButton } from "./publish.js";
import { review } from "./review.js";
import { allKept, drop, lastPlace, serverKey } from "./kept.js";

const ADDED = ["events", "models", "results", "organisations", "sources", "documents", "units", "themes", "terms", "event-kinds"];
const address = (folder, id) => `${TOP}${encodeURIComponent(folder)}/${id.startsWith("+") ? "+" : encodeURIComponent(id)}`;

/** The page for the kinds of `schema`. */
export async function home(schema) {
  document.title = "Bàn làm việc";
  const said = h("p", { class: "none", role: "status" });
  const waiting = h("div"), wrong = h("div"), done = h("div");
  const page = h("div", {}, h("header", { class: "top" }, h("div", { class: "top__title" }, h("h1", {}, "Bàn làm việc"), h("p", { class: "state" }, "Viết, sửa và đăng nội dung của trang")), h("a", { href: `${TOP}tinh-trang`, class: "home" }, "Tình trạng"), h("a", { href: `${TOP}bang-tinh`, class: "home" }, "Bảng tính"), h("a", { href: "/", class: "home" }, "Xem trang"), publishButton()),
    h("main", { class: "front" }, again(), said, h("h2", {}, "Thêm mới"), additions(schema), h("p", {}, h("a", { href: `${TOP}site/site` }, "Sửa thông tin của trang"), ": tên, cơ quan chủ quản, người chịu trách nhiệm, liên hệ."), h("h2", { id: "tim" }, "Tìm bản ghi để sửa"), finder(schema),
      h("div", { class: "front__grid" }, h("section", { "aria-labelledby": "cho" }, h("h2", { id: "cho" }, "Đang viết dở, bản nháp, hẹn ngày"), waiting),
        h("section", { "aria-labelledby": "loi" }, h("h2", { id: "loi" }, "Cần sửa"), wrong)),
      review(schema), inbox(schema), h("section", { "aria-labelledby": "su" }, h("h2", { id: "su" }, "Lịch sử"), h("p", {}, h("a", { href: `${TOP}thay-doi` }, "Thay đổi từ lần đăng trước")), done)));
  fill(schema, { said, waiting, wrong, done });
  return page;
}

function again() {
  const last = lastPlace(), unsaved = allKept();
  if (!last || !last.title) return null;
  const isUnsaved = unsaved.some((one) => one.title === last.title);
  return h("a", { class: "again", href: last.address }, isUnsaved ? "Lần trước đang viết dở, chưa lưu:" : "Lần trước đang ở:", h("strong", {}, last.title));
}

function additions(schema) {
  return h("ul", { class: "start" }, ADDED.filter((folder) => schema.kinds[folder]).map((folder, at) =>
    h("li", { class: at === 0 ? "main-one" : null }, h("a", { href: `${TOP}${folder}/+` }, `+ ${upper(schema.kinds[folder].noun)}`))));
}

function finder(schema) {
  const folders = ADDED.filter((folder) => schema.kinds[folder]);
  const kind = h("select", { id: "tim-loai", "aria-label": "Loại bản ghi", onchange: () => look() }, folders.map((folder) => h("option", { value: folder }, schema.kinds[folder].section || schema.kinds[folder].noun)));
  const words = h("input", { id: "tim-chu", type: "text", autocomplete: "off", placeholder: "Gõ vài chữ của tên, có dấu hay không đều được", "aria-controls": "tim-thay", oninput: () => look() });
  const found = h("ul", { class: "rows found", id: "tim-thay", "aria-live": "polite" });
  let asked = 0;
  const look = async () => {
    const now = ++asked;
    if (!words.value.trim()) return found.replaceChildren();
    const all = await api.find(kind.value, words.value).catch(() => null);
    if (now !== asked) return;
    found.replaceChildren(...(all && all.length ? all.map((one) => h("li", {}, h("span", { class: "what" }, h("a", { href: address(kind.value, one.id) }, one.name), one.hint ? h("small", {}, one.hint) : null)))
      : [h("li", { class: "none" }, all ? "Không thấy bản ghi nào có chữ này." : "Chưa tìm được.")]));
  };
  return h("div", { class: "finder form" }, h("label", { for: "tim-chu", class: "label" }, "Tên bản ghi"), kind, words, found);
}

async function fill(schema, { said, waiting, wrong, done }) {
  const none = (text) => h("p", { class: "none" }, text);
  const noun = (folder) => (schema.kinds[folder] || { noun: folder }).noun;
  const unsaved = (one, how, lost, label, forget) => row(
    h("a", { href: one.id ? address(one.folder, one.id) : `${TOP}${one.folder}/+?giu=${encodeURIComponent(one.key.split("+")[1])}` }, one.title || noun(one.folder)), `${noun(one.folder)}, ${how}, viết lúc ${moment(one.at)}`,
    button("Bỏ", async () => {
      if (!(await ask(`Bỏ “${one.title}”?`, [lost], { act: "Bỏ" }))) return;
      await forget();
      location.reload();
    }, { class: "tool", "aria-label": `${label}: ${one.title}` }));
  try {
    const [overview, { entries: history }, { entries: unfinished }] = await Promise.all([api.overview(), api.history(), api.unfinished()]);
    const kept = allKept();
    const rows = [
      ...kept.map((one) => unsaved(one, "chưa lưu", "Những gì chưa lưu sẽ mất.", "Bỏ phần chưa lưu", () => {
        drop(one.key);
        return api.dropUnfinished(serverKey(one.key)).catch(() => {});
      })),
      ...unfinished.filter((one) => !kept.some((other) => serverKey(other.key) === one.key)).map((one) =>
        unsaved(one, one.problems ? `còn ${one.problems} chỗ cần sửa` : "chưa lưu", "Phần viết dở này sẽ mất.", "Bỏ phần viết dở", () => api.dropUnfinished(one.key))),
      ...overview.drafts.map((one) => row(h("a", { href: address(one.folder, one.id) }, one.name), `${noun(one.folder)}, ${one.state}`)),
    ];
    waiting.replaceChildren(rows.length ? h("ul", { class: "rows" }, rows) : none("Không có gì đang viết dở."));
    wrong.replaceChildren(overview.problems.length ? h("ul", { class: "rows" }, overview.problems.map((one) => row(
      one.folder && one.id ? h("a", { href: address(one.folder, one.id) }, one.name || one.id) : one.file || "", h("span", {}, h("span", { class: "wrong" }, sentence(one)), one.more ? [" ", h("a", { href: one.more }, "Nghĩa là gì?")] : null)))) : none("Dữ liệu không có lỗi."));
    done.replaceChildren(history.length ? h("ul", { class: "rows" }, history.slice(0, 30).map((one) => entry(one, said))) : none("Chưa lưu lần nào từ bàn làm việc."));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said.textContent = error.message;
  }
}

const row = (what, note, ...acts) => h("li", {}, h("span", { class: "what" }, what, note ? h("small", {}, note) : null), ...acts);

/** One save: what it did to which records, in words, and the way back. */
function entry(one, said) {
  const did = one.what.map((record) => `${upper(record.did)}: ${record.title}`);
  const changes = one.what.flatMap((record) => record.changes);
  const undo = button("Hoàn tác", async () => {
    if (!(await ask("Hoàn tác lần lưu này?", [h("ul", {}, did.map((text) => h("li", {}, text)))], { act: "Hoàn tác" }))) return;
    try {
      await api.undo(one.entry);
      location.reload();
    } catch (error) {
      said.textContent = error.told || error.message;
      said.scrollIntoView({ block: "center" });
    }
  }, { class: "tool", "aria-label": `Hoàn tác: ${did[0] || ""}` });
  const what = h("span", { class: "what" }, did.join("; "), h("small", {}, [one.who, moment(one.when)].filter(Boolean).join(", ")),
    changes.length ? h("details", {}, h("summary", {}, `${changes.length} thay đổi`), h("ul", {}, changes.map((change) => h("li", {}, change)))) : null);
  return h("li", {}, what, undo);
}
