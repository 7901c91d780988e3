// What makes words a question, and is asked of no document, is left out of a query; what it asks for is kept. `phrases.js` is its table.

import { fold, form, toneless } from "./normalise.js";
import { GROUPS, SAME, SPEAKING } from "./phrases.js";
import { diacritics } from "./syllables.js";
import { distance, FIRM, withoutKeystrokes } from "./vocabulary.js";
import { lastOf } from "./values.js";

// Words as an expression for folded text in which each word is followed by a space.
function expressionOf(words) {
  const parts = words.match(/<[^>]+>|[^\s[\]()|<>]+|[[\]()|]/g).map((part) => {
    if (part === "[" || part === "(") return "(?:";
    if (part === "]") return ")?";
    if (part === ")" || part === "|" || part === "$") return part;
    if (part === "#") return "[0-9/]+ ";
    return part[0] === "<" ? expressionOf(SAME[part.slice(1, -1)]) : `${fold(part)} `;
  });
  return `(?:${parts.join("")})`;
}

// A row as an expression that takes a query apart into what stands before its words, and these.
function frameOf({ where, words, after, behind, before, notBefore, least = 1 }) {
  const lead = {
    start: "()",
    end: `((?:[^ ]+ ){${least},}?)`,
    middle: after ? "((?:.*? )?" : "(.+? )",
    anywhere: "((?:.*? )??)",
  }[where];
  const first = behind ? `((?:.*? )?${expressionOf(behind)}.+? )` : after ? `${lead}${expressionOf(after)})` : lead;
  const follows = before ? `(?=${expressionOf(before)})` : where === "end" ? "$" : where === "anywhere" ? "" : "(?=.)";
  return new RegExp(`^${first}(${expressionOf(words)})${follows}${notBefore ? `(?!${expressionOf(notBefore)})` : ""}`);
}

const isTyped = ({ key, form }, spelled) => form || !spelled.has(key) || spelled.get(key).includes(key);
const isApart = ({ key }, spelled, before, bond) => !bond(before, key);
const CONDITIONS = {
  typed: isTyped,
  apart: isApart,
  either: (...word) => isTyped(...word) || isApart(...word),
  between: ({ key }, spelled, before, bond, after, next) => !bond(before, key) && (!bond(key, after) || bond(key, after) < FIRM * bond(after, next)),
};

// Made when first asked for: a list needs none.
const makeFrames = () => GROUPS.map((group) => group.map((row) => ({ frame: frameOf(row), words: row.words, asks: row.asks, isSo: CONDITIONS[row.if] })));

// How words of a row are spelled, by their letters.
function spelledIn(words, spelled = new Map()) {
  for (const [, name, word] of words.matchAll(/<([^>]+)>|(\p{L}+)/gu)) {
    if (name) spelledIn(SAME[name], spelled);
    else {
      spelled.set(fold(word), [...(spelled.get(fold(word)) ?? []), form(word.normalize("NFC"))]);
    }
  }
  return spelled;
}

const OTHER = "·"; // in the place of a word that asks nothing
const MANY_WORDS = 5; // words of a query that speaks

let frames;
let spelled;
const speaking = new Set(SPEAKING.split(/[ |]+/).map((word) => form(word.normalize("NFC"))));

// An unknown word without what a keyboard left in it, or the word of a question that it may be with a slip.
function asMeant(key) {
  const plain = withoutKeystrokes(key) || key;
  const near = spelled.has(plain) || key.length < 4 ? "" : [...spelled.keys()].find((word) => word.length > 3 && distance(key, word, 1) === 1);
  return { word: near || plain, isSlip: Boolean(near) };
}

// What the words say, and with the last, when it is but half typed, as each word of a question that it may become. Where it may
// become another word as well, more of the question must stand before it.
function sayings(slots, meant, vocabulary) {
  const keys = slots.map((slot) => meant.get(slot).word);
  const said = [{ text: `${keys.join(" ")} `, least: 1 }];
  const [previous, begun] = keys.slice(-2);
  if (!begun || !lastOf(slots).isOpen) return said;
  const goesOn = vocabulary.completions(begun).some((word) => vocabulary.bond(previous, word));
  const ends = [...spelled.keys()].filter((key) => key !== begun && key.startsWith(begun));
  return [...said, ...ends.map((end) => ({ text: `${[...keys.slice(0, -1), end].join(" ")} `, least: goesOn ? 3 : 2, isBegun: true }))];
}

