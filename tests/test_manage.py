"""The set-up command, in a copy of the project. No package is installed: `pip` is a stand-in that says what we choose."""

import argparse
import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

from macros.commands import parser

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "tests/requirements.txt")
MACROS = """
import os, sys
print(sys.argv[1:], os.getcwd(), sys.flags.utf8_mode, sep="\\n")
sys.exit(7)
"""


@pytest.fixture
def project(tmp_path):
    """manage.py with small locks and a `macros` that tells how it was called, where the path is as awkward as it gets."""
    top = tmp_path / "Phong trào bảo vệ an ninh"
    (top / "macros").mkdir(parents=True)
    (top / "macros/__init__.py").touch()
    (top / "macros/__main__.py").write_text(MACROS, encoding="utf-8")
    (top / "tests").mkdir()
    for lock in LOCKS:
        (top / lock).write_text("# made by hand\nalpha==1 \\\n    --hash=sha256:00\nbeta==2\n", encoding="utf-8")
    shutil.copy(ROOT / "manage.py", top)
    return top


@pytest.fixture
def manage(project):
    return load(project)


def load(project):
    spec = importlib.util.spec_from_file_location("manage_copy", project / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_venv(manage, pip=""):
    """An environment without packages, where `python -m pip` runs the given code."""
    venv.create(manage.VENV, symlinks=os.name == "posix", clear=True)
    packages = sysconfig.get_path("purelib", "venv", vars={"base": str(manage.VENV)})
    Path(packages, "pip.py").write_text(pip, encoding="utf-8")


@pytest.fixture
def pip_says(manage, monkeypatch):
    def say(output, status):
        pip = f"import sys; sys.stdout.reconfigure(encoding='utf-8'); print({output!r}); sys.exit({status})"
        monkeypatch.setattr(manage, "make_venv", lambda: make_venv(manage, pip))

    return say


def run(project, *arguments, cwd=None):
    command = [sys.executable, project / "manage.py", *arguments]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=cwd)


def offered(asked: str = "") -> dict[str, argparse.ArgumentParser]:
    (found,) = (action.choices for action in parser(asked)._actions if isinstance(action, argparse._SubParsersAction))
    return found


def test_a_command_is_found_without_those_of_other_families_and_what_is_none_among_all():
    everything = offered()
    for name, one in everything.items():
        alone = offered(name)
        assert alone[name].format_help() == one.format_help() and len(alone) < len(everything) / 2
    assert [*offered("buid")] == [*everything]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_lists_its_commands_without_setting_up(project, manage, arguments):
    """All that there are, each once."""
    shown = run(project, *arguments)
    assert sorted(re.findall(r"^  (\w+) ", shown.stdout, re.MULTILINE)) == sorted([*offered(), *manage.DEVELOPERS])
    assert "xem thử trang trên máy này" in shown.stdout
    assert (shown.returncode, shown.stderr) == (0, "")
    assert not (project / ".venv").exists()


def test_an_old_python_can_read_it():
    ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_so(project, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"Cần Python 3\.11 trở lên, nhưng máy tính đang chạy Python 3\.10\.\n"):
        load(project).main(["preview"])


def test_hands_over_arguments_folder_and_exit_status(project, pip_says, manage, tmp_path):
    pip_says("", 0)
    manage.set_up("requirements.txt")
    elsewhere = tmp_path / "nơi khác"
    (elsewhere / "macros").mkdir(parents=True)
    (elsewhere / "macros/__init__.py").touch()
    shown = run(project, "preview", "--data", "dữ liệu", cwd=elsewhere)
    assert (shown.returncode, shown.stderr) == (7, "")
    assert shown.stdout.splitlines() == ["['preview', '--data', 'dữ liệu']", str(elsewhere), "1"]


def test_a_link_in_place_of_the_environment_is_replaced_not_followed(project, tmp_path):
    theirs = tmp_path / "của người khác"
    theirs.mkdir()
    (theirs / "báo cáo.docx").touch()
    manage = load(project)
    manage.VENV.symlink_to(theirs)
    manage.make_venv()
    assert [file.name for file in theirs.iterdir()] == ["báo cáo.docx"]
    assert (manage.VENV / "pyvenv.cfg").is_file() and not manage.VENV.is_symlink()


