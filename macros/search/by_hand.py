"""Pages written by hand that can be found: map, statistics, open data, lists, guides.

Of such a page its title, its description, its headings and the names in its head are searched. What records say on it is found as
these records; what a guide explains is no news of the movement.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.addresses.address import Address
from macros.files.head import HEAD
from macros.files.raw import decoded
from macros.search.documents import Document, DocumentKind

PAGE = DocumentKind("page", "Mục của trang")
NAMES = "searched_as"
"""What the head of a page calls further names by which readers ask for it."""

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(##?) (.+?)[ \t]*(?:\{.*\})?[ \t]*$", re.MULTILINE)


def documents_by_hand(written: Mapping[str, Path], place: str) -> Iterator[Document]:
    """Yield a document for each page that has a title, but for those that say `search: { exclude: true }`.

    Args:
        written: by file of the site, the page that it is made from; `publish.by_hand` has found no fault in their heads.
        place: that the whole site is of, and so each page, whether or not it says so: `bản đồ Hải Phòng`.
    """
    for file, page in sorted(written.items()):
        if document := _document(file, re.sub(r"\r\n?", "\n", str(decoded(page))), place):
            yield document


def _document(file: str, text: str, place: str) -> Document | None:
    head = HEAD.match(text)
    known: dict[str, Any] = (yaml.safe_load(head[1]) if head else None) or {}
    headings = [(len(level), heading) for level, heading in _HEADING.findall(_FENCED.sub("", text))]
    title = known.get("title") or next((heading for level, heading in headings if level == 1), "")
    search = known.get("search")
    if not title or (isinstance(search, dict) and search.get("exclude")):
        return None
    return Document(
        url=str(Address.of_file(file)),
        kind=PAGE.name,
        title=str(title),
        other_names=tuple(map(str, known.get(NAMES) or ())),
        summary=str(known.get("description") or ""),
        asked_as=(place,),
        facts=tuple(re.sub(r"`[^`]*`", "", heading) for level, heading in headings if level == 2),
    )
