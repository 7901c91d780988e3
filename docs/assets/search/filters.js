// The filters of the results page: what its address asks for, and the choices that are left, with how many results each leaves.

import { numeral as counted } from "./view.js";

const OF_EVENTS = ["time", "event_kind", "organiser"];
export const FILTERS = ["kind", "time", "event_kind", "unit", "theme", "organiser", "from", "to"];
const FIELDS = ["q", ...FILTERS, "sort"];
const TIMES = { past: "Đã qua", coming: "Sắp diễn ra" };
const ANY = {
  kind: "Mọi loại", time: "Mọi lúc", event_kind: "Mọi loại", unit: "Mọi địa bàn", theme: "Mọi lĩnh vực", organiser: "Mọi nơi",
  from: "Mọi năm", to: "Mọi năm",
};
let alphabet; // takes long to make, and only full lists need it

/** What `preset` and the address ask for: the value of each field, "" for none. */
export function asked(preset) {
  const address = new URLSearchParams(location.search);
  return Object.fromEntries(FIELDS.map((name) => [name, address.get(name) ?? preset[name] ?? ""]));
}

/** The address that asks for `state`. */
export function addressOf(state, preset) {
  const address = new URL(location.href);
  address.search = new URLSearchParams(FIELDS.filter((name) => state[name] !== (preset[name] ?? "")).map((name) => [name, state[name]])).toString();
  address.hash = "";
  return address;
}

/** What the fields of the form say, as `asked` does. */
export function chosen(form, preset) {
  const valueOf = (name) => form.elements[name]?.value ?? preset[name] ?? "";
  const state = Object.fromEntries(FIELDS.map((name) => [name, valueOf(name)]));
  for (const name of ["from", "to"]) if (state[name] && valueOf(`${name}_month`)) state[name] += `-${valueOf(`${name}_month`)}`;
  if (state.kind !== "event") for (const name of OF_EVENTS) state[name] = "";
  return state;
}

/** The filters that are set beyond those of the page itself. */
export const active = (state, preset) => FILTERS.filter((name) => state[name] !== (preset[name] ?? ""));

function fill(select, value, any, groups) {
  const options = (choices) => choices.map(([key, text]) => new Option(text, key));
  const filled = groups.filter(([, choices]) => choices.length);
  const nodes = filled.flatMap(([label, choices]) => {
    if (!label || filled.length < 2) return options(choices);
    const group = document.createElement("optgroup");
    group.label = label;
    group.append(...options(choices));
    return [group];
  });
  select.replaceChildren(new Option(any, ""), ...nodes);
  select.value = value;
}

/** Shows what the form will offer, before it is known which choices there are. */
export function begin(form) {
  for (const [name, any] of Object.entries(ANY)) form.elements[name]?.replaceChildren(new Option(any, ""));
  for (const other of [form.elements.time.parentElement, form.querySelector("[data-results-sort]")]) other.hidden = true;
}

/** Fills the choices of the form: those that leave results, the one that is set always among them; that one alone where nothing was counted. */
export function offer(form, state, { counts, names }, hasQuery) {
  const nameOf = (name, key) => ({ time: TIMES })[name]?.[key] ?? names[name]?.[key] ?? key;
  for (const name of Object.keys(ANY)) {
    const select = form.elements[name];
    if (!select) continue;
    if (name === "from" || name === "to") {
      const [year, month = ""] = state[name].split("-");
      const years = [...new Set([...Object.keys(counts?.year ?? {}), ...(year ? [year] : [])])].sort((a, b) => b - a);
      fill(select, year, ANY[name], [["", years.map((key) => [key, key])]]);
      const months = Array.from({ length: 12 }, (_, i) => [String(i + 1).padStart(2, "0"), `Tháng ${i + 1}`]);
      fill(form.elements[`${name}_month`], month, "Cả năm", [["", months]]);
      form.elements[`${name}_month`].hidden = !year;
      select.parentElement.classList.toggle("results__period", Boolean(year));
      continue;
    }
    const left = counts?.[name] ?? {};
    const keys = Object.keys(left);
    if (state[name] && !left[state[name]]) keys.push(state[name]);
    // Many names are looked through by the alphabet, a few by how much there is of each.
    const byName = (a, b) => (alphabet ??= new Intl.Collator("vi", { numeric: true })).compare(nameOf(name, a), nameOf(name, b));
    keys.sort(name === "unit" || name === "organiser" ? byName : (a, b) => left[b] - left[a] || byName(a, b));
    const choices = keys.map((key) => [key, counts ? `${nameOf(name, key)} (${counted(left[key] ?? 0)})` : nameOf(name, key)]);
    const isFormer = ([key]) => names.former.has(key);
    const groups = name === "unit" ? [["Hiện nay", choices.filter((c) => !isFormer(c))], ["Trước đây", choices.filter(isFormer)]] : [["", choices]];
    fill(select, state[name], ANY[name], groups);
    const isOfUse = name === "time" ? left.coming || state.time !== "past" : keys.length || !counts;
    select.parentElement.hidden = !isOfUse || (OF_EVENTS.includes(name) && state.kind !== "event");
  }
  form.elements.sort.value = state.sort;
  form.querySelector("[data-results-sort]").hidden = !hasQuery;
}
