"""What a report of a unit and a time tells of: the unit of its days, those below it, those that went into it; their records.

A record belongs where it says that it does. Nothing is moved to the unit of today but under the name that it had.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from macros.catalogue import Finder
from macros.catalogue.lineage import Kin
from macros.catalogue.units import newest_first
from macros.language.collation import alphabetical
from macros.language.dates import PartialDate
from macros.language.problems import DataError, Problem
from macros.records import Document, Event, Model, Organisation, Record, Result, Unit
from macros.records.base import Statement
from macros.records.event import EventStatus
from macros.records.life import Milestone
from macros.reports.span import Span


@dataclass(frozen=True)
class Scope:
    """A unit and a time. Raises DataError if there is nothing that a report could be about."""

    find: Finder
    unit: Unit
    span: Span

    def __post_init__(self) -> None:
        if not self.units:
            name = self.find.name(self.unit)
            what = f"{name} chưa có hoặc không còn trong {self.span.name}"
            raise DataError([Problem("report", 0, 0, "", what, "Chọn đơn vị của thời gian ấy, hoặc kỳ khác")])

    # Units

    @cached_property
    def before(self) -> list[Kin]:
        """The units of its own level that people came from to it, as far as they stood in the time; by name."""
        kins = [kin for kin in self.find.forebears(self.unit) if kin.unit.kind.level == self.unit.kind.level]
        return sorted(
            (kin for kin in kins if self._stood(kin.unit)),
            key=lambda kin: (alphabetical(kin.unit.name), str(kin.unit.end), kin.unit.id),
        )

    @cached_property
    def districts(self) -> list[Unit]:
        """The districts that a commune lay in, whose own records the report leaves to theirs."""
        return [one for one in self.find.districts_before(self.unit) if self._stood(one)]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """All of them by id: itself, those before, and those below any of these, as far as they stood in the time."""
        tops = [self.unit, *(kin.unit for kin in self.before)]
        return {one.id: one for top in tops for one in (top, *self.find.below(top)) if self._stood(one)}

    @property
    def begins_within(self) -> bool:
        """Whether the unit came about after the time had begun."""
        return bool(self.unit.start and self.unit.start.first and self.unit.start.first > self.span.first)

    @property
    def ends_within(self) -> bool:
        """Whether it ended before the time did."""
        return bool(self.unit.end and self.unit.end.last and self.unit.end.last < self.span.last)

    def _stood(self, unit: Unit) -> bool:
        return self.span.has(unit)

    def here(self, ids: Iterable[str]) -> list[Unit]:
        """Which of these units the report is about."""
        return [self.units[one] for one in ids if one in self.units]

    # Records

    @cached_property
    def events(self) -> list[Event]:
        """The events that took place in the time, the oldest first."""
        return [event for event in self._events if self.span.holds(event.date, event.end) and self._takes_place(event)]

    @cached_property
    def perhaps(self) -> list[Event]:
        """Those that may have, as no source tells the day."""
        return [event for event in self._events if self.span.holds(event.date, event.end) is None]

    @cached_property
    def called_off(self) -> list[Event]:
        """Those that were meant for the time, and put off or called off."""
        return [event for event in self._events if self.span.holds(event.date) and not self._takes_place(event)]

    @cached_property
    def _events(self) -> list[Event]:
        events = [event for event in self.find.all(Event) if self.here(event.all_units)]
        return sorted(events, key=lambda event: (event.date, alphabetical(event.title), event.id))

    @staticmethod
    def _takes_place(event: Event) -> bool:
        return event.status is EventStatus.AS_PLANNED

    @cached_property
    def models(self) -> list[Model]:
        """The models that are counted and had begun by the end of the time, the newest first; not those that ended before it."""
        return [model for model in self._models if model.is_counted and self._ran(model)]

    @cached_property
    def planned(self) -> list[Model]:
        """Those that are only meant to be."""
        return [model for model in self._models if model.is_planned]

    @cached_property
    def uncounted(self) -> list[Model]:
        """What no source calls a model."""
        return [model for model in self._models if model.called is not None and self._ran(model)]

    @cached_property
    def _models(self) -> list[Model]:
        return newest_first(model for model in self.find.all(Model) if self.here(model.all_units))

    def _ran(self, model: Model) -> bool:
        begun = model.launched.first if model.launched else None
        last = model.state.date.last if model.standing and model.state and model.state.date else None
        return self.span.touches(begun, last)

    def is_new(self, model: Model) -> bool | None:
        """Whether it began within the time; None if it may have."""
        return self.span.holds(model.launched)

    def steps(self, model: Model) -> list[Milestone]:
        """What is told to have happened to it in the time."""
        return [step for step in model.life if step.date and self.span.holds(step.date)]

    @cached_property
    def results(self) -> list[Result]:
        """The results of times that lie within it, the oldest first."""
        found = [one for one in self._results if self._lies_within(one)]
        return sorted(found, key=lambda one: (one.year, str(one.period or ""), alphabetical(self.units[one.unit].name)))

    @cached_property
    def other_results(self) -> list[Result]:
        """Those of times that only touch it, whose numbers are therefore not of it."""
        return [one for one in self._results if not self._lies_within(one) and self.span.touches(*_days(one))]

    @cached_property
    def _results(self) -> list[Result]:
        return [result for result in self.find.results() if result.unit in self.units]

    def _lies_within(self, result: Result) -> bool:
        first, last = _days(result)
        return bool(first and last and self.span.first <= first and last <= self.span.last)

    @cached_property
    def mentions(self) -> list[tuple[Record, Unit, str, Statement]]:
        """What records of others say of these units in the time: (record, unit, what, statement)."""
        own = {*self.events, *self.results}
        found: dict[tuple[Record, Unit, str], Statement] = {}
        for unit in self.units.values():
            for record, said, statement in self.find.mentions(unit):
                if record not in own and self._is_of_the_time(record, statement):
                    found.setdefault((record, unit, said), statement)
        return [(*told, statement) for told, statement in found.items()]

    def _is_of_the_time(self, record: Record, statement: Statement) -> bool:
        if period := getattr(statement, "period", None):
            return self.span.covers(period)
        return isinstance(record, Event) and bool(self.span.holds(record.date, record.end))

    @cached_property
    def documents(self) -> list[Document]:
        """The documents of these units that were issued in the time, and those that its events and results name; the oldest first."""
        holders: list[Event | Result] = [*self.events, *self.results]
        named = {one for record in holders for one in record.documents}
        found = [
            one
            for one in self.find.all(Document)
            if one.id in named or (self.here(one.units) and self.span.holds(one.issued))
        ]
        return sorted(found, key=lambda one: (one.issued or PartialDate(None), alphabetical(one.title)))

    @cached_property
    def organisations(self) -> list[tuple[Organisation, int, int]]:
        """Who organised these events or leads these models: (organisation, of how many events, of how many models), by name."""
        events = {event: event.organisers for event in self.events}
        taking_part = {event: [one.organisation for one in event.partners] for event in self.events}
        models = {model: [*model.leads, *(one.organisation for one in model.partners)] for model in self.models}
        found = []
        for one in self.find.all(Organisation):
            of_events = sum(one.id in events[event] or one.id in taking_part[event] for event in events)
            of_models = sum(one.id in named for named in models.values())
            if of_events or of_models:
                found.append((one, of_events, of_models))
        return found


def _days(result: Result) -> tuple[date | None, date | None]:
    """The first and last day of the time that a result is of; of one with a name of its own but no dates, none is known."""
    if not result.period:
        return (
            (None, date(result.year, 12, 31))
            if result.period_name
            else (date(result.year, 1, 1), date(result.year, 12, 31))
        )
    return (
        result.period.start.first if result.period.start else None,
        result.period.end.last if result.period.end else None,
    )
