"""The finder: the one door to everything that was loaded. Pages and exports get their answers here, and nowhere else.

Its questions stand in seven modules, each on top of the last: of single records, of units, of their lists, of models and each other, of
where events take place, of which are one, and here of what pages show.
An answer depends on the records, the arguments and, through `is_past` and `withheld`, the day; nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from macros.catalogue.archive import Month, by_month, has_days, weeks
from macros.catalogue.cut import Cut, cut_flat, weight
from macros.catalogue.occasions import Occasions, Told
from macros.catalogue.units import newest_first
from macros.catalogue.watched import index, keyed, order
from macros.language.collation import alphabetical
from macros.language.dates import PartialDate
from macros.records import Document, Event, Model, Organisation, Record, Result, Unit
from macros.records.event import EventStatus
from macros.records.figure import Figure
from macros.records.life import SUCCEEDED, Stage, in_time
from macros.records.parts import Award
from macros.records.rating import Rating
from macros.records.walk import parts_in

RESULTS_ON_A_PAGE = 110

T = TypeVar("T", bound=Record)
Index = dict[tuple[str, Any], list[T]]


class Finder(Occasions):
    """Answers the questions that templates ask. `today` (in Vietnam) tells past events from coming ones."""

    # Events

    def events(self, *, unit: str | None = None, **wanted: Any) -> list[Event]:
        """Events, newest first: those with the `theme`, `kind`, `year`, `model` and `organiser` that are given, of
        `unit`, the units below it and those that went into them."""
        return self._chosen(self._catalogue.events, self._events_by, unit, wanted)

    def is_past(self, event: Event) -> bool:
        """Whether the event's last day is over; one without a year has been told of as past."""
        return event.last_day is None or event.last_day < self._catalogue.today

    def is_coming(self, event: Event) -> bool:
        """Whether the event is still to come, as far as is known: its day isn't over, and it was not put off or called off."""
        return not self.is_past(event) and event.status is EventStatus.AS_PLANNED

    def coming(self, events: Iterable[Event]) -> list[Event]:
        """The events whose day isn't over, the next one first; those put off or called off too, whom readers wait for."""
        return sorted((e for e in events if not self.is_past(e)), key=lambda e: (e.date, alphabetical(e.title), e.id))

    def past(self, events: Iterable[Event]) -> list[Event]:
        """The events that are over, in the order given."""
        return [event for event in events if self.is_past(event)]

    @index
    def months(self) -> dict[int, list[Month]]:
        """All events by year and month, the latest first, each occasion once."""
        return by_month(self.told_once(self._catalogue.events))

    def months_of(self, year: int) -> list[Month]:
        """Those of one year."""
        return self.months.get(year, [])

    def month(self, year: int, number: int | None) -> Month:
        """One of them; raises KeyError if it has no events."""
        return {month.number: month for month in self.months_of(year)}[number]

    def month_sheet(self) -> tuple[Month, list[list[tuple[int, list[Told]]]]] | None:
        """The month that a calendar shows, and its weeks (`archive.weeks`): that of the next day on which an event to come ends, else the
        latest with one that is over; None where no day is known."""
        known = {(one.year, one.number): one for months in self.months.values() for one in months if has_days(one)}
        coming = sorted(e.last_day for e in self._catalogue.events if e.last_day and e.date.day and self.is_coming(e))
        months = [known[day.year, day.month] for day in coming if (day.year, day.month) in known] or [*known.values()]
        return (months[0], weeks(months[0], self.told_once(self._catalogue.events))) if months else None

    def undated_events(self) -> list[Event]:
        """The events of which no source tells the year."""
        return [event for event in self._catalogue.events if event.date.year is None]

    def themes_of(self, event: Event) -> list[str]:
        """Ids of the themes of an event: its own, and those of its models."""
        own = dict.fromkeys(event.themes)
        for model in event.models:
            own.update(dict.fromkeys(self.get(Model, model).themes))
        return list(own)

    def related_events(self, event: Event, limit: int = 4) -> list[Told]:
        """The latest other events of the same unit or about the same models, but for those that are one occasion with it."""
        own = one.events if (one := self.occasion_of(event)) else (event,)
        near = [*self._events_by["unit", event.unit], *(e for m in event.models for e in self._events_by["model", m])]
        return self.told_once(self.newest_events(other for other in near if other not in own))[:limit]

    @keyed
    def _events_by(self) -> Index[Event]:
        index: Index[Event] = defaultdict(list)
        for event in self._catalogue.events:
            keys = [*(("unit", unit) for unit in event.all_units), ("kind", event.kind), ("year", event.date.year)]
            keys += [("theme", theme) for theme in self.themes_of(event)]
            keys += [("model", model) for model in event.models]
            keys += [("organiser", organiser) for organiser in event.organisers]
            for key in keys:
                index[key].append(event)
        return index

    # Models

    def models(self, *, unit: str | None = None, **wanted: Any) -> list[Model]:
        """Models, newest first and undated ones last by name: those with the `theme` and starting `year` that are
        given, of `unit`, the units below it and those that went into them."""
        return self._chosen(self._newest_models, self._models_by, unit, wanted)

    def undated_models(self) -> list[Model]:
        """The models of which no source tells in what year they started."""
        return [model for model in self._newest_models if not (model.launched and model.launched.year)]

    def fullest_models(self, limit: int) -> list[Model]:
        """The models that others can copy, those first of which the most is told, by how many fields their files fill; of
        equals the newest."""
        copied = [model for model in self._newest_models if model.is_counted and model.can_be_copied]
        return sorted(copied, key=lambda model: -len(model.model_fields_set))[:limit]

    def story(self, model: Model) -> list[tuple[str, PartialDate | None, Any]]:
        """What happened to a model, the oldest first and the undated last: (`step`, `recognition`, `event`, `before` or `after`,
        when, it). An event that a step names isn't told twice, nor a step of another model that one of its own tells."""
        told = {step.event for step in model.life}
        events = self.told_once(event for event in self.referring(model, Event) if event.id not in told)
        happened: list[tuple[PartialDate | None, Stage | None, tuple[str, PartialDate | None, Any]]]
        happened = [(step.date, step.stage, ("step", step.date, step)) for step in model.life]
        happened += [
            (step.date, step.stage, (where, step.date, (other, step))) for where, other, step in self._kin(model)
        ]
        happened += [(one.period, None, ("recognition", one.period, one)) for one in model.recognition]
        happened += [(event.date, None, ("event", event.date, event)) for event in events]
        return in_time(happened)

    def standing(self, model: Model) -> str:
        """What is said of a model that does not run, or not any more as it did, whichever record says so; nothing of the others."""
        ended = (SUCCEEDED.get(step.stage, "") for where, _, step in self._kin(model) if where == "after")
        return model.standing or next(filter(None, ended), "")

    def standings(self) -> list[tuple[str, int]]:
        """What is said of models that don't run as they did, and of how many, the commonest first."""
        told = Counter(standing for model in self.all(Model) if model.is_counted and (standing := self.standing(model)))
        return sorted(told.items(), key=lambda one: (-one[1], one[0]))

    @staticmethod
    def uncounted(models: Iterable[Model]) -> list[tuple[str, int]]:
        """Why some of these models are not counted among models, and how many."""
        why = Counter(
            "mô hình mới dự kiến thực hiện" if model.called is None else f"{model.called} (theo cách gọi của nguồn)"
            for model in models
            if not model.is_counted
        )
        return sorted(why.items(), key=lambda one: alphabetical(one[0]))

    def related_models(self, model: Model, limit: int = 4) -> list[Model]:
        """Other models of the same themes, those of the same units first."""
        of = self._units_of_models
        others = {other.id: other for theme in model.themes for other in self._models_by["theme", theme]}
        others.pop(model.id, None)
        return [others[one] for one in sorted(others, key=lambda one: -len(of[model.id] & of[one]))[:limit]]

    @index
    def _newest_models(self) -> list[Model]:
        return newest_first(self.all(Model))

    @keyed
    def _models_by(self) -> Index[Model]:
        index: Index[Model] = defaultdict(list)
        for model in self._newest_models:
            keys = [("unit", unit) for unit in model.all_units] + [("theme", theme) for theme in model.themes]
            for key in [*keys, ("year", model.launched.year if model.launched else None)]:
                index[key].append(model)
        return index

    # Results, figures, sources

    @index
    def years(self) -> list[int]:
        """The years with an event or a result, newest first."""
        events = {event.date.year for event in self._catalogue.events if event.date.year}
        return sorted(events | {result.year for result in self.all(Result)}, reverse=True)

    def results(self, unit: Unit | None = None, year: int | None = None) -> list[Result]:
        """Results, newest first, those of a whole year before those of other times that end in it, and those of one time by
        the names of their units: of a unit, of a year, or all."""
        found = [r for r in self.referring(unit, Result) if r.unit == unit.id] if unit else self.all(Result)
        chosen = [r for r in found if year is None or r.year == year]
        by_name = sorted(chosen, key=lambda r: self._places_of_units.get(r.unit, 0))
        return sorted(by_name, key=lambda r: (-r.year, r.period is not None, str(r.period), r.period_name or ""))

    def result_list(self, unit: Unit) -> Cut[Result]:
        """The results of a unit, as they are cut into pages."""
        return cut_flat(self.results(unit), RESULTS_ON_A_PAGE, weight)

    @keyed
    def _places_of_units(self) -> dict[str, int]:
        """Where each unit stands among all, by name."""
        return {unit.id: place for place, unit in enumerate(self.all(Unit))}

    def events_with_figures(self, unit: Unit) -> list[Event]:
        """The events of a unit itself in whose record figures stand, newest first; not those of a wider one that reached it too."""
        return [event for event in self.events_in(unit) if event.unit == unit.id and event.has("figures")]

    def units_with_figures(self) -> list[Unit]:
        """The units of which figures were published, by name: in yearly results, or with an event."""
        told = {result.unit for result in self.all(Result) if result.figures or result.ratings or result.disagreements}
        told |= {event.unit for event in self._catalogue.events if event.has("figures")}
        return [unit for unit in self.all(Unit) if unit.id in told]

    def latest_figures(self, limit: int) -> list[tuple[Result, list[Figure]]]:
        """The results of the latest time that has figures, each with the first figures that need no explanation."""
        told = [(result, result.plain_figures[:limit]) for result in self.results() if result.plain_figures]
        return [row for row in told if (row[0].year, row[0].time) == (told[0][0].year, told[0][0].time)]

    def leading_results(self, year: int, limit: int) -> list[tuple[Result, list[Figure]]]:
        """The results that a year begins with, and their figures that need no explanation: those that have any, and of these those
        of the widest units, first."""
        first = sorted(
            self.results(year=year), key=lambda r: (not r.plain_figures, len(self.above(self.get(Unit, r.unit))))
        )
        return [(result, result.plain_figures) for result in first[:limit]]

    def outcomes(self, document: Document) -> list[tuple[Record, Figure]]:
        """The figures that records hold against a target of a document, with these records."""
        kinds = (Result, Event, Model, Unit, Organisation)
        holders: list[Record] = [record for kind in kinds for record in self.referring(document, kind)]
        return [
            (holder, told)
            for holder in holders
            for told in parts_in(holder, Figure)
            if told.target and told.target.document == document.id
        ]

    def documents_of(self, of: Unit | Organisation) -> list[Document]:
        """The documents that were made for a unit, or that an organisation issued or its officials signed; newest first."""
        found = [
            one
            for one in self.referring(of, Document)
            if of.id
            in (one.units if isinstance(of, Unit) else [*one.issuers, *(s.organisation for s in one.signed_by)])
        ]
        return sorted(found, key=lambda document: document.issued or PartialDate(None), reverse=True)

    def carrying_out(self, document: Document) -> list[Document]:
        """The documents that are based on one."""
        return [other for other in self.referring(document, Document) if document.id in other.based_on]

    def replaced_by(self, document: Document) -> list[Document]:
        """The documents that one gave way to."""
        return [other for other in self.referring(document, Document) if document.id in other.replaces]

    def awards(self) -> list[tuple[Record, list[Award]]]:
        """The records that tell of awards, with these."""
        holders: list[Event | Result] = [*self._catalogue.events, *self.results()]
        return [(holder, holder.awards) for holder in holders if holder.awards]

    def given(self, organisation: Organisation) -> list[tuple[Record, str, Award | Rating]]:
        """The awards that an organisation gave and the ratings that it made: (record, `award` or `rating`, it); those of events
        first, the newest before the others."""
        holders: list[Event | Result] = [*self.referring(organisation, Event), *self.referring(organisation, Result)]
        found: list[tuple[Record, str, Award | Rating]] = []
        for holder in holders:
            found += [(holder, "award", one) for one in holder.awards if one.organisation == organisation.id]
            found += [(holder, "rating", one) for one in holder.ratings if one.organisation == organisation.id]
        return found

    def _chosen(self, everything: list[T], index: Index[T], unit: str | None, wanted: dict[str, Any]) -> list[T]:
        """The records of `everything` that stand in `index` under all that is wanted, in the order they have there."""
        groups = [index[name, value] for name, value in wanted.items() if value is not None]
        if unit is not None:
            groups.append([record for reached in self._reach(unit) for record in index["unit", reached]])
        if not groups:
            return list(everything)
        first, *others = map(dict.fromkeys, groups)
        found = [record for record in first if all(record in other for other in others)]
        return sorted(found, key=self._places.__getitem__)

    @order
    def _places(self) -> dict[Record, int]:
        """Where each event and each model stands among all of its kind."""
        return {
            r: place for records in (self._catalogue.events, self._newest_models) for place, r in enumerate(records)
        }

    def _reach(self, unit_id: str) -> set[str]:
        """A unit, those below it and those that went into them with their people."""
        unit = self.get(Unit, unit_id)
        below = [unit, *self.below(unit)]
        return {u.id for u in below} | {kin.unit.id for u in below for kin in self.forebears(u)}


def with_those_over(find: Finder) -> Finder | None:
    """The same with the records whose last day is over; None if there are none. Not for pages: it tells which there were."""
    catalogue = find._catalogue.whole.with_those_over()
    return Finder(catalogue, find._catalogue.day) if catalogue else None
