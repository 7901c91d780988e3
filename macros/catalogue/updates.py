"""When an event was last told of, as far as sources say: what feeds and calendars date their entries by.

Never the day of the build, so the same data gives the same bytes on any day.
"""

from collections.abc import Iterable
from datetime import date

from macros.catalogue.finder import Finder
from macros.records import Event, Source

NEVER = date(1970, 1, 1)
"""What is dated though nothing in the data has a date."""


def newest_source(find: Finder, event: Event) -> date | None:
    """The day on which the newest source of an event came out or was read; None if none is dated."""
    return max(_days(find.get(Source, source) for source in event.sources), default=None)


def last_told(find: Finder, event: Event) -> date:
    """The day of the newest source of an event; if none is dated, the event's own first day, or that of the newest source of
    all where the event is later still or of no known year."""
    if day := newest_source(find, event):
        return day
    newest = max(_days(find.all(Source)), default=event.date.first or NEVER)
    return min(event.date.first or newest, newest)


def _days(sources: Iterable[Source]) -> list[date]:
    """The day of each source that has one; the first that it can be, where only a month or a year is known."""
    dates = (source.published or source.accessed for source in sources)
    return [dated.first for dated in dates if dated and dated.first]
