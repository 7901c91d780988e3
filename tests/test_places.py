"""A reader finds a ward by what it is or was called: by former wards, districts and places in it, without marks and with slips."""

import json
import re
from functools import cache

import pytest

from macros.exports.places import places
from macros.records import Model, Unit
from tests.by_hand import door, made
from tests.conftest import ROOT
from tests.quality.tools import node

SCRIPT = (ROOT / "docs/assets/place.js").as_uri()
SHOWN = 8  # as place.js has it


@cache
def found(real):
    """What each of the queries below finds, in one run of Node: names."""
    (_, make), *_ = places(real)
    script = f"""
        import {{ meant, prepared }} from "{SCRIPT}";
        import {{ text }} from "node:stream/consumers";
        const [places, queries] = JSON.parse(await text(process.stdin));
        const ready = prepared(places);
        console.log(JSON.stringify(queries.map((query) => meant(ready, query).map(({{ name }}) => name))));
    """
    asked = [*(query for query, *_ in FIRST), *NOTHING]
    done = node("--input-type=module", "--eval", script, input=f"[{make()},{json.dumps(asked)}]")
    assert done.returncode == 0, done.stderr
    return dict(zip(asked, json.loads(done.stdout), strict=True))


# What is typed, what has to stand first, and others that have to be shown.
FIRST = [
    ("lê chân", "Phường Lê Chân", "Quận Lê Chân"),
    ("le chan", "Phường Lê Chân", "Quận Lê Chân"),
    ("lechan", "Phường Lê Chân"),
    ("le chna", "Phường Lê Chân"),
    ("nê chân", "Phường Lê Chân"),
    ("lee chaan", "Phường Lê Chân"),
    ("le ch", "Phường Lê Chân"),
    ("chân", "Xã Chấn Hưng", "Phường Lê Chân"),
    ("Quận Lê Chân", "Quận Lê Chân"),
    ("q le chan", "Quận Lê Chân"),
    ("p. lam son", "Phường Lam Sơn", "Xã Lam Sơn"),
    ("phuong an bien quan le chan", "Phường An Biên (quận Lê Chân"),
    ("an bien le chan", "Phường An Biên (quận Lê Chân"),
    ("Quán Trữ", "Phường Quán Trữ"),
    ("tt truong son", "Thị trấn Trường Sơn"),
    ("thuy nguyen", "Phường Thủy Nguyên", "Huyện Thủy Nguyên", "Thành phố Thủy Nguyên"),
    ("An Dương", "Phường An Dương", "Huyện An Dương", "Phường An Dương (quận Lê Chân", "Quận An Dương"),
    ("huu nghi viet tiep", "Cung Văn hóa hữu nghị Việt Tiệp", "Bệnh viện hữu nghị Việt Tiệp"),
    ("phuwowngf leej chaan", "Phường Lê Chân"),
    ("ddoof sown", "Phường Đồ Sơn"),
    ("phu7o7ng2 le6 cha6n", "Phường Lê Chân"),
    ("tx", "Thị xã Kinh Môn"),
    ("phường lê chân, tp. hải phòng", "Phường Lê Chân"),
    ("p an bien, q. le chan, thanh pho hai phong, viet nam", "Phường An Biên (quận Lê Chân"),
    ("an lao hp", "Xã An Lão"),
    ("phường hải dương, hải phòng", "Phường Hải Dương"),
    ("đường lạch tray", "Đường Lạch Tray"),
    ("lach tray", "Phường Lạch Tray", "Đường Lạch Tray", "Sân vận động Lạch Tray"),
    ("phố lach trai", "Đường Lạch Tray"),
    ("đ. lạch tray", "Đường Lạch Tray"),
    ("số 5 ngõ 12/3 đường Lạch Tray, hải phòng", "Đường Lạch Tray"),
    ("12a lach tray gia vien", "Đường Lạch Tray"),
    ("12 Lạch Tray, quận Ngô Quyền, Hải Phòng", "Đường Lạch Tray", "Quận Ngô Quyền"),
    ("12 Trần Nguyên Hãn, phường Lê Chân, Hải Phòng", "Phường Lê Chân"),
    ("chung cu shp", "Chung cư SHP"),
    ("ngo quyen", "Phường Ngô Quyền"),
    ("đường an", "Xã Đường An"),
    ("duong kihn", "Phường Dương Kinh", "Quận Dương Kinh"),
]
NOTHING = ["", "a", "hà nội", "ba đình, hà nội", "phường 1", "việt nam", "xyzxyz", "((("]
# A street isn't the ward of its name.
NOTHING += [
    "đường lê chân",
    "duong tran nguyen han",
    "12 Trần Nguyên Hãn",
    "12 trần nguyên hãn, hải phòng",
    "phố lê chân, việt nam",
]


