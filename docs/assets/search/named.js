// Which units a query names: a name is one thing, whose syllables scattered, or with other marks, are not that unit.

import { FIRST_OF_KIND, NAMES_A_UNIT } from "./weights.js";

/**
 * The names of units in a query, of those that overlap the ones with which most of it goes together: `cong an | ninh giang`, and
 * `cong an | phong chay`, though there is an An Phong.
 * @param {[number, number][]} names the places of the first and the last word of each name
 * @param {Slot[]} slots
 * @param {number} first the place of the first word that is looked for
 * @returns {[number, number][]}
 */
export function namesAmong(names, slots, first) {
  const bonded = (start, end) => slots.slice(start, end).reduce((sum, slot) => sum + slot.bond, 0);
  // What is a word by itself goes with no syllable beside it: `camera | hải an`.
  const pair = (i) => (slots[i].isWord || slots[i + 1]?.isWord ? 0 : slots[i].bond);
  // No name starts within an abbreviation: CAP is no `c | An Phượng`.
  const isWithin = (i) => slots[i].of && slots[i - 1]?.start === slots[i].start;
  const best = new Array(slots.length + 2).fill({ sum: 0, names: [] });
  const take = (i, sum, names) => sum > best[i].sum && (best[i] = { sum, names });
  for (let i = slots.length - 1; i >= first; i--) {
    best[i] = best[i + 1];
    take(i, pair(i) + best[i + 2].sum, best[i + 2].names);
    for (const [start, end] of names) {
      const weight = slots[start].isMinor ? FIRST_OF_KIND : NAMES_A_UNIT;
      if (start === i && !isWithin(i)) take(i, bonded(start, end) + weight + best[end + 1].sum, [[start, end], ...best[end + 1].names]);
    }
  }
  const { names: taken } = best[first];
  // Of several units named, the others tell which is meant.
  return taken.length > 1 ? taken.map(([start, end]) => [slots.findIndex((slot, i) => i >= start && !slot.isMinor), end]) : taken;
}
