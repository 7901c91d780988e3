"""Several files changed together or not at all, also when the process is killed between two of them.

What is to be is written down first, in a folder of its own, and only then are files put in their places, each at one stroke:

    <folder>/0.was, 0.now …   what each file held and is to hold; not there where there was, or is to be, no file
    <folder>/journal.json     the list of them, and what the caller wants to know of it; written last, so where it is, all is
    <folder>/back.json        the same list by its other name: what was begun could not be ended, and is to be undone
    <folder>/done.json        the same: all is in its place, whatever becomes of the files from then on

`settle` ends or undoes what a killed process began. What somebody else wrote meanwhile is never overwritten: then all is undone
that still is as it was put there.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from macros.files.whole import write_whole
from macros.language.clock import VIETNAM

DESK = ".desk"
"""What the desk keeps for itself in a data folder: nothing there is a record."""
SAVING = "saving"
"""The folder in it of the save that is under way."""
LOCK = "lock"
"""The file in it that whoever changes files together holds."""
JOURNAL = "journal.json"
_BACK = "back.json"
_DONE = "done.json"


class Change(NamedTuple):
    """A file, what it holds, and what it is to hold; None: there is none."""

    file: Path
    was: bytes | None
    now: bytes | None


class Move(NamedTuple):
    """A file that goes to another name as it is."""

    source: Path
    target: Path


class Changed(Exception):
    """A file is not as it was when its change was thought out; which."""

    def __init__(self, file: Path):
        super().__init__(str(file))
        self.file = file


def content_of(file: Path) -> bytes | None:
    """What a file holds; None if there is none. OSError if it can't be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


class _Planned(NamedTuple):
    """A change as the journal has it: digests, None where there is no file, and where the contents lie."""

    file: Path
    was: str | None
    now: str | None
    old: Path
    new: Path


def put_together(
    top: Path, changes: Iterable[Change], moves: Iterable[Move], folder: Path, about: Mapping[str, Any]
) -> None:
    """Change files below `top`, all or none; the journal, with `about` in it, stays in `folder`, which lies on the same disk, for
    the caller to take away.

    Raises Changed if a file isn't as `changes` say, and OSError if the system refuses; then all is as it was.
    """
    changes, moves = list(changes), list(moves)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, change in enumerate(changes):
        for name, content in (("was", change.was), ("now", change.now)):
            if content is not None:
                write_whole(folder / f"{number}.{name}", content)
    listed = {
        **about,
        "changes": [
            {"file": _below(top, file), "was": _digest(was), "now": _digest(now)} for file, was, now in changes
        ],
        "moves": [[_below(top, source), _below(top, target)] for source, target in moves],
    }
    for change in changes:
        if content_of(change.file) != change.was:
            shutil.rmtree(folder, ignore_errors=True)
            raise Changed(change.file)
    write_whole(folder / JOURNAL, json.dumps(listed, ensure_ascii=False, indent=1))
    planned = _planned(top, folder, listed)
    try:
        _forward(folder, *planned)
        os.replace(folder / JOURNAL, folder / _DONE)
    except OSError:
        # Renames need no room on a full disk. If they can't be done either, the next start undoes what was begun.
        os.replace(folder / JOURNAL, folder / _BACK)
        _backward(*planned)
        shutil.rmtree(folder, ignore_errors=True)
        raise


def is_begun(folder: Path) -> bool:
    """Whether changes were begun that are neither all in their places nor undone."""
    return folder.exists() and not (folder / _DONE).exists()


def settle(top: Path, folder: Path) -> bool:
    """End or undo what a killed process began; whether it is done, and its journal lies in `folder` as if it had just been. Where the
    journal is damaged nothing in it can be trusted, and nothing of it is thrown away: it goes to another name.

    Raises OSError if the system refuses."""
    try:
        return _settled(top, folder)
    except (ValueError, KeyError, TypeError):
        os.replace(folder, folder.with_name(f"hong-{datetime.now(VIETNAM):%Y%m%d-%H%M%S-%f}"))
        return False


def _settled(top: Path, folder: Path) -> bool:
    if not is_begun(folder):
        return folder.exists()
    if (folder / JOURNAL).exists():
        planned = _planned(top, folder, _read(folder / JOURNAL))
        if all(_digest(content_of(one.file)) in (one.was, one.now) for one in planned[0]):
            _forward(folder, *planned)
            os.replace(folder / JOURNAL, folder / _DONE)
            return True
        os.replace(folder / JOURNAL, folder / _BACK)
    if (folder / _BACK).exists():
        _backward(*_planned(top, folder, _read(folder / _BACK)))
    shutil.rmtree(folder, ignore_errors=True)  # or it was killed before anything was begun
    return False


def changes_in(top: Path, folder: Path) -> tuple[list[Change], list[Move], dict[str, Any]]:
    """What stands in a journal that was taken away. Raises OSError, ValueError, KeyError or TypeError if that can't be read."""
    listed = _read(folder / _DONE)
    planned, moves = _planned(top, folder, listed)
    return [Change(one.file, _kept(one.old, one.was), _kept(one.new, one.now)) for one in planned], moves, listed


def _forward(folder: Path, planned: list[_Planned], moves: list[Move]) -> None:
    """What is done already is passed over."""
    for source, target in moves:
        if source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)
    for one in planned:
        if _digest(content_of(one.file)) == one.now:
            continue
        if (content := _kept(one.new, one.now)) is None:
            _take_away(one.file)
            continue
        write_whole(made := folder / "made", content)
        _put(made, one.file)


def _backward(planned: list[_Planned], moves: list[Move]) -> None:
    """What was done, and still is as it was done."""
    for one in reversed(planned):
        if one.was == one.now or _digest(content_of(one.file)) != one.now:
            continue
        if one.was is None:
            _take_away(one.file)
        else:
            _put(one.old, one.file)
    for source, target in reversed(moves):
        if target.exists() and not source.exists():
            source.parent.mkdir(parents=True, exist_ok=True)
            os.replace(target, source)


def _put(made: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # there is none
        made.chmod(file.stat().st_mode)
    os.replace(made, file)


def _take_away(file: Path) -> None:
    file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not empty
        file.parent.rmdir()


def _planned(top: Path, folder: Path, listed: dict[str, Any]) -> tuple[list[_Planned], list[Move]]:
    changes = [
        _Planned(top / one["file"], one["was"], one["now"], folder / f"{number}.was", folder / f"{number}.now")
        for number, one in enumerate(listed["changes"])
    ]
    return changes, [Move(top / source, top / target) for source, target in listed["moves"]]


def _kept(file: Path, digest: str | None) -> bytes | None:
    if digest is None:
        return None
    content = file.read_bytes()
    if _digest(content) != digest:
        raise ValueError(file.name)
    return content


def _read(file: Path) -> dict[str, Any]:
    """The list in a file. OSError or ValueError if there is none that can be read."""
    found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise TypeError(file.name)
    return found


def _below(top: Path, file: Path) -> str:
    return file.relative_to(top).as_posix()


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
