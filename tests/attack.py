"""Made-up and broken data folders: whatever they hold, the answer is a list of problems, or all that a site is made of.

The tests try 30 (`test_attack.py`). Many more, each within bounds of time and memory:

    .venv/bin/python -m tests.attack 20000 [SEED]

It prints what was tried and what held; the exit status is 1 if something did not. The folder of what did not is kept.
"""

import argparse
import json
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import unicodedata
from collections import Counter
from contextlib import contextmanager
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import HealthCheck, Phase, given, seed, settings

from macros.addresses.address import Address
from macros.addresses.moves import moves
from macros.addresses.published import Published
from macros.catalogue import Finder
from macros.exports import EXPORTS
from macros.language.problems import DataError, Problem
from macros.load import load, read
from macros.pages.listing import gone_pages, pages
from macros.pages.macros import MACROS
from macros.pages.share import take_along
from macros.pages.structured import structured
from macros.pages.view import View
from macros.search.findable import abbreviations, documents, kinds
from macros.search.index import write_index
from tests.folders import SOUND_FILES, Folder, folders
from tests.search.portions import portioned

ROOT = Path(__file__).parents[1]
DAY = date(2025, 9, 1)
SECONDS, MEMORY = 10, 1 << 30  # of processor time and address space for one folder
PATIENCE = 120  # seconds without a word from a worker on a busy machine, for what no signal reaches
BLOCK = 1_000  # folders that one worker tries
LONGEST = 1_250  # characters of what one problem says, beside the name of its file: what it is cut to (`Problem`)

SHOWN = sorted(
    {
        *re.findall(
            r'{{ show\("(\w+)"\) }}', "".join(f.read_text(encoding="utf-8") for f in (ROOT / "docs").rglob("*.md"))
        )
    }
)


class Fault(AssertionError):
    """Something that must hold did not."""


_VIEWS: list[View] = []


def _view(find: Finder) -> View:
    """A view of `find`; templates are compiled once for all, which takes longer than all else."""
    if not _VIEWS:
        _VIEWS.append(View(find))
    view = copy(_VIEWS[0])
    view.find = find
    view._ask(find)
    for template in view._environment.cache.values():
        template._module = None  # what others import of it holds the last finder
    return view


def lay(folder: Folder, data: Path) -> None:
    """Write the sound files into `data`, and `folder` over them."""
    wanted = {data / path: content for path, content in {**SOUND_FILES, **folder.files}.items()}
    for file in data.rglob("*.*"):
        if file not in wanted:
            file.unlink()
    for file, content in wanted.items():
        if not file.exists() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def attack(folder: Folder, top: Path) -> str:
    """Read what `folder` makes in `top`, and make all that a site is made of; return what came of it. Raises what went wrong.

    Where there are problems, the files that have them are taken back, and the rest is published, if there is any.
    """
    data = top / "data"
    lay(folder, data)
    problems = _problems(data)
    outcome = "refused, rest published" if problems else "published"
    left = set(folder.files)
    while problems and left:
        named = {path for path in left if any(problem.file.endswith(path) for problem in problems)}
        for path in named or {*left}:
            if path in SOUND_FILES:
                (data / path).write_bytes(SOUND_FILES[path])
            else:
                (data / path).unlink(missing_ok=True)
            left.remove(path)
        problems = _problems(data)
    if problems:
        raise Fault(f"a problem of sound files: {problems[0]}")
    if not left and folder.files:
        return "refused"
    make(data, top / "index")
    return outcome


def _problems(data: Path) -> list[Problem]:
    """What `check` says, each as it must be said; of what was approved and has changed since, only a site without other problems."""
    try:
        catalogue, problems = read(data)
        if not problems:
            load(data)
    except DataError as error:
        problems = error.problems
    else:
        for warning in catalogue.warnings:
            _well_said(warning)
    for problem in problems:
        _well_said(problem)
    return problems


