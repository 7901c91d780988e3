"""Judges the search: how often the right answer stands first, what that costs a reader, and how long it takes.

    python3 manage.py evaluate [--beside] [--documents 0 10000 30000]

The real content is searched alone and among 10,000 and 30,000 synthetic documents, in a real browser: by judged queries, and
by every name of it with every kind of slip. Sizes are those of files compressed with gzip. Times are the engine's, on a
processor slowed four times, without the network's. The index is made three times, of which the fastest counts. `--beside` puts
Material's own search and Pagefind beside it, which takes some minutes more.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean, median
from typing import ClassVar

from playwright.sync_api import Page, sync_playwright

from macros.assets.scripts import lightened
from macros.search import Document, write_index
from macros.search.findable import kinds
from tests.browser import ensure_browser
from tests.search import competitors
from tests.search.corpus import ROOT, corpus, judged, record_id
from tests.search.slips import right_by_slip, slips

SIZES = (0, 10_000, 30_000)
COMPARED_AT = 10_000
CLIENT = ROOT / "docs/assets/search"
# Of the spoken ones, whole questions in words of people's own, no target is set: they show what the others don't.
QUERIES = {"tuning": "tuning", "held-out": "held out", "spoken": "spoken"}
TYPED = 25  # queries that are typed letter by letter
SLOWED = 4
SENSELESS = ["<img src=x onerror=alert(1)>", "🎉👩‍👩‍👧" * 40, "שלום عربى" * 30, "a" * 5000, "z " * 3000, '"' * 99, "constructor", "0" * 400, "1/2/3/4/5" * 50,
             "abcdefghijklmnopqrstuvwxyz" * 20, "lachtray" * 60, "phuong lach tray " * 40, "\u0301" * 500, "đ" * 500, "\x00%%\\"]  # fmt: skip

# What issue 3 asks for; a figure with `most` may not be above it, one with `least` not below.
TARGETS = {
    "right answer first, tuning": ("least", 99.0),
    "right answer first, held out": ("least", 99.0),
    "among the first ten, tuning": ("least", 98.0),
    "among the first ten, held out": ("least", 98.0),
    "first query, median KB": ("most", 100.0),
    "further key press, mean KB": ("most", 20.0),
    "milliseconds, 95 %": ("most", 50.0),
    "milliseconds, senseless text at most": ("most", 50.0),
    "documents indexed a second": ("least", 3000.0),
}
TODAY = {"first query, median KB": 40.0}  # what it asks for today's content alone


class _Server(SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@cache
def _kilobytes(file: Path) -> float:
    return len(gzip.compress(file.read_bytes())) / 1000


def _scripts() -> float:
    """Return the kilobytes of the scripts that a query fetches before the index."""
    assets = ROOT / "docs"
    scripts = lightened({f.relative_to(assets).as_posix(): f.read_text(encoding="utf-8") for f in CLIENT.glob("*.js")})
    return (
        sum(len(gzip.compress(scripts[f"assets/search/{name}.js"].encode())) for name in ("box", "view", "engine"))
        / 1000
    )


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _slips(run: Callable[[str, list[str]], list]) -> dict[str, float]:
    """Return for each slip how many of a hundred names with it find what they name, first of all."""
    names = list(slips(corpus(0)[0]))
    answers = run("answers", [name.query for name in names])
    right = right_by_slip(names, [[record_id(url) for url in urls] for urls in answers])
    return {f"names, {slip}": 100 * mean(found) for slip, found in right.items()} | {
        "names with slips, right first": 100 * mean(first for found in right.values() for first in found)
    }


def _speed(documents: list[Document], abbreviations: dict[str, str], folder: Path) -> float:
    """Return how many documents are indexed in a second."""
    start = time.perf_counter()
    write_index(documents, kinds(), abbreviations, folder)
    return len(documents) / (time.perf_counter() - start)


def _evaluate(page: Page, address: str, folder: Path, size: int, misses: list[str]) -> dict[str, float]:
    """Return the figures for the real documents among `size` synthetic ones; add what was not found to `misses`."""
    documents, abbreviations = corpus(size)
    figures: dict[str, float] = {}
    speed = max(_speed(documents, abbreviations, folder / name) for name in ("once", "twice", "index"))

    def run(function: str, queries: list[str]) -> list:
        page.goto(f"{address}/{folder.name}/")
        return page.evaluate(f"async q => (await import('/evaluate.mjs?{folder.name}')).{function}(q)", queries)

    def weight(files: list[str]) -> float:
        return sum(_kilobytes(folder / "index" / file) for file in files)

    client = _scripts()
    firsts: list[float] = []
    every = []
    for name, label in QUERIES.items():
        if not (queries := judged(name)):
            continue
        every += [j.query for j in queries]
        answers = run("firstQueries", [j.query for j in queries])
        ids = [[record_id(url) for url in answer["urls"]] for answer in answers]
        figures[f"right answer first, {label}"] = 100 * mean(
            j.is_first(found) for j, found in zip(queries, ids, strict=True)
        )
        figures[f"among the first ten, {label}"] = 100 * mean(
            j.recall(found) for j, found in zip(queries, ids, strict=True)
        )
        # Who sees what the others miss has tuned on them.
        misses += [
            f"{size:6} {j.query} → {', '.join(found[:3])}"
            for j, found in zip(queries, ids, strict=True)
            if name == "tuning" and not j.is_first(found)
        ]
        firsts += [client + weight(answer["files"]) for answer in answers]
    figures |= _slips(run)
    figures["first query, median KB"] = median(firsts)
    figures["first query, 95 % KB"] = _percentile(firsts, 0.95)
    presses = run("keyPresses", every[:: len(every) // TYPED])
    figures["further key press, mean KB"] = mean(weight(p["files"]) for p in presses if not p["isFirst"])
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times = run("durations", every)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    figures["milliseconds, senseless text at most"] = max(run("durations", SENSELESS))
    figures["milliseconds, median"] = median(times)
    figures["milliseconds, 95 %"] = _percentile(times, 0.95)
    figures["documents indexed a second"] = speed
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and which tuning queries missed; return 1 when a figure misses its target."""
    parser = argparse.ArgumentParser(prog="manage.py evaluate", description=__doc__.splitlines()[0])
    parser.add_argument("--beside", action="store_true", help="put Material's own search and Pagefind beside it")
    parser.add_argument(
        "--documents", type=int, nargs="+", default=SIZES, help="how many synthetic ones; all by default"
    )
    asked = parser.parse_args(arguments)
    misses: list[str] = []
    beside: dict[str, dict[str, float] | str] = {}
    with tempfile.TemporaryDirectory() as top, sync_playwright() as playwright:
        shutil.copytree(CLIENT, Path(top) / "search")
        shutil.copy(Path(__file__).with_name("evaluate.mjs"), top)
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=["--no-sandbox", "--disable-gpu"])
        with _served(Path(top)) as address:
            columns = []
            for size in asked.documents:
                folder = Path(top) / f"s{size}"
                folder.mkdir()
                (folder / "index.html").write_text("<!doctype html><title>Evaluation</title>", encoding="utf-8")
                columns.append(_evaluate(browser.new_page(), address, folder, size, misses))
            if asked.beside:
                shutil.copy(Path(__file__).with_name("competitors.mjs"), top)
                (Path(top) / "competitors.html").write_text(
                    "<!doctype html><title>Evaluation</title>", encoding="utf-8"
                )
                beside = competitors.compare(
                    browser.new_context(), address, Path(top), corpus(COMPARED_AT)[0], judged("held-out")
                )
        browser.close()
    print(
        f"load {os.getloadavg()[0]:.1f}; held-out queries SHA-256 {_digest('held-out')}\n"
        if hasattr(os, "getloadavg")
        else ""
    )
    failed = _print_figures(dict(zip(asked.documents, columns, strict=True)))
    for label, result in beside.items():
        print(f"\n{label}, among {COMPARED_AT:,} synthetic documents:")
        print(
            f"  {result}"
            if isinstance(result, str)
            else "\n".join(f"  {figure:32}{value:>10,.1f}" for figure, value in result.items())
        )
    print("\nNot first, tuning:", *misses, sep="\n")
    return int(failed)


def _digest(queries: str) -> str:
    return hashlib.sha256((ROOT / f"tests/search/queries-{queries}.tsv").read_bytes()).hexdigest()


def _print_figures(columns: dict[int, dict[str, float]]) -> bool:
    """Print a line for every figure, by how many synthetic documents there were; return whether any misses its target."""
    failed = False
    print(f"{'synthetic documents':38}" + "".join(f"{size:>10,}" for size in columns) + "    target")
    for figure in next(iter(columns.values())):
        bound, target = TARGETS.get(figure, ("", 0.0))
        values = {size: column[figure] for size, column in columns.items()}
        limits = {size: TODAY.get(figure, target) if size == 0 else target for size in columns}
        missed = any(v < limits[size] if bound == "least" else v > limits[size] for size, v in values.items() if bound)
        failed |= missed
        shown = f"{'≥' if bound == 'least' else '≤'} {target:g}{'  MISSED' if missed else ''}" if bound else ""
        print(f"{figure:38}" + "".join(f"{v:>10,.1f}" for v in values.values()) + f"    {shown}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
