"""Maps: true to scale, names that don't cover each other, what lies far out, the archipelagos of the country, the nearest of many units."""

import math
import random
import time

import pytest

from macros.load import load
from macros.pages.grounds import outline
from macros.pages.maps import Atlas
from macros.records import Model, Unit
from macros.records.unit import UnitKind
from tests.conftest import ROOT


def distance(one, other):
    return Atlas([one, other])._km(one, other)


def unit(name, latitude, longitude):
    made = Unit(kind="ward", name=name, sources=["x"],
                centroid={"latitude": latitude, "longitude": longitude, "source": "x"})  # fmt: skip
    made._id = name.lower().replace(" ", "-")
    return made


@pytest.fixture(scope="module")
def today():
    return [u for u in load(ROOT / "data").by_id(Unit).values() if not u.is_former and u.kind.level == "commune"]


def test_distances_are_those_on_the_ground():
    # One degree of latitude is 111.2 km; one of longitude at 60° N would be half of that.
    assert distance(unit("A", 20, 106), unit("B", 21, 106)) == pytest.approx(111.2, abs=0.1)
    assert distance(unit("A", 20, 106), unit("B", 20, 107)) == pytest.approx(
        111.2 * math.cos(math.radians(20)), abs=0.1
    )


def test_north_is_up_and_the_bar_is_as_long_as_it_says():
    drawn = Atlas([unit("Nam", 20.8, 106.6), unit("Bắc", 20.9, 106.6), unit("Đông", 20.8, 106.8)]).whole()
    at = {spot.unit.name: spot for spot in drawn.spots}
    assert at["Bắc"].y < at["Nam"].y and at["Đông"].x > at["Nam"].x
    pixels_a_km = (at["Nam"].y - at["Bắc"].y) / distance(at["Nam"].unit, at["Bắc"].unit)
    assert drawn.bar == pytest.approx(drawn.bar_km * pixels_a_km, rel=0.01)
    east = (at["Đông"].x - at["Nam"].x) / distance(at["Nam"].unit, at["Đông"].unit)
    assert east == pytest.approx(pixels_a_km, rel=0.01)


def test_a_far_island_stands_at_the_edge_with_its_distance(today):
    drawn = Atlas(today).whole()
    assert len(drawn.spots) == 114
    beyond = {spot.unit.name: spot.beyond for spot in drawn.spots if spot.beyond}
    assert {name: (near.name, km) for name, (near, km) in beyond.items()} == {"Bạch Long Vĩ": ("Cát Hải", 117)}
    assert all(0 < spot.x < drawn.width and 0 < spot.y < drawn.height for spot in drawn.spots)


def test_the_first_communes_of_a_second_province_are_no_islands(today):
    """However few they are beside those of the first, and whether next to it or at the other end of the country."""
    for latitude, longitude in ((21.2, 107.3), (9.2, 105.1)):
        begun = [unit(f"Xã {n}", latitude + n / 10, longitude + n / 10) for n in range(3)]
        drawn = Atlas([*today, *begun, unit("Đảo", latitude - 0.2, longitude + 2)]).whole()
        assert {spot.unit.name for spot in drawn.spots if spot.beyond} == {"Bạch Long Vĩ", "Đảo"}


def test_names_cover_neither_each_other_nor_dots(today):
    atlas = Atlas(today)
    for one in today:
        drawn = atlas.around([one])
        marked = next(spot for spot in drawn.spots if spot.marked)
        assert marked.unit == one and marked.name, one.name
        boxes = []
        for spot in drawn.spots:
            if name := spot.name:
                long = 6.2 * len(name.text)
                left = name.x - (long if name.anchor == "end" else 0)
                assert left >= 0 and left + long <= drawn.width
                boxes.append((left, name.y - 10, left + long, name.y + 3))
        for index, a in enumerate(boxes):
            assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[index + 1 :])


def test_without_a_known_place_there_is_no_map(mini):
    nowhere = mini.get(Unit, "phuong-sen")
    assert Atlas([]).whole() is None
    assert Atlas([nowhere]).whole() is None
    assert Atlas([unit("A", 20, 106)]).around([nowhere]) is None


def test_the_nearest_are_found_as_by_measuring_all(today):
    atlas = Atlas(today)
    for one in today[::7]:
        by_measuring = sorted((distance(one, other), other.id) for other in today if other != one)[:8]
        assert [other.id for other in atlas.nearest(one)] == [found for _, found in by_measuring]
    assert len(Atlas(today[:3]).nearest(today[0])) == 2


