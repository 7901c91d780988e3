"""What a person types at a terminal to the value of a field, as its file holds it."""

import re
from decimal import Decimal
from typing import Any

from macros.files.reader import fault_in
from macros.language.meant import day_meant
from macros.records.base import FieldType, Part
from macros.records.fields import Field

_THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"-?\d+,\d+")


def meant(field: Field, text: str) -> Any:
    """The value: dates and numbers also as Vietnamese writes them (`5/3/2026`, `33.786`, `36,6`); what is none stays a text, which
    the field's own rule refuses."""
    if field.type is FieldType.DATE:
        return day_meant(text) or text
    if field.type in (FieldType.NUMBER, FieldType.INTEGER):
        return _number(field, text)
    return text


def fault(part: type[Part], field: Field, text: str) -> str | None:
    """What is wrong with what was typed as one value of a field, and what to do; None if nothing is."""
    value = meant(field, text)
    return fault_in(part, field, text, [value] if field.many else value)


def _number(field: Field, text: str) -> Any:
    plain = text.replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".") if _DECIMAL.fullmatch(plain) else plain
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return text
    return int(plain) if field.type is FieldType.INTEGER and "." not in plain else Decimal(plain)
