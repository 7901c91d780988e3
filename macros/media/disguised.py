"""Pictures with something else in or behind them, which is a program or another file to whoever reads it so; and such as end too early.

What cameras put behind a picture is let be: nothing of an original ever goes out.
"""

import io
import re
import struct
import zipfile
import zlib

from macros.media.boxes import top
from macros.media.kinds import HIDDEN, PROGRAMS
from macros.media.seen import Unfit

_AGAIN = "Mở ảnh trên máy, lưu thành tệp ảnh mới rồi dùng tệp mới; ảnh nhận từ người lạ thì đừng dùng"
_SEND_AGAIN = "Chép hoặc gửi lại tệp gốc; còn lỗi thì chụp hoặc xuất lại"
# In the packed part of a JPEG, 0xFF stands before zero or the number of a restart.
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_BLANK = b"\0 \t\r\n\xff"
_MOSTLY_TEXT = 0.95
_TEXT = bytes(range(32, 127)) + b"\t\r\n"


def check(content: bytes, kind: str) -> None:
    """Raise Unfit for a picture that ends too early, or that holds what has no place in a picture."""
    try:
        end = _ENDS[kind](content)
    except (ValueError, struct.error, IndexError):
        raise Unfit("bị đứt giữa chừng hoặc hỏng, không mở được hết", _SEND_AGAIN) from None
    small = content.lower()
    if found := next((sign for sign in PROGRAMS if sign in small), None):
        raise Unfit(f"là ảnh có giấu mã chương trình ({found.decode()}…)", _AGAIN)
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("vừa là ảnh vừa là tệp nén ZIP", _AGAIN)
    behind = content[end:].strip(_BLANK)
    if not behind:
        return
    if kind != "jpeg":
        raise Unfit(f"có thêm {len(behind)} byte không phải ảnh ở cuối", _AGAIN)
    if any(sign in behind if len(sign) > 4 else behind.startswith(sign) for sign in HIDDEN) or _is_text(behind):
        raise Unfit("có tệp khác giấu ở sau ảnh", _AGAIN)


def _is_text(content: bytes) -> bool:
    start = content[:4096]
    return len(start) - len(start.translate(None, _TEXT)) >= _MOSTLY_TEXT * len(start)


def _end_of_jpeg(content: bytes) -> int:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == 0xD9:
            return int(at)
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        at += int.from_bytes(content[at : at + 2], "big")
        if marker == 0xDA:
            found = _MARKER.search(content, at)
            if not found:
                raise ValueError("no end")
            at = found.end() - 2


def _end_of_png(content: bytes) -> int:
    at = 8
    while True:
        size, kind = struct.unpack_from(">I4s", content, at)
        body = memoryview(content)[at + 4 : at + 8 + size]
        told = int.from_bytes(content[at + 8 + size : at + 12 + size], "big")
        if zlib.crc32(body) != told:
            raise ValueError("damaged")
        at += 12 + size
        if kind == b"IEND":
            return int(at)


def _end_of_gif(content: bytes) -> int:
    def over_blocks(at: int) -> int:
        while content[at]:
            at += 1 + content[at]
        return at + 1

    def palette(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    at = 13 + palette(content[10])
    while content[at] != 0x3B:
        if content[at] == 0x21:
            at = over_blocks(at + 2)
        elif content[at] == 0x2C:
            at = over_blocks(at + 11 + palette(content[at + 9]))
        else:
            raise ValueError("no block")
    return at + 1


def _end_of_riff(content: bytes) -> int:
    size = int.from_bytes(content[4:8], "little")
    if size + 8 > len(content):
        raise ValueError("cut")
    return size + 8


def _end_of_boxes(content: bytes) -> int:
    top(content)
    return len(content)


def _unknown_end(content: bytes) -> int:
    """A TIFF is a net of places: whether all are there shows when it is read."""
    return len(content)


_ENDS = {
    "jpeg": _end_of_jpeg,
    "png": _end_of_png,
    "gif": _end_of_gif,
    "webp": _end_of_riff,
    "heic": _end_of_boxes,
    "avif": _end_of_boxes,
    "tiff": _unknown_end,
}
