"""Tables as a workbook (XLSX): what a spreadsheet opens as it is, where it would change a CSV file's cells.

A text stays the text that it is: a code such as `0123` keeps its zeros, and nothing is a formula or a link. Numbers are numbers.

The same bytes on every machine and day: the day of making is fixed, and the parts are put together without compression, whose
bytes depend on which zlib there is. The cells of a table are written apart from the package around them, so that they can be kept and
stand in several workbooks.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MADE = datetime(1980, 1, 1)
"""The day on which every workbook was made, as it says."""
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # letters that the format allows a sheet's name, and a cell
_EXACT = 15  # digits of a number that a spreadsheet keeps
_WIDTH = 18
_BOLD, _TEXT = 1, 2  # what XlsxWriter numbers the formats by, in the order in which it meets them
# What XML can't hold stands as `_x0001_`, so what looks like that stands so too (ECMA-376, ST_Xstring).
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SHEET = re.compile(rb'<dimension ref="[^"]*"/>(.*?)<sheetData>.*?</sheetData>', re.DOTALL)


Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""What one sheet holds: its name, a row of titles, then the rows. Values are None, bool, int, Decimal or text."""


class Sheet(NamedTuple):
    """A sheet: its name, how many columns it has, and its cells as the format has them."""

    name: str
    width: int
    cells: bytes


def workbook(name: str, titles: Sequence[str], rows: Sequence[Sequence[Any]], *further: Table) -> bytes:
    """Return a workbook of one sheet, and those after it."""
    tables: list[Table] = [(name, titles, rows), *further]
    return book([Sheet(called, len(heads), written(heads, lines)) for called, heads, lines in tables])


def written(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The cells of a sheet: a row of titles, then the rows."""
    columns = [_column(number) for number in range(len(titles))]
    out = io.BytesIO()  # a long table takes its room once
    out.write(b"<sheetData>")
    out.write("".join(_row(1, columns, titles, _BOLD)).encode())
    for number, row in enumerate(rows, start=2):
        out.write("".join(_row(number, columns, row, _TEXT)).encode())
    out.write(b"</sheetData>")
    return out.getvalue()


def book(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of these sheets."""
    return filled(frame([(sheet.name, sheet.width) for sheet in sheets]), sheets)


def frame(named: Sequence[tuple[str, int]], about: Mapping[str, str] | None = None) -> bytes:
    """A workbook of sheets without cells, by their names and how many columns they have; `about` is what it says of itself, by
    XlsxWriter's names of properties."""
    from xlsxwriter import Workbook  # which takes long to import, and is of no use as long as frames are kept

    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True})
    made.set_properties({**(about or {}), "created": MADE})
    formats = made.add_format({"bold": True, "num_format": "@"}), made.add_format({"num_format": "@"})
    for name, width in named:
        sheet = made.add_worksheet(name[:_LONGEST_NAME])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(width - 1, 0), _WIDTH)
        for row, format_ in enumerate(formats):
            sheet.write_blank(row, 0, None, format_)
    made.close()
    return uncompressed(out)


def filled(empty: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The workbook that `frame` made of these sheets, with their cells."""
    parts = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=1)}
    return uncompressed(io.BytesIO(empty), parts)


def is_exact(value: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of a number."""
    return len(str(abs(value)) if isinstance(value, int) else value.as_tuple().digits) <= _EXACT


def uncompressed(packed: io.BytesIO, sheets: Mapping[str, Sheet] | None = None) -> bytes:
    """A package of an office's program with its parts as they are, and nothing of when and where it was put together; into the parts that
    `sheets` names their cells are put."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for part in parts.namelist():
            info = zipfile.ZipInfo(part)  # of 1 January 1980
            info.create_system = 3  # else it says on which system it was made
            pieces = [parts.read(part)]
            if sheets and part in sheets:
                pieces = _filled(pieces[0], sheets[part])
            info.file_size = sum(map(len, pieces))
            with made.open(info, "w") as opened:
                for piece in pieces:
                    opened.write(piece)
    return out.getvalue()


def _column(number: int) -> str:
    """What a spreadsheet calls a column, by its number from 0: `A`, `Z`, `AA`."""
    above, letter = divmod(number, 26)
    return (_column(above - 1) if above else "") + chr(ord("A") + letter)


def _filled(part: bytes, sheet: Sheet) -> list[bytes]:
    """A sheet with its cells, in pieces: of a long table there are not two in memory."""
    found = _SHEET.search(part)
    assert found
    last = f"{_column(max(sheet.width - 1, 0))}{sheet.cells.count(b'<row ')}"
    dimension = f'<dimension ref="A1:{last}"/>'.encode()
    return [part[: found.start()], dimension, found[1], sheet.cells, part[found.end() :]]


def _row(number: int, columns: Sequence[str], values: Sequence[Any], style: int) -> Iterator[str]:
    yield f'<row r="{number}">'
    for column, value in zip(columns, values, strict=True):
        if value is None or value == "":
            continue
        at = f'<c r="{column}{number}"'
        if isinstance(value, bool):
            yield f'{at} t="b"><v>{int(value)}</v></c>'
        elif isinstance(value, int | Decimal) and is_exact(value):
            yield f"{at}><v>{value:f}</v></c>" if isinstance(value, Decimal) else f"{at}><v>{value}</v></c>"
        else:
            text = str(value)
            kept = "" if text == text.strip() else ' xml:space="preserve"'
            yield f'{at} s="{style}" t="inlineStr"><is><t{kept}>{_text(text)}</t></is></c>'
    yield "</row>"


def _text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        text = f"{text[: _LONGEST_TEXT - 1]}…"
    return _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(text, quote=False))
