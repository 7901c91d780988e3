"""When records were posted and last changed: told by themselves, filled in by tools, and found out where a hand forgot it."""

import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from macros.addresses.address import OPEN_DATA, page_of
from macros.catalogue import Finder
from macros.catalogue.advice import advice
from macros.commands import main
from macros.exports.feed import _entry
from macros.files.kept import Kept
from macros.files.reader import read_record
from macros.files.writer import change, write
from macros.load import load
from macros.pages.listing import pages
from macros.pages.macros import MACROS
from macros.pages.structured import structured
from macros.pages.view import View
from macros.records import RECORDS, Event, EventKind, Model, Source, Theme, Unit
from macros.records.posting import content, dated, is_dated, seal
from macros.staff import dating, outline
from tests.by_hand import door, made
from tests.conftest import URL

FIRST, LATER = date(2026, 5, 1), date(2026, 6, 2)


def dates(record) -> tuple[str | None, str | None]:
    return tuple(str(day) if day else None for day in (record.posted, record.changed))


def test_a_record_is_dated_when_it_is_first_written_and_again_when_it_tells_anything_else():
    record = dated(made(Theme, "x", name="An ninh"), FIRST)
    assert dates(record) == ("2026-05-01", "2026-05-01") and is_dated(record)
    assert dated(record, LATER) is record
    renamed = record.model_copy(update={"name": "Camera"})
    assert not is_dated(renamed) and dates(dated(renamed, LATER)) == ("2026-05-01", "2026-06-02")


def test_a_draft_is_not_posted():
    draft = made(Theme, "x", name="An ninh", draft=True)
    assert dated(draft, FIRST) is draft
    assert dates(dated(draft.model_copy(update={"draft": False}), LATER)) == ("2026-06-02", "2026-06-02")


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"aliases": ["cu"]}, True),
        ({"privacy": [{"text": "A", "reason": "B"}]}, True),
        ({"posted": "2026-01-01"}, True),
        ({"name": "An  ninh"}, False),
        ({"summary": "Tóm tắt."}, False),
    ],
    ids=str,
)
def test_only_what_a_reader_is_told_is_sealed(fields, same):
    assert (seal(made(Theme, "x", **{"name": "An ninh"} | fields)) == seal(made(Theme, "y", name="An ninh"))) is same


def test_a_seal_is_letters_and_fits_its_field():
    marks = [seal(made(Theme, "x", name=f"Tên {number}")) for number in range(50)]
    assert len(set(marks)) == 50 and all(mark.isalpha() and made(Theme, "x", seal=mark) for mark in marks)


def test_a_field_that_is_empty_is_in_no_content():
    assert content(made(Model, "x", steps=[])) == content(made(Model, "x"))
    assert content(made(Model, "x", summary="Một.")) == {**content(made(Model, "x")), "summary": {"text": "Một."}}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"posted": "2026-05"}, "'2026-05' thiếu ngày, tháng hoặc năm. Viết đủ, như 2026-05-31"),
        ({"posted": "XXXX-05-01"}, "thiếu ngày, tháng hoặc năm"),
        ({"posted": "2026-05-02", "changed": "2026-05-01"}, "2026-05-01 đứng trước posted (2026-05-02)"),
        ({"seal": "0123456789abcdef"}, "pattern"),
    ],
)
def test_dates_that_can_not_be_are_refused(wrong, told):
    with pytest.raises(ValidationError, match=told.replace("(", r"\(").replace(")", r"\)")):
        made(Theme, "x", name="A", **wrong)


def test_what_writes_records_dates_them(tmp_path):
    file = tmp_path / "themes/x.yml"
    write(file, made(Theme, "x", name="An ninh"), FIRST)
    assert dates(read_record(file, Theme)[0]) == ("2026-05-01", "2026-05-01")
    changed = change(file, Theme, {"summary": "Tóm tắt."}, LATER)
    assert dates(changed) == dates(read_record(file, Theme)[0]) == ("2026-05-01", "2026-06-02")
    write(file, changed, date(2026, 7, 1))
    assert dates(read_record(file, Theme)[0]) == ("2026-05-01", "2026-06-02")


def test_a_new_record_is_posted_on_the_day_it_is_made(monkeypatch):
    monkeypatch.setattr(outline, "today", lambda: FIRST)
    told = outline.dates(made(Theme, "x", name="An ninh"), reviewed=False)
    assert told == {"posted": "2026-05-01", "changed": "2026-05-01", "seal": seal(made(Theme, "x", name="An ninh"))}
    assert outline.dates(made(Theme, "x", draft=True), reviewed=False) == {}
    assert outline.dates(made(Theme, "x"), reviewed=True) == {}


def site(folder: Path) -> Path:
    """A data folder with two themes and a draft, none of them dated."""
    for name, text in (
        ("a", "name: An ninh\n"),
        ("b", "# ghi chú\nname: Camera\n"),
        ("c", "name: Nháp\ndraft: true\n"),
    ):
        file = folder / "themes" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "site.yml").write_text("name: T\nplace: N\ndescription: M.\n", encoding="utf-8")
    return folder


