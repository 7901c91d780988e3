"""The bytes of a file to the text that YAML is read from, and what is wrong with it before anything is made of it."""

import re
from contextlib import suppress
from pathlib import Path

from macros.files.found import read_regular
from macros.language.characters import clean, old_encoding, wrong_in
from macros.language.problems import Problem, in_file, shown_path
from macros.language.reasons import why

MOST_BYTES = 500_000
"""The largest record of the data has 20,000; what is a thousand times longer than a page is no record."""

_INDENT = re.compile(r"[ \-]*\t")
# Blanks that look like a space and are none: in an indent, or right behind the name of a field or a dash.
_STRANGE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_STRANGE_INDENT = re.compile(rf"(?P<before>[ \-]*(?:[a-z_]+:)?)[{_STRANGE}]")
_MERGE = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}$")
MERGED = (
    "hai người cùng sửa tệp này, và chương trình chưa biết giữ phần nào",
    "Giữ phần đúng, xóa phần kia và các dòng <<<<<<<, =======, >>>>>>>; xem mục 'Hai người cùng sửa' trong hướng dẫn",
)
"""What is wrong with a line that Git wrote, and what to do."""
# Without any of these, no line needs to be looked at.
_MAY = re.compile(rf"[\t{_STRANGE}]|^(?:<{{7}}|>{{7}}|\|{{7}}|={{7}})", re.MULTILINE)


def decoded(file: Path) -> str | Problem:
    """The text of `file`, or what keeps it from being read: its encoding, or the system."""
    raw = b""
    try:
        raw = read_regular(file)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(shown_path(file), line, 1, "", "tệp không ở bảng mã UTF-8 nên chữ tiếng Việt sẽ bị lỗi",
                       "Mở bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8")  # fmt: skip
    except OSError as error:
        return in_file(file, f"không đọc được tệp ({why(error)})", "Kiểm tra quyền đọc tệp này")


def is_merge_mark(line: str) -> bool:
    """Whether Git wrote a line, where two people's work met."""
    return bool(_MERGE.match(line))


def read_text(file: Path) -> tuple[str | None, list[Problem]]:
    """The text of `file` without what is harmless and invisible; None if nothing can be made of it, and all problems."""
    with suppress(OSError):  # said below
        if file.stat().st_size > MOST_BYTES:
            what = f"tệp lớn hơn {MOST_BYTES // 1000} nghìn byte, không thể là một bản ghi"
            return None, [Problem(shown_path(file), 0, 0, "", what, "Xem lại tệp; tách thành nhiều bản ghi nếu cần")]
    text = decoded(file)
    if isinstance(text, Problem):
        return None, [text]
    if not old_encoding(text):  # where a soft hyphen is a letter
        text = clean(text)
    lines = text.replace("\r", "\n")
    if not _MAY.search(lines) and not next(wrong_in(lines), None):
        return text, []
    name = shown_path(file)
    stopping: list[Problem] = []
    others: list[Problem] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if is_merge_mark(line):
            stopping.append(Problem(name, number, 1, "", *MERGED))
        elif line.strip() and (found := _INDENT.match(line)):
            what = "dòng này lùi vào bằng phím Tab"
            stopping.append(Problem(name, number, found.end(), "", what, "Thay bằng hai dấu cách mỗi bậc"))
        elif line.strip() and (strange := _STRANGE_INDENT.match(line)):
            what = f"có dấu cách lạ U+{ord(strange[0][-1]):04X}, chương trình không coi là dấu cách"
            stopping.append(Problem(name, number, strange.end(), "", what, "Xóa nó rồi gõ lại bằng phím cách"))
        # libyaml stops at some of these, and goes on with others.
        for place, what, todo in wrong_in(line):
            stops = "điều khiển" in what or line[place] in "\ufffe\uffff"
            (stopping if stops else others).append(Problem(name, number, place + 1, "", what, todo))
    if stopping:  # The parser would stop at the first, and with a worse message.
        return None, sorted(stopping + others)
    return text, others
