"""The commands about what is published: changes, publish."""

import argparse
import getpass
import sys
from pathlib import Path

from macros.catalogue import Catalogue
from macros.changes.compare import changes_between
from macros.changes.page import page
from macros.changes.since import Since, in_git, kept_in
from macros.changes.snapshot import pack
from macros.changes.state import State, state_of
from macros.changes.told import by_who_sees, subject
from macros.commands.parser import Command
from macros.files.kept import folder_for
from macros.files.whole import write_named
from macros.language.problems import shown_path
from macros.load import read
from macros.publish.place import Refused
from macros.staff.asking import agreed, typed
from macros.steps import Steps
from macros.targets import since as published


def add(command: Command) -> None:
    """Add these commands."""
    told = command("changes", changes, "Cho biết dữ liệu đã đổi những gì: thêm, sửa từng mục, xóa, đổi mã.")
    told.add_argument(
        "--since",
        metavar="LẦN",
        help="so với lần nào: số của lần đăng (publish --list), mã phiên bản Git, ngày (2026-11-20: từ ngày ấy), hoặc tệp đã lưu bằng --save (mặc định: lần đăng gần nhất; chưa đăng thì phiên bản Git mới nhất)",
    )
    told.add_argument("--target", metavar="TÊN", help="nơi đăng trong site.yml (mặc định: nơi đầu tiên)")
    told.add_argument("--page", type=Path, metavar="TỆP", help="ghi thành một trang .html mới để xem, in hoặc gửi đi")
    told.add_argument(
        "--save", type=Path, metavar="TỆP", help="lưu trạng thái dữ liệu lúc này vào một tệp mới, để lần sau so sánh"
    )
    one = command(
        "publish", publish, "Đăng trang lên mạng: kiểm tra, tạo trang, cho xem thay đổi, hỏi, rồi gửi phần đã đổi."
    )
    one.add_argument("--target", metavar="TÊN", help="nơi đăng trong site.yml (mặc định: nơi đầu tiên)")
    way = one.add_mutually_exclusive_group()
    way.add_argument("--undo", action="store_true", help="đưa bản trước trở lại")
    way.add_argument("--list", action="store_true", help="liệt kê các bản còn giữ: lúc nào, ai, đổi gì")
    one.add_argument("--yes", action="store_true", help="không hỏi có đăng không")
    one.add_argument(
        "--new-host-key", action="store_true", help="máy chủ SFTP đã đổi khóa: hỏi lại khóa mới thay vì từ chối"
    )


def changes(options: argparse.Namespace) -> int:
    """Tell what changed in the data, or keep its state for a later comparison."""
    data = options.data.resolve()
    catalogue, _ = read(data, folder_for(data))
    now = state_of(catalogue)
    if options.save:
        write_named(options.save, pack(now))
        print(f"Đã lưu trạng thái dữ liệu vào {shown_path(options.save)}; lần sau: changes --since {options.save}")
        return 0
    try:
        since = _since(catalogue, now, options.since, options.target)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    found = changes_between(since.state, now)
    if options.page:
        write_named(options.page, page(found, since.called, catalogue.site.name))
        print(f"{subject(found)}. Đã ghi trang so sánh vào {shown_path(options.page)}")
        return 0
    print("\n\n".join(filter(None, (f"So với {since.called}: {subject(found)}.", by_who_sees(found)))))
    return 0


def _since(catalogue: Catalogue, now: State, asked: str | None, target: str | None) -> Since:
    """The state that is asked for. Raises Refused or DataError if it isn't there."""
    if asked is None:
        return published.last(catalogue, now, target)
    for one in published.kept(catalogue, target):
        if asked == str(one.number) and (since := published.of(catalogue, one)):
            return since
    file = Path(asked)
    return kept_in(file) if file.exists() and not file.is_dir() else in_git(catalogue, now, asked)


def publish(options: argparse.Namespace) -> int:
    """Publish, undo that, or list what was published."""
    from macros import publishing  # what it needs is of no use to other commands
    from macros.desk.history import History

    data = options.data.resolve()
    order = publishing.Order(data, options.target, History(data).who, new_host_key=options.new_host_key)
    try:
        if options.list:
            print(*publishing.listed(order), sep="\n")
            return 0
        act = publishing.undo if options.undo else publishing.publish
        return 0 if act(order, _Terminal(options.yes)) else 1
    except Refused as error:
        print(error, file=sys.stderr)
        return 1


class _Terminal:
    """The person at the terminal. `yes`: they have agreed to publish by the command itself; other questions are asked."""

    def __init__(self, yes: bool):
        self._yes, self._steps = yes, Steps()

    def password(self, of: str) -> str | None:
        try:
            return getpass.getpass(f"Mật khẩu của {of}: ") or None
        except (EOFError, KeyboardInterrupt):
            return None

    def agrees(self, question: str) -> bool:
        if self._yes and question.startswith(("Đăng", "Đưa")):
            return True
        return agreed(typed, question)

    def step(self, what: str, done: int, of: int) -> None:
        self._steps.tell(what, done, of)

    def say(self, text: str) -> None:
        self._steps.tell("", 0, 0)
        print(text, flush=True)
