"""A record as plain values that JSON can hold, and back, in a tenth of the time that checking it takes: for what was checked before.

A part is a list: which of its fields were set, as the bits of a number in the order in which it holds them, then their values.
What was not set has its default.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.records.base import Labelled, Part
from macros.records.fields import Field, held

T = TypeVar("T", bound=Part)
Packed = list[Any]

_WRITTEN = (PartialDate, Period, TimeOfDay)
_put = object.__setattr__  # parts are frozen


def packed(part: Part) -> Packed | None:
    """The values of a part; None if they are not all that it is, as where a field holds what is neither set nor its default."""
    try:
        return _packed(part)
    except _Otherwise:
        return None


def unpacked(kind: type[T], values: Packed) -> T:
    """The part of `kind` that was packed. Raises ValueError, TypeError, KeyError or IndexError, and pydantic's own errors, if
    `values` is none: what they are was checked before they were packed, and is not again."""
    made: T = _unpacker(kind)(values)
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
    """How parts of which the same fields were set are made: their other values, and the fields whose values were made plain."""

    names: tuple[str, ...]
    others: dict[str, Any]
    lists: tuple[str, ...]
    made_plain: tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def _unpacker(kind: type[Part]) -> Callable[[Packed], Any]:
    plans: dict[int, _Plan] = {}
    private = {name: one.default for name, one in kind.__private_attributes__.items()}

    def unpack(values: Packed) -> Part:
        bits, *given = values
        plan = plans.get(bits) or plans.setdefault(bits, _plan(kind, bits))
        held_now = plan.others.copy()
        held_now.update(zip(plan.names, given, strict=True))
        for name in plan.lists:
            held_now[name] = plan.others[name].copy()
        for name, whole in plan.made_plain:
            if (value := held_now[name]) is not None:
                held_now[name] = whole(value)
        made = kind.__new__(kind)
        _put(made, "__dict__", held_now)
        _put(made, "__pydantic_fields_set__", {*plan.names})
        _put(made, "__pydantic_extra__", None)
        _put(made, "__pydantic_private__", private.copy() if private else None)
        return made

    return unpack


def _plan(kind: type[Part], bits: int) -> _Plan:
    fields = held(kind)
    is_set = [field for place, field in enumerate(fields) if bits >> place & 1]
    if any(field.required and field not in is_set for field in fields):
        raise ValueError(f"a {kind.__name__} without all that it needs")
    return _Plan(
        tuple(field.name for field in is_set),
        {field.name: field.default for field in fields},
        tuple(field.name for field in fields if field not in is_set and isinstance(field.default, list)),
        tuple((field.name, whole) for field in is_set if (whole := _whole(field))),
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
    else:
        return None
    return (lambda items: [one(item) for item in items]) if field.many else one
