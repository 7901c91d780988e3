// What kinds of administrative units are called, and how readers shorten that.

import { fold, form } from "./normalise.js";

/** Every kind of unit. */
export const UNITS = ["tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu"];

/** How readers shorten kinds of unit, between other words only, as each is much else. Behind each stands a query → its words as they are read, which the tests ask. */
export const SHORTENED = [
  { short: "p", long: "phường" }, // p an biên → phuong an bien
  { short: "x", long: "xã" }, // x an lão → xa an lao
  { short: "q", long: "quận" }, // công an q lê chân → cong an quan le chan
  { short: "h", long: "huyện" }, // h an lão → huyen an lao
  { short: "tt", long: "thị trấn" }, // tt trường sơn → thi tran truong son
  { short: "tx", long: "thị xã" }, // tx kinh môn → thi xa kinh mon
  { short: "tp", long: "thành phố" }, // ubnd tp → ubnd thanh pho
];
export const SHORT_UNITS = Object.fromEntries(SHORTENED.map(({ short, long }) => [short, fold(long)]));

/** What laws and programmes call themselves, which is a part of their names. Behind each stands a query that so asks for one, for the tests. */
export const LAWS = [
  { words: "luật" }, // luật lực lượng bảo vệ
  { words: "bộ luật" }, // bộ luật hình sự 2015
  { words: "pháp lệnh" }, // pháp lệnh công an xã
  { words: "nghị quyết" }, // nghị quyết 1669 sắp xếp
  { words: "nghị định" }, // nghị định 42 năm
  { words: "thông tư" }, // thông tư 22 năm
  { words: "chỉ thị" }, // chỉ thị pháo nổ
  { words: "quyết định" }, // quyết định khen thưởng
  { words: "công văn" }, // công văn số 12
  { words: "chương trình" }, // chương trình phối hợp 09
  { words: "đề án" }, // đề án 06 chính phủ
].map((row) => ({ ...row, key: fold(row.words) }));

/** Before the name that initials stand for, in a term, as in `macros/search/packs.py`. */
export const NAMED = "=";

/** A kind of unit at the end of folded words. */
export const KIND_BEFORE = new RegExp(`(?:^| )(${UNITS.map(fold).join("|")})$`);

/** A kind of unit at the start of folded words, followed by a space. */
export const UNIT_KIND = new RegExp(`^(${UNITS.map(fold).join("|")}) `);

// Words that only join others: a document may well lack them.
const JOINING = ["và", "giữa", "hay", "hoặc", "nhằm", "của", "các", "những", "ở", "tại", "cho", "với", "về", "là", "có", "được", "bị", "đã", "đang", "sẽ", "thì", "mà", "do", "từ", "trong", "theo", "này", "đó", "cái", "khi", "để"];
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
