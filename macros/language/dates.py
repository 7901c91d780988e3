"""Dates as sources give them: to the day, the month or the year, sometimes without the year; periods; times of day.

Written as in EDTF (ISO 8601-2:2019), level 1: `2024-08-19`, `2024-08`, `2024`, `2024~` (about), `XXXX-09-27`, and
`2013/2023` for a period. https://www.loc.gov/standards/datetime/
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, time
from functools import total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_DATE = re.compile(r"^(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?(~)?\Z")
_VIETNAMESE = re.compile(r"^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})\Z")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?\Z")
_YEARS = re.compile(r"^(\d{4})\s*[-–]\s*(\d{4})\Z")
_TIME = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)\Z")
_OTHER_TIME = re.compile(r"(\d{1,2}) ?(?::|\.|h|g|giờ) ?(\d{1,2})?(?: ?(?:phút|p|'))?\Z")
PARTS_OF_DAY = ("sáng", "trưa", "chiều", "tối")
DATE_PATTERN = r"^(\d{4}((-\d{2})?~|-\d{2}(-\d{2})?)?|XXXX-\d{2}-\d{2})$"


class _Written:
    """A value that staff write as one word; subclasses say how it is read (`parse`) and what it looks like."""

    pattern = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def read(value: Any) -> _Written:
            if isinstance(value, cls):
                return value
            return cls.parse(str(value) if isinstance(value, int) and not isinstance(value, bool) else value)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


@total_ordering
@dataclass(frozen=True, eq=True)
class PartialDate(_Written):
    """A date known to the day, the month or the year; `year` is None when only day and month are known.

    `about` marks a month or year that the source does not give, but that its own date, or what it tells of, makes likely.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    about: bool = False

    pattern = DATE_PATTERN

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF date; raises PydanticCustomError, in Vietnamese, for anything else or an impossible day."""
        found = _DATE.match(text) if isinstance(text, str) else None
        if not found or (found[1] == "XXXX" and not found[3]) or (found[3] and found[4]):
            raise PydanticCustomError("date", "'{text}' không phải ngày viết đúng cách.{hint}",
                                      {"text": str(text), "hint": _date_hint(str(text))})  # fmt: skip
        year = None if found[1] == "XXXX" else int(found[1])
        month, day = (int(part) if part else None for part in found.groups()[1:3])
        if year == 0 or month is not None and not 1 <= month <= 12:
            raise PydanticCustomError("date", "'{text}' có tháng hoặc năm không tồn tại", {"text": text})
        if day is not None and month and not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
            raise PydanticCustomError("date", "'{text}' là ngày không có trong lịch", {"text": text})
        return cls(year, month, day, bool(found[4]))

    @property
    def first(self) -> date | None:
        """The first day it can mean, or None when the year is not known."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def last(self) -> date | None:
        """The last day it can mean, or None when the year is not known."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: "PartialDate") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.year or 0, self.month or 0, self.day or 0

    def __str__(self) -> str:
        year = f"{self.year:04}" if self.year else "XXXX"
        return "-".join([year, *(f"{p:02}" for p in (self.month, self.day) if p)]) + "~" * self.about

    @property
    def shown(self) -> str:
        """As a reader sees it: `19/8/2024`, `tháng 8/2024`, `năm 2024`, `27/9 (không rõ năm)`; what is only about so never
        stands without saying that the source gives no date."""
        if self.about:
            return f"khoảng {PartialDate(self.year, self.month).shown}, nguồn không ghi ngày"
        if not self.year:
            return f"{self.day}/{self.month} (không rõ năm)"
        if not self.month:
            return f"năm {self.year}"
        return f"{self.day}/{self.month}/{self.year}" if self.day else f"tháng {self.month}/{self.year}"

    @property
    def in_words(self) -> str:
        """As it stands in a sentence: `ngày 19/8/2024`, `tháng 8/2024`, `năm 2024`."""
        return f"ngày {self.shown}" if self.day else self.shown


def not_before(end: PartialDate | None, name: str, start: PartialDate | None) -> PartialDate | None:
    """Return `end`; raises PydanticCustomError if it must lie before `start`, which stands in the field `name`."""
    if end and start and end.last and start.first and end.last < start.first:
        raise PydanticCustomError("end_before_start", "{end} đứng trước {name} ({start}). Xem lại hai ngày này",
                                  {"end": str(end), "name": name, "start": str(start)})  # fmt: skip
    return end


@dataclass(frozen=True)
class Period(_Written):
    """A time that a statement holds for: one date (of any precision) or a first and a last one."""

    start: PartialDate
    end: PartialDate

    pattern = DATE_PATTERN.replace("^(", "^((").replace(")$", r")(/\d{4}(-\d{2}(-\d{2})?)?)?)$")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2023`, `2023-06` or `2013/2023`; raises PydanticCustomError for anything else."""
        start, slash, end = text.partition("/") if isinstance(text, str) else (text, "", "")
        if slash and not _DATE.match(start):
            raise PydanticCustomError("date", "'{text}' không phải thời gian viết đúng cách.{hint}",
                                      {"text": str(text), "hint": _date_hint(text)})  # fmt: skip
        first = PartialDate.parse(start)
        last = PartialDate.parse(end) if slash else first
        if first.first and last.last and first.first > last.last:
            raise PydanticCustomError("period", "'{text}' kết thúc trước khi bắt đầu", {"text": text})
        return cls(first, last)

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def shown(self) -> str:
        """As a reader sees it: `năm 2023`, `2013–2023`, `từ 1/6/2023 đến 24/5/2024`."""
        if self.start == self.end:
            return self.start.shown
        if not (self.start.month or self.end.month):
            return f"{self.start.year}–{self.end.year}"
        return f"từ {self.start.shown} đến {self.end.shown}"

    @property
    def years(self) -> range:
        """The years that it covers (none when the year is not known)."""
        return range(self.start.year, self.end.year + 1) if self.start.year and self.end.year else range(0)


