"""What a command line may say, in Vietnamese, and what every command is told of."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, Protocol

ROOT = Path(__file__).parents[2]
Run = Callable[[argparse.Namespace], int]


class Command(Protocol):
    """Adds a command: its name, what runs it and returns the exit status, and what it is about; returns its parser, for its own options."""

    def __call__(self, name: str, run: Run, about: str) -> argparse.ArgumentParser: ...


Add = Callable[[Command], None]
"""Adds the commands of one family."""


class _Help(argparse.HelpFormatter):
    """argparse's own words in Vietnamese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any):
        super().__init__(**options, formatter_class=_Help, add_help=False)
        self._positionals.title, self._optionals.title = "Cần có", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Lệnh chưa đúng hoặc còn thiếu.\n\n{self.format_help()}")


def parser_of(families: Iterable[Add]) -> argparse.ArgumentParser:
    """The parser of all commands, in the order in which help lists them."""
    parser = Parser(prog="manage.py", description="Trang giới thiệu phong trào.")
    commands = parser.add_subparsers(title="Các lệnh", required=True, metavar="LỆNH")

    def command(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.add_argument(
            "--data", type=Path, default=ROOT / "data", metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định: data)"
        )
        sub.set_defaults(run=run)
        return sub

    for add in families:
        add(command)
    return parser


def names_of(add: Add) -> list[str]:
    """The names of the commands of a family."""
    names = []

    def command(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        names.append(name)
        return Parser()

    add(command)
    return names
