"""Which files of the data folder are there to be read. What is not read is said, unless Git, an editor or a system made it."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from macros.language.problems import Problem, shown_path
from macros.language.reasons import why
from macros.records import BY_FOLDER

_AT_ONCE = 1 << 16  # bytes: most records have a thirtieth of it
# Folders of programs, not of records, wherever they stand.
_OF_PROGRAMS = {
    ".git", ".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".hg", ".svn", ".vscode", ".idea", ".vs", ".zed", ".obsidian",
    ".venv", ".cache", ".devcontainer", ".trashes", ".trash", ".spotlight-v100", ".fseventsd", ".temporaryitems",
    "__macosx", "__pycache__", "node_modules", "$recycle.bin", "system volume information",
}  # fmt: skip
LITTER = re.compile(r"thumbs\.db|desktop\.ini|readme\.md|~\$.*|\._.*", re.IGNORECASE)
_AT_THE_TOP = re.compile(
    r"\..*|(?:readme|licen[cs]e|copying|contributing|changelog|codeowners)(?:\.\w+)?", re.IGNORECASE
)

Seen = dict[str, tuple[bytes, int]]
"""What a command saw of the data folder's files before it read them: of each, by its path there, a digest of what it holds, and its size."""


def oddity(path: Path) -> tuple[str, str] | None:
    """What keeps `path`, which is there, from being read as a file, and what to do; None if nothing does. It is not opened: a
    pipe would never end."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"không đọc được ({why(error)})", "Kiểm tra quyền đọc"
    if _is_link(path):
        return "là liên kết tới nơi khác, chương trình không đọc qua liên kết", "Chép tệp hay thư mục thật vào chỗ này"
    if stat.S_ISDIR(mode):
        return "là thư mục mà mang tên của một tệp", "Đổi tên thư mục, hoặc chuyển các tệp trong đó ra ngoài"
    if not stat.S_ISREG(mode):
        return "không phải tệp thường mà là thứ của hệ thống, như ống dẫn hay thiết bị", "Xóa hoặc chuyển đi nơi khác"
    return None


def read_regular(file: Path, most: int | None = None) -> bytes:
    """What a file that staff have named holds, be it by a link; if more than `most` bytes, those. OSError if there is none, or it is
    none that ends: nobody may write into a pipe, and a device never stops."""
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(file))
    if most is None:
        return file.read_bytes()
    with file.open("rb") as opened:
        return opened.read(most)


def content_of(file: str | Path, most: int | None = None) -> bytes:
    """What a file holds, as far as it isn't much more than `most` bytes, with half the calls to the system that `open` makes. OSError if
    it can't be read."""
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = b""
        while (most is None or len(content) <= most) and (more := os.read(opened, _AT_ONCE)):
            content += more
        return content
    finally:
        os.close(opened)


def problem(path: Path, what: str, todo: str) -> Problem:
    """A problem of `path` as a whole, by the name that it has here even if it leads elsewhere."""
    return Problem(f"{shown_path(path.parent)}/{path.name}", 0, 0, "", what, todo)


def files_in(data: Path, beside: set[str]) -> tuple[list[Path], list[Problem]]:
    """Return all files of `data` that may be records, in order, and what is there and can't be read; `beside` are the names at
    the top that others read."""
    files: list[Path] = []
    problems: list[Problem] = []
    for found in _walk(data, beside):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    return files, problems


def _walk(folder: Path, beside: set[str], below: tuple[str, ...] = ()) -> Iterator[Path | Problem]:
    try:
        with os.scandir(folder) as entries:
            there = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield problem(
            folder, f"không xem được thư mục này ({why(error)}), nên không đọc gì trong đó", "Kiểm tra quyền đọc"
        )
        return
    for entry in there:
        name, path = entry.name, folder / entry.name
        if not below and name in beside:
            continue
        record = name.endswith(".yml")
        is_folder = entry.is_dir(follow_symlinks=False) and not _is_link(path)
        if (
            LITTER.fullmatch(name)
            or (name.lower() in _OF_PROGRAMS)
            or (not below and not is_folder and _AT_THE_TOP.fullmatch(name))
        ):
            continue
        if is_folder and not record:
            yield from _hidden(path) if name.startswith(".") else _walk(path, beside, (*below, name))
        elif name.startswith((".", "~")) and not record:  # what editors leave behind
            continue
        elif not entry.is_file(follow_symlinks=False) and (odd := oddity(path)):
            yield problem(path, *odd)
        elif name.startswith((".", "~")):
            yield problem(
                path,
                f"tên bắt đầu bằng dấu {name[0]} nên chương trình không đọc",
                "Bỏ dấu ấy khỏi tên tệp, hoặc xóa tệp",
            )
        else:
            yield path


def _hidden(folder: Path) -> Iterator[Problem]:
    """A folder whose name begins with a dot is passed over, but not in silence if there are records in it."""
    held = [
        found for found in _walk(folder, set(), (folder.name,)) if isinstance(found, Problem) or found.suffix == ".yml"
    ]
    if held:
        meant = folder.name.lstrip(".")
        todo = (
            f"Đổi tên thành {meant}" if meant in BY_FOLDER else "Bỏ dấu chấm đầu tên, hoặc chuyển các tệp đi nơi khác"
        )
        what = f"tên thư mục bắt đầu bằng dấu chấm nên chương trình không đọc {len(held)} tệp trong đó"
        yield problem(folder, what, todo)


def _is_link(path: Path) -> bool:
    return path.is_symlink() or bool(getattr(os.path, "isjunction", lambda _: False)(path))
