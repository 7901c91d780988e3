"""The archive: events by year and month, and the pages over which a busy month is spread."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.catalogue.cut import cut_flat
from macros.catalogue.occasions import Told
from macros.records.event import EventStatus

FEW = 30
"""So many events of a month stand on the page of its year; a month with more has pages of its own."""
FIRST = 10
"""So many of such a month stand there too."""
ON_A_PAGE = 200


@dataclass(frozen=True)
class Month:
    """The events of one month, newest first; `number` is None for those of which only the year is known."""

    year: int
    number: int | None
    events: list[Told]

    @property
    def is_about(self) -> bool:
        """Whether no source gives the date of any of them."""
        return bool(self.events) and all(event.date.about for event in self.events)

    @property
    def name(self) -> str:
        if self.is_about:
            return f"Khoảng {'tháng' if self.number else 'năm'} {self.number or self.year}, nguồn không ghi ngày"
        return f"Tháng {self.number}" if self.number else "Không rõ tháng"

    @property
    def title(self) -> str:
        """What its page is called."""
        if self.is_about:
            return f"Sự kiện {self.events[0].date.shown}"
        return f"Sự kiện tháng {self.number}/{self.year}" if self.number else f"Sự kiện năm {self.year} không rõ tháng"

    @property
    def anchor(self) -> str:
        """The id of its heading on the page of its year, and its page's name."""
        return f"thang-{self.number}" if self.number else "khong-ro-thang"

    @property
    def count(self) -> int:
        return len(self.events)

    @property
    def first(self) -> list[Told]:
        """Those that the page of its year lists."""
        return self.events[: FEW if self.count <= FEW else FIRST]

    @property
    def query(self) -> str:
        """The address of the archive that asks for them, behind its question mark."""
        when = f"{self.year}-{self.number:02}" if self.number else str(self.year)
        return f"from={when}&to={when}"

    @property
    def parts(self) -> list[Sequence[Told]]:
        """The events of each of its pages; none where the page of the year lists them all."""
        return cut_flat(self.events if self.count > FEW else [], ON_A_PAGE).pages


def by_month(events: Iterable[Told]) -> dict[int, list[Month]]:
    """Return the months that have any of `events`, the latest first, by year; those without a year are left out."""
    dated = sorted((event for event in events if event.date.year), key=lambda e: e.date, reverse=True)
    years: dict[int, list[Month]] = {}
    for (year, number), found in groupby(dated, key=lambda e: (e.date.year, e.date.month)):
        years.setdefault(year, []).append(Month(year, number, list(found)))
    return years


def weeks(month: Month, events: Iterable[Told]) -> list[list[tuple[int, list[Told]]]]:
    """The weeks of a month, from Monday on: each day's number, 0 before the first and after the last, and which of `events` are on
    it; only those whose days are known, and that take place as announced."""
    spans = [(event, span) for event in events if (span := _span(event))]

    def on(day: date) -> list[Told]:
        return [event for event, (first, last) in spans if first <= day <= last]

    found = Calendar(MONDAY).monthdayscalendar(month.year, month.number or 1)
    return [[(day, on(date(month.year, month.number or 1, day)) if day else []) for day in week] for week in found]


def has_days(month: Month) -> bool:
    """Whether the day is known of any of its events, and it takes place as announced."""
    return any(_span(event) for event in month.events)


def _span(event: Told) -> tuple[date, date] | None:
    last = event.end or event.date
    if event.status is not EventStatus.AS_PLANNED or not (
        event.date.day and last.day and event.date.first and last.last
    ):
        return None
    return event.date.first, last.last
