"""The last line of defence: whatever goes wrong, staff read one sentence and what to do, and the traceback lies in a file."""

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from macros.language.clock import VIETNAM
from macros.language.problems import DataError, listed, shown_path
from macros.language.reasons import told

LOGS = Path(__file__).parents[1] / ".cache"
_NAME = "loi.log"


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit status; what it can't end by itself is told, never shown as a traceback."""
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
