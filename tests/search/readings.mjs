// Reads questions in Node, as JSON: what is left to look for of each query given, and of the example of each row of the tables.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { GROUPS } from "../../docs/assets/search/phrases.js";
import { plan } from "../../docs/assets/search/plan.js";
import { isOfLaw } from "../../docs/assets/search/rank.js";
import { LAWS, SHORTENED } from "../../docs/assets/search/units.js";

// A vocabulary that has every word but those that keys left of others, and in which few stand together.
const FIRM = ["hoang cu", "o co", "nghia xa", "hai phong"];
const LOOSE = ["o hai", "bien moi", "thuy xa"];
const bond = (first, second) => (FIRM.includes(`${first} ${second}`) ? 1 : LOOSE.includes(`${first} ${second}`) ? 0.6 : 0);
const known = { has: (word) => !/f$/.test(word), readings: () => new Map(), completions: () => [], divide: () => null, bond, count: () => 1 };

function readingOf(query, isTyping) {
  const { slots, asks } = plan(query, {}, known, { isTyping });
  return [slots.map((slot) => slot.raw).join(" "), asks];
}

const queries = JSON.parse(await text(process.stdin));
const written = (name) => readFile(new URL(`../../docs/assets/search/${name}.js`, import.meta.url), "utf8");
const examples = [...(await written("phrases")).matchAll(/ \/\/ (.+) → (.+)$/gm)];
const ofRows = [...(await written("units")).matchAll(/^  \{ (?:short|words): .* \}, \/\/ (.+)$/gm)].map(([, example]) => example.split(" → "));
const rows = GROUPS.flat().map(({ words, asks = {} }, i) => ({ words, asks, example: examples[i]?.slice(1) ?? [], reading: examples[i] ? readingOf(examples[i][1], false) : [] }));
const slotsOf = (query) => plan(query, {}, known).slots;
const short = SHORTENED.map((_, i) => [...ofRows[i], slotsOf(ofRows[i][0]).map((slot) => slot.key).join(" ")]);
const laws = LAWS.map((_, i) => ofRows[SHORTENED.length + i]).map(([example]) => [example, isOfLaw(slotsOf(example))]);
console.log(JSON.stringify({ rows, short, laws, readings: queries.map((query) => readingOf(query, true)[0]) }));
