"""What a reader with a slow phone waits for on a first view, beside stock MkDocs with Material that is given the same Markdown.

    .venv/bin/python -m tests.quality.first_view [--rounds 5] [--ours]

Of each page: when its largest part is painted, how far its parts move meanwhile, for how long the main thread keeps a reader waiting
(beyond 50 ms a task), and how much is asked for. Ours and theirs take turns. Times want a quiet machine: what is told is the median
of the quieter half of the rounds, as a loop beside them finds them disturbed. The requests and bytes don't depend on it.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.browser import ensure_browser
from tests.conftest import BROWSER_ARGUMENTS, ROOT, SAMPLE, build, built
from tests.quality.host import hosted
from tests.quality.kinds import main_pages
from tests.quality.slow_phone import disturbance, slow
from tests.quality.windows import PHONE

KINDS = ("home", "model", "ward", "event")
QUIET = 1500  # ms without a request, after which nothing more is to come

_WATCH = """
    window.largest = {};
    window.moved = 0;
    window.waited = 0;
    const watch = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
    watch("largest-contentful-paint", (one) => (window.largest = { at: one.startTime, of: one.element?.localName ?? "" }));
    watch("layout-shift", (one) => (window.moved += one.value));
    watch("longtask", (one) => (window.waited += one.duration - 50));
    watch("paint", (one) => one.name === "first-contentful-paint" && (window.first = one.startTime));
"""


@dataclass(frozen=True)
class View:
    """One first view: times in ms, bytes as sent; `disturbed` as `slow_phone.disturbance`, the worse of before and after."""

    first: float
    largest: float
    of: str
    moved: float
    waited: float
    requests: int
    received: float
    disturbed: float


def view(browser: Browser, address: str) -> View:
    """Open a page in a browser that knows nothing of the site, on a slow phone."""
    before = disturbance()
    with browser.new_context(viewport=PHONE) as window:
        page = window.new_page()
        session = slow(page)
        sizes: list[float] = []
        asked: list[str] = []
        session.on("Network.requestWillBeSent", lambda told: asked.append(told["request"]["url"]))
        session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.add_init_script(_WATCH)
        page.goto(address, wait_until="load")
        known = -1
        while len(asked) > known:
            known = len(asked)
            page.wait_for_timeout(QUIET)
        told = page.evaluate("({ first, largest, moved, waited })")
    return View(
        told["first"], told["largest"]["at"], told["largest"]["of"], told["moved"], told["waited"],
        len(asked), sum(sizes), max(before, disturbance()),
    )  # fmt: skip


def stock(data: Path, folder: Path) -> Path:
    """The site that MkDocs with Material and its search makes of what `build --markdown` writes; nothing of ours is in it."""
    done = build(data, folder / "unused", "--markdown", folder / "tree")
    assert done.returncode == 0, done.stdout + done.stderr
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "tree/mkdocs.yml"],
        check=True, cwd=folder / "tree", env={"NO_MKDOCS_2_WARNING": "true"},
    )  # fmt: skip
    return folder / "tree/.site"


def quieter(views: list[View]) -> list[View]:
    """The half of the views, and the middle one, that were disturbed least."""
    return sorted(views, key=lambda one: one.disturbed)[: len(views) // 2 + 1]


def rows(browser: Browser, sites: dict[str, dict[str, str]], rounds: int) -> Iterator[tuple[str, str, list[View]]]:
    """Yield a page's name, whose it is, and its views; `sites`: page → whose → its address."""
    for name, addresses in sites.items():
        views: dict[str, list[View]] = {whose: [] for whose in addresses}
        for _ in range(rounds):
            for whose, address in addresses.items():
                views[whose].append(view(browser, address))
        for whose, its in views.items():
            yield name, whose, its


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ours", action="store_true", help="without the same pages by stock MkDocs")
    asked = parser.parse_args()
    executable = ensure_browser()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        pages: dict[str, dict[str, str]] = {}
        for data, beside in ((ROOT / "data", "without pictures"), (SAMPLE, "with pictures")):
            top = Path(folder, data.name)
            sites = {"ours": built(data, top / "site")} | ({} if asked.ours else {"stock": stock(data, top)})
            origins = {whose: running.enter_context(hosted(site)) for whose, site in sites.items()}
            addresses = main_pages(sites["ours"], data)
            for kind in KINDS:
                pages[f"{kind}, {beside}"] = {whose: f"{at}/{addresses[kind]}" for whose, at in origins.items()}
        playwright = running.enter_context(sync_playwright())
        browser = running.enter_context(playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS))
        print("| page | whose | first paint, s | largest | by | moved | waited for, ms | requests | KB | disturbed |")
        print("|---|---|--:|--:|---|--:|--:|--:|--:|--:|")
        for name, whose, views in rows(browser, pages, asked.rounds):
            print(f"| {name} | {whose} | {told(quieter(views))} |", flush=True)


def told(views: list[View]) -> str:
    """What views of a page have in the middle."""
    middle = {name: median(getattr(one, name) for one in views) for name in View.__annotations__ if name != "of"}
    return (
        f"{middle['first'] / 1000:.2f} | {middle['largest'] / 1000:.2f} | {views[0].of} | {max(one.moved for one in views):.3f} | "
        f"{middle['waited']:.0f} | {middle['requests']:.0f} | {middle['received'] / 1000:.0f} | {middle['disturbed']:.2f}"
    )


if __name__ == "__main__":
    main()
