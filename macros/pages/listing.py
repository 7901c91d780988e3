"""Which pages the records call for, and the one macro that each consists of.

A page's source is the same for all and holds nothing of a record, so no record text is ever read as a template, and the
source is compiled once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from macros.addresses import address
from macros.addresses.address import Address
from macros.addresses.occasions import page_of_occasion
from macros.addresses.published import Published
from macros.catalogue import Finder
from macros.catalogue.archive import Month
from macros.catalogue.cut import cut_flat
from macros.catalogue.occasions import Occasion
from macros.language.markup import plain
from macros.pages.lists import LISTS, Listed, listed, long_lists
from macros.records import RECORDS, Event, Model, Record, Unit
from macros.search.gathered import KIT

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page may load and run: files of the site and nothing else (`data:` is for the icons in Material's stylesheet)."""

SOURCE = "{{ this_page() }}"
"""The source of each of them: a macro that finds by the page's address what the page consists of."""

_PLACES_ON_A_PAGE = 500

Trail = tuple[tuple[str, Address | None], ...]
"""The way from the home page: texts and addresses, None where there is no page."""


@dataclass(frozen=True)
class Page:
    """A generated page: its address, the macro that it consists of with its arguments, and what its head says.

    `title`, `description` and the texts of `trail` are plain text, not HTML. One not `listed` is left out by search engines.
    """

    address: Address
    macro: str
    arguments: tuple[str | int | None, ...]
    title: str
    description: str
    trail: Trail
    record: Record | None = None
    listed: bool = True

    @property
    def source(self) -> str:
        """What MkDocs reads in the place of a file."""
        return SOURCE if self.listed else f"---\nrobots: noindex\n---\n\n{SOURCE}"


def pages(find: Finder) -> Iterator[Page]:
    """Yield every page that the records call for."""
    for kind in RECORDS:
        for record in find.all(kind):
            if find.has_page(record):
                yield _record_page(find, record)
            if isinstance(record, Model) and record.can_be_copied:
                yield _kit_page(record)
    events = ((Event.section, address.EVENTS),)
    for year in find.years:
        description = f"Sự kiện, mô hình ra mắt và kết quả năm {year} của phong trào tại {find.site.place}."
        yield Page(address.year(year), "year_page", (year,), f"Năm {year}", description, events)
    for one in long_lists(find):
        yield from _list_pages(find, one)
    for occasion in find.occasions():
        yield from _occasion_pages(occasion, events)
    for months in find.months.values():
        for month in months:
            yield from _month_pages(find, month, events)


def page_telling_of(find: Finder, record: Record) -> tuple[Address | None, Page | None]:
    """Where the site tells of a record, or will as soon as there is something to tell (of units), and the page that is generated
    there: None if it is one that is written by hand, or none."""
    for one in (record, *find.holders(record)):
        if one.address:
            page = _record_page(find, one)
            return page.address, page
    there = address.address_of(find, record)
    lists = [name for name, one in LISTS.items() if there and one.home == address.index_of(type(record))]
    parts = (page for name in lists for page in _list_pages(find, listed(find, name)))
    return there, next((page for page in parts if there and page.address.path == there.path), None)


def record_page_at(find: Finder, file: str) -> Page | None:
    """The page of a record that is a file of the site, without all others being laid out; None if it is none."""
    above, _, record_id = file.removesuffix("/index.html").rpartition("/")
    for kind in RECORDS:
        if file.endswith("/index.html") and kind.address == above and record_id in find.ids(kind):
            record = find.get(kind, record_id)
            return _record_page(find, record) if find.has_page(record) else None
    return None


def _list_pages(find: Finder, listed: Listed) -> Iterator[Page]:
    """The further pages of a list."""
    holder = listed.holder
    trail: Trail = ()
    if isinstance(holder, Record):
        trail = (*_trail(find, holder), (find.name(holder), address.page_of(holder)))
    elif holder:
        trail = ((Event.section, address.EVENTS), (f"Năm {holder}", address.year(holder)))
    else:
        trail = ((listed.section, listed.home),)
    folder, name = (holder.folder, holder.id) if isinstance(holder, Record) else (None, holder)
    for place, part in enumerate(listed.cut.parts):
        title = listed.title_of(find, part)
        arguments = (listed.name, place, folder, name)
        yield Page(listed.address(part), "list_page", arguments, title, f"{title}.", trail)


