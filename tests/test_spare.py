"""The second tree of names beside a site: an edit touches few names, and the tree is never trusted for what it isn't."""

import errno
import os
import random
import shutil
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.files.kept import digest
from macros.publish import mark, swap
from macros.publish.left import sealed
from macros.publish.place import Refused
from macros.publish.swap import Swap
from macros.unchanged import _state
from tests.trees import contents

ONE = {
    "index.html": "1",
    "a/index.html": "1",
    "a/x/index.html": "x",
    "b.txt": "b",
    "assets/s.css": "1",
    "c/d/e/f.txt": "f",
}
TWO = {**ONE, "index.html": "2", "a/index.html": "2", "moi/n.html": "n", "assets/s.css": "2"}
THREE = {**TWO, "a": "tệp", "b.txt/b": "b", "assets/s.css": "3"}
del TWO["c/d/e/f.txt"], THREE["a/index.html"], THREE["a/x/index.html"], THREE["b.txt"], THREE["c/d/e/f.txt"]
STAYS = {"CNAME": "vi-du.example", ".git/HEAD": "ref"}


@pytest.fixture
def top(tmp_path):
    (tmp_path / "project/data").mkdir(parents=True)
    return tmp_path


def begun(top):
    return Swap(top / "site", top / "project/data", top / "project", stores=top / "stores")


def fill(made, files):
    """What a build does: what the site had already is taken over, if that is known, and the rest written."""
    for path, text in files.items():
        if path.startswith("assets/") or not made.left.put(path, digest(text), made.building):
            (made.building / path).parent.mkdir(parents=True, exist_ok=True)
            (made.building / path).write_text(text, encoding="utf-8")


def publish(top, files):
    made = begun(top)
    try:
        fill(made, files)
        made.finish(files.keys())
        made.left.save(files.keys())
    finally:
        made.abandon()
    return made


def texts(folder, *beside):
    return {path: told.decode() for path, told in contents(folder).items() if path != mark.NAME and path not in beside}


def assert_whole(top, files):
    """The site has these files, and the other tree the same ones: of what is no longer in the site, nothing stays."""
    site, spare = top / "site", top / ".site.spare"
    assert texts(site, *STAYS) == files
    assert mark.read(site) == files.keys()
    assert contents(spare).keys() == files.keys() | {mark.NAME}
    for path in contents(spare):
        assert (spare / path).samefile(site / path)
    assert sealed(site, top / "stores") == _state(site)
    assert sorted(os.listdir(top)) == [".site.spare", "project", "site", "stores"]


@pytest.fixture
def edited(top):
    """A site that was built twice."""
    publish(top, ONE)
    for path, text in STAYS.items():
        (top / "site" / path).parent.mkdir(exist_ok=True)
        (top / "site" / path).write_text(text)
    publish(top, TWO)
    assert_whole(top, TWO)
    return top


def test_a_site_that_is_made_from_nothing_has_a_second_tree_already(top):
    publish(top, ONE)
    assert_whole(top, ONE)
    folder = (top / ".site.spare").stat().st_ino
    publish(top, TWO)
    assert (top / "site").stat().st_ino == folder


@pytest.mark.parametrize("refused", ["mkdir", "write", "link"])
def test_where_it_can_not_have_one_it_is_published_all_the_same(refused, top, monkeypatch):
    """A disk that is full when the site is in its place, or that knows no second names."""
    of = {"mkdir": (type(top), "mkdir"), "write": (mark, "write"), "link": (os, "link")}[refused]
    before = getattr(*of)

    def fails(at, *rest, **named):
        if refused == "link" or at.name == ".site.next":
            raise OSError(errno.ENOSPC, "No space left on device", str(at))
        return before(at, *rest, **named)

    monkeypatch.setattr(*of, fails)
    made = publish(top, ONE)
    assert not made.told and texts(top / "site") == ONE
    assert sorted(os.listdir(top)) == ["project", "site", "stores"]
    monkeypatch.undo()
    publish(top, TWO)
    assert_whole(top, TWO)


