"""Read as it comes: without scripts, in a narrow window, with larger or wider text, without motion, on paper."""

import re

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


def test_nothing_is_cut_off_or_runs_out_of_the_window(opened, kinds_of_pages):
    page, faults = opened(NARROW), []
    for address in kinds_of_pages:
        visit(page, address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        page.evaluate("document.adoptedStyleSheets.push(new CSSStyleSheet())")
        for view, size, style in VIEWS:
            page.set_viewport_size(size)
            page.evaluate("(css) => document.adoptedStyleSheets.at(-1).replaceSync(css)", style)
            faults += [(f"{view}: too wide: {one}", address) for one in page.evaluate(WIDE)]
            faults += [(f"{view}: cut off: {one}", address) for one in page.evaluate(CUT)]
    assert_none(faults)


# What only a script can know, so nothing is said of it without one.
TODAY = re.compile(" · (sắp diễn ra|đang diễn ra|hôm nay)")


def test_without_scripts_all_is_there_to_read(opened, kinds_of_pages):
    scripted, plain, faults = opened(PHONE), opened(PHONE, java_script_enabled=False), []
    for address in kinds_of_pages:
        texts = []
        for page in scripted, plain:
            page.goto(address)
            blocks = page.locator("main").locator("h1, h2, h3, p, li, dt, dd, caption, td, th")
            shown = blocks.filter(visible=True).all_inner_texts()
            texts.append([TODAY.sub("", text) for text in shown])
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


def test_nothing_moves_for_who_wants_no_motion(opened, kinds_of_pages):
    page, faults = opened(DESK, reduced_motion="reduce"), []
    for address in kinds_of_pages:
        visit(page, address)
        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
            return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
        }).map((one) => `${one.tagName}.${one.className}`)""")
        faults += [(f"moves: {one}", address) for one in moving]
    assert_none(faults)


# What serves only on a screen: ways to other pages, controls, hints on using them.
ON_SCREEN = "nav, form, aside, .bars, .here, .ways, .actions, .kit__screen, [data-search-results]"
PRINTED = """(onScreen) => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, td, th, figure)")].filter(
    (one) => one.checkVisibility() && one.innerText.trim() && !one.closest(onScreen))"""


def test_every_kind_of_page_prints_its_content_and_nothing_else(opened, kinds_of_pages):
    page, faults = opened(DESK, color_scheme="dark"), []
    for address in kinds_of_pages:
        page.emulate_media(media="screen")
        visit(page, address)
        page.evaluate(f"(onScreen) => (window.shown = ({PRINTED})(onScreen))", ON_SCREEN)
        page.emulate_media(media="print")
        lost = page.evaluate("shown.filter((one) => !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))")
        faults += [(f"not on paper: {one}", address) for one in lost]
        kept = page.locator("body > header:visible, body > footer:visible, body > nav:visible, .tabs:visible")
        if kept.count():
            faults.append(("on paper too: the frame of the page", address))
        if page.evaluate("getComputedStyle(document.body).backgroundColor") not in ("rgb(255, 255, 255)", NO_COLOUR):
            faults.append(("dark paper", address))
    assert_none(faults)
