"""Records as flat tables: one a kind of record, one a kind of part that records hold in lists. Made from the records'
own classes, so a new field is published, with its title and description, without a line here.

A field that holds one part becomes a column for each field of it (`area` → `area_km2`, `area_source`…). A list of links
stays one cell; a list of parts, or of texts, is a table of its own, whose rows name the record that holds them in
`of_model`, `of_event`… and the place in it where they stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from macros.catalogue import Catalogue
from macros.pages import address_of
from macros.records import BY_FOLDER, RECORDS, Record, Result
from macros.records.base import Part, Statement, linked_folders, part_in
from macros.records.parts import Labelled

# What a table of parts is called for ever, whatever becomes of the name of its class.
PARTS = {"Passage": "passages", "Figure": "figures", "Award": "awards", "Person": "people", "Disagreement": "disagreements",
         "Account": "accounts", "Milestone": "milestones", "Point": "points", "Recognition": "recognitions",
         "Partner": "partners", "Change": "unit-changes", "Overlap": "unit-overlaps"}  # fmt: skip
_ONE_OF = {"models": "model", "events": "event", "units": "unit", "organisations": "organisation", "results": "result",
           "sources": "source", "documents": "document", "themes": "theme", "event-kinds": "event_kind", "terms": "term",
           "disagreements": "disagreement"}  # fmt: skip
_APART = {"draft"}


@dataclass(frozen=True)
class Column:
    """A column: `holds` is the type of its values, `refers` the table whose ids they are, `many` whether a cell holds a
    list of them."""

    name: str
    title: str
    description: str
    holds: type = str
    refers: str | None = None
    many: bool = False
    required: bool = False

    @property
    def choices(self) -> list[Labelled]:
        """The values that it can have, where they are fixed."""
        return list(self.holds) if issubclass(self.holds, Labelled) else []


@dataclass
class Table:
    """A table: each row has a value, or None, for every column."""

    name: str
    title: str
    columns: list[Column]
    rows: list[list[Any]] = field(default_factory=list)

    @property
    def above(self) -> list[Column]:
        """The columns that name what holds a row, one of which is filled; none in a table of records."""
        return [column for column in self.columns if column.name.startswith("of_")]


@dataclass(frozen=True)
class _Plan:
    """What a kind of part gives: its columns with the way to each value, and the lists in it with the way to each."""

    columns: list[tuple[tuple[str, ...], Column]]
    lists: list[tuple[tuple[str, ...], FieldInfo, type[Part] | None]]


def tables(catalogue: Catalogue) -> list[Table]:
    """Return every table with all its rows, in the order of the records' ids and then of the file."""
    made = {kind.folder: Table(kind.folder, kind.noun.capitalize(), _record_columns(kind)) for kind in RECORDS}
    for name, (title, columns) in _part_tables().items():
        made[name] = Table(name, title, columns)
    for kind in RECORDS:
        for record in published(catalogue, kind.folder):
            _Filling(made, record, page_of(catalogue, record)).fill()
    return list(made.values())


def published(catalogue: Catalogue, folder: str) -> list[Record]:
    """The records of a folder by id, without the drafts that a preview shows."""
    return [record for _, record in sorted(catalogue.records[folder].items()) if not record.draft]


def page_of(catalogue: Catalogue, record: Record) -> str | None:
    """Where a record is told of on the site, from the site's top; None for a kind of event, which has no place there."""
    told = catalogue.get("units", record.unit) if isinstance(record, Result) else record
    if record.folder == "event-kinds":
        return None
    return (catalogue.site.url or "") + address_of(catalogue, told)


@dataclass(frozen=True)
class _Filling:
    """One record on its way into the tables."""

    tables: dict[str, Table]
    record: Record
    page: str | None

    def fill(self) -> None:
        kind, folder = type(self.record), self.record.folder
        self.tables[folder].rows.append([self.record.id, *self._values(kind, self.record), self.page])
        self._fill_lists(kind, self.record, folder, f"{folder}/{self.record.id}")

    def _fill_lists(self, kind: type[Part], part: Part, holder: str, row: str) -> None:
        """Add a row for each item of each list in `part`, which is the row `row` of the table `holder`."""
        for way, _, inner in _plan(kind).lists:
            table, field_name = self.tables[name := _table_name(way, inner)], "_".join(way)
            owner = self.record.id if holder in BY_FOLDER else row
            above = [owner if column.name == f"of_{_ONE_OF[holder]}" else None for column in table.above]
            own_sources = [getattr(self.record, "sources", [])] if _SOURCES in table.columns else []
            for number, item in enumerate(_follow(part, way) or [], start=1):
                here = f"{row}/{field_name}/{number}"
                values = self._values(inner, item) if inner else [item]
                table.rows.append([here, *above, field_name, number, *values, *own_sources, self.page])
                if inner:
                    self._fill_lists(inner, item, name, here)

    def _values(self, kind: type[Part], part: Part) -> list[Any]:
        return [self._value(part, way) for way, _ in _plan(kind).columns]

    def _value(self, part: Part, way: tuple[str, ...]) -> Any:
        if (holder := _follow(part, way[:-1])) is None:
            return None
        value = getattr(holder, way[-1])
        if way[-1] == "source" and isinstance(holder, Statement):
            return value or self.record.sources  # type: ignore[attr-defined]
        return value


