"""What a review is about: the records that readers don't see yet, each with all that whoever judges it has to know."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from macros.addresses.address import Address, address_of
from macros.catalogue import Finder
from macros.catalogue.called import name_of
from macros.catalogue.records import behind
from macros.records import RECORDS, Record
from macros.records.posting import seal
from macros.review.numbers import Numbers, mark


@dataclass(frozen=True)
class Item:
    """A record to be judged.

    Attributes:
        name: what it is called among others.
        state: why readers don't see it yet, in words.
        seen: the digest of what it tells now: what is approved is that, and nothing that it tells later.
        there: where the site tells of it; None if nowhere by itself.
    """

    record: Record
    number: str
    name: str
    state: str
    there: Address | None

    @cached_property
    def seen(self) -> str:
        return seal(self.record)

    @property
    def mark(self) -> str:
        return mark(self.seen)

    @property
    def called(self) -> str:
        """Its number as it stands on paper."""
        return f"{self.number}-{self.mark}"


def items(find: Finder) -> list[Item]:
    """The records to be judged, in the order of kinds."""
    return list(_items(find))


def _items(find: Finder) -> Iterator[Item]:
    catalogue = behind(find)
    numbers = Numbers(catalogue)
    for kind in RECORDS:
        for record in find.all(kind):
            if record.draft:
                name = name_of(catalogue, record)
                yield Item(record, numbers.of(record), name, "Bản nháp", address_of(find, record))
