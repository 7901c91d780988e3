"""A command that is given the same as last time says the same, and only then."""

import os
from types import SimpleNamespace

import pytest

from macros import memory, unchanged
from macros.files.found import content_of
from macros.load import read
from macros.publish import mark
from macros.publish.left import Left
from macros.records import Theme
from macros.unchanged import Last, given


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder, and a project around it in which nothing else matters."""
    monkeypatch.setattr(unchanged, "ROOT", tmp_path)
    monkeypatch.setattr(unchanged, "folder_for", lambda data: tmp_path / "stores")
    for name in ("docs/index.md", "overrides/main.html", "mkdocs.yml", "data/themes/a.yml", "data/site.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(
    "change",
    [
        lambda top: (top / "data/themes/a.yml").write_text("khác", encoding="utf-8"),
        lambda top: (top / "data/themes/b.yml").write_text("", encoding="utf-8"),
        lambda top: (top / "data/themes/a.yml").unlink(),
        lambda top: (top / "data/themes/a.yml").rename(top / "data/a.yml"),
        lambda top: (top / "data/themes").rename(top / "data/.themes"),
        lambda top: (top / "data/events").mkdir(),
        lambda top: os.symlink(top / "mkdocs.yml", top / "data/x.yml"),
        lambda top: (top / "docs/moi.md").write_text("", encoding="utf-8"),
        lambda top: (top / "overrides/main.html").write_text("", encoding="utf-8"),
        lambda top: (top / "mkdocs.yml").unlink(),
        lambda top: (top / "docs/index.md").rename(top / "overrides/index.md"),
    ],
)
def test_every_change_is_seen(change, data):
    before = given(data)
    change(data.parent)
    assert given(data) != before


def test_what_was_seen_is_not_looked_at_again(data, tmp_path, monkeypatch):
    """Only what is in no store, as it is not known yet, or has something wrong in it."""
    file, bad = data / "themes/a.yml", data / "themes/b.yml"
    file.write_text("name: Một\nsummary: Hai.\n", encoding="utf-8")
    bad.write_text("name: Ba\nkhong-co: 1\n", encoding="utf-8")
    given(data, seen=(seen := {}))
    assert seen.keys() == {"themes/a.yml", "themes/b.yml", "site.yml"}
    first = read(data, tmp_path / "stores", seen=seen)
    looked_at = []
    monkeypatch.setattr(memory, "content_of", lambda file, most: looked_at.append(file) or content_of(file, most))
    again = read(data, tmp_path / "stores", seen=seen)
    assert looked_at == [bad]
    without = read(data, tmp_path / "stores")
    for catalogue, problems in (again, without):
        assert problems == first[1]
        one, before = catalogue.get(Theme, "a"), first[0].get(Theme, "a")
        assert (one.name, catalogue.digest(one), catalogue.size(one)) == ("Một", first[0].digest(before), 26)
    file.write_text("name: Bốn\nsummary: Hai.\n", encoding="utf-8")
    given(data, seen=(seen := {}))
    assert read(data, tmp_path / "stores", seen=seen)[0].get(Theme, "a").name == "Bốn"


def test_settings_the_day_the_place_the_makers_and_the_rights_of_new_files_count(data, monkeypatch):
    seen = {given(data), given(data, "a"), given(data, "a", "b")}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1756684800")
    seen.add(given(data))
    monkeypatch.chdir(data)
    seen.add(given(data))
    monkeypatch.setattr(unchanged, "makers", lambda: b"newer")
    seen.add(given(data))
    before = os.umask(0o077)
    try:
        seen.add(given(data))
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    assert len(seen) == 7


def test_what_lies_behind_a_link_is_never_taken_for_the_same(data, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (data / "media").symlink_to(elsewhere)
    before = given(data)
    (elsewhere / "a.png").write_bytes(b"x")
    assert given(data) != before


def test_a_repository_in_the_data_and_when_files_were_written_do_not_count(data):
    before = given(data)
    (data / ".git").mkdir()
    (data / ".git/index").write_text("", encoding="utf-8")
    (data / ".published.lock").write_text("", encoding="utf-8")
    (data / ".desk/unfinished").mkdir(parents=True)  # what the desk keeps at every letter
    (data / ".desk/unfinished/x.json").write_text("{}", encoding="utf-8")
    os.utime(data / "site.yml", (1, 1))
    assert given(data) == before


def test_what_was_said_last_is_said_again_of_the_same_alone(data):
    now = given(data)
    assert Last(data, "check").said(now) is None
    Last(data, "check").remember(now, "Không có lỗi.")
    assert Last(data, "check").said(now) == "Không có lỗi."
    assert Last(data, "check").said(given(data, "else")) is None
    assert Last(data, "build").said(now) is None
    Last(data, "check").remember(given(data, "else"), "x")
    assert Last(data, "check").said(now) is None


def rewritten(file):
    """The same bytes, a moment later."""
    text = file.read_bytes()
    file.unlink()
    file.write_bytes(text)


@pytest.mark.parametrize(
    "touch",
    [
        lambda site: (site / "index.html").write_text("khác", encoding="utf-8"),
        lambda site: rewritten(site / "index.html"),
        lambda site: (site / "a/x.html").unlink(),
        lambda site: (site / "them.txt").write_text("", encoding="utf-8"),
        lambda site: (site / ".site-files").write_text("", encoding="utf-8"),
        lambda site: (site / "a").rename(site / "b"),
        lambda site: (site / "a").chmod(0o700),
        lambda site: (site / "a/CNAME").write_text("", encoding="utf-8"),
    ],
)
def test_a_site_that_was_touched_is_not_left_as_it_was(touch, data):
    site = data.parent / "site"
    for name in ("index.html", "a/x.html", ".site-files"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    mark.write(site, ["index.html", "a/x.html"])
    Left(site, data.parent / "stores").save(["index.html", "a/x.html"])
    now = given(data)
    Last(data, "build").remember(now, "Đã tạo 2 trang.", site)
    for stays in (".nojekyll", "CNAME", "a/.DS_Store"):
        (site / stays).write_text("", encoding="utf-8")
    assert Last(data, "build").said(now, site) == "Đã tạo 2 trang."
    touch(site)
    assert Last(data, "build").said(now, site) is None


def remembered(data):
    """An empty site, and all that the build is given that is remembered to have made it."""
    site = data.parent / "site"
    site.mkdir()
    mark.write(site, [])
    Left(site, data.parent / "stores").save([])
    Last(data, "build").remember(now := given(data), "Đã tạo 0 trang.", site)
    return site, now


def test_a_site_is_held_to_what_the_disk_tells_and_not_to_what_a_list_does(data, monkeypatch):
    """As on Windows, where entries of a folder have no number on the disk."""
    site, now = remembered(data)
    entries = unchanged._entries

    def without_numbers(*given):
        for path, entry in entries(*given):
            yield path, SimpleNamespace(path=entry.path, is_dir=entry.is_dir, stat=lambda **_: os.stat_result([0] * 10))

    monkeypatch.setattr(unchanged, "_entries", without_numbers)
    assert Last(data, "build").said(now, site) == "Đã tạo 0 trang."


def test_a_site_whose_place_another_takes_meanwhile_is_not_left_as_it_was(data, monkeypatch):
    site, now = remembered(data)
    entries = unchanged._entries

    def listed_before(*of):
        found = [*entries(*of)]
        (site / mark.NAME).unlink()
        return found

    monkeypatch.setattr(unchanged, "_entries", listed_before)
    assert Last(data, "build").said(now, site) is None


def test_a_site_of_which_nothing_is_known_is_not_remembered(data):
    now = given(data)
    Last(data, "build").remember(now, "Đã tạo 0 trang.", data.parent / "site")
    assert Last(data, "build").said(now, data.parent / "site") is None
