"""Feeds and calendars: what they must hold by their standards, that it is true, and that it is always the same."""

import re
import shutil
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from macros.addresses.address import calendar_beside, calendar_of, page_of
from macros.catalogue import Catalogue, Finder
from macros.catalogue.records import behind
from macros.catalogue.updates import last_told
from macros.exports import calendar_file
from macros.exports.calendar_file import LATEST, calendars
from macros.exports.feed import feeds
from macros.load import load
from macros.records import Event, EventKind, Source, Theme, Unit
from tests.by_hand import door, made
from tests.conftest import DAY, ROOT, SAMPLE, by_path, contents, finder, located
from tests.html_pages import pages_of

GOLDEN = Path(__file__).parent / "golden"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=[SAMPLE, ROOT / "data"], ids=["sample", "real"])
def view(request):
    return finder(request.param)


@pytest.fixture(scope="module")
def found(view):
    """Path → the root of each feed."""
    return {path: ElementTree.fromstring(text) for path, text in by_path(feeds(view)).items()}


def test_the_feed_of_the_site(find, golden):
    golden(GOLDEN / "feed.xml", by_path(feeds(find))["su-kien.xml"])


# Atom


def one(element, name: str) -> ElementTree.Element:
    (child,) = element.findall(ATOM + name)
    return child


def test_each_feed_has_what_rfc_4287_asks_for(found):
    ids = []
    for feed in found.values():
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        for element in (feed, *entries):
            assert uuid.UUID(one(element, "id").text.removeprefix("urn:uuid:"))
            assert one(element, "title").text.strip()
            assert datetime.fromisoformat(one(element, "updated").text).tzinfo
            kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
            assert len(set(kinds)) == len(kinds) and "alternate" in [rel for rel, _ in kinds]
            assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
        assert one(feed, "author").findtext(f"{ATOM}name").strip()
        assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
        within = [one(entry, "id").text for entry in entries]
        assert len(set(within)) == len(within)
        ids.append(one(feed, "id").text)
    assert len(set(ids)) == len(ids)


def test_every_unit_with_a_page_and_every_theme_has_a_feed(view, found):
    pages = [page_of(one).path for kind in (Unit, Theme) for one in view.all(kind) if view.has_page(one)]
    assert set(found) == {"su-kien.xml", *(f"{page}su-kien.xml" for page in pages)}


def test_a_feed_holds_what_the_page_tells_of(view, found):
    for path, feed in found.items():
        folder, _, record = path.removesuffix("/su-kien.xml").partition("/")
        wanted = {"dia-ban": {"unit": record}, "linh-vuc": {"theme": record}}.get(folder, {})
        events = [event.told_as for event in view.events(**wanted)]
        entries = feed.findall(f"{ATOM}entry")
        assert sorted(one(entry, "title").text for entry in entries) == sorted(events)
        updated = [one(entry, "updated").text for entry in entries]
        assert updated == sorted(updated, reverse=True)


def test_the_feed_of_a_unit_tells_of_the_units_before_it(find):
    feed = ElementTree.fromstring(by_path(feeds(find))["dia-ban/phuong-hoa/su-kien.xml"])
    titles = [one(entry, "title").text for entry in feed.findall(f"{ATOM}entry")]
    assert "Tập huấn mẫu" in titles  # of a former ward that went into it


def test_entries_are_dated_by_their_sources(find):
    """By the newest; by the newest of all for an event to come whose own source has no date."""
    feed = ElementTree.fromstring(by_path(feeds(find))["su-kien.xml"])
    dated = {one(e, "title").text: one(e, "updated").text[:10] for e in feed.findall(f"{ATOM}entry")}
    assert dated["Hội nghị tổng kết phong trào quận Hoa"] == "2024-01-18"
    assert dated["Ngày hội mẫu sắp tới"] == max(str(s.published.first) for s in find.all(Source) if s.published)
    assert dated["Tập huấn mẫu"] == "2024-06-01"
    told_twice = find.get(Event, "2024-11-18-huy").model_copy(update={"sources": ["danh-muc-mau", "bai-mot"]})
    days = [find.get(Source, source).published.first for source in told_twice.sources]
    assert last_told(find, told_twice) == max(days) != min(days)


