"""How units came out of one another, where two ways lead from one to the same other."""

import pytest

from macros.records import Unit
from tests.by_hand import door, made


def unit(unit_id, /, *formed_from, **fields) -> Unit:
    """A unit formed from others: (id, share) or (id, share, verification) of each."""
    changes = [
        {"unit": before, "share": share, "verification": (*verified, "law_text")[0], "date": "2025-07-01", "sources": "bai"}
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
