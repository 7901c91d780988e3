"""Workbooks as wards and their spreadsheets make them, written with XlsxWriter or as raw parts."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from macros.files.xlsx import pages_of
from macros.language.dates import PartialDate

HEAD = ("STT", "Tên hoạt động", "Thời gian", "Địa bàn", "Loại")


class Formula(NamedTuple):
    """A formula, and the result that the file keeps; None: none."""

    text: str
    result: Any


class Shown(NamedTuple):
    """A number, and the format in which it is shown."""

    number: float
    format: str


@dataclass
class Tab:
    """A sheet: its rows from the first on, and what was done to it."""

    rows: Sequence[Sequence[Any]]
    name: str = "Sheet1"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False


def made(file: Path, *tabs: Tab, **options: Any) -> Path:
    """A workbook of these sheets."""
    with xlsxwriter.Workbook(file, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for tab in tabs:
            sheet = book.add_worksheet(tab.name)
            for row, values in enumerate(tab.rows):
                for column, value in enumerate(values):
                    _write(book, sheet, row, column, value, day)
            for merged in tab.merged:
                sheet.merge_range(merged, "")
                first = xlsxwriter.utility.xl_cell_to_rowcol(merged.partition(":")[0])
                _write(book, sheet, *first, tab.rows[first[0]][first[1]], day)
            for number in tab.hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for column in tab.hidden_columns:
                sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
            if tab.hidden:
                sheet.hide()
    return file


def _write(book: Any, sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.result if value.result is not None else "")
    elif isinstance(value, Shown):
        sheet.write_number(row, column, value.number, book.add_format({"num_format": value.format}))
    elif isinstance(value, str) and value:
        sheet.write_string(row, column, value)
    elif value not in ("", None):
        sheet.write(row, column, value)


def with_part(file: Path, name: str, content: bytes, others: dict[str, bytes] | None = None) -> Path:
    """The same workbook with another content of one of its parts, and with further parts."""
    with zipfile.ZipFile(file) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts |= {name: content, **(others or {})}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one, held in parts.items():
            new.writestr(one, held)
    return file


def part(file: Path, name: str) -> bytes:
    """What a part of a workbook holds."""
    with zipfile.ZipFile(file) as package:
        return package.read(name)


def edited(file: Path, target: Path, *edits: tuple[str, int, str, Any]) -> Path:
    """A workbook as another program saves it, with other values in cells: (sheet, row, name of the column, value)."""
    tabs = []
    assert {one[0] for one in edits} <= {page.name for page in pages_of(file.read_bytes())}
    for page in pages_of(file.read_bytes()):
        if page.is_hidden:
            continue
        rows = [[page.rows.get(row, {}).get(column, "") for column in range(1, max(page.rows[1]) + 1)] for row in range(1, max(page.rows) + 1)]  # fmt: skip
        for _, row, name, value in (one for one in edits if one[0] == page.name):
            while len(rows) < row:
                rows.append([""] * len(rows[0]))
            rows[row - 1][rows[0].index(name)] = value
        tabs.append(Tab([[_plain(cell) for cell in row] for row in rows], name=page.name))
    return made(target, *tabs)


def _plain(cell: Any) -> Any:
    if isinstance(cell, PartialDate):
        return cell.first
    return float(cell) if isinstance(cell, Decimal) else cell