@pytest.mark.parametrize(
    ("sources", "date", "told"),
    [
        ([{"published": "2024-05"}, {"accessed": "2024-04-30"}], "2020", date(2024, 5, 1)),
        ([{"published": "2024-05-02", "accessed": "2025-01-01"}], "2020", date(2024, 5, 2)),
        ([{}, {"published": "XXXX-05-02"}], "2020-03", date(2020, 3, 1)),
        ([{}], "2030-08-19", date(2024, 12, 31)),
    ],
)
def test_an_event_was_last_told_of_when_its_newest_source_came_out(sources, date, told):
    own = [made(Source, f"s{n}", **fields) for n, fields in enumerate(sources)]
    event = made(Event, "e", date=date, sources=[one.id for one in own])
    others = [made(Source, "khac", published="2024-12-31"), made(Source, "cu", published="2019")]
    assert last_told(door(event, *own, *others), event) == told


def test_an_event_of_a_site_without_dated_sources_was_told_of_on_its_day():
    event = made(Event, "e", date="2030")
    assert last_told(door(event, made(Source, "bai")), event) == date(2030, 1, 1)


def test_a_feed_holds_the_newest_50_events():
    events = [made(Event, f"e{n:02}", title=f"{n}", date=f"{1970 + n}-05-01") for n in range(51)]
    others = [made(Theme, "linh-vuc"), made(Source, "bai"), made(Unit, "phuong"), made(EventKind, "ngay-hoi")]
    text = by_path(feeds(door(*events, *others)))["su-kien.xml"]
    titles = [one(entry, "title").text for entry in ElementTree.fromstring(text).findall(f"{ATOM}entry")]
    assert titles == [str(n) for n in range(50, 0, -1)]


def test_feeds_and_calendars_are_the_same_on_any_day(view):
    later = Finder(behind(view), date(2031, 1, 1))
    assert contents(feeds(view)) == contents(feeds(later)) and contents(calendars(view)) == contents(calendars(later))


def test_nothing_is_dated_after_the_day_of_the_build(found, view):
    """Nor after the last change of a record: whoever publishes does it later."""
    last = max([DAY, *(event.changed.first for event in view.events() if event.changed)])
    for feed in found.values():
        for element in feed.iter(f"{ATOM}updated"):
            assert datetime.fromisoformat(element.text).date() <= last


@pytest.mark.parametrize("url", [None, "https://a.example/b/"])
def test_links_of_feeds_lead_to_pages(url, mini, mini_site):
    """Relative to the feed where the site's address is not known."""
    seen = 0
    for path, text in by_path(feeds(located(mini, url))).items():
        for link in ElementTree.fromstring(text).iter(f"{ATOM}link"):
            href = link.get("href")
            assert href.startswith(url) if url else "://" not in href
            place = mini_site / href.removeprefix(url) if url else (mini_site / path).parent / href
            assert (place / "index.html" if href.endswith("/") else place).is_file(), (path, href)
            seen += 1
    assert seen > 20


def test_pages_lead_to_their_feed(mini_site, mini):
    pages = pages_of(mini_site)
    for address in ("/dia-ban/phuong-hoa/", "/linh-vuc/tu-quan/"):
        alternate = [link["href"] for link in pages[address].all("link") if link.get("rel") == "alternate"]
        assert alternate == ["../../su-kien.xml", "su-kien.xml"]
        assert "su-kien.xml" in [link["href"] for link in pages[address].all("a")]
    assert "../su-kien.xml" in [link["href"] for link in pages["/su-kien/"].all("a")]
    assert "../su-kien.ics" in [link["href"] for link in pages["/su-kien/"].all("a")]


# Calendars


@pytest.fixture(scope="module")
def timed(tmp_path_factory):
    """The sample site with an event at an hour, and one whose texts try the format."""
    data = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("timed") / "data"))
    (data / "events/2025/gio.yml").write_text(
        "title: " + "Lễ ra mắt mô hình Ngõ tự quản về an ninh trật tự ở phường Hoa, tổ dân phố số 1; " * 3 + "\n"
        "kind: ngay-hoi\ndate: 2025-09-20\ntime: 07:30\nunit: phuong-hoa\nplace: Nhà văn hóa\n"
        'summary: "Dòng một, có dấu; và \\\\ gạch chéo."\nstatus: postponed\nsources: bai-mot\n',
        encoding="utf-8",
    )
    (data / "events/2025/nhieu-ngay.yml").write_text(
        "title: Nhiều ngày\nkind: ngay-hoi\ndate: 2025-09-20\nend: 2025-10\nunit: phuong-hoa\nsources: bai-mot\n",
        encoding="utf-8",
    )
    return finder(data)


