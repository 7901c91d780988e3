"""Where the numbers that a page shows can be cited: there itself, or on the page that tells them whole."""

from dataclasses import dataclass

from macros.addresses.address import Address
from macros.addresses.figures import Anchor, anchors, told_on
from macros.catalogue import Finder
from macros.records import Part, Record


@dataclass(frozen=True)
class Number:
    """A link to where a number is told (empty where it is nowhere), and on that very page the id of what tells it, and one that it may
    have beside."""

    href: str
    id: str = ""
    shared: str = ""


class Numbers:
    """Those of the page `here`."""

    def __init__(self, find: Finder, here: Address):
        self._find, self._here = find, here
        self._known: dict[tuple[str, str], tuple[Address | None, dict[int, Anchor]]] = {}

    def of(self, part: Part, record: Record) -> Number:
        """That of the number which a part of a record tells."""
        key = record.folder, record.id
        if key not in self._known:
            self._known[key] = told_on(self._find, record), anchors(record)
        there, found = self._known[key]
        anchor = found[id(part)]
        if not there:
            return Number("")
        if there.path != self._here.path:
            return Number(Address(there.path, anchor.own).seen_from(self._here))
        return Number(f"#{anchor.own}", anchor.own, anchor.shared)
