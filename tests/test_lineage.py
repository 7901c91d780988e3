"""How units came out of one another, where two ways lead from one to the same other."""

from decimal import Decimal
from functools import partial

import pytest

from macros.catalogue.advice import advice
from macros.records import Organisation, Unit
from tests.by_hand import door, made


def unit(unit_id, /, *formed_from, **fields) -> Unit:
    """A unit formed from others: (id, share) or (id, share, verification) of each."""
    changes = [
        {
            "unit": before,
            "share": share,
            "verification": (*verified, "law_text")[0],
            "date": "2025-07-01",
            "sources": "bai",
        }
        for before, share, *verified in formed_from
    ]
    return made(Unit, unit_id, **{"name": unit_id, "formed_from": changes} | fields)


def former(unit_id, /, *formed_from, **fields) -> Unit:
    return unit(unit_id, *formed_from, **{"end": "2025-06-30"} | fields)


def told(kins) -> list[tuple]:
    return [(kin.unit.id, kin.share and kin.share.value, kin.inferred) for kin in kins]


@pytest.mark.parametrize("order", [1, -1], ids=["fuller first", "fuller last"])
@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("part", "remainder", "remainder"),
        ("part", "whole", "whole"),
        ("part_area_only", "part", "part"),
        ("remainder", "whole", "whole"),
    ],
)
def test_of_two_ways_to_a_unit_the_fuller_counts(one, other, kept, order):
    start = former("dau", end="2024-12-31")
    names = ["a", "b"][::order]  # units are gone through by name
    halfway = [former("mot", ("dau", one), name=names[0]), former("hai", ("dau", other), name=names[1])]
    last = unit("cuoi", ("mot", "whole"), ("hai", "whole"))
    find = door(start, *halfway, last)
    assert told(find.today(start)) == [("cuoi", kept, False)]


@pytest.mark.parametrize("order", [1, -1], ids=["said first", "said last"])
@pytest.mark.parametrize(
    ("one", "other", "inferred"),
    [("law_text", "inferred", False), ("inferred", "inferred", True), ("secondary", "law_text", False)],
)
def test_one_way_out_of_a_district_that_is_not_inferred_is_enough(one, other, inferred, order):
    district = former("quan", kind="urban_district", abolished={
        "date": "2025-07-01", "verification": "law_text", "sources": "bai"})  # fmt: skip
    last = unit("nay", *[("dong", "whole", one), ("tay", "whole", other)])
    names = ["a", "b"][::order]
    wards = [former("dong", parent="quan", name=names[0]), former("tay", parent="quan", name=names[1])]
    find = door(district, *wards, last)
    assert told(find.today(district)) == [("nay", None, inferred)]


# Names


def named(*units):
    find = door(*units)
    return {one.id: find.name(one) for one in units}


def test_a_former_unit_says_until_when_and_of_which_district():
    province, district = (
        made(Unit, "tinh", kind="province", name="Tỉnh"),
        former("quan", kind="urban_district", name="Quận", parent="tinh"),
    )
    names = named(
        province,
        district,
        former("a", name="A", parent="quan"),
        former("b", name="B", parent="tinh", end="2024"),
        former("c", name="C"),
    )
    assert names == {
        "tinh": "Tỉnh Tỉnh",
        "quan": "Quận Quận (đến 6/2025)",
        "a": "Phường A (quận Quận, đến 6/2025)",
        "b": "Phường B (đến 2024)",
        "c": "Phường C (đến 6/2025)",
    }


def test_a_unit_of_today_says_what_tells_it_from_its_namesakes():
    provinces = [made(Unit, one, kind="province", name=one.upper()) for one in ("x", "y")]
    assert named(*provinces, unit("a", name="Lê", parent="x"), unit("b", name="LÊ", parent="y"))["a"] == "Phường Lê (X)"
    assert named(unit("a", name="Lê"), unit("b", name="Lê")) == {"a": "Phường Lê", "b": "Phường Lê"}
    assert named(unit("a", name="Lê", start="2025-07-01"), former("b", name="lê"))["a"] == "Phường Lê (từ 7/2025)"
    assert named(unit("a", name="Lê", start="2025"), former("b", name="Lê"))["a"] == "Phường Lê (từ 2025)"
    assert named(unit("a", name="Lê"), former("b", name="Lê"))["a"] == "Phường Lê"
    assert named(unit("a", name="Lê", start="2025"), former("b", name="Lê", kind="commune"))["a"] == "Phường Lê"
    both = named(
        *provinces,
        unit("a", name="Lê", parent="x", start="2025"),
        unit("b", name="Lê", parent="y"),
        former("c", name="Lê"),
    )
    assert both["a"] == "Phường Lê (X, từ 2025)"


