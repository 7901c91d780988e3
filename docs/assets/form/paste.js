// What is pasted from Word, Zalo or a web page, as clean Markdown: paragraphs, lists, bold words and links; no styles, no tracking.

const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "SECTION", "ARTICLE", "BLOCKQUOTE", "UL", "OL", "LI", "TABLE", "TR", "FIGURE", "HEADER", "FOOTER", "MAIN", "PRE", "DL", "DT", "DD"]);
const NOTHING = new Set(["SCRIPT", "STYLE", "HEAD", "META", "LINK", "TITLE", "TEMPLATE", "NOSCRIPT", "IFRAME", "SVG", "OBJECT", "BUTTON", "INPUT", "SELECT", "TEXTAREA", "O:P", "XML", "IMG"]);
const TRACKING = /^(utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id|igshid|_ga|ref|ref_src|zalo_\w+)$/i;
// What Word draws before an item: a sign of its own, or a number with a dot or a bracket.
const SIGN = /^\s*([·•▪◦‣●○■□➢➤✓✔–—§\uf0a7\uf0b7\uf0d8\uf0fco-]|\d{1,3}[.)]|[a-zđ][.)])[\s\u00a0]+/;
const BULLET = /^[ \t]*(?:[·•▪◦‣●○■□➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc]|[-–—](?=\s))[ \t\u00a0]*/;

/** The Markdown of what is pasted; null where the plain text is right as it is. `html` is what the clipboard has as `text/html`. */
export function pasted(html, plain) {
  const told = html && /<[a-z!]/i.test(html) ? fromHtml(html) : fromPlain(plain);
  return told === plain ? null : told;
}

/** Plain text, as Zalo gives it: `•` and `-` lines are lists, other lines paragraphs as they were. */
function fromPlain(text) {
  const lines = text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[\u00a0\u202f]/g, " ").replace(/[\u200b\ufeff]/g, "").split("\n");
  return spaced(lines.map((line) => (BULLET.test(line) ? `- ${line.replace(BULLET, "").trim()}` : line.replace(/^[ \t]*(\d{1,3})[.)][ \t]+/, "$1. ").replace(/\s+$/, ""))));
}

/** A blank line before and behind each list, so that Markdown knows it. */
function spaced(lines) {
  const out = [];
  const isItem = (line) => /^\s*(- |\d+\. )/.test(line);
  for (const line of lines) {
    const last = out[out.length - 1];
    if (last !== undefined && last.trim() && line.trim() && isItem(last) !== isItem(line) && !/^\s/.test(line)) out.push("");
    out.push(line);
  }
  return out.join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}

function fromHtml(html) {
  const page = new DOMParser().parseFromString(html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, ""), "text/html");
  const blocks = [];
  let open = null; // the block that text goes into: {text, item, depth}
  const close = () => {
    if (open && open.text.replace(/\*\*/g, "").trim()) blocks.push(open);
    open = null;
  };
  const write = (text) => {
    if (!open) open = { text: "", item: null, depth: 0 };
    open.text += text;
  };
  const walk = (node, state) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.nodeValue.replace(/[\s\u00a0\u202f]+/g, " ").replace(/[\u200b\ufeff]/g, "");
      if (text && (text !== " " || (open && open.text))) write(escaped(text));
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || NOTHING.has(node.tagName.toUpperCase()) || isHidden(node)) return;
    const tag = node.tagName.toUpperCase();
    if (tag === "BR") {
      if (open) open.text += "\n";
      return;
    }
    if (BLOCKS.has(tag)) {
      close();
      if (tag === "LI") open = { text: "", item: state.ordered ? `${state.count()}.` : "-", depth: state.depth };
      else if (isWordItem(node)) open = wordItem(node);
      else if (state.inItem) open = { text: "", item: null, depth: state.depth, behind: true };
      if (tag === "TABLE" && node.rows && node.rows.length && [...node.rows].some((row) => row.cells.length > 1)) {
        open = null;
        const rows = [...node.rows].map((row) => `| ${[...row.cells].map((cell) => escaped(cell.textContent.replace(/\s+/g, " ").trim()).replace(/\|/g, "/")).join(" | ")} |`);
        blocks.push({ text: rows.join("\n"), item: null, depth: 0 });
        return;
      }
      const within = tag === "UL" || tag === "OL" ? listState(node, state) : tag === "LI" ? { ...state, inItem: true } : state;
      for (const one of node.childNodes) walk(one, within);
      if (/^H[1-6]$/.test(tag) && open && !open.text.includes("**")) open.text = `**${open.text.trim()}**`;
      if (open) close();
      return;
    }
    const strong = (((tag === "B" || tag === "STRONG") && !isLight(node)) || isBold(node)) && !state.strong && node.textContent.trim();
    const address = tag === "A" && cleaned(node.getAttribute("href") || "");
    const from = open ? open.text.length : 0;
    for (const one of node.childNodes) walk(one, { ...state, strong: state.strong || strong });
    if (!open || (!strong && !address)) {
      if (tag === "TD" || tag === "TH") write(" ");
      return;
    }
    const start = Math.min(from, open.text.length), inner = open.text.slice(start), words = inner.trim();
    if (!words || words.includes("\n")) return;
    const lead = inner.slice(0, inner.indexOf(words[0])), tail = inner.slice(lead.length + words.length);
    const made = address ? (words === address || escaped(address) === words ? `<${address}>` : `[${words}](${address})`) : `**${words}**`;
    open.text = open.text.slice(0, start) + lead + made + tail;
  };
  walk(page.body, { ordered: false, depth: 0, strong: false, inItem: false, count: () => 1 });
  close();
  return joined(blocks);
}

