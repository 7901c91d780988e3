"""What takes long to make, kept from one run to the next by a digest of all that it was made of.

A store holds bytes by keys of 16 bytes. Whoever keeps something there makes the key of everything that decides it, so what is
found is what would be made. A store is read only by the code and the packages that wrote it, whole, and by nobody else: what is
damaged, foreign or older is not found, and made anew. It holds no program: bytes go in and come out, and are never run.

    <folder>/<name>.index          keys, and where their values lie; put in place at one stroke
    <folder>/<name>.<digits>.part  values, one behind another; never changed once an index names it

What a run neither found nor put is gone in the end, so a store holds what the last run used. Two runs at once don't harm each
other: the index of the last one holds, and a part that is missing is values that are not found.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import struct
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self

from macros.files.makers import makers

ROOT = Path(__file__).parents[2]
STORES = ROOT / ".cache" / "build"
_SIZE = 16  # bytes of a digest
_CHECK = 8  # bytes of the digest that tells whether a value is whole
_ENTRY = struct.Struct(f"<{_SIZE}sIQI{_CHECK}s")
_LEFT_BEHIND = 3600  # seconds after which a part that no index names is nobody's any more
_FOLDERS = 8
_PART = re.compile(r"\.\d+\.part")
Buffer = bytes | bytearray | memoryview


def digest(*parts: str | bytes) -> bytes:
    """A digest of texts or bytes, of each by itself: no two lists of parts have the same."""
    told = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told.update(b"%d:" % len(content))
        told.update(content)
    return told.digest()


def headed(parts: Sequence[Buffer]) -> list[Buffer]:
    """Several values, to be put one behind another as one."""
    return [struct.pack(f"<I{len(parts)}I", len(parts), *map(len, parts)), *parts]


def joined(parts: Sequence[Buffer]) -> bytes:
    """The same as one."""
    return b"".join(headed(parts))


def parted(value: bytes) -> list[bytes]:
    """The values that were joined. ValueError if `value` is nothing of the kind."""
    try:
        (number,) = struct.unpack_from("<I", value)
        lengths = struct.unpack_from(f"<{number}I", value, 4)
    except struct.error as error:
        raise ValueError(error) from None
    ends = [*accumulate(lengths, initial=4 + 4 * number)]
    if ends[-1] != len(value):
        raise ValueError("another length")
    return [value[start:end] for start, end in pairwise(ends)]


def folder_for(data: Path, stores: Path = STORES) -> Path:
    """The folder of the stores for what is made of one data folder; of all that were used before, the latest stay."""
    folder = stores / digest(str(data)).hex()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        for older in sorted(stores.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)[_FOLDERS:]:
            shutil.rmtree(older, ignore_errors=True)
    return folder


class _Place(NamedTuple):
    """Where a value lies."""

    part: str
    offset: int
    length: int
    check: bytes


class Kept:
    """One store. For one process: what a fork of it puts is lost.

    Args:
        folder: where it lies; it need not be there. None: nothing is kept.
        name: what it is called there, one word.
        made_by: what else than `makers()` must be the same for all that is kept.
    """

    def __init__(self, folder: Path | None, name: str, *made_by: str | bytes):
        self._folder, self._name, self._index = folder, name, f"{name}.index"
        self._made_by = digest(makers(), *made_by)
        self._parts: dict[str, tuple[BinaryIO, int] | None] = {}
        """Those that were opened, with their sizes; None for one that can't be."""
        self._used: dict[bytes, _Place] = {}
        self._new = ""
        self._known, self._is_whole = self._read_index()
        self.was_empty = not self._known
        """Whether the last run kept nothing that can be used."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Save, unless something went wrong."""
        if kind is None:
            self.save()
        else:
            self.close()

    def get(self, key: bytes) -> bytes | None:
        """The value that was put under a key in this run or the last; None if there is none."""
        place = self._used.get(key) or self._known.get(key)
        if place is None:
            return None
        value = self._value(key, place)
        if value is None:
            self._known.pop(key, None)
            self._used.pop(key, None)
        else:
            self._used[key] = place
        return value

    def keep(self, key: bytes) -> bool:
        """Whether there is a value under a key; it is kept though nobody looks at it."""
        place = self._used.get(key) or self._known.get(key)
        if place is not None:
            self._used[key] = place
        return place is not None

    def put(self, key: bytes, *value: Buffer) -> bool:
        """Keep a value, in one part or more; where nothing can be written, nothing is kept: whether it is. It goes to the disk at once and takes no
        room in memory."""
        if not self._folder:
            return False
        with contextlib.suppress(OSError):
            if not (opened := self._parts.get(self._new)):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._new = f"{self._name}.{time.time_ns()}{os.getpid():07}.part"
                opened = self._parts[self._new] = (self._folder / self._new).open("xb+", buffering=0), 0
            file, end = opened
            file.seek(end)
            length = sum(map(len, value))
            if sum(map(file.write, value)) == length:  # else the disk is full
                self._used[key] = _Place(self._new, end, length, _check(key, *value))
                self._parts[self._new] = file, end + length
                return True
        return False

    def told(self, key: bytes, make: Callable[[], Any]) -> Any:
        """What JSON can hold of what `make` returns: kept under a key, or made and put there; with no key only made."""
        if key and (kept := self.get(key)) is not None:
            with contextlib.suppress(ValueError, RecursionError):  # nothing that we keep
                return json.loads(kept.decode("utf-8", "surrogatepass"))  # of bytes, the encoding would be guessed at
        text = json.dumps(make(), ensure_ascii=False)
        if key:
            self.put(key, text.encode("utf-8", "surrogatepass"))
        return json.loads(text)

    def made(self, make: Callable[[], bytes], *of: str | bytes) -> bytes:
        """What `make` returns, or what it returned when it was made `of` the same."""
        value = self.get(key := digest(*of))
        if value is None:
            self.put(key, value := make())
        return value

    def save(self) -> bool:
        """Let what this run found and put be there for the next one, and nothing else: whether it is. The store is closed by that."""
        try:
            with contextlib.suppress(OSError):
                if self._folder and (self._new or not self._is_whole or len(self._used) < len(self._known)):
                    self._gather()
                    self._write_index(self._folder)
                    self._sweep(self._folder)
                return self._folder is not None
            return False
        finally:
            self.close()

    def close(self) -> None:
        """Close its files; without `save`, what was put is lost, and takes no room on the disk, which may be full."""
        for opened in filter(None, self._parts.values()):
            opened[0].close()
        self._parts.clear()
        if self._folder and self._new:
            with contextlib.suppress(OSError):
                (self._folder / self._new).unlink()
            self._new = ""

    def _value(self, key: bytes, place: _Place) -> bytes | None:
        if place.part not in self._parts:
            self._parts[place.part] = self._opened(place.part)
        opened = self._parts[place.part]
        if not opened or place.offset + place.length > opened[1]:
            return None
        file = opened[0]
        try:
            if hasattr(os, "pread"):  # a fork shares the place in the file
                value = os.pread(file.fileno(), place.length, place.offset)
            else:
                file.seek(place.offset)
                value = file.read(place.length)
        except OSError:
            return None
        return value if _check(key, value) == place.check else None

    def _opened(self, part: str) -> tuple[BinaryIO, int] | None:
        is_part = part.startswith(f"{self._name}.") and _PART.fullmatch(part, len(self._name))
        if not (self._folder and is_part):
            return None
        try:
            file = (self._folder / part).open("rb", buffering=0)
            return file, os.fstat(file.fileno()).st_size
        except OSError:
            return None

    def _gather(self) -> None:
        """Move values out of the older parts that are mostly waste, or no larger than what is new: so there are few parts, and no
        value is moved often."""
        held: dict[str, list[bytes]] = defaultdict(list)
        for key, place in self._used.items():
            if place.part != self._new:
                held[place.part].append(key)
        live = {part: sum(self._used[key].length for key in keys) for part, keys in held.items()}
        for part in sorted(live, key=live.__getitem__):
            new = self._parts.get(self._new)
            if part not in self._parts:
                self._parts[part] = self._opened(part)
            old = self._parts[part]
            if old and ((new and live[part] <= new[1]) or live[part] * 2 < old[1]):
                for key in held[part]:
                    if (value := self.get(key)) is not None:
                        self.put(key, value)

    def _write_index(self, folder: Path) -> None:
        parts = sorted({place.part for place in self._used.values()})
        numbers = {part: number for number, part in enumerate(parts)}
        names = "\n".join(parts).encode()
        entries = b"".join(
            _ENTRY.pack(key, numbers[place.part], *place[1:]) for key, place in sorted(self._used.items())
        )
        content = self._made_by + struct.pack("<I", len(names)) + names + entries
        folder.mkdir(parents=True, exist_ok=True)
        written = folder / f"{self._name}.{time.time_ns()}{os.getpid():07}.new"
        try:
            written.write_bytes(digest(content) + content)
            written.replace(folder / self._index)
        except OSError:
            written.unlink(missing_ok=True)
            raise
        self._new = "" if self._new in numbers else self._new  # it stays

    def _read_index(self) -> tuple[dict[bytes, _Place], bool]:
        """What the last run kept, and whether its index is whole and of our makers."""
        if not self._folder:
            return {}, True
        try:
            kept = (self._folder / self._index).read_bytes()
            told, content = kept[:_SIZE], kept[_SIZE:]
            if told != digest(content) or not content.startswith(self._made_by):
                return {}, False
            (length,) = struct.unpack_from("<I", content, start := len(self._made_by))
            parts = content[start + 4 : start + 4 + length].decode().split("\n")
            entries = _ENTRY.iter_unpack(content[start + 4 + length :])
            return {key: _Place(parts[number], *rest) for key, number, *rest in entries}, True
        except (OSError, struct.error, UnicodeError, IndexError):
            return {}, False

    def _sweep(self, folder: Path) -> None:
        """Delete the parts that no index names: those of the last one, and what a run that was killed left behind."""
        live = {place.part for place in self._used.values()}
        last = {place.part for place in self._known.values()}
        for file in folder.glob(f"{self._name}.*"):
            if file.suffix not in (".part", ".new") or file.name in live:
                continue
            if file.name in last or time.time() - file.stat().st_mtime > _LEFT_BEHIND:
                if opened := self._parts.pop(file.name, None):
                    opened[0].close()
                with contextlib.suppress(OSError):  # another run reads it
                    file.unlink()


def _check(key: bytes, *value: Buffer) -> bytes:
    told = hashlib.blake2b(key, digest_size=_CHECK)
    for part in value:
        told.update(part)
    return told.digest()
