// What a reader may have meant to type.

import { words } from "./normalise.js";

/**
 * The query as the best result spells it, when that differs by more than diacritics; else "". What the result holds as it was
 * typed is right, and so is a word that stands with a neighbour elsewhere.
 * @param {Slot[]} slots the query as planned
 * @param {any[]} card what is shown of the best result
 * @param {(place: number) => boolean} isHeld whether the result holds the word at a place of the query as typed
 */
export function correction(slots, [, , title, unit, , summary], isHeld) {
  const spelled = new Map(words(`${title} ${unit} ${summary}`).map((w) => [w.key, w.raw]));
  let isOther = false;
  const parts = slots.map((slot, i) => {
    const { key, form, of, raw, start, isDivided, isOpen, isBound, readings } = slot;
    if (isDivided) isOther = true;
    // What one token of the query stands for, such as an abbreviation's words, is shown as that token, and once.
    if (of || isDivided || slots[i - 1]?.start === start || slots[i + 1]?.start === start) {
      const isSame = of ? slots[i - 1]?.of === of : slots[i - 1]?.start === start && !isDivided;
      return isSame ? "" : isDivided ? of || (spelled.get(key) ?? key) : raw;
    }
    if (spelled.has(key)) return form ? raw : spelled.get(key);
    if (isHeld(i) || (isBound && readings.has(key)) || /^\d/.test(key)) return raw;
    const [read] = [...readings].filter(([word]) => spelled.has(word)).sort((a, b) => a[1] - b[1]);
    if (!read || (isOpen && read[0].startsWith(key))) return raw;
    isOther = true;
    return spelled.get(read[0]);
  });
  return isOther ? parts.filter(Boolean).join(" ") : "";
}
