"""The borders of the units of today: GeoJSON files in `data/borders/`, as many as one likes, each feature named by the id of its unit.

Positions are [longitude, latitude] in degrees (WGS 84), as RFC 7946 has it; the member `sources` of the whole names where the borders
come from. They are approximate, for drawing, and no legal boundary.
"""

import json
import math
import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from macros.files.found import LITTER, oddity, problem
from macros.files.kept import Kept, digest
from macros.files.raw import decoded
from macros.language.numbers import shown_number
from macros.language.problems import Problem, in_file, shown_path

FOLDER = "borders"
ENDING = ".geojson"
Position = tuple[float, float]
"""Longitude and latitude, in degrees."""
Border = tuple[tuple[tuple[Position, ...], ...], ...]
"""Polygons of rings of positions: the outer ring first, then its holes; the last position of a ring is its first."""

MOST_BYTES = 8_000_000
"""Of one file. A province that was simplified has 140,000, the whole country so drawn some five million."""
KM_PER_DEGREE = 6371.0088 * math.pi / 180
"""Of latitude, on a sphere of the earth's mean radius (IUGG)."""
TODO = "Dùng lệnh borders để đọc tệp gốc và viết lại cho đúng"
_WEST, _EAST, _SOUTH, _NORTH = 102, 118, 6, 24  # with Hoàng Sa and Trường Sa


class Drawn(NamedTuple):
    """One border, the file it stands in, and the sources of that."""

    unit: str
    border: Border
    file: Path
    line: int
    sources: list[str]

    def problem(self, what: str, todo: str, hint: str | None = None) -> Problem:
        """What is wrong with it."""
        return Problem(shown_path(self.file), self.line, 1 if self.line else 0, self.unit, what, todo, hint)


