"""Papers for offices at the desk: what the bar on the site's pages offers of them, and the files and texts themselves."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from macros.addresses.address import year
from macros.catalogue import Finder
from macros.catalogue.records import behind
from macros.desk.held import Held
from macros.desk.safety import API, Refusal
from macros.language.clock import today
from macros.language.problems import DataError
from macros.records import Event, Model, Record, Unit
from macros.records.standing import Standing
from macros.reports.wanted import MEDIATYPE, Wanted, issuers

WORD, ZALO = f"{API}report/word", f"{API}report/zalo"
_MODEL, _EVENT, _UNIT, _TIME, _BY = "model", "event", "unit", "time", "by"
_QUERY: dict[type[Model] | type[Event], str] = {Model: _MODEL, Event: _EVENT}
_MOST_UNITS = 500  # in the choice on the page of a year
T = TypeVar("T")


class Reporting:
    """Papers of what is published of the records that `held` has."""

    def __init__(self, held: Held):
        self._held = held
        self._finder: Finder | None = None

    def offered(self, record: Record | None, path: str) -> str:
        """What the bar offers on a page of the site: that of a record, or another at `path`, as HTML."""
        if isinstance(record, Model | Event) and self._is_public(record):
            asked = f"?{_MODEL if isinstance(record, Model) else _EVENT}={record.id}"
            return f'<a href="{WORD}{asked}">Tải bản Word</a><a href="{ZALO}{asked}" data-zalo>Chép tin Zalo</a>'
        if isinstance(record, Unit) and self._is_public(record):
            find, now = self._find(), today()
            own = f'<input type="hidden" name="{_UNIT}" value="{record.id}">'
            by = [(one.id, one.name) for one in issuers(find, record) if self._is_public(one)]
            last = record.end.year if record.end and record.end.year else 0
            return _form(own + _time(last, now) + _choice(_BY, "Cơ quan ban hành", [("", "Chừa chỗ để điền"), *by]))
        if number := _year_at(path):
            units = [(one.id, self._find().name(one)) for one in self._told_of(number)]
            if units:
                return _form(_choice(_UNIT, "Địa bàn", units) + _time(number, today()))
        return ""

    def word(self, request: Request) -> Response:
        """A paper as a file of Word."""
        asked, kind = request.query_params, _kind(request)
        unit, time, by = asked.get(_UNIT, ""), asked.get(_TIME, ""), asked.get(_BY) or None
        name, content = self._made(
            lambda wanted: wanted.paper(kind, asked[_QUERY[kind]]) if kind else wanted.unit_report(unit, time, by)
        )
        return Response(
            content, media_type=MEDIATYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    def zalo(self, request: Request) -> Response:
        """A short text."""
        asked, kind = request.query_params, _kind(request)
        unit, time = asked.get(_UNIT, ""), asked.get(_TIME, "")
        return PlainTextResponse(
            self._made(lambda wanted: wanted.text(kind, asked[_QUERY[kind]]) if kind else wanted.unit_text(unit, time))
        )

    def _made(self, make: Callable[[Wanted], T]) -> T:
        try:
            catalogue = self._held.published()
        except DataError:
            raise Refusal(
                422, "dữ liệu đang có lỗi nên chưa lập được", "Sửa các lỗi nêu ở bàn làm việc rồi thử lại"
            ) from None
        try:
            return make(Wanted(Finder(catalogue, today()), today()))
        except DataError as error:
            raise Refusal(422, error.problems[0].what, error.problems[0].todo) from None

    def _is_public(self, record: Record) -> bool:
        return self._held.catalogue.standing(record, today()) is Standing.PUBLIC

    def _find(self) -> Finder:
        """The door to all records as they are."""
        catalogue = self._held.catalogue
        if self._finder is None or behind(self._finder) is not catalogue:
            self._finder = Finder(catalogue, today())
        return self._finder

    def _told_of(self, number: int) -> list[Unit]:
        """The units of which a year has events, results or new models, by name."""
        find = self._find()
        ids = {one for event in find.events(year=number) for one in event.all_units}
        ids |= {result.unit for result in find.results(year=number)}
        ids |= {one for model in find.models(year=number) for one in model.units}
        above = {up.id for one in ids for up in find.above(find.get(Unit, one))}
        return [unit for unit in find.all(Unit) if unit.id in ids | above][:_MOST_UNITS]


def _year_at(path: str) -> int | None:
    """The year of which a page tells, if it is one."""
    found = re.search(r"\d{4}", path)
    return int(found[0]) if found and year(int(found[0])).path.strip("/") == path.strip("/") else None


def _kind(request: Request) -> type[Model] | type[Event] | None:
    """Of what kind the record is that is asked for; None where it is a unit and a time."""
    return next((kind for kind, name in _QUERY.items() if name in request.query_params), None)


def _form(fields: str) -> str:
    return (
        f'<details class="desk-report"><summary>Tải báo cáo Word</summary><form action="{WORD}">{fields}'
        f'<button>Tải báo cáo Word</button><button formaction="{ZALO}" data-zalo>Chép tin Zalo</button></form></details>'
    )


def _choice(name: str, label: str, choices: Iterable[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{escape(value)}">{escape(told)}</option>' for value, told in choices)
    return f'<label>{label} <select name="{name}">{options}</select></label>'


def _time(of: int, now: date) -> str:
    """The field for the time, with those that offices report on; of the year `of`, or else of the last two."""
    years = [of] if of else [now.year, now.year - 1]
    times = [
        told
        for one in years
        for told in (
            f"năm {one}",
            f"6 tháng đầu năm {one}",
            f"6 tháng cuối năm {one}",
            f"9 tháng đầu năm {one}",
            *(f"quý {quarter} năm {one}" for quarter in ("I", "II", "III", "IV")),
        )
    ]
    usual = times[0] if of or now.month > 7 else times[1]
    listed = "".join(f'<option value="{told}"></option>' for told in times)
    return (
        f'<label>Kỳ báo cáo <input name="{_TIME}" value="{usual}" list="desk-times" required></label>'
        f'<datalist id="desk-times">{listed}</datalist>'
    )
