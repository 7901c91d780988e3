"""What can be found: every record as a search document, with the names by which a reader may ask for it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zlib import crc32

from macros.addresses.address import address_of
from macros.addresses.occasions import page_of_occasion
from macros.catalogue import Finder, Notes
from macros.catalogue.watched import watching
from macros.files.kept import digest
from macros.language.markup import plain
from macros.language.numbers import shown_number
from macros.records import (
    RECORDS,
    Event,
    EventKind,
    Model,
    Organisation,
    Part,
    Record,
    Result,
    Source,
    Term,
    Theme,
    Unit,
)
from macros.records import Document as LegalDocument
from macros.records.base import FieldType
from macros.records.event import EventStatus
from macros.records.fields import fields_of
from macros.records.figure import Figure, Target
from macros.records.media import Paper
from macros.records.parts import Award, Person, Prize
from macros.records.rating import Rating
from macros.search.by_hand import PAGE, documents_by_hand
from macros.search.documents import Document, DocumentKind, Portion
from macros.search.gathered import SPOT, gathered
from macros.search.ground import Grounds, changes

# Shown elsewhere in the document, or nothing that a reader would type.
_APART = {
    "summary",
    "other_names",
    "searched_as",
    "abbreviation",
    "number",
    "code",
    "url",
    "abolished",
    "now_in",
    "publisher",
    "length",
}

# Fields that hold short statements.
_FACTS = ("figures", "reach", "targets", "ratings", "awards", "prizes", "people", "signed_by", "papers")
_Own = tuple[list[str], list[str]]
_PORTIONS = 64
_AT_ONCE = 100  # records: a document asks twice for each that is told with its own
# A number in the name of a model is said and typed as a word as well: 5 không, 3 sạch.
_NUMBER = re.compile(r"(?<![\w.,/–-])\d(?![\w/–-]|[.,]\d)")
_SPOKEN = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def kinds() -> list[DocumentKind]:
    """The kinds of document, in the order in which equally good results of different kinds stand."""
    searched = sorted((kind.search_order, kind) for kind in RECORDS if kind.search_order is not None)
    return [*(DocumentKind(kind.singular, kind.section, kind.asked_as) for _, kind in searched), SPOT, PAGE]


def portions(find: Finder, written: Mapping[str, Path]) -> Iterator[Portion]:
    """Yield all that is found on a site: a document for every record that has a page, or an entry of its own on an index page, for every
    festival that many units hold, every place below the commune that records name, every year that has a page, and those of pages written
    by hand, as `documents_by_hand` takes them. Which records stand together, their ids say, so that one that comes or goes moves no other."""
    grounds, notes, own = Grounds(find), Notes(find), lru_cache(_AT_ONCE)(_own)
    together: list[list[Record]] = [[] for _ in range(_PORTIONS)]
    for kind in RECORDS:
        if kind.search_order is not None:
            for record in find.all(kind):
                together[crc32(record.id.encode()) % _PORTIONS].append(record)

    def of_records(some: list[Record]) -> tuple[list[Document], bytes]:
        with watching() as reads:
            made = [_document(find, record, own, grounds) for record in some]
        return made, notes.followed(reads, but=some)

    def of_others() -> tuple[list[Document], bytes]:
        return [*gathered(find, grounds), *documents_by_hand(written, find.site.place)], b""

    for number, some in enumerate(together):
        digests = [find.digest(record) for record in some]
        as_read = (
            part for record, told in zip(some, digests, strict=True) for part in (record.folder, record.id, told)
        )
        yield Portion(str(number), digest(*as_read) if all(digests) else b"", partial(of_records, some), notes.state)
    yield Portion("others", b"", of_others, notes.state)


def documents(find: Finder, written: Mapping[str, Path] = MappingProxyType({})) -> Iterator[Document]:
    """Yield the documents of all `portions`."""
    for portion in portions(find, written):
        yield from portion.made()[0]


def abbreviations(find: Finder) -> dict[str, str]:
    """What readers write short and what it stands for: the glossary's, and provinces of today by their initials: `UBND TP HP`.

    Initials that several provinces share stand for none, nor does a single letter, as of Huế.
    """
    provinces = [unit.name for unit in find.all(Unit) if not unit.parent and not unit.is_former]
    initials = ["".join(word[0] for word in name.split()) for name in provinces]
    telling = {short for short in initials if len(short) > 1 and initials.count(short) == 1}
    named = {short: name for short, name in zip(initials, provinces, strict=True) if short in telling}
    return named | find.abbreviations


def _own(record: Record) -> _Own:
    """What a record says by itself: its short statements, and the rest of its text."""
    passing = record.in_passing()
    return _own_facts(passing), list(_texts(passing))


def _document(find: Finder, record: Record, own: Callable[[Record], _Own], grounds: Grounds) -> Document:
    ground = grounds.of(record)
    themes = _themes(find, record)
    event = record if isinstance(record, Event) else None
    occasion = find.occasion_of(event) if event else None
    summary = _field(record, "summary") or _field(record, "meaning")
    if isinstance(record, Unit):
        summary = changes(find, record)
    holders = [record, *find.told_with(record)]
    return Document(
        url=str(address_of(find, record)),
        kind=record.singular,
        title=record.heading if event else find.name(record),  # what became of it stands beside it
        other_names=(*_other_names(record), *([occasion.title] if occasion else [])),
        units=ground.names,
        heirs=ground.heirs,
        themes=tuple(theme.name for theme in themes),
        asked_as=tuple(
            dict.fromkeys(
                (
                    *(words for theme in themes for words in theme.searched_as),
                    *([] if ground.ids else [find.site.place]),
                )
            )
        ),
        date=_date(record),
        summary=plain(getattr(summary, "text", summary)) if summary else "",
        facts=tuple(_facts(find, record, holders, own)),
        body=" ".join(
            text
            for holder in holders
            for text in (*_summary(holder, record), *own(holder)[1])
            if text != record.heading
        ),
        unit_ids=ground.ids,
        theme_ids=tuple(theme.id for theme in themes),
        tags=tuple(_tags(find, event)) if event else (),
        former=isinstance(record, Unit) and record.is_former or _is(event, EventStatus.CANCELLED),
        postponed=_is(event, EventStatus.POSTPONED),
        end=str(event.end or "") if event else "",
        whole=str(page_of_occasion(occasion)) if occasion else "",
    )


def _field(record: Record, name: str) -> Any:
    """The value of a field; None if records of this kind have none of the name: to ask them for it takes long."""
    return getattr(record, name) if name in fields_of(type(record)) else None


def _themes(find: Finder, record: Record) -> list[Theme]:
    own = find.themes_of(record) if isinstance(record, Event) else _field(record, "themes")
    return [find.get(Theme, theme) for theme in own or ()]


def _other_names(record: Record) -> tuple[str, ...]:
    if isinstance(record, Unit):
        return (record.full_name, record.name)
    if isinstance(record, Term):
        return (*([record.abbreviation] if record.abbreviation else ()), *record.searched_as)
    if isinstance(record, Model):
        names = (*record.other_names, *record.old_names)
        spoken = dict.fromkeys(
            _NUMBER.sub(lambda number: _SPOKEN[int(number[0])], name) for name in (record.name, *names)
        )
        return (*names, *(name for name in spoken if name not in (record.name, *names)))
    names = (*(_field(record, "other_names") or ()), *(_field(record, "searched_as") or ()))
    number = _field(record, "number")
    return (*names, *([number] if number else ()))


def _date(record: Record) -> str:
    if isinstance(record, Event):
        return str(record.date)
    if isinstance(record, Model):
        return str(record.launched or "")
    date = record.published if isinstance(record, Source) else _field(record, "issued")
    return str(date or "")


def _tags(find: Finder, event: Event) -> Iterator[tuple[str, str, str]]:
    """What events can be filtered by beside unit, theme and date."""
    yield "event_kind", event.kind, find.get(EventKind, event.kind).heading
    for organiser in event.organisers:
        yield "organiser", organiser, find.get(Organisation, organiser).heading


def _is(event: Event | None, status: EventStatus) -> bool:
    return event is not None and event.status is status


def _facts(find: Finder, record: Record, holders: Iterable[Record], own: Callable[[Record], _Own]) -> Iterator[str]:
    """Short statements: the kind of event, who organises, leads, issues or takes part, figures, awards, people in office; of all
    whose page is the record's, the `holders`."""
    if isinstance(record, Event):
        yield find.get(EventKind, record.kind).heading
    if isinstance(record, Organisation | LegalDocument):
        yield record.kind_shown
    if isinstance(record, Source) and record.publisher:
        yield record.publisher
    if isinstance(record, Unit):
        if record.code:
            yield f"Mã thống kê: {record.code}"
        if record.area:
            yield f"Diện tích: {shown_number(record.area.km2)} km²"
    if contact := _field(record, "contact"):
        yield from filter(None, (contact.phone, *contact.hotlines))
    if isinstance(record, LegalDocument) and record.issued_by:
        yield record.issued_by
    for field in ("organisers", "leads", "issuers"):
        for organisation in _field(record, field) or ():
            yield find.get(Organisation, organisation).heading
    for partner in _field(record, "partners") or ():
        yield f"{partner.taking_part_as}: {find.partner(partner)}"
    for holder in holders:
        if isinstance(holder, Result):
            yield holder.heading
            yield from (find.get(Model, model).heading for model in holder.models)
        yield from own(holder)[0]


