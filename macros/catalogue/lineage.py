"""How units came out of one another: who stands today for a former unit, and which former ones went into one of today.

Built from the records' own links (`formed_from`, `abolished`, `parent`, `earlier_parents`, `now_in`); nothing here is
stored. What became of a district is told by the communes that were in it on its days: of a district that was enlarged
later, the units of today are not those of the ground that it gained.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from macros.language.collation import Key, alphabetical
from macros.language.dates import PartialDate
from macros.records.unit import Change, Share, Unit, Verification

_ORDER = [Share.WHOLE, Share.REMAINDER, Share.PART, Share.PART_AREA_ONLY]
_TRUST = [Verification.LAW_TEXT, Verification.SECONDARY, Verification.INFERRED]
_WHOLE_OVERLAP = 0.98  # boundaries digitised from two maps never match closer than one or two per cent


@dataclass(frozen=True)
class Kin:
    """A unit before or after another one.

    `share` says how much of the earlier one went into the later one, the least along the way; None for a former
    district, of which the later unit covers some ground where people lived. `verification` is that of the change that
    is verified least on the way, `measured` the approximate share of the earlier unit's area (0 to 1) where boundaries
    were laid over each other, `by_map` whether only such a measurement tells that all of it went there.
    """

    unit: Unit
    share: Share | None
    verification: Verification = Verification.LAW_TEXT
    measured: float | None = None
    by_map: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the earlier unit went into the later one."""
        return self.share is Share.WHOLE

    @property
    def is_inhabited(self) -> bool:
        """Whether people went with the ground: else nothing of what they did did."""
        return self.share is not Share.PART_AREA_ONLY

    @property
    def inferred(self) -> bool:
        """Whether a step on the way, or that all of the unit took it, was never checked against the text of a resolution."""
        return self.by_map or self.verification is Verification.INFERRED

    @property
    def doubt(self) -> str:
        """How sure that is, in few words; empty where the text of each resolution says so."""
        if self.inferred:
            return "suy luận"
        return "theo nguồn dẫn lại" if self.verification is Verification.SECONDARY else ""

    @property
    def ground(self) -> str:
        """About how much of the earlier unit's ground it is; empty where it is all of it, or nobody measured."""
        return (
            f"khoảng {round(self.measured * 100)} % diện tích"
            if self.measured is not None and not self.is_whole
            else ""
        )


