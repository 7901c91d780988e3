"""What the records of this site say, where the articles have been read otherwise than they are. Each rule is of a kind of fault."""

import pytest
from markupsafe import escape

from macros.addresses.address import FEED
from macros.exports.feed import feeds
from macros.records import Event, Model, Organisation, Result, Source, Term, Unit
from macros.records.base import FieldType
from macros.records.life import Stage
from macros.records.parts import Disagreement
from macros.records.source import SourceKind
from macros.records.walk import values
from tests.by_hand import made
from tests.conftest import contents

ONLY_IN_A_CAPTION = "Thông tin chỉ có ở chú thích ảnh"
SPELT_OUT = {"Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"}
JOINT = ("Bộ Công an", "UBND thành phố")


def texts(record) -> str:
    return "\n".join(
        one.value for one in values(record) if one.field.type in (FieldType.LINE, FieldType.PROSE) and one.value
    )


def test_an_event_known_from_an_undated_caption_has_no_sure_date(real):
    found = [event for event in real.events() if ONLY_IN_A_CAPTION in texts(event)]
    assert len(found) == 2 and all(event.date.about and event.date_note for event in found)


def test_every_event_is_in_the_feed_also_one_of_an_unknown_year(real):
    feed = contents(feeds(real))[FEED]
    assert real.undated_events() and all(str(escape(event.told_as)) in feed for event in real.events())


def test_who_recognised_together_stands_together(real):
    """Apart, the city alone would seem to direct what is done in the whole country."""
    for model in real.all(Model):
        for one in model.recognition:
            if "toàn quốc" in one.text or "cả nước" in one.text:
                assert all(name in one.by for name in JOINT), model.id


def test_only_what_a_source_calls_a_model_is_counted(real):
    uncounted = {model.id: model.called for model in real.all(Model) if not model.is_counted}
    assert uncounted == {
        "to-lien-gia-an-toan-pccc-le-chan": "tổ",
        "diem-chua-chay-cong-cong-le-chan": "điểm",
        "nam-khong-ba-sach-quan-hong-bang": None,  # only planned
    }
    assert real.count(Model) == 17


def test_steps_are_in_order_only_where_a_source_gives_one(real):
    assert [model.id for model in real.all(Model) if len(model.steps) > 1 and model.in_order] == []


def test_a_planned_model_has_no_place_on_the_map(real):
    (planned,) = [model for model in real.all(Model) if model.is_planned]
    assert planned.id == "nam-khong-ba-sach-quan-hong-bang" and not planned.points
    assert planned.units[0] not in {unit.id for unit, models, _ in real.units_with_own_content() if models}


def test_no_article_states_who_is_above_whom(real):
    """An organisation's parent is a statement too, and rests on its sources: none of the articles makes it."""
    articles = {source.id for source in real.all(Source) if source.kind == "article"}
    assert [one.id for one in real.all(Organisation) if one.parent and set(one.sources) <= articles] == []


def test_the_morning_s_article_is_no_source_of_the_afternoon_s_meeting(real):
    assert real.get(Event, "2024-01-18-tong-ket-phong-trao-quan-le-chan").sources == [
        "bai-hoi-nghi-tong-ket-quan-le-chan-2024-01-18"
    ]
    for event in real.events():
        days = [real.get(Source, source).published for source in event.sources]
        assert not any(
            day and day.day and event.date.day and day.year and event.date.year and day < event.date for day in days
        )


@pytest.mark.parametrize("kind", [Event, Model, Result])
def test_a_name_is_no_description(real, kind):
    """What is read from a name says so."""
    said = "\n".join(map(texts, real.all(kind)))
    assert "gồm ba phần" not in said and "làm giảm" not in said


def test_the_movement_is_defined_by_its_documents(real):
    """Not by the tasks that one district has set itself."""
    term = real.get(Term, "toan-dan-bao-ve-an-ninh-to-quoc")
    assert "09/CTr-BCA-MTTW" in term.meaning and term.sources
    assert "Hồng Bàng" not in term.meaning and "Chưa tra cứu được văn bản" in term.meaning


def test_the_kinds_of_unit_in_the_data_are_in_the_meaning_of_a_unit(real):
    meaning = real.get(Term, "don-vi-hanh-chinh").meaning
    assert [
        kind for kind in {unit.kind.label for unit in real.all(Unit)} if kind.split()[0].lower() not in meaning.lower()
    ] == []


