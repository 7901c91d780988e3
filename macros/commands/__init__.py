"""The commands that staff give. Each module adds those of one concern, with the options of each."""

import argparse
import io
import sys
from pathlib import Path

from macros.commands import hosting, migrating, project, publishing, records, reports, reviewing, site, status, tables
from macros.commands.parser import parser_of
from macros.files.together import DESK, SAVING, is_begun, settle
from macros.mishap import guarded
from macros.publish.lock import held_to_write

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
    held = held_to_write(data)
    try:
        settle(data, data / DESK / SAVING)
    finally:
        held.release()
