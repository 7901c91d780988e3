"""axe-core finds nothing in what opens over a page: the menu, the choice of size and colours, the results of a search."""

import pytest

from tests.quality.axe import ALL, COLOURS, violations
from tests.quality.faults import assert_none
from tests.quality.tools import AXE
from tests.quality.windows import DESK, PHONE


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_opens_over_a_page(size, opened):
    page, faults = opened(size, reduced_motion="reduce"), []
    page.add_init_script(path=AXE)

    def look(css, what):
        """Look at what is open alone; the page around it is looked at as every kind of page is."""
        page.evaluate("(css) => (window.open = document.querySelector(css))", css)
        for scheme, rules in (("light", ALL), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found = violations(page, {"include": "open"}, {"runOnly": rules})
            faults.extend((fault, f"{what} on {page.url}, {scheme}") for fault in found)

    for address in ("/", "/mo-hinh/"):
        page.goto(opened.origin + address)
        for summary in page.locator("header summary:visible").all():
            summary.click()
            look("header details[open]", summary.get_attribute("aria-label"))
            summary.click()
        for query in ("", "tieng keng"):
            page.get_by_role("combobox").first.fill(query)
            page.get_by_role("combobox").first.focus()
            page.get_by_role("option").first.wait_for()
            look("[data-search]", query)
    assert_none(faults)
