// What makes words a question, and is asked of no document: `… giờ là xã nào`, `… gồm những mô hình nào`, `cách …`.

import { fold, form, toneless } from "./normalise.js";
import { SHORT_UNITS, UNITS } from "./units.js";
import { distance, FIRM, withoutKeystrokes } from "./vocabulary.js";
import { lastOf } from "./values.js";

const UNIT = `(?:${[...UNITS, ...Object.keys(SHORT_UNITS)].join("|")}|thôn|tổ dân phố|đơn vị(?: hành chính)?|địa phương|địa bàn|nơi|chỗ)`;
const THING = `(?:mô hình|sự kiện|hoạt động|văn bản|cơ quan|tổ chức|lĩnh vực|chủ đề|loại|việc|ai|${UNIT})`;
const SINCE_THEN = "(?:bây giờ|hiện giờ|giờ|hiện nay|nay|sau sáp nhập)";
const NOW = "(?:h|bây giờ|hiện giờ|giờ|hiện nay|ngày nay|nay|trước đây|trước kia|ngày trước|ngày xưa|trước|xưa|sau sáp nhập)";
const DOES = "(?:làm|phụ trách|tổ chức|lập(?: ra)?|thành lập|thực hiện|triển khai|xây dựng|chủ trì|đứng đầu|quản lý|vận hành|ký|ban hành)";
// Without diacritics much else is spelled like single words of these, such as the names An Thành, Núi Đối and Cát Bi.
const BECAME = "(?:(?:đã |được )?(?:sáp nhập|đổi tên|(?:sáp nhập|nhập|chuyển|đổi|đổi tên) (?:vào|với|về|thành|sang))|thuộc(?: về)?|nằm (?:ở|trong|tại)|ở)";

const YOU = "(?:mọi người|các bạn|bạn|ông|bà|bác|cô|chú|anh chị|anh|chị|em|con|cháu|ad|admin)";
const ME = `(?:tôi|mình|tớ|${YOU})`;
// As those say it who do not tell n from l.
const IS = "(?:là|nà)";
const WHAT = "(?:cái |điều |từ |chữ |cụm từ |ban |tổ |hội |luật |phong trào |việc |loại |cơ quan |tổ chức )?(?:gì|nào|chi|j)";

const MERGED = "(?:khi )?(?:sáp nhập|nhập|gộp|hợp nhất|sắp xếp)";
const WHEN = "(?:ngày |tháng |năm )?[0-9/]+(?: [0-9/]+){0,2}"; // a day is also its month and its year
const BEFORE = `(?:(?:ngày xưa|hồi xưa|ngày trước)(?: ${ME} (?:ở|sống))?|(?:trước|đến) (?:${WHEN}|${MERGED}))`;
const SINCE = `(?:ngày nay|(?:sau|từ) (?:${WHEN}|${MERGED}))`;

// What words ask for that are left out of what is looked for.
const MEANING = { isMeaning: true };
const FORMER = { isFormer: true };
const TODAY = { isFormer: false };
const ARTICLE = { kind: "source" };
const MODEL = { kind: "model" };
const OF_UNIT = { kind: "unit" };

// What is only said to be polite, or as one speaks.
const PARTICLES = `(?:(?:vậy|thế|nhỉ|nhé|nha|với|hả|đi|không) )?ạ|vậy|nhỉ|nhé|hả|ấy|(?:hả|vậy|thế|nhỉ|nhé|không) ${YOU}`;

