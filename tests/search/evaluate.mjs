// Runs in the browser, beside the site's own search modules: notes what queries fetch and how long they take.

import { open } from "/search/engine.js";
import { IN_THE_BOX } from "/search/view.js";

const base = new URL("index/", location.href).href;
const kept = new Map();
let sent = 0; // bytes

// What one engine has fetched before the next one need not fetch again to be counted.
async function get(address, options) {
  if (!kept.has(address)) kept.set(address, fetch(address, options));
  const response = await kept.get(address);
  sent += Number(response.headers.get("content-length"));
  return response.clone();
}

const opened = () => open(base, get(`${base}manifest.json`), get);

/** For each query the bytes that the box fetches for it, by an engine just opened. */
export async function firstQueries(queries) {
  const sentFor = [];
  for (const query of queries) {
    sent = 0;
    const engine = await opened();
    await engine.search(query, { limit: IN_THE_BOX });
    sentFor.push(sent);
  }
  return sentFor;
}

/** For each query, typed letter by letter, the bytes that each key press fetched. */
export async function keyPresses(queries) {
  const presses = [];
  for (const query of queries) {
    const engine = await opened();
    for (let length = 1; length <= query.length; length++) {
      sent = 0;
      await engine.search(query.slice(0, length), { limit: IN_THE_BOX, isTyping: true });
      presses.push({ isFirst: length === 1, bytes: sent });
    }
  }
  return presses;
}

/** The milliseconds of each query when what it needs is there already: the engine's own time. */
export async function durations(queries) {
  const engine = await opened();
  for (const query of queries) await engine.search(query);
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await engine.search(query);
    times.push(performance.now() - start);
  }
  return times;
}
