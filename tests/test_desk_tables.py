"""Tables at the desk: nothing is written before it is accepted, then just that, together; what is wrong is told of its cell."""

import pytest

from macros.desk.answers import Desk
from macros.desk.held import Held
from macros.desk.safety import API, Refusal
from macros.desk.spreadsheets import MOST
from macros.desk.undoing import undo
from macros.files.xlsx import pages_of
from tests.desk import contents, copy_of_the_site, served
from tests.test_tables import EVENT, row_of
from tests.ward_tables import HEAD, Tab, edited, made

HOA = ("19/8/2025", "Phường Hoa", "Ngày hội")
NEW = Tab([[*HEAD, "Địa điểm"], [1, "Ngày hội A", *HOA, "Sân A"], [2, "Ngày hội B", *HOA, "Sân B"]])


@pytest.fixture
def desk(tmp_path):
    return Desk(Held(copy_of_the_site(tmp_path)))


def look(desk, file, kind="", source="bai-mot"):
    return desk.spreadsheets.look(file.read_bytes(), file.name, kind, source)


def test_what_is_accepted_is_written_together_with_a_way_back(desk, tmp_path):
    book = tmp_path / "bang.xlsx"
    book.write_bytes(desk.spreadsheets.book(["events"]))
    assert "Mô hình" not in {page.name for page in pages_of(book.read_bytes())}
    row = row_of(book, "Sự kiện", EVENT)
    before = contents(desk.held.data)
    seen = look(desk, edited(book, tmp_path / "sua.xlsx", ("Sự kiện", row, "Địa điểm", "Sân vận động")))
    cell = {"cell": "J" + str(row), "title": "Địa điểm", "old": "(trống)", "new": "Sân vận động"}
    (record,) = seen["records"]
    assert (record["key"], record["new"]) == (f"events/{EVENT}", False)
    assert record["rows"] == [{"sheet": "Sự kiện", "row": row, "cells": [cell]}]
    new = look(desk, made(tmp_path / "moi.xlsx", NEW))
    assert [(one["new"], one["title"]) for one in new["records"]] == [(True, "Ngày hội A"), (True, "Ngày hội B")]
    assert contents(desk.held.data) == before  # so far
    answer = desk.spreadsheets.take({"mark": new["mark"], "keys": [new["records"][1]["key"]]})
    assert answer["written"] == 1
    (name,) = set(contents(desk.held.data)) - set(before)
    assert "ngay-hoi-b" in name
    (entry,) = desk.saving.history.entries()
    assert (entry["entry"], entry["note"]) == (answer["entry"], "Bảng tính moi.xlsx")
    undo(desk.saving, {"entry": answer["entry"]})
    assert contents(desk.held.data) == before


def test_a_table_that_would_do_something_else_by_now_is_looked_at_again(desk, tmp_path):
    seen = look(desk, made(tmp_path / "moi.xlsx", NEW))
    look(desk, made(tmp_path / "khac.xlsx", Tab(NEW.rows[:2])))
    file = desk.held.file("events", EVENT)
    keys = [one["key"] for one in seen["records"]]
    desk.spreadsheets.take({"mark": seen["mark"], "keys": keys[:1]})
    before = contents(desk.held.data)
    with pytest.raises(Refusal) as refused:
        desk.spreadsheets.take({"mark": seen["mark"], "keys": keys})
    assert refused.value.status == 409
    file.write_text("title: [", encoding="utf-8")
    with pytest.raises(Refusal, match="dữ liệu đang có lỗi"):
        look(desk, made(tmp_path / "moi.xlsx", NEW))
    assert before == {**contents(desk.held.data), file.relative_to(desk.held.data).as_posix(): before[file.relative_to(desk.held.data).as_posix()]}  # fmt: skip


def test_what_is_wrong_stands_at_its_cell_and_names_no_file_of_ours(desk, tmp_path):
    with pytest.raises(Refusal) as refused:
        look(
            desk,
            made(
                tmp_path / "sai.xlsx",
                Tab([HEAD, [1, "A", "hè 2025", *HOA[1:]], [2, "B", "19/8/2025", "Xã lạ", "Ngày hội"]]),
            ),
        )
    problems = refused.value.more["problems"]
    assert [one["at"] for one in problems] == ["Trang «Sheet1», ô C2 (Ngày)", "Trang «Sheet1», ô D3 (Địa bàn)"]
    assert problems[0]["todo"].startswith("Viết ngày/tháng/năm như 19/8/2024")
    with pytest.raises(Refusal) as refused:
        look(desk, made(tmp_path / "moi.xlsx", NEW), source="")
    assert "hoặc chọn một nguồn chung" in refused.value.more["problems"][0]["todo"]
    for kind, source in (("events", "khong-co"), ("xyz", "bai-mot")):
        with pytest.raises(Refusal):
            look(desk, made(tmp_path / "moi.xlsx", NEW), kind, source)


def test_what_is_no_table_is_refused_in_words_and_nothing_of_it_is_kept(tmp_path):
    data = copy_of_the_site(tmp_path)
    before = contents(data)
    with served(data) as browser:
        assert browser.get("tables.xlsx").status == 401
        browser.open()
        for content in (b"", b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0", b"\0" * 1_000, b"=cmd|'/c calc'!A1\n"):
            answer = browser.ask("POST", f"{API}tables?name=../../site.yml&kind=&source=", content)
            assert answer.status == 422 and answer.json["what"] and "/tmp" not in answer.text
        assert browser.ask("POST", f"{API}tables?name=a.xlsx", b"\0" * (MOST + 1)).status == 422
        assert browser.ask("POST", f"{API}tables?name=a.xlsx", b"x", x_desk=None).status == 403
        for sent in ([], {}, {"mark": "x"}, {"mark": 1, "keys": []}, {"mark": "x", "keys": [1]}):
            assert browser.post("tables/take", sent).status == 400
        assert browser.post("tables/take", {"mark": "x", "keys": ["events/x"]}).status == 404
        assert browser.get("tables.xlsx?kind=../x").status == 400
    assert contents(data) == before
