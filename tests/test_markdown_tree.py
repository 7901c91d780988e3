"""The site as Markdown files: stock MkDocs makes the same pages of them, and the folder is as well guarded as a site's."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.conftest import SAMPLE
from tests.html_pages import pages_of
from tests.markdown_tree import difference
from tests.ready import run

# What stands in docs/developers/markdown.md.
DIFFERING = {"/", "/404.html", "/su-kien/luu-tru/"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree") / "tree"
    done = run("build", "--data", SAMPLE, "--markdown", folder, SOURCE_DATE_EPOCH="1756684800")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Đã ghi \d+ trang Markdown", done.stdout)
    return folder


def test_stock_mkdocs_makes_the_same_pages_of_it(tree, mini_site):
    settings = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    assert not {"hooks", "extra"} & settings.keys() and settings["plugins"] == ["search"]
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", tree / "mkdocs.yml"]
    done = subprocess.run(
        command, check=False, cwd=tree, capture_output=True, encoding="utf-8", env={"NO_MKDOCS_2_WARNING": "true"}
    )
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    ours, theirs = pages_of(mini_site), pages_of(tree / ".site")
    assert ours.keys() == theirs.keys()
    differing = {address: found for address, page in ours.items() if (found := difference(page, theirs[address]))}
    assert differing.keys() == DIFFERING, {at: found for at, found in differing.items() if at not in DIFFERING}
    for name in ("su-kien.xml", "su-kien.ics", "du-lieu/events.csv", "robots.txt"):
        assert (tree / ".site" / name).read_bytes() == (mini_site / name).read_bytes(), name


def test_no_page_of_it_calls_a_macro_or_holds_a_script(tree):
    for file in tree.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        assert "{{ " not in text.replace("{{ cite", "") or "huong-dan" in file.as_posix(), file
    assert {file.name for file in (tree / "docs").rglob("*.js")} == {"forward.js"}


def test_our_colours_and_type_go_along(tree):
    styles = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))["extra_css"]
    assert styles[0] == "assets/site.css" and len(styles) > 3
    assert [style for style in styles if not (tree / "docs" / style).exists()] == []


def test_the_same_records_give_the_same_bytes_and_nothing_else_is_overwritten(tree):
    before = {file: file.read_bytes() for file in tree.rglob("*") if file.is_file() and ".site/" not in file.as_posix()}
    again = ("build", "--data", SAMPLE, "--markdown", tree)
    done = run(*again, SOURCE_DATE_EPOCH="1756684800")
    assert done.returncode == 0, done.stderr
    assert {file: file.read_bytes() for file in before} == before
    (tree / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    done = run(*again)
    assert done.returncode == 1 and "ghi-chu.txt" in done.stderr and "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in before} == before


def test_what_a_build_would_refuse_is_not_written(tmp_path):
    folder = tmp_path / "data"
    (folder / "events").mkdir(parents=True)
    (folder / "site.yml").write_text((SAMPLE / "site.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "events" / "x.yml").write_text("title: X\n", encoding="utf-8")
    done = run("build", "--data", folder, "--markdown", tmp_path / "tree")
    assert done.returncode == 1 and "x.yml" in done.stdout + done.stderr and not (tmp_path / "tree").exists()
