"""When a record was posted and last changed, and whether its text has changed since: what tools that write records fill in.

A date is what whoever changes a file by hand forgets. So a seal of what the record tells stands beside the dates: as long as it
fits, the date of the last change holds; `check` names the records where it doesn't, and `manage.py date` dates them anew.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from macros.language.dates import PartialDate
from macros.records.base import Part
from macros.records.fields import fields_of
from macros.records.former import in_old_names
from macros.records.record import Record

P = TypeVar("P", bound=Part)

_APART = {"aliases", "posted", "changed"}


def content(part: Part) -> dict[str, Any]:
    """What a part tells, as text and lists of text: the fields that hold something, so a field that the code gains changes
    none; not what is for staff, nor the record's old ids and dates. Under the names that fields had first, so a field that the
    code renames changes none either."""
    return in_old_names(type(part), dict(_told(part)))


def seal(record: Record) -> str:
    """Of all that a record tells: letters only, so that no reader takes it for a number that means something."""
    return sealed(content(record))


def sealed(content: Any) -> str:
    """The seal of what JSON can hold."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return "".join(chr(ord("a") + int(digit, 16)) for digit in hashlib.sha256(told.encode()).hexdigest()[:16])


def is_dated(record: Record) -> bool:
    """Whether the record's dates hold for what it tells now."""
    return bool(record.posted and record.changed) and record.seal == seal(record)


def dated(record: P, day: date, reviewed: bool = False) -> P:
    """The same record, posted on `day` if it wasn't yet, or on the later one on which it is to appear, and changed then if it tells
    anything else than when it was last dated. A draft, and what is no record, as it was; so is what was never approved where
    records are `reviewed`: it will be dated when it is."""
    if not isinstance(record, Record) or record.draft or (reviewed and not record.approval):
        return record
    on = _on(record, day)
    is_to_come = record.posted is not None and str(record.posted) > str(day)  # it was to appear on another day
    if is_dated(record) and not (is_to_come and record.posted != on):
        return record
    posted = record.posted if record.posted and not is_to_come else on
    return record.model_copy(update={"posted": posted, "changed": on, "seal": seal(record)})


def _on(record: Record, day: date) -> PartialDate:
    """The first day from `day` on on which a record is to be seen."""
    on = PartialDate.of(day)
    return record.publish_on if record.publish_on and str(record.publish_on) > str(on) else on


def _told(part: Part) -> Iterator[tuple[str, Any]]:
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if name not in _APART and not field.internal and value != field.default and value not in (None, [], ""):
            yield name, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return content(value) if isinstance(value, Part) else str(value)
