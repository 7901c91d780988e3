"""What the index is written in, which `docs/assets/search/decoding.js` reads: short JSON, and lists of numbers.

Lists that every query needs a few of are bits; those within JSON are texts, as their file is compressed as a whole.
"""

import json
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;"
_BITS = 5  # of a digit; the half of DIGITS says whether it is the last

_CODES = np.array(list(map(ord, DIGITS)), np.uint32)


def posting_lists(numbers: Integers, starts: Integers, classes: Integers) -> list[bytes]:
    """Return lists of ascending document `numbers`, one from each of `starts` on, each with its class, below 16.

    A list is a byte, class × 16 + k; how many numbers, as `varint` writes it; then the gaps between them (of the first, from
    -1) less one, as exponential Golomb codes of order k: the gap and 2^k in as many bits as it takes, behind a 0 for each bit
    above k + 1. They suit numbers most of which are of about 2^k, with some much larger.
    """
    if not len(numbers):
        return []
    counts = np.diff(starts, append=len(numbers))
    gaps = np.diff(numbers, prepend=-1) - 1
    gaps[starts] = numbers[starts]
    # About the best order; to try all would take longer and save little.
    orders = np.clip(np.add.reduceat(_bit_length(gaps), starts) // counts - 1, 0, 15)
    values = gaps + (1 << np.repeat(orders, counts))
    length = _bit_length(values)
    width = 2 * length - 1 - np.repeat(orders, counts)
    size = (np.add.reduceat(width, starts) + 7) // 8  # bytes of each list
    first = np.concatenate([[0], np.cumsum(size)])
    before = np.concatenate([[0], np.cumsum(width)])
    end = before[1:] + np.repeat(8 * first[:-1] - before[starts], counts)
    bits = np.zeros(8 * first[-1], np.uint8)
    for place in range(int(length.max())):
        bits[end[(values >> place & 1).astype(bool)] - 1 - place] = 1
    packed = np.packbits(bits).tobytes()
    heads = (classes << 4 | orders).tolist()
    return [
        bytes([head]) + varint(count) + packed[a:b]
        for head, count, (a, b) in zip(heads, counts.tolist(), pairwise(first.tolist()), strict=True)
    ]


def _bit_length(numbers: Integers) -> Integers:
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def varint(number: int) -> bytes:
    """Return a number in bytes of seven bits, the lowest first, the eighth bit set in all but the last."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def number_text(numbers: list[int]) -> str:
    """Return `numbers` as one text."""
    values = np.array(numbers, np.int64)
    return number_texts(values, np.zeros(1, np.int64))[0] if numbers else ""


def number_bits(numbers: list[int]) -> bytes:
    """Return `numbers` as a posting list between whose numbers they are the gaps."""
    zero = np.zeros(1, np.int64)
    return posting_lists(np.cumsum(np.array(numbers, np.int64) + 1) - 1, zero, zero)[0]


def gap_text(numbers: list[int]) -> str:
    """Return ascending `numbers` as one text: the gap from each to the next, the first from 0."""
    return number_text(np.diff(numbers, prepend=0).tolist()) if numbers else ""


def number_texts(numbers: Integers, starts: Integers) -> list[str]:
    """Return lists of `numbers`, one from each of `starts` on, each as one text.

    All digits but a number's last are from the upper half of DIGITS.
    """
    size = 1 << _BITS
    places = range(1, -(-int(numbers.max(initial=1)).bit_length() // _BITS))
    length = np.ones_like(numbers) + sum((numbers >= size**place).astype(np.int64) for place in places)
    end = np.cumsum(length)
    text = np.empty(end[-1] if len(end) else 0, "<u4")
    text[end - 1] = _CODES[numbers % size]
    for place in places:
        is_longer = length > place
        text[end[is_longer] - 1 - place] = _CODES[size + (numbers[is_longer] >> _BITS * place) % size]
    whole = text.tobytes().decode("utf-32-le")
    ends = np.concatenate([[0], end])[np.append(starts, len(numbers))].tolist()
    return [whole[a:b] for a, b in pairwise(ends)]
