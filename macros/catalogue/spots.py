"""The third part of the finder: the places below the commune that records name, and which of them are streets."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from macros.catalogue.units import Units
from macros.catalogue.watched import index, keyed
from macros.language.collation import alphabetical
from macros.language.text import slug
from macros.records import Model, Record, Unit
from macros.records.base import called
from macros.records.point import STREETS, Place, Point


@dataclass(frozen=True)
class Spot:
    """A place below the commune: its name, what stands behind `#` for it on its unit's page, the models that run there, and what
    records say of it."""

    unit: Unit
    name: str
    mark: str
    models: list[Model]
    told: list[Place | Point]

    @property
    def places(self) -> list[Place]:
        """What the record of its unit says of it."""
        return [one for one in self.told if isinstance(one, Place)]

    @property
    def is_street(self) -> bool:
        """Whether it is a road or a street, which may run through several units."""
        return any(one.kind in STREETS for one in self.told)


class Spots(Units):
    """Answers what is named within units."""

    def spots(self, unit: Unit) -> list[Spot]:
        """The places below the commune that records name in the unit itself, by name."""
        return list(self._spots.get(unit.id, {}).values())

    def spots_by_kind(self) -> list[tuple[str, int]]:
        """How many places below the commune are named, by kind, the commonest first; those of no kind are left out."""
        kinds = {
            (point.unit, point.named.casefold()): called(point.kind, point.kind_name)
            for model in self.all(Model)
            for point in model.points
            if point.name and point.kind
        }
        return sorted(Counter(kinds.values()).items(), key=lambda one: (-one[1], alphabetical(one[0])))

    @index
    def streets(self) -> dict[tuple[str, str], list[Spot]]:
        """The roads and streets that are named, by name without regard to capitals and by the name of their province: each with all units
        that it is said to run through, those of today first."""
        found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        for unit in sorted(self.all(Unit), key=lambda unit: unit.is_former):
            for spot in (one for one in self.spots(unit) if one.is_street):
                found[spot.name.casefold(), (self.above(unit) or [unit])[-1].name].append(spot)
        return dict(found)

    def spot(self, point: Point) -> Spot | None:
        """The place that a point of a model names; None if it names none."""
        return self._spots[point.unit][point.named.casefold()] if point.name else None

    @keyed
    def _spots(self) -> dict[str, dict[str, Spot]]:
        """Unit → name without regard to capitals → place."""
        found: dict[str, dict[str, Spot]] = defaultdict(dict)
        points: list[tuple[str, Place | Point, Record]] = [
            (point.unit, point, model) for model in self.all(Model) for point in model.points if point.name
        ]
        places: list[tuple[str, Place | Point, Record]] = [
            (unit.id, place, unit) for unit in self.all(Unit) for place in unit.places
        ]
        for unit, told, teller in sorted([*points, *places], key=lambda one: alphabetical(one[1].named)):
            spots = found[unit]
            taken, mark = {spot.mark for spot in spots.values()}, slug(told.named) or "noi"
            free = next(m for m in (mark, *(f"{mark}-{n}" for n in range(2, len(taken) + 3))) if m not in taken)
            spot = spots.setdefault(told.named.casefold(), Spot(self.get(Unit, unit), told.named, free, [], []))
            spot.told.append(told)
            if isinstance(teller, Model) and teller not in spot.models:
                spot.models.append(teller)
        return found
