"""The bytes of a first view: everything that a page loads before its reader does anything, with nothing kept from before."""

from contextlib import ExitStack
from urllib.parse import urlsplit

from playwright.sync_api import Browser

LIMIT = 90_000  # bytes as sent, compressed
PHONE = {"width": 390, "height": 844}


def first_views(browser: Browser, addresses: list[str]) -> dict[str, dict[str, int]]:
    """Address → path of each file that its first view loads → its size as sent, in bytes without headers; largest first."""
    views = {}
    with ExitStack() as windows:
        loading = []
        for address in addresses:  # all at once: what takes time is to wait until each has been quiet for long enough
            window = windows.enter_context(browser.new_context(viewport=PHONE, service_workers="block"))
            page, responses = window.new_page(), []
            page.on("response", lambda response, found=responses: found.append(response))
            page.goto(address)
            loading.append((address, page, responses))
        for address, page, responses in loading:
            page.wait_for_load_state("networkidle")
            sizes = {urlsplit(r.url).path: int(r.header_value("content-length") or 0) for r in responses}
            views[address] = dict(sorted(sizes.items(), key=lambda item: -item[1]))
    return views
