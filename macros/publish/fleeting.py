"""A folder for what a process makes to be looked at, and for no longer. It goes with the process; what one left behind that was ended by
the system, or with its window, the next one deletes.

    <prefix>…/held  locked as long as the process is there
    <prefix>…/site  what it makes
"""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from macros.publish.lock import Lock
from macros.publish.place import Refused

_HELD = "held"
_BEGINNING = 60  # seconds in which another process that has just begun has surely locked its own


class Fleeting:
    """A folder whose name begins with `prefix`, in the system's own place for what doesn't stay."""

    def __init__(self, prefix: str):
        _sweep(prefix)
        self._whole = tempfile.TemporaryDirectory(prefix=prefix)
        whole = Path(self._whole.name)
        self._lock = Lock(whole / _HELD, str(whole))
        self.folder = whole / "site"
        """Where to make it."""
        self.folder.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing behind."""
        self._lock.release()
        self._whole.cleanup()


def _sweep(prefix: str) -> None:
    """Delete the folders of processes that are there no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError, Refused):  # its process is at work, or it is another's
            if not folder.is_symlink() and time.time() - folder.stat().st_mtime > _BEGINNING:
                (folder / _HELD).stat()
                Lock(folder / _HELD, str(folder)).release()
                shutil.rmtree(folder)
