"""The addresses that were ever published: readers, feed readers and other sites keep them, so none may vanish unexplained.

They stand in `published.txt` in the data folder, one a line, and are committed with the data:

    /mo-hinh/camera-an-ninh/
    /ve-chung-toi/ -> /gioi-thieu/
    /su-kien/ten-mot-nguoi/ gone

The second has moved: a page there leads on to the new address. The third was taken down: a page there says so. A record
that was renamed needs no mark; its `aliases` forward the old address. A line that is deleted is forgotten, and its address
leads nowhere: the way for what was never online, and for an address that itself must no longer be named.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.addresses.address import NOT_FOUND, SITEMAP, Address
from macros.catalogue import Finder
from macros.language.problems import Problem, shown_path
from macros.language.text import near
from macros.records import RECORDS, Event

FILE = "published.txt"
GONE = "gone"

_LINE = re.compile(rf"(/\S*)(?:\s+({GONE})|\s+->\s+(/\S*))?")
_HEADER = """\
# Các địa chỉ đã đăng, do lệnh build ghi thêm; gửi tệp này cùng dữ liệu. Trang đã chuyển: thêm ' -> /địa-chỉ-mới/' vào cuối
# dòng. Trang phải gỡ hẳn: thêm ' gone'. Địa chỉ chưa từng lên mạng: xóa dòng. Xem docs/huong-dan/bien-tap.md.
"""
# What readers and programs keep: pages, feeds, calendars, downloads.
_LASTING = (".html", ".xml", ".ics", ".csv", ".xlsx", ".json", ".geojson", ".pdf", ".zip")
# What pages themselves load; what is found by a fixed name and stands for nothing else; the calendar file of one event, which
# is imported once and not asked for again.
_NOT_KEPT = re.compile(rf"assets/.*|{re.escape(NOT_FOUND.path)}|{re.escape(SITEMAP.path)}|{Event.address}/[^/]+\.ics")


def lasting(files: Iterable[str]) -> set[str]:
    """The addresses, among the files of a site, that have to stay."""
    return {Address.of_file(f).rooted for f in files if f.endswith(_LASTING) and not _NOT_KEPT.fullmatch(f)}


class Published:
    """The list in one data folder; without the file, nothing has been published.

    `fates` holds, by address, what became of it: `""` if it is to be there, `GONE`, or the address that it moved to.
    `problems` are the lines that can't be understood.
    """

    def __init__(self, data: Path):
        self.file = data / FILE
        self.fates: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._lines: dict[str, int] = {}
        text = self.file.read_text(encoding="utf-8-sig", errors="replace") if self.file.is_file() else ""
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                self._read(number, line.strip())

    def _read(self, number: int, line: str) -> None:
        found = _LINE.fullmatch(line)
        if not found:
            what, todo = f"không hiểu dòng '{line}'", f"Viết '/địa-chỉ/', '/cũ/ -> /mới/' hoặc '/địa-chỉ/ {GONE}'"
            self.problems.append(self._at(number, what, todo))
            return
        address, fate = found[1], found[2] or found[3] or ""
        if fate and fate != GONE and not address.endswith("/"):
            what = f"{address} là một tệp, mà chỉ trang mới chuyển được"
            self.problems.append(self._at(number, what, f"Viết '{address} {GONE}'"))
        # Merging two people's work can leave an address both with and without its mark.
        self.fates[address] = fate or self.fates.get(address, "")
        self._lines[address] = number

    def forwards(self) -> Iterator[tuple[str, str]]:
        """Yield (address, where it leads to now) of the pages that moved."""
        yield from ((address, fate) for address, fate in self.fates.items() if fate not in ("", GONE))

    def gone(self) -> list[Address]:
        """The addresses of the pages that were taken down."""
        return [Address(address[1:]) for address, fate in self.fates.items() if fate == GONE and address.endswith("/")]

    def vanished(self, files: Iterable[str], find: Finder) -> list[Problem]:
        """A problem for every address that is to be there and isn't among the `files` of the built site."""
        there = {Address.of_file(file).rooted for file in files}
        lost = [address for address, fate in self.fates.items() if not fate and address not in there]
        return [self._lost(address, find) for address in lost]

    def record(self, files: Iterable[str], writing: bool) -> str:
        """Add to the list what is new among the addresses of a site, if `writing`; return what to tell staff, if anything."""
        new = lasting(files) - self.fates.keys()
        if not new:
            return ""
        if not writing:
            return (
                f"{len(new)} địa chỉ mới chưa ghi vào {shown_path(self.file)}; nếu đây là bản để đăng, thêm --record."
            )
        self.fates |= dict.fromkeys(new, "")
        being_written = self.file.with_name(f".{FILE}.new")
        try:
            being_written.write_text(self._text(), encoding="utf-8", newline="\n")
            os.replace(being_written, self.file)
        except OSError as error:
            return f"Không ghi được {len(new)} địa chỉ mới vào {shown_path(self.file)} ({error.strerror})."
        return f"Đã ghi {len(new)} địa chỉ mới vào {shown_path(self.file)}; gửi tệp ấy cùng dữ liệu."

    def _text(self) -> str:
        marks = {"": "", GONE: f" {GONE}"}
        lines = [f"{address}{marks.get(fate, f' -> {fate}')}\n" for address, fate in sorted(self.fates.items())]
        return _HEADER + "".join(lines)

    def _lost(self, address: str, find: Finder) -> Problem:
        number, folder, _, name = self._lines[address], *address.strip("/").rpartition("/")
        kind = next((kind for kind in RECORDS if kind.address == folder and address.endswith("/")), None)
        remove = f"Nếu phải gỡ hẳn, thêm ' {GONE}' vào cuối dòng này; nếu địa chỉ chưa từng lên mạng, xóa dòng này"
        if not kind:
            moved = f"Nếu trang đã chuyển, thêm ' -> /địa-chỉ-mới/' vào cuối dòng này. {remove}"
            return self._at(number, f"{address} đã đăng mà nay không còn", moved)
        if draft := next((self.file.parent / kind.folder).rglob(f"{name}.yml"), None):
            what = f"{address} đã đăng mà nay không còn, vì {shown_path(draft)} đang là bản nháp"
            return self._at(number, what, f"Bỏ draft ở tệp ấy. {remove}")
        what = f"{address} đã đăng mà nay không còn {kind.noun} mang mã '{name}'"
        renamed = f"Nếu tệp đã đổi tên, ghi '{name}' vào aliases của tệp mang tên mới. {remove}"
        return self._at(number, what, renamed, near(name, find.ids(kind)))

    def _at(self, line: int, what: str, todo: str, hint: str | None = None) -> Problem:
        return Problem(shown_path(self.file), line, 1, "", what, todo, hint)
