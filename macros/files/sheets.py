"""A table that somebody made in a spreadsheet, as CSV or XLSX, to its cells; what a spreadsheet did to them is undone where it
can be told.

Of an XLSX file the parts that hold values are read, by the local names of their elements: Excel, LibreOffice, WPS and Google
Sheets write them in different namespaces. The result of a formula counts, its text does not.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from macros.language.dates import PartialDate
from macros.language.problems import DataError, in_file
from macros.language.reasons import why

Cell = str | Decimal | PartialDate
"""What stands in a cell: text, a number, or what the spreadsheet shows as a date (as precisely as it shows it)."""

_LARGEST = 64_000_000  # bytes of a part of a workbook: a table of all units of the country has a tenth of it
_DELIMITERS = (";", ",", "\t")
_LOOKED_AT = 10  # rows by which the delimiter is told
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_COLUMN = 16_384
_LAST_SERIAL = 2_958_465  # 31 December 9999
# Formats that every workbook has without naming them: those of days, and of these that which shows no day.
_DATES = {*range(14, 23), *range(27, 37), *range(50, 59)} - {18, 19, 20, 21}
_MONTHS = {17}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_ANOTHER = "Mở tệp trong bảng tính rồi lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8"


@dataclass(frozen=True)
class Sheet:
    """The cells that hold something, by row and column as the spreadsheet numbers them, from 1; `passed_over` are the names of
    other sheets of the workbook that hold something, `is_text` tells a CSV file, whose cells are nothing but text."""

    rows: dict[int, dict[int, Cell]]
    epoch: date = _EPOCH_1900
    passed_over: list[str] = field(default_factory=list)
    is_text: bool = False

    def day(self, serial: Decimal) -> PartialDate | None:
        """The day that a spreadsheet means by a number; None if it means none."""
        return _day(serial, self.epoch)


def letters(column: int) -> str:
    """What a spreadsheet calls a column: 1 → `A`, 28 → `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_sheet(file: Path) -> Sheet:
    """Read the first sheet of a workbook that holds something, or a CSV file: UTF-8 or UTF-16, with commas, semicolons or tabs.

    Raises DataError if it can't be read as a table.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError([in_file(file, f"không đọc được tệp ({why(error)})", "Xem lại tên tệp")]) from error
    try:
        return _workbook(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    except _NoTable as error:
        raise DataError([in_file(file, error.what, error.todo)]) from error


class _NoTable(Exception):
    def __init__(self, what: str, todo: str = _ANOTHER):
        super().__init__(what)
        self.what, self.todo = what, todo


def _day(serial: Decimal, epoch: date) -> PartialDate | None:
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    day = epoch + timedelta(int(serial))
    return PartialDate(day.year, day.month, day.day)


# CSV


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)  # a line for Excel alone, of which it counts none
    tries = [_split(rest, told[1])] if told else [_split(text, sign) for sign in _DELIMITERS]
    rows = max((rows for rows, whole in tries if whole), key=_width, default=None)
    if rows is None:
        read = max(len(rows) for rows, _ in tries)
        raise _NoTable(f'dấu nháy kép (") đặt sai chỗ hoặc thiếu một dấu, sau dòng {read} của bảng')
    cells: dict[int, dict[int, Cell]] = {
        number: {column: value for column, value in enumerate(row, 1) if value.strip()}
        for number, row in enumerate(rows, 1)
    }
    return Sheet({number: row for number, row in cells.items() if row}, is_text=True)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _NoTable("tệp Excel kiểu cũ (.xls) hoặc có mật khẩu, chương trình không đọc được")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _NoTable("tệp không ở bảng mã UTF-8, chữ có dấu sẽ bị hỏng") from error


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


# XLSX


def _workbook(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _Workbook(package).sheet()
    except (zipfile.BadZipFile, ElementTree.ParseError, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise _NoTable("tệp hỏng hoặc không phải bảng tính Excel (.xlsx)") from error


class _Workbook:
    """The parts of one workbook."""

    def __init__(self, package: zipfile.ZipFile):
        self._package = package
        self._parts = {name.lstrip("/").casefold(): name for name in package.namelist()}
        top = next((target for kind, target in self._links("") if kind == "officeDocument"), None)
        if top is None:
            raise KeyError("officeDocument")
        self._top = top
        linked = {kind: target for kind, target in self._links(top) if kind in ("sharedStrings", "styles")}
        self._texts = [_text_of(one) for one in self._children(linked.get("sharedStrings"), "si")]
        self._formats = list(self._dates(linked.get("styles")))
        settings = next(self._children(top, "workbookPr"), None)
        self._epoch = _EPOCH_1904 if settings is not None and settings.get("date1904") in ("1", "true") else _EPOCH_1900

    def sheet(self) -> Sheet:
        targets = {link.get("Id"): link.get("Target") for link in self._children(_beside(self._top), "Relationship")}
        filled: list[tuple[str, dict[int, dict[int, Cell]]]] = []
        for sheet in self._children(self._top, "sheet"):
            target = next((targets[v] for name, v in sheet.items() if _local(name) == "id" and v in targets), None)
            if target and sheet.get("state", "visible") == "visible":
                rows = self._rows(_there(self._top, target))
                filled += [(sheet.get("name", ""), rows)] if rows else []
        if not filled:
            return Sheet({}, self._epoch)
        return Sheet(filled[0][1], self._epoch, [name for name, _ in filled[1:]])

    def _rows(self, part: str) -> dict[int, dict[int, Cell]]:
        rows: dict[int, dict[int, Cell]] = {}
        number = 0
        for row in self._children(part, "row"):
            number = int(told) if (told := row.get("r", "")).isdecimal() else number + 1
            column = 0
            for cell in (one for one in row if _local(one.tag) == "c"):
                place = _REFERENCE.match(cell.get("r", ""))
                column = _number(place[1]) if place else column + 1
                value = self._value(cell)
                if value is not None:
                    rows.setdefault(number, {})[column] = value
        for merged in self._children(part, "mergeCell"):
            _spread(rows, merged.get("ref", ""))
        return rows

    def _value(self, cell: Element) -> Cell | None:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text_of(cell).strip() or None
        written = next((one.text or "" for one in cell if _local(one.tag) == "v"), "").strip()
        if not written:
            return None
        if kind == "s":
            known = written.isdecimal() and int(written) < len(self._texts)
            return self._texts[int(written)].strip() or None if known else None
        if kind == "b":
            return "true" if written == "1" else "false"
        if kind == "d":
            return written.partition("T")[0]
        if kind != "n":  # the text that a formula made, or the name of its error
            return written
        try:
            number = Decimal(repr(float(written)))  # a spreadsheet's numbers are binary; more digits mean nothing
        except (ValueError, InvalidOperation):
            return written
        if not number.is_finite():
            return written
        shown = self._format(cell.get("s", ""))
        if shown and (day := _day(number, self._epoch)):
            return day if shown == "day" else PartialDate(day.year, day.month)
        return Decimal(int(number)) if number == int(number) else number

    def _format(self, style: str) -> str:
        return self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""

    def _dates(self, part: str | None) -> Iterator[str]:
        """Of each format of cells: whether it shows a `day`, a `month`, or no date."""
        own = {one.get("numFmtId"): one.get("formatCode", "") for one in self._children(part, "numFmt")}
        formats = next(self._children(part, "cellXfs"), None)
        for one in formats if formats is not None else ():
            number = one.get("numFmtId", "0")
            if number in own:
                signs = _QUOTED.sub("", own[number].lower())
                yield "day" if "d" in signs else "month" if "y" in signs and "m" in signs else ""
            elif number.isdecimal() and int(number) in _DATES:
                yield "month" if int(number) in _MONTHS else "day"
            else:
                yield ""

    def _links(self, part: str) -> Iterator[tuple[str, str]]:
        """The kinds of the parts that belong to a part, and their names."""
        for link in self._children(_beside(part), "Relationship"):
            yield link.get("Type", "").rpartition("/")[2], _there(part, link.get("Target", ""))

    def _children(self, part: str | None, name: str) -> Iterator[Element]:
        """The elements of a name in a part, wherever they stand; none if there is no such part."""
        if part is None or part.casefold() not in self._parts:
            return
        entry = self._package.getinfo(self._parts[part.casefold()])
        if entry.file_size > _LARGEST:
            raise _NoTable("bảng tính quá lớn", "Chia bảng thành nhiều tệp")
        with self._package.open(entry) as stream:
            content = stream.read(_LARGEST)
        if b"<!DOCTYPE" in content[:4000]:  # no spreadsheet writes one
            raise _NoTable("tệp hỏng hoặc không phải bảng tính Excel (.xlsx)")
        yield from (one for one in ElementTree.fromstring(content).iter() if _local(one.tag) == name)


def _spread(rows: dict[int, dict[int, Cell]], merged: str) -> None:
    """Let every cell of a merged range hold what stands in its first, as whoever merged them means it."""
    ends = [_REFERENCE.match(end) for end in merged.split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return
    left, top, right, bottom = _number(ends[0][1]), int(ends[0][2]), _number(ends[1][1]), int(ends[1][2])
    if (value := rows.get(top, {}).get(left)) is None:
        return
    for number in [number for number in rows if top <= number <= bottom]:
        for column in range(left, min(right, _LAST_COLUMN) + 1):
            rows[number].setdefault(column, value)


def _beside(part: str) -> str:
    """The part that tells what belongs to a part, or to the whole package."""
    folder, _, name = part.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


def _there(part: str, target: str) -> str:
    """The name of the part that another one calls `target`."""
    return normpath(target.lstrip("/") if target.startswith("/") else join(part.rpartition("/")[0], target))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _text_of(element: Element) -> str:
    """The text of a cell, without how it is spoken that stands beside it in some languages."""
    if _local(element.tag) == "t":
        return element.text or ""
    return "".join(_text_of(one) for one in element if _local(one.tag) != "rPh")


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
