"""Which figures may stand on one axis. Whatever can't be compared stays in its table; no value is ever guessed.

On one axis stand only figures that count the same thing in the same measure, each an exact number (`over`, `about` and
`under` are not), each for a time of the same kind (days, months or years), with one value for each time or unit: where
sources differ there is none. How much this site happens to hold is told by numbers in words and tables alone, and never drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from macros.addresses.figures import anchor_of
from macros.language.collation import alphabetical
from macros.language.dates import Period
from macros.language.numbers import shown_number
from macros.records import Result, Unit
from macros.records.amount import Precision
from macros.records.figure import Figure, Way

_AFTER = "sau đó"
LONGEST = 45
"""Letters of what is told of a time before, so that it can stand above a bar."""
WIDTH = 340
"""Of a drawing."""
_EDGE = 7
_OF_LETTER = 7.6
"""How wide a digit of a value is drawn."""
_FITTING = 52
"""So many letters of a name surely have room above a bar."""
MOST = 15
"""Bars of one chart: the others stand in tables alone."""
LEAST = 3
"""Two values are told faster by a table."""


@dataclass(frozen=True)
class Bar:
    """One value, and what stands beside it."""

    name: str
    value: Decimal
    source: tuple[str, ...] = ()
    year: int | None = None  # of whole years

    @property
    def room(self) -> float:
        """What its value leaves of a drawing's width."""
        return WIDTH - 2 * _EDGE - _OF_LETTER * len(shown_number(self.value))

    @property
    def is_long(self) -> bool:
        """Whether its name has to be drawn closer to have room."""
        return len(self.name) > _FITTING


@dataclass(frozen=True)
class Chart:
    """Bars of one measure; `title` says what they count; whether they are `between` units, or over time; `subject` is what tells it from
    all others of one page, whatever their order."""

    title: str
    measure: str
    bars: list[Bar]
    between: bool = False
    subject: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id by which it is cited."""
        return anchor_of(self.title, ("bieu-do",), *self.subject)

    @property
    def shown(self) -> "Chart":
        """The same with no more bars than can be told apart: the first of those `between` units, which are the largest, else
        the last."""
        return replace(self, bars=self.bars[:MOST] if self.between else self.bars[-MOST:])

    @property
    def gaps(self) -> str:
        """The years between its bars of which there is no value: `2016, 2018–2020`."""
        years = [bar.year for bar in self.bars if bar.year]
        between = [(one + 1, other - 1) for one, other in pairwise(years) if other - one > 1]
        return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in between)

    def length(self, bar: Bar) -> float:
        """How long a bar is drawn: the values stand behind all of them, and zero is the start of every axis."""
        most = max(one.value for one in self.bars)
        full = min(one.room / float(one.value / most) for one in self.bars if one.value)
        return round(float(bar.value / most) * full, 1)


def of_result(result: Result) -> Iterator[tuple[Figure, Iterable[str]]]:
    """The figures of a yearly result, each with the sources it rests on; those that name no time of their own are of the result's."""
    whole = result.period or (None if result.period_name else Period.parse(str(result.year)))
    for figure in result.figures:
        own = figure.period or figure.since
        yield figure if own else figure.model_copy(update={"period": whole}), figure.source or result.sources


def over_time(figures: Iterable[tuple[Figure, Iterable[str]]]) -> list[Chart]:
    """The charts that the figures of one unit or model allow, each with the sources it rests on: (figure, sources)."""
    groups: dict[tuple[tuple[str, ...], str | None], dict[Period, list[tuple[Figure, Iterable[str]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for figure, sources in figures:
        if figure.period and figure.shown:
            groups[figure.subject[:-1], _kind(figure.period)][figure.period].append((figure, sources))
    return [
        _chart(
            [(period.shown, found) for period, found in sorted(periods.items(), key=lambda item: str(item[0]))],
            (*subject, kind),
        )
        for (subject, kind), periods in groups.items()
        if kind and _comparable(periods.values())
    ]


def of_a_model(figures: Iterable[tuple[Figure, Iterable[str]]]) -> list[Chart]:
    """The charts that the figures of a model allow: over time, else what was before and after."""
    figures = list(figures)
    charts = over_time(figures)
    drawn = {chart.title for chart in charts}
    return [*charts, *(pair for pair in before_and_after(figures) if pair.title not in drawn)]


def before_and_after(figures: Iterable[tuple[Figure, Iterable[str]]]) -> list[Chart]:
    """The pairs that the figures of one model allow: (figure, sources). Only where a source itself holds an exact number against an exact
    one of before, of which nothing is left open, and they went the way it says."""
    return [
        Chart(
            figure.label,
            figure.measure or "",
            [Bar(told.against, before, tuple(sources)), Bar(figure.when or _AFTER, value, tuple(sources))],
            subject=(*figure.subject, told.against),
        )
        for figure, sources in figures
        if (told := figure.compared) and (before := told.before) is not None and (value := figure.value) is not None
        if _exact(figure)
        and not told.note
        and len(told.against) <= LONGEST
        and not told.precision.is_bound
        and min(before, value) >= 0
        and max(before, value) > 0
        if {Way.RISE: value > before, Way.FALL: value < before, Way.SAME: value == before}[told.way]
    ]


def between_units(figures: Iterable[tuple[Unit, str, Figure, Iterable[str]]]) -> list[Chart]:
    """The charts that compare units of one level at one time: (unit, its name, figure, sources). Largest first."""
    groups: dict[tuple[str, ...], dict[str, list[tuple[Figure, Iterable[str]]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for unit, name, figure, sources in figures:
        if figure.period and figure.shown:
            groups[*figure.subject, unit.kind.level][name].append((figure, sources))
    charts = [_chart(list(units.items()), subject) for subject, units in groups.items() if _comparable(units.values())]
    return [
        replace(c, bars=sorted(c.bars, key=lambda bar: (-bar.value, alphabetical(bar.name))), between=True)
        for c in charts
    ]


def _kind(period: Period) -> str | None:
    """What a time is told to: `year`, `month` or `day`. None for a stretch of time and for one without its year."""
    if period.start != period.end or not period.start or not period.start.year:
        return None
    return "day" if period.start.day else "month" if period.start.month else "year"


def _comparable(groups: Iterable[list[tuple[Figure, Iterable[str]]]]) -> bool:
    """Whether each of at least `LEAST` groups has one exact value, and there is anything to draw."""
    groups = list(groups)
    exact = all(_exact(figure) and (figure.value or 0) >= 0 for group in groups for figure, _ in group)
    is_one = all(len({figure.value for figure, _ in group}) == 1 for group in groups)
    return len(groups) >= LEAST and exact and is_one and any(figure.value for group in groups for figure, _ in group)


def _exact(figure: Figure) -> bool:
    return figure.is_result and figure.precision is Precision.EXACT


def _chart(groups: list[tuple[str, list[tuple[Figure, Iterable[str]]]]], subject: tuple[str, ...]) -> Chart:
    first = groups[0][1][0][0]
    bars = []
    for name, found in groups:
        value = found[0][0].value
        assert value is not None
        period = found[0][0].period
        year = period.start.year if period and period.start and _kind(period) == "year" else None
        bars.append(Bar(name, value, tuple(dict.fromkeys(s for _, sources in found for s in sources)), year))
    time = f", {first.period.shown}" if first.period and len({n for n, _ in groups}) and _same_time(groups) else ""
    return Chart(first.label + time, first.measure or "", bars, subject=subject)


def _same_time(groups: list[tuple[str, list[tuple[Figure, Iterable[str]]]]]) -> bool:
    return len({figure.period for _, found in groups for figure, _ in found}) == 1
