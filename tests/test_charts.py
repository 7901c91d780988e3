"""Figures that can't be compared are never drawn on one axis."""

from decimal import Decimal

import pytest

from macros.language.numbers import shown_number
from macros.pages.charts import before_and_after, between_units, of_result, over_time
from macros.pages.lists import held
from macros.records import Result, Unit
from macros.records.figure import Figure
from tests.by_hand import made


def figure(period, value=1, label="Vụ việc", measure="vụ", **more):
    return Figure(label=label, value=value, measure=measure, period=period, **more)


def told(figures):
    return [(one, ["bai"]) for one in figures]


def test_three_years_of_one_thing_make_a_chart():
    (chart,) = over_time(told([figure("2024", 30), figure("2022", 10), figure("2023", 0)]))
    assert (chart.title, chart.measure) == ("Vụ việc", "vụ")
    assert [(bar.name, bar.value) for bar in chart.bars] == [("năm 2022", 10), ("năm 2023", 0), ("năm 2024", 30)]
    assert [chart.length(bar) / chart.length(chart.bars[2]) for bar in chart.bars] == [pytest.approx(1 / 3, 0.01), 0, 1]
    assert chart.bars[0].source == ("bai",)


def test_years_without_a_value_are_told():
    (chart,) = over_time(told(figure(str(year)) for year in (2015, 2016, 2018, 2024, 2025)))
    assert chart.gaps == "2017, 2019–2023"
    (chart,) = over_time(told(figure(f"2024-{month:02}") for month in (1, 5, 9)))
    assert chart.gaps == ""


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


def test_nothing_is_drawn_of_noughts_alone():
    assert over_time(told(figure(str(year), 0) for year in (2022, 2023, 2024))) == []


@pytest.mark.parametrize("values", [(1, 2, 99_999_999), (0, 5, 1_234_567_890_123_456), (Decimal("0.123456789"), 1, 1)])
def test_a_value_has_room_behind_its_bar_however_many_digits_it_has(values):
    (chart,) = over_time(told(figure(str(2020 + n), value) for n, value in enumerate(values)))
    for bar in chart.bars:
        assert chart.length(bar) + 7 + 7.6 * len(shown_number(bar.value)) <= 340
        assert chart.length(bar) > 0 or bar.value < Decimal("0.01") * max(map(Decimal, values))


def test_figures_of_a_yearly_result_are_of_its_time_unless_they_name_another():
    def years(*more, **result):
        results = (made(Result, f"r{n}", year=n, figures=[{"label": "Vụ", "value": n, "measure": "vụ"} | one], **result) for n, one in zip(range(2022, 2025), more, strict=True))  # fmt: skip
        return [bar.name for chart in over_time(one for r in results for one in of_result(r)) for bar in chart.bars]

    assert years({}, {}, {"period": "2024"}) == ["năm 2022", "năm 2023", "năm 2024"]
    assert years({}, {}, {"since": "khi ra mắt"}) == years({}, {}, {"period": "../2024"}) == []
    assert years({}, {}, {}, period_name="Nhiệm kỳ") == []


def test_where_sources_differ_there_is_none():
    assert over_time(told([figure("2022"), figure("2023"), figure("2024", 5), figure("2024", 6)])) == []


def unit(name, kind="ward"):
    return made(Unit, name, kind=kind, name=name)


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
