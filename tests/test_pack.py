"""`manage.py pack`, whose pip says here what we choose, and the file to double-click; then, once, the whole way: packed for this machine
and set up again without any index."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from macros.language.problems import DataError
from macros.staff import packing
from macros.staff.packing import PYTHONS, SYSTEMS, pack
from tests.conftest import ROOT, SAMPLE, TODAY
from tests.ready import run
from tests.test_manage import load as manage_of

LAUNCHER = ROOT / "Mo-ban-lam-viec.bat"
MESSAGE = ROOT / "macros/staff/can-python.txt"
# A stand-in for pip that writes down how it was called, and puts a wheel where it was told to.
PIP = """
import sys
from pathlib import Path
told = sys.argv[1:]
to = Path(told[told.index("--dest") + 1])
version, platform = (told[told.index(name) + 1] for name in ("--python-version", "--platform"))
(to / f"alpha-1-{version}-{platform}.whl").write_text(" ".join(told[: told.index("--dest")]))
"""


@pytest.fixture
def pip(tmp_path, monkeypatch):
    def say(code):
        (tmp_path / "pip.py").write_text(code)
        monkeypatch.setattr(packing, "find_spec", lambda _: True)
        monkeypatch.setattr(packing, "_ISOLATED", [str(tmp_path / "pip.py")])

    return say


@pytest.fixture
def quiet():
    said = []
    return said, said.append


def test_a_folder_holds_the_project_the_data_and_a_wheel_for_each_python(tmp_path, pip, quiet):
    pip(PIP)
    shutil.copytree(SAMPLE, tmp_path / "data/con")
    (tmp_path / "data/.git").mkdir()
    (tmp_path / "data/.gitattributes").touch()
    assert pack(tmp_path / "data", tmp_path / "gói", "windows", say=quiet[1]) == 0
    top = tmp_path / "gói"
    wheels = {one.name: one.read_text().split() for one in (top / "wheels").iterdir()}
    assert sorted(wheels) == [f"alpha-1-3.{minor}-win_amd64.whl" for minor in (11, 12, 13, 14)]
    assert all(
        {"download", "--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(told) for told in wheels.values()
    )
    for name in (
        "manage.py",
        "requirements.txt",
        "mkdocs.yml",
        "macros/commands/__init__.py",
        "overrides/home.html",
        "docs/index.md",
        LAUNCHER.name,
    ):
        assert (top / name).read_bytes() == (ROOT / name).read_bytes()
    assert (top / "data/con/site.yml").exists() and (top / "data/.gitattributes").exists()
    left_out = {".git", ".venv", ".cache", "__pycache__", "node_modules", "tests", "site"}
    assert {part for file in top.rglob("*") for part in file.relative_to(top).parts} & left_out == set()
    assert "python-3….exe" in quiet[0][-1]


def test_a_zip_holds_the_same_in_one_folder_and_is_the_same_again(tmp_path, pip, quiet):
    pip(PIP)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        pack(SAMPLE, tmp_path / name / "goi.zip", "linux", ["3.12"], quiet[1])
    assert (tmp_path / "a/goi.zip").read_bytes() == (tmp_path / "b/goi.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a/goi.zip") as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert {name.split("/")[0] for name in names} == {"goi"}
    assert {"goi/manage.py", "goi/data/site.yml", f"goi/{LAUNCHER.name}"} < set(names)
    assert [one.name for one in (tmp_path / "a").iterdir()] == ["goi.zip"]
    assert quiet[0][-1].endswith("rồi chạy python3 manage.py edit trong thư mục ấy.")


@pytest.mark.parametrize("name", ["gói", "goi.zip", "lien-ket.zip"])
def test_what_can_t_be_fetched_is_told_and_leaves_nothing(tmp_path, pip, quiet, name):
    pip(
        "import sys; print('WARNING: x\\nERROR: No matching distribution found for alpha==1', file=sys.stderr); sys.exit(1)"
    )
    with pytest.raises(DataError, match=r"Python 3\.13\. pip báo: ERROR: No matching distribution"):
        pack(SAMPLE, tmp_path / name, "mac", ["3.13"], quiet[1])
    assert [one.name for one in tmp_path.iterdir()] == ["pip.py"]


@pytest.mark.parametrize("name", ["gói", "goi.zip"])
def test_nothing_is_written_over(tmp_path, quiet, name):
    (tmp_path / "gói").mkdir()
    for file in (tmp_path / "gói/của tôi.docx", tmp_path / "goi.zip"):
        file.write_text("giữ")
    (tmp_path / "lien-ket.zip").symlink_to("khong-co")
    with pytest.raises(DataError, match="đã có và không trống"):
        pack(SAMPLE, tmp_path / name, "linux", say=quiet[1])
    assert (tmp_path / "gói/của tôi.docx").read_text() == (tmp_path / "goi.zip").read_text() == "giữ"


@pytest.mark.parametrize("version", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_another_system_needs_is_told_from_what_this_one_does(system, version):
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = set(re.findall(r"^(\S+)==", packing.needed_there(lock, system, version), re.MULTILINE))
    assert pinned >= {"mkdocs", "cffi", "cryptography"}
    assert ("pywin32-ctypes" in pinned, "secretstorage" in pinned) == (system == "windows", system == "linux")
    assert ("importlib-metadata" in pinned) == (version == "3.11")
    assert len(pinned) > len(re.findall(r"^\S+==", lock, re.MULTILINE)) - 8


@pytest.mark.skipif(
    os.name != "posix", reason="packs for the machine it runs on, which Linux's and macOS's wheels are named for"
)
def test_packed_for_this_machine_it_is_set_up_and_builds_without_an_index(tmp_path, quiet, monkeypatch, capfd):
    """What set-up would install is all found, and fits; it was installed before by the set-up of these very tests."""
    version, top = "{}.{}".format(*sys.version_info[:2]), tmp_path / "gói"
    with packing._pip() as pip:  # once for both
        monkeypatch.setattr(packing, "_pip", lambda: nullcontext(pip))
        pack(SAMPLE, top, "mac" if sys.platform == "darwin" else "linux", [version], quiet[1])
        for name in ("PIP_INDEX_URL", "https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9/")
        for name in ("PIP_NO_CACHE_DIR", "PIP_DRY_RUN", "PIP_IGNORE_INSTALLED"):
            monkeypatch.setenv(name, "1")
        manage = manage_of(top)
        monkeypatch.setattr(manage, "PYTHON", pip[0])
        manage.install(top / "requirements.txt")
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    wanted = packing.needed_there(lock, "mac" if sys.platform == "darwin" else "linux", version)
    pinned, listed = (len(re.findall(r"^\S+==", text, re.MULTILINE)) for text in (wanted, lock))
    assert f"Đang tải {pinned}/{listed}: " in capfd.readouterr().out
    done = run("build", "--site-dir", tmp_path / "site", top=top, anew=True, SOURCE_DATE_EPOCH=TODAY)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert (tmp_path / "site/index.html").exists()


# The file to double-click. It was tried with the cmd.exe of Wine; what keeps any cmd.exe from reading it is held here.


def lines():
    return LAUNCHER.read_bytes().decode("ascii").split("\r\n")


def test_the_launcher_is_ascii_with_the_line_ends_of_windows():
    content = LAUNCHER.read_bytes()
    assert content.isascii() and content.startswith(b"@echo off\r\n") and content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert "*.bat eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()


def test_its_labels_are_there_and_nothing_runs_into_a_subroutine():
    labels = [line[1:] for line in lines() if line.startswith(":")]
    asked = set(
        re.findall(r"\b(?:goto|call) :?(\w+)", "\n".join(line for line in lines() if not line.startswith("rem")))
    )
    assert len(labels) == len(set(labels)) and asked - {"eof"} == set(labels) - {"end"} | {"end"}
    for number, line in enumerate(lines()):
        if line in (":try", ":there", ":missing", ":packed"):
            before = next(one for one in reversed(lines()[:number]) if one)
            assert before.startswith("goto "), line


def test_what_it_runs_and_shows_is_there_and_asks_for_the_same_python():
    text = "\n".join(lines())
    assert "%FOUND% manage.py edit" in text
    (shown,) = re.findall(r"^type (\S+)$", text, re.MULTILINE)
    assert ROOT / shown.replace("\\", "/") == MESSAGE
    assert "chcp 65001" in text and MESSAGE.read_text("utf-8")
    assert f"tệp {LAUNCHER.stem}" in MESSAGE.read_text("utf-8")
    wanted = re.search(r"-c \"(import sys; .*?)\"", text)[1]
    assert "Python 3.11 trở lên" in MESSAGE.read_text("utf-8") and "range(11, " in wanted
    assert subprocess.run([sys.executable, "-c", wanted], check=False).returncode == 0
    older = wanted.replace("import sys;", "import sys; sys.version_info = (3, 10, 1);")
    assert subprocess.run([sys.executable, "-c", older], check=False).returncode == 1
    assert Path(ROOT / "manage.py").exists()
