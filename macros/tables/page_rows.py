"""A sheet to the lines that its rows tell of records: which table it is, which columns, and what of it is not read.

What people don't see, they didn't mean to hand in: hidden rows, columns and sheets are passed over, and that is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.exports.csv_file import unmarked
from macros.files.cells import Cell, Cells, Page, Range, letters
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.language.problems import Problem
from macros.language.text import slug
from macros.records import Record
from macros.records.base import FieldType
from macros.records.fields import Field
from macros.staff.columns import Column, Refused, heading, text_of
from macros.staff.table_heads import Heads, meant_in, numbers_columns
from macros.tables.book import GUIDE, LISTS, MARK
from macros.tables.known import name_of
from macros.tables.plan import Table, tables
from macros.tables.which import COUNTS, FEWEST, another_table, is_of_units, names_of_columns, tables_in

_TOTAL = re.compile(r"(tong|cong)(-(cong|so|hop|toan|chung|cac)\b.*)?|cong-(chung|don)")
# What stands at the foot of an office's paper, above the names of those who sign.
_SIGNED = re.compile(
    r"(nguoi|can-bo)-lap(-(bieu|bang|danh-sach))?|(tm|kt|tl|tuq)-.+|ky-ten(-dong-dau)?|ky-(dong-dau|ghi-ro-ho-ten)|noi-nhan"
)
_FILLED = (FieldType.LINE, FieldType.LINK, FieldType.DATE, FieldType.CHOICE, FieldType.PERIOD, FieldType.FLAG)
_DAY_FIRST = re.compile(r"\s*(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{4}\s*$")
_SHOWN = 12  # hidden rows or columns that a message names


class At(NamedTuple):
    """A cell of a workbook; in column 0 a whole row."""

    page: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """What the spreadsheet calls the cell; empty for a whole row."""
        return f"{letters(self.column)}{self.row}" if self.column else ""

    def __str__(self) -> str:
        place = f"ô {self.cell}" if self.column else f"dòng {self.row}"
        return f"Trang «{told(self.page)}», {place}"


class Written(NamedTuple):
    """What stands in a cell, and where."""

    cell: Cell
    at: At


@dataclass
class Line:
    """What a row tells: of a record, or of an item of a list in one."""

    table: Table
    page: Page
    row: int
    cells: dict[Column, Written] = field(default_factory=dict)
    section: Written | None = None

    def at(self, column: Column | None = None) -> At:
        """Where it stands, or one of its cells."""
        written = self.cells.get(column) if column else None
        return written.at if written else At(self.page.name, self.row, 0)

    def text(self, column: Column) -> str:
        """What stands in a cell, as text; nothing if nothing does."""
        return str(self.cells[column].cell).strip() if column in self.cells else ""


class PageRows:
    """The lines of a page of the workbook `file`; `kind` is that of plain tables, where it is told. `problems` are what is wrong
    with it, `is_of_units` whether it is a plain one of units, which has ways of its own, `doubtful` the rows of which something is, `notes` what of it is not read, `lines` the rest."""

    def __init__(self, file: str, page: Page, kind: type[Record] | None = None):
        self._file, self._page = file, page
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.lines: list[Line] = []
        self.name, self.doubtful = page.name, set[int]()
        self.table: Table | None = None
        self.is_of_units = False
        if page.name in (GUIDE, LISTS):
            return
        if page.is_hidden:
            self.notes.append(f"Không đọc trang bị ẩn «{told(page.name)}».")
            return
        rows = page.spread()
        if not (found := self._table(rows, kind)):
            return
        self.table, heads = found
        self.is_of_units = is_of_units(self.table, heads)
        if self.is_of_units and heading(page.name) not in tables():
            return
        if MARK not in heads.columns.values() and (row := another_table(rows, self.table, heads)):
            at = At(page.name, row, 0)
            self.refuse(at, "từ dòng này là một bảng khác trên cùng trang tính", "Để mỗi bảng ở một trang tính riêng")
            return
        for fault in heads.faults:
            self.refuse(At(page.name, heads.row, fault.column), fault.what, fault.todo, fault.hint)
        self._columns = self._seen_columns(heads)
        self.lines = list(self._lines(heads))
        if heads.faults:  # what seems to be missing may be there under a name that is refused
            self.doubtful.update(line.row for line in self.lines)
        if MARK not in self._columns.values():
            self._refuse_months_for_days()

    def refuse(self, at: At, what: str, todo: str = "", hint: str | None = None) -> None:
        """Tell what is wrong with a cell or a row."""
        self.problems.append(Problem(self._file, 0, 0, self._told(at), what, todo, hint))
        self.doubtful.add(at.row)

    def _told(self, at: At) -> str:
        title = getattr(self, "_columns", {}).get(at.column)
        return f"{at} ({title.title})" if title else str(at)

    # Which table, which columns

    def _table(self, rows: Cells, kind: type[Record] | None) -> tuple[Table, Heads] | None:
        best = tables_in(self._page.name, rows, kind)
        if not best:
            self.notes.append(f"Không đọc trang «{told(self._page.name)}»: không thấy dòng ghi tên các cột.")
            return None
        if len(best) > 1:
            names = "; ".join(table.name for table, _ in best)
            self.refuse(At(self._page.name, best[0][1].row, 0), "không rõ bảng này ghi loại bản ghi nào", f"Đặt tên trang tính là một trong: {names}")  # fmt: skip
            return None
        return best[0]

    def _seen_columns(self, heads: Heads) -> dict[int, Column]:
        """The columns that are read; what of the others is told."""
        hidden = self._page.hidden_columns
        lost = [number for number, column in heads.columns.items() if number in hidden and column != MARK]
        if lost:
            self.notes.append(f"Trang «{told(self._page.name)}»: không đọc các cột bị ẩn: {_listed([letters(number) for number in lost])}.")  # fmt: skip
        unknown = [
            f"{letters(number)} ({name})"
            for number, name in heads.unknown.items()
            if heading(name) not in COUNTS and number not in hidden
        ]
        if unknown:
            self.notes.append(f"Trang «{told(self._page.name)}»: không đọc các cột không phải của bảng này: {_listed(unknown)}.")  # fmt: skip
        return {number: column for number, column in heads.columns.items() if number not in lost}

    # The rows

    def _lines(self, heads: Heads) -> Iterator[Line]:
        assert self.table
        page, table = self._page, self.table
        rows = page.spread(self._plain_merges(heads.row))
        known = names_of_columns(table)
        hidden = [row for row in rows if row > heads.row and row in page.hidden_rows]
        if hidden:
            self.notes.append(f"Trang «{told(page.name)}»: không đọc các dòng bị ẩn: {_listed([str(row) for row in hidden])}.")  # fmt: skip
        self._refuse_without_result(heads.row)
        section: Written | None = None
        filled = {row: sum(number in self._columns for number in rows[row]) for row in sorted(rows) if row > heads.row}
        foot = self._foot(rows, filled)
        whole = [row for row, count in filled.items() if count >= FEWEST and not (foot and row >= foot)]
        passed: list[int] = []
        beneath = True  # the names of the columns
        for row in sorted(rows):
            if row <= heads.row or row in page.hidden_rows:
                continue
            cells = {number: cell for number, cell in rows[row].items() if number not in page.hidden_columns or self._columns.get(number) == MARK}  # fmt: skip
            was_beneath, beneath = beneath, False
            if was_beneath and numbers_columns(cells):
                continue
            if self._is_total(cells) or (row > max(whole, default=0) and MARK not in self._columns.values()):
                passed.append(row)
                continue
            if len(meant_in(rows, row, known)) >= max(FEWEST, len(self._columns) - 1):
                beneath = True  # the names of the columns again, as on every page of paper
                continue
            if head := self._section(row, cells):
                section = head
                continue
            line = Line(table, page, row, section=section)
            for number, cell in sorted(cells.items()):
                if column := self._columns.get(number):
                    self._read(line, column, number, cell)
            if any(column != MARK for column in line.cells):
                yield line
        if passed:
            self.notes.append(f"Trang «{told(page.name)}»: không đọc các dòng tổng cộng, ký tên: {_listed([str(row) for row in passed])}.")  # fmt: skip

    def _read(self, line: Line, column: Column, number: int, cell: Cell) -> None:
        at = At(self._page.name, line.row, number)
        try:
            text = text_of(cell)
        except Refused as error:
            self.refuse(at, error.what, error.todo, error.hint)
            return
        if text:
            line.cells[column] = Written(unmarked(cell) if self._page.is_text and isinstance(cell, str) else cell, at)

    def _is_total(self, cells: Mapping[int, Cell]) -> bool:
        texts = [slug(cell) for cell in cells.values() if isinstance(cell, str)]
        if not texts or self._has_id(cells):
            return False
        is_sum = len(texts) == 1 and len(cells) > 1 and texts[0].startswith(("cong-", "tong-"))
        return is_sum or bool(_TOTAL.fullmatch(texts[0]))

    def _foot(self, rows: Cells, filled: Mapping[int, int]) -> int:
        """The row with which the signatures begin, below which nothing is filled like a record; 0 if there is none."""
        half = max(filled.values(), default=0) // 2
        for row in filled:
            signed = (slug(cell) for cell in rows[row].values() if isinstance(cell, str))
            if any(map(_SIGNED.fullmatch, signed)):
                return row if all(count <= half for below, count in filled.items() if below >= row) else 0
        return 0

    def _has_id(self, cells: Mapping[int, Cell]) -> bool:
        return any(not self._columns[number].way for number in cells if number in self._columns)

    def _section(self, row: int, cells: Mapping[int, Cell]) -> Written | None:
        """A row with one text over the whole breadth, or alone with a count: it names the place of the rows below."""
        counts = [number for number in cells if number not in self._columns]
        others = {str(cell) for number, cell in cells.items() if number in self._columns}
        merged = next((one for one in self._page.merged if one.top == row == one.bottom and one.right > one.left), None)
        alone = len(cells) - len(counts) == 1 and (merged is not None or bool(counts))
        if self.table is None or self.table.levels or len(cells) > 2 or not (alone or (merged and not others)):
            return None
        number, cell = max(cells.items(), key=lambda item: len(str(item[1])))
        return Written(cell, At(self._page.name, row, number)) if isinstance(cell, str) else None

    def _plain_merges(self, head: int) -> list[Range]:
        """The merged ranges below the names of the columns that can only mean the same for each of their rows; others are refused."""
        plain = []
        for one in self._page.merged:
            seen = (
                row for row in self._page.rows if one.top <= row <= one.bottom and row not in self._page.hidden_rows
            )
            if one.bottom <= head or one.top not in self._page.rows or not any(seen):
                continue
            numbers = [number for number in self._columns if one.left <= number <= one.right]
            if one.top == one.bottom and (len(numbers) <= 1 or len(self._page.rows[one.top]) <= 2):
                continue
            first = self._page.rows[one.top].get(one.left)
            if first is None or not numbers or one.top <= head:
                continue
            column = self._columns[numbers[0]]
            if len(numbers) == 1 and one.left == numbers[0] and self._is_same_for_all(column.field):
                plain.append(one)
                continue
            self.doubtful |= set(range(one.top, min(one.bottom, one.top + _SHOWN * _SHOWN) + 1))
            self.refuse(At(self._page.name, one.top, numbers[0]), f"các ô {one} bị gộp, không rõ nội dung thuộc ô nào", "Bỏ gộp ô rồi ghi nội dung vào từng ô")  # fmt: skip
        return plain

    def _is_same_for_all(self, field: Field | None) -> bool:
        assert self.table
        is_name = field is not None and not self.table.levels and field.name == name_of(self.table.kind)
        return field is not None and not is_name and field.type in _FILLED

    def _refuse_months_for_days(self) -> None:
        """Where a spreadsheet that writes months first was given days first: those that can be both became dates, the others stayed
        texts."""
        for column in self._columns.values():
            if not column.field or column.field.type is not FieldType.DATE:
                continue
            cells = [line.cells[column] for line in self.lines if column in line.cells]
            days = [one for one in cells if isinstance(one.cell, PartialDate) and one.cell.day]
            texts = [one for one in cells if isinstance(one.cell, str) and _DAY_FIRST.match(one.cell)]
            if days and texts and all((one.cell.day or 0) <= 12 for one in days if isinstance(one.cell, PartialDate)):
                one = days[0]
                what = f"bảng tính có thể đã hiểu ngày thành tháng: cột này có ô là chữ '{told(str(texts[0].cell), 20)}', ô này là ngày {one.cell}"
                self.refuse(one.at, what, "Định dạng cả cột là Văn bản (Text) rồi ghi lại các ngày, như 19/8/2024")

    def _refuse_without_result(self, head: int) -> None:
        for row, number in sorted(self._page.no_result):
            if row > head and number in self._columns and row not in self._page.hidden_rows:
                at = At(self._page.name, row, number)
                self.refuse(at, "công thức chưa có kết quả trong tệp", "Mở tệp trong bảng tính, lưu lại rồi nhập")


def _listed(names: list[str]) -> str:
    more = f"… (tất cả {len(names)})" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
