// Which documents answer a planned query, and how well: first by the index alone, then by what is shown of the best.

import { numbersOf } from "./files.mjs";
import { fold, form, words } from "./normalise.mjs";

// What a term says by where it stands: short name, name, long name, context, mention, body. See macros/search/terms.py.
export const CLASS_NAMES = ["short name", "name", "long name", "context", "mention", "body"];
const CLASS_WEIGHTS = [4, 3.3, 2.7, 2, 1, 0.4];
const SINGLE = 0.4; // a word alone, against a pair
const OTHER_FORM = 0.6; // the same letters with other diacritics than were typed
const MANY = 2000; // documents that a common word may bring in; beyond, it only adds to those found

/** A term to look up: a word or a pair, the slots it covers and its weight. */
export function termsOf(slots, vocabulary) {
  const terms = [];
  slots.forEach((slot, i) => {
    const next = slots[i + 1];
    const typed = slot.form;
    for (const [word, cost] of slot.readings) {
      terms.push({ key: word, form: word === slot.key ? typed : "", slots: [i], weight: SINGLE * slot.share * Math.exp(-cost), cost, isExact: cost === 0 });
    }
    if (!next) return;
    for (const [first, cost] of slot.readings) {
      for (const [second, more] of next.readings) {
        const isLiteral = first === slot.key && second === next.key;
        if (!isLiteral && !vocabulary.bond(first, second)) continue;
        const bothTyped = isLiteral && typed && next.form ? `${typed} ${next.form}` : "";
        const share = (slot.share + next.share) / 2;
        terms.push({ key: `${first} ${second}`, form: bothTyped, slots: [i, i + 1], weight: share * Math.exp(-cost - more), cost: cost + more, isExact: isLiteral });
      }
    }
  });
  return terms;
}

/** Leaves out the words that stand in so many documents that their pairs say all they could. */
export function worthFetching(terms, vocabulary, isBody) {
  const paired = new Set(terms.filter((t) => t.slots.length === 2).flatMap((t) => t.slots));
  return terms.filter((t) => {
    if (t.slots.length === 2) return true;
    if (!paired.has(t.slots[0])) return true;
    return vocabulary.count(t.key) < (isBody ? MANY / 4 : MANY);
  });
}

/** The documents found so far, each with its score and how well it covers each slot. */
export class Found {
  #at = new Map();
  numbers = [];
  scores = [];
  covers = [];
  reasons = [];

  /** @param {number} width how many slots the query has */
  constructor(width, region, isExplained) {
    Object.assign(this, { width, region, isExplained });
    this.fetched = new Set();
  }

  /** Adds the documents of one term. @returns {number} how many it has */
  add(term, entries, count, class_) {
    const lists = [];
    for (const [form, classes] of entries) {
      const isOther = term.form && form !== term.form;
      const factor = term.weight * (isOther ? OTHER_FORM : 1);
      for (let i = 0; i < classes.length; i += class_ === undefined ? 2 : 1) {
        lists.push([numbersOf(classes[class_ === undefined ? i + 1 : i + 1], this.region), class_ ?? classes[i], factor, form]);
        if (class_ !== undefined) break;
      }
    }
    const size = lists.reduce((sum, [numbers]) => sum + numbers.length, 0);
    const idf = Math.log(1 + count / Math.max(size, 1));
    const isCommon = size > MANY && this.numbers.length > 0;
    if (size) for (const slot of term.slots) this.fetched.add(slot);
    const gained = new Map();
    for (const [numbers, klass, factor, form] of lists) {
      const gain = factor * idf * CLASS_WEIGHTS[klass];
      const cover = Math.min(1, CLASS_WEIGHTS[klass] / 2) * Math.exp(-term.cost / 2) * (factor < term.weight ? 0.9 : 1);
      for (const n of numbers) {
        let at = this.#at.get(n);
        if (at === undefined) {
          if (isCommon) continue;
          this.#at.set(n, (at = this.numbers.length));
          this.numbers.push(n);
          this.scores.push(0);
          for (let i = 0; i < this.width; i++) this.covers.push(0);
          if (this.isExplained) this.reasons.push([]);
        }
        // A document counts once for a term, by the best of its forms.
        const earlier = lists.length > 1 ? (gained.get(at) ?? 0) : 0;
        if (gain > earlier) {
          this.scores[at] += gain - earlier;
          if (lists.length > 1) gained.set(at, gain);
          if (this.isExplained) this.reasons[at].push(`${form} · ${CLASS_NAMES[klass]} · idf ${idf.toFixed(1)} · +${(gain - earlier).toFixed(1)}`);
        }
        for (const slot of term.slots) {
          const place = at * this.width + slot;
          if (this.covers[place] < cover) this.covers[place] = cover;
        }
      }
    }
    return size;
  }

  /**
   * The documents, the best first, with those that leave out much more of the query than the best one left out.
   * @returns {{at: number, number: number, score: number, cover: number}[]}
   */
  best(slots) {
    const needed = slots.reduce((sum, slot, i) => sum + (this.fetched.has(i) ? slot.share : 0), 0) || 1;
    let most = 0;
    const all = this.numbers.map((number, at) => {
      let covered = 0;
      let touched = 0;
      for (let i = 0; i < this.width; i++) {
        if (!this.fetched.has(i)) continue;
        covered += this.covers[at * this.width + i] * slots[i].share;
        if (this.covers[at * this.width + i]) touched += slots[i].share;
      }
      const cover = covered / needed;
      most = Math.max(most, touched / needed);
      return { at, number, score: this.scores[at] * cover * cover, cover, touched: touched / needed };
    });
    return all.filter((d) => d.touched >= 0.6 * most).sort((a, b) => b.score - a.score || a.number - b.number);
  }
}

/**
 * How much more or less a result counts for what is shown of it.
 * @returns {[string, number][]} each reason with its factor
 */
export function adjustments(card, slots, meant, latest) {
  const [, , title, unit, date, summary, isFormer] = card;
  const inTitle = words(title);
  const keys = new Set(slots.flatMap((slot) => [...slot.readings.keys()]));
  const factors = [];
  const say = (why, factor) => factor !== 1 && factors.push([why, factor]);
  const said = inTitle.filter((w) => keys.has(w.key)).length / (inTitle.length || 1);
  say("share of the title asked for", 1 + 0.35 * said);
  const titleKeys = inTitle.map((w) => w.key).join(" ");
  if (titleKeys === meant) say("the title itself", 1.3);
  else if (meant && ` ${titleKeys} `.includes(` ${meant} `)) say("the title holds the query", 1.1);
  const typed = slots.filter((slot) => slot.form && !slot.isDivided);
  if (typed.length) {
    const shown = [...inTitle, ...words(`${unit} ${summary}`)];
    const forms = new Set(shown.map((w) => w.form));
    const folded = new Set(shown.map((w) => w.key));
    const agreeing = typed.reduce((sum, { form, key }) => sum + (forms.has(form) ? 1 : folded.has(key) ? -1 : 0), 0);
    say("diacritics as typed", 1 + (0.15 * agreeing) / typed.length);
  }
  if (isFormer) say("is no more", 0.95);
  const year = +date.slice(0, 4);
  if (latest && year) say("age", 1 / (1 + 0.01 * (latest - year)));
  return factors;
}

export { fold, form };
