"""Our commands as staff give them, each in a process of its own: a fork of one that has imported all that they need, which
takes longer than most of what they do."""

import atexit
import multiprocessing.forkserver
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.imported"])


@cache
def _rendered() -> tempfile.TemporaryDirectory[str]:
    """What commands keep for those after them (`rendered.py`), as long as the tests run."""
    return tempfile.TemporaryDirectory()


@atexit.register
def _end() -> None:
    """Wait for that process to end, so that whoever measures the tests finds its time in theirs."""
    multiprocessing.forkserver._forkserver._stop()


def run(*arguments, top=ROOT, anew=False, timeout=None, **environment) -> subprocess.CompletedProcess[str]:
    """Run a command, with `environment` beside our own; return what it said and its exit status.

    Args:
        top: the project whose command it is: ours, or a copy that holds the same code.
        anew: whether in a Python that starts, as a copy with other code needs.
        timeout: seconds after which it is killed, if any.
    """
    command = [str(argument) for argument in arguments]
    # What Python itself heeds as it starts needs a Python that starts.
    if anew or environment.keys() - {"SOURCE_DATE_EPOCH"}:
        return subprocess.run(
            [sys.executable, "-m", "macros", *command],
            check=False,
            cwd=top,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
        )
    with tempfile.TemporaryDirectory() as folder:
        said = [os.path.join(folder, name) for name in ("out", "err")]
        process = PROCESSES.Process(
            target=_give, args=(command, {**os.environ, **environment}, said, top, _rendered().name)
        )
        process.start()
        process.join(timeout)
        process.kill()  # if it has not ended
        process.join()
        return subprocess.CompletedProcess(
            command, process.exitcode, *(Path(file).read_text(encoding="utf-8") for file in said)
        )


@contextmanager
def begun(*arguments) -> Iterator[tuple[BaseProcess, Path]]:
    """A command that goes on by itself until it is stopped, with the file that it says all in; killed if it still runs at the end."""
    with tempfile.TemporaryDirectory() as folder:
        said = os.path.join(folder, "said")
        command = [str(argument) for argument in arguments]
        process = PROCESSES.Process(
            target=_give, args=(command, dict(os.environ), [said, said], ROOT, _rendered().name)
        )
        process.start()
        try:
            yield process, Path(said)
        finally:
            process.kill()
            process.join()


def said_address(process: BaseProcess, said: Path, pattern: str) -> re.Match[str]:
    """What a command that has begun says of where it is, as soon as it says so."""
    until = time.monotonic() + 60
    while not (found := re.search(pattern, said.read_text(encoding="utf-8") if said.exists() else "")):
        assert process.is_alive() and time.monotonic() < until, "it says nothing of where it is"
        time.sleep(0.02)
    return found


def _give(command: list[str], environment: Mapping[str, str], said: list[str], top: Path, rendered: str) -> None:
    """Give the command of a project, and end as it ends."""
    from macros.commands import main
    from tests.rendered import keep_rendered

    keep_rendered(Path(rendered))
    for number, file in enumerate(said, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    for name, module in list(sys.modules.items()):
        for place in ("ROOT", "CONFIG"):
            if name.startswith("macros.") and hasattr(module, place):
                setattr(module, place, top / getattr(module, place).relative_to(ROOT))
    os.chdir(top)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["macros", *command]
    sys.exit(main(command))
