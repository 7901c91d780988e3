"""Search: the index that the site is searched by. `docs/assets/search/engine.js` reads it."""

from macros.search.documents import Document, DocumentKind

__all__ = ["Document", "DocumentKind"]
