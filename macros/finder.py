"""Which records a page shows: events and models by unit, theme, year…, past and coming, and what is related to what."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, cast

from macros.archive import Month, by_month
from macros.catalogue import Catalogue, newest_first
from macros.dates import PartialDate
from macros.lineage import Kin
from macros.records import Event, Model, Record, Result, Source, Unit
from macros.records.parts import Award, Figure

Index = dict[tuple[str, Any], list]


class Finder:
    """Answers the questions that templates ask. `today` (in Vietnam) tells past events from coming ones."""

    def __init__(self, catalogue: Catalogue, today: date):
        self.catalogue = catalogue
        self.today = today

    # Events

    def events(self, *, unit: str | None = None, **wanted: Any) -> list[Event]:
        """Events, newest first: those with the `theme`, `kind`, `year`, `model` and `organiser` that are given, of
        `unit`, the units below it and those that went into them."""
        return self._chosen(self.catalogue.events, self._events_by, unit, wanted)

    def is_past(self, event: Event) -> bool:
        """Whether the event is over; one without a year has been told of as past."""
        last = (event.end or event.date).last
        return last is None or last < self.today

    def coming(self, events: Iterable[Event]) -> list[Event]:
        """The events still to come, the next one first."""
        return sorted((e for e in events if not self.is_past(e)), key=lambda e: (e.date, e.id))

    def past(self, events: Iterable[Event]) -> list[Event]:
        """The events that are over, in the order given."""
        return [event for event in events if self.is_past(event)]

    @cached_property
    def months(self) -> dict[int, list[Month]]:
        """All events by year and month, the latest first."""
        return by_month(self.catalogue.events)

    def past_months(self) -> dict[int, list[Month]]:
        """The same without the events still to come."""
        return by_month(self.past(self.catalogue.events))

    def themes_of(self, event: Event) -> list[str]:
        """Ids of the themes of an event: its own, and those of its models."""
        own = dict.fromkeys(event.themes)
        for model in event.models:
            own.update(dict.fromkeys(cast(Model, self.catalogue.get("models", model)).themes))
        return list(own)

    def related_events(self, event: Event, limit: int = 4) -> list[Event]:
        """The latest other events of the same unit or about the same models."""
        near = [*self._events_by["unit", event.unit], *(e for m in event.models for e in self._events_by["model", m])]
        others = {other.id: other for other in near if other != event}
        return sorted(others.values(), key=lambda e: (e.date, e.id), reverse=True)[:limit]

    @cached_property
    def _events_by(self) -> Index:
        index: Index = defaultdict(list)
        for event in self.catalogue.events:
            keys = [("unit", event.unit), ("kind", event.kind), ("year", event.date.year)]
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

    def fullest_models(self, limit: int) -> list[Model]:
        """The models of which the most is told, by how many fields their files fill; of equals the newest."""
        return sorted(self._newest_models, key=lambda model: -len(model.model_fields_set))[:limit]

    def story(self, model: Model) -> list[tuple[str, PartialDate | None, Any]]:
        """What happened to a model, the oldest first and the undated last: (`step`, `recognition` or `event`, when, it). An
        event that a step names isn't told twice."""
        told = {step.event for step in model.life}
        events = [cast(Event, event) for event in self.catalogue.referring(model, "events") if event.id not in told]
        happened: list[tuple[str, PartialDate | None, Any]] = [("step", step.date, step) for step in model.life]
        happened += [("recognition", one.period, one) for one in model.recognition]
        happened += [("event", event.date, event) for event in events]
        return sorted(happened, key=lambda one: (not (one[1] and one[1].year), one[1] or PartialDate(None)))

    def related_models(self, model: Model, limit: int = 4) -> list[Model]:
        """Other models of the same themes, those of the same units first."""
        units = set(model.all_units)
        others = {other.id: other for theme in model.themes for other in self._models_by["theme", theme]}
        others.pop(model.id, None)
        return sorted(others.values(), key=lambda m: -len(units.intersection(m.all_units)))[:limit]

    @cached_property
    def _newest_models(self) -> list[Model]:
        return newest_first(self.catalogue.models)

    @cached_property
    def _models_by(self) -> Index:
        index: Index = defaultdict(list)
        for model in self._newest_models:
            keys = [("unit", unit) for unit in model.all_units] + [("theme", theme) for theme in model.themes]
            for key in [*keys, ("year", model.launched.year if model.launched else None)]:
                index[key].append(model)
        return index

    # Units

    def units_of_today(self) -> list[Unit]:
        """The units that exist, by name."""
        return [unit for unit in cast(list[Unit], self.catalogue.all("units")) if not unit.is_former]

    def former_units(self) -> list[tuple[Unit | None, list[Unit]]]:
        """The units that have ended, under the unit that each was part of."""
        groups: dict[str, list[Unit]] = {}
        for unit in cast(list[Unit], self.catalogue.all("units")):
            if unit.is_former:
                groups.setdefault(unit.parent or "", []).append(unit)
        under = [(self.catalogue.lineage.units.get(above), found) for above, found in groups.items()]
        return sorted(under, key=lambda group: self.catalogue.unit_name(group[0]) if group[0] else "")

    def units_with_own_content(self) -> list[tuple[Unit, int, int]]:
        """The units with models or events of their own: (unit, models, events), those with the most first."""
        counted = [
            (unit, len(self._models_by["unit", unit.id]), len(self._events_by["unit", unit.id]))
            for unit in cast(list[Unit], self.catalogue.all("units"))
        ]
        return sorted((row for row in counted if row[1] or row[2]), key=lambda row: -row[1] - row[2])

    def busiest_units(self, limit: int) -> list[Unit]:
        """The communes of today with the most models and events, those of former units on their ground included; by name."""
        counted: dict[str, int] = defaultdict(int)
        for unit, models, events in self.units_with_own_content():
            for home in [kin.unit for kin in self.catalogue.lineage.today(unit)] if unit.is_former else [unit]:
                counted[home.id] += models + events
        communes = [unit for unit in self.units_of_today() if unit.id in counted and unit.kind.level == "commune"]
        most = {unit.id for unit in sorted(communes, key=lambda unit: -counted[unit.id])[:limit]}
        return [unit for unit in communes if unit.id in most]

    def content_of_today(self) -> dict[str, tuple[int, int]]:
        """The numbers of models and events of each commune of today that has any, by id, those of former units included."""
        found: dict[str, tuple[set, set]] = defaultdict(lambda: (set(), set()))
        for unit, _, _ in self.units_with_own_content():
            for home in [kin.unit for kin in self.catalogue.lineage.today(unit)] if unit.is_former else [unit]:
                if home.kind.level == "commune":
                    found[home.id][0].update(model.id for model in self._models_by["unit", unit.id])
                    found[home.id][1].update(event.id for event in self._events_by["unit", unit.id])
        return {unit: (len(models), len(events)) for unit, (models, events) in found.items()}

    def units_by_content(self) -> list[tuple[str, list[Unit]]]:
        """The communes of today under headings: those with models or events, then the others by kind; each by name."""
        counted = self.content_of_today()
        groups: dict[str, list[Unit]] = {"Có mô hình, sự kiện": []}
        for unit in sorted(self.units_of_today(), key=lambda unit: unit.kind.label):
            if unit.kind.level == "commune":
                title = "Có mô hình, sự kiện" if unit.id in counted else f"{unit.kind.label} chưa có nội dung"
                groups.setdefault(title, []).append(unit)
        return [(title, found) for title, found in groups.items() if found]

    def inherited(self, unit: Unit, folder: str) -> list[tuple[Kin, list[Record]]]:
        """The models or events of the former communes that went into `unit`, for each that has any."""
        kins = [k for k in self.catalogue.lineage.earlier(unit) if k.unit.kind.level == unit.kind.level]
        return [(kin, found) for kin in kins if (found := self.catalogue.in_unit(kin.unit, folder))]

    def districts_before(self, unit: Unit) -> list[Unit]:
        """The former districts whose ground `unit` covers, with content of their own."""
        kins = self.catalogue.lineage.earlier(unit)
        return [k.unit for k in kins if k.unit.kind.level == "district" and self.catalogue.has_content(k.unit)]

    # Results, figures, sources

    def year_axis(self) -> range:
        """Every year from the first to the last that has an event, a result or a new model, the empty ones too."""
        launched = [model.launched for model in self.catalogue.models if model.launched]
        years = [*self.catalogue.years, *(date.year for date in launched if date.year)]
        return range(min(years), max(years) + 1) if years else range(0)

    def results(self, unit: Unit | None = None, year: int | None = None) -> list[Result]:
        """Yearly results, newest first: of a unit, of a year, or all."""
        found = self.catalogue.referring(unit, "results") if unit else self.catalogue.all("results")
        chosen = [r for r in cast(list[Result], found) if year is None or r.year == year]
        return sorted(chosen, key=lambda r: -r.year)

    def latest_figures(self, limit: int) -> list[tuple[Result, list[Figure]]]:
        """The results of the latest year that has figures, each with the first figures that need no explanation."""
        told = [
            (result, [f for f in result.figures if f.value is not None and not f.note]) for result in self.results()
        ]
        told = [(result, figures[:limit]) for result, figures in told if figures]
        return [row for row in told if row[0].year == told[0][0].year]

    def awards(self) -> list[tuple[Record, list[Award]]]:
        """The records that tell of awards, with these."""
        holders = [*self.catalogue.events, *self.results()]
        return [(holder, holder.awards) for holder in holders if holder.awards]

    def rivals(self, figures: Iterable[Figure]) -> list[list[Figure]]:
        """Groups of figures that are about the same thing and differ."""
        groups: dict[tuple, list[Figure]] = {}
        for figure in figures:
            groups.setdefault(figure.subject, []).append(figure)
        return [group for group in groups.values() if len({figure.shown for figure in group}) > 1]

    def resting_on(self, source: Source) -> list[Record]:
        """The records that rest on a source, wholly or in one statement."""
        folders = ("models", "events", "results", "units", "organisations", "documents", "terms")
        return [record for folder in folders for record in self.catalogue.referring(source, folder)]

    def newest_published_first(self, sources: Iterable[Source]) -> list[Source]:
        """Sources by the date they were published; those without one come last."""
        return sorted(sources, key=lambda source: source.published or PartialDate(None), reverse=True)

    def _chosen(self, everything: list, index: Index, unit: str | None, wanted: dict[str, Any]) -> list:
        """The records of `everything` that stand in `index` under all that is wanted, in the order they have there."""
        groups = [index[name, value] for name, value in wanted.items() if value is not None]
        if unit is not None:
            groups.append([record for reached in self._reach(unit) for record in index["unit", reached]])
        if not groups:
            return list(everything)
        ids = set.intersection(*({record.id for record in group} for group in groups))
        found = {record.id: record for record in groups[0] if record.id in ids}
        return sorted(found.values(), key=lambda record: self._places[record])

    @cached_property
    def _places(self) -> dict[Record, int]:
        """Where each event and each model stands among all of its kind."""
        return {r: place for records in (self.catalogue.events, self._newest_models) for place, r in enumerate(records)}

    def _reach(self, unit_id: str) -> set[str]:
        """A unit, those below it and those that went into them."""
        unit = cast(Unit, self.catalogue.get("units", unit_id))
        below = [unit, *self.catalogue.below(unit)]
        return {u.id for u in below} | {kin.unit.id for u in below for kin in self.catalogue.lineage.earlier(u)}