// Whether a word is spelled as a question's, in haste without its tone; among several that make one up, hỏi may be ngã: `ở chổ nào`.
const isSpelled = ({ key, form: typed }, length, spelled) => Boolean(spelled.get(key)?.some((known) => known === typed || toneless(known) === typed || (length > 2 && diacritics(known) === diacritics(typed))));

// Whether a word speaks, beside those that it stands between.
const isSpeaking = ({ key, form: typed, phrase, of, isName }, before, after, vocabulary) =>
  typed && !phrase && !of && !isName && speaking.has(typed) && !(before && vocabulary.bond(before.key, key)) && !(after && vocabulary.bond(key, after.key));

/**
 * The words of a query without those that only ask, and what these ask for. What is quoted, written like a name (`phường Nào`)
 * or typed with other diacritics than a question's is no question, nor is anything when no other words are left.
 * @template {{key: string, form: string, phrase: number, of: string, isName: boolean, isOpen: boolean}} Word
 * @param {Word[]} slots
 * @param {Vocabulary} vocabulary
 * @returns {{slots: Word[], asks: {isMeaning?: boolean, isFormer?: boolean, kind?: string}}} `isFormer` is for what was, or, when
 *   false, for what is today; `kind` for documents of one kind; `isMeaning` for what a word means
 */
export function withoutQuestion(slots, vocabulary) {
  let asks = {};
  if (!slots.length) return { slots, asks };
  frames ??= makeFrames();
  spelled ??= spelledIn(GROUPS.flat().map(({ words }) => words).join(" "));
  let kept = slots;
  const meant = new Map(slots.map((slot) => [slot, vocabulary.has(slot.key) || spelled.has(slot.key) ? { word: slot.key } : asMeant(slot.key)]));
  const bond = (first, second) => vocabulary.bond(first, second);
  const framedIn = ({ text, least, isBegun }, row) => {
    const { isSo = () => true } = row;
    for (let said = text.split(" "), found; (found = row.frame.exec(said.join(" "))); ) {
      const start = found[1].split(" ").length - 1;
      const end = start + found[2].split(" ").length - 1;
      const isHalf = (slot) => isBegun && slot === lastOf(kept);
      const words = kept.slice(start, end);
      // One word with a slip is no question, but rather a word with a slip.
      if (words.length === kept.length || words.length < (words.some((slot) => meant.get(slot).isSlip) ? 3 : least) || (isBegun && end < kept.length)) return [];
      row.spelled ??= spelledIn(row.words);
      const isAsking = (slot) => !slot.phrase && !slot.of && !slot.isName && (!slot.form || isHalf(slot) || isSpelled(slot, words.length, row.spelled)) && isSo(slot, row.spelled, kept[start - 1]?.key, bond, kept[end]?.key, kept[end + 1]?.key);
      const other = words.findIndex((slot) => !isAsking(slot));
      if (other < 0) return [{ start, end, asked: row.asks }];
      said[start + other] = OTHER; // it may be asked without this one
    }
    return [];
  };
  for (const group of frames) {
    const framed = () => sayings(kept, meant, vocabulary).flatMap((said) => group.flatMap((frame) => framedIn(said, frame)));
    for (let found; ([found] = framed().sort((a, b) => b.end - b.start - (a.end - a.start))), found; ) {
      kept = [...kept.slice(0, found.start), ...kept.slice(found.end)];
      asks = { ...found.asked, ...asks };
    }
  }
  const left = slots.length < MANY_WORDS ? kept : kept.filter((slot, i) => !isSpeaking(slot, kept[i - 1], kept[i + 1], vocabulary));
  return { slots: left.length ? left : kept, asks };
}
