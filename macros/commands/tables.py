"""The commands that take records to a spreadsheet and back: export, import."""

import argparse
from pathlib import Path

from macros.commands.parser import Command
from macros.language.problems import DataError, Problem
from macros.language.text import near
from macros.records import BY_FOLDER


def add(command: Command) -> None:
    """Add these commands."""
    kinds = "; ".join(f"{name} ({kind.noun})" for name, kind in BY_FOLDER.items())
    out = command("export", export, "Xuất bản ghi ra một bảng tính (.xlsx) để sửa nhiều mục một lúc.")
    out.add_argument("kinds", nargs="*", metavar="LOẠI", help=f"{kinds}; không ghi: mọi loại")
    out.add_argument("--out", type=Path, required=True, metavar="TỆP", help="bảng tính mới: .xlsx")
    into = command("import", take_in, "Cho xem một bảng tính sẽ đổi những gì trong dữ liệu, hỏi rồi ghi.")
    into.add_argument(
        "file", type=Path, metavar="TỆP", help="bảng .xlsx hoặc .csv: bảng đã xuất, hoặc bảng của phường, xã"
    )
    into.add_argument(
        "--kind", choices=BY_FOLDER, metavar="LOẠI", help="loại bản ghi của bảng không phải do export xuất"
    )
    into.add_argument("--source", action="append", metavar="MÃ", help="nguồn của mọi dòng mới không ghi nguồn")
    into.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi")


def export(options: argparse.Namespace) -> int:
    """Write records to a workbook."""
    if unknown := [name for name in options.kinds if name not in BY_FOLDER]:
        what = f"không có loại bản ghi '{unknown[0]}'"
        raise DataError(
            [Problem("export", 0, 0, "", what, f"Ghi một trong: {', '.join(BY_FOLDER)}", near(unknown[0], BY_FOLDER))]
        )
    from macros.tables import writing

    return writing.export(options.data.resolve(), options.out, [BY_FOLDER[name] for name in options.kinds])


def take_in(options: argparse.Namespace) -> int:
    """Show what a workbook or a table would change, ask, and write it."""
    from macros.tables import reading

    kind = BY_FOLDER[options.kind] if options.kind else None
    return reading.take_in(options.data.resolve(), options.file, kind, options.source or (), options.yes)
