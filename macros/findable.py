"""What can be found: every record as a search document, with the names by which a reader may ask for it."""

from collections.abc import Iterator
from typing import cast

from macros.catalogue import Catalogue
from macros.markup import plain
from macros.pages import address_of
from macros.records import Event, Model, Organisation, Record, Source, Term, Theme, Unit
from macros.records.base import Part
from macros.records.event import EventStatus
from macros.records.parts import Award, Figure, Person, shown_number
from macros.records.unit import Share, Verification
from macros.search import Document

_KINDS = {"models": "model", "events": "event", "units": "unit", "organisations": "organisation", "themes": "theme",
          "documents": "document", "sources": "source", "terms": "term"}  # fmt: skip
# Shown elsewhere in the document, or nothing that a reader would type.
_APART = {"summary", "other_names", "url", "abolished", "now_in", "publisher"}

_TOLD = 4  # units that the summary of another names


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Yield a document for every record that has a page, or an entry of its own on an index page."""
    for folder, kind in _KINDS.items():
        for record in catalogue.all(folder):
            yield _document(catalogue, record, kind)


def abbreviations(catalogue: Catalogue) -> dict[str, str]:
    """What readers write short and what it stands for: the glossary's, and provinces of today by their initials: `UBND TP HP`.

    Initials that several provinces share stand for none, nor does a single letter, as of Huế.
    """
    units = cast(list[Unit], catalogue.all("units"))
    provinces = [unit.name for unit in units if not unit.parent and not unit.is_former]
    initials = ["".join(word[0] for word in name.split()) for name in provinces]
    telling = {short for short in initials if len(short) > 1 and initials.count(short) == 1}
    named = {short: name for short, name in zip(initials, provinces, strict=True) if short in telling}
    return named | catalogue.abbreviations


def _document(catalogue: Catalogue, record: Record, kind: str) -> Document:
    units = _units(catalogue, record)
    themes = _themes(catalogue, record)
    summary = getattr(record, "summary", None) or getattr(record, "meaning", None)
    if isinstance(record, Unit):
        summary = _changes(catalogue, record)
    return Document(
        url=address_of(catalogue, record),
        kind=kind,
        title=catalogue.unit_name(record) if isinstance(record, Unit) else record.heading,
        other_names=_other_names(record),
        units=tuple(dict.fromkeys(catalogue.unit_name(unit) for unit in units)),
        themes=tuple(theme.name for theme in themes),
        date=_date(record),
        summary=plain(getattr(summary, "text", summary)) if summary else "",
        facts=tuple(_facts(catalogue, record)),
        body=" ".join(
            text for holder in _holders(catalogue, record) for text in _texts(holder) if text != record.heading
        ),
        unit_ids=tuple(dict.fromkeys(unit.id for unit in units)),
        theme_ids=tuple(theme.id for theme in themes),
        tags=tuple(_tags(catalogue, record)),
        former=isinstance(record, Unit) and record.is_former or _is_cancelled(record),
    )


def _units(catalogue: Catalogue, record: Record) -> list[Unit]:
    """The units that a reader may mean by it: its own, those above them, those before and after them, and all their provinces."""
    units = catalogue.lineage.units
    if isinstance(record, Unit):
        own = [record]
    elif isinstance(record, Model | Event):
        own = catalogue.located(record)
    else:
        own = [units[record.unit]] if getattr(record, "unit", None) else []
    found: list[Unit] = []
    for unit in own:
        kins = [*catalogue.lineage.today(unit), *(catalogue.lineage.earlier(unit) if unit is record else [])]
        found += [unit, *(kin.unit for kin in kins), *catalogue.lineage.above(unit)]
    return [*found, *(catalogue.lineage.above(unit)[-1] for unit in found if unit.parent)]


def _changes(catalogue: Catalogue, unit: Unit) -> str:
    """What a former unit became, or what one of today was made from: `Từ 1/7/2025, lập từ Phường Lạch Tray, …`."""
    if unit.is_former:
        kins = catalogue.lineage.today(unit)
        told = _listed([_told(kin.unit, kin.inferred) for kin in kins])
        return f"{'Địa bàn ấy nay' if unit.abolished else 'Nay'} thuộc {told}." if kins else ""
    if not unit.formed_from:
        return ""
    told = _listed([
        _told(catalogue.lineage.units[change.unit], change.verification is Verification.INFERRED, change.share is not Share.WHOLE)
        for change in unit.formed_from
    ])  # fmt: skip
    return f"Từ {unit.formed_from[0].date.shown}, lập từ {told}."


def _told(unit: Unit, is_inferred: bool, is_part: bool = False) -> str:
    doubts = ", ".join([*(["một phần"] if is_part else []), *(["suy luận"] if is_inferred else [])])
    return f"{unit.full_name} ({doubts})" if doubts else unit.full_name


def _listed(names: list[str]) -> str:
    """The first names, and how many there are beside them."""
    if len(names) > _TOLD + 1:
        names = [*names[:_TOLD], f"{len(names) - _TOLD} nơi khác"]
    return " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _themes(catalogue: Catalogue, record: Record) -> list[Theme]:
    ids = [*getattr(record, "themes", [])]
    for model in getattr(record, "models", []):
        ids += cast(Model, catalogue.get("models", model)).themes
    return [cast(Theme, catalogue.get("themes", theme)) for theme in dict.fromkeys(ids)]


def _other_names(record: Record) -> tuple[str, ...]:
    if isinstance(record, Unit):
        return (record.full_name, record.name)
    if isinstance(record, Term):
        return (record.abbreviation,) if record.abbreviation else ()
    number = getattr(record, "number", None)
    return (*getattr(record, "other_names", ()), *([number] if number else ()))


def _date(record: Record) -> str:
    if isinstance(record, Event):
        return str(record.date)
    if isinstance(record, Model):
        return str(record.launched or "")
    date = record.published if isinstance(record, Source) else getattr(record, "issued", None)
    return str(date or "")


def _tags(catalogue: Catalogue, record: Record) -> Iterator[tuple[str, str, str]]:
    """What events can be filtered by beside unit, theme and date."""
    if isinstance(record, Event):
        yield "event_kind", record.kind, catalogue.get("event-kinds", record.kind).heading
        for organiser in record.organisers:
            yield "organiser", organiser, catalogue.get("organisations", organiser).heading


def _is_cancelled(record: Record) -> bool:
    return isinstance(record, Event) and record.status is EventStatus.CANCELLED


def _facts(catalogue: Catalogue, record: Record) -> Iterator[str]:
    """Short statements: the kind of event, who organises, leads or takes part, figures, awards, people in office."""
    if isinstance(record, Event):
        yield catalogue.get("event-kinds", record.kind).heading
    if isinstance(record, Organisation):
        yield record.kind.label
    if isinstance(record, Source) and record.publisher:
        yield record.publisher
    if isinstance(record, Unit):
        if record.code:
            yield f"Mã thống kê: {record.code}"
        if record.area:
            yield f"Diện tích: {shown_number(record.area.km2)} km²"
    for field in ("organisers", "leads"):
        for organisation in getattr(record, field, []):
            yield catalogue.get("organisations", organisation).heading
    for holder in _holders(catalogue, record):
        for name in ("figures", "awards", "people"):
            yield from (_fact(part) for part in getattr(holder, name, []))


def _holders(catalogue: Catalogue, record: Record) -> list[Record]:
    """The records whose statements stand on the page of `record`: a unit's page tells its yearly results."""
    return [record, *(catalogue.referring(record, "results") if isinstance(record, Unit) else [])]


def _fact(part: Part) -> str:
    if isinstance(part, Figure):
        return f"{part.label}: {part.shown}"
    if isinstance(part, Award):
        return f"{part.by} {part.form} {part.shown}"
    person = cast(Person, part)
    return f"{person.name}, {person.office}"


def _texts(part: Part) -> Iterator[str]:
    """The rest of a record's text, in the order of its fields."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, list) else [value]:
            if name in _APART:
                continue
            if isinstance(item, Figure | Award | Person):
                if note := getattr(item, "note", None):
                    yield plain(note)
            elif isinstance(item, Part):
                yield from _texts(item)
            elif type(item) is str and " " in item:  # one word is an id or a choice
                yield plain(item)
