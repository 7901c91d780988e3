"""What the index is written in: short JSON, and lists of numbers as texts, which `docs/assets/search/files.js` reads."""

import json
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from macros.search.numbering import REGION

Integers = NDArray[np.int64]

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;"
MARKS = "!#$%&'()*+,-./=?"  # sixteen more, which no number holds
_BITS = 5  # of a digit; the half of DIGITS says whether it is the last
_REGIONS = 0x100  # letters from here on are regions

_CODES = np.array(list(map(ord, DIGITS)), np.uint32)
_MARK_CODES = np.array(list(map(ord, MARKS)), np.int64)


def posting_lists(numbers: Integers, starts: Integers) -> list[str]:
    """Return lists of ascending document `numbers`, one from each of `starts` on: a region's letter, a slot, then gaps."""
    region, slot = np.divmod(numbers, REGION)
    is_first = np.diff(region, prepend=-1) != 0
    is_first[starts] = True
    return _written(
        np.where(is_first, slot, np.diff(numbers, prepend=0)), np.where(is_first, _REGIONS + region, 0), starts
    )


def posting_list(numbers: list[int]) -> str:
    """Return one list of ascending document `numbers`."""
    return posting_lists(np.array(numbers, np.int64), np.zeros(1, np.int64))[0] if numbers else ""


def marked_lists(numbers: Integers, marks: Integers, starts: Integers) -> list[str]:
    """Return lists of `numbers`, one from each of `starts` on, each number behind its mark, a place in MARKS."""
    return _written(numbers, _MARK_CODES[marks], starts)


def _written(numbers: Integers, before: Integers, starts: Integers) -> list[str]:
    """Return lists of `numbers`, one from each of `starts` on, each behind the letter of code `before`, if not 0.

    All digits but a number's last are from the upper half of DIGITS.
    """
    size = 1 << _BITS
    places = range(1, -(-int(numbers.max(initial=1)).bit_length() // _BITS))
    length = 1 + sum((numbers >= size**place).astype(np.int64) for place in places)
    end = np.cumsum(length + (before > 0))
    text = np.empty(end[-1] if len(end) else 0, "<u4")
    text[end - 1] = _CODES[numbers % size]
    for place in places:
        is_longer = length > place
        text[end[is_longer] - 1 - place] = _CODES[size + (numbers[is_longer] >> _BITS * place) % size]
    text[(end - length - 1)[before > 0]] = before[before > 0]
    whole = text.tobytes().decode("utf-32-le")
    ends = np.concatenate([[0], end])[np.append(starts, len(numbers))].tolist()
    return [whole[a:b] for a, b in pairwise(ends)]
