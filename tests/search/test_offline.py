"""The site without a network: what a reader has seen can be read again, and searched, and is never older than it must be."""

import re
import shutil
import threading
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Error, expect

from macros.search import Document
from macros.search.findable import kinds
from macros.search.index import write_index
from tests.conftest import QuietHandler
from tests.search.portions import portioned

# The worker serves a whole folder, here one below the server's top, as on a host with several sites.
SITE = "trang"
IS_KEPT = (
    "async () => navigator.serviceWorker.controller && Boolean(await caches.match(location.origin + location.pathname))"
)


@pytest.fixture
def server(tmp_path, real_site):
    """A server of a copy of the real site, that can be stopped; what it answers may be kept for an hour."""
    shutil.copytree(real_site, tmp_path / SITE)
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=tmp_path))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def page(browser, server):
    with browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{SITE}/thong-ke/")
        page.wait_for_function(IS_KEPT)
        yield page


def go_offline(page, server):
    server.shutdown()
    server.server_close()
    page.context.set_offline(True)
    # The worker runs and answers: one that has to start first is now and then passed by.
    page.wait_for_function("() => fetch(location.href).then(({ ok }) => ok, () => false)")


def visit(page, path):
    page.goto(f"{page.url.split(f'/{SITE}/')[0]}/{SITE}/{path}")


def ask(page, query):
    page.get_by_role("combobox").fill(query)
    return page.locator("[role=option]:not([data-query])")


def test_the_first_page_can_be_read_again_in_its_own_face(page, server):
    background = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    before = page.evaluate(background)
    go_offline(page, server)
    page.reload()
    expect(page.locator("h1")).to_have_text("Thống kê")
    assert page.evaluate(background) == before


def test_a_page_never_seen_says_in_the_sites_own_face_that_there_is_no_network(page, server):
    background = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    before = page.evaluate(background)
    page.reload()  # now by way of the worker
    ask(page, "camera").first.wait_for()
    page.wait_for_function("() => localStorage['search.kept']", timeout=60_000)
    go_offline(page, server)
    visit(page, "mo-hinh/?a=b&c#d")
    expect(page.locator("h1")).to_have_text("Không có mạng")
    assert page.evaluate(background) == before
    assert page.locator("[aria-current]").count() == 0  # it is another page whose face it has
    top = page.url.split(f"/{SITE}/")[0] + f"/{SITE}/"
    assert page.get_by_role("link", name="Mở lại", exact=True).evaluate("link => link.href") == f"{top}mo-hinh/?a=b&c#d"
    assert page.locator(".brand").evaluate("link => link.href") == top
    assert page.locator(".md-skip").evaluate("link => link.href") == f"{top}mo-hinh/?a=b&c#noi-dung-trang"
    expect(ask(page, "Quán Chữ").first).to_have_attribute("href", re.compile(f"^{top}dia-ban/#muc-phuong-quan-tru"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("Thống kê")


def test_a_kept_page_is_found_by_each_of_its_addresses(page, server):
    go_offline(page, server)
    for ending in ("", "?a=b", "/index.html", "/index.html?a=b#x", "/?a=b"):
        with suppress(Error):  # a worker that has to start again is passed by once
            visit(page, f"thong-ke{ending}")
        visit(page, f"thong-ke{ending}")
        expect(page.locator("h1")).to_have_text("Thống kê")
        home = page.locator(".brand").evaluate("link => link.href")  # its links lead where they should
        assert home.endswith(f"/{SITE}/"), ending
        visit(page, f"gioi-thieu{ending}")
        expect(page.locator("h1")).to_have_text("Không có mạng")


def test_search_works_without_a_network_once_it_was_used(page, server):
    page.reload()  # now by way of the worker
    ask(page, "camera").first.wait_for()
    page.wait_for_function("() => localStorage['search.kept']", timeout=60_000)
    visit(page, "tim-kiem/?q=camera")
    page.locator("[data-results-list] > li").first.wait_for()
    go_offline(page, server)
    page.reload()
    page.locator("[data-results-list] > li").first.wait_for()
    visit(page, "thong-ke/")
    expect(ask(page, "Quán Chữ").first).to_have_attribute("href", re.compile("phuong-quan-tru"))
    expect(ask(page, "36,6 kg phao").first).to_have_attribute("href", re.compile("quan-le-chan"))
    visit(page, "tim-kiem/?q=lach+tray&kind=event")
    expect(page.locator("[data-results-status]")).to_have_text(re.compile(r"^\d+ sự kiện"))


def test_an_index_published_anew_is_searched_at_once(page, server, tmp_path):
    page.reload()
    ask(page, "camera").first.wait_for()
    new = [Document(f"su-kien/moi-{i}/", "event", f"Sự kiện hoàn toàn mới số {i}") for i in range(40)]
    write_index(portioned(new), kinds(), {}, tmp_path / SITE / "assets/search/index")
    page.reload()
    expect(ask(page, "hoan toan moi").first).to_have_attribute("href", re.compile("su-kien/moi-"))
