"""Rules that need more than one record. Each yields every breach it finds and never stops; those on one alone stand in `alone`."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from macros.catalogue import revisions
from macros.catalogue.alone import exposed
from macros.catalogue.bordering import borders_are_those_of_units_of_today
from macros.catalogue.illustrations import ILLUSTRATIONS
from macros.catalogue.sense import SENSE
from macros.catalogue.store import Catalogue
from macros.catalogue.told import at as _at
from macros.catalogue.told import inside as _in
from macros.language.characters import told
from macros.language.clock import today
from macros.language.dates import PartialDate
from macros.language.problems import Problem, shown_path
from macros.records import BY_FOLDER, RECORDS, Document, Event, Model, Organisation, Record, Result, Term, Unit
from macros.records.base import LONGEST_ID, is_id
from macros.records.site import SETTINGS
from macros.records.standing import Standing
from macros.records.walk import Place, Reference, references

T = TypeVar("T", bound=Record)
_SHOWN = (Standing.PUBLIC, Standing.CHANGED)
_TO_OPEN = {
    Standing.DRAFT: ("còn là bản nháp", "Bỏ draft ở bản ghi ấy, hoặc để bản ghi này cũng là bản nháp"),
    Standing.WAITING: ("còn chờ duyệt", "Duyệt bản ghi ấy trước, hoặc để bản ghi này là bản nháp"),
}
Rule = Callable[[Catalogue], Iterator[Problem]]


def links_lead_somewhere(catalogue: Catalogue) -> Iterator[Problem]:
    """Every link is the id of a record that exists, and none that is on the site on some day leads to one that isn't then. What has
    been changed since it was approved is not on the site before it is approved again, maybe with what it links to."""
    day = today()
    standings = {record: catalogue.standing(record, day) for record in catalogue}
    open_to: dict[str, set[str]] = {kind.folder: set() for kind in RECORDS}
    for record, one in standings.items():
        if one in _SHOWN and not record.remove_on:
            open_to[record.folder].add(record.id)
    for record in catalogue:
        for folder, ids in catalogue.targets(record).items():
            if not open_to[folder].issuperset(ids):
                break
        else:  # as of nearly all
            continue
        for link in references(record):
            found = catalogue.in_folder(link.folder).get(link.target)
            if found is None:
                yield from _lost(catalogue, record.file, link)
            elif standings[record] in (Standing.PUBLIC, Standing.COMING) and (
                why := _shut(record, found, standings[found])
            ):
                problem = _at(record, link.place, f"{found.noun} '{link.target}' {why[0]}", why[1])
                yield replace(problem, waits=standings[found] in _TO_OPEN)
    for unread in catalogue.unread.values():
        for link in unread.links:
            if link.target not in catalogue.in_folder(link.folder):
                yield from _lost(catalogue, unread.file, link)


def _shut(record: Record, to: Record, standing: Standing) -> tuple[str, str] | None:
    """Why, and what to do, if a record links to one that isn't on the site on all its days; what was approved before is taken to be."""
    if standing in _TO_OPEN:
        return _TO_OPEN[standing]
    if to.remove_on and (
        standing is Standing.OVER or not record.remove_on or str(to.remove_on) < str(record.remove_on)
    ):
        day = to.remove_on
        return (
            f"gỡ khỏi trang ngày {day.shown}, trước bản ghi này",
            f"Bỏ liên kết, hoặc ghi remove_on: {day} vào bản ghi này",
        )
    if standing is Standing.COMING and to.publish_on and str(to.publish_on) > str(record.publish_on or ""):
        day = to.publish_on
        return (
            f"ngày {day.shown} mới lên trang, sau bản ghi này",
            f"Bỏ liên kết, hoặc ghi publish_on: {day} vào bản ghi này",
        )
    return None


def _lost(catalogue: Catalogue, file: Path, link: Reference) -> Iterator[Problem]:
    """A link to a record that isn't there; nothing if its file is there and can't be read, which is told already."""
    place, folder, target = link
    if (folder, target) in catalogue.unread:
        return
    known = catalogue.in_folder(folder)
    renamed = next((r.id for r in known.values() if target in r.aliases), None)
    todo = (
        f"Sửa mã, hoặc tạo tệp {shown_path(catalogue.data)}/{folder}/{target}.yml"
        if is_id(target) and len(target) <= LONGEST_ID and not renamed
        else "Sửa mã"
    )
    what = f"không có {BY_FOLDER[folder].noun} mang mã '{told(target, LONGEST_ID)}'"
    yield _in(file, place, what, todo, renamed or catalogue.near(folder, target))


