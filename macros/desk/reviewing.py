"""Review on the desk: what waits to be approved, the copy that whoever approves looks at, and what came back of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.desk.decided import write_decided
from macros.desk.safety import Refusal, not_understood
from macros.desk.saving import Saving
from macros.files.kept import ROOT
from macros.language.characters import clean, told
from macros.language.clock import today
from macros.language.text import nfc
from macros.records import Record
from macros.records.standing import Standing, said, seal_of
from macros.review.deciding import Decision, correction, of_file, of_paper, without_remark
from macros.review.items import WAITING
from macros.review.numbers import Numbers, mark
from macros.review.remarks import Unreadable, read_remarks

NAME = "xem-duyet.zip"
_LONGEST = 250  # letters of who approves, and of what was corrected
_MOST = 50_000  # numbers at once

Wire = dict[str, Any]


class Reviewing:
    """What is judged of one data folder's records."""

    def __init__(self, saving: Saving):
        self._saving = saving
        self.file = saving.history.folder / "review" / NAME

    def all(self) -> Wire:
        """What waits, and what was said of any record and not dealt with yet."""
        catalogue = self._saving.held.catalogue
        numbers, day = Numbers(catalogue), today()
        shown = [one for one in catalogue if one.remarks or catalogue.standing(one, day) in WAITING]
        return {"needed": catalogue.site.review, "items": [_told(catalogue, numbers, one) for one in shown]}

    def one(self, folder: str, record_id: str) -> Wire:
        """The same of one record. Refusal if there is none."""
        catalogue = self._saving.held.catalogue
        return _told(catalogue, Numbers(catalogue), self._record(catalogue, folder, record_id))

    def make(self) -> Wire:
        """Make the copy to look at. In a process of its own, as a build holds much of its process for itself."""
        self._saving.history.ready()
        command = [sys.executable, "-P", "-m", "macros", "review", "--data", str(self._saving.held.data)]
        done = subprocess.run(
            [*command, "--out", str(self.file)],
            check=False,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise Refusal(422, "chưa tạo được bản xem để duyệt", done.stderr.strip()[-2000:])
        return {"name": NAME, "size": self.file.stat().st_size}

    def receive(self, content: bytes, is_sure: bool) -> Wire:
        """What a file that came back says; written into the records if whoever sits here `is_sure`. Refusal if it is no such file."""
        try:
            returned = read_remarks(content)
        except Unreadable as error:
            todo = "Xin người duyệt gửi lại nguyên tệp đã lưu từ bản xem"
            raise Refusal(422, error.what, todo) from None
        answer = self._decided(
            lambda catalogue: of_file(catalogue, returned, today()), is_sure, f"Ý kiến của {returned.by}"
        )
        return {**answer, "by": returned.by, "made": returned.made}

    def approve(self, sent: Any) -> Wire:
        """Write what was approved on paper, or at this desk."""
        numbers, by = _texts(sent, "numbers"), _line(sent, "by")
        return self._decided(lambda catalogue: of_paper(catalogue, numbers, by, today()), True, f"{by} duyệt")

    def correct(self, sent: Any) -> Wire:
        """Note a small correction, which needs no further approval."""
        number, by, what = (_line(sent, name) for name in ("number", "by", "what"))
        return self._decided(
            lambda catalogue: [correction(catalogue, number, by, what, today())], True, f"Sửa nhỏ: {what}"
        )

    def dealt(self, sent: Any) -> Wire:
        """Take away a remark that has been dealt with."""
        folder, record_id, at = (sent.get(name) if isinstance(sent, dict) else None for name in ("folder", "id", "at"))
        if not (isinstance(folder, str) and isinstance(record_id, str) and isinstance(at, int)):
            raise not_understood()

        def without(catalogue: Catalogue) -> list[Decision]:
            record = self._record(catalogue, folder, record_id)
            if not 0 <= at < len(record.remarks):
                raise Refusal(404, "không còn ý kiến này", "Tải lại trang rồi xem lại")
            return [Decision("", record, without_remark(record, at))]

        return self._decided(without, True, "Ý kiến đã xử lý")

    def _decided(self, decide: Callable[[Catalogue], list[Decision]], is_sure: bool, note: str) -> Wire:
        left: list[str] = []
        if is_sure:
            decided, _, left = write_decided(self._saving, decide, note)
        else:
            decided = decide(self._saving.held.catalogue)
        told_of = [{"told": one.told, "refused": one.refused, "writes": one.new is not None} for one in decided]
        return {"decided": told_of, "left": left}

    @staticmethod
    def _record(catalogue: Catalogue, folder: str, record_id: str) -> Record:
        record = catalogue.in_folder(folder).get(record_id)
        if record is None:
            raise Refusal(404, "không có bản ghi này", "Có thể đã đổi mã hoặc đã xóa; tìm lại từ bàn làm việc")
        return record


def _told(catalogue: Catalogue, numbers: Numbers, record: Record) -> Wire:
    standing = catalogue.standing(record, today())
    number = numbers.of(record)
    return {
        "folder": record.folder,
        "id": record.id,
        "name": name_of(catalogue, record),
        "number": number,
        "mark": mark(seal_of(record, catalogue.album.digest)),
        "state": said(record, standing),
        "waits": standing in WAITING,
        "is_changed": standing is Standing.CHANGED,
        "remarks": [
            {"by": one.by, "date": one.date.shown, "verdict": one.verdict.label, "text": one.text or ""}
            for one in record.remarks
        ],
    }


def _line(sent: Any, name: str) -> str:
    text = sent.get(name) if isinstance(sent, dict) else None
    line = told(nfc(clean(text)), _LONGEST).strip() if isinstance(text, str) else ""
    if not line:
        raise not_understood()
    return line


def _texts(sent: Any, name: str) -> list[str]:
    found = sent.get(name) if isinstance(sent, dict) else None
    if not isinstance(found, list) or not 0 < len(found) <= _MOST or not all(isinstance(one, str) for one in found):
        raise not_understood()
    return found
