"""Work of which much is under way at once, done in a thread of its own for who does one thing after another."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from macros.targets.host import Done

_AT_ONCE = 24
_GROUP = 4 * _AT_ONCE  # of which who waits is told
_PATIENCE = 5  # seconds for the thread to end

T = TypeVar("T")


class Aside:
    """A loop of asyncio in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, what: Coroutine[Any, Any, T], patience: float | None = None) -> T:
        """What it returns or raises; TimeoutError after `patience` seconds."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(patience)

    def each(self, things: Iterable[Callable[[], Awaitable[Any]]], done: Done) -> None:
        """Do several things, many at once; `done` is told here after each."""
        waiting = list(things)
        for at in range(0, len(waiting), _GROUP):
            some = waiting[at : at + _GROUP]
            self.do(gathered([one() for one in some]))
            for _ in some:
                done()

    def close(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        if not self._thread.is_alive():
            self._loop.close()


async def gathered(things: Sequence[Awaitable[T]]) -> list[T]:
    """What they return, in their order; not all of them at once."""
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(thing: Awaitable[T]) -> T:
        async with room:
            return await thing

    return await asyncio.gather(*map(one, things))
