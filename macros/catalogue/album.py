"""The files of pictures, films and papers in the data folder, and what each is."""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from macros import media
from macros.files.found import LITTER, oddity
from macros.media import Fault, Seen
from macros.records.media import FOLDER


class Album:
    """What lies in `data/media/`. A file is looked into when it is asked for; what was seen is kept in `stores`. `waiting` is another
    folder whose files count as if they lay there, where theirs are no others of the same names."""

    def __init__(self, data: Path, stores: Path | None = None, waiting: Path | None = None):
        self.folder = data / FOLDER
        self._data, self._waiting = data, waiting
        self.named: set[str] = set()
        """The files that records name, drafts too."""
        self._stores = stores
        self._seen: dict[str, Seen | Fault | None] = {}

    @cached_property
    def names(self) -> list[str]:
        """The paths of all files below the folder, in order; of what systems and editors leave behind none."""
        found: set[str] = set()
        for top in filter(None, (self.folder, self._waiting)):
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update(
                    (below / name).as_posix() for name in files if not (name.startswith(".") or LITTER.fullmatch(name))
                )
        return sorted(found)

    @property
    def unnamed(self) -> list[str]:
        """The files that no record names."""
        return [name for name in self.names if name not in self.named]

    def file(self, name: str) -> Path:
        """Where a file lies."""
        if self._waiting and not os.path.lexists(self.folder / name):
            return self._waiting / name
        return self.folder / name

    def with_waiting(self, folder: Path) -> "Album":
        """The same with the files of another folder, as they are now, that wait to lie in this one."""
        made = Album(self._data, self._stores, folder)
        made.named = self.named
        return made

    def look(self, name: str) -> Seen | Fault | None:
        """What a file is, or what is wrong with it; None if it isn't there."""
        if name not in self._seen:
            self._seen[name] = self._look(self.file(name)) if name in self._names else None
        return self._seen[name]

    def fits(self, name: str, accepts: Iterable[str]) -> bool:
        """Whether a file is there and is of one of these kinds: picture, film, paper."""
        found = self.look(name)
        return isinstance(found, Seen) and found.group in accepts

    def seen(self, name: str) -> Seen:
        """What a file is; KeyError if it isn't there or can't be shown."""
        found = self.look(name)
        if not isinstance(found, Seen):
            raise KeyError(name)
        return found

    def _look(self, file: Path) -> Seen | Fault:
        odd = oddity(file)
        return Fault(*odd) if odd else media.inspect(file, self._stores)

    @cached_property
    def _names(self) -> set[str]:
        return {*self.names}

    def digest(self, name: str) -> str:
        """A digest of what a file holds; empty if it can't be shown."""
        found = self.look(name)
        return found.digest if isinstance(found, Seen) else ""
