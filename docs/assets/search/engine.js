// Search without a page: opens an index and answers queries. Runs in browsers and wherever else modules run.

import { adjustments, placeOf } from "./cards.js";
import { correction } from "./correction.js";
import { fetched, Files } from "./files.js";
import { lettersOf, namesOf, termOf } from "./initials.js";
import { isPartial, mark, typedWords } from "./marks.js";
import { isFigure, plan } from "./plan.js";
import { agrees, commonWords, Found, kindAsked, sizeOf, termsOf, worthFetching } from "./rank.js";
import { asWritten } from "./said.js";
import { inTurns, severally } from "./several.js";
import { phrases, verdict } from "./verdict.js";
import { Vocabulary } from "./vocabulary.js";
import { isNamed, NAMED_AMONG, toldOnce } from "./wholes.js";

const LONGEST = 500; // characters of a query that are read
const LOOKED_AT = 2; // results beyond those shown whose cards are compared
const WORTH_READING = 0.25; // how much more of a query must be held when its words are read otherwise, if not all is
const FEW = 7; // answers, than which bodies may hold more
const BEHIND = 1e-9; // what puts a score behind all others
const OTHERS = 3; // names that initials may stand for too
const RELATED = 5; // results shown beside those that answer the query
const BARELY = 0.6; // below, the word is looked for in bodies

/**
 * Opens the index.
 * @param {string} base address of its folder, with a slash at its end
 * @param {Promise<Response>} [asked] the manifest, where it was asked for before this was there
 * @param {(address: string, options?: object) => Promise<Response>} get
 * @returns {Promise<Engine>}
 */
export async function open(base, asked = fetch(`${base}manifest.json`), get = fetched) {
  const response = await asked;
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const manifest = await response.json();
  return new Engine(new Files(base, manifest, get), manifest, new Vocabulary(manifest.vocabulary));
}

class Engine {
  constructor(files, manifest, vocabulary) {
    const { kinds, regions, suggestions } = manifest;
    Object.assign(this, { files, manifest, vocabulary, suggestions });
    // A document's number tells its region, and with it its kind and year (0 if unknown).
    const regionOf = regions.flatMap(([, , size], region) => new Array(size).fill(region));
    this.kindOf = (number) => kinds[regions[regionOf[number]][0]];
    this.yearOf = (number) => regions[regionOf[number]][1];
    // The first number of a region of parts is their whole's.
    const firsts = regions.map(((next) => ([, , size]) => (next += size) - size)(0));
    this.partsOf = (number) => regions[regionOf[number]][3];
    this.wholeOf = (number) => (this.partsOf(number) ? firsts[regionOf[number]] : undefined);
  }

