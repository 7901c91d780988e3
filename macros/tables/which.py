"""Which table a sheet is: by its name, as `export` gave it, or by what stands above its columns."""

from functools import cache

from macros.files.cells import Cells
from macros.records import RECORDS, Record, Unit
from macros.staff.columns import heading
from macros.staff.plain_units import ALSO as ALSO_OF_UNITS
from macros.staff.plain_units import FORMED_FROM
from macros.staff.table_heads import Heads, Known, heads_in, known_as, meant_in
from macros.tables.book import MARK
from macros.tables.known import ALSO, name_of
from macros.tables.plan import Table, tables, tables_of

FEWEST = 2
"""Known names in the row that names the columns."""
COUNTS = {"stt", "tt", "so-tt", "so-thu-tu", "no", "thu-tu"}
"""What stands above the column that only counts the rows."""
_LONGEST_NAME = 80  # letters of what stands above a column


def tables_in(name: str, rows: Cells, kind: type[Record] | None) -> list[tuple[Table, Heads]]:
    """The tables that a sheet of a name may be, each with its columns; `kind` is that of a plain table, where it is told."""
    own = tables().get(heading(name))
    found: list[tuple[Table, Heads]] = []
    for one in [own] if own else [tables_of(one)[0] for one in ([kind] if kind else RECORDS)]:
        heads = heads_in(rows, names_of_columns(one))
        called = name_of(one.kind)
        has_name = any(column.way[:1] == (called,) or not column.way for column in heads.columns.values())
        if len(heads.columns) >= FEWEST and (own or has_name or called is None):
            found.append((one, heads))
    most = max((len(heads.columns) for _, heads in found), default=0)
    return [(one, heads) for one, heads in found if len(heads.columns) == most]


def another_table(rows: Cells, table: Table, heads: Heads) -> int:
    """The row that names the columns of a further table, of this kind or another, on the sheet of a table; 0 if there is none."""
    own = names_of_columns(table)
    naming = [row for row in rows if row != heads.row and _names_columns(rows, row)]
    for row in naming:
        meant = {
            number: column for number, column in meant_in(rows, row, own).items() if column in heads.columns.values()
        }
        if len(meant) >= max(FEWEST, len(heads.columns) - 1) and meant.items() <= heads.columns.items():
            continue  # the same names again, as on every page of paper
        first, last = sorted((row, heads.row))
        if any(first < one < last and one not in naming and len(rows[one]) >= FEWEST for one in rows):
            return last  # with no rows between they are headings over several rows
    return 0


def _names_columns(rows: Cells, row: int) -> bool:
    """Whether all cells of a row but one, at most, name columns of one kind, which are enough to know its records by."""
    cells = {text for cell in rows[row].values() if len(text := str(cell)) <= _LONGEST_NAME}
    names = {heading(text) for text in cells} - COUNTS
    return len(names) >= FEWEST and any(
        len(found := names & known.keys()) >= max(FEWEST, len(names) - 1) and (not called or found & called)
        for known, called in _all_names()
    )


@cache
def _all_names() -> list[tuple[Known, set[str]]]:
    """What the columns of each kind may be called, and of it what names that of what its records are called."""
    found = []
    for kind in RECORDS:
        known, called = names_of_columns(tables_of(kind)[0]), name_of(kind)
        found.append(
            (known, {name for name, columns in known.items() if any(one.way[:1] == (called,) for one in columns)})
        )
    return found


def is_of_units(table: Table, heads: Heads) -> bool:
    """Whether it is a table of units that no `export` made: such have ways of their own."""
    return table is tables_of(Unit)[0] and MARK not in heads.columns.values()


def names_of_columns(table: Table) -> Known:
    """The columns of a table by all that they may be called."""
    columns = [*table.keys, *table.columns, MARK]
    if table.levels:
        return known_as(columns, {})
    if table.kind is Unit:
        return known_as([*columns, FORMED_FROM], ALSO_OF_UNITS)
    return known_as(columns, {way: names.split("; ") for way, names in ALSO.get(table.kind.folder, {}).items()})
