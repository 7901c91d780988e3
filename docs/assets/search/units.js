// What kinds of administrative units are called, and how readers shorten that.

import { fold, form } from "./normalise.js";

/** Every kind of unit. */
export const UNITS = ["tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu"];

/** What short forms stand for, without diacritics; between other words only, as each is much else as well. */
export const SHORT_UNITS = { p: "phuong", x: "xa", q: "quan", h: "huyen", tt: "thi tran", tx: "thi xa", tp: "thanh pho" };

/** A kind of unit at the start of folded words, followed by a space. */
export const UNIT_KIND = new RegExp(`^(${UNITS.map(fold).join("|")}) `);

// Words that only join others: a document may well lack them.
const JOINING = ["và", "của", "các", "những", "ở", "tại", "cho", "với", "về", "là", "có", "được", "bị", "đã", "đang", "sẽ", "thì", "mà", "do", "từ", "trong", "theo", "này", "đó", "cái", "khi", "để"];
const JOINING_FORMS = new Set(JOINING.map(form));
const PLAIN_JOINING = new Set(["va", "cua", "cac", "nhung", "o", "tai", "cho", "voi", "ve", "la", "co", "duoc", "trong", "theo", "nay"]); // typed without diacritics, the others are much else
const KIND_FORMS = UNITS.map((kind) => kind.split(" ").map(form));

/**
 * Of each word of a query, whether a document may well lack it (one of a kind of unit, or one that only joins others), and whether it
 * only joins others. Typed without diacritics it may be much else, so it stands with no other then.
 * @param {{key: string, form: string}[]} slots
 * @param {(place: number) => boolean} isBound
 * @returns {{minor: boolean[], joining: boolean[]}}
 */
export function minorWords(slots, isBound) {
  const isMarked = slots.some((slot) => slot.form);
  const joining = slots.map(({ key, form: typed }, i) => (isMarked ? JOINING_FORMS.has(typed || key) : PLAIN_JOINING.has(key) && !isBound(i)));
  const minor = [...joining];
  for (const kind of KIND_FORMS) {
    for (let i = 0; i + kind.length < slots.length; i++) {
      if (kind.every((word, n) => (slots[i + n].form || fold(word)) === (slots[i + n].form ? word : slots[i + n].key))) for (const n of kind.keys()) minor[i + n] = true;
    }
  }
  return { minor, joining };
}