def test_what_no_later_build_will_know_of_has_one_tree(top):
    made = Swap(top / "site", top / "project/data", top / "project")
    fill(made, ONE)
    made.finish(ONE.keys())
    made.left.save(ONE.keys())
    made.abandon()
    assert sorted(os.listdir(top)) == ["project", "site"]


def test_an_edit_touches_only_what_changed(edited):
    site, spare = edited / "site", edited / ".site.spare"
    folder, file = spare.stat().st_ino, (site / "a/x/index.html").stat()
    publish(edited, {**TWO, "index.html": "3"})
    assert site.stat().st_ino == folder
    assert (site / "a/x/index.html").stat() == file
    assert_whole(edited, {**TWO, "index.html": "3"})
    assert texts(site) == {**TWO, "index.html": "3", **STAYS}


def test_the_trees_follow_whatever_comes(top):
    chance = random.Random(1)
    places = [f"{a}/{b}" for a in ("a", "a/b", "c", "d/e/f") for b in ("1", "2", "3")] + ["4", "5"]
    for number in range(40):
        files = {path: "xy"[chance.random() < 0.3] for path in places if chance.random() < 0.6}
        files |= {"index.html": str(number % 3), "giay-phep.txt": "", "assets/s": str(number)}
        publish(top, files)
        assert_whole(top, files)


class Killed(BaseException):
    pass


class Kill:
    """Ends a build before a change of a name, and nothing that it would do in the end is done."""

    def __init__(self, monkeypatch):
        self._left = 0
        self.told: list[str] = []
        for name in ("rename", "replace", "link", "unlink", "rmdir", "mkdir"):
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, of):
        def called(*arguments, **named):
            self._left -= 1
            if not self._left:
                raise Killed
            return of(*arguments, **named)

        return called

    def at(self, instant, top, files) -> bool:
        """Publish these, and end before the change of that number; whether there were so many."""
        made = begun(top)
        self._left = instant
        try:
            fill(made, files)
            made.finish(files.keys())
            made.left.save(files.keys())
            made.abandon()
        except Killed:
            made._lock.release()
            return True
        finally:
            self._left = 0
        self.told = made.told
        return False


@pytest.mark.parametrize("files", [ONE, THREE])
@pytest.mark.parametrize("is_known", [True, False])
def test_a_kill_at_any_instant_leaves_a_whole_site(files, is_known, top, monkeypatch):
    """Before each change of a name the build ends, and nothing that it would do in the end is done; of the site before, it is known what
    it holds, or nothing is."""
    killed = Kill(monkeypatch)
    publish(top, ONE)
    (top / "site/CNAME").write_text(STAYS["CNAME"])
    publish(top, TWO)
    for instant in count(1):
        if not is_known:
            shutil.rmtree(top / "stores")
        if not killed.at(instant, top, files):
            break
        site, last = top / "site", top / ".site.last"
        there = site if site.exists() else last
        assert texts(there, "CNAME") in (TWO, files)
        assert (there / "CNAME").exists() or (last / "CNAME").exists()
        publish(top, {**files, "index.html": str(instant)})
        assert texts(site) == {**files, "index.html": str(instant), "CNAME": STAYS["CNAME"]}
        publish(top, TWO)
        assert_whole(top, TWO)
    assert instant > 20
    assert_whole(top, files)


def test_in_a_container_that_can_not_rename_folders_of_its_image_all_is_published_and_a_kill_is_mended(
    top, monkeypatch
):
    """On layered file systems (overlayfs) a folder of a lower layer can't get another name."""
    of_image: list[int] = []
    rename = os.rename

    def refused(one, other):
        if any(os.path.samestat(os.stat(one), os.fstat(folder)) for folder in of_image):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(one), None, str(other))
        rename(one, other)

    monkeypatch.setattr(os, "rename", refused)
    killed = Kill(monkeypatch)
    for instant in count(1):
        while of_image:
            os.close(of_image.pop())
        publish(top, ONE)
        (top / "site/CNAME").write_text(STAYS["CNAME"])
        publish(top, TWO)
        # Open, so that no other folder gets their numbers on the disk.
        of_image += [os.open(top / name, os.O_RDONLY) for name in ("site", ".site.spare")]
        if not killed.at(instant, top, THREE):
            break
        assert (top / "site/CNAME").exists() or (top / ".site.last/CNAME").exists()
        publish(top, ONE)
        assert texts(top / "site") == {**ONE, "CNAME": STAYS["CNAME"]}
    assert instant > 20 and not killed.told
    assert texts(top / "site") == {**THREE, "CNAME": STAYS["CNAME"]}
    publish(top, TWO)
    assert texts(top / "site") == {**TWO, "CNAME": STAYS["CNAME"]}