def _well_said(problem: Problem) -> None:
    said = str(problem)
    if odd := [c for c in said if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]:
        raise Fault(f"a message holds {odd[0]!r}: {said[:300]!r}")
    if len(said) - len(problem.file) > LONGEST:
        raise Fault(f"a message has {len(said)} characters: {said[:300]!r}")
    if not problem.what or not problem.todo:
        raise Fault(f"a message doesn't say what to do: {said!r}")


def make(data: Path, index: Path) -> None:
    """Make pages, exports and the search index of sound data; Fault if one of them is not well made."""
    find = Finder(load(data), DAY)
    view = _view(find)
    published = Published(data)
    moves(find, published)
    made = list(pages(find))
    if twice := [page.address.path for page in made if [p.address for p in made].count(page.address) > 1]:
        raise Fault(f"two pages have the address {twice[0]}")
    for page in [*made, *gone_pages(published)]:
        _well_made(page.address, _markdown(view, page.address.source, page.macro, page.arguments))
        structured(find, page.address, page.trail, page)
        take_along(find, page.address, page.record)
    for template in SHOWN:
        _well_made(Address.of_source("thu.md"), _markdown(view, "thu.md", "show", (template,)))
    for export in EXPORTS:
        for address, made_by in export(find):
            _readable(address, made_by())
    write_index(portioned(documents(find)), kinds(), abbreviations(find), index)


def _markdown(view: View, source: str, macro: str, arguments: tuple[Any, ...]) -> str:
    page = view.page(source)
    return str(MACROS[macro](page, *arguments)) + page.sources_section()


def _well_made(address: Address, markdown: str) -> None:
    ids = Counter(re.findall(r'<[^<>]* id="([^"]*)"', markdown))
    if twice := [name for name, times in ids.items() if times > 1]:
        raise Fault(f"the id {twice[0]} stands twice on {address.path}")


def _readable(address: Address, content: str | bytes) -> None:
    try:
        if address.path.endswith(".xml"):
            ElementTree.fromstring(content)
        elif address.path.endswith(("json", ".geojson")):
            json.loads(content)
    except ValueError as error:
        raise Fault(f"{address.path} can't be read: {error}") from error
    except ElementTree.ParseError as error:
        raise Fault(f"{address.path} can't be read: {error}") from error


# Many, in processes of their own


class TooLong(BaseException):
    """A folder took more than its share of the processor."""


@contextmanager
def bounded(seconds: float) -> Any:
    """Within it, TooLong after so many seconds of processor time."""

    def stop(*_: Any) -> None:
        raise TooLong(f"more than {seconds:g} s")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def worker(number: int, count: int, skip: int, top: Path) -> None:
    """Try the folders of one block, from number `skip` on, and tell of each in a line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    tried = 0

    def say(**told: Any) -> None:
        print(json.dumps(told), flush=True)

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(folders())
    def run(folder: Folder) -> None:
        nonlocal tried
        tried += 1
        if tried <= skip or tried > count:
            return
        say(began=tried, ways=folder.ways)
        started = time.process_time()
        fault = outcome = ""
        try:
            with bounded(SECONDS):
                outcome = attack(folder, top)
        except (Exception, TooLong) as error:  # noqa: BLE001 - whatever it is, it is what we look for
            fault = _told(error)
            kept = top.with_name(f"fault-{number}-{tried}")
            shutil.rmtree(kept, ignore_errors=True)
            lay(folder, kept)
        say(ended=tried, outcome=outcome, fault=fault, seconds=time.process_time() - started)

    run()


def _told(error: BaseException) -> str:
    """A fault, and the last place of ours that it came through."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/macros/" in f.filename]
    at = f" at {Path(frames[-1].filename).relative_to(ROOT).as_posix()}, {frames[-1].name}" if frames else ""
    text = re.sub(r"\d+", "…", str(error))[:120] if isinstance(error, Fault) else str(error)[:120]
    return f"{type(error).__name__}{at}: {text}"


