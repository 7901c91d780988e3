// A query as it would be written, where it was dictated or typed in haste: numbers that were spoken in figures, so that dates are known too,
// abbreviations spelled letter by letter, and short forms in full. What is quoted stays as it is.

import { isLeading } from "./initials.js";
import { fold } from "./normalise.js";
import { isSyllable } from "./syllables.js";
import { owns } from "./values.js";

const DIGIT_WORDS = { không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, nhăm: 5, sáu: 6, bảy: 7, bẩy: 7, tám: 8, chín: 9 };
const BEHIND_TENS = ["mốt", "lăm", "nhăm"]; // as one and five are called there alone
const TEN = "mười";
const TENS = "mươi";
const HUNDRED = "trăm";
const THOUSAND = ["nghìn", "ngàn"];
const NO_TENS = ["linh", "lẻ"];
const POINT = "phẩy";
const YEAR_WORD = "năm"; // rather than five, behind ten and before a number
const DAY = ["ngày", "hôm", "mùng", "mồng"];
const BEFORE_NUMBERS = ["số", "luật", "đề án", "dự án", "chương trình", "nghị quyết", "quyết định", "nghị định", "kế hoạch", "chỉ thị", "thông tư"];

/** What letters are called. */
const LETTERS = { a: "a", b: "bê bờ bi", c: "xê xi cờ cê", d: "dê dờ đê đờ đi", e: "e", g: "giê gờ", h: "hát hắt hờ", i: "i", k: "ca ka", l: "lờ eo", m: "em mờ mê", n: "en nờ", o: "o", p: "pê pờ pi", q: "quy cu kiu", r: "rờ", s: "ét sờ", t: "tê tờ ti", u: "u", v: "vê vờ vi", x: "ích xờ" };

/** Short forms of haste, which are no words. */
const HASTE = { vs: "với", đc: "được", dc: "được", bt: "biết", trc: "trước", cx: "cũng", lm: "làm", ng: "người", vd: "ví dụ", bn: "bao nhiêu", bnhiu: "bao nhiêu", bnhieu: "bao nhiêu", nhiu: "nhiêu", bgio: "bây giờ", bjo: "bây giờ", bjờ: "bây giờ", zậy: "vậy", zay: "vậy", dzậy: "vậy", z: "vậy", v: "vậy", k: "không", ntn: "như thế nào", tnao: "thế nào", ntnao: "như thế nào", nvu: "nhiệm vụ", hs: "học sinh", gv: "giáo viên", j: "gì", mik: "mình", mk: "mình", mìk: "mình", mún: "muốn", nhìu: "nhiều", bik: "biết", hỉu: "hiểu", ik: "đi", rùi: "rồi", roài: "rồi", r: "rồi", thui: "thôi", zô: "vào", dzô: "vào", trog: "trong", đag: "đang", dùm: "giùm", zị: "vậy", dzị: "vậy", dợ: "vậy", zợ: "vậy", đg: "đường", sđt: "số điện thoại", sdt: "số điện thoại" };
/** What officers write short, just so, beside the glossary's abbreviations. */
const OFFICIAL = { ĐA: "đề án", CTr: "chương trình", BVANTT: "bảo vệ an ninh trật tự", NQ: "nghị quyết", QĐ: "quyết định", KH: "kế hoạch", BC: "báo cáo", NĐ: "nghị định", HU: "huyện ủy", QU: "quận ủy", TW: "trung ương", NTM: "nông thôn mới", ĐTVM: "đô thị văn minh", PT: "phong trào", MH: "mô hình", BK: "bằng khen", GK: "giấy khen", TTg: "Thủ tướng" };

