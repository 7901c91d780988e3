"""The numbers by which the index names documents: small, close together, and stable when other documents come and go.

A region is the documents of one kind and year, the latest year first, so that a number tells kind and year, and equals come
latest first. The parts of one whole are a region of their own, behind all others, whose first number is the whole's: so a number
tells with which others a document is told once. Within a region a document has a slot by a hash of its unit and its address: those of a unit stand near each other, as a
query asks for them together. There are more slots than documents, so a new one takes a free slot and moves few others; only
when a region outgrows its slots are its numbers dealt anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from macros.search.documents import Document, wholes

_ROOMY = 1.2  # slots for a document at least
_SPREAD = 4  # the documents of a unit are spread over a region's 2^-4th


class Region(NamedTuple):
    """The numbers of the documents of one kind and year, or of the parts of one whole."""

    kind: int  # its place among the kinds
    year: int  # 0 if unknown
    slots: int
    parts: int = 0  # of one whole, if it is of such


class Numbering(NamedTuple):
    """The number of each document by its address, and the regions in the order of their numbers, from 0 on."""

    numbers: dict[str, int]
    regions: list[Region]


def number(documents: Iterable[Document], kinds: Sequence[str]) -> Numbering:
    """Number the documents; `kinds` are the names of the kinds in the order of their regions."""
    documents = list(documents)
    parts = wholes(documents)
    regions: defaultdict[tuple[bool, int, int, str], list[tuple[int, str]]] = defaultdict(list)
    for document in documents:
        year = int(document.date[:4]) if document.date[:4].isdigit() else 0
        is_whole = document.url in parts
        whole = document.url if is_whole else document.whole
        near = 0 if is_whole else _hash(document)
        regions[bool(whole), kinds.index(document.kind), -year, whole].append((near, document.url))
    numbers: dict[str, int] = {}
    listed = []
    first = 0
    for (_, kind, before, whole), hashed in sorted(regions.items()):
        size = _slots(len(hashed))
        for slot, (_, url) in zip(
            _dealt([h * size >> 32 for h, _ in sorted(hashed)], size), sorted(hashed), strict=True
        ):
            numbers[url] = first + slot
        listed.append(Region(kind, -before, size, parts[whole]))
        first += size
    return Numbering(numbers, listed)


def _hash(document: Document) -> int:
    near = document.unit_ids[0] if document.unit_ids else document.url
    return crc32(near.encode()) + (crc32(document.url.encode()) >> _SPREAD) & 0xFFFFFFFF


def _slots(documents: int) -> int:
    """How many slots so many documents have: 2, 3, 4, 6, 8, 12…, so that it seldom changes."""
    size = 2
    while size < _ROOMY * documents:
        size += size // 2 if size & (size - 1) == 0 else size // 3
    return size


def _dealt(wanted: list[int], size: int) -> list[int]:
    """Return a slot for each of ascending `wanted`, the next free one where it is taken, below `size`."""
    slots: list[int] = []
    for slot in wanted:
        slots.append(max(slot, slots[-1] + 1) if slots else slot)
    for i in range(len(slots) - 1, -1, -1):
        most = (slots[i + 1] if i + 1 < len(slots) else size) - 1
        if slots[i] <= most:
            break
        slots[i] = most
    return slots
