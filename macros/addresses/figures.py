"""Where each published number can be cited: an anchor made of what it counts, so that it stays where it is when numbers come before
it, when they are put in another order, and when its value is corrected.

Numbers of one record about the same thing, as sources differ, share the anchor of that thing, which stands at the first of them; each
has one of its own besides.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.addresses import address
from macros.addresses.address import Address
from macros.catalogue import Finder
from macros.language.text import slug, visible
from macros.records import Part, Record, Result, Unit
from macros.records.figure import Figure, Row, Target
from macros.records.parts import Award, Prize
from macros.records.rating import Grade, Rating
from macros.records.session import Session
from macros.records.walk import Place, placed_parts

COUNTED: dict[type[Part], Callable[[Any], tuple[Any, ...]]] = {
    Figure: lambda one: one.subject,
    Row: lambda one: (one.label or one.unit, one.unit),
    Target: lambda one: (one.label, one.measure, one.per, one.period, one.unit),
    Rating: lambda one: (one.about, one.measure, one.period, one.by, one.organisation),
    Grade: lambda one: (one.grade,),
    Award: lambda one: (one.form_and_grade, one.by, one.level, one.period, one.reason),
    Prize: lambda one: (one.prize, one.contest),
    Session: lambda one: (one.name or one.measure or one.place, one.measure, one.date, one.end, one.place, *one.units),
}
"""The parts that tell a number, and what tells of which it is: what it is called first."""

_WORDS = 5
"""So many syllables of what it is called stand in an anchor, for whoever reads one."""


@dataclass(frozen=True)
class Anchor:
    """The id of the element that tells a number; and, at the first of those about the same thing, the one that they share."""

    own: str
    shared: str = ""


_KNOWN: dict[int, tuple[Record, dict[int, Anchor]]] = {}
_MOST_KNOWN = 5_000


def anchors(record: Record) -> dict[int, Anchor]:
    """The anchors of all numbers of a record, by `id` of the part that tells one. Several pages ask for those of one."""
    known = _KNOWN.get(id(record))
    if not known or known[0] is not record:  # two of one id count as equal
        if len(_KNOWN) == _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[id(record)] = record, anchors_of(record)
    return known[1]


def anchors_of(record: Record) -> dict[int, Anchor]:
    """The same, worked out for whoever asks for them once."""
    subjects: dict[Place, tuple[str, ...]] = {}
    groups: dict[str, list[Part]] = {}
    start = ("so", record.anchor) if isinstance(record, Result) else ("so",)
    for place, part in _telling(record):
        above = next((subjects[place[:end]] for end in range(len(place) - 1, 0, -1) if place[:end] in subjects), ())
        own = tuple(str(one or "") for one in COUNTED[type(part)](part))
        subjects[place] = (*above, *own)
        groups.setdefault(anchor_of(own[0], start, *subjects[place]), []).append(part)
    return {id(part): anchor for shared, parts in groups.items() for part, anchor in _apart(shared, parts)}


def anchor_of(called: str, start: tuple[str, ...], *subject: str) -> str:
    """The anchor of what has a subject: readable as far as it goes, and apart from others that are called alike."""
    return "-".join([*start, *slug(called).split("-")[:_WORDS], _digest(*subject)])


def told_on(find: Finder, record: Record) -> Address | None:
    """The page on which the numbers of a record are told whole; None where there is none."""
    if isinstance(record, Result):
        return results_with(find, record)
    return address.page_of(record) if find.has_page(record) else None


def results_with(find: Finder, result: Result) -> Address:
    """The page of a unit's results on which one of them is told: the unit's, or a further one."""
    unit = find.get(Unit, result.unit)
    part, home = find.result_list(unit).part_with(result), address.page_of(unit)
    return address.part_of(home, "results", part) if part else home


def _telling(record: Record) -> Iterator[tuple[Place, Part]]:
    for place, part in placed_parts(record, (*COUNTED,)):
        if not (isinstance(part, Session) and not part.shown):
            yield place, part


def _apart(shared: str, parts: list[Part]) -> Iterator[tuple[Part, Anchor]]:
    """Each of those about the same thing with its own anchor: by its sources if no other has them, else by all that it says, else by its
    place."""
    if len(parts) == 1:
        yield parts[0], Anchor(shared)
        return
    by_source = [",".join(sorted(getattr(part, "source", []))) for part in parts]
    alike, before = Counter(by_source), Counter[str]()
    for at, (part, source) in enumerate(zip(parts, by_source, strict=True)):
        told = _digest(source if alike[source] == 1 else part.model_dump_json())
        before[told] += 1
        own = f"{shared}-{told}" + (f"-{before[told]}" if before[told] > 1 else "")
        yield part, Anchor(own, "" if at else shared)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(map(visible, parts)).encode()).hexdigest()[:5]
