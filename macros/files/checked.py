"""What is dear to make, kept in a file of its own by a name that tells all that it is made of, with a check of what it holds: what is
damaged, or another file's, is not found and made anew; so is what others made, if `makers` are told.
"""

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

from macros.files.kept import digest

_CHECK = 16  # bytes of a digest
_FEW = 1000  # files


def kept(file: Path, *makers: bytes) -> bytes | None:
    """What was kept in a file; None if nothing was, or it isn't whole any more."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content[_CHECK:] if content[:_CHECK] == digest(file.name, *makers, content[_CHECK:]) else None


def keep(file: Path, content: bytes, *makers: bytes) -> None:
    """Keep this in a file; where nothing can be written, nothing is kept."""
    made = file.with_name(f"{file.name}.{os.getpid()}")  # two builds may write at once
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(digest(file.name, *makers, content) + content)
        made.replace(file)
    except OSError:
        with contextlib.suppress(OSError):  # on a full disk a part of it may be there
            made.unlink()


def sweep(folder: Path, used: Collection[str]) -> None:
    """Delete the oldest of what isn't `used`, if there is more of it than of what is, as other data folders may want it; a few stay anyway."""
    with contextlib.suppress(OSError):  # another build sweeps too
        others = [folder / name for name in {*os.listdir(folder)}.difference(used)]
        if len(others) > (most := max(_FEW, len(used))):
            for file in sorted(others, key=lambda one: one.stat().st_mtime_ns)[:-most]:
                file.unlink()