def test_a_stage_is_called_as_its_source_calls_it(real):
    """A model is launched only where the source says so: what is told to be no launch is none."""
    for model in real.all(Model):
        for step in model.life:
            assert not (step.stage is Stage.LAUNCHED and step.note and "không dùng chữ “ra mắt”" in step.note), model.id


def test_a_model_of_which_the_source_tells_the_name_alone_has_no_theme(real):
    assert [model.id for model in real.all(Model) if not model.themes] == ["nam-khong-ba-sach-quan-hong-bang"]


def test_other_names_are_of_the_sources_not_made_up_for_the_search(real):
    for kind in (Model, Organisation):
        for one in real.all(kind):
            for name in one.other_names:
                assert not name.startswith(("Các ", "BCĐ ")), one.id
                assert name.split()[0] not in SPELT_OUT, one.id


def test_who_recognised_is_told_by_name(real):
    for model in real.all(Model):
        for one in model.recognition:
            assert one.told_by == one.by


def test_only_what_a_model_changed_is_its_result(real):
    assert [
        model.id
        for model in real.all(Model)
        if any("rút kinh nghiệm" in one.text.lower() or "kinh nghiệm rút" in one.text for one in model.results)
    ] == []


def test_a_described_source_is_said_to_be_untitled(real):
    """Its title is ours where it begins with what kind of thing it is, and then tells neither who put it up nor when."""
    for source in real.all(Source):
        if source.title.startswith(("Bài về", "Trang về")):
            assert source.untitled, source.id
        if source.untitled and source.publisher:
            assert source.publisher not in source.title, source.id


@pytest.mark.parametrize(
    ("kind", "by", "on"),
    [
        ("article", "Nơi đăng", "Ngày đăng"),
        ("law_text", "Cơ quan ban hành", "Ngày ban hành"),
        ("plan", "Cơ quan ban hành", "Ngày ban hành"),
        ("statistics", "Cơ quan công bố", "Ngày công bố"),
    ],
)
def test_law_and_plans_are_issued(kind, by, on):
    source = made(Source, "s", kind=SourceKind(kind))
    assert (source.published_by, source.published_on) == (by, on)


def test_the_police_of_an_article_is_not_made_the_police_of_a_ward(real):
    for name in ("cong-an-phuong-lach-tray", "ban-chi-dao-799-phuong-lach-tray"):
        assert "không ghi rõ là Công an phường" in texts(real.get(Organisation, name)), name


def test_what_a_source_does_not_tell_stands_in_no_field(real):
    for source in ("bai-ngay-hoi-phuong-lach-tray-2024-08-20", "bai-so-ket-lien-ket-truong-son"):
        assert real.get(Source, source).publisher is None


@pytest.mark.parametrize(
    ("accounts", "differ"),
    [
        ([["a"]], False),
        ([["a", "b"]], False),  # one account on which both agree
        ([["a"], ["a"]], False),
        ([["a", "b"], ["b", "a"]], False),
        ([["a"], ["b"]], True),
        ([["a"], ["a"], ["b"]], True),
    ],
)
def test_sources_differ_only_where_they_give_different_accounts(accounts, differ):
    told = Disagreement(about="x", accounts=[{"says": "x", "source": sources} for sources in accounts]).title
    assert told == ("Các nguồn nêu khác nhau" if differ else "Nguồn ghi chưa rõ")


def test_a_note_that_leads_to_where_sources_differ_leads_to_what_stands_there(real):
    for result in real.all(Result):
        titles = {one.title.lower() for one in result.disagreements}
        notes = [figure.note.lower() for figure in result.figures if figure.note and "em phần " in figure.note]
        assert all(any(f"xem phần {title}" in note for title in titles) for note in notes), result.id
    assert {one.about: one.title for one in real.get(Result, "quan-le-chan-2023").disagreements} == {
        "36 mô hình là số trước hay sau khi thêm 5 mô hình mới": "Các nguồn nêu khác nhau",
        "5 mô hình mới hay 4 tên": "Nguồn ghi chưa rõ",
        "Số tập thể và cá nhân được UBND quận Lê Chân khen": "Các nguồn nêu khác nhau",
        "Số hộ được tuyên truyền, huấn luyện nghiệp vụ PCCC": "Nguồn ghi chưa rõ",
        "Thời gian của 321 vụ việc và các tang vật thu giữ": "Các nguồn nêu khác nhau",
    }
