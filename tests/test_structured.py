"""What pages tell search engines, and what a reader takes along from them: structured data, shared links, the site map."""

import base64
import gzip
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from macros.addresses.address import index_of, page_of
from macros.exports.robots import robots
from macros.pages.share import take_along
from macros.pages.structured import structured
from macros.records import RECORDS, Event, EventKind, Organisation, Source, Theme, Unit
from macros.records.organisation import OrganisationKind
from tests.by_hand import door, made
from tests.conftest import SAMPLE, built, located
from tests.html_pages import pages_of

URL = "https://mau.example/"
DAY = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d\+07:00)?)?)?"
# What each type must have, and what Google's guides for it recommend and the records can give.
NEEDS = {
    "Event": {"name", "startDate", "location", "eventStatus", "url"},
    "Project": {"name", "areaServed", "keywords", "url"},
    "AdministrativeArea": {"name"},
    "GovernmentOrganization": {"name", "url"},
    "Organization": {"name"},
    "EducationalOrganization": {"name", "url"},
    "Hospital": {"name", "url"},
    "ImageObject": {"contentUrl", "width", "height", "caption", "creditText"},
    "Dataset": {"name", "description", "url", "distribution", "creator", "temporalCoverage"},
    "DataDownload": {"contentUrl", "encodingFormat", "contentSize"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "PropertyValue": {"name", "value"},
    "ContactPoint": set(),
}


@pytest.fixture(scope="module")
def pages(mini_site):
    return pages_of(mini_site)


def blocks(page) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.DOTALL)
    return [json.loads(text) for text in found]


