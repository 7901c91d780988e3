"""Which sheets a workbook of records has, and which columns: one sheet for a kind, one for each list of parts in it.

A row of a list's sheet names the record and the places in the lists that lead to it. All comes from the fields, so that a new one
has its column by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from macros.files.yaml_text import Values
from macros.records import RECORDS, Part, Record
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.staff.columns import Column, heading
from macros.tables.within import follow

ID, OF = Column("Mã"), Column("Bản ghi", ("", "of"))
"""The id of a record; on a list's sheet also what the record is called."""
_LONGEST_NAME = 31  # letters of a sheet's name
_NO_SIGN = re.compile(r"[\[\]:*?/\\\\]")  # that it may hold
# What the program writes itself of a record, and what goes with its file: no table tells of it.
_OWN = (FieldType.FLAG, FieldType.DATE)


@dataclass(frozen=True)
class Level:
    """A list: the way to it from what holds it, and what staff call it."""

    way: tuple[str, ...]
    field: Field

    @property
    def title(self) -> str:
        """What stands above the column of places in it."""
        return f"Thứ tự: {self.field.label}"


@dataclass(frozen=True)
class Table:
    """A sheet: of the records of a kind, or of the lists that `levels` lead to, each from an item of the one before."""

    name: str
    kind: type[Record]
    levels: tuple[Level, ...]
    columns: tuple[Column, ...]

    @property
    def numbers(self) -> tuple[Column, ...]:
        """The columns that hold places in lists."""
        return tuple(Column(level.title, ("", str(depth))) for depth, level in enumerate(self.levels))

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that tell which record, and which item in it, a row tells of."""
        return (ID, OF, *self.numbers) if self.levels else (ID,)

    def rows(self, values: Values) -> Iterator[tuple[tuple[int, ...], Values]]:
        """What stands in its rows of one record: the places in the lists, from 1, and the values there."""
        yield from _rows(values, self.levels)


def _rows(values: Values, levels: tuple[Level, ...]) -> Iterator[tuple[tuple[int, ...], Values]]:
    if not levels:
        yield (), values
        return
    for number, item in enumerate(follow(values, levels[0].way) or [], 1):
        for numbers, inner in _rows(item, levels[1:]):
            yield (number, *numbers), inner


@cache
def tables_of(kind: type[Record]) -> tuple[Table, ...]:
    """The sheets of a kind: its own first."""
    return tuple(table for table in tables().values() if table.kind is kind)


@cache
def tables() -> Mapping[str, Table]:
    """All sheets of all kinds, by their names as `heading` makes them."""
    found: dict[str, Table] = {}
    for kind in RECORDS:
        for names, levels, part in _lists(kind, (kind.section or kind.noun.capitalize(),), ()):
            whole = _NO_SIGN.sub(" ", " - ".join(names))
            name, number = _cut(whole), 1
            while heading(name) in found:
                number += 1
                name = f"{_cut(whole, _LONGEST_NAME - 2)} {number}"
            found[heading(name)] = Table(name, kind, levels, tuple(_columns(part)))
    return MappingProxyType(found)


def _cut(name: str, longest: int = _LONGEST_NAME) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(' -')}…"


def _lists(
    part: type[Part], names: tuple[str, ...], levels: tuple[Level, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[Level, ...], type[Part]]]:
    """The part itself, and the parts in its lists, however deep."""
    yield names, levels, part
    for way, field in _lists_in(part, ()):
        assert field.part
        yield from _lists(field.part, (*names, field.label), (*levels, Level(way, field)))


def _lists_in(part: type[Part], way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for field in _told(part):
        if field.part and field.many:
            yield (*way, field.name), field
        elif field.part:
            yield from _lists_in(field.part, (*way, field.name))


def _columns(part: type[Part]) -> Iterator[Column]:
    yield from (Column(title, way, field) for title, way, field in _leaves(part, (), ""))


def _leaves(part: type[Part], way: tuple[str, ...], above: str) -> Iterator[tuple[str, tuple[str, ...], Field]]:
    """What is no part of a part and of those within it, but for what is in lists of parts: title, way, field."""
    for field in _told(part):
        there, title = (*way, field.name), f"{above}: {field.label}" if above else field.label
        if not field.part:
            yield title, there, field
        elif not field.many:
            for inner_title, inner_way, inner in _leaves(field.part, there, title):
                yield title if inner_way == (*there, field.short) else inner_title, inner_way, inner


def _told(part: type[Part]) -> list[Field]:
    """The fields of a part that staff write."""
    fields = list(fields_of(part).values())
    if not issubclass(part, Record):
        return fields
    common = fields_of(Record)
    return [f for f in fields if f.name not in common or (f.internal and f.type in _OWN)]
