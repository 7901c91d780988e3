"""The archive by year and month: nothing is lost however many events a month has, and no page grows without end."""

import re
from datetime import date
from html import unescape

import pytest

from macros.addresses import address
from macros.catalogue import archive
from macros.catalogue.archive import Month, by_month
from macros.language.dates import PartialDate
from macros.language.markup import lighten
from macros.pages.listing import pages
from macros.pages.macros import month_page, year_page
from macros.pages.view import View
from macros.records import Event, EventKind, Source, Unit
from tests.by_hand import door, ids, made


def events_of(mini, dates):
    """Copies of an event of the sample site, at these dates."""
    pattern = mini.events[0]
    return [pattern.model_copy(update={"id": f"e{i}", "date": PartialDate.parse(d)}) for i, d in enumerate(dates)]


def test_months_come_latest_first_and_those_not_known_last(mini):
    found = by_month(events_of(mini, ["2024", "2024-01-18", "2024-08", "XXXX-09-27", "2024-08-19", "2023-12"]))
    shown = {
        year: [(month.name, [str(e.date) for e in month.events]) for month in months] for year, months in found.items()
    }
    assert shown == {
        2024: [
            ("Tháng 8", ["2024-08-19", "2024-08"]),
            ("Tháng 1", ["2024-01-18"]),
            ("Không rõ tháng", ["2024"]),
        ],
        2023: [("Tháng 12", ["2023-12"])],
    }


def test_months_and_years_that_no_source_gives_say_so(mini):
    months = [
        months[0] for months in (by_month(events_of(mini, [date])[:1]).popitem()[1] for date in ("2023~", "2023-08~"))
    ]
    assert [(month.name, month.title) for month in months] == [
        ("Khoảng năm 2023, nguồn không ghi ngày", "Sự kiện khoảng năm 2023, nguồn không ghi ngày"),
        ("Khoảng tháng 8, nguồn không ghi ngày", "Sự kiện khoảng tháng 8/2023, nguồn không ghi ngày"),
    ]
    (mixed,) = by_month(events_of(mini, ["2023~", "2023"]))[2023]
    assert mixed.name == "Không rõ tháng"


@pytest.mark.parametrize(("count", "parts"), [(0, 0), (30, 0), (31, 1), (200, 1), (201, 2), (4000, 20)])
def test_only_a_busy_month_has_pages_of_its_own(mini, count, parts):
    month = Month(2024, 8, [mini.events[0]] * count)
    assert len(month.parts) == parts
    assert sum(map(len, month.parts)) in (0, count)
    assert all(len(part) <= 200 for part in month.parts)


def test_its_pages_have_addresses_of_their_own():
    busy = Month(2024, 8, list(range(300)))
    assert [address.month(busy, part).source for part in (1, 2)] == ["nam/2024/thang-8.md", "nam/2024/thang-8/2.md"]
    assert address.month(Month(2024, None, busy.events)).path == "nam/2024/khong-ro-thang/"
    assert str(address.month(Month(2024, 8, []))) == "nam/2024/#thang-8"  # few: on the page of the year


def test_a_month_is_called_by_its_number_where_it_has_one():
    known, unknown = Month(2024, 8, []), Month(2024, None, [])
    assert (known.name, known.title, known.anchor) == ("Tháng 8", "Sự kiện tháng 8/2024", "thang-8")
    assert (unknown.name, unknown.title, unknown.anchor) == (
        "Không rõ tháng",
        "Sự kiện năm 2024 không rõ tháng",
        "khong-ro-thang",
    )
    known = Month(2024, 8, list(range(40)))
    assert known.first == list(range(10)) and known.count == 40 and known.parts == [list(range(40))]
    assert Month(2024, 8, list(range(450))).parts == [list(range(200)), list(range(200, 400)), list(range(400, 450))]


def test_the_archive_is_asked_for_a_month_or_for_the_year_where_no_month_is_known():
    assert Month(2024, 8, []).query == "from=2024-08&to=2024-08"
    assert Month(2024, None, []).query == "from=2024&to=2024"


def test_every_event_of_a_busy_month_stands_on_one_of_its_pages(find, monkeypatch):
    monkeypatch.setattr(archive, "FEW", 0)
    monkeypatch.setattr(archive, "ON_A_PAGE", 1)
    view = View(find)
    months = [page for page in pages(find) if page.macro == "month_page"]
    assert len({page.address for page in months}) == len([event for event in find.events() if event.date.year])
    text = ""
    for page in months:
        text += month_page(view.page(page.address.source), *page.arguments)
    for event in find.events():
        assert (f"su-kien/{event.id}/" in text) == bool(event.date.year)
    page = next(page for page in months if page.address.path.startswith("nam/2024/"))
    of_year = view.page("nam/2024.md")
    assert f'href="{of_year.href(page.address)}"' in lighten(year_page(of_year, 2024))


