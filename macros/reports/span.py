"""The stretch of time that a report is about, as offices say it: `6 tháng đầu năm 2025`, `quý II/2025`, `2024`, `1/3/2025 - 30/6/2025`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, Period
from macros.language.meant import day_meant, period_meant
from macros.language.problems import DataError, Problem
from macros.language.text import nfc
from macros.records import Unit

# Words for what is else said in figures, or that add nothing.
_SAID = tuple(
    (re.compile(words, re.IGNORECASE), figures)
    for words, figures in (
        (r"\b(?:nửa|sáu tháng) (đầu|cuối)\b", r"6 tháng \1"),
        (r"\bchín tháng\b", "9 tháng"),
        (r"\bba tháng\b", "3 tháng"),
        (r"\bhết (?=ngày|\d)", ""),
        (r"^q(?=[1-4]\b)", "quý "),
    )
)
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


@dataclass(frozen=True)
class Span:
    """From a first to a last day, and what that is called."""

    first: date
    last: date
    name: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Raises DataError if no such time is meant."""
        written = " ".join(nfc(text).split())
        for words, figures in _SAID:
            written = words.sub(figures, written)
        meant = (
            _YEARS.sub(r"\1/\2", written) if _YEARS.fullmatch(written) else period_meant(written) or day_meant(written)
        )
        try:
            period = Period.parse(meant or written)
        except PydanticCustomError:
            raise _unclear(text) from None
        first, last = (period.start and period.start.first), (period.end and period.end.last)
        if not first or not last or (period.start and period.start.about):
            raise _unclear(text)
        return cls(first, last, _name(first, last))

    def holds(self, begin: PartialDate | None, end: PartialDate | None = None) -> bool | None:
        """Whether what was then lies within; None if it may, as far as is known to the year or month, or not at all.

        What goes on for days of which all are known lies within if one of them does.
        """
        end = end or begin
        if not begin or not end or not (first := begin.first) or not (last := end.last):
            return None
        if last < self.first or first > self.last:
            return False
        return True if (begin.day and end.day) or (first >= self.first and last <= self.last) else None

    def covers(self, period: Period | None) -> bool:
        """Whether all of a time lies within."""
        first, last = (period and period.start and period.start.first), (period and period.end and period.end.last)
        return bool(first and last and self.first <= first and last <= self.last)

    def has(self, unit: Unit) -> bool:
        """Whether a unit stood in it."""
        return self.touches(unit.start.first if unit.start else None, unit.end.last if unit.end else None)

    def touches(self, first: date | None, last: date | None) -> bool:
        """Whether a stretch of time, whose ends may not be known, has a day in common with it."""
        return not (last and last < self.first or first and first > self.last)


def _name(first: date, last: date) -> str:
    """What offices call it: by years or months where it is made of whole ones."""
    begin, end = (PartialDate.of(day) for day in (first, last))
    if first.day == 1 and PartialDate(last.year, last.month).last == last:
        begin, end = (PartialDate(day.year, day.month) for day in (first, last))
        if (first.month, last.month) == (1, 12):
            begin, end = PartialDate(first.year), PartialDate(last.year)
    return Period(begin, end).shown


def _unclear(text: str) -> DataError:
    todo = "Viết như: 6 tháng đầu năm 2025; quý II/2025; năm 2024; 1/3/2025 - 30/6/2025; 2025-01/2025-06"
    return DataError([Problem("report", 0, 0, "", f"'{text}' không phải kỳ báo cáo đọc được", todo)])
