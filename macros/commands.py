"""The commands that staff give: edit, preview, build, check, new, date, units."""

import argparse
import io
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from macros.catalogue.advice import advice
from macros.files.together import DESK, LOCK, SAVING, is_begun, settle
from macros.language.problems import DataError, Problem, in_file, listed
from macros.mishap import guarded
from macros.publish.lock import Lock
from macros.publish.place import Refused
from macros.records import RECORDS
from macros.staff.dating import date_records
from macros.staff.interview import KINDS, create
from macros.staff.packing import PYTHONS, SYSTEMS, pack
from macros.staff.starting import ask_and_start, write_blank
from macros.staff.unit_table import read_table, write_table
from macros.steps import Steps
from macros.unchanged import Last, given

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
FIRST_PORT = 8000
_PATIENCE = 10.0  # seconds that a command waits for a save that is under way


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 when there is something to mend."""
    for stream in sys.stdout, sys.stderr:  # where a system's own encoding lacks Vietnamese letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)

    def run() -> int:
        _settle(options.data.resolve())
        return int(options.run(options))

    return guarded(run)


def _settle(data: Path) -> None:
    """End or undo what a killed save of the desk left, so that no command sees half of one; the desk remembers it when it starts.

    Raises DataError if a save is under way that doesn't end, and OSError if the system refuses."""
    if not is_begun(data / DESK / SAVING):
        return
    try:
        held = Lock(data / DESK / LOCK, str(data), _PATIENCE)
    except Refused as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        what = "bàn làm việc đang ghi vào thư mục này mà chưa xong"
        raise DataError([in_file(data, what, "Chờ bàn làm việc ghi xong rồi chạy lại")]) from None
    try:
        settle(data, data / DESK / SAVING)
    finally:
        held.release()


def check(options: argparse.Namespace) -> int:
    """Read all data and print every problem, then what a person has to judge; only the first keeps the site from being built."""
    data = options.data.resolve()
    now, last = given(data), Last(data, "check")
    if (said := last.said(now)) is not None:
        print(said)
        return 0
    from macros import running  # MkDocs takes half a second to import, and is of no use to `new`
    from macros.build import Settings

    made, warned = running.foresee(Settings(data, None), Steps())
    counts = [f"{count} {kind.noun}" for kind in RECORDS if (count := made.find.count(kind))]
    told = []
    if worth := sorted(advice(made.find)):
        told += ["Nên xem lại; không ngăn việc đăng:", *map(str, worth), ""]
    if warned:
        print("\n".join(told), end="\n" if told else "")
        print(warned, file=sys.stderr)
        return 1
    told.append(f"Dữ liệu không có lỗi: {', '.join(counts) or 'chưa có bản ghi nào'}.")
    if made.to_judge:
        told += ["", listed(made.to_judge)]
    print("\n".join(told))
    if now == given(data):  # else somebody has changed something meanwhile
        last.remember(now, "\n".join(told))
    return 0


def start(options: argparse.Namespace) -> int:
    """Make the data folder of a new site, or a blank table of its units."""
    if options.units_table:
        return write_blank(options.units_table)
    if not options.folder:
        raise DataError(
            [Problem("start", 0, 0, "", "chưa nói tạo thư mục nào", "Viết: start THƯ_MỤC, như start ../du-lieu")]
        )
    return ask_and_start(options.folder)


def new(options: argparse.Namespace) -> int:
    """Ask for a new record and write its file."""
    return create(KINDS[options.kind], options.data)


def date(options: argparse.Namespace) -> int:
    """Date the records that are new or were changed."""
    return date_records(options.data.resolve())


def units(options: argparse.Namespace) -> int:
    """Write all units as a table, or read a table of units into the data."""
    data = options.data.resolve()
    return write_table(data, options.out) if options.out else read_table(data, options.table, options.yes)


def build(options: argparse.Namespace) -> int:
    """Build the whole site; nothing is published if there is a problem."""
    data = options.data.resolve()
    if options.markdown:
        from macros import running  # as above
        from macros.build import Settings

        return running.write_markdown(Settings(data, Path(os.path.abspath(options.markdown)), options.url))
    parts = options.parts and options.parts.resolve()
    if options.share:
        from macros import running  # as above
        from macros.build import Settings

        if not parts:
            raise DataError([Problem("--share", 0, 0, "", "chưa nói để phần ấy ở đâu", "Thêm --parts THƯ_MỤC")])
        return running.build(Settings(data, None, options.url, share=options.share, parts=parts), Steps())[0]
    place = Path(os.path.abspath(options.site_dir))  # a link stays one, to be refused
    steps, asked = Steps(), (str(options.url), str(options.record))
    now, last = given(data, str(place), *asked), Last(data, "build")
    if (said := last.said(now, place)) is not None:
        print(said)
        return 0
    from macros import running  # as above
    from macros.build import Settings

    settings = Settings(data, place, options.url, options.record or place == SITE, parts=parts)
    status, said = running.build(settings, steps)
    if options.verbose:
        print(steps.table(), file=sys.stderr)
    if said and now == given(data, str(place), *asked):
        last.remember(now, said, place)
    return status


def pack_up(options: argparse.Namespace) -> int:
    """Put the project and all that its set-up needs into one folder or ZIP file."""
    return pack(options.data.resolve(), options.place, options.system, options.python or PYTHONS)