def test_a_year_however_full_shows_few_events_at_once_and_folds_the_others():
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 21)]
    days += ["2024", "2023-05-01", "2023-06"]
    events = [made(Event, f"e{number}", date=date) for number, date in enumerate(days)]
    view = View(door(*events, made(Unit, "phuong"), made(EventKind, "ngay-hoi"), made(Source, "bai")))
    for year, at_once in ((2024, 1), (2023, 2)):
        text = lighten(year_page(view.page(f"nam/{year}.md"), year))
        seen = re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL)
        assert len(re.findall(r"su-kien/e\d", seen)) == at_once
        linked = [event for event in events if f'su-kien/{event.id}/"' in text]
        assert linked == [event for event in events if event.date.year == year]
    full = year_page(view.page("nam/2024.md"), 2024)
    assert all(f'id="thang-{month}"' in full for month in range(1, 13))


def test_what_began_in_the_year_before_is_named_on_the_page_of_the_year_into_which_it_runs():
    over = made(Event, "trai", title="Hội trại", date="2025-12-30", end="2026-01-03")
    others = [made(Event, "som", date="2026-01-03"), made(Event, "trong", date="2025-01-03", end="2025-12-31")]
    view = View(door(over, *others, made(Unit, "phuong"), made(EventKind, "ngay-hoi"), made(Source, "bai")))
    told = 'Bắt đầu từ trước, kéo sang năm 2026: <a href="../../su-kien/trai/">Hội trại</a> (30/12/2025 đến 3/1/2026).'
    pages = {year: unescape(year_page(view.page(f"nam/{year}.md"), year)) for year in (2025, 2026)}
    assert told in pages[2026]
    assert "Bắt đầu từ trước" not in pages[2025] and "Sự kiện (1)" in pages[2026]


def test_a_calendar_shows_the_month_of_the_next_event_else_of_the_latest_with_the_days_of_all_that_take_place():
    past = made(Event, "past", date="2025-05-05")
    over = made(Event, "over", date="2025-08-30", end="2025-09-02")  # begins in the month before
    one, beside = made(Event, "one", date="2025-09-09"), made(Event, "beside", date="2025-09-09", end="2025-09-10")
    others = [
        made(Event, "later", date="2025-10-01"),
        made(Event, "off", date="2025-09-20", status="cancelled"),
        made(Event, "vague", date="2025-09"),
        made(Event, "supposed", date="2025-09~"),
    ]
    month, shown = door(past, over, one, beside, *others).month_sheet()
    assert (month.year, month.number) == (2025, 9)
    assert (
        shown[0] == [(1, [over]), (2, [over]), *((day, []) for day in range(3, 8))] and shown[-1][2:] == [(0, [])] * 5
    )
    told = {day: ids(events) for week in shown for day, events in week if events}
    assert told == {1: ["over"], 2: ["over"], 9: ["beside", "one"], 10: ["beside"]}
    assert door(past, *others[1:]).month_sheet()[0].number == 5
    assert door(*others[1:]).month_sheet() is None


def test_a_day_of_a_calendar_leads_to_its_event_or_to_the_month_that_lists_its_events():
    over = [
        made(Event, f"hoi-{last}", title=name, date="2025-12-30", end=f"2026-01-0{last}")
        for last, name in ((1, "Hội thi"), (2, "Hội trại"))
    ]
    new = [made(Event, f"moi-{n}", date="2026-01-07") for n in range(2)]
    find = door(
        *over, *new, made(Unit, "phuong"), made(EventKind, "ngay-hoi"), made(Source, "bai"), day=date(2026, 1, 1)
    )
    text = unescape(View(find).page("su-kien/index.md").render("event_index"))
    days = re.findall(r'<td><a href="([^"]*)">(\d+)<[^>]*>([^<]*)<', text)
    assert days == [
        ("../nam/2025/#thang-12", "1", "/1: 2 sự kiện"),
        ("hoi-2/", "2", "/1: Hội trại"),
        ("../nam/2026/#thang-1", "7", "/1: 2 sự kiện"),
    ]
