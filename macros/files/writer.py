"""Records to files: the only place that writes them, whole or not at all, and never what would not be read back."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from macros.files.edits import edited
from macros.files.reader import read_record
from macros.files.whole import written_beside
from macros.files.yaml_text import lines_of, values_of
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.records.base import Part
from macros.records.posting import dated

P = TypeVar("P", bound=Part)


def text_of(record: Part) -> str:
    """The text of a new file for a record or the settings of a site."""
    return "\n".join([*lines_of(type(record), values_of(record)), ""])


def write(file: Path, record: Part, day: date | None = None) -> None:
    """Make `file` hold `record`: as a new file, or by changing in it only what differs. With `day`, the day of this change,
    its dates are filled in.

    Raises:
        DataError: the file that is there can't be read, or the new one would not be read back as `record`. The folder
            is then as it was before.
        OSError: the same, for the reasons that the system has.
    """
    file, record = file.resolve(), dated(record, day) if day else record
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, text_of(record), record)
        return
    text = file.read_bytes().decode("utf-8", "replace")
    old = _read(file, type(record))
    try:
        new = edited(text, old, record)
    except ValueError as error:
        raise DataError([_by_hand(file)]) from error
    if new != text:
        _put(file, new, record)


def change(file: Path, kind: type[P], changes: Mapping[str, Any], day: date | None = None) -> P:
    """Give some fields of the record in `file` other values, as files hold them (None: none); return the new record, dated
    where `day` is given.

    Raises what `write` raises, and pydantic's ValidationError if the new values make no record.
    """
    values = {**values_of(_read(file, kind)), **changes}
    record = kind.model_validate({name: value for name, value in values.items() if value is not None})
    record = dated(record, day) if day else record
    write(file, record)
    return record


def text_with(file: Path, record: Part) -> str:
    """The text by which `file`, whether it is there or not, would hold `record`: read back, and not put in its place.

    Raises what `write` raises.
    """
    new = text_of(record)
    if file.exists():
        try:
            new = edited(file.read_bytes().decode("utf-8", "replace"), _read(file, type(record)), record)
        except ValueError as error:
            raise DataError([_by_hand(file)]) from error
    with TemporaryDirectory() as folder:
        made = Path(folder, file.name)
        made.write_bytes(new.encode("utf-8"))
        _prove(made, file, record)
    return new


def _read(file: Path, kind: type[P]) -> P:
    record, problems = read_record(file, kind)
    if record is None:
        raise DataError(problems)
    return record


def _put(file: Path, text: str, record: Part) -> None:
    """Write `text` beside `file`, read it back, and only then put it in its place."""
    with written_beside(file, text) as made:
        _prove(made, file, record)
        if file.exists():
            made.chmod(file.stat().st_mode)
        os.replace(made, file)


def _prove(made: Path, file: Path, record: Part) -> None:
    """Raise DataError, on `file`, if `made` isn't read back as `record`."""
    read, problems = read_record(made, type(record))
    if read is None:
        raise DataError([replace(problem, file=shown_path(file)) for problem in problems])
    if values_of(read, defaults=False) != values_of(record, defaults=False):
        raise DataError([_by_hand(file)])


def _by_hand(file: Path) -> Problem:
    return in_file(file, "chương trình không sửa được tệp này mà giữ đúng nội dung", "Mở tệp và sửa bằng tay")