def preview(options: argparse.Namespace) -> int:
    """Build the site, serve it on this machine and rebuild it whenever a file changes."""
    print("Đang tạo trang xem thử…", flush=True)
    from macros import running  # as above
    from macros.build import Settings

    return running.preview(Settings(options.data.resolve(), SITE, preview=True), _free_port())


def edit(options: argparse.Namespace) -> int:
    """Serve the desk on this machine: forms in the browser that write the records."""
    print("Đang mở bàn làm việc…", flush=True)
    from macros.desk import serving  # as above, and the server's packages with it

    return serving.edit(options.data.resolve(), options.port, not options.no_browser)


def _share(written: str) -> tuple[int, int]:
    share, of = map(int, written.split("/"))
    if not 1 <= share <= of:
        raise ValueError(written)
    return share, of


def _port(written: str) -> int:
    port = int(written)
    if not 1 <= port <= 65535:
        raise ValueError(written)
    return port


def _free_port() -> int:
    """The first port from 8000 on that nothing listens on, so that two previews can run side by side."""
    for port in range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return FIRST_PORT


class _Help(argparse.HelpFormatter):
    """argparse's own words in Vietnamese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any):
        super().__init__(**options, formatter_class=_Help, add_help=False)
        self._positionals.title, self._optionals.title = "Cần có", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Lệnh chưa đúng hoặc còn thiếu.\n\n{self.format_help()}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="manage.py", description="Trang giới thiệu phong trào.")
    commands = parser.add_subparsers(title="Các lệnh", required=True, metavar="LỆNH")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument(
            "--data", type=Path, default=ROOT / "data", metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định: data)"
        )
        sub.set_defaults(run=run)
        return sub

    desk = command("edit", edit, "Mở bàn làm việc: thêm, sửa bản ghi bằng biểu mẫu trong trình duyệt.")
    desk.add_argument(
        "--port", type=_port, metavar="CỔNG", help="cổng của máy này (mặc định: cổng trống đầu tiên từ 8000)"
    )
    desk.add_argument("--no-browser", action="store_true", help="không tự mở trình duyệt")
    command("preview", preview, "Xem thử trang trên máy này; sửa dữ liệu là trang tự cập nhật.")
    site = command("build", build, "Tạo trang hoàn chỉnh để đăng lên mạng.")
    site.add_argument("--site-dir", type=Path, default=SITE, metavar="THƯ_MỤC", help="nơi đặt trang (mặc định: site)")
    site.add_argument(
        "--markdown",
        type=Path,
        metavar="THƯ_MỤC",
        help="thay vì trang, ghi mọi trang thành tệp Markdown kèm mkdocs.yml, để công cụ khác tạo trang",
    )
    site.add_argument(
        "--url", metavar="ĐỊA_CHỈ", help="nơi trang sẽ được đăng: https://…/ (mặc định: mục url trong site.yml)"
    )
    site.add_argument(
        "--share", type=_share, metavar="K/N", help="chỉ tạo phần thứ K trong N phần các trang, để vào --parts"
    )
    site.add_argument(
        "--parts",
        type=Path,
        metavar="THƯ_MỤC",
        help="nơi để các phần tạo trên nhiều máy; không có --share: ghép chúng thành trang",
    )
    site.add_argument("--verbose", action="store_true", help="nói thêm mỗi bước mất bao lâu")
    site.add_argument(
        "--record",
        action="store_true",
        help="ghi địa chỉ mới vào danh sách đã đăng (published.txt) cả khi đặt trang ở thư mục khác site",
    )
    site = command("start", start, "Tạo thư mục dữ liệu của một trang mới: hỏi tên, địa bàn, đơn vị rồi viết các tệp.")
    site.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC", help="thư mục chưa có, hoặc còn trống")
    site.add_argument(
        "--units-table", type=Path, metavar="TỆP", help="chỉ ghi một bảng đơn vị trống để điền: .xlsx hoặc .csv"
    )
    command("check", check, "Kiểm tra dữ liệu, chỉ ra chỗ sai và cách sửa.")
    packed = command("pack", pack_up, "Đóng gói chương trình kèm mọi thứ phải tải, để cài ở nơi không có mạng.")
    packed.add_argument("place", type=Path, metavar="NƠI", help="thư mục mới, hoặc tệp .zip")
    packed.add_argument(
        "--system", choices=SYSTEMS, default="windows", help=f"{', '.join(SYSTEMS)} (mặc định: windows)"
    )
    packed.add_argument(
        "--python", choices=PYTHONS, action="append", help="chỉ cho bản Python này; viết được nhiều lần"
    )
    record = command("new", new, "Tạo một bản ghi mới: hỏi từng mục rồi viết tệp vào đúng chỗ.")
    kinds = "; ".join(f"{name} ({kind.noun})" for name, kind in KINDS.items())
    record.add_argument("kind", choices=KINDS, metavar="LOẠI", help=kinds)
    command("date", date, "Ghi ngày đăng, ngày cập nhật vào các bản ghi mới hoặc vừa sửa.")
    table = command("units", units, "Xuất các đơn vị hành chính ra bảng tính, hoặc nhập bảng đã điền, sửa.")
    way = table.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="TỆP", help="ghi mọi đơn vị ra một bảng mới: .xlsx hoặc .csv")
    way.add_argument(
        "--in", dest="table", type=Path, metavar="TỆP", help="đọc bảng .xlsx hoặc .csv, cho xem những gì sẽ đổi rồi hỏi"
    )
    table.add_argument("--yes", action="store_true", help="với --in: ghi luôn, không hỏi")
    return parser
