// Which documents answer a planned query, and how well, by the index alone.

import { DATE, fold, tone, toneless } from "./normalise.js";
import { diacritics, isSyllable } from "./syllables.js";
import { LAWS, UNIT_KIND } from "./units.js";
import { COST } from "./vocabulary.js";
import { BODY } from "./files.js";
import { namesAmong } from "./named.js";
import { lastOf } from "./values.js";
import { SINGLE, APART, UNBOUND, NUMBERED, OTHER_FORM, COVER_POWER, KIND_BOOST, DATE_BOOST, PHRASE_BOOST, NAME_BOOST, NAMED_MORE, DATED_NAME_BOOST, PLACED_BOOST, PLACE_FIRST_BOOST, WHOLLY, LEAST_TOUCHED } from "./weights.js";

// What a term says by its class, as in macros/search/terms.py: the name's classes come in fours.
const [CONTEXT, HEIR] = [12, 14];
const [NOT_START, NOT_END] = [1, 2];
const PLACES = [
  ...["short name", "name", "long name"].flatMap((place, i) => [0, 1, 2, 3].map((lacks) => ({ place, weight: 3.5 - 0.3 * i, cover: 1, lacks }))),
  { place: "context", weight: 2.2, cover: 1 },
  { place: "mention", weight: 1.2, cover: 0.87 },
  { place: "unit of today", weight: 1.2, cover: 0.87 },
  { place: "body", weight: 0.8, cover: 0.8 },
];
const TOLD_APART = 8; // of the best documents, those between which a common word may decide
const MOST_COMMON = 1; // words that are fetched though they are common
const MOST_OF_ALL = 0.5; // of the documents: what more of them hold tells few apart
const MANY = 1000; // documents that a common word may bring in; beyond, it only adds to those found

const NEWS = ["moi", "nhat", "gan", "day"]; // words that ask for what is new

/**
 * The kind that the first two words ask for, when more words follow, or "": a query for `mô hình camera` asks for models,
 * whether or not they call themselves so.
 * @param {Record<string, string>} kindWords the kind that each pair of words asks for
 */
export function kindAsked([first, second, ...rest], kindWords) {
  // What is new of a kind is no name of one: the list begins with it.
  if (!rest.length || rest.every(({ key }) => NEWS.includes(key))) return "";
  const isSaid = (slot, word) => slot.key === word || slot.readings.get(word) < 0.2;
  const isAsked = ([pair]) => isSaid(first, pair.split(" ")[0]) && isSaid(second, pair.split(" ")[1]);
  return Object.entries(kindWords).find(isAsked)?.[1] ?? "";
}

/** Whether the query starts as the names of laws do. */
export const isOfLaw = ([first, second]) => LAWS.some(({ key }) => key === first.key || key === `${first.key} ${second?.key}`);

const MARKS_OF = "~"; // before the diacritics that a word should have
const TONE_OF = "="; // before the tone alone

const TONES = /[\u0300\u0301\u0309\u0323]/; // ngã is there as hỏi

const isNumber = (word) => /^\d/.test(word);

/**
 * The terms to look up: words and pairs.
 * @returns {{key: string, typed: string[], slots: number[], weight: number, cost: number, cover: number, isSound: boolean, isTyped: boolean}[]}
 *   `typed` is each word as it was typed, "" when without diacritics; `cover` how fully the term covers its slots; `isSound`
 *   whether what holds it holds these words of the query; `isTyped` whether it is what was typed
 */