/** What is called as it sounds, by voice; the words of each are written without spaces. */
const HEARD = { "ca mê ra": "camera", "ca me ra": "camera", "da lô": "Zalo", "za lô": "Zalo", "phây búc": "Facebook", "ếch xeo": "Excel", "éc xeo": "Excel", "ai phôn": "iPhone", "gu gồ": "Google", "in tơ nét": "internet", "việt nam nét": "VietNamNet", "ca phê ép": "CafeF", "oép sai": "website" };
const MOST_HEARD = 3; // words
const AT_THE_END = ["v", "z", "k"];
const AFTER_THESE = ["ạ", "vậy", "z", "v", "dợ", "nhỉ", "mn"];
const SHORT_YEAR = /(^|[^\d/.-])((?:[0-2]?\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\3)([0-4]\d)(?![\d/.,-]?\d)/g; // `18/1/24`
const BESIDE_NUMBER = /(^|[^\p{L}\p{N}])(\p{L}+)(?=\d\d)/gu; // `NQ1669`
const LEAST_LETTERS = 3;

const letterOf = Object.fromEntries(Object.entries(LETTERS).flatMap(([letter, names]) => [letter, ...names.split(" ")].map((name) => [name, letter])));
letterOf.đ = "d";
letterOf.an = "an"; // `an tê tê`

// Reads the words of a text one after the other; `isPlain` where they were typed without diacritics.
class Saying {
  constructor(tokens, isPlain, vocabulary) {
    Object.assign(this, { tokens, vocabulary, as: isPlain ? fold : (word) => word });
    this.digits = Object.fromEntries(Object.entries(DIGIT_WORDS).map(([word, digit]) => [this.as(word), digit]));
    this.isPlain = isPlain;
  }

  is(at, ...words) {
    return words.some((word) => this.tokens[at] === this.as(word));
  }

  digit(at) {
    return owns(this.digits, this.tokens[at] ?? "") ? this.digits[this.tokens[at]] : undefined;
  }

  // Whether one of these, of one word or two, stands before a place.
  isBehind(at, names) {
    return names.some((name) => name.split(" ").reverse().every((word, back) => this.is(at - 1 - back, word)));
  }

  // Whether two that were typed without diacritics go together as words do.
  #isWord(at) {
    return this.isPlain && this.tokens[at + 1] !== undefined && this.vocabulary.bond(this.tokens[at], this.tokens[at + 1]) > 0;
  }

  #isMonth(at) {
    return this.is(at, TEN, "giêng", "chạp") || this.digit(at) > 0;
  }

  // Each of these reads a number from a place on, and returns it and where it ends, or nothing.

  #tens(at) {
    const first = this.digit(at);
    const isOnes = (place) => this.digit(place) > 0 && !this.is(place, YEAR_WORD);
    if (this.is(at, TEN)) return isOnes(at + 1) ? [10 + this.digit(at + 1), at + 2] : [10, at + 1];
    if (first > 0 && !this.isPlain && this.is(at + 1, ...BEHIND_TENS)) return [10 * first + this.digit(at + 1), at + 2];
    if (!(first > 0) || !this.is(at + 1, TENS)) return null;
    return isOnes(at + 2) ? [10 * first + this.digit(at + 2), at + 3] : [10 * first, at + 2];
  }

  // What follows hundreds: `linh năm`, `hai mươi mốt`, and `hai mốt` for short.
  #belowHundred(at) {
    if (this.is(at, ...NO_TENS)) return this.digit(at + 1) > 0 ? [this.digit(at + 1), at + 2] : null;
    const [ten, one] = [this.digit(at), this.digit(at + 1)];
    return this.#tens(at) ?? (ten > 0 && one > 0 && !this.is(at + 1, YEAR_WORD) ? [10 * ten + one, at + 2] : null);
  }

  #hundreds(at) {
    if (this.digit(at) === undefined || !this.is(at + 1, HUNDRED)) return null;
    const rest = this.#belowHundred(at + 2);
    return rest ? [100 * this.digit(at) + rest[0], rest[1]] : [100 * this.digit(at), at + 2];
  }

  #thousands(at) {
    const before = this.#hundreds(at) ?? this.#tens(at) ?? (this.digit(at) > 0 ? [this.digit(at), at + 1] : null);
    if (!before || !this.is(before[1], ...THOUSAND)) return null;
    const end = before[1] + 1;
    const rest = this.#hundreds(end) ?? this.#belowHundred(end);
    return rest ? [1000 * before[0] + rest[0], rest[1]] : [1000 * before[0], end];
  }

  // Three digits or more read out one by one: `một sáu sáu chín`; the first is no year's word, and typed without diacritics none belongs to
  // the next as words do, except in a year.
  #digits(at) {
    let end = at;
    const ofYear = this.is(at, "hai") && this.is(at + 1, "không") ? at + 4 : at + 1;
    const goesOn = () => this.digit(end) !== undefined && (end < ofYear || !this.#isWord(end - 1));
    while (goesOn()) end++;
    const isNumber = end - at > 2 && !this.is(at, YEAR_WORD) && (this.isPlain || !this.is(at, ...BEHIND_TENS));
    return isNumber ? [this.tokens.slice(at, end).map((word) => this.digits[word]).join(""), end] : null;
  }

  // Two digits, where two are expected: `ngày hai bảy tháng chín`, `chương trình không chín`; and `năm hai ba`, a year. Of `nam hai hai phong`
  // the second is of a name.
  #pair(at) {
    const [first, second] = [this.digit(at), this.digit(at + 1)];
    if (first === undefined || second === undefined || this.digit(at + 2) !== undefined || this.#isWord(at + 1)) return null;
    if (first === 2 && this.is(at - 1, YEAR_WORD)) return [`20${first}${second}`, at + 2];
    const isDay = first < 4 && this.is(at + 2, "tháng") && (this.is(at - 1, ...DAY) || (first && this.#isMonth(at + 3)));
    return isDay || this.isBehind(at, BEFORE_NUMBERS) ? [`${first}${second}`, at + 2] : null;
  }

  #whole(at) {
    return this.#thousands(at) ?? this.#hundreds(at) ?? this.#digits(at) ?? this.#pair(at) ?? this.#tens(at);
  }

  #decimal(at) {
    const whole = this.#whole(at) ?? (this.digit(at) === undefined ? null : [this.digit(at), at + 1]);
    if (!whole || !this.is(whole[1], POINT) || this.digit(whole[1] + 1) === undefined) return null;
    let end = whole[1] + 1;
    while (this.digit(end) !== undefined) end++;
    return [`${whole[0]},${this.tokens.slice(whole[1] + 1, end).map((word) => this.digits[word]).join("")}`, end];
  }

  // A day or a month of a digit: `ngày một tháng bảy`.
  #ofDate(at) {
    const number = this.digit(at) || (this.is(at, "giêng") ? 1 : this.is(at, "chạp") ? 12 : 0);
    const isOfDay = this.is(at - 1, ...DAY) && this.is(at + 1, "tháng");
    const isOfMonth = this.is(at - 1, "tháng") && (/^\d/.test(this.tokens[at - 2]) || this.is(at + 1, YEAR_WORD));
    return number && (isOfDay || isOfMonth) ? [number, at + 1] : null;
  }

  // So many years: `sơ kết hai năm`.
  #years(at) {
    return this.digit(at) > 1 && !this.isPlain && this.is(at + 1, YEAR_WORD) && this.digit(at + 2) === undefined && !this.is(at, YEAR_WORD) ? [this.digit(at), at + 1] : null;
  }

  number(at) {
    if (this.digit(at) === undefined && !this.is(at, TEN, "giêng", "chạp")) return null; // nearly all words
    return this.#ofDate(at) ?? this.#years(at) ?? this.#decimal(at) ?? this.#whole(at);
  }

  // Letters of an abbreviation, or of a word that is none else.
  letters(at, abbreviations) {
    let end = at;
    while (owns(letterOf, this.tokens[end] ?? "")) end++;
    for (; end - at >= LEAST_LETTERS; end--) {
      const word = this.tokens.slice(at, end).map((name) => letterOf[name]).join("");
      if (owns(abbreviations, word) || (this.vocabulary.has(word) && word.length === end - at)) return [word.toUpperCase(), end];
    }
    return null;
  }

  heard(at) {
    for (let count = Math.min(MOST_HEARD, this.tokens.length - at); count > 1; count--) {
      const words = this.tokens.slice(at, at + count).join(" ");
      if (owns(HEARD, words)) return [HEARD[words], at + count];
    }
    return null;
  }

  // Letters for others that sound alike: `fải`. Without diacritics it may be a slip.
  otherwise(at) {
    const [word, key] = [this.tokens[at], fold(this.tokens[at])];
    return /^f/.test(word) && word !== key && !this.vocabulary.has(key) && isSyllable({ key: `p${key}`.replace("pf", "ph"), form: "" }) ? [word.replace("f", "ph"), at + 1] : null;
  }

  /** @param {boolean} isClauseEnd whether a comma or the like follows */
  short(at, isClauseEnd) {
    const word = this.tokens[at];
    const isEnd = isClauseEnd || at === this.tokens.length - 1 || (at === this.tokens.length - 2 && this.is(at + 1, ...AFTER_THESE));
    if (this.vocabulary.has(fold((this.tokens[at - 1] ?? "") + word))) return null; // a space too many: `hoa ng` is Hoàng
    return owns(HASTE, word) && (isEnd || !AT_THE_END.includes(word)) ? [this.as(HASTE[word]), at + 1] : null;
  }
}

