"""How a page lies there: in a narrow window and a wide one, with larger or wider text, without motion, on paper, in old browsers."""

from collections.abc import Iterator

from playwright.sync_api import ViewportSize

from tests.quality.windows import DESK, PHONE, SIZES, WIDE, Opened

MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
}).map((one) => `moves: ${one.tagName}.${one.className}`)"""
GAPS = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const { display, rowGap, columnGap } = getComputedStyle(one);
    return display.endsWith("flex") && [rowGap, columnGap].some((gap) => gap !== "normal" && gap !== "0px");
}).map((one) => `a gap in a flexible row: ${one.tagName}.${one.className}`)"""
# What serves only on a screen: ways to other pages, controls, hints on using them.
ON_SCREEN = "nav, form, aside, .at, .here, .actions, .kit__screen, [data-search-results]"
PRINTED = """(onScreen) => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, td, th, figure)")].filter(
    (one) => one.checkVisibility() && one.innerText.trim() && !one.closest(onScreen))"""
FRAME = """[...document.querySelectorAll("body > header, body > footer, body > nav, .tabs")]
    .some((one) => one.checkVisibility() && one.getBoundingClientRect().height)"""
NO_COLOUR = "rgba(0, 0, 0, 0)"


def moving(one: Opened) -> list[str]:
    """Nothing moves for who wants no motion."""
    return one.page.evaluate(MOVING)


def gaps(one: Opened) -> list[str]:
    """Nothing in a row is kept apart by a gap alone. Before Chrome 84 and Safari 14.1 what stands in a flexible row would run
    together. The rules that say so may stand anywhere, so the pages are asked."""
    return one.page.evaluate(GAPS)


def unprintable(one: Opened) -> Iterator[str]:
    """Every kind of page prints its content and nothing else, on white."""
    page = one.page
    page.evaluate(f"(onScreen) => (window.shown = ({PRINTED})(onScreen))", ON_SCREEN)
    page.emulate_media(media="print", color_scheme="dark")
    lost = page.evaluate("shown.filter((one) => !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))")
    yield from (f"not on paper: {one}" for one in lost)
    if page.evaluate(FRAME):
        yield "on paper too: the frame of the page"
    if page.evaluate("getComputedStyle(document.body).backgroundColor") not in ("rgb(255, 255, 255)", NO_COLOUR):
        yield "dark paper"
    page.emulate_media(media="screen", color_scheme="light")


NARROW: ViewportSize = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: 1280 px at 400 %
# WCAG 2.2, 1.4.12: what a reader's own style may set without loss.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
# WCAG 2.2, 1.4.4: text alone at 200 %. Material sizes everything by this one.
DOUBLED = "html { font-size: 250% !important }"
# How a page is looked at in each window, one after another: what for, in which window, with which style of the reader's own.
VIEWS = {
    "phone": [("at 320 px", NARROW, ""), ("with wider text on a phone", PHONE, SPACED)],
    "desk": [
        ("with wider text on a desk", DESK, SPACED),
        ("with doubled text", DESK, DOUBLED),
        ("with doubled text on a wide desk", WIDE, DOUBLED),
    ],
}
# Elements with text of their own, of which a part can't be seen or scrolled to; and what reaches beyond the right edge of the
# window, if the page scrolls sideways.
CUT = """(css) => {
    document.adoptedStyleSheets.at(-1).replaceSync(css);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const isCut = (one) => {
        if (![...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())) return false;
        const style = getComputedStyle(one);
        if (!((hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1) ||
            (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1))) return false;
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && style.visibility === "visible" && one.checkVisibility() && style.clipPath === "none";
    };
    const all = [...document.querySelectorAll("body *")], root = document.documentElement;
    const wide = root.scrollWidth <= root.clientWidth ? [] :
        all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1).slice(-1);
    const called = (one) => `${one.tagName}.${one.className} ${(one.innerText ?? "").slice(0, 40)}`;
    return [...wide.map((one) => `too wide: ${called(one)}`), ...all.filter(isCut).map((one) => `cut off: ${called(one)}`)];
}"""


