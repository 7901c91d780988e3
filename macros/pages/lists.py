"""The lists that grow with the data, each told once: what it lists, how much of it stands on a page, and whose page it is on.

Whatever a page shows of one, and which further pages there are of it, comes from here; how long lists are cut is said in
`catalogue/cut.py`, and how the items look in `templates/list_page.md.jinja`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from macros.addresses import address
from macros.addresses.address import Address
from macros.catalogue import Finder, noted_question
from macros.catalogue.cut import Cut, Group, Part, cut, cut_flat, weight
from macros.catalogue.finder import RESULTS_ON_A_PAGE
from macros.catalogue.watched import Worked
from macros.language.collation import alphabetical
from macros.language.numbers import shown_number
from macros.language.text import slug
from macros.records import (
    Document,
    Event,
    Model,
    Organisation,
    Record,
    Source,
    Term,
    Theme,
    Unit,
)
from macros.records.source import newest_published_first

NOT_RECORDED = "chưa ghi nhận"

Holder = Record | int | None
"""On whose page a list stands: a record's, a year's, or the page of all there is of a kind."""


@dataclass(frozen=True)
class List:
    """A list that may be long.

    Attributes:
        title: what its further pages are called.
        cut: what it lists for a holder, as it is cut.
        on: the kinds of record on whose pages it stands; none for one on the pages of years, or with a page of its own.
        home: that page.
        section: what that page is called, if not like the list.
        linking: of one that tells nothing but what its holder is linked to by, records or lines of them: how much of it stands on a page.
            Nobody need look for more where all these records tell no more than that, as of nearly all holders.
    """

    title: str
    cut: Callable[[Finder, Any], Cut[Any]]
    on: tuple[type[Record], ...] = ()
    home: Address | None = None
    section: str = ""
    linking: int = 0


def _flat(
    items: Callable[[Finder, Any], Iterable[Any]], most: int, weigh: Callable[[Any], int] | None = None
) -> Callable[[Finder, Any], Cut[Any]]:
    if weigh:
        return lambda find, holder: cut_flat(list(items(find, holder)), most, weigh)
    return lambda find, holder: cut_flat(list(items(find, holder)), most)


def _by_kind(of: type[Record], most: int) -> Callable[[Finder, Any], Cut[Any]]:
    def groups(find: Finder, _: Any) -> Cut[Any]:
        return cut((Group(title, slug(title), found) for title, found in by_kind(find.all(of))), most)

    return groups


def _sources(find: Finder, _: Any) -> Cut[Source]:
    told = by_kind(one for one in find.all(Source) if not one.is_map_data)
    groups = [Group(title, slug(title), newest_published_first(found)) for title, found in told]
    maps = newest_published_first([one for one in find.all(Source) if one.is_map_data])
    return cut([*groups, Group("Dữ liệu bản đồ, đơn vị hành chính", "du-lieu-ban-do", maps)], 500)


def _resting(find: Finder, record: Record) -> Cut[Any]:
    kinds = (found for found in find.resting_on(record) if found[0] is not Document or not isinstance(record, Document))
    return cut((Group(kind.noun, slug(kind.section), found) for kind, found in kinds), 600)


LISTS: dict[str, List] = {
    "all_models": List(Model.section, _flat(lambda find, _: find.models(), 60), home=address.MODELS),
    "units": List(Unit.section, lambda find, _: find.unit_list, home=address.UNITS),
    "sources": List(Source.section, _sources, home=address.SOURCES),
    "all_organisations": List(Organisation.section, _by_kind(Organisation, 800), home=address.ORGANISATIONS),
    "documents": List(Document.section, _by_kind(Document, 500), home=address.index_of(Document)),
    "terms": List(Term.section, lambda find, _: find.term_list, home=address.index_of(Term)),
    "themes": List(Theme.section, _flat(lambda find, _: find.all(Theme), 200), home=address.THEMES),
    "undated": List("Sự kiện không rõ năm", _flat(lambda find, _: find.undated_events(), 200), home=address.ARCHIVE, section="Lưu trữ sự kiện"),
    "models": List("Mô hình", _flat(lambda find, one: find.models_of(one), 60), (Theme, Unit, Organisation), linking=60),
    "spots": List("Thôn, tổ dân phố, cơ sở có mô hình", lambda find, unit: find.spot_list(unit), (Unit,)),
    "places": List("Đường, phố, nơi có tên", lambda find, unit: find.place_list(unit), (Unit,)),
    "papers": List("Văn bản", _flat(lambda find, one: find.documents_of(one), 150, weight), (Unit, Organisation), linking=150),
    "mentions": List("Được nêu tên", _flat(lambda find, one: find.mentions(one), 150), (Unit, Organisation)),
    "event_figures": List("Số liệu công bố cùng sự kiện", _flat(lambda find, unit: find.events_with_figures(unit), 50, weight), (Unit,), linking=50),
    "results": List("Kết quả", lambda find, unit: find.result_list(unit), (Unit,), linking=RESULTS_ON_A_PAGE),
    "organisations": List("Cơ quan, đoàn thể", _flat(lambda find, one: find.referring(one, Organisation), 200), (Unit, Organisation), linking=200),
    "children": List("Các đơn vị trực thuộc", _flat(lambda find, unit: find.children_with_pages(unit), 400), (Unit,)),
    "given": List("Đã khen thưởng, công nhận", _flat(lambda find, one: find.given(one), 150), (Organisation,), linking=150),
    "resting": List("Có liên kết tới", _resting, (Source, Document), linking=600),
    "story": List("Quá trình", _flat(lambda find, model: find.story(model), 150), (Model,)),
    "points": List("Nơi áp dụng", _flat(lambda find, model: model.points, 300), (Model,)),
    "followers": List("Nơi làm theo", _flat(lambda find, model: find.followers(model), 100), (Model,), linking=100),
    "event_units": List("Nơi diễn ra", _flat(lambda find, event: find.places(event), 500), (Event,)),
    "communes": List("Bản đồ", lambda find, _: find.commune_list, home=address.MAP),
    "year_models": List("Mô hình bắt đầu hoặc ra mắt", _flat(lambda find, year: find.models(year=year), 30)),
    "year_results": List("Kết quả của các đơn vị", _flat(lambda find, year: find.results(year=year), 500)),
    "figures_of_units": List("Đơn vị có số liệu công bố", _flat(lambda find, _: find.units_with_figures(), 250), home=address.STATISTICS, section="Thống kê"),
    "awards": List("Khen thưởng", _flat(lambda find, _: find.awards(), 30, lambda held: len(held[1])), home=address.STATISTICS, section="Thống kê"),
}  # fmt: skip
"""Every list by name."""


@dataclass(frozen=True)
class Listed:
    """A list of one holder: what of it stands on the page `home`, and the further pages."""

    name: str
    holder: Holder
    home: Address
    cut: Cut[Any]

    @property
    def title(self) -> str:
        """What it lists."""
        return LISTS[self.name].title

    @property
    def section(self) -> str:
        """What the page of a list of all there is is called."""
        return LISTS[self.name].section or LISTS[self.name].title

    def title_of(self, find: Finder, part: Part[Any]) -> str:
        """What a further page is called: `Mô hình: Phường Hoa, trang 2`, `Địa bàn: Tỉnh Mẫu`."""
        whose = (
            find.name(self.holder) if isinstance(self.holder, Record) else f"năm {self.holder}" if self.holder else ""
        )
        said = ": ".join(filter(None, (LISTS[self.name].title, whose, part.group.title)))
        return f"{said}, trang {part.number}" if part.number > 1 else said

    @property
    def first(self) -> Any:
        """What stands on the page of the holder."""
        return self.cut.first

    def address(self, part: Part[Any]) -> Address:
        """The further page that holds a part."""
        return address.part_of(self.home, self.name, part)

    def beside(self, part: Part[Any]) -> list[Address]:
        """The pages of the same group, this one among them, in order."""
        found = [self.address(other) for other in self.cut.parts if other.group is part.group]
        return found if len(self.cut.groups) > 1 else [self.home, *found]


def listed(find: Finder, name: str, holder: Holder = None) -> Listed:
    """The list called `name` of a holder."""
    return _listed(name, holder, LISTS[name].cut(find, holder))


def _listed(name: str, holder: Holder, cut: Cut[Any]) -> Listed:
    home = LISTS[name].home or (address.year(holder) if isinstance(holder, int) else address.page_of(_record(holder)))
    return Listed(name, holder, home, cut)


@dataclass(frozen=True)
class Further:
    """A further page of a list: what stands on it, and what it tells of the list beside that.

    Attributes:
        name: of the list.
        home: the page on which the list begins.
        section: what that is called, if the list is of all there is.
        title: what this page is called.
        group: the title of what is listed, of a list with groups.
        items: what stands on it.
        beside: the pages of the same group, this one among them, in order.
    """

    name: str
    home: Address
    section: str
    title: str
    group: str
    items: Sequence[Any]
    beside: list[Address]


@noted_question
def further(find: Finder, name: str, place: int, folder: str | None, of: str | int | None) -> Further:
    """The further page at `place`, from 0, of the list called `name`, whose holder is as in `holder_of`. LookupError if there is none."""
    listed = _in_mind(find, name, folder, of).taken()
    part = listed.cut.parts[place]
    title = listed.title_of(find, part)
    return Further(name, listed.home, listed.section, title, part.group.title, part.items, listed.beside(part))


@noted_question
def begun(find: Finder, name: str) -> Listed:
    """The list of all there is called `name`, of whose further pages nothing is told but where they are."""
    found = listed(find, name)
    groups = {id(group): replace(group, items=()) for group in found.cut.groups}
    here = [replace(part, group=groups[id(part.group)]) for part in found.cut.here]
    parts = [replace(part, group=groups[id(part.group)], items=()) for part in found.cut.parts]
    return replace(found, cut=Cut([*groups.values()], here, parts))


@lru_cache(maxsize=1)  # the pages of one list are made one after another
def _in_mind(find: Finder, name: str, folder: str | None, of: str | int | None) -> Worked[Listed]:
    return Worked(lambda: listed(find, name, holder_of(find, folder, of)))


def holder_of(find: Finder, folder: str | None, of: str | int | None) -> Holder:
    """A record by its folder and id, a year, or None. KeyError if there is no such record."""
    return of if isinstance(of, int) else find.get(folder, of) if folder and of else None


def _record(holder: Holder) -> Record:
    assert isinstance(holder, Record)
    return holder


def by_kind(records: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Records under the labels of their kinds, these in the order of the alphabet, the records in that given."""
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault(record.kind.label, []).append(record)
    return sorted(groups.items(), key=lambda group: alphabetical(group[0]))


def held(models: int, events: int) -> str:
    """How many models and events the site holds of something; where it holds none, none is said to be there."""
    told = [f"{shown_number(count)} {what}" for count, what in ((models, "mô hình"), (events, "sự kiện")) if count]
    return ", ".join(told) or NOT_RECORDED


def long_lists(find: Finder) -> Iterator[Listed]:
    """Yield every list that has further pages."""
    with_pages = cache(lambda kind: [record for record in find.all(kind) if find.has_page(record)])
    for name, one in LISTS.items():
        for holder in _holders(find, one, with_pages):
            if one.linking and find.told_by_linking(_record(holder)) <= one.linking:
                continue
            found = one.cut(find, holder)
            if found.parts:  # as few have
                yield _listed(name, holder, found)


def _holders(find: Finder, one: List, with_pages: Callable[[type[Record]], Iterable[Record]]) -> Iterator[Holder]:
    if one.home:
        yield None
    elif not one.on:
        yield from find.years
    for kind in one.on:
        yield from with_pages(kind)
