"""Everything that is looked for on every kind of page, which is opened once for all of it: on a phone and on a desk.

A look is a function from a page to what it finds wrong there. It may turn the page, but leaves it as it came. What stands on
a page in the same way as it stood twice before, on that page or an earlier one, is marked (`again`): no style tells it from those,
so what only styles decide isn't asked of it any more.
"""

import re
from collections.abc import Iterable, Iterator

from playwright.sync_api import Browser

from tests.quality.axe import axe
from tests.quality.keyboard import keyboard
from tests.quality.layout import alone, cut_off, empty, gaps, long_lines, moving, unprintable, unused
from tests.quality.tools import AXE
from tests.quality.windows import HEAR, SIZES, Look, Opened, hearing, visit

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
OPEN = "document.querySelectorAll('main details').forEach((one) => (one.open = true))"

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