def _own_facts(record: Record) -> list[str]:
    return [_fact(part) for name in _FACTS for part in getattr(record, name, [])]


def _fact(part: Part) -> str:
    """A statement that is short by itself, as a reader sees it."""
    if isinstance(part, Figure):
        rows = "; ".join(f"{row.label} {told}" for row, told in part.told_by_rows() if row.label)
        return ", ".join(filter(None, (f"{part.label}: {part.shown}", *part.remarks, rows)))
    if isinstance(part, Target):
        return f"Chỉ tiêu {part.label}: {part.shown}"
    if isinstance(part, Rating):
        return f"{part.title}: {', '.join(f'{grade.grade} {part.told(grade)}'.strip() for grade in part.grades)}"
    if isinstance(part, Award):
        return f"{part.by} {part.form_and_grade} {part.shown}"
    if isinstance(part, Prize):
        return ", ".join(filter(None, (part.prize, part.contest)))
    if isinstance(part, Paper):
        return ", ".join(filter(None, (f"{part.kind_shown}: {part.title}", part.number)))
    assert isinstance(part, Person)
    return f"{part.named}, {part.office}"


def _summary(holder: Record, record: Record) -> Iterator[str]:
    """The summary of a record that another tells of; its own stands apart in its document."""
    if holder is not record and (summary := _field(holder, "summary")):
        yield plain(getattr(summary, "text", summary))


def _texts(part: Part) -> Iterator[str]:
    """The rest of a record's text, in the order of its fields."""
    for name, field in fields_of(type(part)).items():
        if name in _APART or field.internal:
            continue
        value = getattr(part, name)
        for item in value if isinstance(value, list) else [value]:
            if name in _FACTS and isinstance(item, Part):
                said = _fact(item)
                yield from (text for text in _texts(item) if text not in said)
            elif isinstance(item, Part):
                yield from _texts(item)
            elif item and field.type in (FieldType.LINE, FieldType.PROSE):
                yield plain(item)
