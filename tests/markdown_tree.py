"""What a site that another builder made of the Markdown tree has otherwise than ours.

    .venv/bin/python -m tests.markdown_tree OURS THEIRS

prints it, page by page; `difference` tells it of one page. What is known to differ stands in docs/developers/markdown.md.
"""

import re
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tests.html_pages import HtmlPage, pages_of, target

# What stands around the text of a page is each builder's own, and so is what each adds to its headings.
_OURS_ALONE = ("take", "results", "here", "trail")
_OF_THE_FRAME = {"noi-dung-trang", "__skip"}  # where "skip to the content" leads
_NO_TEXT = {"script", "style", "template"}
_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Article(HTMLParser):
    """The text, the ids and the links of what stands between head and foot of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.words: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    @property
    def _is_inside(self) -> bool:
        return any(tag == "article" for tag, _ in self._open) and not any(is_apart for _, is_apart in self._open)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        classes = set(given.get("class", "").split())
        is_apart = tag in _NO_TEXT or bool(classes & {*_OURS_ALONE, "headerlink", "md-source-file"})
        if tag not in _EMPTY:
            self._open.append((tag, is_apart))
        if self._is_inside:
            if given.get("id", "__skip") not in _OF_THE_FRAME:
                self.ids.add(given["id"])
            if tag == "a" and "href" in given:
                self.links.append(given["href"])

    def handle_endtag(self, tag):
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self._is_inside:
            self.words += re.findall(r"\w+", data)


@dataclass(frozen=True)
class Difference:
    """What one page lacks, and what it has more, beside ours: words, ids, and where its links lead."""

    words: tuple[str, str]
    ids: tuple[set[str], set[str]]
    links: tuple[set[str], set[str]]

    def __bool__(self) -> bool:
        return any(map(bool, (*self.words, *self.ids, *self.links)))


def difference(ours: HtmlPage, theirs: HtmlPage) -> Difference:
    """Of a page and the same page made by another."""
    one, other = Article(ours.html), Article(theirs.html)
    words = one.words, other.words
    shared = 0
    while shared < min(map(len, words)) and words[0][shared] == words[1][shared]:
        shared += 1
    rests = (" ".join(rest[shared : shared + 12]) for rest in words)
    first, second = ({target(page, link) for link in found.links} for page, found in ((ours, one), (theirs, other)))
    return Difference(tuple(rests), (one.ids - other.ids, other.ids - one.ids), (first - second, second - first))


def main(arguments: list[str]) -> int:
    ours, theirs = (pages_of(Path(folder)) for folder in arguments)
    print(f"not in theirs: {sorted(ours.keys() - theirs.keys())}\nnot in ours: {sorted(theirs.keys() - ours.keys())}")
    differing = {at: found for at in ours.keys() & theirs.keys() if (found := difference(ours[at], theirs[at]))}
    for address, found in sorted(differing.items()):
        print(address, found)
    print(f"{len(differing)} of {len(ours.keys() & theirs.keys())} pages differ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