// What only asks, with what it asks for; what is said to be polite stands around the rest, and goes first.
const AT_END = [
  ["(?:vậy|thế|nhỉ|nhé|nha|với|hả|đi) (?:ạ|bạn|mọi người)"],
  [`(?:là (?:từ |chữ )?)?viết tắt (?:(?:của |cho )?${WHAT}|của|cho)`, MEANING],
  ["viết tắt(?: là (?:gì|sao)| (?:như )?thế nào| ra sao)?", MEANING],
  [`(?:có )?(?:nghĩa )?${IS} ${WHAT}`, MEANING],
  ["(?:có )?nghĩa (?:gì|sao|là|đầy đủ)", MEANING],
  ["viết (?:cho )?(?:đầy )?đủ(?: là gì| (?:như )?thế nào| ra sao)?", MEANING],
  ["khác (?:gì )?nhau(?: (?:ở )?(?:chỗ nào|đâu)| (?:như )?thế nào| ra sao| gì)?", MEANING],
  [`${IS} (?:bước|khâu|việc|loại) (?:nào|gì)`, MEANING],
  ["là (?:ai|sao|đâu)"],
  ["(?:được )?(?:dùng )?để (?:làm )?(?:gì|chi)"],
  ["(?:có |bắt đầu có )?hiệu lực (?:từ |vào )?(?:khi nào|bao giờ|lúc nào|(?:ngày|tháng|năm) (?:nào|mấy))"],
  [`(?:${NOW} )?(?:(?:có|vẫn|không|ko) )?còn (?:(?:tồn tại|hoạt động|nữa)(?: (?:không|ko|k))?|không|ko|k)`],
  ["(?:có )?(?:phải|đúng|được)(?: (?:không|ko|k))?"],
  [`(?:được )?(?:lập|thành lập) từ ${WHEN}`],
  [`(?:đã )?${BECAME} chưa`],
  [`(?:được )?(?:lên|lên thành|trở thành|chuyển thành) ${UNIT}(?: (?:từ |vào )?${WHEN})?`, OF_UNIT],
  [`(?:${NOW} )?(?:(?:là|có) )?tên(?: gọi)?(?: cũ| mới)?(?: là)? gì`],
  [`(?:(?:mới|${NOW}) )?(?:(?:${BECAME}|được lập|(?:được )?thành lập|hình thành) )?(?:(?:bao )?gồm(?: có)?|có|là|từ)(?: những| các| mấy)* ${THING}(?:(?: và| hay| hoặc)? ${THING})*(?: cũ)? (?:nào|gì)(?: tham gia| (?:sáp )?nhập(?: lại)?| (?:gộp|hợp|ghép) lại| hợp thành)?`],
  [`(?:thì )?${SINCE_THEN} (?:được )?(?:(?:gọi |có tên |mang tên |tên )?là|thành|${BECAME})(?: gì| đâu| ${UNIT} (?:nào|gì|j|hay ${UNIT}))?(?: rồi)?`, FORMER],
  [`(?:${NOW} )?(?:là )?(?:(?:của|là|${BECAME}) )?(?:những |các |mấy )?(?:(?:công an|ca) )?${UNIT} (?:nào|gì|j)`],
  [`(?:bao )?gồm (?:có )?(?:mấy|bao nhiêu) ${THING}(?: cũ)?`],
  [`(?:là )?(?:quê|nhà) ${ME}`],
  [`(?:${NOW} )?(?:${BECAME} )?(?:ở|thuộc|tại|về|vào|là) đâu`],
  [`(?:${NOW} )?${BECAME} đâu(?: rồi)?`],
  [`${NOW} (?:là|thành|${BECAME})(?: gì)?`],
  [`(?:(?:bao )?gồm(?: có)?|có) (?:những |các )?(?:gì|ai|nào)`],
  [`(?:là )?(?:do|bởi|của) (?:ai|${THING} nào)(?: ${DOES})?`],
  [`(?:(?:(?:được )?thành lập|được lập|hình thành|ra đời|(?:lên|thành|lên thành|trở thành) ${UNIT}) )?(?:là )?(?:từ |vào )?(?:khi nào|bao giờ|lúc nào|mấy giờ|(?:ngày|tháng|năm|hôm) (?:nào|mấy|bao nhiêu))`],
  ["(?:bây giờ|hiện nay)", TODAY],
  ["(?:trước đây|trước kia)", FORMER],
  [`(?:hoạt động |diễn ra )?(?:như )?(?:thế nào|ra sao|làm sao|như nào)`],
];
const AT_START = [
  ["(?:dạ )?(?:mọi người|các bạn|anh chị|ad|admin)"],
  [`(?:dạ )?${YOU} ơi`],
  [`(?:(?:làm ơn|vui lòng|xin) )?(?:cho|giúp)(?: ${ME})? (?:hỏi|biết|xem|xin)(?: (?:thông tin )?về)?`],
  ["xin hỏi(?: về)?"],
  [`(?:(?:nhà|làng|quê|xóm) )?${ME} (?:ở|sống(?: ở)?)(?= ${UNIT} )`],
  [`(?:${ME} )?(?:muốn|cần|đang) (?:tìm|biết|hỏi|xem|tra)(?: hiểu| kiếm| cứu)?(?: (?:thông tin )?về)?`],
  [`(?:${YOU} )?(?:tìm|tra|kiếm) (?:giúp|hộ|cho|kiếm)(?: ${ME})?(?: (?:(?:thông tin )?về|cái|mấy|những|các))?`],
  ["(?:bây giờ|hiện nay)"],
  [`ai (?:là|đã|${DOES})`],
  ["(?:như )?thế nào(?: là)?", MEANING],
  ["(?:từ )?viết tắt(?: của| cho)?", MEANING],
  ["(?:định nghĩa|khái niệm|(?:ý )?nghĩa của|giải (?:nghĩa|thích))(?: của)?(?: từ)?", MEANING],
  ["(?:phân biệt|so sánh)", MEANING],
  ["cách(?: để)?(?! (?:mạng|ly|âm|điện|thức))"],
  [`(?:các |những )?bước (?:để )?${DOES}`],
  ["làm (?:sao|thế nào|cách nào)(?: để)?"],
  [`${UNIT} nào(?: (?:có|là|đã|được|thuộc))*`],
  ["(?:(?:các|những) )?(?:bài báo|bài viết|tin bài|tin tức)(?:(?: nói| viết| đăng)? về)?", ARTICLE],
  [`(?:các|những|cái)(?= ${THING} )`],
  ["nguồn(?! (?:tin|lực|nước|vốn) )", ARTICLE],
];
const ANYWHERE = [`(?:(?:có|rộng|lớn|dài) )?bao nhiêu(?: (?:cây số|ki lô mét|mét) vuông| km2| ha| héc ta)?`, `(?:được )?(?:ghép|gộp|nhập|lập|thành lập|hình thành) từ (?:những |các |mấy |hai |ba |bốn )?${THING} nào`, "có phải(?: là)?", "(?:bao giờ|khi nào)", "(?:vì|tại) sao", "ở đâu(?: có)?", "(?:như )?thế nào", "là gì"];

