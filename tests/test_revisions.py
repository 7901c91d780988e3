"""Whoever follows a feed or a calendar sees every change, and no event twice: from the data alone."""

import re
import shutil
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from macros.catalogue.revisions import FILE, Revision, read, revisions
from macros.exports.calendar_file import calendars
from macros.exports.feed import feeds
from macros.language.problems import DataError
from macros.load import load
from macros.records import Event
from tests.conftest import SAMPLE, build, by_path, finder

ATOM = "{http://www.w3.org/2005/Atom}"
ID = "2024-11-18-huy"
EVENT = f"events/2024/{ID}.yml"
TEXT = """title: Hội thao mẫu
kind: ngay-hoi
date: 2024-11-18
unit: phuong-dong-hoa-2024
sources: bai-mot
"""


@pytest.fixture
def data(tmp_path):
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    (folder / EVENT).write_text(TEXT, encoding="utf-8")
    return folder


def published(data):
    """What feeds and calendars say of the site as it stands, which is published."""
    find = finder(data)
    made = {**by_path(feeds(find)), **by_path(calendars(find))}
    assert revisions(find).record(True) == ""
    return made


def entry(made, title="Hội thao mẫu"):
    """The entry of the event in the feed, as (id, updated, summary), and in the calendar."""
    root = ElementTree.fromstring(made["su-kien.xml"])
    (found,) = [one for one in root.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}title").endswith(title)]
    told = [found.findtext(f"{ATOM}{name}") for name in ("id", "updated", "summary")]
    events = Calendar.from_ical(made["su-kien.ics"]).walk("VEVENT")
    (dated,) = [one for one in events if str(one["summary"]).endswith(title)]
    return told, dated


