"""axe-core finds nothing on any kind of page: on a phone and on a desk, light and dark, with the menu and a search open, on paper."""

import pytest

from tests.quality.conftest import DESK, PHONE, visit
from tests.quality.faults import assert_none
from tests.quality.tools import AXE

# WCAG 2.2 to level AA, and what axe's authors hold to be good practice beyond it.
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
# Dark pages and paper differ from light ones in colours alone: every other rule would only say the same again.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async ([rules, exclude]) => {
    const { violations } = await axe.run({ exclude }, { runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((one) => [`${id}: ${one.failureSummary}`, one.html.slice(0, 160)]));
}"""
# What stands in a page for a third time, in the same way as twice before and with nothing in it that was not there: no style
# tells it from those. Elements stand in the same way if they and all that they stand in have the same names, classes and attributes.
REPEATED = """() => {
    const ways = new Map(), seen = new Map(), repeated = [];
    for (const one of document.querySelectorAll("body, body *")) {
        const said = [...one.attributes].map(({ name, value }) => (/^(class|role|type|aria-current|open)$/.test(name) ? `${name}=${value}` : name));
        ways.set(one, `${ways.get(one.parentElement) ?? ""}>${one.localName} ${said.sort()}`);
    }
    const look = (one) => {
        const way = ways.get(one), times = seen.get(way) ?? 0;
        if (times >= 2 && [...one.querySelectorAll("*")].every((inner) => seen.has(ways.get(inner)))) return repeated.push(one);
        seen.set(way, times + 1);
        for (const inner of one.children) look(inner);
    };
    look(document.body);
    return repeated;
}"""


def violations(page, rules, repeated=None):
    """What axe finds on a page, and where; nothing in what is `repeated`."""
    return [(fault, f"{page.url} {element}") for fault, element in page.evaluate(RUN, [rules, repeated or []])]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page(size, opened, kinds_of_pages):
    """Light, with all that stands in it on a phone; dark; and on paper."""
    page, faults = opened(size, reduced_motion="reduce"), []
    page.add_init_script(path=AXE)
    for address in kinds_of_pages:
        page.emulate_media(color_scheme="light", media="screen")
        visit(page, address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        repeated = page.evaluate_handle(REPEATED)
        faults += violations(page, ALL, None if size is PHONE else repeated)
        page.emulate_media(color_scheme="dark")
        faults += violations(page, COLOURS, repeated)
        if size is DESK:
            page.emulate_media(media="print")
            faults += violations(page, COLOURS, repeated)
    assert_none(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_opens_over_a_page(size, scheme, opened):
    page, faults = opened(size, color_scheme=scheme, reduced_motion="reduce"), []
    page.add_init_script(path=AXE)
    for address in ("/", "/mo-hinh/"):
        page.goto(opened.origin + address)
        for summary in page.locator("header summary:visible").all():
            summary.click()
            faults += violations(page, ALL)
            summary.click()
        for query in ("", "tieng keng"):
            page.get_by_role("combobox").first.fill(query)
            page.get_by_role("combobox").first.focus()
            page.get_by_role("option").first.wait_for()
            faults += violations(page, ALL)
    assert_none(faults)
