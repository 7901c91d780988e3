"""What a command is at, for whoever waits before a terminal, and how long each step took."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from macros.language.numbers import shown_number

_OFTEN = 0.1  # seconds between two numbers
_LINE = "\x1b[2K"  # a terminal takes away what stands on the line

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
        begun = told = time.monotonic()
        for done, thing in enumerate(things):
            if not done or time.monotonic() - told > _OFTEN:
                told = time.monotonic()
                self._say(f"{name}… {shown_number(done)}/{shown_number(count)}")
            yield thing
        self._say("")
        self._taken[name] = self._taken.get(name, 0) + time.monotonic() - begun

    def tell(self, what: str, done: int, of: int) -> None:
        """Show that `what` is being done, `done` of it of so many (0: it isn't known); nothing of an empty one."""
        count = f" {shown_number(done)}/{shown_number(of)}" if of else ""
        self._say(f"{what}…{count}" if what else "")

    def table(self) -> str:
        """The steps and how many seconds each took."""
        rows: Sequence[tuple[str, float]] = [*self._taken.items(), ("Tất cả", time.monotonic() - self._begun)]
        return "\n".join(f"{f'{seconds:.2f}'.replace('.', ','):>9} giây  {name}" for name, seconds in rows)

    def _say(self, what: str) -> None:
        if self._shown:
            print(f"\r{_LINE}{what}", end="", file=sys.stderr, flush=True)