@pytest.mark.parametrize(("query", "first", "others"), [(query, first, others) for query, first, *others in FIRST])
def test_a_ward_is_found_by_what_is_typed(query, first, others, real):
    names = found(real)[query][:SHOWN]
    assert names[0].startswith(first)
    assert all(any(name.startswith(other) for name in names) for other in others)


@pytest.mark.parametrize("query", NOTHING)
def test_what_names_no_place_finds_none(query, real):
    assert found(real)[query] == []


def test_a_street_leads_to_every_unit_where_sources_put_it_and_is_another_one_in_another_province():
    def unit(record_id, name, parent=None, street="", **more):
        told = {"places": [{"kind": "street", "name": street}]} if street else {}
        return made(Unit, record_id, name=name, kind="ward" if parent else "province", parent=parent, **told, **more)

    find = door(unit("a", "A"), unit("b", "B"), unit("mot", "Một", "a", "Hoa"), unit("hai", "Hai", "a", "hoa"),
                unit("ba", "Ba", "a", "Phố Hoa", end="2025-06-30"), unit("bon", "Bốn", "b", "Hoa"), unit("nam", "Năm", "b", "Lá"),
                made(Model, "m", points=[{"unit": "nam", "kind": "road", "name": "Đường Hoa"}]))  # fmt: skip
    (_, make), *_ = places(find)
    told = json.loads(make())
    units = [*told["now"], *told["before"]]
    assert told["spots"] == []
    assert sorted([name, *(units[at][0] for at in there)] for name, *there in told["streets"]) == [
        ["Phố Hoa (B)", "Phường Bốn"],
        ["Phố Lá", "Phường Năm"],
        ["Phố hoa (A)", "Phường Hai", "Phường Một", "Phường Ba (đến 6/2025)"],
        ["Đường Hoa", "Phường Năm"],
    ]


def test_every_former_unit_tells_all_that_went_on_from_it_with_how_much(real):
    (_, make), *_ = places(real)
    told = json.loads(make())
    before = {
        name: [(told["now"][at][0], told["shares"][share]) for at, share in kin] for name, _, *kin in told["before"]
    }
    assert len(told["now"]) == 114 and len(before) == 508
    went = before["Xã Bạch Đằng (huyện Tiên Lãng, đến 12/2024)"]
    assert [name for name, _ in went] == ["Xã Tân Minh", "Xã Tiên Minh"]
    assert [re.search(r"khoảng \d+ % diện tích", share)[0] for _, share in went] == [
        "khoảng 91 % diện tích",
        "khoảng 9 % diện tích",
    ]
    assert all("suy luận" in share for _, share in went)
    assert [name for name, _ in before["Quận Lê Chân (đến 6/2025)"]] == ["Phường An Biên", "Phường Lê Chân"]
    assert ["Bệnh viện hữu nghị Việt Tiệp", "Quận Lê Chân (đến 6/2025)"] in [
        [name, [*told["now"], *told["before"]][at][0]] for name, at in told["spots"]
    ]
