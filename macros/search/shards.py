"""Terms in alphabetical order, cut into files that a reader fetches a few of."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from zlib import crc32

# A shard is cut at the first term past LEAST characters whose own hash says so, or before it would grow past MOST. As
# the hash is the term's alone, a change moves the cuts around it and no others.
LEAST, MOST, ONE_IN = 500, 1_500, 4
LONGEST = 40  # letters of where a shard starts, which is its file's name; a shard grows rather than be called longer


def cut(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield where each shard starts and its JSON; `entries` are the key and the JSON member of each term, in order."""
    shard: list[str] = []
    size = 0
    start = previous = ""
    for key, group in groupby(entries, itemgetter(0)):
        members = ",".join(member for _, member in group)
        full = size + len(members) > MOST or (size >= LEAST and crc32(key.encode()) % ONE_IN == 0)
        if shard and full and len(here := _separator(previous, key)) <= LONGEST:
            yield start, f"{{{','.join(shard)}}}"
            start, shard, size = here, [], 0
        shard.append(members)
        size += len(members)
        previous = key
    if shard:
        yield start, f"{{{','.join(shard)}}}"


def _separator(before: str, after: str) -> str:
    """Return the shortest beginning of `after` that sorts behind `before`."""
    return next((after[:n] for n in range(1, len(after)) if after[:n] > before), after)
