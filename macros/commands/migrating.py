"""The command for data of an earlier version of the program: migrate."""

import argparse
from collections.abc import Callable
from pathlib import Path

from macros.commands.parser import Command
from macros.language.problems import DataError, Problem, in_file
from macros.staff.asking import agreed, typed
from macros.staff.migrating import Migration, migration


def add(command: Command) -> None:
    """Add this command."""
    moved = command("migrate", migrate, "Ghi lại dữ liệu của phiên bản cũ theo các mục của phiên bản này.")
    moved.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi")


def migrate(options: argparse.Namespace) -> int:
    """Show what would be written anew, ask, and write all of it or nothing; the desk can undo it as any save."""
    return _migrate(options.data.resolve(), options.yes, typed)


def _migrate(data: Path, yes: bool, ask: Callable[[str], str]) -> int:
    plan = migration(data)
    for line in plan.lines:
        print(line)
    _told("Bỏ đi thì cần làm thêm:", plan.taken)
    _told("Chương trình không tự làm được, cần sửa bằng tay:", plan.left)
    if not plan.changes:
        print("Không có gì phải ghi lại." if plan.left else "Dữ liệu đã theo phiên bản này, không có gì phải ghi lại.")
        return bool(plan.left)
    if not yes and not agreed(ask, f"Ghi lại {len(plan.changes)} tệp?"):
        print("Chưa ghi gì.")
        return 1
    _write(data, plan)
    print(f"Đã ghi lại {len(plan.changes)} tệp. Chạy lệnh check để xem dữ liệu còn gì phải sửa.")
    return bool(plan.left)


def _told(heading: str, problems: list[Problem]) -> None:
    if problems:
        print("\n".join(["", heading, *map(str, sorted(problems)), ""]))


def _write(data: Path, plan: Migration) -> None:
    """Put all in place, remembered where the desk remembers its saves. Raises DataError where somebody is writing, OSError if the
    system refuses."""
    from macros.desk.history import History  # and Git's own packages with it
    from macros.files.together import Changed
    from macros.publish.lock import held_to_write

    history = History(data)
    history.ready()
    held = held_to_write(data)
    try:
        history.settle()
        history.save(plan.changes, [], [_what(plan)])
    except Changed as error:
        raise DataError([in_file(error.file, "tệp vừa được chương trình khác ghi", "Chạy lại lệnh migrate")]) from None
    finally:
        held.release()


def _what(plan: Migration) -> dict[str, object]:
    """What the desk tells of it among its saves."""
    return {
        "folder": "site",
        "id": "site",
        "title": "dữ liệu theo phiên bản mới",
        "did": "ghi lại",
        "changes": plan.lines,
    }
