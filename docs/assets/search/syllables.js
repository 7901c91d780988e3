// What a Vietnamese syllable may look like: who typed one may well have meant it.

import { tone } from "./normalise.js";

const ONSET = "(?:ngh?|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdghklmnpqrstvx])?";
const RIMES = [
  "a(?:ch|ng|nh|[cimnoptuy])?", "e(?:ch|ng|nh|[cmnoptu])?", "i(?:ch|nh|[amnptu])?", "ie(?:ng|[cmnptu])",
  "o(?:ng|oc|ong|[cimnpt])?", "oa(?:ch|ng|nh|[cimnopty])?", "oe[not]?",
  "u(?:ng|[acimnptu])?", "ua(?:ng|[nty])", "ue(?:ch|nh)?", "uo(?:ng|[cimnptu])?", "uy(?:ch|nh|[anptu])?", "uye[nt]",
  "y(?:e(?:ng|[mntu]))?",
];
const SYLLABLE = new RegExp(`^${ONSET}(?:${RIMES.join("|")})$`);
const WITHOUT_VOWEL = new RegExp(`^${ONSET}(?:ng|nh|ch|[cmnpt])$`);
const STOPPED = /(?:ch|[cpt])$/;
const OF_STOPPED = ["\u0301", "\u0323"]; // sắc and nặng, the only tones before a stop

/** Whether Vietnamese has such a syllable: `key` is a word without diacritics, `form` as it was typed, "" without any. */
export function isSyllable({ key, form }) {
  if (!SYLLABLE.test(key) || /^[bdgnpx]y/.test(key)) return false;
  // `kêt` is typed but half.
  return !form || !STOPPED.test(key) || OF_STOPPED.includes(tone(form));
}

const BEGINNING = new RegExp(`^${ONSET}$`);

/** Whether a syllable may begin so. */
export const isOnset = (key) => BEGINNING.test(key);

/** Whether a word is a few consonants, and no syllable without its vowel: an abbreviation, known or not. */
export const isRun = (key) => /^[b-df-hj-np-tv-xz]{2,3}$/.test(key) && !(key.length > 2 && WITHOUT_VOWEL.test(key));

/** The diacritics of a form, in one order; hỏi and ngã, which many don't tell apart, as one. */
export function diacritics(form) {
  const marks = [...form.normalize("NFD")].filter((letter) => /\p{Mn}|đ/u.test(letter));
  return marks.map((mark) => (mark === "\u0303" ? "\u0309" : mark)).sort().join("");
}
