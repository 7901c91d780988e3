// How well the best documents answer a query by what is shown of them.

import { DATE, words } from "./normalise.js";
import { UNIT_KIND } from "./units.js";
import { KIND_FACTORS, TERM_AMONG_OTHERS, SHORT_ONLY, TELLS_A_NUMBER, MEANING_BOOST, PLACE_BOOST, DAY_BOOST, TIME_BOOST } from "./weights.js";

const TELEPHONE = 8; // digits of a query that are a telephone number
const WHOLE = 0.99; // of what the fullest answer covers

const withoutBrackets = (name) => name.replace(/\s*\([^()]*\)$/, "");
/** The words of a unit's name, folded. */
export const placeOf = (unit) => joinedKeys(words(withoutBrackets(unit)));
const joinedKeys = (found) => found.map((word) => word.key).join(" ");

// How much of the query the title is, and of the title the query.
function ofTheTitle(inTitle, kind, cover, slots, meant) {
  const keys = new Set(slots.flatMap((slot) => [...slot.readings.keys()]));
  const titled = new Set(inTitle.map((word) => word.key));
  const title = joinedKeys(inTitle);
  const said = inTitle.filter((word) => keys.has(word.key)).length / (inTitle.length || 1);
  const answered = slots.filter((slot) => [...slot.readings.keys()].some((key) => titled.has(key))).length;
  const isName = title === meant || (kind === "unit" && title.replace(UNIT_KIND, "") === meant);
  return [
    ["share of the title asked for", 1 + 0.25 * said * cover ** 8],
    ["share of the query in the title", 1 + (0.6 * answered) / slots.length],
    isName ? ["the title itself", 1.3] : ["the title holds the query", meant && ` ${title} `.includes(` ${meant} `) ? 1.1 : 1],
  ];
}

// Whether it is of the kind asked for.
function ofTheKind(inTitle, summary, kind, cover, slots, meant, asks, isNamed) {
  if (asks.isMeaning && kind === "term") return ["says what a word means", MEANING_BOOST];
  if (asks.kind === kind) return ["is of the kind asked for", 1];
  if (kind === "term" && !summary && !slots.some((slot) => slot.of)) return ["says but what is written short", KIND_FACTORS.term * SHORT_ONLY];
  // Who types a telephone number looks for whose it is.
  const digits = slots.filter(({ key }) => /^\d+$/.test(key) && !DATE.test(key)).map(({ key }) => key).join("");
  if (kind === "source" && digits.length >= TELEPHONE) return ["tells of a number", KIND_FACTORS.source * TELLS_A_NUMBER];
  const isSaid = inTitle.some((word) => slots.some((slot) => slot.readings.has(word.key)));
  // What a query goes on with may be what the entry says: `mô hình được đếm theo tên hay theo điểm`.
  const isAmongOthers = kind === "term" && isSaid && !isNamed && inTitle.length < slots.length && !(meant.startsWith(joinedKeys(inTitle)) && cover > WHOLE);
  return [`is a ${kind}`, (KIND_FACTORS[kind] ?? 1) * (isAmongOthers ? TERM_AMONG_OTHERS : 1)];
}

// Who types some diacritics may well have meant a word without any.
function ofTheDiacritics(inTitle, unit, summary, slots, abbreviations) {
  const typed = slots.some((slot) => slot.form) ? slots.filter((slot) => !slot.of && !slot.isDivided && /\p{L}/u.test(slot.key)) : [];
  if (!typed.length) return ["other diacritics than typed", 1];
  const shown = [...inTitle, ...words(`${unit} ${summary}`, abbreviations)];
  const isOther = ({ form, key }) => {
    // As the title spells it; else as anything does.
    const inIt = inTitle.filter((word) => word.key === key);
    const held = inIt.length ? inIt : shown.filter((word) => word.key === key);
    return held.length && !held.some((word) => word.form === (form || key));
  };
  return ["other diacritics than typed", 1 - (0.3 * typed.filter(isOther).length) / typed.length];
}

// Whether it is of the time and the place asked for.
function ofTimeAndPlace([, title, unit, date, , state], kind, slots, meant, asks, latest) {
  const when = new Set(slots.map((slot) => slot.key).filter((key) => DATE.test(key)));
  const isAsked = (word) => when.has(word.key);
  const day = words(date);
  const place = placeOf(unit);
  const year = +date.slice(0, 4);
  const factors = [];
  if (asks.isFormer !== undefined && kind === "unit") factors.push(["as it was, or is today", (state === 1) === asks.isFormer ? TIME_BOOST : 1 / TIME_BOOST]);
  else if (state) factors.push(["is no more, or was put off", 0.95]);
  if (kind === "unit" && words(title).some(isAsked)) factors.push(["its name tells of that time", TIME_BOOST]);
  if (kind !== "unit" && place && ` ${meant} `.includes(` ${place} `)) factors.push(["is where asked for", PLACE_BOOST]);
  if (day.length > 1 && day.every(isAsked)) factors.push(["is of the day asked for", DAY_BOOST]);
  if (latest && year) factors.push(["age", 1 / (1 + 0.01 * (latest - year))]);
  return factors;
}

/**
 * How much more or less a result counts for what is shown of it; `isNamed` where the whole query is a name of it.
 * @returns {[string, number][]} each reason with its factor
 */
export function adjustments(card, kind, cover, slots, asks, latest, abbreviations, isNamed) {
  const [, title, unit, , summary] = card;
  const inTitle = words(withoutBrackets(title), abbreviations);
  const meant = slots.map((slot) => slot.meant).join(" ");
  const factors = [
    ofTheKind(inTitle, summary, kind, cover, slots, meant, asks, isNamed),
    ...ofTheTitle(inTitle, kind, cover, slots, meant),
    ofTheDiacritics(inTitle, unit, summary, slots, abbreviations),
    ...ofTimeAndPlace(card, kind, slots, meant, asks, latest),
  ];
  return factors.filter(([, factor]) => factor !== 1);
}
