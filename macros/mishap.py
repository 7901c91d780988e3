"""The last line of defence: whatever goes wrong, staff read one sentence and what to do, and the traceback lies in a file."""

import _thread
import os
import platform
import re
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType

from macros.language.clock import VIETNAM
from macros.language.problems import DataError, listed, shown_path
from macros.language.reasons import told

LOGS = Path(__file__).parents[1] / ".cache"
_NAME = "loi.log"
_MOMENT = 0.05  # seconds
_ENDS_FIRST = re.compile(r"^<frozen importlib|popen_fork\.py$")


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit status; what it can't end by itself is told, never shown as a traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        with suppress(ValueError):  # a thread may not
            signal.signal(signal.SIGINT, _interrupt)
    try:
        status = run()
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("\nĐã dừng.")
        return 130
    except DataError as error:
        print(error.report(), file=sys.stderr)
        if error.warnings:
            print(f"\n{listed(error.warnings)}", file=sys.stderr)
    except BrokenPipeError:
        hush()
    except OSError as error:
        print(told(error), file=sys.stderr)
    except Exception as error:  # noqa: BLE001  # the one place where nothing may pass
        print(mishap(error), file=sys.stderr)
    return 1


def _interrupt(_: int, frame: FrameType | None) -> None:
    """Stop, as Ctrl+C asks. An import ends first, as numpy would take it for a part of its own that is missing, and that be told of a page; so
    does a fork, in which Python would print it and go on."""
    while frame:
        if _ENDS_FIRST.search(frame.f_code.co_filename):
            threading.Timer(_MOMENT, _interrupt_again).start()
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _interrupt_again() -> None:
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)  # which ends what it waits for


def hush() -> None:
    """Say no more: whoever listened has gone, as `head` does when it has its lines."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def mishap(error: BaseException) -> str:
    """What to tell staff of an error that nobody foresaw; its traceback is kept in a file."""
    todo = "Chạy lệnh check và sửa các lỗi được nêu; nếu vẫn vậy, gửi tệp {log} cho người phụ trách kỹ thuật"
    return f"Chương trình gặp lỗi không lường trước nên dừng lại; trang đã tạo lần trước vẫn giữ nguyên. {todo.format(log=_kept(error))}."


def _kept(error: BaseException) -> str:
    told = [
        f"{datetime.now(VIETNAM):%Y-%m-%d %H:%M}",
        " ".join(sys.argv),
        f"Python {platform.python_version()}, {platform.platform()}",
    ]
    text = "\n".join([*told, "", *traceback.format_exception(error)])
    for folder in (LOGS, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(exist_ok=True)
            (folder / _NAME).write_text(text, encoding="utf-8", errors="backslashreplace")
            return shown_path(folder / _NAME)
        except OSError:
            continue
    return "(không ghi được)"
