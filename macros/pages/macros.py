"""The macros that pages call, generated and hand-written alike. Each finds records and renders one template.

The first argument of each is the page it stands on; whoever writes a page leaves it out. Those for hand-written pages are
documented, with examples, on the page `docs/huong-dan/macro.md`.
"""

from collections.abc import Callable
from typing import TypeVar

from markupsafe import Markup

from macros.addresses.occasions import page_of_occasion
from macros.exports import open_data
from macros.exports.licences import carried
from macros.exports.package import DESCRIPTION
from macros.language.numbers import shown_number
from macros.language.text import near
from macros.pages.listing import places_of
from macros.pages.lists import further, holder_of
from macros.pages.view import PageView
from macros.records import BY_FOLDER, Event, EventKind, Model, Organisation, Record, Source, Theme, Unit
from macros.records.fields import fields_of

SHOWN = (
    "home",
    "years",
    "event_index",
    "archive",
    "model_index",
    "unit_index",
    "map",
    "theme_index",
    "organisation_index",
    "source_index",
    "document_index",
    "statistics",
    "glossary",
    "about",
    "licence",
    "slip",
)
"""What `show` shows: whole lists and indexes, by the names of their templates."""


T = TypeVar("T")


class MacroError(Exception):
    """A macro was called with something that doesn't exist; the text says what, in Vietnamese, `hint` what may be meant."""

    def __init__(self, what: str, hint: str | None = None):
        super().__init__(what)
        self.hint = hint


def record_page(page: PageView, folder: str, record_id: str) -> Markup:
    """The whole page of a record."""
    record = page.find.get(folder, record_id)
    return page.render(folder, record=record) + page.render("dates", record=record)


def kit_page(page: PageView, model_id: str) -> Markup:
    """The kit of a model, for printing."""
    return page.render("kit", record=page.find.get(Model, model_id))


def list_page(page: PageView, name: str, place: int, folder: str | None, of: str | int | None) -> Markup:
    """A further page, by its place among them, of the list called `name`: of a record, of a year, or of all there is."""
    found = further(page.find, name, place, folder, of)
    return page.render("list_page", further=found, holder=holder_of(page.find, folder, of))


def year_page(page: PageView, year: int) -> Markup:
    """The whole page of a year."""
    return page.render("year", year=year)


def month_page(page: PageView, year: int, number: int | None, part: int) -> Markup:
    """A page of the events of a month, or of those of a year whose month is not known."""
    return page.render("month", month=page.find.month(year, number), part=part)


def occasion_page(page: PageView, key: str, part: int) -> Markup:
    """A page of what many wards hold on one day."""
    occasion = page.find.occasion(key)
    places = places_of(occasion)
    pages = [page_of_occasion(occasion, number) for number in range(1, len(places) + 1)]
    return page.render("occasion", occasion=occasion, items=places[part - 1], pages=pages, part=part)


def gone_page(page: PageView, title: str, description: str) -> Markup:
    """What stands at the address of a page that was taken down."""
    return page.render("gone", title=title, description=description)


def show(page: PageView, template: str) -> Markup:
    """A whole list or index, by the name of its template."""
    if template not in SHOWN:
        raise MacroError(f"không có mẫu trang '{template}'", near(template, SHOWN))
    return page.render(template)


def model_list(page: PageView, unit: str | None = None, theme: str | None = None, limit: int | None = None) -> Markup:
    """Models as cards, newest first; of a unit (with those before and below it), of a theme."""
    _known(page, Unit.folder, unit)
    _known(page, Theme.folder, theme)
    return page.render("list", models=_first(page.find.models(unit=unit, theme=theme), limit))


def event_list(
    page: PageView,
    limit: int | None = None,
    coming: bool | None = None,
    unit: str | None = None,
    theme: str | None = None,
    kind: str | None = None,
    year: int | None = None,
    model: str | None = None,
    organiser: str | None = None,
) -> Markup:
    """Events, newest first; coming ones (soonest first) or past ones only; by unit, theme, kind, year, model,
    organiser."""
    of_records: dict[type[Record], str | None] = {
        Unit: unit,
        Theme: theme,
        EventKind: kind,
        Model: model,
        Organisation: organiser,
    }
    for one, record_id in of_records.items():
        _known(page, one.folder, record_id)
    found: list[Event] = page.find.events(
        unit=unit, theme=theme, kind=kind, year=year, model=model, organiser=organiser
    )
    if coming is not None:
        found = page.find.coming(found) if coming else page.find.past(found)
    return page.render("list", events=_first(page.find.told_once(found), limit), of="schedule" if coming else "")


def link(page: PageView, folder: str, record_id: str, text: str | None = None) -> Markup:
    """A link to a record's page."""
    _known(page, folder, record_id)
    return page.link_to(folder, record_id, text)


def count(page: PageView, folder: str) -> Markup:
    """How many records there are of a folder; a festival of many units is one event."""
    _known(page, folder)
    return Markup(shown_number(page.find.count_once(folder)))


def figures(page: PageView, folder: str, record_id: str) -> Markup:
    """The table of a record's figures, with sources."""
    _known(page, folder, record_id)
    if "figures" not in fields_of(BY_FOLDER[folder]):
        raise MacroError(f"{BY_FOLDER[folder].noun} không có số liệu")
    return page.render("list", figures_of=page.find.get(folder, record_id))


def downloads(page: PageView) -> Markup:
    """The files of the open data, with what stands in them."""
    files, changed = open_data.listed_downloads(page.find, page.is_read), open_data.last_changed(page.find)
    return page.render("open_data", files=files, changed=changed, description=DESCRIPTION)


def licences(page: PageView) -> Markup:
    """What the site carries that others made, and on what terms."""
    return page.render("licences", carried=carried())


def cite(page: PageView, *sources: str) -> Markup:
    """The number of a source, linked to the list at the end of the page."""
    for source in sources:
        _known(page, Source.folder, source)
    return page.cite(sources)


MACROS: dict[str, Callable[..., Markup]] = {
    macro.__name__: macro
    for macro in (
        record_page,
        kit_page,
        list_page,
        year_page,
        month_page,
        occasion_page,
        gone_page,
        show,
        model_list,
        event_list,
        link,
        count,
        figures,
        downloads,
        licences,
        cite,
    )
}
"""Every macro by name."""

OF_PAGES = frozenset(name for name in MACROS if name.endswith("_page"))
"""Those that make a whole generated page, and no other."""

INLINE = frozenset(("link", "count", "cite"))
"""Those that make a few words of a line; all others make whole blocks."""


def _first(found: list[T], limit: int | None) -> list[T]:
    if limit is not None and limit < 1:
        raise MacroError("limit phải từ 1 trở lên")
    return found[:limit]


def _known(page: PageView, folder: str, record_id: str | None = None) -> None:
    """Check a folder and an id that a page's author typed."""
    if folder not in BY_FOLDER:
        raise MacroError(f"không có loại bản ghi '{folder}'", near(folder, BY_FOLDER))
    if record_id is not None and record_id not in (known := page.find.ids(folder)):
        raise MacroError(f"không có {BY_FOLDER[folder].noun} mang mã '{record_id}'", near(record_id, known))
