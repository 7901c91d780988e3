"""The same work on many things, shared among processes: one for each processor."""

import errno
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 20  # things that travel together: a page takes some milliseconds, a journey a part of one
FORKING = sys.platform.startswith("linux")  # macOS forks too, but not what its own libraries hold
"""Whether a process begins with all that this one has in memory; if not, it has to get it ready itself."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers(Generic[T, R]):
    """At most `most` processes, by default one for each processor, that do one thing after another.

    `ready` returns what each of them calls with a thing; it is called in each, and has to be picklable unless they are
    forked. Few things are done in this process, when their results are asked for, by what `here` returns, if that is something
    else. `at_once`: how many travel together; `worth`: for how many things a process is begun. ChildProcessError if none can be.
    """

    def __init__(
        self,
        ready: Callable[[], Callable[[T], R]],
        things: Sequence[T],
        most: int | None = None,
        at_once: int = _AT_ONCE,
        here: Callable[[], Callable[[T], R]] | None = None,
        worth: int | None = None,
    ):
        shares = [things[first : first + at_once] for first in range(0, len(things), at_once)]
        count = min(processors() if most is None else most, len(things) // worth if worth else len(shares) // 2)
        self._alone = (here or ready, things) if count < 2 else None
        self._pool: ProcessPoolExecutor | None = None
        self._shares: deque[Future[list[R]]] = deque()
        if count >= 2:
            context: Any = multiprocessing.get_context("fork" if FORKING else "spawn")
            self._pool = ProcessPoolExecutor(count, context, _begin, (ready,))
            try:
                self._shares.extend(self._pool.submit(_work, share) for share in shares)
            except BaseException as error:
                for (
                    process
                ) in self._pool._processes.values():  # it would wait for work for ever, and this one for its end
                    process.kill()
                if isinstance(error, OSError | RuntimeError):
                    raise _ended() from None
                raise

    def results(self) -> Iterator[R]:
        """What came of each thing, in their order. What a process raised is raised here; ChildProcessError if one was killed."""
        if self._alone and self._alone[1]:
            ready, things = self._alone
            yield from map(ready(), things)
        try:
            while self._shares:
                yield from self._shares.popleft().result()  # and is not held any longer
        except BrokenProcessPool:
            raise _ended() from None
        finally:
            self.stop()

    def stop(self) -> None:
        """Begin nothing more, and wait for what has begun."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def can_fork() -> bool:
    """Whether other processes may do something meanwhile that have all that this one has in memory. A fork of a process with threads has
    their locks, and nobody who opens them."""
    return FORKING and processors() > 1 and threading.active_count() == 1


class Aside(Generic[R]):
    """Something that is done in a process forked off this one, so that the memory that it takes goes with that; where there is no fork,
    it is done here, when its end is waited for. ChildProcessError if no process can be begun."""

    def __init__(self, do: Callable[[], R]):
        self._here = None if FORKING else do
        if FORKING:
            context: Any = multiprocessing.get_context("fork")
            self._end, there = context.Pipe(duplex=False)
            self._process = context.Process(target=_tell, args=(do, there), daemon=True)
            try:
                self._process.start()
            except OSError:
                raise _ended() from None
            there.close()

    def finish(self) -> R:
        """Wait for its end, and return what came of it. What went wrong is raised here; ChildProcessError if the process was killed."""
        if self._here:
            return self._here()
        try:
            wrong, made = self._end.recv()
        except (EOFError, OSError):  # before it told anything, or while it did
            raise _ended() from None
        self._process.join()
        if wrong:
            raise wrong
        return made  # type: ignore[no-any-return]

    def stop(self) -> None:
        """Go no further."""
        if not self._here:
            self._process.kill()
            self._process.join()


def _ended() -> ChildProcessError:
    """What is raised when a system ends a process of ours, or begins none, as it does where memory is short."""
    return ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))


_do: Callable[[Any], Any]  # in a process of the pool: what it does


def _begin(ready: Callable[[], Callable[[Any], Any]]) -> None:
    global _do
    _belong()
    _do = ready()


def _tell(do: Callable[[], Any], end: Connection) -> None:
    _belong()
    try:
        end.send((None, do()))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised there
        end.send((error, None))


def _belong() -> None:
    """Live as long as the process that began this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for that one
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Without this, what is left of a build that was killed would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _work(things: Iterable[Any]) -> list[Any]:
    return [_do(thing) for thing in things]
