"""All records of one site, linked both ways. Beyond this folder and `load.py`, they are asked for through the finder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from operator import is_
from pathlib import Path
from typing import NamedTuple, TypeVar

from macros.catalogue.album import Album
from macros.catalogue.borders import Borders
from macros.catalogue.lineage import Lineage
from macros.files.kept import Kept
from macros.language.collation import alphabetical
from macros.language.problems import Problem
from macros.language.text import near
from macros.records import BY_FOLDER, RECORDS, Event, Record, Site, Unit
from macros.records.standing import Standing, approval_holds, standing
from macros.records.walk import Reference, targets

T = TypeVar("T", bound=Record)

_GUESSED = 50


@dataclass(frozen=True)
class Unread:
    """A file that is not a record yet: `links` are those that can be made out in it."""

    file: Path
    links: list[Reference]


class Known(NamedTuple):
    """What is known of a record from its file alone: a digest of that, how many bytes it has, and the ids that it links to, by folder, each
    once."""

    record: Record
    digest: bytes
    size: int
    targets: dict[str, list[str]]


def _are_same(some: Mapping[str, Unit], others: Mapping[str, Unit]) -> bool:
    """Whether these are the same records, not only of the same ids, in the same order."""
    return len(some) == len(others) and all(map(is_, some.values(), others.values()))


class Catalogue:
    """All records by kind and id, and what links to what.

    `unread` holds, by (folder, id), the files that could not be read and the links that stand in them: a link to such a
    file is not a second mistake, and one in it is looked at all the same. `warnings` is what a person has to judge. `known` holds
    what is known of the records that were read from files, `stores` is the folder where what is made of them may be kept, `album` the
    files of their pictures, films and papers, `borders` those of units. `like` is an earlier catalogue, of which is taken over what follows from the same units.
    """

    def __init__(
        self,
        site: Site,
        records: Iterable[Record],
        data: Path,
        unread: Mapping[tuple[str, str], Unread] | None = None,
        warnings: Iterable[Problem] = (),
        known: Mapping[tuple[str, str], Known] | None = None,
        stores: Path | None = None,
        like: "Catalogue | None" = None,
        album: Album | None = None,
        borders: Borders | None = None,
    ):
        self.site = site
        self.data = data
        self.unread = dict(unread or {})
        self.warnings = list(warnings)
        self.known = known or {}
        self.stores = stores
        self.album = album or Album(data, stores)
        self.left_out: dict[tuple[str, str], tuple[Record, Standing]] = {}
        """By folder and id what is not among these as it isn't public, and what it is instead."""
        self.borders = borders or Borders(data, stores)
        self._records: dict[type[Record], dict[str, Record]] = {kind: {} for kind in RECORDS}
        for record in sorted(records, key=lambda record: (alphabetical(record.heading), record.id)):
            self._records[type(record)][record.id] = record
        self._guesses: dict[str, dict[str, str | None]] = defaultdict(dict)
        units = self.by_id(Unit)
        self.lineage: Lineage = like.lineage if like and _are_same(units, like.by_id(Unit)) else Lineage(units)

    def __iter__(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for records in self._records.values():
            yield from records.values()

    def with_records(self, records: Iterable[Record]) -> "Catalogue":
        """The same, with these records in the place of those that have their ids. What is to be judged is not known of it."""
        placed = {(record.folder, record.id): record for of in (self, records) for record in of}
        unread = {key: one for key, one in self.unread.items() if key not in placed}
        return Catalogue(
            self.site, placed.values(), self.data, unread,
            known=self.known, stores=self.stores, like=self, album=self.album, borders=self.borders,
        )  # fmt: skip

    def with_album(self, album: Album) -> "Catalogue":
        """The same, with these files of pictures, films and papers."""
        made = copy(self)
        made.album = album
        return made

    def with_borders(self, borders: Borders) -> "Catalogue":
        """The same, with these borders."""
        made = copy(self)
        made.borders = borders
        return made

    def with_those_over(self) -> "Catalogue | None":
        """The same with the records whose last day is over, as far as all that they link to is there; None if there are none."""
        over = {key: record for key, (record, standing) in self.left_out.items() if standing is Standing.OVER}
        known = len(over) + 1
        while known > len(over):
            known = len(over)
            over = {
                key: record
                for key, record in over.items()
                if all(
                    one in self.in_folder(folder) or (folder, one) in over
                    for folder, ids in self.targets(record).items()
                    for one in ids
                )
            }
        return self.with_records(over.values()) if over else None

    def get(self, kind: type[T], record_id: str) -> T:
        """Return a record; raises KeyError if there is none."""
        return self.by_id(kind)[record_id]

    def by_id(self, kind: type[T]) -> Mapping[str, T]:
        """The records of a kind, by id; in the order of their headings, as the Vietnamese alphabet has it."""
        return self._records[kind]  # type: ignore[return-value]  # `__init__` files each under its own class

    def in_folder(self, folder: str) -> Mapping[str, Record]:
        """The same, by the name of the kind's folder."""
        return self._records[BY_FOLDER[folder]]

    def all(self, kind: type[T]) -> list[T]:
        """Every record of a kind, in the same order."""
        return list(self.by_id(kind).values())

    def near(self, folder: str, wrong: str) -> str | None:
        """The id that most likely was meant by one that is wrong. Where hundreds are, one mistake is behind them all, and
        looking for each would take minutes."""
        if wrong not in self._guesses[folder] and len(self._guesses[folder]) < _GUESSED:
            self._guesses[folder][wrong] = near(wrong, self.in_folder(folder))
        return self._guesses[folder].get(wrong)

    def digest(self, record: Record) -> bytes:
        """A digest of all that a record is; empty if it is not as it was read from its file."""
        known = self.known.get((record.folder, record.id))
        return known.digest if known and known.record is record else b""

    def size(self, record: Record) -> int:
        """How many bytes the file of a record had when it was last read; 0 if it has none yet."""
        known = self.known.get((record.folder, record.id))
        return known.size if known else 0

    def targets(self, record: Record) -> dict[str, list[str]]:
        """The ids of the records that one links to, by folder, each once."""
        known = self.known.get((record.folder, record.id))
        return known.targets if known and known.record is record else targets(record)

    def standing(self, record: Record, day: date) -> Standing:
        """What one of the records is on a day: a draft, waiting for review, to come, over, or public."""
        return standing(record, day, not self.site.review or (record.folder, record.id) in self._approved)

    @cached_property
    def _approved(self) -> set[tuple[str, str]]:
        """The records that are as they were when they were approved."""
        with Kept(self.stores, "approvals") as store:
            return {
                (record.folder, record.id)
                for record in self
                if record.approval
                and store.told(self.digest(record), partial(approval_holds, record, self.album.digest))
            }

    @cached_property
    def events(self) -> list[Event]:
        """All events, newest first; those whose year is not known come last."""
        return sorted(self.all(Event), key=lambda e: e.date, reverse=True)

    @cached_property
    def _referring(self) -> dict[tuple[str, str], dict[type[Record], list[Record]]]:
        """(folder, id) → kind → the records of that kind that link to it, each once, in the order of `referring`."""
        found: dict[tuple[str, str], dict[type[Record], list[Record]]] = defaultdict(lambda: defaultdict(list))
        for kind, records in self._records.items():
            for record in self.events if kind is Event else records.values():
                for folder, ids in self.targets(record).items():
                    for id_ in ids:
                        found[folder, id_][kind].append(record)
        return found

    def referring(self, record: Record, kind: type[T]) -> list[T]:
        """The records of a kind that link to `record`; events newest first, the others by heading."""
        return self.referring_to(record.folder, record.id, kind)

    def referring_to(self, folder: str, record_id: str, kind: type[T]) -> list[T]:
        """The same by the folder and the id of a record, which need not be there."""
        found: list[T] = self._referring.get((folder, record_id), {}).get(kind, [])  # type: ignore[assignment]
        return found
