"""The commands for what has to be judged before it is published: review."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.commands.parser import Command
from macros.files.found import read_regular
from macros.language.characters import told
from macros.language.problems import DataError, Problem
from macros.publish.place import Refused
from macros.steps import Steps

_NOTHING = "Chưa ghi gì."


def add(command: Command) -> None:
    """Add these commands."""
    looked = command("review", review, "Tạo bản xem để cấp trên duyệt; nhận ý kiến, việc duyệt gửi lại.")
    way = looked.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--out", type=Path, metavar="NƠI", help="tạo bản xem mở được trên máy bất kỳ: thư mục mới, hoặc tệp .zip"
    )
    way.add_argument("--take", type=Path, metavar="TỆP", help="đọc tệp nhận xét gửi lại, cho xem rồi hỏi trước khi ghi")
    way.add_argument("--approve", nargs="+", metavar="SỐ", help="ghi những bản ghi được duyệt trên phiếu, như 7K3M-Q4D")
    way.add_argument(
        "--correct", metavar="SỐ", help="ghi là sửa nhỏ sau khi duyệt, không phải duyệt lại: cần --what, --by"
    )
    looked.add_argument("--by", metavar="AI", help="người duyệt, người sửa: 'Họ tên, chức vụ'")
    looked.add_argument("--what", metavar="GÌ", help="đã sửa gì: 'Sửa số điện thoại'")
    looked.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi")


def review(options: argparse.Namespace) -> int:
    """Make a review, or take what comes back of one."""
    data = options.data.resolve()
    if options.out:
        return _make(data, Path(os.path.abspath(options.out)))
    from macros.language.clock import today
    from macros.review.deciding import correction, of_file, of_paper
    from macros.review.remarks import MOST, Unreadable, read_remarks

    if options.take:
        try:
            returned = read_remarks(read_regular(options.take, MOST + 1))
        except Unreadable as error:
            todo = "Xin người duyệt gửi lại nguyên tệp đã lưu từ bản xem"
            raise DataError([Problem(str(options.take), 0, 0, "", error.what, todo)]) from None
        print(f"Ý kiến của {returned.by}, về bản xem ngày {returned.made or '(không rõ)'}:")
        return _decide(
            data, lambda catalogue: of_file(catalogue, returned, today()), f"Ý kiến của {returned.by}", options.yes
        )
    by = _line(options.by, "--by", "chưa nói ai duyệt, ai sửa", "--by 'Họ tên, chức vụ'")
    if options.approve:
        return _decide(
            data, lambda catalogue: of_paper(catalogue, options.approve, by, today()), f"{by} duyệt", options.yes
        )
    what = _line(options.what, "--what", "chưa nói đã sửa gì", "--what 'Sửa số điện thoại'")
    return _decide(
        data,
        lambda catalogue: [correction(catalogue, options.correct, by, what, today())],
        f"Sửa nhỏ: {what}",
        options.yes,
    )


def _make(data: Path, out: Path) -> int:
    from macros.desk.history import History
    from macros.review.making import make  # MkDocs takes half a second to import

    try:
        print(make(data, out, History(data).savers(), Steps()))
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _decide(data: Path, decide: Callable[[Any], Any], note: str, is_sure: bool) -> int:
    """Show what is decided, ask, and write it."""
    from macros.desk.decided import write_decided
    from macros.desk.held import Held
    from macros.desk.safety import Refusal
    from macros.desk.saving import Saving
    from macros.staff.asking import agreed, typed

    saving = Saving(Held(data))
    decided = list(decide(saving.held.catalogue))
    for one in decided:
        print(f"- {told(one.told, 3000)}.")
    if not any(one.new for one in decided):
        print(_NOTHING)
        return int(any(one.refused for one in decided))
    if not is_sure and not agreed(typed, "Ghi những điều trên?"):
        print(_NOTHING)
        return 0
    try:
        done = write_decided(saving, decide, note)
    except Refusal as refusal:
        raise DataError([Problem(str(data), 0, 0, "", refusal.what, refusal.todo)]) from None
    did = f"Đã ghi vào {done.written} bản ghi" if done.written else _NOTHING.rstrip(".")
    print(f"{did}; {len(done.left)} điều chưa ghi được:" if done.left else f"{did}.")
    for text in done.left:
        print(f"- {told(text, 3000).rstrip('.')}.")
    return int(bool(done.left))


def _line(text: str | None, option: str, what: str, how: str) -> str:
    from macros.language.characters import clean

    if not (line := " ".join(clean(text or "").split())):
        raise DataError([Problem(option, 0, 0, "", what, f"Thêm {how}")])
    return line
