"""A page written by hand is made again when anything changes of what it was made of, and only then."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs_build
from PIL import Image

from macros import running
from macros.build import Build, Settings
from macros.catalogue.facts import Facts
from macros.files.kept import folder_for
from macros.generated import Maker
from macros.kept_by_hand import KeptByHand
from macros.language.problems import DataError
from macros.publish.links import ids_in
from macros.steps import Steps

ROOT = Path(__file__).parents[1]
OURS = "huong-dan/rieng"
PAGES = {
    "index.md": "# Riêng",
    "asking.md": '# Hỏi\n\n{{ count("events") }}',
    "pictured.md": "# Hình\n\n![Hình](anh.png)",
    "linked.md": "# Dẫn\n\n[Khác](other.md)",
    "other.md": "# Khác",
    "named.md": "# Tên\n\n{{ config.site_name }}",
    "taken.md": "# Chép\n\n{% include 'huong-dan/rieng/part.txt' %}",
    "warned.md": "# Báo\n\n[Trang](/su-kien/)",
}
NEVER_KEPT = {f"{OURS}/named.md", f"{OURS}/taken.md", f"{OURS}/warned.md"}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with pages of its own, and data; its checks are those of this process."""
    for part in ("docs", "overrides"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("developers"))
    shutil.copytree(ROOT / "tests/site", tmp_path / "data")
    (tmp_path / "macros").mkdir()
    shutil.copy(ROOT / "macros/hooks.py", tmp_path / "macros")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.setattr(running, "CONFIG", tmp_path / "mkdocs.yml")
    folder = tmp_path / "docs" / OURS
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "part.txt").write_text("Phần")
    Image.new("RGB", (30, 20)).save(folder / "anh.png")
    return tmp_path


@pytest.fixture
def made(project, monkeypatch):
    """What checks the project: it returns which pages written by hand were made, and what was told of warnings."""
    told: list[str] = []
    make = mkdocs_build._populate_page

    def note(page, *rest):
        if not page.file.generated_by:
            told.append(page.file.src_uri)
        make(page, *rest)

    monkeypatch.setattr(mkdocs_build, "_populate_page", note)

    def check() -> tuple[set[str], str]:
        told.clear()
        _, warned = running.foresee(Settings(project / "data", None))
        return set(told), warned

    return check


def test_what_is_as_it_was_is_not_made_again(made):
    first, warned = made()
    assert "index.md" in first and first >= {f"{OURS}/{name}" for name in PAGES}
    assert made() == (NEVER_KEPT, warned) and "1 chỗ" in warned


def change_text(folder):
    (folder / "other.md").write_text("# Khác hẳn", encoding="utf-8")


def change_picture(folder):
    Image.new("RGB", (30, 21)).save(folder / "anh.png")


def change_index(folder):
    (folder / "index.md").write_text("# Riêng ta", encoding="utf-8")


def change_what_is_counted(folder):
    data = folder.parents[2] / "data"
    event = next((data / "events").rglob("*.yml"))
    text = event.read_text(encoding="utf-8").replace("title: ", "title: Lại ", 1)
    event.with_stem("mot-su-kien-nua").write_text(text, encoding="utf-8")


CHANGES = {
    change_text: {"other.md"},
    change_picture: {"pictured.md"},
    change_index: PAGES.keys(),
    change_what_is_counted: {"asking.md"},
}


def test_what_a_change_is_seen_on_is_made_again_alone(made, project):
    made()
    for change, wanted in CHANGES.items():
        change(project / "docs" / OURS)
        seen = made()[0] - NEVER_KEPT
        again = {name for name in PAGES if f"{OURS}/{name}" in seen}
        assert again == wanted - {Path(name).name for name in NEVER_KEPT}, change


def test_a_page_is_made_again_when_a_file_that_it_links_to_has_gone(made, project):
    made()
    (project / "docs" / OURS / "other.md").unlink()
    with pytest.raises(DataError, match=r"other\.md"):
        made()


def test_where_a_page_of_the_menu_is_called_by_what_stands_in_it_all_are_made(made, project):
    """Its name is known when it is made, and stands on all."""
    menu = project / "mkdocs.yml"
    menu.write_text(menu.read_text(encoding="utf-8").replace("Trang chủ: index.md", "index.md"), encoding="utf-8")
    assert made()[0] == made()[0]


def test_what_is_kept_and_is_not_what_we_keep_is_made_anew(made, monkeypatch):
    first = made()[0]
    monkeypatch.setattr("macros.kept_by_hand.parted", lambda _: [b"{}", b""])
    assert made()[0] == first


@pytest.mark.parametrize("noted", [10, 60])
def test_a_check_that_is_stopped_in_the_middle_leaves_nothing_that_the_next_cannot_read(made, monkeypatch, noted):
    append, count = Facts._append, iter(range(noted))

    def stopped(facts, question, layer):
        if next(count, None) is None:
            facts._table[facts._slot(question)] = len(facts) + 1  # of what is noted a moment later
            raise KeyboardInterrupt
        return append(facts, question, layer)

    with monkeypatch.context() as patch:
        patch.setattr(Facts, "_append", stopped)
        with pytest.raises(KeyboardInterrupt):
            made()
    assert made()[0] > made()[0] == NEVER_KEPT


def test_a_name_that_is_no_macro_of_ours_is_found():
    is_ours = KeptByHand._is_ours
    assert is_ours(None, '{{ show("map") }} {{ "a" | upper }}')
    for text in (
        "{{ page.title }}",
        "{{ config.site_name }}",
        '{{ record_page("events", "a") }}',
        "{% if %}",
        "{{ 'a' | pretty }}",
    ):
        assert not is_ours(None, text), text


def test_the_first_check_takes_from_a_build_what_it_would_make(made, project, tmp_path, monkeypatch):
    """All but the pages that are never kept, and the one that tells of the open data, of which a check makes nothing."""
    (project / "docs" / OURS / "warned.md").unlink()
    told: dict[str, object] = {}

    def note(build, by_hand, text_of, there, url):
        told.update({path: text_of(path) for path in by_hand})
        told.update({page.file: ids_in(text_of(page.file)) for page in build.pages})
        return []

    monkeypatch.setattr(Build, "foreseen", note)
    everything, _ = made()
    alone = dict(told)
    shutil.rmtree(folder_for(project / "data"))
    assert running.build(Settings(project / "data", tmp_path / "site"), Steps())[0] == 0
    monkeypatch.delattr(Maker, "looked_into")
    assert made()[0] == NEVER_KEPT & everything | {"du-lieu.md"}
    assert told == alone and len(told) > 60
    assert made()[0] == NEVER_KEPT & everything
    assert told == alone
