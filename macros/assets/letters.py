"""The letters that pictures are drawn with. What the site's own face lacks, such as letters of Ê Đê and Gia Rai or an arrow, comes
from the fonts beside it, which pages load only where they need them (docs/assets/site.css says for which letters).

Which letters a font has is asked of the font itself: one that it lacks is drawn as a box, the same for all.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parents[2] / "docs/assets/fonts"
FILES = ("be-vietnam-pro-{}", "be-vietnam-pro-{}-more", "signs-{}")
"""From the first that has all of a letter and its marks they come; `{}` is the weight."""

_NOWHERE = "\U0010ffff"  # a code point that no font has
_ABOVE = 230  # the combining class of marks above a letter
_GAP = 0.05  # of the size: between a letter and a mark above it that no glyph has together with it (ê̆)


@dataclass(frozen=True)
class Piece:
    """A text in one font: where it begins, and how far it stands above the line."""

    text: str
    font: ImageFont.FreeTypeFont
    left: float
    raised: int = 0

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its ink, from where the line begins."""
        left, top, right, bottom = _ink(self.font, self.text)
        return self.left + left, top - self.raised, self.left + right, bottom - self.raised


@dataclass(frozen=True)
class Face:
    """The fonts of a weight at a size. The simple layout is Pillow's own; the other needs FriBiDi."""

    weight: int
    size: int

    def length(self, text: str) -> float:
        """How wide a line of text is."""
        return _laid(self, text)[1]

    def box(self, text: str) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the ink of a line, from the left of its top."""
        inks = [piece.ink for piece in _laid(self, text)[0]] or [(0.0, 0.0, 0.0, 0.0)]
        lefts, tops, rights, bottoms = zip(*inks, strict=True)
        return min(lefts), self._rise + min(tops), max(rights), self._rise + max(bottoms)

    def draw(self, canvas: ImageDraw.ImageDraw, left: float, top: float, text: str) -> None:
        """Draw a line of text in white, whose top begins at a point."""
        for piece in _laid(self, text)[0]:
            at = left + piece.left, top + self._rise - piece.raised
            canvas.text(at, piece.text, font=piece.font, fill=255, anchor="ls")

    @property
    def _rise(self) -> int:
        """From the top of a line to where its letters stand, as the site's own font has it."""
        return _font(FILES[0].format(self.weight), self.size).getmetrics()[0]


def missing(text: str) -> list[str]:
    """The letters and signs of a text, with their marks, that no font has."""
    return [cluster for cluster in _clusters(text) if _written(cluster) is None]


def _ink(font: ImageFont.FreeTypeFont, text: str) -> tuple[float, float, float, float]:
    """The box of what is drawn. That which Pillow gives reaches down to the line at least, even for a mark above it."""
    mask, (left, top) = font.getmask2(text, anchor="ls")
    box = mask.getbbox() or (0, 0, 0, 0)
    return left + box[0], top + box[1], left + box[2], top + box[3]


@cache
def _laid(face: Face, text: str) -> tuple[tuple[Piece, ...], float]:
    """A line in pieces, and how wide it is; what no font has is left out."""
    pieces: list[Piece] = []
    marks: list[Piece] = []
    at = 0.0
    known = [written for cluster in _clusters(text) if (written := _written(cluster))]
    if all(file == FILES[0] and len(letters) == 1 for letters, file in known):  # as nearly always
        font = _font(FILES[0].format(face.weight), face.size)
        whole = "".join(letters for letters, _ in known)
        return ((Piece(whole, font, 0),) if whole else ()), font.getlength(whole)
    for letters, file in known:
        font = _font(file.format(face.weight), face.size)
        if pieces and pieces[-1].font is font:
            pieces[-1] = Piece(pieces[-1].text + letters[0], font, pieces[-1].left)
        else:
            pieces.append(Piece(letters[0], font, at))
        at = pieces[-1].left + font.getlength(pieces[-1].text)
        base = Piece(letters[0], font, at - font.getlength(letters[0]))
        for mark in letters[1:]:
            base = _placed(mark, base, round(face.size * _GAP))
            marks.append(base)
    return (*pieces, *marks), at


def _placed(mark: str, base: Piece, gap: int) -> Piece:
    """A mark in the middle of the letter or the mark that it belongs to, and above it if it is one of those."""
    left, top, right, _ = base.ink
    loose = Piece(mark, base.font, 0)
    from_left, _, to_right, bottom = loose.ink
    raised = round(bottom - top + gap) if unicodedata.combining(mark) == _ABOVE else 0
    return Piece(mark, base.font, round((left + right - from_left - to_right) / 2), max(raised, 0))


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the marks on it; without what is not seen."""
    cluster = ""
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if kind in ("Cf", "Cc") or "\ufe00" <= letter <= "\ufe0f":
            continue
        if cluster and kind != "Mn":
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


@cache
def _written(cluster: str) -> tuple[str, str] | None:
    """A letter as it can be written, whole or with its marks apart, and the font that can; None where none can."""
    for letters in (cluster, unicodedata.normalize("NFD", cluster)):
        for file in FILES:
            if all(letter.isspace() or has(file.format(700), letter) for letter in letters):
                return letters, file
    return None


@cache
def has(font: str, letter: str) -> bool:
    """Whether a font has a letter. Both weights have the same (tests/test_letters.py)."""
    drawn = _font(font, 40)
    box = bytes(drawn.getmask(_NOWHERE)), drawn.getlength(_NOWHERE)
    return (bytes(drawn.getmask(letter)), drawn.getlength(letter)) != box


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.woff2", size, layout_engine=ImageFont.Layout.BASIC)
