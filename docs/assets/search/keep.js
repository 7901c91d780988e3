// Keeps the whole index on the device once a reader has searched, where it's small, so that search works without a network.

import { checksum } from "./decoding.js";
import { fetched } from "./files.js";

const AT_ONCE = 6;
const KEPT = "search.kept";
const PAUSE = 1000; // ms, for the reader's own query to come first

/** Fetches all files of the index; the site's service worker (sw.js) keeps what is fetched. */
export async function keep({ files, manifest }) {
  const { terms, common, cards, bodies, places, facets } = manifest;
  const state = String(checksum([terms, common, cards, bodies, places].map(({ hashes }) => hashes).join() + facets));
  if (navigator.connection?.saveData || localStorage.getItem(KEPT) === state) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const page = fetched(document.querySelector("[data-search]")?.action ?? location.pathname); // the results page
  const names = files.names();
  await Promise.all([page, ...["facets", "excerpt", "results"].map((name) => import(`./${name}.js`))]);
  const fetchNext = async () => {
    while (names.length) await (await fetched(files.base + names.pop())).arrayBuffer();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  localStorage.setItem(KEPT, state);
}