def addresses_are_unique(catalogue: Catalogue) -> Iterator[Problem]:
    """No old id (alias) is also the id, or an old id, of another record of its kind."""
    for kind in RECORDS:
        records = catalogue.by_id(kind)
        taken: dict[str, Record] = dict(records)
        for record in _by_file({key: record for key, record in records.items() if record.aliases}):
            for index, alias in enumerate(record.aliases):
                other = taken.setdefault(alias, record)
                if other is not record or alias == record.id:
                    yield _at(record, ("aliases", index), f"mã cũ '{alias}' đang là mã của {shown_path(other.file)}",
                              "Bỏ mã này ở một trong hai bản ghi")  # fmt: skip


def events_take_place_in_units_that_exist(catalogue: Catalogue) -> Iterator[Problem]:
    """The units of an event, and of each of its sessions, existed on its date."""
    for event in catalogue.by_id(Event).values():
        for place, unit_id, date in _where_and_when(event):
            unit = catalogue.by_id(Unit).get(unit_id)
            if unit is None or unit.existed(date):
                continue
            over = bool(unit.end and unit.end < date)
            when = "không còn tồn tại vào" if over else "chưa có vào"
            others = catalogue.lineage.later(unit) if over else catalogue.lineage.earlier(unit)
            ids = ", ".join(kin.unit.id for kin in others if kin.unit.existed(date))
            todo = f"Chọn đơn vị có vào ngày ấy{': ' if ids else ''}{ids}"
            yield _at(event, place, f"{catalogue.lineage.name(unit)} {when} {date.in_words}", todo)


def _where_and_when(event: Event) -> Iterator[tuple[Place, str, PartialDate]]:
    """Where each unit of an event stands, its id, and the day on which it is in question."""
    yield ("unit",), event.unit, event.date
    yield from ((("units", index), unit, event.date) for index, unit in enumerate(event.units))
    for number, session in enumerate(event.sessions):
        for index, unit in enumerate(session.units):
            yield ("sessions", number, "units", index), unit, session.date or event.date


def sessions_are_within_their_event(catalogue: Catalogue) -> Iterator[Problem]:
    """No session of an event lies before its first day or after its last."""
    for event in catalogue.by_id(Event).values():
        for number, session in enumerate(event.sessions):
            begins, ends = session.date, session.end or session.date
            if not (begins and begins.last and ends and ends.first and event.date.first and event.last_day):
                continue
            if begins.last < event.date.first or ends.first > event.last_day:
                yield _at(event, ("sessions", number, "date"), f"buổi này ({session.when}) nằm ngoài thời gian của sự kiện ({event.when})",
                          "Sửa ngày, hoặc ghi ngày cuối của sự kiện vào end")  # fmt: skip


def units_follow_one_another(catalogue: Catalogue) -> Iterator[Problem]:
    """A unit was formed from units older than itself, and is part of none of its own parts."""
    units = catalogue.by_id(Unit)
    for unit in units.values():
        for index, change in enumerate(unit.formed_from):
            before = units.get(change.unit)
            if before and before.start and before.start >= change.date:
                yield _at(unit, ("formed_from", index, "unit"), f"đơn vị cũ bắt đầu {before.start.shown}, không trước {change.date.shown}",
                          "Xem lại ngày, hoặc chọn đơn vị khác trùng tên")  # fmt: skip
        if _in_circle(unit.id, lambda u: _parent(units, u)):
            yield _at(unit, ("parent",), "đơn vị cấp trên đi vòng về chính nó", "Sửa mã đơn vị cấp trên")
        elif unit.earlier_parents and _in_circle(unit.id, lambda u: _ever_above(units, u)):
            yield _at(
                unit, ("earlier_parents",), "đơn vị cấp trên trước đó đi vòng về chính nó", "Sửa mã đơn vị cấp trên"
            )
        if _in_circle(unit.id, lambda u: [change.unit for change in units[u].formed_from] if u in units else []):
            yield _at(unit, ("formed_from",), "các đơn vị cũ đi vòng về chính nó", "Sửa mã đơn vị cũ")


def units_lie_in_units_of_their_day(catalogue: Catalogue) -> Iterator[Problem]:
    """A unit that is older than the one above it says in which it lay before."""
    units = catalogue.by_id(Unit)
    for unit in units.values():
        above = units.get(unit.parent or "")
        if not (above and above.start and above.formed_from) or (unit.start and unit.start >= above.start):
            continue
        before = [units[one] for one in unit.earlier_parents if one in units]
        if not any(one.end and one.end < above.start for one in before):
            ids = ", ".join(change.unit for change in above.formed_from)
            since = f"có từ {unit.start.shown}" if unit.start else "không ghi ngày bắt đầu"
            yield _at(unit, ("parent",), f"{catalogue.lineage.name(above)} chỉ có từ {above.start.shown}, mà đơn vị này {since}",
                      f"Ghi đơn vị cấp trên trước đó vào earlier_parents, một trong: {ids}; lập cùng ngày thì ghi start")  # fmt: skip


