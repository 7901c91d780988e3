"""Measure how long building takes, beside other generators, and write the figures down for developers.

    python3 manage.py bench [--pages 1000 5000] [--rounds 3] [--peers] [--out docs/developers/speed.md]

Each contestant makes a made-up country of that size, one after another, round after round; what is told is the median of
processor seconds (of all its processes) and of seconds by the clock, the most memory that one of them took, and how large the site is.
`--peers` fetches Zensical, Hugo and Eleventy and measures them too. Wants a quiet machine with POSIX's `wait4`.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from macros.catalogue import Finder
from macros.files.kept import folder_for
from macros.language.clock import today
from macros.load import load
from tests.bench.country import Country
from tests.bench.peers import ROOT, SAME_PAGES, STOCK, Peer, fetched, plain_pages
from tests.bench.plot import plot

TOOLS = ROOT / ".cache" / "bench"
OUT = ROOT / "docs" / "developers" / "speed.md"
OURS = "ours"
ALWAYS = STOCK, SAME_PAGES  # those that all else is told beside
FULL, EDIT, SAME, CHECK = "full build", "one edit, new process", "nothing changed", "check after an edit"
FIRST_CHECK = "first check, after builds"
PREVIEW = "one edit, preview until served"
LIVE = "unsaved event: its page, and what is wrong"
RATIOS = (
    (OURS, FULL, SAME_PAGES.name, FULL),
    (OURS, FULL, STOCK.name, FULL),
    (OURS, EDIT, "Hugo, the same pages", FULL),
    (OURS, EDIT, "Hugo", FULL),
    (OURS, PREVIEW, "Hugo, the same pages", PREVIEW),
    (OURS, PREVIEW, "Hugo", PREVIEW),
    (OURS, CHECK, OURS, FULL),
    (OURS, FIRST_CHECK, OURS, FULL),
)
"""What is told of what: who, which task; of whose, which task."""


@dataclass(frozen=True)
class Run:
    """What one command took: processor seconds, megabytes of memory, and seconds by the clock."""

    seconds: float
    megabytes: float
    clock: float


@dataclass(frozen=True)
class Made:
    """What a full build made: pages, and megabytes of all files."""

    pages: int
    megabytes: float


def made_in(site: Path) -> Made:
    files = [file for file in site.rglob("*") if file.is_file()]
    return Made(sum(file.suffix == ".html" for file in files), sum(file.stat().st_size for file in files) / 1e6)


def run(command: tuple[str, ...], folder: Path) -> Run:
    """Run a command to its end; RuntimeError with what it said if it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env={**environment, "PYTHONPATH": str(ROOT)}, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        taken = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode(errors='replace')[-2000:]}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes
    return Run(used.ru_utime + used.ru_stime, kilobytes / 1024, taken)


def _idle(process: int) -> bool:
    """Whether a process of Linux does nothing for a while."""

    def ticks() -> list[str]:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]

    before = ticks()
    time.sleep(0.5)
    now = ticks()
    return sum(map(int, now)) - sum(map(int, before)) < 5


def peer_page(content: Path, event: str) -> Path:
    """The page of an event that a peer has: a file, or the only one in a folder of its own."""
    return next(file for name in (f"{event}.md", f"{event}/_index.md") if (file := content / "su-kien" / name).exists())


def _shown(page: str) -> str:
    """What a preview shows; nothing if it wrote the page anew while it was being read."""
    with suppress(HTTPException), urllib.request.urlopen(page) as served:
        return str(served.read().decode())
    return ""


