"""Several records to their files: all of them or none, and never over what somebody else has written meanwhile."""

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.files.together import DESK, SAVING, Change, Changed, content_of, put_together
from macros.files.writer import text_with
from macros.language.clock import today
from macros.language.problems import DataError, in_file
from macros.publish.lock import held_to_write
from macros.records import Record
from macros.records.posting import dated


def contents_of(records: Iterable[Record]) -> dict[Path, bytes | None]:
    """What the files of these records hold now; None where there is none."""
    return {record.file.resolve(): content_of(record.file) for record in records}


def write_all(data: Path, records: Iterable[Record], was: Mapping[Path, bytes | None], reviewed: bool = False) -> int:
    """Write all of them, dated today; `was` is what their files held when this was thought out, `reviewed` whether the site's
    records are before they are posted. Return how many files changed.

    Raises DataError if one can't be written so that it is read back, or a file has changed since; OSError if the system refuses.
    Every file is then as it was.
    """
    data, day = data.resolve(), today()
    changes = []
    for record in records:
        file = record.file.resolve()
        now = text_with(file, dated(record, day, reviewed)).encode("utf-8")
        if now != was[file]:
            changes.append(Change(file, was[file], now))
    folder = data / DESK
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    held = held_to_write(data)
    try:
        put_together(data, changes, (), folder / SAVING, {})
        shutil.rmtree(folder / SAVING, ignore_errors=True)
    except Changed as error:
        raise DataError([in_file(error.file, "tệp vừa được chương trình khác ghi", "Chạy lại lệnh")]) from error
    finally:
        held.release()
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
    return len(changes)
