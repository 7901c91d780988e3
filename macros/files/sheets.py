"""A table that somebody made in a spreadsheet, as CSV or XLSX, to its cells: UTF-8 or UTF-16, with commas, semicolons or tabs."""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from macros.files.xlsx import EPOCH, Cells, NoTable, day_of, sheets_of
from macros.language.dates import PartialDate
from macros.language.problems import DataError, in_file
from macros.language.reasons import why

_DELIMITERS = (";", ",", "\t")
_LOOKED_AT = 10  # rows by which the delimiter is told


@dataclass(frozen=True)
class Sheet:
    """The cells that hold something, by row and column as the spreadsheet numbers them, from 1; `passed_over` are the names of
    other sheets of the workbook that hold something, `is_text` tells a CSV file, whose cells are nothing but text."""

    rows: Cells
    epoch: date = EPOCH
    passed_over: list[str] = field(default_factory=list)
    is_text: bool = False

    def day(self, serial: Decimal) -> PartialDate | None:
        """The day that a spreadsheet means by a number; None if it means none."""
        return day_of(serial, self.epoch)


def letters(column: int) -> str:
    """What a spreadsheet calls a column: 1 → `A`, 28 → `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_sheet(file: Path) -> Sheet:
    """Read the first sheet of a workbook that holds something, or a CSV file.

    Raises DataError if it can't be read as a table.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError([in_file(file, f"không đọc được tệp ({why(error)})", "Xem lại tên tệp")]) from error
    try:
        return _of_workbook(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    except NoTable as error:
        raise DataError([in_file(file, error.what, error.todo)]) from error


def _of_workbook(content: bytes) -> Sheet:
    epoch, sheets = sheets_of(content)
    return Sheet(sheets[0][1] if sheets else {}, epoch, [name for name, _ in sheets[1:]])


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)  # a line for Excel alone, of which it counts none
    tries = [_split(rest, told[1])] if told else [_split(text, sign) for sign in _DELIMITERS]
    rows = max((rows for rows, whole in tries if whole), key=_width, default=None)
    if rows is None:
        read = max(len(rows) for rows, _ in tries)
        raise NoTable(f'dấu nháy kép (") đặt sai chỗ hoặc thiếu một dấu, sau dòng {read} của bảng')
    cells: Cells = {
        number: {column: value for column, value in enumerate(row, 1) if value.strip()}
        for number, row in enumerate(rows, 1)
    }
    return Sheet({number: row for number, row in cells.items() if row}, is_text=True)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoTable("tệp Excel kiểu cũ (.xls) hoặc có mật khẩu, chương trình không đọc được")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoTable("tệp không ở bảng mã UTF-8, chữ có dấu sẽ bị hỏng") from error


def _split(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """The rows as far as they can be read, and whether that is to the end."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)  # noqa: PERF402  # how many there were tells where it broke off
    except csv.Error:
        return rows, False
    return rows, True


def _width(rows: list[list[str]]) -> int:
    return max((len(row) for row in rows[:_LOOKED_AT]), default=0)
