// Search without a page: opens an index and answers queries. Runs in browsers and wherever else modules run.

import { Files, numbersOf } from "./files.mjs";
import { fold, words } from "./normalise.mjs";
import { plan } from "./plan.mjs";
import { adjustments, agrees, commonWords, Found, termsOf, worthFetching } from "./rank.mjs";
import { Vocabulary } from "./vocabulary.mjs";

const LONGEST = 500; // characters of a query that are read
const LOOKED_AT = 4; // results beyond those shown whose cards are compared
const WELL = 0.7; // how well a word must be covered for a document to answer it
const BARELY = 0.6; // below, the word is looked for in bodies

/**
 * Opens the index.
 * @param {string} base address of its folder, with a slash at its end
 * @param {(address: string) => Promise<any>} fetchJson
 * @returns {Promise<Engine>}
 */
export async function open(base, fetchJson = async (address) => (await fetch(address)).json()) {
  const files = new Files(base, fetchJson);
  const manifest = await files.get("manifest.json");
  const [vocabulary, pairs, directory] = await Promise.all(["vocabulary", "pairs", "directory"].map((name) => files.named(name, manifest)));
  directory.cards.hashes = directory.cards.hashes.split(" ");
  return new Engine(files, manifest, new Vocabulary(vocabulary, pairs), directory);
}

class Engine {
  constructor(files, manifest, vocabulary, directory) {
    Object.assign(this, { files, manifest, vocabulary, directory, suggestions: manifest.suggestions });
  }

  /** A document's kind and year, which its number says. */
  kindOf = (number) => this.manifest.kinds[Math.floor(number / this.manifest.region / this.manifest.years[0])];

  yearOf(number) {
    const [years, last] = this.manifest.years;
    const rank = Math.floor(number / this.manifest.region) % years;
    return rank === years - 1 ? 0 : last - rank;
  }