class Borders:
    """The borders of a data folder, read when they are asked for; what was found out of how they fit together is kept in `stores`.
    `proposed` are the texts of files that are to be written there, which count as if they were."""

    def __init__(self, data: Path, stores: Path | None = None, proposed: Mapping[Path, str] | None = None):
        self.folder = data / FOLDER
        self._stores, self._proposed = stores, proposed or {}
        self._texts: dict[str, bytes] = {}

    @cached_property
    def _read(self) -> tuple[list[Drawn], list[Problem]]:
        there = os.path.lexists(self.folder)
        if there and (not self.folder.is_dir() or self.folder.is_symlink()):
            todo = f"Đặt các tệp {ENDING} vào một thư mục mang tên ấy"
            return [], [problem(self.folder, "không phải thư mục", todo)]
        drawn: list[Drawn] = []
        told: list[Problem] = []
        for file in sorted({*(self.folder.iterdir() if there else ()), *self._proposed}):
            if file.name.startswith(".") or LITTER.fullmatch(file.name):
                continue
            if file not in self._proposed and (odd := oddity(file)):
                told.append(problem(file, *odd))
            elif file.suffix != ENDING:
                told.append(problem(file, f"thư mục này chỉ chứa tệp {ENDING}", "Chuyển tệp đi nơi khác"))
            else:
                found, wrong = self._file(file)
                drawn += found
                told += wrong
        return drawn, told

    @property
    def drawn(self) -> list[Drawn]:
        """All that could be read, file by file."""
        return self._read[0]

    @property
    def digest(self) -> bytes:
        """A digest of all that was read."""
        return digest(*(part for _ in [self._read] for told in sorted(self._texts.items()) for part in told))

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files, whatever the units are."""
        return self._read[1]

    @cached_property
    def by_unit(self) -> dict[str, Border]:
        """Borders by the ids of their units."""
        return {one.unit: one.border for one in self.drawn}

    def _file(self, file: Path) -> tuple[list[Drawn], list[Problem]]:
        proposed = self._proposed.get(file)
        if (size := file.stat().st_size if proposed is None else len(proposed)) > MOST_BYTES:
            what = f"tệp nặng {shown_number(Decimal(size // 100_000) / 10)} MB, quá {shown_number(MOST_BYTES // 1_000_000)} MB"
            return [], [in_file(file, what, TODO)]
        text = decoded(file) if proposed is None else proposed
        if isinstance(text, Problem):
            return [], [text]
        try:
            whole = json.loads(text, parse_constant=_refused)
        except json.JSONDecodeError as error:
            what = "không đọc được, vì chỗ này không đúng cách viết JSON"
            return [], [Problem(shown_path(file), error.lineno, error.colno, "", what, TODO)]
        except (ValueError, RecursionError):
            return [], [in_file(file, "không phải GeoJSON đúng", TODO)]
        features = whole.get("features") if isinstance(whole, dict) else None
        if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
            return [], [in_file(file, "không phải GeoJSON kiểu FeatureCollection", TODO)]
        sources = whole.get("sources")
        if not isinstance(sources, list) or not sources or not all(isinstance(one, str) for one in sources):
            todo = 'Thêm "sources": ["mã-nguồn"] ở đầu tệp'
            return [], [in_file(file, "thiếu nguồn của các ranh giới", todo)]
        self._texts[file.name] = content = digest(text)
        lines = _lines(text)
        drawn, told = [], []
        for feature in features:
            unit = feature.get("id") if isinstance(feature, dict) else None
            if not isinstance(unit, str):
                told.append(in_file(file, "có vùng không ghi mã đơn vị (id)", TODO))
                continue
            border = _border(feature.get("geometry"))
            one = Drawn(unit, () if isinstance(border, str) else border, file, lines.get(unit, 0), sources)
            if isinstance(border, str):
                told.append(one.problem(border, TODO))
            else:
                drawn.append(one)
        return drawn, told or self._together(drawn, content)

    def _together(self, drawn: list[Drawn], content: bytes) -> list[Problem]:
        """What is wrong with the borders of a file as they lie beside each other."""
        name = digest(drawn[0].file.name).hex()[:8] if drawn else ""
        with Kept(self._stores, f"borders{name}") as kept:
            if (said := kept.get(content)) is None:
                kept.put(content, said := json.dumps([*_crossed(drawn)]).encode())
        todo = f"{TODO}; ranh giới hai đơn vị giáp nhau phải đi qua cùng những điểm"
        return [drawn[at].problem(what, todo) for at, what in json.loads(said)]


def _lines(text: str) -> dict[str, int]:
    """The line at which each id stands first, counted from 1."""
    lines: dict[str, int] = {}
    line, end = 1, 0
    for found in re.finditer(r'"id"\s*:\s*"([^"\\]*)"', text):
        line += text.count("\n", end, found.start())
        end = found.start()
        lines.setdefault(found[1], line)
    return lines


def _refused(name: str) -> float:
    raise ValueError(name)


def _border(geometry: object) -> Border | str:
    """The border that a geometry of GeoJSON is, or what is wrong with it."""
    shape: Any = geometry if isinstance(geometry, dict) else {}
    coordinates = shape.get("coordinates")
    if shape.get("type") == "Polygon":
        coordinates = [coordinates]
    elif shape.get("type") != "MultiPolygon":
        return "hình không phải Polygon hay MultiPolygon"
    try:
        border: Border = tuple(
            tuple(tuple((float(at[0]), float(at[1])) for at in ring) for ring in polygon) for polygon in coordinates
        )
    except (TypeError, ValueError, IndexError, KeyError):
        return "tọa độ của hình không đúng cách viết của GeoJSON"
    rings = [ring for polygon in border for ring in polygon]
    if not rings or not all(border) or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        return "hình có đường không khép kín"
    if not all(_WEST <= x <= _EAST and _SOUTH <= y <= _NORTH for ring in rings for x, y in ring):
        return "hình có điểm nằm ngoài Việt Nam; GeoJSON viết kinh độ trước, vĩ độ sau, tính bằng độ"
    return border


def bounds(border: Border) -> tuple[float, float, float, float]:
    """West, south, east and north of a border, in degrees."""
    at = [position for polygon in border for position in polygon[0]]
    return min(x for x, _ in at), min(y for _, y in at), max(x for x, _ in at), max(y for _, y in at)


def lies_here(west: float, south: float, east: float, north: float) -> bool:
    """Whether bounds lie in Vietnam: nothing that isn't in degrees of longitude, then latitude, does."""
    return _WEST <= west <= east <= _EAST and _SOUTH <= south <= north <= _NORTH


def area_km2(border: Border) -> float:
    """The area within a border in km²: that of the polygon (shoelace formula), degrees of longitude shortened as in its middle."""
    _, south, _, north = bounds(border)
    rings = (abs(_doubled(ring)) * (1 if at == 0 else -1) for polygon in border for at, ring in enumerate(polygon))
    return sum(rings) / 2 * KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))


def _doubled(ring: tuple[Position, ...]) -> float:
    return sum(x * below - across * y for (x, y), (across, below) in pairwise(ring))


def _crossed(drawn: list[Drawn]) -> Iterator[tuple[int, str]]:
    """Yield which borders cross themselves or others, counted from 0, and what is wrong."""
    import shapely  # takes a tenth of a second, once a change of the file

    shapes = [shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in one.border]) for one in drawn]
    for at, shape in enumerate(shapes):
        if not shape.is_valid:
            yield at, "đường ranh giới tự cắt chính nó"
    for at, edges in enumerate(shapely.coverage_invalid_edges(shapes)):
        if not edges.is_empty:
            yield at, "ranh giới chồng lên đơn vị bên cạnh, hoặc không khớp với nó"
