"""Search: the index that the site is searched by. `docs/assets/search/engine.js` reads it."""

from macros.search.documents import Document, DocumentKind
from macros.search.index import write_index

__all__ = ["Document", "DocumentKind", "write_index"]
