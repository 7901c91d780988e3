"""A sheet to the units that its rows tell of: which column is which, which rows belong to one unit, what each cell holds.

What is wrong is told of its cell, as the spreadsheet calls it, and all of it at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from macros.exports.csv_file import unmarked
from macros.files.cells import Cell, letters
from macros.files.sheets import Sheet
from macros.language.characters import told
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.records.fields import Field
from macros.staff.columns import Column, Refused, text_of
from macros.staff.table_heads import heads_in, known_as, numbers_columns

_FEWEST = 2  # known names in the row that names the columns

Place = tuple[int, int]
"""Row and column, as the spreadsheet numbers them."""


@dataclass(frozen=True)
class Written:
    """What stands in a cell, and where."""

    cell: Cell
    at: Place


Cells = dict[Column, Written]


@dataclass
class Entry:
    """What the table tells of one unit: `own` in the cells of the unit itself, `items` of a list's items, a row each."""

    row: int
    own: Cells = field(default_factory=dict)
    items: list[tuple[Field, Cells]] = field(default_factory=list)


class Rows:
    """The rows of a table of records with the `columns` of their kind. `problems` gathers what is wrong with it; `unknown` are
    the names of columns that are none of ours, `is_misnamed` tells whether one of ours may be named wrongly.

    `also` are further names of columns, by the way to their values.

    Raises DataError if no row names the columns.
    """

    def __init__(
        self,
        file: Path,
        sheet: Sheet,
        columns: list[Column],
        key: list[Column],
        also: Mapping[tuple[str, ...], Sequence[str]],
    ):
        self.problems: list[Problem] = []
        self.unknown: list[str] = []
        self._file, self._sheet, self._key = shown_path(file), sheet, key
        self._id = next(column for column in columns if not column.way)
        heads = heads_in(sheet.rows, known_as(columns, also))
        if len(heads.columns) < _FEWEST:
            told = ", ".join(column.title for column in [self._id, *key])
            raise DataError([in_file(file, "không thấy dòng ghi tên các cột", f"Ghi ở dòng đầu: {told}…; lệnh units --out xuất bảng có đủ các cột")])  # fmt: skip
        self.columns = heads.columns
        for fault in heads.faults:
            self.refuse((heads.row, fault.column), fault.what, fault.todo, fault.hint)
        self.unknown += [f"{letters(number)} ({name})" for number, name in heads.unknown.items()]
        self.is_misnamed = bool(self.problems)
        self.entries = list(self._entries(heads.row))

    def problem(self, at: Place, what: str, todo: str = "", hint: str | None = None) -> Problem:
        """A problem of a cell; in column 0, of a row."""
        row, column = at
        name = f" ({self.columns[column].title})" if column in self.columns else ""
        place = f"ô {letters(column)}{row}{name}" if column else f"dòng {row}"
        return Problem(self._file, row, column or 1, place, what, todo, hint)

    def refuse(self, at: Place, what: str, todo: str = "", hint: str | None = None) -> None:
        """Add a problem of a cell; in column 0, of a row."""
        self.problems.append(self.problem(at, what, todo, hint))

    def column(self, wanted: Column) -> int:
        """The number of a column; 0 if the table doesn't have it."""
        return next((number for number, column in self.columns.items() if column == wanted), 0)

    # The rows

    def _entries(self, header: int) -> Iterator[Entry]:
        entries: dict[tuple[str, ...], Entry] = {}
        rows: dict[tuple[tuple[int, str], ...], int] = {}
        last: Entry | None = None
        first = min((row for row in self._sheet.rows if row > header), default=0)
        for row, cells in sorted(self._sheet.rows.items()):
            is_told = row > header and not (row == first and numbers_columns(cells))
            read = self._read(row, cells) if is_told else {}
            if not read:
                continue
            whole = tuple((written.at[1], str(written.cell)) for written in read.values())
            if whole in rows:
                self.refuse((row, 0), f"giống hệt dòng {rows[whole]}", "Xóa một trong hai dòng")
                continue
            rows[whole] = row
            own = {column: written for column, written in read.items() if not column.listed}
            if own or not last:
                key = self._named(own)
                again = entries.get(key) if any(key) else None
                last = again or entries.setdefault(key, Entry(row))
                self._add(last, row, own, only=len(own) == len(read))
            self._add_items(last, read)
        yield from entries.values()

    def _read(self, row: int, cells: dict[int, Cell]) -> Cells:
        """The cells of a row that hold something, by their columns."""
        found: Cells = {}
        for number, cell in sorted(cells.items()):
            if not (column := self.columns.get(number)):
                continue
            try:
                text = unmarked(text_of(cell)) if self._sheet.is_text else text_of(cell)
            except Refused as error:
                self.refuse((row, number), error.what, error.todo, error.hint)
                continue
            if text:
                found[column] = Written(text if isinstance(cell, str) else cell, (row, number))
        return found

    def _named(self, own: Cells) -> tuple[str, ...]:
        """What tells the unit of a row from those of others: its id, or else all that is written in its stead."""
        if self._id in own:
            return (str(own[self._id].cell),)
        return tuple(str(own[column].cell).casefold() if column in own else "" for column in self._key)

    def _add(self, entry: Entry, row: int, own: Cells, only: bool) -> None:
        if only and row != entry.row:
            self.refuse(
                (row, 0), f"đơn vị này đã có ở dòng {entry.row}", "Gộp hai dòng làm một, hoặc ghi rõ chỗ khác nhau"
            )
            return
        for column, written in own.items():
            first = entry.own.setdefault(column, written)
            if first.cell != written.cell:
                self.refuse(written.at, f"'{_told(written)}' khác với dòng {first.at[0]} của cùng đơn vị: '{_told(first)}'",
                            "Sửa cho giống nhau, hoặc để trống ở dòng sau")  # fmt: skip

    def _add_items(self, entry: Entry, read: Cells) -> None:
        for listed in {column.listed.name: column.listed for column in read if column.listed}.values():
            entry.items.append((listed, {c: written for c, written in read.items() if c.listed is listed}))


def _told(written: Written) -> str:
    return told(f"{written.cell:f}" if isinstance(written.cell, Decimal) else str(written.cell))
