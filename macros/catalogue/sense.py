"""Rules on what can't be of several records: that one is there twice, that models begin before their units."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from macros.catalogue.store import Catalogue
from macros.catalogue.told import at
from macros.language.dates import PartialDate
from macros.language.problems import Problem, shown_path
from macros.records import Document, Event, EventKind, Model, Organisation, Record, Source, Term, Theme, Unit
from macros.records.fields import fields_of
from macros.records.walk import Place

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


def no_record_is_there_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """No two records of a kind agree in all that tells such records apart: one is a copy."""
    for kind, key in _SAME.items():
        groups: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
        for record in catalogue.by_id(kind).values():
            groups[key(record)].append(record)
        for group in (group for group in groups.values() if len(group) > 1):
            first, *others = sorted(group, key=lambda record: (len(record.id), record.file))
            for other in others:
                what = f"{kind.noun} này đã có ở {shown_path(first.file)}"
                place = next(iter(fields_of(kind)))
                yield at(
                    other, (place,), what, "Xóa một trong hai bản ghi; nếu không phải là một thì ghi rõ chỗ khác nhau"
                )


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
    no_record_is_there_twice,
    models_begin_in_units_that_exist,
)
