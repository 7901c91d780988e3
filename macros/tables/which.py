"""Which table a sheet is: by its name, as `export` gave it, or by what stands above its columns."""

from macros.files.cells import Cells
from macros.records import RECORDS, Record, Unit
from macros.staff.columns import heading
from macros.staff.plain_units import ALSO as ALSO_OF_UNITS
from macros.staff.plain_units import FORMED_FROM
from macros.staff.table_heads import Heads, Known, heads_in, known_as
from macros.tables.book import MARK
from macros.tables.known import ALSO, name_of
from macros.tables.plan import Table, tables, tables_of

FEWEST = 2
"""Known names in the row that names the columns."""


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
