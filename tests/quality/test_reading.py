"""Read as it comes: without scripts, in a narrow window, with larger or wider text, without motion, on paper, in old browsers."""

import re

import pytest

from tests.quality.conftest import DESK, PHONE, visit
from tests.quality.faults import assert_none

NARROW = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: 1280 px at 400 %
# WCAG 2.2, 1.4.12: what a reader's own style may set without loss.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
# WCAG 2.2, 1.4.4: text alone at 200 %. Material sizes everything by this one.
DOUBLED = "html { font-size: 250% !important }"
NO_COLOUR = "rgba(0, 0, 0, 0)"
# Elements with text of their own, of which a part can't be seen or scrolled to.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const isSeen = box.width > 1 && box.height > 1 && style.visibility === "visible" && one.checkVisibility() && style.clipPath === "none";
    const hasText = [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    return isSeen && hasText && ((hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1));
}).map((one) => `${one.tagName}.${one.className} ${one.innerText.slice(0, 40)}`)"""
# What reaches beyond the right edge of the window, if the page scrolls sideways.
WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
    [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
        .slice(-1).map((one) => `${one.tagName}.${one.className} ${(one.innerText ?? "").slice(0, 40)}`)"""


# How a page is looked at, one after another: what for, in which window, with which style of the reader's own.
VIEWS = [
    ("at 320 px", NARROW, ""),
    ("with wider text on a phone", PHONE, SPACED),
    ("with wider text on a desk", DESK, SPACED),
    ("with doubled text", DESK, DOUBLED),
]


# What serves only on a screen: ways to other pages, controls, hints on using them.
ON_SCREEN = "nav, form, aside, .bars, .here, .ways, .actions, .kit__screen, [data-search-results]"
PRINTED = """(onScreen) => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, td, th, figure)")].filter(
    (one) => one.checkVisibility() && one.innerText.trim() && !one.closest(onScreen))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
}).map((one) => `moves: ${one.tagName}.${one.className}`)"""
GAPS = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const { display, rowGap, columnGap } = getComputedStyle(one);
    return display.endsWith("flex") && [rowGap, columnGap].some((gap) => gap !== "normal" && gap !== "0px");
}).map((one) => `a gap in a flexible row: ${one.tagName}.${one.className}`)"""


def moving(page):
    yield from page.evaluate(MOVING)


def unprintable(page):
    page.evaluate(f"(onScreen) => (window.shown = ({PRINTED})(onScreen))", ON_SCREEN)
    page.emulate_media(media="print")
    lost = page.evaluate("shown.filter((one) => !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))")
    yield from (f"not on paper: {one}" for one in lost)
    if page.locator("body > header:visible, body > footer:visible, body > nav:visible, .tabs:visible").count():
        yield "on paper too: the frame of the page"
    if page.evaluate("getComputedStyle(document.body).backgroundColor") not in ("rgb(255, 255, 255)", NO_COLOUR):
        yield "dark paper"
    page.emulate_media(media="screen")


def gaps(page):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        yield from page.evaluate(GAPS)


def cut_off(page):
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    page.evaluate("document.adoptedStyleSheets.push(new CSSStyleSheet())")
    for view, size, style in VIEWS:
        page.set_viewport_size(size)
        page.evaluate("(css) => document.adoptedStyleSheets.at(-1).replaceSync(css)", style)
        yield from (f"{view}: too wide: {one}" for one in page.evaluate(WIDE))
        yield from (f"{view}: cut off: {one}" for one in page.evaluate(CUT))


LOOKS = (moving, unprintable, gaps, cut_off)


@pytest.fixture(scope="module")
def found(browser, kinds_of_pages):
    """What each of the looks found, by its name: every kind of page is opened once for them all."""
    found = {look.__name__: [] for look in LOOKS}
    with browser.new_context(color_scheme="dark", reduced_motion="reduce", service_workers="block") as window:
        page = window.new_page()
        for address in kinds_of_pages:
            page.set_viewport_size(DESK)
            visit(page, address)
            for look in LOOKS:
                found[look.__name__] += [(fault, address) for fault in look(page)]
    return found


def test_nothing_moves_for_who_wants_no_motion(found):
    assert_none(found["moving"])


def test_every_kind_of_page_prints_its_content_and_nothing_else(found):
    assert_none(found["unprintable"])


def test_nothing_in_a_row_is_kept_apart_by_a_gap_alone(found):
    """Before Chrome 84 and Safari 14.1 what stands in a flexible row would run together. The rules that say so may stand
    anywhere, so the pages are asked."""
    assert_none(found["gaps"])


def test_nothing_is_cut_off_or_runs_out_of_the_window(found):
    assert_none(found["cut_off"])


# What only a script can know, so nothing is said of it without one.
SHOWN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, td, th)")].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width && height && one.checkVisibility({ visibilityProperty: true });
}).map((one) => one.innerText)"""
TODAY = re.compile(" · (sắp diễn ra|đang diễn ra|hôm nay)")


def test_without_scripts_all_is_there_to_read(opened, kinds_of_pages):
    scripted, plain, faults = opened(PHONE), opened(PHONE, java_script_enabled=False), []
    for address in kinds_of_pages:
        texts = []
        for page in scripted, plain:
            page.goto(address)
            texts.append([TODAY.sub("", text) for text in page.evaluate(SHOWN)])
        if plain.locator("[data-search-results]").count():
            # Results need a script; without one the page offers the lists.
            if not plain.locator("[data-search-results] a:visible").count():
                faults.append(("neither results nor lists", address))
        else:
            faults += [(f"only with scripts: {text!r}", address) for text in set(texts[0]) - set(texts[1])]
        if not plain.locator("main h1").first.inner_text().strip():
            faults.append(("no heading", address))
        dead = plain.locator(
            "button:visible:not([type=submit]), input:visible:not([name]), label:visible:not([for])"
        ).all()
        faults += [(f"does nothing without scripts: {one.evaluate('e => e.outerHTML')[:90]}", address) for one in dead]
    assert_none(faults)


def test_without_scripts_menu_and_search_lead_on(opened):
    page = opened(PHONE, "/thong-ke/", java_script_enabled=False)
    page.get_by_label("Các mục của trang", exact=True).first.click()
    page.get_by_role("navigation", name="Các mục của trang").get_by_role("link", name="Mô hình", exact=True).click()
    page.wait_for_url("**/mo-hinh/")
    page.get_by_role("combobox").fill("tiếng kẻng")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    page.locator("main").get_by_role("link", name="Mô hình", exact=True).click()
    page.wait_for_url("**/mo-hinh/")
