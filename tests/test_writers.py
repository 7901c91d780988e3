"""Whatever writes into the data folder, on a disk that is full, that may not be written, or at the same time as another: all or
nothing, and said. (Builds: `test_place.py`; kills: `faults.py`.)"""

import errno
import io
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from macros import commands
from macros.addresses.published import FILE, Published
from macros.files.reader import read_record
from macros.files.writer import write
from macros.language.problems import DataError
from macros.load import read
from macros.records import Model, Source
from macros.staff.creating import create
from tests.conftest import SAMPLE
from tests.ready import PROCESSES
from tests.trees import contents

ANSWERS = ("Kế hoạch", "5", "UBND phường Hoa", "2026-03-01", "", "")


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def camera(data: Path) -> Model:
    record, _ = read_record(data / "models/camera-nui.yml", Model)
    return record


def renamed(data: Path) -> None:
    write(data / "models/camera-nui.yml", camera(data).model_copy(update={"name": "Camera xã Đồi"}))


def added(data: Path) -> None:
    write(data / "models/moi.yml", camera(data).model_copy(update={"name": "Mới"}))


def ask_for_one(data: Path) -> None:
    answers = iter(ANSWERS)
    create(Source, data, lambda _: next(answers), lambda _: None)


def listed(data: Path) -> None:
    said = Published(data).record(["a/index.html"], writing=True)
    if not said.startswith("Đã ghi 1 địa chỉ mới"):
        assert said.startswith("Không ghi được 1 địa chỉ mới vào ")
        raise OSError(said)


WRITERS = [renamed, added, ask_for_one, listed]
# Each step of writing a file, and what the system says of it.
STEPS = {
    "open": errno.EROFS, "write": errno.ENOSPC, "fsync": errno.EDQUOT, "replace": errno.EACCES, "link": errno.ENOSPC,
    "rename": errno.ENOSPC, "mkdir": errno.EROFS,
}  # fmt: skip


def break_step(patch: pytest.MonkeyPatch, step: str) -> list[str]:
    """Have one step of writing fail from now on; return a list that tells how often it was asked for."""
    asked: list[str] = []

    def refused(*_, **__):
        asked.append(step)
        raise OSError(STEPS[step], os.strerror(STEPS[step]))

    real = Path.open

    def opened(path, mode="r", *rest, **more):
        if mode.startswith("r"):
            return real(path, mode, *rest, **more)
        if step == "open":
            refused()
        file = real(path, mode, *rest, **more)
        patched = _Full(file, refused)
        return patched

    if step in ("open", "write"):
        patch.setattr(Path, "open", opened)
    else:
        # A file system without links is none that is full: the name is taken by a rename then, which fails too.
        for name in {"link": ("link", "rename"), "rename": ("rename", "link")}.get(step, (step,)):
            patch.setattr(os, name, refused)
    return asked


class _Full:
    """A file on a full disk: a part of what is written comes through, then no more."""

    def __init__(self, file, refused):
        self._file, self._refused = file, refused

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def write(self, text):
        self._file.write(text[: len(text) // 2])
        self._file.flush()
        self._refused()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_step_that_the_system_refuses_changes_nothing(writer, step, data):
    before, folders = contents(data), sorted(data.rglob("*"))
    with pytest.MonkeyPatch.context() as patch:
        asked = break_step(patch, step)
        try:
            writer(data)
            failed = False
        except OSError:
            failed = True
    assert asked or not failed
    assert failed or step not in ("open", "write", "fsync", "link" if writer is ask_for_one else "replace")
    if failed:
        assert contents(data) == before
        assert sorted(data.rglob("*")) == folders
        writer(data)  # when there is room again
    assert contents(data) != before
    assert read(data)[1] == []


@pytest.mark.parametrize(("step", "said"), [("write", "đầy"), ("open", "chỉ cho đọc")])
def test_new_says_so(step, said, data, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*ANSWERS, ""])))
    break_step(monkeypatch, step)
    assert commands.main(["new", "source", "--data", str(data)]) == 1
    told = "".join(capsys.readouterr())
    assert said in told and "Traceback" not in told


def at_once(*tasks) -> None:
    """Run functions with their arguments in processes that begin together."""
    start = PROCESSES.Barrier(len(tasks))
    running = [PROCESSES.Process(target=begin, args=(start, *task)) for task in tasks]
    for process in running:
        process.start()
    for process in running:
        process.join()
        assert process.exitcode == 0
        process.close()


def begin(start, task, *arguments):
    start.wait()
    task(*arguments)


def rename_again_and_again(data: Path, name: str) -> None:
    for number in range(30):
        with suppress(DataError):  # the other had just changed what this one had read
            renamed_to = camera(data).model_copy(update={"name": f"{name}{number}"})
            write(data / "models/camera-nui.yml", renamed_to)


def test_two_that_change_a_record_at_once_leave_the_one_or_the_other(data):
    at_once((rename_again_and_again, data, "Một " + "x" * 300), (rename_again_and_again, data, "Hai"))
    assert camera(data).name.endswith("29")
    assert os.listdir(data / "models") == os.listdir(SAMPLE / "models")


def list_again_and_again(data: Path, name: str) -> None:
    for number in range(30):
        assert Published(data).record([f"{name}-{number}/index.html"], writing=True).startswith("Đã ghi")


def test_two_that_list_addresses_at_once_leave_a_whole_list(data):
    """One may be overwritten, and is noted by the next build; none is torn."""
    at_once((list_again_and_again, data, "mot"), (list_again_and_again, data, "hai"))
    published = Published(data)
    assert published.problems == []
    assert {f"/{name}-29/" for name in ("mot", "hai")} & published.fates.keys()
    assert sorted(os.listdir(data)) == sorted([*os.listdir(SAMPLE), FILE, ".gitattributes"])


def ask(data: Path, ready, outcome) -> None:
    answers = iter(ANSWERS)

    def answer(prompt):
        if "bản nháp" in prompt:
            ready.wait()
        return next(answers)

    try:
        outcome.put(create(Source, data, answer, lambda _: None))
    except FileExistsError as error:
        outcome.put(f"{error}")


def test_two_that_are_asked_for_the_same_at_once_lose_neither(data):
    """Two terminals in which the same answers are given, up to the last one."""
    ready, outcome = PROCESSES.Barrier(2), PROCESSES.SimpleQueue()
    at_once((ask, data, ready, outcome), (ask, data, ready, outcome))
    told = [outcome.get(), outcome.get()]
    new = sorted(contents(data).keys() - contents(SAMPLE).keys())
    assert len(new) == told.count(0) >= 1
    assert all(one == 0 or Path(new[0]).name in one for one in told)
