// A record that was changed elsewhere meanwhile: shown field by field, mine beside theirs, nothing decided unseen.

import { h, button } from "./form/dom.js";
import { isEmpty } from "./form/schema.js";
import { api } from "./api.js";
import { dialog } from "./dialog.js";

const same = (one, other) => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

function ordered(value) {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object") return String(value);
  return Object.fromEntries(Object.keys(value).sort().filter((key) => !isEmpty(value[key])).map((key) => [key, ordered(value[key])]));
}

/** The fields in which `mine` and `theirs` differ: {name, who} where `who` is `mine`, `theirs` or `both`, by whom it was changed since `was`. */
function differences(schema, folder, was, mine, theirs) {
  const found = [];
  for (const field of schema.parts[schema.kind(folder).part].fields) {
    if (field.kept) continue;
    const [before, one, other] = [was, mine, theirs].map((values) => (values || {})[field.name]);
    if (same(one, other)) continue;
    found.push({ field, who: same(before, one) ? "theirs" : same(before, other) ? "mine" : "both" });
  }
  return found;
}

/** The ids of the records that values link to, by their folders. */
function linksIn(schema, part, values, found = new Map()) {
  for (const field of schema.parts[part].fields)
    for (const value of [values[field.name]].flat()) {
      if (isEmpty(value)) continue;
      if (field.link) found.set(field.link, (found.get(field.link) || new Set()).add(value));
      else if (field.part) linksIn(schema, field.part, value, found);
    }
  return found;
}

/** A value in lines that a person reads. */
function lines(schema, field, value, nameOf, depth = 0) {
  if (isEmpty(value)) return [];
  const indent = "\u2003".repeat(depth);
  if (Array.isArray(value)) return value.flatMap((one, at) => lines(schema, { ...field, many: false }, one, nameOf, depth).map((line, row) => (row || value.length < 2 ? line : `${at + 1}. ${line.trimStart()}`)));
  if (!field.part) return String(field.type === "prose" ? value : schema.shown(field, value, nameOf)).split("\n").map((line) => indent + line);
  return schema.parts[field.part].fields.filter((inner) => !isEmpty(value[inner.name])).flatMap((inner) => {
    const told = lines(schema, inner, value[inner.name], nameOf, depth + 1);
    return told.length === 1 ? [`${indent}${inner.label}: ${told[0].trim()}`] : [`${indent}${inner.label}:`, ...told];
  });
}

/**
 * Shows the differences in a dialog; the values that come of the choices, or null when the person goes on writing first.
 * `known(folder, id)` names the records that have a name in the form.
 */
export async function settle(schema, folder, { was, mine, theirs }, known) {
  const found = differences(schema, folder, was, mine, theirs);
  if (!found.length) return { ...theirs };
  const links = [...linksIn(schema, schema.kind(folder).part, theirs)];
  const names = new Map(await Promise.all(links.map(async ([to, ids]) => [to, await api.names(to, [...ids]).catch(() => ({}))])));
  const nameOf = (to, id) => known(to, id) || (names.get(to) || {})[id];
  return new Promise((resolve) => {
    const chosen = new Map(found.map(({ field, who }) => [field.name, who === "both" ? null : who]));
    const said = h("p", { class: "faults", role: "alert" });
    const rows = found.map(({ field, who }) => {
      const side = (which, label, values) => {
        const told = lines(schema, field, (values || {})[field.name], nameOf);
        const radio = h("input", { type: "radio", name: `settle-${field.name}`, value: which, onchange: () => chosen.set(field.name, which) });
        radio.checked = chosen.get(field.name) === which;
        return h("label", { class: "side" }, h("span", { class: "side__head" }, radio, label), h("span", { class: "side__text" }, told.length ? told.join("\n") : "(để trống)"));
      };
      const why = { theirs: "Chỉ nơi khác sửa", mine: "Chỉ bạn sửa", both: "Cả hai cùng sửa, chọn một" }[who];
      return h("fieldset", { class: "settled" }, h("legend", {}, field.label, " ", h("small", {}, why)),
        h("div", { class: "sides" }, side("mine", "Của bạn", mine), side("theirs", "Ở tệp bây giờ", theirs)));
    });
    const end = (values) => {
      shown.close();
      resolve(values);
    };
    const done = () => {
      const open = found.filter(({ field }) => !chosen.get(field.name));
      if (open.length) {
        said.textContent = `Chưa chọn: ${open.map(({ field }) => field.label).join(", ")}.`;
        shown.element.querySelector(`input[name="settle-${open[0].field.name}"]`).focus();
        return;
      }
      const values = { ...theirs };
      for (const { field } of found) {
        const value = (chosen.get(field.name) === "mine" ? mine : theirs)[field.name];
        if (value === undefined) delete values[field.name];
        else values[field.name] = value;
      }
      end(values);
    };
    const why = h("p", {}, "Từ khi bạn mở, tệp của bản ghi này đã đổi: do cửa sổ khác, người khác hoặc chương trình khác. Xem từng mục rồi chọn giữ bên nào; chưa có gì bị ghi đè.");
    const acts = [button("Dùng các lựa chọn này", done, { class: "primary" }), button("Để sau, viết tiếp", () => end(null), { class: "secondary" })];
    const shown = dialog("Bản ghi đã được sửa ở nơi khác", [why, rows, said].flat(), acts, () => end(null), true);
  });
}
