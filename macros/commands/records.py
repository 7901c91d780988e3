"""The commands that write records: start, new, date, units, borders."""

import argparse
from pathlib import Path

from macros.commands.parser import Command
from macros.language.problems import DataError, Problem
from macros.records import Model
from macros.staff.creating import create
from macros.staff.dating import date_records
from macros.staff.interview import KINDS
from macros.staff.starting import ask_and_start, write_blank
from macros.staff.unit_table import read_table, write_table


def add(command: Command) -> None:
    """Add these commands."""
    site = command("start", start, "Tạo thư mục dữ liệu của một trang mới: hỏi tên, địa bàn, đơn vị rồi viết các tệp.")
    site.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC", help="thư mục chưa có, hoặc còn trống")
    site.add_argument(
        "--units-table", type=Path, metavar="TỆP", help="chỉ ghi một bảng đơn vị trống để điền: .xlsx hoặc .csv"
    )
    record = command("new", new, "Tạo một bản ghi mới: hỏi từng mục rồi viết tệp vào đúng chỗ.")
    kinds = "; ".join(f"{name} ({kind.noun})" for name, kind in KINDS.items())
    record.add_argument("kind", choices=KINDS, metavar="LOẠI", help=kinds)
    record.add_argument(
        "--like", metavar="MÃ", help="với model: bắt đầu từ các bước của mô hình mang mã này, không kèm nguồn của nó"
    )
    command("date", date, "Ghi ngày đăng, ngày cập nhật vào các bản ghi mới hoặc vừa sửa.")
    table = command("units", units, "Xuất các đơn vị hành chính ra bảng tính, hoặc nhập bảng đã điền, sửa.")
    way = table.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="TỆP", help="ghi mọi đơn vị ra một bảng mới: .xlsx hoặc .csv")
    way.add_argument(
        "--in", dest="table", type=Path, metavar="TỆP", help="đọc bảng .xlsx hoặc .csv, cho xem những gì sẽ đổi rồi hỏi"
    )
    table.add_argument("--yes", action="store_true", help="với --in: ghi luôn, không hỏi")
    drawn = command("borders", borders, "Đưa ranh giới các đơn vị từ một tệp GeoJSON vào dữ liệu, vẽ gọn lại.")
    drawn.add_argument("file", type=Path, metavar="TỆP", help="tệp GeoJSON")
    drawn.add_argument(
        "--source", required=True, action="append", metavar="MÃ", help="mã nguồn của tệp ấy; viết được nhiều lần"
    )
    drawn.add_argument(
        "--metres", type=int, default=30, metavar="MÉT", help="bỏ những chỗ uốn nhỏ hơn chừng ấy (mặc định: 30)"
    )
    drawn.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi")


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
    if options.like and options.kind != Model.singular:
        raise DataError([Problem("new", 0, 0, "", "--like chỉ dùng với mô hình", "Viết: new model --like MÃ")])
    return create(KINDS[options.kind], options.data, like=options.like)


def date(options: argparse.Namespace) -> int:
    """Date the records that are new or were changed."""
    return date_records(options.data.resolve())


def units(options: argparse.Namespace) -> int:
    """Write all units as a table, or read a table of units into the data."""
    data = options.data.resolve()
    return write_table(data, options.out) if options.out else read_table(data, options.table, options.yes)


def borders(options: argparse.Namespace) -> int:
    """Write the borders of units from a GeoJSON file into the data."""
    from macros.staff.border_file import take_borders  # shapely takes a tenth of a second to import

    data = options.data.resolve()
    return take_borders(data, options.file, options.source, options.metres, options.yes)
