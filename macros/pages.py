"""Which pages the catalogue calls for, at which addresses, and the one macro that each consists of.

A page's source holds nothing of a record but its id, so no record text is ever read as a template.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from markupsafe import escape

from macros.archive import Month, by_month, year_source
from macros.catalogue import Catalogue
from macros.markup import plain
from macros.published import Published
from macros.records import RECORDS, Model, Organisation, Record, Site, Theme, Unit

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page may load and run: files of the site and nothing else (`data:` is for the icons in Material's stylesheet)."""

MODELS_ON_A_PAGE = 60


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


def models_source(record: Record | None, part: int) -> str:
    """Where a page of the models of a theme, unit or organisation would lie, or of all models; the first is its own page."""
    if part == 1:
        return source_of(record) if record else "mo-hinh/index.md"
    return f"{record.address}/{record.id}/mo-hinh/{part}.md" if record else f"mo-hinh/trang/{part}.md"


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every page that the catalogue calls for."""
    for kind in RECORDS:
        for record in catalogue.all(kind.folder):
            if catalogue.has_page(record):
                yield _record_page(catalogue, record)
            if isinstance(record, Model):
                yield _kit_page(record)
            if isinstance(record, Theme | Unit | Organisation) and catalogue.has_page(record):
                count = len(catalogue.models_of(record))
                title = f"Mô hình: {_title(catalogue, record)}"
                yield from _model_pages(title, count, record, _trail(catalogue, record))
    yield from _model_pages("Mô hình", len(catalogue.models), None, ())
    for year in catalogue.years:
        title = f"Năm {year}"
        description = f"Sự kiện, mô hình ra mắt và kết quả năm {year} của phong trào tại {catalogue.site.place}."
        yield Page(
            year_source(year), f"{{{{ year_page({year}) }}}}", title, description, (("Sự kiện", "su-kien/index.md"),)
        )
    for months in by_month(catalogue.events).values():
        for month in months:
            yield from _month_pages(catalogue, month)


def _model_pages(title: str, count: int, record: Record | None, trail: tuple) -> Iterator[Page]:
    """The second and further pages of a list of models."""
    of = f', "{record.folder}", "{record.id}"' if record else ""
    first = (title.removeprefix("Mô hình: "), models_source(record, 1))
    for part in range(2, -(-count // MODELS_ON_A_PAGE) + 1):
        whole, body = f"{title}, trang {part}", f"{{{{ model_page({part}{of}) }}}}"
        yield Page(models_source(record, part), body, whole, f"{whole}.", (*trail, first))


def _month_pages(catalogue: Catalogue, month: Month) -> Iterator[Page]:
    trail = (("Sự kiện", "su-kien/index.md"), (f"Năm {month.year}", year_source(month.year)))
    for part in range(1, len(month.parts) + 1):
        title = month.title + (f", trang {part}" if part > 1 else "")
        body = f"{{{{ month_page({month.year}, {month.number}, {part}) }}}}"
        yield Page(month.source(part), body, title, f"{title} tại {catalogue.site.place}.", trail)


def _record_page(catalogue: Catalogue, record: Record) -> Page:
    title = _title(catalogue, record)
    body = f'{{{{ record_page("{record.folder}", "{record.id}") }}}}'
    return Page(
        source_of(record), body, title, _description(catalogue, record, title), _trail(catalogue, record), record
    )


def _title(catalogue: Catalogue, record: Record) -> str:
    return catalogue.unit_name(record) if isinstance(record, Unit) else record.heading


def kit_source(model: Model) -> str:
    """Where the kit of a model, for printing, would lie under `docs/`."""
    return f"{model.address}/{model.id}/bo-tai-lieu.md"


def _kit_page(model: Model) -> Page:
    """The kit says less than the model's page, so search engines are asked to leave it out."""
    trail = ((SECTIONS["models"], f"{model.address}/index.md"), (model.name, source_of(model)))
    body = f'---\nrobots: noindex\n---\n\n{{{{ kit_page("{model.id}") }}}}'
    return Page(kit_source(model), body, f"Bộ tài liệu in: {model.name}", f"Hai trang A4 để in: {model.name}", trail)


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


def robots(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the file that tells crawlers where the sitemap is, if the site has a host to itself: crawlers
    look for it nowhere else (RFC 9309)."""
    if site.url and urlsplit(site.url).path == "/":
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n"


def moves(catalogue: Catalogue, published: Published) -> dict[str, tuple[str, Path]]:
    """Return, for every old address that leads on, (the new address, the file that asks for it).

    They are the old ids (aliases) of records, the addresses marked as moved in the list of published ones, and the pages
    that records had and have no longer, such as those of units whose content went elsewhere. What was published under
    such a page, its feed for instance, is now under the new one.
    """
    leads: dict[str, tuple[str, Path]] = {old: (new, published.file) for old, new in published.forwards()}
    for kind in RECORDS:
        for record in catalogue.all(kind.folder) if kind.address else []:
            has_page = catalogue.has_page(record)
            for old_id in record.aliases if has_page else [record.id, *record.aliases]:
                old = f"/{kind.address}/{old_id}/"
                if has_page or old in published.fates:
                    leads[old] = f"/{address_of(catalogue, record)}", cast(Path, record.file)
    for address, fate in published.fates.items():
        page = "/".join(address.split("/")[:3]) + "/"
        if not fate and address != page and page in leads and leads[page][0].endswith("/"):
            leads[address] = leads[page][0] + address.removeprefix(page), leads[page][1]
    return leads


def forwarding(old: str, new: str) -> str:
    """A page that leads on from one address of the site to another, by relative links: the site may lie in a folder."""
    path, mark, anchor = new.partition("#")
    relative = posixpath.relpath(path, old) + ("/" if path.endswith("/") else "")
    target = escape(relative + mark + anchor)
    return (
        f'<!doctype html>\n<html lang="vi"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}"><title>Trang đã chuyển</title>\n'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">\n'
        f'<p>Trang này đã chuyển tới <a href="{target}">địa chỉ mới</a>.</p></html>\n'
    )


def gone_pages(published: Published) -> dict[str, Page]:
    """Return, for every address whose page was taken down, the path of its file in the site → a page that says so."""
    title, description = "Trang này đã được gỡ", "Nội dung từng đăng ở địa chỉ này không còn trên trang."
    body = (
        f"---\nrobots: noindex\n---\n\n# {title}\n\n{description} Mời tìm ở ô tìm kiếm đầu trang, hoặc chọn một mục.\n"
    )
    return {
        f"{address[1:]}index.html": Page(f"{address.strip('/')}.md", body, title, description, ())
        for address in published.gone()
    }
