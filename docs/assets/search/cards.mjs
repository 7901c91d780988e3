// How well the best documents answer a query by what is shown of them.

import { DATE, words } from "./normalise.mjs";
import { UNIT_KIND } from "./units.mjs";

// What tells of a thing stands behind the thing itself.
const KIND_FACTORS = { source: 0.5, term: 0.6, organisation: 0.9, event: 0.9, theme: 0.95 };
const TERM_AMONG_OTHERS = 0.3; // an entry of the glossary answers a query for its term alone
const MEANING_BOOST = 1.5; // of one when it is asked what a word means
const TIME_BOOST = 1.5; // of a former unit when the query is for what was, or of today's; of one that came or went when it says

/**
 * How much more or less a result counts for what is shown of it.
 * @returns {[string, number][]} each reason with its factor
 */
export function adjustments(card, kind, cover, slots, asks, latest, abbreviations) {
  const [, , title, unit, date, summary, isFormer] = card;
  const inTitle = words(title.replace(/\s*\([^()]*\)$/, ""), abbreviations);
  const keys = new Set(slots.flatMap((slot) => [...slot.readings.keys()]));
  const meant = slots.map((slot) => slot.meant).join(" ");
  const factors = [];
  const say = (why, factor) => factor !== 1 && factors.push([why, factor]);
  const said = inTitle.filter((w) => keys.has(w.key)).length / (inTitle.length || 1);
  if (asks.isMeaning && kind === "term") say("says what a word means", MEANING_BOOST);
  else if (asks.kind !== kind) say(`is a ${kind}`, (KIND_FACTORS[kind] ?? 1) * (kind === "term" && inTitle.length < slots.length ? TERM_AMONG_OTHERS : 1));
  say("share of the title asked for", 1 + 0.25 * said * cover ** 8);
  const titled = new Set(inTitle.map((w) => w.key));
  const answered = slots.filter((slot) => [...slot.readings.keys()].some((key) => titled.has(key))).length;
  say("share of the query in the title", 1 + (0.6 * answered) / slots.length);
  const titleKeys = inTitle.map((w) => w.key).join(" ");
  const isName = titleKeys === meant || (kind === "unit" && titleKeys.replace(UNIT_KIND, "") === meant);
  if (isName) say("the title itself", 1.3);
  else if (meant && ` ${titleKeys} `.includes(` ${meant} `)) say("the title holds the query", 1.1);
  // Who types some diacritics may well have meant a word without any.
  const typed = slots.some((slot) => slot.form) ? slots.filter((slot) => !slot.of && !slot.isDivided && /\p{L}/u.test(slot.key)) : [];
  if (typed.length) {
    const shown = [...inTitle, ...words(`${unit} ${summary}`, abbreviations)];
    const isOther = ({ form, key }) => {
      // As the title spells it; else as anything does.
      const held = (titled.has(key) ? inTitle : shown).filter((w) => w.key === key);
      return held.length && !held.some((w) => w.form === (form || key));
    };
    const other = typed.filter(isOther).length;
    say("other diacritics than typed", 1 - (0.3 * other) / typed.length);
  }
  if (asks.isFormer !== undefined && kind === "unit") say("as it was, or is today", Boolean(isFormer) === asks.isFormer ? TIME_BOOST : 1 / TIME_BOOST);
  else if (isFormer) say("is no more", 0.95);
  const when = new Set(slots.map((slot) => slot.key).filter((key) => DATE.test(key)));
  if (kind === "unit" && when.size && words(title).some((w) => when.has(w.key))) say("its name tells of that time", TIME_BOOST);
  const year = +date.slice(0, 4);
  if (latest && year) say("age", 1 / (1 + 0.01 * (latest - year)));
  return factors;
}