// Of each group the frame that takes most is taken. A frame tells what stands before, which stays, and what only asks; then what
// that asks for, and of which words that is so, where they are much else: a name may end so, such as An Cư. Made when first asked
// for: a list needs none.
const isTyped = ({ form }) => form;
const isApart = ({ key }, before, bond) => !bond(before, key);
const isEither = (...word) => isTyped(...word) || isApart(...word);
const isBetween = ({ key }, before, bond, after, next) => !bond(before, key) && (!bond(key, after) || bond(key, after) < FIRM * bond(after, next));
const makeFrames = () =>
  [
    [[`^(.+? )(${PARTICLES})$`, undefined, isTyped]],
    AT_END.map(([words, asks]) => [`^(.+? )(${words})$`, asks]),
    AT_START.map(([words, asks]) => [`^()(${words}) `, asks]),
    [["^()(báo) (?!(?:cao|tin|chay|dong)\\b)", ARTICLE, isTyped], ["^()(bài) (?!(?:hoc|tap|ban)\\b)", ARTICLE, isTyped], ["^()(cổng) (?:tin tức|thông tin) ", ARTICLE]],
    [[`^(.+? )((?:có )?(?:bao nhiêu|mấy)) ${THING}(?: mới)?(?: ${WHEN})?$`, OF_UNIT]],
    [["^(.+? )((?:có )?nghĩa là gì) ", MEANING]],
    ANYWHERE.map((words) => [`^((?:.*? )??)(${words})(?: |$)`]),
    [[`^((?:.*? )?${THING} )(nào|về) `], [`^(.+ )(thuộc) ${UNIT} `], ["^(.+ )(khác(?: gì)?(?: với)?) ", MEANING]],
    [
      [`^((?:.*? )?${UNIT} .+? )(cũ)$`, FORMER, isEither],
      [`^((?:.*? )?${UNIT} .+? )(mới)$`, TODAY, isEither],
      [`^((?:[^ ]+ ){3,})(${UNIT} cũ)$`, FORMER],
      [`^((?:[^ ]+ ){3,})(${UNIT} mới)$`, TODAY],
      [`^((?:.*? )?${UNIT} .+? )(cũ(?: của| thuộc)?) `, FORMER, isEither],
      [`^((?:.*? )?${UNIT} .+? )(${BEFORE})$`, FORMER],
      [`^((?:.*? )?${UNIT} .+? )(${SINCE})$`, TODAY],
      [`^((?:.*? )?${UNIT} .+? )(trước ${MERGED} (?:vào|với)) `, FORMER],
      [`^(.+ )(sau ${MERGED}(?: (?:vào|với))?) `],
      [`^((?:.*? )?${UNIT} .+? )((?:ngày xưa|hồi xưa|ngày trước|trước đây|trước kia)(?: (?:thuộc|ở|là))?) `, FORMER],
    ],
    [["^(.+ )(mô hình)$", MODEL, isApart]],
    [["^(.+? )(ở|tại) ", undefined, isBetween]],
  ].map((group) => group.map(([frame, ...rest]) => [new RegExp(fold(frame)), ...rest]));

