"""Other engines on the same documents and queries: Material's own search (lunr, for Vietnamese) and Pagefind.

Each gets a page a document, with all of its text. Queries are those that no engine was tuned on.
"""

import gzip
import html
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from statistics import mean, median

from playwright.sync_api import BrowserContext

from macros.search import Document
from tests.search.corpus import Judged, record_id

PAGEFIND = "pagefind[extended]==1.5.2"
PATIENCE = 600_000  # milliseconds


def _paragraphs(document: Document) -> list[str]:
    names = (*document.other_names, *document.units, *document.themes)
    return [" · ".join(names), document.date, document.summary, *document.facts, document.body]


def _prepare_material(documents: list[Document], top: Path) -> None:
    """Lay Material's own worker and the index that MkDocs would give it into `top`."""
    shutil.copytree(str(files("material") / "templates/assets/javascripts"), top / "material")
    worker = next((top / "material/workers").glob("search.*.min.js"))
    worker.rename(worker.with_name("search.js"))
    docs = [
        {"location": f"{n}.html", "title": html.escape(d.title), "text": "".join(f"<p>{html.escape(p)}</p>" for p in _paragraphs(d))}
        for n, d in enumerate(documents)
    ]  # fmt: skip
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["vi"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    index = {"config": config, "docs": docs}
    (top / "material/search_index.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


def _prepare_pagefind(documents: list[Document], top: Path) -> None:
    """Install Pagefind beside `top`, and index a page a document with it.

    Raises:
        subprocess.CalledProcessError: it can't be installed or can't be run here.
    """
    package = top / "pagefind-package"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        package,
        PAGEFIND,
    ]
    subprocess.run(pip, check=True, capture_output=True, text=True)
    pages = top / "pages"
    pages.mkdir()
    for n, d in enumerate(documents):
        text = "".join(f"<p>{html.escape(p)}</p>" for p in _paragraphs(d) if p)
        page = f'<!doctype html><html lang="vi"><title>{html.escape(d.title)}</title><main data-pagefind-body><h1>{html.escape(d.title)}</h1>{text}</main></html>'
        (pages / f"{n}.html").write_text(page, encoding="utf-8")
    index = [sys.executable, "-m", "pagefind", "--site", pages, "--output-path", top / "pagefind"]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    subprocess.run(index, check=True, capture_output=True, text=True, env=environment)


ENGINES = {
    "Material (lunr, vi)": ("material", _prepare_material),
    "Pagefind, full text": ("pagefind", _prepare_pagefind),
}


def compare(
    context: BrowserContext, address: str, top: Path, documents: list[Document], queries: list[Judged]
) -> dict[str, dict[str, float] | str]:
    """Return the figures of every other engine, or why it could not be run."""
    figures: dict[str, dict[str, float] | str] = {}
    for label, (name, prepare) in ENGINES.items():
        try:
            prepare(documents, top)
            figures[label] = _judge(context, address, top, name, documents, queries)
        except subprocess.CalledProcessError as error:
            figures[label] = f"not run: {(error.stderr or str(error)).strip().splitlines()[-1]}"
        except (OSError, StopIteration) as error:
            figures[label] = f"not run: {error!r}"
    return figures


def _judge(
    context: BrowserContext, address: str, top: Path, name: str, documents: list[Document], queries: list[Judged]
) -> dict[str, float]:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address).partition("?")[0]))

    def opened() -> None:
        page.goto(f"{address}/competitors.html")
        fetched.clear()
        page.evaluate("async name => { globalThis.answer = await (await import('/competitors.mjs'))[name](); }", name)

    firsts, times, weights = [], [], []
    recalls = []
    for i, judged in enumerate(queries):
        # An engine that holds its whole index has no more to fetch for another query.
        if name != "material" or not i:
            opened()
        answer = page.evaluate("async query => await answer(query)", judged.query)
        ids = [record_id(documents[int(Path(url).stem)].url) for url in answer["urls"]]
        firsts.append(judged.is_first(ids))
        recalls.append(judged.recall(ids))
        times.append(answer["milliseconds"])
        weights.append(
            sum(
                len(gzip.compress((top / path.lstrip("/")).read_bytes()))
                for path in fetched
                if (top / path.lstrip("/")).is_file()
            )
        )
    page.close()
    return {
        "right answer first, held out": 100 * mean(firsts),
        "among the first ten, held out": 100 * mean(recalls),
        "first query, median KB": median(weights) / 1000,
        "milliseconds, median": median(times),
        "milliseconds, 95 %": sorted(times)[int(len(times) * 0.95)],
    }
