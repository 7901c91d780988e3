"""A file's content that need not be made where the file is there already: what it follows from tells whether it would be the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Promised:
    """The content of a file that is made `of` something, and nothing more, as a large site has tens of thousands of them.

    Attributes:
        make: makes it of that.
        digest: tells of that, without making it, a digest of all that it follows from beside our code.
    """

    make: Callable[[Any], bytes]
    digest: Callable[[Any], bytes]
    of: Any

    def __call__(self) -> bytes:
        return self.make(self.of)

    def told(self) -> bytes:
        """The digest."""
        return self.digest(self.of)
