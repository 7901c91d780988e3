// The words of a query in what is shown of a result: marked, missed, or spelled as there.

import { words } from "./normalise.js";
import { agrees } from "./rank.js";
import { lastOf } from "./values.js";

/** The words that were typed, each with how; what they were read as instead is not among them. @returns {Map<string, string[]>} */
export function typedWords(slots) {
  const typed = new Map();
  for (const { key, form, isOpen, isJoining, phrase, readings } of slots) {
    if (isJoining && !phrase) continue;
    const its = [key, ...(isOpen ? [...readings.keys()].filter((word) => word.startsWith(key)) : [])];
    for (const word of its) typed.set(word, [...(typed.get(word) ?? []), form]);
  }
  return typed;
}

/** Text in parts, those with a word of the query marked. @returns {[string, boolean][]} */
export function mark(text, keys, abbreviations) {
  const parts = [];
  const shown = text.normalize("NFC");
  let end = 0;
  for (const word of keys.size ? words(shown, abbreviations) : []) {
    if (word.start < end || !keys.get(word.key)?.some((typed) => agrees(word.form, [typed]))) continue;
    // What stands between two marked words is marked with them.
    const between = shown.slice(end, word.start);
    if (parts.length && lastOf(parts)[1] && /^\s$/.test(between)) lastOf(parts)[0] += between + shown.slice(word.start, word.end);
    else parts.push([between, false], [shown.slice(word.start, word.end), true]);
    end = word.end;
  }
  parts.push([shown.slice(end), false]);
  return parts.filter(([part]) => part);
}

/** Whether text lacks every reading of some word of the query. */
export function isPartial(text, slots, abbreviations) {
  if (!slots.length) return false;
  const keys = new Set(words(text, abbreviations).map((word) => word.key));
  return slots.some((slot) => ![...slot.readings.keys()].some((key) => keys.has(key)));
}
