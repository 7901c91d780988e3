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

from macros.addresses.address import CHOICES, NOT_FOUND, PAPERS, SITEMAP, WORKBOOK, Address
from macros.catalogue import Finder
from macros.catalogue.revisions import FILE as REVISIONS
from macros.files.found import oddity, problem
from macros.files.raw import decoded
from macros.files.whole import write_whole
from macros.language.privacy import private_in_id
from macros.language.problems import Problem, shown_path
from macros.language.reasons import why
from macros.language.text import near
from macros.records import RECORDS, Event

FILE = "published.txt"
GONE = "gone"

_LINE = re.compile(rf"(/[^ \t]*)(?:[ \t]+({GONE})|[ \t]+->[ \t]+(/[^ \t]*))?")
_MERGE = re.compile(r"(<{7}|={7}|>{7}|\|{7})")
# A folder of such a name would stand where a file of the site does, or will.
_FILE = re.compile(
    r"\.(html?|xml|xsl|ics|csv|xlsx|json|geojson|pdf|zip|gz|txt|yml|css|m?js|gif|png|jpe?g|webp|svg|woff2?)/",
    re.IGNORECASE,
)
_HEADER = """\
# Các địa chỉ đã đăng, do lệnh build ghi thêm; gửi tệp này cùng dữ liệu. Trang đã chuyển: thêm ' -> /địa-chỉ-mới/' vào cuối
# dòng. Trang phải gỡ hẳn: thêm ' gone'. Địa chỉ chưa từng lên mạng: xóa dòng. Xem docs/huong-dan/bien-tap.md.
"""
# Two people's new lines stand beside each other, and Git is told to keep them all: also where the data is a repository of its own.
_ATTRIBUTES = ".gitattributes"
_UNION = f"{FILE} merge=union\n{REVISIONS} merge=union\n"
# What readers and programs keep: pages, feeds, calendars, downloads.
_LASTING = (".html", ".xml", ".ics", ".csv", ".xlsx", ".json", ".geojson", ".pdf", ".zip")
# What pages themselves load; papers, whose address is another one when they are corrected; what is found by a fixed name and stands for
# nothing else; the calendar file of one event, which is imported once and not asked for again; the workbook of all tables, which a site
# outgrows, and whose tables lie beside it.
_NOT_KEPT = re.compile(
    rf"assets/.*|{PAPERS.path}.*|{re.escape(NOT_FOUND.path)}|{re.escape(SITEMAP.path)}|{Event.address}/[^/]+\.ics|{re.escape(WORKBOOK.path)}|{re.escape(CHOICES.path)}"
)


def _fault(rooted: str, is_old: bool) -> str | None:
    """What keeps `rooted` from being an address of the site, or what was one."""
    if is_old and "#" in rooted:
        return "có ký tự #"
    if is_old and (found := _FILE.search(rooted)):
        return f"{found[0][:-1]} là đuôi của một tệp, không phải của trang"
    try:
        Address.of_rooted(rooted)
    except ValueError as error:
        return str(error)
    return None


