"""Which record a line tells of: by its id, or else by what it is called and what tells such records apart."""

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.files.yaml_text import Values, values_of
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.language.text import slug
from macros.load import misplaced
from macros.records import Record, Unit
from macros.records.base import is_id
from macros.records.naming import free, path_for
from macros.records.unit import UnitKind
from macros.records.walk import targets
from macros.staff.columns import Find, Refused, value_of
from macros.staff.names import Names, date_of
from macros.staff.unit_sense import lacks_parent
from macros.tables.alike import agreement, by_names, called, indexed, letters_of
from macros.tables.known import PLACES, TOLD_APART, name_of
from macros.tables.page_rows import At, Line, Written
from macros.tables.plan import ID, OF, tables_of

Refuse = Callable[[At, str, str, str | None], None]
"""Tells what is wrong with a cell: where, what, what to do, what may be meant."""
_SHOWN = 6  # how many of those that may be meant a message names
_UNIT_KINDS = {kind.value: kind for kind in UnitKind}
_NUMBERED = re.compile(r"^\s*([IVXivx]+|[A-Z]|\d+)\s*[.)/:-]\s*")


@dataclass
class Target:
    """A record that a workbook tells of.

    Attributes:
        old: as it is; None for a new one.
        was: its values as they are, `values` as they would be.
        places: where in the workbook a value stands, by its dotted path.
        apart: of a new one, the values that tell it apart.
        at: the first row that tells of it.
    """

    kind: type[Record]
    id: str
    title: str
    file: Path
    old: Record | None
    at: At
    was: Values = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    places: dict[str, At] = field(default_factory=dict)
    apart: Values = field(default_factory=dict)