@dataclass(frozen=True)
class Lineage:
    """The family tree of all units of a catalogue, by id."""

    units: Mapping[str, Unit]
    _ends: dict[str, list[Kin]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def successors(self) -> dict[str, list[Kin]]:
        """Of each unit, the units formed directly out of it."""
        found = defaultdict(list)
        for unit in self.units.values():
            for change in unit.formed_from:
                found[change.unit].append(Kin(unit, change.share, change.verification))
        return found

    @cached_property
    def children(self) -> dict[str, list[Unit]]:
        """Of each unit, the units directly below it on any of its days."""
        found = defaultdict(list)
        for unit in self.units.values():
            for above in dict.fromkeys(filter(None, (unit.parent, *unit.earlier_parents))):
                found[above].append(unit)
        return found

    def goes_on_as(self, unit: Unit) -> Unit | None:
        """The record of the same unit from the day on when it was enlarged or reduced: one that kept its kind and name, and
        stands below a unit of the same level. None if it went into another, or was not changed."""
        return next(
            (change_of.unit for change_of in self.successors.get(unit.id, []) if self._same(unit, change_of)), None
        )

    def was_before(self, unit: Unit) -> tuple[Unit, Change] | None:
        """The record of the same unit before the day on which it was enlarged or reduced, and that change."""
        for change in unit.formed_from:
            before = self.units.get(change.unit)
            if before and self._same(before, Kin(unit, change.share)):
                return before, change
        return None

    def _same(self, unit: Unit, kin: Kin) -> bool:
        named = (unit.kind, unit.name.casefold()) == (kin.unit.kind, kin.unit.name.casefold())
        kept = kin.share in (Share.WHOLE, Share.REMAINDER)
        return named and kept and self._level_above(unit) == self._level_above(kin.unit)

    def _level_above(self, unit: Unit) -> str:
        above = self.units.get(unit.parent or "")
        return above.kind.level if above else ""

    @cached_property
    def _namesakes(self) -> dict[str, list[Unit]]:
        found = defaultdict(list)
        for unit in self.units.values():
            found[unit.full_name.casefold()].append(unit)
        return found

    def name(self, unit: Unit) -> str:
        """The unit's name with what tells it from others: `Phường An Dương (quận Lê Chân, đến 12/2024)`.

        A former unit always says so, and whether it went on within other borders; one of today says from when, or in
        which province, only where its name is another unit's too.
        """
        if self.units.get(unit.id) is not unit:  # one that isn't saved yet
            return self._name(unit)
        if unit.id not in self._names:
            self._names[unit.id] = self._name(unit)
        return self._names[unit.id]

    def _name(self, unit: Unit) -> str:
        above = self.above(unit)
        told: list[str] = []
        if unit.end:
            if above and above[0].kind.level != "province":
                told.append(f"{above[0].kind.label.lower()} {above[0].name}")
            told.append(f"{'địa giới ' if self.goes_on_as(unit) else ''}đến {_month(unit.end)}")
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
                found[kin.unit.id].append(replace(kin, unit=unit))
        for kins in found.values():
            kins.sort(key=_by_time)
            kins.sort(
                key=lambda kin: _by_time(kin)[:2], reverse=True
            )  # those of one time stay in the order of their names
        return found

    def _trace(self, unit: Unit) -> Iterable[Kin]:
        steps = self.successors.get(unit.id, [])
        if unit.kind.level == "district" and (communes := self.children.get(unit.id)):
            return self._by_communes(steps, communes)
        best: dict[str, Kin] = {}
        for step in steps:
            for kin in [Kin(step.unit, Share.WHOLE), *self._beyond(step.unit)]:
                verification = max(step.verification, kin.verification, key=_TRUST.index)
                _keep(best, replace(kin, share=_least(step.share, kin.share), verification=verification))
        return self._as_measured(unit, best).values()

    def _beyond(self, step: Unit) -> list[Kin]:
        """What came out of the unit that another one went into, as far as it tells what became of that one: not where a
        district was made of several."""
        several = len(step.formed_from) > 1 and step.kind.level == "district"
        return [] if several else self.later(step)

    def _by_communes(self, steps: list[Kin], communes: list[Unit]) -> Iterable[Kin]:
        """What became of a district: the units that the law made of it, and those of today on the ground of its communes."""
        found = {step.unit.id: step for step in steps}
        for step in steps:  # the later ones that it went on as; what is below them is told by the communes
            for kin in self.later(step.unit):
                if kin.unit.kind.level == "district":
                    _keep(found, replace(kin, share=_least(step.share, kin.share)))
        by_law = {*found}
        for commune in communes:
            for kin in self.later(commune):
                if kin.unit.is_former or kin.unit.id in by_law:
                    continue
                ways = [Kin(kin.unit, None if kin.is_inhabited else kin.share, kin.verification)]
                ways += [found[kin.unit.id]] if kin.unit.id in found else []
                found[kin.unit.id] = min(ways, key=lambda way: (not way.is_inhabited, _TRUST.index(way.verification)))
        return found.values()

    def _as_measured(self, unit: Unit, kins: dict[str, Kin]) -> dict[str, Kin]:
        """Let the overlay of boundaries decide where two changes in a row leave open what became of `unit`'s ground.

        A ward that was merged with others into one that was then divided may lie in one part only. What is told by
        resolutions alone, no measurement corrects.
        """
        measured = {overlap.unit: float(overlap.area_share) for overlap in unit.now_in}
        by_law = self._by_law(unit)
        kept = {}
        for unit_id, kin in kins.items():
            if kin.unit.is_former or unit_id in by_law or not measured:
                kept[unit_id] = kin
            elif unit_id in measured:
                lies_in_it = measured[unit_id] >= _WHOLE_OVERLAP and not kin.is_whole
                share = Share.WHOLE if lies_in_it else kin.share
                kept[unit_id] = replace(kin, share=share, measured=measured[unit_id], by_map=lies_in_it)
        return kept

    def _by_law(self, unit: Unit) -> set[str]:
        """The units of which resolutions alone tell that they have ground of `unit`: those made of it, and those made of one
        that was made of nothing else, so that dividing that one divided it."""
        found: set[str] = set()
        ways = [unit.id]
        while ways:
            made = [step.unit for step in self.successors.get(ways.pop(), []) if step.unit.id not in found]
            found.update(one.id for one in made)
            ways += [one.id for one in made if len(one.formed_from) == 1]
        return found


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


def _by_time(kin: Kin) -> tuple[str, str, Key, str]:
    unit = kin.unit
    return str(unit.start or ""), str(unit.end or "9999"), alphabetical(unit.name), unit.id
