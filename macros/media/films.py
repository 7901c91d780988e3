"""Films that lie on the site: whole, and without the place where they were taken."""

import struct
from collections.abc import Iterator

from macros.media.boxes import Box, boxes, top
from macros.media.seen import Unfit

_CUT = "là phim bị đứt giữa chừng hoặc hỏng", "Chép hoặc tải lại tệp gốc"
_HOLDERS = {b"moov", b"trak", b"udta", b"mdia", b"meta"}
_DEEPEST = 6
# How places are told by phones: the box of Android and Apple, and Apple's key.
_PLACES = (b"\xa9xyz", b"loci")
_APPLE_PLACE = b"com.apple.quicktime.location"
_EXPORT = (
    "có ghi nơi quay (tọa độ)",
    "Tắt vị trí rồi xuất lại: trong Ảnh của iPhone chọn Chia sẻ > Tùy chọn > tắt Vị trí; máy khác thì xuất lại bằng phần mềm dựng phim",
)


def look(content: bytes, kind: str) -> None:
    """Raise Unfit for a film that isn't to be published."""
    if kind == "mp4":
        try:
            held = top(content)
            if not {b"moov", b"mdat"} <= {box.type for box in held}:
                raise Unfit(*_CUT)
            inner = [one for box in held if box.type == b"moov" for one in _within(content, box, 0)]
        except (ValueError, struct.error):
            raise Unfit(*_CUT) from None
        heads = b"".join(content[box.start : box.end] for box in held if box.type in (b"moov", b"meta", b"uuid"))
        if any(box.type in _PLACES for box in inner) or _APPLE_PLACE in heads:
            raise Unfit(*_EXPORT)
    elif not _is_whole_webm(content):
        raise Unfit(*_CUT)


def _within(content: bytes, box: Box, depth: int) -> Iterator[Box]:
    start = box.start + (4 if box.type == b"meta" and content[box.start : box.start + 4] == b"\0\0\0\0" else 0)
    for one in boxes(content, start, box.end):
        yield one
        if one.type in _HOLDERS and depth < _DEEPEST:
            try:
                yield from _within(content, one, depth + 1)
            except ValueError:  # QuickTime ends some with four bytes of zero
                continue


def _is_whole_webm(content: bytes) -> bool:
    """Whether a file consists of a head and segments (EBML), and none reaches over its end."""
    at, named = 0, []
    while at < len(content):
        number, at = _number(content, at, keeping=True)
        size, at = _number(content, at, keeping=False)
        named.append(number)
        if size < 0:  # of unknown size: to the end
            break
        at += size
    return at <= len(content) and b"webm" in content[:64] and named[:2] == [0x1A45DFA3, 0x18538067]


def _number(content: bytes, at: int, keeping: bool) -> tuple[int, int]:
    """A number of as many bytes as its first one tells, and where it ends; -1 for no number or the unknown one."""
    first = content[at] if at < len(content) else 0
    if not first:
        return -1, len(content) + 1
    length = 9 - first.bit_length()
    value = int.from_bytes(content[at : at + length], "big")
    if keeping:
        return value, at + length
    value &= (1 << 7 * length) - 1
    return (-1 if value == (1 << 7 * length) - 1 else value), at + length
