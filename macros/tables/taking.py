"""Lines of a workbook to the records that they would make: cell by cell what differs, and all that is wrong, each at its cell."""

import contextlib
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from macros.catalogue import Catalogue
from macros.files.cells import Cell
from macros.files.yaml_nodes import dotted
from macros.files.yaml_text import Values
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.records import Record
from macros.records.base import FieldType
from macros.records.fields import Field
from macros.records.walk import Place
from macros.staff.columns import Column, Refused, cell, shown, value_of
from macros.tables.alike import is_called_so
from macros.tables.book import MARK, TOO_LONG, shown_in
from macros.tables.known import PLACES
from macros.tables.marks import is_marked, marks_in, plain
from macros.tables.page_rows import At, Line
from macros.tables.plan import ID
from macros.tables.targets import Target, Targets
from macros.tables.telling import Telling
from macros.tables.within import follow, holds, list_at, put

DELETE = "(xóa)"
EMPTY = "(trống)"


@dataclass(frozen=True)
class Difference:
    """A cell that would change a value: where it stands, the row that it belongs to, the record and the column, both values in words."""

    at: At
    row: int
    target: Target
    title: str
    old: str
    new: str


class Taking:
    """What lines would make of the records of `catalogue`; `sources` are those of new records whose lines name none,
    `doubtful` the rows (sheet, row) of which something was refused already.

    Attributes:
        telling: all that is wrong with the lines; nothing may be written if anything is.
        differences: what would change, in the order of the workbook.
        emptied: how many cells were emptied since the workbook was written, which changes nothing.
    """

    def __init__(
        self,
        file: str,
        catalogue: Catalogue,
        lines: Sequence[Line],
        sources: Sequence[str] = (),
        doubtful: Container[tuple[str, int]] = (),
    ):
        self._sources = list(sources)
        self.telling = Telling(file, catalogue, doubtful)
        self._refuse = self.telling.refuse
        self.differences: list[Difference] = []
        self.emptied = 0
        self.targets = Targets(catalogue, self._refuse)
        self.telling.all = self.targets.all
        self._lengths: dict[tuple[int, Place], int] = {}
        self._new_items: dict[tuple[int, Place, int], int] = {}
        self._taken: dict[tuple[int, Place], At] = {}
        mains = [line for line in lines if not line.table.levels]
        for line in mains:
            self.targets.fill_place(line)
        with_place = {line.page.name for line in mains if any(column.way in PLACES for column in line.cells)}
        self.telling.placeless = {line.page.name for line in mains} - with_place
        first = [(line, self.targets.of(line)) for line in mains]
        for line, target in first:
            if target:
                self._take(line, target, target.values, (), line.table.columns)
        for target in self.targets.all.values():
            if target.old is None and self._sources and any(c.way == ("sources",) for c in mains[0].table.columns):
                target.values.setdefault("sources", list(self._sources))
        self._take_lists([line for line in lines if line.table.levels])

    def records(self) -> list[Record]:
        """The records that are new or would differ; all of them if there is no problem."""
        changed = [one for one in self.targets.all.values() if one.values != one.was]
        return [record for one in changed if (record := self._record(one))]

    # Cells

    def _take(self, line: Line, target: Target, values: Values, place: Place, columns: Sequence[Column]) -> None:
        """Put what a line says into `values`, which stand at `place` in the record."""
        marks = marks_in(line.text(MARK), len(columns)) if target.old else None
        for depth in range(1, len(place) + 1):
            target.places.setdefault(dotted(place[:depth]), line.at())
        for number, column in enumerate(columns):
            written, mark = line.cells.get(column), marks[number] if marks else None
            field = column.field
            assert field
            current = follow(values, column.way)
            if written is None:
                self.emptied += bool(mark and current is not None and not is_marked(mark, None))
                continue
            stood = shown_in(field, current)
            if plain(written.cell) in (plain(stood), TOO_LONG) or (mark and is_marked(mark, written.cell)):
                continue
            where = (*place, *column.way)
            new = self._value(line, target, column, written.cell, written.at)
            if new is _NOTHING:
                self.telling.refused.add((id(target), where))
            if (
                new is _NOTHING
                or _same(field, new, current)
                or (ID not in line.cells and is_called_so(column, new, current))
            ):
                continue
            if mark and not is_marked(mark, stood):
                todo = "Xuất bảng mới rồi sửa lại, hoặc ghi ô này giống trong dữ liệu"
                self._refuse(written.at, f"mục này đã đổi trong dữ liệu sau khi xuất bảng, nay là '{_told(field, current)}'", todo, None, column)  # fmt: skip
                continue
            if before := self._taken.get((id(target), where)):
                self._refuse(written.at, f"khác với {before} của cùng bản ghi", "Sửa cho giống nhau, hoặc để trống một ô", None, column)  # fmt: skip
                continue
            self._taken[id(target), where] = written.at
            target.places |= {dotted(where[:depth]): written.at for depth in range(len(place) + 1, len(where) + 1)}
            self.telling.heads[written.at] = column
            put(values, column.way, new)
            self.differences.append(Difference(written.at, line.row, target, column.title, _told(field, current), _told(field, new)))  # fmt: skip

    def _value(self, line: Line, target: Target, column: Column, written: Cell, at: At) -> Any:
        assert column.field
        if plain(written).casefold() in (DELETE, "(xoá)"):
            return None
        try:
            return value_of(column.field, written, line.page, self.targets.finder(line, target))
        except Refused as error:
            self._refuse(at, error.what, error.todo, error.hint, column)
            return _NOTHING

    # Items of lists

    def _take_lists(self, lines: Iterable[Line]) -> None:
        found: dict[int, list[tuple[Line, Target]]] = defaultdict(list)
        for line in lines:
            if any(column.field for column in line.cells) and (target := self.targets.of(line)):
                found[len(line.table.levels)].append((line, target))
        for depth in sorted(found):
            numbered: dict[int, set[Place]] = defaultdict(set)
            left = []
            for line, target in found[depth]:
                way = self._item(line, target)
                if way is None:
                    continue
                if way[-1] is None:
                    left.append((line, target, way[:-1]))
                    continue
                place = tuple(step for step in way if step is not None)
                numbered[id(target)].add(place)
                self._take(line, target, follow(target.values, place), place, line.table.columns)
            for line, target, way in left:
                self._add(line, target, tuple(step for step in way if step is not None), numbered[id(target)])

    def _item(self, line: Line, target: Target) -> tuple[str | int | None, ...] | None:
        """The place of the item that a line tells of, None at its end for a new one; None if that can't be told."""
        place: Place = ()
        for depth, (level, column) in enumerate(zip(line.table.levels, line.table.numbers, strict=True)):
            is_last = depth == len(line.table.levels) - 1
            place = (*place, *level.way)
            length = self._length(target, place)
            text = line.text(column)
            if not text and is_last:
                return (*place, None)
            if not text.isdecimal() or int(text) < 1:
                what = f"'{told(text)}' không phải số thứ tự" if text else f"thiếu {level.title.lower()}"
                self._refuse(line.at(column), what, "Ghi 1, 2, 3…", None, column)
                return None
            number = int(text)
            if number <= length:
                place = (*place, number - 1)
            elif (known := self._new_items.get((id(target), place, number))) is not None:
                place = (*place, known)
            elif is_last:
                return (*place, None)
            else:
                self._refuse(line.at(column), f"bản ghi chưa có mục thứ {number}", f"Thêm mục ấy vào trang {level.field.label}", None, column)  # fmt: skip
                return None
        return place

    def _length(self, target: Target, place: Place) -> int:
        """How many items a list has in the record as it is."""
        key = id(target), place
        if key not in self._lengths:
            self._lengths[key] = len(follow(target.was, place) or [])
        return self._lengths[key]

    def _add(self, line: Line, target: Target, way: Place, numbered: set[Place]) -> None:
        """Add an item, unless there is one already that the line tells all the same of."""
        items: list[Values] = list_at(target.values, way)
        item: Values = {}
        places: dict[tuple[str, ...], At] = {}
        for column in line.table.columns:
            if (written := line.cells.get(column)) and written.cell != TOO_LONG:
                new = self._value(line, target, column, written.cell, written.at)
                if new is _NOTHING:
                    return
                if new is not None:
                    put(item, column.way, new)
                    places[column.way] = written.at
                    self.telling.heads[written.at] = column
        number = line.text(line.table.numbers[-1])
        length = self._length(target, way)
        if number and int(number) != len(items) + 1:
            twin = next((i for i in range(length, len(items)) if items[i] == item), None)
            if twin is None:
                self._refuse(line.at(line.table.numbers[-1]), f"bản ghi có {len(items)} mục, không có mục thứ {number}", f"Ghi {len(items) + 1}, hoặc để trống")  # fmt: skip
                return
        there = next((i for i in range(length) if (*way, i) not in numbered and holds(items[i], item)), None)
        if there is not None:
            numbered.add((*way, there))
        else:
            items.append(item)
            there = len(items) - 1
            place = (*way, there)
            for inner, at in places.items():
                target.places |= {dotted((*place, *inner[:depth])): at for depth in range(1, len(inner) + 1)}
            target.places[dotted(place)] = line.at()
            for column in line.table.columns:
                if column.way in places and column.field:
                    new = _told(column.field, follow(item, column.way))
                    self.differences.append(Difference(places[column.way], line.row, target, column.title, EMPTY, new))
        if number:
            self._new_items[id(target), way, int(number)] = there

    # Records

    def _record(self, target: Target) -> Record | None:
        try:
            return target.kind.model_validate(target.values).placed(target.file)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self.telling.refuse_value(target, details)
            return None


_NOTHING = object()


def _same(field: Field, new: Any, current: Any) -> bool:
    if new is None or current is None:
        return new is current
    return plain(cell(field, new)) == plain(cell(field, current))


def _told(field: Field, value: Any) -> str:
    """A value as people write it, in bounds."""
    if value is None:
        return EMPTY
    if field.type is FieldType.DATE:
        with contextlib.suppress(ValueError):  # no date, which is refused elsewhere
            return PartialDate.parse(value).shown
    text = told(shown(field, value), 120)
    return text.replace(".", ",") if isinstance(value, Decimal) else text
