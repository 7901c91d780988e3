"""A table as a CSV file that a spreadsheet opens as it is meant: in UTF-8 with the mark without which Excel takes it for something
else, and without a text that would be run as a formula."""

import csv
import io
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from macros.language.numbers import plain_number

BETWEEN = ";"
"""What stands between the items of a list."""
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), also in other forms of the sign and behind what
# is not seen, which some programs drop; and the mark put before it: doubled where a text begins with it, so that whoever takes
# one off each such cell has the text as it was.
_FORMULA, _MARK = "=+-@", "'"
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # beside all that is space, control, format or a mark


def csv_file(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a row of titles, then the rows. Values are None, bool, int, Decimal, lists of texts, or what is told by its text."""
    return BOM_UTF8 + csv_rows([titles]) + csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of such values, to be put under others."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def unmarked(text: str) -> str:
    """The text of a cell without the mark that was put before it."""
    return text.removeprefix(_MARK)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return BETWEEN.join(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    text = str(value)
    return _MARK + text if isinstance(value, str) and (_begins_formula(text) or text.startswith(_MARK)) else text


def _begins_formula(text: str) -> bool:
    for letter in text:
        if letter not in _UNSEEN and unicodedata.category(letter)[0] not in "ZCM":
            return unicodedata.normalize("NFKC", letter) in _FORMULA
    return False
