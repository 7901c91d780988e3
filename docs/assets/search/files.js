// The index's files, each part fetched once and only when asked for. `macros/search/index.py` writes them and lists them.

import { checksum, entriesOf, frontCoded, gapsOf, listsOf, numbersOf } from "./decoding.js";
import { inflated } from "./inflate.js";
import { lastOf } from "./values.js";

const HASH = 6; // letters of each
const AT_ONCE = 6; // requests that a browser sends to a server of HTTP/1.1
const [ANOTHER, TOO_MANY] = [400, 10000]; // bytes that are rather fetched in vain than by another request, and than in another turn

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
   */
  constructor(source, names) {
    Object.assign(this, { source, names });
    [this.#blocks, this.#asked] = [new Map(), []];
  }

  /** The bytes of a block by its pack, where the blocks of that end, and its place among them. Blocks that are asked for in one go come together; an empty one is not asked for. */
  block(pack, ends, at) {
    const [start, end] = [ends[at], ends[at + 1]];
    if (start === end) return Promise.resolve(new Uint8Array());
    return once(this.#blocks, `${pack} ${at}`, () => new Promise((done, failed) => {
      if (this.#asked.push({ pack, start, end, size: lastOf(ends), done, failed }) === 1) Promise.resolve().then(() => this.#fetchAsked());
    }));
  }

  // Blocks near each other come as one part, and further ones too where they come in fewer turns for that.
  #fetchAsked() {
    const parts = [];
    for (const one of this.#asked.sort((a, b) => a.pack - b.pack || a.start - b.start)) {
      const last = lastOf(parts);
      if (last?.pack === one.pack && one.start - last.end <= ANOTHER) [last.end, last.asked] = [one.end, [...last.asked, one]];
      else parts.push({ ...one, asked: [one] });
    }
    this.#asked = [];
    const gap = (i) => (parts[i - 1]?.pack === parts[i].pack ? parts[i].start - parts[i - 1].end : Infinity);
    const byGap = parts.map((_, i) => i).sort((a, b) => gap(a) - gap(b));
    const turns = Math.ceil(parts.length / AT_ONCE);
    for (let fewer = 1; fewer < turns; fewer++) {
      const nearest = byGap.slice(0, parts.length - fewer * AT_ONCE);
      if (nearest.reduce((sum, i) => sum + gap(i), 0) > TOO_MANY * (turns - fewer)) continue;
      for (const i of nearest.sort((a, b) => b - a)) {
        const [{ end, asked }] = parts.splice(i, 1);
        Object.assign(parts[i - 1], { end, asked: [...parts[i - 1].asked, ...asked] });
      }
      break;
    }
    for (const pack of new Set(parts.map((part) => part.pack))) {
      const its = parts.filter((part) => part.pack === pack);
      const cost = its.reduce((sum, { start, end }) => sum + end - start + ANOTHER, 0);
      for (const part of its) this.#fetch(part, cost > part.size + ANOTHER);
    }
  }

  // A part of a pack, or of the whole pack, where that is fetched as easily.
  #fetch({ pack, start, end, asked }, isWhole) {
    const { names, source } = this;
    const bytes = isWhole ? source.whole(names[pack]).then((all) => all.subarray(start, end)) : source.part(names[pack], start, end);
    for (const one of asked) bytes.then((its) => inflated(its.subarray(one.start - start, one.end - start))).then(one.done, one.failed);
  }
}

// Where each block of these sizes starts, and the last ends.
function endsOf(sizes, unit) {
  let end = 0;
  return [0, ...sizes.map((size) => (end += size * unit))];
}

/** Packs of so many blocks each, of which a block is known by its place among those of all. */
class Counted extends Packs {
  constructor(source, folder, { hashes, units, base, blocks, unit }) {
    super(source, Array.from({ length: hashes.length / HASH }, (_, i) => `${folder}/${i.toString(16)}-${hash(hashes, i)}.bin`));
    const sizes = numbersOf(units).flatMap((number) => (base ? [number % base, Math.floor(number / base)] : number));
    Object.assign(this, { blocks, ends: this.names.map((_, i) => endsOf(sizes.slice(i * blocks, (i + 1) * blocks), unit)) });
  }

  blockAt(place) {
    const pack = Math.floor(place / this.blocks);
    return this.block(pack, this.ends[pack], place % this.blocks);
  }
}

/** Packs of terms. */
class Terms extends Packs {
  #read;
  #places;

