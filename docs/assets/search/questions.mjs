// What makes words a question, and is asked of no document: `… giờ là xã nào`, `… gồm những mô hình nào`, `cách …`.

import { fold, form } from "./normalise.mjs";

const UNIT = "(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|thôn|tổ dân phố|đơn vị(?: hành chính)?|địa phương|địa bàn|nơi|chỗ)";
const THING = `(?:mô hình|sự kiện|hoạt động|văn bản|cơ quan|tổ chức|lĩnh vực|ai|${UNIT})`;
const NOW = "(?:bây giờ|hiện giờ|giờ|hiện nay|ngày nay|nay|trước đây|trước kia|ngày trước|ngày xưa|trước|xưa|sau sáp nhập)";
const DOES = "(?:làm|phụ trách|tổ chức|lập(?: ra)?|thành lập|thực hiện|triển khai|xây dựng|chủ trì|đứng đầu|quản lý|vận hành|ký|ban hành)";
// Without diacritics much else is spelled like single words of these, such as the names An Thành, Núi Đối and Cát Bi.
const BECAME = "(?:(?:đã |được )?(?:sáp nhập|đổi tên|(?:sáp nhập|nhập|chuyển|đổi|đổi tên) (?:vào|với|về|thành|sang))|thuộc(?: về)?|nằm (?:ở|trong|tại)|ở)";

const AT_END = [
  `(?:có )?(?:nghĩa )?là (?:cái |điều )?(?:gì|ai|sao|đâu)`,
  `(?:${NOW} )?(?:(?:là|có) )?tên(?: gọi)?(?: cũ| mới)?(?: là)? gì`,
  `(?:${NOW} )?(?:(?:là|${BECAME}) )?${UNIT} nào`,
  `(?:${NOW} )?(?:${BECAME} )?(?:ở|thuộc|tại|về|vào|là) đâu`,
  `(?:${NOW} )?${BECAME} đâu`,
  `(?:${NOW} )(?:là|${BECAME}) gì`,
  `(?:${NOW} )?(?:(?:${BECAME}|được lập|(?:được )?thành lập|hình thành) )?(?:(?:bao )?gồm(?: có)?|có|là|từ)(?: những| các| mấy)* ${THING}(?:(?: và| hay| hoặc)? ${THING})*(?: cũ)? (?:nào|gì)(?: tham gia)?`,
  `(?:(?:bao )?gồm(?: có)?|có) (?:những |các )?(?:gì|ai|nào)`,
  `(?:là )?(?:do|bởi|của) (?:ai|${THING} nào)(?: ${DOES})?`,
  `(?:(?:(?:được )?thành lập|được lập|hình thành|ra đời) )?(?:là )?(?:từ |vào )?(?:khi nào|bao giờ|lúc nào|mấy giờ|(?:ngày|tháng|năm|hôm) (?:nào|mấy|bao nhiêu))`,
  "(?:bây giờ|hiện nay|trước đây|trước kia)",
  `(?:hoạt động |diễn ra )?(?:như )?(?:thế nào|ra sao|làm sao|như nào)`,
];
const AT_START = [
  "(?:xin|cho(?: tôi| em| mình)?) hỏi(?: về)?",
  `ai (?:là|đã|${DOES})`,
  "(?:như )?thế nào(?: là)?",
  "cách(?: để)?(?! (?:mạng|ly|âm|điện|thức))",
  "làm (?:sao|thế nào|cách nào)(?: để)?",
  `${UNIT} nào(?: (?:có|là|đã|được|thuộc))*`,
];
const ANYWHERE = ["(?:có )?bao nhiêu", "(?:bao giờ|khi nào)", "(?:vì|tại) sao", "ở đâu(?: có)?", "(?:như )?thế nào"];

const any = (choices) => `(?:${choices.map(fold).join("|")})`;
// Each tells what stands before, which stays, and what only asks. Made when first asked for: a list needs none.
const makeFrames = () => [
  `^(.+? )(${any(AT_END)})$`,
  `^()(${any(AT_START)}) `,
  `^((?:.*? )?)(${any(ANYWHERE)})(?: |$)`,
  `^((?:.*? )?${fold(THING)} )(nao) `,
].map((frame) => new RegExp(frame));

// How the words of questions are spelled, by their letters.
function makeSpelled() {
  const spelled = new Map();
  for (const [word] of [...AT_END, ...AT_START, ...ANYWHERE].join(" ").matchAll(/\p{L}+/gu)) {
    const key = fold(word);
    spelled.set(key, [...(spelled.get(key) ?? []), form(word.normalize("NFC"))]);
  }
  return spelled;
}

let frames;
let spelled;

/**
 * The words of a query without those that only ask. What is quoted, written like a name (`phường Nào`) or typed with other
 * diacritics than a question's is no question, nor is anything when no other words are left.
 * @template {{key: string, form: string, phrase: number, of: string, isName: boolean}} Word
 * @param {Word[]} slots
 * @returns {Word[]}
 */
export function withoutQuestion(slots) {
  if (!slots.length) return slots;
  frames ??= makeFrames();
  spelled ??= makeSpelled();
  const isAsking = ({ key, form: typed, phrase, of, isName }) => !phrase && !of && !isName && (!typed || spelled.get(key)?.includes(typed));
  let kept = slots;
  for (const frame of frames) {
    for (let found; (found = frame.exec(kept.map((slot) => slot.key).join(" "))); ) {
      const start = found[1].split(" ").length - 1;
      const end = start + found[2].split(" ").length;
      if (end - start === kept.length || !kept.slice(start, end).every(isAsking)) break;
      kept = [...kept.slice(0, start), ...kept.slice(end)];
    }
  }
  return kept;
}
