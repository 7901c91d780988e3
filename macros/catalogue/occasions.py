"""The seventh part of the finder: festivals and campaigns of which each ward has a record of its own, told as one thing with many places.

Events are one occasion only where all of this holds, so that no two are taken for one: their kind says so (`told_as_one`); they are of
the same days, which are known, and as much on as each other; each is in a single unit, all of these of one level and at least two of
them; and their titles are the same, letter by letter, but for the names of these units and of what they are part of.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from macros.catalogue.venues import Venues, kinds_of
from macros.catalogue.watched import index, keyed
from macros.language.collation import alphabetical
from macros.language.numbers import shown_number
from macros.language.text import slug, upper_first, visible
from macros.records import Event, EventKind, Record, Unit
from macros.records.session import moment

_WAYS_IN = r"(?:(?:tại|ở|của|do|trên địa bàn)\s+)?"
_LONGEST = 60


@dataclass(frozen=True)
class Occasion:
    """Several events that are one: what it is called, where it is, the last part of its address, and its events by their units' names.
    In lists it stands for them, and so answers what lists ask of an event."""

    title: str
    where: str
    key: str
    events: tuple[Event, ...]

    # What the lists, feeds and calendars ask of an event, and what is the same for all of its own:

    date = property(lambda self: self.events[0].date)
    end = property(lambda self: self.events[0].end)
    last_day = property(lambda self: self.events[0].last_day)
    status = property(lambda self: self.events[0].status)
    kind = property(lambda self: self.events[0].kind)

    @property
    def told_as(self) -> str:
        return f"{self.status.label}: {self.title}" if self.status.label else self.title

    @property
    def when(self) -> str:
        return moment(None, self.date, self.end)

    # and what is that of each alone:

    time = date_note = place = lead = summary = posted = None
    sessions = ()


Told = Event | Occasion
"""What stands in a list of events."""


class Occasions(Venues):
    """Answers which events are one occasion."""

    def told_once(self, events: Iterable[Event]) -> list[Told]:
        """The same events, in the order given: those of one occasion, if several are among them, once, where the first of them stands."""
        among: dict[str | Event, list[Event]] = {}
        key_of = self._key_of
        for event in dict.fromkeys(events):
            among.setdefault(key_of.get(event, event), []).append(event)
        return [
            self._of(key, same) if isinstance(key, str) and len(same) > 1 else same[0] for key, same in among.items()
        ]

    def running_into(self, year: int) -> list[Told]:
        """The events that began in an earlier year and end in this one or later."""
        ending = (event for event in self._catalogue.events if event.date.year and event.end and event.end.year)
        return self.told_once(e for e in ending if (e.date.year or 0) < year <= ((e.end and e.end.year) or 0))

    def count_once(self, kind: type[Record] | str) -> int:
        """How many records of a kind pages tell of: as `count`, but of events those of one occasion once."""
        return len(self.told_once(self._catalogue.events)) if kind in (Event, Event.folder) else self.count(kind)

    def occasions(self) -> list[Occasion]:
        """All of them, by their addresses."""
        return [self._whole[key] for key in sorted(self._whole)]

    def occasion(self, key: str) -> Occasion:
        """That with an address; KeyError if there is none."""
        return self._whole[key]

    def has_occasion(self, key: str) -> bool:
        """Whether there is one with an address."""
        return key in self._whole

    def occasion_of(self, event: Event) -> Occasion | None:
        """That which an event is part of."""
        return self._whole.get(self._key_of.get(event, ""))

    @index
    def _one_with(self) -> dict[str, str]:
        return {event.id: key for event, key in self._key_of.items()}

    @keyed
    def _key_of(self) -> dict[Event, str]:
        return {event: key for key, one in self._whole.items() for event in one.events}

    @keyed
    def _whole(self) -> dict[str, Occasion]:
        groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
        for event in self._catalogue.events:
            if called := self._called(event):
                level = self.get(Unit, event.unit).kind.level
                groups[event.kind, event.date, event.end, event.status, level, called.casefold()].append(event)
        several = (same for same in groups.values() if len({event.unit for event in same}) > 1)
        return {one.key: one for one in map(self._occasion, several)}

    @index
    def _told_as_one(self) -> set[str]:
        return {kind.id for kind in self.all(EventKind) if kind.told_as_one}

    def _of(self, key: str, events: list[Event]) -> Occasion:
        """An occasion as far as it is among `events`."""
        whole = self._whole[key]
        return whole if len(events) == len(whole.events) else self._occasion(events)

    def _called(self, event: Event) -> str:
        """What an event is called everywhere; empty if it can be no part of an occasion."""
        known = event.date.day and event.date.year and not event.date.about and not (event.end and not event.end.day)
        if not known or len(event.all_units) > 1 or event.kind not in self._told_as_one:
            return ""
        return _without(visible(event.title), self._names(self.get(Unit, event.unit)))

    def _names(self, unit: Unit) -> list[str]:
        """The names of a unit and of what it is part of, up to its province, which is the same for many."""
        return [one.full_name for one in (unit, *self.above(unit)[:-1])]

    def _occasion(self, events: Iterable[Event]) -> Occasion:
        by_name = sorted(events, key=lambda one: (alphabetical(self.name(self.get(Unit, one.unit))), one.id))
        units = list(dict.fromkeys(self.get(Unit, one.unit) for one in by_name))
        first = by_name[0]
        title = self._called(first)
        told = (first.kind, first.end, first.status, units[0].kind.level, title.casefold())
        digest = hashlib.blake2b("\0".join(map(str, told)).encode()).hexdigest()
        name = slug(title)[:_LONGEST].rpartition("-")[0] if len(slug(title)) > _LONGEST else slug(title)
        wards = f"{shown_number(len(units))} {kinds_of(units)}"
        over = next((one for one in self.above(units[0]) if all(one in self.above(other) for other in units)), None)
        where = f"{self.name(over)}: {wards}" if over else wards
        key = "-".join(filter(None, (str(first.date), name, digest[:5])))
        return Occasion(upper_first(title), where, key, tuple(by_name))


def _without(title: str, names: list[str]) -> str:
    """A title without names of units, and what leads up to them."""
    for name in names:
        title = re.sub(rf"(?<!\w){_WAYS_IN}{re.escape(name)}(?!\w)", " ", title, flags=re.IGNORECASE)
    title = re.sub(r"[(\[][\s,;–-]*[)\]]", " ", title)
    title = re.sub(r"\s+([,;.])", r"\1", " ".join(title.split()))
    return re.sub(r"(?:[,;–-]\s*)+(?=[,;–-]|$)", "", title).strip(" ,;:–-")
