"""What a review is about: the records that readers don't see yet, each with all that whoever judges it has to know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from macros.addresses.address import Address, address_of
from macros.catalogue import Finder
from macros.catalogue.called import name_of
from macros.catalogue.records import behind
from macros.changes.change import ON_THE_SITE, Change, Did, Key
from macros.changes.compare import changes_between
from macros.changes.state import State, state_of
from macros.changes.told import lines_of
from macros.language.clock import today
from macros.language.text import upper_first
from macros.records import RECORDS, Record
from macros.records.standing import Standing, said, seal_of
from macros.review.numbers import Numbers, mark

WAITING = (Standing.WAITING, Standing.CHANGED)
"""What somebody has to approve."""
_SHOWN = (*WAITING, Standing.DRAFT, Standing.COMING)


class Since:
    """What was `published` last, and what differs from it now."""

    def __init__(self, find: Finder, published: State):
        self._published = published
        self.changes = changes_between(published, state_of(behind(find)))

    @property
    def gone(self) -> list[str]:
        """What readers will find no more, in words."""
        left = (Did.REMOVED, Did.WITHDRAWN)
        return [f"{one.noun} “{one.name}”" for one in self.changes.seen() if one.did in left]

    def of(self, key: Key, change: Change | None) -> "News":
        """What is new of a record, of which that was changed."""
        was = change.was if change else key
        if (
            was is None
            or was not in self._published.records
            or self._published.standings.get(was, Standing.PUBLIC) not in ON_THE_SITE
        ):
            return News("Chưa đăng lần nào")
        edits = [edit for edit in change.edits if not edit.internal] if change else []
        return News(f"Khác bản đã đăng {len(edits)} chỗ" if edits else "Như bản đã đăng", lines_of(edits))


class News(NamedTuple):
    """What of a record is other than what was published last: in a few words, and a line for each place."""

    said: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Item:
    """A record to be judged.

    Attributes:
        name: what it is called among others.
        state: why readers don't see it yet, in words.
        seen: the seal of what it tells now: what is approved is that, and nothing that it tells later.
        there: where the site tells of it; None if nowhere by itself.
        is_asked: whether it waits for somebody to approve it.
        asks: who wrote it last, and when; nothing if that isn't known.
        news: what of it is other than what was published last; None if that isn't known.
    """

    record: Record
    number: str
    name: str
    state: str
    seen: str
    there: Address | None
    is_asked: bool
    asks: str
    news: News | None

    @property
    def mark(self) -> str:
        return mark(self.seen)

    @property
    def called(self) -> str:
        """Its number as it stands on paper."""
        return f"{self.number}-{self.mark}"


def items(find: Finder, since: Since | None, savers: Mapping[Key, str]) -> list[Item]:
    """The records to be judged, those first that wait for it, in the order of kinds. Where nothing has to be approved, what was changed
    of public records `since` they were published last is to be judged too. `savers` are those who wrote them."""
    return sorted(_items(find, since, savers), key=lambda item: not item.is_asked)


def _items(find: Finder, since: Since | None, savers: Mapping[Key, str]) -> Iterator[Item]:
    catalogue, day = behind(find), today()
    numbers = Numbers(catalogue)
    changed = {one.key: one for one in since.changes.records} if since else {}
    for kind in RECORDS:
        for record in find.all(kind):
            standing, change = catalogue.standing(record, day), changed.get((record.folder, record.id))
            is_edited = (
                standing is Standing.PUBLIC and not catalogue.site.review and change is not None and change.is_seen
            )
            if standing not in _SHOWN and not is_edited:
                continue
            state = "sửa sau lần đăng trước" if is_edited else said(record, standing)
            yield Item(
                record,
                numbers.of(record),
                name_of(catalogue, record),
                upper_first(state),
                seal_of(record, catalogue.album.digest),
                address_of(find, record),
                standing in WAITING,
                savers.get((record.folder, record.id), ""),
                since.of((record.folder, record.id), change) if since else None,
            )
