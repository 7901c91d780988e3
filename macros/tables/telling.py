"""What is wrong with what a workbook tells, each at its cell or row, in the words of the sheet."""

import re
from collections.abc import Container, Mapping
from functools import cached_property
from typing import Any

from macros.catalogue import Catalogue
from macros.files.reader import explain
from macros.files.yaml_nodes import dotted
from macros.language.problems import Problem, place_of, shown_path
from macros.records import BY_FOLDER
from macros.records.walk import Place
from macros.staff.columns import Column
from macros.tables.known import PLACES
from macros.tables.page_rows import At
from macros.tables.targets import Target
from macros.tables.wording import column_at, heading_at, told_of_cells

_FILE = re.compile(r"([a-z-]+)/([a-z0-9-]+)\.yml")


class Telling:
    """Gathers what is wrong with the workbook `file`, held against `catalogue`; `doubtful` are the rows (sheet, row) of which something
    was refused before.

    Attributes:
        problems: all that is wrong.
        all: the records that the workbook tells of, by folder and id.
        heads: the columns of the cells of which something was taken.
        refused: the values, by record and place, whose cells were refused.
        placeless: the sheets no row of which names a unit; each is told once.
    """

    def __init__(self, file: str, catalogue: Catalogue, doubtful: Container[tuple[str, int]]):
        self._file, self._catalogue, self._doubtful = file, catalogue, doubtful
        self.problems: list[Problem] = []
        self.all: Mapping[tuple[str, str], Target] = {}
        self.heads: dict[At, Column] = {}
        self.refused: set[tuple[int, Place]] = set()
        self.placeless: set[str] = set()
        self._told_placeless: set[str] = set()

    def refuse(self, at: At, what: str, todo: str = "", hint: str | None = None, column: Column | None = None) -> None:
        """Tell what is wrong with a cell or a row."""
        if not at.column and (at.page, at.row) in self._doubtful:
            return  # something in the row was refused already
        place = f"{at} ({column.title})" if column else str(at)
        self.problems.append(Problem(self._file, 0, 0, place, what, todo, hint))

    def refuse_value(self, target: Target, error: Any) -> None:
        """Tell what the rules of its kind refuse a value for, by pydantic's `error`."""
        place = tuple(error["loc"])
        at, _ = self._at(target, place)
        if any(problem.field.startswith(str(at)) for problem in self.problems) and at.column:
            return  # the cell was refused already
        if not at.column and (at.page, at.row) in self._doubtful:
            return  # something in the row was refused already
        what, todo, hint = explain(target.kind, error, None if error["type"] == "missing" else error["input"])
        if error["type"] == "missing":
            if (id(target), place) in self.refused:
                return  # a cell was refused already
            what = f"thiếu mục bắt buộc {heading_at(target.kind, place)}"
            column = column_at(target.kind, place)
            todo = f"Điền vào ({column.field.help.rstrip('.')})" if column and column.field else "Điền vào"
            if place in PLACES and at.page in self.placeless:
                if at.page in self._told_placeless:
                    return
                self._told_placeless.add(at.page)
                what = f"không dòng nào của trang tính ghi {heading_at(target.kind, place)}"
                todo = "Thêm cột Địa bàn; nếu tất cả cùng một nơi thì có thể đặt tên trang tính là tên phường, xã ấy"
            if place == ("sources",):
                todo += ", hoặc chọn một nguồn chung cho mọi dòng mới"
        what, todo = (told_of_cells(target.kind, place, text) for text in (what, todo))
        told_at = str(at) if error["type"] == "missing" else self._told_at(target, place)
        self.problems.append(Problem(self._file, 0, 0, told_at, what, todo, hint))

    def _at(self, target: Target, place: Place) -> tuple[At, Place]:
        """Where what stands at a place of a record is told, and of how much of the record that cell or row tells."""
        while place and dotted(place) not in target.places:
            place = place[:-1]
        return target.places.get(dotted(place), At(target.at.page, target.at.row, 0)), place

    def _told_at(self, target: Target, place: Place) -> str:
        """The same in words, with the heading of the column."""
        at, there = self._at(target, place)
        column = self.heads.get(at) or (column_at(target.kind, place) if there != place else None)
        return f"{at} ({column.title})" if column else str(at)

    def of_the_table(self, problem: Problem) -> Problem:
        """A problem of the records as they would be, told of the cell that it comes from."""
        if (target := self._by_file.get(problem.file)) is None:
            return problem
        place = place_of(problem.field)
        what, todo = (
            self._with_records(told_of_cells(target.kind, place, text)) for text in (problem.what, problem.todo)
        )
        return Problem(self._file, 0, 0, self._told_at(target, place), what, todo, problem.hint, problem.judged)

    @cached_property
    def _by_file(self) -> dict[str, Target]:
        """What the lines tell of, once all of it is known."""
        return {shown_path(one.file): one for one in self.all.values()}

    def _with_records(self, text: str) -> str:
        """A text with the row of a new record, or the name of another, in the place of its file."""
        for folder, record_id in dict.fromkeys(_FILE.findall(text)):
            target = self.all.get((folder, record_id))
            record = self._catalogue.in_folder(folder).get(record_id) if folder in BY_FOLDER else None
            if target and not target.old:
                text = text.replace(shown_path(target.file), str(target.at))
            elif record:
                text = text.replace(shown_path(record.file), f"“{record.heading}” (mã {record_id})")
        return text
