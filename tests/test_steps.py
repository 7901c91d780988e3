"""What a command is at is shown before a terminal and nowhere else; how long it took can be told either way."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress

import pytest

from macros.steps import Steps
from tests.conftest import ROOT, SAMPLE, build


def work(steps: Steps) -> list[int]:
    with steps.step("Chuẩn bị"):
        pass
    return list(steps.each("Tạo trang", iter([1, 2, 3]), 3))


def test_before_a_terminal_each_step_is_shown_and_how_many_are_done(capfd):
    assert work(Steps(shown=True)) == [1, 2, 3]
    out, shown = capfd.readouterr()
    assert not out
    assert "Chuẩn bị…" in shown
    assert "Tạo trang…" in shown
    assert "0/3" in shown


def test_how_many_are_done_is_shown_of_what_another_program_does_too(capfd, monkeypatch):
    monkeypatch.setattr("macros.steps._OFTEN", -1)
    steps = Steps(shown=True)
    steps.one_done()  # of nothing
    with steps:
        steps.begin("Ghi", 2)
        steps.one_done()
        with steps.step("Vẽ"):
            steps.one_done()  # of how many isn't known
        steps.one_done()
    shown = [one for one in re.split(r"\r\x1b\[2K", capfd.readouterr().err) if one]
    assert shown == ["Ghi… 0/2", "Ghi… 1/2", "Vẽ…", "Vẽ…", "Ghi… 1/2", "Ghi… 2/2"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminal of ours can be had")
def test_a_build_shows_how_many_there_are_of_all_that_takes_long(tmp_path):
    ours, its = os.openpty()
    data = shutil.copytree(SAMPLE, tmp_path / "data")  # of which nothing is known from an earlier build
    command = [sys.executable, "-m", "macros", "build", "--data", data, "--site-dir", tmp_path / "site"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=its) as process:
        os.close(its)
        shown = b""
        with suppress(OSError):  # Linux says so when nobody writes any more
            while some := os.read(ours, 10_000):
                shown += some
    os.close(ours)
    assert not process.returncode, shown
    for step in (
        "Tạo các trang tự soạn",
        "Ghi trang tự soạn, dữ liệu mở, lịch và nguồn tin",
        "Tạo trang",
        "Soát các liên kết",
    ):
        counts = re.findall(rf"{step}… ([\d.]+)/([\d.]+)", shown.decode())
        told = [[int(one.replace(".", "")) for one in count] for count in counts]
        assert told and all(done <= of for done, of in told), step
        assert len({of for _, of in told}) == 1 and told == sorted(told), step


def test_without_a_terminal_nothing_is(capfd):
    steps = Steps()  # what the tests write to is none
    assert work(steps) == [1, 2, 3]
    assert capfd.readouterr() == ("", "")
    rows = steps.table().splitlines()
    assert [re.sub(r"^ *\d+,\d\d giây  ", "", row) for row in rows] == ["Chuẩn bị", "Tạo trang", "Tất cả"]


def rows_of(table: str) -> dict[str, float]:
    rows = (row.split(" giây  ") for row in table.splitlines() if " giây  " in row)
    return {name: float(seconds.replace(",", ".")) for seconds, name in rows}


def test_the_times_are_told_if_they_are_asked_for(tmp_path):
    first, second = (build(SAMPLE, tmp_path / "site", "--verbose") for _ in range(2))
    assert "giây" not in first.stdout + second.stdout
    assert {
        "Xem có gì thay đổi",
        "Mở chương trình",
        "Mở MkDocs",
        "Đọc các tệp",
        "Đọc và kiểm tra dữ liệu",
        "Xếp các trang",
        "Xem những trang nào phải tạo lại",
        "Tạo các trang tự soạn",
        "Ghi trang tự soạn, dữ liệu mở, lịch và nguồn tin",
        "Tạo trang",
        "Lập chỉ mục tìm kiếm",
        "Soát các liên kết",
        "Thay trang cũ bằng trang mới",
    } < {*rows_of(first.stderr)}
    steps = [*rows_of(first.stderr)]
    assert steps.index("Tạo trang") < steps.index("Vẽ hình")  # the pages wait in memory until they are taken
    assert [*rows_of(second.stderr)] == ["Xem có gì thay đổi", "Tất cả"]  # nothing is to be done


def test_each_second_belongs_to_one_step(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("macros.steps.time.monotonic", lambda: now[0])
    steps = Steps()
    with steps:
        steps.begin("Mở")
        now[0] += 1
        with steps.step("Đọc"):
            now[0] += 2
        left = steps.each("Tạo", [1, 2], 2)
        next(left)  # nobody goes on with it
        now[0] += 4
        steps.begin("Ghi")
        now[0] += 8
    left.close()
    times = rows_of(steps.table())
    assert times.pop("Tất cả") == 15
    assert times["Đọc"] == 2 and times["Ghi"] == 8
    assert times["Mở"] == 5  # with what somebody left in the middle
