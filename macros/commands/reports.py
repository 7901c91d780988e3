"""The command that writes papers for offices: report."""

import argparse
from pathlib import Path

from macros.catalogue import Finder
from macros.commands.parser import Command
from macros.files.kept import folder_for
from macros.files.whole import write_named
from macros.language.clock import today
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.load import load
from macros.records import Event, Model
from macros.reports.wanted import Wanted


def add(command: Command) -> None:
    """Add this command."""
    paper = command(
        "report", report, "Lập báo cáo Word của một đơn vị, một kỳ; bộ tài liệu mô hình, tóm tắt sự kiện, tin Zalo."
    )
    paper.add_argument("unit", nargs="?", metavar="ĐƠN_VỊ", help="mã hoặc tên đơn vị hành chính: 'phường Lê Chân'")
    paper.add_argument(
        "time", nargs="?", metavar="KỲ", help="'6 tháng đầu năm 2025', 'quý II/2025', 2024, '1/3/2025 - 30/6/2025'"
    )
    paper.add_argument("--by", metavar="MÃ", help="mã cơ quan ban hành báo cáo; không có thì chừa chỗ để điền")
    paper.add_argument("--model", metavar="MÃ", help="thay vì báo cáo: bộ tài liệu của một mô hình")
    paper.add_argument("--event", metavar="MÃ", help="thay vì báo cáo: tóm tắt một sự kiện")
    paper.add_argument("--zalo", action="store_true", help="in ra một tin ngắn để chép vào Zalo, không tạo tệp Word")
    paper.add_argument("--out", type=Path, metavar="TỆP", help="tệp .docx sẽ tạo (mặc định: đặt tên theo đơn vị, kỳ)")
    paper.add_argument(
        "--url", metavar="ĐỊA_CHỈ", help="nơi trang được đăng, cho liên kết (mặc định: mục url trong site.yml)"
    )


def report(options: argparse.Namespace) -> int:
    """Write one paper, or print one text, of what is published."""
    asked = [bool(options.model), bool(options.event), bool(options.unit)]
    if sum(asked) != 1 or (options.unit and not options.time):
        todo = "Viết: report ĐƠN_VỊ KỲ, hoặc report --model MÃ, hoặc report --event MÃ"
        raise DataError([Problem("report", 0, 0, "", "chưa nói báo cáo về gì, hoặc nói nhiều thứ một lúc", todo)])
    if options.out and options.out.suffix.lower() != ".docx":
        raise DataError([in_file(options.out, "báo cáo là tệp Word", "Đặt tên tệp có đuôi .docx")])
    data = options.data.resolve()
    catalogue = load(data, url=options.url, stores=folder_for(data))
    wanted = Wanted(Finder(catalogue, today()), today())
    kind, record_id = (Model, options.model) if options.model else (Event, options.event)
    if options.zalo:
        print(wanted.text(kind, record_id) if record_id else wanted.unit_text(options.unit, options.time), end="")
        return 0
    if record_id:
        name, content = wanted.paper(kind, record_id)
    else:
        name, content = wanted.unit_report(options.unit, options.time, options.by)
    file = options.out or Path(name)
    write_named(file, content)
    print(f"Đã ghi {shown_path(file)}. Chỗ tô màu là chỗ cần bổ sung hoặc xóa trước khi trình ký.")
    return 0
