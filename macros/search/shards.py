"""The posting lists of terms, cut into files that a reader fetches a few of."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter, sub
from zlib import crc32

from macros.search.numbering import REGION

# A shard is cut at the first term past LEAST characters whose own hash says so, or before it would grow past MOST. As
# the hash is the term's alone, a change moves the cuts around it and no others.
LEAST, MOST, ONE_IN = 2_000, 6_000, 4

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;"
MARKS = "!#$%&'()*+,-./=?"  # sixteen more, which no number holds
_HALF = len(DIGITS) // 2
_REGIONS = 0x100  # beyond the digits


def digits(number: int) -> str:
    """Return `number` in base 32, all but its last digit from the upper half of DIGITS."""
    text = DIGITS[number % _HALF]
    while number := number // _HALF:
        text = DIGITS[_HALF + number % _HALF] + text
    return text


class _Written(dict[int, str]):
    """Small numbers as written: they are met over and over."""

    def __missing__(self, number: int) -> str:
        self[number] = text = digits(number)
        return text


_written = _Written()


def postings(numbers: list[int]) -> str:
    """Return ascending document `numbers` as text: for each region a letter for it, the first slot, then the gaps."""
    if not numbers:
        return ""
    text = _start(numbers[0])
    if len(numbers) == 1:  # as most are
        return text
    gaps = list(map(sub, numbers[1:], numbers))
    done = 0
    if max(gaps) > REGION // 2:  # as only those from one region to another are
        for i in [i for i, gap in enumerate(gaps) if gap > REGION // 2]:
            text += "".join(map(_written.__getitem__, gaps[done:i])) + _start(numbers[i + 1])
            done = i + 1
    return text + "".join(map(_written.__getitem__, gaps[done:]))


def _start(number: int) -> str:
    region, slot = divmod(number, REGION)
    return chr(_REGIONS + region) + _written[slot]


def cut(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield where each shard starts and its JSON; `entries` are the key and the JSON member of each term, in order."""
    shard: list[str] = []
    size = 0
    start = previous = ""
    for key, group in groupby(entries, itemgetter(0)):
        members = ",".join(member for _, member in group)
        if shard and (size + len(members) > MOST or size >= LEAST and crc32(key.encode()) % ONE_IN == 0):
            yield start, f"{{{','.join(shard)}}}"
            start, shard, size = _separator(previous, key), [], 0
        shard.append(members)
        size += len(members)
        previous = key
    if shard:
        yield start, f"{{{','.join(shard)}}}"


def _separator(before: str, after: str) -> str:
    """Return the shortest beginning of `after` that sorts behind `before`."""
    return next((after[:n] for n in range(1, len(after)) if after[:n] > before), after)
