"""The pictures that other sites show beside a link to a page (Open Graph): its title, kind and place in the site's colours.

A picture is kept under a name made from what it shows, so only what changed is drawn again, and a service that has fetched a
picture fetches it anew when the title changes.
"""

import hashlib
import io
import re
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

import PIL
from PIL import Image, ImageDraw

from macros.addresses.address import CARDS, PICTURES, Address
from macros.assets import letters
from macros.assets.letters import Face, missing
from macros.catalogue import Finder
from macros.files.checked import keep, kept, sweep
from macros.files.kept import digest
from macros.media import renditions
from macros.records import Event, Model, Record, Theme, Unit
from macros.records.media import Illustrated
from macros.workers import Workers

KEPT = Path(__file__).parents[2] / ".cache" / "pictures"
WIDTH, HEIGHT = 1200, 630
VERSION = 2
"""To be raised by whoever changes how a picture is drawn: its name depends on it, by which other sites keep it."""

_GROUND, _RINGS = (0x0D, 0x44, 0x35), (0x13, 0x50, 0x3F)
_WHITE, _GOLD, _FAINT = (0xFF, 0xFF, 0xFF), (0xF2, 0xC1, 0x4E), (0xC9, 0xDD, 0xD3)
_INKS = (_WHITE, _GOLD, _FAINT)
# So many steps from the ground to an ink: enough for smooth letters, and few colours make a small file.
_SHADES = 6
_LEFT, _WIDEST, _LABEL, _TITLE, _SITE = 80, 1000, 104, 164, 524
_TITLE_HEIGHT = 260
_TITLE_SIZES = (104, 92, 80, 72, 64, 56, 50)
# Marks stand on two levels in Vietnamese (Ễ, Ộ), so lines need more room than in English.
_LEADING = 1.28
_NOTE_LEADING = 44
Each = Callable[[Iterable[bytes], int], Iterable[bytes]]
"""Passes on what is drawn, of which there is so much, and may show how much of it is done."""


