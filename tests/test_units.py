"""Units through their changes: what stands today for a former one, what went into one of today, and names told apart."""

import re

import pytest

from macros.records import Unit
from macros.records.unit import Verification
from tests.html_pages import pages_of


@pytest.fixture(scope="module")
def real_pages(real_site):
    return pages_of(real_site)


@pytest.fixture(scope="module")
def mini_pages(mini_site):
    return pages_of(mini_site)


def told(kins) -> list[tuple]:
    """(unit, share, whether inferred, measured share) of each."""
    return [(kin.unit.id, kin.share and kin.share.value, kin.inferred, kin.measured) for kin in kins]


LATER = {
    # Merged whole, then divided; the map says that its ground lies in one part, which no resolution says.
    "phuong-dong-hoa-2024": [("phuong-hoa-2025", "whole", False, None), ("phuong-hoa", "whole", True, 1.0)],
    # Merged whole, then divided, and its ground with it.
    "phuong-tay-hoa-2024": [
        ("phuong-hoa-2025", "whole", False, None),
        ("phuong-hoa", "remainder", False, 0.6),
        ("phuong-sen", "part", False, 0.4),
    ],
    "phuong-hoa-2025": [("phuong-hoa", "remainder", False, None), ("phuong-sen", "part", False, None)],
    "xa-nui-sen-2025": [("xa-nui", "remainder", False, None), ("phuong-sen", "part_area_only", False, None)],
    "thi-tran-cho-sen-2025": [("xa-nui", "whole", True, None)],
    # Abolished: the units of today on its ground, and no share.
    "quan-hoa-2025": [("phuong-hoa", None, False, None), ("phuong-sen", None, False, None)],
    # Of what it became, one part has no people.
    "huyen-sen-2025": [("xa-nui", None, False, None), ("phuong-sen", "part_area_only", False, None)],
    "phuong-hoa": [],
    "dac-khu-dao": [],
}


@pytest.mark.parametrize("unit", LATER)
def test_later(unit, mini):
    assert told(mini.lineage.later(mini.get(Unit, unit))) == LATER[unit]


EARLIER = {
    "phuong-hoa": [
        ("phuong-hoa-2025", "remainder", False, None),
        ("quan-hoa-2025", None, False, None),
        ("phuong-dong-hoa-2024", "whole", True, 1.0),
        ("phuong-tay-hoa-2024", "remainder", False, 0.6),
    ],
    "phuong-hoa-2025": [
        ("phuong-dong-hoa-2024", "whole", False, None),
        ("phuong-tay-hoa-2024", "whole", False, None),
    ],
    "phuong-dong-hoa-2024": [],
}


@pytest.mark.parametrize("unit", EARLIER)
def test_earlier(unit, mini):
    assert told(mini.lineage.earlier(mini.get(Unit, unit))) == EARLIER[unit]


NAMES = {
    "quan-hoa-2025": "Quận Hoa (đến 6/2025)",
    "phuong-hoa-2025": "Phường Hoa (quận Hoa, đến 6/2025)",
    "phuong-hoa": "Phường Hoa (từ 7/2025)",
    "phuong-sen": "Phường Sen",
    "huyen-sen-2025": "Huyện Sen (đến 6/2025)",
    "dac-khu-dao": "Đặc khu Đảo",
}


@pytest.mark.parametrize("unit", NAMES)
def test_names(unit, mini):
    assert mini.lineage.name(mini.get(Unit, unit)) == NAMES[unit]


def test_the_page_of_a_ward_shows_what_came_from_former_ones_and_how(mini_pages):
    text = mini_pages["/dia-ban/phuong-hoa/"].text("article")
    assert "Mô hình của Phường Đông (quận Hoa, đến 12/2024) – nhập toàn bộ (suy luận)" in text
    assert (
        "Mô hình của Phường Tây (quận Hoa, đến 12/2024) – nhập phần còn lại sau khi sắp xếp, khoảng 60 % diện tích"
        in text
    )
    assert text.count("Ngõ tự quản về ANTT") == 2
    assert "Mô hình của Phường Đông" not in mini_pages["/dia-ban/phuong-sen/"].text("article")


