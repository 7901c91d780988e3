"""Documents in portions, as an index takes them, of which nothing is known but what they are."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from zlib import crc32

from macros.search.documents import Document, Portion

_PORTIONS = 64


def portioned(documents: Iterable[Document]) -> list[Portion]:
    """All documents, each where its address says."""
    some: defaultdict[int, list[Document]] = defaultdict(list)
    for document in documents:
        some[crc32(document.url.encode()) % _PORTIONS].append(document)
    return [Portion(str(at), b"", partial(lambda held: (held, b""), held), bytes) for at, held in some.items()]
