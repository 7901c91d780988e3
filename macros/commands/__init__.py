"""The commands that staff give. Each module adds those of one concern, with the options of each."""

import argparse
import io
import sys
from importlib import import_module
from pathlib import Path

from macros.commands.parser import Add, names_of, parser_of
from macros.files.together import DESK, SAVING, is_begun, settle
from macros.mishap import guarded
from macros.publish.lock import held_to_write

FAMILIES = (
    "site", "status", "reviewing", "publishing", "records", "tables", "migrating", "hosting", "reports", "project",
)  # fmt: skip
"""The modules of this folder that hold commands, in the order in which help lists these."""


def parser(asked: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; if the one `asked` for is there, of its family alone: importing all takes a third of a check."""
    families: list[Add] = []
    for name in FAMILIES:
        add: Add = import_module(f"macros.commands.{name}").add
        if asked in names_of(add):
            return parser_of([add])
        families.append(add)
    return parser_of(families)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 when there is something to mend."""
    for stream in sys.stdout, sys.stderr:  # where a system's own encoding lacks Vietnamese letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    options, unknown = parser(next(iter(arguments), "")).parse_known_args(arguments)
    if unknown:
        parser().error("")

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
