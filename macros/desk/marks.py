"""From which place of a record each thing on its page comes: marks in what the page is made of.

The texts and dates of a record are given a mark each, a character that nobody sees and no text holds, before the page is made. A
mark is no letter, so it changes neither slugs nor links; that it changes nothing else is seen by holding the page without its
marks against the page.
"""

import re
from typing import Any, NamedTuple, TypeVar

from macros.language.dates import PartialDate
from macros.language.markup import prose
from macros.records import Part, Record
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.records.figure import Target
from macros.records.walk import Place

R = TypeVar("R", bound=Record)

_FIRST, _MOST = 0x50000, 0xFFFF  # a plane of Unicode in which there are no characters
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]")
_LAST_LETTER = re.compile(r"(?<=\w)(?=[^\w\n]*$)", re.MULTILINE)
PASSAGES = frozenset((FieldType.PROSE,))
TEXTS = frozenset((*PASSAGES, FieldType.LINE, FieldType.WORD, FieldType.DATE))
# By these are records told apart and put in order, and targets found: another letter in them, and the site tells something else.
_NAMES: dict[type[Part], tuple[str, ...]] = {Record: ("name", "title", "abbreviation"), Target: ("label",)}


class Found(NamedTuple):
    """Where on a page, counted in characters, what stands at a place of the record ends."""

    at: int
    place: Place


class Marks:
    """The marks of one page, in the fields of these types."""

    def __init__(self, types: frozenset[FieldType]) -> None:
        self._types = types
        self._places: list[Place] = []

    def marked(self, record: R) -> R:
        """The same record, with marks in it."""
        copy = record.model_copy(deep=True).placed(record.file)
        self._mark(copy, ())
        return copy

    def apart(self, html: str) -> tuple[str, list[Found]]:
        """A page without its marks, and where they stood in it."""
        parts, found, at = _MARK.split(html), [], 0
        for part, mark in zip(parts, _MARK.findall(html), strict=False):
            at += len(part)
            number = ord(mark) - _FIRST
            if number < len(self._places):  # else it was in a text
                found.append(Found(at, self._places[number]))
        return "".join(parts), found

    def _mark(self, part: Part, path: Place) -> None:
        for field in fields_of(type(part)).values():
            value, place = getattr(part, field.name), (*path, field.name)
            if any(isinstance(part, kind) and field.name in names for kind, names in _NAMES.items()):
                continue
            if isinstance(value, list):
                part.__dict__[field.name] = [self._in(field, one, (*place, at)) for at, one in enumerate(value)]
            else:
                part.__dict__[field.name] = self._in(field, value, place)

    def _in(self, field: Field, value: Any, place: Place) -> Any:
        if isinstance(value, Part):
            self._mark(value, place)
        elif value is not None and field.type in self._types and len(self._places) <= _MOST:
            self._places.append(place)
            mark = chr(_FIRST + len(self._places) - 1)
            if isinstance(value, PartialDate):
                return _Date(value, mark)
            return _in_prose(value, mark) if field.type is FieldType.PROSE else _at_end(value, mark)
        return value


def _at_end(text: str, mark: str) -> str:
    """The text with a mark behind its last letter."""
    ends = [found.end() for found in _LAST_LETTER.finditer(text)]
    end = ends[-1] if ends else len(text)
    return f"{text[:end]}{mark}{text[end:]}"


def _in_prose(text: str, mark: str) -> str:
    """The passage with a mark behind the last letter of each of its lines, or of the last, as far as it reads the same then."""
    ways = (_LAST_LETTER.sub(mark, text), _at_end(text, mark), f"{text}{mark}")
    return next((way for way in ways if _MARK.sub("", prose(way)) == prose(text)), text)


class _Date(PartialDate):
    """A date that shows a mark, and is the same else."""

    def __init__(self, date: PartialDate, mark: str):
        super().__init__(date.year, date.month, date.day, date.about)
        object.__setattr__(self, "_date", date)
        object.__setattr__(self, "_mark", mark)

    @property
    def shown(self) -> str:
        shown: str = vars(self)["_date"].shown
        return f"{shown}{vars(self)['_mark']}"

    def __eq__(self, other: object) -> bool:
        return bool(vars(self)["_date"] == (vars(other)["_date"] if isinstance(other, _Date) else other))

    def __hash__(self) -> int:
        return hash(vars(self)["_date"])