def _follow(part: Any, way: Iterable[str]) -> Any:
    for name in way:
        part = getattr(part, name) if part is not None else None
    return part


_SOURCES = Column("sources", "Nguồn", "Mã các nguồn của bản ghi.", refers="sources", many=True)
_PAGE = Column("page", "Trang", "Địa chỉ trang nói về dòng này; không có https:// thì tính từ trang chủ.")


def _record_columns(kind: type[Record]) -> list[Column]:
    own = Column("id", "Mã", f"Mã của {kind.noun}, cũng là tên tệp.", required=True)
    return [own, *(column for _, column in _plan(kind).columns), _PAGE]


@cache
def _part_tables() -> dict[str, tuple[str, list[Column]]]:
    """Table → its title and columns, for all parts that stand in lists, in the order they are first met."""
    holders: dict[str, list[str]] = {}
    made: dict[str, tuple[str, list[Column]]] = {}

    def meet(kind: type[Part], holder: str) -> None:
        for way, info, inner in _plan(kind).lists:
            name = _table_name(way, inner)
            if holder not in holders.setdefault(name, []):
                holders[name].append(holder)
            text = Column("text", info.title or "", info.description or "", required=True)
            made[name] = (
                (inner.noun.capitalize(), [c for _, c in _plan(inner).columns]) if inner else (info.title or "", [text])
            )
            if inner:
                meet(inner, name)

    for kind in RECORDS:
        meet(kind, kind.folder)
    for _, columns in made.values():
        if not {"source", "sources"}.intersection(column.name for column in columns):
            columns.append(_SOURCES)
    return {name: (title, [*_place(holders[name]), *columns, _PAGE]) for name, (title, columns) in made.items()}


def _place(holders: list[str]) -> Iterator[Column]:
    """The columns that say where a row comes from."""
    yield Column("id", "Mã dòng", "Bản ghi, mục và thứ tự; đổi khi thứ tự trong bản ghi đổi.", required=True)
    for holder in holders:
        noun = BY_FOLDER[holder].noun if holder in BY_FOLDER else _part_noun(holder)
        only = len(holders) == 1
        told = f"Mã của {noun} có dòng này." if only else f"Mã của {noun} có dòng này; trống khi là loại khác."
        yield Column(f"of_{_ONE_OF[holder]}", noun.capitalize(), told, refers=holder, required=only)
    yield Column("field", "Mục", "Mục của bản ghi mà dòng này nằm trong đó.", required=True)
    yield Column("position", "Thứ tự", "Thứ tự trong mục ấy, từ 1.", int, required=True)


def _part_noun(table: str) -> str:
    return next(part.noun for part in _parts(Part) if PARTS.get(part.__name__) == table)


def _parts(kind: type[Part]) -> Iterator[type[Part]]:
    for below in kind.__subclasses__():
        yield below
        yield from _parts(below)


def _table_name(way: tuple[str, ...], inner: type[Part] | None) -> str:
    return PARTS[inner.__name__] if inner else way[-1].replace("_", "-")


@cache
def _plan(kind: type[Part]) -> _Plan:
    plan = _Plan([], [])
    links = linked_folders(kind)
    for name, info in kind.fields().items():
        if name in _APART:
            continue
        many, inner = get_origin(info.annotation) is list, part_in(info.annotation)
        if many and (inner or not (links[name] or _is_word(info.annotation))):
            plan.lists.append(((name,), info, inner))
        elif inner:
            below = _plan(inner)
            plan.columns.extend(((name, *way), _below(name, info, column)) for way, column in below.columns)
            plan.lists.extend(((name, *way), *rest) for way, *rest in below.lists)
        else:
            required = info.is_required() and not many
            column = Column(name, info.title or "", info.description or "", _leaf(info.annotation), links[name], many,
                            required)  # fmt: skip
            plan.columns.append(((name,), column))
    return plan


def _below(name: str, outer: FieldInfo, column: Column) -> Column:
    return Column(f"{name}_{column.name}", f"{outer.title}: {column.title}", column.description, column.holds,
                  column.refers, column.many)  # fmt: skip


def _leaf(annotation: Any) -> type:
    """The class of a field's values: `str` of `list[Annotated[str, …]]`, `Decimal` of `Decimal | None`."""
    while arguments := get_args(annotation):
        annotation = next(argument for argument in arguments if argument is not type(None))
    return annotation


def _is_word(annotation: Any) -> bool:
    """Whether a list's items are names in ascii, as `list[Slug]` has them, which can stand in one cell."""
    item = get_args(annotation)[0]
    marks = getattr(item, "__metadata__", ()) if get_origin(item) is Annotated else ()
    return any(isinstance(mark, StringConstraints) and mark.pattern for mark in marks)
