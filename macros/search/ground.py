"""The ground of a record: the units that a reader may mean by it, and what became of a unit."""

from typing import NamedTuple

from macros.catalogue import Finder
from macros.catalogue.watched import Worked
from macros.records import Document, Event, Model, Organisation, Record, Unit
from macros.records.fields import fields_of
from macros.records.unit import Share, Verification

_NO_PEOPLE = "một phần không có dân"
_PARTS = {Share.WHOLE: "", Share.PART: "một phần", Share.REMAINDER: "một phần", Share.PART_AREA_ONLY: _NO_PEOPLE}
_TOLD = 4  # units that the summary of another names


class Ground(NamedTuple):
    """The units that a reader may mean by a record, by name and by id: its own, those above them, those before and after them, and all
    their provinces; and the names of the units of today on the ground of its own, where that isn't theirs alone."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    heirs: tuple[str, ...]


class Grounds:
    """The grounds of records, each found once for all that are of the same units."""

    def __init__(self, find: Finder):
        self._find = find
        self._known: dict[tuple[tuple[str, ...], bool], Worked[Ground]] = {}

    def of(self, record: Record) -> Ground:
        """That of a record."""
        if isinstance(record, Unit):
            return self._ground(around(self._find, [record], [kin.unit for kin in self._find.forebears(record)]), [])
        if isinstance(record, Model | Event):
            own = tuple(record.all_units)
        elif isinstance(record, Document):
            own = tuple(record.units)
        else:
            own = (unit,) if (unit := "unit" in fields_of(type(record)) and record.unit) else ()  # type: ignore[attr-defined]
        return self.of_units(own, with_heirs=isinstance(record, Organisation | Model | Event))

    def of_units(self, own: tuple[str, ...], with_heirs: bool = True) -> Ground:
        """That of what is of units with these ids."""
        if not (known := self._known.get((own, with_heirs))):

            def work() -> Ground:
                units = [self._find.get(Unit, unit) for unit in own]
                return self._ground(around(self._find, units), heirs_of(self._find, units) if with_heirs else [])

            known = self._known[own, with_heirs] = Worked(work)
        return known.taken()

    def _ground(self, units: list[Unit], heirs: list[Unit]) -> Ground:
        names = tuple(dict.fromkeys(self._find.name(unit) for unit in units))
        ids = tuple(dict.fromkeys(unit.id for unit in units))
        return Ground(names, ids, tuple(self._find.name(unit) for unit in heirs))


def heirs_of(find: Finder, own: list[Unit]) -> list[Unit]:
    """The units of today on the ground of some, where that isn't theirs alone."""
    theirs = [*own, *(above for unit in own for above in find.above(unit))]
    return [heir for unit in own if unit.is_former for heir in find.homes(unit) if heir not in theirs]


def around(find: Finder, own: list[Unit], before: list[Unit] | None = None) -> list[Unit]:
    """Units with those of today on their ground, those `before` them, and those above."""
    found: list[Unit] = []
    for unit in own:
        found += [unit, *(find.homes(unit) if unit.is_former else []), *(before or []), *find.above(unit)]
    return [*found, *(above[-1] for unit in found if (above := find.above(unit)))]


def changes(find: Finder, unit: Unit) -> str:
    """What a former unit became, or what one of today was made from: `Từ 1/7/2025, lập từ Phường Lạch Tray, …`."""
    if unit.is_former:
        kins = find.today(unit)
        if not kins:
            return ""
        told = _listed([_told(kin.unit, kin.inferred, "" if kin.is_inhabited else _NO_PEOPLE) for kin in kins])
        return f"{'Địa bàn ấy hiện nay' if kins[0].share is None else 'Hiện nay'} thuộc {told}."
    if not unit.formed_from:
        return ""
    told = _listed([
        _told(find.get(Unit, change.unit), change.verification is Verification.INFERRED, _PARTS[change.share])
        for change in unit.formed_from
    ])  # fmt: skip
    return f"Từ {unit.formed_from[0].date.shown}, lập từ {told}."


def _told(unit: Unit, is_inferred: bool, part: str) -> str:
    doubts = ", ".join(filter(None, [part, "suy luận" if is_inferred else ""]))
    return f"{unit.full_name} ({doubts})" if doubts else unit.full_name


def _listed(names: list[str]) -> str:
    """The first names, and how many there are beside them."""
    if len(names) > _TOLD + 1:
        names = [*names[:_TOLD], f"{len(names) - _TOLD} nơi khác"]
    return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
