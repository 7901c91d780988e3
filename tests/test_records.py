"""Rules of single records, and what records say of themselves."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from macros.language.dates import PartialDate
from macros.language.problems import DataError
from macros.records import Document, Event, Model, Organisation, Result, Site, Source, Term, Theme, Unit
from macros.records.amount import Precision
from macros.records.base import is_id
from macros.records.figure import Figure
from macros.records.life import Recognition, Stage
from macros.records.partner import Partner
from macros.records.parts import Award, Contact, Passage
from macros.records.point import Point
from macros.records.session import Session
from macros.records.unit import Abolition, Area, Centroid, Change, Overlap, UnitKind
from tests.by_hand import made


def faults(kind, /, **fields) -> list[str]:
    """What is wrong with these fields of a kind, one message each."""
    with pytest.raises(ValidationError) as error:
        kind.model_validate(fields)
    return [one["msg"] for one in error.value.errors()]


# Figures, awards, passages

FIGURE = {"label": "Số hộ"}


@pytest.mark.parametrize("value", ["33.786", "1.000", "0.125"])
def test_three_decimals_could_be_thousands(value):
    joined = value.replace(".", "")
    assert faults(Figure, **FIGURE, value=Decimal(value)) == [
        f"'{value}' đọc được hai cách. Nếu là hàng nghìn thì viết liền {joined}; nếu là số lẻ thì thêm số 0 ở cuối: {value}0"
    ]
    assert Figure(**FIGURE, value=Decimal(f"{value}0")).value == Decimal(value)
    assert Figure(**FIGURE, value=Decimal(value[:-1])).value == Decimal(value[:-1])


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("36,6", "Viết 36.6"),
        ("1 000,5", "Viết 1000.5"),
        ("1,000,000", "Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6"),
        ("1.000,5", "Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6"),
        ("1.000", "Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6"),
    ],
)
def test_a_number_in_words_is_told_with_what_is_meant(text, todo):
    assert faults(Figure, **FIGURE, value=text) == [f"'{text}' không phải số. {todo}"]


def test_a_figure_needs_a_value_or_what_the_source_wrote():
    assert faults(Figure, **FIGURE) == ["thiếu value. Điền số, hoặc chép lại cách viết của nguồn vào as_written"]
    assert Figure(**FIGURE, value=0).shown == "0"
    assert Figure(**FIGURE, as_written="49/748").shown == "49/748"


@pytest.mark.parametrize(
    ("precision", "shown"), [("exact", "5"), ("over", "hơn 5"), ("about", "khoảng 5"), ("under", "gần 5")]
)
def test_how_exact_a_number_is_stands_before_it(precision, shown):
    assert Figure(**FIGURE, value=5, precision=precision).shown == shown
    assert Figure(**FIGURE, value=5).precision is Precision.EXACT


def test_figures_about_the_same_have_the_same_subject():
    one = Figure(label="Số HỘ", value=1, measure="hộ", period="2023")
    assert one.subject == Figure(label="số hộ", value=2, measure="hộ", period=2023).subject == ("số hộ", "hộ", "2023")
    assert Figure(label="Số hộ", value=1).subject == ("số hộ", "", "")


def test_an_award_tells_whom_it_counts_none_too():
    award = {"by": "UBND", "form": "giấy khen"}
    assert Award(**award, collectives=16, individuals=1800).shown == "16 tập thể, 1.800 cá nhân"
    assert Award(**award, recipients=6).shown == "6 tập thể, cá nhân"
    assert Award(**award, collectives=0).shown == "0 tập thể"
    assert Award(**award).shown == ""
    assert faults(Award, **award, collectives=-1)


def test_a_passage_may_be_written_as_its_text_and_a_list_of_sources_as_one():
    model = made(Model, "x", situation="Mất trộm.", steps=["Họp.", {"text": "Làm.", "source": "bai"}])
    assert isinstance(model.situation, Passage) and model.situation.text == "Mất trộm."
    assert [step.source for step in model.steps] == [[], ["bai"]]
    assert model.sources == ["bai"]


@pytest.mark.parametrize("url", ["bao.vn", "http://", "ftp://bao.vn", "https://bao vn", "x https://bao.vn"])
def test_an_address_on_the_web_begins_as_such(url):
    assert faults(Contact, url=url) and faults(Source, title="Bài", kind="article", url=url)


# Bounds

WHERE = {"source": "bai"}
BOUNDS = [
    (Overlap, {"unit": "u", **WHERE}, "area_share", [0.001, 1], [0, 1.001]),
    (Area, WHERE, "km2", [0.001], [0, -1]),
    (Centroid, {"longitude": 106, **WHERE}, "latitude", [8, 24], [7.99, 24.01]),
    (Centroid, {"latitude": 20, **WHERE}, "longitude", [102, 118], [101.99, 118.01]),
    (Result, {"unit": "u", "sources": "bai"}, "year", [1945, 2100], [1944, 2101]),
    (Change, {"unit": "u", "date": 2025, "share": "whole", "verification": "law_text", "sources": "bai"}, "population", [0], [-1]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "others", "name", "good", "bad"), BOUNDS, ids=lambda one: getattr(one, "__name__", None)
)
def test_numbers_have_bounds(kind, others, name, good, bad):
    for value in good:
        assert getattr(
            kind.model_validate(others | {name: Decimal(str(value)) if isinstance(value, float) else value}), name
        ) == Decimal(str(value))
    for value in bad:
        assert faults(kind, **others, **{name: value})


@pytest.mark.parametrize("kind", [Model, Event, Unit, Organisation, Result])
def test_a_record_rests_on_a_source(kind):
    with pytest.raises(ValidationError, match="sources"):
        made(kind, "x", sources=[])


def test_a_model_has_a_unit_and_a_theme_where_its_source_tells_of_one():
    with pytest.raises(ValidationError, match="units"):
        made(Model, "x", units=[])
    assert made(Model, "x", themes=[]).themes == []


def test_one_line_is_one_line_and_no_text_is_endless():
    assert faults(Theme, name="a\nb") == ["mục này chỉ được một dòng. Bỏ dấu xuống dòng"]
    assert faults(Theme, name=" ") == ["mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết"]
    assert faults(Theme, name="a", summary="") == ["mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết"]
    assert made(Theme, "x", name=f" {'a' * 500} ", summary=f"{'b' * 20_000}\n").name == "a" * 500
    assert faults(Theme, name="a" * 501) and faults(Theme, name="a", summary="b" * 20_001)
    assert made(Theme, "x", aliases=["a" * 120]) and faults(Theme, name="a", aliases=["a" * 121])


def test_what_is_not_defined_is_refused_and_nothing_can_be_changed():
    assert faults(Theme, name="a", ten="b") == ["Extra inputs are not permitted"]
    with pytest.raises(ValidationError):
        made(Theme, "x").name = "b"
    assert "bí mật" not in str(pytest.raises(ValidationError, Theme.model_validate, {"name": ["bí mật"]}).value)


# Records themselves


def test_a_record_is_told_apart_by_its_kind_and_id():
    one, same, other = made(Theme, "a"), made(Theme, "a", name="Khác"), made(Theme, "b")
    assert one == same and hash(one) == hash(same) and one != other
    assert one != made(Term, "a") and one != "a"
    assert len({one, same, other, made(Term, "a")}) == 3
    assert (one.id, one.file) == ("a", Path("data/themes/a.yml"))
    assert (Theme(name="x").id, Theme(name="x").file, Theme(name="x").draft) == ("", Path(), False)


@pytest.mark.parametrize(("text", "is_so"), [("a-1", True), ("1", True), ("", False), ("a-", False), ("-a", False), ("a--b", False),
                                              ("A", False), ("đ", False), ("a b", False), ("a\n", False)])  # fmt: skip
def test_what_can_be_an_id(text, is_so):
    assert is_id(text) is is_so


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(Model, "Mô hình"), (Event, "Sự kiện"), (Unit, "Phường Hoa"), (Organisation, "Công an"), (Result, "Kết quả năm 2024"),
     (Source, "Bài"), (Theme, "Lĩnh vực"), (Term, "Thuật ngữ")],
)  # fmt: skip
def test_what_a_record_is_called(kind, heading):
    assert made(kind, "x").heading == heading


# Events


@pytest.mark.parametrize(
    ("date", "end", "is_right"),
    [("2024-05-02", "2024-05-01", False), ("2024-05-02", "2024-05-02", True), ("2024-05-02", "2024-05", True)],
)
def test_an_event_ends_after_it_begins(date, end, is_right):
    if is_right:
        assert str(made(Event, "x", date=date, end=end).end) == end
    else:
        with pytest.raises(ValidationError, match=r"2024-05-01 đứng trước date \(2024-05-02\)"):
            made(Event, "x", date=date, end=end)


# Kinds


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("plan", None, "Kế hoạch"),
        ("plan", "Kế hoạch phối hợp", "Kế hoạch phối hợp"),
        ("letter", "hỏa tốc", "Công văn: hỏa tốc"),
        ("other", "Thư khen", "Thư khen"),
        ("other", None, "Văn bản khác"),
    ],
)
def test_a_kind_is_told_by_its_label_and_what_is_none_of_them_by_words(kind, words, told):
    assert made(Document, "x", kind=kind, kind_name=words).kind_shown == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": 9, "of": 23, "measure": "lớp", "percent": 40}, ("9 trong 23 lớp (40 %)", "")),
        ({"value": 60, "precision": "over", "measure": "điểm cầu", "online": True}, ("hơn 60 điểm cầu", "")),
        ({"name": "Lễ khai giảng", "date": "2024-06-10", "time": "sáng"}, ("", "buổi sáng, 10/6/2024")),
        ({"units": "xa", "date": "2024-06-10", "end": "2024-06-12"}, ("", "10/6/2024 đến 12/6/2024")),
        ({"place": "Hội trường", "time": "14:30"}, ("", "14 giờ 30")),
    ],
)
def test_a_session_as_a_reader_sees_it(fields, told):
    session = Session(**fields)
    assert (session.shown, session.when) == told


def test_what_is_no_session_and_no_partner():
    assert faults(Session, note="Mỗi lớp hai ngày.") == [
        "buổi này chưa nói gì. Điền name, value, date, units hoặc place"
    ]
    assert "đứng trước date" in faults(Session, date="2024-06-10", end="2024-06-09")[0]
    assert faults(Partner, brings="Quà.") == ["chưa nói đơn vị nào. Điền organisation, unit hoặc name"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"role": "signatory", "brings": "Tuần tra chung."}, "Ký kết, ký giao ước: Tuần tra chung."),
        ({"role": "other", "role_name": "Chứng kiến"}, "Chứng kiến"),
        ({}, "Tham gia"),
    ],
)
def test_as_what_a_unit_takes_part(fields, said):
    partner = Partner(unit="a", organisation="b", **fields)
    assert partner.said_of("units", "a") == partner.said_of("organisations", "b") == said
    assert partner.said_of("units", "b") == partner.said_of("organisations", "a") == ""


def test_an_event_takes_place_in_its_units_and_those_of_its_sessions_once_each():
    event = made(
        Event, "x", unit="b", units=["a", "b"], sessions=[{"units": ["c", "a"]}, {"value": 64, "online": True}]
    )
    assert event.all_units == ["b", "a", "c"] and event.is_online


def test_recognition_of_another_level_says_whose():
    told = faults(Recognition, level="other", text="Biểu dương.")
    assert told == ["level là other mà chưa nói cơ quan nào. Điền by"]
    assert Recognition(level="state", text="Tặng Huân chương.").level.label == "cấp Nhà nước"


# Models


def life(*steps) -> Model:
    """A model with steps in its life: (stage, date) of each."""
    return made(Model, "x", life=[{"stage": stage, "date": date} for stage, date in steps])


def test_when_a_model_began():
    assert made(Model, "x").launched is None
    launched = ("launched", "2023-05")
    assert (
        str(life(("interim_review", "2022"), ("launched", None), launched, ("launched", "2024")).launched) == "2023-05"
    )
    assert life(("interim_review", "2022")).launched is None
    assert str(life(("launched", "XXXX-01-01"), ("launched", "2024-01"), ("launched", "2006")).launched) == "2006"
    assert str(life(launched).model_copy(update={"since": PartialDate(2021)}).launched) == "2021"


def test_the_state_of_a_model_is_the_last_step_by_date():
    assert made(Model, "x").state is None
    assert life(("removed", "2024-06"), ("launched", "2023"), ("replicated", None)).state.stage is Stage.REMOVED
    assert life(("launched", None), ("removed", None)).state.stage is Stage.REMOVED
    assert life(("final_review", "2024"), ("launched", "2024")).state.stage is Stage.FINAL_REVIEW
    assert life(("interim_review", "2024-05"), ("launched", "2024")).state.stage is Stage.INTERIM_REVIEW
    assert life(("final_review", "2024"), ("launched", "XXXX-01-01")).state.stage is Stage.FINAL_REVIEW
    assert life(("final_review", "2024"), ("launched", "2024-06")).state.stage is Stage.FINAL_REVIEW


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "thon", "name": "Đoài"}, "Thôn Đoài"),
        ({"kind": "thon", "name": "Thôn Đoài"}, "Thôn Đoài"),
        ({"kind": "to_dan_pho", "name": "số 5"}, "Tổ dân phố số 5"),
        ({"kind": "to_dan_pho", "name": "Tổ 5"}, "Tổ 5"),
        ({"kind": "road", "name": "Đường Trần Phú"}, "Đường Trần Phú"),
        ({"kind": "school", "kind_name": "Trường mầm non", "name": "Hoa Sen"}, "Trường mầm non Hoa Sen"),
        ({"kind": "other", "kind_name": "Xóm chài", "name": "Gốc Đa"}, "Xóm chài Gốc Đa"),
        ({"kind": "other", "name": "Gốc Đa"}, "Gốc Đa"),
        ({"kind": "wharf"}, "Bến"),
        ({"name": "Bến xe Mẫu"}, "Bến xe Mẫu"),
        ({}, ""),
    ],
)
def test_a_place_is_told_with_its_kind_once(fields, told):
    assert Point(unit="u", **fields).named == told


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ([("planned", "2024", {})], "Mới dự kiến thực hiện"),
        ([("launched", "2019", {}), ("paused", "2020", {})], "Đang tạm dừng"),
        ([("paused", "2020", {}), ("resumed", "2021", {})], ""),
        ([("removed", "2022", {})], "Đã thanh loại"),
        ([("launched", "2019", {}), ("ended", "2022", {})], "Đã kết thúc hoạt động"),
        ([("launched", "2019", {}), ("replaced", "2022", {"became": "b"})], "Đã được thay thế"),
        ([("merged", "2022", {"became": "b"})], "Đã hợp nhất"),
        ([("divided", "2022", {"became": ["b", "c"]})], "Đã tách"),
        ([("merged", "2022", {"came_from": "b"})], ""),
        ([("renamed", "2019", {"old_name": "Tên trước"})], ""),
        ([("renamed", "2019", {"became": "b"})], "Đã đổi tên"),
    ],
)
def test_what_is_said_of_a_model_that_does_not_run_as_it_did(steps, standing):
    told = [{"stage": stage, "date": date, **more} for stage, date, more in steps]
    assert made(Model, "x", life=told).standing == standing


def test_a_model_belongs_to_its_units_and_those_of_its_points_once_each():
    model = made(Model, "x", units=["b", "a"], points=[{"unit": "c"}, {"unit": "a"}, {"unit": "c"}])
    assert model.all_units == ["b", "a", "c"]


# Units


@pytest.mark.parametrize("kind", UnitKind)
def test_the_level_of_a_unit(kind):
    levels = {
        "province": ("municipality", "province"),
        "district": ("urban_district", "rural_district", "city", "town"),
    }
    expected = next((level for level, kinds in levels.items() if kind in kinds), "commune")
    assert kind.level == expected


@pytest.mark.parametrize(
    ("date", "existed"),
    [
        ("2024-12-31", False), ("2025-01-01", True), ("2025-06-30", True), ("2025-07-01", False), ("2025-07", False), ("2025-06", True),
        ("2024", False), ("2025", True), ("2026", False), ("XXXX-08-01", True),
    ],
)  # fmt: skip
def test_a_unit_existed_at_some_time_within_a_date(date, existed):
    unit = made(Unit, "x", start="2025-01-01", end="2025-06-30")
    assert unit.existed(PartialDate.parse(date)) is existed
    assert unit.is_former and not made(Unit, "x").is_former
    assert made(Unit, "x").existed(PartialDate.parse(date))
    assert made(Unit, "x", start="2025").existed(PartialDate.parse("2025-01-01"))
    assert made(Unit, "x", end="2025").existed(PartialDate.parse("2025-12-31"))


def test_a_unit_ends_after_it_starts():
    with pytest.raises(ValidationError, match=r"2024 đứng trước start \(2025\)"):
        made(Unit, "x", start=2025, end=2024)


CHANGE = {"unit": "u", "date": 2025, "share": "whole", "sources": "bai"}
ABOLITION = {"date": 2025, "sources": "bai"}


def test_what_is_inferred_cites_no_law():
    for more in ({"document": "luat"}, {"clause": "Điều 1"}):
        assert faults(Change, **CHANGE, verification="inferred", **more) == [
            "thay đổi suy luận (inferred) không được dẫn văn bản. Bỏ document và clause, ghi lý do vào note"
        ]
        assert Change(**CHANGE, verification="secondary", **more)
    assert Change(**CHANGE, verification="inferred", note="Vì tên.").note == "Vì tên."
    assert faults(Abolition, **ABOLITION, verification="inferred", documents=["luat"]) == [
        "thay đổi suy luận (inferred) không được dẫn văn bản. Bỏ documents, ghi lý do vào note"
    ]
    assert Abolition(**ABOLITION, verification="law_text", documents=["luat"]) and Abolition(
        **ABOLITION, verification="inferred"
    )


# The site


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("https://a.example", "https://a.example/"),
        ("http://a.example/b", "http://a.example/b/"),
        ("https://a.example/b//", "https://a.example/b/"),
    ],
)
def test_a_site_at_another_address(url, whole):
    site = Site(name="a", place="b", description="c")
    assert site.at(url).url == whole and site.at(url).name == "a" and site.url is None


@pytest.mark.parametrize(
    "url",
    ["a.example", "https://", "https://a.example/?b", "https://a.example/#b", "https://a b/", "xhttps://a.example"],
)
def test_what_is_no_address_of_a_site_is_told(url):
    with pytest.raises(DataError) as error:
        Site(name="a", place="b", description="c").at(url)
    assert str(error.value.problems[0]) == (
        f"--url: '{url}' không phải địa chỉ của một trang web. Viết như https://vi-du.vn/ hoặc https://vi-du.vn/phong-trao/."
    )
