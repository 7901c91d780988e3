// What the box and the results page show alike. Only text nodes are made from what was typed or found.

export const KIND_NAMES = {
  model: "Mô hình", event: "Sự kiện", unit: "Địa bàn", organisation: "Cơ quan, đoàn thể", theme: "Lĩnh vực",
  document: "Văn bản", source: "Nguồn", term: "Thuật ngữ", page: "Trang",
};

let engine;

async function load(root) {
  const { open } = await import("./engine.mjs");
  return open(new URL("assets/search/index/", root).href);
}

/** The engine, fetched and opened when it's first asked for, and again after a failure. */
export function openOnce(root) {
  engine ??= load(root).catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
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

/** A date as written in Vietnamese: `2024-08-19` is `19/8/2024`. */
export function shownDate(date) {
  const [year, month, day] = date.split("-");
  const known = [day, month].filter(Boolean).map(Number).concat(year && year !== "XXXX" ? [year] : []);
  return known.join("/") + (year === "XXXX" ? " (không rõ năm)" : "");
}

/** What stands beneath a result's title: kind, unit and date. */
export function aboutResult({ kind, unit, date, isFormer, title }) {
  const where = unit && !title.includes(unit) ? unit : "";
  return [KIND_NAMES[kind] ?? kind, where, shownDate(date), isFormer ? "nay không còn" : ""].filter(Boolean).join(" · ");
}
