"""Rules on what can't be: years that were never meant, things that stand twice, statements before their time."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from macros.catalogue.store import Catalogue
from macros.catalogue.told import at
from macros.language.clock import today
from macros.language.dates import PartialDate, Period
from macros.language.problems import Problem, shown_path
from macros.records import Document, Event, EventKind, Model, Organisation, Part, Record, Source, Term, Theme, Unit
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.records.walk import Place, values

# The first year that a date can have: the movement is of 1945 and after, units and what was written are older.
_SINCE = {Unit: 1800, Source: 1900, Document: 1900}
_SINCE_ELSE = 1945
# How many years ahead of the day it can lie: plans are made for some, nothing is printed or read tomorrow.
_AHEAD = {"posted": 0, "changed": 0, "published": 1, "accessed": 1, "issued": 1, "launched": 1}
_AHEAD_ELSE = 10
# When this was written: no clock is right that shows less.
_NOW_AT_LEAST = 2026

# What tells two records of a kind apart, beside their ids: of a copy, all of it is the same.
_SAME: dict[type[Record], Callable[[Any], tuple[Any, ...]]] = {
    Model: lambda r: (r.name, *r.units),
    Event: lambda r: (r.title, r.date, r.unit, r.time),
    Unit: lambda r: (r.kind, r.name, r.parent, r.start, r.end),
    Organisation: lambda r: (r.name, r.unit),
    Source: lambda r: (r.title, r.publisher, r.published, r.url),
    Document: lambda r: (r.title, r.number, r.issued),
    Theme: lambda r: (r.name,),
    EventKind: lambda r: (r.name,),
    Term: lambda r: (r.name,),
}


def years_can_be(catalogue: Catalogue) -> Iterator[Problem]:
    """No date lies before anything that is told of, or further ahead than anybody plans."""
    now = max(today().year, _NOW_AT_LEAST)
    for record in catalogue:
        first = _SINCE.get(type(record), _SINCE_ELSE)
        for place, field, _, value in values(record):
            if field.type not in (FieldType.DATE, FieldType.PERIOD) and field.name != "year":
                continue
            last = now + _AHEAD.get(field.name, _AHEAD_ELSE)
            for year in dict.fromkeys(_years(value)):
                if not first <= year <= last:
                    yield at(record, place, f"năm {year} không thể đúng ở đây (từ {first} đến {last})", "Xem lại năm")


def _years(value: Any) -> Iterator[int]:
    dates = [value.start, value.end] if isinstance(value, Period) else [value]
    for date in dates:
        year = date.year if isinstance(date, PartialDate) else date
        if year is not None:
            yield year


def nothing_stands_twice_in_a_list(catalogue: Catalogue) -> Iterator[Problem]:
    """No list holds the same id, choice, text or part twice."""
    for record in catalogue:
        for place, first in _twice(record, ()):
            yield at(record, place, f"giống hệt ý thứ {first + 1} của danh sách này", "Xóa một trong hai")


def _twice(part: Part, path: Place) -> Iterator[tuple[Place, int]]:
    for name in fields_of(type(part)):
        value = getattr(part, name)
        for place, item in [((*path, name), value)] if isinstance(value, Part) else []:
            yield from _twice(item, place)
        if not isinstance(value, list):
            continue
        firsts: dict[str, int] = {}
        for index, item in enumerate(value):
            first = firsts.setdefault(repr(item), index)
            if first != index:
                yield (*path, name, index), first
            elif isinstance(item, Part):
                yield from _twice(item, (*path, name, index))


def no_record_is_there_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """No two records of a kind agree in all that tells such records apart: one is a copy."""
    for kind, key in _SAME.items():
        groups: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
        for record in sorted(catalogue.by_id(kind).values(), key=lambda record: (len(record.id), record.file)):
            groups[key(record)].append(record)
        for first, *others in groups.values():
            for other in others:
                what = f"{kind.noun} này đã có ở {shown_path(first.file)}"
                place = next(iter(fields_of(kind)))
                yield at(other, (place,), what, "Xóa một trong hai tệp; nếu không phải là một thì ghi rõ chỗ khác nhau")


def models_begin_in_units_that_exist(catalogue: Catalogue) -> Iterator[Problem]:
    """The units of a model, and of its points, were there when it began."""
    units = catalogue.by_id(Unit)
    for model in catalogue.by_id(Model).values():
        began: list[tuple[Place, str, PartialDate | None]] = [
            (("units", index), unit, model.launched) for index, unit in enumerate(model.units)
        ]
        began += [(("points", index, "unit"), point.unit, point.since) for index, point in enumerate(model.points)]
        for place, unit_id, since in began:
            unit = units.get(unit_id)
            if unit and since and unit.start and unit.start.first and since.last and since.last < unit.start.first:
                before = ", ".join(kin.unit.id for kin in catalogue.lineage.earlier(unit) if kin.unit.existed(since))
                what = f"{catalogue.lineage.name(unit)} chưa có vào {since.in_words}, khi mô hình bắt đầu"
                todo = f"Chọn đơn vị có vào ngày ấy{': ' if before else ''}{before}, hoặc xem lại ngày"
                yield at(model, place, what, todo)


SENSE = (
    years_can_be,
    nothing_stands_twice_in_a_list,
    no_record_is_there_twice,
    models_begin_in_units_that_exist,
)
