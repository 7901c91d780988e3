"""The command for those who serve the site, or have it made by itself: recipe."""

import argparse
import codecs
import contextlib
import os
import sys
from itertools import count
from pathlib import Path

from macros.commands.parser import ROOT, Command
from macros.files.found import read_regular
from macros.files.reader import read_record
from macros.files.whole import write_new, write_whole
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.records import Site as Settings
from macros.records.site import SETTINGS

_NAMES = ("github", "gitlab", "nginx", "caddy", "apache", "iis", "pages")
_OF_ITSELF = ("github", "gitlab")


def add(command: Command) -> None:
    """Add this command."""
    written = command("recipe", recipe, "Viết tệp cài đặt cho nơi đăng trang, hoặc để trang tự tạo và tự đăng.")
    written.add_argument(
        "name",
        choices=_NAMES,
        metavar="NƠI",
        help="github, gitlab: tự tạo, tự đăng; nginx, caddy, apache, iis: máy chủ web; pages: Cloudflare Pages, Netlify",
    )
    written.add_argument(
        "--out", type=Path, metavar="THƯ_MỤC", help="ghi tệp vào thư mục này (không có: hiện nội dung tệp)"
    )
    written.add_argument("--url", metavar="ĐỊA_CHỈ", help="nơi trang sẽ được đăng (mặc định: mục url trong site.yml)")
    written.add_argument(
        "--root", default="/var/www/phong-trao", metavar="THƯ_MỤC", help="nginx, caddy: thư mục của trang trên máy chủ"
    )


def _kept(file: Path, content: bytes) -> Path:
    """Keep beside `file` what it holds, which somebody may have changed by hand; return where."""
    for number in count(1):
        former = file.with_name(f"{file.name}.cu{number}")
        if os.path.lexists(former):
            continue
        with contextlib.suppress(FileExistsError):
            write_new(former, content)
            break
    return former


def _words(content: bytes) -> bytes:
    """What stands in a file, be its lines ended as Git ends them on Windows, and its beginning marked as editors there mark it."""
    return content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def recipe(options: argparse.Namespace) -> int:
    """Write the file of a recipe, or show it."""
    from macros.hosting.recipes import RECIPES, SIGN, made  # and all that knows what a site holds
    from macros.hosting.served import Site

    data, wanted = options.data.resolve(), RECIPES[options.name]
    settings, problems = read_record(data / SETTINGS, Settings)
    if settings is None:
        raise DataError(problems)
    if options.url:
        settings = settings.at(options.url)
    if wanted.needs_address and not settings.url:
        what = "chưa biết địa chỉ của trang, mà tệp này phải ghi tên máy chủ"
        raise DataError([in_file(data / SETTINGS, what, "Ghi url vào site.yml, hoặc thêm --url https://…/")])
    if options.name in _OF_ITSELF and not data.is_relative_to(ROOT):
        what = "thư mục dữ liệu nằm ngoài kho của chương trình, nên máy chủ không lấy được"
        raise DataError([in_file(data, what, "Để dữ liệu trong kho của chương trình, như thư mục data")])
    within = data.relative_to(ROOT).as_posix() if data.is_relative_to(ROOT) else data.as_posix()
    site = Site(settings.url, options.root)
    if options.name not in _OF_ITSELF and (fault := site.fault):
        of, what, todo = fault
        raise DataError([Problem(of, 0, 0, "", what, todo)])
    text = made(options.name, site, within)
    if not options.out:
        sys.stdout.write(text)
        return 0
    file = options.out / wanted.file
    before = read_regular(file) if os.path.lexists(file) else None
    if before is not None and SIGN not in before.decode("utf-8", "replace")[:500]:
        raise DataError(
            [
                Problem(
                    shown_path(file),
                    0,
                    0,
                    "",
                    "đã có tệp này, không do lệnh recipe ghi",
                    "Đổi tên hoặc chuyển tệp ấy đi",
                )
            ]
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    if before is not None and _words(before) != text.encode("utf-8"):
        former = _kept(file, before)
        print(
            f"Tệp đã có khác tệp sắp ghi, nên được giữ lại ở {shown_path(former)}. Ai đã sửa tệp ấy thì chép chỗ sửa sang."
        )
    write_whole(file, text)
    print(f"Đã ghi {shown_path(file)}, cho {wanted.about}. Đọc các dòng ghi chú đầu tệp để biết để tệp ở đâu.")
    print(f"Đã thử tới đâu: {wanted.tested}.")
    if options.name in _OF_ITSELF and not (settings.automatic and settings.url):
        print(
            "Ghi thêm vào site.yml: url (địa chỉ của trang) và automatic: true, để chỉ máy chủ ghi danh sách địa chỉ đã đăng."
        )
    return 0
