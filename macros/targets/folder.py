"""A folder as a place for the site: of this machine, or shared in the network. Sites change places at one stroke on Linux; elsewhere
there is a moment between two renames, which the next run ends."""

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.targets.host import OPEN, WIDE, Done, Found, Host
from macros.targets.reasons import HELD, reason_here, refused

_AT_FDCWD, _EXCHANGE = -100, 2
_HELD = (errno.EACCES, errno.EPERM, errno.EBUSY)


class Folder(Host):
    """A folder at `path`."""

    def __init__(self, path: str):
        whole = Path(os.path.abspath(os.path.expanduser(path)))
        self.top = whole.as_posix()
        self._control = whole.with_name(f".{whole.name}.publish")
        self._spare, self._last = self._control / "site", self._control / "last"
        self._held = self._control / "held"
        """There from the first time that the folder could not be taken away, as a web server on Windows has it open."""

    def names(self, folder: str) -> dict[str, Found]:
        found = {}
        with _in_words(folder), suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                about = entry.stat(follow_symlinks=False)
                is_file, is_folder = stat.S_ISREG(about.st_mode), stat.S_ISDIR(about.st_mode)
                found[entry.name] = Found(about.st_size if is_file else None, stat.S_IMODE(about.st_mode), is_folder)
        return found

    def read(self, path: str) -> bytes | None:
        with _in_words(path), suppress(FileNotFoundError, NotADirectoryError):
            return Path(path).read_bytes()
        return None

    def write(self, path: str, content: bytes) -> None:
        with _in_words(path), open(path, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
            _set(path, OPEN)

    def rename(self, old: str, new: str) -> None:
        with _in_words(new):
            os.replace(old, new)

    def take(self, old: str, new: str) -> bool:
        try:
            os.rename(old, new)
        except OSError as error:
            if os.path.isdir(new):
                return False
            raise refused(reason_here(error), new) from None
        return True

    def delete(self, path: str) -> None:
        with _in_words(path), suppress(FileNotFoundError):
            os.unlink(path)

    def make_folder(self, path: str) -> None:
        with _in_words(path), suppress(FileExistsError):
            os.makedirs(path)
            _set(path, WIDE)

    def remove_folder(self, path: str) -> None:
        with suppress(OSError):
            os.rmdir(path)

    def upload(self, files: Sequence[tuple[Path, str]], done: Done) -> None:
        for file, path in files:
            with _in_words(path):
                shutil.copyfile(file, path)
                _set(path, OPEN)
            done()

    def beside(self) -> str | None:
        if os.path.islink(self.top) or self._held.exists():
            return None
        try:
            os.makedirs(self._control, exist_ok=True)
            return self._control.as_posix() if os.access(self._control.parent, os.W_OK) else None
        except OSError:
            return None

    def spare(self) -> str:
        return self._spare.as_posix()

    def link(self, pairs: Sequence[tuple[str, str]], done: Done) -> bool:
        for old, new in pairs:
            try:
                os.link(old, new, follow_symlinks=False)
            except (OSError, NotImplementedError):
                with _in_words(new):
                    shutil.copy2(old, new, follow_symlinks=False)
            done()
        return True

    def swap(self) -> None:
        try:
            self._swap()
        except OSError as error:
            if error.errno not in _HELD:
                raise refused(reason_here(error), self.top) from None
            with _in_words(self.top):
                self._held.touch()
                shutil.rmtree(self._spare)
            raise refused(HELD, self.top) from None

    def _swap(self) -> None:
        if not os.path.lexists(self.top):
            os.rename(self._spare, self.top)
        elif not _exchanged(os.fspath(self._spare), self.top):
            os.rename(self.top, self._last)
            try:
                os.rename(self._spare, self.top)
            except OSError:
                os.rename(self._last, self.top)
                raise
            os.rename(self._last, self._spare)

    def settle(self) -> None:
        with _in_words(self.top):
            if self._last.exists():
                os.rename(self._last, self._spare if os.path.lexists(self.top) else self.top)


def _set(path: str, mode: int) -> None:
    with suppress(OSError):  # a share that knows no modes
        os.chmod(path, mode)


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(reason_here(error), error.filename2 or error.filename or path) from None


def _exchange() -> Callable[[bytes, bytes], int] | None:
    """The system's own way to change two folders at one stroke, if it has one."""
    if sys.platform != "linux":
        return None
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    return lambda one, other: int(call(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE))


def _exchanged(one: str, other: str) -> bool:
    """Change two folders at one stroke; False where that can't be. OSError if it fails."""
    if not (call := _exchange()) or call(os.fsencode(one), os.fsencode(other)) == 0:
        return bool(call)
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):  # an old kernel, or a file system that can't
        return False
    raise OSError(number, os.strerror(number), other)
