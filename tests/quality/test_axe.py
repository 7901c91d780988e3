"""axe-core finds nothing on any kind of page, on a phone and on a desk, light and dark."""

import pytest

from tests.quality.conftest import DESK, PHONE
from tests.quality.tools import AXE

# WCAG 2.2 to level AA, and what axe's authors hold to be good practice beyond it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}"""


@pytest.fixture(params=[(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")], ids=lambda p: f"{p[0]['width']}-{p[1]}")
def page(request, opened):
    size, scheme = request.param
    page = opened(size, color_scheme=scheme, reduced_motion="reduce")
    page.add_init_script(path=AXE)
    return page


def test_every_kind_of_page(page, kinds_of_pages):
    found = []
    for address in kinds_of_pages:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        found += [f"{address} {violation}" for violation in page.evaluate(RUN, RULES)]
    assert not found, "\n".join(found)
