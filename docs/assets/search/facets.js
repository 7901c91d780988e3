// What results can be filtered, counted and sorted by. Loaded only when that is asked for. `macros/search/facets.py` writes it.

import { ascending } from "./decoding.js";

const DAYS = 512; // a year's share of the scale on which dates are compared: above month × 32 + day
const LAST_DAY = 12 * 32 + 31;
const IN_VIETNAM = 7 * 3600_000;

// The first and the last day that `2024-08-19`, `2024-08` or `2024` may mean.
function span(period) {
  const [year, month, day] = period.split("-").map(Number);
  return [year * DAYS + (month ?? 0) * 32 + (day ?? 0), year * DAYS + (month ? month * 32 + (day ?? 31) : LAST_DAY)];
}

function today() {
  const [year, month, day] = new Date(Date.now() + IN_VIETNAM).toISOString().split(/[-T]/).map(Number);
  return year * DAYS + month * 32 + day;
}

export class Facets {
  #today;
  #groups;
  #members;

  /**
   * @param {{all: string, days: number[], off: string, ends: object, former: string[], groups: object}} lists as the index has them
   * @param {(number: number) => string} kindOf a document's kind
   * @param {(number: number) => number} yearOf a document's year, 0 if unknown
   * @param {(number: number) => number | undefined} wholeOf the number of what it is a part of, with which it counts as one
   */
  constructor({ all, days, off, ends, former, groups }, kindOf, yearOf, wholeOf) {
    const numbers = ascending(all);
    const dayOf = [];
    numbers.forEach((n, i) => (dayOf[n] = days[i]));
    Object.assign(this, { all: numbers, kindOf, yearOf, wholeOf });
    [this.#today, this.#groups, this.#members] = [today(), groups, new Map()];
    this.names = Object.fromEntries(Object.entries(groups).map(([name, ids]) => [name, Object.fromEntries(Object.entries(ids).map(([id, [shown]]) => [id, shown]))]));
    this.names.former = new Set(former); // ids of units that are no more
    this.when = (n) => yearOf(n) * DAYS + dayOf[n];
    this.off = new Set(ascending(off));
    // The last day that a document's date may mean: of the month, or of the year.
    this.until = (n) => {
      if (ends[n]) return span(ends[n])[1];
      const day = dayOf[n];
      return yearOf(n) * DAYS + (day >> 5 || 12) * 32 + (day & 31 || 31);
    };
  }

  // The numbers of what belongs to one of a group; most are never asked for.
  #membersOf(group, id) {
    const key = `${group} ${id}`;
    if (!this.#members.has(key)) this.#members.set(key, new Set(ascending(this.#groups[group][id]?.[1] ?? "")));
    return this.#members.get(key);
  }

  /**
   * Whether it is over: as long as it may yet come it is not, and what has no year has been told of as past. What was put off or
   * called off is neither before its day is over.
   */
  timeOf(n) {
    if (!this.yearOf(n) || this.until(n) < this.#today) return "past";
    return this.off.has(n) ? "" : "coming";
  }

  /**
   * Whether a document passes `filters`, all but the one called `without`.
   * @param {{kind?: string, time?: "past" | "coming", from?: string, to?: string}} filters also the id of each group of the
   *   index: unit, theme…; `from` and `to` are years or months, and what may lie between them passes
   */
  passes(filters, without) {
    const { kind, time, from, to } = filters;
    const sets = Object.keys(this.#groups).filter((group) => filters[group] && group !== without).map((group) => this.#membersOf(group, filters[group]));
    const [first] = from ? span(from) : [1];
    const [, last] = to ? span(to) : [0, Infinity];
    return (n) =>
      sets.every((set) => set.has(n)) &&
      (!kind || without === "kind" || this.kindOf(n) === kind) &&
      (!time || without === "time" || this.timeOf(n) === time) &&
      (!(from || to) || without === "year" || (this.yearOf(n) && this.until(n) >= first && this.when(n) <= last));
  }

  /** How many of the documents each choice of a filter would leave, the other filters as they are. */
  count(numbers, filters) {
    const counts = { kind: {}, time: {}, year: {} };
    const left = (without) => numbers.filter(this.passes(filters, without));
    const counted = new Set();
    const tally = (name, key, n) => {
      const whole = this.wholeOf(n);
      const as = whole !== undefined && `${name} ${key} ${whole}`;
      if (!as || !counted.has(as)) counts[name][key] = (counts[name][key] ?? 0) + 1;
      if (as) counted.add(as);
    };
    for (const n of left("kind")) tally("kind", this.kindOf(n), n);
    for (const n of left("time")) if (this.timeOf(n)) tally("time", this.timeOf(n), n);
    for (const n of left("year")) if (this.yearOf(n)) tally("year", this.yearOf(n), n);
    for (const [group, ids] of Object.entries(this.#groups)) {
      counts[group] = {};
      const kept = new Set(left(group));
      for (const id of Object.keys(ids)) {
        const set = this.#membersOf(group, id);
        const [few, many] = set.size < kept.size ? [set, kept] : [kept, set];
        for (const n of few) if (many.has(n)) tally(group, id, n);
      }
    }
    return counts;
  }
}
