// What a query asks for: its words in order, and for each the readings that are worth looking up.

import { mayFollow } from "./initials.js";
import { fold, form, words } from "./normalise.js";
import { withoutQuestion } from "./questions.js";
import { isOnset, isRun, isSyllable } from "./syllables.js";
import { minorWords, SHORT_UNITS, UNIT_KIND } from "./units.js";
import { COST, distance, FIRM, withoutKeystrokes } from "./vocabulary.js";
import { lastOf, owns } from "./values.js";

const MOST_WORDS = 31;
const READINGS = 5; // of a word
const ALL_READINGS = 16; // of a query, whose many words make each other out
const COMPLETIONS = 8;
const OF_A_LETTER = 3; // completions: a further letter tells more than what they all weigh
const UNLIKELY = 0.8;
const FIGURE = 2; // how much of the query a figure is: who types one has seen it
const DOUBT = 0.7; // readings that cost so much more than the best one are still looked up
const SHORT = 3; // letters of a word that may have a slip where nothing speaks for one
const LONG = 5; // letters of a word that one slip leaves plain enough without its neighbours

/**
 * @typedef {object} Slot one word of the query
 * @property {string} key what was typed, folded
 * @property {string} form what was typed, "" when it was typed without diacritics
 * @property {Map<string, number>} readings folded words that it may stand for, each with its cost
 * @property {string} meant the likeliest of them
* @property {boolean} isMinor whether a document may well lack it
 * @property {boolean} isJoining whether it only joins others
 * @property {boolean} isWord whether it is more than a syllable
 * @property {boolean} isSensible whether it may well be meant as it was typed
 * @property {number} bond how firmly it stands with the next word
 * @property {boolean} standsAlone whether it counts as found where none of its neighbours stands beside it
 * @property {number} share how much of the query it is; the words of an abbreviation share 1.5
 * @property {number} phrase the number of the quoted phrase that it is in, 0 for none
 */

// The police of a unit is shortened as well, but before what kind of unit it is of, or its initials, only: `CA P. Lạch Tray`.
const POLICE = { ca: "cong an" };
const NUMBERED_UNIT = /^([pqx])(\d{1,2})$/; // `p1`
const CITY = /^(tp)([a-z]+)$/; // `tphcm`

function withUnitKinds(slots, abbreviations) {
  const isKind = (word) => owns(SHORT_UNITS, word) || UNIT_KIND.test(`${word} `);
  const longOf = ({ key, phrase }, next) => {
    // At the end, and before a number, only what is nothing else.
    if (phrase || !(next ? /^\p{L}/u.test(next.key) || /^[pq]$/.test(key) : key.length > 1)) return "";
    return (owns(SHORT_UNITS, key) && SHORT_UNITS[key]) || (owns(POLICE, key) && next && (isKind(next.key) || isRun(next.key)) && POLICE[key]) || "";
  };
  const written = (slot, keys, of) => keys.map((key) => ({ ...slot, key, form: "", of, share: 1 / keys.length }));
  return slots.flatMap((slot, i) => {
    const long = longOf(slot, slots[i + 1]);
    if (long) return written(slot, long.split(" "), slot.key);
    const [, kind, rest] = (!slot.phrase && !slot.of && (NUMBERED_UNIT.exec(slot.key) ?? CITY.exec(slot.key))) || [];
    if (kind && (/\d/.test(rest) || owns(abbreviations, rest))) return written(slot, [...SHORT_UNITS[kind].split(" "), ...(/\d/.test(rest) ? [rest] : abbreviations[rest].split(" ").map(fold))], slot.key);
    return [slot];
  });
}

/** Whether a word is a figure, and no year. */
export const isFigure = (word) => /^(?:\d{3,}|\d+\.\d+)$/.test(word) && !/^(?:19|20)\d\d$/.test(word);

// Capitals among other words are an abbreviation, known or not.
const areInitials = (letters, isShouted) => !isShouted && /^\p{Lu}{2,}$/u.test(letters) && !isSyllable({ key: fold(letters), form: "" });

// Small letters that are a syllable too are an abbreviation only where no neighbour goes with the syllable: `cap an bien`, but
// not `trom cap`.
function isShortIn(letters, vocabulary) {
  const plain = words(letters);
  return (key, start) => {
    const at = plain.findIndex((word) => word.start === start);
    if (at < 0 || letters[start] !== letters[start].toLowerCase() || !isSyllable({ key, form: "" })) return true;
    const [before, after] = [plain[at - 1], plain[at + 1]];
    return !(before && vocabulary.bond(before.key, key)) && !(after && vocabulary.bond(key, after.key));
  };
}

