"""Values of a state as a person reads them: dates and numbers as the site shows them, links by the names of what they lead to."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import PydanticCustomError

from macros.changes.state import File, State
from macros.changes.words import Word
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.numbers import shown_number, shown_size
from macros.records.base import FieldType

TEXTS = (FieldType.LINE, FieldType.PROSE)
"""What is quoted."""
_PARSED = {FieldType.DATE: PartialDate, FieldType.PERIOD: Period, FieldType.TIME: TimeOfDay}
_BETWEEN = "\0"


def with_content(name: str, file: File) -> str:
    """The name of a file as a value that is another one when the file holds anything else."""
    return _BETWEEN.join((name, file.digest, str(file.size)))


def shown(word: Word, value: Any, state: State) -> str:
    """One value of a field, or an item of one, on one line or, of a longer text, on several; a part with all that it says."""
    if isinstance(value, list):
        return "; ".join(shown(word, one, state) for one in value)
    if isinstance(value, dict):
        return _part(value, word.part, state)
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value)
    if word.link:
        return state.names.get((word.link, text)) or text
    if word.choices:
        return word.choices.get(text, text)
    if word.type == FieldType.FILE:
        return _file(text)
    if word.type in (FieldType.NUMBER, FieldType.INTEGER):
        return _number(text)
    if parsed := _PARSED.get(word.type):  # type: ignore[call-overload]
        return _date(parsed, text)
    return text


def first_text(values: Mapping[str, Any], kind: str, state: State) -> str:
    """By which a part is told from others like it: the first text in it, else all that it says."""
    fields = state.words[kind].fields if kind in state.words else {}
    found = (values[name] for name, word in fields.items() if word.type in TEXTS and isinstance(values.get(name), str))
    return next(found, "") or _part(values, kind, state)


def _part(values: Mapping[str, Any], kind: str, state: State) -> str:
    """The first text of a part, and behind it in brackets what else it says."""
    fields = state.words[kind].fields if kind in state.words else {}
    lead, rest = "", list[str]()
    for name in in_order(fields, values):
        if name == "seal":  # which the program alone reads
            continue
        word = fields.get(name) or unknown(name)
        text = shown(word, values[name], state)
        if not lead and not rest and word.type in TEXTS and not word.many:
            lead = text
        else:
            rest.append(f"{word.label}: {text}")
    if not lead:
        return "; ".join(rest)
    return f"{lead} ({'; '.join(rest)})" if rest else lead


def in_order(fields: Mapping[str, Word], values: Mapping[str, Any]) -> list[str]:
    """The names of what a part holds, in the order of its fields, what is no field of it last."""
    return [name for name in fields if name in values] + [name for name in values if name not in fields]


def unknown(name: str) -> Word:
    """What is said of a field that nothing is known of: its name."""
    return Word(name, FieldType.LINE.value, False, False, "", "", None, {}, False)


def _number(text: str) -> str:
    try:
        return shown_number(Decimal(text))
    except (InvalidOperation, ValueError):
        return text


def _date(kind: Any, text: str) -> str:
    try:
        return getattr(kind.parse(text), "shown", text)
    except (PydanticCustomError, ValueError):
        return text


def _file(text: str) -> str:
    name, between, content = text.partition(_BETWEEN)
    digest, _, size = content.partition(_BETWEEN)
    if not between:
        return name
    if not digest:
        return f"{name} (không có tệp, hoặc tệp hỏng)"
    return f"{name} ({shown_size(int(size))}, nội dung mang mã {digest[:8]})"
