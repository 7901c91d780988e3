"""A host that is reached by SFTP. Many files travel at once, which is what makes it fast; sites change places at one stroke where the
site's address leads to a link of ours."""

import posixpath
import stat
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import asyncssh

from macros.records.destination import Destination
from macros.targets import reasons
from macros.targets.aside import Aside, gathered
from macros.targets.host import OPEN, WIDE, Done, Found, Host, join
from macros.targets.reasons import reason_of, refused
from macros.targets.ssh import Ssh
from macros.targets.talk import Password, Talk

_FAREWELL = 5  # seconds
_PIECE = 1 << 20  # bytes
_NOT_THERE = (asyncssh.FX_NO_SUCH_FILE, asyncssh.FX_NO_SUCH_PATH)

T = TypeVar("T")


class Sftp(Host):
    """The host of `target`. `hosts_file` holds the keys that somebody has agreed to; `new_key`: another key may be agreed to."""

    def __init__(self, target: Destination, password: Password, talk: Talk, hosts_file: Path, new_key: bool = False):
        self._target = target
        self._aside = Aside()
        self._connection: asyncssh.SSHClientConnection | None = None
        try:
            ssh = Ssh(target, password, talk, hosts_file, new_key)
            self._connection = self._do(ssh.connected())
            self._sftp: asyncssh.SFTPClient = self._do(_started(self._connection))
            self.top = self._do(self._place(target.path))
            self._control = self._do(self._swappable())
        except BaseException:
            self.close()
            raise

    async def _place(self, path: str) -> str:
        """The path of the site, whole. What it leads to is not followed: it may be our own link."""
        home = await self._sftp.realpath(".")
        whole = posixpath.normpath(posixpath.join(str(home), path.removeprefix("~/")))
        folder, name = posixpath.split(whole)
        with suppress(asyncssh.SFTPError):
            folder = str(await self._sftp.realpath(folder))
        return join(folder, name)

    async def _swappable(self) -> str:
        """The folder of ours beside the site, if there is to be one: where nothing lies yet, or a link of ours, and the host can link."""
        folder, name = posixpath.split(self.top)
        control = join(folder, f".{name}.publish")
        try:
            about = await self._sftp.lstat(self.top)
            ours = stat.S_ISLNK(about.permissions or 0) and str(await self._sftp.readlink(self.top)).startswith(
                f".{name}.publish/"
            )
            return control if ours else ""
        except asyncssh.SFTPError as error:
            if error.code not in _NOT_THERE:
                return ""
        return control if await self._can_link(control) else ""

    async def _can_link(self, control: str) -> bool:
        """Whether the host gives files a second name, and puts one link in the place of another: tried, as few say so."""
        names = [join(control, f"try-{name}") for name in ("file", "hard", "one", "two")]
        try:
            with suppress(asyncssh.SFTPFailure):
                await self._sftp.makedirs(control, asyncssh.SFTPAttrs(permissions=WIDE), exist_ok=True)
            async with self._sftp.open(names[0], "wb") as out:
                await out.write(b"x")
            await self._sftp.link(names[0], names[1])
            for name in names[2:]:
                await self._sftp.symlink("try-file", name)
            await self._sftp.posix_rename(names[2], names[3])
            return str(await self._sftp.readlink(names[3])) == "try-file"
        except asyncssh.SFTPError:
            return False
        finally:
            for name in names:
                with suppress(asyncssh.SFTPError):
                    await self._sftp.remove(name)

    # Files

    def names(self, folder: str) -> dict[str, Found]:
        return self._do(self._names(folder))

    async def _names(self, folder: str) -> dict[str, Found]:
        found = {}
        try:
            async for entry in self._sftp.scandir(folder):
                if (name := str(entry.filename)) not in (".", ".."):
                    mode = entry.attrs.permissions or 0
                    size = entry.attrs.size if stat.S_ISREG(mode) else None
                    found[name] = Found(size, stat.S_IMODE(mode), stat.S_ISDIR(mode))
        except asyncssh.SFTPError as error:
            if error.code not in _NOT_THERE and not isinstance(error, asyncssh.SFTPNotADirectory):
                raise
        return found

    def tree(self, folder: str, wanted: Iterable[str] | None = None) -> dict[str, Found]:
        return self._do(self._tree(folder))

    async def _tree(self, top: str) -> dict[str, Found]:
        found: dict[str, Found] = {}
        level = [""]
        while level:
            listed = await gathered([self._names(join(top, below)) for below in level])
            inner = {
                join(below, name): one
                for below, names in zip(level, listed, strict=True)
                for name, one in names.items()
            }
            found |= inner
            level = [path for path, one in inner.items() if one.is_folder]
        return found

    def read(self, path: str) -> bytes | None:
        async def reading() -> bytes | None:
            try:
                async with self._sftp.open(path, "rb") as file:
                    content = await file.read()
                    return content if isinstance(content, bytes) else content.encode()
            except asyncssh.SFTPError as error:
                if error.code in _NOT_THERE:
                    return None
                raise

        return self._do(reading())

    def write(self, path: str, content: bytes) -> None:
        self._do(self._written(path, [content]))

    async def _written(self, path: str, pieces: Iterable[bytes]) -> None:
        async with self._sftp.open(path, "wb") as out:
            for piece in pieces:
                await out.write(piece)
            await out.setstat(asyncssh.SFTPAttrs(permissions=OPEN))

    def upload(self, files: Sequence[tuple[Path, str]], done: Done) -> None:
        async def one(file: Path, path: str) -> None:
            await self._written(path, _pieces(file))

        self._each((partial(one, *pair) for pair in files), done)

    def rename(self, old: str, new: str) -> None:
        self._do(self._sftp.posix_rename(old, new))

    def rename_all(self, pairs: Sequence[tuple[str, str]], done: Done) -> None:
        self._each((partial(self._sftp.posix_rename, *pair) for pair in pairs), done)

    def take(self, old: str, new: str) -> bool:
        async def taking() -> bool:
            try:
                await self._sftp.posix_rename(old, new)
            except asyncssh.SFTPError:
                if await self._sftp.exists(new):
                    return False
                raise
            return True

        return self._do(taking())

    def delete(self, path: str) -> None:
        self._do(self._deleted(path))

    def delete_all(self, paths: Sequence[str], done: Done) -> None:
        self._each((partial(self._deleted, path) for path in paths), done)

    async def _deleted(self, path: str) -> None:
        try:
            await self._sftp.remove(path)
        except asyncssh.SFTPError as error:
            if error.code not in _NOT_THERE:
                raise

    def make_folder(self, path: str) -> None:
        async def making() -> None:
            if not await self._sftp.isdir(path):
                await self._sftp.makedirs(path, asyncssh.SFTPAttrs(permissions=WIDE), exist_ok=True)
                await self._sftp.chmod(path, WIDE)

        self._do(making())

    def remove_folder(self, path: str) -> None:
        async def removing() -> None:
            with suppress(asyncssh.SFTPError):
                await self._sftp.rmdir(path)

        self._do(removing())

    # Sites that change places: the site is a link of ours, to one of two folders beside it

    def beside(self) -> str | None:
        return self._control or None

    def current(self) -> str:
        return join(self._control, self._number()) if self._control else self.top

    def spare(self) -> str:
        return join(self._control, "1" if self._number() == "0" else "0")

    def _number(self) -> str:
        async def reading() -> str:
            try:
                await self._sftp.lstat(self.top)
            except asyncssh.SFTPError as error:
                if error.code in _NOT_THERE:
                    return "0"  # there is no site yet
                raise
            name = posixpath.basename(str(await self._sftp.readlink(self.top)))
            if name not in ("0", "1"):
                raise refused(reasons.MISSING, self.top)
            return name

        return self._do(reading())

    def link(self, pairs: Sequence[tuple[str, str]], done: Done) -> bool:
        async def one(old: str, new: str) -> None:
            try:
                await self._sftp.link(old, new)
            except asyncssh.SFTPError:
                if not stat.S_ISLNK((await self._sftp.lstat(old)).permissions or 0):
                    raise
                await self._sftp.symlink(await self._sftp.readlink(old), new)

        self._each((partial(one, *pair) for pair in pairs), done)
        return True

    def swap(self) -> None:
        link = join(self._control, "link")
        leads = posixpath.relpath(self.spare(), posixpath.dirname(self.top))

        async def swapping() -> None:
            await self._deleted(link)
            await self._sftp.symlink(leads, link)
            await self._sftp.posix_rename(link, self.top)

        self._do(swapping())

    def close(self) -> None:
        if self._connection:
            self._connection.abort()
            with suppress(Exception):
                self._aside.do(self._connection.wait_closed(), _FAREWELL)
        self._aside.close()

    def _each(self, things: Iterable[Callable[[], Awaitable[Any]]], done: Done) -> None:
        with self._in_words():
            self._aside.each(things, done)

    def _do(self, what: Coroutine[Any, Any, T]) -> T:
        with self._in_words():
            return self._aside.do(what)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (asyncssh.Error, OSError, EOFError) as error:
            said = error.reason if isinstance(error, asyncssh.SFTPError) else self._target.host
            raise refused(_reason(error), said) from None


async def _started(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client()


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece


def _reason(error: Exception) -> reasons.Reason:
    """What an error of SSH means."""
    if isinstance(error, asyncssh.SFTPNoSuchFile | asyncssh.SFTPNoSuchPath):
        return reasons.MISSING
    if isinstance(error, asyncssh.SFTPPermissionDenied | asyncssh.SFTPWriteProtect):
        return reasons.DENIED
    if isinstance(error, asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded):
        return reasons.FULL
    if isinstance(error, asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection | asyncssh.ConnectionLost):
        return reasons.CUT
    if isinstance(error, asyncssh.Error):
        return reasons.UNABLE if isinstance(error, asyncssh.SFTPFailure) else reasons.STRANGE
    return reason_of(error)
