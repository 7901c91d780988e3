"""The commands that staff give: preview, build, check, new; and those of the developers."""

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path

from macros.load import load
from macros.problems import DataError

ROOT = Path(__file__).parents[1]
FIRST_PORT = 8000


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 when there is something to mend."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("\nĐã dừng.")
        return 130
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}.", file=sys.stderr)
        return 1


def check(options: argparse.Namespace) -> int:
    """Read all data and print every problem."""
    try:
        catalogue = load(options.data)
    except DataError as error:
        print(error.report(), file=sys.stderr)
        return 1
    counts = (f"{len(records)} {kind.label}" for kind, records in catalogue.by_kind() if records)
    print(f"Dữ liệu không có lỗi: {', '.join(counts)}.")
    return 0


def build(options: argparse.Namespace) -> int:
    """Build the whole site; nothing is published if there is a problem."""
    return _mkdocs(options, "build", "--site-dir", str(options.site_dir.resolve()))


def preview(options: argparse.Namespace) -> int:
    """Build the site, serve it on this machine and rebuild it whenever a file changes."""
    print("Đang tạo trang xem thử…", flush=True)
    return _mkdocs(options, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{_free_port()}")


def _mkdocs(options: argparse.Namespace, *arguments: str) -> int:
    environment = {**os.environ, "SHOWCASE_DATA": str(options.data.resolve())}
    # The team behind Material prints a notice about MkDocs' future at each start; staff can do nothing with it.
    environment.setdefault("NO_MKDOCS_2_WARNING", "true")
    command = [sys.executable, "-m", "mkdocs", *arguments, "--config-file", str(ROOT / "mkdocs.yml")]
    return subprocess.call(command, env=environment)


def _free_port() -> int:
    """The first port from 8000 on that nothing listens on, so that two previews can run side by side."""
    for port in range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return FIRST_PORT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py", description="Trang giới thiệu phong trào.")
    commands = parser.add_subparsers(title="các lệnh", required=True, metavar="LỆNH")

    def command(name: str, run, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.add_argument("--data", type=Path, default=ROOT / "data", metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định: data)")
        sub.set_defaults(run=run)
        return sub

    command("preview", preview, "Xem thử trang trên máy này; sửa dữ liệu là trang tự cập nhật.")
    site = command("build", build, "Tạo trang hoàn chỉnh để đăng lên mạng.")
    site.add_argument("--site-dir", type=Path, default=ROOT / "site", metavar="THƯ_MỤC", help="nơi đặt trang (mặc định: site)")
    command("check", check, "Kiểm tra dữ liệu, chỉ ra chỗ sai và cách sửa.")
    return parser
