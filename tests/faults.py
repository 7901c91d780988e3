"""Builds killed at random moments: the site is then whole, what stays in it is there, and the next build works.

Run it with `.venv/bin/python -m tests.faults 60`, and change no file of the project meanwhile.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT, SAMPLE, TODAY

STAYS = {"CNAME": b"vi-du.example", ".well-known/x/security.txt": b"Contact: x", ".git/HEAD": b"ref: refs/heads/trang"}
LATER = str(int(TODAY) + 400 * 86_400)  # a day on which another site is built of the same data


def killed(folder: Path, times: int, seed: int) -> list[str]:
    """Kill `times` builds at random moments in `folder`; return what was wrong after each."""
    chance, site = random.Random(seed), folder / "site"
    wanted, took = {}, 0.0
    for day in (LATER, TODAY):
        started = time.monotonic()
        assert _run(site, day).wait() == 0
        took = time.monotonic() - started
        wanted[day] = _contents(site)
    assert wanted[TODAY] != wanted[LATER]
    for name, text in STAYS.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(text)
    faults = []
    number = 0
    while number < times:
        day = chance.choice((TODAY, LATER))
        running = _run(site, day)
        # Most of the danger lies in the last tenth, where folders change places.
        time.sleep(took * (chance.uniform(0, 1.1) if number % 2 else chance.uniform(0.85, 1.05)))
        running.send_signal(signal.SIGKILL)
        if running.wait() != -signal.SIGKILL:  # it had ended by itself, and counts for nothing
            took *= 0.95
            continue
        took *= 1.01  # so that the moments reach the end again when the machine gets slower
        faults += [f"kill {number}: {fault}" for fault in _faults(folder, site, list(wanted.values()))]
        if number % 10 == 9 or number == times - 1:
            if _run(site, day).wait():
                faults.append(f"kill {number}: the next build fails")
            elif _contents(site) != {**wanted[day], **STAYS}:
                faults.append(f"kill {number}: the next build makes another site")
            elif os.listdir(folder) != ["site"]:
                faults.append(f"kill {number}: the next build leaves {os.listdir(folder)}")
        number += 1
    return faults


def _faults(folder: Path, site: Path, whole: list[dict[str, bytes]]) -> list[str]:
    last = folder / ".site.last"
    there = _contents(site if site.exists() else last)  # between two renames the next build puts the last one back
    stays = {name: text for name, text in {**_contents(last), **there}.items() if name in STAYS}
    pages = {name: text for name, text in there.items() if name not in STAYS}
    return ["the site is torn"] * (pages not in whole) + ["something that stays is lost"] * (stays != STAYS)


def _run(site: Path, day: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "macros", "build", "--data", str(SAMPLE), "--site-dir", str(site)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": day},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def main() -> int:
    """Print what was tried and what held; the exit status is 1 if something didn't."""
    times, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        faults = killed(Path(folder), times, seed)
    print(f"{times} builds killed (seed {seed}): {len(faults)} faults", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
