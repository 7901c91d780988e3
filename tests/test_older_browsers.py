"""Where a browser is too old for the search, a script doesn't come, or a browser does less than it says."""

import pytest

PHONE = {"width": 390, "height": 650}
TOO_OLD = "trình duyệt này quá cũ"


@pytest.fixture(scope="module")
def origin(serve, real_site):
    return serve(real_site)


@pytest.fixture(scope="module")
def only_page(browser):
    with browser.new_context(viewport=PHONE, service_workers="block") as window:
        yield window.new_page()


@pytest.fixture
def page(only_page):
    yield only_page
    only_page.unroute_all()


def not_understood(page, script):
    """A script in a way of writing that the browser is too old for."""
    page.route(f"**/{script}", lambda route: route.fulfill(body="class A { is too new", content_type="text/javascript"))


def never_comes(page, script):
    page.route(f"**/{script}", lambda route: route.abort())


def status(page) -> str:
    return page.locator("[data-results-status]").inner_text()


@pytest.mark.parametrize("address", ["/tim-kiem/?q=an+ninh", "/su-kien/luu-tru/"])
@pytest.mark.parametrize("fault", [not_understood, never_comes])
@pytest.mark.parametrize("script", ["results.js", "page.js"])
def test_where_no_script_runs_the_page_says_so_and_shows_its_lists(script, fault, address, page, origin):
    fault(page, script)
    page.goto(origin + address, wait_until="networkidle")
    assert TOO_OLD in status(page)
    assert page.locator("[data-results-lists] a").first.is_visible()


def test_what_the_page_says_stays_when_only_the_engine_is_too_new(page, origin):
    not_understood(page, "engine.js")
    page.goto(f"{origin}/tim-kiem/?q=an+ninh", wait_until="networkidle")
    assert TOO_OLD in status(page)
    assert page.locator("[data-results-lists] a").first.is_visible()
    page.goto(f"{origin}/thong-ke/")
    box = page.get_by_role("combobox").first
    box.fill("an ninh")
    page.wait_for_load_state("networkidle")
    assert not page.locator("[data-search-panel]").is_visible()
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=an+ninh")


def test_a_network_that_is_gone_is_not_taken_for_an_old_browser(page, origin):
    never_comes(page, "engine.js")
    page.goto(f"{origin}/tim-kiem/?q=an+ninh", wait_until="networkidle")
    assert "khi có mạng" in status(page)


def test_the_script_that_runs_takes_the_words_away(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=an+ninh")
    page.locator("[data-results-list] > li").first.wait_for()
    assert TOO_OLD not in status(page)


def test_the_box_leads_to_the_results_when_its_script_never_comes(page, origin):
    never_comes(page, "page.js")
    page.goto(f"{origin}/thong-ke/")
    page.get_by_role("combobox").fill("an ninh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=an+ninh")


def test_a_print_button_that_does_nothing_says_so(page, origin):
    page.add_init_script("window.print = () => {}")
    page.goto(f"{origin}/thong-ke/")
    page.get_by_role("button", name="In hoặc lưu").click()
    page.get_by_text("Trình duyệt này không in được").wait_for()


def test_a_print_button_that_prints_says_nothing(page, origin):
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.goto(f"{origin}/thong-ke/")
    page.get_by_role("button", name="In hoặc lưu").click()
    page.wait_for_timeout(1500)
    assert page.locator("[data-take-said]").inner_text() == ""


PRESS = "(box, keyCode) => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode, bubbles: true, cancelable: true }))"


def test_enter_that_ends_a_composition_chooses_nothing(page, origin):
    page.goto(f"{origin}/thong-ke/")
    box = page.get_by_role("combobox")
    box.fill("camera giám sát")
    page.get_by_role("option").first.wait_for()
    page.wait_for_load_state("networkidle")
    box.press("ArrowDown")
    page.evaluate(
        "document.querySelector('[data-search-list]').addEventListener('click', (e) => { e.preventDefault(); window.chosen = true; })"
    )
    assert box.evaluate(PRESS, 229)  # nothing was done about it
    assert page.evaluate("window.chosen") is None
    assert not box.evaluate(PRESS, 13)
    assert page.evaluate("window.chosen") is True


@pytest.mark.parametrize(
    ("opener", "opened"), [(".menu summary", ".menu[open]"), ("[data-display] summary", "[data-display][open]")]
)
def test_what_opens_over_the_page_closes_by_a_tap_on_plain_text(opener, opened, page, origin):
    """For which an iPhone sends no click."""
    page.goto(f"{origin}/thong-ke/")
    page.locator(opener).click()
    assert page.locator(opened).count() == 1
    page.locator("main p").first.dispatch_event("pointerdown")
    assert page.locator(opened).count() == 0


def test_the_last_results_can_be_reached_where_windows_are_low(page, origin):
    page.goto(f"{origin}/")
    page.locator("[data-search] input").fill("an ninh")
    page.get_by_role("option").first.wait_for()
    page.locator("[data-search-all]").scroll_into_view_if_needed()
    box = page.locator("[data-search-all]").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
