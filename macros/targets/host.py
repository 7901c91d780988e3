"""What every host can do with files, be it this machine or one on the other side of the world. Paths are the host's own."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

Done = Callable[[], None]
"""Told after each of several things is done."""
WIDE, OPEN = 0o755, 0o644
"""The modes of folders and files: whoever serves the site may read them."""


class Found(NamedTuple):
    """What lies at a path: its size in bytes (None: a folder, or a link to anything), and its mode, as far as it is told."""

    size: int | None
    mode: int | None = None
    is_folder: bool = False


class Host(ABC):
    """The files of one host, and the folder `top` on it that the site's address leads to.

    Every method raises Refused, in words, if the host can't or won't."""

    top: str
    sees_all = True
    """Whether all folders can be looked into in little time."""

    @abstractmethod
    def names(self, folder: str) -> dict[str, Found]:
        """What lies in a folder, by name; nothing if there is no such folder."""

    @abstractmethod
    def read(self, path: str) -> bytes | None:
        """What a file holds; None if there is none."""

    @abstractmethod
    def write(self, path: str, content: bytes) -> None:
        """Write a file, which may be cut off."""

    @abstractmethod
    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in the place of the one that has it, at one stroke where the host can."""

    @abstractmethod
    def take(self, old: str, new: str) -> bool:
        """Give a folder a name that no filled folder has, at one stroke; False if one has."""

    @abstractmethod
    def delete(self, path: str) -> None:
        """Delete a file; nothing if there is none."""

    @abstractmethod
    def make_folder(self, path: str) -> None:
        """Make a folder; nothing if it is there."""

    @abstractmethod
    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is there and empty."""

    def upload(self, files: Sequence[tuple[Path, str]], done: Done) -> None:
        """Write files of this machine to paths of the host; a file that is cut off there is smaller than it should be."""
        for file, path in files:
            self.write(path, file.read_bytes())
            done()

    def rename_all(self, pairs: Sequence[tuple[str, str]], done: Done) -> None:
        """Rename several, in this order."""
        for old, new in pairs:
            self.rename(old, new)
            done()

    def delete_all(self, paths: Sequence[str], done: Done) -> None:
        """Delete several."""
        for path in paths:
            self.delete(path)
            done()

    def make_folders(self, paths: Iterable[str]) -> None:
        """Make several, each after the one that it lies in."""
        for path in paths:
            self.make_folder(path)

    def tree(self, folder: str, wanted: Iterable[str] | None = None) -> dict[str, Found]:
        """What lies in a folder and in those below it, by path below it; of the `wanted` ones alone, if these are named."""
        if wanted is not None:
            chosen = {below: self.names(join(folder, below)) for below in dict.fromkeys(wanted)}
            return {join(below, name): one for below, names in chosen.items() for name, one in names.items()}
        found: dict[str, Found] = {}
        waiting = [""]
        while waiting:
            below = waiting.pop()
            for name, one in self.names(join(folder, below)).items():
                found[join(below, name)] = one
                if one.is_folder:
                    waiting.append(join(below, name))
        return found

    # A host that can have the next site beside the last one, and change them at one stroke, says so by these.

    def beside(self) -> str | None:
        """A folder of ours beside the site, made if need be; None if the host can't change sites at one stroke."""
        return None

    def current(self) -> str:
        """The folder in which the site lies now."""
        return self.top

    def spare(self) -> str:
        """The folder beside it in which the next one is made, or the last one lies."""
        raise NotImplementedError

    def link(self, pairs: Sequence[tuple[str, str]], done: Done) -> bool:
        """Give files a second name; False if the host can't."""
        return False

    def swap(self) -> None:
        """Put the site in the spare folder in the place of the one that is there, which is then in the spare folder."""
        raise NotImplementedError

    def settle(self) -> None:
        """End or undo a swap that was cut off."""

    def close(self) -> None:
        """Leave the host."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def join(folder: str, name: str) -> str:
    """A path below a folder; of the empty folder, the name itself."""
    return f"{folder.rstrip('/') if folder != '/' else ''}/{name}" if folder and name else folder or name