def test_after_a_change_by_hand_check_names_the_record_and_date_dates_it(tmp_path, monkeypatch, capsys):
    data = site(tmp_path / "data")
    monkeypatch.setattr(dating, "today", lambda: FIRST)
    assert [*advice(door_to(data))] == []  # a site that has no dates is not asked for them
    assert main(["date", "--data", str(data)]) == 0
    assert "Đã ghi ngày vào 2 bản ghi." in capsys.readouterr().out
    assert "# ghi chú" in (data / "themes/b.yml").read_text(encoding="utf-8")
    assert "posted" not in (data / "themes/c.yml").read_text(encoding="utf-8")
    assert [*advice(door_to(data))] == []
    file = data / "themes/a.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("An ninh", "An ninh trật tự"), encoding="utf-8")
    (data / "themes/d.yml").write_text("name: Mới\n", encoding="utf-8")
    assert [str(one).removeprefix(f"{data.parent.as_posix()}/") for one in advice(door_to(data))] == [
        "data/themes/a.yml: nội dung đã sửa sau ngày cập nhật. Chạy lệnh date để ghi ngày.",
        "data/themes/d.yml: chưa có ngày đăng. Chạy lệnh date để ghi ngày.",
    ]
    monkeypatch.setattr(dating, "today", lambda: LATER)
    assert main(["date", "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "themes/a.yml: ngày cập nhật 02/06/2026" in said and "themes/d.yml: ngày đăng 02/06/2026" in said
    assert "themes/b.yml" not in said
    assert dates(read_record(file, Theme)[0]) == ("2026-05-01", "2026-06-02")
    assert main(["date", "--data", str(data)]) == 0
    assert "Không có bản ghi nào mới hoặc vừa sửa." in capsys.readouterr().out


def door_to(data):
    return Finder(load(data), FIRST)


def test_data_with_a_problem_are_not_dated(tmp_path, capsys):
    data = site(tmp_path / "data")
    (data / "themes/e.yml").write_text("nam: Sai\n", encoding="utf-8")
    assert main(["date", "--data", str(data)]) == 1
    assert "posted" not in (data / "themes/a.yml").read_text(encoding="utf-8")
    assert "themes/e.yml" in "".join(capsys.readouterr())


def test_every_item_says_when_it_was_posted_and_changed():
    theme = made(Theme, "x", name="A", posted="2026-05-01", changed="2026-06-02")
    find = door(
        theme, made(Theme, "y", name="B", posted="2026-05-01", changed="2026-05-01"), made(Theme, "z", name="C")
    )
    page = View(find, preview=False).page("linh-vuc/x.md")
    told = [str(MACROS["record_page"](page, "themes", name)) for name in "xyz"]
    assert 'Đăng ngày <time datetime="2026&#45;05&#45;01">1/5/2026</time>, cập nhật gần nhất ngày <time' in told[0]
    assert "Đăng ngày" in told[1] and "cập nhật gần nhất" not in told[1] and "Đăng ngày" not in told[2]
    whole = next(one for one in pages(find) if one.record == theme)
    said = str(structured(find, whole.address, (), whole))
    assert '"@type":"WebPage"' in said and '"datePublished":"2026-05-01","dateModified":"2026-06-02"' in said


def test_the_site_map_says_of_each_page_of_a_record_when_that_was_changed(real, real_site):
    text = (real_site / "sitemap.xml").read_text(encoding="utf-8")
    told = dict(re.findall(r"<url><loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>", text))
    changed = {
        page_of(one).whole(URL): str(one.changed or "")
        for kind in RECORDS
        for one in real.all(kind)
        if real.has_page(one)
    }
    assert changed and {address: day for address, day in told.items() if address in changed} == changed


def test_the_open_data_are_as_new_as_what_was_changed_last():
    days = {"x": "2026-06-02", "y": "2026-05-30", "z": None}
    find = door(
        *(made(Theme, name, posted="2026-05-01", changed=day) for name, day in days.items()), url="https://a.example/"
    )
    page = View(find, preview=False).page("du-lieu.md")
    assert 'sửa gần nhất ngày <time datetime="2026-06-02">2/6/2026</time>' in str(MACROS["downloads"](page)).replace(
        "&#45;", "-"
    )
    assert '"dateModified":"2026-06-02"' in str(structured(find, OPEN_DATA, (), None))
    none = door(made(Theme, "z"), url="https://a.example/")
    assert "sửa gần nhất" not in str(MACROS["downloads"](View(none, preview=False).page("du-lieu.md")))


def test_every_record_of_the_real_site_is_dated(real):
    undated = [record.file.name for kind in RECORDS for record in real.all(kind) if not is_dated(record)]
    assert undated == []


def test_the_feed_tells_when_an_event_was_posted():
    event = made(Event, "e", posted="2026-05-01", changed="2026-06-02")
    find = door(event, made(EventKind, "ngay-hoi"), made(Unit, "phuong"), made(Source, "bai", published="2024-05-02"))
    entry = _entry(find, event, Kept(None, "feeds", ""))
    assert "<published>2026-05-01T00:00:00+07:00</published>" in entry.xml and entry.updated.startswith("2026-06-02")
