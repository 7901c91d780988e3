"""The lock of the tools holds on any machine, whichever registry it takes packages from."""

import json
import re

import pytest

from tests.quality.tools import HERE

FOLDERS = [HERE, HERE / "old"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_lock_names_no_registry_and_has_a_hash_for_every_package(folder):
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = [package for path, package in packages.items() if path and not package.get("inBundle")]
    assert len(installed) >= (50 if folder == HERE else 2)
    assert [package for package in installed if "resolved" in package or "integrity" not in package] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_versions_are_exact(folder):
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    wanted = package.get("devDependencies", {}) | package.get("dependencies", {})
    assert [name for name, version in wanted.items() if not re.fullmatch(r"(npm:[\w-]+@)?[\d.]+", version)] == []