  /** @param {(pack: number) => number[] | Promise<number[]>} rowOf what says where the blocks of a pack lie */
  constructor(source, folder, { keys, hashes, blocks, unit }, rowOf) {
    const starts = frontCoded(keys, ",");
    super(source, starts.map((start, i) => `${folder}/${start.replaceAll(" ", "_").replaceAll("/", "-")}-${hash(hashes, i)}.bin`));
    Object.assign(this, { starts, blocks, bytesOfUnit: unit, rowOf });
    [this.#read, this.#places] = [new Map(), new Map()];
  }

  // The pack in which a term stands if it stands anywhere.
  #packOf(key) {
    let pack = 0;
    for (let high = this.starts.length - 1; pack < high; ) {
      const middle = (pack + high + 1) >> 1;
      if (this.starts[middle] <= key) pack = middle;
      else high = middle - 1;
    }
    return pack;
  }

  /** Learns where the blocks of these terms lie, so that those asked for next come together. */
  async place(keys) {
    if (!this.starts.length) return;
    const packs = [...new Set(keys.map((key) => this.#packOf(key)))].filter((pack) => !this.#places.has(pack));
    const rows = await Promise.all(packs.map(this.rowOf));
    packs.forEach((pack, i) => {
      const [owners, ...numbers] = rows[i];
      this.#places.set(pack, { own: numbers.slice(0, owners), ends: endsOf(numbers.slice(owners), this.bytesOfUnit) });
    });
  }

  /** The entries of the block in which a term, of those placed, stands if it stands anywhere, by folded term. Terms that differ in how their second word, a number or a name that initials stand for, goes on stand together. */
  entries(key) {
    if (!this.starts.length) return new Map();
    const pack = this.#packOf(key);
    const { own, ends } = this.#places.get(pack);
    const hashed = checksum(key.replace(/^([^ ]* [\d=]).*/, "$1"));
    const owner = own.indexOf(hashed >>> 24);
    const at = owner < 0 ? hashed % this.blocks : this.blocks + owner;
    return once(this.#read, `${pack} ${at}`, async () => entriesOf(await this.block(pack, ends, at)));
  }
}

export class Files {
  #terms;
  #bodies;
  #common;
  #cards;
  #places;
  #read;

  /**
   * @param {string} base address of the index's folder, with a slash at its end
   * @param {object} manifest
   * @param {(address: string, options?: object) => Promise<Response>} get
   */
  constructor(base, manifest, get) {
    const source = new Source(base, get);
    const counted = (folder) => new Counted(source, folder, manifest[folder]);
    const rows = manifest.terms.rows.split(",");
    Object.assign(this, { base, source, manifest });
    [this.#common, this.#cards, this.#places] = ["common", "cards", "places"].map(counted);
    this.#terms = new Terms(source, "terms", manifest.terms, (pack) => numbersOf(rows[pack]));
    this.#bodies = new Terms(source, "bodies", manifest.bodies, async (pack) => gapsOf(await this.#places.blockAt(pack)));
    this.#read = new Map();
  }

  /** The names of all files beside the manifest. */
  names() {
    const packs = [this.#terms, this.#common, this.#cards, this.#places, this.#bodies];
    return [...packs.flatMap(({ names }) => names), this.#ofFacets()];
  }

  #ofFacets() {
    return `facets-${this.manifest.facets}.json`;
  }

  /** What `macros/search/facets.py` wrote. */
  async facets() {
    return (await this.source.get(this.base + this.#ofFacets())).json();
  }

  // The entries beside which those of a key stand, if there are any, by folded term.
  #beside(packs, key, common) {
    if (packs === this.#bodies || common === undefined) return packs.entries(key);
    return once(this.#read, key, async () => entriesOf(await this.#common.blockAt(common)));
  }

  /**
   * The entries of folded terms: for each, each of its forms with its posting lists by class.
   * @param {"terms" | "bodies"} folder
   * @param {{key: string, common?: number, isBegun?: boolean}[]} asked `common` is a term's place among the common ones, if it is one; with
   *   `isBegun` the terms that go on where `key` ends are asked for instead
   * @returns {Promise<[string, [number, number[]][]][][]>}
   */
  async terms(folder, asked) {
    const packs = folder === "bodies" ? this.#bodies : this.#terms;
    await packs.place(asked.map(({ key }) => key));
    const all = await Promise.all(asked.map(({ key, common }) => this.#beside(packs, key, common)));
    return all.map((byKey, i) => {
      const { key, isBegun } = asked[i];
      const entries = isBegun ? [...byKey].flatMap(([other, its]) => (other !== key && other.startsWith(key) ? its : [])) : (byKey.get(key) ?? []);
      for (const entry of entries) if (entry[1] instanceof Uint8Array) entry[1] = listsOf(entry[1]);
      return entries;
    });
  }

  /** What is shown of the documents with these numbers. @returns {Promise<any[][]>} */
  cards(numbers) {
    const together = this.manifest.cards.each;
    return Promise.all(
      numbers.map(async (number) => {
        const block = Math.floor(number / together);
        const cards = await once(this.#read, block, async () => JSON.parse(new TextDecoder().decode(await this.#cards.blockAt(block))));
        return cards[number % together];
      }),
    );
  }
}
