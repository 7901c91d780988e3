"""YAML text to plain values that remember their line and column.

Stricter than PyYAML where PyYAML surprises people: YAML 1.2 scalars only (`no` stays a word, `22:30` a time and `0123`
a code), dates stay text for the record to read, a key may stand only once, and every text is NFC.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import yaml

from macros.language.problems import Problem, shown_path
from macros.language.reasons import why
from macros.language.text import nfc
from macros.records.walk import Place

_NULL = re.compile(r"^(?:~|null|Null|NULL|)$")
_BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_INT = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")

# No record comes near this; a few lines of `&` and `*` can stand for a thousand million.
_MOST_VALUES = 100_000

# What libyaml says, as staff should read it; the first pattern that is found applies.
_SYNTAX = [
    (r"cannot start any token", "dấu Tab hoặc ký tự này không được đứng ở đây",
     "Lùi dòng bằng dấu cách, và đặt chữ có ký hiệu đặc biệt trong dấu nháy \"…\""),
    (r"mapping values are not allowed", "có thêm một dấu hai chấm ở chỗ không hiểu được",
     "Đặt cả đoạn chữ trong dấu nháy \"…\", hoặc xem lại khoảng lùi đầu dòng"),
    (r"text before it.*did not find expected key", "có chữ thừa sau dấu nháy đóng",
     "Bỏ dấu nháy, hoặc đặt cả đoạn chữ trong dấu nháy"),
    (r"did not find expected (key|'-' indicator)", "khoảng lùi đầu dòng không khớp với các dòng trên",
     "Các mục ngang hàng phải lùi vào bằng nhau"),
    (r"could not find expected ':'", "thiếu dấu hai chấm sau tên mục", "Viết 'tên mục: nội dung'"),
    (r"scanning a quoted scalar", "dấu nháy mở ra mà không đóng lại", "Thêm dấu nháy còn thiếu"),
    (r"parsing a flow", "dấu ngoặc [ hoặc { mở ra mà không đóng lại",
     "Thêm dấu ngoặc còn thiếu, hoặc đặt cả đoạn chữ trong dấu nháy \"…\""),
    (r"unknown escape", "dấu \\ trong nháy kép không hợp lệ", "Dùng nháy đơn '…' hoặc viết \\\\"),
    (r"found another document", "dòng '---' ngăn tệp làm hai bản ghi", "Xóa dòng ấy, mỗi tệp một bản ghi"),
    (r"alias|anchor|\btag\b", "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML",
     "Đặt giá trị trong dấu nháy \"…\""),
]  # fmt: skip
_OPENED = re.compile(r"scanning a quoted scalar|parsing a flow")  # mistakes that lie where something was opened
_PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Loader(yaml.CSafeLoader):
    """The C parser, whose nodes we read ourselves; no implicit types, so every plain scalar arrives as its text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # PyYAML's own way, which its stubs don't know


@dataclass
class Tree:
    """The values of one file, and where each stands: `positions[path]` is the (line, column) of a key or list item."""

    value: Any
    positions: dict[Place, tuple[int, int]] = field(default_factory=dict)

    def where(self, path: Place) -> tuple[int, int]:
        """Return line and column of `path`, or of the nearest thing around it that stands in the file."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))


def read_yaml(file: Path) -> tuple[Tree | None, list[Problem]]:
    """Read `file`; return its tree, or None if it can't be read at all, and the problems met on the way."""
    name = shown_path(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return None, [Problem(name, line, 1, "", "tệp không ở bảng mã UTF-8 nên chữ Việt sẽ hỏng",
                              "Mở bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8")]  # fmt: skip
    except OSError as error:
        return None, [Problem(name, 0, 0, "", f"không đọc được tệp ({why(error)})", "Kiểm tra quyền đọc tệp này")]
    tabs = [
        Problem(name, n, line.index("\t") + 1, "", "dòng này lùi vào bằng phím Tab", "Thay bằng hai dấu cách mỗi bậc")
        for n, line in enumerate(text.splitlines(), 1)
        if re.match(r"[ \-]*\t", line) and line.strip()
    ]
    if tabs:  # The parser would stop at the first, and with a worse message.
        return None, tabs
    reader = _Reader(name)
    try:
        root = _Loader(text).get_single_node()
        tree = Tree(reader.value(root, ()), reader.positions) if root is not None else None
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(name, text, error)]
    except yaml.YAMLError as error:
        return None, [_unreadable_character(name, text, error)]
    except (RecursionError, _TooMuch):
        what = "tệp lồng quá nhiều tầng, hoặc lặp quá nhiều bằng ký hiệu & và *"
        return None, [Problem(name, 1, 1, "", what, "Viết lại gọn hơn theo tệp mẫu")]
    if tree is None:
        return None, [Problem(name, 0, 0, "", "tệp trống", "Điền nội dung theo tệp mẫu, hoặc xóa tệp")]
    if not isinstance(tree.value, dict) and not reader.problems:
        reader.problems.append(
            Problem(name, 1, 1, "", "tệp phải gồm các dòng 'tên mục: nội dung'", "Xem tệp mẫu trong docs/mau/")
        )
    return tree, reader.problems


