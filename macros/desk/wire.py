"""Records as they travel between the desk and its forms: what a file holds, as JSON, in the long form.

A list is a list, a passage is `{text, source}`, numbers are text in plain notation (`"33786"`, `"36.6"`) so that no digit is lost.
What comes back is read as a file's values are, and refused in the checker's words at its field; nothing of it was ever written.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.desk.guide import explained
from macros.files.reader import explain
from macros.files.yaml_nodes import dotted
from macros.files.yaml_text import Values, values_of
from macros.forms.wording import told_in_forms
from macros.language.characters import clean, old_encoding, wrong_in
from macros.language.problems import Problem, place_of
from macros.records import BY_FOLDER, Part, Site
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.records.walk import Place

P = TypeVar("P", bound=Part)
Wire = dict[str, Any]

SETTINGS = "site"
"""What the settings of the site are called where records have their folder, and their id."""
KINDS: dict[str, type[Part]] = {**BY_FOLDER, SETTINGS: Site}

_MISSING = "mục này bắt buộc"
_STOOD_IN = (FieldType.LINE, FieldType.PROSE, FieldType.LINK)
_NOTHING = "…"

_PLAIN = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_LONGEST_NUMBER = 30
_MOST_VALUES = 20_000
_DEEPEST = 12


def to_wire(part: Part) -> Wire:
    """What a record or the settings hold, as JSON."""
    return {name: _sent(value) for name, value in values_of(part).items()}


def from_wire(kind: type[P], values: Any, place: str = "") -> tuple[P | None, list[Problem]]:
    """The record of `kind` that these values make, or None and all that is wrong with them, each at its field; `place` is the
    file that the problems name. What is empty counts as not written."""
    odd: list[tuple[Place, str, str]] = []
    if not isinstance(values, dict) or _size(values) > _MOST_VALUES:
        return None, [Problem(place, 0, 0, "", "không đọc được bản ghi này", "Tải lại trang rồi thử lại")]
    received = _received(kind, values, (), odd)
    problems = [Problem(place, 0, 0, dotted(at), what, todo) for at, what, todo in odd]
    try:
        made = kind.model_validate(received)
    except ValidationError as error:
        told = {problem.field for problem in problems}
        others = [_problem(place, kind, details) for details in error.errors(include_url=False)]
        return None, problems + [one for one in others if one.field not in told]
    return (None, problems) if problems else (made, [])


def stood_in(kind: type[P], values: Wire, problems: Iterable[Problem]) -> tuple[P | None, set[str]]:
    """The record that values would make if something stood where its own texts and links are still missing, and without the lists and
    parts in which something is wrong; which fields these are. None if more is wrong with them."""
    values, names = dict(values), set()
    for problem in problems:
        name, *within = place_of(problem.field) or ("",)
        field = fields_of(kind).get(str(name))
        if field and within and not field.required:
            values.pop(field.name, None)
        elif field and not within and problem.what == _MISSING and field.type in _STOOD_IN:
            values[field.name] = _NOTHING
        else:
            return None, set()
        names.add(field.name)
    return from_wire(kind, values)[0], names


def placed(problem: Problem, folder: str, record_id: str | None) -> Wire:
    """A problem of a record, as JSON."""
    return {
        "folder": folder,
        "id": record_id,
        "place": list(place_of(problem.field)),
        "what": told_in_forms(problem.what),
        "todo": told_in_forms(problem.todo),
        "hint": problem.hint,
        "judged": problem.judged,
        "more": explained(problem.what),
    }


def linked_anew(kind: type[Part], values: Wire, names: Mapping[tuple[str, str], str | None]) -> Wire:
    """The same values with other ids in their links: by folder and old id the new one, None where the link is to go."""
    found = {}
    for name, value in values.items():
        field = fields_of(kind).get(name)
        here = _linked_anew(field, value, names) if field else value
        if here is not None:
            found[name] = here
    return found


def _linked_anew(field: Field, value: Any, names: Mapping[tuple[str, str], str | None]) -> Any:
    if isinstance(value, list):
        return [one for one in (_linked_anew(field, item, names) for item in value) if one is not None]
    if isinstance(value, dict) and field.part:
        made = linked_anew(field.part, value, names)
        needed = (one.name for one in fields_of(field.part).values() if one.required and one.link)
        is_lost = any(name in value and name not in made for name in needed)
        return None if is_lost and not (field.many or field.required) else made  # a part that speaks of what is gone
    return names.get((field.link, value), value) if field.link and isinstance(value, str) else value


def _sent(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sent(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_sent(one) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _received(kind: type[Part], values: Mapping[str, Any], place: Place, odd: list[tuple[Place, str, str]]) -> Values:
    """Values as a file would hold them; what no file may hold is put into `odd`."""
    fields, found = fields_of(kind), {}
    for name, value in values.items():
        field = fields.get(name)
        here = _value(field, value, (*place, name), odd) if field else value
        if here not in (None, "", [], {}) or field is None or value == {}:  # a part of which nothing is told is told of
            found[name] = here
    return found


def _value(field: Field, value: Any, place: Place, odd: list[tuple[Place, str, str]]) -> Any:
    if isinstance(value, list):
        return [
            here if (here := _value(field, one, (*place, number), odd)) or one in ({}, 0, False) else None
            for number, one in enumerate(value)
        ]
    if isinstance(value, dict) and field.part:
        return _received(field.part, value, place, odd)
    if not isinstance(value, str):
        return value
    text = clean(value).replace("\r\n", "\n").replace("\r", "\n")
    if field.type not in (FieldType.PROSE, FieldType.LINE, FieldType.PART):
        text = text.strip()
    elif not text.strip():
        text = ""
    odd += [(place, what, todo) for _, what, todo in wrong_in(text)][:1]
    if encoding := old_encoding(value):
        what = f"chữ ở bảng mã cũ ({encoding}), không phải Unicode"
        odd.append((place, what, "Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại, hoặc gõ lại"))
    is_number = field.type in (FieldType.INTEGER, FieldType.NUMBER) and len(text) < _LONGEST_NUMBER
    if is_number and (plain := _PLAIN.fullmatch(text)):
        return Decimal(text) if plain[1] else int(text)
    return text


def _problem(file: str, kind: type[Part], error: Any) -> Problem:
    what, todo, hint = explain(kind, error, None if error["type"] == "missing" else error["input"])
    if error["type"] == "missing":  # there are no lines in a form
        what, todo = _MISSING, "Điền vào"
    other = error.get("ctx", {}).get("name")
    if field := _beside(kind, error["loc"], other):
        what = what.replace(f" {other} ", f" “{field.label}” ")
    return Problem(file, 0, 0, dotted(error["loc"]), what, todo, hint)


def _beside(kind: type[Part], place: Place, name: Any) -> Field | None:
    """The field of a name in the part in which a place lies: a form shows labels, where a file has names."""
    for step in place[:-1]:
        field = fields_of(kind).get(step) if isinstance(step, str) else None
        kind = field.part if field and field.part else kind
    return fields_of(kind).get(name) if isinstance(name, str) else None


def _size(value: Any, depth: int = 0) -> int:
    """How many values there are; more than any record has where they lie too deep."""
    if depth > _DEEPEST:
        return _MOST_VALUES + 1
    within: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(_size(one, depth + 1) for one in within)
