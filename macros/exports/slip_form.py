"""What the page for word from the wards is made from, in one file: its forms, and what can be chosen in them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from macros.addresses.address import SLIP_FORM, Address
from macros.catalogue import Finder
from macros.forms.slips import MOST_BYTES, MOST_IN_ALL, MOST_PICTURES, VERSION, slip_forms
from macros.records import EventKind, Record, Theme, Unit
from macros.records.slip import Reception


def slip_form(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the content) of that file, where the settings say who takes such word."""
    if slips := find.site.slips:
        yield SLIP_FORM, lambda: json.dumps(_told(find, slips), ensure_ascii=False, separators=(",", ":"))


def _told(find: Finder, slips: Reception) -> dict[str, Any]:
    choices: dict[str, list[Record]] = {
        Unit.folder: [*find.units_of_today()],
        EventKind.folder: find.all(EventKind),
        Theme.folder: find.all(Theme),
    }
    return {
        "version": VERSION,
        "site": find.site.name,
        "office": slips.office,
        "most": {"pictures": MOST_PICTURES, "bytes": MOST_BYTES, "all": MOST_IN_ALL},
        "forms": slip_forms(slips.kinds),
        "choices": {folder: [_choice(find, one) for one in records] for folder, records in choices.items()},
    }


def _choice(find: Finder, record: Record) -> list[str]:
    """Its id and name; of a unit also that of the unit above it, and the names that its ground had before, to be found by."""
    if not isinstance(record, Unit):
        return [record.id, record.heading]
    above = find.above(record)
    earlier = {kin.unit.name for kin in find.forebears(record) if kin.unit.name != record.name}
    told = [record.id, find.name(record), above[-1].name if above else "", ", ".join(sorted(earlier))]
    while not told[-1]:
        told.pop()
    return told
