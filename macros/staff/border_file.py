"""`manage.py borders`: the borders in anybody's GeoJSON, simplified together, as a file of `data/borders/`.

Which unit of today an area is, is told by any of its properties that is the unit's id, its statistical code, or its whole name.
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from macros.catalogue import Catalogue
from macros.catalogue.borders import ENDING, FOLDER
from macros.files.raw import decoded
from macros.files.whole import write_whole
from macros.language.numbers import shown_number
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import fold, slug
from macros.load import read
from macros.records import Source, Unit

METRES_A_DEGREE = 111_195
_DECIMALS = (4, 5, 6)  # of a degree: 11 m, 1 m, 10 cm; the fewest with which neighbours still fit together
_GEOJSON = "Lấy bản GeoJSON (WGS 84) của các ranh giới, kiểu FeatureCollection"


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
    catalogue, problems = read(data)
    if problems:
        raise DataError(problems)
    if unknown := [one for one in sources if one not in catalogue.by_id(Source)]:
        hint = catalogue.near("sources", unknown[0])
        raise DataError(
            [
                Problem(
                    "borders",
                    0,
                    0,
                    "--source",
                    f"không có nguồn '{unknown[0]}'",
                    "Viết mã nguồn trong data/sources",
                    hint,
                )
            ]
        )
    found, left = _found(file, catalogue)
    if not found:
        raise DataError([in_file(file, "không vùng nào là của đơn vị đang hoạt động trong dữ liệu", _GEOJSON)])
    shapes, decimals = _simplified([*found.values()], metres)
    target = data / FOLDER / f"{slug(file.stem)}{ENDING}"
    text = _text(dict(zip(found, shapes, strict=True)), sources)
    positions = shown_number(int(shapely.get_num_coordinates(shapes).sum()))
    say(f"Ranh giới của {len(found)} đơn vị, {positions} điểm, tọa độ {decimals} chữ số lẻ: {shown_path(target)}")
    if left:
        say(f"Không rõ là của đơn vị nào, nên bỏ qua: {', '.join(left[:10])}{' …' if len(left) > 10 else ''}")
    if not yes and ask(f"{'Thay tệp đã có' if target.exists() else 'Ghi tệp này'}? (c/k) ").strip().lower() != "c":
        say("Không ghi gì.")
        return 1
    before = target.read_bytes() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    write_whole(target, text)
    _, problems = read(data)
    if problems:
        if before is None:
            target.unlink()
        else:
            write_whole(target, before)
        raise DataError(problems)
    say(f"Đã ghi {shown_path(target)}")
    return 0


def _found(file: Path, catalogue: Catalogue) -> tuple[dict[str, Any], list[str]]:
    """The shapes in a file by the ids of their units, in the order of these; and what the others are called."""
    text = decoded(file)
    if isinstance(text, Problem):
        raise DataError([text])
    try:
        whole = json.loads(text)
        features = [(one.get("id"), one.get("properties") or {}, shape(one["geometry"])) for one in whole["features"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.errors.ShapelyError):
        raise DataError([in_file(file, "không phải GeoJSON đọc được", _GEOJSON)]) from None
    called = _called(catalogue)
    found: dict[str, Any] = {}
    left: list[str] = []
    for record_id, properties, border in features:
        said = [record_id, *properties.values()] if isinstance(properties, dict) else [record_id]
        words = [str(one) for one in said if isinstance(one, str | int)]
        unit = next((unit for one in words if (unit := called.get(fold(one)))), None)
        if unit is None or border.geom_type not in ("Polygon", "MultiPolygon"):
            left.append(next((one for one in words if not one.isdigit()), words[0] if words else "(không tên)"))
        elif unit in found:
            raise DataError([in_file(file, f"có hai vùng của '{unit}'", "Xóa một trong hai")])
        else:
            found[unit] = border
    return dict(sorted(found.items())), left


def _called(catalogue: Catalogue) -> dict[str, str]:
    """The ids of units of today by what they may be called in a file; what several are called tells none."""
    words = [
        (word, unit.id)
        for unit in catalogue.by_id(Unit).values()
        if not unit.is_former
        for word in {fold(one) for one in (unit.id, unit.code, unit.full_name) if one}
    ]
    times = Counter(word for word, _ in words)
    return {word: unit for word, unit in words if times[word] == 1}


def _simplified(shapes: list[Any], metres: int) -> tuple[Any, int]:
    """The same shapes with fewer positions, neighbours still sharing their edges, and the decimals of these."""
    whole = shapely.coverage_clean([shapely.make_valid(one) for one in shapes])
    fewer = shapely.coverage_simplify(whole, metres / METRES_A_DEGREE)
    for decimals in _DECIMALS:
        rounded = shapely.transform(fewer, lambda at, decimals=decimals: np.round(at, decimals))
        if all(one.is_valid for one in rounded) and shapely.coverage_is_valid(rounded):
            break
    return rounded, decimals


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
