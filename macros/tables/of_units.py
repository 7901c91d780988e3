"""A plain table of units, as the command `units` reads it, to what it would make of the records: what each was formed from may stand in
words, and what is told of one unit in several rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from macros.catalogue import Catalogue
from macros.files.yaml_text import values_of
from macros.language.characters import told
from macros.language.problems import DataError, Problem
from macros.records import Unit
from macros.staff.plain_units import Given
from macros.staff.unit_table import Table, changed_in, foreseen, passed_over
from macros.tables.page_rows import At
from macros.tables.taking import Difference
from macros.tables.targets import Target
from macros.tables.wording import told_of_cells


def table_of_units(
    catalogue: Catalogue, file: Path, sources: Sequence[str]
) -> tuple[Table, list[Difference], list[str]]:
    """The table in `file`, what it would change, and what of it is not read; `sources` are those of new units that name none.

    Raises DataError with every problem of it, or of the data as they would be.
    """
    try:
        table = foreseen(catalogue, file, Given(for_new=tuple(sources)))
    except DataError as error:
        raise DataError(list(map(_of_cells, error.problems))) from error
    differences = [one for unit in table.new.values() for one in _differences(catalogue, table, unit)]
    return table, differences, list(passed_over(table))


def warnings_of(table: Table, before: Iterable[Problem]) -> list[Problem]:
    """What a person has to judge of the units that would be, told of their rows; nothing of what was there `before`."""
    told_before = set(before)
    return [_of_cells(table.rows.of_the_table(one)) for one in table.then.warnings if one not in told_before]


def _of_cells(problem: Problem) -> Problem:
    what, todo = (told_of_cells(Unit, (), text) for text in (problem.what, problem.todo))
    return replace(problem, what=what, todo=todo)


def _differences(catalogue: Catalogue, table: Table, unit: Unit) -> Iterator[Difference]:
    old = catalogue.by_id(Unit).get(unit.id)
    entry = table.rows.entries[unit.id]
    at, row = At(table.sheet.name, entry.row, 0), entry.row
    cells = {column.title: written.at for column, written in entry.own.items()}
    values = values_of(unit)
    target = Target(Unit, unit.id, unit.full_name, unit.file, old, at, values_of(old) if old else {}, values)
    for title, was, now in changed_in(old, unit):
        place = cells.get(title)
        where = At(table.sheet.name, *place) if place else at
        yield Difference(where, row, target, title, told(was, 120), told(now, 120))
