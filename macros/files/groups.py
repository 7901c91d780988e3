"""Things that stand in order, in groups: what is told of a group is kept as one, as to look up each by itself would take longer."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from zlib import crc32

_SOME = 32
"""About how many stand together: so few are told of anew in no time where one of them has changed."""
T = TypeVar("T")


def grouped(items: Iterable[T], name: Callable[[T], str]) -> Iterator[list[T]]:
    """Yield some items after others. Where they are parted, their names say, so that one that comes or goes moves few."""
    some: list[T] = []
    for item in items:
        some.append(item)
        if crc32(name(item).encode()) % _SOME == 0:
            yield some
            some = []
    if some:
        yield some
