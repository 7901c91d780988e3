// Text as the words that are indexed and looked up. `macros/search/normalise.py` says the same in Python, and why.

import { lastOf, owns } from "./values.js";

const LETTER = "a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff";
export const TOKEN = new RegExp(
  String.raw`\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2}[/-]\d{1,2}(?!\d)` +
    String.raw`|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+[.,]\d+|\d+` +
    `|[${LETTER}][${LETTER}\\d]*`,
  "g",
);
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const YEAR = /^(?:19|20)\d\d$/;

/** A word that says when. */
export const DATE = /\/|^(?:19|20)\d\d$/;

const OF_DATES = new Map([["ngày", "day"], ["ngay", "day"], ["tháng", "month"], ["thang", "month"], ["năm", "year"], ["nam", "year"]]);

const REMEMBERED = 5000; // texts, most of them syllables, of which there are but some thousands

function remembering(change) {
  const known = new Map();
  return (text) => {
    let changed = known.get(text);
    if (changed === undefined) {
      if (known.size === REMEMBERED) known.clear();
      known.set(text, (changed = change(text)));
    }
    return changed;
  };
}

/** Text without diacritics, in lower case, đ as d. */
export const fold = remembering((text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d"));

/** A form without its tone mark. */
export const toneless = (word) => word.normalize("NFD").replace(TONE, "").normalize("NFC");

/** The tone mark of a form, or "". */
export const tone = (word) => word.normalize("NFD").match(TONE)?.[0] ?? "";

/** A lower-case syllable with its tone mark at its end. */
export const form = remembering((syllable) => (toneless(syllable) + tone(syllable)).normalize("NFC"));

const isWithin = (token, most) => /^\d{1,2}$/.test(token) && +token >= 1 && +token <= most;
const isDay = (token) => isWithin(token, 31);
const isMonth = (token) => isWithin(token, 12);
const bare = (digits) => digits.replace(/^0+(?=\d)/, "");

function dateWords(day, month, year) {
  const words = day ? [`${bare(day)}/${bare(month)}`] : [];
  return year ? [...words, `${bare(month)}/${year}`, year] : words;
}

function numberWords(token) {
  let parts = token.split(/[/.-]/);
  if (parts.length === 3 && parts[0].length === 4 && token.includes("-")) parts = parts.reverse();
  const [first, second, third] = parts;
  if (parts.length === 3 && third.length === 4 && isDay(first) && isMonth(second)) return dateWords(first, second, third);
  if (parts.length === 2 && second.length === 4 && isMonth(first)) return dateWords("", first, second);
  if (parts.length === 2 && !token.includes(".") && isDay(first) && isMonth(second)) return dateWords(first, second, "");
  if (/[/-]/.test(token)) return parts.map(bare);
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(token)) token = token.replace(/[.,]/g, "");
  const [whole, ...fraction] = token.split(/[.,]/);
  return [[bare(whole), ...fraction].join(".")];
}

// Rewrites dates in words (`ngày 19 tháng 8 năm 2024`) as in figures, and drops `năm` before a year.
function joinDates(tokens) {
  const joined = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const said = OF_DATES.get(token.text);
    const after = tokens[i + 1]?.text ?? "";
    if (said === "month" && isMonth(after)) {
      const skipped = OF_DATES.get(tokens[i + 2]?.text) === "year" ? 3 : 2;
      const year = YEAR.test(tokens[i + skipped]?.text) ? tokens[i + skipped].text : "";
      const day = isDay(lastOf(joined)?.text ?? "") ? joined.pop().text : "";
      if (!day && !year) {
        joined.push(token, tokens[++i]);
        continue;
      }
      if (day && OF_DATES.get(lastOf(joined)?.text) === "day") joined.pop();
      joined.push({ text: [day, after, year].filter(Boolean).join("/"), start: token.start, end: tokens[i + 1].end });
      i += year ? skipped : 1;
    } else if (!(said === "year" ? YEAR.test(after) : said && after.includes("/"))) {
      joined.push(token);
    }
  }
  return joined;
}

const UNMARKED = /^[\da-zđ]+$/; // `cấp` is not `CAP`

/**
 * The words of text, in order, each with where it stands in the text's NFC form.
 * @param {string} text
 * @param {Object<string, string>} abbreviations the words of each, by its folded letters; one is written without marks
 * @param {(key: string, start: number) => boolean} isShort whether letters that may be an abbreviation are one here
 * @returns {{form: string, key: string, raw: string, start: number, end: number, of: string}[]}
 *   `key` is the folded form; `of` the abbreviation that the word came from, or "".
 */
export function words(text, abbreviations = {}, isShort = () => true) {
  const found = [];
  const lower = text.normalize("NFC").toLowerCase();
  const tokens = [...lower.matchAll(TOKEN)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));
  for (const { text: raw, start, end } of joinDates(tokens)) {
    const add = (form, of) => found.push({ form, key: fold(form), raw, start, end, of });
    const short = UNMARKED.test(raw) && owns(abbreviations, fold(raw)) && isShort(fold(raw), start) && fold(raw);
    if (/^\d/.test(raw)) for (const word of numberWords(raw)) add(word, "");
    else if (short) for (const word of abbreviations[short].split(" ")) add(word, short);
    else add(form(raw), "");
  }
  return found;
}
