"""Records of a form to their files: all of a save or nothing, checked as a whole before, and nothing overwritten that the form has
not seen."""

import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.changes.change import Did
from macros.desk.held import Held, base_of
from macros.desk.history import Entry, History
from macros.desk.proposed import Key, Proposed, as_far_as_told, beside, judged, keys_of, proposed, renames, whose
from macros.desk.safety import Refusal
from macros.desk.uploads import Uploads
from macros.desk.wire import Wire, to_wire
from macros.desk.writing import Writing, referring, relinked, wrong
from macros.files.reader import read_record
from macros.files.together import DESK, Changed, content_of
from macros.files.whole import write_among
from macros.language.clock import today
from macros.language.problems import DataError, Problem
from macros.publish.lock import held_to_write
from macros.records import Record, Site
from macros.records.posting import dated

_BASE = re.compile("[0-9a-f]{32}")
_SEEN = 300  # states of files that are remembered for whoever has them in a form


class Saving:
    """Writes what forms ask for into one data folder, one after another."""

    def __init__(self, held: Held):
        self.held = held
        self.history = History(held.data)
        self._lock = threading.Lock()
        self.uploads = Uploads(held.data, self.history, held.stores)
        self._seen = held.data / DESK / "seen"

    def settle(self) -> None:
        """End or undo what a killed save began, before anything of it is shown."""
        if self.history.is_unsettled:
            with self.changing():
                pass

    def check(self, sent: Wire) -> list[Wire]:
        """All that a save of these records would be refused for, and what a person has to judge; nothing is written."""
        catalogue, before = self.held.now()
        found = proposed(catalogue, sent)
        told = [one.told(problem) for one in found for problem in one.problems]
        # What links to a new record that is none yet has to wait for that one.
        waiting = [f"'{one.key}'" for one in found if one.key and one.record is None]
        missing = dict(as_far_as_told(catalogue, one) for one in found if one.record is None)
        whole = [one for one in found if one.record is not None]
        then = beside(catalogue, (one.record for one in whole if isinstance(one.record, Record)), renames(found))
        then.site = next((one.record for one in whole if isinstance(one.record, Site)), then.site)
        wrong, warnings = judged(before, then, (one.record for one in whole if isinstance(one.record, Record)))
        others = [
            one
            for one in [*wrong, *warnings]
            if not any(key in one.what for key in waiting)
            and one.field.partition(".")[0] not in missing.get(one.file, ())
        ]
        return [*told, *whose(then, others, keys_of(whole))]

    def save(self, sent: Wire) -> Wire:
        """Save the records that a form sends, with their new ids; the others that name a renamed one follow.

        Raises Refusal: 422 with all that is wrong, or 409 with what somebody else has made of the files meanwhile."""
        note = sent.get("note") if isinstance(sent, dict) else None
        with self.changing() as (catalogue, before):
            found = proposed(catalogue, sent)
            if told := [one.told(problem) for one in found for problem in one.problems]:
                raise wrong(told)
            self._refuse_conflicts(catalogue, found)
            writing = Writing()
            for one in found:
                self._write(writing, catalogue, one)
            self._follow(writing, catalogue, found, renames(found))
            writing.moves = self.uploads.moves(one.record for one in found if one.record is not None)
            note = note if isinstance(note, str) else None
            entry, warnings = self.put(writing, catalogue, before, keys_of(found), note=note)
        return {
            "saved": [
                {"folder": one.folder, "id": one.id, "key": one.key, "base": self.seen(one.file)} for one in found
            ],
            "entry": entry and entry["entry"],
            "problems": warnings,
        }

    def put(
        self,
        writing: Writing,
        catalogue: Catalogue,
        before: Iterable[Problem],
        keys: Mapping[Key, str | None] | None = None,
        **more: Any,
    ) -> tuple[Entry | None, list[Wire]]:
        """Have all of it written if the catalogue can be so; return the entry of the history, and what a person has to judge."""
        then = writing.then(catalogue)
        problems, warnings = judged(before, then, writing.records)
        if problems:
            raise wrong(whose(then, problems, keys))
        entry = None
        if writing.changes or writing.moves:
            try:
                about = {name: value for name, value in more.items() if value is not None}
                entry = self.history.save(writing.changes, writing.moves, writing.what, **about)
            except Changed as error:
                raise Refusal(409, f"tệp {error.file.name} vừa được chương trình khác ghi", "Thử lại") from error
        return entry, whose(then, warnings, keys)

    @contextmanager
    def changing(self) -> Iterator[tuple[Catalogue, list[Problem]]]:
        """One save at a time, also of two desks for one folder; what a killed one began is ended before. Gives all as it is now."""
        with self._lock:
            self.history.ready()
            try:
                held = held_to_write(self.held.data)
            except DataError as error:
                raise Refusal(
                    503, "một cửa sổ khác đang ghi vào thư mục dữ liệu này", "Chờ một chút rồi thử lại"
                ) from error
            try:
                self.history.settle()
                yield self.held.now()
            finally:
                held.release()

    def seen(self, file: Path) -> str | None:
        """The digest of what a file holds now, which is remembered for whoever has it in a form; None if there is no file."""
        content = content_of(file)
        if content is None:
            return None
        base = base_of(content)
        with suppress(OSError):  # what a conflict then can't show
            self.history.ready()
            if (kept := self._seen / base).exists():
                os.utime(kept)
            else:
                write_among(kept, content, _SEEN)
        return base

    def _refuse_conflicts(self, catalogue: Catalogue, found: Sequence[Proposed]) -> None:
        conflicts = []
        for one in found:
            if one.was is None:
                continue
            file = _source_of(one)
            content = content_of(file)
            base = base_of(content) if content is not None else None
            if base == one.base and base is not None:
                continue
            theirs = read_record(file, one.kind)[0] if content is not None else None
            conflicts.append(
                {
                    "folder": one.folder,
                    "id": one.was,
                    "base": self.seen(file),
                    "gone": content is None,
                    "theirs": to_wire(theirs) if theirs is not None else None,
                    "was": self._was(one),
                }
            )
        if conflicts:
            raise Refusal(409, "bản ghi đã được sửa ở nơi khác", "Xem từng mục khác nhau rồi chọn", conflicts=conflicts)

    def _was(self, one: Proposed) -> Wire | None:
        """What the form was filled from."""
        if one.base and _BASE.fullmatch(one.base) and (kept := self._seen / one.base).is_file():
            record = read_record(kept, one.kind)[0]
            return to_wire(record) if record is not None else None
        return None

    def _write(self, writing: Writing, catalogue: Catalogue, one: Proposed) -> None:
        """What one record of a form changes."""
        new, old, source = one.record, None, _source_of(one)
        assert new is not None
        if one.was is not None:
            old, problems = read_record(source, one.kind)
            if old is None:
                raise wrong([one.told(problem) for problem in problems])
        if isinstance(new, Record):
            if isinstance(old, Record):
                ours = {name: getattr(old, name) for name in ("posted", "changed") if getattr(new, name) is None}
                new = new.model_copy(
                    update={**ours, "seal": old.seal, "approval": old.approval, "remarks": old.remarks}
                )
            else:
                new = new.model_copy(update={"approval": None, "remarks": []})
            new = dated(new, today(), catalogue.site.review)
        did = Did.MOVED if one.was and one.was != one.id else ""
        writing.add(old, new, source, one.file, (one.folder, one.id), catalogue, did)
        if did and one.was:
            writing.gone.add((one.folder, one.was))
            writing.what[-1]["changes"].insert(0, f"Mã: {one.was} → {one.id}")

    def _follow(
        self, writing: Writing, catalogue: Catalogue, found: Sequence[Proposed], renamed: Mapping[Key, str | None]
    ) -> None:
        """Have the other records name the renamed ones anew."""
        if not renamed:
            return
        ours = {(one.folder, one.was) for one in found}
        for unread in catalogue.unread.values():
            if any((link.folder, link.target) in renamed for link in unread.links):
                what = f"tệp {unread.file.name} đang có lỗi mà dẫn tới mã cũ, nên chưa sửa theo được"
                raise Refusal(422, what, "Sửa tệp ấy trước", problems=[])
        for other in referring(catalogue, renamed):
            if (other.folder, other.id) not in ours:
                relinked(writing, catalogue, other, renamed)


def _source_of(one: Proposed) -> Path:
    """The file that a record lies in until now."""
    return one.file if one.was in (None, one.id) else one.file.with_name(f"{one.was}.yml")
