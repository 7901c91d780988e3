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
from tests.quality.slow_phone import slow

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


def waits(
    browser: Browser, origin: str, queries: tuple[str, ...] = QUERIES
) -> dict[str, tuple[float, int, float, float]]:
    """Query → seconds from its first key to the first result, requests until then, kilobytes received, and for how many of the seconds
    something was on its way; the rest is the processor's."""
    found = {}
    for query in queries:
        with browser.new_context(viewport=PHONE, service_workers="block") as window:
            page = window.new_page()
            page.goto(f"{origin}/", wait_until="networkidle")
            browsing = slow(page)
            sent: dict[str, float] = {}
            came: list[tuple[float, float, float]] = []  # when asked for, when there, bytes

            def note(done, sent=sent, came=came):
                came.append((sent[done["requestId"]], done["timestamp"], done["encodedDataLength"]))

            browsing.on(
                "Network.requestWillBeSent",
                lambda told, sent=sent: sent.setdefault(told["requestId"], told["timestamp"]),
            )
            browsing.on("Network.loadingFinished", note)
            page.evaluate(_WATCH)
            page.locator("[data-search] input").focus()
            page.keyboard.type(query, delay=TYPING)
            seconds = page.wait_for_function("window.waited", timeout=30_000).json_value() / 1000
            shown = min(sent.values()) + seconds  # the first request goes with the focus, just before the first key
            needed = [one for one in came if one[1] <= shown]
            found[query] = (
                seconds,
                len(needed),
                sum(size for *_, size in needed) / 1000,
                _covered([way for *way, _ in needed]),
            )
    return found


def _covered(ways: list[list[float]]) -> float:
    """How long at least one of some stretches of time lasts."""
    covered, end = 0.0, 0.0
    for begun, ended in sorted(ways):
        covered += max(0.0, ended - max(begun, end))
        end = max(end, ended)
    return covered


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
    for query, (seconds, requests, kilobytes, waited) in found.items():
        print(
            f"{seconds:6.2f} s, {waited:5.2f} s of it on the line, {requests:4} requests {kilobytes:7.1f} KB  {query}"
        )
    middle = [median(one) for one in zip(*found.values(), strict=True)]
    print(f"{middle[0]:6.2f} s in the middle, {middle[3]:5.2f} s on the line")


if __name__ == "__main__":
    main()