def organisations_have_an_order(catalogue: Catalogue) -> Iterator[Problem]:
    """No organisation is above itself."""
    organisations = catalogue.by_id(Organisation)
    for organisation in organisations.values():
        if _in_circle(organisation.id, lambda o: _parent(organisations, o)):
            yield _at(organisation, ("parent",), "cơ quan cấp trên đi vòng về chính nó", "Sửa mã cơ quan cấp trên")


def documents_have_an_order(catalogue: Catalogue) -> Iterator[Problem]:
    """No document is based on itself, nor replaces itself, also not by way of others."""
    documents = catalogue.by_id(Document)
    for document in documents.values():
        for name, what in (("based_on", "căn cứ"), ("replaces", "thay thế")):
            if _in_circle(document.id, lambda d, name=name: getattr(documents[d], name) if d in documents else []):  # type: ignore[misc]
                yield _at(document, (name,), f"văn bản {what} đi vòng về chính nó", "Sửa mã văn bản ở mục này")


def a_unit_has_one_result_a_year(catalogue: Catalogue) -> Iterator[Problem]:
    """The results of a unit in a year, or another stretch of time, stand in one file."""
    what = "kết quả của đơn vị này trong kỳ này"
    yield from _unique(catalogue.by_id(Result), lambda r: (r.unit, r.anchor), ("year",), what)


def an_abbreviation_means_one_thing(catalogue: Catalogue) -> Iterator[Problem]:
    """No two terms have the same abbreviation."""
    yield from _unique(catalogue.by_id(Term), lambda term: term.abbreviation, ("abbreviation",), "chữ viết tắt này")


def nobody_is_exposed_by_the_settings(catalogue: Catalogue) -> Iterator[Problem]:
    """Nor does what the settings of the site say tell of a private person."""
    yield from exposed(catalogue.site, catalogue.data / SETTINGS)


def revisions_can_be_read(catalogue: Catalogue) -> Iterator[Problem]:
    """Every line of the list of revisions can be understood."""
    yield from revisions.read(catalogue.data / revisions.FILE)[1]


def models_follow_in_order(catalogue: Catalogue) -> Iterator[Problem]:
    """No model follows itself, or one that follows it."""
    models = catalogue.by_id(Model)

    def followed(record_id: str) -> list[str]:
        model = models.get(record_id)
        return [model.follows.model] if model and model.follows else []

    for model in models.values():
        if model.follows and _in_circle(model.id, followed):
            what = f"các mô hình làm theo nhau thành vòng: {model.id} → … → {model.id}"
            yield _at(model, ("follows", "model"), what, "Bỏ mục follows ở mô hình có trước")


RULES: tuple[Rule, ...] = (
    *SENSE,
    *ILLUSTRATIONS,
    borders_are_those_of_units_of_today,
    links_lead_somewhere,
    addresses_are_unique,
    events_take_place_in_units_that_exist,
    sessions_are_within_their_event,
    units_follow_one_another,
    units_lie_in_units_of_their_day,
    models_follow_in_order,
    organisations_have_an_order,
    documents_have_an_order,
    a_unit_has_one_result_a_year,
    an_abbreviation_means_one_thing,
    nobody_is_exposed_by_the_settings,
    revisions_can_be_read,
)


def _in_circle(start: str, following: Callable[[str], list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(following(start))
    while ahead:
        if (current := ahead.pop()) == start:
            return True
        if current not in seen:
            seen.add(current)
            ahead += following(current)
    return False


def _by_file(records: Mapping[str, T]) -> list[T]:
    """The records in an order that staff can foresee: of two that clash, the later file is told."""
    return sorted(records.values(), key=lambda record: record.file)


def _ever_above(units: Mapping[str, Unit], unit_id: str) -> list[str]:
    return [*_parent(units, unit_id), *(units[unit_id].earlier_parents if unit_id in units else ())]


def _parent(records: Mapping[str, Unit] | Mapping[str, Organisation], record_id: str) -> list[str]:
    record = records.get(record_id)
    return [record.parent] if record and record.parent else []


def _unique(records: Mapping[str, T], key: Callable[[T], Any], place: Place, what: str) -> Iterator[Problem]:
    groups = defaultdict(list)
    for record in _by_file(records):
        if key(record):
            groups[key(record)].append(record)
    for first, *others in groups.values():
        for other in others:
            yield _at(other, place, f"{what} đã có ở {shown_path(first.file)}", "Gộp hai bản ghi làm một")
