// Undoes the compression of a block, RFC 1951. Browsers as old as those that the search runs in can't, when it has no header; and of
// blocks so small this takes a third of the time that their streams do.

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// Where each code of a length or a distance begins, and how many bits come behind it: so many codes for each number of bits.
function ranges(first, codes) {
  const found = [];
  codes.forEach((count, bits) => {
    for (; count; count--, first += 2 ** bits) found.push([first, bits]);
  });
  return found;
}
const LENGTHS = [...ranges(3, [8, 4, 4, 4, 4, 4]).slice(0, 28), [258, 0]];
const DISTANCES = ranges(1, [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);

// A Huffman code from how long the code of each symbol is, 0 for one that has none: how many codes have each length, and the
// symbols in the order of their codes.
function huffman(lengths) {
  const counts = new Array(16).fill(0);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  let first = 0;
  const places = counts.map((count) => (first += count) - count);
  const symbols = [];
  lengths.forEach((length, symbol) => length && (symbols[places[length]++] = symbol));
  return { counts, symbols };
}
const FIXED = [huffman(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))), huffman(new Array(30).fill(5))];

/** The bytes that were compressed; what stands behind them is passed over. @param {Uint8Array} data */
export function inflated(data) {
  const out = [];
  let at = 0; // in bits

  const bit = () => (data[at >> 3] >> (at++ & 7)) & 1;

  function bits(count) {
    let value = 0;
    for (let i = 0; i < count; i++) value |= bit() << i;
    return value;
  }

  function symbolOf({ counts, symbols }) {
    // This runs for each byte: no calls, no lists.
    let code = 0;
    let first = 0;
    let place = 0;
    for (let length = 1; length < 16; length++) {
      code = code * 2 + ((data[at >> 3] >> (at & 7)) & 1);
      at++;
      if (code - first < counts[length]) return symbols[place + code - first];
      place += counts[length];
      first = (first + counts[length]) * 2;
    }
    throw new Error("damaged");
  }

  // The codes of a part that brings its own.
  function codes() {
    const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const short = new Array(19).fill(0);
    for (const symbol of ORDER.slice(0, given)) short[symbol] = bits(3);
    const code = huffman(short);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const symbol = symbolOf(code);
      if (symbol < 16) lengths.push(symbol);
      else {
        const again = symbol === 16 ? lengths[lengths.length - 1] : 0;
        const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let i = 0; i < times; i++) lengths.push(again);
      }
    }
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
  }

  for (let isLast = 0; !isLast; ) {
    isLast = bit();
    const kind = bits(2);
    if (kind === 0) {
      at = (at + 7) & ~7;
      for (let left = bits(16), start = (at += 16); left; left--, at = start += 8) out.push(data[start >> 3]);
      continue;
    }
    const [literals, distances] = kind === 1 ? FIXED : codes();
    for (let symbol = symbolOf(literals); symbol !== 256; symbol = symbolOf(literals)) {
      if (symbol < 256) out.push(symbol);
      else {
        const [length, more] = LENGTHS[symbol - 257];
        let left = length + bits(more);
        const [distance, further] = DISTANCES[symbolOf(distances)];
        const back = distance + bits(further);
        for (; left; left--) out.push(out[out.length - back]);
      }
    }
  }
  return new Uint8Array(out);
}
