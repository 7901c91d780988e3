// The index's files, each part fetched once and only when asked for. `macros/search/index.py` writes them and lists them.

import { checksum, entriesOf, frontCoded, listsOf, numbersOf } from "./decoding.js";
import { inflated } from "./inflate.js";

const HASH = 6; // letters of each
const BLOCKS_OF_TERMS = 32; // of a pack, beside those of what is heavy
const AT_ONCE = 6; // requests that a browser sends to a server of HTTP/1.1
const [ANOTHER, ONE_TOO_MANY] = [400, 2000]; // bytes that are rather fetched in vain than by another request

/** The class of what stands in a body, as in `macros/search/terms.py`. */
export const BODY = 15;

/** The response of an address; fails when the server, or the site's worker without a network, has nothing there. */
export async function fetched(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

const hash = (hashes, place) => hashes.slice(place * HASH, (place + 1) * HASH);
const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

/** Calls `make` for a key that is not in `known` yet. A failure is not kept, so that it is tried again when the network is back. */
function once(known, key, make) {
  if (!known.has(key)) {
    const made = make();
    known.set(key, made);
    made.catch(() => known.delete(key));
  }
  return known.get(key);
}

/** Files that are asked for as a whole or in part. */
class Source {
  #wholes;
  #knowsNoRanges;

  constructor(base, get) {
    Object.assign(this, { base, get });
    this.#wholes = new Map();
  }

  whole(name) {
    return once(this.#wholes, name, async () => bytesOf(await this.get(this.base + name)));
  }

  /** Bytes of a file. What is asked for stands in the address as well, so that every cache tells parts apart. */
  async part(name, start, end) {
    if (!this.#knowsNoRanges && !this.#wholes.has(name)) {
      const range = `${start}-${end - 1}`;
      const response = await this.get(`${this.base}${name}?${range}`, { headers: { Range: `bytes=${range}` } }).catch(() => null);
      const bytes = response && (await bytesOf(response));
      if (response?.status === 206 && bytes.length === end - start) return bytes;
      if (response?.status === 200) {
        this.#knowsNoRanges = true;
        this.#wholes.set(name, Promise.resolve(bytes));
      }
    }
    return (await this.whole(name)).subarray(start, end);
  }
}

/** Packs of one kind: files of blocks, of which a reader fetches those that are asked for. */
class Packs {
  #blocks;
  #asked;

  /**
   * @param {Source} source
   * @param {string[]} names of the packs
   * @param {string} units of all blocks, as a text
   * @param {number[]} firsts the place of each pack's first block among those of all
   * @param {number} unit in bytes
   */
  constructor(source, names, units, firsts, unit) {
    let end = 0;
    this.ends = [0, ...numbersOf(units).map((size) => (end += size * unit))];
    Object.assign(this, { source, names, firsts: [...firsts, this.ends.length - 1] });
    [this.#blocks, this.#asked] = [new Map(), []];
  }

  /** The bytes of a block by its pack and its place in it. Blocks that are asked for in one go come together; an empty one is not asked for. */
  block(pack, at) {
    const place = this.firsts[pack] + at;
    if (this.ends[place] === this.ends[place + 1]) return Promise.resolve(new Uint8Array());
    return once(this.#blocks, place, () => new Promise((resolve, reject) => {
      if (this.#asked.push({ pack, place, resolve, reject }) === 1) Promise.resolve().then(() => this.#fetchAsked());
    }));
  }

  // Blocks near each other come as one part, and further ones too where there are more parts than come at once.
  #fetchAsked() {
    const { ends, firsts } = this;
    const parts = [];
    for (const one of this.#asked.sort((a, b) => a.place - b.place)) {
      const [start, end] = [ends[one.place], ends[one.place + 1]];
      const last = parts[parts.length - 1];
      if (last?.pack === one.pack && start - last.end <= ANOTHER) [last.end, last.asked] = [end, [...last.asked, one]];
      else parts.push({ pack: one.pack, start, end, asked: [one] });
    }
    this.#asked = [];
    const gap = (i) => (i > 0 && parts[i].pack === parts[i - 1].pack ? parts[i].start - parts[i - 1].end : Infinity);
    while (parts.length > AT_ONCE) {
      const nearest = parts.reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
      if (gap(nearest) > ONE_TOO_MANY) break;
      const [{ end, asked }] = parts.splice(nearest, 1);
      parts[nearest - 1].end = end;
      parts[nearest - 1].asked.push(...asked);
    }
    for (const pack of new Set(parts.map((part) => part.pack))) {
      const its = parts.filter((part) => part.pack === pack);
      const [first, size] = [ends[firsts[pack]], ends[firsts[pack + 1]] - ends[firsts[pack]]];
      const cost = its.reduce((sum, { start, end }) => sum + end - start + ANOTHER, 0);
      for (const part of its) this.#fetch(pack, part, first, cost > size + ANOTHER);
    }
  }

  // A part of a pack that starts at `first`, or of the whole pack, where that is fetched as easily.
  #fetch(pack, { start, end, asked }, first, isWhole) {
    const { ends, names, source } = this;
    const bytes = isWhole ? source.whole(names[pack]).then((all) => all.subarray(start - first, end - first)) : source.part(names[pack], start - first, end - first);
    for (const { place, resolve, reject } of asked) bytes.then((its) => resolve(its.subarray(ends[place] - start, ends[place + 1] - start)), reject);
  }
}

