"""Which pages the catalogue calls for, at which addresses, and the one macro that each consists of.

A page's source holds nothing of a record but its id, so no record text is ever read as a template.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from macros.catalogue import Catalogue
from macros.markup import plain
from macros.records import RECORDS, Record, Unit

YEARS = "nam"


@dataclass(frozen=True)
class Page:
    """A generated page: where its Markdown would lie under `docs/`, its body, and what its head says.

    `title`, `description` and the texts of `trail` (the way from the home page: text and source path, or None where
    there is no page) are plain text, not HTML.
    """

    source: str
    body: str
    title: str
    description: str
    trail: tuple[tuple[str, str | None], ...]
    record: Record | None = None


def source_of(record: Record) -> str:
    """Where the page of a record would lie under `docs/`: `mo-hinh/x.md`."""
    return f"{record.address}/{record.id}.md"


def address_of(catalogue: Catalogue, record: Record) -> str:
    """The address of a record on the site: its page, or its entry on the page that lists its kind."""
    if catalogue.has_page(record):
        return source_of(record).removesuffix(".md") + "/"
    return f"{'dia-ban' if isinstance(record, Unit) else 'thuat-ngu'}/#{anchor_of(record)}"


def anchor_of(record: Record) -> str:
    """The id of a record's entry on the page that lists its kind."""
    return f"muc-{record.id}"


def year_source(year: int) -> str:
    """Where the page of a year would lie under `docs/`."""
    return f"{YEARS}/{year}.md"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every page that the catalogue calls for."""
    for kind in RECORDS:
        for record in catalogue.all(kind.folder):
            if catalogue.has_page(record):
                yield _record_page(catalogue, record)
    for year in catalogue.years:
        title = f"Năm {year}"
        description = f"Sự kiện, mô hình ra mắt và kết quả năm {year} của phong trào tại {catalogue.site.place}."
        yield Page(
            year_source(year), f"{{{{ year_page({year}) }}}}", title, description, (("Sự kiện", "su-kien/index.md"),)
        )


def _record_page(catalogue: Catalogue, record: Record) -> Page:
    title = catalogue.unit_name(record) if isinstance(record, Unit) else record.heading
    body = f'{{{{ record_page("{record.folder}", "{record.id}") }}}}'
    return Page(
        source_of(record), body, title, _description(catalogue, record, title), _trail(catalogue, record), record
    )


def _description(catalogue: Catalogue, record: Record, title: str) -> str:
    """One or two sentences for search engines and link previews, cut at a word within 160 characters."""
    summary = getattr(record, "summary", None)
    text = (
        plain(getattr(summary, "text", summary))
        if summary
        else f"{title}: {record.noun} trên trang {catalogue.site.name}."
    )
    return text if len(text) <= 160 else text[:158].rsplit(" ", 1)[0] + "…"


def _trail(catalogue: Catalogue, record: Record) -> tuple[tuple[str, str | None], ...]:
    section = (SECTIONS[record.folder], f"{record.address}/index.md")
    if not isinstance(record, Unit):
        return (section,)
    above = reversed(catalogue.lineage.above(record))
    return (section, *((catalogue.unit_name(unit), source_of(unit)) for unit in above))


SECTIONS = {
    "models": "Mô hình",
    "events": "Sự kiện",
    "units": "Địa bàn",
    "organisations": "Cơ quan, đoàn thể",
    "themes": "Lĩnh vực",
    "sources": "Nguồn",
    "documents": "Văn bản",
}
"""The sections of the site that records have pages in, as breadcrumbs name them."""


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield (path of a file in the site, its HTML) for every old address (alias) of a record that has a page."""
    for kind in RECORDS:
        for record in catalogue.all(kind.folder):
            for alias in record.aliases if catalogue.has_page(record) else []:
                target = escape(f"../{record.id}/")
                html = (
                    f'<!doctype html>\n<html lang="vi"><meta charset="utf-8"><title>Trang đã chuyển</title>\n'
                    f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">\n'
                    f'<p>Trang này đã chuyển tới <a href="{target}">địa chỉ mới</a>.</p></html>\n'
                )
                yield f"{record.address}/{alias}/index.html", html