def test_what_is_above_goes_round_no_circle():
    units = [unit("a", parent="b"), unit("b", parent="c"), unit("c", parent="b")]
    assert [one.id for one in door(*units).above(units[0])] == ["b", "c"]


# Shares, and what was measured


@pytest.mark.parametrize(
    ("first", "then", "least"),
    [
        ("whole", "part", "part"),
        ("part", "whole", "part"),
        ("remainder", "part", "part"),
        ("part", "part_area_only", "part_area_only"),
    ],
)
def test_of_two_steps_the_lesser_share_counts(first, then, least):
    start = former("dau", end="2024-12-31")
    (kin,) = door(start, former("giua", ("dau", first)), unit("cuoi", ("giua", then))).today(start)
    assert kin.share.value == least and not kin.inferred and kin.is_whole is (least == "whole")


@pytest.mark.parametrize(
    ("first", "then", "inferred"),
    [("inferred", "law_text", True), ("law_text", "inferred", True), ("secondary", "law_text", False)],
)
def test_a_way_is_inferred_if_a_step_is(first, then, inferred):
    start = former("dau", end="2024-12-31")
    assert told(
        door(start, former("giua", ("dau", "whole", first)), unit("cuoi", ("giua", "whole", then))).today(start)
    ) == [("cuoi", "whole", inferred)]


def measured(*overlaps, shares=("part", "part"), merged=True):
    """What became of a unit that went, with another one or alone, into one that was divided in two, by where its ground lies."""
    now_in = [{"unit": name, "area_share": Decimal(share), "source": "bai"} for name, share in overlaps]
    start = former("dau", end="2024-12-31", now_in=now_in)
    beside = [former("canh", end="2024-12-31")] if merged else []
    halfway = former("giua", ("dau", "whole"), *((one.id, "whole") for one in beside))
    parts = [unit(name, ("giua", share)) for name, share in zip(("mot", "hai"), shares, strict=True)]
    return [
        (*one, kin.measured)
        for kin, one in ((kin, told([kin])[0]) for kin in door(start, *beside, halfway, *parts).today(start))
    ]


def test_where_nothing_was_measured_the_resolutions_stand():
    assert measured() == [("hai", "part", False, None), ("mot", "part", False, None)]


@pytest.mark.parametrize(
    ("share", "found"), [("0.98", ("whole", True)), ("1", ("whole", True)), ("0.97", ("part", False))]
)
def test_ground_that_lies_in_one_part_went_there_whole(share, found):
    assert measured(("mot", share)) == [("mot", *found, float(share))]


def test_ground_that_lies_in_both_went_to_both():
    assert measured(("mot", "0.6"), ("hai", "0.4")) == [("hai", "part", False, 0.4), ("mot", "part", False, 0.6)]


def test_what_a_resolution_calls_whole_is_not_inferred_when_measured_so():
    assert measured(("mot", "1"), shares=("whole", "part")) == [("mot", "whole", False, 1.0)]


def test_no_measurement_corrects_what_became_of_a_unit_that_only_changed_its_kind():
    """Xã Đồng Thái became phường Đồng Thái, and a resolution divided that."""
    assert measured(("mot", "1"), merged=False) == [("hai", "part", False, None), ("mot", "part", False, None)]


def test_no_measurement_corrects_a_single_change():
    start = former("dau", now_in=[{"unit": "khac", "area_share": 1, "source": "bai"}])
    assert told(door(start, unit("cuoi", ("dau", "part"))).today(start)) == [("cuoi", "part", False)]


