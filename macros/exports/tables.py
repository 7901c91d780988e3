"""Records as flat tables: one a kind of record, one a kind of part that records hold in lists. Made from the records'
own fields, so a new field is published, with its label and help, without a line here.

A field that holds one part becomes a column for each field of it (`area` → `area_km2`, `area_source`…). A list of links
stays one cell; a list of parts, or of texts, is a table of its own, whose rows name the record that holds them in
`of_model`, `of_event`… and the place in it where they stand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from macros.addresses.address import address_of, file_of
from macros.addresses.figures import COUNTED, Anchor, anchors_of, told_on
from macros.catalogue import Finder
from macros.records import BY_FOLDER, RECORDS, Part, Record
from macros.records.base import FieldType, Labelled, Statement
from macros.records.fields import Field, fields_of, parts_of
from macros.records.former import first_name


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


@dataclass(frozen=True)
class Table:
    """A table: each row has a value, or None, for every column."""

    name: str
    title: str
    columns: list[Column]

    @cached_property
    def above(self) -> list[Column]:
        """The columns that name what holds a row, one of which is filled; none in a table of records."""
        return [column for column in self.columns if column.name.startswith("of_")]

    @cached_property
    def has_sources(self) -> bool:
        """Whether its rows say what they rest on in a column of their own."""
        return _SOURCES in self.columns


@dataclass(frozen=True)
class _Plan:
    """What a kind of part gives: its columns with the way to each value, and the lists in it with the way to each."""

    columns: list[tuple[tuple[str, ...], Column]]
    lists: list[tuple[tuple[str, ...], Field]]


ADDRESS = "_url"
"""What the name of a column, or of a value in JSON, ends in that tells where the file lies which another names."""
Row = tuple[str, list[Any]]
"""The name of a table, and a row of it."""


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its name."""
    made = {kind.folder: Table(kind.folder, kind.noun.capitalize(), _record_columns(kind)) for kind in RECORDS}
    made |= {name: Table(name, title, columns) for name, (title, columns) in _part_tables().items()}
    return MappingProxyType(made)


def rows_of(record: Record, page: str | None, numbers: str | None, lies_at: Callable[[str], str]) -> Iterator[Row]:
    """Yield the rows that a record adds to the tables, in the order of its file; `page` is where it is told of, `numbers` the page on
    which its numbers are, `lies_at` tells where on the site a file lies that it names."""
    return _Filling(record, page, numbers, lies_at).rows()


def told_at(find: Finder, record: Record) -> str | None:
    """Where a record is told of on the site, from the site's top; None for a kind of event, which has no place there."""
    address = address_of(find, record)
    return address.whole(find.site.url) if address else None


def numbers_at(find: Finder, record: Record) -> str | None:
    """The page on which the numbers of a record are told, in the same way."""
    address = told_on(find, record)
    return address.whole(find.site.url) if address else None


def file_at(find: Finder, name: str) -> str:
    """Where a file that a record names lies on the site, in the same way."""
    return file_of(find, name).whole(find.site.url)


@dataclass(frozen=True)
class _Filling:
    """One record on its way into the tables."""

    record: Record
    page: str | None
    numbers: str | None
    lies_at: Callable[[str], str]

    @cached_property
    def _anchors(self) -> dict[int, Anchor]:
        return anchors_of(self.record) if self.numbers is not None else {}

    def rows(self) -> Iterator[Row]:
        kind, folder = type(self.record), self.record.folder
        yield folder, [self.record.id, *self._values(kind, self.record), self.page]
        sources: list[str] = getattr(self.record, "sources", [])
        yield from self._rows_of_lists(kind, self.record, folder, f"{folder}/{self.record.id}", sources)

    def _rows_of_lists(self, kind: type[Part], part: Part, holder: str, row: str, sources: list[str]) -> Iterator[Row]:
        """A row for each item of each list in `part`, which is the row `row` of the table `holder` and rests on `sources`."""
        for way, listed in _plan(kind).lists:
            if not (items := _follow(part, way)):
                continue
            inner, field_name = listed.part, "_".join(way)
            table = tables()[_table_name(listed)]
            owner = self.record.id if holder in BY_FOLDER else row
            above = [owner if column.refers == holder else None for column in table.above]
            own_sources = [sources] if table.has_sources else []
            for number, item in enumerate(items, start=1):
                here = f"{row}/{field_name}/{number}"
                values = self._values(inner, item) if inner else [item]
                address = [self._address(item)] if inner in COUNTED else []
                yield table.name, [here, *above, field_name, number, *values, *own_sources, self.page, *address]
                if inner:
                    yield from self._rows_of_lists(
                        inner, item, table.name, here, getattr(item, "source", []) or sources
                    )

    def _address(self, item: Part) -> str | None:
        anchor = self._anchors.get(id(item))
        return f"{self.numbers}#{anchor.own}" if anchor else None

    def _values(self, kind: type[Part], part: Part) -> list[Any]:
        return [self._value(part, way) for way, _ in _plan(kind).columns]

    def _value(self, part: Part, way: tuple[str, ...]) -> Any:
        if (holder := _follow(part, way[:-1])) is None:
            return None
        if way[-1].endswith(ADDRESS):
            name = getattr(holder, way[-1].removesuffix(ADDRESS))
            return self.lies_at(name) if name else None
        value = getattr(holder, way[-1])
        if way[-1] == "source" and isinstance(holder, Statement):
            return value or getattr(self.record, "sources", [])
        return value


