"""ZIP files of our own: the same contents give the same bytes, on every system."""

import os
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from macros.files.whole import written_beside

_FIRST = date(1980, 1, 1)  # that the format knows
_UNIX, _OPEN = 3, 0o100644


def write_zip(
    file: Path, contents: Iterable[tuple[str, bytes]], stored: tuple[str, ...] = (), day: date = _FIRST
) -> None:
    """Put a ZIP file of these names and contents, each as of `day`, in the place of `file`; what ends as one of `stored` gets no
    smaller. OSError if that can't be; what was there is then as it was."""
    with written_beside(file, b"") as made:
        with made.open("wb") as out:
            with zipfile.ZipFile(out, "w") as packed:
                for name, content in contents:
                    about = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
                    about.create_system, about.external_attr = _UNIX, _OPEN << 16
                    kind = zipfile.ZIP_STORED if name.endswith(stored) else zipfile.ZIP_DEFLATED
                    packed.writestr(about, content, kind)
            out.flush()
            os.fsync(out.fileno())
        os.replace(made, file)


def holds(file: Path, name: str) -> bool:
    """Whether there is a ZIP file that has a part of that name."""
    try:
        with zipfile.ZipFile(file) as packed:
            return name in packed.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