def test_units_that_came_of_one_stand_in_the_order_of_time_and_former_ones_are_not_of_today():
    start = former("dau", end="2023", start="2020")
    units = [
        unit("d", ("b", "whole"), start="2025"),
        former("b", ("dau", "whole"), start="2023", end="2024"),
        former("c", ("dau", "part"), start="2023", end="2023"),
    ]
    find = door(start, *units)
    assert [kin.unit.id for kin in find._lineage.later(start)] == ["c", "b", "d"]
    assert [kin.unit.id for kin in find.today(start)] == ["d"]
    assert [kin.unit.id for kin in find.earlier(units[0])] == ["b", "dau"]


def test_a_district_that_ended_is_where_its_wards_went_and_no_further():
    district = former(
        "quan", kind="urban_district", abolished={"date": "2025-07-01", "verification": "law_text", "sources": "bai"}
    )
    wards = [
        former("a", parent="quan", end="2024-12-31"),
        former("b", ("a", "whole"), parent="quan"),
        unit("nay", ("b", "part")),
    ]
    empty = former(
        "huyen", kind="rural_district", abolished={"date": "2025-07-01", "verification": "law_text", "sources": "bai"}
    )
    find = door(district, empty, *wards)
    assert told(find._lineage.later(district)) == [("nay", None, False)] and find.today(empty) == []
    assert told(find.earlier(wards[2])) == [("b", "part", False), ("quan", None, False), ("a", "part", False)]


ABOLISHED = {"date": "2025-07-01", "verification": "law_text", "sources": "bai"}


def test_a_unit_below_districts_is_not_looked_into():
    ward = former("phuong", abolished=ABOLISHED)
    find = door(ward, unit("nay", ("phuong", "whole")), former("a", parent="phuong"), unit("khac", ("a", "whole")))
    assert told(find.today(ward)) == [("nay", "whole", False)]


def test_what_the_law_made_of_a_district_itself_stands_beside_what_became_of_its_communes():
    district = former("huyen", kind="rural_district")
    zone = unit("dac-khu", ("huyen", "whole"), ("a", "part", "inferred"), kind="special_zone")
    find = door(district, zone, former("a", parent="huyen"), unit("khac", ("a", "remainder", "secondary")))
    assert told(find.today(district)) == [("dac-khu", "whole", False), ("khac", None, False)]


def enlarged():
    """A district that took communes of a neighbour in 2025, and the day after was done away with: as Hồng Bàng and An Dương."""
    then = {"kind": "urban_district", "end": "2024-12-31", "parent": "tp"}
    since = {"kind": "urban_district", "start": "2025-01-01", "abolished": ABOLISHED, "parent": "tp"}
    return [
        made(Unit, "tp", kind="municipality", name="Thành phố"),
        former("quan-cu", name="Quận", **then),
        former("huyen", **then | {"kind": "rural_district"}),
        former("quan", ("quan-cu", "whole"), ("huyen", "part"), name="Quận", **since),
        former("o-lai", parent="quan", earlier_parents="quan-cu"),
        former("chuyen-cu", parent="huyen", end="2024-12-31"),
        former("chuyen", ("chuyen-cu", "whole"), parent="quan", start="2025-01-01"),
        unit("nha", ("o-lai", "whole"), ("chuyen", "part_area_only")),
        unit("khach", ("chuyen", "remainder")),
    ]


def test_what_a_district_gained_later_tells_nothing_of_it_before():
    find = door(*enlarged())
    get = partial(find.get, Unit)
    assert told(find.today(get("quan-cu"))) == [("nha", None, False)]
    assert told(find.today(get("quan"))) == [("khach", None, False), ("nha", None, False)]
    assert told(find.today(get("huyen"))) == [("khach", None, False), ("nha", "part_area_only", False)]
    assert [kin.unit.id for kin in find.forebears(get("nha"))] == ["quan", "o-lai", "quan-cu"]
    assert [kin.unit.id for kin in find.forebears(get("khach"))] == ["chuyen", "quan", "chuyen-cu", "huyen"]
    assert [child.id for child in find.below(get("quan-cu"))] == ["o-lai"]
    assert [home.id for home in find.homes(get("huyen"))] == ["khach"]


