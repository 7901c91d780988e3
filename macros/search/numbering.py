"""The numbers by which the index names documents: short, and stable when other documents come and go.

A document's number is `region * REGION + slot`. Its region is its kind and its year, the latest year first, so that
kind and year of a number are known without looking anything up, and equals come latest first. Its slot is a hash of
its address, within a table at least twice as large as the region's count of documents. So a new document takes a free
slot and moves hardly any other; only when a region outgrows its table are the numbers of that region dealt anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from zlib import crc32

from macros.search.documents import Document

REGION = 1 << 17
YEARS = 128
LAST_YEAR = 2100


def _region(document: Document, kinds: Sequence[str]) -> int:
    year = document.date[:4]
    rank = min(max(LAST_YEAR - int(year), 0), YEARS - 2) if year.isdigit() else YEARS - 1
    return kinds.index(document.kind) * YEARS + rank


def number(documents: Iterable[Document], kinds: Sequence[str]) -> dict[str, int]:
    """Return each document's number by its address; `kinds` are the names of the kinds in the order of their regions.

    Raises:
        ValueError: more documents of one kind and year than a region holds.
    """
    regions: defaultdict[int, list[str]] = defaultdict(list)
    for document in documents:
        regions[_region(document, kinds)].append(document.url)
    numbers: dict[str, int] = {}
    for region, urls in regions.items():
        size = 1 << (2 * len(urls) - 1).bit_length()
        if size > REGION // 2:
            raise ValueError(f"{len(urls)} documents of one kind and year; the search index holds {REGION // 4}")
        taken = -1
        for slot, url in sorted((crc32(url.encode()) % size, url) for url in urls):
            taken = max(slot, taken + 1)
            numbers[url] = region * REGION + taken
    return numbers
