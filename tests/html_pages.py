"""The pages of a built site, as tests look at them."""

from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NO_TEXT = {"script", "style", "template"}


class HtmlPage(HTMLParser):
    """One page: its elements as (tag, attributes), its links and ids, and its text."""

    def __init__(self, file: Path, site: Path):
        super().__init__()
        self.file = file
        self.address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        self.html = file.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._path: list[str] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in _EMPTY:
            self._path.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag):
        if tag in self._path:
            while self._path.pop() != tag:
                pass

    def handle_data(self, data):
        if not _NO_TEXT.intersection(self._path):
            for tag in {*self._path, ""}:
                self.texts.setdefault(tag, []).append(data)

    def text(self, tag: str = "") -> str:
        """All text inside elements of this tag, its white space made single."""
        return " ".join("".join(self.texts.get(tag, [])).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of this tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    @cached_property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}

    @cached_property
    def links(self) -> list[str]:
        """Every address that the page loads, leads to or sends a form to."""
        return [a[name] for _, a in self.elements for name in ("href", "src", "action") if name in a]

    @property
    def forwards(self) -> bool:
        """Whether it only leads from an old address to the new one."""
        return any(a.get("http-equiv") == "refresh" for a in self.all("meta"))  # within `noscript`: a script is faster

    def meta(self, name: str) -> str | None:
        return next((a.get("content") for a in self.all("meta") if a.get("name") == name), None)


def pages_of(site: Path) -> dict[str, HtmlPage]:
    """Address → page, for every page of a built site."""
    built = site.stat()
    return _pages_of(site, built.st_ino, built.st_mtime_ns)


@lru_cache(maxsize=4)  # many tests look at the same two sites
def _pages_of(site: Path, *_: int) -> dict[str, HtmlPage]:
    pages = [HtmlPage(file, site) for file in sorted(site.rglob("*.html"))]
    return {page.address: page for page in pages}


def target(page: HtmlPage, link: str) -> tuple[str, str] | None:
    """The address in the site, and the anchor, that a link of `page` leads to; None if it leads outside."""
    whole, anchor = urldefrag(urljoin(f"http://site{page.address}", link))
    parts = urlsplit(whole)
    if parts.scheme not in ("http", "https") or parts.netloc != "site":
        return None
    return unquote(parts.path), unquote(anchor)
