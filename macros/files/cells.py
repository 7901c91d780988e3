"""What is read of a sheet: its cells, and what of it people do not see or have put together."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from macros.language.dates import PartialDate

Cell = str | Decimal | PartialDate
"""What stands in a cell: text, a number, or what the spreadsheet shows as a date (as precisely as it shows it)."""

Cells = dict[int, dict[int, Cell]]
"""The cells that hold something, by row and column as the spreadsheet numbers them, from 1."""

EPOCH = date(1899, 12, 30)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_LAST_SERIAL = 2_957_003  # 31 December 9999, in workbooks of 1904
ANOTHER = "Mở tệp trong bảng tính rồi lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8"


class NoTable(Exception):
    """A file can't be read as a table: why, and what to do."""

    def __init__(self, what: str, todo: str = ANOTHER):
        super().__init__(what)
        self.what, self.todo = what, todo


class Range(NamedTuple):
    """Cells that are merged, from one corner to the other."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        """`B3:B7`."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass
class Page:
    """One sheet of a workbook, or a CSV file.

    Attributes:
        rows: its cells; of merged ones only the first holds something.
        merged: the ranges of them.
        hidden_rows, hidden_columns: what is not to be seen.
        no_result: the cells (row, column) whose formula has no result in the file.
        is_hidden: whether the whole sheet is.
        epoch: from which it counts its days.
        is_text: whether it is a CSV file, whose cells are nothing but text.
    """

    name: str
    rows: Cells
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    no_result: set[tuple[int, int]] = field(default_factory=set)
    is_hidden: bool = False
    epoch: date = EPOCH
    is_text: bool = False

    def day(self, serial: Decimal) -> PartialDate | None:
        """The day that the spreadsheet means by a number; None if it means none."""
        return day_of(serial, self.epoch)

    def spread(self, wanted: list[Range] | None = None) -> Cells:
        """The cells, where every cell of a merged range holds what stands in its first: of all ranges, or those `wanted`."""
        rows = {number: dict(row) for number, row in self.rows.items()}
        held = sorted(rows)
        for one in self.merged if wanted is None else wanted:
            if (value := rows.get(one.top, {}).get(one.left)) is None:
                continue
            for number in range(one.top, one.bottom + 1) if one.bottom - one.top < len(held) else held:
                if number in rows and one.top <= number <= one.bottom:
                    for column in range(one.left, min(one.right, LAST_COLUMN) + 1):
                        rows[number].setdefault(column, value)
        return rows


def day_of(serial: Decimal, epoch: date = EPOCH) -> PartialDate | None:
    """The day that a workbook means by a number, counted from `epoch`; None if it means none."""
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    try:
        day = epoch + timedelta(int(serial))
    except OverflowError:
        return None
    return PartialDate.of(day)


def letters(column: int) -> str:
    """What a spreadsheet calls a column: 1 → `A`, 28 → `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_of(column: str) -> int:
    """The same the other way round."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
