"""What is kept in files of its own is found as it was put there, or not at all, and does not grow without end."""

import os
from pathlib import Path

import pytest

from macros.catalogue import Finder
from macros.files import checked
from macros.files.checked import keep, kept, sweep
from macros.files.kept import digest
from macros.load import load
from macros.publish import enclosed as enclosing
from macros.publish.enclosed import enclose, enclosed
from macros.publish.left import Left
from tests.conftest import DAY, SAMPLE
from tests.test_kept import half_written


def test_what_was_kept_is_found_and_what_was_not_is_not(tmp_path):
    assert kept(tmp_path / "a/x") is None
    for content in (b"", b"one", b"two"):
        keep(tmp_path / "a/x", content)
        assert kept(tmp_path / "a/x") == content
    assert os.listdir(tmp_path / "a") == ["x"]


@pytest.mark.parametrize("at", [0, 15, 16, 17, -1])
def test_what_is_damaged_or_of_another_name_is_not_found(at, tmp_path):
    keep(tmp_path / "x", b"content")
    whole = (tmp_path / "x").read_bytes()
    (tmp_path / "y").write_bytes(whole)
    damaged = bytearray(whole)
    damaged[at] ^= 1
    for content in (bytes(damaged), whole[:at], b"", b"content"):
        (tmp_path / "x").write_bytes(content)
        assert kept(tmp_path / "x") is None
    assert kept(tmp_path / "y") is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "a").touch()
    keep(tmp_path / "a/x", b"content")
    assert kept(tmp_path / "a/x") is None


def test_a_full_disk_keeps_no_half_of_it(tmp_path, monkeypatch):
    keep(tmp_path / "x", b"before")
    monkeypatch.setattr(Path, "write_bytes", half_written)
    keep(tmp_path / "x", b"content")
    assert os.listdir(tmp_path) == ["x"] and kept(tmp_path / "x") == b"before"


def test_what_was_told_of_a_file_goes_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(checked, "_FEW", 0)
    stores = tmp_path / "stores"
    find = Finder(load(SAMPLE, stores=stores), DAY)
    used = {f"{digest(str(find.file(name))).hex()}.json" for name in enclosed(find)}
    for number in range(len(used) + 9):
        keep(stores / "media" / f"{number}.json", b"")
    enclose(find, tmp_path / "site", Left(None, None))
    left = {*os.listdir(stores / "media")}
    assert used <= left and len(left - used) == len(used) > 1


def test_a_picture_that_other_code_made_is_not_taken_over(tmp_path, monkeypatch):
    find = Finder(load(SAMPLE), DAY)
    asked = []

    class Noting(Left):
        def put(self, path, told, building):
            asked.append((path, told))
            return True

    enclose(find, tmp_path, Noting(None, None))
    before = dict(asked)
    monkeypatch.setattr(enclosing, "made_by", lambda: b"another")
    enclose(find, tmp_path, Noting(None, None))
    changed = {path for path, told in asked if before[path] != told}
    assert changed == {path for path in before if path.startswith("anh/")} != before.keys()


def test_of_what_is_not_used_the_newest_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(checked, "_FEW", 3)
    for number in range(9):
        keep(tmp_path / str(number), b"")
        os.utime(tmp_path / str(number), (number, number))
    sweep(tmp_path, ["0", "1", "2", "3", "4"])
    assert len(os.listdir(tmp_path)) == 9  # no more than is used
    sweep(tmp_path, ["0", "1"])
    assert sorted(os.listdir(tmp_path)) == ["0", "1", "6", "7", "8"]
    sweep(tmp_path / "none", [])