def test_a_country_of_units_takes_little_time():
    rolls = random.Random(4)
    country = [unit(f"u {n}", rolls.uniform(8.5, 23), rolls.uniform(103, 109)) for n in range(3321)]
    atlas = Atlas(country)
    start = time.process_time()
    for one in country:
        atlas.nearest(one)
    assert time.process_time() - start < 10, "about 1 s on a machine at rest"


def country(*more):
    """Units from the south to the north, and these."""
    return [*(unit(f"X {n}", 8.5 + n / 2, 105 + n % 4) for n in range(30)), *more]


def zone(name, *place):
    return unit(name, *place).model_copy(update={"kind": UnitKind.SPECIAL_ZONE})


@pytest.mark.parametrize("width", [640, 340])
def test_a_map_of_the_country_names_the_archipelagos_and_whose_they_are(width):
    """Where nobody tells their place in a frame beside the units, which it doesn't cover."""
    atlas = Atlas(country())
    drawn = atlas.whole(width) if width == 640 else atlas.around(country(), width)
    assert [(one.name, one.of) for one in drawn.islands] == [
        ("Quần đảo Hoàng Sa", "(thành phố Đà Nẵng)"),
        ("Quần đảo Trường Sa", "(tỉnh Khánh Hòa)"),
    ]
    (north, south) = (one.frame for one in drawn.islands)
    assert north[1] + north[3] < south[1] and all(
        left + wide <= width and top + high <= drawn.height for left, top, wide, high in (north, south)
    )
    assert max(spot.x for spot in drawn.spots) < north[0]


def test_an_archipelago_whose_place_is_known_is_named_there():
    drawn = Atlas(country(zone("Hoàng Sa", 16.5, 112), zone("Trường Sa", 8.65, 111.9))).whole()
    at = {spot.unit.name: spot for spot in drawn.spots}
    assert not any(spot.beyond for spot in drawn.spots) and at["Hoàng Sa"].y < at["Trường Sa"].y
    for one in drawn.islands:
        spot = at[one.name.removeprefix("Quần đảo ")]
        assert one.frame is None and 0 < spot.y - one.y < 60 and abs(spot.x - one.x) < 120
    mixed = Atlas(country(zone("Hoàng Sa", 16.5, 112))).whole()
    assert [one.frame is None for one in mixed.islands] == [True, False]


def test_maps_of_less_than_the_country_name_none(today):
    assert Atlas(today).whole().islands == [] and Atlas(today).around(today[:1]).islands == []
    assert Atlas([unit("Bắc", 20, 106), unit("Nam", 15.1, 108)]).whole().islands == []
    assert Atlas([unit("Bắc", 20, 106), unit("Nam", 15, 108)]).whole().islands != []


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


def test_an_emblem_is_one_outline_of_all_that_lies_together_without_specks():
    one, other, speck = (square(106, 20),), (square(106.1, 20),), (square(106.3, 20.05, 0.001),)
    assert outline((one,), 96)[0].count("z") == 1
    assert outline((one, other), 96)[0].count("z") == 1
    assert outline((one, (square(106.3, 20),)), 96)[0].count("z") == 2
    assert outline((one, other, speck), 96)[0].count("z") == 1


def test_what_lies_in_several_units_of_today_has_their_outline_and_else_none(real, find):
    lengths = [
        len(outline(tuple(real.outlined(unit)), 96)[0]) for unit in real.units_of_today() if unit.id in real.borders
    ]
    assert len(lengths) == 114 and max(lengths) < 400
    district = real.get(Unit, "quan-le-chan-hai-phong-2025")
    assert real.outlined(district) == [real.borders[home.id] for home in real.homes(district)]
    assert real.outlined(real.get(Model, "an-toan-pccc-le-chan")) == real.outlined(district)
    assert real.outlined(real.get(Unit, "thanh-pho-hai-phong")) == []
    assert len(find.borders) == 2 and find.outlined(find.get(Unit, "xa-nui")) == []


def test_of_many_grounds_those_are_drawn_that_can_be_seen(monkeypatch):
    """Only units of the latitudes shown are looked at; grounds reach farther than their middles, some of them far."""
    choose = random.Random(5)
    units = [unit(f"X {number}", choose.uniform(20, 22), choose.uniform(105, 107)) for number in range(120)]
    borders = {}
    for one in units[:100]:
        half = choose.choice([0.01, 0.05, 0.6])
        west, south = float(one.centroid.longitude) - half, float(one.centroid.latitude) - half
        borders[one.id] = (square(west, south, 2 * half),)
    drawn = [Atlas(units, borders).around([one]) for one in units]
    assert any(len(one.spots) < 60 for one in drawn)
    monkeypatch.setattr(Atlas, "_reach", 90)
    assert drawn == [Atlas(units, borders).around([one]) for one in units]
