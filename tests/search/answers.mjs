// Answers queries in Node: node answers.mjs INDEX < [[query, options], …]; prints what was found for each, as JSON.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { open } from "../../docs/assets/search/engine.js";

// A file as a host sends it that gives no parts of files.
const get = async (address) => new Response(await readFile(address.split("?")[0]));
const index = `${process.argv[2]}/`;
const engine = await open(index, get(`${index}manifest.json`), get);
const answers = [];
for (const [query, options] of JSON.parse(await text(process.stdin))) {
  const { state, total, missing, correction, readings, severally, results, related, counts } = await engine.search(query, options);
  const shown = ({ url, title, titleParts, found, places, why }) => ({ url, title, found, places, marked: titleParts.filter(([, isMarked]) => isMarked).map(([part]) => part), factors: why && Object.fromEntries(why.factors) });
  answers.push({ state, total, missing, correction, readings, severally, results: results.map(shown), related: related.map(shown), counts });
}
console.log(JSON.stringify(answers));
