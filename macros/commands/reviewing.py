"""The commands for what has to be judged before it is published: review."""

import argparse
import os
import sys
from pathlib import Path

from macros.commands.parser import Command
from macros.publish.place import Refused
from macros.steps import Steps


def add(command: Command) -> None:
    """Add these commands."""
    looked = command("review", review, "Tạo bản xem để cấp trên duyệt: mở được trên máy bất kỳ, không cần máy chủ.")
    looked.add_argument("--out", type=Path, required=True, metavar="NƠI", help="thư mục mới, hoặc tệp .zip")


def review(options: argparse.Namespace) -> int:
    """Make a review."""
    from macros.review.making import make  # MkDocs takes half a second to import

    try:
        print(make(options.data.resolve(), Path(os.path.abspath(options.out)), Steps()))
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    return 0
