"""What the index is written in, which `docs/assets/search/decoding.js` reads: short JSON, and lists of numbers.

Lists that every query needs a few of are bits; those within JSON are texts, as their file is compressed as a whole.
"""

import json
from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;"
_BITS = 5  # of a digit; the half of DIGITS says whether it is the last

_CODES = np.array(list(map(ord, DIGITS)), np.uint32)


class Lists:
    """Lists of ascending document `numbers`, one from each of `starts` on, each with its class, below 16.

    A list is a byte, class × 16 + k; how many numbers, as `varint` writes it; then the gaps between them (of the first, from
    -1) less one, as exponential Golomb codes of order k: the gap and 2^k in as many bits as it takes, behind a 0 for each bit
    above k + 1. They suit numbers most of which are of about 2^k, with some much larger.

    Attributes:
        counts: how many numbers each has.
        sizes: how many bytes.
    """

    def __init__(self, numbers: Integers, starts: Integers, classes: Integers):
        self.counts = np.diff(starts, append=len(numbers))
        gaps = np.diff(numbers, prepend=-1) - 1
        gaps[starts] = numbers[starts]
        # About the best order; to try all would take longer and save little.
        orders = np.clip(np.add.reduceat(bit_length(gaps), starts) // self.counts - 1, 0, 15)
        of_each = np.repeat(orders, self.counts)
        self._values = gaps + (1 << of_each)
        width = 2 * bit_length(self._values) - 1 - of_each
        self._starts, self._ends = starts, np.cumsum(width)
        self._before = self._ends[starts] - width[starts]  # bits of the lists before each
        self._heads = classes << 4 | orders
        self._bytes = (np.add.reduceat(width, starts) + 7) // 8  # without what stands at the head of each
        self.sizes = self._bytes + 1 + varint_sizes(self.counts)

    def written(self, places: Integers, size: int) -> NDArray[np.uint8]:
        """Return so many bytes, with each list from its place on, and 0 elsewhere."""
        bits = np.zeros(8 * size, np.uint8)
        first = places + self.sizes - self._bytes
        values, ends = self._values, self._ends + np.repeat(8 * first - self._before, self.counts)
        while len(values):
            ends = ends - 1
            bits[ends[values & 1 != 0]] = 1
            goes_on = values > 1
            values, ends = values[goes_on] >> 1, ends[goes_on]
        data = np.packbits(bits)
        data[places] = self._heads
        put_varints(data, places + 1, self.counts)
        return data


def posting_lists(numbers: Integers, starts: Integers, classes: Integers) -> list[bytes]:
    """Return `Lists`, each as bytes."""
    if not len(numbers):
        return []
    lists = Lists(numbers, starts, classes)
    ends = np.cumsum(lists.sizes)
    data = lists.written(ends - lists.sizes, int(ends[-1])).tobytes()
    return [data[a:b] for a, b in pairwise([0, *ends.tolist()])]


def bit_length(numbers: Integers) -> Integers:
    """Return in how many bits each of `numbers` is written, none of which is below 0."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def varint_sizes(numbers: Integers) -> Integers:
    """Return how many bytes `varint` makes of each."""
    return np.maximum(1, (bit_length(numbers) + 6) // 7)


def put_varints(data: NDArray[np.uint8], places: Integers, numbers: Integers) -> None:
    """Write into `data`, from each of `places` on, what `varint` makes of each of `numbers`."""
    while len(numbers):
        goes_on = numbers > 0x7F
        data[places] = numbers & 0x7F | goes_on << 7
        places, numbers = places[goes_on] + 1, numbers[goes_on] >> 7


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
    return number_texts(*_flat([numbers]))[0]


def number_bits(lists: Sequence[list[int]]) -> list[bytes]:
    """Return lists of numbers, none of which is empty, each as a posting list between whose numbers these are the gaps."""
    numbers, starts = _flat(lists)
    behind = np.cumsum(numbers + 1)
    before = np.repeat(behind[starts] - numbers[starts] - 1, np.diff(starts, append=len(numbers)))
    return posting_lists(behind - before - 1, starts, np.zeros_like(starts))


def gap_texts(lists: Sequence[list[int]]) -> list[str]:
    """Return lists of ascending numbers, each as one text: the gap from each to the next, the first from 0."""
    numbers, starts = _flat(lists)
    gaps, first = np.diff(numbers, prepend=0), starts[starts < len(numbers)]
    gaps[first] = numbers[first]
    return number_texts(gaps, starts)


def _flat(lists: Sequence[list[int]]) -> tuple[Integers, Integers]:
    """Return all numbers of some lists, one behind another, and where each list starts."""
    sizes = np.array([*map(len, lists)], np.int64)
    return np.fromiter(chain.from_iterable(lists), np.int64, int(sizes.sum())), np.cumsum(sizes) - sizes


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
