"""The part of a workbook that holds one sheet, read as it streams by: a million rows that only have a format cost neither memory
nor more than a moment."""

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import XMLParser

from macros.files.cells import LAST_COLUMN, LAST_ROW, Cell, NoTable, Page, Range, number_of

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
# Cells and rows that hold nothing but a format, as they are written by all that number them.
_EMPTY = re.compile(rb'<(?:c|row) r="[A-Z]{0,3}[0-9]{1,7}"[^<>]*/>')
_MOST_CELLS = 3_000_000  # that hold something
_MOST_ELEMENTS = 20_000_000
TOO_LARGE = "bảng tính quá lớn", "Chia bảng thành nhiều tệp"
_HARMFUL = "tệp hỏng hoặc không phải bảng tính Excel (.xlsx)"

Value = Callable[[Mapping[str, str], str, str], Cell | None]
"""From the attributes of a cell, the text of its value and that of its inline text, to what stands in it."""


class SheetPart:
    """What an XML parser tells of a sheet, put into `page`."""

    def __init__(self, page: Page, value: Value):
        self._page, self._value = page, value
        self._row = self._column = self._elements = self._cells = 0
        self._cell: Mapping[str, str] | None = None
        self._told: list[str] = []
        self._written = self._inline = ""
        self._has_formula = False
        self._spoken = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise NoTable(*TOO_LARGE)
        name = tag.rpartition("}")[2]
        self._told.clear()
        if name == "c":
            place = _REFERENCE.match(attributes.get("r", ""))
            self._column = number_of(place[1]) if place else self._column + 1
            self._cell, self._written, self._inline, self._has_formula = attributes, "", "", False
        elif name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isascii() and told.isdecimal() and len(told) < 8 else self._row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self._page.hidden_rows.add(self._row)
        elif name == "f":
            self._has_formula = self._cell is not None
        elif name == "rPh":  # how it is spoken, in some languages
            self._spoken += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (int(attributes.get(end, "0")) for end in ("min", "max"))
            self._page.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def data(self, text: str) -> None:
        if self._cell is not None:
            self._told.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "v":
            self._written = "".join(self._told)
        elif name == "t" and not self._spoken:
            self._inline += "".join(self._told)
        elif name == "rPh":
            self._spoken -= 1
        elif name == "c" and self._cell is not None:
            self._put(self._cell)
            self._cell = None
        self._told.clear()

    def doctype(self, *_: object) -> None:
        """No spreadsheet writes one."""
        raise NoTable(_HARMFUL)

    def close(self) -> Page:
        return self._page

    def _put(self, cell: Mapping[str, str]) -> None:
        written = self._written.strip()
        if self._has_formula and not written and cell.get("t") != "str":
            self._page.no_result.add((self._row, self._column))
            return
        value = self._value(cell, written, self._inline)
        if value is None or not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            return
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise NoTable(*TOO_LARGE)
        self._page.rows.setdefault(self._row, {})[self._column] = value

    def _merge(self, ref: str) -> None:
        ends = [_REFERENCE.match(end) for end in ref.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            left, top, right, bottom = number_of(ends[0][1]), int(ends[0][2]), number_of(ends[1][1]), int(ends[1][2])
            self._page.merged.append(Range(left, top, right, bottom))


def read_part(chunks: Iterator[bytes], page: Page, value: Value) -> None:
    """Put what the XML of a sheet holds into `page`. Raises NoTable, and what ElementTree raises of broken XML."""
    parser = XMLParser(target=SheetPart(page, value))
    left = b""
    for chunk in chunks:
        whole, left = left + chunk, b""
        cut = whole.rfind(b">") + 1
        whole, left = whole[:cut], whole[cut:]
        parser.feed(_EMPTY.sub(b"", whole))
    parser.feed(left)
    parser.close()
