"""Imports go one way; only the hook module knows MkDocs; modules and templates stay small, and none lies unused."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

MACROS = ROOT / "macros"
# Each module imports only from those before it.
ORDER = """
text problems dates yaml_nodes
records.base records.parts records.model records.event records.unit records.others records.site records
reader lineage catalogue checks links published load reference new
swap markup stylesheet scripts archive finder maps charts kit pictures pages view updates feed calendar_file share tables open_data structured
search.documents search.normalise search.numbering search.encoding search.shards search.vocabulary search.facets search.terms search.postings search.index search
findable page_macros __init__ hooks commands __main__
""".split()
# What a package's installed name is called in an import.
IMPORTED_AS = {
    "pyyaml": "yaml",
    "mkdocs-macros-plugin": "mkdocs_macros",
    "mkdocs-material": "material",
    "pillow": "PIL",
}


def modules() -> dict[str, Path]:
    """Name of each module of the package, as in `ORDER` → its file."""
    names = {f: f.relative_to(MACROS).with_suffix("").as_posix().replace("/", ".") for f in MACROS.rglob("*.py")}
    return {name.removesuffix(".__init__"): file for file, name in names.items()}


MODULES = modules()


def imported(name: str) -> set[str]:
    """What a module imports, by full name; `from macros import x` counts as `macros.x`."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: relative import"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {w if w.removeprefix("macros.") in MODULES else node.module for w in whole}
    return found


def test_every_module_has_its_place_in_the_order():
    assert set(MODULES) - set(ORDER) == set()


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name):
    own = {i.removeprefix("macros.") for i in imported(name) if i.startswith("macros.")}
    assert own - set(ORDER[: ORDER.index(name)]) == set()


@pytest.mark.parametrize("name", MODULES)
def test_only_pinned_packages_are_imported(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {package.split("==")[0] for package in project["dependencies"]}
    allowed = {IMPORTED_AS.get(package, package) for package in pinned} | {"macros", "pydantic_core"}
    assert {i.split(".")[0] for i in imported(name)} - set(sys.stdlib_module_names) - allowed == set()


def test_only_the_hooks_know_mkdocs():
    assert [name for name in MODULES if any(i.split(".")[0].startswith("mkdocs") for i in imported(name))] == ["hooks"]


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_small(name):
    lines = MODULES[name].read_text(encoding="utf-8").count("\n")
    assert lines <= 300


TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in (MACROS / "templates").iterdir()}


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_are_small(name):
    lines = TEMPLATES[name].count("\n")
    assert lines <= 120


def test_every_template_is_used():
    """By a template, a record's folder, a page in `docs/` (`show`), or the code."""
    from macros.records import BY_FOLDER

    code = "".join(file.read_text(encoding="utf-8") for file in MODULES.values())
    pages = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs").rglob("*.md"))
    used = {f"{folder}.md.jinja" for folder in BY_FOLDER}
    used |= {f"{name}.md.jinja" for name in re.findall(r"\{\{ *show\(\"(\w+)\"", pages)}
    used |= {f"{name}.md.jinja" for name in re.findall(r"render\([\"'](\w+)[\"']", code)}
    used |= set(re.findall(r"\"([\w.]+\.jinja)\"", code + "".join(TEMPLATES.values())))
    assert set(TEMPLATES) - used == set()
