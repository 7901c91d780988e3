"""Files written whole or not at all: never half, and never over another that nobody meant to replace."""

import contextlib
import errno
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from macros.language.problems import DataError, in_file


def write_whole(file: Path, text: str | bytes) -> None:
    """Put `text` in the place of what `file` held. OSError if that can't be; the file is then as it was."""
    with written_beside(file, text) as made:
        os.replace(made, file)


def write_among(file: Path, content: bytes, most: int) -> None:
    """The same among the newest `most` files of a folder, which need not be there; the others go."""
    file.parent.mkdir(exist_ok=True)
    write_whole(file, content)
    for old in sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)[:-most]:
        old.unlink()


def write_new(file: Path, text: str | bytes) -> None:
    """Make `file` of `text`, in a folder that need not be there yet. FileExistsError if there is one; any other OSError if it
    can't be, and then there is none."""
    new_folders = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with written_beside(file, text) as made:
            put_new(made, file)
    except OSError:
        for folder in new_folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def put_new(made: Path, file: Path) -> None:
    """Give a file that is whole, on the same disk, its name; the other may stay. FileExistsError if there is one, or any other OSError."""
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    try:
        os.link(made, file)  # unlike a rename, it refuses what came there in this moment
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without links
        os.rename(made, file)


def write_named(file: Path, text: str | bytes) -> None:
    """The same of a file that staff have named. DataError if there is one."""
    try:
        write_new(file, text)
    except FileExistsError:
        raise DataError([in_file(file, "đã có tệp này", "Đặt tên khác, hoặc chuyển tệp cũ đi nơi khác")]) from None


def is_free(folder: Path) -> bool:
    """Whether a folder isn't there, or holds nothing but what has a dot before its name."""
    try:
        return all(name.startswith(".") for name in os.listdir(folder))
    except OSError:
        return not os.path.lexists(folder)


@contextlib.contextmanager
def filled(folder: Path, last: str) -> Iterator[Path]:
    """A hidden folder beside `folder` to be filled, whose contents are in the end in `folder`, the file `last` after all others;
    or nothing is. What has a dot before its name may lie in `folder` already, and stays.

    Raises FileExistsError if there is anything else, or any other OSError.
    """
    empty = not folder.exists()
    if not is_free(folder):
        raise FileExistsError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))
    new_folders = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f".{folder.name}.{os.getpid()}-{threading.get_ident()}.new")
    moved: list[str] = []
    try:
        made.mkdir()
        yield made
        if empty:
            os.rename(made, folder)
            return
        for name in sorted(os.listdir(made), key=lambda name: (name == last, name)):
            if os.path.lexists(folder / name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / name))
            os.rename(made / name, folder / name)
            moved.append(name)
    except BaseException:
        for name in moved:
            os.rename(folder / name, made / name)
        shutil.rmtree(made, ignore_errors=True)
        for one in new_folders:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise
    shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def written_beside(file: Path, text: str | bytes) -> Iterator[Path]:
    """A file beside `file` that holds `text` as it is, line ends too, to be put in its place; it is gone in the end."""
    # A name of our own: two commands may be writing. It is no `.yml`, so what a kill leaves is not taken for a record.
    made = file.with_name(f".{file.stem}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        with made.open("wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())  # else a machine that loses its power may keep the new name and lose what it held
        yield made
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)