/** Packs of so many blocks each, of which a block is known by its place among those of all. */
class Counted extends Packs {
  blockAt(place) {
    const blocks = this.firsts[1];
    return this.block(Math.floor(place / blocks), place % blocks);
  }
}

/** Packs of terms. */
class Terms extends Packs {
  #read;

  constructor(source, folder, { keys, hashes, units, unit, own }) {
    const starts = frontCoded(keys, ",");
    const owners = own.split(",").map((hex) => (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)));
    let first = 0;
    const firsts = owners.map((its) => (first += BLOCKS_OF_TERMS + its.length) - BLOCKS_OF_TERMS - its.length);
    super(source, starts.map((start, i) => `${folder}/${start.replaceAll(" ", "_").replaceAll("/", "-")}-${hash(hashes, i)}.bin`), units, firsts, unit);
    Object.assign(this, { starts, owners });
    this.#read = new Map();
  }

  // The pack and the block in it where a term stands if it stands anywhere. Terms that differ in how their second word, a number, goes on stand together.
  #placeOf(key) {
    let pack = 0;
    for (let high = this.starts.length - 1; pack < high; ) {
      const middle = (pack + high + 1) >> 1;
      if (this.starts[middle] <= key) pack = middle;
      else high = middle - 1;
    }
    const hashed = checksum(key.replace(/^([^ ]* \d).*/, "$1"));
    const own = this.owners[pack].indexOf(hashed >>> 24);
    return [pack, own < 0 ? hashed % BLOCKS_OF_TERMS : BLOCKS_OF_TERMS + own];
  }

  /** The entries of the block in which a term stands if it stands anywhere, by folded term. */
  entries(key) {
    if (!this.starts.length) return new Map();
    const [pack, at] = this.#placeOf(key);
    return once(this.#read, this.firsts[pack] + at, async () => entriesOf(await this.block(pack, at)));
  }
}

export class Files {
  #terms;
  #bodies;
  #common;
  #cards;
  #read;

  /**
   * @param {string} base address of the index's folder, with a slash at its end
   * @param {object} manifest
   * @param {(address: string, options?: object) => Promise<Response>} get
   */
  constructor(base, manifest, get) {
    const source = new Source(base, get);
    const counted = (folder, { hashes, units, blocks, unit }) => {
      const names = Array.from({ length: hashes.length / HASH }, (_, i) => `${folder}/${i.toString(16)}-${hash(hashes, i)}.bin`);
      return new Counted(source, names, units, names.map((_, i) => i * blocks), unit);
    };
    Object.assign(this, { base, source, manifest });
    this.#terms = new Terms(source, "terms", manifest.terms);
    this.#common = counted("common", manifest.common);
    this.#cards = counted("cards", manifest.cards);
    this.#read = new Map();
  }

  #ofBodies() {
    return once(this.#read, "bodies", async () => new Terms(this.source, "bodies", await this.json("bodies")));
  }

  /** The names of all files beside the manifest. */
  async names() {
    const packs = [this.#terms, this.#common, this.#cards, await this.#ofBodies()];
    return packs.flatMap(({ names }) => names).concat(["bodies", "facets"].map((name) => this.#nameOf(name)));
  }

  #nameOf(name) {
    return `${name}-${this.manifest[name]}.json`;
  }

  /** What one of the files that the manifest names holds. */
  async json(name) {
    return (await this.source.get(this.base + this.#nameOf(name))).json();
  }

  // The entries beside which those of a key stand, if there are any, by folded term.
  async #beside(folder, key, common) {
    if (folder === "bodies") return (await this.#ofBodies()).entries(key);
    if (common === undefined) return this.#terms.entries(key);
    return once(this.#read, key, async () => entriesOf(await this.#common.blockAt(common)));
  }

  /**
   * The entries of a folded term: each of its forms with its posting lists by class.
   * @param {"terms" | "bodies"} folder
   * @param {number} [common] the term's place among the common ones, if it is one
   * @param {boolean} isBegun whether the terms that go on where `key` ends are asked for instead
   * @returns {Promise<[string, [number, number[]][]][]>}
   */
  async term(folder, key, common, isBegun) {
    const byKey = await this.#beside(folder, key, common);
    const entries = isBegun ? [...byKey].flatMap(([other, its]) => (other !== key && other.startsWith(key) ? its : [])) : (byKey.get(key) ?? []);
    for (const entry of entries) if (entry[1] instanceof Uint8Array) entry[1] = listsOf(entry[1]);
    return entries;
  }

  /** What is shown of the documents with these numbers. @returns {Promise<any[][]>} */
  cards(numbers) {
    const together = this.manifest.cards.each;
    return Promise.all(
      numbers.map(async (number) => {
        const block = Math.floor(number / together);
        const cards = await once(this.#read, block, async () => JSON.parse(new TextDecoder().decode(inflated(await this.#cards.blockAt(block)))));
        return cards[number % together];
      }),
    );
  }
}
