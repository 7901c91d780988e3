// Where a page holds what was asked for, when what the index shows of it does not say. Loaded after results are shown.

import { fetched } from "./files.js";
import { mark } from "./marks.js";
import { words } from "./normalise.js";

const BEFORE = 24; // words of an excerpt up to the one that completes it
const BEHIND = 6;
const texts = new Map();

/** The place in a long text that has most of `keys`, in parts as `mark` makes them. */
export function excerpt(text, keys, abbreviations) {
  const found = words(text, abbreviations);
  const lastSeen = new Map();
  let most = 0;
  let at = 0;
  found.forEach(({ key }, i) => {
    if (!keys.has(key)) return;
    lastSeen.set(key, i);
    const seen = [...lastSeen.values()].filter((place) => i - place < BEFORE).length;
    if (seen > most) [most, at] = [seen, i];
  });
  const first = Math.max(0, at - BEFORE + 1);
  const last = Math.min(found.length - 1, at + BEHIND);
  if (!most) return [];
  const part = text.slice(found[first].start, found[last].end);
  return mark(`${first ? "… " : ""}${part}${last < found.length - 1 ? " …" : ""}`, keys, abbreviations);
}

// The text of the page at an address, its headings, lists and tables as one line.
async function textOf(address) {
  const page = new DOMParser().parseFromString(await (await fetched(address)).text(), "text/html");
  const article = page.querySelector("article") ?? page.body;
  // What every page has around its text, and the list of its headings, say nothing of it, nor does when it was put there; kind and title stand above what is shown.
  article.querySelectorAll("script, style, nav, form, sup, svg, .here, .take, .kicker, .posted, h1").forEach((part) => part.remove());
  // Without a space the last word of one line and the first of the next would be one.
  article.querySelectorAll("p, li, td, th, dt, dd, h1, h2, h3, h4, br").forEach((part) => part.append(" "));
  return article.textContent.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Where the page of a result holds `keys`, in parts; none when it can't be fetched, or holds other entries too. */
export async function excerptOf(result, root, keys, abbreviations) {
  if (result.url.includes("#")) return [];
  const address = new URL(result.url, root).href;
  // The page that a reader is shown a part of is the one they are likely to open: it is not fetched in vain.
  if (!texts.has(address)) texts.set(address, textOf(address).catch(() => texts.delete(address) && ""));
  return excerpt(await texts.get(address), keys, abbreviations);
}