function split(query, abbreviations, vocabulary, isTyping) {
  const slots = [];
  query.split(/["“”„«»]/).forEach((part, i, parts) => {
    // Every other part is inside quotes; the last quote may not be closed yet.
    const phrase = i % 2 ? i : 0;
    const letters = part.normalize("NFC");
    const found = words(part, abbreviations, isShortIn(letters, vocabulary));
    const isShouted = letters === letters.toUpperCase();
    found.forEach((word, n) => {
      const isOpen = isTyping && !phrase && i === parts.length - 1 && n === found.length - 1 && !word.of && !/[\s\p{P}]$/u.test(part);
      const sameShort = found.filter((w) => w.start === word.start).length;
      const share = isFigure(word.key) ? FIGURE : Math.min(1, 1.5 / sameShort);
      slots.push({ ...word, form: fold(word.raw) === word.raw && !word.of ? "" : word.of ? "" : word.form, phrase, isOpen, isName: n > 0 && !isShouted && /\p{Lu}/u.test(letters[word.start]), isInitials: areInitials(letters.slice(word.start, word.end), isShouted && found.length > 1) || mayFollow(found[n - 1], word), share });
    });
  });
  return withoutQuestion(slots.slice(0, MOST_WORDS), vocabulary);
}

const isPlain = (slot) => slot && /^[a-z]+$/.test(slot.key) && !slot.phrase && !slot.of;

// A space that slipped into a word is taken out where its neighbours say so: `cong truon g`, `xa an la o`; or, where the words
// are doubted, when they allow it.
function joined(slots, abbreviations, vocabulary, doubted) {
  const kept = [];
  const bond = (first, second) => (first && second ? vocabulary.bond(first, second) : 0);
  const isSlip = (previous, first, second, next, isOpen, isDoubted, isOfInitials) => {
    const whole = first + second;
    if (isOfInitials || !(vocabulary.has(whole) || owns(abbreviations, whole)) || (owns(SHORT_UNITS, second) && bond(lastOf(SHORT_UNITS[second].split(" ")), next))) return false;
    const together = bond(previous, whole) + bond(whole, next);
    if (isDoubted && together) return true;
    if (isOpen && !(bond(previous, whole) > bond(previous, first)) && vocabulary.completions(second).some((word) => bond(first, word))) return false;
    const isStrange = !(vocabulary.has(first) || owns(SHORT_UNITS, first)) || !vocabulary.has(second);
    const kind = owns(SHORT_UNITS, first) ? SHORT_UNITS[first].split(" ") : [first];
    const gain = together - bond(previous, kind[0]) - bond(lastOf(kind), second) - bond(second, next);
    return gain > 0 || (isStrange && gain === 0);
  };
  slots.forEach((slot, i) => {
    const before = lastOf(kept);
    const isDoubted = doubted.includes(slot.start) || doubted.includes(before?.start);
    if (!isPlain(before) || !isPlain(slot) || !isSlip(kept[kept.length - 2]?.key, before.key, slot.key, slots[i + 1]?.key, slot.isOpen, isDoubted, slots[i + 1] && mayFollow(slot, slots[i + 1]))) return kept.push(slot);
    const raw = before.raw + slot.raw;
    kept.splice(-1, 1, { ...before, raw, key: before.key + slot.key, form: fold(raw) === raw ? "" : form(raw), isOpen: slot.isOpen, isDivided: true });
  });
  return kept;
}

// The abbreviation that an unknown word is but half, or is with a slip, or "".
function abbreviationMeant({ key, isOpen }, abbreviations, vocabulary) {
  const all = Object.keys(abbreviations).sort((a, b) => a.length - b.length);
  const begun = isOpen && key.length > 1 && !vocabulary.completions(key).length && all.find((short) => short.startsWith(key));
  if (begun) return begun;
  const cheapest = Math.min(...vocabulary.readings(key).values());
  const isWord = cheapest < COST.edit || (cheapest === COST.edit && /[aeiouy]/.test(key));
  return (!isWord && key.length > 2 && all.find((short) => short.length > 2 && distance(key, short, 1) === 1)) || "";
}

function divided(slots, abbreviations, vocabulary, doubted) {
  return slots.flatMap((slot, i) => {
    if (/^\d/.test(slot.key) || slot.phrase || slot.of || (mayFollow(slots[i - 1], slot) && !slot.isOpen) || vocabulary.has(slot.key) || (isSyllable(slot) && !doubted.includes(slot.start))) return [slot];
    const found = vocabulary.divide(slot.key, slot.isOpen, abbreviations);
    const readings = vocabulary.readings(slot.key);
    const next = slots[i + 1]?.key;
    // `xaan lao` is xã An Lão rather than another word, xân, that doesn't stand with what follows.
    const goesOn = (word) => Boolean(next) && vocabulary.bond(word, next) > 0;
    const isRather = found && goesOn(lastOf(found.words).key) && ![...readings.keys()].some(goesOn);
    if (!found || (found.cost > Math.min(...readings.values()) && !isRather)) {
      const short = abbreviationMeant(slot, abbreviations, vocabulary);
      const all = short ? abbreviations[short].split(" ").map(fold) : [];
      return short ? all.map((key) => ({ ...slot, key, of: short, share: Math.min(1, 1.5 / all.length), form: "", isOpen: false, isDivided: true })) : [slot];
    }
    return found.words.map(({ key, of, share }, i) => ({ ...slot, key, of, share, form: "", isOpen: slot.isOpen && i === found.words.length - 1, isDivided: true }));
  });
}

