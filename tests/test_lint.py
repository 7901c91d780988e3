"""What the tools say of the code: types of the package (mypy, strict) and the style of all of it (ruff)."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

TOOLS = {"mypy": ["mypy"], "ruff check": ["ruff", "check", "."], "ruff format": ["ruff", "format", "--check", "."]}


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_found(tool):
    done = subprocess.run(
        [sys.executable, "-m", *TOOLS[tool]], check=False, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_record_asked_for_by_its_kind_is_of_that_kind(tmp_path):
    """So that nothing has to be cast: mypy knows it."""
    code = "from macros.catalogue import Finder\nfrom macros.records import Unit\n\ndef f(find: Finder) -> None:\n    reveal_type(find.get(Unit, 'x'))\n"
    (tmp_path / "asks.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", tmp_path / "asks.py"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert 'Revealed type is "macros.records.unit.Unit"' in done.stdout
