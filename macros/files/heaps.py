"""Bytes to which many things add, one behind another, and that are read when all have: as there may be more than memory should hold,
they lie on the disk, in a file without a name that goes with whoever made them.
"""

import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = 1 << 14  # bytes of a heap that go to the disk together


class Ground:
    """Where heaps lie: in the file system of `folder`, if one can be written there, else where the system has what doesn't stay."""

    def __init__(self, folder: Path | None):
        self._folder = folder
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, content: bytes) -> int:
        """Put it behind all that is there; return where. OSError if the disk is full."""
        if not self._file:
            self._file = self._opened()
            weakref.finalize(self, self._file.close)
        start, left = self._end, memoryview(content)
        self._file.seek(start)
        while left:
            left = left[self._file.write(left) :]
        self._end += len(content)
        return start

    def get(self, start: int, length: int) -> bytes:
        """What lies there."""
        assert self._file
        if hasattr(os, "pread"):  # a fork shares the place in the file
            return os.pread(self._file.fileno(), length, start)
        self._file.seek(start)
        return self._file.read(length)

    def _opened(self) -> BinaryIO:
        with suppress(OSError):
            return tempfile.TemporaryFile(buffering=0, dir=self._folder)
        return tempfile.TemporaryFile(buffering=0)


class Heap:
    """Pieces, one behind another, with `between` between each two: how many there are, and how many bytes together."""

    def __init__(self, ground: Ground, between: bytes = b""):
        self._ground, self._between = ground, between
        self._lies: list[tuple[int, int]] = []
        self._held: list[bytes] = []
        self._bytes_held = self.count = self.size = 0
        self._told = sha256()

    def add(self, piece: bytes, of: int = 1) -> None:
        """Add a piece, or `of` so many as stand together already. OSError if the disk is full."""
        if self.count and self._between:
            piece = self._between + piece
        self.count += of
        self.size += len(piece)
        self._told.update(piece)
        self._held.append(piece)
        self._bytes_held += len(piece)
        if self._bytes_held > _AT_ONCE:
            content = b"".join(self._held)
            self._lies.append((self._ground.put(content), len(content)))
            self._held, self._bytes_held = [], 0

    def __iter__(self) -> Iterator[bytes]:
        """All of it, in parts of any length."""
        for start, length in self._lies:
            yield self._ground.get(start, length)
        yield from self._held

    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self)

    def told(self) -> str:
        """A digest of all of it."""
        return self._told.hexdigest()


class Shelf(Mapping[str, bytes]):
    """Values by name that lie in the same way."""

    def __init__(self, ground: Ground):
        self._ground = ground
        self._lies: dict[str, tuple[int, int]] = {}

    def put(self, name: str, value: bytes) -> None:
        """Lay it there. OSError if the disk is full."""
        self._lies[name] = self._ground.put(value), len(value)

    def __getitem__(self, name: str) -> bytes:
        return self._ground.get(*self._lies[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lies)

    def __len__(self) -> int:
        return len(self._lies)