def entries(content: bytes) -> dict[str, Calendar]:
    return {str(entry["summary"]): entry for entry in Calendar.from_ical(content).walk("VEVENT")}


def test_only_events_whose_day_is_known_are_in_the_calendar(view):
    events = {event.told_as: event for event in view.events() if event.date.year and event.date.day}
    found = by_path(calendars(view))
    held = entries(found.pop("su-kien.ics"))
    assert set(held) == set(events)
    followed = {
        calendar_beside(one).path: one for kind in (Unit, Theme) for one in view.all(kind) if view.has_page(one)
    }
    expected = {calendar_of(event).path: [title] for title, event in events.items()}
    for path, record in followed.items():
        told = view.events(**{"unit" if isinstance(record, Unit) else "theme": record.id})
        expected[path] = [event.told_as for event in reversed(told) if event.told_as in events]
    assert {path: list(entries(content)) for path, content in found.items()} == expected
    assert any(expected[path] for path in followed) and not all(expected[path] for path in followed)
    for title, entry in held.items():
        start = entry["dtstart"].dt
        assert (start.date() if isinstance(start, datetime) else start) == events[title].date.first


def test_each_entry_has_what_rfc_5545_asks_for(timed):
    for path, content in by_path(calendars(timed)).items():
        calendar = Calendar.from_ical(content)
        assert calendar["version"] == "2.0" and calendar["prodid"]
        found = calendar.walk("VEVENT")
        assert len({entry["uid"] for entry in found}) == len(found) and calendar.subcomponents  # it may not be empty
        assert found or "/su-kien.ics" in path
        if path.endswith("su-kien.ics"):  # to follow
            assert calendar["x-wr-calname"] == calendar["name"]
            assert (
                calendar["refresh-interval"].dt == timedelta(days=1)
                and calendar["refresh-interval"].params["value"] == "DURATION"
            )
        zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
        for entry in found:
            assert not entry.errors
            assert entry["dtstamp"].to_ical().endswith(b"T170000Z") and entry["dtstamp"].dt.date() <= DAY
            assert entry["last-modified"].dt == entry["dtstamp"].dt and entry["sequence"] == 0
            assert entry["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
            assert set(filter(None, [entry["dtstart"].params.get("TZID")])) <= zones
            if "dtend" in entry:
                assert type(entry["dtend"].dt) is type(entry["dtstart"].dt) and entry["dtend"].dt > entry["dtstart"].dt
        timed_ones = [entry for entry in found if isinstance(entry["dtstart"].dt, datetime)]
        assert zones == ({"Asia/Ho_Chi_Minh"} if timed_ones or not found else set())


def test_the_calendar_of_a_unit_ends_with_what_is_to_come_however_much_was():
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(LATEST + 5)]
    events = [made(Event, f"e{number}", title=f"{number}", date=str(day)) for number, day in enumerate(days)]
    find = door(
        *events, made(Unit, "phuong"), made(Theme, "linh-vuc"), made(Source, "bai"), made(EventKind, "ngay-hoi")
    )
    held = by_path(calendars(find))
    assert list(entries(held["dia-ban/phuong/su-kien.ics"])) == [str(number) for number in range(5, LATEST + 5)]
    assert len(entries(held["su-kien.ics"])) == LATEST + 5


def test_lines_are_at_most_75_octets_and_end_as_they_must(timed):
    for content in contents(calendars(timed)).values():
        assert content.endswith(b"END:VCALENDAR\r\n")
        lines = content.split(b"\r\n")
        assert b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no letter is cut in two
    assert any(line.startswith(b" ") for line in lines) or b"\r\n " in by_path(calendars(timed))["su-kien.ics"]


def test_an_hour_is_that_of_vietnam(timed):
    content = by_path(calendars(timed))["su-kien/gio.ics"]
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20250920T073000\r\n" in content
    (standard,) = Calendar.from_ical(content).walk("STANDARD")
    assert standard["tzoffsetto"].td == timedelta(hours=7)
    (entry,) = entries(content).values()
    assert entry["dtstart"].dt.astimezone(UTC) == datetime(2025, 9, 20, 0, 30, tzinfo=UTC)
    assert "dtend" not in entry and entry["status"] == "TENTATIVE"
    assert entry["summary"] == f"Đã hoãn: {timed.get(Event, 'gio').title}"
    assert entry["location"] == "Nhà văn hóa, Phường Hoa (từ 7/2025)"
    assert entry["description"] == "Đã hoãn.\nThời gian: 7 giờ 30, 20/9/2025.\nDòng một, có dấu; và \\ gạch chéo."


