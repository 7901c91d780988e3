"""What the YAML parser says of a file that it can't read, as staff should hear it, at the line where the mistake lies."""

import re

import yaml

from macros.language.problems import Problem

QUOTE = 'Đặt cả đoạn chữ trong dấu nháy "…"'

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
    (r"alias|anchor|\btag\b", "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML",
     "Đặt giá trị trong dấu nháy \"…\""),
]  # fmt: skip
_OPENED = re.compile(r"scanning a quoted scalar|parsing a flow")  # mistakes that lie where something was opened

# Slips that the parser notices only later, or takes for others: looked for in its line and the lines before it.
_NO_SPACE = re.compile(r"(?P<before>[ \-]*[a-z][a-z_]*:)[^\s/]")
_ONE_SPACE = re.compile(r" [a-z][a-z_]*:( |$)")
_BRACKET = re.compile(r"(?P<before>[ \-]*(?:[a-z][a-z_]*: +)?)[\[{]")


def syntax_problem(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """The one problem that kept the parser from reading on."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = (error.context_mark if _OPENED.search(said) else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    if slip := _slip(file, lines, line):
        return slip
    if "".join(lines[line - 1 : line])[: column - 1].strip():
        said = f"text before it: {said}"
    for pattern, what, todo in _SYNTAX:
        if re.search(pattern, said):
            return Problem(file, line, column, "", what, todo)
    return Problem(file, line, column, "", "sai cú pháp YAML ở gần đây", "So với tệp mẫu trong docs/mau/")


def _slip(file: str, lines: list[str], line: int) -> Problem | None:
    """What the line itself tells, or the one before it, where the parser only sees that something doesn't fit."""
    for number in (line, line - 1):
        here = "".join(lines[number - 1 : number]) if number > 0 else ""
        if found := _NO_SPACE.match(here):
            what = "thiếu dấu cách sau dấu hai chấm"
            return Problem(
                file, number, found.end(), "", what, "Viết 'tên mục: nội dung', có một dấu cách sau dấu hai chấm"
            )
    here = "".join(lines[line - 1 : line])
    if (found := _BRACKET.match(here)) and re.search(r"[\]}][^\]},]*\S", here):
        what = "nội dung bắt đầu bằng dấu [ hoặc {, có nghĩa riêng trong YAML"
        return Problem(file, line, found.end(), "", what, QUOTE)
    indented = next((n for n, one in enumerate(lines[:line], 1) if _ONE_SPACE.match(one)), None)
    if indented and not any(one.startswith("  - ") for one in lines[indented - 1 : indented]):
        what = "dòng này lùi vào một dấu cách, không ngang với các mục khác"
        return Problem(file, indented, 1, "", what, "Xóa dấu cách ở đầu dòng: khi bỏ dấu #, bỏ cả dấu cách sau nó")
    return None
