"""What axe-core finds on a page."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.quality.windows import Opened

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
