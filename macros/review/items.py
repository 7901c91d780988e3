"""What a review is about: the records that readers don't see yet, each with all that whoever judges it has to know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.addresses.address import Address, address_of
from macros.catalogue import Finder
from macros.catalogue.called import name_of
from macros.catalogue.records import behind
from macros.changes.change import Key
from macros.language.clock import today
from macros.records import RECORDS, Record
from macros.records.standing import Standing, said, seal_of
from macros.review.numbers import Numbers, mark

WAITING = (Standing.WAITING, Standing.CHANGED)
"""What somebody has to approve."""
_SHOWN = (*WAITING, Standing.DRAFT, Standing.COMING)


@dataclass(frozen=True)
class Item:
    """A record to be judged.

    Attributes:
        name: what it is called among others.
        state: why readers don't see it yet, in words.
        seen: the seal of what it tells now: what is approved is that, and nothing that it tells later.
        there: where the site tells of it; None if nowhere by itself.
        is_asked: whether it waits for somebody to approve it.
        changes: what is different from what was published last, a line each; nothing if it is new or that isn't known.
    """

    record: Record
    number: str
    name: str
    state: str
    seen: str
    there: Address | None
    is_asked: bool
    changes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        return mark(self.seen)

    @property
    def called(self) -> str:
        """Its number as it stands on paper."""
        return f"{self.number}-{self.mark}"


def items(find: Finder, changes: Mapping[Key, tuple[str, ...]]) -> list[Item]:
    """The records to be judged, those first that wait for it, in the order of kinds; `changes` are told of some of them."""
    return sorted(_items(find, changes), key=lambda item: not item.is_asked)


def _items(find: Finder, changes: Mapping[Key, tuple[str, ...]]) -> Iterator[Item]:
    catalogue, day = behind(find), today()
    numbers = Numbers(catalogue)
    for kind in RECORDS:
        for record in find.all(kind):
            if (standing := catalogue.standing(record, day)) in _SHOWN:
                state = said(record, standing)
                yield Item(
                    record,
                    numbers.of(record),
                    name_of(catalogue, record),
                    state[:1].upper() + state[1:],
                    seal_of(record, catalogue.album.digest),
                    address_of(find, record),
                    standing in WAITING,
                    changes.get((record.folder, record.id), ()),
                )
