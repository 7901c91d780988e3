"""With nothing but a keyboard: menu, search and filters lead where they lead a mouse. Of every kind of page, `looks.keyboard` asks."""

import pytest

from macros.language.text import fold
from macros.load import load
from macros.records import Model
from tests.conftest import ROOT
from tests.quality.windows import DESK, PHONE, visit

MENU = "Các mục của trang"

STOPS = 25  # within which the header's are


def name(page) -> str:
    """What the element that has the focus is called."""
    return page.evaluate("""() => {
        const one = document.activeElement;
        return (one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText).trim();
    }""")


def tab_to(page, wanted, key="Tab"):
    """Press a key until what is called `wanted` has the focus."""
    passed = []
    for _ in range(STOPS):
        page.keyboard.press(key)
        passed.append(name(page))
        if passed[-1] == wanted:
            return
    pytest.fail(f"{key} does not lead to {wanted}, but to {passed}")


def test_the_menu_opens_leads_and_closes(opened):
    page = opened(PHONE, "/mo-hinh/")
    menu = page.locator("header nav")
    tab_to(page, MENU)
    page.keyboard.press("Enter")
    assert menu.is_visible()
    tab_to(page, "Sự kiện")
    tab_to(page, MENU, "Shift+Tab")
    page.keyboard.press("Enter")
    assert not menu.is_visible()
    page.keyboard.press("Enter")
    tab_to(page, "Thống kê")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thong-ke/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_search_leads_to_its_result(size, opened):
    title = load(ROOT / "data").all(Model)[0].heading
    page = opened(size, "/thong-ke/")
    tab_to(page, "Tìm trong trang")
    page.keyboard.type(fold(title))
    page.get_by_role("option").filter(has_text=title).wait_for()
    while page.locator("[aria-selected=true]").filter(has_text=title).count() == 0:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mo-hinh/*/")
    assert page.locator("h1").inner_text() == title


def test_every_filter_of_the_archive_can_be_set(opened):
    page = opened(DESK, "/su-kien/luu-tru/")
    page.get_by_label("Tìm trong lưu trữ").focus()  # the choices come when a reader turns to the form
    page.locator("[name=unit] option").nth(1).wait_for(state="attached")
    address, fields = page.url, page.locator("[data-results-form] select:visible")
    for field, choices in fields.evaluate_all("all => all.map((one) => [one.name, one.length])"):
        if choices < 2:
            continue
        visit(page, address)
        page.locator("[data-results-list] > li").first.wait_for()
        while page.evaluate("document.activeElement.name") != field:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement !== document.body"), f"Tab never comes to {field}"
        page.locator(f"[name={field}] option").nth(1).wait_for(state="attached")
        page.keyboard.press("ArrowDown")
        page.wait_for_url(f"**/su-kien/luu-tru/?*{field}=*")
        assert page.evaluate("document.activeElement.name") == field, "setting a filter loses the focus"
        assert any(map(str.isdigit, page.locator("main [role=status]").first.inner_text())), field
