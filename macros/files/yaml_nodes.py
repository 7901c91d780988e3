"""YAML text to plain values that remember their line and column.

Stricter than PyYAML where PyYAML surprises people: YAML 1.2 scalars only (`no` stays a word, `22:30` a time and `0123`
a code), dates stay text for the record to read, a key may stand only once, every text is NFC, nothing stands for a value
elsewhere, and no file goes deeper or holds more than a record can.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import yaml

from macros.files.raw import read_text
from macros.files.syntax import syntax_problem
from macros.language.characters import clean, old_encoding, wrong_in
from macros.language.problems import Problem, shown_path
from macros.records.walk import Place

_NULL = re.compile(r"(?:~|null|Null|NULL|)")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_BESIDE = re.compile(r"[ \t]+(#[^\r\n]*)")

Event = Any
"""One of PyYAML's events; its stubs take their marks for missing."""

# No record comes near these. The parser itself goes on for ever in brackets that are never closed.
_MOST_VALUES = 50_000
_DEEPEST = 20
_LONGEST_NUMBER = 30


class _Loader(yaml.CSafeLoader):
    """The C parser, whose events we read ourselves."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # PyYAML's own way, which its stubs don't know


class Beside(NamedTuple):
    """A comment right behind a value without quotes: where it begins, and its text."""

    line: int
    column: int
    text: str


@dataclass
class Tree:
    """The values of one file, and where each stands: `positions[path]` is the (line, column) of a key or list item.

    `beside` holds the comments behind values without quotes: to YAML they are none of the value, to whoever wrote them
    they may be.
    """

    value: Any
    positions: dict[Place, tuple[int, int]] = field(default_factory=dict)
    beside: dict[Place, Beside] = field(default_factory=dict)

    def where(self, path: Place) -> tuple[int, int]:
        """Return line and column of `path`, or of the nearest thing around it that stands in the file."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))


def read_yaml(file: Path) -> tuple[Tree | None, list[Problem]]:
    """Read `file`; return its tree, or None if it can't be read at all, and the problems met on the way."""
    text, problems = read_text(file)
    if text is None:
        return None, problems
    name = shown_path(file)
    reader = _Reader(name, text)
    try:
        is_empty = reader.read()
    except yaml.MarkedYAMLError as error:
        return None, [*problems, syntax_problem(name, text, error)]
    except yaml.YAMLError:
        todo = "Mở tệp, gõ lại và lưu ở UTF-8"
        return None, [*problems, Problem(name, 1, 1, "", "không đọc được tệp", todo)]
    except _TooMuch as error:
        line, column = error.args
        what = f"tệp lồng quá {_DEEPEST} tầng, hoặc có quá {_MOST_VALUES // 1000} nghìn giá trị"
        return None, [*problems, Problem(name, line, column, "", what, "Viết lại gọn hơn theo tệp mẫu")]
    except _Another as error:
        todo = "Xóa dòng ấy, mỗi tệp một bản ghi"
        return None, [
            *problems,
            Problem(name, error.args[0], error.args[1], "", "dòng '---' ngăn tệp làm hai bản ghi", todo),
        ]
    if is_empty:
        return None, [*problems, Problem(name, 0, 0, "", "tệp trống", "Điền nội dung theo tệp mẫu, hoặc xóa tệp")]
    tree = reader.tree
    if not isinstance(tree.value, dict) and not reader.problems:
        reader.problems.append(
            Problem(name, 1, 1, "", "tệp phải gồm các dòng 'tên mục: nội dung'", "Xem tệp mẫu trong docs/mau/")
        )
    return tree, problems + reader.problems


class _TooMuch(Exception):
    """The file is deeper or holds more values than any record; where that shows."""


class _Another(Exception):
    """The file holds a second document; where it begins."""


class _Reader:
    """Reads the events of one file, keeping values, positions and problems."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.text = text
        self.tree = Tree(None)
        self.problems: list[Problem] = []
        # Only in such a file can a value hold what the text of the file doesn't: by an escape, or in an old encoding.
        self._can_hide = "\\" in text or bool(old_encoding(text))
        self._values = 0
        self._events: Iterator[Event] = yaml.parse(text, Loader=_Loader)

    def read(self) -> bool:
        """Read the one document of the file; tell whether there is nothing in it."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return True
        first = next(self._events)
        is_empty = isinstance(first, yaml.ScalarEvent) and not first.value and not first.style
        self.tree.value = self._value(first, ())
        next(self._events)
        if not isinstance(after := next(self._events), yaml.StreamEndEvent):
            raise _Another(*_mark(after))
        return is_empty

    def _value(self, event: Event, path: Place) -> Any:
        self._values += 1
        if self._values > _MOST_VALUES or len(path) > _DEEPEST:
            raise _TooMuch(*_mark(event))
        self.tree.positions.setdefault(path, _mark(event))
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            what = "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML"
            self._problem(event, path, what, 'Đặt giá trị trong dấu nháy "…"')
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(item, (*path, len(items))))
            return items
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else None

    def _mapping(self, path: Place) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._problem(key, path, "tên mục phải là một từ", 'Đặt giá trị trong dấu nháy "…"')
                self._skip(key)
                self._skip(next(self._events))
                continue
            name = clean(key.value) if self._can_hide else key.value
            here = (*path, name)
            if name in result:
                first = self.tree.positions[here][0]
                self._problem(key, here, f"mục này đã có ở dòng {first}", "Gộp hai mục làm một")
                self._skip(next(self._events))
                continue
            self.tree.positions[here] = _mark(key)
            result[name] = self._value(next(self._events), here)
        return result

    def _skip(self, event: Event) -> None:
        """Pass over a value whose place is taken by another, or that has none."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                raise _TooMuch(*_mark(event))
            if not depth:
                return
            event = next(self._events)

    def _scalar(self, event: Event, path: Place) -> Any:
        text: str = event.value
        if not event.style:
            if found := _BESIDE.match(self.text, event.end_mark.index):
                line, column = event.end_mark.line + 1, event.end_mark.column + 1
                self.tree.beside[path] = Beside(line, column + found.start(1) - found.start(), found[1])
            if _NULL.fullmatch(text):
                return None
            if _BOOL.fullmatch(text):
                return text.lower() == "true"
            if len(text) < _LONGEST_NUMBER:
                if _INT.fullmatch(text):
                    return int(text)
                if _DECIMAL.fullmatch(text):
                    return Decimal(text)
        if not self._can_hide:
            return text
        encoding, text = old_encoding(text), clean(text)
        for _, what, todo in wrong_in(text):
            if event.style == '"' and "\\" in self.text[event.start_mark.index : event.end_mark.index]:
                self._problem(event, path, what, todo)
            break  # what stands in the file as it is was told at its line and column
        if encoding:
            what = f"chữ ở bảng mã cũ ({encoding}), không phải Unicode"
            self._problem(
                event, path, what, "Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại, hoặc gõ lại"
            )
        return text

    def _problem(self, event: Event, path: Place, what: str, todo: str) -> None:
        self.problems.append(Problem(self.file, *_mark(event), dotted(path), what, todo))


def dotted(path: Place) -> str:
    """`("figures", 1, "value")` → `figures.2.value`: list items count from 1, as people count."""
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in path)


def _mark(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
