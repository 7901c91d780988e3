// What makes words a question, and is asked of no document, is left out of a query; what it asks for is kept. `phrases.js` is its table.

import { fold, form, toneless } from "./normalise.js";
import { GROUPS, SAME, SPEAKING } from "./phrases.js";
import { diacritics } from "./syllables.js";
import { distance, FIRM, withoutKeystrokes } from "./vocabulary.js";
import { lastOf } from "./values.js";

// What a row says it is said as: a function from the words of a query and a place among them to the places where it may end. Of
// a hundred rows all are looked at with each key, so they are read once, and share what they say the same.
const unique = (places) => (places.length > 1 ? [...new Set(places)] : places);
const inTurn = (parts) => (said, at) => parts.reduce((ends, part) => unique(ends.flatMap((end) => part(said, end))), [at]);
const oneOf = (choices) => (choices.length > 1 ? (said, at) => choices.flatMap((choice) => choice(said, at)) : choices[0]);
const perhaps = (part) => (said, at) => [...part(said, at), at];
const one = (isIt) => (said, at) => (at < said.length && isIt(said[at]) ? [at + 1] : []);
const atTheEnd = (said, at) => (at === said.length ? [at] : []);

const known = new Map(); // words of SAME as such functions
const sameAs = (name) => (said, at) => {
  if (!known.has(name)) known.set(name, patternOf(SAME[name]));
  return known.get(name)(said, at);
};

function patternOf(words) {
  const tokens = words.match(/<[^>]+>|[^\s[\]()|<>]+|[[\]()|]/g);
  const read = () => {
    const choices = [[]];
    for (let token; (token = tokens.shift()) && token !== "]" && token !== ")"; ) {
      if (token === "|") choices.push([]);
      else lastOf(choices).push(partOf(token));
    }
    return oneOf(choices.map(inTurn));
  };
  const partOf = (token) => {
    if (token === "[") return perhaps(read());
    if (token === "(") return read();
    if (token === "$") return atTheEnd;
    if (token === "#") return one((word) => /^[0-9/]+$/.test(word));
    if (token[0] === "<") return sameAs(token.slice(1, -1));
    const key = fold(token);
    return one((word) => word === key);
  };
  return read();
}

// A row as a function from the words of a query to each stretch of them that it takes, the first and longest before others.
function frameOf({ where, words, after, behind, before, notBefore, least = 1, isToEnd }) {
  const [pattern, leads, tails, others] = [words, after ?? behind, before, notBefore].map((its) => its && patternOf(its));
  const first = { start: 0, end: least, middle: 1, anywhere: 0 }[where];
  return function* (said) {
    const isLed = (start) => said.some((_, at) => at < start && leads(said, at).some((end) => (after ? end === start : end < start)));
    const isFollowed = (end) => (tails ? tails(said, end).length : where === "anywhere" || (end === said.length) === (where === "end")) && !(others && others(said, end).length);
    for (let start = first; start < (where === "start" ? 1 : said.length); start++) {
      const ends = pattern(said, start).filter((end) => end > start && isFollowed(end));
      if (ends.length && (!leads || isLed(start))) yield* ends.sort((a, b) => b - a).map((end) => [start, end, isToEnd ? said.length : end]);
    }
  };
}

const isTyped = ({ key, form }, spelled) => form || /^\d/.test(key) || spelled.get(key)?.includes(key);
const isApart = ({ key }, spelled, before, bond) => !bond(before, key);
const CONDITIONS = {
  typed: isTyped,
  apart: isApart,
  either: (...word) => isTyped(...word) || isApart(...word),
  between: ({ key }, spelled, before, bond, after, next) => !bond(before, key) && (!bond(key, after) || bond(key, after) < FIRM * bond(after, next)),
};

// Made when first asked for: a list needs none; and what a row says when a query has a word of it, which few rows are asked for.
const makeGroups = () => GROUPS.map((group) => group.map((row) => ({ ...row, folded: fold(row.words), mayEnd: row.where === "end" || row.where === "anywhere", isSo: CONDITIONS[row.if] })));

// Whether a row takes a word that one of these patterns finds: of some two hundred rows a query has words of few.
function taking(patterns) {
  const own = new RegExp(patterns.join("|"));
  const isSaid = (name) => own.test(fold(SAME[name])) || [...SAME[name].matchAll(/<([^>]+)>/g)].some(([, other]) => isSaid(other));
  const any = new RegExp([...patterns, ...Object.keys(SAME).filter(isSaid).map((name) => `<${name}>`)].join("|"));
  return ({ folded }) => any.test(folded);
}

