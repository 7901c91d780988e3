"""What is to be written together: the files of records and what follows from each for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.changes.change import Did
from macros.changes.single import done, in_words
from macros.changes.told import titled
from macros.desk.proposed import Key, Proposed, beside
from macros.desk.safety import Refusal
from macros.desk.wire import KINDS, SETTINGS, Wire, from_wire, linked_anew, to_wire
from macros.files.reader import read_record
from macros.files.together import Change, Move, content_of
from macros.files.writer import text_with
from macros.language.problems import DataError
from macros.records import Part, Record, Site
from macros.records.posting import is_dated, seal
from macros.records.site import SETTINGS as SITE
from macros.records.standing import still_approved


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
        one = done(did or (Did.ADDED if old is None else Did.CHANGED), told)
        self.what.append(
            {
                "folder": key[0],
                "id": key[1],
                **one._asdict(),
                "title": titled(one),
                "changes": in_words(old, new, catalogue) if old and new else [],
            }
        )

    def then(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as it would be."""
        made = beside(catalogue, self.records, self.gone)
        made.site = self.site or made.site
        return made


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
    new = still_approved(new, old, catalogue.album.digest)
    writing.add(
        old, new.placed(other.file), other.file, other.file, (other.folder, other.id), catalogue, "sửa liên kết"
    )


def wrong(problems: list[Wire]) -> Refusal:
    """What is wrong, as a refusal that a form shows at its fields."""
    return Refusal(422, "còn chỗ sai nên chưa ghi gì", "Sửa các chỗ được nêu rồi ghi lại", problems=problems)


def key_of(data: Path, file: Path) -> Key | None:
    """The folder and id of the record whose file that is; None if it is no record's."""
    below = file.relative_to(data)
    if below.as_posix() == SITE:
        return SETTINGS, SETTINGS
    return (
        (below.parts[0], file.stem)
        if file.suffix == ".yml" and len(below.parts) > 1 and below.parts[0] in KINDS
        else None
    )
