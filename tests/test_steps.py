"""What a command is at is shown before a terminal and nowhere else; how long it took can be told either way."""

import re
import time

from macros.steps import Steps
from tests.conftest import SAMPLE, build


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


def test_without_a_terminal_nothing_is(capfd):
    steps = Steps()  # what the tests write to is none
    assert work(steps) == [1, 2, 3]
    assert capfd.readouterr() == ("", "")
    rows = steps.table().splitlines()
    assert [re.sub(r"^ *\d+,\d\d giây  ", "", row) for row in rows] == ["Chuẩn bị", "Tạo trang", "Tất cả"]


def test_the_times_are_told_if_they_are_asked_for(tmp_path):
    for step in ("Tạo trang", "Xem có gì thay đổi"):  # the second time nothing is to be done
        done = build(SAMPLE, tmp_path / "site", "--verbose")
        assert f"giây  {step}" in done.stderr
        assert "giây" not in done.stdout
        *times, whole = [
            float(row.split()[0].replace(",", ".")) for row in done.stderr.splitlines() if " giây  " in row
        ]
        assert 0.8 * whole < sum(times) < whole + 0.01 * len(times)  # hardly any time is of no step, and none of two


def test_a_step_within_another_has_its_time_to_itself():
    steps = Steps()
    with steps:
        steps.begin("Mở")
        with steps.step("Đọc"):
            time.sleep(0.05)
        left = steps.each("Tạo", [1, 2], 2)
        next(left)  # nobody goes on with it
        steps.begin("Ghi")
    left.close()
    times = {
        name: float(seconds.replace(",", "."))
        for seconds, name in (row.split(" giây  ") for row in steps.table().splitlines())
    }
    assert list(times) == ["Đọc", "Mở", "Ghi", "Tạo", "Tất cả"]
    assert times["Đọc"] >= 0.05
    assert times["Mở"] < 0.05
