"""What a command is at is shown before a terminal and nowhere else; how long it took can be told either way."""

import re

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
    done = build(SAMPLE, tmp_path / "site", "--verbose")
    assert "giây  Tạo trang" in done.stderr
    assert "giây" not in done.stdout