export function termsOf(slots, asks, vocabulary) {
  const terms = [];
  const first = asks.section ? 2 : 0;
  // Another word than was typed has the diacritics of what was typed, where that is a word as it stands, and else its tone: `Đắk` is no `đây`.
  const typedAs = (slot, word) => {
    if (word.startsWith(slot.key) || !slot.form) return slot.form;
    const marks = diacritics(slot.form);
    return slot.isSensible ? MARKS_OF + marks : TONE_OF + (TONES.exec(marks) ?? "");
  };
  const isTyped = (slot, word) => word === slot.key || (slot.isOpen && word.startsWith(slot.key));
  // What was read otherwise tells of the query only beside another word of it, if it has any.
  const isOnly = (i) => slots.every((other, place) => place === i || place < first || other.isMinor);
  const isKnown = (word) => isNumber(word) || vocabulary.has(word);
  slots.forEach((slot, i) => {
    if (i < first) return;
    const next = slots[i + 1];
    for (const [word, cost] of slot.readings) {
      // A word that makes sense is doubted for what stands with another reading of it, so the pairs tell.
      if (!isKnown(word) || (slot.isSensible && cost >= COST.speech)) continue;
      const weight = (slot.isBound ? SINGLE : UNBOUND) * slot.share * Math.exp(-cost);
      terms.push({ key: word, typed: [typedAs(slot, word)], slots: [i], weight, cost, cover: slot.isBound ? APART : 1, isBound: slot.isBound, isJoining: slot.isJoining, isSound: slot.standsAlone && (cost < COST.speech || isOnly(i) || !isSyllable({ key: word, form: "" })), isTyped: isTyped(slot, word) });
    }
    if (!next) return;
    for (const [word, cost] of slot.readings) {
      for (const [other, more] of next.readings) {
        if (!isKnown(word) || !isKnown(other)) continue;
        const isLiteral = word === slot.key && other === next.key;
        // Which numbers stand with a word is not known.
        if (!isLiteral && !isNumber(word) && !isNumber(other) && !vocabulary.bond(word, other)) continue;
        const weight = ((slot.share + next.share) / 2) * Math.exp(-cost - more);
        const term = { key: `${word} ${other}`, typed: [typedAs(slot, word), typedAs(next, other)], slots: [i, i + 1], weight, cost: cost + more, cover: 1, isSound: true, isTyped: isTyped(slot, word) && isTyped(next, other) };
        terms.push(term);
        if (next.mayGoOn && isNumber(other)) terms.push({ ...term, isBegun: true, isTyped: next.isOpen && term.isTyped, weight: weight * Math.exp(-COST.completion), cost: term.cost + COST.completion });
      }
    }
  });
  return terms;
}

/** How many documents the entries of a term have. */
export const sizeOf = (entries) => entries.reduce((sum, [, lists]) => sum + lists.reduce((more, [, numbers]) => more + numbers.length, 0), 0);

/** Whether a form of a term has the diacritics that were typed; a word typed but half may lack its tone still. */
export function agrees(form, typed) {
  if (!typed.some(Boolean)) return true;
  return form.split(" ").every((word, i) => {
    const as = typed[i];
    if (!as || word === as) return true;
    if (as[0] === MARKS_OF) return diacritics(word) === as.slice(1);
    if (as[0] === TONE_OF) return diacritics(word).includes(as.slice(1));
    // A tone is left out where none can be: `viêt`.
    const isHalf = toneless(word) !== toneless(as) ? toneless(word).startsWith(toneless(as)) : !isSyllable({ key: fold(as), form: as });
    return isHalf && (!tone(as) || tone(as) === tone(word));
  });
}

// Whether one word of a form has another tone than was typed, or other diacritics, and all else agrees; at the end of
// a query no kind of unit is meant: `nhân dân | quận`.
function nearlyAgrees(form, typed, isEnd) {
  const others = form.split(" ").filter((word, i) => !agrees(word, [typed[i]]));
  const [other] = others;
  const as = typed[form.split(" ").indexOf(other)];
  return others.length === 1 && !(isEnd && form.endsWith(` ${other}`) && UNIT_KIND.test(`${fold(other)} `)) && ![MARKS_OF, TONE_OF].includes(as[0]) && (toneless(other) === toneless(as) || tone(other) === tone(as));
}

