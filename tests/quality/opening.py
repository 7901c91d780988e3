"""What opening a page costs a reader: how many requests reach the host, and how long the page's main thread is at work.

    .venv/bin/python -m tests.quality.opening SITE [ADDRESS …]

prints both for a first view and for one that comes back, on a phone four times slower than this machine; medians of five.
Times want a quiet machine; the requests, which the tests count too, don't.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ensure_browser
from tests.quality.host import Host, host
from tests.quality.windows import PHONE

SLOWED = 4
ROUNDS = 5
QUIET = 1500  # ms without a request, after which nothing more is to come: what is put off waits up to a second
ADDRESSES = (
    "/",
    "/su-kien/",
    "/su-kien/luu-tru/",
    "/su-kien/luu-tru/?unit=",
    "/mo-hinh/",
    "/dia-ban/",
    "/ban-do/",
    "/thong-ke/",
)


@dataclass(frozen=True)
class Opening:
    """What one view of a page took: the addresses asked of the host, in order, and the main thread's time in ms."""

    asked: list[str]
    busy: float


def opened(browser: Browser, server: Host, addresses: list[str], rate: int = 1) -> list[Opening]:
    """Open pages one after another, as a reader with a worker that keeps them does; the first knows nothing of the site."""
    with browser.new_context(viewport=PHONE) as window:
        return [_open(window.new_page(), server, address, rate) for address in addresses]


def _open(page: Page, server: Host, address: str, rate: int) -> Opening:
    tracing = page.context.browser.new_browser_cdp_session()
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    events: list[dict] = []
    ended: list[dict] = []
    tracing.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    tracing.on("Tracing.tracingComplete", lambda _: ended.append({}))
    tracing.send(
        "Tracing.start",
        {
            "transferMode": "ReportEvents",
            "traceConfig": {"includedCategories": ["toplevel", "devtools.timeline", "__metadata"]},
        },
    )
    server.asked.clear()
    page.goto(server.origin + address, wait_until="load")
    known = -1
    while len(server.asked) > known:
        known = len(server.asked)
        page.wait_for_timeout(QUIET)
    asked = list(server.asked)
    tracing.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    page.close()
    return Opening(asked, _busy(events))


def _busy(events: list[dict]) -> float:
    """How long the busiest main thread of a page was at its tasks, in ms: that of the page that was opened."""
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    took = Counter()
    for event in events:
        if (thread := (event["pid"], event["tid"])) in mains and event["name"].endswith("RunTask"):
            took[thread] += event.get("dur", 0) / 1000
    return max(took.values())


def main(arguments: list[str]) -> int:
    site, addresses = Path(arguments[0]), arguments[1:] or ADDRESSES
    with host(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=["--no-sandbox", "--disable-gpu"])
        print("| address | requests, first | again | main thread, first, ms | again |\n|---|--:|--:|--:|--:|")
        for address in addresses:
            rounds = [opened(browser, server, [address, address], SLOWED) for _ in range(ROUNDS)]
            told = [median(len(one.asked) for one in views) for views in zip(*rounds, strict=True)]
            told += [median(one.busy for one in views) for views in zip(*rounds, strict=True)]
            print(f"| {address} | {' | '.join(f'{one:.0f}' for one in told)} |", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
