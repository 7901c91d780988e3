// What a reader may have meant to type.

import { words } from "./normalise.js";

/**
 * The query as the best result spells it, where that holds other words than were typed; else "".
 * @param {Slot[]} slots the query as planned
 * @param {any[]} card what is shown of the best result
 * @param {(place: number) => boolean} isTyped whether the result holds the word at a place of the query as it was typed
 * @param {(place: number) => boolean} isHeld whether it holds it so, or as it was read
 */
export function correction(slots, [, title, unit, , summary], isTyped, isHeld) {
  const spelled = new Map(words(`${title} ${unit} ${summary}`).map((w) => [w.key, w.raw]));
  const typed = slots.filter((slot, i) => slots[i - 1]?.start !== slot.start).map((slot) => slot.raw).join(" ");
  let isOther = false;
  const parts = slots.map((slot, i) => {
    const { key, of, raw, start, isDivided, isOpen, readings } = slot;
    if (isDivided) isOther = true;
    // What one token of the query stands for, such as an abbreviation's words, is shown as that token, and once.
    if (of || isDivided || slots[i - 1]?.start === start || slots[i + 1]?.start === start) {
      const isSame = of ? slots[i - 1]?.of === of : slots[i - 1]?.start === start && !isDivided;
      return isSame ? "" : isDivided ? of || (spelled.get(key) ?? key) : raw;
    }
    if (isTyped(i) || !isHeld(i) || /^\d/.test(key)) return raw;
    const [read] = [...readings].filter(([word]) => spelled.has(word)).sort((a, b) => a[1] - b[1]);
    if (!read || (isOpen && read[0].startsWith(key))) return raw;
    isOther = true;
    return spelled.get(read[0]);
  });
  const corrected = parts.filter(Boolean).join(" ");
  return isOther && corrected !== typed ? corrected : "";
}
