"""The commands about what is published: changes."""

import argparse
from pathlib import Path

from macros.changes.compare import changes_between
from macros.changes.page import page
from macros.changes.since import Since, in_git, kept_in
from macros.changes.snapshot import pack
from macros.changes.state import state_of
from macros.changes.told import by_who_sees, subject
from macros.commands.parser import Command
from macros.files.kept import folder_for
from macros.files.whole import write_whole
from macros.language.problems import shown_path
from macros.load import read


def add(command: Command) -> None:
    """Add these commands."""
    told = command("changes", changes, "Cho biết dữ liệu đã đổi những gì: thêm, sửa từng mục, xóa, đổi mã.")
    told.add_argument(
        "--since",
        default="HEAD",
        metavar="LẦN",
        help="so với phiên bản nào: mã phiên bản Git, ngày (2026-11-20: từ ngày ấy), hoặc tệp đã lưu bằng --save (mặc định: phiên bản Git mới nhất)",
    )
    told.add_argument("--page", type=Path, metavar="TỆP", help="ghi thành một trang .html để xem, in hoặc gửi đi")
    told.add_argument(
        "--save", type=Path, metavar="TỆP", help="lưu trạng thái dữ liệu lúc này vào một tệp, để lần sau so sánh"
    )


def changes(options: argparse.Namespace) -> int:
    """Tell what changed in the data, or keep its state for a later comparison."""
    data = options.data.resolve()
    catalogue, _ = read(data, folder_for(data))
    now = state_of(catalogue)
    if options.save:
        write_whole(options.save, pack(now))
        print(f"Đã lưu trạng thái dữ liệu vào {shown_path(options.save)}; lần sau: changes --since {options.save}")
        return 0
    file = Path(options.since)
    since: Since = kept_in(file) if file.is_file() else in_git(catalogue, now, options.since)
    found = changes_between(since.state, now)
    if options.page:
        write_whole(options.page, page(found, since.called, catalogue.site.name))
        print(f"{subject(found)}. Đã ghi trang so sánh vào {shown_path(options.page)}")
        return 0
    print("\n\n".join(filter(None, (f"So với {since.called}: {subject(found)}.", by_who_sees(found)))))
    return 0