  /**
   * Answers a query.
   *
   * `state` says what the `results` are: `complete`, each holds every word; `corrected`, only as other words than were typed, which
   * `correction` spells, and `readings` spell otherwise; `partial`, each holds all but the words `missing`; `nothing`. `related` are a few that may yet be of use, of
   * which none is counted in `total`.
   *
   * The parts of one whole are one result, unless `each` is asked for: the part that the query names, the only one that is left, or the
   * whole. It says how many were `found` of `places`, and the `parts` are their numbers.
   *
   * Of the `limit` first, the `results` are so many as are wanted `atOnce`.
   *
   * With `explain` each result has `why`: `plan`, the query's words, each with `readings`, the words that it was looked up as
   * and what each costs; `reasons`, a line for every term found (its form, where it stands, how rare it is, what it added);
   * `score`, what the index gives it; `cover`, how much of the query it answers; and `factors`, what its card changed, as
   * [reason, factor]. The result's own `score` is the first score times all factors.
   * @param {string} query
   * @param {{limit?: number, atOnce?: number, filters?: object, sort?: "relevance" | "date", isTyping?: boolean, explain?: boolean, counts?: boolean, alsoInBodies?: boolean, each?: boolean}} options
   *   `isTyping` while the last word may be half typed; `alsoInBodies` to look into bodies where answers are few
   */
  async search(query, { limit = 10, atOnce = limit, filters = {}, sort = "relevance", isTyping = false, explain = false, counts = false, alsoInBodies = counts, each = false } = {}) {
    const text = asWritten(query.slice(0, LONGEST), this.manifest.abbreviations, this.vocabulary, isTyping);
    const needsFacets = counts || sort === "date" || !text.trim() || Object.values(filters).some(Boolean);
    const [asked, answer] = await Promise.all([needsFacets ? this.#facets() : null, this.#answer(text, isTyping, explain)]);
    const { slots, typed, asks, found, state, answers, related, missing, read = "", others: readings = [], parts = [] } = answer;
    const facets = asked ?? (slots.length ? null : await this.#facets());
    const byDate = sort === "date" || !slots.length;
    const more = alsoInBodies && !parts.length && state === "complete" && answers.length < FEW ? await this.#moreInBodies(slots, asks, answers, explain) : [];
    const passes = facets ? facets.passes(filters) : () => true;
    const passing = slots.length ? [...answers, ...more].filter((d) => passes(d.number)) : facets.all.filter(passes).map((number) => ({ number, score: 0, cover: 0 }));
    const later = (a, b) => b.when - a.when || b.score - a.score;
    const ordered = byDate ? passing.map((d) => ({ ...d, when: facets.when(d.number) })).sort(later) : passing;
    const wholes = new Map();
    const kept = each ? ordered : toldOnce(ordered, this.wholeOf, wholes);
    const best = (judged) => judged.sort((a, b) => b.final - a.final || a.number - b.number);
    const first = kept.slice(0, atOnce + (byDate ? 0 : LOOKED_AT));
    const isAmong = new Set(more.map((d) => d.number));
    const isNew = ({ number }) => passes(number) && !isAmong.has(number) && !wholes.has(this.wholeOf(number));
    const beside = toldOnce(related.filter(isNew), this.wholeOf).slice(0, Math.min(RELATED, limit - Math.min(limit, kept.length)));
    const judge = (some, its) => this.#judge(some, its.slots, its.asks, its.found);
    const [others, ...byPart] = await Promise.all([judge(beside, answer), ...(parts.length ? parts : [answer]).map((part) => judge(first.filter(({ of = part }) => of === part), part))]); // their cards come together
    if (!byDate) byPart.forEach(best);
    best(others);
    const judged = byDate && parts.length ? byPart.flat().sort(later) : inTurns(byPart);
    const keys = typedWords(slots);
    const shown = ({ of: part = answer, its = part.found, ...d }) => this.#result(d, part.slots, its, keys, explain && its && { plan: part.slots, reasons: its.reasons[d.at] });
    return {
      state,
      total: kept.length,
      results: judged.slice(0, atOnce).map(shown),
      related: others.map(shown),
      missing: answer.lacked ?? phrases(typed ?? slots, missing),
      correction: (judged.length && slots.length && !parts.length && correction(slots, judged[0].card, (i) => found.holds(judged[0].at, i), (i) => found.isHeld(judged[0].at, i))) || read,
      readings,
      severally: parts.flatMap(({ text }) => text ?? []),
      counts: counts ? facets.count(slots.length ? [...answers, ...more].map((d) => d.number) : facets.all, filters) : undefined,
      names: { ...facets?.names, kind: this.manifest.kindNames },
      keys,
    };
  }

  // What holds the whole query in its body alone: found so, it is counted, and stands behind what is found by heads.
  async #moreInBodies(slots, asks, answers, isExplained) {
    const answer = await this.#inHeads(slots, asks, false, isExplained);
    await this.#inBodies(answer, false, true);
    const known = new Set(answers.map((d) => d.number));
    const { found } = answer;
    return this.#verdict(answer).answers.filter((d) => !known.has(d.number)).map((d) => ({ ...d, its: found, score: d.score * BEHIND }));
  }

  // The query as planned and the documents found for it. What no document holds as it was typed is doubted, and read as words that
  // stand with the others; that is taken when it holds more of the query.
  async #answer(text, isTyping, isExplained) {
    const literal = await this.#looked(text, { isTyping }, isExplained);
    const named = literal.slots.length > 1 && (await this.#ofInitials(text, literal, isExplained));
    if (named) return named;
    const several = await this.#severally(text, literal, isExplained);
    if (several) return several;
    if (!literal.missing.length) return literal;
    const { slots, found } = literal;
    // A unit's name that is one as it was typed is not doubted.
    const isOfName = (i) => found.unitNames(slots).some(({ start, end }) => start <= i && i <= end);
    const isBeside = (i) => !slots[i].isBound && (literal.missing.includes(i - 1) || literal.missing.includes(i + 1));
    const doubted = slots.filter((_, i) => (literal.missing.includes(i) || isBeside(i)) && !isOfName(i)).map((slot) => slot.start);
    const read = await this.#looked(text, { isTyping, doubted }, isExplained);
    const answer = read.share > literal.share + (read.missing.length ? WORTH_READING : 0.01) ? read : literal;
    return answer.state === "partial" ? this.#ofTheRest(text, answer, isExplained) : answer;
  }

  // What is found for each of several units that a query names one beside the other, where nothing is of all of them; or null.
  async #severally(text, literal, isExplained) {
    const { slots, asks, found, missing, answers } = literal;
    const names = slots.some((slot) => slot.phrase) || !found ? [] : found.unitNames(slots);
    const queries = severally(text, slots, names);
    // What is of all tells of them together, unless one lies within the other; so does a unit that came from all, where nothing else is asked.
    const isAlone = !asks.section && slots.every((slot, i) => slot.isMinor || names.some(({ start, end }) => start <= i && i <= end));
    const isOfAll = ({ at }) => (found.isUnit(at) ? isAlone && !missing.length : names.every((name) => found.isOf(at, name)));
    const isWithin = (_, at) => found.isUnit(at) && names.some((name) => found.isOf(at, name)) && names.every((name) => found.isOnGroundOf(at, name));
    const together = answers.filter(isOfAll);
    if (!queries.length || (together.some(({ at }) => !found.isUnit(at)) && !found.numbers.some(isWithin))) return null;
    const parts = (await Promise.all(queries.map((query) => this.#answer(query, false, isExplained)))).flatMap((part, i) => part.parts ?? [{ ...part, text: queries[i] }]);
    if (parts.some((part) => part.state === "nothing") || parts.every((part) => part.missing.length)) return null;
    const lacked = parts.flatMap((part) => phrases(part.typed ?? part.slots, part.missing));
    // A unit that came from all of them stands behind those that were named.
    const ofAll = { ...literal, answers: together };
    const all = !together.length ? parts : together.every(({ at }) => found.isUnit(at)) ? [...parts, ofAll] : [ofAll, ...parts];
    return { ...literal, parts: all, answers: inTurns(all.map((part) => part.answers.map((d) => ({ ...d, of: part })))), related: [], state: lacked.length ? "partial" : parts.some((part) => part.state === "corrected") ? "corrected" : "complete", lacked };
  }

  // The query with letters that nothing holds read as a unit's name, of those that they may stand for the one of which there is most; or null.
  async #ofInitials(text, literal, isExplained) {
    const letters = lettersOf(literal, text);
    if (!letters) return null;
    const { start, end } = letters;
    const [entries] = await this.files.terms("terms", [{ key: termOf(letters), isBegun: true }]);
    const before = literal.slots.filter((slot) => slot.start < start).map(({ key }) => key).join(" ");
    const [read, ...others] = namesOf(entries, before).map((name) => text.slice(0, start) + name + text.slice(end));
    const answer = read && (await this.#answer(read, false, isExplained));
    return answer && answer.state !== "nothing" ? { ...answer, state: (answer.lacked ?? answer.missing).length ? "partial" : "corrected", read: answer.read ?? read, others: others.slice(0, OTHERS) } : null;
  }

  // What is found for the rest of a query, as if the words that are missing had not been typed; where no document has them, or where
  // the rest is a name.
  async #ofTheRest(text, answer, isExplained) {
    const { slots, missing } = answer;
    // What joins a missing word, or is a word with it rather than with the other beside it: `số | điện thoại`.
    const isWith = (near, i) => slots[near] && !missing.includes(near) && (slots[near].isJoining || isFirmer(near, i));
    const bond = (i) => slots[i]?.bond ?? 0;
    const isFirmer = (near, i) => !slots[near].isMinor && !slots[near].isWord && (near < i ? bond(near) > bond(near - 1) : bond(i) > bond(near));
    // So is what kind of unit it is with a name that no unit has.
    const names = answer.found.unitNames(slots);
    const isKind = (i) => slots[i]?.isMinor && !slots[i].isJoining;
    const kindOf = (i) => (isKind(i - 1) ? [i - 1, ...kindOf(i - 1)] : []);
    const isUnknown = (i) => isKind(i - 1) && missing.includes(i + 1) && !names.some(({ start, end }) => start <= i && i <= end);
    const unknown = missing.filter(isUnknown);
    const areUnits = missing.every((i) => unknown.includes(i) || missing.includes(i - 1));
    const left = [...new Set([...unknown.flatMap(kindOf), ...missing.flatMap((i) => [i - 1, i, i + 1].filter((near) => near === i || isWith(near, i)))])].sort((a, b) => b - a);
    // The words of an abbreviation stand at one place.
    const cut = left.filter((i) => slots[i - 1]?.start !== slots[i].start);
    const rest = cut.reduce((kept, i) => kept.slice(0, slots[i].start) + kept.slice(slots[i].end), text.normalize("NFC"));
    const found = await this.#looked(rest, {}, isExplained);
    const isName = found.answers[0]?.named === found.slots.length;
    return found.missing.length || !(answer.areNowhere || areUnits || isName) ? answer : { ...found, state: "partial", missing, typed: slots };
  }

  // What is found for the query as planned.
  async #looked(text, options, isExplained) {
    const { slots, asks } = plan(text, this.manifest.abbreviations, this.vocabulary, options);
    asks.section = kindAsked(slots, this.manifest.kindWords);
    if (!slots.length) return { slots, asks, state: "complete", answers: [], related: [], missing: [] };
    const isQuoted = slots.some((slot) => slot.phrase);
    const answer = await this.#inHeads(slots, asks, Boolean(options.doubted), isExplained);
    if (isQuoted || this.#verdict(answer).missing.length) await this.#inBodies(answer, isQuoted);
    const { found, looked } = answer;
    if (!isQuoted) return { slots, asks, found, ...this.#verdict(answer) };
    const ranked = this.#best(answer).filter(this.#phrased(slots, looked));
    const places = slots.map((_, i) => i);
    return { slots, asks, found, state: ranked.length ? "complete" : "nothing", answers: ranked, related: [], missing: ranked.length ? [] : places, share: ranked.length };
  }

  // Whether the best documents hold the whole query.
  #verdict(answer) {
    const { found, slots, terms, looked } = answer;
    const fetched = new Set(looked.map(([term]) => term));
    const unasked = terms.filter((term) => term.slots.length === 1 && term.isSound && term.isTyped && !fetched.has(term));
    return verdict(this.#best(answer), found, slots, found.first, new Set(unasked.map(({ slots: [i] }) => i)), this.manifest.count);
  }

  // The documents with their cards, and how much they count for what their cards say.
  async #judge(ranked, slots, asks, found) {
    const [shown, cards] = await this.#shown(ranked, slots, found);
    const fullest = Math.max(...shown.map((d) => d.cover));
    const latest = Math.max(0, ...shown.filter((d) => this.kindOf(d.number) === "event").map((d) => this.yearOf(d.number)));
    return shown.map((d, i) => {
      const kind = this.kindOf(d.number);
      const factors = slots.length ? adjustments(cards[i], kind, d.cover / fullest, slots, asks, kind === "event" ? latest : 0, this.manifest.abbreviations, d.named === slots.length) : [];
      return { ...d, card: cards[i], factors, final: factors.reduce((score, [, factor]) => score * factor, d.score) };
    });
  }

  // The documents as they are shown, and their cards: of a whole the part that the query names.
  async #shown(ranked, slots, found) {
    const mayName = found?.unitNames(slots).length ? NAMED_AMONG : 0;
    const meant = slots.map((slot) => slot.meant).join(" ");
    const choices = ranked.map((d) => (d.parts?.length > 1 ? [...d.parts.slice(0, mayName), { ...d, number: d.whole }] : [d]));
    const cards = await this.files.cards(choices.flat().map(({ number }) => number));
    const chosen = ranked.map((d, i) => {
      const its = cards.splice(0, choices[i].length);
      const named = its.findIndex(([, , unit], part) => part < its.length - 1 && isNamed(placeOf(unit), meant));
      const place = named < 0 ? its.length - 1 : named;
      return [{ ...d, ...choices[i][place], score: d.score }, its[place]];
    });
    return [chosen.map(([d]) => d), chosen.map(([, card]) => card)];
  }

  #best({ found, slots }) {
    return found.best(slots);
  }

  // The places of the words that the best document covers less well than `least`.
  #missing(answer, least) {
    const { found, slots } = answer;
    const [best] = this.#best(answer);
    return slots.map((_, i) => i).filter((i) => found.asked.has(i) && !(best && found.coverOf(best.at, i) >= least));
  }

