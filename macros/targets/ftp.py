"""A host that is reached by FTP with TLS, as most shared hosting offers: nothing, and no password above all, goes over an open line.

Standard library. The session of the control connection is used for those of data too, as servers demand so that nobody else can
take these. What a server lacks is done without: MLSD, SITE CHMOD, renaming over a file.
"""

import ftplib
import posixpath
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from macros.records.destination import Destination
from macros.targets import reasons
from macros.targets.host import OPEN, WIDE, Done, Found, Host
from macros.targets.listing import of_facts, of_line
from macros.targets.reasons import reason_of, refused
from macros.targets.talk import Password

_PATIENCE = 60  # seconds without an answer
_NOT_THERE = ("550", "450")
_EMPTY = "no files", "no such", "not found"
_UNKNOWN = ("500", "501", "502", "504")


class _Connection(ftplib.FTP_TLS):
    """The stdlib's, whose data connections go on with the session of the control connection."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        assert isinstance(self.sock, ssl.SSLSocket)
        try:
            wrapped = self.context.wrap_socket(connection, server_hostname=self.host, session=self.sock.session)
        except BaseException:
            connection.close()
            raise
        return wrapped, size

    def storbinary(self, cmd: str, fp: BinaryIO, *_: object, **__: object) -> str:  # type: ignore[override]
        self.voidcmd("TYPE I")
        connection = self.transfercmd(cmd)
        try:
            while piece := fp.read(1 << 16):
                connection.sendall(piece)
            if isinstance(connection, ssl.SSLSocket):
                with suppress(OSError):
                    connection.unwrap()
        finally:
            connection.close()
        return self.voidresp()


class Ftp(Host):
    """The host of `target`."""

    sees_all = False

    def __init__(self, target: Destination, password: Password, context: ssl.SSLContext | None = None):
        self._target, self._password = target, password
        self._ftp = _Connection(context=context or ssl.create_default_context(), timeout=_PATIENCE, encoding="utf-8")
        self._lists: str | None = None
        self._modes_set: bool | None = None
        try:
            self.top = self._open()
        except BaseException:
            self._ftp.close()
            raise

    def _open(self) -> str:
        """Connect and log in; return the folder of the site."""
        target = self._target
        with self._in_words(str(target.host)):
            self._ftp.connect(str(target.host), target.port or ftplib.FTP_PORT)
        with self._in_words(str(target.host), tls=True):
            self._ftp.auth()
        self._log_in()
        with self._in_words(str(target.host), tls=True):
            self._ftp.prot_p()
        with self._in_words(target.path):
            home = self._ftp.pwd()
        return posixpath.normpath(posixpath.join("/", home, target.path.removeprefix("~/")))

    def _log_in(self) -> None:
        if not (password := self._password.get()):
            raise refused(reasons.WRONG_PASSWORD, self._target.user)
        try:
            with self._in_words(str(self._target.host)):
                self._ftp.sendcmd(f"USER {self._target.user}")
                try:
                    self._ftp.sendcmd(f"PASS {password}")
                except ftplib.error_perm:
                    self._password.was_wrong()
                    raise refused(reasons.WRONG_PASSWORD, self._target.user) from None
        except BaseException:
            self.close()
            raise
        self._password.was_right()

    def names(self, folder: str) -> dict[str, Found]:
        if self._lists is None:
            with self._in_words(folder):
                self._lists = "MLSD" if re.search("MLS[DT]", self._reply("FEAT")) else "LIST -a"
        with self._in_words(folder):
            try:
                return self._listed(folder)
            except ftplib.error_perm as error:
                if str(error)[:3] in _UNKNOWN and self._lists != "LIST":
                    self._lists = "LIST -a" if self._lists == "MLSD" else "LIST"
                    return self.names(folder)
                # Some say the same of a folder that they don't show: what lies there would be written over.
                is_empty = any(words in str(error).lower() for words in _EMPTY)
                if str(error)[:3] in _NOT_THERE and (is_empty or not self._is_folder(folder)):
                    return {}
                raise

    def _listed(self, folder: str) -> dict[str, Found]:
        if self._lists == "MLSD":
            lines = self._ftp.mlsd(folder)
            return {name.rpartition("/")[2]: one for name, facts in lines if (one := of_facts(name, facts))}
        # By the name of the folder one stands in: a name with a blank, or an old server, makes nothing of others.
        self._ftp.cwd(folder)
        said: list[str] = []
        self._ftp.retrlines(str(self._lists), said.append)
        return dict(told for line in said if (told := of_line(line)))

    def read(self, path: str) -> bytes | None:
        content = BytesIO()
        with self._in_words(path):
            try:
                self._ftp.retrbinary(f"RETR {path}", content.write)
            except ftplib.error_perm as error:
                if str(error)[:3] in _NOT_THERE:
                    return None
                raise
        return content.getvalue()

    def write(self, path: str, content: bytes) -> None:
        with self._in_words(path):
            self._stored(path, BytesIO(content))

    def upload(self, files: Sequence[tuple[Path, str]], done: Done) -> None:
        for file, path in files:
            with self._in_words(path), open(file, "rb") as content:
                self._stored(path, content)
            done()

    def _stored(self, path: str, content: BinaryIO) -> None:
        self._ftp.storbinary(f"STOR {path}", content)
        if self._modes_set is None:  # where the host makes files that nobody else may read, each is told otherwise
            found = self._found(path)
            mode = found.mode if found else None
            self._modes_set = mode is not None and mode & OPEN != OPEN
        if self._modes_set:
            self._mode(path, OPEN)

    def _mode(self, path: str, mode: int) -> None:
        with suppress(ftplib.error_perm):
            self._ftp.sendcmd(f"SITE CHMOD {mode:o} {path}")

    def rename(self, old: str, new: str) -> None:
        with self._in_words(new):
            try:
                self._ftp.rename(old, new)
            except ftplib.error_perm as error:
                if not self._refuses_over(error, new):
                    raise
                self._ftp.delete(new)
                self._ftp.rename(old, new)

    def _refuses_over(self, error: ftplib.error_perm, new: str) -> bool:
        """Whether a server, as of Windows, gives no file the name of another: for a moment there is none then."""
        if str(error)[:3] not in ("550", "553"):
            return False
        return self._found(new) is not None

    def _found(self, path: str) -> Found | None:
        """What lies at a path."""
        folder, _, name = path.rpartition("/")
        return self.names(folder or "/").get(name)

    def take(self, old: str, new: str) -> bool:
        with self._in_words(new):
            try:
                self._ftp.rename(old, new)
            except ftplib.error_perm:
                if self._found(new):
                    return False
                raise
        return True

    def delete(self, path: str) -> None:
        with self._in_words(path):
            try:
                self._ftp.delete(path)
            except ftplib.error_perm as error:
                if str(error)[:3] not in _NOT_THERE or self._found(path):
                    raise

    def make_folder(self, path: str) -> None:
        with self._in_words(path):
            try:
                self._ftp.mkd(path)
            except ftplib.error_perm:
                if self._is_folder(path):
                    return
                above = path.rpartition("/")[0]
                if not above or self._is_folder(above):
                    raise
                self.make_folder(above)
                self._ftp.mkd(path)
            if self._modes_set is not False:
                self._mode(path, WIDE)

    def _is_folder(self, path: str) -> bool:
        here = self._ftp.pwd()
        try:
            self._ftp.cwd(path)
        except ftplib.error_perm:
            return False
        self._ftp.cwd(here)
        return True

    def remove_folder(self, path: str) -> None:
        with self._in_words(path), suppress(ftplib.error_perm):
            self._ftp.rmd(path)

    def close(self) -> None:
        try:
            self._ftp.quit()
        except (OSError, EOFError, ftplib.Error):
            self._ftp.close()

    def _reply(self, command: str) -> str:
        try:
            return self._ftp.sendcmd(command)
        except ftplib.error_perm:
            return ""

    @contextmanager
    def _in_words(self, of: str, tls: bool = False) -> Iterator[None]:
        try:
            yield
        except ftplib.all_errors as error:
            reason = reason_of(error)
            if tls and isinstance(error, ftplib.Error):
                reason = reasons.NO_TLS
            raise refused(reason, error if isinstance(error, ftplib.Error) else of) from None
