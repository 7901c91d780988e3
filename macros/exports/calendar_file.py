"""Events as calendar entries (iCalendar, RFC 5545): all of them in one file, those of each unit and of each theme in one to follow,
and each in a file of its own.

Only events whose day is known: a calendar can't hold a month, and a day is never made up.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.addresses.address import CALENDAR, Address, calendar_beside, calendar_of
from macros.catalogue import Finder, noted_question
from macros.catalogue.occasions import Told
from macros.exports.entries import as_read, event_uuid, page_telling, revision_of, told_whole, where_of
from macros.exports.feed import feed_about
from macros.files.kept import Kept, digest
from macros.files.promised import Promised
from macros.language.dates import PartialDate
from macros.language.markup import plain
from macros.records import Event, EventKind, Record, Theme, Unit
from macros.records.event import EventStatus

if TYPE_CHECKING:  # what makes no calendar, as a check, need not import it
    from icalendar import Timezone

LATEST = 200
"""Entries of the calendar of a unit or a theme: enough for years to come and back, and a file that a phone asks for every day."""

_NAMES = ("NAME", "X-WR-CALNAME")  # RFC 7986; many programs know only the older one
_UNNAMED = "UNNAMED"
_ZONE = "Asia/Ho_Chi_Minh"
_FETCHED_AGAIN = timedelta(days=1)
_STATUS = {EventStatus.AS_PLANNED: "CONFIRMED", EventStatus.POSTPONED: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def calendar_file_of(event: Event) -> Address | None:
    """Where the file of an event lies in the site; None if its day is not known."""
    return calendar_of(event) if _is_whole(event.date) else None


@noted_question
def has_entries(find: Finder) -> bool:
    """Whether there is a calendar of all events: the format knows none without entries."""
    return any(_is_whole(event.date) for event in find.events())


def calendar_about(find: Finder, record: Record | None) -> Address | None:
    """The calendar of a theme's page or of a unit's, beside its feed: even one without events yet, which is as empty as a feed is."""
    return calendar_beside(record) if record and feed_about(find, record) else None


def calendars(find: Finder) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Yield (address, what makes its content) for the calendar of all events, for that of each unit and theme, and for that of each
    event."""
    events = {address: event for event in reversed(find.events()) if (address := calendar_file_of(event))}
    entries = cache(partial(_entries, find, [*events.values(), *find.occasions()]))

    def its(of: Event | Unit | Theme | None) -> tuple[str, list[_Entry]]:
        """The name of the calendar of an event, which has none, a unit, a theme or, of nothing else, of all events; and its entries."""
        if isinstance(of, Event):
            return "", [entries()[of]]
        told = _events_about(find, of) if of else told_whole(find, events.values())
        return f"Sự kiện: {find.name(of)}" if of else find.site.name, [entries()[event] for event in told]

    def told_of(of: Event | Unit | Theme | None) -> bytes:
        name, each = its(of)
        return digest(name, *(entry.told for entry in each))

    def made_of(of: Event | Unit | Theme | None) -> bytes:
        return _calendar(*its(of))

    if events:
        yield CALENDAR, Promised(made_of, told_of, None)
    for record in (*find.all(Unit), *find.all(Theme)):
        if about := calendar_about(find, record):
            yield about, Promised(made_of, told_of, record)
    for address, event in events.items():
        yield address, Promised(made_of, told_of, event)


def _events_about(find: Finder, record: Record) -> list[Told]:
    """The newest events that the finder gives for a record: of a unit, also those of the units below it and before it."""
    found = find.events(unit=record.id) if isinstance(record, Unit) else find.events(theme=record.id)
    return told_whole(find, (event for event in found if _is_whole(event.date)))[:LATEST][::-1]


class _Entry(NamedTuple):
    """The entry of an event: whether an hour is told in it, itself, and a digest of it."""

    timed: bool
    written: bytes
    told: bytes


def _entries(find: Finder, events: Iterable[Told]) -> dict[Told, _Entry]:
    """The entry of each event; one that tells what it told in the last build is taken from there."""
    with Kept(find.stores, "calendar") as store:
        each = ((event, _entry(find, event, store)) for event in events)
        return {event: _Entry(bool(_at(event)), written, digest(written)) for event, written in each}


def _entry(find: Finder, event: Told, store: Kept) -> bytes:
    own = as_read(find, event)
    made = partial(_written, find, event)
    names = (where_of(find, event), find.get(EventKind, event.kind).heading, *_names_of_sessions(find, event))
    known_by = (str(event_uuid(find, event)), repr(revision_of(find, event)), find.site.url or "")
    return store.made(made, own, *known_by, *names) if own else made()