/** Leaves out the words that so many documents hold that they'd say little and weigh much. */
export function worthFetching(terms, vocabulary, count, isBody = false) {
  // What stands with a neighbour, and what only joins others, tells little by itself.
  const isLittle = (term) => term.isBound || term.isJoining;
  const most = (term) => Math.max(MANY / 4, count * (isBody ? (isLittle(term) ? 0.01 : 0.05) : isLittle(term) ? 0.03 : 0.35));
  const kept = terms.filter((term) => term.slots.length === 2 || vocabulary.count(term.key) < most(term));
  return kept.length ? kept : terms;
}

/** Words left out for being common that could tell the best documents apart, the rarest of them. */
export function commonWords(terms, fetched, found, best, vocabulary) {
  const isLacking = (slot) => best.slice(0, TOLD_APART).some(({ at }) => !found.coverOf(at, slot));
  const isTelling = ({ key }) => vocabulary.count(key) < MOST_OF_ALL * found.count;
  const left = terms.filter((t) => t.slots.length === 1 && !t.cost && !t.isJoining && isLacking(t.slots[0]) && isTelling(t) && !fetched.includes(t));
  return left.sort((a, b) => vocabulary.count(a.key) - vocabulary.count(b.key)).slice(0, MOST_COMMON);
}

// Whether all bits from one to before another are set.
const areAll = (bits, start, end) => !(((1 << end) - (1 << start)) & ~bits);

/** The documents found so far, each with its score and how well it covers each slot. */
export class Found {
  #at;
  #ofUnits; // forms of pairs that stand in names of units
  #best; // until another term is added
  #unitNames; // the same
  #room; // documents that the arrays below have room for

