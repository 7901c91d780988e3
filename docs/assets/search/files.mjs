// The index's files, each fetched once and only when asked for. `macros/search/index.py` writes them and lists them.

import { fold } from "./normalise.mjs";

const MIX = 0x9e3779b1;

/** The documents of one posting list, by number, in ascending order. */
export function numbersOf(gaps) {
  let number = 0;
  return gaps.map((gap) => (number += gap));
}

export class Files {
  #files = new Map();
  #shards = new Map();

  /**
   * @param {string} base address of the index's folder, with a slash at its end
   * @param {(address: string) => Promise<any>} fetchJson
   */
  constructor(base, fetchJson) {
    this.base = base;
    this.fetchJson = fetchJson;
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

  named = (name, manifest) => this.get(`${name}-${manifest[name]}.json`);

  /**
   * The entries of one shard by folded term: each form of the term with its posting lists.
   * @returns {Promise<Map<string, [string, any[]][]>>}
   */
  async #shard(folder, directory, place) {
    const key = directory.keys[place].replaceAll(" ", "_").replaceAll("/", "-");
    const name = `${folder}/${key}-${directory.hashes[place]}.json`;
    const entries = await this.get(name);
    if (!this.#shards.has(name)) {
      const byKey = new Map();
      for (const [form, lists] of Object.entries(entries)) {
        const key = fold(form);
        if (byKey.has(key)) byKey.get(key).push([form, lists]);
        else byKey.set(key, [[form, lists]]);
      }
      this.#shards.set(name, byKey);
    }
    return this.#shards.get(name);
  }

  /** The entries of a folded term: each of its forms with its posting lists. */
  async term(folder, directory, key) {
    let place = 0;
    for (let high = directory.keys.length - 1; place < high; ) {
      const middle = (place + high + 1) >> 1;
      if (directory.keys[middle] <= key) place = middle;
      else high = middle - 1;
    }
    return directory.keys.length ? ((await this.#shard(folder, directory, place)).get(key) ?? []) : [];
  }

  /** What is shown of the documents with these numbers. @returns {Promise<any[][]>} */
  async cards(numbers, { bits, group, hashes }) {
    const place = (n) => Math.imul(n, MIX) >>> (32 - bits);
    return Promise.all(
      numbers.map(async (n) => {
        const at = place(n);
        const cards = await this.get(`cards/${at.toString(16)}-${hashes[Math.floor(at / group)]}.json`);
        return cards.find(([number]) => number === n);
      }),
    );
  }
}
