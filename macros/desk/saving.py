"""Records of a form to their files: all of a save or nothing, checked as a whole before, and nothing overwritten that the form has
not seen."""

import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.desk.changes import in_words, title_of
from macros.desk.held import Held, base_of
from macros.desk.history import FOLDER, Entry, History
from macros.desk.proposed import Key, Proposed, beside, judged, proposed, renames, whose
from macros.desk.safety import Refusal
from macros.desk.wire import KINDS, SETTINGS, Wire, from_wire, linked_anew, to_wire
from macros.files.reader import read_record
from macros.files.together import Change, Changed, Move, content_of
from macros.files.whole import write_whole
from macros.files.writer import text_with
from macros.language.clock import today
from macros.language.problems import DataError, Problem
from macros.publish.lock import Lock
from macros.publish.place import Refused
from macros.records import Part, Record, Site
from macros.records.posting import dated, is_dated, seal

_PATIENCE = 10.0  # seconds that a save waits for another
_BASE = re.compile("[0-9a-f]{32}")
_SEEN = 300  # states of files that are remembered for whoever has them in a form


@dataclass
class Writing:
    """What is to be written together: files by their records, what is told of each, and what else moves or changes."""

    changes: list[Change] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    gone: set[Key] = field(default_factory=set)
    site: Site | None = None
    what: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        old: Part | None,
        new: Part | None,
        source: Path,
        target: Path,
        key: Key,
        catalogue: Catalogue,
        did: str = "",
    ) -> None:
        """A record whose file is to be another, or none; where nothing of it differs, nothing."""
        was = content_of(source)
        now = text_with(source, new).encode("utf-8") if new is not None else None
        if source != target and was is not None:
            self.changes += [Change(source, was, None), Change(target, content_of(target), now)]
        elif was != now:
            self.changes.append(Change(target, was, now))
        elif new is not None:
            return
        if isinstance(new, Record):
            self.records.append(new.placed(target))
        elif isinstance(new, Site):
            self.site = new
        told = new if new is not None else old
        assert told is not None
        did = did or ("thêm" if old is None else "sửa")
        self.what.append(
            {
                "folder": key[0],
                "id": key[1],
                "title": title_of(told),
                "did": did,
                "changes": in_words(old, new, catalogue),
            }
        )

    def then(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as it would be."""
        made = beside(catalogue, self.records, self.gone)
        made.site = self.site or made.site
        return made


class Saving:
    """Writes what forms ask for into one data folder, one after another."""

    def __init__(self, held: Held):
        self.held = held
        self.history = History(held.data)
        self._lock = threading.Lock()
        self._seen = held.data / FOLDER / "seen"

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
            entry, warnings = self.put(writing, catalogue, before, note=note if isinstance(note, str) else None)
        return {
            "saved": [
                {"folder": one.folder, "id": one.id, "key": one.key, "base": self.seen(one.file)} for one in found
            ],
            "entry": entry and entry["entry"],
            "problems": warnings,
        }

    def put(
        self, writing: Writing, catalogue: Catalogue, before: Iterable[Problem], **more: Any
    ) -> tuple[Entry | None, list[Wire]]:
        """Have all of it written if the catalogue can be so; return the entry of the history, and what a person has to judge."""
        then = writing.then(catalogue)
        problems, warnings = judged(before, then, writing.records)
        if problems:
            raise wrong(whose(then, problems))
        entry = None
        if writing.changes or writing.moves:
            try:
                about = {name: value for name, value in more.items() if value is not None}
                entry = self.history.save(writing.changes, writing.moves, writing.what, **about)
            except Changed as error:
                raise Refusal(409, f"tệp {error.file.name} vừa được chương trình khác ghi", "Thử lại") from error
        return entry, whose(then, warnings)

    @contextmanager
    def changing(self) -> Iterator[tuple[Catalogue, list[Problem]]]:
        """One save at a time, also of two desks for one folder; what a killed one began is ended before. Gives all as it is now."""
        with self._lock:
            self.history.ready()
            try:
                held = Lock(self.held.data / FOLDER / "lock", str(self.held.data), _PATIENCE)
            except Refused as error:
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
            self._seen.mkdir(exist_ok=True)
            if (kept := self._seen / base).exists():
                os.utime(kept)
            else:
                write_whole(kept, content)
                for old in sorted(self._seen.iterdir(), key=lambda one: one.stat().st_mtime_ns)[:-_SEEN]:
                    old.unlink()
        return base

    def _refuse_conflicts(self, catalogue: Catalogue, found: Sequence[Proposed]) -> None:
        conflicts = []
        for one in found:
            if one.was is None:
                continue
            file = source_of(catalogue, one)
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
        new, old, source = one.record, None, source_of(catalogue, one)
        assert new is not None
        if one.was is not None:
            old, problems = read_record(source, one.kind)
            if old is None:
                raise wrong([one.told(problem) for problem in problems])
        if isinstance(new, Record):
            if isinstance(old, Record):
                ours = {name: getattr(old, name) for name in ("posted", "changed") if getattr(new, name) is None}
                new = new.model_copy(update={**ours, "seal": old.seal})
            new = dated(new, today())
        did = "đổi mã" if one.was and one.was != one.id else ""
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


def source_of(catalogue: Catalogue, one: Proposed) -> Path:
    """The file that a record lies in until now."""
    return one.file if one.was in (None, one.id) else one.file.with_name(f"{one.was}.yml")


def referring(catalogue: Catalogue, to: Iterable[Key]) -> list[Record]:
    """The records that link to any of these."""
    wanted: dict[str, set[str]] = {}
    for folder, record_id in to:
        wanted.setdefault(folder, set()).add(record_id)
    return [
        one
        for one in catalogue
        if any(not ids.isdisjoint(catalogue.targets(one).get(folder, ())) for folder, ids in wanted.items())
    ]


def relinked(writing: Writing, catalogue: Catalogue, other: Record, names: Mapping[Key, str | None]) -> None:
    """Have a record name others by other ids, or not at all; its dates stay, as it tells nothing else than before. Raises Refusal
    if it can't be without them."""
    old, problems = read_record(other.file, type(other))
    if old is None:
        raise DataError(problems)
    new, wrongs = from_wire(type(other), linked_anew(type(other), to_wire(old), names))
    if new is None:
        told = Proposed(other.folder, other.id, other.id, None, None, {}, other.file, None, wrongs)
        raise wrong([told.told(problem) for problem in wrongs])
    if is_dated(old):
        new = new.model_copy(update={"seal": seal(new)})
    writing.add(
        old, new.placed(other.file), other.file, other.file, (other.folder, other.id), catalogue, "sửa liên kết"
    )


def wrong(problems: list[Wire]) -> Refusal:
    """What is wrong, as a refusal that a form shows at its fields."""
    return Refusal(422, "còn chỗ sai nên chưa ghi gì", "Sửa các chỗ được nêu rồi ghi lại", problems=problems)


def key_of(data: Path, file: Path) -> Key | None:
    """The folder and id of the record whose file that is; None if it is no record's."""
    below = file.relative_to(data)
    if below.as_posix() == "site.yml":
        return SETTINGS, SETTINGS
    return (
        (below.parts[0], file.stem)
        if file.suffix == ".yml" and len(below.parts) > 1 and below.parts[0] in KINDS
        else None
    )
