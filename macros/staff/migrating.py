"""`manage.py migrate`: what is to become of the files of a data folder that was written for an earlier version of the program."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.files.found import files_in
from macros.files.renewed import Renewed, refuse_later, renewed, with_value
from macros.files.together import Change, content_of
from macros.files.yaml_nodes import dotted, read_yaml
from macros.language.characters import told
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.records import BY_FOLDER, Part, Site
from macros.records.former import Found, Removed, current
from macros.records.site import SETTINGS

_LONGEST = 120


@dataclass
class Migration:
    """What is to become of a folder.

    Attributes:
        changes: the files that are to be written, each with what it is to hold.
        lines: what is changed in them, place by place.
        taken: what is taken away, with what to do with it.
        left: what the program can't do by itself.
    """

    changes: list[Change] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    taken: list[Problem] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)


def migration(data: Path) -> Migration:
    """What is to become of all files. Raises DataError where the folder is of a later version or has no settings, OSError if the system refuses."""
    refuse_later(data / SETTINGS)
    if not (data / SETTINGS).is_file():
        raise DataError([in_file(data / SETTINGS, "thiếu tệp thông tin của trang", "Xem lại tên thư mục sau --data")])
    plan = Migration()
    for file, kind in _files(data):
        tree, problems = read_yaml(file)
        if tree is None:  # nobody knows what it holds, so the folder is not of today either
            plan.left += problems
        elif made := renewed(file, kind):
            _add(plan, file, made)
    if not plan.left:
        _with_version(plan, data / SETTINGS)
    return plan


def _files(data: Path) -> Iterator[tuple[Path, type[Part]]]:
    yield data / SETTINGS, Site
    for file in files_in(data, {SETTINGS})[0]:
        kind = BY_FOLDER.get(file.relative_to(data).parts[0])
        if kind and file.suffix == ".yml":
            yield file, kind


def _add(plan: Migration, file: Path, made: Renewed) -> None:
    """One file: written anew with all that can be, or not at all."""
    for one in made.found:
        line, column = made.tree.where(one.place)
        at = shown_path(file), line, column, dotted(one.place)
        if made.text is None:
            plan.left.append(Problem(*at, f"{one.row}, mà chương trình không ghi lại tệp này được", "Sửa bằng tay"))
        elif one.refused:
            plan.left.append(Problem(*at, f"{one.row}, mà {one.refused}", "Giữ một nội dung dưới tên mới, xóa mục cũ"))
        else:
            plan.lines.append(f"{at[0]}:{line}: {at[3]}: {_done(one)}")
            if isinstance(one.row, Removed):
                plan.taken.append(Problem(*at, f"{one.row}: {_shown(one.value)}", one.row.instead))
    was = content_of(file)
    if made.text is not None and was is not None and made.text.encode("utf-8") != was:
        plan.changes.append(Change(file, was, made.text.encode("utf-8")))


def _done(one: Found) -> str:
    if isinstance(one.row, Removed):
        return f"bỏ {_shown(one.value)}"
    return f"ghi thành {dotted(one.to)}" if one.to and one.to != one.place else str(one.row)


def _shown(value: Any) -> str:
    return "một nhóm mục" if isinstance(value, (dict, list)) else f"'{told(str(value), _LONGEST)}'"


def _with_version(plan: Migration, settings: Path) -> None:
    """The settings with today's version, as they are to be."""
    there = next((one for one in plan.changes if one.file == settings), None)
    was = content_of(settings)
    now = there.now if there else was
    assert was is not None and now is not None
    made = with_value(now.decode("utf-8", "replace"), Site, "format", current())
    if made is None or made.encode("utf-8") == now:
        return
    plan.lines.append(f"{shown_path(settings)}: format: ghi phiên bản {current()}")
    plan.changes = [one for one in plan.changes if one is not there] + [Change(settings, was, made.encode("utf-8"))]