function joined(blocks) {
  let out = "", last = null;
  for (const block of blocks) {
    const text = block.text.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").replace(/\*\*\*\*/g, "").trim();
    if (!text) continue;
    const indent = "    ".repeat(Math.max(0, block.depth - 1));
    const told = block.item ? `${indent}${block.item} ${text.replace(/\n/g, " ")}` : text;
    out += (out ? (block.item && last && last.item ? "\n" : "\n\n") : "") + told;
    last = block;
  }
  return out;
}

function listState(node, state) {
  let number = (parseInt(node.getAttribute("start"), 10) || 1) - 1;
  return { ...state, ordered: node.tagName.toUpperCase() === "OL", depth: state.depth + 1, inItem: false, count: () => ++number };
}

/** Word writes its lists as paragraphs with `mso-list`, and what it draws before an item within `mso-list:Ignore`. */
const isWordItem = (node) => /mso-list\s*:\s*(?!none)/i.test(node.getAttribute("style") || "") || /MsoListParagraph/.test(node.className);

function wordItem(node) {
  const style = node.getAttribute("style") || "", sign = [...node.querySelectorAll("[style]")].find((one) => /mso-list\s*:\s*Ignore/i.test(one.getAttribute("style")));
  const drawn = sign ? sign.textContent : (SIGN.exec(node.textContent) || [""])[0];
  if (sign) sign.remove();
  else stripSign(node);
  const level = /level(\d)/.exec(style), number = /(\d+)[.)]/.exec(drawn);
  return { text: "", item: number ? `${number[1]}.` : "-", depth: level ? +level[1] : 1 };
}

/** Takes away the sign that stands as a text at the beginning of an item. */
function stripSign(node) {
  const first = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (first.nextNode()) {
    if (!first.currentNode.nodeValue.trim()) continue;
    first.currentNode.nodeValue = first.currentNode.nodeValue.replace(SIGN, "");
    return;
  }
}

const isBold = (node) => /font-weight\s*:\s*(bold|[6-9]00)/i.test(node.getAttribute("style") || "");
// As Google Docs has it around all of a text.
const isLight = (node) => /font-weight\s*:\s*(normal|[1-4]00)/i.test(node.getAttribute("style") || "");
const isHidden = (node) => /display\s*:\s*none|mso-hide\s*:\s*all/i.test(node.getAttribute("style") || "") || node.getAttribute("aria-hidden") === "true";
/** What would mean something to Markdown in plain words. */
const escaped = (text) => text.replace(/([*_\x60[\]<])/g, "\\$1");

/** An address without what follows its reader; nothing of any that leads to no page. */
function cleaned(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return "";
  }
  if (!["http:", "https:", "mailto:"].includes(url.protocol)) return "";
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  if (/(^|\.)(l|lm)\.facebook\.com$/.test(url.hostname) || (/(^|\.)google\.\w+$/.test(url.hostname) && url.pathname === "/url")) {
    const target = url.searchParams.get("u") || url.searchParams.get("q") || url.searchParams.get("url");
    if (target) return cleaned(target);
  }
  return url.href.replace(/[()]/g, encodeURIComponent).replace(/\?$/, "");
}