  /**
   * @param {Slot[]} slots
   * @param {object} asks as in questions.js, and `section`, the kind that the first words ask for
   * @param {boolean} isRead whether words are read otherwise than they were typed
   * @param {(number: number) => string} kindOf
   * @param {number} count of all documents
   */
  constructor(slots, asks, isRead, isExplained, kindOf, count) {
    const width = slots.length;
    const unitKind = UNIT_KIND.exec(`${slots.map((slot) => slot.meant).join(" ")} `)?.[1];
    Object.assign(this, { width, asks, isRead, isExplained, kindOf, count, first: asks.section ? 2 : 0, bare: unitKind?.split(" ").length ?? 0 });
    this.dated = slots.map((slot) => !DATE.test(slot.key)).lastIndexOf(true); // behind it, the query says when
    this.isKindAt = slots.map((slot) => slot.isMinor);
    this.#at = new Map();
    this.#ofUnits = new Set();
    this.#room = 256;
    this.numbers = [];
    this.reasons = [];
    this.idfs = new Float64Array(width);
    this.asked = new Set();
    this.scores = new Float64Array(this.#room);
    this.covers = new Float32Array(this.#room * width); // for each document, one for each slot
    this.gains = new Float32Array(this.#room * width * 2); // for each document, two for each slot: by the word, and by it and the next
    this.joined = new Int32Array(this.#room); // for each document a bit for each place where it holds a word and the next side by side
    this.held = new Int32Array(this.#room); // for each document a bit for each place whose word it holds, as typed or as read
    this.literal = new Int32Array(this.#room); // the same, as typed
    this.headed = new Int32Array(this.#room); // for each document a bit for each place whose word is of a name of it, or of where it is
    this.ground = new Int32Array(this.#room); // for each document a bit for each place where a word and the next are of a unit's name, on whose ground it is
    this.own = new Int32Array(this.#room); // the same, where it is of that unit, or tells of it, and not of one that became it or was it
    this.starts = new Int32Array(this.#room); // for each document a bit for each place where a name of it starts
    this.stops = new Int32Array(this.#room); // the same for where one ends
  }

  /** Adds the documents of one term. */
  add(term, entries) {
    this.#best = this.#unitNames = undefined;
    const [slot] = term.slots;
    const isPair = term.slots.length === 2;
    for (const asked of term.slots) this.asked.add(asked);
    const isFigure = /(^| )\d/.test(term.key);
    const size = sizeOf(entries);
    // A unit's name typed without diacritics is no other word: `An Phong` is no `công an phòng`.
    const isOfUnit = ([, lists]) => lists.some(([klass, numbers]) => klass < CONTEXT && numbers.some((n) => this.kindOf(n) === "unit"));
    const idf = Math.log(1 + this.count / Math.max(size, 1));
    if (size) for (const i of term.slots) if (isPair ? !this.idfs[i] : !(this.idfs[i] && term.cost)) this.idfs[i] = idf;
    if (isPair && !term.cost) for (const entry of entries.filter(isOfUnit)) this.#ofUnits.add(entry[0]);
    for (const [form, lists] of entries) {
      const factor = agrees(form, term.typed) ? 1 : OTHER_FORM;
      const isOfName = factor === 1 && this.#ofUnits.has(form);
      for (const [klass, numbers] of lists) {
        // What a long text says in passing is no slip of what was typed.
        if (klass === BODY && factor < 1) continue;
        // A figure stands in no name: where it is mentioned is where it was asked for.
        const { place, weight, cover, lacks = NOT_START | NOT_END } = PLACES[isFigure ? Math.min(klass, CONTEXT) : klass];
        const gain = Math.fround(term.weight * factor * idf * weight * (isFigure && klass < CONTEXT ? NUMBERED : 1));
        const covers = Math.fround(cover * term.cover * factor * Math.exp(-term.cost / 2));
        const isCommon = numbers.length > MANY && this.numbers.length > 0;
        this.#makeRoom(this.numbers.length + (isCommon ? 0 : numbers.length));
        const isTelling = isPair || this.width - this.first === 1;
        const [start, stop] = [isTelling && !(lacks & NOT_START) ? 1 << slot : 0, isTelling && !(lacks & NOT_END) ? 1 << lastOf(term.slots) : 0];
        // A slip of a tone is believed of names, and of where things are.
        const isHeld = factor === 1 || (this.isRead && isPair && !term.cost && klass <= CONTEXT && nearlyAgrees(form, term.typed, lastOf(term.slots) === this.width - 1));
        const held = term.isSound && isHeld ? term.slots.reduce((bits, i) => bits | (1 << i), 0) : 0;
        const literal = term.isTyped && factor === 1 ? held : 0;
        for (const n of numbers) {
          const at = this.#at.get(n) ?? (isCommon ? -1 : this.#new(n));
          if (at < 0) continue;
          // The readings of a word are one or the other: a document counts once for them, by the best.
          const gainPlace = 2 * (at * this.width + slot) + (isPair ? 1 : 0);
          const more = gain - this.gains[gainPlace];
          if (more > 0) {
            this.scores[at] += more;
            this.gains[gainPlace] = gain;
            this.reasons[at]?.push(`${form} · ${place} · idf ${idf.toFixed(1)} · +${more.toFixed(1)}`);
          }
          if (isPair) this.joined[at] |= 1 << slot;
          if (isOfName) {
            const isUnit = this.kindOf(n) === "unit";
            if (isUnit || klass <= CONTEXT || klass === HEIR || this.isKindAt[slot]) this.ground[at] |= 1 << slot;
            if (isUnit ? klass < CONTEXT : klass !== HEIR) this.own[at] |= 1 << slot;
          }
          this.held[at] |= held;
          this.literal[at] |= literal;
          if (klass <= CONTEXT) for (const i of term.slots) this.headed[at] |= 1 << i;
          this.starts[at] |= start;
          this.stops[at] |= stop;
          for (const covered of term.slots) {
            const coverPlace = at * this.width + covered;
            if (this.covers[coverPlace] < covers) this.covers[coverPlace] = covers;
          }
        }
      }
    }
  }

  #new(number) {
    const at = this.numbers.length;
    this.#at.set(number, at);
    this.numbers.push(number);
    if (this.isExplained) this.reasons.push([]);
    return at;
  }

  #makeRoom(documents) {
    let times = 1;
    while (this.#room * times < documents) times *= 2;
    this.#room *= times;
    for (const name of times > 1 ? ["scores", "covers", "gains", "joined", "held", "literal", "headed", "ground", "own", "starts", "stops"] : []) {
      const more = new this[name].constructor(this[name].length * times);
      more.set(this[name]);
      this[name] = more;
    }
  }

  /** How well a document covers a slot, from 0 to 1. */
  coverOf(at, slot) {
    return this.covers[at * this.width + slot];
  }

  /** Whether a document holds the word of a slot as it was typed. */
  holds(at, slot) {
    return Boolean(this.literal[at] & (1 << slot));
  }

  /** Whether it holds the word of a slot, as it was typed or as it was read. */
  isHeld(at, slot) {
    return Boolean(this.held[at] & (1 << slot));
  }

  /** Whether it holds the word of a slot beside that of the next. */
  areBeside(at, slot) {
    return this.#areJoined(at, slot, slot + 1);
  }

  // Whether a document has a name that starts and ends at these places of the query.
  #isName(at, start, stop) {
    return Boolean((this.starts[at] >> start) & (this.stops[at] >> stop) & 1);
  }

  // Whether it holds each word between these places beside the next.
  #areJoined(at, start, end) {
    return areAll(this.joined[at], start, end);
  }

  /**
   * The units that the query names, each by the places of its name, and how rare it is.
   * @returns {{start: number, end: number, idf: number}[]}
   */
  unitNames(slots) {
    return (this.#unitNames ??= namesAmong(this.#namesOfUnits(), slots, this.first).map(([start, end]) => {
      const [own, onGround] = [this.own, this.ground].map((all) => this.numbers.filter((_, at) => areAll(all[at], start, end)).length);
      // Where nearly all is, its name says little.
      return { start, end, idf: Math.log(1 + this.count / (onGround > MOST_OF_ALL * this.count ? onGround : own)) };
    }));
  }

  // The places, from first to last word, where a unit is called as was typed.
  #namesOfUnits() {
    const found = new Map();
    this.numbers.forEach((number, at) => {
      if (!this.own[at] || this.kindOf(number) !== "unit") return;
      for (let start = this.first; start < this.width; start++) {
        for (let end = start + 1; end < this.width && areAll(this.own[at], start, end); end++) if (this.#isName(at, start, end)) found.set(start * this.width + end, [start, end]);
      }
    });
    return [...found.values()];
  }

  /** Whether a document is of the unit named at these places. */
  isOf(at, { start, end }) {
    return areAll(this.own[at], start, end);
  }

  /** Whether it is of that unit, or of one that became it or was it, and so on its ground. */
  isOnGroundOf(at, { start, end }) {
    return areAll(this.ground[at], start, end);
  }

  /** Whether it is a unit itself. */
  isUnit(at) {
    return this.kindOf(this.numbers[at]) === "unit";
  }

  /** Whether it is a page written by hand. */
  isPage(at) {
    return this.kindOf(this.numbers[at]) === "page";
  }

  /** Whether it is of the kind that the query starts with, if with any. */
  isOfSection(at) {
    return !this.asks.section || this.kindOf(this.numbers[at]) === this.asks.section;
  }

  /** Whether words at places in a row start the name of an organisation. */
  areOfOrganisation(places) {
    const [start, end] = [places[0], lastOf(places)];
    const isOne = (at) => (this.starts[at] >> start) & 1 && areAll(this.joined[at], start, end) && this.kindOf(this.numbers[at]) === "organisation";
    return end - start === places.length - 1 && end > start && this.numbers.some((_, at) => isOne(at));
  }

  // How many words in a row, two at least, are a name of it, or 0.
  #named(at) {
    let longest = 0;
    for (let starts = this.starts[at]; starts; starts &= starts - 1) {
      const start = 31 - Math.clz32(starts & -starts);
      for (let stop = start + 1; stop < this.width && (this.joined[at] >> (stop - 1)) & 1; stop++) if ((this.stops[at] >> stop) & 1) longest = Math.max(longest, stop - start + 1);
    }
    return longest;
  }

  /** Whether the word of a slot is of a name of a document, or of where it is. */
  isOfHead(at, slot) {
    return Boolean(this.headed[at] & (1 << slot));
  }

  // How much more a document counts for holding the query word after word, or for being called just so.
  #wholeness(at, pairs, isKind, isUnit, isPlaced) {
    const isName = (start, stop) => this.#isName(at, start, stop);
    const last = this.width - 1;
    let joined = 0;
    for (let bits = this.joined[at]; bits; bits &= bits - 1) joined++;
    if (joined === pairs && isName(this.first, last) && isKind) return NAME_BOOST;
    if (isPlaced && joined >= pairs - 1) {
      // The name and the place meet where two words don't stand side by side, or where a bracket opens.
      const areNamed = (isSo) => {
        for (let gap = last - 1; gap >= this.first; gap--) if ((joined === pairs || !((this.joined[at] >> gap) & 1)) && isSo(gap)) return true;
        return false;
      };
      if (areNamed((gap) => isName(this.first, gap))) return PLACED_BOOST;
      if (areNamed((gap) => isName(gap + 1, last))) return PLACE_FIRST_BOOST;
    }
    // `phường Gia Viên 2024` names a unit, and when it was.
    if (isUnit && this.bare && this.dated < last && isName(this.first, this.dated) && this.#areJoined(at, this.first, this.dated)) return DATED_NAME_BOOST;
    return pairs > 0 ? PHRASE_BOOST ** ((joined / pairs) ** 4) : 1;
  }

  /**
   * The documents, the best first, with those that leave out much more of the query than the best one left out.
   * @returns {{at: number, number: number, score: number, cover: number, named: number}[]} `named` is how many words in a row are a name of it
   */
  best(slots) {
    return (this.#best ??= this.#ranked(slots));
  }

  #ranked(slots) {
    const isMeaning = this.asks.isMeaning && !this.asks.section; // a model's purpose is asked of the model
    const asked = (isMeaning ? "term" : this.asks.kind) || this.asks.section || (slots.length > 2 && isOfLaw(slots) && "document");
    const isDated = slots.length > 1 && slots.some((slot) => DATE.test(slot.key));
    const weights = slots.map((slot, i) => (this.idfs[i] && !slot.isJoining ? slot.share * Math.sqrt(this.idfs[i]) : 0));
    const needed = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const pairs = this.width - 1 - this.first;
    const covers = new Float64Array(this.numbers.length);
    const touches = new Float64Array(this.numbers.length);
    let [fullest, most] = [0, 0];
    for (let at = 0; at < covers.length; at++) {
      for (let i = 0, place = at * this.width; i < this.width; i++, place++) {
        covers[at] += this.covers[place] * weights[i];
        if (this.covers[place]) touches[at] += weights[i];
      }
      fullest = Math.max(fullest, covers[at]);
      most = Math.max(most, touches[at]);
    }
    // Of a kind, what is but on the ground of the unit that is asked for stands behind that unit.
    const names = this.asks.section ? this.unitNames(slots) : [];
    const isOfUnits = (at) => names.every((name) => this.isOf(at, name));
    const found = [];
    for (let at = 0; at < covers.length; at++) {
      const named = this.#named(at);
      if (touches[at] < LEAST_TOUCHED * most && !named) continue;
      const number = this.numbers[at];
      const kind = this.kindOf(number);
      const isPlaced = (kind === "unit" || kind === "model") && !isDated && covers[at] > WHOLLY * fullest;
      const isKind = !asked || kind === asked;
      const wholeness = this.#wholeness(at, pairs, isKind, kind === "unit", isPlaced);
      const boost = (kind === asked && isOfUnits(at) && (named || !isMeaning) ? KIND_BOOST : isDated && kind === "event" ? DATE_BOOST : 1) * wholeness;
      const cover = covers[at] / needed;
      const score = (kind === "term" ? 1 : 1 + NAMED_MORE * named) * this.scores[at] * cover ** COVER_POWER * boost;
      found.push({ at, number, score, cover, named });
    }
    return found.sort((a, b) => b.score - a.score || a.number - b.number);
  }
}
