"""What a command is at, for whoever waits before a terminal, and how long each step took."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")


class Steps:
    """The steps of one command. Without a terminal nothing is shown of them; their times are kept either way.

    `shown`: whether to show them, on standard error; if not said, where that is a terminal.
    """

    def __init__(self, *, shown: bool | None = None):
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._begun = time.monotonic()
        self._taken: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show that `name` is being done, until it is done. A step within another is a part of it."""
        begun = time.monotonic()
        self._say(f"{name}…")
        try:
            yield
        finally:
            self._say("")
            self._taken[name] = self._taken.get(name, 0) + time.monotonic() - begun

    def each(self, name: str, things: Iterable[T], count: int) -> Iterator[T]:
        """Yield these things, of which there are `count`, and show how many of them are done."""
        begun = time.monotonic()
        bar = "%(label)s  %(bar)s  %(info)s"
        if self._shown and count:
            with click.progressbar(
                things,
                count,
                f"{name}…",
                show_eta=False,
                show_pos=True,
                show_percent=False,
                bar_template=bar,
                file=sys.stderr,
            ) as shown:
                yield from shown
            click.echo("\x1b[A\x1b[2K", nl=False, err=True)  # the line is done with
        else:
            yield from things
        self._taken[name] = self._taken.get(name, 0) + time.monotonic() - begun

    def table(self) -> str:
        """The steps and how many seconds each took."""
        rows: Sequence[tuple[str, float]] = [*self._taken.items(), ("Tất cả", time.monotonic() - self._begun)]
        return "\n".join(f"{f'{seconds:.2f}'.replace('.', ','):>9} giây  {name}" for name, seconds in rows)

    def _say(self, what: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[2K{what}", nl=False, err=True)
