"""The rows of a table to units: which unit each is, by its id or by what it is called, and what it would be."""

from collections import Counter, defaultdict
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.catalogue import Catalogue
from macros.files.reader import explain
from macros.files.sheets import Sheet
from macros.files.yaml_nodes import dotted
from macros.files.yaml_text import Values, values_of
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import slug
from macros.load import misplaced
from macros.records import Unit
from macros.records.base import is_id
from macros.records.unit import UnitKind
from macros.records.walk import Place
from macros.staff.columns import Column, Refused, columns_of, key_of, value_of
from macros.staff.names import Names, date_of, same, stood
from macros.staff.plain_units import ALSO, FORMED_FROM, NOTHING_GIVEN, Given, Plain, Stood
from macros.staff.table_rows import Entry, Rows, Written
from macros.staff.unit_sense import code_fault, lacks_parent, name_fault

_KINDS = {kind.value: kind for kind in UnitKind}
_NAMED = 6  # how many of those that may be meant a message names


class UnitRows:
    """Reads the rows of `sheet` as units of `catalogue` and new ones. `problems` gathers what is wrong with the table, `unknown` are
    the columns that are none of ours, `entries` what the rows tell of each unit, by its id.

    Raises DataError if no row names the columns.
    """

    def __init__(self, file: Path, sheet: Sheet, catalogue: Catalogue, given: Given = NOTHING_GIVEN):
        self._catalogue, self._sheet = catalogue, sheet
        self._known, self._begun = catalogue.by_id(Unit), {"sources": list(given.for_new)} if given.for_new else {}
        columns = columns_of(Unit)
        self._column = {column.whole_way: column for column in columns}
        self._key = [self._column[name,] for name in ("kind", "name", "parent", "start", "end")]
        self._rows = Rows(file, sheet, [*columns, FORMED_FROM], self._key, ALSO)
        self.problems, self.unknown = self._rows.problems, self._rows.unknown
        if not any(self._rows.column(self._column[way]) for way in ((), ("name",))):
            nameless = in_file(file, "không có cột ghi tên đơn vị", "Đặt tên cột ấy là 'Tên'")
            raise DataError(self._rows.problems or [nameless])
        self._names = Names(catalogue)
        self._ids: dict[int, str | None] = {}  # by the identity of entries, of which a row may have several
        self.entries: dict[str, Entry] = {}
        self._places: dict[tuple[str, str], tuple[int, int]] = {}
        self._given: dict[str, list[Entry]] = defaultdict(list)
        self._called: dict[str, list[Entry]] = defaultdict(list)
        Plain(self._rows, self._column, given, self._text, self._days_of).fill()
        for entry in self._rows.entries:
            if written := entry.own.get(self._column[()]):
                self._given[str(written.cell)].append(entry)
            kind, name = self._text(entry, "kind"), self._text(entry, "name")
            if kind and name:
                called = f"{_KINDS[kind].label} {name}"
                above = entry.own.get(self._column["parent",])
                for whole in (called, f"{called}, {above.cell}") if above else (called,):
                    self._called[same(whole)].append(entry)
        self._alike: dict[tuple[str, str, str | None], list[Unit]] = defaultdict(list)
        for unit in self._known.values():
            self._alike[unit.kind.value, same(unit.name), unit.parent].append(unit)

    def units(self) -> list[Unit]:
        """The units that the table tells of, as they would be, in its order; all of them if there is no problem."""
        found = [self._unit(entry) for entry in self._rows.entries]
        return [unit for unit in found if unit]

    def of_the_table(self, problem: Problem) -> Problem:
        """A problem of the records as they would be, told of the cell that it comes from."""
        if (unit := self._by_file.get(problem.file)) is None:
            return problem
        at = self._places.get((unit, problem.field)) or (self.entries[unit].row, 0)
        return self._rows.problem(at, problem.what, problem.todo, problem.hint)

    @cached_property
    def _by_file(self) -> dict[str, str]:
        return {shown_path(self._file(unit)): unit for unit in self.entries}

    # Which unit

    def _id(self, entry: Entry) -> str | None:
        """The id of the unit that an entry tells of; None if it can't be told."""
        if (key := id(entry)) not in self._ids:
            self._ids[key] = None  # of units that are each above the other, it ends here
            given = entry.own.get(self._column[()])
            self._ids[key] = unit_id = self._as_given(given) if given else self._worked_out(entry)
            if unit_id:
                self.entries.setdefault(unit_id, entry)
        return self._ids[key]

    def _as_given(self, given: Written) -> str | None:
        text = str(given.cell)
        if text in self._known:
            return text
        if renamed := next((unit.id for unit in self._known.values() if text in unit.aliases), None):
            self._rows.refuse(given.at, f"'{told(text)}' là mã cũ", "Ghi mã hiện nay", renamed)
        elif not is_id(text):
            self._rows.refuse(given.at, f"'{told(text)}' không phải mã", "Mã gồm chữ thường không dấu, chữ số và dấu gạch nối; đơn vị mới thì để trống", slug(text) or None)  # fmt: skip
        elif text.isdecimal():
            self._rows.refuse(given.at, f"'{told(text)}' là mã thống kê, không phải mã của bản ghi", "Ghi vào cột 'Mã thống kê'; đơn vị mới thì để trống cột này")  # fmt: skip
        elif fault := misplaced(self._catalogue.data / "units" / f"{text}.yml", "units", f"{text}.yml"):
            self._rows.refuse(given.at, fault.what, fault.todo)
        else:
            return text
        return None

    def _worked_out(self, entry: Entry) -> str | None:
        """The id of the one unit that is called so, or that of a new one: its name, those above it, the year of its end."""
        kind, name, above = (self._text(entry, name) for name in ("kind", "name", "parent"))
        start, end = self._text(entry, "start"), self._text(entry, "end")
        if not kind or not name or (self._column["parent",] in entry.own and not above):
            return None
        alike = self._alike.get((kind, same(name), above), [])
        alike = [unit for unit in alike if _may_be(unit.start, start) and _may_be(unit.end, end)]
        exact = [unit for unit in alike if (str(unit.start or ""), str(unit.end or "")) == (start or "", end or "")]
        found = exact if len(exact) == 1 else alike
        if len(found) > 1:
            ids = ", ".join(unit.id for unit in found[:_NAMED])
            self._rows.refuse((entry.row, 0), f"có {len(found)} đơn vị cùng loại, tên và cấp trên", f"Ghi vào cột Mã một trong: {ids}")  # fmt: skip
            return None
        if found:
            return found[0].id
        year = end[:4] if end else ""
        names = [_KINDS[kind].label, name, *self._names_above(above), year]
        made = slug(" ".join(names))
        code = self._text(entry, "code")
        return f"{made}-{slug(code)}" if code and (made in self._known or made in self.entries) else made

    def _names_above(self, unit_id: str | None) -> list[str]:
        if unit_id is None:
            return []
        if unit := self._known.get(unit_id):
            return [unit.name, *(above.name for above in self._catalogue.lineage.above(unit))]
        if (entry := self.entries.get(unit_id)) is None:
            return []
        return [self._text(entry, "name") or "", *self._names_above(self._text(entry, "parent"))]

    def _days(self, entry: Entry) -> Unit:
        """The unit of an entry, as far as its first and its last day go."""
        first, last = (date_of(self._text(entry, name)) for name in ("start", "end"))
        return Unit.model_construct(kind=UnitKind.WARD, name="", start=first, end=last, sources=[])

    def _days_of(self, called: str) -> list[Stood]:
        """The first and last days of the units of the data that are called so."""
        units = (self._known[one] for one in self._names.called(Unit.folder, called))
        return [(unit.start, unit.end) for unit in units]

    def _text(self, entry: Entry, name: str) -> str | None:
        """What an entry says in a column; None if nothing, or nothing that can be read, which is told elsewhere."""
        column = self._column[name,]
        if not (written := entry.own.get(column)) or not column.field:
            return None
        try:
            return str(self._read(entry, column, written))
        except Refused:
            return None

    def _read(self, entry: Entry, column: Column, written: Written, day: str | None = None) -> Any:
        """The value in a cell; `day` is that of the change of units that it tells of. Raises Refused."""
        assert column.field

        def find(folder: str, text: str) -> str:
            """The id of the record that is meant by an id or a name, in the data or in the table itself. Raises Refused."""
            entries = self._given.get(text) or self._called.get(same(text), []) if folder == Unit.folder else []
            if len(entries) + len(self._days_of(text)) > 1:  # of several called so, those of the day
                of_day = (column.whole_way[0], self._text(entry, "end"), day)
                entries = [one for one in entries if stood(self._days(one), *of_day)] or entries
            beside = [one for one in map(self._id, entries) if one]
            return self._names.find(
                folder, text, beside, lambda unit: stood(unit, column.whole_way[0], self._text(entry, "end"), day)
            )

        return value_of(column.field, written.cell, self._sheet, find)

    # What it would be

    def _unit(self, entry: Entry) -> Unit | None:
        before = len(self.problems)
        unit_id = self._id(entry)
        if unit_id and (other := self.entries[unit_id]) is not entry:
            self._rows.refuse((entry.row, 0), f"đơn vị này đã có ở dòng {other.row}", "Gộp hai dòng làm một, hoặc ghi mã khác nhau")  # fmt: skip
        old = self._known.get(unit_id or "")
        places: dict[Place, tuple[int, int]] = {}
        values = self._values(entry, deepcopy(values_of(old) if old else self._begun), places)
        self._look_at(entry, values, old)
        try:
            unit = Unit.model_validate(values)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._refuse(entry, places, details)
            return None
        if not old and self._column[()] not in entry.own and lacks_parent(unit.kind, unit.parent, unit.end):
            self._missing(entry.row, self._column["parent",])
        if unit_id is None:
            if len(self.problems) == before:
                self._rows.refuse((entry.row, 0), "không rõ là đơn vị nào", "Ghi mã của đơn vị cấp trên vào cột của nó")
            return None
        self._places |= {(unit_id, dotted(place)): at for place, at in places.items()}
        return unit.placed(old.file if old else self._file(unit_id))

    def _values(self, entry: Entry, values: Values, places: dict[Place, tuple[int, int]]) -> Values:
        """What is in the file, with what the entry says in its place or beside it."""
        for column, written in entry.own.items():
            if column.field:
                _put(values, column.way, self._value(entry, column, written))
                places |= {column.way[:depth]: written.at for depth in range(1, len(column.way))}
                places[column.way] = written.at
        used: set[tuple[str, int]] = set()
        for listed, cells in entry.items:
            items = values.setdefault(listed.name, [])
            days = (self._value(entry, c, one) for c, one in cells.items() if c.whole_way == (listed.name, "date"))
            day = next(days, None)
            item = {column.way: self._value(entry, column, one, day) for column, one in cells.items()}
            if (name := key_of(listed)) not in [way[0] for way in item]:
                self._missing(next(iter(cells.values())).at[0], self._column[listed.name, name])
                continue
            key = item[name,]
            number = next((i for i, one in enumerate(items) if one.get(name) == key and (listed.name, i) not in used), len(items))  # fmt: skip
            if number == len(items):
                items.append(deepcopy(self._begun) if (listed.name, "sources") in self._column else {})
            used.add((listed.name, number))
            for column, one in cells.items():
                _put(items[number], column.way, item[column.way])
                places[listed.name, number, *column.way] = one.at
                places.setdefault((listed.name, number), (one.at[0], 0))
        return values

    def _value(self, entry: Entry, column: Column, written: Written, day: str | None = None) -> Any:
        try:
            return self._read(entry, column, written, day)
        except Refused as error:
            self._rows.refuse(written.at, error.what, error.todo, error.hint)
            return None

    def _look_at(self, entry: Entry, values: Values, old: Unit | None) -> None:
        kind = _KINDS.get(values.get("kind") or "")
        for name, fault_in in (("code", code_fault), ("name", name_fault)):
            written, value = entry.own.get(self._column[name,]), values.get(name)
            if kind and written and value and (fault := fault_in(str(value), kind, old)):
                self._rows.refuse(written.at, fault.what, fault.todo, fault.hint)

    def _refuse(self, entry: Entry, places: dict[Place, tuple[int, int]], error: Any) -> None:
        """Tell a problem of the unit that the record's own rules find, unless a cell of its own could not be read."""
        place: Place = error["loc"]
        at = next((places[place[:n]] for n in range(len(place), 0, -1) if place[:n] in places), (entry.row, 0))
        if place and error["input"] is None and place in places:
            return  # the cell was refused already
        if error["type"] == "missing":
            column = self._column.get(tuple(step for step in place if isinstance(step, str)))
            if column:
                self._missing(at[0], column)
                return
        what, todo, hint = explain(Unit, error, error["input"])
        self._rows.refuse(at, what, todo, hint)

    def _missing(self, row: int, column: Column) -> None:
        number = self._rows.column(column)
        if not number and self._rows.is_misnamed:
            return  # it may be there under a name that is refused
        told = column.field.help.rstrip(".") if column.field else ""
        todo = f"Điền vào ({told})" if number else f"Thêm cột '{column.title}' ({told})"
        self._rows.refuse((row, number), f"thiếu mục bắt buộc{'' if number else f' {column.title}'}", todo)

    def _file(self, unit_id: str) -> Path:
        """Where a unit lies or is to lie: in the folder of those of its time beside it, or else of its province, those of today
        and the former ones apart."""
        if unit := self._known.get(unit_id):
            return unit.file
        entry = self.entries[unit_id]
        above, ended = self._text(entry, "parent"), bool(self._text(entry, "end"))
        beside = [unit for unit in self._known.values() if above and unit.parent == above and unit.is_former == ended]
        if beside:
            folders = Counter(unit.file.parent for unit in beside)
            return max(sorted(folders), key=lambda folder: folders[folder]) / f"{unit_id}.yml"
        names = [self._text(entry, "name") or "", *self._names_above(above)]
        kind = _KINDS.get(self._text(entry, "kind") or "")
        lost = ended and not above and kind and kind.level == "commune"  # in which district it lay isn't known
        folder = "truoc-day" if lost else slug(names[-1]) + ("-cu" if ended else "")
        return self._catalogue.data / Unit.folder / folder / f"{unit_id}.yml"


def _put(values: Values, way: tuple[str, ...], value: Any) -> None:
    for name in way[:-1]:
        values = values.setdefault(name, {})
    values[way[-1]] = value


def _may_be(date: PartialDate | None, written: str | None) -> bool:
    return date is None or not written or str(date) == written
