"""The sixth part of the finder: where an event takes place, be it in one ward or in all of a province, and for whom."""

from collections import Counter
from collections.abc import Iterable

from macros.catalogue.borders import Border
from macros.catalogue.kinship import Kinship
from macros.language.collation import alphabetical
from macros.language.numbers import shown_number
from macros.records import Event, Record, Unit
from macros.records.partner import Role
from macros.records.session import Session
from macros.records.unit import UnitKind

_KINDS = {kind.label.lower() for kind in UnitKind}
_MOST_KINDS = 3
_MOST_OUTLINED = 8
_FOR = (Role.TAKES_PART, Role.COMPETITOR, Role.GUEST)


class Venues(Kinship):
    """Answers where events take place, and within which borders a record is."""

    def places(self, event: Event) -> list[Unit]:
        """The units in which an event takes place, by name; not the one that it is of, where that holds all the others."""
        units = self.located(event)
        told = units[1:] if self._holds_all(units) else units
        return sorted(told, key=lambda unit: alphabetical(self.name(unit)))

    def where(self, event: Event) -> str:
        """The unit of an event, and how many others it takes place in: `Tỉnh Mẫu: 76 xã`, `Phường Hoa và 2 phường khác`."""
        return self.name(self.get(Unit, event.unit)) + "".join(self.elsewhere(event))

    def elsewhere(self, event: Event) -> tuple[str, str, str]:
        """What tells how many others: the words before it, it, and those after it; empty where there are none. A number that a
        source gives counts before that of the units it names."""
        units = self.located(event)
        counted = _counted(event.sessions)
        if counted and counted.value is not None and counted.value > len(units) - 1:
            told = f"{counted.precision.of_number(shown_number(counted.value))} {counted.measure}"
            return ": ", told, ""
        if len(units) == 1:
            return "", "", ""
        told = f"{shown_number(len(units) - 1)} {kinds_of(units[1:])}"
        return (": ", told, "") if self._holds_all(units) else (" và ", told, " khác")

    def takers(self, event: Event) -> list[str]:
        """Whom an event is for, as far as is told: those who take part, compete or are invited."""
        return [self.partner(one) for one in event.partners if one.role in _FOR]

    def outlined(self, record: Record) -> list[Border]:
        """The borders of the units of today where a record is: of a unit itself, or of those to which belongs what belonged to it, of
        a model or an event its units'. None where one of them has no border, or they are more than anyone knows by their shape."""
        units = [record] if isinstance(record, Unit) else self.located(record)
        homes = dict.fromkeys(home.id for unit in units for home in self.homes(unit))
        known = len(homes) <= _MOST_OUTLINED and all(home in self._borders for home in homes)
        return [self._borders[home] for home in homes] if known else []

    def _holds_all(self, units: list[Unit]) -> bool:
        return len(units) > 1 and all(units[0] in self.above(other) for other in units[1:])


def kinds_of(units: Iterable[Unit]) -> str:
    """What these units are called together, the commonest kind first: `phường, xã`."""
    found = [kind for kind, _ in Counter(unit.kind.label.lower() for unit in units).most_common()]
    return ", ".join(found) if len(found) <= _MOST_KINDS else "địa bàn"


def _counted(sessions: Iterable[Session]) -> Session | None:
    """The session that counts the most units in which it took place."""
    found = [
        one
        for one in sessions
        if one.value is not None and one.to is None and not one.online and not one.precision.is_bound
        if one.measure and set(one.measure.lower().split(", ")) <= _KINDS
    ]
    return max(found, key=lambda one: one.value or 0, default=None)
