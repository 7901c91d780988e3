"""The posting lists of terms, cut into files that a reader fetches a few of."""

from collections.abc import Iterable, Iterator
from functools import cache
from operator import sub
from zlib import crc32

from macros.text import fold

# A shard is cut at the first term past LEAST characters whose own hash says so, or past MOST. As the hash is the
# term's alone, a change moves the cuts around it and no others.
LEAST, MOST, ONE_IN = 2_500, 8_000, 4


def postings(numbers: list[int]) -> str:
    """Return ascending document `numbers` as a JSON list: the first, then the gaps."""
    if len(numbers) == 1:  # as most are
        return f"[{numbers[0]}]"
    return repr(list(map(sub, numbers, [0, *numbers[:-1]]))).replace(" ", "")


_fold_word = cache(fold)


def term_key(term: str) -> str:
    """Return what `term` is sorted and looked up by; a space sorts first, so a word stands before its pairs."""
    return " ".join(map(_fold_word, term.split(" ")))


def cut(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield where each shard starts and its JSON; `entries` are the key and the JSON member of each term, in order."""
    shard: list[str] = []
    size = 0
    start = previous = ""
    for key, member in entries:
        if key != previous and (size >= MOST or size >= LEAST and crc32(key.encode()) % ONE_IN == 0):
            yield start, f"{{{','.join(shard)}}}"
            start, shard, size = _separator(previous, key), [], 0
        shard.append(member)
        size += len(member)
        previous = key
    if shard:
        yield start, f"{{{','.join(shard)}}}"


def _separator(before: str, after: str) -> str:
    """Return the shortest beginning of `after` that sorts behind `before`."""
    return next((after[:n] for n in range(1, len(after)) if after[:n] > before), after)