  // What the heads of documents answer, and what was looked up for it.
  async #inHeads(slots, asks, isRead, isExplained) {
    const terms = termsOf(slots, asks, this.vocabulary);
    const answer = { slots, terms, found: new Found(slots, asks, isRead, isExplained, this.kindOf, this.manifest.count), looked: [] };
    const worth = worthFetching(terms, this.vocabulary, this.manifest.count);
    await this.#add(answer, "terms", worth);
    if (this.#missing(answer, BARELY).length) await this.#add(answer, "terms", commonWords(terms, worth, answer.found, this.#best(answer), this.vocabulary));
    return answer;
  }

  // Adds what bodies answer of that which heads don't.
  async #inBodies(answer, isQuoted, isMore = false) {
    const unanswered = isMore ? answer.slots.map((_, i) => i) : [...new Set([...this.#missing(answer, BARELY), ...this.#verdict(answer).missing])];
    if (!unanswered.length && !isQuoted) return;
    const isFor = (asked, { slots: [at], key }) => asked.includes(at) || isFigure(key);
    const isWanted = (term) => isQuoted || (term.slots.length === 2 ? !term.cost : isFor(unanswered, term));
    const worth = worthFetching(answer.terms.filter(isWanted), this.vocabulary, this.manifest.count, true);
    const isPair = ({ slots: [, next] }) => isQuoted || next !== undefined;
    // Pairs say where the words stand together; words alone are worth their weight only where nothing else is known.
    await this.#add(answer, "bodies", worth.filter(isPair));
    const left = isMore ? unanswered : this.#missing(answer, BARELY);
    await this.#add(answer, "bodies", worth.filter((term) => !isPair(term) && isFor(left, term)));
  }

  // Looks terms up. Rare ones are added first, so that the documents which common ones would bring in are there or not worth it.
  async #add({ found, looked }, folder, terms) {
    const entries = await this.files.terms(folder, terms.map(({ key, isBegun }) => ({ key, isBegun, common: this.vocabulary.common.get(key) })));
    const added = terms.map((term, i) => [term, entries[i]]).sort((a, b) => sizeOf(a[1]) - sizeOf(b[1]));
    for (const [term, its] of added) found.add(term, its);
    looked.push(...added);
  }

  // Whether a document holds every pair of every quoted phrase, with the diacritics typed; none does of which the index lacks a word.
  #phrased(slots, looked) {
    const isQuoted = (i) => slots[i]?.phrase && slots[i].phrase === slots[i + 1]?.phrase;
    const isAsked = (...its) => looked.some(([term]) => its.every((i) => term.slots.includes(i)));
    if (!slots.every(({ phrase }, i) => !phrase || (isQuoted(i) ? isAsked(i, i + 1) : isQuoted(i - 1) || isAsked(i)))) return () => false;
    const holders = new Map();
    for (const [term, entries] of looked) {
      const [phrase, other] = term.slots.map((i) => slots[i].phrase);
      const isPhrase = term.slots.length === 2 ? phrase === other : slots.filter((slot) => slot.phrase === phrase).length === 1;
      if (!phrase || !isPhrase) continue;
      const agreeing = entries.filter(([form]) => agrees(form, term.typed));
      if (!holders.has(term.key)) holders.set(term.key, new Set());
      for (const [, lists] of agreeing) for (const [, numbers] of lists) for (const n of numbers) holders.get(term.key).add(n);
    }
    return ({ number }) => [...holders.values()].every((numbers) => numbers.has(number));
  }

