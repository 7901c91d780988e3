"""What was found of each file of the data folder, so that a file that is as it was is neither parsed nor checked again.

Kept is what follows from the file alone: the record, what it links to, and what the rules on one record say of it. A file in
which anything is wrong is read anew each time, so that its problems are told in the words and at the places of today.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import InvalidOperation
from pathlib import Path
from sys import intern
from typing import NamedTuple, Self

from macros.catalogue.alone import ALONE, this_year
from macros.catalogue.cut import weight
from macros.catalogue.store import Known
from macros.files.found import content_of
from macros.files.kept import Kept, digest
from macros.files.raw import MOST_BYTES
from macros.files.reader import read_record
from macros.language.problems import Problem, shown_path
from macros.records import Record
from macros.records.packed import packed, unpacked
from macros.records.record import Foretold
from macros.records.walk import named_in, targets
from macros.workers import FORKING, Workers

_NOT_OURS = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, InvalidOperation)


class One(NamedTuple):
    """A record, what is known of it, and what the rules on one record tell of it."""

    known: Known
    told: list[Problem]


Unread = tuple[Path, type[Record]]
"""A file, and of which kind its record is to be."""


class _Lasting(NamedTuple):
    """What is kept of a file: under which key, how many bytes it has, and that."""

    key: bytes
    size: int
    lasting: bytes


Recent = dict[Path, tuple[tuple[int, ...], One]]
"""What this process read of files, each with when it was written and changed, its size, its number on the disk, and the year in which it was read."""


class Memory:
    """Reads files, or remembers what was read of them; `stores` is the folder where that lies, None for no memory. Of a process
    that reads again and again, `recent` is what it read last."""

    def __init__(self, stores: Path | None, recent: Recent | None = None):
        self._recent = recent
        self._store = Kept(stores, "records", str(this_year()))
        self._lasts = stores is not None
        self._workers: Workers[Unread, _Lasting | None] | None = None
        self._ahead: Iterator[_Lasting | None] = iter(())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Remember for the next time what was read, and nothing else."""
        if self._workers:
            self._workers.stop()
        self._store.__exit__(kind)

    def read_ahead(self, files: Sequence[Unread]) -> None:
        """Where nothing is remembered, begin to read these files in as many processes as there are processors: whoever has no threads, and
        asks next for each of these, in this order. A process that has to begin anew would take longer than some hundred files."""
        if FORKING and self._lasts and self._store.was_empty:
            self._workers = Workers(lambda: _to_remember, files)
            self._ahead = self._workers.results()

    def read(
        self, file: Path, kind: type[Record], seen: tuple[bytes, int] | None = None
    ) -> tuple[One | None, list[Problem]]:
        """The record of `kind` in a file, or None and every problem found; `seen`: what was just seen of it."""
        if self._recent is None:
            return self._read(file, kind, seen)
        state = _state(file)
        if (held := self._recent.get(file)) and held[0] == state:
            self._store.keep(held[1].known.digest)
            return held[1], []
        one, problems = self._read(file, kind, seen)
        if one and state and state == _state(file):
            self._recent[file] = state, one
        return one, problems

    def _read(self, file: Path, kind: type[Record], seen: tuple[bytes, int] | None) -> tuple[One | None, list[Problem]]:
        if made := next(self._ahead, None):
            self._store.put(made.key, made.lasting)
            if known := _remembered(file, kind, *made):
                return known, []
        if seen and (known := self._known(file, kind, *seen)):
            return known, []
        content = _content(file)
        if content is None or not self._lasts:
            return _read(file, kind, b"", len(content or b""))
        told, size = digest(content), len(content)
        if (told, size) != seen and (known := self._known(file, kind, told, size)):
            return known, []
        key = _key(file, kind, told)
        one, problems = _read(file, kind, key, size)
        if one and content != _content(file):  # somebody writes it in this moment: what was read may be neither
            return _read(file, kind, b"", size)
        if one and (lasting := _lasting(one, file)):
            self._store.put(key, lasting)
            one = (
                _remembered(file, kind, key, size, lasting) or one
            )  # its lists packed, which take a fraction of the room
        return one, problems

    def _known(self, file: Path, kind: type[Record], told: bytes, size: int) -> One | None:
        """What is remembered of a file with a content of which `told` is the digest."""
        kept = self._store.get(key := _key(file, kind, told))
        return _remembered(file, kind, key, size, kept) if kept else None


def _key(file: Path, kind: type[Record], told: bytes) -> bytes:
    return digest(kind.folder, file.stem, told)


def _to_remember(unread: Unread) -> _Lasting | None:
    """What is kept of a file; None if anything is wrong with it or it is written in this moment."""
    file, kind = unread
    if (content := _content(file)) is None:
        return None
    key, size = _key(file, kind, digest(content)), len(content)
    one, _ = _read(file, kind, key, size)
    lasting = _lasting(one, file) if one and content == _content(file) else None
    return _Lasting(key, size, lasting) if lasting else None


def _state(file: Path) -> tuple[int, ...] | None:
    try:
        there = file.stat()
    except OSError:
        return None
    return there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino, this_year()


def _content(file: Path) -> bytes | None:
    """What a file holds; None if it can't be read or is no record by its size."""
    try:
        content = content_of(file, MOST_BYTES)
    except OSError:
        return None
    return content if len(content) <= MOST_BYTES else None


def _read(file: Path, kind: type[Record], key: bytes, size: int) -> tuple[One | None, list[Problem]]:
    record, problems = read_record(file, kind)
    if not record:
        return None, problems
    record = record.placed(file)
    told = [problem for rule in ALONE for problem in rule(record)]
    return One(Known(record, key, size, targets(record)), told), problems


def _lasting(one: One, file: Path) -> bytes | None:
    """What is kept; None if not all of it can be."""
    name, record = (
        shown_path(file),
        packed(one.known.record, Foretold(weight(one.known.record), named_in(one.known.record))),
    )
    if record is None or any(problem.file != name for problem in one.told):
        return None
    told = [[p.line, p.column, p.field, p.what, p.todo, p.hint, p.judged] for p in one.told]
    text = json.dumps([one.known.targets, told], ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n" + record


def _remembered(file: Path, kind: type[Record], key: bytes, size: int, kept: bytes) -> One | None:
    try:
        first, _, values = kept.partition(b"\n")
        links, told = json.loads(first.decode("utf-8", "surrogatepass"))
        name = shown_path(file) if told else ""
        record = unpacked(kind, file, values)
        links = {intern(folder): [*map(intern, ids)] for folder, ids in links.items()}  # many link to the same
        return One(Known(record, key, size, links), [Problem(name, *problem) for problem in told])
    except _NOT_OURS:  # whole, and yet not what we keep
        return None
