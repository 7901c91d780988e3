// Units that a query names one beside the other, `mô hình ở Lê Chân và Hồng Bàng`: it is answered for each.

import { fold } from "./normalise.js";

const AND = /^[ ,]+(?:va|voi|hay|hoac) +$/;
const COMMA = /^ *, *$/;
const MOST = 8; // units: each makes queries of its own, and more were hardly typed
const WORDS = 31; // of which the places of names are known

/**
 * A query that names several units, for the first of them, and for the others; nothing where no `và` stands between.
 * @param {string} text
 * @param {Slot[]} slots
 * @param {{start: number, end: number}[]} names the places of each, without what kind of unit it is
 * @returns {string[]}
 */
export function severally(text, slots, names) {
  if (names.length > MOST || slots.length > WORDS) return [];
  const withKind = (i) => (slots[i - 1]?.isMinor && !slots[i - 1].isJoining ? withKind(i - 1) : i);
  const gaps = names.slice(1).map(({ start }, n) => fold(text.slice(slots[names[n].end].end, slots[withKind(start)].start)));
  let last = gaps.findIndex((gap) => AND.test(gap));
  if (last < 0) return [];
  let first = last;
  while (COMMA.test(gaps[first - 1])) first--;
  while (AND.test(gaps[last + 1])) last++;
  const [one, { start }] = names.slice(first);
  // The kind of the first is that of the others, where they have none of their own.
  const from = withKind(start);
  const before = text.slice(0, slots[from < start ? withKind(one.start) : one.start].start);
  const queries = [text.slice(0, slots[one.end].end) + text.slice(slots[names[last + 1].end].end), before + text.slice(slots[from].start)];
  return fold(queries[0]) === fold(queries[1]) ? [] : queries;
}

/** The items of several lists, the first of each, then the second of each…; of those that are the same document, the first. */
export function inTurns(lists) {
  const told = new Map();
  for (let i = 0; lists.some((list) => i < list.length); i++) for (const list of lists) if (list[i] && !told.has(list[i].number)) told.set(list[i].number, list[i]);
  return [...told.values()];
}
