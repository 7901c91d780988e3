"""The posting lists of terms, cut into files that a reader fetches a few of."""

from collections.abc import Iterable, Iterator
from zlib import crc32

from macros.search.numbering import REGION
from macros.text import fold

# A shard is cut at the first term past LEAST characters whose own hash says so, or past MOST. As the hash is the
# term's alone, a change moves the cuts around it and no others.
LEAST, MOST, ONE_IN = 6_000, 18_000, 4


def postings(numbers: Iterable[int]) -> str:
    """Return ascending document `numbers` as a JSON list: each region as -1 - region, then slots as gaps."""
    parts: list[int] = []
    region = last = -1
    for number in numbers:
        if number // REGION != region:
            region = number // REGION
            parts.append(-1 - region)
            last = region * REGION
        parts.append(number - last)
        last = number
    return f"[{','.join(map(str, parts))}]"


def term_key(term: str) -> str:
    """Return what `term` is sorted and looked up by; a space sorts first, so a word stands before its pairs."""
    return fold(term)


def cut(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the first key and the entries of each shard of `entries`, which are (term, JSON) in order of key."""
    shard: list[tuple[str, str]] = []
    size = 0
    key = previous = ""
    for term, json in entries:
        previous, key = key, term_key(term)
        if key != previous and (size >= MOST or size >= LEAST and crc32(key.encode()) % ONE_IN == 0):
            yield term_key(shard[0][0]), shard
            shard, size = [], 0
        shard.append((term, json))
        size += len(term) + len(json)
    if shard:
        yield term_key(shard[0][0]), shard
