"""The whole site with nothing but a keyboard: what has the focus is seen, is never covered, and is never a trap."""

import pytest

from macros.load import load
from macros.text import fold
from tests.conftest import ROOT
from tests.quality.conftest import DESK, PHONE
from tests.quality.faults import assert_none

STOPS = 60  # from the top of each page: header, navigation and a good part of the content
# What is drawn of each element: its own look, and that of the label that stands for a control drawn by its label.
LOOKS = """() => {
    window.look = (one) => [one, ...(one.labels ?? [])].map((part) => {
        const s = getComputedStyle(part);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join();
    }).join();
    window.unfocused = new Map([...document.querySelectorAll("*")].map((one) => [one, look(one)]));
    window.visited = new Set();
}"""
# The stop that the keyboard has come to, or null past the last: its name, and what a reader can't do there.
STOP = """() => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement || visited.has(one)) return null;
    visited.add(one);
    const faults = [];
    if (look(one) === unfocused.get(one)) faults.push("looks the same with the focus as without it");
    const drawn = [...(one.labels ?? []), one].find((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 4 && box.height > 4 && getComputedStyle(part).opacity !== "0" && getComputedStyle(part).clipPath === "none";
    });
    if (!drawn) faults.push("has the focus but is not drawn");
    else for (const box of drawn.getClientRects()) {
        if (!box.width || !box.height) continue;
        const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
        for (const y of [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2]) {
            const top = document.elementFromPoint(x, y);
            if (!top) faults.push("is out of the window");
            else if (!drawn.contains(top) && !top.contains(drawn)) faults.push(`is covered by ${top.tagName}.${top.className}`);
        }
    }
    return { stop: `${one.tagName} ${one.getAttribute("aria-label") ?? one.innerText ?? ""}`.slice(0, 60), faults: [...new Set(faults)] };
}"""


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
def test_a_walk_from_the_top_of_every_kind_of_page(size, opened, kinds_of_pages):
    page, faults = opened(size, reduced_motion="reduce"), []
    for address in kinds_of_pages:
        page.goto(address)
        page.evaluate(LOOKS)
        stops = []
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            if not (stop := page.evaluate(STOP)):
                break
            stops.append(stop["stop"])
            faults += [(f"{stop['stop']}: {fault}", address) for fault in stop["faults"]]
        links = page.locator("a[href]:visible:not([tabindex='-1']), summary:visible").count()
        if len(stops) < min(STOPS, links):
            faults.append((f"the focus comes no further than {stops[-1]}", address))
    assert_none(faults)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_skip_link_comes_first_and_leads_to_the_content(size, opened, kinds_of_pages):
    page, faults = opened(size), []
    for address in kinds_of_pages:
        page.goto(address)
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.matches('a[href^=\"#\"]') && document.activeElement.checkVisibility()"):
            faults.append((f"first comes {name(page)}", address))
            continue
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        # From the skip link, Tab goes on to the content; where that holds nothing to go to, past it.
        if page.evaluate("!!document.activeElement.closest('header, nav[aria-label], .tabs') && !document.activeElement.closest('main')"):
            faults.append((f"the skip link leads to {name(page)}", address))
    assert_none(faults)


def test_the_menu_opens_leads_and_closes(opened):
    page = opened(PHONE, "/mo-hinh/")
    menu = page.locator("header details")
    tab_to(page, "Các mục của trang")
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    tab_to(page, "Các mục của trang", "Shift+Tab") if name(page) != "Các mục của trang" else None
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is None
    page.keyboard.press("Enter")
    tab_to(page, "Thống kê")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thong-ke/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_search_leads_to_its_result(size, opened):
    title = load(ROOT / "data").models[0].title
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
    page.locator("[data-results-list] > li").first.wait_for()
    filters = page.locator("main select:visible")
    names = filters.evaluate_all("all => all.map((one) => [one.name, one.labels[0].innerText.trim(), one.options.length])")
    assert len(names) > 2
    for field, label, choices in names:
        if choices < 2:
            continue
        page.goto(page.url.partition("?")[0])
        page.locator("[data-results-list] > li").first.wait_for()
        tab_to(page, label)
        page.keyboard.press("ArrowDown")
        page.wait_for_url(f"**/su-kien/luu-tru/?*{field}=*")
        assert name(page) == label, "setting a filter loses the focus"
        assert any(letter.isdigit() for letter in page.locator("main [role=status]").first.inner_text()), label
