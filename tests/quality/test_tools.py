"""The lock of the tools holds on any machine, whichever registry it takes packages from."""

import json
import re

from tests.quality.tools import HERE


def test_the_lock_names_no_registry_and_has_a_hash_for_every_package():
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = [package for path, package in packages.items() if path]
    assert len(installed) > 50
    assert [package for package in installed if "resolved" in package or "integrity" not in package] == []


def test_versions_are_exact():
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert [name for name, version in wanted.items() if not re.fullmatch(r"[\d.]+", version)] == []
