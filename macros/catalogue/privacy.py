"""The privacy gate: all that a record publishes is looked at, field by field, for what is private.

Its id and old ids, its texts, numbers and addresses. Where an office says how to reach it, a mobile number or a mailbox
that anybody can have may be the office's own: there a person judges. What the field is for staff alone is not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from macros.language.disguise import BREAK, squeezed
from macros.language.privacy import Finding, private_in, private_in_address, private_in_id
from macros.language.private_words import NO_OFFICES, OFFICES, Kind
from macros.records.amount import Amount
from macros.records.base import WEB_PATTERN, FieldType, Part
from macros.records.fields import Field, fields_of
from macros.records.parts import Contact, Person
from macros.records.record import Record
from macros.records.site import Site
from macros.records.slip import Reception
from macros.records.unit import Centroid
from macros.records.walk import Place

_TEXTS = (FieldType.LINE, FieldType.PROSE)
_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
_NAMES = (FieldType.WORD, FieldType.FILE)
# How an office is reached; of a contact, all of it.
_REACHED_BY = {"phone", "hotlines", "email", "url", "address"}
_SHORTEST = 9
_OFFICE = re.compile(rf"\b(?:{OFFICES})\b", re.IGNORECASE)


def exposures(part: Part, path: Place = ()) -> Iterator[tuple[Place, Finding]]:
    """Yield everything private that `part` would publish, and where it stands."""
    if isinstance(part, Record):
        for finding in private_in_id(part.id):
            yield (), finding
    for field in _looked_at(type(part)):
        value = getattr(part, field.name)
        if value is None or value == []:
            continue
        place = (*path, field.name)
        for here, one in _items(place, value):
            if isinstance(one, Part):
                yield from exposures(one, here)
            else:
                yield from ((here, finding) for finding in _found(part, field, one))
    yield from _unnamed_offices(part, path)


def answered(part: Part, finding: Finding) -> bool:
    """Whether an editor has said why this may be published."""
    return any(answers(answer.text, finding) for answer in getattr(part, "privacy", ()))


def in_words(finding: Finding, reaches: bool = False) -> tuple[str, str]:
    """What is found, and what to do about it; `reaches`: where an office says how it is reached."""
    if finding.certain:
        return f"có {finding.kind}: {finding.masked}", finding.todo
    todo = "Xóa nếu là của riêng một người" if reaches else finding.todo
    answer = "Được phép đăng thì chép nguyên văn chỗ ấy vào privacy.text và ghi lý do vào privacy.reason"
    return f"có thể là {finding.kind}: {finding.masked}", f"{todo}. {answer}"


def stale(part: Part, findings: list[Finding]) -> Iterator[int]:
    """The numbers, from 0, of the answers to which there is no question."""
    for number, answer in enumerate(getattr(part, "privacy", ())):
        if not any(answers(answer.text, finding) for finding in findings):
            yield number


def answers(text: str, finding: Finding) -> bool:
    """Whether the text that an editor answered for is what was found."""
    return squeezed(finding.text).partition(BREAK)[0] in squeezed(text)


def _items(place: Place, value: object) -> Iterator[tuple[Place, object]]:
    """The items of a list with their places, or a value with its own."""
    if isinstance(value, list):
        yield from (((*place, number), item) for number, item in enumerate(value))
    else:
        yield place, value


@cache
def _looked_at(kind: type[Part]) -> tuple[Field, ...]:
    """The fields of a part that can hold something private: not dates, choices, links, nor the middle of a unit."""
    if issubclass(kind, Centroid):
        return ()
    types = (*_TEXTS, *_NUMBERS, *_NAMES)
    return tuple(
        field
        for field in fields_of(kind).values()
        if not field.internal and (field.type in types or (field.part and _looked_at(field.part)))
    )


def _found(part: Part, field: Field, value: object) -> Iterator[Finding]:
    if field.type in _NAMES:
        yield from private_in_id(str(value))
        return
    text = _number(value) if field.type in _NUMBERS else str(value)
    if field.type in _NUMBERS and len(text) < _SHORTEST:
        return
    if isinstance(part, Amount) and field.name in ("value", "to", "of", "as_written"):
        label, measure = (getattr(part, name, None) or "" for name in ("label", "measure"))
        known = {finding.text for finding in private_in(label)}
        found = private_in(f"{label}: {text} {measure}")
        yield from (finding for finding in found if finding.text not in known)
    elif field.name in ("phone", "hotlines"):
        yield from map(_of_an_office, private_in(f"Điện thoại: {text}"))
    elif field.pattern == WEB_PATTERN or text.startswith(("http://", "https://")):
        found = private_in_address(text)
        yield from map(_of_an_office, found) if _reaches_an_office(part, field) else found
    elif _reaches_an_office(part, field):
        found = private_in(text)
        yield from (_of_an_office(finding) for finding in found if finding.kind is not Kind.HOME)
    elif isinstance(part, Person) and field.name == "name":
        yield from (finding for finding in private_in(text) if finding.kind is not Kind.PERSON)
    else:
        yield from private_in(text)


def _number(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _reaches_an_office(part: Part, field: Field) -> bool:
    return field.name in _REACHED_BY and isinstance(part, Contact | Reception | Site)


def _of_an_office(finding: Finding) -> Finding:
    """What stands where an office says how to reach it may be the office's own."""
    return replace(finding, certain=False)


def _unnamed_offices(part: Part, path: Place) -> Iterator[tuple[Place, Finding]]:
    """People whose office is none."""
    if isinstance(part, Person) and part.office.casefold() in NO_OFFICES:
        yield (*path, "office"), Finding(Kind.PERSON, f"{part.name}, {part.office}", False)
    if (
        isinstance(part, Site)
        and part.responsible
        and "," not in part.responsible
        and not _OFFICE.search(part.responsible)
    ):
        yield (*path, "responsible"), Finding(Kind.PERSON, part.responsible, False)
