// Runs in the browser, beside the site's own search modules: answers judged queries and notes what each fetched and took.

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

const urls = ({ results }) => results.map((result) => result.url);

/** For each query the first ten addresses found by an engine just opened, and the files that the box fetched for it. */
export async function firstQueries(queries) {
  const answers = [];
  for (const query of queries) {
    fetched = [];
    const engine = await open(base, fetchJson);
    await engine.search(query, { limit: IN_THE_BOX });
    const files = [...fetched];
    answers.push({ urls: urls(await engine.search(query)), files });
  }
  return answers;
}

/** For each query the first ten addresses found by an engine that has been open for a while. */
export async function answers(queries) {
  const engine = await open(base, fetchJson);
  const found = [];
  for (const query of queries) found.push(urls(await engine.search(query)));
  return found;
}

/** For each query, typed letter by letter, the files that each key press fetched and its milliseconds. */
export async function keyPresses(queries) {
  const presses = [];
  for (const query of queries) {
    const engine = await open(base, fetchJson);
    for (let length = 1; length <= query.length; length++) {
      fetched = [];
      await engine.search(query.slice(0, length), { limit: IN_THE_BOX });
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
