"""One at a time: a lock on a place, which ends with the process that holds it, however that ends."""

import contextlib
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from macros.files.together import DESK, LOCK
from macros.language.problems import DataError, in_file
from macros.language.reasons import why
from macros.publish.place import Refused

_PAUSE = 0.05  # seconds between two tries
_PATIENCE = 10.0  # seconds that whoever writes records waits for another
_BEYOND = 1 << 30  # Windows locks bytes, which nobody else can then read; those at the start tell who is at work


class Lock:
    """Held from now until `release` or the end of the process. Refused, with who holds it, if another process still does
    after `patience` seconds."""

    def __init__(self, file: Path, of: str, patience: float = 0):
        self._file = file
        until = time.monotonic() + patience
        while True:
            try:
                self._opened: int | None = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
            except OSError as error:
                raise Refused(f"Không ghi được vào {file.parent}: {file.name}: {why(error)}.") from error
            if not _locked(self._opened):
                os.lseek(self._opened, 0, os.SEEK_SET)
                holder = os.read(self._opened, 200)
                os.close(self._opened)
                if time.monotonic() < until:
                    time.sleep(_PAUSE)
                    continue
                who = holder.decode("utf-8", errors="replace").strip() or "chưa rõ tiến trình nào"
                raise Refused(f"Một lệnh build khác đang chạy cho {of} ({who}). Chờ lệnh ấy xong rồi chạy lại.")
            with contextlib.suppress(OSError):
                if os.path.samestat(os.fstat(self._opened), os.stat(file)):
                    break
            os.close(self._opened)  # who held it took the file away between our opening and locking it
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(self._opened, 0)
            os.lseek(self._opened, 0, os.SEEK_SET)
            os.write(self._opened, f"tiến trình {os.getpid()}, từ {datetime.now():%H:%M:%S ngày %d/%m/%Y}".encode())

    def release(self) -> None:
        """Let others in, and leave no file behind."""
        if self._opened is None:
            return
        with contextlib.suppress(OSError):  # Windows can't while the file is open
            self._file.unlink()
        os.close(self._opened)
        self._opened = None
        if os.name == "nt":
            with contextlib.suppress(OSError):
                self._file.unlink()


def held_to_write(data: Path) -> Lock:
    """Hold what whoever changes several files of a data folder together holds, in the desk's own folder there. DataError if another
    process does and doesn't end; OSError if the folder can't be written into."""
    try:
        return Lock(data / DESK / LOCK, str(data), _PATIENCE)
    except Refused as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        what = "bàn làm việc đang ghi vào thư mục này mà chưa xong"
        raise DataError([in_file(data, what, "Chờ bàn làm việc ghi xong rồi chạy lại")]) from None


def _locked(opened: int) -> bool:
    """Take the lock; whether it could be had. Where the file system knows no locks there is none to wait for."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(opened, _BEYOND, os.SEEK_SET)
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
            os.lseek(opened, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