CHANGES = {
    "title": ("Hội thao mẫu", "Đại Hội thao mẫu"),
    "day": ("2024-11-18", "2024-11-19"),
    "end": ("unit:", "end: 2024-11-20\nunit:"),
    "time": ("unit:", "time: 14:30\nunit:"),
    "place": ("unit:", "place: Sân vận động\nunit:"),
    "unit": ("phuong-dong-hoa-2024", "phuong-tay-hoa-2024"),
    "kind": ("ngay-hoi", "hoi-nghi"),
    "cancelled": ("sources:", "status: cancelled\nsources:"),
    "postponed": ("sources:", "status: postponed\nsources:"),
    "summary": ("sources:", "summary: Vì mưa lũ.\nsources:"),
    "content": ("sources:", "content:\n  - text: Thi chạy.\nsources:"),
    "source": ("bai-mot", "bai-hai"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_makes_the_entry_newer(change, data):
    told, dated = entry(published(data))
    again, still = entry(published(data))
    assert (again, still) == (told, dated)  # nothing has changed
    old, new = CHANGES[change]
    (data / EVENT).write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    later, moved = entry(published(data))
    assert later[0] == told[0] and moved["uid"] == dated["uid"]
    assert datetime.fromisoformat(later[1]) > datetime.fromisoformat(told[1])
    assert moved["sequence"] == dated["sequence"] + 1
    for name in ("dtstamp", "last-modified"):
        assert moved[name].dt > dated[name].dt
    (data / EVENT).write_text(TEXT, encoding="utf-8")  # taken back: a change as well
    last, back = entry(published(data))
    assert datetime.fromisoformat(last[1]) > datetime.fromisoformat(later[1])
    assert back["sequence"] == moved["sequence"] + 1


def test_what_nobody_sees_is_no_change(data):
    _, dated = entry(published(data))
    (data / EVENT).write_text(
        f"# Ghi chú.\n\n{TEXT.replace('Hội thao mẫu', chr(34) + 'Hội thao mẫu' + chr(34))}", encoding="utf-8"
    )
    assert entry(published(data))[1]["sequence"] == dated["sequence"]


def test_a_change_of_one_event_is_none_of_another(data):
    before = published(data)
    (data / EVENT).write_text(TEXT.replace("2024-11-18", "2024-11-19"), encoding="utf-8")
    after = published(data)
    other = "Hội nghị tổng kết phong trào quận Hoa"
    assert entry(before, other) == entry(after, other)
    changed = {path for path in before if before[path] != after[path]}
    assert {path for path in changed if path.startswith("su-kien/")} == {f"su-kien/{ID}.ics"}


def test_the_same_data_and_list_give_the_same_bytes(data):
    published(data)
    (data / EVENT).write_text(TEXT.replace("2024-11-18", "2024-11-19"), encoding="utf-8")
    made = [
        {**by_path(feeds(find)), **by_path(calendars(find))}
        for find in (finder(data), finder(data, date(2031, 1, 1)))  # the change is not recorded yet
    ]
    assert made[0] == made[1] == published(data) == published(data)


def test_an_entry_tells_day_time_place_and_state(data):
    text = TEXT.replace(
        "unit:", "time: 14:30\nend: 2024-11-20\nplace: Sân vận động\nstatus: postponed\nsummary: Vì bão.\nunit:"
    )
    (data / EVENT).write_text(text, encoding="utf-8")
    told, dated = entry(published(data))
    where = "Sân vận động, Phường Đông (quận Hoa, đến 12/2024)"
    assert told[2] == f"Đã hoãn. 14 giờ 30, 18/11/2024 đến 20/11/2024. {where}. Vì bão."
    assert dated["location"] == where and dated["status"] == "TENTATIVE"


def test_an_old_event_told_of_today_is_first_in_the_feed(data):
    published(data)
    source = (data / "sources/bai-mot.yml").read_text(encoding="utf-8")
    new = re.sub(r"(?m)^published: .*$", "published: 2025-08-31", source)
    new = re.sub(r"(?m)^accessed: .*$", "accessed: 2025-08-31", new)
    (data / "sources/moi.yml").write_text(new, encoding="utf-8")
    (data / EVENT).write_text(
        TEXT.replace("2024-11-18", "2013-05")
        .replace("phuong-dong-hoa-2024", "quan-hoa-2025")
        .replace("bai-mot", "moi"),
        encoding="utf-8",
    )
    root = ElementTree.fromstring(by_path(feeds(finder(data)))["su-kien.xml"])
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "Hội thao mẫu"
    assert root.findtext(f"{ATOM}updated") == "2025-08-31T00:00:01+07:00"  # a change as well


def test_an_event_of_an_unknown_year_is_in_the_feed(find):
    root = ElementTree.fromstring(by_path(feeds(find))["su-kien.xml"])
    summaries = {one.findtext(f"{ATOM}title"): one.findtext(f"{ATOM}summary") for one in root.findall(f"{ATOM}entry")}
    assert summaries["Sơ kết mẫu không rõ năm"].startswith("27/9 (không rõ năm). Bài không ghi năm.")


def renamed(data, old, new, aliases):
    file = data / EVENT
    (file.with_name(f"{old}.yml")).rename(file.with_name(f"{new}.yml"))
    text = TEXT + "aliases:\n" + "".join(f"  - {alias}\n" for alias in aliases)
    file.with_name(f"{new}.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("order", [1, -1])
def test_a_renamed_record_stays_the_same_entry(order, data):
    told, dated = entry(published(data))
    renamed(data, ID, "ten-moi", [ID])
    assert entry(published(data))[0] == told
    renamed(data, "ten-moi", "ten-moi-hon", [ID, "ten-moi"][::order])  # whatever the order: it is listed
    again, still = entry(published(data))
    assert again == told and still["uid"] == dated["uid"] and still["sequence"] == 0


def test_without_a_list_the_first_alias_is_what_it_was_first_called(data):
    find = finder(data)
    told, _ = entry(by_path(feeds(find)) | by_path(calendars(find)))
    renamed(data, ID, "ten-moi", [ID, "ten-giua"])
    find = finder(data)
    assert entry(by_path(feeds(find)) | by_path(calendars(find)))[0] == told


def test_a_record_that_takes_in_another_stays_itself(data):
    told, _ = entry(published(data))
    (data / "events/2024/2024-06-tap-huan.yml").unlink()
    (data / EVENT).write_text(f"{TEXT}aliases:\n  - 2024-06-tap-huan\n", encoding="utf-8")
    assert entry(published(data))[0] == told


def test_two_people_s_work_is_merged_line_by_line(data):
    """As git's union does it: both lines stay. The number is then above both, so no reader has seen it."""
    published(data)
    lines = (data / FILE).read_text(encoding="utf-8")
    (data / FILE).write_text(f"{lines}{ID} 4 2024-12-01 {'a' * 12}\n{ID} 4 2024-11-30 {'b' * 12}\n", encoding="utf-8")
    (event,) = [event for event in finder(data).events() if event.id == ID]
    assert (found := revisions(finder(data)).of(event)).number == 5 and found.day == date(2024, 12, 1)
    published(data)
    assert len(read(data / FILE)[0][ID]) == 1
    # The newest alone is what is told: nothing to number anew.
    now = read(data / FILE)[0][ID][0]
    (data / FILE).write_text(
        f"{ID} 3 2024-12-01 {'a' * 12}\n{ID} {now.number} {now.day} {now.digest}\n", encoding="utf-8"
    )
    assert revisions(finder(data)).of(event).number == now.number


def test_a_line_that_can_t_be_understood_is_said(data):
    published(data)
    text = (data / FILE).read_text(encoding="utf-8")
    (data / FILE).write_text(f"{text}<<<<<<< HEAD\nx 1 2024-13-01 {'a' * 12}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(data)
    assert [problem.what for problem in error.value.problems] == [
        "không hiểu dòng '<<<<<<< HEAD'", f"không hiểu dòng 'x 1 2024-13-01 {'a' * 12}'"]  # fmt: skip


def test_later_is_later_however_many_changes():
    moments = [Revision(n, date(2024, 1, 1), "").moment for n in range(3)]
    assert moments == sorted(set(moments))
    assert moments[0].isoformat() == "2024-01-01T00:00:00+07:00"


def test_the_list_is_written_where_addresses_are(data, tmp_path):
    assert build(data, tmp_path / "site").returncode == 0
    assert not (data / FILE).exists()
    assert build(data, tmp_path / "site", "--record").returncode == 0
    first = (data / FILE).read_text(encoding="utf-8")
    assert set(read(data / FILE)[0]) == {event.id for event in finder(data).all(Event)}
    (data / EVENT).write_text(TEXT.replace("2024-11-18", "2024-11-19"), encoding="utf-8")
    assert build(data, tmp_path / "site", "--record").returncode == 0
    second = (data / FILE).read_text(encoding="utf-8")
    (line,) = set(second.splitlines()) - set(first.splitlines())
    assert line.startswith(f"{ID} 1 ")
    assert "SEQUENCE:1\r\n" in (tmp_path / f"site/su-kien/{ID}.ics").read_bytes().decode()
