"""Whether a row and a record tell of the same thing: by what they are called, and by what tells such records apart."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from macros.files.yaml_text import Values
from macros.language.text import slug
from macros.records import Record, Unit
from macros.staff.columns import Column
from macros.staff.names import same
from macros.tables.known import name_of

_QUOTES = str.maketrans("", "", "\"'“”‘’«»")


def by_names(values: Values, units: Mapping[str, Unit]) -> Values:
    """The same values, with the names of units: those of before and after another border count as one."""
    found = dict(values)
    for name in ("unit", "units", "parent"):
        if (value := values.get(name)) is not None:
            found[name] = [_named(one, units) for one in value] if isinstance(value, list) else _named(value, units)
    return found


def _named(unit_id: str, units: Mapping[str, Unit]) -> str:
    return units[unit_id].full_name if unit_id in units else unit_id


def is_called_so(column: Column, new: Any, current: Any) -> bool:
    """Whether a cell only writes otherwise, as with other quotes, the name by which its record was known."""
    is_name = column.way in (("title",), ("name",)) and isinstance(new, str) and isinstance(current, str)
    return is_name and called(new) == called(current)


def called(name: str) -> str:
    """A name for comparison: without quotes, whatever its case and however kinds of units are cut short."""
    return same(name.translate(_QUOTES)).strip(" .")


def indexed(records: Mapping[str, Record], key: Callable[[str], str]) -> dict[str, list[str]]:
    """The ids of records by all that they are called, as `key` makes it."""
    found: dict[str, list[str]] = defaultdict(list)
    for record_id, record in records.items():
        own = name_of(type(record))
        names = [record.heading, *getattr(record, "other_names", []), *([getattr(record, own)] if own else [])]
        for one in {key(str(name)) for name in names}:
            found[one].append(record_id)
    return found


def letters_of(name: str, kind: type[Record]) -> str:
    """The bare letters of a name, without the noun of its kind before it: what is left where it was typed carelessly."""
    return slug(name).removeprefix(f"{slug(kind.noun)}-")


def agreement(known: Values, told: Values) -> int | None:
    """In how many values that tell apart two agree; None if they differ in one."""
    count = 0
    for name, value in told.items():
        other = known.get(name)
        if name in ("title", "name"):
            count += 1
        elif isinstance(value, list):
            count += bool(set(value) & set(other or []))
            if other and not set(value) & set(other):
                return None
        elif other is not None and str(other) != str(value):
            shorter, longer = sorted((str(other), str(value)), key=len)
            if not (longer[4:5] == "-" and longer.startswith(shorter)):  # a month or year in which the day lies
                return None
        else:
            count += other is not None
    return count
