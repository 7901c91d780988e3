"""Numbers of one statement that contradict each other, and those that only look as if they did."""

from decimal import Decimal

import pytest

from macros.catalogue.arithmetic import contradictions
from macros.load import load
from macros.records import Result
from tests.by_hand import made
from tests.conftest import ROOT


def told(**fields):
    return [(".".join(map(str, one.place[2:])), one.what) for one in contradictions(made(Result, "r", **fields))]


def of_figure(**fields):
    return told(figures=[{"label": "Vụ", **fields}])


def test_a_number_below_nought_without_rows_contradicts_nothing():
    assert of_figure(value=-5, measure="vụ") == []


def of_change(value, **fields):
    return of_figure(value=value, compared={"way": "fall", "against": "năm trước", **fields})


@pytest.mark.parametrize(
    ("value", "change", "place", "what"),
    [
        (391, {"before": 300}, "compared.way", "ghi giảm mà từ 300 đến 391 là tăng"),
        (391, {"before": 391}, "compared.way", "ghi giảm mà từ 391 đến 391 là không đổi"),
        (391, {"before": 400, "way": "same"}, "compared.way", "ghi không đổi mà từ 400 đến 391 là giảm"),
        (391, {"by": 4, "way": "same"}, "compared.way", "ghi không đổi mà có mức thay đổi"),
        (391, {"before": 500, "by": 43}, "compared.by", "mức thay đổi ghi 43 mà từ 500 đến 391 là 109"),
        (391, {"before": 434, "percent": 80}, "compared.percent", "tỷ lệ ghi 80 % mà 43 trên 434 là 9,91 %"),
        (732, {"by": 212, "percent": 25}, "compared.percent", "tỷ lệ ghi 25 % mà 212 trên 944 là 22,46 %"),
        (
            732,
            {"by": 212, "percent": 23, "percent_precision": "over"},
            "compared.percent",
            "tỷ lệ ghi 23 % mà 212 trên 944 là 22,46 %",
        ),
        (732, {"percent": 120}, "compared", "giảm nhiều hơn số kỳ trước"),
    ],
)
def test_a_change_that_can_not_be(value, change, place, what):
    assert of_change(value, **change) == [(place, what)]


@pytest.mark.parametrize(
    ("value", "change"),
    [
        (391, {"before": 434, "by": 43, "percent": Decimal("9.9")}),
        (391, {"before": 434, "by": 40, "precision": "over"}),
        (391, {"before": 434, "percent": 9, "precision": "over"}),
        (732, {"by": 212, "percent": 22, "percent_precision": "over"}),
        (732, {"by": 212, "percent": 22}),
        (238, {"by": 34, "before": 272, "percent": Decimal("12.5")}),
        (None, {"by": 34, "before": 272, "percent": Decimal("12.5")}),
    ],
)
def test_a_change_that_can_be(value, change):
    assert of_change(value, **change) == []


def test_a_change_in_points_is_no_percentage_of_what_was():
    change = {"way": "rise", "by": 2, "percent": 2, "before": 80, "against": "năm trước"}
    assert of_figure(value=82, measure="%", compared=change) == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"value": 137, "of": 151, "percent": 97}, True),
        ({"value": 137, "of": 151, "percent": Decimal("90.8")}, False),
        ({"value": 137, "of": 151, "percent": Decimal("90.7"), "percent_precision": "over"}, False),
        ({"value": 137, "of": 151, "percent": 92, "percent_precision": "over"}, True),
        ({"value": 137, "of": 151, "percent": 80, "percent_precision": "under"}, True),
        ({"value": 137, "of": 151, "percent": 97, "precision": "about"}, False),
        ({"value": 137, "of": 151, "percent": 97, "percent_precision": "about"}, False),
        ({"value": 15, "of": 15, "percent": 100}, False),
    ],
)
def test_a_percentage_beside_its_numbers(fields, wrong):
    assert [place for place, _ in of_figure(**fields)] == ["percent"] * wrong
    assert [place for place, _ in of_figure(rows=[{"label": "Xã", **fields}])] == ["rows.0.percent"] * wrong