def things(value):
    """Every typed object in a block, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from things(item)
    elif isinstance(value, list):
        for item in value:
            yield from things(item)


@pytest.fixture(scope="module")
def told(pages):
    """Address → the things that its page tells of, the whole ones only."""
    return {address: [thing for block in blocks(page) for thing in block["@graph"]] for address, page in pages.items()}


def about(told, address, kind):
    (thing,) = [thing for thing in told[address] if thing["@type"] == kind]
    return thing


def test_each_thing_has_what_its_type_needs(pages):
    seen = set()
    for page in pages.values():
        for block in blocks(page):
            assert block["@context"] == "https://schema.org"
            for thing in things(block):
                assert NEEDS[thing["@type"]] - set(thing) == set(), (page.address, thing)
                assert all(value not in (None, "", []) for value in thing.values())
                seen.add(thing["@type"])
    assert seen >= {"Event", "Project", "AdministrativeArea", "GovernmentOrganization", "Dataset", "WebSite"}


def test_each_page_tells_of_its_own_record(told, find):
    kinds = {"mo-hinh": "Project", "dia-ban": "AdministrativeArea", "co-quan": "Organization", "su-kien": "Event"}
    for kind in RECORDS:
        for record in find.all(kind) if kind.address in kinds else []:
            if find.has_page(record) and not (kind.address == "su-kien" and not record.date.year):
                address = f"/{kind.address}/{record.id}/"
                (thing,) = [thing for thing in told[address] if thing["@type"] != "BreadcrumbList"]
                assert thing["@type"].endswith(kinds[kind.address])
                assert thing["url"] == URL[:-1] + address


def test_a_second_page_of_a_record_is_not_said_to_be_it(told):
    assert [thing["@type"] for thing in told["/mo-hinh/ngo-tu-quan/bo-tai-lieu/"]] == ["BreadcrumbList"]


def test_dates_are_no_more_precise_than_what_is_known(told):
    assert about(told, "/su-kien/2024-06-tap-huan/", "Event")["startDate"] == "2024-06"
    assert about(told, "/su-kien/nam-2023-ra-mat/", "Event")["startDate"] == "2023"
    assert [t["@type"] for t in told["/su-kien/khong-ro-nam-09-27-so-ket/"]] == ["BreadcrumbList"]
    two_days = about(told, "/su-kien/2024-01-18-tong-ket-quan-hoa/", "Event")
    assert (two_days["startDate"], two_days["endDate"]) == ("2024-01-18T14:30:00+07:00", "2024-01-19")
    for thing in things(list(told.values())):
        for name in ("startDate", "endDate", "foundingDate"):
            assert re.fullmatch(DAY, thing.get(name, "2024")), thing


def test_what_is_only_about_so_is_no_date_to_programs():
    event = made(Event, "e", date="2023~", end="2023~")
    text = structured(door(event, made(Unit, "phuong")), page_of(event), (), SimpleNamespace(record=event))
    (thing,) = json.loads(text)["@graph"]
    assert thing["@type"] == "Event" and not {"startDate", "endDate"} & set(thing)


def test_a_cancelled_event_says_so(told):
    assert about(told, "/su-kien/2024-11-18-huy/", "Event")["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    ("place", "mode"), [("Nhà văn hóa", "https://schema.org/OfflineEventAttendanceMode"), (None, None)]
)
def test_people_come_to_an_event_only_where_its_place_is_known(place, mode):
    """A conference may have been held over a line."""
    event = made(Event, "le", place=place)
    text = structured(door(event, made(Unit, "phuong")), page_of(event), (), SimpleNamespace(record=event))
    (thing,) = json.loads(text)["@graph"]
    assert thing.get("eventAttendanceMode") == mode
    assert thing["location"]["name"] == (place or "Phường Hoa")


def test_the_way_to_a_page_is_that_of_its_breadcrumbs(told, pages):
    for address, page in pages.items():
        if page.forwards or address in ("/", "/404.html"):
            continue
        way = about(told, address, "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in way] == list(range(1, len(way) + 1))
        assert way[0]["item"] == URL and way[-1]["item"] == URL[:-1] + address
        assert all(step["item"].removeprefix(URL[:-1]) in pages for step in way)
        shown = page.text("nav")
        assert all(step["name"] in shown for step in way), address


def test_the_search_that_is_told_of_is_the_page_of_results(told, pages):
    target = about(told, "/", "WebSite")["potentialAction"]["target"]["urlTemplate"]
    path, query = target.removeprefix(URL[:-1]).split("?")
    assert path in pages and query == "q={search_term_string}"


def test_the_data_set_lists_what_is_there(told, mini_site):
    for file in about(told, "/du-lieu/", "Dataset")["distribution"]:
        there = mini_site / file["contentUrl"].removeprefix(URL)
        assert file["contentSize"] == f"{there.stat().st_size} B"


def test_every_kind_of_organisation_has_a_type(find):
    """One that is no part of the state is never said to be."""
    made = {}
    for kind in OrganisationKind:
        organisation = find.all(Organisation)[0].model_copy(update={"kind": kind})
        page = type("Page", (), {"record": organisation})
        text = structured(find, page_of(organisation), (), page)
        made[kind.value] = json.loads(text)["@graph"][0]["@type"]
    assert {kind for kind, told_as in made.items() if told_as == "GovernmentOrganization"} == {
        "police", "government", "ministry", "department", "people_council", "judiciary", "border_guard", "military",
    }  # fmt: skip


def test_an_event_of_several_units_says_all_and_whether_one_can_take_part_over_the_net():
    def told(**fields):
        event = made(Event, "e", unit="u", **fields)
        find = door(
            event, made(Unit, "u"), made(Unit, "v", name="Tây"), made(EventKind, "ngay-hoi"), made(Source, "bai")
        )
        page = SimpleNamespace(record=event)
        return json.loads(structured(find, page_of(event), (), page))["@graph"][0]

    assert told()["location"]["name"] == "Phường Hoa" and "eventAttendanceMode" not in told()
    assert [place["name"] for place in told(units="v")["location"]] == ["Phường Hoa", "Phường Tây"]
    online = told(place="Hội trường", sessions=[{"value": 64, "measure": "điểm cầu", "online": True}])
    assert online["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told(place="Hội trường")["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


def test_without_an_address_nothing_that_needs_one_is_said(tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    settings = (data / "site.yml").read_text(encoding="utf-8")
    (data / "site.yml").write_text(settings.replace(f"url: {URL}\n", ""), encoding="utf-8")
    site = built(data, tmp_path / "site")
    pages = pages_of(site)
    kinds = {thing["@type"] for page in pages.values() for block in blocks(page) for thing in things(block)}
    assert "Event" in kinds and kinds.isdisjoint({"BreadcrumbList", "Dataset", "SearchAction"})
    assert not [page.address for page in pages.values() if "zalo.me" in page.html or "facebook.com" in page.html]
    assert not [name for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt") if (site / name).exists()]


# Sharing


def test_shared_links_carry_the_address(pages):
    page = pages["/mo-hinh/ngo-tu-quan/"]
    links = {urlsplit(a["href"]).hostname: a for a in page.all("a") if a.get("href", "").startswith("https")}
    facebook, zalo = links["www.facebook.com"], links["button-share.zalo.me"]
    assert parse_qs(urlsplit(facebook["href"]).query) == {"u": [f"{URL}mo-hinh/ngo-tu-quan/"]}
    (told,) = parse_qs(urlsplit(zalo["href"]).query)["d"]
    assert json.loads(base64.b64decode(told)) == {"url": f"{URL}mo-hinh/ngo-tu-quan/"}
    assert facebook["rel"] == zalo["rel"] == "noopener noreferrer"


def test_every_page_to_read_can_be_taken_along(pages):
    without = {address for address, page in pages.items() if not page.forwards and "data-take" not in page.html}
    assert without == {"/", "/404.html", "/tim-kiem/", "/su-kien/luu-tru/"}


def test_what_goes_with_a_page_is_there(find, mini_site):
    coming = find.get(Event, "2030-08-19-ngay-hoi")
    ward, theme = find.get(Unit, "phuong-hoa"), find.all(Theme)[0]
    for address, record in (
        (index_of(Event), None),
        (page_of(coming), coming),
        (page_of(ward), ward),
        (page_of(theme), theme),
    ):
        take = take_along(find, address, record)
        assert (mini_site / take.calendar.file).is_file()
        # What is to follow has a whole address, by which programs fetch it again.
        followed = f"webcal://mau.example/{take.calendar.path}" if record is not coming else None
        assert take.follow == followed


@pytest.mark.parametrize("url", ["https://vi-du.example/", "http://vi-du.example:8080/trang/", None])
def test_a_calendar_is_followed_at_the_sites_address_where_that_is_known(mini, url):
    there = located(mini, url)
    ward = there.get(Unit, "phuong-hoa")
    follow = take_along(there, page_of(ward), ward).follow
    assert follow == (
        f"{url.replace('https', 'webcal').replace('http', 'webcal')}dia-ban/phuong-hoa/su-kien.ics" if url else None
    )


@pytest.fixture
def shared(browser, serve, mini_site):
    """A function that opens a page of the sample site, with what the browser is able to do."""
    contexts = []

    def open_page(able: str = "", **options):
        contexts.append(browser.new_context(viewport={"width": 390, "height": 844}, **options))
        page = contexts[-1].new_page()
        page.add_init_script(f"window.done = []; window.print = () => done.push('print'); {able}")
        page.goto(f"{serve(mini_site)}/mo-hinh/ngo-tu-quan/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_address_can_be_copied_and_the_page_printed(shared):
    page = shared(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép địa chỉ").click()
    page.get_by_text("Đã sao chép địa chỉ.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{URL}mo-hinh/ngo-tu-quan/"
    page.get_by_role("button", name="In hoặc lưu thành PDF").click()
    assert page.evaluate("done") == ["print"]


def test_where_copying_is_refused_the_address_is_shown(shared):
    page = shared("navigator.clipboard.writeText = () => Promise.reject(new Error());")
    page.get_by_role("button", name="Sao chép địa chỉ").click()
    assert f"{URL}mo-hinh/ngo-tu-quan/" in page.get_by_text("Trình duyệt không cho sao chép.").inner_text()


def test_the_phone_s_own_sheet_is_offered_where_there_is_one(shared):
    page = shared("navigator.share = async what => { done.push(what.url); throw new Error(); };")
    page.get_by_role("button", name="Gửi cho người khác").click()
    assert page.evaluate("done") == [f"{URL}mo-hinh/ngo-tu-quan/"]


def test_without_a_script_only_links_show(shared):
    page = shared(java_script_enabled=False)
    assert [b.is_visible() for b in page.locator("[data-take] button").all()] == [False] * 3
    assert all(a.is_visible() for a in page.locator("[data-take] a").all())


# The site map


def test_the_site_map_lists_every_page_and_says_nothing_of_when(mini_site, pages):
    root = ElementTree.parse(mini_site / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert {element.tag.removeprefix(space) for element in root.iter()} == {"urlset", "url", "loc"}
    listed = [loc.text for loc in root.iter(f"{space}loc")]
    read = {page.address for page in pages.values() if not (page.forwards or page.meta("robots"))} - {"/404.html"}
    assert sorted(listed) == sorted(URL[:-1] + address for address in read)
    assert (mini_site / "robots.txt").read_text().splitlines()[-1] == f"Sitemap: {URL}sitemap.xml"
    packed = (mini_site / "sitemap.xml.gz").read_bytes()
    assert packed[4:8] == bytes(4) and gzip.decompress(packed) == (mini_site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize(("url", "count"), [(None, 0), ("https://a.example/", 1), ("https://a.example/phong-trao/", 0)])
def test_crawlers_are_told_only_where_they_look(url, count, mini):
    assert len(list(robots(located(mini, url)))) == count
