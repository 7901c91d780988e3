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


class _Gaps(dict[int, str]):
    """Gaps as written: they are met over and over."""

    def __missing__(self, gap: int) -> str:
        self[gap] = text = digits(gap)
        return text


class _Starts(dict[int, str]):
    """Documents' numbers as written where a region starts: a letter for it, then the slot."""

    def __missing__(self, number: int) -> str:
        region, slot = divmod(number, REGION)
        self[number] = text = chr(_REGIONS + region) + digits(slot)
        return text


_gaps, _starts = _Gaps(), _Starts()


def postings(numbers: list[int]) -> str:
    """Return ascending document `numbers` as text: for each region a letter for it, the first slot, then the gaps."""
    if len(numbers) < 2:  # as in most lists
        return "".join(map(_starts.__getitem__, numbers))
    others = numbers[1:]
    # Only from one region to another is it so far.
    written = [
        _gaps[gap] if gap < REGION // 2 else _starts[n]
        for gap, n in zip(map(sub, others, numbers), others, strict=True)
    ]
    return _starts[numbers[0]] + "".join(written)


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
