"""What depends on today: decided in the browser, whenever the page was made; and never wrong where no script runs.

And what became of an event that was put off or called off: said wherever it is named, which is never as one to come.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.assets.cards import picture_of
from macros.exports.calendar_file import calendars
from macros.exports.feed import feeds
from macros.records import Event
from tests.conftest import ROOT, SAMPLE, TODAY, URL, build, built, by_path, finder
from tests.edits import differing
from tests.html_pages import pages_of

COMING, GOES_ON = "sắp diễn ra", "đang diễn ra"
EVENTS = {
    "2025-09-05-ba-ngay": "title: Hội thao ba ngày\ndate: 2025-09-05\nend: 2025-09-07\n",
    "2025-09-10-hoan": "title: Ngày hội dời lại\ndate: 2025-09-10\ntime: 07:30\nstatus: postponed\nsummary: Vì bão.\n",
    "2025-10-thang": "title: Hội thao tháng mười\ndate: 2025-10\n",
    "2025-09-12-huy": "title: Ngày hội thôi làm\ndate: 2025-09-12\nstatus: cancelled\nsummary: Vì mưa lũ.\n",
}
OFF = {"2025-09-10-hoan": "Đã hoãn", "2025-09-12-huy": "Đã hủy"}
# The last minute in Vietnam before the event of three days, its first and its last, and the first after it.
BEFORE, BEGUN = "2025-09-04T16:59:00Z", "2025-09-04T17:00:00Z"
LAST_MINUTE, OVER, LONG_OVER = "2025-09-07T16:59:00Z", "2025-09-07T17:00:00Z", "2031-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("today") / "data"))
    for name, text in EVENTS.items():
        file = folder / f"events/2025/{name}.yml"
        file.write_text(f"{text}kind: ngay-hoi\nunit: phuong-hoa\nsources: bai-mot\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(data):
    return built(data, data.parent / "site", "--url", URL)


@pytest.fixture(scope="module")
def origin(serve, site):
    return serve(site)


@pytest.fixture(scope="module")
def opened(browser, origin):
    """A function that opens a page at a moment, or without scripts; in the place of the last such page."""
    with (
        browser.new_context(service_workers="block") as scripted,
        browser.new_context(java_script_enabled=False) as plain,
    ):
        pages = scripted.new_page(), plain.new_page()

        def open_page(address, moment=None):
            page = pages[moment is None]
            if moment:
                page.clock.set_fixed_time(moment)
            page.goto(f"{origin}/{address}")
            return page

        yield open_page


def titles(page, of) -> list[str]:
    return page.locator(f"[data-{of}] .what").all_inner_texts()


PAGES = ["", "su-kien/", "su-kien/2025-09-05-ba-ngay/", "nam/2025/", "dia-ban/phuong-hoa/"]


@pytest.mark.parametrize("address", PAGES)
def test_without_a_script_nothing_is_said_that_becomes_wrong(address, opened):
    page = opened(address)
    assert COMING not in page.locator("body").inner_text().lower()
    assert "5/9/2025 đến 7/9/2025" in page.locator("body").inner_text()


@pytest.mark.parametrize("address", PAGES)
def test_an_event_is_to_come_until_it_begins_and_goes_on_until_its_last_day_in_vietnam_is_over(address, opened):
    for moment, told in ((BEFORE, COMING), (BEGUN, GOES_ON), (LAST_MINUTE, GOES_ON), (OVER, "")):
        place = (
            ".kicker" if "ba-ngay" in address else ".event:has-text('ba ngày') .when, li li:has-text('ba ngày') small"
        )
        found = opened(address, moment).locator(place)
        said = (
            found.first.inner_text() if found.count() else ""
        )  # out of a list of what is to come, where there is no other
        assert [words for words in (COMING, GOES_ON) if words in said] == [told] * bool(told)


def test_on_its_day_an_event_is_today_and_in_its_month_nothing_is_said(opened):
    for name, moment, told in (
        ("2030-08-19-ngay-hoi", "2030-08-18T16:59:00Z", COMING),
        ("2030-08-19-ngay-hoi", "2030-08-18T17:00:00Z", "hôm nay"),
        ("2025-10-thang", "2025-09-30T16:59:00Z", COMING),
        ("2025-10-thang", "2025-09-30T17:00:00Z", ""),
    ):
        kicker = opened(f"su-kien/{name}/", moment).locator(".kicker").inner_text()
        assert kicker == " · ".join(filter(None, ["Ngày hội", told]))


@pytest.mark.parametrize("address", ["", "su-kien/"])
def test_what_is_over_leaves_the_list_of_what_is_to_come(address, opened):
    page = opened(address, LAST_MINUTE)
    schedule = [
        "Hội thao ba ngày",
        "Đã hoãn: Ngày hội dời lại",
        "Đã hủy: Ngày hội thôi làm",
        "Hội thao tháng mười",
        "Ngày hội mẫu sắp tới",
    ][: None if address else 2]
    assert titles(page, "schedule") == schedule
    assert titles(page, "past")[0] == "Đã hủy: Ngày hội mẫu bị hủy"
    page = opened(address, OVER)
    assert titles(page, "schedule") == schedule[1:]
    assert titles(page, "past")[:2] == ["Hội thao ba ngày", "Đã hủy: Ngày hội mẫu bị hủy"]
    assert page.get_by_role("heading", name="Lịch sự kiện").is_visible()
    page = opened(address, LONG_OVER)
    assert titles(page, "past")[: len(schedule)] == schedule[::-1]
    assert page.get_by_role("heading", name="Lịch sự kiện").count() == 0
    assert page.locator("a[href$='#sap-dien-ra'], [data-schedule]").count() == 0


def test_the_calendar_entry_is_offered_until_then(opened):
    link = ".take a[type='text/calendar']"
    assert opened("su-kien/2025-09-05-ba-ngay/", LAST_MINUTE).locator(link).inner_text() == "Thêm vào lịch"
    assert not opened("su-kien/2025-09-05-ba-ngay/", OVER).locator(link).is_visible()
    assert opened("su-kien/", LONG_OVER).locator(link).is_visible()  # that of all events
    assert opened("su-kien/2025-09-12-huy/", OVER).locator(link).inner_text() == "Ghi vào lịch: đã hủy"


def test_a_site_of_a_later_day_says_the_same(data, tmp_path, site):
    """What a browser would change by itself, a build of that day has in its pages."""
    done = build(data, tmp_path / "site", "--url", URL, SOURCE_DATE_EPOCH="1757264400")  # 2025-09-08 in Vietnam
    assert done.returncode == 0, done.stdout
    html = (tmp_path / "site/su-kien/2025-09-05-ba-ngay/index.html").read_text(encoding="utf-8")
    assert COMING not in re.search(r'class="kicker">(.*?)</p>', html)[1]
    assert "2025-09-05-ba-ngay.ics" not in html


# Put off, called off


@pytest.mark.parametrize("name", OFF)
def test_what_became_of_it_is_said_wherever_it_is_named(name, site, data):
    page = pages_of(site)[f"/su-kien/{name}/"]
    told = OFF[name]
    kicker = re.search(r'class="kicker">(.*?)</p>', page.html)
    assert told.lower() in kicker[1] and COMING not in kicker[1]
    for key in ("og:title", "og:description", "og:image:alt"):
        (content,) = [meta["content"] for meta in page.all("meta") if meta.get("property") == key]
        assert told in content, key
    assert page.meta("description").startswith(told)
    assert f"<title>{told}: " in page.html
    thing = json.loads(re.search(r'ld\+json">(.+?)</script>', page.html)[1])["@graph"][0]
    assert thing["eventStatus"].removeprefix("https://schema.org/Event") in ("Postponed", "Cancelled")
    find = finder(data)
    event = find.get(Event, name)
    assert told in picture_of(find, event).label
    assert f"<title>{told}: {event.title}</title>" in by_path(feeds(find))["su-kien.xml"]
    calendar = by_path(calendars(find))[f"su-kien/{name}.ics"].decode()
    assert f"SUMMARY:{told}: {event.title}\r\n" in calendar
    assert re.search(r"STATUS:(TENTATIVE|CANCELLED)\r\n", calendar)
    for address, other in pages_of(site).items():  # lists, cards, neighbours, sources
        for link in re.findall(rf'<a href="[^"]*{name}/">([^<]*)<', other.html):
            assert link == f"{told}: {event.title}", address


def test_results_say_it_and_none_is_among_what_is_to_come(opened):
    page = opened("tim-kiem/?q=ngày+hội&kind=event", LAST_MINUTE)
    page.locator("[data-results-list] > li").first.wait_for()
    about = dict(
        zip(
            page.locator(".results__title").all_inner_texts(),
            page.locator(".results__about").all_inner_texts(),
            strict=True,
        )
    )
    assert "đã hoãn" in about["Ngày hội dời lại"] and "đã hủy" in about["Ngày hội thôi làm"]
    for time, held in (("coming", {"Hội thao ba ngày", "Ngày hội mẫu sắp tới"}), ("past", {"Ngày hội mẫu bị hủy"})):
        page = opened(f"tim-kiem/?kind=event&time={time}", LAST_MINUTE)
        page.locator("[data-results-list] > li").first.wait_for()
        found = set(page.locator(".results__title").all_inner_texts())
        assert held <= found and not {"Ngày hội dời lại", "Ngày hội thôi làm"} & found
    page = opened("su-kien/luu-tru/", LONG_OVER)
    page.locator("[data-results-list] > li").first.wait_for()
    assert {"Ngày hội dời lại", "Ngày hội thôi làm"} <= set(page.locator(".results__title").all_inner_texts())


def test_a_build_that_goes_on_over_midnight_is_of_the_day_on_which_it_began(tmp_path, mini_site):
    script = (
        "import sys; from datetime import datetime, timedelta; from itertools import count; from macros.language import clock\n"
        "class Clock(datetime):\n"
        "    @classmethod\n"
        "    def now(cls, zone): return datetime.fromtimestamp(next(moments), zone)\n"
        f"moments, clock.datetime = count({TODAY}, 400 * 86_400), Clock\n"
        "from macros.commands import main; sys.exit(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("SOURCE_DATE_EPOCH", None)
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "build", "--data", data, "--site-dir", tmp_path / "site"],
        check=False, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not differing(tmp_path / "site", mini_site)