// Whether a word is left as it was typed unless nothing has it: what Vietnamese could write so, and what is no word of its own.
const isSensible = (slot, vocabulary) => vocabulary.has(slot.key) || (isSyllable(slot) && !isKeystrokes(slot, vocabulary));

// What a keyboard left of another word: `coong an`.
function isKeystrokes({ key, form }, vocabulary) {
  const plain = withoutKeystrokes(key);
  return !form && plain !== key && vocabulary.has(plain);
}

const isLiteral = ({ key, of, phrase }) => /^\d/.test(key) || Boolean(of) || Boolean(phrase);

// The last word may go on: while it is typed, and when nothing has it as it is.
function withEnd(slots, doubted, vocabulary) {
  const last = lastOf(slots);
  const mayGoOn = (slot) => (slot.isOpen && !(slot.isInitials && isRun(slot.key) && !isOnset(slot.key))) || (slot === last && !slot.of && !slot.phrase && !slot.isInitials && (doubted.includes(slot.start) || !(isLiteral(slot) || isSensible(slot, vocabulary))));
  return slots.map((slot) => ({ ...slot, mayGoOn: mayGoOn(slot) }));
}

// The readings of one word before its neighbours are looked at.
function possible(slot, vocabulary, isDoubted, least) {
  const { key } = slot;
  const readings = new Map([[key, 0]]);
  if (isLiteral(slot)) return readings;
  if (!slot.isInitials && !isRun(key) && (isDoubted || !isSensible(slot, vocabulary))) for (const [word, cost] of vocabulary.readings(key)) if (key.length >= least || cost < COST.edit) readings.set(word, cost);
  if (slot.mayGoOn) for (const word of vocabulary.completions(key)) readings.set(word, COST.completion);
  return readings;
}

const support = (bondWith, word, neighbour) =>
  neighbour ? Math.max(0, ...[...neighbour].map(([other, cost]) => (bondWith(word, other) || -9) - cost)) : 0;

// Of words that make sense but are found nowhere so, only what stands with a word that is found: `lê trân` is Lê Chân, while
// `ma túy` is no Hà Tây. Words that stand with much, such as those for kinds of unit, vouch for what sounds alike alone.
function vouchedFor(slots, all, minor, isHasty, vocabulary, isDoubted) {
  const vouching = slots.map((slot, i) => new Set(isLiteral(slot) || vocabulary.has(slot.key) ? [slot.key] : isDoubted(slot) ? [] : all[i].keys()));
  const isVouched = (i, word, cost) => {
    const by = (other, bond) => slots[other] && (cost <= COST.speech || isHasty || !minor[other] || !vocabulary.has(slots[i].key)) && [...vouching[other]].some((near) => bond(near));
    return by(i - 1, (near) => vocabulary.bond(near, word)) || by(i + 1, (near) => vocabulary.bond(word, near));
  };
  const order = slots.map((_, i) => i).filter((i) => isDoubted(slots[i]));
  for (const i of [...order, ...[...order].reverse()]) for (const [word, cost] of all[i]) if (isVouched(i, word, cost)) vouching[i].add(word);
  return slots.map((slot, i) => (isDoubted(slot) ? new Map([...all[i]].filter(([word]) => word === slot.key || vouching[i].has(word))) : all[i]));
}

// Whether a word that is no syllable may be that other one, by itself or beside its neighbours.
const isLikely = (key, { cost, isBonded }) => isBonded || cost < COST.edit || (cost === COST.edit && key.length >= LONG);

/**
 * The query as slots, each with the readings worth looking up, and what it asks for beside.
 * @param {{isTyping?: boolean, doubted?: number[]}} options whether the last word may be half typed; and where words start that
 *   are to be doubted even though they make sense as they stand
 * @returns {{slots: Slot[], asks: object}} `asks` as in questions.js
 */
