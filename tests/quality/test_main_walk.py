"""The main walk in the current Chromium; `python -m tests.quality.browsers` takes it in the other browsers people have."""

import pytest

from tests.quality.hands import PlaywrightHand
from tests.quality.host import host
from tests.quality.kinds import main_pages
from tests.quality.walk import WORKS, Walk


@pytest.fixture(scope="module")
def walk(browser, real_site):
    with host(real_site) as server, browser.new_context() as window:
        yield Walk(PlaywrightHand(window.new_page()), server, main_pages(real_site))


@pytest.mark.parametrize("step", WORKS, ids=lambda step: step.__name__)
def test_the_walk(step, walk):
    step(walk)
