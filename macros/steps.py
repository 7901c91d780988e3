"""What a command is at, for whoever waits before a terminal, and how long each step took."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Self, TypeVar

from macros.language.numbers import shown_number
from macros.mishap import hush

_OFTEN = 0.1  # seconds between two numbers
_LINE = "\x1b[2K"  # a terminal takes away what stands on the line

T = TypeVar("T")


def say(what: str) -> None:
    """Print what was done, for whoever still listens: that nobody does changes nothing of it."""
    try:
        print(what, flush=True)
    except BrokenPipeError:
        hush()


@dataclass(eq=False)
class _Step:
    """A step that is being done."""

    name: str
    of: int = 0  # things that are to be done; 0: that isn't known
    done: int = 0  # of these
    others: float = 0  # seconds that the steps within it took


class Steps:
    """The steps of one command. Without a terminal nothing is shown of them; their times are kept either way. A step within another is
    shown in its place, and its time is its own.

    `shown`: whether to show them, on standard error; if not said, where that is a terminal.
    """

    def __init__(self, *, shown: bool | None = None):
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._begun = time.monotonic()
        self._taken: dict[str, float] = {}
        self._within: list[_Step] = []  # what is being done, each a part of the one before it
        self._told = 0.0  # when a number was shown last
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self, name: str, of: int = 0) -> None:
        """Do `name` from now on, until something else is begun, or nothing, with so many things. This is for what another program does
        between two calls of ours: around all of it stands `with steps:`, so that it ends whatever goes wrong."""
        self.end()
        self._open.enter_context(self.step(name, of))

    def end(self) -> None:
        """What was begun is done."""
        self._open.close()

    @contextmanager
    def step(self, name: str, of: int = 0) -> Iterator[None]:
        """Show that `name` is being done, until it is done, and how many things of so many."""
        begun, this = time.monotonic(), _Step(name, of)
        self._within.append(this)
        self._tell(this)
        try:
            yield
        finally:
            took = time.monotonic() - begun
            self._taken[name] = self._taken.get(name, 0) + took - this.others
            if this in self._within:  # of things that nobody went on with, the end is told late
                del self._within[self._within.index(this) :]
            if self._within:
                self._within[-1].others += took
            if self._within:
                self._tell(self._within[-1])
            else:
                self._say("")

    def one_done(self) -> None:
        """One more thing is done of the step that is being done, if any is."""
        if self._within:
            this = self._within[-1]
            this.done += 1
            if time.monotonic() - self._told > _OFTEN:
                self._tell(this)

    def each(self, name: str, things: Iterable[T], count: int) -> Iterator[T]:
        """Yield these things, of which there are `count`, and show how many of them are done."""
        with self.step(name, count):
            for thing in things:
                yield thing
                self.one_done()

    def tell(self, what: str, done: int, of: int) -> None:
        """Show that `what` is being done, `done` of it of so many (0: it isn't known); nothing of an empty one."""
        count = f" {shown_number(done)}/{shown_number(of)}" if of else ""
        self._say(f"{what}…{count}" if what else "")

    def table(self) -> str:
        """The steps and how many seconds each took."""
        rows: Sequence[tuple[str, float]] = [*self._taken.items(), ("Tất cả", time.monotonic() - self._begun)]
        return "\n".join(f"{f'{seconds:.2f}'.replace('.', ','):>9} giây  {name}" for name, seconds in rows)

    def _tell(self, this: _Step) -> None:
        self._told = time.monotonic()
        self.tell(this.name, this.done, this.of)

    def _say(self, what: str) -> None:
        if self._shown:
            print(f"\r{_LINE}{what}", end="", file=sys.stderr, flush=True)