def _month_pages(find: Finder, month: Month, events: Trail) -> Iterator[Page]:
    trail = (*events, (f"Năm {month.year}", address.year(month.year)))
    for part in range(1, len(month.parts) + 1):
        title = month.title + (f", trang {part}" if part > 1 else "")
        arguments = (month.year, month.number, part)
        description = f"{title} tại {find.site.place}."
        yield Page(address.month(month, part), "month_page", arguments, title, description, trail)


def places_of(occasion: Occasion) -> list[Sequence[Event]]:
    """The events of an occasion, as they are spread over its pages."""
    return cut_flat(occasion.events, _PLACES_ON_A_PAGE).pages


def _occasion_pages(occasion: Occasion, events: Trail) -> Iterator[Page]:
    trail = (*events, (f"Năm {occasion.date.year}", address.year(occasion.date.year or 0)))
    for part in range(1, len(places_of(occasion)) + 1):
        title = occasion.told_as + (f", trang {part}" if part > 1 else "")
        description = f"{occasion.told_as}, {occasion.date.shown}: {occasion.where}."
        there = page_of_occasion(occasion, part)
        yield Page(there, "occasion_page", (occasion.key, part), title, description, trail)


def _record_page(find: Finder, record: Record) -> Page:
    title = find.name(record)
    arguments = (record.folder, record.id)
    description = _description(find, record, title)
    return Page(address.page_of(record), "record_page", arguments, title, description, _trail(find, record), record)


def _kit_page(model: Model) -> Page:
    """The kit says less than the model's page, so search engines are asked to leave it out."""
    trail = ((Model.section, address.MODELS), (model.name, address.page_of(model)))
    title, description = f"{KIT}: {model.name}", f"Tờ treo bảng tin và cách làm, để in: {model.name}"
    return Page(address.kit_of(model), "kit_page", (model.id,), title, description, trail, listed=False)


def _description(find: Finder, record: Record, title: str) -> str:
    """One or two sentences for search engines and link previews, cut at a word within 160 characters."""
    summary = getattr(record, "summary", None)
    told = plain(getattr(summary, "text", summary)) if summary else ""
    if told and isinstance(record, Event) and record.status.label:
        told = f"{record.status.label}. {told}"
    text = told or f"{title}: {record.noun} trên trang {find.site.name}."
    return text if len(text) <= 160 else text[:158].rsplit(" ", 1)[0] + "…"


def _trail(find: Finder, record: Record) -> Trail:
    section = (record.section, address.index_of(type(record)))
    above = reversed(find.above(record)) if isinstance(record, Unit) else ()
    return (section, *((find.name(unit), address.page_of(unit)) for unit in above))


def forwarding(old: Address, new: Address) -> str:
    """A page that leads on from one address of the site to another, by relative links: the site may lie in a folder.

    A script does, since only it can keep what stands behind `?` and `#`. A `refresh` beside it would overtake it, so that is
    for readers without scripts; where the script doesn't come, the link is there.
    """
    target, script = escape(new.seen_from(old)), escape(address.FORWARD.seen_from(old))
    return (
        f'<!doctype html>\n<html lang="vi"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}"><title>Trang đã chuyển</title>\n'
        f'<link rel="canonical" href="{target}"><script src="{script}"></script>'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>\n'
        f'<p>Trang này đã chuyển tới <a href="{target}">địa chỉ mới</a>.</p></html>\n'
    )


def gone_pages(published: Published) -> Iterator[Page]:
    """Yield a page that says so for every address whose page was taken down."""
    title, description = "Trang này đã được gỡ", "Nội dung từng đăng ở địa chỉ này không còn trên trang."
    for gone in published.gone():
        yield Page(gone, "gone_page", (title, description), title, description, (), listed=False)