function written(part, abbreviations, vocabulary, isOpen) {
  const found = [...part.matchAll(/[\p{L}\p{N}]+/gu)];
  const saying = new Saying(found.map(([word]) => word.toLowerCase()), fold(part) === part.toLowerCase(), vocabulary);
  const { tokens } = saying;
  const official = (word, at) => (owns(OFFICIAL, word) ? [saying.as(OFFICIAL[word]), at + 1] : null);
  let text = "";
  let last = 0; // letters of the part that are written
  for (let at = 0; at < found.length; ) {
    // What is but half typed may become much else, and so may a word alone.
    const isClauseEnd = /[,;?!]/.test(part.slice(found[at].index + found[at][0].length, found[at + 1]?.index));
    const isOfUnit = /^\p{Lu}+$/u.test(found[at][0]) && isLeading(tokens[at - 1] ?? "", abbreviations); // its initials: `phường BT`
    const mayBeShort = tokens.length > 1 && !isOfUnit && !(isOpen && at === tokens.length - 1) && !owns(abbreviations, fold(tokens[at]));
    const [said, end] = saying.number(at) ?? saying.heard(at) ?? saying.letters(at, abbreviations) ?? ((mayBeShort && (official(found[at][0], at) ?? saying.short(at, isClauseEnd) ?? saying.otherwise(at))) || ["", 0]);
    if (!end) {
      at++;
      continue;
    }
    text += part.slice(last, found[at].index) + said;
    last = found[end - 1].index + found[end - 1][0].length;
    // What was read is a figure to what follows.
    tokens[end - 1] = String(said);
    at = end;
  }
  return text + part.slice(last);
}

/**
 * A query as it would be written.
 * @param {string} query
 * @param {Object<string, string>} abbreviations by their folded letters
 * @param {Vocabulary} vocabulary
 * @param {boolean} isTyping whether the last word may be half typed
 */
export function asWritten(query, abbreviations, vocabulary, isTyping) {
  const apart = (all, before, short) => (owns(OFFICIAL, short.toUpperCase()) ? `${before}${short.toUpperCase()} ` : all);
  const parts = query.normalize("NFC").replace(SHORT_YEAR, "$1$220$4").replace(BESIDE_NUMBER, apart).split(/(["“”„«»][^"“”„«»]*["“”„«»]?)/);
  const isOpen = (i) => isTyping && i === parts.length - 1 && /[\p{L}\p{N}]$/u.test(query);
  return parts.map((part, i) => (i % 2 ? part : written(part, abbreviations, vocabulary, isOpen(i)))).join("");
}