def test_a_district_of_whose_communes_nothing_is_known_goes_as_far_as_its_successor_tells():
    communes = {"o-lai", "chuyen-cu"}
    find = door(*(one for one in enlarged() if one.id not in communes))
    assert told(find._lineage.later(find.get(Unit, "quan-cu"))) == [("quan", "whole", False)]


def test_a_unit_that_kept_its_kind_and_name_is_one_to_a_reader():
    find = door(*enlarged())
    before, after = find.get(Unit, "quan-cu"), find.get(Unit, "quan")
    assert find.phases(before) == find.phases(after) == [before, after]
    assert find.goes_on_as(before) == after and find.goes_on_as(after) is None
    assert find.resized(after)[:2] == (before, "mở rộng") and find.resized(before) is None
    assert find.name(before) == "Quận Quận (địa giới đến 12/2024)"
    assert find.goes_on_as(find.get(Unit, "huyen")) is None


@pytest.mark.parametrize(
    ("others", "share", "done"),
    [
        ([], "remainder", "thu hẹp"),
        (["khac"], "whole", "mở rộng"),
        (["khac"], "remainder", "điều chỉnh địa giới"),
        ([], "whole", "điều chỉnh địa giới"),
    ],
)
def test_whether_a_unit_was_enlarged_or_reduced_is_told_by_its_changes(others, share, done):
    after = unit("sau", ("truoc", share), *((one, "part") for one in others), name="Hoa")
    find = door(after, former("truoc", name="hoa"), *(former(one) for one in others))
    assert find.resized(after)[1] == done


@pytest.mark.parametrize(
    "other", [{"kind": "commune"}, {"name": "Huệ"}, {"parent": "tp"}], ids=["kind", "name", "level above"]
)
def test_another_kind_name_or_level_is_another_unit(other):
    above = [made(Unit, "tp", kind="municipality"), made(Unit, "quan", kind="urban_district", parent="tp", name="Q")]
    before = former("truoc", name="Hoa", parent="quan")
    after = unit("sau", ("truoc", "whole"), **{"name": "Hoa", "parent": "quan"} | other)
    assert door(*above, before, after).goes_on_as(before) is None


def test_a_part_of_a_unit_is_not_the_unit():
    before = former("truoc", name="Hoa")
    assert door(before, unit("sau", ("truoc", "part"), name="Hoa")).goes_on_as(before) is None


def test_each_link_says_how_far_it_is_verified():
    start = former("dau", ("x", "whole", "secondary"), end="2024-12-31")
    find = door(
        start,
        former("giua", ("dau", "whole", "secondary")),
        unit("cuoi", ("giua", "whole")),
        unit("ben", ("dau", "part")),
    )
    assert [(kin.unit.id, kin.verification.value) for kin in find.today(start)] == [
        ("ben", "law_text"),
        ("cuoi", "secondary"),
    ]


def test_a_way_through_a_district_has_no_share():
    district = former(
        "quan",
        ("cu", "whole"),
        kind="urban_district",
        abolished={"date": "2025-07-01", "verification": "law_text", "sources": "bai"},
    )
    old = former("cu", kind="urban_district", end="2020")
    find = door(old, district, former("a", parent="quan"), unit("nay", ("a", "whole")))
    assert told(find.today(old)) == [("nay", None, False)]
    straight = unit("nay", ("a", "whole"), ("cu", "part"))
    assert told(door(old, district, former("a", parent="quan"), straight).today(old)) == [("nay", "part", False)]


def test_an_organisation_of_a_unit_that_goes_on_hangs_on_the_record_of_today():
    """The city was enlarged; its police are not those of a city that is no more. A district's are."""
    units = [
        made(Unit, "tp-cu", kind="municipality", name="Hải Phòng", end="2025-06-30"),
        unit("tp", ("tp-cu", "whole"), kind="municipality", name="hải phòng"),
        former("quan", kind="urban_district"),
    ]
    bodies = [made(Organisation, name, name=name, unit=name) for name in ("tp-cu", "tp", "quan")]
    assert [str(one) for one in advice(door(*units, *bodies))] == [
        "data/organisations/tp-cu.yml:1:1: unit: đơn vị này hiện nay vẫn còn, với địa giới khác: tp. Cơ quan còn hoạt động thì ghi tp."
    ]
