"""`manage.py pack`: the project with all that set-up would fetch beside it, for offices that reach no package index.

`wheels/` holds every package of `requirements.txt` for the system and the Pythons asked for; where it is there, `manage.py` installs
from it alone, by the hashes of the lock.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from packaging.markers import Marker

from macros.files.whole import filled, put_new
from macros.files.zips import write_zip
from macros.language.problems import DataError, Problem, in_file, shown_path

ROOT = Path(__file__).parents[2]
LOCK = "requirements.txt"
WHEELS = "wheels"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "windows": (("win_amd64",),),
    "linux": (tuple(f"manylinux{version}_x86_64" for version in ("_2_28", "_2_27", "_2_24", "2014", "_2_17", "_2_12", "2010", "_2_5", "1")),),
    "mac": (("macosx_15_0_arm64",), ("macosx_15_0_x86_64",)),
}  # fmt: skip
"""The systems that can be packed for, each with the platforms of its wheels; sets of platforms are of different processors."""

# What Python there says of itself, as the lock asks it. pip would ask the Python that packs.
_CPYTHON = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
_THERE = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "mac": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
}
_ENTRY = re.compile(
    r"^(?P<pinned>[^\s#][^;\\\n]*?)(?: ; (?P<marker>[^\\\n]+?))? \\\n(?P<hashes>(?: +--hash=.*\n)+)", re.MULTILINE
)

_ISOLATED = ["-I", "-X", "utf8", "-m", "pip"]  # no module of the caller's folder
_LAUNCHER = "Mo-ban-lam-viec.bat"
_PROJECT = (
    "manage.py",
    LOCK,
    "pyproject.toml",
    "mkdocs.yml",
    "README.md",
    "CHANGELOG.md",
    "docs",
    "macros",
    "overrides",
    _LAUNCHER,
)
_NOT_OURS = re.compile(r"\..*|__pycache__|.*\.pyc|node_modules")


def pack(
    data: Path, place: Path, system: str, pythons: Iterable[str] = PYTHONS, say: Callable[[str], None] = print
) -> int:
    """Make `place`, a folder or, by its ending, a ZIP file, of the project with `data` as its data folder and the wheels for
    `system`, one of SYSTEMS, and each version in `pythons`; return the exit status.

    Raises DataError if there is something at `place` or the packages can't be had, OSError if it can't be written; nothing is there
    then.
    """
    is_zip = place.suffix.lower() == ".zip"
    if os.path.lexists(place) and (is_zip or not place.is_dir() or any(place.iterdir())):
        raise DataError([in_file(place, "đã có và không trống", "Đặt tên khác; lệnh pack không ghi đè gì")])
    if not data.is_dir():
        raise DataError([in_file(data, "không có thư mục dữ liệu này", "Kiểm tra lại tên sau --data")])
    if not is_zip:
        with filled(place, "manage.py") as made:
            _fill(made, data, place, system, pythons, say)
    else:
        place.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.absolute().parent, prefix=f".{place.stem}.") as beside:
            top = Path(beside, place.stem)
            top.mkdir(parents=True)
            _fill(top, data, place, system, pythons, say)
            files = (one for one in sorted(top.rglob("*")) if one.is_file())
            parts = ((one.relative_to(top.parent).as_posix(), one.read_bytes()) for one in files)
            write_zip(made := Path(beside, f"{place.stem}.zip"), parts, (".whl",))
            put_new(made, place)
    opened = f"mở tệp {_LAUNCHER}" if system == "windows" else "chạy python3 manage.py edit trong thư mục ấy"
    say(f"Đã đóng gói vào {shown_path(place)}. Chép sang máy kia{', giải nén' if is_zip else ''}, rồi {opened}.")
    if system == "windows":
        say("Máy kia chưa có Python thì chép kèm tệp cài đặt (python-3….exe) vào thư mục ấy.")
    return 0


def _fill(top: Path, data: Path, place: Path, system: str, pythons: Iterable[str], say: Callable[[str], None]) -> None:
    inside = {one.resolve() for one in (top, place)}
    for name in _PROJECT:
        _copy(ROOT / name, top / name, inside)
    _copy(data, top / "data", inside)
    (top / WHEELS).mkdir()
    with _pip() as pip:
        for version in pythons:
            for platforms in SYSTEMS[system]:
                say(f"Đang tải các gói cho {system}, Python {version}…")
                with tempfile.TemporaryDirectory() as folder:
                    needed = Path(folder, LOCK)
                    needed.write_text(needed_there((ROOT / LOCK).read_text("utf-8"), system, version), "utf-8")
                    _download(pip, needed, top / WHEELS, version, platforms)


def needed_there(lock: str, system: str, version: str) -> str:
    """The part of a lock, with hashes, that CPython `version` needs on `system`, one of SYSTEMS; nothing in it is left to be asked."""
    environment = {**_CPYTHON, **_THERE[system], "python_version": version, "python_full_version": f"{version}.0"}
    return "".join(
        f"{entry['pinned']} \\\n{entry['hashes']}"
        for entry in _ENTRY.finditer(lock)
        if not entry["marker"] or Marker(entry["marker"]).evaluate(environment)
    )


def _copy(source: Path, target: Path, inside: set[Path]) -> None:
    """Copy what is ours, and not the pack into itself."""
    if source.is_symlink() or source.resolve() in inside:
        return
    if source.is_dir():
        target.mkdir()
        for one in sorted(source.iterdir()):
            if not _NOT_OURS.fullmatch(one.name) or one.name == ".gitattributes":
                _copy(one, target / one.name, inside)
    else:
        shutil.copyfile(source, target)


def _download(pip: list[str], lock: Path, wheels: Path, version: str, platforms: Iterable[str]) -> None:
    """Fetch the packages of a lock from whatever index this machine has."""
    command = [*pip, "download", "--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input", "--quiet"]
    command += [
        "--disable-pip-version-check",
        "--implementation",
        "cp",
        "--python-version",
        version,
        "--dest",
        str(wheels),
    ]
    for platform in platforms:
        command += ["--platform", platform]
    done = subprocess.run(
        [*command, "--requirement", str(lock)],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["(không có gì)"]
        said = next((line for line in lines if line.startswith("ERROR")), lines[-1])
        raise DataError(
            [
                Problem(
                    "pack",
                    0,
                    0,
                    "",
                    f"không tải được các gói cho Python {version}. pip báo: {said}",
                    "Kiểm tra kết nối mạng rồi chạy lại",
                )
            ]
        )


@contextmanager
def _pip() -> Iterator[list[str]]:
    """How to run pip: that of our environment, or, if it has none, one of its own."""
    if find_spec("pip"):
        yield [sys.executable, *_ISOLATED]
        return
    import venv  # seldom needed, and slow to import

    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        yield [str(Path(folder, "Scripts/python.exe" if os.name == "nt" else "bin/python")), *_ISOLATED]
