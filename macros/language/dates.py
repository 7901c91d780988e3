"""Dates as sources give them: to the day, the month or the year, sometimes without the year; periods; times of day.

Written as in EDTF (ISO 8601-2:2019), level 1: `2024-08-19`, `2024-08`, `2024`, `2024~` (about), `XXXX-09-27`, and
`2013/2023` for a period, `../2023-07` for one whose start is not told, `2019/..` for one that goes on.
https://www.loc.gov/standards/datetime/
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, time
from functools import total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from macros.language.meant import WRITTEN, date_hint, is_stretch_in_words, period_hint

_OPEN = ".."
_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}
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
        found = WRITTEN.match(text) if isinstance(text, str) else None
        if not found or (found[1] == "XXXX" and not found[3]) or (found[3] and found[4]):
            raise PydanticCustomError("date", "'{text}' không phải ngày viết đúng cách.{hint}",
                                      {"text": str(text), "hint": date_hint(str(text))})  # fmt: skip
        year = None if found[1] == "XXXX" else int(found[1])
        month, day = (int(part) if part else None for part in found.groups()[1:3])
        if year == 0 or month is not None and not 1 <= month <= 12:
            raise PydanticCustomError("date", "'{text}' có tháng hoặc năm không tồn tại", {"text": text})
        if day is not None and month and not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
            raise PydanticCustomError("date", "'{text}' là ngày không có trong lịch", {"text": text})
        return cls(year, month, day, bool(found[4]))

    @classmethod
    def of(cls, day: date) -> Self:
        """That day."""
        return cls(day.year, day.month, day.day)

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
    """A time that a statement holds for: one date (of any precision), or a first and a last one, of which one may not be told."""

    start: PartialDate | None
    end: PartialDate | None

    pattern = r"^(XXXX-\d{2}-\d{2}|\d{4}(-\d{2})?~|D(/(D|\.\.))?|\.\./D)$".replace("D", r"\d{4}(-\d{2}(-\d{2})?)?")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2023`, `2023-06`, `2013/2023`, `../2023-07` or `2019/..`; raises PydanticCustomError for anything else."""
        start, slash, end = text.partition("/") if isinstance(text, str) else (text, "", "")
        if slash and not (WRITTEN.match(start) or start == _OPEN != end):
            raise _not_a_period(text)
        if isinstance(text, str) and is_stretch_in_words(text):
            raise _not_a_period(text)
        first = None if slash and start == _OPEN else PartialDate.parse(start)
        last = first if not slash else None if end == _OPEN else PartialDate.parse(end)
        if first and last and first.first and last.last and first.first > last.last:
            raise PydanticCustomError("period", "'{text}' kết thúc trước khi bắt đầu", {"text": text})
        return cls(first, last)

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start or _OPEN}/{self.end or _OPEN}"

    @property
    def shown(self) -> str:
        """As a reader sees it: `năm 2023`, `2013–2023`, `6 tháng đầu năm 2024`, `từ 1/6/2023 đến 24/5/2024`, `tính đến tháng 7/2023`."""
        if not self.start or not self.end:
            return f"từ {self.start.shown}" if self.start else f"tính đến {self.end.shown}" if self.end else ""
        if self.start == self.end:
            return self.start.shown
        if not (self.start.month or self.end.month):
            return f"{self.start.year}–{self.end.year}"
        return self._within_a_year or f"từ {self.start.shown} đến {self.end.shown}"

    @property
    def _within_a_year(self) -> str:
        """What a stretch of one year is called: `quý II năm 2024`, `9 tháng đầu năm 2024`, `từ đầu năm 2024 đến 19/8/2024`."""
        start, end = self.start, self.end
        if not start or not end or not start.year or start.year != end.year or not start.month or not end.month:
            return ""
        year = f"năm {start.year}"
        if start.day:
            whole_year = (end.month, end.day) == (12, 31)
            return f"từ đầu {year} đến {end.shown}" if (start.month, start.day) == (1, 1) and not whole_year else ""
        if end.day:
            return f"từ đầu {year} đến {end.shown}" if start.month == 1 else ""
        if (start.month, end.month) == (1, 12):
            return year
        if start.month in _QUARTERS and end.month - start.month == 2:
            return f"quý {_QUARTERS[start.month]} {year}"
        if start.month == 1:
            return f"{end.month} tháng đầu {year}"
        return f"6 tháng cuối {year}" if (start.month, end.month) == (7, 12) else ""

    @property
    def years(self) -> range:
        """The years that it covers (none where one of its ends is not known)."""
        if not self.start or not self.end or not self.start.year or not self.end.year:
            return range(0)
        return range(self.start.year, self.end.year + 1)

    @property
    def last_year(self) -> int | None:
        """The year that it ends in, or None when that is not known."""
        return self.end.year if self.end else None


def _not_a_period(text: str) -> PydanticCustomError:
    return PydanticCustomError(
        "date", "'{text}' không phải thời gian viết đúng cách.{hint}", {"text": text, "hint": period_hint(text)}
    )


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
                                      {"text": str(text), "hint": time_hint(str(text))})  # fmt: skip
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


def time_hint(text: str) -> str:
    """What to write instead, worked out from other ways of writing times where that is what was meant."""
    if found := _OTHER_TIME.match(text.strip().lower()):
        meant = f"{int(found[1]):02}:{int(found[2] or 0):02}"
        if _TIME.match(meant):
            return meant
    return "như 14:30, hoặc sáng, trưa, chiều, tối"
