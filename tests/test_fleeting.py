"""Folders for what a process makes to be looked at: they go with it, however it ends."""

import os
import subprocess
import sys
import tempfile

from macros.publish.fleeting import Fleeting
from tests.conftest import ROOT

_KILLED = """
import os, sys, tempfile
from macros.publish.fleeting import Fleeting
tempfile.tempdir = sys.argv[1]
made = Fleeting("xem-")
(made.folder / "page").touch()
os.kill(os.getpid(), 9)
"""


def age(folder):
    """Have all in a folder lie there for long."""
    for one in folder.iterdir():
        os.utime(one, (0, 0))


def test_what_a_process_left_behind_that_was_killed_the_next_one_deletes(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, check=False)
    (left,) = tmp_path.iterdir()
    assert (left / "site/page").exists()
    (tmp_path / "xem-khac" / "site").mkdir(parents=True)  # another program's
    with Fleeting("xem-") as begun:  # it may be one that has just begun
        assert left.exists()
        age(tmp_path)
        with Fleeting("xem-") as other:
            assert not left.exists()
            assert begun.folder.exists() and other.folder.exists()
    assert os.listdir(tmp_path) == ["xem-khac"]


def test_what_a_link_leads_to_stays(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "held").touch()
    (tmp_path / "temporary" / "xem-1").symlink_to(mine)
    os.utime(mine, (0, 0))
    with Fleeting("xem-"):
        assert (mine / "held").exists()