def test_after_a_build_of_another_account_all_is_published_and_told(edited, monkeypatch):
    """Whoever owns the folder around a site may give it another name, and delete nothing in it; nor have second names of its files."""
    site, spare = edited / "site", edited / ".site.spare"
    anothers = [os.open(folder, os.O_RDONLY) for top in (site, spare) for folder, *_ in os.walk(top)]
    real = {name: getattr(os, name) for name in ("unlink", "rename", "rmdir", "lstat")}

    def is_anothers(folder):
        return any(os.path.samestat(os.stat(folder), os.fstat(one)) for one in anothers)

    def refusing(name):
        def called(path, *more, **named):
            if not named.get("dir_fd") and is_anothers(os.path.dirname(path)):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real[name](path, *more, **named)

        return called

    def lstat(path, **named):
        one = real["lstat"](path, **named)
        told = {name: getattr(one, name) for name in dir(one) if name.startswith("st_")}
        whose = one.st_uid + (not named.get("dir_fd") and is_anothers(os.path.dirname(path)))
        return SimpleNamespace(**{**told, "st_uid": whose})

    for name in ("unlink", "rename", "rmdir"):
        monkeypatch.setattr(os, name, refusing(name))
    monkeypatch.setattr(os, "lstat", lstat)
    made = publish(edited, THREE)
    assert not made.left.taken
    assert [told.split(";")[1] for told in made.told] == [
        f" đã để ở {edited / name}. Nhờ tài khoản ấy xóa thư mục này." for name in ("site.cu", "site.cu-2")
    ]
    assert texts(site) == {**THREE, **STAYS}
    made = publish(edited, TWO)
    assert made.left.taken and not made.told
    assert texts(site) == {**TWO, **STAYS}


def other(file):
    file.unlink()
    file.write_text("khác")


