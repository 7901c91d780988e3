"""A file of an earlier version of the program as the text that it is to hold today, its comments and its order kept."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from macros.files.edits import woven_anew
from macros.files.found import oddity
from macros.files.yaml_nodes import Tree, dotted, read_yaml
from macros.language.characters import clean
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.records.base import Part
from macros.records.fields import fields_of
from macros.records.former import Found, current, names_of_today, of_today

_FORMAT = re.compile(rb"^format:[ \t]*(\d{1,9})[ \t]*\r?$", re.MULTILINE)


class Renewed(NamedTuple):
    """What a file holds of an earlier version, with the text in which it is no more; None where that can only be written by hand."""

    tree: Tree
    found: list[Found]
    text: str | None


def found_in(file: Path, kind: type[Part]) -> tuple[Tree | None, list[Found]]:
    """What a file, read as a `kind`, holds of an earlier version."""
    tree, _ = read_yaml(file)
    return tree, of_today(kind, tree.value)[1] if tree else []


def renewed(file: Path, kind: type[Part]) -> Renewed | None:
    """What is to become of a file; None if it holds nothing of an earlier version, or can't be read. OSError if the system refuses."""
    tree, found = found_in(file, kind)
    if tree is None or not found:
        return None
    now, _ = of_today(kind, tree.value)
    try:
        text = _renamed(file.read_bytes().decode("utf-8"), kind)
        text = woven_anew(text, kind, _values(text), now)
        is_so = _values(text) == now
    except (ValueError, KeyError, AssertionError, yaml.YAMLError):  # an alias, or braces around what isn't known
        is_so = False
    return Renewed(tree, found, text if is_so else None)


def with_value(text: str, kind: type[Part], name: str, value: Any) -> str | None:
    """The text of a file with another value of one field; None where only a person can write it so."""
    try:
        was = _values(text)
        now = {**was, name: value}
        made = woven_anew(text, kind, was, now)
        return made if _values(made) == now else None
    except (ValueError, TypeError, KeyError, yaml.YAMLError):
        return None


def _values(text: str) -> Any:
    """What a text holds, as records are read."""
    with TemporaryDirectory() as folder:
        made = Path(folder, "made.yml")
        made.write_bytes(text.encode("utf-8"))
        tree, _ = read_yaml(made)
    if tree is None:
        raise ValueError("it can't be read")
    return tree.value


def _renamed(text: str, kind: type[Part]) -> str:
    """The text with the names of today where fields only have other names: nothing else is touched."""
    mark, lines = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.compose(lines, loader)
    for node, name in sorted(_names(root, kind), key=lambda one: -one[0].start_mark.index):
        quote = lines[node.start_mark.index] if node.style else ""
        lines = lines[: node.start_mark.index] + quote + name + quote + lines[node.end_mark.index :]
    return mark + lines


def _names(node: Any, kind: type[Part]) -> Iterator[tuple[Any, str]]:
    """The keys that have other names today, with these."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _names(item, kind)
    if not isinstance(node, yaml.MappingNode):
        return
    keys = {clean(key.value): key for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    today = names_of_today(kind, [*keys])
    yield from ((key, today[name]) for name, key in keys.items() if today[name] != name)
    for key, value in node.value:
        field = fields_of(kind).get(today.get(clean(key.value), "")) if isinstance(key, yaml.ScalarNode) else None
        if field and field.part:
            yield from _names(value, field.part)


def refuse_later(settings: Path) -> None:
    """Raise DataError where the data was written for a later version of the program than this: nothing in it can be told for sure."""
    if not settings.exists() or oddity(settings):  # which is said where the file is read; a pipe would never end
        return
    with suppress(OSError):
        written = _FORMAT.search(settings.read_bytes())
        if written and int(written[1]) > current():
            what = f"dữ liệu ghi cho phiên bản {int(written[1])}, chương trình này chỉ biết tới phiên bản {current()}"
            todo = "Cập nhật chương trình trên máy này rồi chạy lại; đừng sửa số này"
            line = settings.read_bytes()[: written.start()].count(b"\n") + 1
            raise DataError([Problem(shown_path(settings), line, 1, "format", what, todo)])


def to_migrate(settings: Path, earlier: list[tuple[Path, list[Found]]]) -> Iterator[Problem]:
    """That files are of an earlier version: told once of all, and not of each."""
    if earlier:
        rows = dict.fromkeys(str(one.row) for _, found in earlier for one in found)
        what = f"{len(earlier)} tệp ghi theo phiên bản cũ của các mục: {'; '.join(rows)}"
        yield in_file(settings, what, "Chạy lệnh migrate để xem và ghi lại các tệp ấy theo phiên bản mới")


def apart_from(earlier: list[Found], problems: list[Problem]) -> list[Problem]:
    """The problems of a file that aren't told by what is of an earlier version in it."""
    told = [dotted(place) for one in earlier for place in (one.place, one.to) if place]
    return [
        one for one in problems if not any(one.field == place or one.field.startswith(f"{place}.") for place in told)
    ]
