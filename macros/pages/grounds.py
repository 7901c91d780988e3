"""The grounds of units in a drawing: borders to the paths of an SVG, whose neighbours go on sharing their edges.

Positions of a path are whole numbers, `grain` of them a pixel, and each is told from the one before, which is what compresses best.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from macros.catalogue.borders import KM_PER_DEGREE, Border, Position, bounds

Bounds = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@dataclass(frozen=True)
class Frame:
    """What of the earth a drawing shows: from where, at how many pixels a km; the local equirectangular projection, north up, in
    which degrees of longitude are shortened by the cosine of the middle latitude."""

    west: float
    north: float
    east_km: float
    """Kilometres of a degree of longitude."""
    pixels: float
    """Of one km."""
    left: float
    top: float

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """Where a longitude and a latitude lie, in pixels."""
        return (
            self.left + (x - self.west) * self.east_km * self.pixels,
            self.top + (self.north - y) * KM_PER_DEGREE * self.pixels,
        )

    def within(self, width: float, height: float) -> Bounds:
        """What a drawing of these pixels shows."""
        west = self.west - self.left / (self.east_km * self.pixels)
        north = self.north + self.top / (KM_PER_DEGREE * self.pixels)
        return west, north - height / (KM_PER_DEGREE * self.pixels), west + width / (self.east_km * self.pixels), north


def frame_of(bounds: Bounds, width: float, margin: float) -> tuple[Frame, int]:
    """The frame that shows all within bounds in `width` pixels, and in no more height than that; and that height."""
    west, south, east, north = bounds
    east_km = math.cos(math.radians((south + north) / 2)) * KM_PER_DEGREE
    wide, high = max((east - west) * east_km, 1.0), max((north - south) * KM_PER_DEGREE, 1.0)
    pixels = min((width - 2 * margin) / wide, (width - 2 * margin) / high)
    return Frame(west, north, east_km, pixels, (width - wide * pixels) / 2, margin), round(high * pixels + 2 * margin)


def united(bounds: list[Bounds]) -> Bounds:
    """What holds all of these; ValueError if there are none."""
    west, south, east, north = zip(*bounds, strict=True)
    return min(west), min(south), max(east), max(north)


def simplified(borders: Mapping[str, Border], tolerance: float) -> dict[str, Border]:
    """The same borders with fewer positions, each edge that two share simplified alike; what stands out by less than a triangle
    of `tolerance`² (square degrees) goes."""
    import shapely  # which takes a tenth of a second, as not every command draws

    shapes = shapely.coverage_simplify([*map(_shape, borders.values())], tolerance)
    return {name: _border(shape) for name, shape in zip(borders, shapes, strict=True)}


@lru_cache(maxsize=1024)
def outline(borders: tuple[Border, ...], width: int) -> tuple[str, int]:
    """The outline of what lies within some borders, as the `d` of an SVG path so wide, with few positions, each a whole pixel; and
    how high it is. Specks of land beside it are left out."""
    import shapely  # as above

    frame, height = frame_of(united([bounds(border) for border in borders]), width, 1)
    pixel = 1 / (frame.pixels * KM_PER_DEGREE)
    ground = shapely.union_all([_shape(border) for border in borders]).simplify(1.5 * pixel)
    return path(_border([part for part in shapely.get_parts(ground) if part.area > 40 * pixel**2]), frame, 1), height


def clipped(border: Border, bounds: Bounds) -> Border:
    """What of a border lies within bounds."""
    import shapely  # as above

    return _border(shapely.clip_by_rect(_shape(border), *bounds))


def path(border: Border, frame: Frame, grain: int) -> str:
    """The `d` of an SVG path, in pixels times `grain`; empty if nothing is left of it at that size."""
    said: list[str] = []
    here = 0, 0
    for ring in (ring for polygon in border for ring in polygon):
        points = _points(ring, frame, grain)
        if len(points) < 3:
            continue
        said.append("m")
        for point in points:
            said += [_step(point[0] - here[0], said[-1] == "m"), _step(point[1] - here[1], False)]
            here = point
        said.append("z")
        here = points[0]
    return "".join(said)


def _points(ring: tuple[Position, ...], frame: Frame, grain: int) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for position in ring[:-1]:
        x, y = frame.placed(*position)
        point = round(x * grain), round(y * grain)
        if not points or point != points[-1]:
            points.append(point)
    return points if len(points) < 2 or points[0] != points[-1] else points[:-1]


def _step(length: int, first: bool) -> str:
    return str(length) if first or length < 0 else f" {length}"


def _shape(border: Border) -> object:
    import shapely  # as above

    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in border])


def _border(shape: object) -> Border:
    """The polygons of a shape of shapely's; lines and points in it, which clipping leaves behind, are none."""
    import shapely  # as above

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return tuple(
        tuple(tuple((x, y) for x, y in ring.coords) for ring in (part.exterior, *part.interiors)) for part in parts
    )
