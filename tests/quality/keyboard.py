"""What a reader with nothing but a keyboard meets on a page, from one stop to the next."""

from collections.abc import Iterator

from tests.quality.windows import Opened

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
