"""What the last build left in the place of the site. A file that is to hold the same again, and that nobody has touched since, is taken
over into the new site by a second name instead of being written anew.

Untouched is a file that has the size, the times, the rights and the place on the disk that it had when the site was published. Its
rights and its owner must be those that a new one has too: who was given others by mistake makes the site anew, and so does who comes
after a build of the system's administrator.
"""

import contextlib
import os
import re
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

from macros.files.kept import Kept, digest, joined, parted
from macros.publish import mark
from macros.publish.tree import State, folders_of, is_as_left, place_of, states_of

_KNOWN = digest("known")
_SEAL = digest("seal")
_HIDDEN = re.compile(r"(?:^|/)\.")


class Left:
    """The files of a site, as far as it is known what they hold.

    Args:
        site: where it lies; None: nothing is known.
        stores: the folder where that is kept; None: nothing is known either.
        spare: where a second tree of names of the same files may lie (`swap.py`).
    """

    def __init__(self, site: Path | None, stores: Path | None, spare: Path | None = None):
        self._site, self._spare = str(site or ""), spare
        self._store = Kept(stores if site else None, "left", self._site)
        self._is_kept = bool(site and stores)
        self._now: dict[str, str] = {}
        self.taken: set[str] = set()
        """The files that are taken over."""
        self.is_linked_anew = False
        """Whether what is taken over got second names by this build, which the times of a file tell too."""
        self.has_spare = False
        """Whether the second tree has the names of the new site too."""
        self._folders: set[str] = set()
        self._rights = 0, 0
        kept = self._store.get(_KNOWN)
        self._store.close()
        self._there, self._folders_there, self._folders_spare = map(_table, parted(kept)) if kept else ({}, {}, {})
        """By path what a file of the last site held and how it was, in one line; how its folders were, and those of its second tree."""

    def put(self, path: str, told: bytes, building: Path) -> bool:
        """Whether the file at `path` holds what is `told`, a digest of its content, and is taken over. If not, whoever asks writes it
        into the site `building`, where its folder is then."""
        self.hold(path, told)
        if self._there and not self._rights[0]:  # where nothing is known the new site may have no mark either
            self._rights = self._rights_of(building)
        known = self._there.get(path, "")
        if known.startswith(told.hex()):
            with contextlib.suppress(OSError):  # it has gone
                one = os.lstat(f"{self._site}/{path}")
                if (one.st_mode, one.st_uid) == self._rights and known == f"{told.hex()} {file_state(one)}":
                    self.taken.add(path)
                    return True
        if (folder := f"{building}/{path.rpartition('/')[0]}") not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return False

    def hold(self, path: str, told: bytes) -> None:
        """The file at `path` of the new site holds what is `told`."""
        self._now[path] = told.hex()
        self.taken.discard(path)

    def at(self, path: str, building: Path) -> Path:
        """Where the file at `path` of the new site lies as long as that is not in its place."""
        return Path(self._site if path in self.taken else building, path)

    def tells_the_next(self) -> bool:
        """Whether the next build will know what the new site holds."""
        return self._is_kept and bool(self._now)

    def is_whole(self) -> bool:
        """Whether no name has come or gone in the site, but for what stays at its top. Not known where a file has one name alone: such
        disks need not note when a folder changes."""
        return bool(self._folders_spare) and self._has_all_names(Path(self._site), self._folders_there, stays=mark.KEPT)

    def has_all_names(self, last: Path) -> bool:
        """Whether the last site, which was moved to `last`, has the names that it had, and no others."""
        return self._has_all_names(last, self._folders_there)

    def spare_has_all_names(self) -> bool:
        """Whether the second tree is there and as the last build left it, with the names of the last site."""
        return self._spare is not None and self._has_all_names(self._spare, self._folders_spare)

    def gone(self, files: Collection[str]) -> set[str]:
        """The files of the last site that are none of the new one, which has these."""
        return self._there.keys() - files - {mark.NAME}

    def save(self, files: Collection[str]) -> None:
        """Note, when the new site of these files is in the place of the last one, what they hold and how they are: of what was taken over,
        how it was then, so that whoever wrote into it meanwhile is found out."""
        there = {path: self._there[path] for path in self.taken}
        for path in {*files, mark.NAME} - (set() if self.is_linked_anew else self.taken):
            before = there.pop(path, None)
            with contextlib.suppress(OSError):  # somebody is at work in it
                now = f"{self._now.get(path, '')} {_state(f'{self._site}/{path}')}"
                if before is None or _is_same(before, now):
                    there[path] = now
        of_site: dict[str, State] = {}
        of_spare: dict[str, State] = {}
        if len(there) == len(files) + 1:  # else it is known what files hold, but of no folder what is in it
            folders = folders_of(files)
            kept = {} if self.is_linked_anew else folders - folders_of({*self.gone(files), *files} - self.taken)
            with contextlib.suppress(OSError):  # the same
                of_site = self._folders_now(Path(self._site), folders, self._folders_spare, kept)
                if self._spare and self.has_spare:
                    of_spare = self._folders_now(self._spare, folders, self._folders_there, kept)
        known = there, of_site, of_spare
        with self._store as store:
            store.put(_KNOWN, joined([_lines(one) for one in known]))
            store.put(_SEAL, seal({path: one.partition(" ")[2] for path, one in there.items()}, of_site))

    def _folders_now(
        self, tree: Path, folders: set[str], before: dict[str, State], kept: Collection[str]
    ) -> dict[str, State]:
        """How the folders of a tree are; of those in which no name was changed (`kept`), how they were before. OSError."""
        same = {folder: before[folder] for folder in kept if folder in before}
        return same | states_of(tree, folders - same.keys())

    def _rights_of(self, building: Path) -> tuple[int, int]:
        """The rights of new files, and whose they are. Where none can have a second name, nothing is known from now on."""
        file, second = building / mark.NAME, building / f"{mark.NAME}.2"
        if not self._folders_spare:
            try:
                os.link(file, second)
                os.unlink(second)
            except OSError:
                self._there = {}
        one = os.lstat(file)
        return one.st_mode, one.st_uid

    def _has_all_names(self, tree: Path, folders: dict[str, State], stays: re.Pattern[str] | None = None) -> bool:
        known = {path.partition("/")[0] for path in self._there}
        try:
            others = set(os.listdir(tree)) - known
        except OSError:
            return False
        return (
            bool(folders)
            and all(stays and stays.fullmatch(name) for name in others)
            and all(_is_there(f"{tree}/{path}", self._there[path]) for path in known if path in self._there)
            and is_as_left(tree, folders)
        )


