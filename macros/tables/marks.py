"""What a row held when it was written into a workbook: by that is told which cells were edited since, there and in the data."""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from macros.files.cells import Cell
from macros.language.characters import clean
from macros.language.dates import PartialDate

_LENGTH = 4  # letters for a cell: one in 16 million is taken for another


def mark_of(row: Sequence[Any]) -> str:
    """The mark of a row: of each of its cells in turn."""
    return "".join(map(_sign, row))


def marks_in(mark: str, count: int) -> list[str] | None:
    """The marks of the cells of a row of so many columns; None if the mark is not one of such a row."""
    if len(mark) != count * _LENGTH:
        return None
    return [mark[at : at + _LENGTH] for at in range(0, len(mark), _LENGTH)]


def is_marked(mark: str, value: Cell | date | int | None) -> bool:
    """Whether a cell is as it was when it was marked."""
    return _sign(value) == mark


def plain(value: Any) -> str:
    """What stands in a cell, for comparison: whatever the spreadsheet made of its blanks and its digits."""
    if value is None:
        return ""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, date | PartialDate):
        return str(value)
    return re.sub(r"\s+", " ", clean(str(value))).strip()


def _sign(value: Any) -> str:
    digest = hashlib.sha256(plain(value).encode()).digest()
    return urlsafe_b64encode(digest)[:_LENGTH].decode()
