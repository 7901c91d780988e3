"""On paper nothing can be opened: what is folded up on the screen is printed, with a script and, in newer browsers, without."""

import pytest

FOLDED = "main details:not([open])"


@pytest.fixture(scope="module")
def origin(serve, real_site):
    return serve(real_site)


def test_what_is_folded_up_is_opened_for_paper_and_folded_up_again(browser, origin):
    with browser.new_context(service_workers="block") as window:
        page = window.new_page()
        page.goto(f"{origin}/du-lieu/")
        folded = page.locator(FOLDED).count()
        assert folded > 10
        page.locator("main details summary").nth(1).click()  # one that the reader opened
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(FOLDED).count() == 0
        assert page.locator("details.menu[open], details.display[open]").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(FOLDED).count() == folded - 1


def test_without_a_script_newer_browsers_print_it_all_the_same(browser, origin):
    with browser.new_context(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(f"{origin}/du-lieu/")
        inner = page.locator("main details.former dd").first
        assert not inner.is_visible()
        page.emulate_media(media="print")
        assert inner.is_visible()
        assert not page.locator("details.menu nav").is_visible()
