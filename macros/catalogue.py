"""All records, linked both ways: what pages, search and feeds are made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from macros.dates import PartialDate
from macros.lineage import Lineage
from macros.records import RECORDS, Event, Model, Record, Site, Term, Unit
from macros.records.base import Place, references
from macros.text import slug


@dataclass(frozen=True)
class Unread:
    """A file that is not a record yet: `links` are those that can be made out in it, as (place, folder, id)."""

    file: Path
    links: list[tuple[Place, str, str]]


class Catalogue:
    """All records of one site, by folder and id, and what links to what.

    `unread` holds, by (folder, id), the files that could not be read and the links that stand in them: a link to such a
    file is not a second mistake, and one in it is looked at all the same.
    """

    def __init__(
        self,
        site: Site,
        records: Iterable[Record],
        data: Path,
        unread: Mapping[tuple[str, str], "Unread"] | None = None,
    ):
        self.site = site
        self.data = data
        self.unread = dict(unread or {})
        self.records: dict[str, dict[str, Record]] = {record.folder: {} for record in RECORDS}
        for record in records:
            self.records[record.folder][record.id] = record
        self.lineage = Lineage(cast(dict[str, Unit], self.records["units"]))

    def __repr__(self) -> str:  # mkdocs-macros prints its variables
        return f"Catalogue({self.data.name!r})"

    def get(self, folder: str, record_id: str) -> Record:
        """Return a record; raises KeyError if there is none."""
        return self.records[folder][record_id]

    def all(self, folder: str) -> list[Record]:
        """Every record of a folder, by heading in the order of the Vietnamese alphabet without its marks, then id."""
        return self._sorted[folder]

    def by_kind(self) -> list[tuple[type[Record], list[Record]]]:
        """Every kind of record with all its records."""
        return [(kind, self.all(kind.folder)) for kind in RECORDS]

    @cached_property
    def _sorted(self) -> dict[str, list[Record]]:
        return {f: sorted(r.values(), key=lambda x: (slug(x.heading), x.id)) for f, r in self.records.items()}

    @cached_property
    def events(self) -> list[Event]:
        """All events, newest first; those whose year is not known come last."""
        return sorted(cast(list[Event], self.all("events")), key=lambda e: e.date, reverse=True)

    @cached_property
    def models(self) -> list[Model]:
        """All models by name."""
        return cast(list[Model], self.all("models"))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Abbreviation → what it stands for, from the glossary."""
        terms = cast(list[Term], self.all("terms"))
        return {term.abbreviation: term.name for term in terms if term.abbreviation}

    @cached_property
    def _referring(self) -> dict[tuple[str, str], dict[str, list[Record]]]:
        """(folder, id) → folder → the records there that link to it, each once."""
        found: dict[tuple[str, str], dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
        for records in self._sorted.values():
            for record in records:
                for target in dict.fromkeys((folder, id_) for _, folder, id_ in references(record)):
                    found[target][record.folder].append(record)
        return found

    def referring(self, record: Record, folder: str) -> list[Record]:
        """The records of `folder` that link to `record`; events newest first, the others by heading."""
        found = self._referring.get((record.folder, record.id), {}).get(folder, [])
        if folder == "events":
            return sorted(found, key=lambda e: cast(Event, e).date, reverse=True)
        return found

    def located(self, record: Record) -> list[Unit]:
        """The units that a model or event belongs to, takes place or has a point in."""
        ids = record.all_units if isinstance(record, Model) else [record.unit] if isinstance(record, Event) else []
        return [cast(Unit, self.get("units", unit)) for unit in ids]

    def in_unit(self, unit: Unit, folder: str) -> list[Record]:
        """The models or events of a unit itself."""
        return [record for record in self.referring(unit, folder) if unit in self.located(record)]

    def models_of(self, record: Record) -> list[Model]:
        """The models that the page of a theme, unit or organisation lists, newest first and the undated last by name."""
        found = self.in_unit(record, "models") if isinstance(record, Unit) else self.referring(record, "models")
        return newest_first(cast(list[Model], found))

    def below(self, unit: Unit) -> list[Unit]:
        """The units under `unit`, at all levels."""
        children = self.lineage.children.get(unit.id, [])
        return [*children, *(grandchild for child in children for grandchild in self.below(child))]

    def has_content(self, unit: Unit) -> bool:
        """Whether there is anything to read about the unit itself."""
        linked = any(self.referring(unit, folder) for folder in ("models", "events", "results", "organisations"))
        return linked or bool(unit.facts or unit.figures)

    @cached_property
    def units_with_pages(self) -> set[str]:
        """Ids of the units that have content, or came from or went into one that has, and of the units above them."""
        units = cast(list[Unit], self.all("units"))
        shown = {unit.id for unit in units if self.has_content(unit)}
        for unit in [u for u in units if u.id in shown]:
            kins = [*self.lineage.later(unit), *self.lineage.earlier(unit)]
            shown |= {kin.unit.id for kin in kins}
        return shown | {above.id for unit_id in shown for above in self.lineage.above(self.lineage.units[unit_id])}

    def has_page(self, record: Record) -> bool:
        """Whether a record has a page of its own."""
        return record.address is not None and (not isinstance(record, Unit) or record.id in self.units_with_pages)

    @cached_property
    def years(self) -> list[int]:
        """The years with an event or a result, newest first."""
        events = {event.date.year for event in self.events if event.date.year}
        results = {result.year for result in self.records["results"].values()}  # type: ignore[attr-defined]
        return sorted(events | results, reverse=True)

    @cached_property
    def _unit_names(self) -> dict[str, list[Unit]]:
        found = defaultdict(list)
        for unit in self.lineage.units.values():
            found[unit.full_name.casefold()].append(unit)
        return found

    def unit_name(self, unit: Unit) -> str:
        """The unit's name with what tells it from others: `Phường An Dương (quận Lê Chân, đến 12/2024)`.

        A former unit always says so; one of today says from when, or in which province, only where its name is
        another unit's too.
        """
        above = self.lineage.above(unit)
        told: list[str] = []
        if unit.end:
            if above and above[0].kind.level != "province":
                told.append(f"{above[0].kind.label.lower()} {above[0].name}")
            told.append(f"đến {unit.end.month}/{unit.end.year}" if unit.end.month else f"đến {unit.end.year}")
        else:
            namesakes = [other for other in self._unit_names[unit.full_name.casefold()] if other is not unit]
            if any(not other.end for other in namesakes) and above:
                told.append(above[-1].name)
            if any(other.end for other in namesakes) and unit.start:
                told.append(f"từ {unit.start.month}/{unit.start.year}" if unit.start.month else f"từ {unit.start.year}")
        return f"{unit.full_name} ({', '.join(told)})" if told else unit.full_name


def newest_first(models: Iterable[Model]) -> list[Model]:
    """These models by when they started; those of which that isn't known last, in the order given."""
    return sorted(models, key=lambda model: model.launched or PartialDate(None), reverse=True)
