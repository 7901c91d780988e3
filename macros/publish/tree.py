"""Folders below one whose every name is known: whether a name has come or gone, which a folder's times tell, and how they follow from
the files of one site to those of the next. Names at the top are looked at one by one: what hosts want comes and goes there."""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

State = str
"""How a folder is: its place on the disk and its rights, which `place_of` tells, and its times."""


def folders_of(files: Iterable[str]) -> set[str]:
    """All folders in which these files lie, and those in which these do, but the top."""
    found: set[str] = set()
    for folder in {file.rpartition("/")[0] for file in files}:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def states_of(top: Path, folders: Iterable[str]) -> dict[str, State]:
    """How these folders below `top` are. OSError if one is not there."""
    return {folder: folder_state(os.lstat(f"{top}/{folder}")) for folder in folders}


def is_as_left(top: Path, states: dict[str, State]) -> bool:
    """Whether no name has come or gone in these folders since they were in these states."""
    try:
        return all(folder_state(os.lstat(f"{top}/{folder}")) == state for folder, state in states.items())
    except OSError:
        return False


def follow(top: Path, gone: Collection[str], fresh: Collection[str], put: Callable[[str, str], object]) -> None:
    """Take the files `gone` away, with folders that then hold nothing, and have each that is `fresh` put in its place: told its path and
    its whole name. OSError if one can't be."""
    for path in gone:
        os.unlink(f"{top}/{path}")
    for folder in sorted(folders_of(gone), key=len, reverse=True):
        with contextlib.suppress(OSError):  # something else is in it
            os.rmdir(f"{top}/{folder}")
    for folder in sorted(folders_of(fresh)):  # which has those in which others lie first
        with contextlib.suppress(FileExistsError):
            os.mkdir(f"{top}/{folder}")
    for path in fresh:
        put(path, f"{top}/{path}")


def folder_state(one: os.stat_result) -> State:
    """How a folder is."""
    return f"{one.st_ino} {one.st_mode} {one.st_mtime_ns} {one.st_ctime_ns}"


def place_of(state: State) -> str:
    """Where it is, whenever it was changed."""
    return state.rsplit(" ", 2)[0]
