"""What a record is on a day: a draft, waiting for review, to come, over, or public; and what an approval holds for."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.catalogue import Catalogue
from macros.catalogue.checks import links_lead_somewhere
from macros.files.writer import write
from macros.language.problems import DataError
from macros.load import load, read
from macros.records import Event, Model, Site, Source, Term, Theme
from macros.records.posting import dated
from macros.records.standing import Standing, approval_holds, approved, corrected, said, standing, still_approved
from tests.by_hand import made
from tests.conftest import SAMPLE

DAY = date(2026, 5, 10)
BEFORE, AFTER = "2026-05-09", "2026-05-11"


def files(_: str) -> str:
    return "1"


def theme(**fields) -> Theme:
    return made(Theme, "x", **fields)


@pytest.mark.parametrize(
    ("fields", "is_approved", "expected", "words"),
    [
        ({}, True, Standing.PUBLIC, "trên trang"),
        ({}, False, Standing.WAITING, "chờ duyệt"),
        ({"draft": True, "remove_on": BEFORE}, True, Standing.DRAFT, "bản nháp"),
        ({"publish_on": str(DAY)}, True, Standing.PUBLIC, "trên trang"),
        ({"publish_on": AFTER}, True, Standing.COMING, "lên trang ngày 11/5/2026"),
        ({"publish_on": AFTER}, False, Standing.WAITING, "chờ duyệt"),
        ({"remove_on": AFTER}, True, Standing.PUBLIC, "trên trang"),
        ({"remove_on": str(DAY)}, True, Standing.OVER, "đã gỡ từ ngày 10/5/2026"),
        ({"remove_on": BEFORE}, False, Standing.OVER, "đã gỡ từ ngày 9/5/2026"),
    ],
)
def test_a_record_has_one_standing_on_a_day(fields, is_approved, expected, words):
    record = theme(**fields)
    assert standing(record, DAY, is_approved) is expected
    assert said(record, expected) == words


def test_a_record_that_goes_before_it_comes_is_refused():
    with pytest.raises(ValueError, match=r"2026-05-10 không sau publish_on \(2026-05-10\)"):
        theme(publish_on=str(DAY), remove_on=str(DAY))


def test_an_approval_ends_when_the_record_tells_anything_else_and_then_only():
    record = approved(theme(draft=True), "Lê A, Trưởng phòng", DAY, files)
    assert approval_holds(record, files) and not record.draft and str(record.posted) == str(DAY)
    for kept in ({"aliases": ["cu"]}, {"publish_on": None}, {"privacy": []}, {"posted": None, "changed": None}):
        assert approval_holds(record.model_copy(update=kept), files)
    changed = record.model_copy(update={"name": "Tên khác"})
    assert not approval_holds(changed, files)
    assert standing(changed, DAY, is_approved=False) is Standing.CHANGED
    assert said(changed, Standing.CHANGED) == "đã sửa sau khi Lê A, Trưởng phòng duyệt ngày 10/5/2026, chờ duyệt lại"
    assert approval_holds(changed.model_copy(update={"name": record.name}), files)
    # It was to appear on a day that has come, and was changed before: nobody has seen it, so the site can do without it.
    coming = approved(theme(publish_on="2026-06-01"), "Lê A", DAY, files)
    unseen = dated(coming.model_copy(update={"name": "Tên khác"}), DAY, reviewed=True)
    assert [standing(unseen, date(2026, month, 1), False) for month in (5, 6)] == [Standing.WAITING] * 2
    seen = dated(coming.model_copy(update={"name": "Tên khác"}), date(2026, 6, 2), reviewed=True)
    assert standing(seen, date(2026, 6, 2), is_approved=False) is Standing.CHANGED
    small = corrected(changed, record.approval, "Trần B", date(2026, 5, 12), "Sửa lỗi gõ", files)
    assert approval_holds(small, files) and str(small.changed) == "2026-05-12"
    (correction,) = small.approval.corrections
    assert (small.approval.by, correction.by, correction.what) == ("Lê A, Trưởng phòng", "Trần B", "Sửa lỗi gõ")


def test_an_approval_ends_when_a_picture_is_another_one_of_the_same_name():
    shot = {
        "file": "a.jpg",
        "shows": "Sân nhà văn hóa",
        "credit": "ảnh của Công an phường",
        "own": True,
        "people": "nobody",
    }
    record = approved(made(Model, "x", pictures=[shot]), "Lê A", DAY, files)
    assert approval_holds(record, files)
    assert not approval_holds(record, lambda name: "2")


def test_an_approval_goes_on_when_other_records_get_other_ids():
    record = approved(made(Model, "x"), "Lê A", DAY, files)
    follows = record.model_copy(update={"themes": ["ten-moi"]})
    assert approval_holds(still_approved(follows, record, files), files)
    unapproved = record.model_copy(update={"name": "Khác"})
    assert not approval_holds(still_approved(follows, unapproved, files), files)


def test_what_is_to_come_is_posted_on_its_day_and_what_was_never_approved_not_at_all():
    coming = dated(theme(publish_on="2026-06-01"), DAY)
    assert (str(coming.posted), str(coming.changed)) == ("2026-06-01", "2026-06-01")
    later = dated(coming.model_copy(update={"publish_on": theme(publish_on="2026-07-01").publish_on}), DAY)
    assert str(later.posted) == "2026-07-01"
    at_once = dated(coming.model_copy(update={"publish_on": None}), DAY)
    assert str(at_once.posted) == str(DAY)
    assert dated(coming, date(2026, 6, 5)) is coming
    assert dated(theme(), DAY, reviewed=True).posted is None
    assert approved(theme(), "Lê A", DAY, files).posted is not None


@pytest.mark.parametrize(
    ("record", "to", "told"),
    [
        ({}, {"draft": True}, "còn là bản nháp"),
        (
            {},
            {"remove_on": "2036-01-01"},
            "gỡ khỏi trang ngày 1/1/2036, trước bản ghi này. Bỏ liên kết, hoặc ghi remove_on: 2036-01-01",
        ),
        ({"remove_on": "2036-01-02"}, {"remove_on": "2036-01-01"}, "gỡ khỏi trang"),
        ({"remove_on": "2036-01-01"}, {"remove_on": "2036-01-01"}, None),
        ({}, {"remove_on": "2020-01-01"}, "gỡ khỏi trang"),
        ({"remove_on": "2020-01-01"}, {"remove_on": "2019-01-01"}, None),
        ({}, {"publish_on": "2036-01-01"}, "ngày 1/1/2036 mới lên trang, sau bản ghi này"),
        ({"publish_on": "2035-01-01"}, {"publish_on": "2036-01-01"}, "mới lên trang"),
        ({"publish_on": "2036-01-01"}, {"publish_on": "2036-01-01"}, None),
        ({}, {"publish_on": "2020-01-01"}, None),
        ({"draft": True}, {"publish_on": "2036-01-01"}, None),
    ],
)
def test_a_link_leads_somewhere_on_all_days_on_which_it_is_there(record, to, told):
    records = [made(Source, "bai", **to), made(Term, "x", **{"sources": "bai"} | record)]
    site = Site(name="Trang", place="Nơi", description="Trang thử.")
    problems = [str(one) for one in links_lead_somewhere(Catalogue(site, records, Path("data")))]
    assert len(problems) == (told is not None)
    assert all(told in one for one in problems)


def test_what_was_changed_may_link_to_what_waits_as_both_are_reviewed_together():
    site = Site(name="Trang", place="Nơi", description="Trang thử.", review=True)
    term = approved(made(Term, "x", sources="bai"), "Lê A", DAY, files)
    for one, told in ((term, [True]), (term.model_copy(update={"name": "Khác"}), [])):
        catalogue = Catalogue(site, [made(Source, "bai"), one], Path("data"))
        assert [problem.waits for problem in links_lead_somewhere(catalogue)] == told


@pytest.fixture
def data(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "data")
    return tmp_path / "data"


def on(monkeypatch, day: str) -> None:
    seconds = int((date.fromisoformat(day) - date(1970, 1, 1)).total_seconds())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))


def test_only_what_is_public_on_the_day_is_read_for_the_site(data, monkeypatch):
    event = next(one for one in load(data).events if not read(data)[0].referring(one, Model))
    write(event.file, event.model_copy(update={"publish_on": _day("2026-06-01"), "remove_on": _day("2026-07-01")}))
    for day, is_there in (("2026-05-31", False), ("2026-06-01", True), ("2026-06-30", True), ("2026-07-01", False)):
        on(monkeypatch, day)
        assert (event.id in load(data).by_id(Event)) is is_there, day
        assert event.id in load(data, drafts=True).by_id(Event)


def test_where_records_are_reviewed_only_what_is_approved_is_on_the_site(data):
    settings = data / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "review: true\n", encoding="utf-8")
    assert list(load(data)) == []
    catalogue, _ = read(data)
    for record in catalogue:
        if not record.draft:
            write(record.file, approved(record, "Lê A", DAY, catalogue.album.digest))
    whole = load(data)
    assert len([*whole]) == len([one for one in catalogue if not one.draft])
    record = next(one for one in whole.by_id(Theme).values())
    write(record.file, record.model_copy(update={"summary": "Đã sửa."}))
    with pytest.raises(
        DataError, match="nội dung đã sửa sau khi được duyệt ngày 10/5/2026. Duyệt lại, hoặc ghi là sửa nhỏ"
    ) as told:
        load(data)
    assert [Path(problem.file).name for problem in told.value.problems] == [record.file.name]
    assert record.id in load(data, drafts=True).by_id(Theme)
    write(record.file, record.model_copy(update={"approval": None}))  # which others link to
    with pytest.raises(DataError, match="còn chờ duyệt"):
        load(data, drafts=True)
    assert record.id in load(data, drafts=True, reviewed=True).by_id(Theme)


def _day(written: str):
    return theme(publish_on=written).publish_on
