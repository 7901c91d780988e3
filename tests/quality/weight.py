"""The bytes of a first view: everything that a page loads before its reader does anything, with nothing kept from before."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser

LIMIT = 90_000  # bytes as sent, compressed
PHONE = {"width": 390, "height": 844}


def first_views(browser: Browser, addresses: list[str]) -> dict[str, dict[str, int]]:
    """Address → path of each file that its first view loads → its size as sent, in bytes without headers; largest first."""
    views = {}
    with browser.new_context(viewport=PHONE, service_workers="block") as window:
        page, responses = window.new_page(), []
        page.on("response", lambda response: responses.append(response))
        browsing = window.new_cdp_session(page)
        for address in addresses:
            page.goto("about:blank")
            browsing.send("Network.clearBrowserCache")
            responses.clear()
            page.goto(address, wait_until="networkidle")
            sizes = {urlsplit(r.url).path: int(r.header_value("content-length") or 0) for r in responses}
            views[address] = dict(sorted(sizes.items(), key=lambda item: -item[1]))
    return views
