"""What became of fields that are no more: the one table by which files of earlier versions are read, told of and written anew.

A row finds what it is about by itself, in any file and however often: a field, or a value of a choice, that there is no more. So a
field or value that stays may never come to mean something else; it gets another name, and a row here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.records.base import Part
from macros.records.fields import Field, fields_of
from macros.records.media import Paper
from macros.records.unit import Overlap
from macros.records.walk import Place


@dataclass(frozen=True)
class Moved:
    """A field that has another name: `phone`; or that stands in a part beside it: `contact.phone`."""

    since: int
    part: type[Part]
    old: str
    new: str

    def __str__(self) -> str:
        return f"'{self.old}' nay là '{self.new}'"


@dataclass(frozen=True)
class Revalued:
    """A choice some of whose values have other names."""

    since: int
    part: type[Part]
    old: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return f"'{self.old}' đổi cách ghi: {', '.join(f'{old} nay là {new}' for old, new in self.values.items())}"


@dataclass(frozen=True)
class Removed:
    """A field that is no more; `instead` says, in Vietnamese, what to do with what it held."""

    since: int
    part: type[Part]
    old: str
    instead: str

    def __str__(self) -> str:
        return f"'{self.old}' đã bỏ"


Row = Moved | Revalued | Removed

ROWS: tuple[Row, ...] = (
    Removed(2, Paper, "document", "Nếu tệp là bản chụp một văn bản đã có bản ghi, ghi tệp vào mục papers của văn bản ấy"),
    Moved(3, Overlap, "share", "area_share"),  # a number, where `share` of a change is a choice
)  # fmt: skip
"""The oldest first. What a row says goes for every kind of record that holds such a part."""


def current() -> int:
    """The version of the data that this program writes: it grows by one with each version of the program that has further rows."""
    return max((row.since for row in ROWS), default=1)


class Found(NamedTuple):
    """Something of an earlier version: where it stands, what is said of it, what it holds, and where it is to stand; `refused`
    tells why the program can't have it so by itself."""

    place: Place
    row: Row
    value: Any
    to: Place | None
    refused: str = ""


def of_today(kind: type[Part], written: Any, place: Place = ()) -> tuple[Any, list[Found]]:
    """What was read from a file as a `kind`, as it is to be written today, and what is changed in it or can't be."""
    if not isinstance(written, dict):
        return written, []
    found = []
    for row in _rows(kind):
        if row.old in written and (isinstance(row, Revalued) or row.old not in fields_of(kind)):
            written, one = _changed(kind, dict(written), row, place)
            found += one
    now = {}
    for name, value in written.items():
        field = fields_of(kind).get(name)
        now[name], within = _within(field.part, value, (*place, name)) if field and field.part else (value, [])
        found += within
    return now, found


def names_of_today(kind: type[Part], names: Sequence[str]) -> dict[str, str]:
    """The names that stand in a part, each with what it is called today where it only has another name."""
    today = {name: name for name in names}
    for row in _rows(kind):
        if isinstance(row, Moved) and "." not in row.new and row.new not in today.values():
            today |= {name: row.new for name, now in today.items() if now == row.old and row.old not in fields_of(kind)}
    return today


def in_old_names(kind: type[Part], told: dict[str, Any]) -> dict[str, Any]:
    """What a part tells, under the names of before all rows: digests of it stay what they were, whatever a field is called today."""
    for row in reversed(_rows(kind)):
        if isinstance(row, Moved):
            *above, name = row.new.split(".")
            holder = told.get(above[0], {}) if above else told
            if isinstance(holder, dict) and name in holder and row.old not in told:
                told[row.old] = holder.pop(name)
                if above and not holder:
                    del told[above[0]]
        elif isinstance(row, Revalued) and row.old in told:
            told[row.old] = _each(told[row.old], {new: old for old, new in row.values.items()})
    return told


def first_name(kind: type[Part], name: str) -> str:
    """What a field was called before all rows: what others take from the site goes on by that name."""
    for row in reversed(_rows(kind)):
        if isinstance(row, Moved) and row.new == name:
            name = row.old
    return name


def _rows(kind: type[Part]) -> list[Row]:
    return [row for row in ROWS if issubclass(kind, row.part)]


def _within(part: type[Part], value: Any, place: Place) -> tuple[Any, list[Found]]:
    if not isinstance(value, list):
        return of_today(part, value, place)
    made = [of_today(part, item, (*place, at)) for at, item in enumerate(value)]
    return [now for now, _ in made], [one for _, found in made for one in found]


def _changed(kind: type[Part], written: dict[str, Any], row: Row, place: Place) -> tuple[dict[str, Any], list[Found]]:
    """The part as a row has it."""
    here, value = (*place, row.old), written[row.old]
    if isinstance(row, Revalued):
        now = _each(value, row.values)
        return (written, []) if now == value else ({**written, row.old: now}, [Found(here, row, value, here)])
    if isinstance(row, Removed):
        del written[row.old]
        return written, [Found(here, row, value, None)]
    first, _, inner = row.new.partition(".")
    to = (*place, *row.new.split("."))
    if not inner:
        if row.new in written:
            return written, [Found(here, row, value, to, f"đã có cả mục {row.new}")]
        return {row.new if name == row.old else name: one for name, one in written.items()}, [
            Found(here, row, value, to)
        ]
    holder = _held(fields_of(kind)[first], written.get(first, {}))
    if holder is None or inner in holder:
        return written, [
            Found(here, row, value, to, f"đã có cả mục {row.new}" if holder else f"không ghi thêm vào mục {first} được")
        ]
    del written[row.old]
    return {**written, first: {**holder, inner: value}}, [Found(here, row, value, to)]


def _held(field: Field, value: Any) -> dict[str, Any] | None:
    """A part as what it holds, also where only its text is written."""
    if isinstance(value, str) and field.short:
        return {field.short: value}
    return value if isinstance(value, dict) else None


def _each(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_each(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value
