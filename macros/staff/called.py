"""What values are called for people, and which records are meant by some words of a name, with or without diacritics."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.language.text import fold
from macros.records import BY_FOLDER, Record, Unit
from macros.records.base import Labelled
from macros.records.fields import Field

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200  # letters of what is looked for
_MOST = 12  # units of another day, in whose place others stand


def value_shown(catalogue: Catalogue, field: Field, value: Any) -> str:
    """One value of a field that holds no part, as a person reads it."""
    if field.link:
        record = catalogue.in_folder(field.link).get(str(value)) if field.link in BY_FOLDER else None
        return name_of(catalogue, record) if record else str(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if issubclass(field.holds, Labelled):
        return next((choice.label for choice in field.choices if choice.value == value), "") or str(value)
    parse = getattr(field.holds, "parse", None)
    return (getattr(parse(str(value)), "shown", None) if parse else None) or str(value)


def called(catalogue: Catalogue, records: Iterable[Record], words: str) -> list[Record]:
    """Those whose name or id holds all `words`; first those with whole words of it, and those whose name begins so."""
    wanted = _WORD.findall(fold(words[:_LONGEST]))
    ranked = []
    for place, record in enumerate(records):
        name = fold(f"{name_of(catalogue, record)} {record.id}")
        if all(word in name for word in wanted):
            there = _WORD.findall(name)
            whole = sum(word in there for word in wanted)
            begins = there[: len(wanted)] == wanted
            ranked.append((record.id != "-".join(wanted), not begins, -whole, place, record))
    return [ranked_one[-1] for ranked_one in sorted(ranked, key=lambda one: one[:-1])]


def in_its_place(catalogue: Catalogue, there: Collection[str], words: str) -> Iterator[tuple[Unit, Unit]]:
    """The units, of those whose ids are `there`, that stand before or after one that the words mean and that isn't there; that too."""
    lineage = catalogue.lineage
    others = (unit for unit in catalogue.all(Unit) if unit.id not in there)
    for meant in islice(called(catalogue, others, words), _MOST):
        assert isinstance(meant, Unit)
        for kin in [*lineage.later(meant), *lineage.earlier(meant)]:
            if kin.unit.id in there:
                yield kin.unit, meant
