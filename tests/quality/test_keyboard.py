"""The whole site with nothing but a keyboard: what has the focus is seen, is never covered, and is never a trap."""

import pytest

from macros.language.text import fold
from macros.load import load
from macros.records import Model
from tests.conftest import ROOT
from tests.quality.conftest import DESK, PHONE, visit
from tests.quality.faults import assert_none
from tests.quality.kinds import repeated

MENU = "Các mục của trang"

STOPS = 25  # from the top of each page: the header, the navigation and the beginning of the content
# What is drawn of each element: its own look, and that of the label that stands for a control drawn by its label.
LOOKS = """() => {
    window.look = (one) => [one, ...(one.labels ?? [])].map((part) => {
        const s = getComputedStyle(part);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join();
    }).join();
    window.unfocused = new Map([...document.querySelectorAll("*")].map((one) => [one, look(one)]));
    window.visited = new Set();
    // What a reader can't do where the focus is.
    window.faults = () => {
        const one = document.activeElement, found = new Set();
        if (look(one) === unfocused.get(one)) found.add("looks the same with the focus as without it");
        const drawn = [...(one.labels ?? []), one].find((part) => {
            const box = part.getBoundingClientRect(), style = getComputedStyle(part);
            return box.width > 4 && box.height > 4 && style.opacity !== "0" && style.clipPath === "none";
        });
        if (!drawn) found.add("has the focus but is not drawn");
        else for (const box of drawn.getClientRects()) {
            if (!box.width || !box.height) continue;
            const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
            const tops = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2]
                .filter((y) => box.height < innerHeight / 2 || (y > 0 && y < innerHeight)).map((y) => document.elementFromPoint(x, y));
            const over = tops.filter((top) => top && !drawn.contains(top) && !top.contains(drawn));
            if (tops.includes(null)) found.add("is out of the window");
            else if (over.length === 3 || (over.length && box.height < innerHeight / 2 && over.some((top) => top.closest("header"))))
                found.add(`is covered by ${over[0].tagName}.${over[0].getAttribute("class")}`);
        }
        const name = `${one.tagName}.${one.getAttribute("class")} ${(one.getAttribute("aria-label") ?? one.innerText ?? "").trim()}`.slice(0, 60);
        return [...found].map((fault) => `${name}: ${fault}`);
    };
}"""
# The faults of the stop that the keyboard has come to; null past the last.
STOP = """() => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement || visited.has(one)) return null;
    visited.add(one);
    return faults();
}"""
# After a key, whatever gets the focus shows it; so a script can go on to all that comes behind those stops.
EVERYWHERE = """(without) => [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']")]
    .filter((one) => !without.some((other) => other.contains(one)) && !visited.has(one) && one.tabIndex === 0 && one.checkVisibility({ visibilityProperty: true }))
    .flatMap((one) => (one.focus(), document.activeElement === one ? faults() : [`${one.outerHTML.slice(0, 60)}: takes no focus`]))"""


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


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_stop_on_every_kind_of_page(size, opened, kinds_of_pages):
    page, faults = opened(size, reduced_motion="reduce"), []
    for address in kinds_of_pages:
        visit(page, address)
        page.evaluate(LOOKS)
        stops = 0
        while stops < STOPS and (found := page.keyboard.press("Tab") or page.evaluate(STOP)) is not None:
            stops += 1
            faults += [(fault, address) for fault in found]
        if stops < min(STOPS, page.locator("a[href]:visible:not([tabindex='-1']), summary:visible").count()):
            faults.append((f"the focus comes no further than {name(page)}", address))
        faults += [(fault, address) for fault in page.evaluate(EVERYWHERE, [] if size is PHONE else repeated(page))]
    assert_none(faults)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_skip_link_comes_first_and_leads_to_the_content(size, opened, kinds_of_pages):
    page, faults = opened(size), []
    for address in kinds_of_pages:
        visit(page, address)
        page.keyboard.press("Tab")
        if not page.evaluate(
            "document.activeElement.matches('a[href^=\"#\"]') && document.activeElement.checkVisibility()"
        ):
            faults.append((f"first comes {name(page)}", address))
            continue
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        # From the skip link, Tab goes on to the content; where that holds nothing to go to, past it.
        if page.evaluate(
            "!!document.activeElement.closest('header, nav[aria-label], .tabs') && !document.activeElement.closest('main')"
        ):
            faults.append((f"the skip link leads to {name(page)}", address))
    assert_none(faults)


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
