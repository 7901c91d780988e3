"""Maps of units: their grounds where the data has borders, dots at their middles where it hasn't, as they stand in an SVG. Never
the position of anything else."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappushpop
from itertools import count
from statistics import median

from macros.catalogue.borders import KM_PER_DEGREE, Border, bounds
from macros.pages.grounds import Bounds, Frame, clipped, frame_of, path, simplified, united
from macros.pages.islands import Islands, archipelago, is_of_the_country, islands, room_aside
from macros.pages.spots import Spot, meet, with_names
from macros.records import Unit

NEIGHBOURS = 8
FAR, FEW = 2.5, 2
"""A unit that lies so many times farther out than nine in ten of the others stands at the edge, with its distance told: alone or with so
few that it is no other part of the country, as an island is."""
_MARGIN = 22
_INSET = 64  # pixels of the frame in which a ground far out is drawn by itself
# How much a drawing tells of a border: positions a pixel, and what of its edge is left out, in pixels.
_FINE, _COARSE = (10, 0.0), (2, 3.0)


@dataclass(frozen=True)
class Map:
    """What an SVG of `width` × `height` holds: units from west to east, `grain` steps of a path a pixel, and a bar as long as
    `bar_km`. Sources are of middles and of borders. `islands`: the archipelagos, on a map of the country."""

    width: int
    height: int
    spots: list[Spot]
    grain: int
    bar_km: int
    bar: float
    sources: list[str]
    border_sources: list[str]
    islands: list[Islands]

    inset = _INSET

    @property
    def has_grounds(self) -> bool:
        """Whether any unit stands there with its ground."""
        return any(spot.path for spot in self.spots)

    @property
    def has_dots(self) -> bool:
        """Whether any stands there as a dot."""
        return any(not spot.path for spot in self.spots)


class Atlas:
    """Draws the units of one day: all of them, or those around some.

    Args:
        units: the units; those without a middle stand on no map.
        borders: the borders that are known, by the ids of units.
        sources: the ids of the sources of each border.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        borders: Mapping[str, Border] | None = None,
        sources: Mapping[str, list[str]] | None = None,
    ):
        there = {unit.id: unit for unit in units}
        self._borders = {name: border for name, border in (borders or {}).items() if name in there}
        self._sources = sources or {}
        placed = (unit for unit in there.values() if self.has_place(unit))
        self.units = sorted(placed, key=lambda unit: (self._degrees(unit), unit.id))
        self._places = [self._degrees(unit) for unit in self.units]

    def has_place(self, unit: Unit) -> bool:
        """Whether it is known where a unit is: by its middle or its border."""
        return bool(unit.centroid) or unit.id in self._borders

    def whole(self, width: int = 640, coarse: bool = False, dots: bool = False) -> Map | None:
        """The map of all units, or None if the place of none is known. `coarse`: where few bytes matter more than every bend;
        `dots`: where units are too many to draw their grounds."""
        if not self.units:
            return None
        near, far = self._apart()
        shown = united([self._bounds(unit) for unit in near])
        frame, height = frame_of(shown, width - room_aside(shown, near, width), _MARGIN)
        grain, off = _COARSE if coarse else _FINE
        drawn = {} if dots else self._borders
        if drawn and off:
            drawn = simplified(drawn, off / (frame.pixels * KM_PER_DEGREE))
        spots = []
        for unit in near:
            spots.append(self._spot(unit, frame, width, height, path(drawn.get(unit.id, ()), frame, grain)))
        for unit in far:
            nearest = min(near, key=lambda other: self._km(unit, other))
            spot = self._spot(unit, frame, width, height, margin=_INSET / 2 + 4 if unit.id in drawn else 8)
            if unit.id in drawn:
                by_itself, high = frame_of(self._bounds(unit), _INSET, 8)
                moved = replace(
                    by_itself, left=spot.x - _INSET / 2 + by_itself.left, top=spot.y - high / 2 + by_itself.top
                )
                spot = replace(spot, path=path(drawn[unit.id], moved, grain))
            spots.append(replace(spot, beyond=(nearest, round(self._km(unit, nearest)))))
        return self._map(spots, frame, width, height, grain, [], shown)

    def around(self, marked: Iterable[Unit], width: int = 340) -> Map | None:
        """The map of `marked`, of any day, among the units nearest to them; None if there is nothing to place or to compare."""
        placed = {unit.id: unit for unit in marked if self.has_place(unit)}
        if not placed:
            return None
        near = {unit.id: unit for unit in self.beside(placed.values())}
        drawn = {**placed, **near}
        if len(drawn) < 2:
            return None
        middles = [_point(self._degrees(unit)) for unit in drawn.values()]
        shown = united([*middles, *map(self._bounds, placed.values())])
        frame, height = frame_of(shown, width - room_aside(shown, drawn.values(), width), _MARGIN)
        seen = frame.within(width, height)
        for unit in self._from_south_to_north(seen[1] - self._reach, seen[3] + self._reach):
            if unit.id in self._borders and meet(self._bounds(unit), seen):
                drawn.setdefault(unit.id, unit)
        grain = _COARSE[0]
        spots = [
            self._spot(
                unit, frame, width, height, path(clipped(self._borders[unit.id], seen), frame, grain), unit.id in placed
            )
            if unit.id in self._borders
            else self._spot(unit, frame, width, height, marked=unit.id in placed)
            for unit in drawn.values()
        ]
        named = {*placed, *near}
        return self._map(
            [spot for spot in spots if spot.path or spot.unit.id in named], frame, width, height, grain, named, shown
        )

    def beside(self, units: Iterable[Unit]) -> list[Unit]:
        """The units nearest to each of several, without these."""
        placed = {unit.id: unit for unit in units if self.has_place(unit)}
        near = {other.id: other for unit in placed.values() for other in self.nearest(unit)}
        return [unit for unit in near.values() if unit.id not in placed]

    def nearest(self, unit: Unit, wanted: int = NEIGHBOURS) -> list[Unit]:
        """The units whose centroids are nearest to that of `unit`, the nearest first; itself left out."""
        here = self._degrees(unit)
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

    def _from_south_to_north(self, south: float, north: float) -> list[Unit]:
        """The units whose middles lie between two latitudes."""
        return self.units[bisect_left(self._places, (south,)) : bisect_left(self._places, (north, math.inf))]

    @cached_property
    def _reach(self) -> float:
        """How many degrees of latitude a ground extends from the unit's middle, at most."""
        grounds = (
            (self._degrees(unit)[0], self._all_bounds[unit.id]) for unit in self.units if unit.id in self._borders
        )
        off = 1e-9  # by which rounding is less
        return off + max((max(at - south, north - at) for at, (_, south, _, north) in grounds), default=0.0)

    def _bounds(self, unit: Unit) -> Bounds:
        """Those of its ground, or its middle."""
        return self._all_bounds[unit.id] if unit.id in self._borders else _point(self._degrees(unit))

    @cached_property
    def _all_bounds(self) -> dict[str, Bounds]:
        return {name: bounds(border) for name, border in self._borders.items()}

    def _degrees(self, unit: Unit) -> tuple[float, float]:
        """Latitude and longitude of a unit's middle; of one whose middle nobody tells that of its border's bounds."""
        if unit.centroid:
            return float(unit.centroid.latitude), float(unit.centroid.longitude)
        west, south, east, north = self._all_bounds[unit.id]
        return (south + north) / 2, (west + east) / 2

    def _km(self, one: Unit, other: Unit) -> float:
        return _km(self._degrees(one), self._degrees(other))

    def _spot(
        self,
        unit: Unit,
        frame: Frame,
        width: int,
        height: int,
        drawn: str = "",
        marked: bool = False,
        margin: float = 8,
    ) -> Spot:
        latitude, longitude = self._degrees(unit)
        x, y = frame.placed(longitude, latitude)
        x, y = min(max(x, margin), width - margin), min(max(y, margin), height - margin)
        return Spot(unit, round(x, 1), round(y, 1), drawn, marked)

    def _apart(self) -> tuple[list[Unit], list[Unit]]:
        """The units that lie together, and those far out."""
        south, west = (median(degrees) for degrees in zip(*self._places, strict=True))
        offs = [_km(place, (south, west)) for place in self._places]
        reach = sorted(offs)[len(offs) * 9 // 10]
        together = {unit.id for unit, off in zip(self.units, offs, strict=True) if off <= FAR * reach}
        for unit in self.units:
            if unit.id not in together:
                group = self._group(unit, reach, together)
                together |= group if len(group) > FEW or group & together else set()
        is_near = [unit.id in together for unit in self.units]
        if is_of_the_country(
            united([self._bounds(unit) for unit, there in zip(self.units, is_near, strict=True) if there])
        ):
            is_near = [there or archipelago(unit) is not None for unit, there in zip(self.units, is_near, strict=True)]
        near, far = (
            [unit for unit, there in zip(self.units, is_near, strict=True) if there is one] for one in (True, False)
        )
        return near, far

    def _group(self, unit: Unit, reach: float, together: set[str]) -> set[str]:
        """The units that lie with one, each at most `reach` km from the next, up to those that are known to lie `together`."""
        found, ends = {unit.id}, [unit]
        while ends:
            one = ends.pop()
            for other in self.nearest(one):
                if other.id not in found and self._km(one, other) <= reach:
                    found.add(other.id)
                    ends += [] if other.id in together else [other]
        return found

    def _map(
        self,
        spots: list[Spot],
        frame: Frame,
        width: int,
        height: int,
        grain: int,
        named: Iterable[str],
        shown: Bounds,
    ) -> Map:
        bars = (km for n in range(5) for km in (10**n, 2 * 10**n, 5 * 10**n) if km * frame.pixels <= width / 3)
        bar_km = max(bars, default=1)
        bar = round(bar_km * frame.pixels, 1)
        dots = [spot.unit.centroid for spot in spots if not spot.path]
        sources = dict.fromkeys(source for dot in dots if dot for source in dot.source)
        borders = dict.fromkeys(source for spot in spots if spot.path for source in self._sources.get(spot.unit.id, ()))
        if names := {*named}:
            scale, arrow = (0, height - 24, bar + 60, height), (width - 26, 0, width, 50)
            spots = with_names(spots, names, width, height, [scale, arrow])
        spots = sorted(spots, key=lambda spot: (spot.x, spot.y, spot.unit.id))
        there = {name: (spot.x, spot.y) for spot in spots if (name := archipelago(spot.unit))}
        apart = islands(there, width, height) if is_of_the_country(shown) else []
        return Map(width, height, spots, grain, bar_km, bar, [*sources], [*borders], apart)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    shortened = math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * shortened) * KM_PER_DEGREE


def _point(place: tuple[float, float]) -> Bounds:
    latitude, longitude = place
    return longitude, latitude, longitude, latitude
