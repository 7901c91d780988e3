// The words of the index and which of them stand together; and from these, which word a reader meant by what was typed.

import { fold } from "./normalise.js";
import { frontCoded, numbersOf } from "./decoding.js";
import { lastOf, owns } from "./values.js";

const LONGEST_RUN = 60;
const [COMMON, HIGHEST] = [9, 15]; // the level from which a term is common, and the highest, as in `macros/search/vocabulary.py`
const UNFINISHED = 0.5; // what the unfinished last word of a run costs more

/** What it costs to read one word as another, where 0 is what was typed; a result found so counts exp(-cost). */
const COST = { telex: 0.1, completion: 0.15, speech: 0.35, edit: 0.65, twoEdits: 1.3 };

/** How firm a bond must be beside a firmer one next to it, or the words belong to others: `camera | an lão`. */
const FIRM = 0.8;

// Sounds that many speakers, and so many typists, don't tell apart, and letters that stand for others in haste (`fuong`,
// `kong an`); each letter group as one letter.
const SOUNDS = [[/^(ch|tr)/, "C"], [/^(s|x)/, "S"], [/^(gi(?=[aeiouy])|gi$|d|r|z|j)/, "D"], [/^(l|n(?![gh]))/, "L"], [/^(ph|f)/, "F"], [/^[ck](?!h)/, "K"], [/y/g, "i"]];
const sound = (word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);

/** What is left of a syllable typed on Telex or VNI when the keyboard did not understand it: `truwowngf` is `truong`. */
export function withoutKeystrokes(word) {
  if (!/[aeiouyw]/.test(word)) return word; // a number behind initials
  const [, onset, rime] = /^([^aeiouyw]*)(.*)$/.exec(word.replace(/\d/g, ""));
  const vowels = rime.replace(/aa|ee|oo/g, (twice) => twice[0]).replace(/([aou])w/g, "$1").replace(/w/g, "u");
  return onset.replace("dd", "d") + vowels.replace(/[sfrxjz]/g, "");
}

const letters = (word) => [...word].reduce((mask, c) => mask | (1 << (c.charCodeAt(0) & 31)), 0);

function bits(n) {
  let count = 0;
  for (; n; n &= n - 1) count++;
  return count;
}

