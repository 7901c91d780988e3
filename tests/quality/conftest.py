from contextlib import ExitStack

import pytest

from tests.quality import tools
from tests.quality.host import hosted
from tests.quality.kinds import kinds


@pytest.fixture(scope="session", autouse=True)
def installed():
    """A tool that can't be had fails every test here: a skipped test proves nothing."""
    tools.ensure_tools()


@pytest.fixture(scope="session")
def host():
    """A function that puts a built site on a host until the tests end, and returns its address without a final slash."""
    with ExitStack() as running:
        yield lambda site: running.enter_context(hosted(site))


@pytest.fixture(scope="session")
def origin(host, real_site):
    return host(real_site)


@pytest.fixture(scope="session")
def pages_of_kinds(origin, host, real_site, mini_site):
    """Pages that stand for all, by their addresses: those of the real site, and what only the sample site has an example of."""
    real = kinds(real_site)
    sample, elsewhere = host(mini_site), kinds(mini_site, known=real)
    return {origin + page.address: page for page in real} | {sample + page.address: page for page in elsewhere}


@pytest.fixture(scope="session")
def kinds_of_pages(pages_of_kinds):
    """The addresses of pages that stand for all."""
    return list(pages_of_kinds)


@pytest.fixture
def opened(browser, origin):
    """A function that opens a page of its own in a window of a given size; all are closed after the test. The site's worker, which
    keeps much for later, is left out unless it is asked for."""
    with ExitStack() as windows:

        def open_page(size, address=None, **options):
            options = {"service_workers": "block", **options}
            window = windows.enter_context(browser.new_context(viewport=size, **options))
            page = window.new_page()
            if address:
                page.goto(origin + address)
            return page

        open_page.origin = origin
        yield open_page
