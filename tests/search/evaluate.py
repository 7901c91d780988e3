"""Judges the search: how often the right answer stands first, what that costs a reader, and how long it takes.

    python3 manage.py evaluate [--beside] [--documents 0 10000 30000] [--data FOLDER] [--queries FILE …] [--misses]

The content is searched alone and among 10,000 and 30,000 synthetic documents: by judged queries, and by every name of it with every kind of
slip. A name that differs from a right answer's by dates, numbers or what stands in brackets is as right. Sizes are as a host sends them,
texts compressed and parts of files as they are. Times are the engine's, in a real browser on a processor slowed four times, without the
network's; but for the first result on a slow phone, which `slow_phone.py` waits for on the home page. Other work on the machine makes times
longer. The index is made three times, of which the fastest counts. `--beside` puts Material's own search and Pagefind beside it, which takes
some minutes more.

With `--queries` these files alone are judged, ours or another hand's (tab-separated or YAML, see `judged_in`), by kinds of query, and nothing
is measured; `--misses` shows what missed, which whoever keeps them unseen must not. `--data` takes another content.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean, median

from playwright.sync_api import Browser, Page, sync_playwright

from macros.addresses.address import SEARCH_INDEX
from macros.assets.scripts import ENGINE, PAGE, lightened
from macros.search import Document
from macros.search.findable import kinds
from macros.search.index import write_index
from tests.browser import ensure_browser
from tests.conftest import built
from tests.quality.host import hosted
from tests.search import competitors
from tests.search.corpus import ROOT, Judged, answered, by_kind, corpus, judged, judged_in, lacked, not_there, record_id
from tests.search.portions import portioned
from tests.search.slips import right_by_slip, slips
from tests.search.slow_phone import waits

SIZES = (0, 10_000, 30_000)
COMPARED_AT = 10_000
CLIENT = ROOT / "docs/assets/search"
# Of the spoken ones, whole questions in words of people's own, no target is set: they show what the others don't.
QUERIES = {"tuning": "tuning", "held-out": "held out", "spoken": "spoken", "unseen": "unseen"}
LEAST = 20  # queries of a kind, or its share says little
TYPED = 25  # queries that are typed letter by letter
SLOWED = 4
SENSELESS = ["<img src=x onerror=alert(1)>", "🎉👩‍👩‍👧" * 40, "שלום عربى" * 30, "a" * 5000, "z " * 3000, '"' * 99, "constructor", "0" * 400, "1/2/3/4/5" * 50,
             "abcdefghijklmnopqrstuvwxyz" * 20, "lachtray" * 60, "phuong lach tray " * 40, "\u0301" * 500, "đ" * 500, "\x00%%\\"]  # fmt: skip

# What issues 3 and 19 ask for; a figure with `most` may not be above it, one with `least` not below.
TARGETS = {
    "right answer first, tuning": ("least", 99.0),
    "right answer first, held out": ("least", 99.0),
    "among the first ten, tuning": ("least", 98.0),
    "among the first ten, held out": ("least", 98.0),
    "first query, median KB": ("most", 100.0),
    "first query, 95 % KB": ("most", 100.0),
    "first result on a slow phone, seconds": ("most", 1.5),
    "further key press, 95 % KB": ("most", 20.0),
    "milliseconds, 95 %": ("most", 50.0),
    "milliseconds, senseless text at most": ("most", 50.0),
    "documents indexed a second": ("least", 3000.0),
}
# What issue 19 asks for, of every file that has such queries.
NOT_THERE = {
    "given out as answered, of nothing": ("most", 3.0),
    "other spelling proposed, of correct": ("most", 2.0),
}
TODAY = {"first query, median KB": 40.0}  # what is asked for today's content alone


def _scripts() -> float:
    """Return the kilobytes of the scripts that a query fetches before the index."""
    docs = ROOT / "docs"
    files = docs.glob("assets/**/*.js")
    scripts = lightened({f.relative_to(docs).as_posix(): f.read_text(encoding="utf-8") for f in files})
    return sum(len(gzip.compress(scripts[one].encode())) for one in (PAGE, ENGINE)) / 1000


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _slips(index: Path, documents: list[Document]) -> dict[str, float]:
    """Return for each slip how many of a hundred names with it find what they name, first of all."""
    names = list(slips(documents))
    right = right_by_slip(names, [answer.ids for answer in answered(index, names)])
    return {f"names, {slip}": 100 * mean(found) for slip, found in right.items()} | {
        "names with slips, right first": 100 * mean(first for found in right.values() for first in found)
    }


def _speed(documents: list[Document], abbreviations: dict[str, str], folder: Path) -> float:
    """Return how many documents are indexed in a second."""
    start = time.perf_counter()
    write_index(portioned(documents), kinds(), abbreviations, folder)
    return len(documents) / (time.perf_counter() - start)


def _titles(documents: list[Document]) -> dict[str, str]:
    return {record_id(document.url): document.title for document in documents}


def _wait(browser: Browser, site: Path, index: Path) -> float:
    """Return the seconds that readers of a site with this index wait for a first result, the median."""
    its = SEARCH_INDEX.within(site).parent
    shutil.rmtree(its)
    shutil.copytree(index, its)
    with hosted(site) as origin:
        return median(seconds for seconds, *_ in waits(browser, origin).values())


def _judge(
    index: Path, queries: list[Judged], label: str, titles: dict[str, str], misses: list[str] | None
) -> dict[str, float]:
    """Return how queries are answered, altogether and by their kinds; add what missed to `misses`, if any."""
    found = answered(index, queries)
    right = [one.is_right(answer, titles) for one, answer in zip(queries, found, strict=True)]
    named = [(one, answer) for one, answer in zip(queries, found, strict=True) if one.first]
    if misses is not None:
        misses += [
            f"{one.query} [{one.difficulty}] → {answer.state}: {', '.join(answer.ids[:3])}"
            for one, answer, is_right in zip(queries, found, right, strict=True)
            if not is_right
        ]
    return {
        f"right answer first, {label}": 100 * mean(right),
        f"among the first ten, {label}": 100 * mean(one.recall(answer.ids) for one, answer in named or [(queries[0], found[0])]),
        **{f"{figure}, {label}": value for figure, value in not_there(queries, found).items()},
        **{f"  {kind} ({number}), {label}": value for kind, (number, value) in by_kind(queries, right).items() if number >= LEAST},
    }  # fmt: skip


def _evaluate(page: Page, address: str, folder: Path, size: int, data: Path, misses: list[str]) -> dict[str, float]:
    """Return the figures for the documents of `data` among `size` synthetic ones; add what was not found to `misses`."""
    documents, abbreviations = corpus(size, data)
    figures: dict[str, float] = {}
    speed = max(_speed(documents, abbreviations, folder / name) for name in ("once", "twice", "index"))
    titles = _titles(documents)

    def run(function: str, queries: list[str]) -> list:
        page.goto(f"{address}/{folder.name}/")
        return page.evaluate(f"async q => (await import('/evaluate.mjs?{folder.name}')).{function}(q)", queries)

    client = _scripts()
    firsts: list[float] = []
    every = []
    for name, label in QUERIES.items():
        if not (queries := lacked(judged(name), size)):
            continue
        every += [j.query for j in queries]
        # Who sees what the others miss has tuned on them.
        missed: list[str] | None = [] if name == "tuning" else None
        figures |= _judge(folder / "index", queries, label, titles, missed)
        misses += [f"{size:6} {line}" for line in missed or ()]
        firsts += [client + sent / 1000 for sent in run("firstQueries", [j.query for j in queries])]
    figures |= _slips(folder / "index", corpus(0, data)[0])
    figures["first query, median KB"] = median(firsts)
    figures["first query, 95 % KB"] = _percentile(firsts, 0.95)
    figures["files of the index"] = sum(file.is_file() for file in (folder / "index").rglob("*"))
    presses = run("keyPresses", every[:: len(every) // TYPED])
    further = [p["bytes"] / 1000 for p in presses if not p["isFirst"]]
    figures["further key press, mean KB"] = mean(further)
    figures["further key press, 95 % KB"] = _percentile(further, 0.95)
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times = run("durations", every)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    figures["milliseconds, senseless text at most"] = max(run("durations", SENSELESS))
    figures["milliseconds, median"] = median(times)
    figures["milliseconds, 95 %"] = _percentile(times, 0.95)
    figures["documents indexed a second"] = speed
    return figures


def _judge_files(files: list[Path], sizes: list[int], data: Path, shows_misses: bool) -> int:
    """Print how the queries of files are answered; return 1 when a figure misses its target."""
    columns: dict[int, dict[str, float]] = {}
    misses: list[str] = []
    for size in sizes:
        documents, abbreviations = corpus(size, data)
        with tempfile.TemporaryDirectory() as top:
            write_index(portioned(documents), kinds(), abbreviations, Path(top))
            columns[size] = {}
            for file in files:
                columns[size] |= _judge(Path(top), lacked(judged_in(file), size), file.stem, _titles(documents), misses)
    failed = _print_figures(columns)
    if shows_misses:
        print("\nNot right:", *misses, sep="\n")
    return int(failed)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and which tuning queries missed; return 1 when a figure misses its target."""
    parser = argparse.ArgumentParser(prog="manage.py evaluate", description=__doc__.splitlines()[0])
    parser.add_argument("--beside", action="store_true", help="put Material's own search and Pagefind beside it")
    parser.add_argument(
        "--documents", type=int, nargs="+", default=list(SIZES), help="how many synthetic ones; all by default"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="another content than ours")
    parser.add_argument("--queries", type=Path, nargs="+", help="judge the queries of these files alone")
    parser.add_argument("--misses", action="store_true", help="with --queries: show what missed")
    asked = parser.parse_args(arguments)
    if asked.queries:
        return _judge_files(asked.queries, asked.documents, asked.data, asked.misses)
    misses: list[str] = []
    beside: dict[str, dict[str, float] | str] = {}
    with tempfile.TemporaryDirectory() as top, sync_playwright() as playwright:
        shutil.copytree(CLIENT, Path(top) / "search")
        shutil.copy(Path(__file__).with_name("evaluate.mjs"), top)
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=["--no-sandbox", "--disable-gpu"])
        site = built(asked.data, Path(top) / "site")
        with hosted(Path(top)) as address:
            columns = []
            for size in asked.documents:
                folder = Path(top) / f"s{size}"
                folder.mkdir()
                (folder / "index.html").write_text("<!doctype html><title>Evaluation</title>", encoding="utf-8")
                columns.append(_evaluate(browser.new_page(), address, folder, size, asked.data, misses))
                columns[-1]["first result on a slow phone, seconds"] = _wait(browser, site, folder / "index")
            if asked.beside:
                shutil.copy(Path(__file__).with_name("competitors.mjs"), top)
                (Path(top) / "competitors.html").write_text(
                    "<!doctype html><title>Evaluation</title>", encoding="utf-8"
                )
                beside = competitors.compare(
                    browser.new_context(), address, Path(top), corpus(COMPARED_AT, asked.data)[0], judged("held-out")
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
    print(f"{'synthetic documents':58}" + "".join(f"{size:>10,}" for size in columns) + "    target")
    for figure in next(iter(columns.values())):
        bound, target = TARGETS.get(figure) or NOT_THERE.get(figure.rpartition(", ")[0]) or ("", 0.0)
        # Of a kind that synthetic documents hold in part, too few queries may be left among them.
        values = {size: column[figure] for size, column in columns.items() if figure in column}
        limits = {size: TODAY.get(figure, target) if size == 0 else target for size in columns}
        missed = any(v < limits[size] if bound == "least" else v > limits[size] for size, v in values.items() if bound)
        failed |= missed
        shown = f"{'≥' if bound == 'least' else '≤'} {target:g}{'  MISSED' if missed else ''}" if bound else ""
        told = "".join(f"{values[size]:>10,.1f}" if size in values else f"{'–':>10}" for size in columns)
        print(f"{figure:58}{told}    {shown}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