  /**
   * Answers a query.
   * @param {string} query
   * @param {{limit?: number, offset?: number, filters?: object, sort?: "relevance" | "date", explain?: boolean, facets?: boolean}} options
   */
  async search(query, { limit = 10, offset = 0, filters = {}, sort = "relevance", explain = false, facets = false } = {}) {
    const text = query.slice(0, LONGEST);
    let slots = plan(text, this.manifest.abbreviations, this.vocabulary);
    const needsFacets = facets || sort === "date" || !slots.length || filters.unit || filters.theme;
    const groups = needsFacets ? await this.#facets() : null;
    let { ranked, found } = slots.length ? await this.#find(slots, explain) : { ranked: this.#everything(groups) };
    const doubted = slots.length ? this.#missing(found, ranked, slots, WELL) : [];
    if (doubted.length) {
      slots = plan(text, this.manifest.abbreviations, this.vocabulary, doubted);
      ({ ranked, found } = await this.#find(slots, explain, true));
    }
    const matched = ranked.map((d) => d.number);
    const keep = this.#filter(filters, groups);
    ranked = ranked.filter((d) => keep(d.number));
    if (sort === "date") ranked.sort((a, b) => groups.when(b.number) - groups.when(a.number) || b.score - a.score);
    const shown = ranked.slice(offset, offset + limit + (sort === "date" || offset ? 0 : LOOKED_AT));
    const cards = await this.files.cards(shown.map((d) => d.number), this.directory.cards);
    const meant = slots.map((slot) => slot.meant).join(" ");
    const years = shown.map((d) => this.kindOf(d.number) === "event" && this.yearOf(d.number)).filter(Boolean);
    const latest = Math.max(0, ...years);
    const fullest = Math.max(...shown.map((d) => d.cover));
    const judged = shown.map((d, i) => {
      const kind = this.kindOf(d.number);
      const factors = slots.length ? adjustments(cards[i], kind, d.cover / fullest, slots, meant, kind === "event" ? latest : 0, this.manifest.abbreviations) : [];
      return { ...d, card: cards[i], factors, final: factors.reduce((score, [, factor]) => score * factor, d.score) };
    });
    if (sort !== "date" && !offset) judged.sort((a, b) => b.final - a.final || a.number - b.number);
    const marked = new Set(slots.flatMap((slot) => [...slot.readings.keys()]));
    return {
      total: ranked.length,
      results: judged.slice(0, limit).map((d) => this.#result(d, marked, explain && found && { plan: slots, reasons: found.reasons[d.at] })),
      correction: judged.length && slots.length ? correction(slots, judged[0].card) : "",
      facets: facets ? this.#count(matched, filters, groups) : undefined,
      names: groups?.names,
    };
  }

  // The places of the words that the best document covers less well than `least`.
  #missing(found, [best], slots, least) {
    return slots.map((_, i) => i).filter((i) => found.asked.has(i) && !(best && found.coverOf(best.at, i) >= least));
  }

  async #find(slots, explain, isThorough = false) {
    const { count } = this.manifest;
    const found = new Found(slots.length, explain);
    const terms = termsOf(slots, this.vocabulary);
    const worth = worthFetching(terms, this.vocabulary, count);
    const heads = await this.#lookUp("terms", this.directory.terms, worth);
    this.#addAll(found, heads, false);
    const isQuoted = slots.some((slot) => slot.phrase);
    let missing = this.#missing(found, found.best(slots, this.kindOf), slots, BARELY);
    const common = missing.length ? commonWords(terms, worth, found, found.best(slots, this.kindOf), this.vocabulary) : [];
    if (common.length) {
      this.#addAll(found, await this.#lookUp("terms", this.directory.terms, common), false);
      missing = this.#missing(found, found.best(slots, this.kindOf), slots, BARELY);
    }
    if (!isThorough && !isQuoted) missing = [];
    let bodies = [];
    if (missing.length || isQuoted) {
      const directory = await this.files.named("body", this.manifest);
      // Pairs say where the words stand together; words alone are worth their weight only where nothing else is known.
      const isWanted = ({ slots: [at, next], cost }) => (next ? !cost : missing.includes(at));
      const wanted = terms.filter((term) => isQuoted || isWanted(term));
      bodies = await this.#lookUp("bodies", directory, worthFetching(wanted, this.vocabulary, count, true));
      this.#addAll(found, bodies, true);
    }
    const ranked = found.best(slots, this.kindOf);
    return { found, ranked: isQuoted ? ranked.filter(this.#phrased(slots, heads, bodies)) : ranked };
  }

  #lookUp = (folder, directory, terms) =>
    Promise.all(terms.map(async (term) => [term, await this.files.term(folder, directory, term.key)]));

  // Rare terms first, so that the documents which common ones would bring in are there or not worth it.
  #addAll(found, looked, isBody) {
    const size = (entries) => entries.reduce((sum, [, lists]) => sum + lists.flat().length, 0);
    looked
      .map(([term, entries]) => [term, entries, size(entries)])
      .sort((a, b) => a[2] - b[2])
      .forEach(([term, entries]) => found.add(term, entries, this.manifest.count, isBody));
  }

  // Whether a document holds every pair of every quoted phrase, with the diacritics typed.
  #phrased(slots, heads, bodies) {
    const holders = new Map();
    const note = ([term, entries], listsOf) => {
      const [phrase, other] = term.slots.map((i) => slots[i].phrase);
      const isPhrase = term.slots.length === 2 ? phrase === other : slots.filter((slot) => slot.phrase === phrase).length === 1;
      if (!phrase || !isPhrase) return;
      if (!holders.has(term.key)) holders.set(term.key, new Set());
      for (const [form, lists] of entries) {
        if (!agrees(form, term.typed)) continue;
        for (const list of listsOf(lists)) for (const n of numbersOf(list)) holders.get(term.key).add(n);
      }
    };
    heads.forEach((looked) => note(looked, (lists) => lists.filter(Array.isArray)));
    bodies.forEach((looked) => note(looked, (list) => [list]));
    return ({ number }) => [...holders.values()].every((numbers) => numbers.has(number));
  }

