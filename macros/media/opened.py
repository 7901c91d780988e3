"""A picture opened: its size as it is shown, and its pixels as they are to be seen, by few and bounded steps."""

import io
import logging
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from PIL import ExifTags, Image, UnidentifiedImageError

from macros.media import disguised
from macros.media.boxes import Properties, properties
from macros.media.colours import in_srgb, is_bright
from macros.media.kinds import LONGEST_SIDE, MOST_PIXELS
from macros.media.seen import Unfit

_FORMATS = {
    "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "avif": ("AVIF",), "heic": ("HEIF",),
    "tiff": ("TIFF",), "gif": ("GIF",),
}  # fmt: skip
_T = Image.Transpose
_TURNS = {
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)
_MODES = (
    "1",
    "L",
    "LA",
    "La",
    "P",
    "PA",
    "RGB",
    "RGBA",
    "RGBa",
    "RGBX",
    "CMYK",
    "YCbCr",
    "I;16",
    "I;16B",
    "I;16L",
    "I",
)
# What the libraries raise for files that are damaged, or made to harm.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, ZeroDivisionError, EOFError,
    RuntimeError, struct.error, MemoryError, UnidentifiedImageError, Image.DecompressionBombError,
)  # fmt: skip
_DAMAGED = "bị hỏng, không mở được", "Chép hoặc gửi lại tệp gốc; còn lỗi thì chụp hoặc xuất lại"
_WHITE = (255, 255, 255)
_quiet = threading.RLock()


@cache
def _ready() -> None:
    import pillow_heif  # only where a picture is opened: with numpy it takes a quarter of the time in which a command starts

    # What Pillow logs of odd files is English; what matters of it is raised.
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    logging.getLogger("PIL").propagate = False
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@contextmanager
def _opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture, of which only the head was read. Unfit if it can't be opened."""
    _ready()
    # Pillow warns of odd tags; what it can't read raises. `catch_warnings` is for one thread at a time.
    with _quiet, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS[kind]) as image:
                yield image
        except Image.DecompressionBombError:
            raise _too_large() from None
        except BROKEN:
            raise Unfit(*_DAMAGED) from None


def look(content: bytes, kind: str) -> tuple[int, int]:
    """The width and height of a picture as it is shown, in pixels; all of it was read. Unfit if it isn't to be used."""
    disguised.check(content, kind)
    said = _said(content, kind)
    with _opened(content, kind) as image:
        width, height = _sound(image, kind)
        turn = _turn(image, said)
        if is_bright(said):
            raise Unfit("là ảnh HDR, màu sẽ nhợt trên màn hình thường", "Xuất ảnh ra JPEG (SDR) rồi dùng tệp ấy")
        if kind == "jpeg":
            image.draft("RGB", (1, 1))
        image.load()
    return (height, width) if turn in _SIDEWAYS else (width, height)


def pixels(content: bytes, kind: str, width: int, height: int) -> Image.Image:
    """A picture in sRGB on white, turned as it is shown, in the size given, which is no larger than its own. Unfit as above."""
    said = _said(content, kind)
    with _opened(content, kind) as image:
        _sound(image, kind)
        turn = _turn(image, said)
        adobe = _is_adobe(image)
        size = (height, width) if turn in _SIDEWAYS else (width, height)
        if kind == "jpeg" and image.mode in ("RGB", "L"):
            image.draft(image.mode, size)
        image.load()
        small = _plain(image)
        del image
        small = small.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        alpha = small.getchannel("A") if small.mode in ("RGBA", "LA") else None
        body = small.convert(small.mode.removesuffix("A")) if alpha else small
        body.info = dict(small.info)
        body = in_srgb(body, said, adobe)
        if alpha:
            ground = Image.new("RGB", size, _WHITE)
            ground.paste(body, mask=alpha)
            body = ground
        return body.transpose(_TURNS[turn]) if turn in _TURNS else body


def _sound(image: Image.Image, kind: str) -> tuple[int, int]:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _too_large()
    if width < 1 or height < 1:
        raise Unfit(*_DAMAGED)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1 and kind != "heic":
        if kind == "tiff":
            raise Unfit("có nhiều trang", "Lưu từng trang thành một ảnh, hoặc cả tệp thành PDF")
        raise Unfit("là ảnh động", "Chọn một hình đứng yên; cần chuyển động thì đăng thành phim")
    if image.mode not in _MODES:
        raise Unfit("là ảnh kiểu đo đạc hoặc in ấn, không xem được trên trang", "Mở ảnh rồi lưu thành JPEG hoặc PNG")
    return width, height


def _too_large() -> Unfit:
    most = MOST_PIXELS // 1_000_000
    return Unfit(
        f"rộng, cao quá: hơn {most} triệu điểm ảnh hoặc một cạnh quá {LONGEST_SIDE}", "Thu nhỏ ảnh rồi dùng tệp nhỏ ấy"
    )


def _said(content: bytes, kind: str) -> Properties:
    if kind == "png":
        return _said_by_png(content)
    return properties(content) if kind in ("heic", "avif") else Properties()


def _said_by_png(content: bytes) -> Properties:
    """The same numbers, which stand before the pixels."""
    at = 8
    while (chunk := content[at + 4 : at + 8]) not in (b"IDAT", b""):
        size = int.from_bytes(content[at : at + 4], "big")
        if chunk == b"cICP" and size == 4:
            return Properties(primaries=content[at + 8], transfer=content[at + 9])
        at += 12 + size
    return Properties()


def _turn(image: Image.Image, said: Properties) -> int:
    """How the pixels have to be turned (Exif's orientation). Where a HEIC says so itself, its library has turned them already; where
    it doesn't, the camera's tag counts, which the library blanks and keeps elsewhere. A TIFF is turned while it is loaded. What XMP
    says counts as little as in browsers."""
    if image.format == "TIFF":
        return 1
    if image.format == "HEIF":
        turn = 1 if said.turns else image.info.get("original_orientation") or 1
    else:
        turn = 1
        with suppress(*BROKEN):  # a damaged tag is no damaged picture
            image.getexif()  # in a PNG it may stand behind the pixels
            tags = Image.Exif()
            tags.load(image.info.get("exif", b""))
            turn = tags.get(ExifTags.Base.Orientation, 1)
    return turn if turn in _TURNS else 1


def _is_adobe(image: Image.Image) -> bool:
    """Whether a camera says that it wrote Adobe RGB, with a mark instead of a profile (DCF's option file)."""
    if image.format not in ("JPEG", "MPO", "TIFF", "HEIF"):
        return False
    with suppress(*BROKEN):
        return str(image.getexif().get_ifd(ExifTags.IFD.Interop).get(1, "")).startswith("R03")
    return False


def _plain(image: Image.Image) -> Image.Image:
    """In mode L, LA, RGB, RGBA or CMYK, with its info."""
    info = dict(image.info)
    if image.mode.startswith("I"):  # 16 bits: Pillow would cut off what is brighter than 255
        plain = _of_16_bits(image)
    elif "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        plain = image.convert("RGBA")
    elif image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        plain = image
    else:
        plain = image.convert("L" if image.mode == "1" else "RGB")
    plain.info = info
    return plain


def _of_16_bits(image: Image.Image) -> Image.Image:
    import numpy as np  # as above

    deep = np.asarray(image)
    plain = Image.fromarray((deep.clip(0, 65535).astype(np.uint16) >> 8).astype(np.uint8))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        plain.putalpha(Image.fromarray(np.where(deep == clear, 0, 255).astype(np.uint8)))
    return plain
