"""The last saves, and the way back from each: who, when, what changed in words, and the bytes of every file before and after.

    data/.desk/saving/        the journal of the save that is under way (`files/together.py`)
    data/.desk/history/<id>/  the same journal, of a save that is done; the oldest go

The folder ignores itself where `data` is in a repository; what lasts there are the commits (`versions.py`).
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from macros.changes.change import Did
from macros.changes.told import Done, named_in_words, subject_of
from macros.desk.versions import Versions, user
from macros.files.git import NoGit
from macros.files.together import DESK, SAVING, Change, Move, changes_in, put_together, settle
from macros.files.whole import write_whole
from macros.language.characters import clean, told
from macros.language.clock import VIETNAM, moment
from macros.language.text import nfc, upper_first

_MOST = 200
_NAMED = "ten.txt"
_ID = re.compile(r"\d{8}-\d{6}-\d{6}")

Entry = dict[str, Any]


class History:
    """The saves in one data folder."""

    def __init__(self, data: Path):
        self._data = data
        self.folder = data / DESK
        self._saving, self._done = self.folder / SAVING, self.folder / "history"
        self._versions = Versions(data)

    @property
    def is_unsettled(self) -> bool:
        """Whether a save was begun and not ended."""
        return self._saving.exists()

    def settle(self) -> None:
        """End or undo what a killed save began, and remember what was ended. OSError if the system refuses."""
        if settle(self._data, self._saving):
            with contextlib.suppress(
                ValueError, KeyError, TypeError
            ):  # of one that was done, and has been damaged since
                self._keep(changes_in(self._data, self._saving))

    def save(
        self, changes: Sequence[Change], moves: Sequence[Move], what: Sequence[dict[str, Any]], **more: Any
    ) -> Entry:
        """Put changes in place, and remember them; `what` is told of them, by record. Raises what `put_together` raises."""
        self.ready()
        about = {
            "who": self.who,
            "when": moment(),
            "what": list(what),
            **more,
        }
        put_together(self._data, changes, moves, self._saving, about)
        return self._keep((list(changes), list(moves), about))

    def entries(self, most: int = 50) -> list[Entry]:
        """The last saves, the newest first."""
        found = []
        for folder in sorted(self._folders(), reverse=True)[:most]:
            with contextlib.suppress(ValueError, OSError, KeyError, TypeError):
                found.append(self._entry(folder.name, changes_in(self._data, folder)[2]))
        return found

    def savers(self) -> dict[tuple[str, str], str]:
        """Who wrote each record last, and on which day, by folder and id; as far as is remembered."""
        found: dict[tuple[str, str], str] = {}
        for entry in reversed(self.entries(_MOST)):
            with contextlib.suppress(ValueError, KeyError, TypeError):
                day = datetime.fromisoformat(entry["when"])
                who = f"{entry['who']}, {day.day}/{day.month}/{day.year}"
                written = [one for one in entry["what"] if one["did"] in (Did.ADDED, Did.CHANGED)]
                found |= {(one["folder"], one["id"]): who for one in written}
        return found

    def changes(self, entry_id: str) -> tuple[list[Change], list[Move], Entry] | None:
        """What a save changed, and moved; None if it is not known any more."""
        folder = self._done / entry_id
        if not _ID.fullmatch(entry_id) or not folder.is_dir():
            return None
        try:
            return changes_in(self._data, folder)
        except (ValueError, OSError, KeyError, TypeError):
            return None

    @property
    def who(self) -> str:
        """Who is at work: the name that was said once, else what the system calls them."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if name := (self.folder / _NAMED).read_text(encoding="utf-8").strip():
                return told(name)
        return user()

    @who.setter
    def who(self, name: str) -> None:
        self.ready()
        write_whole(self.folder / _NAMED, told(nfc(clean(name))).strip())

    def ready(self) -> None:
        """Have the desk's own folder there. OSError if it can't be, or isn't a folder of this data folder."""
        if self.folder.is_symlink():
            raise NotADirectoryError(20, "", str(self.folder))
        self.folder.mkdir(exist_ok=True)
        if not (ignored := self.folder / ".gitignore").exists():
            write_whole(ignored, "*\n")

    def _keep(self, made: tuple[list[Change], list[Move], Entry]) -> Entry:
        """Take the journal of a save that is done among those of before, and have Git keep what it wrote."""
        changes, moves, about = made
        moved = [one for move in moves for one in move if not one.is_relative_to(self.folder)]
        with contextlib.suppress(NoGit):
            self._versions.keep([*(change.file for change in changes), *moved], message(about), about["who"])
        self._done.mkdir(parents=True, exist_ok=True)
        entry = self._done / self._now()
        os.replace(self._saving, entry)
        for old in sorted(self._folders())[:-_MOST]:
            shutil.rmtree(old, ignore_errors=True)
        return self._entry(entry.name, about)

    def _folders(self) -> Iterable[Path]:
        with contextlib.suppress(OSError):
            return [folder for folder in self._done.iterdir() if _ID.fullmatch(folder.name)]
        return []

    def _now(self) -> str:
        """A name by the moment, behind all that are there."""
        last = max((folder.name for folder in self._folders()), default="")
        now = f"{datetime.now(VIETNAM):%Y%m%d-%H%M%S-%f}"
        return now if now > last else f"{last[:-6]}{int(last[-6:]) + 1:06}"

    @staticmethod
    def _entry(entry_id: str, about: Entry) -> Entry:
        return {"entry": entry_id, **{name: value for name, value in about.items() if name not in ("changes", "moves")}}


def message(about: Entry) -> str:
    """What a save is called in Git."""
    what = about["what"]
    done = [Done(one["did"], one.get("noun", one["title"]), one.get("name", "")) for one in what]
    lines = [subject_of(done) if done else "Sửa dữ liệu", ""]
    for one, was_done in zip(what, done, strict=True):
        place = "/".join(dict.fromkeys((one["folder"], one["id"])))
        lines += [f"{upper_first(named_in_words(was_done))} ({place})", *(f"- {line}" for line in one["changes"])]
    if about.get("note"):
        lines += ["", about["note"]]
    return "\n".join(lines)