def _calendar(name: str, entries: list[_Entry]) -> bytes:
    """A calendar of entries that are written, which may have a name; with Vietnam's time if any of them is timed, or there is none: the
    format knows no calendar that holds nothing."""
    beginning, end = _frame(not entries or any(entry.timed for entry in entries), bool(name))
    for called in _NAMES if name else ():
        beginning = beginning.replace(_line(called, _UNNAMED), _line(called, name))
    return b"".join([beginning, *(entry.written for entry in entries), end])


@lru_cache(maxsize=8)  # every calendar asks for those of _UNNAMED
def _line(called: str, value: str) -> bytes:
    """A line, behind the end of the one before it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add(called, value)
    line: bytes = calendar.content_line(called, calendar[called]).to_ical()
    return b"\r\n" + line


@lru_cache(maxsize=4)  # but for their names, all have the same
def _frame(timed: bool, named: bool) -> tuple[bytes, bytes]:
    """What stands before and behind the entries of a calendar; in the place of a name, _UNNAMED."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//toan dan bao ve an ninh to quoc//su kien//VI")
    calendar.add("version", "2.0")
    for called in _NAMES if named else ():
        calendar.add(called, _UNNAMED)
    if named:
        calendar.add("refresh-interval", _FETCHED_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", _FETCHED_AGAIN)
    if timed:
        calendar.add_component(_zone())
    content: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return content.removesuffix(end), end


def _zone() -> "Timezone":
    """Vietnam's time, the same all year since 13 June 1975 (IANA time zone database); written out, since what a machine's
    own copy of that database says of it depends on its age."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


_Told = list[tuple[str, Any, dict[str, str]]]
"""The properties of an entry: names, values, parameters."""


def _written(find: Finder, event: Told) -> bytes:
    from icalendar import Event as Entry

    entry = Entry()
    for name, value, parameters in _told(find, event):
        entry.add(name, value, parameters=parameters)
    content: bytes = entry.to_ical()
    return content


def _told(find: Finder, event: Told) -> _Told:
    revision = revision_of(find, event)
    told: dict[str, Any] = {
        "uid": str(event_uuid(find, event)),
        "dtstamp": revision.moment_in_utc,
        "last-modified": revision.moment_in_utc,
        "sequence": revision.number,
        "summary": event.told_as,
    }
    if at := _at(event):
        told["dtstart"] = at
    else:
        told |= {"dtstart": _day(event.date), "dtend": _last(event) + timedelta(days=1), "transp": "TRANSPARENT"}
    unit = where_of(find, event)
    told["location"] = f"{event.place}, {unit}" if event.place else unit
    if description := "\n".join(_description(find, event)):
        told["description"] = description
    told |= {"status": _STATUS[event.status], "categories": [find.get(EventKind, event.kind).heading]}
    if find.site.url:
        told["url"] = page_telling(event).whole(find.site.url)
    return [(name, value, {"TZID": _ZONE} if at and name == "dtstart" else {}) for name, value in told.items()]


def _at(event: Told) -> datetime | None:
    """When an event of one day begins; when it ends, in hours, no source tells; so one of several days has no hours."""
    clock = event.time.clock if event.time else None
    return datetime.combine(_day(event.date), clock) if clock and _day(event.date) == _last(event) else None


def _last(event: Told) -> date:
    return _day(event.end if event.end and _is_whole(event.end) else event.date)


def _description(find: Finder, event: Told) -> Iterator[str]:
    """What an entry says besides its day: the part of the day that a source names, and all that isn't sure."""
    if event.status.label:
        yield f"{event.status.label}."
    if event.time:
        yield f"Thời gian: {event.time.shown}, {event.date.shown}."
    if event.end and not _is_whole(event.end):
        yield f"Kết thúc: {event.end.shown}."
    if event.date_note:
        yield event.date_note
    for session, units in zip(event.sessions, _names_of_sessions(find, event), strict=True):
        told = (session.name, session.shown, session.when, session.place, units, "trực tuyến" if session.online else "")
        yield f"{', '.join(filter(None, told))}."
    if event.summary:
        yield plain(event.summary.text)


def _names_of_sessions(find: Finder, event: Told) -> list[str]:
    """The names of the units of each session."""
    return [", ".join(find.name(find.get(Unit, unit)) for unit in session.units) for session in event.sessions]


def _day(day: PartialDate) -> date:
    """The day that a whole date means."""
    assert day.first
    return day.first


def _is_whole(day: PartialDate) -> bool:
    return bool(day.year and day.day)
