"""Tables that somebody made in a spreadsheet, as CSV or XLSX, to their cells: UTF-8, UTF-16 or Windows-1258, with commas, semicolons
or tabs."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from macros.files.cells import Cells, NoTable, Page
from macros.files.found import read_regular
from macros.files.sheet_part import TOO_LARGE
from macros.files.xlsx import pages_of
from macros.language.problems import DataError, in_file
from macros.language.reasons import why
from macros.language.text import nfc

_DELIMITERS = (";", ",", "\t")
_LARGEST = 200_000_000  # bytes of a file
_MOST_COLUMNS = 1_000  # that hold something: the widest table of ours has a tenth of them
_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + mark)
    for letter in "aăâeêioôơuưyđ"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) - frozenset("aeiouy")
_SIGNS = frozenset("“”‘’«»–—…•·°²³×±§\xa0")
_LOOKED_AT = 10  # rows by which the delimiter is told


@dataclass
class Sheet(Page):
    """The first sheet that holds something, every cell of a merged range filled; `passed_over` are the names of the others."""

    passed_over: list[str] = field(default_factory=list)


def read_pages(file: Path) -> list[Page]:
    """Read all sheets of a workbook that hold something, or a CSV file as the one it is.

    Raises DataError if it can't be read as a table.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise NoTable(*TOO_LARGE)
        content = read_regular(file)
    except OSError as error:
        raise DataError([in_file(file, f"không đọc được tệp ({why(error)})", "Xem lại tên tệp")]) from error
    except NoTable as error:
        raise DataError([in_file(file, error.what, error.todo)]) from error
    try:
        pages = pages_of(content) if content.startswith(b"PK\x03\x04") else [_csv(content, file.stem)]
        if any(len(row) > _MOST_COLUMNS for page in pages for row in page.rows.values()):
            raise NoTable(*TOO_LARGE)
        return pages
    except NoTable as error:
        raise DataError([in_file(file, error.what, error.todo)]) from error


def read_sheet(file: Path) -> Sheet:
    """Read the first sheet of a workbook that is to be seen and holds something, or a CSV file.

    Raises DataError if it can't be read as a table.
    """
    pages = [page for page in read_pages(file) if page.rows and not page.is_hidden]
    if not pages:
        return Sheet("", {})
    first, *others = pages
    return Sheet(
        first.name, first.spread(), epoch=first.epoch, is_text=first.is_text, passed_over=[page.name for page in others]
    )


def _csv(content: bytes, name: str) -> Page:
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
    return Page(name, {number: row for number, row in cells.items() if row}, is_text=True)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoTable("tệp Excel kiểu cũ (.xls) hoặc có mật khẩu, chương trình không đọc được")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if text := _windows(content):
            return text
        raise NoTable("tệp không ở bảng mã UTF-8, chữ có dấu sẽ bị hỏng") from error


def _windows(content: bytes) -> str:
    """The text, if it is Vietnamese in the encoding that Windows once had for that; nothing otherwise."""
    try:
        text = nfc(content.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
    others = {letter for letter in text.lower() if not letter.isascii()}
    return text if others & _LETTERS and others <= _LETTERS | _SIGNS else ""


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
