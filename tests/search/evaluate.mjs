// Runs in the browser, beside the site's own search modules: notes what queries fetch and how long they take.

import { open } from "/search/engine.js";
import { IN_THE_BOX } from "/search/view.js";

const base = new URL("index/", location.href).href;
const kept = new Map();
let fetched = [];

// What one engine has fetched before the next one need not fetch again to be counted.
function fetchJson(address) {
  fetched.push(address.slice(base.length));
  if (!kept.has(address)) kept.set(address, fetch(address).then((response) => response.json()));
  return kept.get(address);
}

/** For each query the files that the box fetches for it, by an engine just opened. */
export async function firstQueries(queries) {
  const fetchedBy = [];
  for (const query of queries) {
    fetched = [];
    const engine = await open(base, fetchJson);
    await engine.search(query, { limit: IN_THE_BOX });
    fetchedBy.push([...fetched]);
  }
  return fetchedBy;
}

/** For each query, typed letter by letter, the files that each key press fetched and its milliseconds. */
export async function keyPresses(queries) {
  const presses = [];
  for (const query of queries) {
    const engine = await open(base, fetchJson);
    for (let length = 1; length <= query.length; length++) {
      fetched = [];
      await engine.search(query.slice(0, length), { limit: IN_THE_BOX, isTyping: true });
      presses.push({ isFirst: length === 1, files: fetched });
    }
  }
  return presses;
}

/** The milliseconds of each query when what it needs is there already: the engine's own time. */
export async function durations(queries) {
  const engine = await open(base, fetchJson);
  for (const query of queries) await engine.search(query);
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await engine.search(query);
    times.push(performance.now() - start);
  }
  return times;
}
