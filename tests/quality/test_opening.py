"""How much a page asks of its host when it is opened; what it takes in time, `python -m tests.quality.opening` measures."""

import os
import re
import shutil

import pytest
from playwright.sync_api import Route, expect

from macros.catalogue import Finder
from macros.language.markup import lighten
from macros.pages.macros import show
from macros.pages.view import View
from macros.search.documents import Document
from macros.search.findable import kinds
from macros.search.index import write_index
from tests.conftest import DAY
from tests.quality.host import host
from tests.quality.opening import QUIET, opened
from tests.quality.windows import DESK, PHONE
from tests.search.portions import portioned

ARCHIVE = "/su-kien/luu-tru/"
MOST = 12  # requests


def test_the_archive_opens_with_few_requests_and_the_worker_asks_for_nothing_again(browser, real_site):
    with host(real_site) as server:
        server.cache = "max-age=0, must-revalidate"  # as many hosts say: what is fetched twice is asked for twice
        first, again = opened(browser, server, [ARCHIVE, ARCHIVE])
    assert "/sw.js" in first.asked
    assert len(first.asked) <= MOST, first.asked
    assert len(set(first.asked)) == len(first.asked), first.asked
    assert len(again.asked) <= len(first.asked), again.asked


@pytest.mark.parametrize("asked", ["unit=u", "theme=t&from=2016&to=2026", "time="])
def test_the_archive_with_a_filter_opens_with_few_requests_however_far_its_events_lie_from_each_other(
    asked, browser, real_site, tmp_path
):
    """Of 5,600 events, 12 are of one unit, each of another year; those of a theme lie among others."""
    site = shutil.copytree(real_site, tmp_path / "site", copy_function=os.link)
    shutil.rmtree(site / "assets/search/index")

    def event(number: int) -> Document:
        year, rare = 2015 + number % 12, number < 12
        theme = {"theme_ids": ("t",), "themes": ("T",)} if number % 10 == 0 else {}
        unit = ("u", "U") if rare else (f"u{number % 700}", f"U{number % 700}")
        return Document(
            f"su-kien/e{number}/",
            "event",
            f"Sự kiện {number}",
            date=f"{year}-{number % 9 + 1:02}-{number % 28 + 1:02}",
            summary=" ".join(str(one) for one in range(number, number + 20)),
            unit_ids=unit[:1],
            units=unit[1:],
            **theme,
        )

    write_index(portioned(map(event, range(5600))), kinds(), {}, site / "assets/search/index")
    with host(site) as server, browser.new_context(viewport=PHONE) as window:
        page = window.new_page()
        page.goto(f"{server.origin}{ARCHIVE}?{asked}")
        expect(page.locator("[data-results-list] > li")).to_have_count(6)
        page.wait_for_timeout(QUIET)
        assert len(server.asked) <= 20, server.asked
        for number in range(6):  # the others come when the reader comes near them
            page.locator("[data-results-list] > li").nth(number).scroll_into_view_if_needed()
        expect(page.locator("[data-results-list] > li")).to_have_count(12 if asked == "unit=u" else 20)


# Of each way in which a script shows more than there was: a page, and where it shows.
MOVED = [
    ("/tim-kiem/?q=camera", PHONE),
    ("/tim-kiem/?q=camera", DESK),
    ("/tim-kiem/?q=zzkhongco", PHONE),
    ("/tim-kiem/", DESK),
    ("/su-kien/luu-tru/?unit=phuong-le-chan-hai-phong", DESK),
    ("/ban-do/?to=mo-hinh", PHONE),
    ("/mo-hinh/?theme=phong-chong-toi-pham-te-nan", DESK),
    ("/huong-dan/", DESK),
]
WATCHED = """
    window.painted = new Promise((tell) => new PerformanceObserver(tell).observe({ type: "paint", buffered: true }));
    window.moved = [];
    new PerformanceObserver((list) => moved.push(...list.getEntries().flatMap(({ sources }) =>
        sources.map(({ node }) => (node?.outerHTML ?? node?.data ?? "").slice(0, 90))))).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize(("address", "size"), MOVED, ids=[f"{address} {size['width']}" for address, size in MOVED])
def test_nothing_moves_when_scripts_come_after_the_page_is_seen(address, size, browser, real_site):
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    with host(real_site) as server, browser.new_context(viewport=size, service_workers="block") as window:
        page = window.new_page()
        page.add_init_script(WATCHED)
        page.route(re.compile(r"(?<!/site)\.js$"), hold)
        page.goto(server.origin + address, wait_until="commit")
        page.evaluate("painted.then(() => true)")
        waiting, held = held, None
        for route in waiting:
            route.continue_()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("new Promise(requestAnimationFrame).then(() => moved)") == []
        page.unroute_all(behavior="wait")


def test_the_archive_lists_no_more_of_many_events(find, mini):

    many = [mini.events[0].model_copy(update={"id": f"e{i}"}) for i in range(4000)]
    crowd = Finder(mini, DAY)
    crowd.past, crowd.told_once = (lambda events: many), list
    text = lighten(show(View(crowd).page("su-kien/luu-tru.md"), "archive"))
    assert 'data-told="4.000 sự kiện"' in text
    assert text.count("results__title") == 20


def test_the_form_has_its_choices_when_the_reader_turns_to_it(browser, real_site):
    with host(real_site) as server, browser.new_context(viewport=PHONE, service_workers="block") as window:
        page = window.new_page()
        page.goto(server.origin + ARCHIVE)
        titles = page.locator("[data-results-list] .results__title")
        written = titles.all_inner_texts()
        expect(page.locator("[data-results-status]")).to_have_text(re.compile(r"^\d+ sự kiện$"))
        assert not any("/index/" in one for one in server.asked)
        page.locator("[data-results-filters] summary").focus()
        page.locator("[name=unit] option").nth(1).wait_for(state="attached")
        expect(page.locator("[data-results-status]")).to_have_text(re.compile(r"^\d+ sự kiện$"))
        assert sorted(titles.all_inner_texts()) == sorted(written)


def test_a_page_brings_at_most_two_files_beside_it(real_site):
    count = {ending: sum(1 for _ in real_site.rglob(f"*.{ending}")) for ending in ("html", "gif", "ics", "xml")}
    assert sum(count.values()) <= 3 * count["html"], count
