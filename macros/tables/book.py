"""Records as a workbook that staff fill in: what a cell may hold, what is meant by a column, what a choice offers.

Texts stay the texts that they are, as nothing in the file is a formula or a link; blank cells are meant for text too, so that no
spreadsheet makes a date of `1/2`. The bytes are the same on every machine and day.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from macros.exports.workbook import MADE, is_exact, uncompressed
from macros.files.cells import EPOCH, letters
from macros.language.dates import PartialDate
from macros.records.base import FieldType
from macros.records.fields import Field
from macros.staff.columns import Column, cell, choices_of

TOO_LONG = "(dài quá một ô của bảng tính: xem và sửa trong tệp)"
"""Stands for a text that no cell can hold; it changes nothing when it is read."""
GUIDE, LISTS = "Hướng dẫn", "Danh sách"
"""The sheets that hold no records: what to know, and what the drop-downs offer."""
MARK = Column("Dấu của dòng", ("", "mark"))
"""A hidden column: of what a row held as it was written."""
_LONGEST_TEXT = 32_767
_MOST_OFFERED = 2_000  # links in a drop-down
_ROWS_BELOW = 500  # that have drop-downs for new rows
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets don't agree on days
_WIDTHS = {FieldType.PROSE: 60, FieldType.LINE: 30, FieldType.LINK: 30, FieldType.CHOICE: 22}
_WIDTH, _ID_WIDTH = 14, 34
_KEY_HELP = {
    "id": "Mã của bản ghi (tên tệp). Bản ghi mới thì để trống, hoặc đặt mã: chữ thường không dấu, chữ số, gạch nối.",
    "of": "Tên bản ghi, để dễ xem. Bản ghi mới chưa có mã thì ghi tên ở đây để nối dòng này với nó.",
    "number": "Thứ tự trong danh sách của bản ghi. Dòng mới thì để trống, hoặc ghi số tiếp theo.",
}
_GUIDE = (
    "Bảng này là bản làm việc nội bộ, có cả mục không đăng lên trang.",
    "Mỗi trang là một loại bản ghi hoặc một danh sách trong bản ghi; ghi chú ở tên cột cho biết viết gì.",
    "Sửa ô nào thì chỉ mục ấy đổi. Để trống ô, bỏ dòng, bỏ cột hay bỏ trang thì dữ liệu giữ nguyên.",
    "Muốn xóa nội dung một mục thì ghi (xóa) vào ô. Bản ghi thì chỉ xóa ở bàn làm việc.",
    "Nhiều mã, nhiều tên trong một ô cách nhau bằng dấu chấm phẩy; nhiều dòng trong một ô thì nhấn Alt+Enter.",
    "Ngày: 19/8/2024, 8/2024, 2024; quanh năm 2024: 2024~; không rõ năm: XXXX-09-27.",
    "Số: 33786 hoặc 33.786; số lẻ: 36,6.",
    "Sửa xong thì lưu, rồi kéo tệp vào mục Bảng tính ở bàn làm việc (hoặc chạy: py manage.py import TỆP). Chương trình cho xem những gì sẽ đổi rồi mới hỏi.",
)


class SheetOf(NamedTuple):
    """A sheet: its name, its columns, how many of these tell of which record, and its rows, each with its mark at the end."""

    name: str
    columns: Sequence[Column]
    keys: int
    rows: list[list[Any]]


def shown_in(field: Field | None, value: Any) -> Any:
    """What stands in the cell of a value: text, a number, or a date of which day, month and year are known."""
    if value is None or field is None:
        return value
    if field.type is FieldType.DATE:
        day = PartialDate.parse(value)
        whole = day.first if day.day and day.year and not day.about else None
        return whole if whole and whole >= _FIRST_DAY else value
    told = cell(field, value)
    if isinstance(told, str):
        return TOO_LONG if len(told.encode("utf-16-le")) // 2 > _LONGEST_TEXT else told
    return told if is_exact(told) else str(told)


def book(sheets: Iterable[SheetOf], offered: dict[str, list[str]]) -> bytes:
    """A workbook of these sheets; `offered` are the ids that links may lead to, by their folders."""
    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True})
    made.set_properties({"created": MADE})
    _Book(made, offered).write(list(sheets))
    made.close()
    return uncompressed(out)


class _Book:
    def __init__(self, made: Workbook, offered: dict[str, list[str]]):
        self._made = made
        self._offered = offered
        self._text = made.add_format({"num_format": "@"})
        self._wrapped = made.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._head = made.add_format({"bold": True, "num_format": "@", "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})  # fmt: skip
        self._key = made.add_format({"num_format": "@", "font_color": "#444444"})
        self._day = made.add_format({"num_format": "dd/mm/yyyy"})
        self._number = made.add_format({"num_format": "General"})
        self._lists: dict[tuple[str, ...], str] = {}

    def write(self, sheets: list[SheetOf]) -> None:
        guide = self._made.add_worksheet(GUIDE)
        guide.set_column(0, 0, 110)
        for row, text in enumerate(_GUIDE):
            guide.write_string(row, 0, text, self._wrapped)
        written = [(self._made.add_worksheet(one.name), one) for one in sheets]
        if written:
            written[0][0].activate()
        lists = self._made.add_worksheet(LISTS)
        lists.hide()
        for sheet, one in written:
            self._sheet(sheet, one, lists)

    def _sheet(self, sheet: Worksheet, one: SheetOf, lists: Worksheet) -> None:
        columns, last = one.columns, len(one.columns) - 1
        sheet.freeze_panes(1, min(one.keys, 2))
        for number, column in enumerate(columns):
            field, is_key = column.field, number < one.keys
            kind = field.type if field else None
            is_number = kind in (FieldType.NUMBER, FieldType.INTEGER) or (is_key and number > 1)
            width = _ID_WIDTH if is_key and number < 2 else _WIDTHS.get(kind, _WIDTH) if kind else _WIDTH
            shape = self._number if is_number else self._key if is_key else self._text
            hidden = {"hidden": True} if column == MARK else {}
            sheet.set_column(number, number, width, shape, hidden)
            sheet.write_string(0, number, column.title, self._head)
            if column != MARK:
                sheet.write_comment(0, number, _help(column), {"x_scale": 2, "author": ""})
            if field and (source := self._choices(field, lists)):
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                told = {"error_title": "Ngoài danh sách", "error_message": "Giá trị này không có trong danh sách."}
                sheet.data_validation(1, number, len(one.rows) + _ROWS_BELOW, number, {**rule, **told})
        for number, row in enumerate(one.rows, 1):
            for column_number, value in enumerate(row):
                self._cell(sheet, number, column_number, value)
        sheet.autofilter(0, 0, max(len(one.rows), 1), last)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, date):
            sheet.write_number(row, column, (value - EPOCH).days, self._day)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self._number)
        else:
            sheet.write_string(row, column, str(value), self._text)

    def _choices(self, field: Field, lists: Worksheet) -> str:
        """Where on the sheet of lists stands what a cell may hold; nothing where that isn't fixed, or is too long."""
        values = choices_of(field)
        if field.link and not field.many:
            values = self._offered.get(field.link, [])
        key = tuple(values)
        if not key or len(key) > _MOST_OFFERED:
            return ""
        if key not in self._lists:
            column = len(self._lists)
            for row, value in enumerate(key):
                lists.write_string(row, column, value, self._text)
            letter = letters(column + 1)
            self._lists[key] = f"='{LISTS}'!${letter}$1:${letter}${len(key)}"
        return self._lists[key]


def _help(column: Column) -> str:
    field = column.field
    if not field:
        name = column.way[1] if column.way else "id"
        return _KEY_HELP.get(name, _KEY_HELP["number"])
    return "\n".join(_help_lines(field))


def _help_lines(field: Field) -> Iterator[str]:
    yield field.help
    if field.required:
        yield "Bắt buộc."
    if field.many and field.type is FieldType.LINE:
        yield "Mỗi ý một dòng trong ô (Alt+Enter)."
    elif field.many:
        yield "Nhiều mã cách nhau bằng dấu chấm phẩy."