def test_the_page_of_a_former_unit_leads_to_what_replaced_it(mini_pages):
    page = mini_pages["/dia-ban/phuong-tay-hoa-2024/"]
    assert {"../phuong-hoa/", "../phuong-sen/"} <= set(page.links)
    assert "Hiện nay thuộc:" in page.text("aside")
    district = mini_pages["/dia-ban/quan-hoa-2025/"]
    assert {"../phuong-hoa/", "../phuong-sen/"} <= set(district.links)
    assert "Địa bàn ấy hiện nay thuộc:" in district.text("aside")


@pytest.mark.parametrize("unit", ["xa-nui", "huyen-sen-2025"])
def test_what_is_inferred_is_said_to_be(unit, mini_pages):
    assert "suy luận, chưa đối chiếu với văn bản" in mini_pages[f"/dia-ban/{unit}/"].text("article")


@pytest.mark.parametrize(
    ("unit", "today"),
    [
        ("phuong-lam-son-le-chan-hai-phong-2024", [("phuong-an-bien-hai-phong", "whole")]),
        (
            "thi-tran-truong-son-an-lao-hai-phong-2025",
            [("xa-an-lao-hai-phong", "remainder"), ("phuong-phu-lien-hai-phong", "part_area_only")],
        ),
        ("quan-le-chan-hai-phong-2025", [("phuong-an-bien-hai-phong", None), ("phuong-le-chan-hai-phong", None)]),
    ],
)
def test_real_units_today(unit, today, real):
    assert [kin[:2] for kin in told(real.today(real.get(Unit, unit)))] == today


REAL_NAMES = {
    "Lê Chân": ["Phường Lê Chân", "Quận Lê Chân (đến 6/2025)"],
    "An Dương": [
        "Huyện An Dương (đến 12/2024)",
        "Phường An Dương (quận Lê Chân, đến 6/2025)",
        "Phường An Dương (quận Lê Chân, địa giới đến 12/2024)",
        "Phường An Dương (từ 7/2025)",
        "Quận An Dương (đến 6/2025)",
        "Thị trấn An Dương (huyện An Dương, đến 12/2024)",
    ],
}


@pytest.mark.parametrize("name", REAL_NAMES)
def test_real_names(name, real):
    assert sorted(real.name(unit) for unit in real.all(Unit) if unit.name == name) == REAL_NAMES[name]


def test_no_two_real_units_are_called_the_same(real):
    names = [real.name(unit) for unit in real.all(Unit)]
    assert len(names) == len(set(names))


def test_every_former_real_unit_leads_to_one_of_today(real):
    lost = [unit.id for unit in real.all(Unit) if unit.is_former and not real.today(unit)]
    assert lost == []


def test_inferred_real_changes_name_no_document(real):
    changes = [change for unit in real.all(Unit) for change in unit.formed_from]
    inferred = [change for change in changes if change.verification is Verification.INFERRED]
    assert len(inferred) >= 30
    assert [change for change in inferred if change.document or change.clause] == []


def test_the_real_page_of_an_bien_lists_the_model_of_lam_son_and_says_how(real_pages):
    text = real_pages["/dia-ban/phuong-an-bien-hai-phong/"].text("article")
    heading = "Mô hình của Phường Lam Sơn (quận Lê Chân, đến 12/2024) – nhập toàn bộ (suy luận)"
    _, found, after = text.partition(heading)
    assert found
    assert "Liên kết bảo đảm an ninh trật tự giữa phường Lam Sơn với Bệnh viện Mắt Hải Phòng" in after[:120]


def test_the_page_of_a_former_ward_says_on_what_ground_it_ended(real_site):
    text = pages_of(real_site)["/dia-ban/phuong-lam-son-le-chan-hai-phong-2024/"].text("article")
    assert re.search(
        r"Phường Lam Sơn nhập vào:\s.*Phường An Biên \(quận Lê Chân, đến 6/2025\)\s*toàn bộ\s.*Từ 1/1/2025\.",
        text,
        re.DOTALL,
    )
    assert "Nghị quyết số 1232/NQ-UBTVQH15" in text
    assert "theo nguồn dẫn lại văn bản" in text
