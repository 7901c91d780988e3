"""A file's content that need not be made where the file is there already: what it follows from tells whether it would be the same."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Promised:
    """What makes the content of a file, and what tells, without making it, a digest of all that it follows from beside our code."""

    make: Callable[[], bytes]
    told: Callable[[], bytes]

    def __call__(self) -> bytes:
        return self.make()
