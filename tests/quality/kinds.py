"""Which pages stand for all pages of a site: few enough to look at each of them in a browser, in every mode."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.addresses.address import page_of
from macros.records import Event, Model, Unit
from tests.conftest import ROOT, finder
from tests.html_pages import HtmlPage, pages_of


def kinds(site: Path, known: Iterable[HtmlPage] = ()) -> list[HtmlPage]:
    """Pages of a built site that together show every kind of page, and every kind of element that is on any of its pages.

    They are all pages that are written by hand, of the others the longest at each depth below each top folder, and, as long as some page has an
    element (tag, class and role) that none of these has, the page with most such. Nothing names a kind, so a new one is
    among them by itself. With `known` pages, only those are given that add an element to what is on the known ones.
    """
    pages = [page for page in pages_of(site).values() if not page.forwards]
    chosen = list(known)
    if not chosen:
        longest: dict[tuple, HtmlPage] = {}
        for page in pages:
            folder, *below = page.address.strip("/").split("/")
            kind = (page.address,) if _is_handwritten(page) else (folder, len(below))
            longest[kind] = max(page, longest.get(kind, page), key=lambda one: len(one.html))
        chosen = list(longest.values())
    seen = {element for page in chosen for element in _elements(page)}
    added = [] if known else chosen
    while fresh := {page: count for page in pages if (count := len(_elements(page) - seen))}:
        added.append(max(fresh, key=fresh.__getitem__))
        seen |= _elements(added[-1])
    return added


def fewest(pages: Mapping[str, HtmlPage]) -> list[str]:
    """Addresses of as few of some pages as show every kind of element that is on any of them, and of the three longest."""
    chosen = sorted(pages, key=lambda address: len(pages[address].html))[-3:]
    seen = set().union(*(_elements(pages[address]) for address in chosen))
    while fresh := {address: count for address, page in pages.items() if (count := len(_elements(page) - seen))}:
        chosen.append(max(fresh, key=fresh.__getitem__))
        seen |= _elements(pages[chosen[-1]])
    return chosen


def main_pages(site: Path, data: Path = ROOT / "data") -> dict[str, str]:
    """What readers of a site come for → the address of such a page, without the first slash: of records, with pictures if any has
    them, the longest of its kind."""
    find = finder(data)

    def longest(records) -> str:
        addresses = [page_of(record).path for record in records if find.has_page(record)]
        texts = {address: (site / address / "index.html").read_text(encoding="utf-8") for address in addresses}
        return max(addresses, key=lambda address: ("<picture" in texts[address], len(texts[address].encode())))

    return {
        "home": "",
        "model": longest(find.all(Model)),
        "event": longest(find.all(Event)),
        "ward": longest(unit for unit in find.all(Unit) if unit.end is None),
        "archive": "su-kien/luu-tru/",
        "models": "mo-hinh/",
        "map": "ban-do/",
        "statistics": "thong-ke/",
        "search": "tim-kiem/?q=camera",
    }


def _is_handwritten(page: HtmlPage) -> bool:
    name = page.address.strip("/")
    return any((ROOT / "docs" / file).is_file() for file in (f"{name}.md", f"{name}/index.md")) or name.endswith(
        ".html"
    )


def _elements(page: HtmlPage) -> set[tuple[str, str]]:
    return {
        (tag, name)
        for tag, a in page.elements
        for name in (*a.get("class", "").split(), a.get("role", ""), *filter(str.isalpha, a))
    }
