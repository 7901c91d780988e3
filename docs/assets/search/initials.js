// Letters that stand for the name of a unit: `CAQ LC`, `UBND HB`, `P. LT`.

import { fold } from "./normalise.js";
import { isRun, isSyllable } from "./syllables.js";
import { KIND_BEFORE, NAMED, SHORT_UNITS, UNIT_KIND, UNITS } from "./units.js";
import { lastOf, owns } from "./values.js";

const ELSEWHERE = ["hn", "hcm"]; // provinces that all know by these, and a ward only behind its kind
const INITIALS = /^[a-z]{2,4}$/;

/** The term that goes on with the names that letters may stand for. */
export const termOf = ({ raw }) => `${fold(raw)} ${NAMED}`;

// What ends a kind of unit, short or long: `q`, `xa`, `tran`.
const KINDS = new Set([...Object.keys(SHORT_UNITS), ...UNITS.map((kind) => lastOf(fold(kind).split(" ")))]);

/** Whether initials of a unit may follow: a word that is a kind of unit, or an abbreviation. */
export const isLeading = (word, abbreviations) => KINDS.has(fold(word)) || owns(abbreviations, fold(word));

/** Whether a word may be such letters, and no word with a slip, by what stands before it: an abbreviation, or what kind of unit it is. */
export const mayFollow = (before, { key }) => Boolean(before) && (Boolean(before.of) || KINDS.has(before.key)) && INITIALS.test(key) && !isSyllable({ key, form: "" }) && (isRun(key) || key.length === 2);

/**
 * The first word that may be such letters, if any does: behind what kind of unit it is, an
 * abbreviation, or how an organisation's name starts. What the best document holds is none; but a syllable in capitals, or an abbreviation behind
 * a kind of unit, it has to hold beside what stands before.
 */
export function lettersOf({ slots, missing, found, answers }, text) {
  const isOfficeBefore = (i) => slots.some((_, start) => start < i - 1 && found.areOfOrganisation(Array.from({ length: i - start }, (_, n) => start + n)));
  const isApart = (i) => answers.length && !found.areBeside(answers[0].at, i - 1);
  const isOne = (slot, i) => {
    const { raw, of, phrase, start, end, isOpen } = slot;
    const before = slots[i - 1];
    const [typed, letters] = [text.slice(start, end), raw.replaceAll("đ", "d")];
    if (!before || before.start === start || phrase || !INITIALS.test(letters)) return false;
    const isOfKind = before.isMinor && !before.isJoining;
    if (of) return isOfKind && isApart(i);
    // Small letters that are a syllable too are such ones at the end, behind the police of a kind of unit: `caq ha`.
    const isCapital = typed === typed.toUpperCase() || (before.of && KINDS.has(before.key) && i === slots.length - 1);
    const areLetters = isRun(letters) || !isSyllable({ key: letters, form: "" }) || isCapital;
    return areLetters && (missing.includes(i) || (isCapital && !isOpen && isApart(i))) && (isOfKind || before.of || isOfficeBefore(i));
  };
  return slots.find(isOne);
}

/**
 * The names that letters may stand for, of the kind of unit that stands before them if any does; those of which there is most first.
 * @param {[string, [number, number[]][]][]} entries of the term
 * @param {string} before the words before the letters
 */
export function namesOf(entries, before) {
  const kind = KIND_BEFORE.exec(before)?.[1];
  if (!kind && ELSEWHERE.some((letters) => entries[0]?.[0].startsWith(`${letters} `))) return [];
  const sizes = new Map();
  for (const [term, lists] of entries) {
    const unit = term.slice(term.indexOf(NAMED) + 1);
    const [whole, its] = UNIT_KIND.exec(fold(unit)) ?? ["", ""];
    if (kind && its !== kind) continue;
    const name = unit.slice(whole.length);
    sizes.set(name, (sizes.get(name) ?? 0) + lists.reduce((sum, [, numbers]) => sum + numbers.length, 0));
  }
  return [...sizes].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}
