// Why a result stands where it does, for whoever tends the search: `debug` in the address of the results page.

import { element } from "./view.js";

const shown = (value) => {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(2);
  if (value instanceof Map) return [...value].map(([key, one]) => `${key} ${shown(one)}`).join(", ");
  if (Array.isArray(value)) return value.map(shown).join(" · ");
  if (value && typeof value === "object") return Object.entries(value).map(([key, one]) => `${key}: ${shown(one)}`).join("; ");
  return String(value);
};

/** What the engine says of a result, as a table: its score, and each reason on a row of its own. */
export function explained({ score, explain, why }) {
  explain ??= why;
  if (!explain) return [];
  const rows = Object.entries({ "final score": score, ...explain }).flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]));
  const row = ([name, value]) => {
    const head = element("th", "", name);
    head.scope = "row";
    return element("tr", "", head, element("td", "", shown(value)));
  };
  const table = element("table", "results__why", element("tbody", "", ...rows.map(row)));
  return [table];
}
