// What the box and the results page show alike. Only text nodes are made from what was typed or found.

export const IN_THE_BOX = 7; // results

export const FAILED = "Chưa tải được dữ liệu tìm kiếm. Xin thử lại khi có mạng, hoặc dùng các danh sách.";

/** The browser is too old to read the search engine's script. The page itself says what then, where a script ran or not. */
export class TooOld extends Error {}

const MOST_KEPT = 2000; // documents of an index that is kept whole: beyond, what queries have fetched is what is kept

let engine;
let keeping;

async function load(root, cache) {
  const base = new URL("assets/search/index/", root).href;
  // Asked for beside the script that reads it, not behind it.
  const manifest = fetch(`${base}manifest.json`, { cache });
  manifest.catch(() => {}); // said by who waits for it
  const { open } = await import("./engine.js").catch((error) => {
    throw error instanceof SyntaxError ? new TooOld() : error;
  });
  return open(base, manifest);
}

/** The engine, fetched and opened when it's first asked for, and again after a failure. */
export function openOnce(root, cache = "default") {
  engine ??= load(root, cache).catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** Has the index kept on the device, for who has searched once will do so again. */
export function keepFor(opened) {
  if (opened.manifest.count <= MOST_KEPT && navigator.serviceWorker?.controller) keeping ??= import("./keep.js").then(({ keep }) => keep(opened)).catch(() => {});
}

/** What the engine finds, as `Engine.search`; by an engine opened anew where files are there no more, as the site was published anew. */
export async function search(root, query, options) {
  const opened = await openOnce(root);
  try {
    return await opened.search(query, options);
  } catch {
    const anew = load(root, "reload");
    const found = await (await anew).search(query, options);
    engine = anew;
    return found;
  }
}

/** An element with text or elements in it. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Text in parts as nodes, the marked ones in `mark`. */
export const marked = (parts) => parts.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : document.createTextNode(text)));

/**
 * Shows, for each result whose words its title and summary lack, where its page holds them; `place` puts parts in an item.
 * @param {{results: object[], keys: Set<string>}} found
 */
export async function showWhere(found, most, root, abbreviations, place) {
  const partial = found.results.map((result, i) => [result, i]).filter(([result]) => result.isPartial);
  if (!partial.length || navigator.connection?.saveData) return;
  const { excerptOf } = await import("./excerpt.js");
  for (const [result, i] of partial.slice(0, most)) {
    excerptOf(result, root, found.keys, abbreviations).then((parts) => parts.length && place(i, marked(parts)));
  }
}

const quoted = (texts) => texts.map((text) => `“${text}”`).join(", ");

/** What is said where results are not of the query as it was typed, or "". */
export function remark({ severally = [], ...found }, query) {
  return [severally.length && `Đây là kết quả của ${quoted(severally)}.`, remarkOn(found, query)].filter(Boolean).join(" ");
}

function remarkOn({ state, missing, correction }, query) {
  const instead = correction ? `của “${correction}”` : "gần giống";
  if (state === "corrected") return `Không thấy đúng “${query.trim()}”. Đây là kết quả ${instead}.`;
  if (state !== "partial") return "";
  return `Không thấy ${quoted(missing)} cùng với phần còn lại. Đây là kết quả ${correction ? instead : "của phần còn lại"}.`;
}

/** A number as it is written here: `1.234`. Without the browser's own, which takes 10 ms and more to begin with. */
export const numeral = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

/** Has the keys that call a search box put the focus into `input`. */
export function callByKeys(input) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isControlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isSlash && !isControlK) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** A date as pages show it: `2024-08-19` is `19/8/2024`, `2024-08` is `tháng 8/2024`, `2024` is `năm 2024`. */
export function shownDate(date) {
  if (date.endsWith("~")) return `khoảng ${shownDate(date.slice(0, -1))}, nguồn không ghi ngày`;
  const [year, month, day] = date.split("-");
  if (year === "XXXX") return `${Number(day)}/${Number(month)} (không rõ năm)`;
  if (day) return `${Number(day)}/${Number(month)}/${year}`;
  return month ? `tháng ${Number(month)}/${year}` : year && `năm ${year}`;
}

/** What stands beneath a result's title: kind, unless it is the one asked for, unit and date, and how many places it has. */
export function aboutResult({ kind, kindName, unit, date, isFormer, isPostponed, title, isWhole, found, places }, kindAsked = "") {
  const where = unit && !title.includes(unit) ? unit : "";
  const many = (number) => `${numeral(number)} nơi`;
  const part = !places ? "" : !isWhole ? `một trong ${many(places)}` : found < places ? `${many(found)} khớp` : "";
  return [kind === kindAsked ? "" : kindName, where, shownDate(date), part, isPostponed ? "đã hoãn" : isFormer ? (kind === "event" ? "đã hủy" : "không còn tồn tại") : ""].filter(Boolean).join(" · ");
}
