"""What is wanted of reports, as whoever asks says it in words: which unit, time, record and issuer; and what comes of it."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from macros.catalogue import Finder
from macros.language.problems import DataError, Problem
from macros.language.text import near, slug
from macros.records import Event, Model, Organisation, Record, Unit
from macros.reports import zalo
from macros.reports.scope import Scope
from macros.reports.span import Span

MEDIATYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 100  # letters of a file's name without its ending
T = TypeVar("T", bound=Record)


class Wanted:
    """Papers and texts of what `find` knows, made on `day`. Every question raises DataError where there is no such thing."""

    def __init__(self, find: Finder, day: date):
        self._find, self._day = find, day

    def unit_report(self, unit: str, time: str, issuer: str | None = None) -> tuple[str, bytes]:
        """The name of the file, and the report of a unit and a time."""
        from macros.reports.unit_report import unit_report  # python-docx takes a third of a second to import

        span = Span.of(time)
        one = self._unit(unit, span)
        by = self._record(Organisation, issuer) if issuer else None
        return _file("bao-cao", one.id, span.name), unit_report(self._find, one, span, self._day, by)

    def paper(self, kind: type[Model] | type[Event], record_id: str) -> tuple[str, bytes]:
        """The name of the file, and the kit of a model or the summary of an event."""
        from macros.reports.event_paper import event_paper  # as above
        from macros.reports.model_kit import model_kit

        record = self._record(kind, record_id)
        if isinstance(record, Model):
            return _file("mo-hinh", record.id), model_kit(self._find, record, self._day)
        return _file("su-kien", record.id), event_paper(self._find, record, self._day)

    def text(self, kind: type[Model] | type[Event], record_id: str) -> str:
        """The text for Zalo of a model or an event."""
        return zalo.of_record(self._find, self._record(kind, record_id))

    def unit_text(self, unit: str, time: str) -> str:
        """That of a unit and a time."""
        span = Span.of(time)
        return zalo.of_unit(self._find, Scope(self._find, self._unit(unit, span), span))

    def _unit(self, named: str, span: Span) -> Unit:
        """A unit by its id, or by its kind and name; of several of one name that which stood in the time, last."""
        if named in self._find.ids(Unit):
            return self._find.get(Unit, named)
        found = [
            one
            for one in self._find.all(Unit)
            if slug(named) in (slug(one.full_name), slug(self._find.name(one)), slug(one.name))
        ]
        stood = [one for one in found if span.has(one)]
        meant = stood or found
        for one in meant:  # the last of those that came out of one another, whose report tells of the others
            earlier = {kin.unit for kin in self._find.forebears(one)}
            if all(other is one or other in earlier for other in meant):
                return one
        if meant:
            ids = ", ".join(one.id for one in meant)
            raise _none(
                f"có {len(meant)} đơn vị tên '{named}' trong {span.name}", f"Viết mã của một trong các đơn vị: {ids}"
            )
        return self._record(Unit, named)

    def _record(self, kind: type[T], record_id: str) -> T:
        ids = self._find.ids(kind)
        if record_id not in ids:
            hint = near(record_id, ids)
            todo = "Viết mã (tên tệp, không kèm .yml) của một bản ghi đã được đăng"
            raise _none(f"không có {kind.noun} mang mã '{record_id}'", todo, hint)
        return self._find.get(kind, record_id)


def _none(what: str, todo: str, hint: str | None = None) -> DataError:
    return DataError([Problem("report", 0, 0, "", what, todo, hint)])


def _file(*names: str) -> str:
    return f"{slug(' '.join(names))[:_LONGEST_NAME].strip('-')}.docx"


def issuers(find: Finder, unit: Unit) -> Iterable[Organisation]:
    """Who may issue the report of a unit: its own organisations, by name."""
    return [one for one in find.referring(unit, Organisation) if one.unit == unit.id]
