"""`manage.py borders`: the borders in anybody's GeoJSON, simplified together, as a file of `data/borders/`.

Which unit of today an area is, is told by any of its properties that is the unit's id, its statistical code, or its whole name.
"""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from macros.catalogue import Catalogue
from macros.catalogue.bordering import borders_are_those_of_units_of_today
from macros.catalogue.borders import ENDING, FOLDER, KM_PER_DEGREE, TODO, Borders, lies_here
from macros.files.found import read_regular
from macros.files.raw import decoded
from macros.files.whole import write_whole
from macros.language.characters import told
from macros.language.numbers import shown_number
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import fold, slug
from macros.load import sound
from macros.records import Unit
from macros.records.unit import UnitKind
from macros.staff.asking import agreed

_DECIMALS = (4, 5, 6)  # of a degree: 11 m, 1 m, 10 cm; the fewest with which neighbours still fit together
_DEGREES = "Chuyển tệp sang WGS 84 (EPSG:4326): kinh độ trước, vĩ độ sau, tính bằng độ"
_CODE = 5  # digits of a commune's
_CLAIMED = 0.1  # of a unit's ground, that others may claim too: borders that were drawn apart overlap by hairs
_KINDS = {fold(kind.label) for kind in UnitKind if kind.level == "commune"}
_GEOJSON = "Lấy bản GeoJSON (WGS 84) của các ranh giới, kiểu FeatureCollection"
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")  # how ZIP, gzip, RAR and 7z begin


def take_borders(
    data: Path,
    file: Path,
    sources: list[str],
    metres: int,
    yes: bool = False,
    ask: Callable[[str], str] = input,
    say: Callable[[str], None] = print,
) -> int:
    """Write the borders of `file` that are of units under `data` into its `borders/`, what stands out by less than some `metres`
    left out; return the exit status, 1 if it was not to be written.

    Raises DataError if the data or the file have a problem, OSError if it can't be written.
    """
    catalogue = sound(data, sources)
    found, left = _found(file, catalogue, metres / 1000 / KM_PER_DEGREE)
    if not found:
        raise DataError([in_file(file, "không vùng nào là của đơn vị đang hoạt động trong dữ liệu", _GEOJSON)])
    try:
        whole = shapely.coverage_clean([*found.values()])
        for unit, before, after in zip(found, found.values(), whole, strict=True):
            if after.area < (1 - _CLAIMED) * before.area:
                todo = "Sửa tệp gốc sao cho mỗi chỗ chỉ thuộc một đơn vị"
                raise DataError([in_file(file, f"vùng của '{unit}' chồng lên vùng của đơn vị khác", todo)])
        shapes, decimals = _simplified(whole, metres)
    except shapely.errors.ShapelyError:
        raise DataError([in_file(file, "có ranh giới không vẽ gọn được", _GEOJSON)]) from None
    target = data / FOLDER / f"{slug(file.stem)}{ENDING}"
    text = _text(dict(zip(found, shapes, strict=True)), sources)
    proposed = catalogue.with_borders(Borders(data, proposed={target: text}))
    if problems := [*proposed.borders.problems, *borders_are_those_of_units_of_today(proposed)]:
        raise DataError([_of_the_file(file, target, problem) for problem in problems])
    positions = shown_number(int(shapely.get_num_coordinates(shapes).sum()))
    say(f"Ranh giới của {len(found)} đơn vị, {positions} điểm, tọa độ {decimals} chữ số lẻ: {shown_path(target)}")
    if left:
        say(
            f"Bỏ qua, vì không rõ là của đơn vị nào hoặc không có hình vùng: {', '.join(left[:10])}{' …' if len(left) > 10 else ''}"
        )
    if not yes and not agreed(ask, "Thay tệp đã có?" if target.exists() else "Ghi tệp này?"):
        say("Chưa ghi gì.")
        return 1
    target.parent.mkdir(exist_ok=True)
    write_whole(target, text)
    say(f"Đã ghi {shown_path(target)}")
    return 0


def _of_the_file(file: Path, target: Path, problem: Problem) -> Problem:
    """What is wrong with what was to be written, told of the file that it came from: the other isn't there any more."""
    if problem.file != shown_path(target):
        return problem
    todo = _GEOJSON if problem.todo.startswith(TODO) else problem.todo
    return Problem(shown_path(file), 0, 0, problem.field, problem.what, todo, problem.hint)


