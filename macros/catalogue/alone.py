"""Rules on one record by itself, beyond what its fields say. What they tell of it changes with its file, the code and the year alone,
so it is kept with the record (`memory.py`): a rule that needs anything else stands in `checks` or `sense`.

Each yields every breach it finds and never stops.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from macros.catalogue.privacy import answered, exposures, in_words, stale
from macros.catalogue.told import at, inside
from macros.language.clock import today
from macros.language.dates import PartialDate, Period
from macros.language.problems import Problem
from macros.records import Document, Model, Part, Record, Source, Unit
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.records.walk import Place, references, statements, values_of

# The first year that a date can have: the movement is of 1945 and after, units and what was written are older.
_SINCE = {Unit: 1800, Source: 1900, Document: 1900}
_SINCE_ELSE = 1945
# How many years ahead of the day it can lie: plans are made for some, nothing is printed or read tomorrow.
_AHEAD = {"posted": 0, "changed": 0, "published": 1, "accessed": 1, "issued": 1, "launched": 1}
_AHEAD_ELSE = 10
# When this was written: no clock is right that shows less.
_NOW_AT_LEAST = 2026


def this_year() -> int:
    """The year that dates are held against."""
    return max(today().year, _NOW_AT_LEAST)


def years_can_be(record: Record) -> Iterator[Problem]:
    """No date lies before anything that is told of, or further ahead than anybody plans."""
    first, now = _SINCE.get(type(record), _SINCE_ELSE), this_year()
    for place, field, _, value in values_of(record, _holds_years):
        last = now + _AHEAD.get(field.name, _AHEAD_ELSE)
        if field.name in ("posted", "changed") and record.publish_on:  # which may lie ahead
            last = max(last, record.publish_on.year or last)
        for year in dict.fromkeys(_years(value)):
            if not first <= year <= last:
                yield at(record, place, f"năm {year} không thể đúng ở đây (từ {first} đến {last})", "Xem lại năm")


def _holds_years(field: Field) -> bool:
    return field.type in (FieldType.DATE, FieldType.PERIOD) or field.name == "year"


def _years(value: Any) -> Iterator[int]:
    dates = [value.start, value.end] if isinstance(value, Period) else [value]
    for date in dates:
        year = date.year if isinstance(date, PartialDate) else date
        if year is not None:
            yield year


def nothing_stands_twice_in_a_list(record: Record) -> Iterator[Problem]:
    """No list holds the same id, choice, text or part twice."""
    for place, first in _twice(record, ()):
        yield at(record, place, f"giống hệt ý thứ {first + 1} của danh sách này", "Xóa một trong hai")


def _twice(part: Part, path: Place) -> Iterator[tuple[Place, int]]:
    for name in _with_lists(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _twice(value, (*path, name))
        if not isinstance(value, list):
            continue
        firsts: dict[str, int] = {}
        all_differ = len({*map(_texts_of, value)}) == len(value)
        for index, item in enumerate(value):
            first = index if all_differ else firsts.setdefault(item if isinstance(item, str) else repr(item), index)
            if first != index:
                yield (*path, name, index), first
            elif isinstance(item, Part):
                yield from _twice(item, (*path, name, index))


@cache
def _with_lists(kind: type[Part]) -> tuple[str, ...]:
    """The fields of a part that hold lists, or parts in which there may be some."""
    return tuple(name for name, field in fields_of(kind).items() if field.many or field.part)


def _texts_of(item: Any) -> Any:
    """What is the same of items that are: much faster than all that is in them."""
    if isinstance(item, Part):
        return tuple(value for value in item.__dict__.values() if type(value) is str)
    return item if isinstance(item, str) else repr(item)


def statements_name_their_source(record: Record) -> Iterator[Problem]:
    """Where a record has several sources, each statement says which it rests on."""
    if len(sources := getattr(record, "sources", [])) > 1:
        for place, statement in statements(record):
            if not statement.source:
                yield at(record, place, "chưa nói dựa vào nguồn nào, vì bản ghi có nhiều nguồn",
                         f"Thêm dòng 'source: …', một trong: {', '.join(sources)}")  # fmt: skip


def no_model_follows_itself(record: Record) -> Iterator[Problem]:
    """No step of a model says that it came from, or became, itself; a renamed one is the same record."""
    if isinstance(record, Model):
        for place, folder, target in references(record):
            if folder == Model.folder and target == record.id:
                yield at(record, place, "đây là mã của chính mô hình này", "Đổi tên thì ghi tên cũ vào old_name")


def nobody_is_exposed(record: Record) -> Iterator[Problem]:
    """Nothing that is published tells of a private person (Law 91/2025/QH15); what is not certain, an editor answers."""
    yield from exposed(record, record.file)


def exposed(part: Part, file: Path) -> Iterator[Problem]:
    """What of a private person is told by what stands in a file."""
    found = list(exposures(part))
    for place, finding in found:
        if finding.certain or not answered(part, finding):
            what, todo = in_words(finding, reaches=any(step in ("phone", "hotlines", "email") for step in place))
            yield replace(inside(file, place, what, todo), judged=not finding.certain)
    for number in stale(part, [finding for _, finding in found]):
        what, todo = (
            "câu trả lời này không còn ứng với chỗ nào cần hỏi",
            "Xóa câu trả lời, hoặc chép lại đúng chỗ được hỏi",
        )
        yield replace(inside(file, ("privacy", number), what, todo), judged=True)


ALONE: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    years_can_be,
    nothing_stands_twice_in_a_list,
    statements_name_their_source,
    no_model_follows_itself,
    nobody_is_exposed,
)
"""Each says all that is wrong by it with one record, which has been placed in its file."""
