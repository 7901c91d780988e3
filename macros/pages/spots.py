"""What stands on a map: units as grounds or dots, and their names as far as there is room."""

from dataclasses import dataclass, replace

from macros.pages.grounds import Bounds
from macros.records import Unit

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

# The size of a name in the SVG, at the type size of maps.css.
_LETTER, _LINE = 6.2, 13


@dataclass(frozen=True)
class Name:
    """Where the name of a unit begins, or ends if `anchor` is `end`."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Spot:
    """A unit on a map: its middle at (x, y), and the `path` of its ground if its border is known, else a dot has to stand there.
    `beyond` is the unit nearest to it and its distance in km if it really lies outside the map: then its ground is drawn by
    itself in a frame whose middle is (x, y)."""

    unit: Unit
    x: float
    y: float
    path: str = ""
    marked: bool = False
    name: Name | None = None
    beyond: tuple[Unit, int] | None = None


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two rectangles have ground in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def with_names(spots: list[Spot], names: set[str], width: int, height: int, drawn: list[Box]) -> list[Spot]:
    """The spots with the names of some units, as far as there is room: those of the marked ones first, then from north to south."""
    dots = ((spot.x - 5, spot.y - 5, spot.x + 5, spot.y + 5) for spot in spots if not spot.path)
    taken = [*drawn, *dots]
    named = []
    for spot in sorted(spots, key=lambda s: (not s.marked, s.y, s.x)):
        text = spot.unit.name
        long = len(text) * _LETTER
        beside = [(spot.x + 9, spot.y + 4, "start"), (spot.x - 9, spot.y + 4, "end"),
                  (spot.x - long / 2, spot.y - 9, "start"), (spot.x - long / 2, spot.y + 18, "start")]  # fmt: skip
        within = [(spot.x - long / 2, spot.y + 4, "start")] if spot.path else []
        for x, y, anchor in [*within, *beside] if spot.unit.id in names else ():
            start = x - long if anchor == "end" else x
            box = (start, y - _LINE + 3, start + long, y + 3)
            inside = box[0] >= 2 and box[2] <= width - 2 and box[1] >= 2 and box[3] <= height - 2
            if inside and not any(meet(box, other) for other in taken):
                taken.append(box)
                spot = replace(spot, name=Name(text, round(x, 1), round(y, 1), anchor))
                break
        named.append(spot)
    return named
