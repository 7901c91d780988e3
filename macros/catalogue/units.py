"""The second part of the finder: units of today and before, what each holds, and which of them have a page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from macros.catalogue.lineage import Kin, Lineage
from macros.catalogue.records import Records
from macros.catalogue.watched import index, keyed
from macros.language.collation import alphabetical
from macros.language.dates import PartialDate
from macros.records import Document, Event, Model, Organisation, Record, Result, Unit
from macros.records.unit import Change, Share

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Below:
    """What is recorded of the units below one: the numbers of models and events of each unit directly below it, by id,
    and all of these models and events, the newest first."""

    counts: dict[str, tuple[int, int]]
    models: list[Model]
    events: list[Event]


class Units(Records):
    """Answers questions about units and what belongs to them."""

    @property
    def _lineage(self) -> Lineage:
        return self._catalogue.lineage

    # Before, after, above and below

    def above(self, unit: Unit) -> list[Unit]:
        """The units that `unit` is part of, nearest first."""
        return self._lineage.above(unit)

    def below(self, unit: Unit) -> list[Unit]:
        """The units under `unit`, at all levels."""
        children = self._lineage.children.get(unit.id, [])
        return [*children, *(grandchild for child in children for grandchild in self.below(child))]

    def children_with_pages(self, unit: Unit) -> list[Unit]:
        """The units directly below `unit` that have a page."""
        return [child for child in self._lineage.children.get(unit.id, []) if self.has_page(child)]

    def siblings(self, unit: Unit) -> list[Unit]:
        """The units of the same level directly below the same one: on the last day of a former unit, or today; itself among them."""
        beside = (
            other for other in self._lineage.children.get(unit.parent or "", []) if other.kind.level == unit.kind.level
        )
        return [other for other in beside if (other.existed(unit.end) if unit.end else not other.is_former)]

    def successors(self, unit: Unit) -> list[Kin]:
        """The units formed directly out of `unit`."""
        return self._lineage.successors.get(unit.id, [])

    def earlier(self, unit: Unit) -> list[Kin]:
        """Every former unit that went into `unit`, wholly or in part, or whose ground it covers; newest first."""
        return self._lineage.earlier(unit)

    def formed_from(self, unit: Unit) -> list[Change]:
        """The changes by which a unit came about, by the names of the units that went into it."""
        return sorted(unit.formed_from, key=lambda change: alphabetical(self.get(Unit, change.unit).name))

    def today(self, unit: Unit) -> list[Kin]:
        """The units of today on the ground of a former one; those that took ground without people last."""
        return sorted(self._lineage.today(unit), key=lambda kin: not kin.is_inhabited)

    def goes_on_as(self, unit: Unit) -> Unit | None:
        """The record of the same unit from the day on when it was enlarged or reduced, if it was."""
        return self._lineage.goes_on_as(unit)

    def phases(self, unit: Unit) -> list[Unit]:
        """The records of one unit within its several borders, in the order of time."""
        found = [unit]
        while (before := self._lineage.was_before(found[0])) and before[0] not in found:
            found.insert(0, before[0])
        while (after := self.goes_on_as(found[-1])) and after not in found:
            found.append(after)
        return found

    def resized(self, unit: Unit) -> tuple[Unit, str, PartialDate] | None:
        """The record of the same unit before it was enlarged or reduced, in a word what was done, and from when."""
        if not (found := self._lineage.was_before(unit)):
            return None
        before, change = found
        grown, shrunk = len(unit.formed_from) > 1, change.share is Share.REMAINDER
        done = "điều chỉnh địa giới" if grown == shrunk else "mở rộng" if grown else "thu hẹp"
        return before, done, change.date

    # What belongs to a unit

    def models_of(self, record: Record) -> list[Model]:
        """The models that the page of a theme, unit or organisation lists: those of a unit itself, or all that link to the
        others; newest first and the undated last by name."""
        return newest_first(self._in(record, Model) if isinstance(record, Unit) else self.referring(record, Model))

    def events_in(self, unit: Unit) -> list[Event]:
        """The events of a unit itself, newest first."""
        return self._in(unit, Event)

    def _in(self, unit: Unit, kind: type[T]) -> list[T]:
        return [record for record in self.referring(unit, kind) if unit in self.located(record)]

    def has_content(self, unit: Unit) -> bool:
        """Whether there is anything to read about the unit itself."""
        linked = any(self.referring(unit, kind) for kind in (Model, Event, Result, Organisation, Document))
        return linked or bool(unit.facts or unit.places or unit.figures or unit.pictures or unit.films or unit.papers)

    @keyed
    def _units_with_pages(self) -> dict[str, bool]:
        told = [unit for unit in self.all(Unit) if self.has_content(unit)]
        shown = {phase.id for unit in told for phase in self.phases(unit)}
        for unit in [u for u in self.all(Unit) if u.id in shown]:
            kins = [*self._lineage.later(unit), *self._lineage.earlier(unit)]
            shown |= {kin.unit.id for kin in kins}
        shown |= {above.id for unit_id in shown for above in self.above(self.get(Unit, unit_id))}
        return dict.fromkeys(shown, True)

    def has_page(self, record: Record) -> bool:
        """Whether a record has a page of its own: of the units those that have content within any of their borders, those
        that came from or went into one that has, and those above them."""
        return record.address is not None and (not isinstance(record, Unit) or record.id in self._units_with_pages)

    # Lists of units

    def units_of_today(self) -> list[Unit]:
        """The units that exist, by name."""
        return [unit for unit in self.all(Unit) if not unit.is_former]

    def former_units(self) -> list[tuple[Unit | None, list[Unit]]]:
        """The units that have ended, under the unit that each was part of."""
        groups: dict[str, list[Unit]] = {}
        for unit in self.all(Unit):
            if unit.is_former:
                groups.setdefault(unit.parent or "", []).append(unit)
        under = [(self._lineage.units.get(above), found) for above, found in groups.items()]
        by_time = sorted(under, key=lambda group: str(group[0].end or "") if group[0] else "")
        return sorted(by_time, key=lambda group: alphabetical(group[0].full_name if group[0] else ""))

    def units_with_own_content(self) -> list[tuple[Unit, int, int]]:
        """The units with models or events of their own, by name: (unit, models, events)."""
        return [(unit, len(models), len(events)) for unit, models, events in self._own_content]

    @index
    def _own_content(self) -> list[tuple[Unit, list[Model], list[Event]]]:
        counted = {unit: [m for m in self._in(unit, Model) if m.is_counted] for unit in self.all(Unit)}
        held = [(unit, models, self._in(unit, Event)) for unit, models in counted.items()]
        return [row for row in held if row[1] or row[2]]

    @keyed
    def _own_by_unit(self) -> dict[Unit, tuple[list[Model], list[Event]]]:
        return {unit: (models, events) for unit, models, events in self._own_content}

    @keyed
    def _units_of_models(self) -> dict[str, set[str]]:
        """The ids of the units of each model, by its own."""
        return {model.id: set(model.all_units) for model in self.all(Model)}

    def held_below(self, unit: Unit) -> Below:
        """What is recorded of the units below `unit`: of a former one of those of its days alone, of one of today also of the
        former units whose people came to them; a model of a divided district counts for each, but is one of the models."""
        own = self._own_by_unit
        counts: dict[str, tuple[int, int]] = {}
        models: dict[str, Model] = {}
        events: dict[str, Event] = {}
        for child in self._lineage.children.get(unit.id, []):
            reached = [child, *self.below(child)]
            reached += [] if unit.is_former else [kin.unit for one in reached for kin in self.forebears(one)]
            held = [own[one] for one in dict.fromkeys(reached) if one in own]
            here = {m.id: m for row in held for m in row[0]}, {e.id: e for row in held for e in row[1]}
            if held:
                counts[child.id] = len(here[0]), self._count(here[1].keys())
                models |= here[0]
                events |= here[1]
        by_name = sorted(models.values(), key=lambda model: (alphabetical(model.heading), model.id))
        return Below(counts, newest_first(by_name), self.newest_events(events.values()))

    def homes(self, unit: Unit) -> list[Unit]:
        """The units of today to which belongs what belonged to a unit of any day: not those that took ground without people."""
        return [kin.unit for kin in self.today(unit) if kin.is_inhabited] if unit.is_former else [unit]

    def forebears(self, unit: Unit) -> list[Kin]:
        """The former units whose people, or some of them, came to `unit`; newest first."""
        return [kin for kin in self.earlier(unit) if kin.is_inhabited]

    def only_ground_of(self, unit: Unit) -> list[Kin]:
        """The former units of which `unit` took nothing but ground without people, and which have content of their own."""
        return [kin for kin in self.earlier(unit) if not kin.is_inhabited and self.has_content(kin.unit)]

    def busiest_units(self, limit: int) -> list[Unit]:
        """The communes of today with the most models and events, those of former units on their ground included; by name."""
        counted: dict[str, int] = defaultdict(int)
        for unit, models, events in self._own_content:
            for home in self.homes(unit):
                counted[home.id] += len(models) + len(events)
        communes = [unit for unit in self.units_of_today() if unit.id in counted and unit.kind.level == "commune"]
        most = {unit.id for unit in sorted(communes, key=lambda unit: -counted[unit.id])[:limit]}
        return [unit for unit in communes if unit.id in most]

    def content_of_today(
        self, models: Iterable[Model] | None = None, events: Iterable[Event] | None = None
    ) -> dict[str, tuple[int, int]]:
        """The numbers of models and events of each commune of today that has any, by id, those of former units included; only of
        these models and events, if any are given."""
        of_models, of_events = {one.id for one in models or ()}, {one.id for one in events or ()}
        is_all = models is None and events is None
        counted = {
            unit: (len(some if is_all else some & of_models), self._count(others if is_all else others & of_events))
            for unit, (some, others) in self._content_of_communes.items()
        }
        return {unit: numbers for unit, numbers in counted.items() if any(numbers)}

    @property
    def _one_with(self) -> Mapping[str, str]:
        """Of events that are told as one (`Occasions` says which), by id, what they are then known by."""
        return {}

    def _count(self, events: Collection[str]) -> int:
        """How many events these are, by their ids, those told as one once."""
        one_with = self._one_with
        return len({one_with.get(event, event) for event in events}) if one_with else len(events)

    @index
    def _content_of_communes(self) -> dict[str, tuple[set[str], set[str]]]:
        """The ids of the models and events of each commune of today, those of former units included."""
        found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for unit, models, events in self._own_content:
            for home in self.homes(unit):
                if home.kind.level == "commune":
                    found[home.id][0].update(model.id for model in models)
                    found[home.id][1].update(event.id for event in events)
        return found

    def units_by_content(self) -> list[tuple[str, list[Unit]]]:
        """The communes of today under headings: those with models or events, then the others by kind; each by name."""
        counted = self.content_of_today()
        groups: dict[str, list[Unit]] = {"Có mô hình, sự kiện": []}
        for unit in sorted(self.units_of_today(), key=lambda unit: alphabetical(unit.kind.label)):
            if unit.kind.level == "commune":
                title = "Có mô hình, sự kiện" if unit.id in counted else f"{unit.kind.label} chưa có nội dung"
                groups.setdefault(title, []).append(unit)
        return [(title, found) for title, found in groups.items() if found]

    def inherited_models(self, unit: Unit) -> list[tuple[Kin, list[Model]]]:
        """The models of the former units of the same level that went into `unit`, for each that has any."""
        return self._inherited(unit, Model)

    def inherited_events(self, unit: Unit) -> list[tuple[Kin, list[Event]]]:
        """Their events, in the same way."""
        return self._inherited(unit, Event)

    def _inherited(self, unit: Unit, kind: type[T]) -> list[tuple[Kin, list[T]]]:
        kins = [kin for kin in self.forebears(unit) if kin.unit.kind.level == unit.kind.level]
        return [(kin, found) for kin in kins if (found := self._in(kin.unit, kind))]

    def districts_before(self, unit: Unit) -> list[Unit]:
        """The former districts on whose ground `unit` lies, with content of their own."""
        kins = self.forebears(unit)
        return [k.unit for k in kins if k.unit.kind.level == "district" and self.has_content(k.unit)]


def newest_first(models: Iterable[Model]) -> list[Model]:
    """These models by when they started; those of which that isn't known last, in the order given."""
    return sorted(models, key=lambda model: model.launched or PartialDate(None), reverse=True)