class Tally:
    """What was tried and what came of it."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.ways: dict[str, Counter[str]] = {}
        self.faults: dict[str, list[str]] = {}
        self.slowest = 0.0

    def add(self, ways: list[str], outcome: str, fault: str, seconds: float, name: str) -> None:
        result = "FAULT" if fault else outcome
        self.outcomes[result] += 1
        for way in ways or ["made up of fields alone"]:
            self.ways.setdefault(way, Counter())[result] += 1
        self.slowest = max(self.slowest, seconds)
        if fault:
            key = re.sub(r": .*", "", fault) if not fault.startswith("Fault") else fault
            self.faults.setdefault(key, []).append(f"{name}: {fault}")

    def table(self) -> str:
        heads = ["published", "refused, rest published", "refused", "FAULT"]
        rows = [["What was done to a file", "tried", *heads]]
        rows += [
            [way, str(held.total()), *(str(held[head]) for head in heads)] for way, held in sorted(self.ways.items())
        ]
        rows += [["all folders", str(self.outcomes.total()), *(str(self.outcomes[head]) for head in heads)]]
        rows.insert(1, ["---", *["--:"] * (len(heads) + 1)])
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def block(number: int, count: int, top: Path, tally: Tally) -> None:
    """Have workers try the folders of a block; where one dies or hangs, the next goes on after it."""
    done = 0
    while done < count:
        command = [
            sys.executable,
            "-m",
            "tests.attack",
            "--worker",
            str(number),
            str(count),
            str(done),
            str(top / f"work-{number}"),
        ]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        ) as running:
            last = [time.monotonic()]
            watch = threading.Thread(target=_watch, args=(running, last), daemon=True)
            watch.start()
            began: dict[str, Any] = {}
            assert running.stdout and running.stderr
            for line in running.stdout:
                last[0] = time.monotonic()
                told = json.loads(line)
                if "began" in told:
                    began = told
                    continue
                done = told["ended"]
                tally.add(began["ways"], told["outcome"], told["fault"], told["seconds"], f"fault-{number}-{done}")
                began = {}
            status = running.wait()
        if began:
            done = began["began"]
            tally.add(began["ways"], "", f"the interpreter ended with {status}", 0, f"{number}-{done}")
        elif status or done < count:
            raise SystemExit(
                f"worker {number} ended with {status} after {done}: {running.stderr.read() if not running.stderr.closed else ''}"
            )


def _watch(running: "subprocess.Popen[str]", last: list[float]) -> None:
    while running.poll() is None:
        if time.monotonic() - last[0] > PATIENCE:
            running.kill()
        time.sleep(1)


def main() -> int:
    """Try as many folders as asked for, and print a table."""
    parser = argparse.ArgumentParser(prog="tests.attack", description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    options = parser.parse_args()
    top, tally, started = Path(tempfile.mkdtemp(prefix="attack-")), Tally(), time.monotonic()
    for start in range(0, options.count, BLOCK):
        block(options.seed + start // BLOCK, min(BLOCK, options.count - start), top, tally)
        print(
            f"{start + BLOCK} tried, {tally.outcomes['FAULT']} faults, {time.monotonic() - started:.0f} s",
            file=sys.stderr,
            flush=True,
        )
    print(tally.table())
    print(
        f"\nSlowest folder: {tally.slowest:.1f} s of processor time (at most {SECONDS}); memory at most {MEMORY >> 20} MB."
    )
    for fault, cases in sorted(tally.faults.items(), key=lambda item: -len(item[1])):
        print(f"\n{len(cases)} × {fault}\n    {cases[0]}")
    if tally.faults:
        print(f"\nThe folders that failed are kept in {top}")
    else:
        shutil.rmtree(top)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        numbers = [int(argument) for argument in sys.argv[2:5]]
        worker(numbers[0], numbers[1], numbers[2], Path(sys.argv[5]))
        sys.exit(0)
    sys.exit(main())
