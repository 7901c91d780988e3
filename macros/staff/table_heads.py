"""Which columns of a table are meant by what stands above them: in one row, or in two."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from macros.files.cells import Cell, Cells, letters
from macros.language.characters import told
from macros.language.text import near
from macros.staff.columns import Column, heading, titles_of

_LOOKED_AT = 15  # rows among which the one with the names of the columns is looked for
_FEWEST_NUMBERED = 3  # columns
_NUMBER = re.compile(r"\(?(\d{1,2}|[A-ZĐ])\)?( ?= ?[\s\d()+*/x:%-]+)?")

Known = Mapping[str, list[Column]]
"""The columns that a name may mean, by the name as `heading` makes it."""


class Fault(NamedTuple):
    """What is wrong with the name of a column, and where it stands."""

    column: int
    what: str
    todo: str
    hint: str | None = None


class Heads(NamedTuple):
    """The row that names the columns, the columns by their numbers, the names of those that are none of ours (by their numbers),
    and what is wrong with names."""

    row: int
    columns: dict[int, Column]
    unknown: dict[int, str]
    faults: list[Fault]


def known_as(columns: Sequence[Column], also: Mapping[tuple[str, ...], Sequence[str]]) -> Known:
    """The columns by all that they may be called; `also` are further names, by the way to their values."""
    by_way = {column.whole_way: column for column in columns}
    further = {heading(name): [by_way[way]] for way, names in also.items() if way in by_way for name in names}
    return titles_of(columns, further)


def meant_in(rows: Cells, row: int, known: Known) -> dict[int, Column]:
    """The columns that the cells of a row name: by themselves, or with what stands above them."""
    found = {}
    for number, cell in rows.get(row, {}).items():
        above = rows.get(row - 1, {}).get(number)
        for name in (f"{above}: {cell}", str(cell)) if above else (str(cell),):
            if len(columns := known.get(heading(name), [])) == 1:
                found[number] = columns[0]
                break
    return found


def heads_in(rows: Cells, known: Known) -> Heads:
    """The row among the first that names most columns; row 0 if there is none."""
    first = list(rows)[:_LOOKED_AT]
    row = max(first, key=lambda row: len(set(meant_in(rows, row, known).values())), default=0)
    meant = meant_in(rows, row, known)
    seen: dict[Column, int] = {}
    heads = Heads(row, {}, {}, [])
    for number, cell in sorted(rows.get(row, {}).items()):
        name = told(" ".join(str(cell).split()))
        if column := meant.get(number):
            if column in seen:
                what = f"cột '{column.title}' đã có ở cột {letters(seen[column])}"
                heads.faults.append(Fault(number, what, "Xóa một trong hai cột, hoặc ghi đủ tên cột"))
            elif not name:
                continue
            seen.setdefault(column, number)
        elif several := known.get(heading(name)):
            todo = f"Ghi đủ tên, một trong: {', '.join(column.title for column in several)}"
            heads.faults.append(Fault(number, f"'{name}' có thể là nhiều cột", todo))
        elif hint := near(name, _titles(known)):
            heads.faults.append(Fault(number, f"không có cột '{name}'", "Sửa tên cột, hoặc xóa cột", hint))
        else:
            heads.unknown[number] = name
    heads.columns.update((number, column) for column, number in seen.items())
    return heads


def numbers_columns(cells: Mapping[int, Cell]) -> bool:
    """Whether a row beneath the names of the columns only numbers them, as the forms of offices do: `A, B, 1, 2, 3 = 1 + 2`."""
    said = [_NUMBER.fullmatch(str(cell).strip()) for _, cell in sorted(cells.items())]
    numbers = [int(one[1]) for one in said if one and one[1].isdecimal()]
    return len(said) >= _FEWEST_NUMBERED and all(said) and numbers == [*range(1, len(numbers) + 1)]


def _titles(known: Known) -> Iterable[str]:
    return [column.title for columns in known.values() for column in columns]
