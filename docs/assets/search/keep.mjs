// Keeps the whole index on the device once a reader has searched, where it's small, so that search works without a network.

import { numbersOf } from "./files.mjs";

const MOST = 2000; // documents: beyond, what was fetched for queries is what is kept
const AT_ONCE = 6;
const KEPT = "search.kept";

/** Fetches what no query has asked for yet; the site's service worker (sw.js) keeps all that is fetched. */
export async function keep({ files, manifest, directory }) {
  const version = JSON.stringify([manifest.directory, manifest.body, manifest.facets]);
  if (manifest.count > MOST || navigator.connection?.saveData || localStorage.getItem(KEPT) === version) return;
  await new Promise((resolve) => setTimeout(resolve, 1000)); // the reader's own query first
  const [body, facets] = await Promise.all([files.named("body", manifest), files.named("facets", manifest), import("./facets.mjs"), import("./excerpt.mjs")]);
  const shards = [["terms", directory.terms], ["bodies", body]].flatMap(([folder, { keys }], i) =>
    keys.map((key) => () => files.term(folder, i ? body : directory.terms, key)));
  const cards = numbersOf(facets.all).map((n) => () => files.cards([n], directory.cards));
  const left = [...shards, ...cards].reverse();
  const work = async () => {
    while (left.length) await left.pop()();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  localStorage.setItem(KEPT, version);
}