  #result({ number, card, score, cover, final, factors }, marked, why) {
    const { abbreviations } = this.manifest;
    const [, url, title, unit, date, summary, isFormer] = card;
    const result = {
      url, title, unit, date, kind: this.kindOf(number), isFormer: Boolean(isFormer), score: final,
      titleParts: mark(title, marked, abbreviations), snippet: mark(summary, marked, abbreviations),
    };
    if (why) result.why = { ...why, score, cover, factors };
    return result;
  }

  async #facets() {
    if (this.groups) return this.groups;
    const facets = await this.files.named("facets", this.manifest);
    const all = numbersOf(facets.all);
    const days = new Map(all.map((n, i) => [n, facets.days[i]]));
    const sets = (lists) => new Map(Object.entries(lists).map(([id, [, list]]) => [id, new Set(numbersOf(list))]));
    const names = (lists) => Object.fromEntries(Object.entries(lists).map(([id, [name]]) => [id, name]));
    this.groups = {
      all,
      unit: sets(facets.units),
      theme: sets(facets.themes),
      names: { unit: names(facets.units), theme: names(facets.themes) },
      when: (n) => this.yearOf(n) * 512 + days.get(n),
    };
    return this.groups;
  }

  #everything(groups) {
    return groups.all.map((number) => ({ number, score: 0, cover: 0 })).sort((a, b) => groups.when(b.number) - groups.when(a.number));
  }

  #filter({ kind, unit, theme, from, to }, groups, without) {
    return (n) =>
      (!kind || without === "kind" || this.kindOf(n) === kind) &&
      (!unit || without === "unit" || Boolean(groups.unit.get(unit)?.has(n))) &&
      (!theme || without === "theme" || Boolean(groups.theme.get(theme)?.has(n))) &&
      (!(from || to) || without === "year" || (this.yearOf(n) >= (from || 1) && this.yearOf(n) <= (to || 9999)));
  }

  // How many results each choice of a filter would leave, the other filters as they are.
  #count(numbers, filters, groups) {
    const counts = { kind: {}, unit: {}, theme: {}, year: {} };
    const tally = (group, key) => (counts[group][key] = (counts[group][key] ?? 0) + 1);
    const left = (without) => numbers.filter(this.#filter(filters, groups, without));
    for (const n of left("kind")) tally("kind", this.kindOf(n));
    for (const n of left("year")) if (this.yearOf(n)) tally("year", this.yearOf(n));
    for (const group of ["unit", "theme"]) {
      const kept = new Set(left(group));
      for (const [id, set] of groups[group]) {
        const [few, many] = set.size < kept.size ? [set, kept] : [kept, set];
        for (const n of few) if (many.has(n)) tally(group, id);
      }
    }
    return counts;
  }
}

/** Text in parts, those with a word of the query marked. @returns {[string, boolean][]} */
export function mark(text, keys, abbreviations) {
  const parts = [];
  const shown = text.normalize("NFC");
  let end = 0;
  for (const word of words(shown, abbreviations)) {
    if (!keys.has(word.key) || word.start < end) continue;
    // What stands between two marked words is marked with them.
    const between = shown.slice(end, word.start);
    if (parts.length && parts.at(-1)[1] && /^\s$/.test(between)) parts.at(-1)[0] += between + shown.slice(word.start, word.end);
    else parts.push([between, false], [shown.slice(word.start, word.end), true]);
    end = word.end;
  }
  parts.push([shown.slice(end), false]);
  return parts.filter(([part]) => part);
}

// The query as the best answer spells it, when that differs by more than diacritics; else "".
function correction(slots, [, , title, unit, , summary]) {
  const spelled = new Map(words(`${title} ${unit} ${summary}`).map((w) => [w.key, w.raw]));
  let isOther = false;
  const parts = slots.map(({ key, readings, raw, isOpen, of, isDivided }) => {
    if (of || (spelled.has(key) && readings.has(key))) return isDivided ? spelled.get(key) ?? key : raw;
    const [read] = [...readings].filter(([word]) => spelled.has(word)).sort((a, b) => a[1] - b[1]);
    if (!read || (isOpen && read[0].startsWith(key))) return raw;
    isOther = true;
    return spelled.get(read[0]);
  });
  return isOther || slots.some((slot) => slot.isDivided) ? [...new Set([parts.join(" ")])][0] : "";
}

export { fold };
