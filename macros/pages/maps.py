"""Dot maps of units from their centroids: where each dot and its name stand in an SVG. Never the position of anything else.

The projection is the local equirectangular one, north up: degrees of longitude are shortened by the cosine of the middle
latitude. Over one province it is true to scale within a few thousandths.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappushpop
from itertools import count
from statistics import median

from macros.records import Unit

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

KM_PER_DEGREE = 6371.0088 * math.pi / 180
"""Of latitude, on a sphere of the earth's mean radius (IUGG)."""
NEIGHBOURS = 8
FAR = 2.5
"""A unit that lies so many times farther out than nine in ten of the others stands at the edge, with its distance told."""
_MARGIN = 22
# The size of a name in the SVG, at the type size of site.css.
_LETTER, _LINE = 6.2, 13


@dataclass(frozen=True)
class Name:
    """Where the name of a dot begins, or ends if `anchor` is `end`."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Dot:
    """A unit at (x, y); `beyond` is the unit nearest to it and its distance in km if it really lies outside the map."""

    unit: Unit
    x: float
    y: float
    marked: bool = False
    name: Name | None = None
    beyond: tuple[Unit, int] | None = None


@dataclass(frozen=True)
class DotMap:
    """What an SVG of `width` × `height` holds: dots from west to east, and a bar as long as `bar_km`."""

    width: int
    height: int
    dots: list[Dot]
    bar_km: int
    bar: float
    sources: list[str]


class Atlas:
    """Draws the units of one day: all of them, or those around some."""

    def __init__(self, units: Iterable[Unit]):
        self.units = sorted((unit for unit in units if unit.centroid), key=lambda unit: (_degrees(unit), unit.id))
        self._places = [_degrees(unit) for unit in self.units]

    def whole(self, width: int = 640) -> DotMap | None:
        """The map of all units, or None if the place of none is known."""
        return _drawn(self.units, [], width, with_names=False) if self.units else None

    def around(self, marked: Iterable[Unit], width: int = 340) -> DotMap | None:
        """The map of `marked`, of any day, among the units nearest to them; None if there is nothing to place or to compare."""
        placed = {unit.id: unit for unit in marked if unit.centroid}
        if not placed:
            return None
        near = {other.id: other for unit in placed.values() for other in self.nearest(unit)}
        drawn = [*placed.values(), *(u for u in near.values() if u.id not in placed)]
        return _drawn(drawn, placed, width) if len(drawn) > 1 else None

    def nearest(self, unit: Unit, wanted: int = NEIGHBOURS) -> list[Unit]:
        """The units whose centroids are nearest to that of `unit`, the nearest first; itself left out."""
        here = _degrees(unit)
        middle = bisect_left(self._places, here)
        order = count()  # so that no two units are ever compared
        best: list[tuple[float, int, Unit | None]] = [(-math.inf, next(order), None)] * wanted
        below, above = middle - 1, middle
        while below >= 0 or above < len(self.units):  # from latitude to latitude, away from the unit
            south = here[0] - self._places[below][0] if below >= 0 else math.inf
            north = self._places[above][0] - here[0] if above < len(self.units) else math.inf
            if min(south, north) * KM_PER_DEGREE > -best[0][0]:
                break
            at = below if south <= north else above
            below, above = (below - 1, above) if south <= north else (below, above + 1)
            off = _km(here, self._places[at])
            if off < -best[0][0] and self.units[at] != unit:
                heappushpop(best, (-off, next(order), self.units[at]))
        return [other for _, _, other in sorted(best, key=lambda one: (-one[0], one[1])) if other]


def distance(one: Unit, other: Unit) -> float:
    """The distance of two centroids in km; both units must have one."""
    return _km(_degrees(one), _degrees(other))


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    shortened = math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * shortened) * KM_PER_DEGREE


def _degrees(unit: Unit) -> tuple[float, float]:
    assert unit.centroid
    return float(unit.centroid.latitude), float(unit.centroid.longitude)


def _drawn(units: list[Unit], marked: Iterable[str], width: int, with_names: bool = True) -> DotMap:
    near, far = (units, []) if with_names else _apart(units)
    latitudes, longitudes = zip(*map(_degrees, near), strict=True)
    middle = (min(latitudes) + max(latitudes)) / 2
    east = math.cos(math.radians(middle)) * KM_PER_DEGREE
    wide = max((max(longitudes) - min(longitudes)) * east, 1.0)
    high = max((max(latitudes) - min(latitudes)) * KM_PER_DEGREE, 1.0)
    pixels = min((width - 2 * _MARGIN) / wide, (width - 2 * _MARGIN) / high)  # a km
    height = round(high * pixels) + 2 * _MARGIN
    left = (width - wide * pixels) / 2

    def placed(unit: Unit) -> tuple[float, float]:
        latitude, longitude = _degrees(unit)
        x = left + (longitude - min(longitudes)) * east * pixels
        y = _MARGIN + (max(latitudes) - latitude) * KM_PER_DEGREE * pixels
        return round(min(max(x, 8), width - 8), 1), round(min(max(y, 8), height - 8), 1)

    dots = [Dot(unit, *placed(unit), unit.id in marked) for unit in near]
    for unit in far:
        nearest = min(near, key=lambda other: distance(unit, other))
        dots.append(Dot(unit, *placed(unit), beyond=(nearest, round(distance(unit, nearest)))))
    bar_km = max((km for n in range(5) for km in (10**n, 2 * 10**n, 5 * 10**n) if km * pixels <= width / 3), default=1)
    bar = round(bar_km * pixels, 1)
    if with_names:
        scale, arrow = (0, height - 24, bar + 60, height), (width - 26, 0, width, 50)
        dots = _named(dots, width, height, [scale, arrow])
    sources = list(dict.fromkeys(source for unit in units if unit.centroid for source in unit.centroid.source))
    return DotMap(width, height, sorted(dots, key=lambda dot: (dot.x, dot.y, dot.unit.id)), bar_km, bar, sources)


def _apart(units: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units that lie together, and those far out."""
    south, west = (median(degrees) for degrees in zip(*map(_degrees, units), strict=True))
    offs = [_km(_degrees(unit), (south, west)) for unit in units]
    limit = FAR * sorted(offs)[len(offs) * 9 // 10]
    near = [unit for unit, off in zip(units, offs, strict=True) if off <= limit]
    return near, [unit for unit, off in zip(units, offs, strict=True) if off > limit]


def _named(dots: list[Dot], width: int, height: int, drawn: list[Box]) -> list[Dot]:
    """The dots with their names, as far as there is room: those of the marked ones first, then from north to south."""
    taken = [*drawn, *((dot.x - 5, dot.y - 5, dot.x + 5, dot.y + 5) for dot in dots)]
    named = []
    for dot in sorted(dots, key=lambda d: (not d.marked, d.y, d.x)):
        text = dot.unit.name
        long = len(text) * _LETTER
        for x, y, anchor in ((dot.x + 9, dot.y + 4, "start"), (dot.x - 9, dot.y + 4, "end"),
                             (dot.x - long / 2, dot.y - 9, "start"), (dot.x - long / 2, dot.y + 18, "start")):  # fmt: skip
            start = x - long if anchor == "end" else x
            box = (start, y - _LINE + 3, start + long, y + 3)
            inside = box[0] >= 2 and box[2] <= width - 2 and box[1] >= 2 and box[3] <= height - 2
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                dot = Dot(dot.unit, dot.x, dot.y, dot.marked, Name(text, round(x, 1), round(y, 1), anchor))
                break
        named.append(dot)
    return named


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
