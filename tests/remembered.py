"""What was read of a file is not read again of one that holds the same: most tests read copies of the same small site.

The key is that of what `macros/memory.py` keeps from run to run: the file's kind, name and content, and the year. A file of which
anything was told is read anew each time, and so is every file where a test has put another reader in place of `memory.read_record`.
The same goes for what is looked for in the text of a page written by hand, which takes a sixth of a check: most sites are built of the same pages.
"""

from pathlib import Path

from macros import memory
from macros.catalogue.alone import this_year
from macros.catalogue.store import Known
from macros.language.problems import Problem
from macros.media import Seen, inspecting
from macros.memory import One
from macros.publish import by_hand
from macros.records import Record

MOST = 4_000  # files that are remembered
_read, _read_record, _looked_into = memory._read, memory.read_record, inspecting.looked_into
_faults_of, _private_in = by_hand._faults_of, by_hand.private_in
_records: dict[tuple[str, str, bytes, int], One] = {}
_media: dict[tuple[str, bytes], Seen] = {}
_sound: set[tuple[str, int]] = set()


def _content(file: Path) -> bytes | None:
    """What the reader would find in it, if anything."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def _remembered(file: Path, kind: type[Record], key: bytes, size: int) -> tuple[One | None, list[Problem]]:
    content = _content(file)
    if content is None or memory.read_record is not _read_record:  # a test looks on
        return _read(file, kind, key, size)
    at = (kind.folder, file.stem, content, this_year())
    if found := _records.get(at):
        record = found.known.record.model_copy().placed(file)
        return One(Known(record, key, size, found.known.targets), []), []
    one, problems = _read(file, kind, key, size)
    if one and not one.told and len(_records) < MOST and content == _content(file):
        _records[at] = one
    return one, problems


def _looked_into_once(content: bytes, name: str) -> Seen:
    if (name, content) not in _media:
        seen = _looked_into(content, name)
        if len(_media) >= MOST:
            return seen
        _media[name, content] = seen
    return _media[name, content]


def _faults_once(file: Path, text: str) -> list[Problem]:
    if by_hand.private_in is not _private_in:  # a test looks on
        return [*_faults_of(file, text)]
    if (text, by_hand.this_year()) in _sound:
        return []
    if not (found := [*_faults_of(file, text)]) and len(_sound) < MOST:
        _sound.add((text, by_hand.this_year()))
    return found


def remember() -> None:
    """From now on."""
    memory._read, inspecting.looked_into, by_hand._faults_of = _remembered, _looked_into_once, _faults_once