// How words of a row are spelled, by their letters.
function spelledIn(words, spelled = new Map()) {
  for (const [, name, word] of words.matchAll(/<([^>]+)>|(\p{L}+)/gu)) {
    if (name) spelledIn(SAME[name], spelled);
    else spelled.set(fold(word), [...(spelled.get(fold(word)) ?? []), form(word.normalize("NFC"))]);
  }
  return spelled;
}

const MANY_WORDS = 5; // words of a query that speaks

let groups;
let askedWith;
// Every word that questions are asked with.
const asking = () => (askedWith ??= new Set(fold([...GROUPS.flat().map(({ words }) => words), ...Object.values(SAME)].join(" ")).replace(/<[^>]+>/g, "").match(/\p{L}+/gu)));
const speaking = new Set(SPEAKING.split(/[ |]+/).map((word) => form(word.normalize("NFC"))));

// An unknown word without what a keyboard left in it, or the word of a question that it may be with a slip.
function asMeant(key) {
  const plain = withoutKeystrokes(key) || key;
  const near = asking().has(plain) || key.length < 4 ? "" : [...asking()].find((word) => word.length > 3 && distance(key, word, 1) === 1);
  return { word: near || plain, isSlip: Boolean(near) };
}

// What the words say, with the rows that may take some of them; and with the last, when it is but half typed, as each word of a question that it may become. Where it may
// become another word as well, more of the question must stand before it.
function sayings(slots, meant, vocabulary) {
  const keys = slots.map((slot) => meant.get(slot).word);
  const said = [{ mayTake: taking(keys.map((key) => (/^[0-9/]+$/.test(key) ? "#" : `\\b${key}\\b`))), all: [{ keys, least: 1 }] }];
  const [previous, begun] = keys.slice(-2);
  if (!begun || !lastOf(slots).isOpen) return said;
  const least = vocabulary.completions(begun).some((word) => vocabulary.bond(previous, word)) ? 3 : 2;
  if (keys.length <= least) return said; // no question is all of a query
  const ends = [...asking()].filter((key) => key !== begun && key.startsWith(begun));
  const hasBegun = taking([`\\b${begun}`]);
  return [...said, { mayTake: (row) => row.mayEnd && hasBegun(row), all: ends.map((end) => ({ keys: [...keys.slice(0, -1), end], least, isBegun: true })) }];
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
  if (slots.length < 2) return { slots, asks };
  groups ??= makeGroups();
  let kept = slots;
  const meant = new Map(slots.map((slot) => [slot, vocabulary.has(slot.key) || asking().has(slot.key) ? { word: slot.key } : asMeant(slot.key)]));
  const bond = (first, second) => vocabulary.bond(first, second);
  const framedIn = ({ keys, least, isBegun }, row) => {
    const { isSo = () => true } = row;
    row.frame ??= frameOf(row);
    for (const [start, end, till] of row.frame(keys)) {
      const words = kept.slice(start, end);
      // One word with a slip is no question, but rather a word with a slip.
      if (words.length === kept.length || words.length < (words.some((slot) => meant.get(slot).isSlip) ? 3 : least) || (isBegun && end < kept.length)) continue;
      row.spelled ??= spelledIn(row.words);
      const isHalf = (slot) => isBegun && slot === lastOf(kept);
      const isAsking = (slot) => !slot.phrase && !slot.of && !slot.isName && (!slot.form || isHalf(slot) || isSpelled(slot, words.length, row.spelled)) && isSo(slot, row.spelled, kept[start - 1]?.key, bond, kept[end]?.key, kept[end + 1]?.key);
      if (words.every(isAsking)) return [{ start, end: till, asked: row.asks }];
    }
    return [];
  };
  let said = sayings(kept, meant, vocabulary);
  for (const group of groups) {
    const framedBy = (all, rows) => all.flatMap((one) => rows.flatMap((row) => framedIn(one, row)));
    const framed = () => said.flatMap(({ mayTake, all }) => framedBy(all, group.filter(mayTake)));
    for (let found; ([found] = framed().sort((a, b) => b.end - b.start - (a.end - a.start))), found; ) {
      kept = [...kept.slice(0, found.start), ...kept.slice(found.end)];
      said = sayings(kept, meant, vocabulary);
      asks = { ...found.asked, ...asks };
    }
  }
  const left = slots.length < MANY_WORDS ? kept : kept.filter((slot, i) => !isSpeaking(slot, kept[i - 1], kept[i + 1], vocabulary));
  return { slots: left.length ? left : kept, asks };
}
