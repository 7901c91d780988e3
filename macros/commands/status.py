"""The command that tells how things stand: status."""

import argparse
import json

from macros.commands.parser import Command
from macros.language.clock import today
from macros.load import read
from macros.staff.outside import dead, outside
from macros.staff.status import Status, as_data
from macros.staff.status_text import text_of
from macros.steps import Steps


def add(command: Command) -> None:
    """Add this command."""
    state = command("status", status, "Xem tình trạng: bản nháp, chờ duyệt, hẹn ngày, điều còn thiếu ở các bản ghi.")
    state.add_argument(
        "--links",
        action="store_true",
        help="hỏi thêm các máy chủ xem liên kết ra ngoài nào đã hỏng (cần mạng, mất vài phút)",
    )
    state.add_argument("--all", action="store_true", dest="whole", help="liệt kê hết, không chỉ những mục đầu")
    state.add_argument("--json", action="store_true", help="viết thành JSON, cho chương trình khác đọc")


def status(options: argparse.Namespace) -> int:
    """Tell how things stand."""
    catalogue, problems = read(options.data.resolve())
    now = Status(catalogue, today())
    steps = Steps()
    found = None
    if options.links:
        links = outside(catalogue, (one for one in catalogue if not one.draft))
        found = dead(links, lambda done, of: steps.tell("Hỏi các liên kết ra ngoài", done, of))
        steps.tell("", 0, 0)
    coverage = None if problems else now.coverage()
    if options.json:
        told = as_data(now, coverage)
        if found is not None:
            told["dead"] = [
                {"url": one.link.url, "why": one.why, "records": [f"{of.folder}/{of.id}" for of in one.link.records]}
                for one in found
            ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    print(text_of(now, coverage, found, options.whole))
    if problems:
        print(f"\nDữ liệu đang có {len(problems)} lỗi, nên bảng trên có thể thiếu: chạy lệnh check để biết.")
    return 0
