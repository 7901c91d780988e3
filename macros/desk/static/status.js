// How all records stand: what isn't on the site and why, what they lack, and what is told of each commune.

import { h } from "./form/dom.js";
import { upper } from "./form/words.js";
import { api, TOP } from "./api.js";

const link = (one) => h("a", { href: `${TOP}${encodeURIComponent(one.folder)}/${encodeURIComponent(one.id)}` }, one.name);
const number = (value) => value.toLocaleString("vi-VN");
const row = (one) => h("li", {}, h("span", { class: "what" }, link(one), h("small", {}, [one.noun, one.note].filter(Boolean).join(", "))));

/** The page. */
export async function status() {
  document.title = "Tình trạng";
  const told = await api.status(), [year, month, day] = told.day.split("-").map(Number);
  return h("div", {}, h("header", { class: "top" }, h("a", { href: TOP, class: "home" }, "Bàn làm việc"), h("div", { class: "top__title" }, h("h1", {}, "Tình trạng"), h("p", { class: "state" }, `Ngày ${day}/${month}/${year}`))),
    h("main", { class: "front" },
      h("nav", { "aria-label": "Các phần" }, h("ul", { class: "counts" }, told.sections.map((one) => h("li", {}, h("a", { href: `#${one.key}` }, `${one.title}: ${number(one.count)}`))))),
      told.sections.map(section), told.coverage ? coverage(told.coverage) : h("p", { class: "none" }, "Dữ liệu đang có lỗi, nên chưa tính được địa bàn nào có gì: sửa các chỗ nêu ở bàn làm việc trước.")));
}

function section(one) {
  const left = one.count - one.rows.length;
  return h("section", { "aria-labelledby": one.key }, h("h2", { id: one.key }, one.count ? `${one.title}: ${number(one.count)}` : one.title),
    one.count ? h("ul", { class: "rows" }, one.rows.map(row)) : h("p", { class: "none" }, one.none),
    left ? h("p", { class: "none" }, `Và ${number(left)} bản ghi nữa: lệnh status --all liệt kê hết.`) : null);
}

function coverage({ years, told, without }) {
  const cell = (events, results) => [events ? `${number(events)} sự kiện` : "", results ? "kết quả" : ""].filter(Boolean).join(", ") || "–";
  return h("section", { "aria-labelledby": "dia-ban" }, h("h2", { id: "dia-ban" }, `Phường, xã có thông tin: ${number(told.length)} trong ${number(told.length + without.length)}`),
    told.length ? h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Bảng từng phường, xã theo năm" }, h("table", {}, h("thead", {}, h("tr", {}, ["Phường, xã", "Mô hình", ...years].map((title) => h("th", { scope: "col" }, String(title))))),
      h("tbody", {}, told.map((one) => h("tr", {}, h("th", { scope: "row" }, link(one)), h("td", {}, number(one.models)), years.map((_, at) => h("td", {}, cell(one.events[at], one.results[at])))))))) : null,
    without.length ? h("details", {}, h("summary", {}, upper(`${number(without.length)} phường, xã chưa có thông tin nào`)), h("ul", { class: "rows" }, without.map(row))) : null);
}
