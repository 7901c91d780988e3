"""What a save changed, in words: which record, which field, what stood there and what stands there now."""

from collections.abc import Iterator, Mapping
from typing import Any

from macros.catalogue import Catalogue
from macros.files.yaml_text import values_of
from macros.language.characters import told
from macros.records import Part, Record, Site
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.staff.called import value_shown

_LONGEST = 120
_MOST = 40
_NEVER = {"seal", "posted", "changed"}
"""What the program writes by itself, which is no news."""


def in_words(was: Part | None, now: Part | None, catalogue: Catalogue) -> list[str]:
    """The changes from one state of a record to another, one a line; None: there is no record."""
    part = now or was
    assert part
    if was is None or now is None:
        return []
    lines = list(_changes(type(part), values_of(was), values_of(now), "", catalogue))
    return lines[:_MOST] + ([f"và {len(lines) - _MOST} chỗ khác"] if len(lines) > _MOST else [])


def title_of(part: Part) -> str:
    """What a record is called in the history: `sự kiện “Lễ ra mắt…”`."""
    if isinstance(part, Site):
        return part.noun
    return f"{part.noun} “{told(part.heading, _LONGEST)}”" if isinstance(part, Record) else part.noun


def _changes(
    kind: type[Part], was: Mapping[str, Any], now: Mapping[str, Any], above: str, catalogue: Catalogue
) -> Iterator[str]:
    for name, field in fields_of(kind).items():
        old, new = was.get(name), now.get(name)
        if old == new or name in _NEVER:
            continue
        label = f"{above}{field.label}"
        if field.part and isinstance(old, dict) and isinstance(new, dict):
            yield from _changes(field.part, old, new, f"{label}, ", catalogue)
        elif field.many:
            yield from _items(field, old or [], new or [], label, catalogue)
        else:
            yield f"{label}: {_one(field, old, catalogue)} → {_one(field, new, catalogue)}"


def _items(field: Field, old: list[Any], new: list[Any], label: str, catalogue: Catalogue) -> Iterator[str]:
    """Of lists: what is new, what is gone, what has changed at its place, or that their order has."""
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    if not gone and not come:
        yield f"{label}: đổi thứ tự"
    if field.part and len(gone) == len(come):
        for one, other in zip(gone, come, strict=True):
            place = f"{label} {new.index(other) + 1}" if len(new) > 1 else label
            yield from _changes(field.part, one, other, f"{place}, ", catalogue)
        return
    yield from (f"{label}: thêm {_one(field, one, catalogue)}" for one in come)
    yield from (f"{label}: bỏ {_one(field, one, catalogue)}" for one in gone)


def _one(field: Field, value: Any, catalogue: Catalogue) -> str:
    """A value as a person reads it."""
    if value is None:
        return "(trống)"
    if isinstance(value, dict):
        assert field.part
        texts = [
            one for name, one in value.items() if isinstance(one, str) and fields_of(field.part)[name].type in _TEXTS
        ]
        return f"“{told(texts[0], _LONGEST)}”" if texts else field.part.noun
    text = value_shown(catalogue, field, value)
    if field.link or field.choices:
        return text
    text = told(text, _LONGEST)
    return f"“{text}”" if field.type in _TEXTS else text


_TEXTS = (FieldType.LINE, FieldType.PROSE)
