"""What is made of a picture: known by arithmetic from its size, so that pages can name it before it is made."""

from dataclasses import dataclass

from macros.media.seen import Seen

FOLDER = "anh"
"""Where in a site the pictures lie."""
RECIPE = 1
"""To be raised by whoever changes what is made of a picture: names depend on it, by which browsers and other sites keep it."""
# Width in pixels → the most bytes of what a browser chooses at that width. A phone shows a picture over its whole width at up to
# three pixels a point, so what stands first in its view is never heavier than 60 KB.
WIDTHS = {480: 30_000, 800: 45_000, 1200: 60_000, 1600: 120_000}
PLAIN_WIDTH, PLAIN_BYTES = 800, 60_000
"""Of the JPEG for browsers that know nothing newer."""
FORMATS = (("image/avif", "avif"), ("image/webp", "webp"))
"""The type and ending of each format, the best first."""
TALLEST = 2  # times as high as its width: of what is higher, a narrower one is made
SOCIAL = 1200, 630
SOCIAL_BYTES = 250_000


@dataclass(frozen=True)
class Rendition:
    """One picture that is made: its name in the folder of pictures, its size in pixels, and the most bytes that it may have."""

    name: str
    width: int
    height: int
    most: int


@dataclass(frozen=True)
class Renditions:
    """All that is made of one picture: `sources` by type, the best format first, of each the narrowest first; `plain` is what
    every browser shows, and `social` what other sites show beside a link."""

    sources: tuple[tuple[str, tuple[Rendition, ...]], ...]
    plain: Rendition
    social: Rendition

    @property
    def all(self) -> tuple[Rendition, ...]:
        """Every one of them."""
        return *(one for _, made in self.sources for one in made), self.plain, self.social

    @property
    def names(self) -> list[str]:
        """The names of all."""
        return [one.name for one in self.all]


def renditions(seen: Seen) -> Renditions:
    """What is made of a picture; never larger than the picture itself."""

    def made(width: int, ending: str, most: int) -> Rendition:
        width = min(width, seen.width, max(1, seen.width * TALLEST * width // seen.height))
        height = max(1, (seen.height * width * 2 + seen.width) // (seen.width * 2))
        return Rendition(f"{seen.digest}-{RECIPE}-{width}.{ending}", width, height, most)

    sources = tuple(
        # A width that the picture hasn't gives the same name as the next one below: it is made once, as small as that one.
        (
            kind,
            tuple(
                {one.width: one for width in reversed(WIDTHS) if (one := made(width, ending, WIDTHS[width]))}.values()
            )[::-1],
        )
        for kind, ending in FORMATS
    )
    social = Rendition(f"{seen.digest}-{RECIPE}-the.jpg", *SOCIAL, SOCIAL_BYTES)
    return Renditions(sources, made(PLAIN_WIDTH, "jpg", PLAIN_BYTES), social)
