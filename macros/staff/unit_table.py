"""`manage.py units`: all units of the data folder as a table, and a table of units into the data folder.

A table adds and changes, and deletes nothing: an empty cell, a row or a column that isn't there leave what is in the files. It is
written whole or not at all, after a look at what would change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.exports.csv_file import csv_file
from macros.exports.workbook import workbook
from macros.files.sheets import Sheet, read_sheet
from macros.files.whole import write_named
from macros.files.yaml_text import Values, values_of
from macros.language.characters import told
from macros.language.problems import DataError, in_file, listed, shown_path
from macros.load import look_over, sound
from macros.records import Unit
from macros.staff.all_or_none import contents_of, write_all
from macros.staff.asking import agreed
from macros.staff.columns import Column, cell, columns_of, key_of, shown
from macros.staff.plain_units import NOTHING_GIVEN, Given
from macros.staff.unit_rows import UnitRows

_ENDINGS = (".xlsx", ".csv")
_EMPTY = "(trống)"


def write_table(data: Path, file: Path, say: Callable[[str], None] = print) -> int:
    """Write all units under `data` to a new file; return the exit status.

    Raises DataError if the data have a problem, or `file` is there or is to be no table; OSError if it can't be written.
    """
    catalogue = sound(data)
    if file.suffix.lower() not in _ENDINGS:
        raise DataError([in_file(file, "không rõ là loại bảng nào", "Đặt tên tệp có đuôi .xlsx (Excel) hoặc .csv")])
    columns = columns_of(Unit)
    rows = [row for _, unit in sorted(catalogue.by_id(Unit).items()) for row in _rows(columns, unit)]
    titles = [column.title for column in columns]
    make = csv_file if file.suffix.lower() == ".csv" else lambda titles, rows: workbook(Unit.section, titles, rows)
    write_named(file, make(titles, rows))
    say(f"Đã ghi {len(catalogue.by_id(Unit))} đơn vị vào {shown_path(file)}")
    return 0


def read_table(
    data: Path, file: Path, yes: bool = False, ask: Callable[[str], str] = input, say: Callable[[str], None] = print
) -> int:
    """Show what the table in `file` would add to and change in the units under `data`, ask unless `yes`, and write it; return
    the exit status: 1 if it was not to be written.

    Raises DataError with every problem of the data, of the table, or of the data as they would be, and OSError; nothing is
    written then.
    """
    catalogue = sound(data)
    table = foreseen(catalogue, file)
    new, before, then = table.new, catalogue.by_id(Unit), table.then

    for line in passed_over(table):
        say(line)
    for unit in new.values():
        for line in _changes(before.get(unit.id), unit, data):
            say(line)
    added = sum(id_ not in before for id_ in new)
    say(f"Thêm {added}, sửa {len(new) - added}; {table.count - len(new)} đơn vị trong bảng không đổi.")
    if warned := [problem for problem in then.warnings if problem not in catalogue.warnings]:
        say(listed(warned))
    if not new:
        return 0
    units = list(new.values())
    was = contents_of(units)
    if not yes and not agreed(ask, "Ghi vào dữ liệu?"):
        say("Chưa ghi gì.")
        return 1
    say(f"Đã ghi {write_all(data, units, was, then.site.review)} tệp.")
    return 0


@dataclass(frozen=True)
class Table:
    """A table of units as it was read: its rows, how many units it tells of, those that are new or differ, and all records as
    they would be."""

    sheet: Sheet
    rows: UnitRows
    count: int
    new: dict[str, Unit]
    then: Catalogue


def foreseen(catalogue: Catalogue, file: Path, given: Given = NOTHING_GIVEN) -> Table:
    """Read the table in `file`, of which `given` holds as a whole.

    Raises DataError with every problem of the table, or of the data as they would be.
    """
    sheet = read_sheet(file)
    rows = UnitRows(file, sheet, catalogue, given)
    made = {unit.id: unit for unit in rows.units()}
    if rows.problems:
        raise DataError(rows.problems)
    before = catalogue.by_id(Unit)
    new = {id_: unit for id_, unit in made.items() if id_ not in before or _told(before[id_]) != _told(unit)}
    then = Catalogue(
        catalogue.site,
        [
            *(new.get(r.id, r) if isinstance(r, Unit) else r for r in catalogue),
            *(unit for id_, unit in new.items() if id_ not in before),
        ],
        catalogue.data,
        album=catalogue.album,
        borders=catalogue.borders,
    )
    if problems := look_over(then):
        raise DataError([rows.of_the_table(problem) for problem in problems])
    return Table(sheet, rows, len(made), new, then)


def _rows(columns: list[Column], unit: Unit) -> Iterator[list[Any]]:
    """The rows of a unit: as many as its longest list has items, its own fields in the first."""
    values = values_of(unit)
    lists = [values.get(column.listed.name, []) for column in columns if column.listed]
    for number in range(max([1, *map(len, lists)])):
        yield [_cell(column, unit, values, number) for column in columns]


def _cell(column: Column, unit: Unit, values: Values, number: int) -> Any:
    if column.field is None:
        return unit.id
    found: Any = values
    if column.listed:
        items = values.get(column.listed.name, [])
        found = items[number] if number < len(items) else None
    elif number:
        return None
    for name in column.way:
        found = found.get(name) if found else None
    return None if found is None else cell(column.field, found)


def _told(unit: Unit) -> Values:
    return values_of(unit, defaults=False)


def passed_over(table: Table) -> Iterator[str]:
    """What of a table is not read."""
    if sheets := table.sheet.passed_over:
        yield f"Chỉ đọc trang tính đầu tiên có nội dung; không đọc: {', '.join(told(name) for name in sheets)}."
    if columns := table.rows.unknown:
        yield f"Không đọc các cột không phải của bảng này: {', '.join(columns)}."


def _changes(old: Unit | None, new: Unit, data: Path) -> Iterator[str]:
    """What would be done with one unit, field by field."""
    yield f"{'Sửa' if old else 'Thêm'} {new.full_name} ({new.file.relative_to(data.resolve()).as_posix()})"
    for name, before, after in changed_in(old, new):
        was, now = told(before, 200), told(after, 200)
        yield f"  {name}: {was} → {now}" if old else f"  {name}: {now}"


def changed_in(old: Unit | None, new: Unit) -> Iterator[tuple[str, str, str]]:
    """What would change in one unit: the titles of columns, each with what stood there and what then does, in words."""
    before, after = dict(_lines(old) if old else ()), dict(_lines(new))
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name, _EMPTY), after.get(name, _EMPTY)
        if was != now:
            yield name, was, now


def _lines(unit: Unit) -> Iterator[tuple[str, str]]:
    """What a unit holds, by the titles of columns; of the items of a list by what tells them apart."""
    values = _told(unit)
    columns = [column for column in columns_of(Unit) if column.field]
    for of_list, group in groupby(columns, lambda column: column.listed):
        inner = list(group)
        holders = [("", values)]
        if of_list:
            key = key_of(of_list)
            holders = [(f"{of_list.label} {item[key]}: ", item) for item in values.get(of_list.name, [])]
            inner = [column for column in inner if column.way != (key,)]
        for of, holder in holders:
            for column in inner:
                found: Any = holder
                for name in column.way:
                    found = found.get(name) if found else None
                if found is not None and column.field:
                    yield of + (column.field.label if of_list else column.title), shown(column.field, found)
