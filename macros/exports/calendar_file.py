"""Events as calendar entries (iCalendar, RFC 5545): all of them in one file, and each in a file of its own.

Only events whose day is known: a calendar can't hold a month, and a day is never made up.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Timezone, TimezoneStandard
from icalendar import Event as Entry

from macros.addresses.address import CALENDAR, Address, calendar_of, page_of
from macros.catalogue import Finder
from macros.catalogue.revisions import revisions
from macros.exports.feed import event_uuid
from macros.language.dates import PartialDate
from macros.language.markup import plain
from macros.records import Event, EventKind, Unit
from macros.records.event import EventStatus

_ZONE = "Asia/Ho_Chi_Minh"
_STATUS = {EventStatus.AS_PLANNED: "CONFIRMED", EventStatus.POSTPONED: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def calendar_file_of(event: Event) -> Address | None:
    """Where the file of an event lies in the site; None if its day is not known."""
    return calendar_of(event) if _is_whole(event.date) else None


def has_entries(find: Finder) -> bool:
    """Whether there is a calendar of all events: the format knows none without entries."""
    return any(_is_whole(event.date) for event in find.events())


def calendars(find: Finder) -> Iterator[tuple[Address, bytes]]:
    """Yield (address, content) for the calendar of all events and for that of each event."""
    entries = {
        address: _entry(find, event) for event in reversed(find.events()) if (address := calendar_file_of(event))
    }
    written = {address: entry.to_ical() for address, entry in entries.items()}
    timed = {address for address, entry in entries.items() if isinstance(entry.start, datetime)}
    if entries:
        yield CALENDAR, _calendar(written.values(), bool(timed), find.site.name)
    for address, entry in written.items():
        yield address, _calendar([entry], address in timed)


def _calendar(entries: Iterable[bytes], timed: bool, name: str | None = None) -> bytes:
    """A calendar of entries that are written; with Vietnam's time if any of them is `timed`."""
    beginning, end = _frame(timed, name)
    return b"".join([beginning, *entries, end])


@lru_cache(maxsize=4)
def _frame(timed: bool, name: str | None) -> tuple[bytes, bytes]:
    """What stands before and behind the entries of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//toan dan bao ve an ninh to quoc//su kien//VI")
    calendar.add("version", "2.0")
    if name:
        calendar.add("name", name)  # RFC 7986; many programs know only the older one
        calendar.add("x-wr-calname", name)
    if timed:
        calendar.add_component(_zone())
    content: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return content.removesuffix(end), end


def _zone() -> Timezone:
    """Vietnam's time, the same all year since 13 June 1975 (IANA time zone database); written out, since what a machine's
    own copy of that database says of it depends on its age."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


def _entry(find: Finder, event: Event) -> Entry:
    entry = Entry()
    revision = revisions(find).of(event)
    entry.add("uid", str(event_uuid(find, event)))
    entry.add("dtstamp", revision.moment_in_utc)
    entry.add("last-modified", revision.moment_in_utc)
    entry.add("sequence", revision.number)
    entry.add("summary", event.told_as)
    first, last = _day(event.date), _day(event.end if event.end and _is_whole(event.end) else event.date)
    clock = event.time.clock if event.time else None
    if clock and first == last:
        entry.add("dtstart", datetime.combine(first, clock), parameters={"TZID": _ZONE})
    else:  # when it ends, in hours, no source tells; so an event of several days has no hours here
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    unit = find.where(event)
    entry.add("location", f"{event.place}, {unit}" if event.place else unit)
    if description := "\n".join(_description(find, event)):
        entry.add("description", description)
    entry.add("status", _STATUS[event.status])
    entry.add("categories", [find.get(EventKind, event.kind).heading])
    if find.site.url:
        entry.add("url", page_of(event).whole(find.site.url))
    return entry


def _description(find: Finder, event: Event) -> Iterator[str]:
    """What an entry says besides its day: the part of the day that a source names, and all that isn't sure."""
    if event.status.label:
        yield f"{event.status.label}."
    if event.time:
        yield f"Thời gian: {event.time.shown}, {event.date.shown}."
    if event.end and not _is_whole(event.end):
        yield f"Kết thúc: {event.end.shown}."
    if event.date_note:
        yield event.date_note
    for session in event.sessions:
        units = ", ".join(find.name(find.get(Unit, unit)) for unit in session.units)
        told = (session.name, session.shown, session.when, session.place, units, "trực tuyến" if session.online else "")
        yield f"{', '.join(filter(None, told))}."
    if event.summary:
        yield plain(event.summary.text)


def _day(day: PartialDate) -> date:
    """The day that a whole date means."""
    assert day.first
    return day.first


def _is_whole(day: PartialDate) -> bool:
    return bool(day.year and day.day)
