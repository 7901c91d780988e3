"""Work that is shared among processes comes out as if one had done it, and leaves nobody behind."""

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros import generated, running, workers
from macros.build import Build, Settings
from macros.language.reasons import told
from macros.steps import Steps
from macros.workers import Aside, Workers
from tests.conftest import SAMPLE, TODAY
from tests.edits import differing

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds for a process to end


class Doubler:
    """Stands for what is dear to get ready; picklable, as a process that isn't forked needs."""

    def __call__(self):
        return self.double

    def double(self, number: int) -> tuple[int, int]:
        if number < 0:
            raise ValueError(f"{number} is below nothing")
        return number * 2, os.getpid()


@pytest.mark.parametrize("forking", [True, False] if workers.FORKING else [False])
def test_many_things_are_shared_and_come_in_their_order(monkeypatch, forking):
    monkeypatch.setattr(workers, "FORKING", forking)
    got = list(Workers(Doubler(), range(200), most=2).results())
    assert [double for double, _ in got] == [number * 2 for number in range(200)]
    assert os.getpid() not in {process for _, process in got}


@pytest.mark.parametrize(("things", "most"), [(range(30), 8), (range(200), 1), ([], 2)])
def test_few_things_or_one_processor_need_no_other_process(things, most):
    assert list(Workers(Doubler(), things, most).results()) == [(number * 2, os.getpid()) for number in things]


def test_a_process_is_begun_for_as_many_things_as_it_is_worth_and_fewer_are_done_by_what_is_ready_here():
    def here():
        return lambda number: (number * 2, "here")

    few, many = (
        Workers(Doubler(), range(79), 2, here=here, worth=40),
        Workers(Doubler(), range(80), 2, here=here, worth=40),
    )
    assert list(few.results()) == [(number * 2, "here") for number in range(79)]
    assert {process for _, process in many.results()}.isdisjoint({"here", os.getpid()})


@pytest.mark.parametrize("worth", [10, 1000])
def test_where_there_is_no_fork_pages_come_out_the_same_made_here_or_by_processes_that_begin_anew(
    tmp_path, mini_site, worth
):
    script = (
        "from macros import workers; workers.FORKING, workers.processors = False, lambda: 2\n"
        "from macros import generated; generated._WORTH = int(sys.argv.pop(1)); begin = workers.Workers.__init__\n"
        "def told(this, *of, **named): begin(this, *of, **named); print(of[0].__class__.__name__, this._alone is None)\n"
        "workers.Workers.__init__ = told\n"
        "from macros.commands import main; sys.exit(main())\n"
    )
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; {script}", str(worth), "build", "--data", data, "--site-dir", tmp_path / "site"],
        check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": TODAY},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert ("partial True" in done.stdout) == (worth == 10), done.stdout
    assert not differing(tmp_path / "site", mini_site)


def test_what_goes_wrong_in_a_process_is_told_here():
    with pytest.raises(ValueError, match="-1 is below nothing"):
        list(Workers(Doubler(), [*range(60), -1, *range(60)], most=2).results())


@pytest.mark.parametrize("forking", [True, False] if workers.FORKING else [False])
def test_what_is_done_aside_is_done_at_its_end_and_what_goes_wrong_is_told_here(monkeypatch, tmp_path, forking):
    monkeypatch.setattr(workers, "FORKING", forking)
    Aside(lambda: (tmp_path / "by").write_text(str(os.getpid()))).finish()
    assert (int((tmp_path / "by").read_text()) != os.getpid()) == forking
    with pytest.raises(ValueError, match="-1 is below nothing"):
        Aside(lambda: print(Doubler().double(-1))).finish()


@pytest.mark.skipif(not workers.FORKING, reason="done here")
def test_what_is_done_aside_can_be_ended_and_its_end_is_noticed():
    slow = Aside(lambda: time.sleep(600))
    slow.stop()
    with pytest.raises(ChildProcessError):
        slow.finish()


@pytest.mark.skipif(not workers.FORKING, reason="done here")
def test_so_is_an_end_in_the_middle_of_what_it_tells():
    slow = Aside(lambda: "x" * 10_000_000)  # more than the system holds for whoever doesn't read yet
    slow._end.poll(60)
    slow.stop()
    with pytest.raises(ChildProcessError):
        slow.finish()


class Killed:
    """One thing is one too many."""

    def __call__(self):
        return lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == 70 else number


@pytest.mark.skipif(not workers.FORKING, reason="others have no such signal")
def test_a_process_that_the_system_ends_is_told_in_words():
    with pytest.raises(ChildProcessError) as caught:
        list(Workers(Killed(), range(200), most=2).results())
    assert told(caught.value).startswith("Một phần việc bị hệ thống dừng giữa chừng, thường vì máy hết bộ nhớ.")


@pytest.fixture
def no_second(monkeypatch):
    """A system that begins one process and refuses the next, or is stopped before it."""
    fork, this = os.fork, os.getpid()

    def refuse(error):
        asked = iter([None])

        def begin():
            if os.getpid() == this and next(asked, error):
                raise error
            return fork()

        monkeypatch.setattr(os, "fork", begin)

    return refuse


@pytest.mark.skipif(not workers.FORKING, reason="they are begun otherwise")
@pytest.mark.parametrize(
    ("error", "told"),
    [(BlockingIOError(errno.EAGAIN, "short"), ChildProcessError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_where_not_all_processes_can_be_begun_none_waits_for_ever(error, told, no_second):
    """Nor does this one for its end, when it ends itself."""
    no_second(error)
    with pytest.raises(told):
        Workers(Doubler(), range(200), most=2)
    assert not [one for one in multiprocessing.active_children() if one.join(PATIENCE) or one.is_alive()]


@pytest.mark.skipif(not workers.FORKING, reason="done here")
def test_what_is_done_aside_is_ended_where_pages_cannot_be_made(tmp_path, monkeypatch, no_second):
    monkeypatch.setattr(Build, "write_search", lambda *_: time.sleep(600))
    monkeypatch.setattr(generated, "Workers", lambda *_, **__: Workers(Doubler(), range(200), most=2))
    monkeypatch.setattr(workers, "processors", lambda: 1)
    no_second(BlockingIOError(errno.EAGAIN, "short"))
    assert running.build(Settings(SAMPLE, tmp_path / "site"), Steps(shown=False))[0] == 1
    assert not multiprocessing.active_children() and not os.listdir(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux lists them")
def test_no_process_outlives_the_one_that_began_it():
    """Killed, it can't say goodbye; what it leaves would wait for work for ever, and hold the lock of the place."""
    script = (
        "import time; from macros.workers import Workers\n"
        "class Slow:\n"
        "    def __call__(self): return self.work\n"
        "    def work(self, _): time.sleep(0.05)\n"
        "crew = Workers(Slow(), range(2000), most=2)\n"
        "from macros.workers import Aside\n"
        "aside = Aside(lambda: time.sleep(2000))\n"
        "print(*crew._pool._processes, aside._process.pid, flush=True)\n"
        "list(crew.results())\n"
    )
    begun = subprocess.Popen([sys.executable, "-P", "-c", script], stdout=subprocess.PIPE, cwd=ROOT, text=True,
                             env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert begun.stdout
    left = begun.stdout.readline().split()
    assert len(left) == 3
    begun.kill()
    begun.communicate()
    until = time.monotonic() + 60
    while any(Path("/proc", one).exists() for one in left) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in left if Path("/proc", one).exists()]
