// What the index is written in: lists of numbers as bits and as texts. `macros/search/encoding.py` writes them.

import { fold } from "./normalise.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;";
const valueOf = new Map([...DIGITS].map((letter, value) => [letter.charCodeAt(0), value]));

/** The numbers of a text. @returns {number[]} */
export function numbersOf(text) {
  const found = [];
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const value = valueOf.get(text.charCodeAt(i)); // in base 32, the last digit from the lower half of DIGITS
    number = number * 32 + (value & 31);
    if (value > 31) continue;
    found.push(number);
    number = 0;
  }
  return found;
}

/** The ascending numbers of a text that holds the gaps between them. */
export function ascending(text) {
  let number = 0;
  return numbersOf(text).map((gap) => (number += gap));
}

/** The words of a text in which each is written as the length it shares with the one before, then the rest of it. */
export function frontCoded(text, separator) {
  let word = "";
  return text ? text.split(separator).map((coded) => (word = word.slice(0, parseInt(coded[0], 36)) + coded.slice(1))) : [];
}

// Reads bytes one after the other from `at` on.
class Reader {
  constructor(data, at = 0) {
    Object.assign(this, { data, at });
  }

  varint() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.data[this.at++];
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
  }

  next(length) {
    return this.data.subarray(this.at, (this.at += length));
  }
}

/** The entries of a block of terms by folded term: each form of the term with its lists, as bytes until they are asked for. */
export function entriesOf(block) {
  const byKey = new Map();
  const reader = new Reader(block);
  const text = new TextDecoder();
  while (reader.at < block.length && block[reader.at]) {
    const form = text.decode(reader.next(reader.varint()));
    const entry = [form, reader.next(reader.varint())];
    const key = fold(form);
    if (byKey.has(key)) byKey.get(key).push(entry);
    else byKey.set(key, [entry]);
  }
  return byKey;
}

/** The posting lists of a term: for each class that has any, the numbers of its documents, ascending. @returns {[number, number[]][]} */
export function listsOf(bytes) {
  const lists = [];
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const head = bytes[reader.at++];
    const order = head & 15;
    const numbers = new Array(reader.varint());
    let number = -1;
    let at = reader.at * 8; // in bits
    for (let i = 0; i < numbers.length; i++) {
      let zeros = 0;
      for (; !((bytes[at >> 3] >> (7 - (at & 7))) & 1); at++) zeros++;
      let value = 0;
      for (const end = at + zeros + order + 1; at < end; ) {
        const left = 8 - (at & 7);
        const taken = Math.min(left, end - at);
        value = (value << taken) | ((bytes[at >> 3] >> (left - taken)) & ((1 << taken) - 1));
        at += taken;
      }
      numbers[i] = number += value - (1 << order) + 1;
    }
    reader.at = (at + 7) >> 3;
    lists.push([head >> 4, numbers]);
  }
  return lists;
}

/** The numbers that are written as the gaps within a list. @returns {number[]} */
export function gapsOf(bytes) {
  const [[, numbers]] = listsOf(bytes);
  return numbers.map((number, i) => number - (numbers[i - 1] ?? -1) - 1);
}

/** The checksum of a text by which a term has its place, CRC-32. */
export function checksum(text) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
