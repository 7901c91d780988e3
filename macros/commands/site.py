"""The commands that make or show the site: edit, preview, build, check."""

import argparse
import os
import socket
import sys
from pathlib import Path

from macros.catalogue.advice import advice
from macros.commands.parser import Command
from macros.files.found import Seen
from macros.language.clock import hold
from macros.language.problems import DataError, Problem, listed
from macros.publish.place import SITE
from macros.records import RECORDS
from macros.steps import Steps
from macros.unchanged import Last, given

FIRST_PORT = 8000
SHARDS = SITE.with_name("shards")


def add(command: Command) -> None:
    """Add these commands."""
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
    on_several = site.add_mutually_exclusive_group()
    on_several.add_argument(
        "--shard", type=_shard, metavar="K/N", help="chỉ tạo phần thứ K trong N phần các trang, để vào --shards"
    )
    on_several.add_argument("--join", action="store_true", help="ghép các phần đã tạo, nằm trong --shards, thành trang")
    site.add_argument(
        "--shards",
        type=Path,
        default=SHARDS,
        metavar="THƯ_MỤC",
        help="nơi để các phần tạo trên nhiều máy (mặc định: shards)",
    )
    site.add_argument("--verbose", action="store_true", help="nói thêm mỗi bước mất bao lâu")
    site.add_argument(
        "--record",
        action="store_true",
        help="ghi địa chỉ mới vào danh sách đã đăng (published.txt) cả khi đặt trang ở thư mục khác site, hoặc khi site.yml có "
        "automatic: true, nghĩa là chỉ bản do máy chủ tự tạo mới ghi",
    )
    command("check", check, "Kiểm tra dữ liệu, chỉ ra chỗ sai và cách sửa.")


def edit(options: argparse.Namespace) -> int:
    """Serve the desk on this machine: forms in the browser that write the records."""
    print("Đang mở bàn làm việc…", flush=True)
    from macros.desk import serving  # as above, and the server's packages with it

    return serving.edit(options.data.resolve(), options.port, not options.no_browser)


def preview(options: argparse.Namespace) -> int:
    """Build the site, serve it on this machine and rebuild it whenever a file changes."""
    print("Đang tạo trang xem thử…", flush=True)
    from macros import running  # as above
    from macros.build import Settings

    return running.preview(Settings(options.data.resolve(), SITE, preview=True), _free_port())


def build(options: argparse.Namespace) -> int:
    """Build the whole site; nothing is published if there is a problem."""
    hold()
    data = options.data.resolve()
    if options.markdown:
        from macros import running  # as above
        from macros.build import Settings

        return running.write_markdown(Settings(data, Path(os.path.abspath(options.markdown)), options.url))
    shards = options.shards.resolve()
    if options.shard:
        from macros import running  # as above
        from macros.build import Settings

        return running.build(Settings(data, None, options.url, shard=options.shard, shards=shards), Steps())[0]
    if options.join and not next(shards.glob("*-*"), None):
        todo = "Tạo từng phần bằng build --shard trước, hoặc nói nơi để chúng bằng --shards THƯ_MỤC"
        raise DataError([Problem("--join", 0, 0, "", f"không có phần nào trong {shards}", todo)])
    place = Path(os.path.abspath(options.site_dir))  # a link stays one, to be refused
    steps, asked = Steps(), (str(options.url), str(options.record))
    seen: Seen = {}
    with steps.step("Xem có gì thay đổi"):
        now, last = given(data, str(place), *asked, seen=seen), Last(data, "build")
        said = last.said(now, place)
    if said is not None:
        print(said)
        if options.verbose:
            print(steps.table(), file=sys.stderr)
        return 0
    with steps.step("Mở chương trình"):
        from macros import running  # as above
        from macros.build import Settings

    settings = Settings(
        data, place, options.url, True if options.record else None, shards=shards if options.join else None
    )
    status, said = running.build(settings, steps, seen)
    with steps.step("Xem có gì thay đổi"):
        if said and now == given(data, str(place), *asked):
            last.remember(now, said, place)
    if options.verbose:
        print(steps.table(), file=sys.stderr)
    return status


def check(options: argparse.Namespace) -> int:
    """Read all data and print every problem, then what a person has to judge; only the first keeps the site from being built."""
    hold()
    data = options.data.resolve()
    seen: Seen = {}
    now, last = given(data, seen=seen), Last(data, "check")
    if (said := last.said(now)) is not None:
        print(said)
        return 0
    from macros import running  # MkDocs takes half a second to import, and is of no use to `new`
    from macros.build import Settings

    made, warned = running.foresee(Settings(data, None), Steps(), seen)
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


def _shard(written: str) -> tuple[int, int]:
    shard, of = map(int, written.split("/"))
    if not 1 <= shard <= of:
        raise ValueError(written)
    return shard, of


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