export function plan(query, abbreviations, vocabulary, { isTyping = false, doubted = [] } = {}) {
  const { slots: said, asks } = split(query, abbreviations, vocabulary, isTyping);
  const isDoubted = (slot) => doubted.includes(slot.start) && !isLiteral(slot) && isSensible(slot, vocabulary);
  const slots = withEnd(divided(withUnitKinds(joined(said, abbreviations, vocabulary, doubted), abbreviations), abbreviations, vocabulary, doubted), doubted, vocabulary);
  const after = (word, other) => vocabulary.bond(word, other);
  const before = (word, other) => vocabulary.bond(other, word);
  const bonds = slots.map(({ key }, i) => (slots[i + 1] ? vocabulary.bond(key, slots[i + 1].key) : 0));
  const isFirm = (i) => bonds[i] > 0 && bonds[i] >= FIRM * Math.max(bonds[i - 1] ?? 0, bonds[i + 1] ?? 0);
  // What is no syllable, such as `camera`, is a word by itself.
  const isBoundAt = (i) => (isFirm(i - 1) || isFirm(i)) && (isLiteral(slots[i]) || isSyllable(slots[i]) || !vocabulary.has(slots[i].key));
  const { minor, joining } = minorWords(slots, isBoundAt);
  // Of a word of two letters, one slip leaves little: it is believed of names, and of who has slipped before.
  const isName = slots.some((_, i) => minor[i] && !joining[i]);
  const isHasty = slots.some((slot) => !isLiteral(slot) && !isSensible(slot, vocabulary));
  const least = isName || isHasty ? 1 : SHORT;
  const all = vouchedFor(slots, slots.map((slot) => possible(slot, vocabulary, isDoubted(slot), least)), minor, isHasty, vocabulary, isDoubted);
  // Two unbound syllables in a row are rather one word that the index doesn't know than two.
  const isWithin = (i) => [i - 1, i + 1].some((near) => slots[near] && !minor[near] && isFirm(Math.min(i, near)));
  const mayBeWord = (i) => [...all[i].keys()].some((key) => vocabulary.has(key) && !isSyllable({ key, form: "" }));
  const isOfUnknown = (i) => slots[i] && !isWithin(i) && !isLiteral(slots[i]) && !minor[i] && (isSyllable(slots[i]) || !(isSensible(slots[i], vocabulary) || mayBeWord(i)));
  const planned = slots.map((slot, i) => {
    const { key } = slot;
    const isKnown = isLiteral(slot) || isSensible(slot, vocabulary);
    const previous = slots[i - 1]?.key;
    const scored = [...all[i]].map(([word, cost]) => {
      const gain = support(before, word, all[i - 1]) + support(after, word, all[i + 1]);
      const isBonded = [...(all[i - 1]?.keys() ?? [])].some((near) => before(word, near)) || [...(all[i + 1]?.keys() ?? [])].some((near) => after(word, near));
      return { word, cost, gain, isBonded, isCompletion: slot.mayGoOn && word.startsWith(key) };
    });
    const cheapest = Math.min(...scored.filter((s) => s.word !== key).map((s) => s.cost - s.gain));
    const literal = scored.find((s) => s.word === key);
    const most = Math.max(1, Math.min(READINGS, Math.floor(ALL_READINGS / slots.length)));
    const kept = scored
      .filter((s) => s !== literal && !s.isCompletion)
      .filter((s) => (isKnown ? s.isBonded && s.gain - s.cost > literal.gain - DOUBT : isLikely(key, s) && s.cost - s.gain < cheapest + DOUBT))
      .sort((a, b) => b.gain - b.cost - (a.gain - a.cost) || vocabulary.count(b.word) - vocabulary.count(a.word))
      .slice(0, most);
    const bound = scored.filter((s) => s !== literal && s.isCompletion);
    const bonded = bound.filter((s) => s.gain > 0);
    const completions = (bonded.length || (previous && key.length < 2) ? bonded : bound).sort((a, b) => b.gain - a.gain).slice(0, key.length < 2 ? OF_A_LETTER : COMPLETIONS);
    // An unfinished word that would be strange after the one before it is rather the start of another.
    if (literal && bonded.length && previous && !literal.gain) literal.cost = UNLIKELY;
    const chosen = [...(isKnown ? [literal] : []), ...kept, ...completions];
    const meant = chosen.reduce((best, s) => (s.gain - s.cost > best.gain - best.cost ? s : best), chosen[0]);
    const readings = new Map(chosen.map((s) => [s.word, s.cost]));
    if (!readings.size) readings.set(key, 0);
    const standsAlone = (!isBoundAt(i) || !isWithin(i)) && !(isOfUnknown(i) && (isOfUnknown(i - 1) || isOfUnknown(i + 1)));
    return { ...slot, readings, meant: meant?.word ?? key, bond: bonds[i], isBound: isBoundAt(i), standsAlone, isMinor: minor[i], isJoining: joining[i], isSensible: isKnown, isWord: isKnown && !isSyllable(slot) };
  });
  return { slots: planned, asks };
}
