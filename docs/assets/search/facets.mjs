// What the results page can filter and sort by. Loaded only when something is filtered, sorted by date or counted.

import { numbersOf } from "./files.mjs";

export class Facets {
  /**
   * @param {{all: number[], days: number[], units: object, themes: object}} lists as the index has them
   * @param {(number: number) => string} kindOf a document's kind
   * @param {(number: number) => number} yearOf a document's year, 0 if unknown
   */
  constructor(lists, kindOf, yearOf) {
    const sets = (group) => new Map(Object.entries(group).map(([id, [, list]]) => [id, new Set(numbersOf(list))]));
    const names = (group) => Object.fromEntries(Object.entries(group).map(([id, [name]]) => [id, name]));
    const all = numbersOf(lists.all);
    const days = new Map(all.map((n, i) => [n, lists.days[i]]));
    Object.assign(this, { kindOf, yearOf, unit: sets(lists.units), theme: sets(lists.themes) });
    this.names = { unit: names(lists.units), theme: names(lists.themes) };
    this.when = (n) => yearOf(n) * 512 + days.get(n);
    this.latestFirst = all.sort((a, b) => this.when(b) - this.when(a));
  }

  /** Whether a document passes `filters`, all but the one called `without`. */
  passes({ kind, unit, theme, from, to }, without) {
    return (n) =>
      (!kind || without === "kind" || this.kindOf(n) === kind) &&
      (!unit || without === "unit" || Boolean(this.unit.get(unit)?.has(n))) &&
      (!theme || without === "theme" || Boolean(this.theme.get(theme)?.has(n))) &&
      (!(from || to) || without === "year" || (this.yearOf(n) >= (from || 1) && this.yearOf(n) <= (to || 9999)));
  }

  /** How many of the documents each choice of a filter would leave, the other filters as they are. */
  count(numbers, filters) {
    const counts = { kind: {}, unit: {}, theme: {}, year: {} };
    const tally = (group, key) => (counts[group][key] = (counts[group][key] ?? 0) + 1);
    const left = (without) => numbers.filter(this.passes(filters, without));
    for (const n of left("kind")) tally("kind", this.kindOf(n));
    for (const n of left("year")) if (this.yearOf(n)) tally("year", this.yearOf(n));
    for (const group of ["unit", "theme"]) {
      const kept = new Set(left(group));
      for (const [id, set] of this[group]) {
        const [few, many] = set.size < kept.size ? [set, kept] : [kept, set];
        for (const n of few) if (many.has(n)) tally(group, id);
      }
    }
    return counts;
  }
}
