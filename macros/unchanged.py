"""Whether anything has changed since a command was last given: if not, it says again what it said, and leaves what it made.

All that it is given is looked at, byte by byte: the data, the pages, templates and styles, the code, the packages, the settings, the
day, the rights that new files get. Of pictures, films and papers, which are large, it is looked at when they were written. A site
counts as left as it was if each of its files has the size, the place and the times that it had when it was published, as Git has it.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from macros.files.found import Seen, content_of
from macros.files.kept import Kept, digest, folder_for
from macros.files.makers import makers
from macros.files.together import DESK
from macros.language.clock import today
from macros.publish import mark
from macros.publish.left import file_state, seal, sealed
from macros.publish.tree import folder_state, folders_of
from macros.records.media import FOLDER as MEDIA

ROOT = Path(__file__).parents[1]
_BESIDE = ("docs", "overrides", "mkdocs.yml")
_SIZE = 16  # bytes of a digest
_FILE = b"="
# What is in the data folder and is not read: a repository of its own, what tells other builds that one writes there, and what the desk
# keeps for itself.
_NOT_READ = re.compile(rf"\.git|\.published\.lock|{re.escape(DESK)}")
# What hosts and Git keep beside the pages; the list of what a build wrote is ours.
_OF_HOSTS = re.compile(r"\.(?!site-files$).*")


def given(data: Path, *settings: str, seen: Seen | None = None) -> bytes:
    """A digest of all that a command is given: `settings` and what lies in the project and in `data`. What is seen there of files is put
    into `seen`, so that nobody has to look at them again."""
    told = hashlib.blake2b(digest_size=_SIZE)
    for top in (data, *(ROOT / name for name in _BESIDE)):
        told.update(b"/")  # so that what is the last in one of them isn't the first in the next
        for path, kind, content in _contents(top):
            told.update(b"%d:" % len(path) + path + kind + (of := digest(content)))
            if seen is not None and top is data and kind == _FILE:
                seen[os.fsdecode(path)] = of, len(content)
    rights = os.umask(0)  # what is made has them
    os.umask(rights)
    return digest(told.digest(), makers(), str(today()), str(rights), os.getcwd(), str(data), *settings)


class Last:
    """What a command said last of a data folder, and of what; `name` is that of the command."""

    def __init__(self, data: Path, name: str):
        self._stores = folder_for(data)
        self._store = Kept(self._stores, f"last-{name}")

    def said(self, now: bytes, site: Path | None = None) -> str | None:
        """What it said when it was given `now`, as `given` has it, and left `site`; None if that was something else."""
        kept = self._store.get(now)
        self._store.close()
        try:
            if kept is None or (site and kept[:_SIZE] != _state(site)):
                return None
        except OSError:  # another site is taking its place
            return None
        return kept[_SIZE:].decode("utf-8", "replace")

    def remember(self, now: bytes, said: str, site: Path | None = None) -> None:
        """Remember what it said when it was given `now` and published `site`, and nothing else."""
        state = sealed(site, self._stores) if site else bytes(_SIZE)
        with self._store as store:
            if state:
                store.put(now, state + said.encode("utf-8", "surrogatepass"))


def _contents(top: Path) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield (path, `_FILE`, content) of every file in `top`; of what is no file, what it is; of a link what is never the same again."""
    if top.is_file():
        yield b"", _FILE, top.read_bytes()
        return
    for path, entry in _entries(str(top), _NOT_READ):
        name = os.fsencode(path)
        try:
            if entry.is_symlink():  # what it leads to may have changed, and may be a folder that leads back here
                yield name, b"@", os.urandom(16)
            elif path.startswith(f"{MEDIA}/"):
                one = entry.stat(follow_symlinks=False)
                state = repr((one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino))
                yield name, b":", state.encode()
            elif entry.is_file(follow_symlinks=False):
                yield name, _FILE, content_of(entry.path)
            else:
                yield name, b"%", b"%o" % entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            yield name, b"!", b"%d" % (error.errno or 0)


def _state(site: Path) -> bytes:
    """The seal of what lies in a site, but for what hosts want at its top."""
    ours = mark.read(site) or frozenset()
    files, folders = {}, {}
    for path, entry in _entries(str(site), _OF_HOSTS):
        one = os.lstat(entry.path)  # as it was noted: on Windows an entry knows no number on the disk
        if entry.is_dir(follow_symlinks=False):
            folders[path] = folder_state(one)
        elif path in ours or path == mark.NAME or not mark.KEPT.fullmatch(path):
            files[path] = file_state(one)
    return seal(files, {folder: folders[folder] for folder in folders_of(files)})


def _entries(top: str, passing: re.Pattern[str], below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield (path, entry) of all in a folder, in the order of their names, and in the folders below; of none whose name is `passing`."""
    try:
        with os.scandir(f"{top}/{below}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if passing.fullmatch(entry.name):
            continue
        yield f"{below}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(top, passing, f"{below}{entry.name}/")
