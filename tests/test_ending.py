"""A command ends without taking apart what it has in memory, and nothing of what it said or has still to do is lost."""

import subprocess
import sys

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
