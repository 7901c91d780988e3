"""`manage.py date`: dates the records whose files are new or were changed since they were last dated."""

from collections.abc import Callable
from pathlib import Path

from macros.files.writer import write
from macros.language.clock import today
from macros.language.problems import shown_path
from macros.load import sound
from macros.records.posting import dated


def date_records(data: Path, say: Callable[[str], None] = print) -> int:
    """Write `posted`, `changed` and `seal` where they don't hold; return the exit status.

    Raises DataError if the data have a problem, and nothing is written then; OSError if a file can't be written.
    """
    catalogue = sound(data)
    count, day = 0, today()
    for record in catalogue:
        if (new := dated(record, day, catalogue.site.review)) is not record:
            write(record.file, new)
            say(f"{shown_path(record.file)}: {'ngày cập nhật' if record.posted else 'ngày đăng'} {day:%d/%m/%Y}")
            count += 1
    say(f"Đã ghi ngày vào {count} bản ghi." if count else "Không có bản ghi nào mới hoặc vừa sửa.")
    return 0