/** The optimal string alignment distance between a and b (swapped neighbours are one error), or `most` + 1 if above. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before;
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

export class Vocabulary {
  #readings;
  #ranked;
  #lists;
  #followers;

  /**
   * @param {{words: string, levels: string, pairs: string, bonds: string}} vocabulary
   */
  constructor({ words: coded, levels, pairs, bonds }) {
    [this.#readings, this.#followers] = [new Map(), []];
    this.words = frontCoded(coded, " ");
    this.places = new Map(this.words.map((w, i) => [w, i]));
    this.levels = Array.from(levels, (digit) => parseInt(digit, 16));
    // Pairs are told by the places of their words among all, the commonest first; how much rarer they are than those, by levels.
    const ofLevel = Array.from({ length: HIGHEST + 1 }, () => []);
    this.levels.forEach((level, i) => ofLevel[HIGHEST - level].push(i));
    this.#ranked = ofLevel.flat();
    this.#lists = [];
    let pair = 0;
    pairs.split(" ").forEach((list, rank) => {
      const gaps = numbersOf(list);
      this.#lists[this.#ranked[rank]] = [gaps, bonds.slice(pair, (pair += gaps.length))];
    });
    // The terms that many documents have, each with its place among them: words first, then pairs.
    const common = this.words.map((_, i) => i).filter((i) => this.levels[i] >= COMMON);
    const ofWord = (i) => [...this.#of(i)].filter(([next, less]) => Math.min(this.levels[i], this.levels[next]) - less >= COMMON).map(([next]) => `${this.words[i]} ${this.words[next]}`);
    this.common = new Map([...common.map((i) => this.words[i]), ...common.flatMap(ofWord).sort()].map((key, place) => [key, place]));
  }

  // What stands behind a word, and how many levels rarer each such pair is; a query asks it of few words.
  #of(word) {
    if (word === undefined) return new Map();
    if (!this.#followers[word]) {
      const [gaps, below] = this.#lists[word];
      let place = -1;
      this.#followers[word] = new Map(gaps.map((gap, i) => [this.#ranked[(place += gap)], parseInt(below[i], 16)]));
    }
    return this.#followers[word];
  }

  has(word) {
    return this.places.has(word);
  }

  /** In about how many documents' heads the word stands. */
  count(word) {
    const level = this.levels[this.places.get(word)] ?? 0;
    return level && 1.5 * 2 ** (level - 1);
  }

  /** How firmly two words stand together: 0 never, else from 0.5 to 1. */
  bond(first, second) {
    const less = this.#of(this.places.get(first)).get(this.places.get(second));
    return less === undefined ? 0 : 0.5 + 0.5 ** (1 + less);
  }

  /** The words that start with a prefix, the commonest first. */
  completions(prefix) {
    const found = [];
    let low = 0;
    for (let high = this.words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < this.words.length && this.words[low].startsWith(prefix); low++) {
      if (this.words[low] !== prefix && this.levels[low]) found.push(low);
    }
    return found.sort((a, b) => this.levels[b] - this.levels[a]).map((i) => this.words[i]);
  }

  /** The words that `typed` may stand for beside itself, each with its cost. @returns {Map<string, number>} */
  readings(typed) {
    if (this.#readings.has(typed)) return this.#readings.get(typed);
    const found = new Map();
    const plain = withoutKeystrokes(typed);
    if (plain !== typed && this.has(plain)) found.set(plain, COST.telex);
    const heard = sound(typed);
    const mask = letters(typed);
    this.masks ??= this.words.map(letters);
    this.sounds ??= this.words.map(sound);
    const most = typed.length > 12 ? 0 : this.has(typed) || typed.length < 5 ? 1 : 2;
    this.words.forEach((word, i) => {
      if (word === typed || found.has(word) || !this.levels[i]) return;
      if (this.sounds[i] === heard) found.set(word, COST.speech);
      else if (typed.length > 1 && bits(this.masks[i] ^ mask) <= 2 * most) {
        const errors = distance(typed, word, most);
        if (errors <= most) found.set(word, errors === 1 ? COST.edit : COST.twoEdits);
      }
    });
    this.#readings.set(typed, found);
    return found;
  }

  /**
   * The words of a run typed without spaces, numbers and abbreviations among them, or null; the last may be unfinished when
   * `open`. Each place keeps its best division by the last word of it, for the bond with the next.
   * @returns {{cost: number, words: {key: string, of: string, share: number}[]} | null}
   */
  divide(run, open, abbreviations) {
    if (run.length > LONGEST_RUN) return null;
    const best = Array.from({ length: run.length + 1 }, () => new Map());
    best[0].set("", { cost: 0, words: [] });
    for (let start = 0; start < run.length; start++) {
      for (let end = start + 1; end <= Math.min(start + 8, run.length); end++) {
        const choices = this.#pieces(run, start, end, open, abbreviations);
        for (const [last, { cost, words }] of best[start]) {
          for (const { cost: more, words: piece, next } of choices) {
            const bond = last ? Math.max(...next.map((word) => this.bond(last, word))) : 1;
            // An unfinished word is one only if some word of the kind stands with the one before.
            if (more === UNFINISHED && !bond) continue;
            const total = cost + 0.2 + more + (/\d/.test(last + next[0]) ? 0 : 0.8 * (1 - bond));
            const key = lastOf(piece).key;
            if (total < (best[end].get(key)?.cost ?? Infinity)) best[end].set(key, { cost: total, words: [...words, ...piece] });
          }
        }
      }
    }
    const [found] = [...best[run.length].values()].sort((a, b) => a.cost - b.cost);
    return found && found.words.length > 1 && found.cost < 0.7 * found.words.length ? found : null;
  }

  // What a piece of a run may be, each with what it costs beside its bond with what stands before it.
  #pieces(run, start, end, open, abbreviations) {
    const piece = run.slice(start, end);
    const word = (key, cost) => ({ cost, words: [{ key, of: "", share: 1 }], next: [key] });
    if (/\d/.test(piece)) {
      const isWhole = /^\d+$/.test(piece) && !/\d/.test((run[start - 1] ?? "") + (run[end] ?? ""));
      return isWhole ? [word(piece.replace(/^0+(?=\d)/, ""), 0)] : [];
    }
    const found = [];
    if (this.has(piece)) found.push(word(piece, piece.length === 1 ? 1 : piece.length === 2 ? 0.2 : 0));
    else if (open && end === run.length && start) {
      const next = this.completions(piece);
      if (next.length) found.push({ ...word(piece, UNFINISHED), next });
    }
    if (piece.length > 2 && owns(abbreviations, piece)) {
      const words = abbreviations[piece].split(" ");
      found.push({ cost: 0, words: words.map((key) => ({ key: fold(key), of: piece, share: Math.min(1, 1.5 / words.length) })), next: [fold(words[0])] });
    }
    return found;
  }
}

export { COST, FIRM };
