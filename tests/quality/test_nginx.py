"""A server that knows only the types that nginx 1.22 does, in a folder of it: all that needs a script works there."""

import re

import pytest

from tests.quality import nginx as real
from tests.quality.hands import PlaywrightHand
from tests.quality.host import host
from tests.quality.kinds import main_pages
from tests.quality.nginx import TYPES, nginx
from tests.quality.walk import (
    Walk,
    archive_and_back,
    filters,
    model,
    no_complaints,
    offline,
    results,
    search_by_keyboard,
)

STEPS = (search_by_keyboard, results, filters, archive_and_back, model, no_complaints, offline)
FOLDER = "/trang"  # at its top, what goes wrong with addresses would go wrong on the host of the main walk too


@pytest.fixture(scope="module")
def walk(browser, real_site):
    """Of the real site in a folder of nginx; where there is none, of a server of ours that knows the same types."""
    served = nginx(real_site, FOLDER) if real.installed() else host(real_site, TYPES, FOLDER)
    with served as server, browser.new_context() as window:
        yield Walk(PlaywrightHand(window.new_page()), server, main_pages(real_site))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_the_walk(step, walk):
    step(walk)


def test_the_table_is_nginx_s_own():
    """A missing nginx is said, not failed: the walk was that of the table."""
    if not (found := real.installed()):
        pytest.skip("no nginx on this machine, and none to be had")
    _, file = found
    known = {
        f".{ending}": kind
        for kind, endings in re.findall(r"^\s+(\S+/\S+)\s+([^;]+);", file.read_text(encoding="utf-8"), re.MULTILINE)
        for ending in endings.split()
    }
    assert {ending: known.get(ending) for ending in TYPES} == TYPES
    assert not {".mjs", ".ics", ".csv", ".geojson"} & known.keys()


def test_whatever_pages_load_has_a_type(real_site):
    """What is only downloaded may go as a stream of bytes."""
    endings = {file.suffix for file in real_site.rglob("*") if file.is_file() and not file.name.startswith(".")}
    loaded = {file.suffix for file in (real_site / "assets").rglob("*") if file.is_file()}
    assert loaded - {".txt", ".bin"} <= TYPES.keys()
    assert endings - TYPES.keys() <= {".ics", ".csv", ".geojson", ".yml", ".gz", ".bin"}


@pytest.fixture(scope="module")
def page_without_worker(browser, real_site):
    with host(real_site, TYPES) as server, browser.new_context(service_workers="block") as window:
        yield window.new_page(), server.origin


@pytest.mark.parametrize("script", ["site.js", "results.js", "page.js", "engine.js"])
@pytest.mark.parametrize("address", ["/tim-kiem/?q=an+ninh", "/su-kien/luu-tru/"])
def test_a_script_that_comes_as_a_stream_of_bytes_is_said(script, address, page_without_worker):
    """As `.mjs` did: the page keeps its words and its lists, whichever of its scripts is refused."""
    page, origin = page_without_worker
    page.route(
        f"**/{script}",
        lambda route: route.fulfill(
            body=route.fetch().body(),
            headers={"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff"},
        ),
    )
    page.goto(origin + address, wait_until="networkidle")
    if script == "engine.js" and "luu-tru" in address:  # which is fetched when a reader turns to the form
        page.locator("#results-query").focus()
    is_told = script in ("results.js", "page.js", "engine.js")
    told = page.locator("[data-results-status]", has_text=re.compile("danh sách" if is_told else "sự kiện|kết quả"))
    told.wait_for()
    page.unroute_all(behavior="wait")
    if is_told:
        assert page.locator("[data-results-lists] a").first.is_visible()
    else:
        assert page.locator("[data-results-list] > li").first.is_visible()
