"""A command ends without taking apart what it has in memory, and nothing of what it said or has still to do is lost."""

import subprocess
import sys

import pytest

from macros.workers import FORKING
from tests.conftest import ROOT

PROGRAM = """
import atexit, importlib.metadata, os, runpy, sys
from macros import commands

class Held:
    def __del__(self, write=os.write):
        write(1, b"taken apart")

def main():
    sys.held = Held()
    atexit.register(print, "done behind it")
    assert {*importlib.metadata.entry_points(group="markdown.extensions")} == {*asked(group="markdown.extensions")} != set()
    looked = []
    importlib.metadata.distributions = lambda: looked.append(1) or []
    importlib.metadata.entry_points(group="mkdocs.plugins")
    assert not looked
    print("said")
    return STATUS

asked, commands.main = importlib.metadata.entry_points, main
runpy.run_module("macros", run_name="__main__")
"""


def ended(program):
    return subprocess.run([sys.executable, "-c", program], check=False, cwd=ROOT, capture_output=True, text=True)


def test_what_was_said_and_is_still_to_do_is_not_lost():
    for status in (0, 1, 130):
        end = ended(PROGRAM.replace("STATUS", str(status)))
        assert (end.returncode, end.stdout, end.stderr) == (status, "said\ndone behind it\n", "")


def test_an_error_that_nobody_holds_is_told_as_ever():
    end = ended(PROGRAM.replace("return STATUS", "1 / 0"))
    assert end.returncode == 1 and "ZeroDivisionError" in end.stderr and "done behind it" in end.stdout


def test_whoever_stops_a_command_before_it_has_begun_sees_no_traceback():
    end = ended(PROGRAM.replace("return STATUS", "raise KeyboardInterrupt"))
    assert (end.returncode, end.stderr) == (130, "") and "Đã dừng." in end.stdout


STOPPED = """
import multiprocessing, os, signal, sys, time
from macros.mishap import guarded

def run():
    MEANWHILE
    time.sleep(30)

def stop():
    os.kill(os.getpid(), signal.SIGINT)
    os.getpid()

if __name__ == "__main__":
    sys.path.insert(0, FOLDER)
    sys.exit(guarded(run))
"""
MEANWHILE = {
    "imports": "import half_imported",
    "forks": "os.register_at_fork(before=stop); multiprocessing.get_context('fork').Process(target=int).start()",
}
HALF_IMPORTED = """
import os, signal
try:
    os.kill(os.getpid(), signal.SIGINT)
    os.getpid()
except KeyboardInterrupt:
    raise ImportError("a part of it is missing") from None
"""


@pytest.mark.skipif(not FORKING, reason="elsewhere there is no fork, and Ctrl+C goes to all that one window holds")
@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
def test_who_stops_a_command_is_told_so_and_of_no_mistake(meanwhile, tmp_path):
    """While it imports numpy, that takes the interruption for a part of its own that is missing; in a fork Python prints it, and goes on."""
    (tmp_path / "half_imported.py").write_text(HALF_IMPORTED, encoding="utf-8")
    end = ended(STOPPED.replace("FOLDER", repr(str(tmp_path))).replace("MEANWHILE", meanwhile))
    assert (end.returncode, end.stdout, end.stderr) == (130, "\nĐã dừng.\n", "")