class Targets:
    """The records that lines tell of: of `catalogue`, and new ones; `notes` are what of the lines is worth a look."""

    def __init__(self, catalogue: Catalogue, refuse: Refuse):
        self._catalogue, self._refuse = catalogue, refuse
        self._names = Names(catalogue)
        self._called: dict[str, dict[str, list[str]]] = {}
        self._letters: dict[str, dict[str, list[str]]] = {}
        self._new_letters: dict[tuple[str, str], list[Target]] = defaultdict(list)
        self._new: dict[tuple[str, str], list[Target]] = defaultdict(list)
        self.all: dict[tuple[str, str], Target] = {}
        self.notes: list[str] = []

    def of(self, line: Line) -> Target | None:
        """The record that a line tells of; None if that can't be told, which is refused."""
        kind = line.table.kind
        if record_id := line.text(ID):
            return self._by_id(kind, record_id, line)
        if line.table.levels:
            return self._by_name(kind, line)
        return self._by_what_it_is(kind, line)

    def fill_place(self, line: Line) -> None:
        """Let a line that names no unit have that of the row above it that names one, or of its sheet."""
        column = next((one for one in line.table.columns if one.way in PLACES), None)
        if not column or column in line.cells or line.text(ID) or line.table.levels:
            return
        tries = [line.section] if line.section else []
        tries.append(Written(line.page.name, At(line.page.name, line.row, 0)))
        for one in tries:
            text = _NUMBERED.sub("", str(one.cell)).strip(" :.-")
            try:
                self.finder(line)(Unit.folder, text)
            except Refused:
                continue
            line.cells[column] = Written(text, one.at)
            return
        if (
            line.section
            and (note := f"{line.section.at}: '{told(str(line.section.cell))}' không phải tên đơn vị, không đọc.")
            not in self.notes
        ):
            self.notes.append(note)

    def finder(self, line: Line, target: Target | None = None) -> Find:
        """Finds the records that cells of a line name; units by the day that it tells of."""

        def find(folder: str, text: str) -> str:
            if text in self._catalogue.in_folder(folder) or (folder, text) in self.all:
                return text
            if target and target.old:  # what it links to already is meant, whichever of those called so
                linked = set(targets(target.old).get(folder, ()))
                if len(meant := linked.intersection(self._called_so(folder, text))) == 1:
                    return meant.pop()
            day = self._day(line, target)

            def stood(unit: Unit) -> bool:
                return unit.existed(day) if day else not unit.is_former

            beside = [one.id for one in self._new.get((folder, called(text)), [])]
            return self._names.find(folder, text, [*beside, *self._called_so(folder, text)], stood)

        return find

    def _called_so(self, folder: str, text: str) -> list[str]:
        """The ids of the records that are called so; of units also by their name alone."""
        found = self._names.called(folder, text)
        if found or folder != Unit.folder:
            return found
        return [one for kind in UnitKind for one in self._names.called(folder, f"{kind.label} {text}")]

    def read(self, line: Line, way: tuple[str, ...], target: Target | None = None) -> Any:
        """The value in a column of a line; None if there is none that can be read."""
        column = next((column for column in line.cells if column.way == way and column.field), None)
        if not column or not column.field:
            return None
        try:
            return value_of(column.field, line.cells[column].cell, line.page, self.finder(line, target))
        except Refused:  # which is told when the whole line is read
            return None

    def _day(self, line: Line, target: Target | None) -> PartialDate | None:
        for name in ("date", "year", "issued", "since"):
            column = next((one for one in line.cells if one.way == (name,) and one.field), None)
            text = (target.values if target else {}).get(name)
            if column and column.field:
                with contextlib.suppress(Refused):  # which is told of that cell
                    text = value_of(column.field, line.cells[column].cell, line.page, lambda _, one: one)
            if text and (day := date_of(str(text))):
                return day
        return None

    # By its id

    def _by_id(self, kind: type[Record], record_id: str, line: Line) -> Target | None:
        known = self._catalogue.in_folder(kind.folder)
        if old := known.get(record_id):
            return self._known(old, line)
        if found := self.all.get((kind.folder, record_id)):
            return found
        at, file = line.at(ID), self._catalogue.data / kind.folder / f"{record_id}.yml"
        if renamed := next((one.id for one in known.values() if record_id in one.aliases), None):
            self._refuse(at, f"'{told(record_id)}' là mã cũ", "Ghi mã hiện nay", renamed)
        elif not is_id(record_id):
            self._refuse(at, f"'{told(record_id)}' không phải mã", "Mã gồm chữ thường không dấu, chữ số và dấu gạch nối; bản ghi mới thì để trống", slug(record_id) or None)  # fmt: skip
        elif fault := misplaced(file, kind.folder, file.name):
            self._refuse(at, fault.what, fault.todo, None)
        elif line.table.levels:
            hint = self._catalogue.near(kind.folder, record_id)
            self._refuse(at, f"không có {kind.noun} mang mã '{told(record_id)}'", "Sửa mã, hoặc thêm bản ghi vào trang của loại ấy", hint)  # fmt: skip
        else:
            values = self._minimal(kind, line)
            return self._add(kind, record_id, self._free_path(kind, values).with_stem(record_id), line, values)
        return None

    def _known(self, old: Record, line: Line) -> Target:
        key = old.folder, old.id
        if key not in self.all:
            values = values_of(old)
            self.all[key] = Target(type(old), old.id, old.heading, old.file, old, line.at(), values, deepcopy(values))
        return self.all[key]

    # By what it is

    def _by_name(self, kind: type[Record], line: Line) -> Target | None:
        """The record that a row of a list names."""
        if not (name := line.text(OF)):
            self._refuse(line.at(), "không rõ dòng này thuộc bản ghi nào", "Ghi mã của bản ghi vào cột Mã", None)
            return None
        new = self._new.get((kind.folder, called(name)), [])
        old = [one for one in self._alike(kind, name) if (kind.folder, one) not in {(n.kind.folder, n.id) for n in new}]
        if len(new) + len(old) == 1:
            return new[0] if new else self._known(self._catalogue.in_folder(kind.folder)[old[0]], line)
        ids = ", ".join([*old, *(one.id for one in new)][:_SHOWN])
        if ids:
            self._refuse(line.at(OF), f"có {len(new) + len(old)} {kind.noun} mang tên '{told(name)}'", f"Ghi vào cột Mã một trong: {ids}", None)  # fmt: skip
        else:
            self._refuse(line.at(OF), f"không có {kind.noun} mang tên '{told(name)}'", "Sửa tên, hoặc ghi mã vào cột Mã", None)  # fmt: skip
        return None

    def _by_what_it_is(self, kind: type[Record], line: Line) -> Target | None:
        values = self._minimal(kind, line)
        name_field = name_of(kind)
        name = str(values.get(name_field, "")) if name_field else ""
        if name_field and not name:
            column = next(one for one in tables_of(kind)[0].columns if one.way == (name_field,))
            self._refuse(line.at(), f"thiếu mục bắt buộc {column.title}", "Điền vào, hoặc xóa dòng này", None)
            return None
        known = self._catalogue.in_folder(kind.folder)
        alike = self._alike(kind, name) if name_field else list(known)
        units = self._catalogue.by_id(Unit)
        told_by_names = by_names(values, units)
        old = {one: agreement(by_names(values_of(known[one]), units), told_by_names) for one in alike}
        new = {
            one.id: agreement(by_names(one.apart, units), told_by_names)
            for one in self._new.get((kind.folder, called(name)), [])
        }
        found = {one: count for one, count in {**old, **new}.items() if count is not None}
        if not name_field:
            found = {one: count for one, count in found.items() if count == len(values)}
        best = [one for one, count in found.items() if count == max(found.values())]
        if len(best) > 1:
            ids = ", ".join(best[:_SHOWN])
            self._refuse(line.at(), f"có {len(best)} {kind.noun} có thể là dòng này", f"Ghi vào cột Mã một trong: {ids}", None)  # fmt: skip
            return None
        if best:
            return self._known(known[best[0]], line) if best[0] in known else self.all[kind.folder, best[0]]
        told = {column.way for column in line.cells}
        if kind is Unit and lacks_parent(
            _UNIT_KINDS.get(str(values.get("kind"))), ("parent",) in told, ("end",) in told
        ):
            todo = "Điền vào; chỉ tỉnh, thành phố trực thuộc trung ương không có"
            self._refuse(line.at(), "thiếu mục bắt buộc Đơn vị cấp trên", todo, None)
            return None
        if nearly := self._nearly(kind, name, told_by_names):
            todo = f"Là một thì ghi mã ấy vào cột Mã, hoặc ghi tên cho giống; là {kind.noun} khác thì đặt cho nó một mã ở cột Mã"
            self._refuse(line.at(), f"có thể là {kind.noun} đã có: {'; '.join(nearly[:_SHOWN])}", todo, None)
            return None
        path = self._free_path(kind, values)
        if alike and name_field:
            ids = ", ".join(alike[:_SHOWN])
            self.notes.append(
                f"{line.at()}: thêm mới, nhưng đã có {kind.noun} cùng tên: {ids}. Nếu là một thì ghi mã ấy vào cột Mã."
            )
        return self._add(kind, path.stem, path, line, values)

    def _nearly(self, kind: type[Record], name: str, told_by_names: Values) -> list[str]:
        """What, in the files or new, has a name that differs in signs and marks alone, and nothing that tells it apart."""
        if kind is Unit or not name:  # Tân Hòa and Tân Hoa may both be there
            return []
        units, letters = self._catalogue.by_id(Unit), letters_of(name, kind)
        if kind.folder not in self._letters:
            records = self._catalogue.in_folder(kind.folder)
            self._letters[kind.folder] = indexed(records, lambda one: letters_of(one, kind))
        old = [self._catalogue.in_folder(kind.folder)[one] for one in self._letters[kind.folder].get(letters, [])]
        known = [(one.id, one.heading, values_of(one), "") for one in old]
        new = self._new_letters.get((kind.folder, letters), [])
        known += [(one.id, one.title, one.apart, f", dòng {one.at.row}") for one in new]
        return [
            f"“{title}” (mã {id_}{row})"
            for id_, title, values, row in known
            if agreement(by_names(values, units), told_by_names) is not None
        ]

    def _minimal(self, kind: type[Record], line: Line) -> Values:
        """What a line says of what a record is called, and of what tells it apart."""
        names = [name for name in (name_of(kind), *TOLD_APART.get(kind.folder, ())) if name]
        values = {name: self.read(line, (name,)) for name in names}
        if kind is Unit and not values.get("kind"):
            values.pop("kind", None)
        return {name: value for name, value in values.items() if value not in (None, [], "")}

    def _free_path(self, kind: type[Record], values: Values) -> Path:
        taken = {record_id for folder, record_id in self.all if folder == kind.folder}
        taken |= {record_id for folder, record_id in self._catalogue.unread if folder == kind.folder}
        taken |= set(self._catalogue.in_folder(kind.folder))
        try:
            path = path_for(kind, values)
        except (KeyError, ValueError):  # a date is missing, or is none: that is told of its cell
            path = Path(f"{slug(str(values.get('title', kind.noun)))[:80].strip('-')}.yml")
        return free(self._catalogue.data / kind.folder / path, taken)

    def _add(self, kind: type[Record], record_id: str, file: Path, line: Line, values: Values) -> Target:
        name_field = name_of(kind)
        title = str(values.get(name_field) or record_id) if name_field else record_id
        target = Target(kind, record_id, title, file, None, line.at(), apart=values)
        self.all[kind.folder, record_id] = target
        self._new[kind.folder, called(title)].append(target)
        self._new_letters[kind.folder, letters_of(title, kind)].append(target)
        return target

    def _alike(self, kind: type[Record], name: str) -> list[str]:
        """The ids of the records of a kind that are called so."""
        if kind.folder not in self._called:
            self._called[kind.folder] = indexed(self._catalogue.in_folder(kind.folder), called)
        return self._called[kind.folder].get(called(name), [])
