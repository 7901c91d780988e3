"""What the tests cost: processor seconds of each, of all processes that it starts, browsers and servers too.

    .venv/bin/python -m pytest --processor-time 30      # the dearest, by test, by test function and by module

What a fixture takes counts to the test that asked for it first. It is more than the shell's `time` says, which never hears of
what the helpers of a browser took (half of all before the tests were made cheaper). Linux alone tells what a process
that still runs has taken; elsewhere that counts once it has ended.
"""

import os
import resource
import time
from collections import Counter
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def seconds() -> float:
    """Processor seconds of this process, of all that it started, and of what those started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + _running()


def _running() -> float:
    """Of our descendants that have not ended, and of theirs that have."""
    children: dict[int, list[tuple[int, float]]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        taken = sum(map(int, said[11:15])) / TICK
        children.setdefault(int(said[1]), []).append((int(stat.parent.name), taken))
    found, behind = 0.0, [os.getpid()]
    while behind:
        for child, taken in children.get(behind.pop(), ()):
            found += taken
            behind.append(child)
    return found


class ProcessorTime:
    """A plugin that adds up what each test takes, and says which are the dearest."""

    def __init__(self, dearest: int) -> None:
        self.dearest = dearest
        self.taken: Counter[str] = Counter()
        self.last = 0.0

    def pytest_collection_finish(self):
        self._count("(starting and collecting)")

    def pytest_runtest_logfinish(self, nodeid):
        self._count(nodeid)

    def _count(self, name: str) -> None:
        before = time.process_time()
        now = seconds()
        # Less than before: a browser has ended whose helpers nobody waited for, so that no parent has their time.
        self.taken[name] += max(now - self.last, 0)
        self.last = now + time.process_time() - before  # looking is no part of it

    def pytest_terminal_summary(self, terminalreporter):
        total = sum(self.taken.values())
        terminalreporter.section(f"processor seconds: {total:.1f}")
        whole = {"test": lambda name: name, "function": lambda name: name.partition("[")[0]}
        whole["module"] = lambda name: name.partition("::")[0]
        for kind, group in whole.items():
            groups, counts = Counter(), Counter()
            for name, taken in self.taken.items():
                groups[group(name)] += taken
                counts[group(name)] += 1
            terminalreporter.line(f"by {kind}")
            for name, taken in groups.most_common(self.dearest):
                terminalreporter.line(f"{taken:8.2f} {counts[name]:5} {name}")
