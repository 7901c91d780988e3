"""What became of the districts, told again from a table of the changes that shares no code with macros/catalogue/lineage.py."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from macros.records import Unit

TABLE = Path(__file__).with_name("changes_of_units.tsv")
DAYS = {"a": "2024-12-31", "b": "2025-06-30"}


def rows():
    lines = (line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


INTO = {(row["day"], row["code"]): [step.split(":") for step in row["into"].split()] for row in rows()}
DISTRICTS = sorted({(row["day"], row["district"], row["district_name"]) for row in rows()})


@cache
def of_today(day, code):
    """The codes of the units of today on the ground of a commune, and whether people came there with it."""
    if day == "c":
        return {code: True}
    found = defaultdict(bool)
    for step, share in INTO[day, code]:
        for last, peopled in of_today(step[0], step[1:]).items():
            found[last] |= peopled and share != "part-area-only"
    return dict(found)


@cache
def of_district(day, district):
    found = defaultdict(bool)
    for row in rows():
        if (row["day"], row["district"]) == (day, district):
            for last, peopled in of_today(day, row["code"]).items():
                found[last] |= peopled
    return dict(found)


def on(find, day, code):
    """The record of the district that had this code on this day."""
    units = [unit for unit in find.all(Unit) if unit.kind.level == "district" and unit.code == code]
    day = DAYS[day]
    (found,) = [unit for unit in units if str(unit.start or "") <= day <= str(unit.end)]
    return found


def test_a_district_became_what_its_communes_became(real):
    for day, code, name in DISTRICTS:
        unit, wanted = on(real, day, code), of_district(day, code)
        assert unit.full_name == name
        found = {kin.unit.code: kin.is_inhabited for kin in real.today(unit)}
        peopled, bare = ({last for last in found if found[last] is is_so} for is_so in (True, False))
        assert peopled == {last for last in wanted if wanted[last]}, (day, name)
        assert bare <= {last for last in wanted if not wanted[last]}, (day, name)
        assert {home.code for home in real.homes(unit)} == peopled, (day, name)


COMMUNES = [(row["day"], row["code"], row["name"]) for row in rows()]
PARTS = defaultdict(list)  # of a commune of the second day, those of the first that went into it
for commune_, steps_ in INTO.items():
    for step_, _ in steps_:
        PARTS[step_[0], step_[1:]].append(commune_)


def merged_on_the_way(day, code):
    """Whether a commune went into one with others, which was then divided: then boundaries may tell more than resolutions."""
    steps = [(step[0], step[1:]) for step, _ in INTO[day, code]]
    return any(into[0] != "c" and len(PARTS[into]) > 1 and len(INTO[into]) > 1 for into in steps)


@pytest.fixture(scope="module")
def communes(real):
    found = {}
    for unit in real.all(Unit):
        if unit.kind.level == "commune" and unit.is_former:
            for day, last in DAYS.items():
                if str(unit.start or "") <= last <= str(unit.end):
                    found[day, unit.code] = unit
    return found


def test_a_commune_became_what_the_resolutions_made_of_it(real, communes):
    assert len(COMMUNES) > 590
    for day, code, name in COMMUNES:
        if (day, code) not in communes:  # huyện Bạch Long Vĩ, which stands for itself
            assert name == "Huyện Bạch Long Vĩ"
            continue
        unit, wanted = communes[day, code], of_today(day, code)
        assert unit.full_name == name
        found = {kin.unit.code: kin.is_inhabited for kin in real.today(unit)}
        if merged_on_the_way(day, code):
            assert found and found.keys() <= wanted.keys(), (day, name)
            assert all(wanted[last] or not peopled for last, peopled in found.items()), (day, name)
        else:
            assert found == wanted, (day, name)


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("11584", {"An Phong": "remainder", "Hồng An": "part"}),
        ("11596", {"An Dương": "part", "Hồng An": "part", "An Phong": "remainder"}),
        ("11617", {"An Dương": "part", "An Hải": "remainder"}),
    ],
    ids=["Lê Thiện", "Tân Tiến", "Đồng Thái"],
)
def test_a_commune_that_became_a_ward_was_divided_with_the_ward(code, today, real, communes):
    found = {kin.unit.name: (kin.share.value, kin.inferred) for kin in real.today(communes["a", code])}
    assert found == {name: (share, False) for name, share in today.items()}


def test_few_communes_leave_to_the_map_where_they_lie():
    assert sum(merged_on_the_way(day, code) for day, code, _ in COMMUNES) < len(COMMUNES) / 5


def test_all_districts_of_both_days_are_compared():
    assert (
        len([one for one in DISTRICTS if one[0] == "a"]) == 15
    )  # of Hải Phòng; before 2025 no table was made of Hải Dương
    assert len([one for one in DISTRICTS if one[0] == "b"]) == 15 + 12


@pytest.mark.parametrize("day", DAYS)
def test_a_unit_of_today_lies_where_the_districts_of_its_communes_were(day, real):
    """The way back, for every unit of today."""
    lies, names = defaultdict(set), {code: name for when, code, name in DISTRICTS if when == day}
    for code in names:
        for last, peopled in of_district(day, code).items():
            if peopled:
                lies[last].add(code)
    units = [unit for unit in real.units_of_today() if unit.kind.level == "commune"]
    assert len(units) == 114
    then = {unit.id: unit.code for code in names for unit in [on(real, day, code)]}
    for unit in units:
        assert {then[kin.unit.id] for kin in real.forebears(unit) if kin.unit.id in then} == lies[unit.code], unit.id


def test_communes_are_counted_in_the_units_where_their_people_are(real):
    wrong = []
    for unit in real.all(Unit):
        if unit.kind.level == "commune" and unit.is_former:
            day = "b" if str(unit.end) == DAYS["b"] else "a"
            wanted = {last for last, peopled in of_today(day, unit.code).items() if peopled}
            if not {home.code for home in real.homes(unit)} <= wanted:
                wrong.append(unit.id)
    assert wrong == []


def test_what_came_without_people_is_told_on_the_page_and_counted_nowhere(real):
    """Phường Phù Liễn took ground of thị trấn Trường Sơn on which nobody lived."""
    unit = real.get(Unit, "phuong-phu-lien-hai-phong")
    assert "thi-tran-truong-son-an-lao-hai-phong-2025" in [kin.unit.id for kin in real.only_ground_of(unit)]
    assert unit.id not in real.content_of_today() and unit not in real.busiest_units(114)
    assert real.models(unit=unit.id) == [] and real.events(unit=unit.id) == []
    assert real.inherited_models(unit) == [] and real.inherited_events(unit) == []
    assert "xa-an-lao-hai-phong" in real.content_of_today()