@dataclass(frozen=True)
class Picture:
    """What stands on a picture: `label` and `note` may be empty; `site` is the site's name, empty on its own picture."""

    label: str
    title: str
    note: str
    site: str
    type: ClassVar[str] = "image/gif"

    @property
    def address(self) -> Address:
        """Where it lies in the site."""
        return CARDS.below(f"{self._digest}.gif")

    @property
    def alt(self) -> str:
        """The words on it."""
        return ". ".join(text for text in astuple(self) if text)

    @property
    def missing(self) -> list[str]:
        """The letters and signs on it that no font has, which it lacks."""
        return [letter for text in astuple(self) for letter in missing(text)]

    @property
    def _digest(self) -> str:
        return hashlib.sha256("\0".join([str(VERSION), *astuple(self)]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Photo:
    """The picture that leads on a record's page, cut to the same size: where it lies, and what is to be seen."""

    address: Address
    alt: str
    type: ClassVar[str] = "image/jpeg"
    missing: ClassVar[tuple[str, ...]] = ()


def picture_of(find: Finder, record: Record | None) -> Picture | Photo:
    """The picture of a record's page: the one that leads there, else one of words; those of lists and of what is only looked
    up share the site's own."""
    site = find.site
    if isinstance(record, Illustrated) and record.lead:
        return Photo(PICTURES.below(renditions(find.media(record.lead.file)).social.name), record.lead.shows)
    if isinstance(record, Event):
        told = ["Sự kiện", record.status.label, record.date.shown if record.date.year else ""]
        return Picture(" · ".join(filter(None, told)), record.heading, _places(find, record), site.name)
    if isinstance(record, Model):
        return Picture("Mô hình", record.heading, _places(find, record), site.name)
    if isinstance(record, Theme):
        return Picture("Lĩnh vực", record.heading, site.place, site.name)
    if isinstance(record, Unit) and find.has_content(record):
        above = ", ".join(unit.full_name for unit in find.above(record))
        told = [above, f"đến {record.end.shown}" if record.end else ""]
        return Picture("Địa bàn", record.full_name, " · ".join(filter(None, told)), site.name)
    return Picture("", site.name, site.description, "")


def write_pictures(
    site: Path,
    pictures: Iterable[Picture | Photo],
    folder: Path = KEPT,
    is_taken_over: Callable[[str, bytes], bool] = lambda *_: False,
    each: Each = lambda drawn, _: drawn,
) -> None:
    """Put the pictures of words into the folder of a site, but for those that are taken over; what is not in `folder` yet is drawn, and kept
    there if that can be. `is_taken_over` is given a path and a digest of what decides the picture there; `each` what is drawn, of how many."""
    words, anew, by = [one for one in pictures if isinstance(one, Picture)], [], _drawn_by()
    for picture in words:
        there = picture.address.within(site)
        if is_taken_over(picture.address.file, digest(there.name, by)):
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        if (drawn := kept(folder / there.name, by)) is None:
            anew.append(picture)
        else:
            there.write_bytes(drawn)
    most = 1 if threading.active_count() > 1 else None  # as for photographs (`media/making.py`)
    for picture, drawn in zip(anew, each(Workers(_ready, anew, most).results(), len(anew)), strict=True):
        there = picture.address.within(site)
        keep(folder / there.name, drawn, by)
        there.write_bytes(drawn)
    sweep(folder, [Path(picture.address.file).name for picture in words])


def _ready() -> Callable[[Picture], bytes]:
    return draw


@cache
def _drawn_by() -> bytes:
    """A digest of all that draws: this code and that of letters, the fonts, Pillow."""
    files = [Path(__file__), Path(letters.__file__), *sorted(letters.FONTS.iterdir())]
    return digest(PIL.__version__, *(file.read_bytes() for file in files))


def draw(picture: Picture) -> bytes:
    """Draw a picture as a GIF file: the same bytes on every machine.

    Pillow writes GIF with code of its own. The size of a PNG depends on which zlib there is and on the processor, and a JPEG
    of letters takes three times the room. Letters are set by the FreeType that Pillow brings along, by its own simple layout:
    the other one is used only where the system has FriBiDi.
    """
    image = _background().copy()
    _set(image, picture.label.upper(), Face(700, 30), _GOLD, _LABEL)
    _set(image, picture.site, Face(700, 28), _GOLD, _SITE)
    lines, font = _fitted(picture.title)
    top = _TITLE if picture.label else _LABEL + 16
    for line in lines:
        _set(image, line, font, _WHITE, top)
        top += round(font.size * _LEADING)
    top, note = top + 20, Face(400, 32)
    for line in _lines(picture.note, note, 2 if top + 2 * _NOTE_LEADING <= _SITE else 1):
        _set(image, line, note, _FAINT, top)
        top += _NOTE_LEADING
    file = io.BytesIO()
    image.save(file, "GIF", interlace=False, optimize=False)
    return file.getvalue()


@cache
def _background() -> Image.Image:
    """The ground with three rings, in the colours that everything is drawn with."""
    fine = 4
    rings = Image.new("L", (WIDTH * fine, HEIGHT * fine))
    canvas = ImageDraw.Draw(rings)
    for radius in (560, 480, 400, 320, 240, 160):
        edge, fill = radius * fine, 0 if radius % 160 else 255
        canvas.ellipse([WIDTH * fine - edge, -edge, WIDTH * fine + edge, edge], fill=255 - fill)
    image = Image.new("P", (WIDTH, HEIGHT))
    image.paste(rings.reduce(fine).point([(v * 2 + 127) // 255 for v in range(256)]))
    image.paste(_shade(_GOLD, _SHADES), (_LEFT, 72, _LEFT + 64, 80))
    halfway = [(ground + ring) // 2 for ground, ring in zip(_GROUND, _RINGS, strict=True)]
    steps = [
        round(ground + (part - ground) * step / _SHADES)
        for ink in _INKS
        for step in range(1, _SHADES + 1)
        for ground, part in zip(_GROUND, ink, strict=True)
    ]
    image.putpalette([*_GROUND, *halfway, *_RINGS, *steps])
    return image


def _shade(ink: tuple[int, int, int], step: int) -> int:
    """The number of a colour among all: `step` of `_SHADES` from the ground to the ink."""
    return 2 + _INKS.index(ink) * _SHADES + step


def _set(image: Image.Image, text: str, font: Face, ink: tuple[int, int, int], top: int) -> None:
    """Set a line of text; the edges of its letters take the shades between the ground and the ink."""
    if not text:
        return
    left, above, right, below = map(round, font.box(text))  # marks on capitals rise above the top that fonts state
    letters = Image.new("L", (max(right - left, 1), max(below - above, 1)))
    font.draw(ImageDraw.Draw(letters), -left, -above, text)
    steps = [(v * _SHADES + 127) // 255 for v in range(256)]
    shades, any_ink = (
        letters.point([_shade(ink, step) for step in steps]),
        letters.point([255 * (s > 0) for s in steps]),
    )
    image.paste(shades, (_LEFT + left, top + above), any_ink)


def _fitted(title: str) -> tuple[list[str], Face]:
    """The title in lines, at the largest size at which it fits; at the smallest, it is cut."""
    for font in (Face(700, size) for size in _TITLE_SIZES):
        most = int(_TITLE_HEIGHT // (font.size * _LEADING))
        if (lines := _whole(title, font, most)) is not None:
            return lines, font
    return _lines(title, font, most), font


def _lines(text: str, font: Face, most: int) -> list[str]:
    """The text in lines; what does not fit gives way to an ellipsis."""
    if (lines := _whole(text, font, most)) is not None:
        return lines
    lines = _wrapped(text, font, _WIDEST)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [_shortened(line, font) for line in lines]


def _whole(text: str, font: Face, most: int) -> list[str] | None:
    """All of the text in as few lines as it takes, of lengths as equal as can be; None if it takes more, or has a word that is too long."""
    lines = _wrapped(text, font, _WIDEST)
    if len(lines) > most or any(font.length(line) > _WIDEST for line in lines):
        return None
    narrow, wide = 0, _WIDEST
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        narrow, wide = (narrow, middle) if len(_wrapped(text, font, middle)) <= len(lines) else (middle, wide)
    return _wrapped(text, font, wide)


def _shortened(line: str, font: Face) -> str:
    """As many of its words as there is room for, or of the letters of its first, with an ellipsis."""
    if font.length(line) <= _WIDEST:
        return line
    ends = [match.start() for match in re.finditer(" ", line)]
    ends = [*range(ends[0] if ends else len(line)), *ends]
    fitting = bisect_right(ends, False, key=lambda end: font.length(f"{line[:end]}…") > _WIDEST)
    return f"{line[: ends[fitting - 1]]}…"


def _wrapped(text: str, font: Face, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.length(longer := f"{lines[-1]} {word}") <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _places(find: Finder, record: Record) -> str:
    """The unit of a model or an event and what it is part of; of many units, the first two and how many more."""
    units = find.located(record)
    names = [unit.full_name for unit in units]
    if len(units) == 1:
        names += [above.full_name for above in find.above(units[0])[:1]]
    return ", ".join(names[:2]) + (f" và {len(names) - 2} nơi khác" if len(names) > 2 else "")
