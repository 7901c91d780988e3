"""A workbook (XLSX) to the cells of its sheets, with the standard library.

The parts that hold values are read, by the local names of their elements: Excel, LibreOffice, WPS and Google Sheets write them in
different namespaces. The result of a formula counts, its text does not.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from macros.language.dates import PartialDate

Cell = str | Decimal | PartialDate
"""What stands in a cell: text, a number, or what the spreadsheet shows as a date (as precisely as it shows it)."""

Cells = dict[int, dict[int, Cell]]
"""The cells that hold something, by row and column as the spreadsheet numbers them, from 1."""

_LARGEST = 64_000_000  # bytes of a part of a workbook: a table of all units of the country has a tenth of it
EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_COLUMN = 16_384
_LAST_SERIAL = 2_957_003  # 31 December 9999, in workbooks of 1904
# Formats that every workbook has without naming them: those of days, and of these that which shows no day.
_DATES = {*range(14, 23), *range(27, 37), *range(50, 59)} - {18, 19, 20, 21}
_MONTHS = {17}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
BROKEN_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What is raised where a package (.zip) is read that is damaged or made to harm."""
_BROKEN = (*BROKEN_PACKAGE, ElementTree.ParseError)
_NO_WORKBOOK = "tệp hỏng hoặc không phải bảng tính Excel (.xlsx)"
ANOTHER = "Mở tệp trong bảng tính rồi lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8"


class NoTable(Exception):
    """A file can't be read as a table: why, and what to do."""

    def __init__(self, what: str, todo: str = ANOTHER):
        super().__init__(what)
        self.what, self.todo = what, todo


def day_of(serial: Decimal, epoch: date = EPOCH) -> PartialDate | None:
    """The day that a workbook means by a number, counted from `epoch`; None if it means none."""
    if not 1 <= serial <= _LAST_SERIAL:
        return None
    day = epoch + timedelta(int(serial))
    return PartialDate(day.year, day.month, day.day)


def sheets_of(content: bytes) -> tuple[date, list[tuple[str, Cells]]]:
    """Return the day from which a workbook counts its days, and its sheets that are to be seen and hold something, with their names.

    Raises NoTable if it is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            book = _Workbook(package)
            return book.epoch, list(book.sheets())
    except _BROKEN as error:
        raise NoTable(_NO_WORKBOOK) from error


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
        self.epoch = _EPOCH_1904 if settings is not None and settings.get("date1904") in ("1", "true") else EPOCH

    def sheets(self) -> Iterator[tuple[str, Cells]]:
        """The sheets that are to be seen and hold something."""
        targets = {link.get("Id"): link.get("Target") for link in self._children(_beside(self._top), "Relationship")}
        for sheet in self._children(self._top, "sheet"):
            target = next((targets[v] for name, v in sheet.items() if _local(name) == "id" and v in targets), None)
            if (
                target
                and sheet.get("state", "visible") == "visible"
                and (rows := self._rows(_there(self._top, target)))
            ):
                yield sheet.get("name", ""), rows

    def _rows(self, part: str) -> Cells:
        rows: Cells = {}
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
        if shown and (day := day_of(number, self.epoch)):
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
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # no spreadsheet packs otherwise
            raise NoTable(_NO_WORKBOOK)
        if entry.file_size > _LARGEST:
            raise NoTable("bảng tính quá lớn", "Chia bảng thành nhiều tệp")
        with self._package.open(entry) as stream:
            content = stream.read(_LARGEST)
        if b"<!DOCTYPE" in content[:4000]:  # no spreadsheet writes one
            raise NoTable(_NO_WORKBOOK)
        yield from (one for one in ElementTree.fromstring(content).iter() if _local(one.tag) == name)


def _spread(rows: Cells, merged: str) -> None:
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
