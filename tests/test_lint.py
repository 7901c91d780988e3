"""What the tools say of the code: types of the package (mypy, strict) and the style of all of it (ruff)."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

RUFF = {"ruff check": ["check", "."], "ruff format": ["format", "--check", "."]}
ASKS = """from macros.catalogue import Finder
from macros.records import Unit

def f(find: Finder) -> None:
    reveal_type(find.get(Unit, 'x'))
"""


def tool(*command) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", *command]
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("command", RUFF)
def test_ruff_finds_nothing(command):
    done = tool("ruff", *RUFF[command])
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_finds_nothing_and_knows_that_a_record_asked_for_by_its_kind_is_of_that_kind(tmp_path):
    """So that nothing has to be cast."""
    asks = tmp_path / "asks.py"
    asks.write_text(ASKS, encoding="utf-8")
    done = tool("mypy", "macros", asks)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'Revealed type is "macros.records.unit.Unit"' in done.stdout
