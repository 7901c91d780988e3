"""Long lists, cut into pages: the one way for all of them.

A short list stands on its page whole. Of a longer one without groups the first part does, and the others have pages of their own;
of one with groups those that are small do, and each other has pages of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from macros.records import Part as RecordPart
from macros.records import Record
from macros.records.fields import fields_of

T = TypeVar("T")


@dataclass(frozen=True)
class Group(Generic[T]):
    """What stands under one heading of a list: `name` is its part of an address, empty for a list without groups."""

    title: str
    name: str
    items: Sequence[T]


@dataclass(frozen=True)
class Part(Generic[T]):
    """What stands on one page: part `number` of the `of` into which its group is cut."""

    group: Group[T]
    number: int
    of: int
    items: Sequence[T]

    @property
    def names(self) -> tuple[str, ...]:
        """The end of its page's address: `tinh-x`, `tinh-x/2`, `2`."""
        return tuple(filter(None, (self.group.name, str(self.number) if self.number > 1 else "")))


@dataclass(frozen=True)
class Cut(Generic[T]):
    """A list as it is cut: its groups, the parts that stand on its own page, and those that have pages of their own."""

    groups: Sequence[Group[T]]
    here: Sequence[Part[T]]
    parts: Sequence[Part[T]]

    @property
    def first(self) -> Sequence[T]:
        """What stands on the list's own page."""
        return [item for part in self.here for item in part.items]

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(len(group.items) for group in self.groups)

    @property
    def pages(self) -> list[Sequence[T]]:
        """What stands on each page of a list without groups."""
        return [part.items for part in (*self.here, *self.parts)]

    @cached_property
    def beyond(self) -> list[tuple[Group[T], list[Part[T]]]]:
        """The groups that have pages of their own, with these."""
        return [(g, found) for g in self.groups if (found := [part for part in self.parts if part.group is g])]

    def part_with(self, item: T) -> Part[T] | None:
        """The page on which an item stands; None if that is the list's own."""
        return next((part for part in self.parts if item in part.items), None)


def one(_: object) -> int:
    """The weight of what all weigh the same."""
    return 1


_TOLD = ("content", "figures", "targets", "ratings", "awards", "prizes", "quotations")
_BELOW = ("rows", "grades")  # lines of a figure, of a rating


def weight(record: Record) -> int:
    """About how many lines of figures and text a page tells of a record."""
    if foretold := record.foretold:
        return foretold.weight
    told: list[RecordPart] = [one for name in _those_of(type(record), _TOLD) for one in getattr(record, name)]
    return 1 + sum(1 + sum(len(getattr(one, name)) for name in _those_of(type(one), _BELOW)) for one in told)


@cache
def _those_of(kind: type[RecordPart], names: tuple[str, ...]) -> tuple[str, ...]:
    """Which of these all of a kind have: asking each for one that it hasn't takes long."""
    return tuple(name for name in names if name in fields_of(kind))


def weight_of(records: Iterable[Record]) -> int:
    """The same of several."""
    return sum(map(weight, records))


def cut(groups: Iterable[Group[T]], most: int, weigh: Callable[[T], int] = one) -> Cut[T]:
    """Cut a list so that no page holds more than `most`, by the weight of its items (or one item that is heavier)."""
    groups = [group for group in groups if group.items]
    weights = [len(group.items) if weigh is one else sum(map(weigh, group.items)) for group in groups]
    if sum(weights) <= most:
        return Cut(groups, [Part(group, 1, 1, group.items) for group in groups], [])
    sliced = [_parts(group, most, weigh) for group in groups]
    if len(groups) == 1:
        return Cut(groups, sliced[0][:1], sliced[0][1:])
    here = {number for number, weight in enumerate(weights) if weight <= most // len(groups)}
    parts = [part for number, found in enumerate(sliced) if number not in here for part in found]
    return Cut(groups, [sliced[number][0] for number in sorted(here)], parts)


def cut_flat(items: Sequence[T], most: int, weigh: Callable[[T], int] = one) -> Cut[T]:
    """The same of a list without groups."""
    return cut([Group("", "", items)], most, weigh)


def _parts(group: Group[T], most: int, weigh: Callable[[T], int]) -> list[Part[T]]:
    pages: list[list[T]] = []
    room = 0
    for item in group.items:
        weight = weigh(item)
        if weight > room or not pages:
            pages.append([])
            room = most
        pages[-1].append(item)
        room -= weight
    return [Part(group, number, len(pages), items) for number, items in enumerate(pages, start=1)]