def test_counts_the_packages_as_they_come(manage, pip_says, capfd):
    pip_says(
        "Collecting alpha==1 (from -r x)\n  Using cached\nProcessing /a/beta-2-any.whl\nInstalling collected packages: …",
        0,
    )
    manage.set_up("requirements.txt")
    assert capfd.readouterr().out.splitlines()[1:] == [
        "Đang tải 1/2: alpha…",
        "Đang tải 2/2: beta…",
        "Đang cài 2 gói…",
    ]


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("WARNING: Retrying after connection broken by 'X'\nERROR: none", "Hãy kiểm tra kết nối mạng rồi chạy lại.$"),
        ("Collecting a\nERROR: đ\n    Got 0", r"Chi tiết nằm trong .*pip\.log\npip báo: ERROR: đ$"),
        ("one\nlast\n", "pip báo: last$"),
        ("", r"pip báo: \(không có gì\)$"),
    ],
)
def test_a_failed_install_is_told_and_begun_anew(manage, pip_says, output, told):
    pip_says(output, 1)
    with pytest.raises(SystemExit, match=told):
        manage.main(["preview"])
    assert not manage.is_current("requirements.txt")


def test_an_interrupted_install_is_begun_anew(manage, pip_says, monkeypatch):
    pip_says("", 0)
    manage.set_up("requirements.txt")
    (manage.ROOT / "requirements.txt").write_text("alpha==2\n", encoding="utf-8")

    def interrupt(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(manage, "install", interrupt)
    with pytest.raises(KeyboardInterrupt):
        manage.set_up("requirements.txt")
    assert not manage.is_current("requirements.txt")


def test_a_missing_lock_is_told_without_a_traceback(project):
    (project / "requirements.txt").unlink()
    shown = run(project, "preview")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert re.fullmatch(r"Không đọc hoặc ghi được .*requirements\.txt: .*\n", shown.stderr)


def test_says_what_to_install_when_debian_left_it_out(manage, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv$"):
        manage.main(["preview"])


def test_the_tests_environment_serves_the_site_too_but_not_the_other_way_round(manage, pip_says):
    pip_says("", 0)
    manage.set_up("requirements.txt")
    assert not manage.is_current("tests/requirements.txt")
    manage.set_up("tests/requirements.txt")
    assert manage.is_current("tests/requirements.txt")
    assert manage.is_current("requirements.txt")


def other_lock(manage, monkeypatch):
    (manage.ROOT / "requirements.txt").write_text("alpha==2\n", encoding="utf-8")


def other_python(manage, monkeypatch):
    monkeypatch.setattr(manage, "VERSION", "3.99")


def interpreter_gone(manage, monkeypatch):
    manage.PYTHON.unlink()


def interpreter_broken(manage, monkeypatch):
    manage.PYTHON.unlink()
    manage.PYTHON.write_bytes(b"\x7fELF from another machine")
    manage.PYTHON.chmod(0o755)


@pytest.mark.parametrize("change", [other_lock, other_python, interpreter_gone, interpreter_broken])
def test_is_out_of_date_after(change, manage, pip_says, monkeypatch):
    pip_says("", 0)
    manage.set_up("requirements.txt")
    assert manage.is_current("requirements.txt")
    change(manage, monkeypatch)
    assert not manage.is_current("requirements.txt")


def locked(path):
    return dict(re.findall(r"^(\S+)==(\S+)", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_tests_lock_holds_the_plain_one():
    assert locked("requirements.txt").items() < locked("tests/requirements.txt").items()


def test_the_locks_hold_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = dict(line.split("==") for line in project["project"]["dependencies"])
    assert asked.items() <= locked("requirements.txt").items()
    asked = dict(line.split("==") for line in project["dependency-groups"]["test"])
    assert asked.items() <= locked("tests/requirements.txt").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_covers_all_systems(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^ *--(?!hash=)", text, re.MULTILINE)
    core = re.search(r"^pydantic-core==.*(\n +--hash.*)+", text, re.MULTILINE)
    assert core[0].count("--hash") > 50, "locked from one machine's files: no wheel for the other systems"
