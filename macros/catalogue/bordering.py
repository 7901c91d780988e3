"""Rules on borders: each is that of a unit of today, as far as the middle and the area that the record has can tell. They depend on
files beside the records, so what they say is never kept with a record."""

from collections.abc import Iterator
from decimal import Decimal

from macros.catalogue.borders import Drawn, area_km2, bounds
from macros.catalogue.store import Catalogue
from macros.language.numbers import shown_number
from macros.language.problems import Problem
from macros.records import Source, Unit

_OFF_BY = (
    2  # times that an area may be off that of the record: simplified borders are by some 3 %, at the sea by a third
)
_BEYOND = 0.02  # degrees that a middle, rounded or measured otherwise, may lie beyond the border's bounds


def borders_are_those_of_units_of_today(catalogue: Catalogue) -> Iterator[Problem]:
    """Every border names a unit of today that no border before it names, and lies where the unit does; its sources are there."""
    seen: set[str] = set()
    told: set[tuple[object, str]] = set()
    for one in catalogue.borders.drawn:
        unit = catalogue.by_id(Unit).get(one.unit)
        if unit is None:
            if ("units", one.unit) not in catalogue.unread:
                hint = catalogue.near("units", one.unit)
                yield one.problem(f"không có đơn vị '{one.unit}'", "Kiểm tra lại mã đơn vị", hint)
        elif unit.is_former:
            what = f"'{one.unit}' là đơn vị cũ, mà chỉ vẽ ranh giới của đơn vị đang hoạt động"
            yield one.problem(what, "Xóa vùng này")
        elif one.unit in seen:
            yield one.problem(f"ranh giới của '{one.unit}' đã có ở trước", "Xóa một trong hai")
        else:
            yield from _elsewhere(unit, one)
        seen.add(one.unit)
        for source in one.sources:
            if source not in catalogue.by_id(Source) and ("sources", source) not in catalogue.unread:
                if (one.file, source) not in told:
                    hint = catalogue.near("sources", source)
                    yield one._replace(unit="sources", line=1).problem(
                        f"không có nguồn '{source}'", "Kiểm tra lại mã nguồn ở đầu tệp", hint
                    )
                told.add((one.file, source))


def _elsewhere(unit: Unit, one: Drawn) -> Iterator[Problem]:
    west, south, east, north = bounds(one.border)
    if middle := unit.centroid:
        x, y = float(middle.longitude), float(middle.latitude)
        if not (west - _BEYOND <= x <= east + _BEYOND and south - _BEYOND <= y <= north + _BEYOND):
            what = f"tâm của {unit.full_name} nằm ngoài ranh giới này"
            yield one.problem(what, "Kiểm tra xem vùng này có đúng là của đơn vị ấy, hay tọa độ tâm sai")
    measured = area_km2(one.border)
    if unit.area and not 1 / _OFF_BY < measured / float(unit.area.km2) < _OFF_BY:
        drawn, said = shown_number(Decimal(round(measured * 10)) / 10), shown_number(unit.area.km2)
        what = f"ranh giới này rộng {drawn} km², còn {unit.full_name} ghi {said} km²"
        yield one.problem(what, "Kiểm tra xem vùng này có đúng là của đơn vị ấy, hay diện tích sai")
