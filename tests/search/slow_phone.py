"""How long a reader with a slow phone waits: from the first key to the first result of a query on the home page, nothing kept from
before, in a real browser that is slowed down.

    .venv/bin/python -m tests.search.slow_phone SITE [--without-ranges]
"""

import argparse
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.browser import ensure_browser
from tests.quality.host import host

SLOWED = 4  # times the processor
WAY = 300  # ms there and back
SPEED = 1.6e6 / 8  # bytes a second
PHONE = {"width": 390, "height": 844}
TYPING = 120  # ms from key to key
QUERIES = ("camera", "phường An Biên", "ngày hội toàn dân bảo vệ an ninh tổ quốc 2024", "lach tray", "phòng cháy chữa cháy", "mô hình ở lê chân",
           "công an quận ngô quyền", "nghị quyết 1669", "tổ liên gia")  # fmt: skip

_WATCH = """() => {
    const box = document.querySelector("[data-search] input");
    const list = document.querySelector("[data-search-list]");
    const isResult = "[role=option]:not([data-query])";
    window.waited = new Promise((resolve) => {
        let start;
        box.addEventListener("keydown", () => (start ??= performance.now()));
        new MutationObserver(() => list.querySelector(isResult) && requestAnimationFrame(() => resolve(performance.now() - start)))
            .observe(list, { childList: true });
    });
}"""


def waits(browser: Browser, origin: str, queries: tuple[str, ...] = QUERIES) -> dict[str, tuple[float, int, float]]:
    """Query → seconds from its first key to the first result, requests until then and kilobytes received."""
    found = {}
    for query in queries:
        with browser.new_context(viewport=PHONE, service_workers="block") as window:
            page = window.new_page()
            browsing = window.new_cdp_session(page)
            browsing.send("Network.enable")
            page.goto(f"{origin}/", wait_until="networkidle")
            line = {"offline": False, "latency": WAY, "downloadThroughput": SPEED, "uploadThroughput": SPEED / 2}
            browsing.send("Network.emulateNetworkConditions", line)
            browsing.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            received: list[float] = []
            browsing.on("Network.loadingFinished", lambda done, into=received: into.append(done["encodedDataLength"]))
            page.evaluate(_WATCH)
            page.locator("[data-search] input").focus()
            page.keyboard.type(query, delay=TYPING)
            seconds = page.wait_for_function("window.waited", timeout=30_000).json_value() / 1000
            found[query] = (seconds, len(received), sum(received) / 1000)
    return found


def main() -> None:
    """Print what each query takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--without-ranges", action="store_true", help="from a host that gives no parts of files")
    asked = parser.parse_args()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=ensure_browser(), args=["--no-sandbox", "--disable-gpu"]) as browser,
        host(asked.site) as server,
    ):
        server.knows_ranges = not asked.without_ranges
        found = waits(browser, server.origin)
    for query, (seconds, requests, kilobytes) in found.items():
        print(f"{seconds:6.2f} s {requests:4} requests {kilobytes:7.1f} KB  {query}")
    print(f"{median(seconds for seconds, _, _ in found.values()):6.2f} s in the middle")


if __name__ == "__main__":
    main()
