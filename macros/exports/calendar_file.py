"""Events as calendar entries (iCalendar, RFC 5545): all of them in one file, and each in a file of its own.

Only events whose day is known: a calendar can't hold a month, and a day is never made up.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial

from macros.addresses.address import CALENDAR, Address, calendar_of, page_of
from macros.catalogue import Finder
from macros.catalogue.revisions import revisions
from macros.exports.feed import event_uuid
from macros.language.dates import PartialDate
from macros.language.markup import plain
from macros.records import Event, EventKind, Unit
from macros.records.event import EventStatus

_ZONE = "Asia/Ho_Chi_Minh"
_DAY, _MOMENT = "%Y%m%d", "%Y%m%dT%H%M%S"
_WIDTH = 74  # bytes of a line, beside the space that a further one begins with
_STATUS = {EventStatus.AS_PLANNED: "CONFIRMED", EventStatus.POSTPONED: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def calendar_file_of(event: Event) -> Address | None:
    """Where the file of an event lies in the site; None if its day is not known."""
    return calendar_of(event) if _is_whole(event.date) else None


def has_entries(find: Finder) -> bool:
    """Whether there is a calendar of all events: the format knows none without entries."""
    return any(_is_whole(event.date) for event in find.events())


def calendars(find: Finder) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Yield (address, what makes its content) for the calendar of all events and for that of each event."""
    events = {address: event for event in reversed(find.events()) if (address := calendar_file_of(event))}
    entry = cache(partial(_entry, find))
    if events:
        yield CALENDAR, lambda: _calendar(map(entry, events.values()), any(map(_at, events.values())), find.site.name)
    for address, event in events.items():
        yield address, partial(_calendar_of, event, entry)


def _calendar_of(event: Event, entry: Callable[[Event], bytes]) -> bytes:
    return _calendar([entry(event)], bool(_at(event)))


def _calendar(entries: Iterable[bytes], timed: bool, name: str | None = None) -> bytes:
    """A calendar of entries that are written; with Vietnam's time if any of them is `timed`."""
    return b"".join([_beginning(timed, name), *entries, b"END:VCALENDAR\r\n"])


@cache
def _beginning(timed: bool, name: str | None) -> bytes:
    names = [("NAME", _text(name)), ("X-WR-CALNAME", _text(name))] if name else []  # RFC 7986, and what programs know
    own = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//toan dan bao ve an ninh to quoc//su kien//VI"),
        *names,
    ]
    return _lines([*own, *(_VIETNAM if timed else ())])


# Vietnam's time, the same all year since 13 June 1975 (IANA time zone database); written out, since what a machine's own copy of
# that database says of it depends on its age.
_VIETNAM = (
    ("BEGIN", "VTIMEZONE"), ("TZID", _ZONE), ("BEGIN", "STANDARD"), ("DTSTART", "19750613T000000"), ("TZNAME", "+07"),
    ("TZOFFSETFROM", "+0800"), ("TZOFFSETTO", "+0700"), ("END", "STANDARD"), ("END", "VTIMEZONE"),
)  # fmt: skip


def _lines(properties: Iterable[tuple[str, str]]) -> bytes:
    """Properties as lines of at most 75 bytes, the longer ones folded between two letters (RFC 5545, 3.1)."""
    lines = []
    for name, value in properties:
        line = f"{name}:{value}".encode()
        while len(line) > _WIDTH:
            end = _WIDTH
            while line[end] & 0xC0 == 0x80:  # within a letter
                end -= 1
            if line[end - 1] in b"\\^":  # within what stands for another, which some programs don't put together again
                end -= 1
            lines.append(line[:end] + b"\r\n ")
            line = line[end:]
        lines.append(line + b"\r\n")
    return b"".join(lines)


def _text(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _entry(find: Finder, event: Event) -> bytes:
    revision = revisions(find).of(event)
    changed, unit, day = (
        f"{revision.moment.astimezone(UTC):{_MOMENT}}Z",
        find.where(event),
        f"{_day(event.date):{_DAY}}",
    )
    told: dict[str, str] = {"BEGIN": "VEVENT", "SUMMARY": _text(event.told_as)}
    if at := _at(event):
        told[f"DTSTART;TZID={_ZONE}"] = f"{at:{_MOMENT}}"
    else:
        told["DTSTART;VALUE=DATE"] = day
        told["DTEND;VALUE=DATE"] = f"{_last(event) + timedelta(days=1):{_DAY}}"
    told |= {"DTSTAMP": changed, "UID": str(event_uuid(find, event)), "SEQUENCE": str(revision.number)}
    told["CATEGORIES"] = _text(find.get(EventKind, event.kind).heading)
    if description := "\n".join(_description(find, event)):
        told["DESCRIPTION"] = _text(description)
    told |= {"LAST-MODIFIED": changed, "LOCATION": _text(f"{event.place}, {unit}" if event.place else unit)}
    told["STATUS"] = _STATUS[event.status]
    if not at:
        told["TRANSP"] = "TRANSPARENT"
    if find.site.url:
        told["URL"] = page_of(event).whole(find.site.url)
    return _lines([*told.items(), ("END", "VEVENT")])


def _at(event: Event) -> datetime | None:
    """When an event of one day begins; when it ends, in hours, no source tells; so one of several days has no hours."""
    clock = event.time.clock if event.time else None
    return datetime.combine(_day(event.date), clock) if clock and _day(event.date) == _last(event) else None


def _last(event: Event) -> date:
    return _day(event.end if event.end and _is_whole(event.end) else event.date)


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
