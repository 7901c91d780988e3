"""The archipelagos that a map of the country has to show, as Vietnam's are of units that no other is near: by name, and whose they are.

A map is one of the country from `COUNTRY` degrees between its southernmost and its northernmost unit on, which is some 550 km and more
than any province has. Where the data knows the place of an archipelago's unit, its name stands there; elsewhere in a frame at the right
edge, Hoàng Sa above Trường Sa: at no place of the drawing's scale, as none is told by a source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.pages.grounds import Bounds
from macros.records import Unit
from macros.records.unit import UnitKind

COUNTRY = 5
_OF = {"Hoàng Sa": "thành phố Đà Nẵng", "Trường Sa": "tỉnh Khánh Hòa"}
"""Whose they are: special zones since 2025-07-01, districts before."""
_KINDS = (UnitKind.SPECIAL_ZONE, UnitKind.RURAL_DISTRICT)
_LETTER, _LINE = 8.6, 20  # pixels, at the type size of maps.css, where a map is as wide as a page
_WIDE, _NARROW = 600, 0.66  # pixels from which it is, and how much of that its letters have where it isn't


@dataclass(frozen=True)
class Islands:
    """The name of an archipelago in two lines, the middle of the first at (x, y); in a frame (left, top, width, height) or at its place."""

    name: str
    of: str
    x: float
    y: float
    line: float
    frame: tuple[float, float, float, float] | None = None


def is_of_the_country(bounds: Bounds) -> bool:
    """Whether a map that shows these bounds is one of the country."""
    _, south, _, north = bounds
    return north - south >= COUNTRY


def archipelago(unit: Unit) -> str | None:
    """The name of the archipelago that a unit is, if it is one."""
    return unit.name if unit.kind in _KINDS and unit.name in _OF else None


def room_aside(bounds: Bounds, units: Iterable[Unit], width: int) -> int:
    """The breadth that frames take of a map with these units; 0 if it needs none."""
    placed = {archipelago(unit) for unit in units}
    return round(_long(width)) + 20 if is_of_the_country(bounds) and _OF.keys() - placed else 0


def islands(places: Mapping[str, tuple[float, float]], width: int, height: int) -> list[Islands]:
    """The archipelagos on a map of the country; `places` are those of the ones that it shows, by name."""
    line, half = _LINE * _scale(width), _long(width) / 2
    found = []
    for number, (name, of) in enumerate(_OF.items()):
        told = f"Quần đảo {name}", f"({of})"
        if name in places:
            x, y = places[name]
            x, y = min(max(x, half + 4), width - half - 4), max(y - 1.6 * line, line)
            found.append(Islands(*told, round(x, 1), round(y, 1), line))
        else:
            top = round(height * (0.3 + 0.35 * number))
            left = width - 2 * half - 16
            found.append(Islands(*told, left + half + 5, top + 1.3 * line, line, (left, top, 2 * half + 10, 3 * line)))
    return found


def _scale(width: int) -> float:
    return 1 if width >= _WIDE else _NARROW


def _long(width: int) -> float:
    return max(len(of) + 2 for of in _OF.values()) * _LETTER * _scale(width)
