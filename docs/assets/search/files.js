// The index's files, each fetched once and only when asked for. `macros/search/index.py` writes them and lists them.

import { fold } from "./normalise.js";
import { lastOf } from "./values.js";

const MIX = 0x9e3779b1;
const REGION = 2 ** 17;
const REGIONS = 0x100; // letters from here on are regions of numbers
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;";
const MARKS = "!#$%&'()*+,-./=?";
const HASH = 6; // letters of each

/** The class of what stands in a body, as in `macros/search/terms.py`. */
export const BODY = 14;

const values = (letters) => new Map([...letters].map((letter, value) => [letter.charCodeAt(0), value]));
const [valueOf, markOf] = [values(DIGITS), values(MARKS)];

// Calls back with each number of a text, which is written in base 32, the last digit from the lower half of DIGITS; and
// with what stands between numbers.
function read(text, onNumber, onMark) {
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = valueOf.get(code);
    if (value === undefined) onMark(code);
    else {
      number = number * 32 + (value & 31);
      if (value > 31) continue;
      onNumber(number);
      number = 0;
    }
  }
}

/** The posting lists of a term: for each class that has any, the numbers of its documents, ascending. @returns {[number, number[]][]} */
function listsOf(text, lists = []) {
  let start = 0;
  let slot = 0;
  read(
    text,
    (gap) => lastOf(lists)[1].push(start + (slot += gap)),
    (code) => {
      if (code < REGIONS) lists.push([markOf.get(code), []]);
      else [start, slot] = [(code - REGIONS) * REGION, 0];
    },
  );
  return lists;
}

/** The numbers of the documents of one posting list, ascending. */
export const numbersOf = (text) => listsOf(text, [[BODY, []]])[0][1];

/** Numbers with the value of the mark before each. @returns {[number, number][]} */
export function markedNumbers(text) {
  const found = [];
  let mark = 0;
  read(text, (number) => found.push([number, mark]), (code) => (mark = markOf.get(code)));
  return found;
}

/** The words of a text in which each is written as the length it shares with the one before, then the rest of it. */
export function frontCoded(text, separator) {
  let word = "";
  return text ? text.split(separator).map((coded) => (word = word.slice(0, parseInt(coded[0], 36)) + coded.slice(1))) : [];
}

/** The response of an address; fails when the server, or the site's worker without a network, has nothing there. */
export async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

const hash = (hashes, place) => hashes.slice(place * HASH, (place + 1) * HASH);

export class Files {
  #files;
  #shards;
  #directories;

  /**
   * @param {string} base address of the index's folder, with a slash at its end
   * @param {(address: string) => Promise<any>} fetchJson
   */
  constructor(base, fetchJson) {
    this.base = base;
    this.fetchJson = fetchJson;
    [this.#files, this.#shards, this.#directories] = [new Map(), new Map(), new Map()];
  }

  get(name) {
    if (!this.#files.has(name)) {
      const file = this.fetchJson(this.base + name);
      // A failed fetch is not kept, so that it is tried again when the network is back.
      file.catch(() => this.#files.delete(name));
      this.#files.set(name, file);
    }
    return this.#files.get(name);
  }

  named(name, manifest) {
    return this.get(`${name}-${manifest[name]}.json`);
  }

  // The name of the file in which `key` stands if it stands anywhere, or "".
  #nameOf(directory, key, prefix) {
    if (!this.#directories.has(directory)) this.#directories.set(directory, frontCoded(directory.keys, ","));
    const keys = this.#directories.get(directory);
    let place = 0;
    for (let high = keys.length - 1; place < high; ) {
      const middle = (place + high + 1) >> 1;
      if (keys[middle] <= key) place = middle;
      else high = middle - 1;
    }
    return keys.length ? `${prefix}${keys[place].replaceAll(" ", "_").replaceAll("/", "-")}-${hash(directory.hashes, place)}.json` : "";
  }

  // The entries of one shard by folded term: each form of the term with its posting lists, as text until they are asked for.
  async #shard(name) {
    const entries = await this.get(name);
    if (!this.#shards.has(name)) {
      const byKey = new Map();
      for (const [form, text] of Object.entries(entries)) {
        const key = fold(form);
        if (byKey.has(key)) byKey.get(key).push([form, text]);
        else byKey.set(key, [[form, text]]);
      }
      this.#shards.set(name, byKey);
    }
    return this.#shards.get(name);
  }

  /**
   * The entries of a folded term: each of its forms with its posting lists by class.
   * @param {"terms" | "bodies"} folder
   * @param {object} directory of the folder's directories
   * @param {boolean} isBegun whether the terms that go on where `key` ends are asked for instead, of those in its file
   * @returns {Promise<[string, [number, number[]][]][]>}
   */
  async term(folder, directory, key, isBegun) {
    const part = this.#nameOf(directory, key, `${folder}/in-`);
    const shard = part && (await this.#shard(this.#nameOf(await this.get(part), key, `${folder}/`)));
    if (!shard) return [];
    const entries = isBegun ? [...shard].flatMap(([other, its]) => (other !== key && other.startsWith(key) ? its : [])) : (shard.get(key) ?? []);
    for (const entry of entries) if (typeof entry[1] === "string") entry[1] = folder === "terms" ? listsOf(entry[1]) : [[BODY, numbersOf(entry[1])]];
    return entries;
  }

  /** What is shown of the documents with these numbers. @returns {Promise<any[][]>} */
  async cards(numbers, { bits, group, hashes }) {
    const place = (n) => Math.imul(n, MIX) >>> (32 - bits);
    return Promise.all(
      numbers.map(async (n) => {
        const at = place(n);
        const cards = await this.get(`cards/${at.toString(16)}-${hash(hashes, Math.floor(at / group))}.json`);
        return cards.find(([number]) => number === n);
      }),
    );
  }
}