// How the words of questions are spelled, by their letters; in haste, without their tones.
function makeSpelled() {
  const spelled = new Map();
  const all = [...AT_END, ...AT_START].map(([words]) => words);
  for (const [word] of [...all, ...ANYWHERE, PARTICLES, BEFORE, SINCE].join(" ").matchAll(/\p{L}+/gu)) {
    const spelling = form(word.normalize("NFC"));
    spelled.set(fold(word), [...(spelled.get(fold(word)) ?? []), spelling, toneless(spelling)]);
  }
  return spelled;
}

let frames;
let spelled;

// An unknown word without what a keyboard left in it, or the word of a question that it may be with a slip.
function asMeant(key) {
  const plain = withoutKeystrokes(key) || key;
  const near = spelled.has(plain) || key.length < 4 ? "" : [...spelled.keys()].find((word) => word.length > 3 && distance(key, word, 1) === 1);
  return { word: near || plain, isSlip: Boolean(near) };
}

// What the words say, and with the last, when it is but half typed, as each word of a question that it may become. Where it may
// become another word as well, more of the question must stand before it.
function sayings(slots, meant, vocabulary) {
  const keys = slots.map((slot) => meant.get(slot).word);
  const said = [{ text: keys.join(" "), least: 1 }];
  const [previous, begun] = keys.slice(-2);
  if (!begun || !lastOf(slots).isOpen) return said;
  const goesOn = vocabulary.completions(begun).some((word) => vocabulary.bond(previous, word));
  const ends = [...spelled.keys()].filter((key) => key !== begun && key.startsWith(begun));
  return [...said, ...ends.map((end) => ({ text: [...keys.slice(0, -1), end].join(" "), least: goesOn ? 3 : 2, isBegun: true }))];
}

// Whether a word is spelled as a question's; among several that make one up, its tone may be another: `ở chổ nào`.
const isSpelled = ({ key, form: typed }, length) => Boolean(spelled.get(key)?.some((known) => known === typed || (length > 2 && toneless(known) === toneless(typed))));

/**
 * The words of a query without those that only ask, and what these ask for. What is quoted, written like a name (`phường Nào`)
 * or typed with other diacritics than a question's is no question, nor is anything when no other words are left.
 * @template {{key: string, form: string, phrase: number, of: string, isName: boolean, isOpen: boolean}} Word
 * @param {Word[]} slots
 * @param {Vocabulary} vocabulary
 * @returns {{slots: Word[], asks: {isMeaning?: boolean, isFormer?: boolean, kind?: string}}} `isFormer` is for what was, or, when
 *   false, for what is today; `kind` for documents of one kind; `isMeaning` for what a word means
 */
export function withoutQuestion(slots, vocabulary) {
  let asks = {};
  if (!slots.length) return { slots, asks };
  frames ??= makeFrames();
  spelled ??= makeSpelled();
  let kept = slots;
  const meant = new Map(slots.map((slot) => [slot, vocabulary.has(slot.key) || spelled.has(slot.key) ? { word: slot.key } : asMeant(slot.key)]));
  const bond = (first, second) => vocabulary.bond(first, second);
  const framedIn = ({ text, least, isBegun }, [frame, asked, isSo = () => true]) => {
    const found = frame.exec(text);
    if (!found) return [];
    const start = found[1].split(" ").length - 1;
    const end = start + found[2].split(" ").length;
    const isHalf = (slot) => isBegun && slot === lastOf(kept);
    const words = kept.slice(start, end);
    // One word with a slip is no question, but rather a word with a slip.
    if (words.length < (words.some((slot) => meant.get(slot).isSlip) ? 3 : least) || (isBegun && end < kept.length)) return [];
    const isAsking = (slot) => !slot.phrase && !slot.of && !slot.isName && (!slot.form || isHalf(slot) || isSpelled(slot, words.length)) && isSo(slot, kept[start - 1]?.key, bond, kept[end]?.key, kept[end + 1]?.key);
    return words.length < kept.length && words.every(isAsking) ? [{ start, end, asked }] : [];
  };
  for (const group of frames) {
    const framed = () => sayings(kept, meant, vocabulary).flatMap((said) => group.flatMap((frame) => framedIn(said, frame)));
    for (let found; ([found] = framed().sort((a, b) => b.end - b.start - (a.end - a.start))), found; ) {
      kept = [...kept.slice(0, found.start), ...kept.slice(found.end)];
      asks = { ...found.asked, ...asks };
    }
  }
  return { slots: kept, asks };
}
