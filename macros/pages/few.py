"""What pages tell of more than they show: of hundreds of events how many they are, the first few, in which months. Each is a question of
its own, so that a page is as it was as long as what it tells is, whatever else has changed (`catalogue/asked.py`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.addresses.address import Address
from macros.addresses.address import month as month_page
from macros.catalogue import Finder, noted_question
from macros.catalogue.cut import weight_of
from macros.catalogue.occasions import Told
from macros.pages.lists import begun
from macros.records import Event, Model, Unit

FEW_FIGURES = 1000
"""So many lines of figures of all units stand on one page."""
_FIRST_BELOW = 4


@dataclass(frozen=True)
class Few:
    """Of events, each occasion once: how many they are, the first of them, and their years in the same order."""

    count: int
    first: list[Told]
    years: list[int | None]


def few(find: Finder, events: Iterable[Event], most: int) -> Few:
    """The first `most` of events that a page has asked for."""
    told = find.told_once(events)
    return Few(len(told), told[:most], [*dict.fromkeys(event.date.year for event in told)])


@noted_question
def few_events(
    find: Finder,
    most: int,
    *,
    coming: bool | None = None,
    unit: str | None = None,
    theme: str | None = None,
    year: int | None = None,
) -> Few:
    """Of events that the finder gives, the first `most`; only coming ones, the next first, or past ones, if either is asked for."""
    events = find.events(unit=unit, theme=theme, year=year)
    if coming is not None:
        events = find.coming(events) if coming else find.past(events)
    return few(find, events, most)


@noted_question
def few_with_figures(find: Finder, most: int, year: int) -> list[Event]:
    """The first `most` events of a year with which figures were published."""
    return [event for event in find.events(year=year) if event.has("figures")][:most]


@noted_question
def has_few_figures(find: Finder) -> bool:
    """Whether all published figures can stand on one page, by unit."""
    events = (event for event in find.events() if event.has("figures"))
    return weight_of(find.results()) + weight_of(events) <= FEW_FIGURES


@noted_question
def count_with_figures(find: Finder, unit: Unit) -> int:
    """With how many events of a unit figures were published."""
    return len(find.events_with_figures(unit))


@noted_question
def count_about(find: Finder, year: int | None = None) -> int:
    """Of how many events, of a year or of all, no source gives the date."""
    return sum(event.date.about for event in find.events(year=year))


@noted_question
def months_told(find: Finder) -> list[tuple[int, int, list[tuple[str, Address, int]]]]:
    """The years with events, the latest first, each with how many it has and its months: (name, page, how many events)."""
    return [
        (year, sum(one.count for one in months), [(one.name, month_page(one), one.count) for one in months])
        for year, months in find.months.items()
    ]


@noted_question
def past_between(find: Finder) -> tuple[date | None, date | None]:
    """After which day and until which, at most, the same events are past as today; None where there is no such day."""
    past = (event.last_day for event in find.past(find.events()) if event.last_day)
    coming = (event.last_day for event in find.coming(find.events()) if event.last_day)
    return max(past, default=None), min(coming, default=None)


@noted_question
def counted_of_today(
    find: Finder, of: str = "", *, theme: str | None = None, year: int | None = None
) -> dict[str, tuple[int, int]]:
    """`content_of_today` of the models and events of a theme, or of a year in which they began; or of one kind alone, by its folder."""
    models = find.models(theme=theme, year=year) if of != Event.folder else []
    events = find.events(theme=theme, year=year) if of != Model.folder else []
    return find.content_of_today(models, events)


@dataclass(frozen=True)
class Beneath:
    """What pages tell of the units below one: the numbers of models and events of each directly below, by id; how many of both there are,
    an occasion counted once, and the newest of them; and whether there are more events than these."""

    counts: dict[str, tuple[int, int]]
    models: int
    events: int
    newest_models: list[Model]
    newest_events: list[Told]
    more_events: bool


@noted_question
def beneath(find: Finder, unit: Unit) -> Beneath:
    """Of the units below one."""
    held = find.held_below(unit)
    told = find.told_once(held.events)
    return Beneath(
        held.counts,
        len(held.models),
        len(told),
        held.models[:_FIRST_BELOW],
        told[:_FIRST_BELOW],
        len(held.events) > _FIRST_BELOW,
    )


ASKED: dict[str, Callable[..., Any]] = {
    ask.__name__: ask
    for ask in (
        few,
        few_events,
        few_with_figures,
        has_few_figures,
        count_with_figures,
        count_about,
        months_told,
        past_between,
        counted_of_today,
        beneath,
        begun,
    )
}
"""All that templates ask in this way, by name."""