def _found(file: Path, catalogue: Catalogue, speck: float) -> tuple[dict[str, Any], list[str]]:
    """The shapes in a file by the ids of their units, in the order of these; and what the others are called. What is smaller than
    a square of `speck` degrees is none."""
    with suppress(OSError):  # said below
        if read_regular(file, 4).startswith(_PACKED):
            raise DataError([in_file(file, "là tệp nén", f"Giải nén trước. {_GEOJSON}")])
    text = decoded(file)
    if isinstance(text, Problem):
        raise DataError([text])
    try:
        whole = json.loads(text)
        features = [(_words(one), one["geometry"]) for one in whole["features"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DataError([in_file(file, "không phải GeoJSON đọc được", _GEOJSON)]) from None
    units = _units([words for words, _ in features], catalogue)
    found: dict[str, Any] = {}
    left: list[str] = []
    for (words, geometry), unit in zip(features, units, strict=True):
        called = next((one for one in words.values() if not one.isdigit()), next(iter(words.values()), "(không tên)"))
        try:
            with np.errstate(invalid="ignore"):  # told below
                areas = shapely.MultiPolygon(_polygons(shape(geometry)) if geometry else [])
            if unit is None or areas.is_empty:
                left.append(told(called))
                continue
            if not lies_here(*areas.bounds):
                raise DataError([in_file(file, f"vùng của '{unit}' có điểm nằm ngoài Việt Nam", _DEGREES)])
            if not np.isfinite(shapely.get_coordinates(areas)).all():
                raise ValueError
            ground = _ground(areas, speck)
        except (
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            IndexError,
            RecursionError,
            shapely.errors.ShapelyError,
        ):
            raise DataError([in_file(file, f"tọa độ của vùng '{told(called)}' không đọc được", _GEOJSON)]) from None
        if not ground:
            left.append(told(called))
        elif unit in found:
            todo = "Gộp hai vùng làm một (MultiPolygon), hoặc xóa vùng thừa"
            raise DataError([in_file(file, f"có hai vùng của '{unit}'", todo)])
        else:
            found[unit] = ground
    return dict(sorted(found.items())), left


def _polygons(border: Any) -> list[Any]:
    """The polygons of a shape, in whatever it is gathered: lines and points, which mark a name or a seat, are none."""
    if hasattr(border, "geoms"):
        return [one for part in border.geoms for one in _polygons(part)]
    return [border] if border.geom_type == "Polygon" and not border.is_empty else []


def _ground(areas: Any, speck: float) -> Any:
    """The ground within polygons, whichever way their lines were drawn; None if there is none, as specks are none. A hole takes from its
    own polygon alone, so one beside it takes nothing."""
    pieces = []
    for part in areas.geoms:
        shell, *holes = (shapely.make_valid(shapely.Polygon(line)) for line in (part.exterior, *part.interiors))
        pieces.append(shell.difference(shapely.union_all(holes)) if holes else shell)
    whole = shapely.union_all(pieces) if len(pieces) > 1 else pieces[0]
    large = [one for one in shapely.get_parts(whole) if one.geom_type == "Polygon" and one.area >= speck**2]
    return shapely.MultiPolygon(large) if large else None


def _words(feature: dict[str, Any]) -> dict[str, str]:
    """What a feature says of itself, by the names of its properties."""
    properties = feature.get("properties")
    said = {"": feature.get("id"), **(properties if isinstance(properties, dict) else {})}
    words = {name: text for name, one in said.items() if (text := _text_of(one))}
    kinds = [one for one in words.values() if fold(one) in _KINDS]
    names = {f"{kind} {name}": f"{kind} {one}" for kind in kinds for name, one in words.items() if one not in kinds}
    return words | names


def _text_of(value: object) -> str:
    """A text up to its first comma, behind which units above stand, or a number as a code; else nothing."""
    if isinstance(value, str):
        return value.partition(",")[0]
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**_CODE:
        return f"{int(value):0{_CODE}}"
    return ""


def _units(features: list[dict[str, str]], catalogue: Catalogue) -> list[str | None]:
    """The id of the unit of today that each feature is of. By names, which other provinces have too, only where a feature doesn't tell
    a code, or an id, as others in the file do."""
    there = [unit for unit in catalogue.by_id(Unit).values() if not unit.is_former]
    marks = {fold(word): unit.id for unit in there for word in (unit.id, unit.code) if word}
    times = Counter(fold(unit.full_name) for unit in there)
    names = {name: unit.id for unit in there if times[name := fold(unit.full_name)] == 1}
    by_mark = [{name: unit for name, word in one.items() if (unit := marks.get(fold(word)))} for one in features]
    telling = {name for one in by_mark for name in one}
    return [
        _one({*marked.values()})
        if marked
        else _one({names[fold(word)] for word in words.values() if fold(word) in names})
        if marked or not telling & words.keys()
        else None
        for words, marked in zip(features, by_mark, strict=True)
    ]


def _one(units: set[str]) -> str | None:
    return next(iter(units)) if len(units) == 1 else None


def _simplified(whole: Any, metres: int) -> tuple[Any, int]:
    """The same shapes, which fit together, with fewer positions, neighbours still sharing their edges, and the decimals of these."""
    fewer = shapely.coverage_simplify(whole, metres / 1000 / KM_PER_DEGREE)
    for decimals in _DECIMALS:
        rounded = shapely.transform(fewer, lambda at, decimals=decimals: np.round(at, decimals))
        if all(one.is_valid for one in rounded) and shapely.coverage_is_valid(rounded):
            break
    return shapely.orient_polygons(rounded), decimals


def _text(shapes: dict[str, Any], sources: list[str]) -> str:
    """GeoJSON with a line a unit, so that a change of one is a change of one line."""
    lines = ",\n".join(
        json.dumps(
            {"type": "Feature", "id": unit, "properties": {}, "geometry": json.loads(shapely.to_geojson(one))},
            separators=(",", ":"),
        )
        for unit, one in shapes.items()
    )
    return f'{{"type":"FeatureCollection","sources":{json.dumps(sources)},"features":[\n{lines}\n]}}\n'