@pytest.mark.parametrize(
    ("value", "target", "wrong"),
    [
        (85, {"value": 90, "precision": "at_least", "outcome": "exceeded"}, True),
        (85, {"value": 90, "precision": "at_least", "outcome": "missed"}, False),
        (95, {"value": 90, "precision": "at_least", "outcome": "missed"}, True),
        (90, {"value": 90, "precision": "at_least", "outcome": "met"}, False),
        (90, {"value": 90, "precision": "over", "outcome": "met"}, True),
        (6, {"value": 5, "precision": "at_most", "outcome": "met"}, True),
        (4, {"value": 5, "precision": "at_most", "outcome": "exceeded"}, False),
        (85, {"value": 80, "outcome": "missed"}, False),
        (80, {"value": 80, "outcome": "exceeded"}, True),
        (120, {"value": 100, "reached": 150}, True),
        (120, {"value": 100, "reached": 120}, False),
    ],
)
def test_an_outcome_beside_its_bound(value, target, wrong):
    assert bool(of_figure(value=value, target=target)) == wrong


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"rows": [20]}, "một dòng là 20, nhiều hơn cả số chung 10"),
        ({"rows": [6, 7]}, "các dòng cộng lại là 13, nhiều hơn số chung 10"),
        ({"rows": [6, 7], "note": "Một người có thể ở hai dòng."}, ""),
        ({"rows": [6, 4]}, ""),
        ({"rows": [20], "average": True}, ""),
        ({"rows": [20], "precision": "about"}, ""),
    ],
)
def test_rows_of_more_than_all(fields, what):
    rows = [{"label": str(value), "value": value} for value in fields.pop("rows")]
    assert [said for _, said in of_figure(value=10, rows=rows, **fields)] == [what] * bool(what)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"grades": [("tốt", 16), ("khá", 10)]}, "các mức cộng lại là 26, nhiều hơn of là 18"),
        ({"grades": [("tốt", 16), ("khá trở lên", 18)]}, ""),
        ({"grades": [("tốt", 16), ("khá", 10)], "note": "Khá gồm cả tốt."}, ""),
        ({"grades": [("tốt", 16), ("khá", 2)]}, ""),
    ],
)
def test_grades_of_more_than_all(fields, what):
    grades = [{"grade": grade, "count": count} for grade, count in fields.pop("grades")]
    found = told(ratings=[{"about": "Phong trào", "of": 18, "grades": grades, **fields}])
    assert [said for _, said in found] == [what] * bool(what)


def test_percentages_of_grades():
    grades = [{"grade": "tốt", "percent": 70}, {"grade": "khá", "percent": 45}]
    assert told(ratings=[{"about": "Phong trào", "grades": grades}]) == [("grades", "các tỷ lệ cộng lại là 115 %")]
    grades = [{"grade": "tốt", "count": 9, "percent": 50}]
    assert told(ratings=[{"about": "Phong trào", "of": 10, "grades": grades}]) == [
        ("grades.0.percent", "tỷ lệ ghi 50 % mà 9 trên 10 là 90 %")
    ]


def test_an_award_of_fewer_than_it_names():
    award = {"by": "Chủ tịch", "form": "bằng khen", "collectives": 1, "to_units": ["xa-a", "xa-b"]}
    assert told(awards=[award]) == [("collectives", "số được khen là 1 mà nêu tên 2 nơi")]
    assert told(awards=[{**award, "precision": "over"}]) == []


@pytest.mark.parametrize("folder", ["data", "docs/mau", "tests/reports"])
def test_no_number_of_ours_contradicts_another(folder):
    assert [(record.id, found) for record in load(ROOT / folder) for found in contradictions(record)] == []
