"""What is wrong with the data, where, and what to do: the one form in which everything reports a mistake."""

import errno
from dataclasses import dataclass
from pathlib import Path

from macros.language.characters import told


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, told to staff in Vietnamese.

    `file` is as the reader should see it, `line` and `column` count from 1 (0: the file as a whole), `field` is a
    dotted path such as `figures.2.value`, `what` says what is wrong, `todo` what to do and `hint` a near match.
    """

    file: str
    line: int
    column: int
    field: str
    what: str
    todo: str = ""
    hint: str | None = None

    def __str__(self) -> str:
        """`data/models/x.yml:12:3: field: what is wrong. What to do. (Có phải 'y'?)`"""
        file, field, what, todo = (
            told(text, longest)
            for text, longest in ((self.file, 500), (self.field, 200), (self.what, 400), (self.todo, 600))
        )
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        parts = [place, field] if field else [place]
        text = ": ".join([*parts, what.rstrip(".") + "."])
        if todo:
            text += f" {todo.rstrip('.')}."
        if self.hint:
            text += f" (Có phải '{told(self.hint, 200)}'?)"
        return text


def in_file(file: Path, what: str, todo: str, hint: str | None = None) -> Problem:
    """A problem of a file as a whole."""
    return Problem(shown_path(file), 0, 0, "", what, todo, hint)


class DataError(Exception):
    """The data has problems; `problems` holds them all, in the order of files and lines."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(set(problems))
        super().__init__(self.report())

    def report(self) -> str:
        """The whole list as staff read it, one problem a line and a count at the end."""
        files = len({p.file for p in self.problems})
        return "\n".join([*map(str, self.problems), f"\nCó {len(self.problems)} lỗi trong {files} tệp."])


_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết phần ổ đĩa được cấp",
    errno.EACCES: "không có quyền đọc hoặc ghi ở đó, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền đọc hoặc ghi ở đó",
    errno.EROFS: "nơi ấy chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "trên đường dẫn có một tệp chứ không phải thư mục",
    errno.EISDIR: "đó là một thư mục chứ không phải tệp",
    errno.EEXIST: "đã có tệp tên ấy",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết đi vòng",
    errno.EIO: "ổ đĩa hoặc thẻ nhớ bị lỗi",
}


def reason(error: OSError) -> str:
    """Why something could not be read or written, in Vietnamese where the reason is a usual one."""
    return _REASONS.get(error.errno or 0) or error.strerror or "máy không nói vì sao"


def shown_path(path: Path) -> str:
    """`path` as messages name it: relative to the working folder if it is inside, with forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
