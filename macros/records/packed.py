"""A record as plain values that JSON can hold, and back, in a tenth of the time that checking it takes: for what was checked before.

A part is a list: which of its fields were set, as the bits of a number in the order in which it holds them, then their values.
What was not set has its default. A record is a list of the same, without its lists of parts, and these, which are only made when they are asked for.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.records.base import Labelled, Part
from macros.records.fields import Field, held
from macros.records.record import LATE, Foretold, Record

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Part)
Packed = list[Any]

_WRITTEN = (PartialDate, Period, TimeOfDay)
_put = object.__setattr__  # parts are frozen


def packed(record: Record, foretold: Foretold) -> bytes | None:
    """The values of a record: a line, with what is foretold of it, and one for each list of parts; None if they are not all that it is, as
    where a field holds what is neither set nor its default."""
    try:
        bits, *values = _packed(record)
    except _Otherwise:
        return None
    late, now, lists = 0, [], []
    is_set = [(place, field) for place, field in enumerate(held(type(record))) if bits >> place & 1]
    for (place, field), value in zip(is_set, values, strict=True):
        if field.part and field.many and value:
            late |= 1 << place
            lists.append(value)
        else:
            now.append(value)
    lines = (
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in ([bits, late, foretold, *now], *lists)
    )
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def unpacked(kind: type[R], file: Path, content: bytes) -> R:
    """The record of `kind` in a file that was packed. Raises ValueError, TypeError, KeyError or IndexError, and pydantic's own errors, if
    `content` is none: what they are was checked before they were packed, and is not again."""
    made: R = _opener(kind)(file, content)  # type: ignore[assignment]  # which is of this kind
    return made


class _Otherwise(Exception):
    """A part that isn't told by the values of its fields."""


def _packed(part: Part) -> Packed:
    kind, fields_set = type(part), part.model_fields_set
    bits, values = 0, []
    for place, (field, plain) in enumerate(_plain(kind)):
        value = getattr(part, field.name)
        if field.name in fields_set:
            bits |= 1 << place
            values.append(plain(value) if value is not None else None)
        elif value != field.default or type(value) is not type(field.default):
            raise _Otherwise
    return [bits, *values]


@cache
def _plain(kind: type[Part]) -> tuple[tuple[Field, Callable[[Any], Any]], ...]:
    """Each field with what makes its value plain."""

    def plain(field: Field) -> Callable[[Any], Any]:
        one: Callable[[Any], Any]
        if field.part:
            one = _packed
        elif issubclass(field.holds, Labelled):
            one = _value
        elif field.holds in (Decimal, *_WRITTEN):
            one = str
        else:
            one = _itself
        return (lambda items: [one(item) for item in items]) if field.many else one

    return tuple((field, plain(field)) for field in held(kind))


def _value(choice: Labelled) -> str:
    return choice.value


def _itself(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class _Plan:
    """How parts are made of which the same fields were set: these, their other values, the fields whose values were made plain, and the
    lists of parts that are made later, by the line in which each stands. What all have in common is shared, empty lists too: nobody changes it."""

    fields_set: set[str]
    names: tuple[str, ...]
    others: dict[str, Any]
    made_plain: tuple[tuple[str, Callable[[Any], Any]], ...]
    late: dict[str, tuple[int, Callable[[Any], Any]]]

    def held(self, given: Sequence[Any]) -> dict[str, Any]:
        """What a part of these values holds."""
        held_now = self.others.copy()
        held_now.update(zip(self.names, given, strict=True))
        for name, whole in self.made_plain:
            if (value := held_now[name]) is not None:
                held_now[name] = whole(value)
        return held_now


class _Late:
    """The lists of parts of a record that nobody has asked for yet."""

    __slots__ = ("_foretold", "_lines", "_places")

    def __init__(self, places: Mapping[str, tuple[int, Callable[[Any], Any]]], lines: bytes, foretold: list[Any]):
        self._places, self._lines, self._foretold = places, lines, foretold

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> Any:
        line, whole = self._places[name]
        return whole(_read(self._lines.split(b"\n")[line]))

    @property
    def foretold(self) -> Foretold:
        """What follows from them."""
        return Foretold(*self._foretold)


def _read(line: bytes) -> Any:
    return json.loads(line.decode("utf-8", "surrogatepass"))  # of bytes, the encoding would be guessed at


@cache
def _opener(kind: type[Record]) -> Callable[[Path, bytes], Record]:
    plans: dict[tuple[int, int], _Plan] = {}

    def open_(file: Path, content: bytes) -> Record:
        first, _, lines = content.partition(b"\n")
        bits, late, foretold, *given = _read(first)
        plan = plans.get((bits, late)) or plans.setdefault((bits, late), _plan(kind, bits, late))
        if content.count(b"\n") != len(plan.late):
            raise ValueError(f"a {kind.__name__} without all its lists")
        held_now = plan.held(given)
        if late:
            held_now[LATE] = _Late(plan.late, lines, foretold)
        return _made(kind, held_now, plan.fields_set, {"_id": file.stem, "_file": file})

    return open_


@cache
def _unpacker(kind: type[Part]) -> Callable[[Packed], Part]:
    plans: dict[int, _Plan] = {}

    def unpack(values: Packed) -> Part:
        bits, *given = values
        plan = plans.get(bits) or plans.setdefault(bits, _plan(kind, bits))
        return _made(kind, plan.held(given), plan.fields_set)

    return unpack


def _made(kind: type[T], held_now: dict[str, Any], fields_set: set[str], private: dict[str, Any] | None = None) -> T:
    made = kind.__new__(kind)
    _put(made, "__dict__", held_now)
    _put(made, "__pydantic_fields_set__", fields_set)
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", private)
    return made


def _plan(kind: type[Part], bits: int, late: int = 0) -> _Plan:
    fields = held(kind)
    is_set = [field for place, field in enumerate(fields) if bits >> place & 1]
    later = [field for place, field in enumerate(fields) if late >> place & 1]
    if any(field.required and field not in is_set for field in fields):
        raise ValueError(f"a {kind.__name__} without all that it needs")
    if not all(field in is_set and field.part and field.many for field in later):
        raise ValueError(f"a {kind.__name__} of which something is to be made later that isn't a list of parts")
    return _Plan(
        {field.name for field in is_set},
        tuple(field.name for field in is_set if field not in later),
        {field.name: field.default for field in fields if field not in later},
        tuple((field.name, whole) for field in is_set if field not in later and (whole := _whole(field))),
        {field.name: (line, whole) for line, field in enumerate(later) if (whole := _whole(field))},
    )


def _whole(field: Field) -> Callable[[Any], Any] | None:
    """What makes the value of a field out of a plain one; None if it is one."""
    one: Callable[[Any], Any]
    if field.part:
        one = _unpacker(field.part)
    elif issubclass(field.holds, Labelled):
        one = {choice.value: choice for choice in field.choices}.__getitem__
    elif field.holds is Decimal:
        one = Decimal
    elif field.holds in _WRITTEN:
        one = cache(field.holds.parse)
    elif field.link:
        one = intern  # many link to the same
    else:
        return None
    return (lambda items: [one(item) for item in items]) if field.many else one