def _follow(part: Any, way: Iterable[str]) -> Any:
    for name in way:
        part = getattr(part, name) if part is not None else None
    return part


_SOURCES = Column(
    "sources",
    "Nguồn",
    "Mã các nguồn của dòng này; không ghi riêng thì là các nguồn của bản ghi.",
    refers="sources",
    many=True,
)
_PAGE = Column("page", "Trang", "Địa chỉ trang nói về dòng này; không có https:// thì tính từ trang chủ.")

_ADDRESS = Column(
    "address", "Địa chỉ để dẫn", "Nơi trên trang thông tin ghi đúng con số này; không đổi khi thứ tự trong bản ghi đổi."
)


def _record_columns(kind: type[Record]) -> list[Column]:
    own = Column("id", "Mã", f"Mã của {kind.noun}, cũng là tên tệp.", required=True)
    return [own, *(column for _, column in _plan(kind).columns), _PAGE]


@cache
def _part_tables() -> dict[str, tuple[str, list[Column]]]:
    """Table → its title and columns, for all parts that stand in lists, in the order they are first met."""
    holders: dict[str, list[str]] = {}
    made: dict[str, tuple[str, list[Column]]] = {}
    cited = set()

    def meet(kind: type[Part], holder: str) -> None:
        for _, listed in _plan(kind).lists:
            inner, name = listed.part, _table_name(listed)
            if holder not in holders.setdefault(name, []):
                holders[name].append(holder)
            text = Column("text", listed.label, listed.help, required=True)
            made[name] = (
                (inner.noun.capitalize(), [c for _, c in _plan(inner).columns]) if inner else (listed.label, [text])
            )
            if inner in COUNTED:
                cited.add(name)
            if inner:
                meet(inner, name)

    for kind in RECORDS:
        meet(kind, kind.folder)
    for _, columns in made.values():
        if not {"source", "sources"}.intersection(column.name for column in columns):
            columns.append(_SOURCES)
    last = {name: [_PAGE, _ADDRESS] if name in cited else [_PAGE] for name in made}
    return {name: (title, [*_place(holders[name]), *columns, *last[name]]) for name, (title, columns) in made.items()}


def _place(holders: list[str]) -> Iterator[Column]:
    """The columns that say where a row comes from."""
    yield Column("id", "Mã dòng", "Bản ghi, mục và thứ tự; đổi khi thứ tự trong bản ghi đổi.", required=True)
    for holder in holders:
        singular, noun = _holder(holder)
        only = len(holders) == 1
        told = f"Mã của {noun} có dòng này." if only else f"Mã của {noun} có dòng này; trống khi là loại khác."
        yield Column(f"of_{singular}", noun.capitalize(), told, refers=holder, required=only)
    yield Column("field", "Mục", "Mục của bản ghi mà dòng này nằm trong đó.", required=True)
    yield Column("position", "Thứ tự", "Thứ tự trong mục ấy, từ 1.", int, required=True)


def _holder(table: str) -> tuple[str, str]:
    """What one row of a table that holds others is, in the names of columns and to staff."""
    if table in BY_FOLDER:
        return BY_FOLDER[table].singular, BY_FOLDER[table].noun
    part = next(part for kind in RECORDS for part in parts_of(kind) if part.table == table)
    return table.removesuffix("s").replace("-", "_"), part.noun


def _table_name(listed: Field) -> str:
    return listed.part.table if listed.part else listed.name.replace("_", "-")


@cache
def _plan(kind: type[Part]) -> _Plan:
    plan = _Plan([], [])
    for name, field_ in fields_of(kind).items():
        if field_.internal:
            continue
        first = first_name(kind, name)
        if field_.many and field_.type not in (FieldType.LINK, FieldType.WORD):
            plan.lists.append(((name,), field_))
        elif field_.part:
            below = _plan(field_.part)
            plan.columns.extend(((name, *way), _below(first, field_, column)) for way, column in below.columns)
            plan.lists.extend(((name, *way), listed) for way, listed in below.lists)
        else:
            required = field_.required and not field_.many
            column = Column(first, field_.label, field_.help, field_.holds, field_.link, field_.many, required)
            plan.columns.append(((name,), column))
            if field_.accepts:
                there = Column(
                    f"{first}{ADDRESS}",
                    f"{field_.label}: địa chỉ",
                    "Nơi tải tệp; không có https:// thì tính từ trang chủ.",
                )
                plan.columns.append(((f"{name}{ADDRESS}",), there))
    return plan


def _below(name: str, outer: Field, column: Column) -> Column:
    return Column(f"{name}_{column.name}", f"{outer.label}: {column.title}", column.description, column.holds,
                  column.refers, column.many)  # fmt: skip