def sealed(site: Path, stores: Path) -> bytes | None:
    """The seal of a site as the last build left it; None if that isn't known."""
    with contextlib.closing(Kept(stores, "left", str(site))) as store:
        return store.get(_SEAL)


def seal(files: Mapping[str, str], folders: Mapping[str, State]) -> bytes:
    """A digest of what lies in a site and when it was put there, by the states of its files and of the folders in which they lie. What
    has a dot before its name does not count, but for our mark."""
    told = [f"{path}:{state}" for path, state in files.items() if path == mark.NAME or not _HIDDEN.search(path)]
    told += [f"{path}/{place_of(state)}" for path, state in folders.items() if not _HIDDEN.search(path)]
    return digest("\n".join(sorted(told)))


def file_state(one: os.stat_result) -> str:
    """How a file is."""
    return f"{one.st_size} {one.st_mtime_ns} {one.st_ino} {one.st_mode} {one.st_ctime_ns}"


def _lines(table: Mapping[str, str]) -> bytes:
    """What is told by path, a line each; no path of a site has a line's end."""
    return "\n".join(f"{told}\t{path}" for path, told in table.items()).encode("utf-8", "surrogatepass")


def _table(lines: bytes) -> dict[str, str]:
    """The same by path again."""
    each = (line.split("\t", 1) for line in lines.decode("utf-8", "surrogatepass").split("\n") if line)
    return {path: told for told, path in each}


def _state(file: str) -> str:
    """How a file is. OSError if it is none."""
    one = os.lstat(file)
    if not stat.S_ISREG(one.st_mode):
        raise OSError(file)
    return file_state(one)


def _is_there(file: str, noted: str) -> bool:
    """Whether it is still the file of which that was `noted` that has this name."""
    try:
        return _is_same(_state(file), noted.partition(" ")[2])
    except OSError:
        return False


def _is_same(one: str, other: str) -> bool:
    """Whether two states differ by no more than a name that came or went, which is noted in the last of their times."""
    return one.rpartition(" ")[0] == other.rpartition(" ")[0]
