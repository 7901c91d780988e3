"""The commands that take the whole project elsewhere: pack."""

import argparse
from pathlib import Path

from macros.commands.parser import Command
from macros.staff.packing import PYTHONS, SYSTEMS, pack


def add(command: Command) -> None:
    """Add these commands."""
    packed = command("pack", pack_up, "Đóng gói chương trình kèm mọi thứ phải tải, để cài ở nơi không có mạng.")
    packed.add_argument("place", type=Path, metavar="NƠI", help="thư mục mới, hoặc tệp .zip")
    packed.add_argument(
        "--system", choices=SYSTEMS, default="windows", help=f"{', '.join(SYSTEMS)} (mặc định: windows)"
    )
    packed.add_argument(
        "--python", choices=PYTHONS, action="append", help="chỉ cho bản Python này; viết được nhiều lần"
    )


def pack_up(options: argparse.Namespace) -> int:
    """Put the project and all that its set-up needs into one folder or ZIP file."""
    return pack(options.data.resolve(), options.place, options.system, options.python or PYTHONS)
