"""How units came out of one another: who stands today for a former unit, and which former ones went into one of today.

Built from the records' own links (`formed_from`, `abolished`, `parent`, `now_in`); nothing here is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.language.dates import PartialDate
from macros.records.unit import Share, Unit, Verification

_ORDER = [Share.WHOLE, Share.REMAINDER, Share.PART, Share.PART_AREA_ONLY]
_WHOLE_OVERLAP = 0.98  # boundaries digitised from two maps never match closer than one or two per cent


@dataclass(frozen=True)
class Kin:
    """A unit before or after another one.

    `share` says how much of the earlier one went into the later one, the least along the way; None for a former
    district, which ended without a successor and of which the later unit covers some ground. `inferred` tells that a
    step on the way was never checked against the text of a resolution, `measured` is the approximate share of the
    earlier unit's area (0 to 1) where boundaries were laid over each other.
    """

    unit: Unit
    share: Share | None
    inferred: bool = False
    measured: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all of the earlier unit went into the later one."""
        return self.share is Share.WHOLE


@dataclass(frozen=True)
class Lineage:
    """The family tree of all units of a catalogue, by id."""

    units: Mapping[str, Unit]
    _ends: dict[str, list[Kin]] = field(default_factory=dict)

    @cached_property
    def successors(self) -> dict[str, list[Kin]]:
        """Of each unit, the units formed directly out of it."""
        found = defaultdict(list)
        for unit in self.units.values():
            for change in unit.formed_from:
                inferred = change.verification is Verification.INFERRED
                found[change.unit].append(Kin(unit, change.share, inferred))
        return found

    @cached_property
    def children(self) -> dict[str, list[Unit]]:
        """Of each unit, the units directly below it."""
        found = defaultdict(list)
        for unit in self.units.values():
            if unit.parent:
                found[unit.parent].append(unit)
        return found

    @cached_property
    def _namesakes(self) -> dict[str, list[Unit]]:
        found = defaultdict(list)
        for unit in self.units.values():
            found[unit.full_name.casefold()].append(unit)
        return found

    def name(self, unit: Unit) -> str:
        """The unit's name with what tells it from others: `Phường An Dương (quận Lê Chân, đến 12/2024)`.

        A former unit always says so; one of today says from when, or in which province, only where its name is
        another unit's too.
        """
        above = self.above(unit)
        told: list[str] = []
        if unit.end:
            if above and above[0].kind.level != "province":
                told.append(f"{above[0].kind.label.lower()} {above[0].name}")
            told.append(f"đến {_month(unit.end)}")
        else:
            namesakes = [other for other in self._namesakes[unit.full_name.casefold()] if other is not unit]
            if any(not other.end for other in namesakes) and above:
                told.append(above[-1].name)
            if any(other.end for other in namesakes) and unit.start:
                told.append(f"từ {_month(unit.start)}")
        return f"{unit.full_name} ({', '.join(told)})" if told else unit.full_name

    def above(self, unit: Unit) -> list[Unit]:
        """The units that `unit` is part of, nearest first."""
        chain: list[Unit] = []
        above = self.units.get(unit.parent or "")
        while above and above not in chain:  # the checks ask too, before they know that all is there
            chain.append(above)
            above = self.units.get(above.parent or "")
        return chain

    def later(self, unit: Unit) -> list[Kin]:
        """Every unit that came out of `unit`, at however many steps, in the order of time; itself left out."""
        if unit.id not in self._ends:
            self._ends[unit.id] = []  # where the checks find a circle, it ends here
            self._ends[unit.id] = sorted(self._trace(unit), key=_by_time)
        return self._ends[unit.id]

    def today(self, unit: Unit) -> list[Kin]:
        """The units of today on the ground of a former one."""
        return [kin for kin in self.later(unit) if not kin.unit.is_former]

    def earlier(self, unit: Unit) -> list[Kin]:
        """Every former unit that went into `unit`, wholly or in part, or whose ground it covers; newest first."""
        return self._earlier.get(unit.id, [])

    @cached_property
    def _earlier(self) -> dict[str, list[Kin]]:
        found = defaultdict(list)
        for unit in self.units.values():
            for kin in self.later(unit):
                found[kin.unit.id].append(Kin(unit, kin.share, kin.inferred, kin.measured))
        for kins in found.values():
            kins.sort(key=_by_time, reverse=True)
        return found

    def _trace(self, unit: Unit) -> Iterable[Kin]:
        steps = self.successors.get(unit.id, [])
        if not steps and unit.abolished:
            return self._inside(unit)
        best: dict[str, Kin] = {}
        for step in steps:
            for kin in [Kin(step.unit, Share.WHOLE), *self.later(step.unit)]:
                share = _least(step.share, kin.share)
                _keep(best, Kin(kin.unit, share, step.inferred or kin.inferred, kin.measured))
        return self._as_measured(unit, best).values()

    def _inside(self, district: Unit) -> Iterable[Kin]:
        """What became of the units of a district that ended without a successor."""
        found: dict[str, Kin] = {}
        for child in self.children.get(district.id, []):
            for kin in self.later(child):
                if not kin.unit.is_former:
                    known = found.get(kin.unit.id)  # one way that is not inferred is enough
                    found[kin.unit.id] = Kin(kin.unit, None, kin.inferred and (known is None or known.inferred))
        return found.values()

    def _as_measured(self, unit: Unit, kins: dict[str, Kin]) -> dict[str, Kin]:
        """Let the overlay of boundaries decide where two changes in a row leave open what became of `unit`'s ground.

        A ward that was merged whole into one that was then divided may lie in one part only. A single change is told
        by its resolution, and no measurement corrects it.
        """
        measured = {overlap.unit: float(overlap.share) for overlap in unit.now_in}
        direct = {step.unit.id for step in self.successors.get(unit.id, [])}
        kept = {}
        for unit_id, kin in kins.items():
            if kin.unit.is_former or unit_id in direct or not measured:
                kept[unit_id] = kin
            elif unit_id in measured:
                lies_in_it = measured[unit_id] >= _WHOLE_OVERLAP and not kin.is_whole
                share = Share.WHOLE if lies_in_it else kin.share
                kept[unit_id] = Kin(kin.unit, share, kin.inferred or lies_in_it, measured[unit_id])
        return kept


def _least(one: Share | None, other: Share | None) -> Share | None:
    if one is None or other is None:
        return None
    return max(one, other, key=_ORDER.index)


def _keep(best: dict[str, Kin], kin: Kin) -> None:
    """Keep the fuller of two ways from one unit to another."""
    known = best.get(kin.unit.id)
    if known is None or (kin.share and (not known.share or _ORDER.index(kin.share) < _ORDER.index(known.share))):
        best[kin.unit.id] = kin


def _month(date: PartialDate) -> str:
    return f"{date.month}/{date.year}" if date.month else str(date.year)


def _by_time(kin: Kin) -> tuple[str, ...]:
    unit = kin.unit
    return str(unit.start or ""), str(unit.end or "9999"), unit.name, unit.id
