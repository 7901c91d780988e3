"""What the last build left in the place of the site. A file that is to hold the same again, and that nobody has touched since, gets a
second name in the new site instead of being written anew; its first one goes with the last site.

Untouched is a file that has the size, the times, the rights and the place on the disk that it had when the site was published. Its
rights must be those that a new one has too: who was given others by mistake makes the site anew.
"""

import json
import os
import stat
from pathlib import Path

from macros.files.kept import Kept, digest
from macros.publish import mark

_FILES = digest("files")
_RIGHTS = 3


class Left:
    """The files of `site`, as far as it is known what they hold; `stores` is the folder where that is kept. None for either: nothing is
    known."""

    def __init__(self, site: Path | None, stores: Path | None):
        self._site = str(site or "")
        self._store = Kept(stores if site else None, "left", self._site)
        self._now: dict[str, str] = {}
        self._linked: set[str] = set()
        self.is_sure = True
        """Whether nobody has written into a file while it was taken over: both its names are of one content."""
        self._folders: set[str] = set()
        self._rights = 0
        kept = self._store.get(_FILES)
        self._store.close()
        self._there: dict[str, tuple[str, list[int]]] = json.loads(kept) if kept else {}

    def put(self, path: str, told: bytes, building: Path) -> bool:
        """Whether the file at `path` holds what is `told`, a digest of its content, and has been put into the site `building` too. If
        not, whoever asks writes it there; its folder is there either way."""
        self.hold(path, told)
        if (folder := f"{building}/{path.rpartition('/')[0]}") not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        content, state = self._there.get(path, ("", []))
        if content != self._now[path]:
            return False
        file = os.path.join(self._site, path)
        try:
            self._rights = self._rights or os.lstat(building / mark.NAME).st_mode
            if _state(file) != state or state[_RIGHTS] != self._rights:
                return False
            os.link(file, os.path.join(building, path))
        except OSError:  # it has gone, or lies on a disk where a file has one name alone
            return False
        self._linked.add(path)
        return True

    def hold(self, path: str, told: bytes) -> None:
        """The file at `path` of the new site holds what is `told`."""
        self._now[path] = told.hex()

    def save(self) -> None:
        """Note, when the new site is in the place of the last one, what its files hold and how they are."""
        there = {}
        for path, told in self._now.items():
            try:
                state = _state(os.path.join(self._site, path))
            except OSError:  # somebody is at work in it
                continue
            if path in self._linked and not _is_same(state, self._there[path][1]):
                self.is_sure = False
            else:
                there[path] = told, state
        with self._store as store:
            store.put(_FILES, json.dumps(there, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _state(file: str) -> list[int]:
    """How a file is, with its rights at `_RIGHTS`. OSError if it is none."""
    one = os.lstat(file)
    if not stat.S_ISREG(one.st_mode):
        raise OSError(file)
    return [one.st_size, one.st_mtime_ns, one.st_ino, one.st_mode, one.st_ctime_ns]


def _is_same(one: list[int], other: list[int]) -> bool:
    """Whether two states differ by no more than a name that came or went, which is noted in the last of them."""
    return one[:-1] == other[:-1]
