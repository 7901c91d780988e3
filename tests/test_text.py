"""Vietnamese text, dates and numbers, as they are read and shown."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.problems import Problem
from macros.language.text import fold, near, nfc, slug
from macros.records.parts import Figure, shown_number


@pytest.mark.parametrize(
    ("text", "folded", "name"),
    [
        ("Lễ ra mắt… Đồng Khê", "le ra mat… dong khe", "le-ra-mat-dong-khe"),
        ("ĐẶC KHU Cát Hải", "dac khu cat hai", "dac-khu-cat-hai"),
        ("o\u031b\u0301 ớ", "o o", "o-o"),
        ("Số 1/2 – «thử»", "so 1/2 – «thu»", "so-1-2-thu"),
        ("…", "…", ""),
        ("", "", ""),
    ],
)
def test_fold_and_slug(text, folded, name):
    assert (fold(text), slug(text)) == (folded, name)


def test_one_form_of_unicode():
    assert nfc("a\u0302\u0301") == "ấ" == nfc("ấ")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("hoi-nghi-tong-ket", "hoi-nghi-tong-ket"),
        ("Hội nghị tổng kết", "hoi-nghi-tong-ket"),
        ("hoi_nghi_tong_ket", "hoi-nghi-tong-ket"),
        ("tap-hun", "tap-huan"),
        ("xyz", None),
        ("", None),
    ],
)
def test_near(word, found):
    assert near(word, ["hoi-nghi-tong-ket", "hoi-nghi-so-ket", "tap-huan"]) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("cong-an-quan-ngo-quyen", None),  # that there is one of another district is no reason to take it
        ("cong-an-qun-le-chan", "cong-an-quan-le-chan"),
        ("cong-sn-quan-le-chan", "cong-an-quan-le-chan"),
        ("congan-quan-le-chan", "cong-an-quan-le-chan"),
        ("cong-an-le-chan", "cong-an-quan-le-chan"),
        ("ubnd-quan-le-chan", None),
    ],
)
def test_near_names_are_slips_and_not_namesakes(word, found):
    assert near(word, ["cong-an-quan-le-chan", "ubnd-phuong-gia-vien"]) == found


@pytest.mark.parametrize(
    ("text", "shown", "first", "last"),
    [
        ("2024-08-19", "19/8/2024", date(2024, 8, 19), date(2024, 8, 19)),
        ("2024-02", "tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", "năm 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("XXXX-02-29", "29/2 (không rõ năm)", None, None),
    ],
)
def test_dates(text, shown, first, last):
    read = PartialDate.parse(text)
    assert (str(read), read.shown, read.first, read.last) == (text, shown, first, last)


def test_dates_in_order():
    texts = ["XXXX-09-27", "2023", "2023-01", "2023-01-01", "2023-12-31", "2024"]
    assert [str(d) for d in sorted(map(PartialDate.parse, reversed(texts)))] == texts


@pytest.mark.parametrize(
    ("text", "shown", "years"),
    [
        ("2023", "năm 2023", [2023]),
        ("2013/2015", "2013–2015", [2013, 2014, 2015]),
        ("2023-06-01/2024", "từ 1/6/2023 đến năm 2024", [2023, 2024]),
        ("XXXX-09-27", "27/9 (không rõ năm)", []),
    ],
)
def test_periods(text, shown, years):
    read = Period.parse(text)
    assert (str(read), read.shown, list(read.years)) == (text, shown, years)


@pytest.mark.parametrize("text", ["2024/2023", "2023/", "/2023", "2023/2024/2025", "2023-2024", ""])
def test_what_is_no_period(text):
    with pytest.raises(PydanticCustomError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "shown"), [("14:30", "14 giờ 30"), ("08:00", "8 giờ"), ("00:05", "0 giờ 05"), ("chiều", "buổi chiều")]
)
def test_times(text, shown):
    assert TimeOfDay.parse(text).shown == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (33786, "33.786"), (Decimal("36.6"), "36,6"), (Decimal("1234567.50"), "1.234.567,50")],
)
def test_numbers(number, shown):
    assert shown_number(number) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": Decimal("3.7"), "measure": "tỷ đồng", "precision": "over"}, "hơn 3,7 tỷ đồng"),
        ({"value": 33786, "measure": "hộ"}, "33.786 hộ"),
        ({"value": 0}, "0"),
        ({"as_written": "49/748", "measure": "hộ"}, "49/748 hộ"),
        ({"as_written": "hàng trăm"}, "hàng trăm"),
    ],
)
def test_figures(fields, shown):
    assert Figure(label="Thử", **fields).shown == shown


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.yml", 12, 3, "b.1.c", "sai", "Sửa", "d"), "a.yml:12:3: b.1.c: sai. Sửa. (Có phải 'd'?)"),
        (Problem("a.yml", 12, 3, "", "sai.", "Sửa."), "a.yml:12:3: sai. Sửa."),
        (Problem("a.yml", 0, 0, "", "sai"), "a.yml: sai."),
    ],
)
def test_problems_in_words(problem, text):
    assert str(problem) == text
