"""Questions on a terminal, one at a time: each until its answer is good, with a way back to the one before."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from macros.language.characters import clean
from macros.language.text import fold

T = TypeVar("T")
BACK = "<"
"""What is typed to go back."""
BACK_HINT = f"Gõ {BACK} để quay lại câu trước"

_YES, _NO = {"c", "co", "y", "yes", "x", "true"}, {"", "k", "khong", "n", "no", "false"}
_WAIT = 0.05  # seconds in which the next line of a text that was pasted has come


class Stopped(Exception):
    """The person asked to stop, or there is no more input."""


class Back(Exception):
    """The person asked for the question before."""


def agreed(ask: Callable[[str], str], question: str) -> bool:
    """Whether somebody says yes to what can't be undone by itself; silence is no."""
    try:
        return fold(ask(f"{question} (c = có, Enter = không) > ").strip()) in ("c", "co", "y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False


class Asker:
    """Asks and says; `ask` returns what was typed, `say` shows a line."""

    def __init__(self, ask: Callable[[str], str], say: Callable[[str], None]):
        self._ask, self.say = ask, say

    def answer(self, prompt: str = "> ") -> str:
        """One answer, of several lines if it was pasted so. Raises Stopped, Back."""
        try:
            answer = clean(self._ask(prompt)).strip()
        except (EOFError, KeyboardInterrupt):
            raise Stopped from None
        if answer == BACK:
            raise Back
        return answer

    def line(self, prompt: str = "> ") -> str:
        """An answer on one line, whatever was pasted. Raises Stopped, Back."""
        return " ".join(self.answer(prompt).split())

    def paragraphs(self) -> str:
        """Lines up to an empty one; what is pasted is taken whole, with the empty lines in it. Raises Stopped, Back."""
        self.say("  Viết hoặc dán nhiều dòng; hết thì nhấn Enter ở một dòng trống.")
        told = []
        while answer := self.answer():
            told.append("\n".join(line.rstrip() for line in answer.splitlines()))
        return "\n".join(told)

    def until(self, read: Callable[[], str], fault: Callable[[str], str | None], required: bool) -> str | None:
        """An answer that has no fault; None if there is none and none is needed. Raises Stopped, Back."""
        while True:
            answer = read()
            if not answer and not required:
                return None
            if not answer:
                self.say("  Mục này bắt buộc.")
            elif told := fault(answer):
                self.say(f"  Chưa được: {told}")
            else:
                return answer

    def choose(self, items: Sequence[T], show: Callable[[T], str], required: bool) -> T | None:
        """One of several, by its number. Raises Stopped, Back."""
        for number, item in enumerate(items, 1):
            self.say(f"  {number}. {show(item)}")
        while True:
            typed = self.line("Gõ số > ")
            if not typed and not required:
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(items):
                return items[int(typed) - 1]
            self.say(f"  Gõ một số từ 1 đến {len(items)}.")

    def yes(self, question: str) -> bool:
        """Whether the answer is yes; Enter is no. Raises Stopped, Back."""
        while (answer := fold(self.line(f"{question} (c = có, Enter = không) > "))) not in _YES | _NO:
            self.say("  Gõ c (có) hoặc k (không), hoặc nhấn Enter (không).")
        return answer in _YES


def typed(prompt: str) -> str:
    """What a person types at the terminal, or pastes: then all its lines. EOFError at the end of input."""
    with suppress(ImportError):  # else a terminal cuts a line at 4,095 bytes
        import readline  # noqa: F401  # not there on Windows, which has no such bound
    return "\n".join([input(prompt), *_pasted()])


def _pasted() -> Iterator[str]:
    """The lines that came with the one just read: nobody types so fast."""
    if not sys.stdin.isatty():
        return
    while _more():
        try:
            yield input()
        except EOFError:
            return


def _more() -> bool:
    if os.name == "nt":
        import msvcrt  # on Windows alone
        import time

        time.sleep(_WAIT)
        return bool(getattr(msvcrt, "kbhit")())  # noqa: B009  # other systems' types lack it
    import select  # not for a terminal on Windows

    return bool(select.select([sys.stdin], [], [], _WAIT)[0])
