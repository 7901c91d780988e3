"""What a folder holds, to be held against what it is to hold."""

import filecmp
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def assert_same(one: Path, other: Path) -> None:
    """Both folders hold the same files, byte for byte."""
    names = {name for folder in (one, other) for name in contents(folder)}
    assert filecmp.cmpfiles(one, other, names, shallow=False)[1:] == ([], [])


def assert_refused(done, last: Path, mini_site: Path, *said: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    for text in said:
        assert text in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert_same(last, mini_site)
    assert [file.name for file in last.parent.iterdir()] == ["site"]
