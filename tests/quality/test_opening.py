"""How much a page asks of its host when it is opened; what it takes in time, `python -m tests.quality.opening` measures."""

import re

from playwright.sync_api import expect

from macros.catalogue import Finder
from macros.language.markup import lighten
from macros.pages.macros import show
from macros.pages.view import View
from tests.conftest import DAY
from tests.quality.host import host
from tests.quality.looks import PHONE
from tests.quality.opening import opened

ARCHIVE = "/su-kien/luu-tru/"
MOST = 20  # requests


def test_the_archive_opens_with_few_requests_and_the_worker_asks_for_nothing_again(browser, real_site):
    with host(real_site) as server:
        server.cache = "max-age=0, must-revalidate"  # as many hosts say: what is fetched twice is asked for twice
        first, again = opened(browser, server, [ARCHIVE, ARCHIVE])
    assert "/sw.js" in first.asked
    assert len(first.asked) <= MOST, first.asked
    assert len(set(first.asked)) == len(first.asked), first.asked
    assert len(again.asked) <= len(first.asked), again.asked


def test_the_archive_lists_no_more_of_many_events(find, mini):

    many = [mini.events[0].model_copy(update={"id": f"e{i}"}) for i in range(4000)]
    crowd = Finder(mini, DAY)
    crowd.past = lambda events: many
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
