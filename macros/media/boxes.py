"""Files made of boxes (ISO 14496-12: HEIC, AVIF, MP4), as far as has to be known of them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from macros.media.kinds import BRANDS

_MOST_BOXES = 10_000
_TURNING = {b"irot", b"imir"}
_ANY = b"mif1"


@dataclass(frozen=True)
class Box:
    """One box: its type, where its content begins and where it ends."""

    type: bytes
    start: int
    end: int


@dataclass(frozen=True)
class Properties:
    """Of the picture that a file shows: whether the file itself says how it is turned, and the numbers of its primaries and
    transfer (ITU-T H.273), if it says them."""

    turns: bool = False
    primaries: int = 0
    transfer: int = 0


def boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie one behind another. ValueError where one is no box, or reaches over the end."""
    while start < end:
        if end - start < 8:
            raise ValueError("half a box")
        size, kind = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1:
            if end - start < 16:
                raise ValueError("half a box")
            (size,) = struct.unpack_from(">Q", content, start + 8)
            head = 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise ValueError("a box over the end")
        yield Box(kind, start + head, start + size)
        start += size


def top(content: bytes) -> list[Box]:
    """The boxes that a whole file consists of. ValueError if it doesn't."""
    found = list(islice(boxes(content, 0, len(content)), _MOST_BOXES + 1))
    if len(found) > _MOST_BOXES:
        raise ValueError("too many boxes")
    return found


def brand(content: bytes) -> str | None:
    """The kind of a file by its brands (`BRANDS`); None if it has none that we know."""
    if content[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(content[:4], "big"), 400)
    named = [content[8:12], *(content[at : at + 4] for at in range(16, size, 4))]
    # The first counts, but `mif1` may be a picture of any kind.
    known = [BRANDS[one] for one in named if one in BRANDS and one != _ANY]
    return known[0] if known else BRANDS[_ANY] if _ANY in named else None


def properties(content: bytes) -> Properties:
    """What a HEIC or AVIF says of the picture it shows; nothing where it can't be read."""
    try:
        return _properties(content)
    except (ValueError, struct.error, StopIteration, IndexError):
        return Properties()


def _properties(content: bytes) -> Properties:
    meta = next(box for box in top(content) if box.type == b"meta")
    inner = {box.type: box for box in islice(boxes(content, meta.start + 4, meta.end), _MOST_BOXES)}
    pitm, iprp = inner.get(b"pitm"), inner.get(b"iprp")
    if not (pitm and iprp):
        return Properties()
    shown = int.from_bytes(content[pitm.start + 4 : pitm.end], "big")
    held = {box.type: box for box in islice(boxes(content, iprp.start, iprp.end), _MOST_BOXES)}
    if b"ipco" not in held or b"ipma" not in held:
        return Properties()
    kinds = list(islice(boxes(content, held[b"ipco"].start, held[b"ipco"].end), _MOST_BOXES))
    own = [kinds[number - 1] for number in _of_item(content, held[b"ipma"], shown) if 0 < number <= len(kinds)]
    primaries = transfer = 0
    for box in own:
        if box.type == b"colr" and content[box.start : box.start + 4] == b"nclx":
            primaries, transfer = struct.unpack_from(">HH", content, box.start + 4)
    return Properties(any(box.type in _TURNING for box in own), primaries, transfer)


def _of_item(content: bytes, ipma: Box, item: int) -> list[int]:
    """The numbers of the properties of an item, from 1."""
    version, flags = content[ipma.start], content[ipma.start + 3]
    (count,) = struct.unpack_from(">I", content, ipma.start + 4)
    at, wide = ipma.start + 8, 2 if flags & 1 else 1
    for _ in range(min(count, _MOST_BOXES)):
        size = 4 if version else 2
        number = int.from_bytes(content[at : at + size], "big")
        at += size
        many, at = content[at], at + 1
        if number == item:
            own = [content[at + n * wide : at + (n + 1) * wide] for n in range(many)]
            return [int.from_bytes(one, "big") & (0x7FFF if wide == 2 else 0x7F) for one in own]
        at += many * wide
        if at >= ipma.end:
            break
    return []
