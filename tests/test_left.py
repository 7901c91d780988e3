"""A file that a site is to hold again is taken over from the last one only if nobody has touched it."""

import os

import pytest

from macros.files.kept import digest
from macros.publish import mark
from macros.publish.left import Left, sealed
from macros.unchanged import _state

HELD = digest("held")


def begun(folder):
    (folder / "a").mkdir(parents=True)
    mark.write(folder, ())
    return folder


@pytest.fixture
def left(tmp_path):
    """A site that a build has left, and the next one, not yet in its place."""
    site, building = tmp_path / "site", tmp_path / "building"
    for folder in (site, building):
        begun(folder)
    (site / "a/x.html").write_bytes(b"held")
    os.utime(site / "a/x.html", (1, 1))  # so that whatever is written in this moment has another time
    last = Left(site, tmp_path / "stores")
    assert not last.put("a/x.html", HELD, building)  # nothing is known yet
    last.save(["a/x.html"])
    return site, building, Left(site, tmp_path / "stores")


def rewritten(file):
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)


def linked(file):
    file.rename(file.with_name("y"))
    file.symlink_to("y")


def test_a_file_that_is_as_it_was_is_taken_over(left):
    site, building, now = left
    assert now.put("a/x.html", HELD, building)
    assert now.taken == {"a/x.html"}
    assert now.at("a/x.html", building) == site / "a/x.html"
    assert now.at("a/y.html", building) == building / "a/y.html"


@pytest.mark.parametrize(
    "touch",
    [
        lambda file: file.write_bytes(b"HELD"),
        lambda file: file.write_bytes(b""),
        lambda file: file.unlink(),
        lambda file: file.chmod(0o600),
        rewritten,
        linked,
    ],
)
def test_one_that_was_touched_is_not_taken_over(touch, left):
    site, building, now = left
    touch(site / "a/x.html")
    assert not now.put("a/x.html", HELD, building)
    assert not now.taken
    assert now.at("a/x.html", building).parent.is_dir()


def test_one_with_other_rights_than_new_files_have_is_not_taken_over(left):
    _, building, now = left
    (building / mark.NAME).chmod(0o640)
    assert not now.put("a/x.html", HELD, building)


@pytest.mark.parametrize("linked", [False, True])
def test_one_that_is_written_into_while_it_is_taken_over_is_not_known_for_what_it_was(linked, left, tmp_path):
    site, building, now = left
    assert now.put("a/x.html", HELD, building)
    now.is_linked_anew = linked
    (site / "a/x.html").write_bytes(b"HELD")
    now.save(now.taken)
    assert sealed(site, tmp_path / "stores") != _state(site)
    assert not Left(site, tmp_path / "stores").put("a/x.html", HELD, begun(tmp_path / "last"))


def test_one_that_is_made_anew_after_all_is_not_taken_over(left):
    """Of a page it may be noticed late that it can't be."""
    _, building, now = left
    assert now.put("a/x.html", HELD, building)
    now.hold("a/x.html", digest("else"))
    assert not now.taken


def test_nor_one_that_is_to_hold_something_else_or_lies_elsewhere(left, tmp_path):
    site, building, now = left
    assert not now.put("a/x.html", digest("else"), building)
    assert not now.put("a/y.html", HELD, building)
    other = tmp_path / "other"
    site.rename(other)
    assert not Left(other, tmp_path / "stores").put("a/x.html", HELD, building)


def test_where_a_file_has_one_name_alone_it_is_written(left, monkeypatch):
    def refused(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    _, building, now = left
    assert not now.put("a/x.html", HELD, building)


def test_what_is_not_to_be_there_any_more_is_not_known_for_long(left, tmp_path):
    site, building, now = left
    now.save(["b.html"])
    assert not Left(site, tmp_path / "stores").put("a/x.html", HELD, building)