class Contest:
    """Everybody's project of one size, in a folder of its own, and what their runs took by (contestant, task)."""

    def __init__(self, size: int, folder: Path, peers: list[Peer]):
        self.runs: dict[tuple[str, str], list[Run]] = defaultdict(list)
        self._folder = folder
        self._data = folder / "data"
        Country(size, self._data)
        find = Finder(load(self._data), today())
        pages = plain_pages(find)
        for peer in peers:
            peer.lay_out(folder / peer.name, self._data, pages)
        self._peers = peers
        self._edited = find.events()[0].file
        self._edits = 0
        self.made: dict[str, Made] = {}

    def round(self) -> None:
        """Let each do its tasks once."""
        site = self._folder / "site"
        ours = (sys.executable, "-P", "-m", "macros")
        there = ("--data", str(self._data))
        build, check = (*ours, "build", *there, "--site-dir", str(site)), (*ours, "check", *there)
        shutil.rmtree(folder_for(self._data))
        self._measure(OURS, FULL, lambda: run(build, ROOT))
        self.made[OURS] = made_in(site)
        self._measure(OURS, SAME, lambda: run(build, ROOT))
        self._edit()
        self._measure(OURS, EDIT, lambda: run(build, ROOT))
        self._measure(OURS, FIRST_CHECK, lambda: run(check, ROOT))
        self._edit()
        self._measure(OURS, CHECK, lambda: run(check, ROOT))
        self._measure(OURS, PREVIEW, self._previewed)
        self._measure(OURS, LIVE, self._live)
        for peer in self._peers:
            self._measure(peer.name, FULL, lambda peer=peer: run(peer.command, self._folder / peer.name))
            self.made[peer.name] = made_in(self._folder / peer.name / peer.site)
            if peer.serve:
                self._measure(peer.name, PREVIEW, lambda peer=peer: self._peer_previewed(peer))

    def _edit(self) -> str:
        """Change the place of an event; return the word that is new in it."""
        self._edits += 1
        text = self._edited.read_text(encoding="utf-8")
        word = f"Sân số {self._edits}"
        self._edited.write_text(re.sub("^place: .*$", f"place: {word}", text, flags=re.MULTILINE), encoding="utf-8")
        return word

    def _previewed(self) -> Run:
        command = (sys.executable, "-u", "-P", "-m", "macros", "preview", "--data", str(self._data))
        return self._served(command, ROOT, self._edit)

    def _peer_previewed(self, peer: Peer) -> Run:
        folder = self._folder / peer.name
        page = peer_page(folder / "content", self._edited.stem)

        def edit() -> str:
            self._edits += 1
            word = f"Sân số {self._edits}"
            with page.open("a", encoding="utf-8") as text:
                text.write(f"\n{word}\n")
            return word

        return self._served(peer.serve, folder, edit)

    def _served(self, command: tuple[str, ...], folder: Path, edit: Callable[[], str]) -> Run:
        """Seconds by the clock from an edit until the page shows it, in a preview that has made the whole site before: the median of five."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        try:
            assert process.stdout
            top = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
            page = f"{top}su-kien/{self._edited.stem}/"
            while not _idle(process.pid):
                time.sleep(1)
            taken = []
            for _ in range(5):
                word, begun = edit(), time.monotonic()
                while word not in _shown(page):
                    time.sleep(0.005)
                taken.append(time.monotonic() - begun)
                while not _idle(process.pid):
                    time.sleep(0.2)
            return Run(statistics.median(taken), 0, statistics.median(taken))
        finally:
            process.terminate()
            process.communicate()

    def _live(self) -> Run:
        """Seconds of the processor for what a desk makes after each pause in typing."""
        command = (sys.executable, "-P", "-m", "tests.bench.live", str(self._data))
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
        return Run(taken := float(told.split()[-2]), 0, taken)

    def _measure(self, name: str, task: str, measured: Callable[[], Run]) -> None:
        self.runs[name, task].append(taken := measured())
        print(
            f"{name}, {task}: {_told(taken.seconds)} s, {_told(taken.clock)} by the clock, {taken.megabytes:.0f} MB",
            flush=True,
        )

    def seconds(self, name: str, task: str) -> float:
        return statistics.median(one.seconds for one in self.runs[name, task])

    def clock(self, name: str, task: str) -> float:
        return statistics.median(one.clock for one in self.runs[name, task])

    def megabytes(self, name: str, task: str) -> float:
        return max(one.megabytes for one in self.runs[name, task])


def _told(seconds: float) -> str:
    """Seconds, those of a short while with one more figure, as ratios are made of them."""
    return f"{seconds:.{2 if seconds < 1 else 1}f}"


def table(contests: list[Contest], rounds: int) -> str:
    """The figures as Markdown."""
    machine = f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    lines = [
        "# How long building takes",
        "",
        f"Measured by `python3 manage.py bench` on {machine}; medians of {rounds}, one after another in one run. Seconds are of the",
        "processor, of all processes of a command; those of the preview of the clock. `×` is of the full build by stock MkDocs (Material, search, macros; one process),",
        "by the processor and by the clock: of plain pages of the same records, which are half as long, and of the same pages as ours. What a peer's pages lack",
        "stands in `tests/bench/peers.py`. No page of the site.",
        "",
        "| pages | who | task | seconds | by the clock | × stock, plain pages | × stock, the same pages | MB of memory | MB of site | ms a page |",
        "|--:|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for contest in contests:
        for name, task in contest.runs:
            seconds, clock, made = contest.seconds(name, task), contest.clock(name, task), contest.made[name]
            times = " | ".join(
                f"{seconds / contest.seconds(peer.name, FULL):.2f}, {clock / contest.clock(peer.name, FULL):.2f}"
                for peer in ALWAYS
            )
            lines.append(
                f"| {made.pages} | {name} | {task} | {_told(seconds)} | {_told(clock)} | {times} "
                f"| {contest.megabytes(name, task):.0f} | {made.megabytes:.0f} | {seconds / made.pages * 1000:.1f} |"
            )
    lines += ["", "| pages | what | of what | × by the processor | × by the clock |", "|--:|---|---|--:|--:|"]
    for contest in contests:
        for name, task, other, its in RATIOS:
            if {(name, task), (other, its)} <= {*contest.runs}:
                seconds = contest.seconds(name, task) / contest.seconds(other, its)
                clock = contest.clock(name, task) / contest.clock(other, its)
                pages = contest.made[name].pages
                lines.append(f"| {pages} | {name}, {task} | {other}, {its} | {seconds:.3f} | {clock:.3f} |")
    return "\n".join([*lines, "", "![Processor seconds by pages](speed.svg)", ""])


def main() -> int:
    parser = argparse.ArgumentParser(prog="manage.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 5000], help="sizes of the made-up country")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--peers", action="store_true", help="fetch Zensical, Hugo and Eleventy, and measure them too")
    parser.add_argument("--out", type=Path, default=OUT, help="where the table goes; the plot lies beside it")
    options = parser.parse_args()
    peers = [*ALWAYS, *(fetched(TOOLS) if options.peers else ())]
    with tempfile.TemporaryDirectory() as folder:
        contests = [Contest(size, Path(folder) / str(size), peers) for size in sorted(options.pages)]
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", flush=True)
            for contest in contests:
                contest.round()
        text = table(contests, options.rounds)
        lines = {
            f"{name}, {task}": [(one.made[name].pages, one.seconds(name, task)) for one in contests]
            for name, task in contests[0].runs
        }
    options.out.write_text(text, encoding="utf-8")
    options.out.with_name("speed.svg").write_text(plot(lines, "pages", "processor seconds"), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
