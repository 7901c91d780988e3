"""axe-core finds nothing on any kind of page: on a phone and on a desk, light and dark, with the menu and a search open, on paper."""

import pytest

from tests.quality.conftest import DESK, PHONE, visit
from tests.quality.faults import assert_none
from tests.quality.tools import AXE

# WCAG 2.2 to level AA, and what axe's authors hold to be good practice beyond it.
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
# Dark pages and paper differ from light ones in colours alone: every other rule would only say the same again.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async (rules) => {
    const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((one) => [`${id}: ${one.failureSummary}`, one.html.slice(0, 160)]));
}"""


def violations(page, rules):
    """What axe finds on a page, and where."""
    return [(fault, f"{page.url} {element}") for fault, element in page.evaluate(RUN, rules)]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page(size, opened, kinds_of_pages):
    page, faults = opened(size, reduced_motion="reduce"), []
    page.add_init_script(path=AXE)
    for address in kinds_of_pages:
        page.emulate_media(color_scheme="light")
        visit(page, address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        faults += violations(page, ALL)
        page.emulate_media(color_scheme="dark")
        faults += violations(page, COLOURS)
    assert_none(faults)


def test_every_kind_of_page_on_paper(opened, kinds_of_pages):
    page, faults = opened(DESK, color_scheme="dark"), []
    page.add_init_script(path=AXE)
    page.emulate_media(media="print")
    for address in kinds_of_pages:
        visit(page, address)
        faults += violations(page, COLOURS)
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
