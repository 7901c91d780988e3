"""Files of which a reader needs parts: many small blocks in few files.

A pack is some blocks one behind the other, each filled up to a whole number of units. A directory names the packs and says how
many units each block has, so a reader knows where a block lies and asks the server for that range; from a server that knows no
ranges it gets the whole pack, which is kept small enough for that.
"""

from collections.abc import Iterable, Iterator
from zlib import crc32

NAMED = "="  # in a term, before the name that initials stand for; no word has it
FOLDERS = ("terms", "common", "bodies", "places", "cards")
"""Where they lie, below the index."""
HEAVY = 512  # bytes of a term, which would weigh on its neighbours: its block is its own, and of the few whose hash begins as its does
ONE_IN = 16  # terms, behind which a pack may end
LONGEST = 40  # letters of where a pack starts, which is its file's name; a pack grows rather than be called longer


def cut(entries: Iterable[tuple[str, bytes]], size: int, blocks: int) -> Iterator[tuple[str, list[bytes], list[int]]]:
    """Yield where each pack starts, its blocks, and with what byte the hashes begin whose terms have blocks of their own, behind
    the others and in this order; of packs of about `size` bytes, with so many blocks beside those. `entries` are the key and the bytes of
    each term, in order.

    Which terms go together is said by the keys' own hashes wherever it can be, so that a change moves few.
    """
    pack: list[tuple[int, bytes]] = []
    full = 0
    start = previous = ""
    for key, entry in entries:
        hashed = hash_of(key)
        ends = full + len(entry) > 2 * size or (full >= size and crc32(key.encode()) % ONE_IN == 0)
        if full and ends and hashed != pack[-1][0] and len(here := _separator(previous, key)) <= LONGEST:
            yield start, *_blocks(pack, blocks)
            start, pack, full = here, [], 0
        pack.append((hashed, entry))
        full += len(entry)
        previous = key
    if full:
        yield start, *_blocks(pack, blocks)


def _blocks(pack: list[tuple[int, bytes]], number: int) -> tuple[list[bytes], list[int]]:
    """Return the blocks of a pack of so hashed terms, and the first bytes of the hashes that have blocks of their own."""
    own = sorted({hashed >> 24 for hashed, entry in pack if len(entry) > HEAVY})
    blocks = [b""] * (number + len(own))
    for hashed, entry in pack:
        first = hashed >> 24
        blocks[number + own.index(first) if first in own else hashed % number] += entry
    return blocks, own


def hash_of(key: str) -> int:
    """Return what says in which block of its pack a term stands. Terms that differ in how their second word, a number or a name that initials
    stand for, goes on stand together, as a reader asks for all of them."""
    second = key.find(" ") + 1
    if second and (key[second : second + 1].isdigit() or key.startswith(NAMED, second)):
        key = key[: second + 1]
    return crc32(key.encode())


def _separator(before: str, after: str) -> str:
    """Return the shortest beginning of `after` that sorts behind `before`."""
    return next((after[:n] for n in range(1, len(after)) if after[:n] > before), after)
