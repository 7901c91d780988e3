"""A workbook (XLSX) to the cells of its sheets, with the standard library.

The parts that hold values are read, by the local names of their elements: Excel, LibreOffice, WPS and Google Sheets write them in
different namespaces. The result of a formula counts, its text does not. A sheet is read as it streams by (`sheet_part.py`).
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from macros.files.cells import EPOCH, Cell, NoTable, Page, day_of
from macros.files.sheet_part import TOO_LARGE, read_part
from macros.language.dates import PartialDate

_LARGEST = 64_000_000  # bytes of a part of a workbook: a table of all units of the country has a tenth of it
_LARGEST_SHEETS = 400_000_000  # bytes of all sheets: a million rows that were given a format have half of it
_MOST_SHEETS = 500
_CHUNK = 1 << 20
_EPOCH_1904 = date(1904, 1, 1)
# Formats that every workbook has without naming them: those of days, of these that which shows no day, and hundredths.
_DATES = {*range(14, 23), *range(27, 37), *range(50, 59)} - {18, 19, 20, 21}
_MONTHS = {17}
_HUNDREDTHS = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
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


def pages_of(content: bytes) -> list[Page]:
    """The sheets of a workbook that hold something, hidden ones too. Raises NoTable if it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return list(_Workbook(package).pages())
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
        self._texts = [_unescaped(_text_of(one)) for one in self._children(linked.get("sharedStrings"), "si")]
        self._formats = list(self._dates(linked.get("styles")))
        settings = next(self._children(top, "workbookPr"), None)
        self.epoch = _EPOCH_1904 if settings is not None and settings.get("date1904") in ("1", "true") else EPOCH

    def pages(self) -> Iterator[Page]:
        """The sheets that hold something."""
        targets = {link.get("Id"): link.get("Target") for link in self._children(_beside(self._top), "Relationship")}
        sheets = list(self._children(self._top, "sheet"))
        parts = [
            next((targets[v] for name, v in sheet.items() if _local(name) == "id" and v in targets), None)
            for sheet in sheets
        ]
        if len(sheets) > _MOST_SHEETS or len(set(parts)) < len(parts) - parts.count(None) + (None in parts):
            raise NoTable(_NO_WORKBOOK)
        left = _LARGEST_SHEETS
        for sheet, target in zip(sheets, parts, strict=True):
            if not target or (part := _there(self._top, target)).casefold() not in self._parts:
                continue
            is_hidden = sheet.get("state", "visible") != "visible"
            page = Page(sheet.get("name", ""), {}, is_hidden=is_hidden, epoch=self.epoch)
            entry = self._entry(part)
            left -= entry.file_size
            if left < 0:
                raise NoTable(*TOO_LARGE)
            with self._package.open(entry) as stream:
                chunks = iter(lambda stream=stream: stream.read(_CHUNK), b"")  # type: ignore[misc]
                read_part(chunks, page, self._value)
            if page.rows or page.no_result:
                yield page

    def _value(self, cell: Mapping[str, str], written: str, inline: str) -> Cell | None:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _unescaped(inline).strip() or None
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
            return _unescaped(written)
        try:
            number = Decimal(repr(float(written)))  # a spreadsheet's numbers are binary; more digits mean nothing
        except (ValueError, InvalidOperation):
            return written
        if not number.is_finite():
            return written
        shown = self._format(cell.get("s", ""))
        if shown == "hundredths":
            number *= 100
        elif shown and (day := day_of(number, self.epoch)):
            return day if shown == "day" else PartialDate(day.year, day.month)
        return Decimal(int(number)) if number == int(number) else number.normalize()

    def _format(self, style: str) -> str:
        return self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""

    def _dates(self, part: str | None) -> Iterator[str]:
        """Of each format of cells: whether it shows a `day`, a `month`, `hundredths` (%), or none of them."""
        own = {one.get("numFmtId"): one.get("formatCode", "") for one in self._children(part, "numFmt")}
        formats = next(self._children(part, "cellXfs"), None)
        for one in formats if formats is not None else ():
            number = one.get("numFmtId", "0")
            if number in own:
                signs = _QUOTED.sub("", own[number].lower())
                is_month = "y" in signs and "m" in signs
                yield "hundredths" if "%" in signs else "day" if "d" in signs else "month" if is_month else ""
            elif number.isdecimal() and int(number) in _DATES:
                yield "month" if int(number) in _MONTHS else "day"
            else:
                yield "hundredths" if number.isdecimal() and int(number) in _HUNDREDTHS else ""

    def _links(self, part: str) -> Iterator[tuple[str, str]]:
        """The kinds of the parts that belong to a part, and their names."""
        for link in self._children(_beside(part), "Relationship"):
            yield link.get("Type", "").rpartition("/")[2], _there(part, link.get("Target", ""))

    def _children(self, part: str | None, name: str) -> Iterator[Element]:
        """The elements of a name in a part, wherever they stand; none if there is no such part."""
        if part is None or part.casefold() not in self._parts:
            return
        entry = self._entry(part)
        if entry.file_size > _LARGEST:
            raise NoTable(*TOO_LARGE)
        with self._package.open(entry) as stream:
            content = stream.read(_LARGEST)
        parser = XMLParser(target=_Tree())
        parser.feed(content)
        yield from (one for one in parser.close().iter() if _local(one.tag) == name)

    def _entry(self, part: str) -> zipfile.ZipInfo:
        entry = self._package.getinfo(self._parts[part.casefold()])
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # no spreadsheet packs otherwise
            raise NoTable(_NO_WORKBOOK)
        return entry


class _Tree(TreeBuilder):
    def doctype(self, *_: object) -> None:
        """No spreadsheet writes one."""
        raise NoTable(_NO_WORKBOOK)


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


def _unescaped(text: str) -> str:
    """The text with the signs that a workbook names by their numbers: `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
