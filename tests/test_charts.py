"""Figures that can't be compared are never drawn on one axis."""

import pytest

from macros.pages.charts import before_and_after, between_units, over_time
from macros.pages.lists import held
from macros.records import Unit
from macros.records.figure import Figure


def figure(period, value=1, label="Vụ việc", measure="vụ", **more):
    return Figure(label=label, value=value, measure=measure, period=period, **more)


def told(figures):
    return [(one, ["bai"]) for one in figures]


def test_three_years_of_one_thing_make_a_chart():
    (chart,) = over_time(told([figure("2024", 30), figure("2022", 10), figure("2023", 0)]))
    assert (chart.title, chart.measure) == ("Vụ việc", "vụ")
    assert [(bar.name, bar.value) for bar in chart.bars] == [("năm 2022", 10), ("năm 2023", 0), ("năm 2024", 30)]
    assert [bar.length(chart.most, 300) for bar in chart.bars] == [100, 0, 300]
    assert chart.bars[0].source == ("bai",)


def test_the_same_value_from_two_sources_is_one_bar():
    (chart,) = over_time([*told([figure("2022"), figure("2023"), figure("2024")]), (figure("2024"), ["khac"])])
    assert chart.bars[2].source == ("bai", "khac")


@pytest.mark.parametrize(
    "other",
    [
        figure("2024", measure="người"),
        figure("2024", label="Vụ án"),
        figure("2024", precision="over"),
        figure("2024", precision="about"),
        figure("2024", precision="under"),
        figure("2024-05"),
        figure("2024-05-01"),
        figure("2023/2024"),
        figure("XXXX-05-01"),
        figure("2023"),
        figure(None),
        Figure(label="Vụ việc", as_written="hàng trăm", measure="vụ", period="2024"),
        figure("2024", -1),
    ],
    ids=str,
)
def test_what_differs_in_kind_makes_none(other):
    assert over_time(told([figure("2022"), figure("2023"), other])) == []


def test_where_sources_differ_there_is_none():
    assert over_time(told([figure("2022"), figure("2023"), figure("2024", 5), figure("2024", 6)])) == []


def unit(name, kind="ward"):
    made = Unit(kind=kind, name=name, sources=["x"])
    made._id = name
    return made


def test_three_units_at_one_time_are_compared_largest_first():
    rows = [(unit(name), name, figure("2024", value), ["bai"]) for name, value in [("a", 2), ("b", 9), ("c", 4)]]
    (chart,) = between_units(rows)
    assert chart.title == "Vụ việc, năm 2024"
    assert [bar.name for bar in chart.bars] == ["b", "c", "a"]


@pytest.mark.parametrize(
    "last", [(unit("c", "urban_district"), figure("2024")), (unit("c"), figure("2023")), (unit("a"), figure("2024", 7))]
)
def test_units_of_different_levels_or_times_are_not(last):
    rows = [(unit("a"), figure("2024")), (unit("b"), figure("2024")), last]
    assert between_units((u, u.name, f, ["bai"]) for u, f in rows) == []


@pytest.mark.parametrize(
    ("held_here", "said"),
    [((2, 3), "2 mô hình, 3 sự kiện"), ((0, 3), "3 sự kiện"), ((1200, 0), "1.200 mô hình"), ((0, 0), "chưa ghi nhận")],
)
def test_what_the_site_holds_is_said_without_noughts(held_here, said):
    assert held(*held_here) == said


def compared(value=12, before=20, way="fall", precision="exact", **more):
    told = {"way": way, "before": before, "against": "trước khi có mô hình"} | more
    return Figure(label="Vụ trộm", value=value, measure="vụ", period="2024", precision=precision, compared=told)


def test_what_a_source_holds_against_a_number_of_before_is_a_pair():
    (pair,) = before_and_after(told([compared()]))
    assert (pair.title, pair.measure) == ("Vụ trộm", "vụ")
    assert [(bar.name, bar.value, bar.source) for bar in pair.bars] == [
        ("trước khi có mô hình", 20, ("bai",)),
        ("năm 2024", 12, ("bai",)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        compared(before=None, by=8),
        compared(precision="about"),
        compared(precision="at_most"),
        compared(note="Nguồn không nói kỳ nào."),
        compared(way="rise"),
        compared(against="cùng kỳ năm trước, khi chưa ra mắt mô hình ở khu dân cư"),
        compared(value=0, before=0, way="same"),
        figure("2024"),
    ],
    ids=str,
)
def test_what_leaves_something_open_is_no_pair(other):
    assert before_and_after(told([other])) == []
