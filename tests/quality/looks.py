"""Everything that is looked for on every kind of page, which is opened once for all of it: on a phone and on a desk.

A look is a function from a page to what it finds wrong there. It may turn the page, but leaves it as it came. What stands on
a page in the same way as it stood twice before, on that page or an earlier one, is marked (`again`): no style tells it from those,
so what only styles decide isn't asked of it any more.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.quality.tools import AXE

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
WIDE: ViewportSize = {"width": 1920, "height": 1080}
SIZES = {"phone": PHONE, "desk": DESK}

# Elements stand in the same way if they and all that they stand in have the same names, classes and attributes. Nothing that
# holds something new stands again. `known`: how many times each way was met before.
AGAIN = """(known) => {
    const number = (text) => { // cyrb53
        let a = 0xdeadbeef, b = 0x41c6ce57;
        for (let i = 0; i < text.length; i++) {
            const code = text.charCodeAt(i);
            a = Math.imul(a ^ code, 2654435761);
            b = Math.imul(b ^ code, 1597334677);
        }
        a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
        b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
        return 4294967296 * (2097151 & b) + (a >>> 0);
    };
    const ways = new Map(), seen = new Map(known);
    for (const one of document.querySelectorAll("body, body *")) {
        const said = [...one.attributes].map(({ name, value }) => (/^(class|role|type|aria-current|open)$/.test(name) ? `${name}=${value}` : name));
        ways.set(one, number(`${ways.get(one.parentElement) ?? ""}>${one.localName} ${said.sort()}`));
    }
    window.again = [];
    const look = (one) => {
        const way = ways.get(one), times = seen.get(way) ?? 0;
        if (times >= 2 && [...one.querySelectorAll("*")].every((inner) => seen.has(ways.get(inner)))) return window.again.push(one);
        seen.set(way, Math.min(times + 1, 2));
        for (const inner of one.children) look(inner);
    };
    look(document.body);
    return [...seen];
}"""


@dataclass
class Opened:
    """A page that is looked at.

    Attributes:
        size: of its window, a name of `SIZES`.
        plain: a page on which no scripts run, for whoever needs one.
        said: what the browser complained of while the page loaded and was looked at.
        loaded: the bytes of each file, as sent, that came before its reader did anything.
    """

    page: Page
    size: str
    plain: Page
    said: list[str] = field(default_factory=list)
    loaded: dict[str, int] = field(default_factory=dict)


Look = Callable[[Opened], Iterable[str]]


# axe-core

# WCAG 2.2 to level AA, and what axe's authors hold to be good practice beyond it.
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
COLOURS = ["color-contrast", "link-in-text-block"]
# What styles decide, or what something stands in; these take most of axe's time.
STYLES = [*COLOURS, "target-size", "scrollable-region-focusable", "region"]
RUN = """async ([context, options]) => {
    const where = Object.fromEntries(Object.entries(context).map(([key, name]) => [key, window[name]]));
    const { violations } = await axe.run(where.include || where.exclude ? where : document, { resultTypes: ["violations"], selectors: false, preload: false, ...options });
    return violations.flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.failureSummary} ${one.html.slice(0, 160)}`));
}"""


def axe(one: Opened) -> Iterator[str]:
    """Light, with all that stands in the page on a phone; on a desk dark and on paper too. Dark pages and paper differ from light ones in
    colours alone: every other rule would only say the same again."""
    page, again = one.page, {"exclude": "again"}
    if one.size == "phone":
        yield from violations(page, {}, {"runOnly": ALL, "rules": {name: {"enabled": False} for name in STYLES}})
        yield from violations(page, again, {"runOnly": STYLES})
        return
    yield from violations(page, again, {"runOnly": ALL})
    page.emulate_media(media="print")
    yield from (f"{fault} (on paper)" for fault in violations(page, again, {"runOnly": COLOURS}))
    page.emulate_media(media="screen", color_scheme="dark")
    yield from (f"{fault} (dark)" for fault in violations(page, again, {"runOnly": COLOURS}))
    page.emulate_media(color_scheme="light")


def violations(page: Page, context: dict[str, str], options: dict[str, object]) -> list[str]:
    """What axe finds on a page, and where. What is left out of the page, or looked at alone, is a variable of its window."""
    found: list[str] = page.evaluate(RUN, [context, options])
    return found


# Read as it comes: in a narrow window, with larger or wider text, without motion, on paper, in old browsers

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


# What only a script can know, so nothing is said of it without one.
TODAY = re.compile(" · (sắp diễn ra|đang diễn ra|hôm nay)")
SHOWN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, td, th)")].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width && height && one.checkVisibility({ visibilityProperty: true });
}).map((one) => [...one.querySelectorAll("label")].reduce((text, label) => text.replace(label.innerText, ""), one.innerText).trim())"""
# What is amiss on a page without scripts, and whether it offers something else there than with them. What names a control, which only
# scripts offer, is nothing to read.
PLAIN = """() => {
    const all = (css) => [...document.querySelectorAll(css)], isSeen = (one) => {
        const { width, height } = one.getBoundingClientRect();
        return width && height && one.checkVisibility({ visibilityProperty: true });
    };
    const instead = [
        ["[data-search-results]", "a", "neither results nor lists"], // results need a script; without one the page offers the lists
        ["[data-slip]", "p", "says nothing in the place of its form"], // so does a form; without one the page says where word is sent
    ].filter(([place]) => document.querySelector(place));
    const dead = all("button:not([type=submit]), input:not([name]), label:not([for])").filter(isSeen);
    return [instead.length > 0, [
        ...instead.filter(([place, what]) => !all(`${place} ${what}`).some(isSeen)).map(([, , fault]) => fault),
        ...(all("main h1").some((one) => one.innerText.trim()) ? [] : ["no heading"]),
        ...dead.map((one) => `does nothing without scripts: ${one.outerHTML.slice(0, 90)}`),
    ]];
}"""


def unscripted(one: Opened) -> Iterator[str]:
    """Without scripts all is there to read, and nothing that does nothing."""
    if one.size != "phone":
        return
    one.plain.goto(one.page.url)
    one.plain.evaluate(OPEN)
    is_another, faults = one.plain.evaluate(PLAIN)
    yield from faults
    if not is_another:
        with_scripts, without = (
            {TODAY.sub("", text) for text in page.evaluate(SHOWN)} for page in (one.page, one.plain)
        )
        yield from (f"only with scripts: {text!r}" for text in with_scripts - without)


# The policy, and the bytes of a first view: nothing is asked of the page

LIMIT = 90_000  # bytes as sent, compressed
MOST_ASKED = 11  # requests; the worker, which stays out here, is the twelfth
PHOTOGRAPHS = (".avif", ".webp", ".jpg")
LIMIT_OF_A_PHOTOGRAPH = 60_000


def weight(one: Opened) -> Iterator[str]:
    """What a first visit loads stays small enough for a slow phone, and so does each photograph: no time is measured, only bytes."""
    photographs = {file: size for file, size in one.loaded.items() if file.endswith(PHOTOGRAPHS)}
    rest = sum(one.loaded.values()) - sum(photographs.values())
    if one.size == "phone" and rest > LIMIT:
        yield f"{rest} bytes: {one.loaded}"
    yield from (f"{file}: {size} bytes" for file, size in photographs.items() if size > LIMIT_OF_A_PHOTOGRAPH)


def requests(one: Opened) -> Iterator[str]:
    """A first view asks for little: over a slow line each request waits its turn."""
    if one.size == "phone" and len(one.loaded) > MOST_ASKED:
        yield f"{len(one.loaded)} requests: {list(one.loaded)}"


def policy(one: Opened) -> list[str]:
    """Nothing breaks the Content Security Policy, fails to load, is asked of another site or makes the browser complain."""
    one.page.mouse.wheel(0, 100_000)
    return [*one.said, *one.page.evaluate("breaches")]


# The keyboard

# What is drawn of each element: its own look, and that of the label that stands for a control drawn by its label.
FOCUS = """() => {
    const look = (one) => [one, ...(one.labels ?? [])].map((part) => {
        const s = getComputedStyle(part);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join();
    }).join();
    document.activeElement.blur();
    window.able = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']")]
        .filter((one) => one.tabIndex === 0 && one.checkVisibility({ visibilityProperty: true }));
    window.stops = able.filter((one) => !again.some((other) => other.contains(one)));
    const unfocused = new Map([able[0], ...stops].map((one) => [one, look(one)]));
    if (stops[0] === able[0]) stops.shift(); // where the keyboard begins
    window.before = stops.map((one) => able[able.indexOf(one) - 1]);
    window.told = (one) => `${one.tagName}.${one.getAttribute("class")} ${(one.getAttribute("aria-label") ?? one.innerText ?? "").trim()}`.slice(0, 60);
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
        return [...found].map((fault) => `${told(one)}: ${fault}`);
    };
    return stops.length;
}"""
FROM = "(n) => before[n].isConnected && stops[n].isConnected && (before[n].focus(), true)"
# Of a stop, from the one before it: the keyboard leads there, though perhaps past what only opens on the way (null).
STOP = """(n) => {
    const one = document.activeElement;
    if (one === stops[n]) return faults();
    return able.includes(one) || one === document.body ? [`${told(stops[n])}: the keyboard leads to ${told(one)}`] : null;
}"""
# From a stop it leads on. What is wrong, which stop is the next, and where the focus is: the next is reached (then what is wrong with it is
# told too); it is on the one before it; or neither, as they are no longer in the page.
ON = """(n) => {
    const one = document.activeElement, amiss = one === stops[n] ? [`${told(one)}: the keyboard leads no further`] : [];
    n += 1;
    if (n < stops.length && one === stops[n] && before[n] === stops[n - 1]) return [faults(), n, "reached"];
    const isThere = n < stops.length && before[n].isConnected && stops[n].isConnected;
    if (isThere) before[n].focus();
    return [amiss, n, isThere ? "before it" : ""];
}"""
SKIP = """() => document.activeElement.matches("a[href^='#']") && document.activeElement.checkVisibility() ? faults() : [`first comes ${told(document.activeElement)}`]"""
# From the skip link, Tab goes on to the content; where that holds nothing to go to, past it.
SKIPPED = """() => document.activeElement.closest("header, nav[aria-label], .tabs") && !document.activeElement.closest("main")
    ? [`the skip link leads to ${told(document.activeElement)}`] : []"""


def keyboard(one: Opened) -> Iterator[str]:
    """With nothing but a keyboard, what has the focus is seen, is never covered, and is never a trap; and first comes the skip link,
    which leads to the content."""
    page = one.page
    if page.locator("[data-results-form]").count():  # its choices come when a reader turns to it
        page.locator("[data-results-form]").dispatch_event("pointerover")  # the focus stays at the top
        page.locator("[name=unit] option").nth(1).wait_for(state="attached")
        page.wait_for_load_state("networkidle")
    count = page.evaluate(FOCUS)
    page.keyboard.press("Tab")
    if amiss := page.evaluate(SKIP):
        yield from amiss
        return
    number, where = 0, ""
    while number < count:
        if not where and not page.evaluate(FROM, number):  # a script listed results anew
            count, number = page.evaluate(FOCUS), 0
            continue
        found = None
        while found is None:
            page.keyboard.press("Tab")
            found = page.evaluate(STOP, number)
        yield from found
        where = "reached"
        while where == "reached":
            page.keyboard.press("Tab")
            found, number, where = page.evaluate(ON, number)
            yield from found
    page.evaluate("able[0].focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    yield from page.evaluate(SKIPPED)


LOOKS: tuple[Look, ...] = (
    weight,
    requests,
    unscripted,
    long_lines,
    unused,
    empty,
    alone,
    moving,
    gaps,
    axe,
    unprintable,
    cut_off,
    keyboard,
    policy,
)
"""In this order: what asks nothing comes first, what leaves the focus elsewhere later, what was heard last."""

HEAR = """
    window.breaches = [];
    document.addEventListener("securitypolicyviolation", (e) => breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""
BLOCKED = "Service Worker registration blocked by Playwright"  # it keeps much for later
OPEN = "document.querySelectorAll('main details').forEach((one) => (one.open = true))"


def looked(
    browser: Browser, addresses: Iterable[str], size: str, looks: Iterable[Look] = LOOKS
) -> dict[str, list[tuple[str, str]]]:
    """Open each page once in a window of a size, with everything in it that folds; return by the name of each look what it found,
    and at which address."""
    found: dict[str, list[tuple[str, str]]] = {look.__name__: [] for look in looks}
    again: list[list[int]] = []
    options = {"viewport": SIZES[size], "reduced_motion": "reduce", "service_workers": "block"}
    with browser.new_context(**options) as window, browser.new_context(**options, java_script_enabled=False) as other:
        page, plain = window.new_page(), other.new_page()
        page.add_init_script(path=AXE)
        page.add_init_script(HEAR)
        for address in addresses:
            one, sizes = Opened(page, size, plain), {}
            with hearing(page, address, one.said, sizes):
                visit(page, address)
                if size == "phone":
                    page.wait_for_load_state("networkidle")
                one.loaded = dict(sizes)
                page.evaluate(OPEN)
                again = page.evaluate(AGAIN, again)
                for look in looks:
                    found[look.__name__] += [(fault, address) for fault in look(one)]
            if (
                sum(file.endswith(".woff2") for file in one.loaded) > 2
            ):  # once kept, fonts for rare letters come with every page
                page.goto("about:blank")
                window.new_cdp_session(page).send("Network.clearBrowserCache")
    return found


def visit(page: Page, address: str) -> None:
    """Open a page; where a script lists the results of a search, wait for them."""
    page.goto(address)
    if page.locator("[data-search-results]").count():
        page.locator("[data-results-form]").wait_for()


@contextmanager
def hearing(page: Page, address: str, said: list[str], sizes: dict[str, int] | None = None) -> Iterator[None]:
    """Note all that the browser complains of while it opens an address and stays there, and the sizes of what it loads."""
    origin = "/".join(address.split("/")[:3]) + "/"

    def response(got: Response) -> None:
        if got.status >= 400 and got.url != address:
            said.append(f"{got.url} {got.status}")
        if got.request.is_navigation_request():
            sizes.clear()  # of what the page before still asked for
        sizes[urlsplit(got.url).path] = int(got.headers.get("content-length") or 0)

    sizes = {} if sizes is None else sizes
    hearers = {
        "console": lambda one: one.type in ("error", "warning") and BLOCKED not in one.text and said.append(one.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda asked: asked.url.startswith((origin, "data:", "blob:")) or said.append(asked.url),
        "response": response,
    }
    for event, hearer in hearers.items():
        page.on(event, hearer)
    yield
    for event, hearer in hearers.items():
        page.remove_listener(event, hearer)
