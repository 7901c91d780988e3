"""axe-core finds nothing on any kind of page: on a phone and on a desk, light and dark, with the menu and a search open, on paper."""

import pytest

from tests.quality.conftest import DESK, PHONE, visit
from tests.quality.faults import assert_none
from tests.quality.kinds import repeated
from tests.quality.tools import AXE

# WCAG 2.2 to level AA, and what axe's authors hold to be good practice beyond it.
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
# Dark pages and paper differ from light ones in colours alone: every other rule would only say the same again.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async ([rules, exclude]) => {
    const { violations } = await axe.run({ exclude }, { runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((one) => [`${id}: ${one.failureSummary}`, one.html.slice(0, 160)]));
}"""


def violations(page, rules, without=None):
    """What axe finds on a page, and where; nothing in the elements `without` which it is looked at."""
    return [(fault, f"{page.url} {element}") for fault, element in page.evaluate(RUN, [rules, without or []])]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page(size, opened, kinds_of_pages):
    """Light, with all that stands in it on a phone; dark; and on paper."""
    page, faults = opened(size, reduced_motion="reduce"), []
    page.add_init_script(path=AXE)
    for address in kinds_of_pages:
        page.emulate_media(color_scheme="light", media="screen")
        visit(page, address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        again = repeated(page)
        faults += violations(page, ALL, None if size is PHONE else again)
        page.emulate_media(color_scheme="dark")
        faults += violations(page, COLOURS, again)
        if size is DESK:
            page.emulate_media(media="print")
            faults += violations(page, COLOURS, again)
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
