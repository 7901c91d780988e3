"""The first part of the finder: records by kind and id, what links to what, and what each is called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeVar, overload

from macros.catalogue.borders import Border
from macros.catalogue.cut import weight
from macros.catalogue.store import Catalogue
from macros.catalogue.watched import Watched, index, keyed, order, whole
from macros.language.collation import alphabetical
from macros.media import Seen
from macros.records import (
    BY_FOLDER,
    RECORDS,
    Document,
    Event,
    Model,
    Organisation,
    Record,
    Result,
    Site,
    Source,
    Term,
    Unit,
)
from macros.records.base import Statement
from macros.records.fields import fields_of, links_to
from macros.records.media import Paper
from macros.records.partner import Partner
from macros.records.standing import Standing, said
from macros.records.walk import named_in, naming

T = TypeVar("T", bound=Record)
_NAMING: tuple[type[Record], ...] = (Result, Event, Model, Organisation, Document)


class Records:
    """Answers questions about single records. A kind is named by its class or, as templates do, by its folder."""

    def __init__(self, catalogue: Catalogue, today: date):
        self._catalogue = Watched(catalogue, today)

    def __repr__(self) -> str:  # mkdocs-macros prints its variables
        return f"{type(self).__name__}({self._catalogue.whole.data.name!r})"

    @property
    def data(self) -> Path:
        """The folder that the records come from."""
        return self._catalogue.data

    @property
    def site(self) -> Site:
        """The settings of the site."""
        return self._catalogue.site

    @property
    def stores(self) -> Path | None:
        """The folder where what is made of the records may be kept; None if nothing is."""
        return self._catalogue.stores

    def digest(self, record: Record) -> bytes:
        """A digest of all that a record is; empty if it is not as it was read from its file."""
        return self._catalogue.digest(record)

    def size(self, record: Record) -> int:
        """How many bytes its file has; 0 if it has none yet."""
        return self._catalogue.size(record)

    def media(self, name: str) -> Seen:
        """What the file is that lies at `name` below `data/media/`; raises KeyError if there is none, or none that can be shown."""
        return self._catalogue.album.seen(name)

    def file(self, name: str) -> Path:
        """Where it lies."""
        return self._catalogue.album.file(name)

    @property
    def unnamed_files(self) -> list[str]:
        """The files beside it that no record names, no draft either."""
        return self._catalogue.album.unnamed

    @property
    def borders(self) -> Mapping[str, Border]:
        """The borders of units of today, by their ids, as far as they, the units and the sources are there."""
        return whole(self._borders)

    @keyed
    def _borders(self) -> Mapping[str, Border]:
        units, sources = self._catalogue.by_id(Unit), self._catalogue.by_id(Source)
        drawn = self._catalogue.borders.drawn
        return {one.unit: one.border for one in drawn if one.unit in units and sources.keys() >= {*one.sources}}

    @property
    def border_sources(self) -> Mapping[str, list[str]]:
        """The ids of the sources of these borders, by the ids of the units."""
        return {one.unit: one.sources for one in self._catalogue.borders.drawn if one.unit in self.borders}

    @property
    def sources_of_borders(self) -> list[Source]:
        """These sources themselves, each once."""
        return [self.get(Source, one) for one in dict.fromkeys(chain(*self.border_sources.values()))]

    @overload
    def get(self, kind: type[T], record_id: str) -> T: ...
    @overload
    def get(self, kind: str, record_id: str) -> Record: ...
    def get(self, kind: type[Record] | str, record_id: str) -> Record:
        """A record; raises KeyError if there is none."""
        return self._catalogue.get(_class(kind), record_id)

    def ids(self, kind: type[Record] | str) -> list[str]:
        """The ids of all records of a kind."""
        return sorted(self._catalogue.by_id(_class(kind)))

    def place(self, kind: type[Record] | str, record_id: str) -> int:
        """Which of all records of a kind one is, by their ids, from 0; raises KeyError if there is none."""
        return self._places_by_id[_class(kind)][record_id]

    @index
    def _places_by_id(self) -> Mapping[type[Record], Mapping[str, int]]:
        return {kind: {one: at for at, one in enumerate(self.ids(kind))} for kind in RECORDS}

    def count(self, kind: type[Record] | str) -> int:
        """How many records of a kind there are; of models, those that are counted."""
        return self.tally(self._catalogue.by_id(_class(kind)).values())

    @staticmethod
    def tally(records: Iterable[Record]) -> int:
        """How many records these are; of models, those that are counted."""
        return sum(not isinstance(record, Model) or record.is_counted for record in records)

    @overload
    def all(self, kind: type[T]) -> list[T]: ...
    @overload
    def all(self, kind: str) -> list[Record]: ...
    def all(self, kind: type[T] | str) -> list[T] | list[Record]:
        """Every record of a kind, by heading in the order of the Vietnamese alphabet, then id."""
        return self._catalogue.all(_class(kind))

    @overload
    def referring(self, record: Record, kind: type[T]) -> list[T]: ...
    @overload
    def referring(self, record: Record, kind: str) -> list[Record]: ...
    def referring(self, record: Record, kind: type[T] | str) -> list[T] | list[Record]:
        """The records of a kind that link to `record`; events newest first, the others by heading."""
        return list(self._catalogue.referring(record, _class(kind)))

    def resting_on(self, record: Record) -> list[tuple[type[Record], list[Record]]]:
        """All records that link to a source or a document, wholly or in one statement, by kind."""
        kinds = [kind for kind in RECORDS if links_to(kind, record.folder)]
        return [(kind, found) for kind in kinds if (found := self.referring(record, kind))]

    def told_by_linking(self, record: Record) -> int:
        """About how many lines of figures and text the records tell that link to one, all together; at least one each."""
        return self._told_by_linking.get((record.folder, record.id), 0)

    @keyed
    def _told_by_linking(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for record in (one for kind in RECORDS for one in self.all(kind)):
            lines = weight(record)
            for folder, ids in self._catalogue.targets(record).items():
                for one in ids:
                    found[folder, one] += lines
        return found

    def newest_events(self, events: Iterable[Event]) -> list[Event]:
        """These events, in the order in which all stand: newest first, those of one day by their titles."""
        return sorted(events, key=self._places_of_events.__getitem__)

    @order
    def _places_of_events(self) -> dict[Event, int]:
        return {event: place for place, event in enumerate(self._catalogue.events)}

    def mentions(self, of: Unit | Organisation) -> list[tuple[Record, str, Statement]]:
        """What records say of a unit or organisation among others, its grade in a rating, an award, its share of a figure:
        (record, what, statement)."""
        if of.id not in self._are_named:  # as most
            return []
        return [
            (record, said, statement)
            for kind in _NAMING
            for record in self.referring(of, kind)
            if not (known := record.foretold) or of.id in known.named
            if not (isinstance(record, Document) and of.id in record.units)  # the unit's page has its targets already
            for statement in self._naming_in(record)
            if (said := statement.said_of(of.folder, of.id))
        ]

    @keyed
    def _are_named(self) -> dict[str, bool]:
        """The ids of all units and organisations of which any record says something among others."""
        records = (record for kind in _NAMING for record in self.all(kind))
        named = (known.named if (known := record.foretold) else named_in(record) for record in records)
        return dict.fromkeys(chain.from_iterable(named), True)

    def _naming_in(self, record: Record) -> list[Statement]:
        """The statements of a record that may say something of others, of which most records have none."""
        if (found := self._naming.get(id(record))) is None:
            found = self._naming[id(record)] = list(naming(record))
        return found

    @cached_property
    def _naming(self) -> dict[int, list[Statement]]:
        """The same by where a record lies in memory: each is asked for with all that it links to."""
        return {}

    def papers_of(self, organisation: Organisation) -> list[tuple[Record, Paper]]:
        """The papers that an organisation issued, each with the record that holds it."""
        return [
            (holder, paper)
            for kind in RECORDS
            if "papers" in fields_of(kind)
            for holder in self.referring(organisation, kind)
            for paper in holder.papers  # type: ignore[attr-defined]
            if paper.organisation == organisation.id
        ]

    def told_with(self, record: Record) -> list[Record]:
        """The records without a place of their own that the page of `record` tells, such as a unit's yearly results."""
        kinds = (k for k in RECORDS if k.told_by and fields_of(k)[k.told_by].link == record.folder)
        return [
            one
            for kind in kinds
            for one in self.referring(record, kind)
            if getattr(one, kind.told_by or "") == record.id
        ]

    def holders(self, record: Record) -> list[Record]:
        """The record whose page tells of one without a place of its own; nothing for the others."""
        if not record.told_by:
            return []
        folder = fields_of(type(record))[record.told_by].link
        assert folder
        return [self.get(folder, getattr(record, record.told_by))]

    def name(self, record: Record) -> str:
        """What the record is called where it stands among others; units are told apart by time and place, and an event that
        was put off or called off says so."""
        if isinstance(record, Event):
            return record.told_as
        return self._catalogue.lineage.name(record) if isinstance(record, Unit) else record.heading

    def located(self, record: Record) -> list[Unit]:
        """The units that a model or event belongs to, takes place or has a point in."""
        ids = record.all_units if isinstance(record, Model | Event) else []
        return [self.get(Unit, unit) for unit in ids]

    def partner(self, partner: Partner) -> str:
        """What somebody who takes part is called."""
        if partner.organisation:
            return self.get(Organisation, partner.organisation).heading
        return partner.name or (self.name(self.get(Unit, partner.unit)) if partner.unit else "")

    @index
    def abbreviations(self) -> dict[str, str]:
        """Abbreviation → what it stands for, from the glossary."""
        return {term.abbreviation: term.name for term in self.all(Term) if term.abbreviation}

    def glossary(self) -> list[Term]:
        """The terms, each where readers look for it: by its abbreviation, if it has one."""
        return sorted(self.all(Term), key=lambda term: alphabetical(term.abbreviation or term.name))

    def withheld(self, record: Record) -> str:
        """What keeps a record from being on the site today, in words for staff; empty if it is there."""
        standing = self._catalogue.standing(record, self._catalogue.today)
        return "" if standing is Standing.PUBLIC else said(record, standing)

    def left_out(self, kind: type[Record], record_id: str) -> str:
        """The same of a record that is there in the data and left out of all this; empty if there is none."""
        found = self._catalogue.left_out.get((kind.folder, record_id))
        return said(*found) if found else ""

    def published(self, kind: type[T]) -> list[T]:
        """The records of a kind by id, without the drafts and what else isn't public, which a preview shows."""
        records: Iterable[tuple[str, T]] = self._catalogue.by_id(kind).items()
        return [record for _, record in sorted(records) if not self.withheld(record)]


def behind(find: Records) -> Catalogue:
    """What a finder answers from, for whoever checks or changes records; whoever shows them asks the finder."""
    return find._catalogue.whole


def day_of(find: Records) -> date:
    """The day on which it answers."""
    return find._catalogue.day


def _class(kind: type[Record] | str) -> type[Record]:
    return BY_FOLDER[kind] if isinstance(kind, str) else kind