def test_days_without_an_hour_are_whole_and_the_end_is_the_day_after(timed):
    held = entries(by_path(calendars(timed))["su-kien.ics"])
    two_days = held["Hội nghị tổng kết phong trào quận Hoa"]
    assert (two_days["dtstart"].dt, two_days["dtend"].dt) == (date(2024, 1, 18), date(2024, 1, 20))
    assert "14 giờ 30" in two_days["description"]  # an hour of which of the days is not told
    cancelled = held["Đã hủy: Ngày hội mẫu bị hủy"]
    assert cancelled["dtend"].dt - cancelled["dtstart"].dt == timedelta(days=1)
    assert cancelled["status"] == "CANCELLED" and "buổi sáng" in cancelled["description"]
    open_end = held["Nhiều ngày"]
    assert open_end["dtend"].dt == date(2025, 9, 21)
    assert open_end["description"] == "Kết thúc: tháng 10/2025."


def test_an_entry_leads_to_its_page_only_where_the_address_is_known(mini, find):
    (entry,) = entries(by_path(calendars(find))["su-kien/2024-11-18-huy.ics"]).values()
    assert entry["url"] == "https://mau.example/su-kien/2024-11-18-huy/"
    assert b"URL:" not in b"".join(contents(calendars(located(mini, None))).values())


def test_without_events_there_is_no_calendar_and_no_link_to_one(mini):
    empty = Finder(Catalogue(mini.site, [], mini.data), DAY)
    assert list(calendars(empty)) == []
    (feed,) = contents(feeds(empty)).values()
    assert ElementTree.fromstring(feed).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+07:00"


def test_an_event_to_come_offers_its_calendar_entry(mini_site):
    pages = pages_of(mini_site)
    assert "../2030-08-19-ngay-hoi.ics" in pages["/su-kien/2030-08-19-ngay-hoi/"].links
    over = pages["/su-kien/2024-01-18-tong-ket-quan-hoa/"]
    assert not [link for link in over.links if re.search(r"\.ics$", link)]


def test_an_entry_tells_of_further_units_and_of_sessions():
    event = made(
        Event, "e", date="2024-06-10", end="2024-07-05", unit="u", place="Hội trường", units="v",
        sessions=[{"value": 9, "of": 23, "measure": "lớp", "units": "v", "date": "2024-07"},
                  {"name": "Điểm cầu", "online": True}],
    )  # fmt: skip
    find = door(event, made(Unit, "u"), made(Unit, "v", name="Tây"), made(EventKind, "ngay-hoi"), made(Source, "bai"))
    (entry,) = entries(by_path(calendars(find))["su-kien.ics"]).values()
    assert str(entry["location"]) == "Hội trường, Phường Hoa và 1 phường khác"
    told = str(entry["description"]).splitlines()
    assert told[0].startswith("9 trong 23 lớp") and told[0].endswith(", tháng 7/2024, Phường Tây.")
    assert told[1] == "Điểm cầu, trực tuyến."
    assert "Hội trường, Phường Hoa và 1 phường khác." in by_path(feeds(find))["su-kien.xml"]


def test_calendars_are_told_apart_without_being_made(tmp_path, monkeypatch):
    shutil.copytree(SAMPLE, data := tmp_path / "data")

    def told(make=True):
        found = list(calendars(Finder(load(data, stores=tmp_path / "stores"), DAY)))
        return {a.path: one.told() for a, one in found}, {a.path: one() for a, one in found} if make else {}

    first, made = told()
    with monkeypatch.context() as nothing:
        for name in ("_written", "_calendar"):  # which import what makes calendars
            nothing.setattr(calendar_file, name, lambda *_: pytest.fail("made"))
        assert told(make=False)[0] == first
    event = data / "events" / "2024" / "2024-01-18-tong-ket-quan-hoa.yml"
    event.write_text(re.sub("(?m)^title: .*", "title: Hội nghị khác", event.read_text("utf-8")), "utf-8")
    second, changed = told()
    theme = next(iter(sorted((data / "themes").glob("*.yml"))))
    theme.write_text(re.sub("(?m)^name: .*", "name: Tên khác", theme.read_text("utf-8")), "utf-8")
    third, named = told()  # whose name its calendar has
    for earlier, later, before, after in ((first, second, made, changed), (second, third, changed, named)):
        assert before != after
        assert {path for path in after if later[path] != earlier.get(path)} == {
            path for path in after if after[path] != before.get(path)
        }
