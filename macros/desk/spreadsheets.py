"""Spreadsheets on the desk: records as a workbook to fill in, and a table that somebody made of it or of their own. What it would change
is looked at first, cell by cell; what is accepted of that is written together, as any save, and nothing before."""

import hashlib
import json
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from macros.catalogue import Catalogue
from macros.desk.safety import Refusal, not_understood
from macros.desk.saving import Saving
from macros.desk.writing import Writing
from macros.language.characters import told
from macros.language.clock import today
from macros.language.problems import DataError, Problem
from macros.records import BY_FOLDER, Source
from macros.records.posting import dated
from macros.tables.reading import Foreseen, foreseen
from macros.tables.writing import workbook_of

MOST = 20_000_000
"""Bytes of a table: 2,500 models in full have 4,000,000."""
_MOST_RECORDS = 3_000
_MOST_TOLD = 300  # problems, or notes, at once
_KEPT = 3  # tables that were looked at and may be written yet
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAME = re.compile(r"[^\w .,()-]+")

Wire = Any


@dataclass(frozen=True)
class _Sent:
    """A table that was sent: what it holds, what its file is called, and what was said of it as a whole."""

    content: bytes
    name: str
    kind: str
    sources: tuple[str, ...]

    def foreseen(self, catalogue: Catalogue) -> Foreseen:
        """What it would change. Refusal with all that is wrong with it, each at its cell."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, self.name)
            file.write_bytes(self.content)
            try:
                found = foreseen(catalogue, file, BY_FOLDER.get(self.kind), self.sources)
            except DataError as error:
                listed = [_at_its_cell(one, file.name) for one in error.problems]
                raise Refusal(422, f"bảng có {len(listed)} chỗ sai nên chưa ghi gì", "Sửa trong bảng rồi chọn lại tệp", problems=listed[:_MOST_TOLD]) from error  # fmt: skip
        if len(found.records) > _MOST_RECORDS:
            what = f"bảng đổi {len(found.records)} bản ghi, nhiều hơn {_MOST_RECORDS} bản ghi mỗi lần"
            raise Refusal(422, what, "Chia bảng thành nhiều tệp")
        return found


class Spreadsheets:
    """Gives and takes the tables of one data folder."""

    def __init__(self, saving: Saving):
        self._saving = saving
        self._lock = threading.Lock()
        self._looked_at: dict[str, _Sent] = {}

    def give(self, request: Request) -> Response:
        """A workbook of the kinds that are asked for."""
        named = {"Content-Disposition": 'attachment; filename="bang.xlsx"'}
        return Response(self.book(request.query_params.getlist("kind")), media_type=_XLSX, headers=named)

    def look_at(self, request: Request, content: bytes) -> Wire:
        """What a table that is sent would change."""
        return self.look(content, *(request.query_params.get(name, "") for name in ("name", "kind", "source")))

    def book(self, kinds: list[str]) -> bytes:
        """A workbook of all records of these kinds, or of all. Refusal if there is no such kind."""
        if not set(kinds) <= set(BY_FOLDER):
            raise not_understood()
        return workbook_of(self._saving.held.catalogue, [BY_FOLDER[one] for one in dict.fromkeys(kinds)])

    def look(self, content: bytes, name: str, kind: str, source: str) -> Wire:
        """What a table would change; it is kept in memory for `take`. Refusal, with what is wrong with it, if it can't be read."""
        if kind and kind not in BY_FOLDER:
            raise not_understood()
        catalogue, problems = self._saving.held.now()
        _refuse_faulty(problems)
        if source and source not in catalogue.by_id(Source):
            raise Refusal(422, f"không có nguồn mang mã '{told(source, 60)}'", "Chọn lại nguồn")
        sent = _Sent(content, _file_name(name), kind, (source,) if source else ())
        with self._alone():
            answer = _told(sent.foreseen(catalogue))
            mark = _mark(sent, answer)
            self._looked_at = {**dict(list(self._looked_at.items())[1 - _KEPT :]), mark: sent}
        return {"mark": mark, **answer}

    def take(self, sent: Any) -> Wire:
        """Write the records (`keys`, as `look` told them) that are accepted of the table with a `mark`. Refusal if it would do anything else now
        than what was looked at."""
        mark, keys = (sent.get(name) if isinstance(sent, dict) else None for name in ("mark", "keys"))
        if not isinstance(mark, str) or not isinstance(keys, list) or not all(isinstance(one, str) for one in keys):
            raise not_understood()
        if (table := self._looked_at.get(mark)) is None:
            raise Refusal(404, "không còn giữ bảng này", "Chọn lại tệp")
        with self._alone(), self._saving.changing() as (catalogue, before):
            _refuse_faulty(before)
            found = table.foreseen(catalogue)
            if _mark(table, _told(found)) != mark:
                raise Refusal(409, "dữ liệu đã đổi từ lúc xem bảng này", "Chọn lại tệp để xem lại")
            writing = Writing()
            for record in found.records:
                key = record.folder, record.id
                if "/".join(key) in keys:
                    old = catalogue.in_folder(record.folder).get(record.id)
                    new = dated(record, today(), catalogue.site.review)
                    writing.add(old, new, record.file, record.file, key, catalogue)
            if not writing.changes:
                raise Refusal(422, "chưa chọn bản ghi nào", "Chọn ít nhất một bản ghi")
            entry, _ = self._saving.put(writing, catalogue, before, note=f"Bảng tính {table.name}")
        return {"entry": entry and entry["entry"], "written": len(writing.records)}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One table at a time: a large one takes its seconds."""
        if not self._lock.acquire(timeout=1):
            raise Refusal(503, "đang đọc một bảng khác", "Chờ một chút rồi thử lại")
        try:
            yield
        finally:
            self._lock.release()


def _told(found: Foreseen) -> Wire:
    """What would change, as JSON: by record, and of each by sheet, row and cell."""
    records: dict[str, Wire] = {}
    for record in found.records:
        records[f"{record.folder}/{record.id}"] = {"noun": record.noun, "title": told(record.heading, 120), "new": True, "rows": []}  # fmt: skip
    for (key, page, row), group in groupby(found.differences, lambda one: (f"{one.target.kind.folder}/{one.target.id}", one.at.page, one.row)):  # fmt: skip
        cells = list(group)
        if (told_of := records.get(key)) is None:
            continue
        told_of["new"] = cells[0].target.old is None
        told_cells = [{"cell": one.at.cell, "title": one.title, "old": one.old, "new": one.new} for one in cells]
        told_of["rows"].append({"sheet": page, "row": row, "cells": told_cells})
    return {
        "records": [{"key": key, **one} for key, one in records.items()],
        "added": found.added,
        "left": found.left,
        "notes": found.notes[:_MOST_TOLD],
        "warnings": [_at_its_cell(one, "") for one in found.warnings[:_MOST_TOLD]],
    }


def _at_its_cell(problem: Problem, file: str) -> Wire:
    """A problem of a table, as JSON; one of the data says in which file it is."""
    name = Path(problem.file).name
    at = problem.field if problem.field.startswith("Trang ") or name == file else f"{name} {problem.field}".strip()
    return {"at": told(at, 300), "what": told(problem.what, 400), "todo": told(problem.todo, 600), "hint": problem.hint}


def _mark(sent: _Sent, answer: Wire) -> str:
    """The digest of a table and of all that is told of it."""
    whole = json.dumps([sent.kind, sent.sources, answer], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(sent.content + whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _refuse_faulty(problems: list[Problem]) -> None:
    if problems:
        raise Refusal(422, "dữ liệu đang có lỗi nên chưa nhập bảng được", "Sửa các chỗ nêu ở mục Cần sửa của bàn làm việc trước")  # fmt: skip


def _file_name(name: str) -> str:
    """What to call the file that is read: as it is called where it was, as far as a file may be; a CSV file's name is that of its sheet."""
    stem, _, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    plain = _NAME.sub("", stem)[:60].strip(" .") or "bang"
    return f"{plain}.{'csv' if ending.lower() == 'csv' else 'xlsx'}"
