"""How things stand: what isn't public yet or any more, and what the records lack. Each section is a row of a table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from macros.catalogue import Catalogue, Finder
from macros.catalogue.called import name_of
from macros.language.dates import PartialDate
from macros.language.numbers import shown_number
from macros.language.text import fold
from macros.records import Event, EventKind, Model, Record, Result, Unit
from macros.records.figure import Figure
from macros.records.life import Stage
from macros.records.standing import Standing, said
from macros.records.walk import values

# What a reader who wants to do the same has to be told of a model (the 5I): each is told if one of the fields is.
_FIVE = (
    ("tình hình và nguyên nhân", ("situation",)),
    ("cách làm", ("steps",)),
    ("tổ chức thực hiện", ("operation", "meetings", "cost")),
    ("ai tham gia", ("partners", "leads")),
    ("kết quả", ("results", "figures")),
)
_REVIEWS = (Stage.INTERIM_REVIEW, Stage.FINAL_REVIEW)
_CALLED_REVIEWS = ("so ket", "tong ket")
"""In the name of a kind of event, as `fold` has it: an event of such a kind that is about one model alone is a review of it."""
_BEGUN = (Stage.PILOTED, Stage.LAUNCHED)
_YEARS = 5
"""The years of which coverage is told."""
_SHOWN = (Standing.PUBLIC, Standing.CHANGED)


@dataclass(frozen=True)
class Row:
    """What a section tells of one record: what is to be known of it, and its place among the others."""

    record: Record
    note: str = ""
    place: int = 0


class Told(NamedTuple):
    """What is told of one commune of today and of those that went into it: how many models, of the years of which coverage is
    told how many events, and in which of them there are results."""

    unit: Unit
    models: int
    events: list[int]
    results: list[bool]


class Coverage(NamedTuple):
    """What is told of the communes of today in these years; those of which nothing is told, of no year either, stand apart."""

    years: list[int]
    told: list[Told]
    without: list[Unit]


@dataclass(frozen=True)
class Status:
    """How a data folder stands on a day: `catalogue` is all that can be read of it."""

    catalogue: Catalogue
    day: date

    def standing(self, record: Record) -> Standing:
        return self.catalogue.standing(record, self.day)

    def of(self, *standings: Standing) -> Iterator[Record]:
        """The records that are so."""
        return (record for record in self.catalogue if self.standing(record) in standings)

    def models(self) -> Iterator[Model]:
        """The models on the site."""
        return (model for model in self.catalogue.all(Model) if self.standing(model) in _SHOWN)

    @property
    def sections(self) -> list[tuple["Section", list[Row]]]:
        """Each section with what it tells, in its order."""
        return [
            (one, sorted(one.rows(self), key=lambda row: row.place))
            for one in SECTIONS
            if not one.if_reviewed or self.catalogue.site.review
        ]

    def coverage(self) -> Coverage:
        """What the site tells of the communes of today, those that went into them included. Asks the finder, so all links of
        the records have to lead somewhere."""
        find = Finder(self.catalogue, self.day)
        communes = [unit for unit in find.units_of_today() if unit.kind.level == "commune"]
        years = [*range(self.day.year, self.day.year - _YEARS, -1)]
        shown = [one for one in self.catalogue.events if self.standing(one) in _SHOWN]
        models = find.content_of_today([*self.models()], [])
        events = [find.content_of_today([], [one for one in shown if one.date.year == year]) for year in years]
        results: dict[str, set[int]] = defaultdict(set)
        for result in self.catalogue.all(Result):
            if self.standing(result) in _SHOWN:
                for home in find.homes(find.get(Unit, result.unit)):
                    results[home.id].add(result.year)
        anything = {*models, *find.content_of_today([], shown), *results}
        none = 0, 0
        told = [
            Told(
                unit,
                models.get(unit.id, none)[0],
                [of_year.get(unit.id, none)[1] for of_year in events],
                [year in results[unit.id] for year in years],
            )
            for unit in communes
            if unit.id in anything
        ]
        return Coverage(years, told, [unit for unit in communes if unit.id not in anything])


@dataclass(frozen=True)
class Section:
    """A part of what is told: what it is called, what it says where there is nothing, and its rows; whether it is told only where
    records are reviewed."""

    key: str
    title: str
    none: str
    rows: Callable[[Status], Iterable[Row]]
    if_reviewed: bool = False


def _drafts(status: Status) -> Iterator[Row]:
    return (Row(record) for record in status.of(Standing.DRAFT))


def _waiting(status: Status) -> Iterator[Row]:
    for record in status.of(Standing.WAITING, Standing.CHANGED):
        standing = status.standing(record)
        yield Row(record, said(record, standing) if standing is Standing.CHANGED else "")


def _approved(status: Status) -> Iterator[Row]:
    for record in status.of(Standing.PUBLIC, Standing.COMING):
        if approval := record.approval:
            small = "".join(f"; sửa nhỏ ngày {one.date.shown}: {one.what} ({one.by})" for one in approval.corrections)
            yield Row(record, f"{approval.by}, ngày {approval.date.shown}{small}", -_number(approval.date))


def _coming(status: Status) -> Iterator[Row]:
    for record in status.of(Standing.COMING):
        yield Row(record, said(record, Standing.COMING), _number(record.publish_on))


def _going(status: Status) -> Iterator[Row]:
    for record in status.of(*_SHOWN):
        if record.remove_on:
            yield Row(record, f"gỡ ngày {record.remove_on.shown}", _number(record.remove_on))


def _over(status: Status) -> Iterator[Row]:
    for record in status.of(Standing.OVER):
        yield Row(record, said(record, Standing.OVER), -_number(record.remove_on))


def _lacking(status: Status) -> Iterator[Row]:
    """Models whose profile lacks parts of the 5I, those that lack most first."""
    for model in status.models():
        if missing := [name for name, fields in _FIVE if not any(getattr(model, field) for field in fields)]:
            yield Row(model, f"thiếu {', '.join(missing)}", -len(missing))


def _without_review(status: Status) -> Iterator[Row]:
    """Models that run, began more than a year ago as far as is known, and had no review since, longest first."""
    day = status.day
    since = date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    for model in status.models():
        if model.standing:  # it runs no more, not yet, or as another
            continue
        dates = [*_reviewed_on(status.catalogue, model)]
        last = max(dates, default=None)
        began = [one for step in model.life if step.stage in _BEGUN and (one := _last_day(step.date))]
        began += [one for one in [_last_day(model.since)] if one]
        if not (last and last >= since) and not (began and min(began) >= since):
            note = f"gần nhất: {last.day}/{last.month}/{last.year}" if last else "chưa thấy lần nào"
            yield Row(model, note, last.toordinal() if last else 0)


def _reviewed_on(catalogue: Catalogue, model: Model) -> Iterator[date]:
    """The days, at the latest, of what is known of the reviews of a model."""
    events = catalogue.by_id(Event)
    for step in model.life:
        if step.stage in _REVIEWS:
            event = events.get(step.event or "")
            if day := _last_day(step.date) or (_last_day(event.date) if event else None):
                yield day
    for event in catalogue.referring(model, Event):
        kind = catalogue.by_id(EventKind).get(event.kind)
        is_review = kind and any(word in fold(kind.name) for word in _CALLED_REVIEWS)
        if is_review and event.models == [model.id] and (day := _last_day(event.date)):
            yield day


def _own_source(status: Status) -> Iterator[Row]:
    """Records with figures that name no source of their own, those with most such figures first."""
    for record in status.of(*_SHOWN):
        figures = [one.value for one in values(record) if isinstance(one.value, Figure)]
        if bare := [figure for figure in figures if not figure.source]:
            yield Row(record, f"{shown_number(len(bare))} trong {shown_number(len(figures))} số liệu", -len(bare))


SECTIONS = (
    Section("drafts", "Bản nháp", "Không có bản nháp.", _drafts),
    Section("waiting", "Chờ duyệt", "Không có bản ghi nào chờ duyệt.", _waiting, if_reviewed=True),
    Section("approved", "Đã duyệt", "Chưa có bản ghi nào được duyệt.", _approved, if_reviewed=True),
    Section("coming", "Hẹn ngày lên trang", "Không có bản ghi nào hẹn ngày lên trang.", _coming),
    Section("going", "Hẹn ngày gỡ", "Không có bản ghi nào hẹn ngày gỡ.", _going),
    Section("over", "Đã gỡ khỏi trang", "Không có bản ghi nào đã gỡ.", _over),
    Section("lacking", "Mô hình thiếu phần của hồ sơ 5I", "Mô hình nào cũng có đủ năm phần.", _lacking),
    Section("unreviewed", "Mô hình quá 12 tháng chưa sơ kết, tổng kết", "Không có mô hình nào.", _without_review),
    Section("unsourced", "Số liệu không ghi nguồn riêng (theo nguồn chung của bản ghi)", "Số liệu nào cũng ghi nguồn riêng.", _own_source),
)  # fmt: skip


def as_data(status: Status, coverage: Coverage | None, most: int | None = None) -> dict[str, Any]:
    """The same as JSON can hold; of each section no more rows than `most`."""
    return {
        "day": str(status.day),
        "sections": [
            {"key": one.key, "title": one.title, "none": one.none, "count": len(rows),
             "rows": [_row(status, row.record, row.note) for row in rows[:most]]}
            for one, rows in status.sections
        ],
        "coverage": coverage and {
            "years": coverage.years,
            "told": [
                _row(status, one.unit) | {"models": one.models, "events": one.events, "results": one.results} for one in coverage.told
            ],
            "without": [_row(status, unit) for unit in coverage.without],
        },
    }  # fmt: skip


def _row(status: Status, record: Record, note: str = "") -> dict[str, Any]:
    return {
        "folder": record.folder,
        "id": record.id,
        "noun": record.noun,
        "name": name_of(status.catalogue, record),
        "note": note,
    }


def _last_day(written: PartialDate | None) -> date | None:
    return written.last if written else None


def _number(written: PartialDate | None) -> int:
    return written.first.toordinal() if written and written.first else 0
