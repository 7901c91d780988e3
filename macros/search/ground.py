"""The ground of a record: the units that a reader may mean by it, and what became of a unit."""

from macros.catalogue import Finder
from macros.records import Document, Event, Model, Organisation, Record, Unit
from macros.records.unit import Share, Verification

_NO_PEOPLE = "một phần không có dân"
_PARTS = {Share.WHOLE: "", Share.PART: "một phần", Share.REMAINDER: "một phần", Share.PART_AREA_ONLY: _NO_PEOPLE}
_TOLD = 4  # units that the summary of another names


def units(find: Finder, record: Record) -> list[Unit]:
    """The units that a reader may mean by it: its own, those above them, those before and after them, and all their provinces."""
    if isinstance(record, Unit):
        return around(find, [record], [kin.unit for kin in find.forebears(record)])
    if isinstance(record, Model | Event):
        return around(find, find.located(record))
    if isinstance(record, Document):
        return around(find, [find.get(Unit, unit) for unit in record.units])
    return around(find, _units_of(find, record))


def _units_of(find: Finder, record: Record) -> list[Unit]:
    return [find.get(Unit, unit)] if (unit := getattr(record, "unit", None)) else []


def heirs(find: Finder, record: Record) -> list[Unit]:
    """The units of today on the ground of those that a record is of, where that isn't theirs alone."""
    if not isinstance(record, Organisation | Model | Event):
        return []
    return heirs_of(find, find.located(record) if isinstance(record, Model | Event) else _units_of(find, record))


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
