"""`manage.py export`: records of any kinds as one workbook that staff fill in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.files.whole import write_named
from macros.files.yaml_text import Values, values_of
from macros.language.problems import DataError, in_file, shown_path
from macros.load import sound
from macros.records import RECORDS, Record
from macros.tables.book import MARK, SheetOf, book, shown_in
from macros.tables.marks import mark_of
from macros.tables.plan import Table, tables_of
from macros.tables.within import follow


def export(data: Path, file: Path, kinds: Sequence[type[Record]], say: Callable[[str], None] = print) -> int:
    """Write all records of these kinds, or of all kinds, under `data` to a new workbook; return the exit status.

    Raises DataError if the data have a problem, or `file` is there or is to be no workbook; OSError if it can't be written.
    """
    if file.suffix.lower() != ".xlsx":
        raise DataError([in_file(file, "tệp phải là bảng tính Excel", "Đặt tên tệp có đuôi .xlsx")])
    catalogue = sound(data)
    write_named(file, workbook_of(catalogue, kinds))
    for kind in kinds or RECORDS:
        if count := len(catalogue.by_id(kind)):
            say(f"{count} {kind.noun}")
    say(f"Đã ghi vào {shown_path(file)}. Sửa xong thì nhập lại: py manage.py import {file.name}")
    return 0


def workbook_of(catalogue: Catalogue, kinds: Sequence[type[Record]] = ()) -> bytes:
    """All records of these kinds as a workbook; of all kinds if none are named, then without the lists that no record has."""
    offered = {kind.folder: sorted(catalogue.in_folder(kind.folder)) for kind in RECORDS}
    return book(_sheets(catalogue, kinds), offered)


def cells_of(table: Table, values: Values) -> list[Any]:
    """What stands in the columns of a row that holds these values."""
    return [shown_in(column.field, follow(values, column.way)) for column in table.columns]


def _sheets(catalogue: Catalogue, kinds: Sequence[type[Record]]) -> Iterator[SheetOf]:
    for kind in kinds or RECORDS:
        records = [(record, values_of(record)) for _, record in sorted(catalogue.by_id(kind).items())]
        for table in tables_of(kind):
            rows = []
            for record, values in records:
                for numbers, held in table.rows(values):
                    cells = cells_of(table, held)
                    key = [record.id, record.heading, *numbers] if table.levels else [record.id]
                    rows.append([*key, *cells, mark_of(cells)])
            if rows or kinds or not table.levels:
                yield SheetOf(table.name, [*table.keys, *table.columns, MARK], len(table.keys), rows)
