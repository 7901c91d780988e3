"""A table as a workbook (XLSX): what a spreadsheet opens as it is, where it would change a CSV file's cells.

A text stays the text that it is: a code such as `0123` keeps its zeros, and nothing is a formula or a link. Numbers are numbers.
Each text stands in its own cell (ECMA-376, part 1, 18.3.1.53), so that a row can be written by itself, and be kept.

The same bytes on every machine and day: nothing says when it was made, and the parts are put together without compression, whose
bytes depend on which zlib there is.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from macros.language.numbers import plain_number

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # letters that the format allows a sheet's name, and a cell
_EXACT = 15  # digits of a number that a spreadsheet keeps
_WIDTH = 18.7109375  # of a column, in digits of its font
_PLAIN, _TEXT, _TITLE = 0, 1, 2  # the formats below by their places
# What XML can't hold, and what the format would read as that: both are written by their numbers.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ROW = b"\0"  # stands for a row's number until it is known; it can't stand in a text
_END = b"</row>"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_SHEETS = f"{_FORMATS}/spreadsheetml/2006/main"
_RELATED = f"{_FORMATS}/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AROUND = {
    "[Content_Types].xml": f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEETS}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
"""The parts that are the same in all; format 49 of numbers is that of text."""


def workbook(name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet: a row of titles, then the rows. Values are None, bool, int, Decimal or text."""
    return bound(name, titles, b"".join(map(row, rows)))


def row(values: Sequence[Any]) -> bytes:
    """A row of such values, to be put under others by `bound`."""
    cells = "".join(_cell(letters, value, _TEXT) for letters, value in zip(_columns(len(values)), values, strict=True))
    return f'<row r="\0">{cells}</row>'.encode()


def count(rows: bytes) -> int:
    """How many rows these are."""
    return rows.count(_END)


def bound(name: str, titles: Sequence[str], rows: bytes) -> bytes:
    """The workbook of rows that are written."""
    columns = _columns(len(titles))
    head = "".join(_cell(letters, title, _TITLE) for letters, title in zip(columns, titles, strict=True))
    told = [f'<row r="\0">{head}'.encode(), *rows.split(_END)]
    last = len(told) - 1
    numbered = [text.replace(_ROW, b"%d" % number) for number, text in enumerate(told[:last], 1)]
    before = (
        f'{_XML}<worksheet xmlns="{_SHEETS}"><dimension ref="A1:{columns[-1]}{last}"/><sheetViews>'
        '<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
        f'<col min="1" max="{len(titles)}" width="{_WIDTH}" customWidth="1"/></cols><sheetData>'
    )
    sheet = b"".join([before.encode(), _END.join(numbered), _END, b"</sheetData></worksheet>"])
    book = (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_RELATED}"><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{escape(name[:_LONGEST_NAME])}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_AROUND, "xl/workbook.xml": book}
    return _packed({part: (_XML + text).encode() for part, text in parts.items()} | {"xl/worksheets/sheet1.xml": sheet})


@cache
def _columns(number: int) -> tuple[str, ...]:
    """The letters of the first columns: A to Z, then AA, AB…"""

    def letters(place: int) -> str:
        return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)

    return tuple(map(letters, range(number)))


def _cell(column: str, value: Any, form: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{column}\0" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | Decimal) and _is_exact(value):
        return f'<c r="{column}\0"><v>{plain_number(Decimal(value))}</v></c>'
    text = str(value)
    if len(text) > _LONGEST_TEXT:
        text = f"{text[: _LONGEST_TEXT - 1]}…"
    text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{column}\0" s="{form}" t="inlineStr"><is><t{kept}>{escape(text)}</t></is></c>'


def _is_exact(value: int | Decimal) -> bool:
    return len(str(abs(value)) if isinstance(value, int) else value.as_tuple().digits) <= _EXACT


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)  # of 1 January 1980
            info.create_system = 3  # else it says on which system it was made
            package.writestr(info, content)
    return out.getvalue()