  #result({ at, number, card, score, cover, final, factors, whole, parts }, slots, found, keys, why) {
    const { abbreviations } = this.manifest;
    const [url, title, unit, date, summary, state] = card;
    const result = {
      url, title, unit, date, kind: this.kindOf(number), kindName: this.manifest.kindNames[this.kindOf(number)], isFormer: state === 1, isPostponed: state === 2, score: final,
      isPartial: isPartial(`${title} ${unit} ${date} ${summary}`, slots.filter((_, i) => !found.isOfHead(at, i)), abbreviations), titleParts: mark(title, keys, abbreviations), snippet: mark(summary, keys, abbreviations),
    };
    if (parts) Object.assign(result, { isWhole: number === whole, found: parts.length, places: this.partsOf(whole), parts: parts.map((part) => part.number) });
    if (why) result.why = { ...why, score, cover, factors };
    return result;
  }

  /** What is shown of documents by their numbers: address, title, unit. @returns {Promise<{url: string, title: string, unit: string}[]>} */
  async parts(numbers) {
    return (await this.files.cards(numbers)).map(([url, title, unit]) => ({ url, title, unit }));
  }

  // Fetched and loaded when first asked for, and again after a failure.
  #facets() {
    this.facets ??= Promise.all([import("./facets.js"), this.files.facets()])
      .then(([{ Facets }, lists]) => new Facets(lists, this.kindOf, this.yearOf, this.wholeOf))
      .catch((error) => {
        this.facets = undefined;
        throw error;
      });
    return this.facets;
  }
}
