"""Files written whole or not at all: never half, and never over another that nobody meant to replace."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Put `text` in the place of what `file` held. OSError if that can't be; the file is then as it was."""
    with _written_beside(file, text) as made:
        os.replace(made, file)


def write_new(file: Path, text: str) -> None:
    """Make `file` of `text`. FileExistsError if there is one; any other OSError if it can't be, and then there is none."""
    with _written_beside(file, text) as made:
        try:
            os.link(made, file)  # unlike a rename, it refuses what is there
        except FileExistsError:
            raise
        except (OSError, AttributeError):  # a file system without links
            if os.path.lexists(file):
                raise FileExistsError(None, None, str(file)) from None
            os.rename(made, file)


@contextlib.contextmanager
def _written_beside(file: Path, text: str) -> Iterator[Path]:
    # A name of our own: two commands may be writing. It is no `.yml`, so what a kill leaves is not taken for a record.
    made = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with made.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        yield made
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