SPOILT = {
    "a file too many": lambda spare: (spare / "a/them.html").write_text("x"),
    "one too many at the top": lambda spare: (spare / "them.html").write_text("x"),
    "what stays in a site": lambda spare: (spare / "CNAME").write_text("x"),
    "a folder too many": lambda spare: (spare / "a/x/y").mkdir(),
    "a file gone": lambda spare: (spare / "a/x/index.html").unlink(),
    "one gone at the top": lambda spare: (spare / "b.txt").unlink(),
    "another file": lambda spare: other(spare / "a/x/index.html"),
    "another at the top": lambda spare: other(spare / "b.txt"),
    "another name": lambda spare: (spare / "a/x/index.html").rename(spare / "a/x/i.html"),
    "a file written into": lambda spare: (spare / "a/x/index.html").write_text("khác"),
    "another folder": lambda spare: ((spare / "a").rename(spare / "z"), (spare / "a").mkdir()),
    "other rights": lambda spare: (spare / "a").chmod(0o700),
    "no tree": lambda spare: spare.rename(spare.with_name("xa")),
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_tree_that_is_not_as_it_was_left_is_not_used(spoil, edited):
    times = {folder: os.stat(folder) for folder, _, _ in os.walk(edited / ".site.spare")}
    spoil(edited / ".site.spare")
    for folder, before in times.items():
        if os.path.exists(folder):
            os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    publish(edited, THREE)
    assert texts(edited / "site") == {**THREE, **STAYS}
    assert mark.read(edited / "site") == THREE.keys()
    publish(edited, ONE)
    assert texts(edited / "site") == {**ONE, **STAYS}


def test_what_somebody_put_into_the_tree_is_kept_and_told_of(edited):
    (edited / ".site.spare/a/rieng.txt").write_text("của ai")
    told = publish(edited, ONE).told
    assert len(told) == 1 and "site.cu" in told[0]
    assert texts(edited / "site.cu") == {"a/rieng.txt": "của ai"}


def test_so_is_what_somebody_put_into_the_site_meanwhile(edited):
    made = begun(edited)
    fill(made, ONE)
    (edited / "site/a/rieng.txt").write_text("của ai")
    made.finish(ONE.keys())
    made.left.save(ONE.keys())
    made.abandon()
    assert texts(edited / "site", *STAYS) == ONE
    assert texts(edited / "site.cu") == {"a/rieng.txt": "của ai"}
    publish(edited, TWO)
    assert texts(edited / "site", *STAYS) == TWO


@pytest.mark.parametrize("path", ["a/rieng.txt", "rieng.txt", "a/x/rieng/y.txt"])
def test_a_foreign_file_in_the_site_is_refused(path, edited):
    (edited / "site" / path).parent.mkdir(exist_ok=True)
    (edited / "site" / path).write_text("của ai")
    with pytest.raises(Refused, match=path):
        begun(edited)
    (edited / "site" / path).unlink()
    publish(edited, ONE)
    assert texts(edited / "site", *STAYS) == ONE


def test_so_is_a_link_in_the_place_of_a_file(edited):
    (edited / "site/b.txt").rename(edited / "b")
    (edited / "site/b.txt").symlink_to(edited / "b")
    with pytest.raises(Refused, match=r"b\.txt"):
        begun(edited)


def test_a_site_that_is_gone_is_made_anew(edited):
    (edited / "site").rename(edited / "xa")
    publish(edited, TWO)
    shutil.rmtree(edited / "xa")
    assert_whole(edited, TWO)


def test_a_build_that_is_given_up_leaves_the_tree_for_the_next(edited):
    made = begun(edited)
    fill(made, ONE)
    made.abandon()
    assert_whole(edited, TWO)
    folder = (edited / ".site.spare").stat().st_ino
    publish(edited, ONE)
    assert (edited / "site").stat().st_ino == folder


def test_whoever_stops_a_build_between_two_sites_has_the_last_one(edited, monkeypatch):
    rename, site = Path.rename, edited / "site"

    def stopped(folder, target):
        if target == site and folder.name != ".site.last":
            raise KeyboardInterrupt
        return rename(folder, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stopped)
        with pytest.raises(KeyboardInterrupt):
            publish(edited, ONE)
    assert texts(site, *STAYS) == TWO
    assert sorted(os.listdir(edited)) == ["project", "site", "stores"]


def test_a_tree_that_can_neither_follow_nor_be_deleted_is_named_and_goes_with_the_next_build(edited, monkeypatch):
    link, clear, stuck = os.link, swap._clear, edited / ".site.next"

    def fails(file):
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    with monkeypatch.context() as refused:
        refused.setattr(os, "link", lambda old, new: fails(new) if new.parent == stuck else link(old, new))
        refused.setattr(swap, "_clear", lambda one: fails(one) if one == stuck and one.exists() else clear(one))
        told = publish(edited, THREE).told
    assert len(told) == 1 and told[0].endswith(f"dọn nốt {stuck}.")
    assert texts(edited / "site") == {**THREE, **STAYS}
    assert stuck.exists()
    publish(edited, ONE)
    assert texts(edited / "site") == {**ONE, **STAYS}
    assert not stuck.exists()


def test_where_a_file_has_one_name_alone_there_is_no_second_tree(top, monkeypatch):
    def refused(*_, **__):
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    for files in (ONE, TWO, TWO, THREE):
        publish(top, files)
        assert texts(top / "site") == files
        assert sorted(os.listdir(top)) == ["project", "site", "stores"]


def test_other_rights_of_new_files_make_all_anew(edited):
    before = os.umask(0o077)
    try:
        publish(edited, TWO)
    finally:
        os.umask(before)
    assert {(edited / "site" / path).stat().st_mode & 0o777 for path in TWO} == {0o600}
    assert (edited / "site/a").stat().st_mode & 0o777 == 0o700
    assert texts(edited / "site", *STAYS) == TWO