class _TooMuch(Exception):
    """The file stands for more values than any record has."""


class _Reader:
    """Walks the nodes of one file, keeping positions and problems."""

    def __init__(self, file: str):
        self.file = file
        self.positions: dict[Place, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._values = 0

    def value(self, node: yaml.Node, path: Place) -> Any:
        self._values += 1
        if self._values > _MOST_VALUES:
            raise _TooMuch
        self.positions.setdefault(path, _mark(node))
        if node.tag not in _PLAIN_TAGS:
            self._problem(node, path, f"ký hiệu {node.tag} không dùng ở đây", "Bỏ dấu ! hoặc đặt trong dấu nháy")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._open:
            self._problem(node, path, "giá trị trỏ vòng về chính nó", "Bỏ ký hiệu & và *")
            return None
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
            assert isinstance(node, yaml.MappingNode)
            return self._mapping(node, path)
        finally:
            self._open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, path: Place) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(key_node, path, "tên mục phải là một từ", 'Đặt giá trị trong dấu nháy "…"')
                continue
            key = nfc(key_node.value)
            here = (*path, key)
            if key in result:
                first = self.positions[here][0]
                self._problem(key_node, here, f"mục này đã có ở dòng {first}", "Gộp hai mục làm một")
                continue
            self.positions[here] = _mark(key_node)
            result[key] = self.value(value_node, here)
        return result

    def _scalar(self, node: yaml.ScalarNode, path: Place) -> Any:
        text = node.value
        if not node.style and node.tag == "tag:yaml.org,2002:str":
            if _NULL.match(text):
                return None
            if _BOOL.match(text):
                return text.lower() == "true"
            if _INT.match(text) and len(text) < 30:
                return int(text)
            if _DECIMAL.match(text):
                return Decimal(text)
        if found := _CONTROL.search(text):
            self._problem(node, path, f"có ký tự điều khiển U+{ord(found[0]):04X}", "Xóa ký tự đó rồi gõ lại")
        return nfc(text)

    def _problem(self, node: yaml.Node, path: Place, what: str, todo: str) -> None:
        self.problems.append(Problem(self.file, *_mark(node), dotted(path), what, todo))


def dotted(path: Place) -> str:
    """`("figures", 1, "value")` → `figures.2.value`: list items count from 1, as people count."""
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in path)


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _syntax_problem(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = (error.context_mark if _OPENED.search(said) else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "".join(text.splitlines()[line - 1 : line])[: column - 1].strip():
        said = f"text before it: {said}"
    for pattern, what, todo in _SYNTAX:
        if re.search(pattern, said):
            return Problem(file, line, column, "", what, todo)
    return Problem(file, line, column, "", "sai cú pháp YAML ở gần đây", "So với tệp mẫu trong docs/mau/")


def _unreadable_character(file: str, text: str, error: yaml.YAMLError) -> Problem:
    found = _CONTROL.search(text)
    if not found:
        return Problem(file, 1, 1, "", f"không đọc được tệp ({error})", "Mở tệp, gõ lại và lưu ở UTF-8")
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    return Problem(file, line, column, "", f"có ký tự điều khiển U+{ord(found[0]):04X}", "Xóa ký tự đó rồi gõ lại")
