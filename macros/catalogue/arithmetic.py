"""Numbers of one statement that contradict each other. The source may be what is wrong, so they are told to staff and never corrected;
only what is certain: plain arithmetic on numbers that the source gives as exact."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from macros.language.numbers import shown_number
from macros.records import Record
from macros.records.amount import Amount, Precision
from macros.records.base import Part
from macros.records.figure import Comparison, Figure, Held, Outcome, Way
from macros.records.parts import Award
from macros.records.rating import Rating
from macros.records.walk import Place, placed_parts

_PERCENT = "%"
_ALL = Decimal(100)
# Grades that hold others: those may well be more than all when added.
_AND_OTHERS = re.compile(r"trở lên|trở xuống", re.IGNORECASE)


class Contradiction(NamedTuple):
    """Where, what is said of it, and what to do."""

    place: Place
    what: str
    todo: str = "Xem lại các con số; nguồn viết đúng như thế thì để nguyên và nói rõ ở note"


def contradictions(record: Record) -> Iterator[Contradiction]:
    """Yield what contradicts itself in the statements of a record."""
    for place, part in placed_parts(record, (Part,)):
        for found in _in(part):
            yield found._replace(place=(*place, *found.place))


def _in(part: Part) -> Iterator[Contradiction]:
    if isinstance(part, Amount):
        yield from _share(("percent",), part.percent, part.percent_precision, _exact(part), part.of)
    if isinstance(part, Figure):
        if part.compared:
            yield from _change(part, part.compared)
        if part.target:
            yield from _outcome(_exact(part), part, part.target)
        if not (part.average or part.per or part.measure == _PERCENT):
            yield from _rows(part)
    elif isinstance(part, Rating):
        yield from _grades(part)
    elif isinstance(part, Award):
        named = len(part.to_units) + len(part.to_organisations) + len(part.other_recipients)
        for field in ("collectives", "recipients"):
            count = getattr(part, field)
            if count is not None and part.precision is Precision.EXACT and named > count:
                yield Contradiction((field,), f"số được khen là {shown_number(count)} mà nêu tên {named} nơi")


def _exact(amount: Amount) -> Decimal | None:
    """Its number, where it is one and exact."""
    return amount.value if amount.to is None and amount.precision is Precision.EXACT else None


def _share(
    place: Place, percent: Decimal | None, precision: Precision, part: Decimal | None, whole: Decimal | None
) -> Iterator[Contradiction]:
    """A percentage beside the numbers that it is of: on the wrong side of their quotient, or, where it is given as exact, further from
    it than rounding either way explains."""
    if percent is None or part is None or not whole or part < 0 or whole < 0:
        return
    share = part * _ALL / whole
    exponent = percent.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0))
    if {
        Precision.EXACT: abs(share - percent) >= step,
        Precision.OVER: share < percent,
        Precision.AT_LEAST: share < percent,
        Precision.UNDER: share > percent,
        Precision.AT_MOST: share > percent,
    }.get(precision, False):
        told, of = (
            shown_number(share.quantize(Decimal("0.01")).normalize()),
            f"{shown_number(part)} trên {shown_number(whole)}",
        )
        yield Contradiction(place, f"tỷ lệ ghi {shown_number(percent)} % mà {of} là {told} %")


def _change(figure: Figure, change: Comparison) -> Iterator[Contradiction]:
    now, before = _exact(figure), change.before
    by = change.by if change.precision is Precision.EXACT else None
    if change.way is Way.SAME and (change.by or change.percent):
        yield Contradiction(("compared", "way"), "ghi không đổi mà có mức thay đổi")
        return
    if now is not None and before is not None:
        went = Way.RISE if now > before else Way.FALL if now < before else Way.SAME
        if went is not change.way:
            what = f"ghi {change.way.label} mà từ {shown_number(before)} đến {shown_number(now)} là {went.label}"
            yield Contradiction(("compared", "way"), what)
            return
        if by is not None and by != abs(now - before):
            what = f"mức thay đổi ghi {shown_number(by)} mà từ {shown_number(before)} đến {shown_number(now)} là {shown_number(abs(now - before))}"
            yield Contradiction(("compared", "by"), what)
            return
        by = abs(now - before)
    elif now is not None and by is not None and before is None:
        before = now - by if change.way is Way.RISE else now + by
    if figure.measure == _PERCENT:  # a change in points, beside one in per cent of what it was
        return
    if change.way is Way.FALL and (
        (change.percent or 0) > _ALL or (by is not None and before is not None and 0 <= before < by)
    ):
        yield Contradiction(("compared",), "giảm nhiều hơn số kỳ trước")
        return
    alone = change.precision if change.by is None and change.percent_precision is Precision.EXACT else None
    yield from _share(("compared", "percent"), change.percent, alone or change.percent_precision, by, before)


def _outcome(reached: Decimal | None, figure: Figure, target: Held) -> Iterator[Contradiction]:
    """A target said to be met or missed, against its bound; of a bare number nobody can tell whether more or less is better."""
    aim = target.value if target.to is None else None
    if reached is None or aim is None or (target.of is not None and target.of != figure.of):
        return
    yield from _share(("target", "reached"), target.reached, target.reached_precision, reached, aim)
    if target.precision is Precision.ABOUT or target.outcome is None:
        return
    strict = target.precision in (Precision.OVER, Precision.UNDER)
    better = {Precision.AT_LEAST: reached - aim, Precision.OVER: reached - aim,
              Precision.AT_MOST: aim - reached, Precision.UNDER: aim - reached}.get(target.precision)  # fmt: skip
    if better is None:
        wrong = reached == aim and target.outcome is not Outcome.MET
    elif target.outcome is Outcome.MISSED:
        wrong = better > 0 or (better == 0 and not strict)
    else:
        wrong = better < 0 or (better == 0 and (strict or target.outcome is Outcome.EXCEEDED))
    if wrong:
        bound = target.precision.of_number(shown_number(aim))
        what = f"ghi {target.outcome.label} mà chỉ tiêu là {bound}, kết quả là {shown_number(reached)}"
        yield Contradiction(("target", "outcome"), what)


def _rows(figure: Figure) -> Iterator[Contradiction]:
    total = _exact(figure)
    rows = [(index, row.value) for index, row in enumerate(figure.rows) if row.value is not None]
    if total is None or not rows or any(value < 0 for _, value in rows):
        return
    for index, value in rows:
        if value > total and figure.rows[index].precision in (Precision.EXACT, Precision.OVER, Precision.AT_LEAST):
            what = f"một dòng là {shown_number(value)}, nhiều hơn cả số chung {shown_number(total)}"
            yield Contradiction(("rows", index, "value"), what)
            return
    added = sum((value for index, value in rows if _exact(figure.rows[index]) is not None), Decimal(0))
    if added > total and figure.note is None:
        what = f"các dòng cộng lại là {shown_number(added)}, nhiều hơn số chung {shown_number(total)}"
        yield Contradiction(("rows",), what, "Xem lại các con số; một nơi, một người ở nhiều dòng thì nói rõ ở note")


def _grades(rating: Rating) -> Iterator[Contradiction]:
    for index, grade in enumerate(rating.grades):
        count = Decimal(grade.count) if grade.count is not None and grade.precision is Precision.EXACT else None
        of = Decimal(rating.of) if rating.of is not None else None
        yield from _share(("grades", index, "percent"), grade.percent, grade.percent_precision, count, of)
    if rating.note or any(_AND_OTHERS.search(grade.grade) for grade in rating.grades):
        return
    counted = sum(grade.count or 0 for grade in rating.grades if grade.precision is Precision.EXACT)
    shares = [grade.percent for grade in rating.grades if grade.percent is not None]
    todo = "Xem lại các con số; mức này gồm cả mức kia thì nói rõ ở note"
    if rating.of is not None and counted > rating.of:
        what = f"các mức cộng lại là {shown_number(counted)}, nhiều hơn of là {shown_number(rating.of)}"
        yield Contradiction(("grades",), what, todo)
    elif sum(shares) >= _ALL + len(shares):
        yield Contradiction(("grades",), f"các tỷ lệ cộng lại là {shown_number(sum(shares, Decimal(0)))} %", todo)
