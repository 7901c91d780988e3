"""What figures of reports say: ranges, shares of a whole, open times, changes, parts, targets; and what is refused."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from macros.catalogue import Catalogue, Finder
from macros.language.dates import Period
from macros.records import Document, Result
from macros.records.figure import Figure, Target, rivals
from macros.records.parts import Award
from macros.records.rating import Grade, Rating
from tests.by_hand import made
from tests.conftest import DAY

LABEL = {"label": "Vụ"}


def fault(kind, **fields):
    with pytest.raises(ValidationError) as error:
        kind.model_validate(fields)
    return error.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 15, "of": 15, "measure": "trường"}, "15 trong 15 trường (100 %)"),
        ({"value": 16, "of": 18, "measure": "xã"}, "16 trong 18 xã (tính ra 88,9 %)"),
        ({"value": 1042, "of": 1165, "percent": Decimal("89.4"), "measure": "thôn"}, "1.042 trong 1.165 thôn (89,4 %)"),
        ({"value": 16, "of": 18, "precision": "about"}, "khoảng 16 trong 18"),
        ({"value": 2, "to": 3, "of": 18}, "2–3 trong 18"),
        ({"value": 0, "of": 18}, "0 trong 18 (0 %)"),
        ({"value": 1, "of": 9000}, "1 trong 9.000"),
        ({"value": 8999, "of": 9000}, "8.999 trong 9.000"),
        ({"value": 238, "percent": 87, "measure": "vụ"}, "238 vụ (87 %)"),
        (
            {"value": 137, "of": 151, "percent": Decimal("90.7"), "percent_precision": "over", "measure": "vụ"},
            "137 trong 151 vụ (hơn 90,7 %)",
        ),
        (
            {"value": 845, "percent": 96, "precision": "about", "percent_precision": "under"},
            "khoảng 845 (gần 96 %)",
        ),
        ({"value": 845, "percent": 96, "precision": "about"}, "khoảng 845 (96 %)"),
        ({"percent": 81, "precision": "over"}, "hơn 81 %"),
        ({"percent": 81, "percent_precision": "at_least"}, "ít nhất 81 %"),
        ({"percent": 81, "as_written": "đa số", "precision": "over"}, "đa số (hơn 81 %)"),
        ({"percent": 87}, "87 %"),
        ({"value": 1, "to": 2, "measure": "lần", "per": "tháng"}, "1–2 lần mỗi tháng"),
        ({"value": 410000, "measure": "đồng", "average": True}, "bình quân 410.000 đồng"),
        (
            {"value": 12, "precision": "over", "measure": "vụ", "average": True, "per": "năm"},
            "bình quân hơn 12 vụ mỗi năm",
        ),
        ({"value": 80, "precision": "at_least", "measure": "%"}, "ít nhất 80 %"),
        ({"value": 5, "precision": "at_most", "measure": "vụ"}, "nhiều nhất 5 vụ"),
        ({"value": Decimal("408.6160"), "measure": "km"}, "408,616 km"),
        ({"value": 216, "as_written": "216/216", "measure": "đơn vị"}, "216 đơn vị"),
        ({"compared": {"way": "fall", "against": "cùng kỳ"}}, ""),
    ],
)
def test_a_figure_as_a_reader_sees_it(fields, shown):
    assert Figure(**LABEL, **fields).shown == shown


def test_words_beside_a_number_are_shown_with_it():
    assert Figure(**LABEL, value=216, as_written="216/216").remarks == ["nguồn ghi “216/216”"]
    assert Figure(**LABEL, as_written="hàng trăm").remarks == []


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"period": "../2023-07"}, "tính đến tháng 7/2023"),
        ({"period": "../2023-07", "since": "khi thành lập"}, "từ khi thành lập, tính đến tháng 7/2023"),
        ({"since": "từ khi ra mắt"}, "từ khi ra mắt"),
        ({}, ""),
    ],
)
def test_the_time_of_a_figure(fields, when):
    assert Figure(**LABEL, value=57, **fields).when == when


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"by": 34, "percent": Decimal("12.5"), "before": 272, "against": "cùng kỳ năm 2022"},
         "giảm 34 vụ (12,5 %) so với cùng kỳ năm 2022 (272 vụ)"),
        ({"percent": Decimal("12.5"), "precision": "over", "against": "cùng kỳ"}, "giảm hơn 12,5 % so với cùng kỳ"),
        ({"by": 212, "percent": 22, "percent_precision": "over", "against": "năm 2018"},
         "giảm 212 vụ (hơn 22 %) so với năm 2018"),
        ({"by": 212, "percent": 22, "precision": "under", "against": "năm 2018"}, "giảm gần 212 vụ (22 %) so với năm 2018"),
        ({"percent": 22, "percent_precision": "about", "against": "năm 2018"}, "giảm khoảng 22 % so với năm 2018"),
        ({"way": "rise", "by": 3, "against": "năm trước", "note": "chưa tính án cũ"}, "tăng 3 vụ so với năm trước; chưa tính án cũ"),
        ({"way": "same", "against": "năm trước"}, "không đổi so với năm trước"),
        ({"way": "rise", "as_written": "gấp đôi", "against": "năm trước"}, "tăng gấp đôi so với năm trước"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_the_source_gives_it(fields, told):
    figure = Figure(**LABEL, measure="vụ", value=238, compared={"way": "fall", **fields})
    assert figure.remarks == [told]


def test_an_average_change_says_so():
    figure = Figure(**LABEL, average=True, per="năm", compared={"way": "fall", "percent": 5, "against": "năm trước"})
    assert (figure.shown, figure.remarks) == ("", ["bình quân mỗi năm", "giảm 5 % so với năm trước"])


def test_a_change_is_never_computed():
    figure = Figure(**LABEL, measure="vụ", value=238, compared={"way": "fall", "before": 272, "against": "năm trước"})
    assert "34" not in figure.remarks[0] and "%" not in figure.remarks[0]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ({"value": 80, "precision": "at_least", "outcome": "exceeded"}, "vượt chỉ tiêu: ít nhất 80 %"),
        ({"value": 80, "outcome": "missed"}, "chưa đạt chỉ tiêu: 80 %"),
        ({"outcome": "met"}, "đạt chỉ tiêu"),
        ({"reached": 120}, "bằng 120 % chỉ tiêu"),
        ({"value": 80, "outcome": "exceeded", "reached": 114}, "vượt chỉ tiêu: 80 %, bằng 114 % chỉ tiêu"),
        ({"as_written": "trên 80 %"}, "chỉ tiêu: trên 80 %"),
        ({"reached": 120, "reached_precision": "over"}, "bằng hơn 120 % chỉ tiêu"),
        (
            {"value": 45, "of": 50, "percent": 90, "percent_precision": "at_least", "outcome": "met"},
            "đạt chỉ tiêu: 45 trong 50 % (ít nhất 90 %)",
        ),
    ],
)
def test_a_figure_beside_its_target(target, told):
    assert Figure(**LABEL, value=Decimal("91.2"), measure="%", target=target).remarks == [told]


def test_parts_of_a_figure_share_its_measure():
    figure = Figure(
        **LABEL, measure="camera", rows=[{"label": "Nhà nước", "value": 30}, {"unit": "xa-a", "value": 1, "of": 2}]
    )
    assert [told for _, told in figure.told_by_rows()] == ["30 camera", "1 trong 2 camera (tính ra 50 %)"]
    words = Figure(**LABEL, measure="camera", rows=[{"label": "Xã A", "as_written": "chưa báo cáo"}])
    assert [told for _, told in words.told_by_rows()] == ["chưa báo cáo"]
    assert (
        figure.said_of("units", "xa-a") == "Vụ: 1 trong 2 camera (tính ra 50 %)"
        and figure.said_of("units", "xa-b") == ""
    )


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("1-2", "Khoảng từ số này đến số kia thì viết hai dòng: value: 1 và to: 2"),
        ("1 – 2", "Khoảng từ số này đến số kia thì viết hai dòng: value: 1 và to: 2"),
        (
            "216/216",
            "Số này trong tổng số kia thì viết hai dòng: value: 216 và of: 216; chưa rõ nghĩa thì chép vào as_written",
        ),
        (
            "1.042/1.165",
            "Số này trong tổng số kia thì viết hai dòng: value: 1042 và of: 1165; chưa rõ nghĩa thì chép vào as_written",
        ),
        ("80 %", "Viết hai dòng: value: 80 và measure: '%'"),
        ("từ 18 đến 20", "Khoảng từ số này đến số kia thì viết hai dòng: value: 18 và to: 20"),
        ("hơn 4.100", "Viết hai dòng: value: 4100 và precision: over"),
        ("Gần 180", "Viết hai dòng: value: 180 và precision: under"),
        ("không quá 5", "Viết hai dòng: value: 5 và precision: at_most"),
        ("12,5%", "Viết hai dòng: value: 12.5 và measure: '%'"),
        ("trên 80%", "Viết ba dòng: value: 80, precision: over và measure: '%'"),
        ("36,6 kg", "Viết hai dòng: value: 36.6 và measure: kg"),
        ("1,5 tỷ", "Viết hai dòng: value: 1.5 và measure: tỷ"),
        ("2.4 tỷ đồng", "Viết hai dòng: value: 2.4 và measure: tỷ đồng"),
        ("khoảng 1.200 hộ", "Viết ba dòng: value: 1200, precision: about và measure: hộ"),
        ("1.234,5 km", "Viết hai dòng: value: 1234.5 và measure: km"),
    ],
)
def test_a_value_that_is_several_is_told_where_each_goes(text, todo):
    assert fault(Figure, **LABEL, value=text) == f"'{text}' không phải một con số. {todo}"


@pytest.mark.parametrize(
    ("part", "fields", "todo"),
    [
        (Grade, {"grade": "đạt", "count": "16/18"}, "Số này trong tổng số kia thì viết hai dòng: count: 16 và of: 18"),
        (Grade, {"grade": "đạt", "count": "hơn 100"}, "Viết hai dòng: count: 100 và precision: over"),
        (
            Award,
            {"by": "UBND tỉnh", "form": "giấy khen", "collectives": "gần 20"},
            "Viết hai dòng: collectives: 20 và precision: under",
        ),
        (
            Award,
            {"by": "UBND tỉnh", "form": "giấy khen", "individuals": "gần 1.200"},
            "Viết hai dòng: individuals: 1200 và precision: under",
        ),
    ],
)
def test_a_count_that_is_several_is_told_where_each_goes(part, fields, todo):
    assert fault(part, **fields).endswith(f"không phải số nguyên. {todo}")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": 2, "to": 1}, "to phải lớn hơn value. value là số đầu của khoảng, to là số cuối"),
        ({"to": 1}, "to phải lớn hơn value. value là số đầu của khoảng, to là số cuối"),
        ({"value": 120, "of": 100}, "of phải là tổng số, không nhỏ hơn value. Nếu là chỉ tiêu thì ghi vào target"),
        ({"of": 100}, "of phải là tổng số, không nhỏ hơn value. Nếu là chỉ tiêu thì ghi vào target"),
        ({"value": 0, "of": 0}, "of phải là tổng số, không nhỏ hơn value. Nếu là chỉ tiêu thì ghi vào target"),
        ({}, "thiếu value. Điền số, hoặc chép lại cách viết của nguồn vào as_written"),
        (
            {"value": 1, "percent_precision": "over"},
            "percent_precision là của tỷ lệ ở percent mà chưa có percent. Mức của con số thì ghi ở precision",
        ),
        (
            {"value": 1, "target": {"value": 2, "reached_precision": "over"}},
            "reached_precision là của tỷ lệ ở reached mà chưa có reached. Mức của chỉ tiêu thì ghi ở precision",
        ),
        ({"rows": [{"value": 1}]}, "dòng này chưa có tên. Điền label, hoặc unit khi chia theo địa bàn"),
    ],
)
def test_what_is_no_figure(fields, told):
    assert fault(Figure, **LABEL, **fields) == told


def test_figures_that_count_otherwise_are_no_rivals():
    one = Figure(**LABEL, value=12, measure="vụ", period=2023)
    assert rivals([one, Figure(**LABEL, value=1, measure="vụ", period=2023, average=True, per="tháng")]) == []
    assert rivals([one, Figure(**LABEL, value=57, measure="vụ", period="../2023")]) == []
    assert rivals([one, Figure(**LABEL, value=12, of=15, measure="vụ", period=2023)]) == []
    other = Figure(**LABEL, value=13, measure="vụ", period=2023)
    assert rivals([one, other]) == [[one, other]]
    fifteen, sixteen = (Figure(**LABEL, value=12, of=of, measure="vụ", period=2023) for of in (15, 16))
    assert rivals([fifteen, sixteen]) == [[fifteen, sixteen]]


# Targets and results


def test_a_target_of_a_plan():
    target = Target(label="Mô hình mới", value=1, to=2, measure="mô hình", per="xã")
    assert target.shown == "1–2 mô hình mỗi xã"
    times = [
        Target(label="x", value=1, period=period).when(Period.parse("2024")) for period in (None, "../2030", "2026")
    ]
    assert times == ["năm 2024", "đến năm 2030", "năm 2026"]
    assert (
        fault(Target, label="Mô hình mới") == "thiếu value. Điền số, hoặc chép lại cách viết của nguồn vào as_written"
    )


def test_no_bound_and_no_range_is_a_figure_of_the_home_page(mini):
    bounds = [{"label": "Tỷ lệ", "value": 80, "precision": "at_least"}, {"label": "Số lần", "value": 1, "to": 2},
              {"label": "Giảm", "compared": {"way": "fall", "against": "năm trước"}}]  # fmt: skip
    result = made(Result, "x", unit="quan-hoa-2025", year=2099, figures=bounds)
    plan = made(Document, "k", title="Kế hoạch", kind="plan", targets=[{"label": "Tỷ lệ", "value": 80}])
    kept = [record for record in mini if not isinstance(record, Result)]
    assert Finder(Catalogue(mini.site, [*kept, result, plan], mini.data), DAY).latest_figures(6) == []


def test_results_of_other_times_follow_those_of_the_year(mini):
    results = [
        made(Result, "a", unit="quan-hoa-2025", year=2024, period="2024-01/2024-06"),
        made(Result, "b", unit="quan-hoa-2025", year=2024),
        made(Result, "c", unit="quan-hoa-2025", year=2025, period="2021/2025"),
    ]
    kept = [record for record in mini if not isinstance(record, Result)]
    found = Finder(Catalogue(mini.site, [*kept, *results], mini.data), DAY).results()
    assert [one.heading for one in found] == [
        "Kết quả giai đoạn 2021–2025", "Kết quả năm 2024", "Kết quả 6 tháng đầu năm 2024",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        ({}, "năm 2024"),
        ({"period": "2024-01/2024-09"}, "9 tháng đầu năm 2024"),
        ({"period": "2020/2024"}, "giai đoạn 2020–2024"),
        ({"period": "2020/2024", "period_name": "nhiệm kỳ 2020–2025"}, "nhiệm kỳ 2020–2025"),
        ({"period": "../2024-08"}, "tính đến tháng 8/2024"),
    ],
)
def test_the_time_that_a_result_reports_on(fields, time):
    assert made(Result, "x", unit="u", year=2024, **fields).time == time


def test_a_result_stands_in_the_year_in_which_its_time_ends():
    told = fault(Result, unit="u", year=2024, period="2024/2025", sources="bai")
    assert told == "kỳ báo cáo 2024/2025 không kết thúc trong năm 2024. Ghi ở year năm cuối của kỳ"


# Ratings, awards


def test_a_rating_counts_its_grades_of_all():
    rating = Rating(
        about="Phong trào",
        measure="quận, huyện",
        of=18,
        grades=[{"grade": "xuất sắc", "count": 16}, {"grade": "khá", "percent": 5}],
    )
    assert [rating.told(grade) for grade in rating.grades] == ["16 trong 18 quận, huyện", "5 % trong 18 quận, huyện"]


@pytest.mark.parametrize(
    ("rating", "grade", "told"),
    [
        ({"measure": "xã", "of": 119}, {"percent": 94}, "94 % trong 119 xã"),
        ({"of": 119}, {"percent": 94}, "94 % trong 119"),
        ({"measure": "xã"}, {"percent": 94, "precision": "over"}, "hơn 94 % số xã"),
        ({}, {"percent": 94, "percent_precision": "under"}, "gần 94 %"),
        ({"measure": "xã", "of": 119}, {"count": 112, "percent": 94, "percent_precision": "over"},
         "112 trong 119 xã (hơn 94 %)"),
        ({"measure": "xã"}, {"count": 112, "precision": "about"}, "khoảng 112 xã"),
        ({"measure": "xã", "of": 119}, {"units": ["xa-a"]}, ""),
    ],
)  # fmt: skip
def test_a_grade_keeps_what_it_is_of_and_says_how_exact_each_number_is(rating, grade, told):
    rating = Rating(about="Tiêu chuẩn", grades=[{"grade": "đạt", **grade}], **rating)
    assert rating.told(rating.grades[0]) == told


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"measure": "xã", "of": 119, "period": 2022}, "Phong trào trường học (119 xã), năm 2022"),
        ({"measure": "xã"}, "Phong trào trường học (xã)"),
        ({"measure": "trường học"}, "Phong trào trường học"),
        ({"of": 119}, "Phong trào trường học (119 nơi được xét)"),
        ({}, "Phong trào trường học"),
    ],
)
def test_ratings_of_different_places_are_called_otherwise(fields, title):
    assert Rating(about="Phong trào trường học", grades=[{"grade": "đạt", "count": 1}], **fields).title == title


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        (Grade, {"grade": "khá"}, "mức này chưa có nơi nào. Điền count, hoặc liệt kê các nơi ở units"),
        (Grade, {"grade": "khá", "count": 1, "units": ["a", "b"]}, "liệt kê 2 nơi mà count là 1. Xem lại hai chỗ này"),
        (
            Rating,
            {"about": "x", "of": 2, "grades": [{"grade": "khá", "count": 3}]},
            "một mức có 3 nơi mà of là 2. Xem lại các con số",
        ),
    ],
)
def test_what_is_no_rating(kind, fields, told):
    assert fault(kind, **fields) == told


def test_an_award_tells_its_grade_and_how_exact_its_counts_are():
    award = Award(
        by="Chủ tịch nước",
        form="Huân chương",
        grade="hạng Nhì",
        recipients=180,
        precision="under",
        to_units=["xa-a"],
        period=2024,
    )
    assert (award.form_and_grade, award.shown) == ("Huân chương hạng Nhì", "gần 180 tập thể, cá nhân")
    assert (
        award.said_of("units", "xa-a") == "Chủ tịch nước tặng Huân chương hạng Nhì, năm 2024"
        and award.said_of("units", "xa-b") == ""
    )


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"collectives": 20, "individuals": 35, "precision": "under"}, "gần 20 tập thể, gần 35 cá nhân"),
        (
            {"collectives": 20, "individuals": 35, "precision": "under", "individuals_precision": "exact"},
            "gần 20 tập thể, 35 cá nhân",
        ),
        ({"collectives": 20, "individuals": 35, "individuals_precision": "over"}, "20 tập thể, hơn 35 cá nhân"),
    ],
)
def test_an_award_says_of_which_number_gan_was_said(fields, shown):
    assert Award(by="Chủ tịch", form="Giấy khen", **fields).shown == shown


def test_figures_with_percentages_of_other_exactness_differ():
    one, other = (
        Figure(**LABEL, value=9, of=10, percent=90, percent_precision=precision) for precision in ("exact", "over")
    )
    assert rivals([one, other]) == [[one, other]]


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("quý I/2024", "Viết 2024-01/2024-03"),
        ("Quý 2 năm 2024", "Viết 2024-04/2024-06"),
        ("6 tháng đầu năm 2024", "Viết 2024-01/2024-06"),
        ("9 tháng/2024", "Viết 2024-01/2024-09"),
        ("6 tháng cuối năm 2024", "Viết 2024-07/2024-12"),
        ("../T7/2023", "Viết ../2023-07"),
        ("tháng 7/2023", "Viết năm-tháng-ngày: 2023-07"),
        ("giai đoạn 2020-2024", "Viết 2020/2024"),
        ("từ ngày 15/12/2023 đến ngày 14/6/2024", "Viết 2023-12-15/2024-06-14"),
        (
            "từ đầu năm 2024",
            "Biết ngày cuối thì viết 2024-01-01/ rồi ngày cuối; chưa rõ thì ghi chữ ấy vào since của số liệu",
        ),
    ],
)
def test_a_time_in_the_words_of_a_report_is_told_how_it_is_written(text, todo):
    assert todo in fault(Figure, **LABEL, value=1, period=text)


@pytest.mark.parametrize(
    "text", ["../2023-07", "../2023", "2023-06/2023", "2019-01/..", "2019/..", "2024-01/2024-06", "2013/2023"]
)
def test_a_time_that_is_written_as_it_should_be_is_read(text):
    assert str(Period.parse(text)) == text
