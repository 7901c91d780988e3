"""What every kind of record has to have. Whoever adds one and forgets something is told here what.

`faults` is run on a copy of the project too, to which a kind is added (`test_growing.py`).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from macros.addresses.address import address_of
from macros.pages.view import templates
from macros.records import BY_FOLDER, RECORDS, Record
from macros.records.base import OTHER
from macros.records.fields import fields_of, links_to, parts_of
from macros.search.findable import documents
from tests.html_pages import pages_of, target

ROOT = Path(__file__).parents[1]


def faults(root: Path) -> Iterator[str]:
    """What is missing of a kind of record, in the project at `root`."""
    menu = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for kind in RECORDS:
        name = kind.__name__
        lacking = [fact for fact in ("folder", "singular", "noun", "section") if not getattr(kind, fact, "")]
        if lacking:
            yield f"{name} does not say its {', '.join(lacking)}"
            continue
        if not any((root / "docs/mau" / kind.folder).rglob("*.yml")):
            yield f"{name} has no sample in docs/mau/{kind.folder}/"
        if kind.address:
            if kind.folder not in templates():
                yield f"{name} has no template macros/pages/templates/{kind.folder}.md.jinja"
            if kind.index is None:
                yield f"{name} does not say its index, the page that lists all"
            if kind.search_order is None:
                yield f"{name} has pages but no search_order, so it can't be found"
        elif not (kind.index or kind.told_by or kind.folder in WORDS):
            yield f"{name} is told of nowhere: it has no address, no index and no told_by"
        if kind.index and not (root / "docs" / kind.index).is_file():
            yield f"{name} has no index page docs/{kind.index}"
        if kind.index and f": {kind.index}" not in menu:
            yield f"{name} has no line in the menu of mkdocs.yml for {kind.index}"
        if kind.search_order is not None and not (kind.address or kind.index):
            yield f"{name} is searched for but has neither page nor entry to lead to"
    for fact in ("folder", "singular", "section", "address", "search_order"):
        stated = [value for kind in RECORDS if (value := getattr(kind, fact, None)) is not None]
        for twice in sorted({str(value) for value in stated if stated.count(value) > 1}):
            yield f"two kinds have the same {fact}: {twice}"
    for kind in RECORDS:
        for part in (kind, *parts_of(kind)):
            for field in fields_of(part).values():
                if not (field.label and field.help):
                    yield f"{part.__name__}.{field.name} has no title or no description"
                if field.link and field.link not in BY_FOLDER:
                    yield f"{part.__name__}.{field.name} links to {field.link}, which is no kind of record"
                if field.many and field.part and not (field.part.table or field.internal):
                    yield f"{field.part.__name__} stands in lists and does not say its table"


def test_what_is_another_kind_can_be_said_in_words():
    """Beside each choice that has `other` stands a field for the words; of the level, who recognised or awarded says them."""
    for part in {part for kind in RECORDS for part in (kind, *parts_of(kind))}:
        for field in fields_of(part).values():
            if OTHER in field.choices:
                assert (f"{field.name}_name" if field.name != "level" else "by") in fields_of(part), (part, field.name)


WORDS = ("event-kinds",)
"""Folders of words that other records use, and that the site tells of by these alone."""


def test_nothing_of_a_kind_is_forgotten():
    assert list(faults(ROOT)) == []


def test_only_words_that_others_use_are_told_of_nowhere():
    assert all(any(links_to(kind, folder) for kind in RECORDS) for folder in WORDS)


@pytest.mark.parametrize(
    "kind", [kind for kind in RECORDS if kind.search_order is not None], ids=lambda kind: kind.folder
)
def test_every_record_of_a_kind_can_be_found(kind, real):
    found = {document.url for document in documents(real) if document.kind == kind.singular}
    assert found == {str(address_of(real, record)) for record in real.all(kind)} != set()


@pytest.mark.parametrize("site", ["mini_site", "real_site"])
def test_every_record_stands_on_the_pages_of_its_sources(site, request, real, find):
    """By its link, or by its name where it has no page: whatever its kind, and wherever in it the source is named."""
    door, pages = (find if site == "mini_site" else real), pages_of(request.getfixturevalue(site))
    for source in door.all(BY_FOLDER["sources"]):
        page = pages[f"/nguon/{source.id}/"]
        linked = {target(page, link) for link in page.links}
        for kind in RECORDS:
            for record in door.referring(source, kind):
                if door.has_page(record):
                    assert (f"/{kind.address}/{record.id}/", "") in linked
                else:
                    assert door.name(record) in page.text("article")


def test_the_browser_is_told_what_kinds_are_called(mini_site):
    manifest = yaml_load((mini_site / "assets/search/index/manifest.json").read_text(encoding="utf-8"))
    assert manifest["kindNames"] == {kind.singular: kind.section for kind in searched()} | {
        "point": "Thôn, tổ dân phố, cơ sở",
        "page": "Mục của trang",
    }
    assert manifest["kinds"] == [*(kind.singular for kind in searched()), "point", "page"]
    assert manifest["kindWords"]["mo hinh"] == "model"
    assert set(manifest["kindWords"].values()) <= set(manifest["kinds"])


def searched() -> list[type[Record]]:
    return sorted((kind for kind in RECORDS if kind.search_order is not None), key=lambda kind: kind.search_order)