@dataclass(frozen=True)
class TimeOfDay(_Written):
    """A time of day as the source gives it: `14:30`, or only sáng, trưa, chiều, tối."""

    text: str

    pattern = rf"^(([01]\d|2[0-3]):[0-5]\d|{'|'.join(PARTS_OF_DAY)})$"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a time; raises PydanticCustomError for anything else."""
        if not isinstance(text, str) or not (_TIME.match(text) or text in PARTS_OF_DAY):
            raise PydanticCustomError("time", "'{text}' không phải giờ. Viết {hint}",
                                      {"text": str(text), "hint": _time_hint(str(text))})  # fmt: skip
        return cls(text)

    def __str__(self) -> str:
        return self.text

    @property
    def clock(self) -> time | None:
        """The hour and minute, or None when only the part of the day is known."""
        return time.fromisoformat(self.text) if _TIME.match(self.text) else None

    @property
    def shown(self) -> str:
        """As a reader sees it: `14 giờ 30`, `buổi chiều`."""
        found = _TIME.match(self.text)
        if not found:
            return f"buổi {self.text}"
        return f"{int(found[1])} giờ" + (f" {found[2]}" if found[2] != "00" else "")


def _time_hint(text: str) -> str:
    """What to write instead, worked out from other ways of writing times where that is what was meant."""
    if found := _OTHER_TIME.match(text.strip().lower()):
        meant = f"{int(found[1]):02}:{int(found[2] or 0):02}"
        if _TIME.match(meant):
            return meant
    return "như 14:30, hoặc sáng, trưa, chiều, tối"


def _date_hint(text: str) -> str:
    """What to write instead, worked out from other ways of writing dates where that is what was meant."""
    if years := _YEARS.match(text.strip()):
        return f" Viết hai năm cách nhau bằng dấu gạch chéo: {years[1]}/{years[2]}"
    if found := _VIETNAMESE.match(text.strip()):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.match(text.strip()):
        year, month, day = found.groups()
    if found:
        meant = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
        try:
            return f" Viết năm-tháng-ngày: {PartialDate.parse(meant)}"
        except PydanticCustomError:  # no such day
            pass
    return " Viết năm-tháng-ngày như 2024-08-19; chỉ biết tháng: 2024-08; chỉ biết năm: 2024; không rõ năm: XXXX-08-19"
