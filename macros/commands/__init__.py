"""The commands that staff give. Each module adds those of one concern, with the options of each."""

import argparse
import io
import sys
from pathlib import Path

from macros.commands import hosting, migrating, project, publishing, records, reports, reviewing, site, status, tables
from macros.commands.parser import parser_of
from macros.files.together import DESK, LOCK, SAVING, is_begun, settle
from macros.language.problems import DataError, in_file
from macros.mishap import guarded
from macros.publish.lock import Lock
from macros.publish.place import Refused

FAMILIES = (
    site.add,
    status.add,
    reviewing.add,
    publishing.add,
    records.add,
    tables.add,
    migrating.add,
    hosting.add,
    reports.add,
    project.add,
)
_PATIENCE = 10.0  # seconds that a command waits for a save that is under way


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    return parser_of(FAMILIES)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 when there is something to mend."""
    for stream in sys.stdout, sys.stderr:  # where a system's own encoding lacks Vietnamese letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)

    def run() -> int:
        _settle(options.data.resolve())
        return int(options.run(options))

    return guarded(run)


def _settle(data: Path) -> None:
    """End or undo what a killed save of the desk left, so that no command sees half of one; the desk remembers it when it starts.

    Raises DataError if a save is under way that doesn't end, and OSError if the system refuses."""
    if not is_begun(data / DESK / SAVING):
        return
    try:
        held = Lock(data / DESK / LOCK, str(data), _PATIENCE)
    except Refused as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        what = "bàn làm việc đang ghi vào thư mục này mà chưa xong"
        raise DataError([in_file(data, what, "Chờ bàn làm việc ghi xong rồi chạy lại")]) from None
    try:
        settle(data, data / DESK / SAVING)
    finally:
        held.release()
