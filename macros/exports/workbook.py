"""A table of the open data as a workbook (XLSX): what a spreadsheet opens as it is, where it would change a CSV file's cells.

A text stays the text that it is: a code such as `0123` keeps its zeros, and nothing is a formula or a link. Numbers are numbers.

The same bytes on every machine and day: the day of making is fixed, and the parts are put together without compression, whose
bytes depend on which zlib there is.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MADE = datetime(1980, 1, 1)
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # letters that the format allows a sheet's name, and a cell
_EXACT = 15  # digits of a number that a spreadsheet keeps
_WIDTH = 18


Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""What one sheet holds: its name, a row of titles, then the rows. Values are None, bool, int, Decimal or text."""


def workbook(name: str, titles: Sequence[str], rows: Sequence[Sequence[Any]], *further: Table) -> bytes:
    """Return a workbook of one sheet, and those after it."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE})
    bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
    for called, heads, lines in [(name, titles, rows), *further]:
        sheet = book.add_worksheet(called[:_LONGEST_NAME])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(heads) - 1, 0), _WIDTH)
        for column, title in enumerate(heads):
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(lines, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, text)
    book.close()
    return uncompressed(out)


def _write(sheet: Worksheet, row: int, column: int, value: Any, text: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | Decimal) and _is_exact(value):
        sheet.write_number(row, column, value)
    else:
        told = str(value)
        if len(told) > _LONGEST_TEXT:
            told = f"{told[: _LONGEST_TEXT - 1]}…"
        sheet.write_string(row, column, told, text)


def _is_exact(value: int | Decimal) -> bool:
    return len(str(abs(value)) if isinstance(value, int) else value.as_tuple().digits) <= _EXACT


def uncompressed(packed: io.BytesIO) -> bytes:
    """A package of an office's program with its parts as they are, and nothing of when and where it was put together."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for part in parts.namelist():
            info = zipfile.ZipInfo(part)  # of 1 January 1980
            info.create_system = 3  # else it says on which system it was made
            plain.writestr(info, parts.read(part))
    return out.getvalue()
