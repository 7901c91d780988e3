"""What writes, killed at random moments: all is then whole, nothing is lost, and the next run works.

Builds (that note addresses in the list of published ones), previews, `new`, `start`, the writer of records and the list of published
addresses are killed with SIGKILL; a run that had ended by itself counts for nothing. Run it with

    .venv/bin/python -m tests.faults 200 [SEED]

and change no file of the project meanwhile. Most kills are of small writers, whose danger lies in single steps.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.addresses.published import FILE, Published
from macros.commands import main as command
from macros.files.reader import read_record
from macros.files.writer import write
from macros.load import read
from macros.records import Model, Source
from macros.staff.creating import create
from macros.staff.start import start
from tests.conftest import SAMPLE, TODAY
from tests.ready import PROCESSES

STAYS = {"CNAME": b"vi-du.example", ".well-known/x/security.txt": b"Contact: x", ".git/HEAD": b"ref: refs/heads/trang"}
LATER = str(int(TODAY) + 2_200 * 86_400)  # when what was to come is past: a site of the same data that differs
READY = ".ready"


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# Builds


def _build(site: Path, data: Path, day: str) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = day
    _be_silent()
    sys.exit(command(["build", "--data", str(data), "--site-dir", str(site), "--record"]))


def builds(folder: Path, times: int, chance: random.Random) -> list[str]:
    """Kill `times` builds at random moments in `folder`; return what was wrong after each."""
    site, data = folder / "site", folder.with_name(f"{folder.name}-data")
    shutil.copytree(SAMPLE, data)
    wanted, took = {}, 0.0
    for day in (LATER, TODAY):
        started = time.monotonic()
        assert _ended(_run(_build, site, data, day)) == 0
        took = time.monotonic() - started
        wanted[day] = _contents(site)
    assert wanted[TODAY] != wanted[LATER]
    listed = _contents(data)
    for name, text in STAYS.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(text)
    faults = []
    number = 0
    while number < times:
        day = chance.choice((TODAY, LATER))
        if number % 2:
            (data / FILE).unlink(missing_ok=True)  # so that the list is written again
        running = _run(_build, site, data, day)
        # Most of the danger lies in the last tenth, where folders change places.
        time.sleep(took * (chance.uniform(0, 1.1) if number % 2 else chance.uniform(0.85, 1.05)))
        running.kill()
        if _ended(running) != -signal.SIGKILL:  # it had ended by itself, and counts for nothing
            took *= 0.95
            continue
        took *= 1.01  # so that the moments reach the end again when the machine gets slower
        faults += [f"build {number}: {fault}" for fault in _torn(folder, site, list(wanted.values()))]
        if (data / FILE).exists() and (data / FILE).read_bytes() != listed[FILE]:
            faults.append(f"build {number}: the list of published addresses is torn")
        if number % 10 == 9 or number == times - 1:
            if _ended(_run(_build, site, data, day)):
                faults.append(f"build {number}: the next build fails")
            elif _contents(site) != {**wanted[day], **STAYS}:
                faults.append(f"build {number}: the next build makes another site")
            elif not {*os.listdir(folder)} <= {"site", ".site.spare"}:
                faults.append(f"build {number}: the next build leaves {os.listdir(folder)}")
        number += 1
    return faults + [f"builds: {fault}" for fault in _readable(data, listed)]


def _torn(folder: Path, site: Path, whole: list[dict[str, bytes]]) -> list[str]:
    last = folder / ".site.last"
    there = _contents(site if site.exists() else last)  # between two renames the next build puts the last one back
    stays = {name: text for name, text in {**_contents(last), **there}.items() if name in STAYS}
    pages = {name: text for name, text in there.items() if name not in STAYS}
    return ["the site is torn"] * (pages not in whole) + ["something that stays is lost"] * (stays != STAYS)


# Previews


def _preview(data: Path, top: Path) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = TODAY
    tempfile.tempdir = str(top)
    _be_silent()
    sys.exit(command(["preview", "--data", str(data)]))


def previews(folder: Path, times: int, chance: random.Random) -> list[str]:
    """Kill previews; they write nothing but a folder of their own."""
    data, top = Path(shutil.copytree(SAMPLE, folder / "data")), folder / "tmp"
    top.mkdir()
    faults, before = [], _contents(data)
    for number in range(times):
        running = _run(_preview, data, top)
        time.sleep(chance.uniform(0.1, 6))
        running.kill()
        if _ended(running) != -signal.SIGKILL:
            faults.append(f"preview {number}: it had ended by itself")
        if _contents(data) != before or sorted(os.listdir(folder)) != ["data", "tmp"]:
            faults.append(f"preview {number}: it wrote into the data folder or beside it")
    return faults


# Small writers, each of which writes again and again until it is killed


def _new(data: Path) -> None:
    for number in range(1_000_000):
        answers = iter(["Kế hoạch", "5", f"Nơi {number}", "2026-03-01", "", ""])
        create(Source, data, lambda _, answers=answers: next(answers), lambda _: None)
        (data / READY).touch()


def _write(data: Path) -> None:
    file = data / "models/camera-nui.yml"
    model, _ = read_record(file, Model)
    assert model
    for number in range(1_000_000):
        write(file, model.model_copy(update={"name": f"Tên {number}" + "x" * (number % 400)}))
        write(data / f"models/moi-{number % 20}.yml", model.model_copy(update={"name": f"Mới {number}"}))
        (data / READY).touch()


def _list(data: Path) -> None:
    for number in range(1_000_000):
        Published(data).record([f"thu-{number}-{n}/index.html" for n in range(20)], writing=True)
        if number % 20 == 19:
            (data / FILE).unlink()
        (data / READY).touch()


def small(writer: Callable[[Path], None]) -> Callable[[Path, int, random.Random], list[str]]:
    """Kill a small writer; every file of the data folder is then whole, and the checker finds nothing to say."""

    def killed(folder: Path, times: int, chance: random.Random) -> list[str]:
        faults: list[str] = []
        data = Path(shutil.copytree(SAMPLE, folder / "data"))
        for number in range(times):
            running = _run(writer, data)
            started = time.monotonic()
            while not (data / READY).exists():  # it has written once
                assert running.is_alive() and time.monotonic() - started < 120, "the writer did not begin"
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.1))
            running.kill()
            if _ended(running) != -signal.SIGKILL:
                faults.append(f"{writer.__name__} {number}: it had ended by itself")
            (data / READY).unlink(missing_ok=True)
            faults += [f"{writer.__name__} {number}: {fault}" for fault in _readable(data, _contents(SAMPLE))]
            for file in data.glob("sources/ke-hoach*"):  # else the next one looks for a free name for long
                file.unlink()
        return faults

    return killed


def _readable(data: Path, before: dict[str, bytes]) -> Iterator[str]:
    for problem in read(data)[1]:
        yield f"{problem}"
    for name in before.keys() - _contents(data).keys() - {FILE}:
        yield f"{name} is lost"


# New sites


def _start(folder: Path) -> None:
    start({"place": "Tỉnh Mẫu", "source_title": "Danh mục mẫu"}, folder)


def starts(folder: Path, times: int, chance: random.Random) -> list[str]:
    """Kill `start` at random moments: its folder is then not there, or whole, and can be made."""
    faults, began = [], time.monotonic()
    assert _ended(_run(_start, folder / "xong")) == 0
    took, whole = time.monotonic() - began, _contents(folder / "xong")
    number = 0
    while number < times:
        made = folder / f"moi-{number}"
        running = _run(_start, made)
        time.sleep(took * chance.uniform(0, 1.1))
        running.kill()
        if _ended(running) != -signal.SIGKILL:
            shutil.rmtree(made)
            took *= 0.95
            continue
        if made.exists() and _contents(made) != whole:
            faults.append(f"start {number}: the folder is torn")
        elif not made.exists() and (_ended(_run(_start, made)) or _contents(made) != whole):
            faults.append(f"start {number}: the next start fails")
        number += 1
    return faults


KILLED: dict[str, tuple[Callable[[Path, int, random.Random], list[str]], int]] = {
    "build --record": (builds, 40),
    "preview": (previews, 20),
    "new": (small(_new), 50),
    "writer of records": (small(_write), 50),
    "list of published addresses": (small(_list), 30),
    "start": (starts, 10),
}
"""What is killed, by name: the function that does it, and how many of 200 kills are its share."""


def killed(folder: Path, times: dict[str, int], seed: int) -> list[str]:
    """Kill each so many times in folders of its own under `folder`; return what was wrong."""
    faults = []
    for name, count in times.items():
        own = folder / name.replace(" ", "-").strip("-")
        own.mkdir()
        faults += KILLED[name][0](own, count, random.Random(f"{name} {seed}"))
    return faults


def _run(target: Callable[..., None], *arguments: Any) -> Any:
    running = PROCESSES.Process(target=target, args=arguments)
    running.start()
    return running


def _ended(running: Any) -> int | None:
    running.join()
    status: int | None = running.exitcode
    running.close()
    return status


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)


def main(shares: Mapping[str, int], kill: Callable[[str, Path, int, int], list[str]]) -> int:
    """Print what was tried and what held; the exit status is 1 if something didn't. `shares` are what is killed, and how many of 200
    kills are its share; `kill` does so many in a folder, by a seed, and returns what was wrong."""
    whole, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 0
    faults = []
    print("| What was killed | kills | faults |\n| --- | --: | --: |")
    for name, share in shares.items():
        times = max(1, whole * share // 200)
        with tempfile.TemporaryDirectory() as folder:
            found = kill(name, Path(folder), times, seed)
        print(f"| {name} | {times} | {len(found)} |", flush=True)
        faults += found
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    from tests import faults as module  # so that runs find their functions by the name of the module

    sys.modules["__main__"].__spec__ = sys.modules["__main__"].__file__ = None  # and don't read it again
    shares = {name: share for name, (_, share) in KILLED.items()}
    sys.exit(main(shares, lambda name, top, times, seed: module.killed(top, {name: times}, seed)))