def cut_off(one: Opened) -> Iterator[str]:
    """Nothing is cut off or runs out of the window."""
    page = one.page
    page.evaluate("document.adoptedStyleSheets.push(new CSSStyleSheet())")
    for view, size, style in VIEWS[one.size]:
        page.set_viewport_size(size)
        yield from (f"{view}: {fault}" for fault in page.evaluate(CUT, style))
    page.evaluate("document.adoptedStyleSheets.pop()")
    page.set_viewport_size(SIZES[one.size])


# Blocks of text in several lines, and how many letters a line of theirs holds on average, the last one too.
LINES = """() => [...document.querySelectorAll("main :is(p, li, dt, dd, figcaption, td, th)")].flatMap((one) => {
    if (!one.checkVisibility() || one.querySelector("p, ul, ol, dl, div, table, figure, code") || one.matches("[hidden]")) return [];
    const range = document.createRange();
    range.selectNodeContents(one);
    const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ bottom, height }) => Math.round((bottom - height / 2) / 12)));
    const letters = one.innerText.length / tops.size;
    return tops.size > 1 && letters > 85 ? [`${Math.round(letters)} letters a line: ${one.className} ${one.innerText.slice(0, 60)}`] : [];
})"""


def long_lines(one: Opened) -> Iterator[str]:
    """On a desk, no text runs so wide that the eye loses its line (WCAG 2.2, 1.4.8: 80 letters)."""
    if one.size != "desk":
        return
    for size in (WIDE, DESK):
        one.page.set_viewport_size(size)
        yield from one.page.evaluate(LINES)


# How much of a window's width its page takes, and whether a list of several leaves half of that free.
UNUSED = """() => {
    const main = document.querySelector("main article").getBoundingClientRect(), frame = document.querySelector("main > .md-grid").getBoundingClientRect();
    const lists = [...document.querySelectorAll("main article > :is(.events, .cards, .columns, .sources, .results__list)")];
    const narrow = lists.filter((one) => one.children.length > 3 && one.checkVisibility() && Math.max(...[...one.children].map((row) => row.getBoundingClientRect().right)) < main.left + main.width / 2);
    return [...(frame.width < 0.85 * innerWidth ? [`${frame.width} of ${innerWidth} px`] : []), ...narrow.map((one) => `half free beside ${one.className}`)];
}"""


def unused(one: Opened) -> Iterator[str]:
    """The width of a wide window is used."""
    if one.size == "desk":
        one.page.set_viewport_size(WIDE)
        yield from one.page.evaluate(UNUSED)
        one.page.set_viewport_size(DESK)


# Heights of a window that stand empty in the middle of a page.
EMPTY = """() => {
    const seen = [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility() && (one.matches("img, svg, input, select, button")
        || [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())));
    const boxes = seen.map((one) => [one.getBoundingClientRect(), one]).filter(([box]) => box.height).sort(([a], [b]) => a.top - b.top);
    const found = [];
    let reached = boxes.length ? boxes[0][0].bottom : 0;
    for (const [{ top, bottom }, one] of boxes) {
        if (top - reached > innerHeight / 2) found.push(`${Math.round(top - reached)} px stand empty before ${(one.innerText ?? one.localName).slice(0, 60)}`);
        reached = Math.max(reached, bottom);
    }
    return found;
}"""


def empty(one: Opened) -> list[str]:
    """Nothing keeps half a window free in which nothing stands."""
    return one.page.evaluate(EMPTY)


ALONE = """() => [...document.querySelectorAll("main .at")].filter((one) => one.checkVisibility()
    && one.getBoundingClientRect().left < one.parentElement.getBoundingClientRect().left + 2).map((one) => `“#” alone on a line: ${one.parentElement.innerText}`)"""


def alone(one: Opened) -> list[str]:
    """The link to a number stands on the line of its last word."""
    return one.page.evaluate(ALONE)