def _shown(text: str) -> str:
    """`text` as a message can quote it: without control characters, and not without end."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:80]) + "…" * (len(text) > 80)


def lasting(files: Iterable[str]) -> set[str]:
    """The addresses, among the files of a site, that have to stay."""
    return {Address.of_file(f).rooted for f in files if f.endswith(_LASTING) and not _NOT_KEPT.fullmatch(f)}


class Published:
    """The list in one data folder; without the file, nothing has been published.

    `fates` holds, by address, what became of it: `""` if it is to be there, `GONE`, or the address that it moved to.
    `problems` are the lines that can't be understood. `ended` are further addresses that may go without a mark.
    """

    def __init__(self, data: Path):
        self.file = data / FILE
        self.fates: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.ended: set[str] = set()
        self._lines: dict[str, int] = {}
        self._comments: list[str] = []
        for number, line in enumerate(self._text_of_file().replace("\r\n", "\n").split("\n"), 1):
            if line.startswith("#"):
                self._comments += [] if line in _HEADER.split("\n") else [line]
            elif line.strip(" \t"):
                self._read(number, line.strip(" \t"))

    def _text_of_file(self) -> str:
        """What stands in the file; nothing, and a problem, if there is something that can't be read: a list that is not read
        protects nothing."""
        if not os.path.lexists(self.file):
            return ""
        if odd := oddity(self.file):
            self.problems.append(problem(self.file, *odd))
            return ""
        text = decoded(self.file)
        if isinstance(text, Problem):
            self.problems.append(text)
            return ""
        return text

    def _read(self, number: int, line: str) -> None:
        found = _LINE.fullmatch(line)
        if _MERGE.match(line):
            todo = "Xóa các dòng <<<<<<<, ======= và >>>>>>>, giữ mọi dòng địa chỉ của cả hai bên"
            self.problems.append(self._at(number, "hai người cùng sửa tệp này, Git chưa gộp được", todo))
            return
        if not found:
            what, todo = (
                f"không hiểu dòng '{_shown(line)}'",
                f"Viết '/địa-chỉ/', '/cũ/ -> /mới/' hoặc '/địa-chỉ/ {GONE}'",
            )
            self.problems.append(self._at(number, what, todo))
            return
        address, fate = found[1], found[2] or found[3] or ""
        for rooted, is_old in ((address, True), (found[3], False)):
            if rooted and (fault := _fault(rooted, is_old)):
                todo = "Viết như trên thanh địa chỉ của trang, từ dấu / sau tên miền trở đi"
                what = f"'{_shown(rooted)}' không phải địa chỉ trong trang: {fault}"
                self.problems.append(self._at(number, what, todo))
                return
        private = [finding for part in address.split("/") for finding in private_in_id(part) if finding.certain]
        if private:
            what = f"địa chỉ có {private[0].kind}: {private[0].masked}, mà địa chỉ nào ghi ở đây cũng thành một trang"
            self.problems.append(self._at(number, what, "Xóa dòng này"))
            return
        if fate and fate != GONE and not address.endswith("/"):
            what = f"{address} là một tệp, mà chỉ trang mới chuyển được"
            self.problems.append(self._at(number, what, f"Viết '{address} {GONE}'"))
            return
        if fate and self.fates.get(address, fate) not in ("", fate):
            what = f"{address} đã có ở dòng {self._lines[address]} với ý khác"
            self.problems.append(self._at(number, what, "Giữ một trong hai dòng"))
            return
        # Merging two people's work can leave an address both with and without its mark.
        self.fates[address] = fate or self.fates.get(address, "")
        self._lines[address] = number

    def forwards(self) -> Iterator[tuple[str, str]]:
        """Yield (address, where it leads to now) of the pages that moved."""
        yield from ((address, fate) for address, fate in self.fates.items() if fate not in ("", GONE))

    def gone(self) -> list[Address]:
        """The addresses of the pages that were taken down, or may have gone."""
        return [
            Address.of_rooted(rooted)
            for rooted, fate in self.fates.items()
            if rooted.endswith("/") and (fate == GONE or (not fate and rooted in self.ended))
        ]

    def vanished(self, files: Iterable[str], find: Finder) -> list[Problem]:
        """A problem for every address that is to be there and isn't among the `files` of the built site."""
        there = {*files}
        open_ = (old for old, fate in self.fates.items() if not fate and old not in self.ended)
        lost = [old for old in open_ if Address.of_rooted(old).file not in there]
        return [self._lost(address, find) for address in lost]

    def record(self, files: Iterable[str], writing: bool, automatic: bool = False) -> str:
        """Add to the list what is new among the addresses of a site, if `writing`; return what to tell staff, if anything. `automatic`:
        whether a build that is made by itself writes it."""
        new = lasting(files) - self.fates.keys()
        if not new:
            return ""
        if not writing and automatic:
            return f"{len(new)} địa chỉ mới; máy chủ tự ghi vào {shown_path(self.file)} khi đăng bản này."
        if not writing:
            return (
                f"{len(new)} địa chỉ mới chưa ghi vào {shown_path(self.file)}; nếu đây là bản để đăng, thêm --record."
            )
        now = Published(self.file.parent)  # somebody may have changed it since the build began
        if now.problems:
            return f"Chưa ghi {len(new)} địa chỉ mới, vì {shown_path(self.file)} vừa bị sửa sai: {now.problems[0]}"
        now.fates |= dict.fromkeys(sorted(new - now.fates.keys()), "")
        try:
            write_whole(self.file, now._text())
            if not os.path.lexists(self.file.with_name(_ATTRIBUTES)):
                write_whole(self.file.with_name(_ATTRIBUTES), _UNION)
        except OSError as error:
            return f"Không ghi được {len(new)} địa chỉ mới vào {shown_path(self.file)} ({why(error)})."
        self.fates = now.fates
        return f"Đã ghi {len(new)} địa chỉ mới vào {shown_path(self.file)}; gửi tệp ấy cùng dữ liệu."

    def _text(self) -> str:
        marks = {"": "", GONE: f" {GONE}"}
        lines = [f"{address}{marks.get(fate, f' -> {fate}')}\n" for address, fate in sorted(self.fates.items())]
        return "".join([_HEADER, *(f"{comment}\n" for comment in self._comments), *lines])

    def _lost(self, address: str, find: Finder) -> Problem:
        number, folder, _, name = self._lines[address], *address.strip("/").rpartition("/")
        kind = next((kind for kind in RECORDS if kind.address == folder and address.endswith("/")), None)
        remove = f"Nếu phải gỡ hẳn, thêm ' {GONE}' vào cuối dòng này; nếu địa chỉ chưa từng lên mạng, xóa dòng này"
        if not kind:
            moved = f"Nếu trang đã chuyển, thêm ' -> /địa-chỉ-mới/' vào cuối dòng này. {remove}"
            return self._at(number, f"{address} đã đăng mà nay không còn", moved)
        if state := find.left_out(kind, name):
            what = f"{address} đã đăng mà nay không còn, vì {kind.noun} '{name}' đang ở trạng thái “{state}”"
            return self._at(number, what, f"Bỏ draft, duyệt hoặc sửa ngày lên trang ở bản ghi ấy. {remove}")
        what = f"{address} đã đăng mà nay không còn {kind.noun} mang mã '{name}'"
        renamed = f"Nếu tệp đã đổi tên, ghi '{name}' vào aliases của tệp mang tên mới. {remove}"
        return self._at(number, what, renamed, near(name, find.ids(kind)))

    def _at(self, line: int, what: str, todo: str, hint: str | None = None) -> Problem:
        return Problem(shown_path(self.file), line, 1, "", what, todo, hint)
