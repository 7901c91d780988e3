"""The desk before there is a site: what a new one has to know, as a form, and its data folder made of the answers."""

import base64
import binascii
import tempfile
from pathlib import Path
from typing import Any

from macros.desk.held import Held
from macros.desk.safety import Refusal, not_understood
from macros.desk.wire import placed
from macros.files.whole import is_free
from macros.forms.schema import field_for_form
from macros.language.problems import DataError
from macros.staff.start import TABLE, Question, questions, start

FOLDER = "new-site"
_SOURCE = "source_"
_TABLE_HELP = "Các phường, xã, từ tệp Excel (.xlsx) hoặc .csv. Chưa có thì bỏ qua, nhập sau được."

Wire = Any


class Beginning:
    """Makes the data folder of a new site where there is none."""

    def __init__(self, held: Held):
        self._held = held

    @property
    def is_needed(self) -> bool:
        """Whether the folder isn't there, or holds nothing but what has a dot before its name."""
        return is_free(self._held.data)

    def form(self) -> Wire:
        """The questions as a kind of record, for the engine of the forms, and where the folder will be."""
        asked = questions()
        first = [one.name for one in asked if one.name != TABLE and not one.name.startswith(_SOURCE)]
        others = [one.name for one in asked if one.name not in first]
        kind = {"folder": FOLDER, "noun": "trang mới", "part": FOLDER, "title": "Về trang", "first": first}
        return {
            "at": str(self._held.data),
            "forms": {
                "kinds": {FOLDER: {**kind, "headings": [{"title": "Các phường, xã", "fields": others}]}},
                "parts": {FOLDER: {"noun": "trang mới", "first": first, "fields": [_field(one) for one in asked]}},
            },
        }

    def begin(self, sent: Wire) -> Wire:
        """Make the folder: `values` are the answers, `table` the bytes of the table in base64. Refusal with all that is wrong."""
        if not self.is_needed:
            raise Refusal(409, "thư mục này đã có dữ liệu", "Tải lại trang")
        values, table = (sent.get("values"), sent.get("table")) if isinstance(sent, dict) else (None, None)
        known = {one.name for one in questions()} - {TABLE}
        if not isinstance(values, dict) or not isinstance(table, str | None):
            raise not_understood()
        answers = {name: value for name, value in values.items() if name in known and isinstance(value, str)}
        with tempfile.TemporaryDirectory() as folder:
            if table:
                try:
                    content = base64.b64decode(table, validate=True)
                except binascii.Error:
                    raise Refusal(400, "không đọc được bảng", "Chọn lại bảng rồi thử lại") from None
                file = Path(folder) / "bảng"
                file.write_bytes(content)
                answers[TABLE] = str(file)
            try:
                files = start(answers, self._held.data)
            except DataError as error:
                raise Refusal(422, "chưa tạo được trang", "Sửa các mục được nêu", problems=_told(error)) from error
        return {"files": len(files)}


def _field(question: Question) -> Wire:
    """A question as a field: by its own words, and required only where there must be an answer."""
    if question.part and question.field:
        about = field_for_form(question.part, question.field)
    else:
        about = {"type": "file", "accepts": ["table"], "endings": [".xlsx", ".csv"], "help": _TABLE_HELP}
    if question.field and question.help != question.field.help:
        about["help"] = question.help
    return {**about, "name": question.name, "label": question.label, "required": question.required}


def _told(error: DataError) -> list[Wire]:
    """What is wrong, each at its question; what is wrong with the table at that, with the line."""
    names = {one.name for one in questions()}
    told = []
    for problem in error.problems:
        one = placed(problem, FOLDER, None)
        if problem.field not in names:
            line = f"dòng {problem.line}: " if problem.line else ""
            one |= {"place": [TABLE], "what": f"{line}{problem.what}"}
        told.append(one)
    return told
