"""What is read while something is worked out of the records, so that it is known on what that depends.

The finder reaches the records through `Watched` alone and holds what it works out of all of them as an `index`, so whatever it answers,
each thing that was read for it is noted: by the thread that works it out, from `watching` on until its end.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from macros.catalogue.album import Album
from macros.catalogue.borders import Borders
from macros.catalogue.lineage import Lineage
from macros.catalogue.store import Catalogue
from macros.records import Event, Record, Site, Unit
from macros.records.standing import Standing

T = TypeVar("T")
R = TypeVar("R", bound=Record)

Read = tuple[Any, ...]
"""What was read: (`RECORD`, folder, id), (`KIND`, folder), (`REFERRING`, folder, id, the folder of those that link to it), a single name,
or (name of a keyed index, key)."""
RECORD, KIND, REFERRING = "_record", "_kind", "_referring"
DAY, SITE, BORDERS = ("_day",), ("_site",), ("_border_files",)
OUTSIDE = ("_outside",)
"""What may be another each time, such as files: what depends on it has to be asked again."""
WIDEST = KIND, *DAY, *SITE, *BORDERS, *OUTSIDE
"""The names of what follows from nothing else; all the rest follows from it."""
Reads = dict[Read, "Worked[Any] | None"]
"""Of what was read in an index by a key, with that index."""


class _Noting(threading.local):
    reads: Reads | None = None


_noting = _Noting()


class watching:  # a class takes a third of the time of a generator
    """Note what is read until the end; whoever watches outside of this does not see it."""

    def __enter__(self) -> Reads:
        reads: Reads = {}
        self._outer, _noting.reads = _noting.reads, reads
        return reads

    def __exit__(self, *_: object) -> None:
        _noting.reads = self._outer


def note(read: Read) -> None:
    """Note that something is read, if anybody watches."""
    if (reads := _noting.reads) is not None:
        reads[read] = None


def at_large(reads: Reads) -> Reads:
    """The same as whole kinds of records: what depends on something depends on all of its kind too."""
    found: Reads = {}
    for read, of in reads.items():
        if of:
            found.update(of.reads)
        elif read[0] in (RECORD, REFERRING):
            found[KIND, read[1] if read[0] == RECORD else read[3]] = None
        else:
            found[read] = None
    return found


class Worked(Generic[T]):
    """Something that is worked out once: whoever takes it has read all that was read for it."""

    def __init__(self, work: Callable[[], T]):
        with watching() as reads:
            self.value = work()
        self.reads = at_large(reads)

    def taken(self) -> T:
        """It."""
        if (reads := _noting.reads) is not None:
            reads.update(self.reads)
        return self.value


class index(Generic[T]):  # stands where `cached_property` would
    """What a finder works out of its records when it is first asked for, once."""

    def __init__(self, work: Callable[[Any], T]):
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self._held = f"{name} worked"

    @overload
    def __get__(self, find: None, owner: type) -> "index[T]": ...
    @overload
    def __get__(self, find: object, owner: type) -> T: ...
    def __get__(self, find: object | None, owner: type) -> "index[T] | T":
        return self if find is None else self._taken(self.worked(find))

    def worked(self, find: Any) -> Worked[T]:
        """That of a finder."""
        held = find.__dict__
        if (found := held.get(self._held)) is None:
            found = held[self._held] = Worked(lambda: self._work(find))
        made: Worked[T] = found
        return made

    def _taken(self, worked: Worked[T]) -> T:
        return worked.taken()


class keyed(index[T]):
    """One that is a mapping: whoever looks up a key in it has read no more than what stands there."""

    def _taken(self, worked: Worked[T]) -> T:
        if _noting.reads is None:
            return worked.value
        seen: Any = _Keyed(self._name, worked)
        return seen  # type: ignore[no-any-return]


class order(index[T]):
    """One that tells where each record stands among all, so that some can be put in order: which of two comes first, these two decide."""

    def _taken(self, worked: Worked[T]) -> T:
        return worked.value


class _Keyed(Mapping[Any, Any]):
    """A mapping of which is noted what is looked up."""

    def __init__(self, name: str, worked: Worked[Any]):
        self._name, self._worked = name, worked

    def __getitem__(self, key: Any) -> Any:
        if (reads := _noting.reads) is not None:
            reads[self._name, key] = self._worked
        return self._worked.value[key]

    def get(self, key: Any, default: Any = None) -> Any:
        if (reads := _noting.reads) is not None:
            reads[self._name, key] = self._worked
        return self._worked.value.get(key, default)

    def __contains__(self, key: object) -> bool:
        return self.get(key, self) is not self

    def keys(self) -> Any:
        return self._worked.taken().keys()

    def values(self) -> Any:
        return self._worked.taken().values()

    def items(self) -> Any:
        return self._worked.taken().items()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._worked.taken())

    def __len__(self) -> int:
        return len(self._worked.taken())


def at(of: Mapping[Any, T], key: Any) -> list[T]:
    """What stands in a keyed index under a key, as far as anything does; nothing is put there."""
    if key in of:
        return [of[key]]
    return [of.default_factory()] if isinstance(of, defaultdict) and of.default_factory else []


def whole(of: T) -> T:
    """All of a keyed index, for whoever looks through it or hands it on."""
    return of._worked.taken() if isinstance(of, _Keyed) else of


class Watched:
    """A catalogue and the day of which is noted what is read. What a catalogue holds beside is not to be had here."""

    def __init__(self, whole: Catalogue, day: date):
        self.whole, self.day = whole, day
        """The catalogue and the day, for whoever works out nothing that is kept."""

    @property
    def today(self) -> date:
        """The day."""
        note(DAY)
        return self.day

    def get(self, kind: type[R], record_id: str) -> R:
        """As that of the catalogue, like the others."""
        if (reads := _noting.reads) is not None:
            reads[RECORD, kind.folder, record_id] = None
        return self.whole.by_id(kind)[record_id]

    def by_id(self, kind: type[R]) -> Mapping[str, R]:
        note((KIND, kind.folder))
        return self.whole.by_id(kind)

    def all(self, kind: type[R]) -> list[R]:
        return [*self.by_id(kind).values()]

    @property
    def events(self) -> list[Event]:
        note((KIND, Event.folder))
        return self.whole.events

    def referring(self, record: Record, kind: type[R]) -> list[R]:
        if (reads := _noting.reads) is not None:
            reads[REFERRING, record.folder, record.id, kind.folder] = None
        return self.whole.referring(record, kind)

    @property
    def lineage(self) -> Lineage:
        note((KIND, Unit.folder))
        return self.whole.lineage

    @property
    def site(self) -> Site:
        note(SITE)
        return self.whole.site

    @property
    def borders(self) -> Borders:
        note(BORDERS)
        return self.whole.borders

    @property
    def album(self) -> Album:
        note(OUTSIDE)
        return self.whole.album

    @property
    def data(self) -> Path:
        note(OUTSIDE)
        return self.whole.data

    @property
    def stores(self) -> Path | None:
        note(OUTSIDE)
        return self.whole.stores

    @property
    def left_out(self) -> Mapping[tuple[str, str], tuple[Record, Standing]]:
        note(OUTSIDE)
        return self.whole.left_out

    def digest(self, record: Record) -> bytes:
        note((RECORD, record.folder, record.id))
        return self.whole.digest(record)

    def targets(self, record: Record) -> dict[str, list[str]]:
        note((RECORD, record.folder, record.id))
        return self.whole.targets(record)

    def size(self, record: Record) -> int:
        note((RECORD, record.folder, record.id))
        return self.whole.size(record)

    def standing(self, record: Record, day: date) -> Standing:
        if self.site.review:
            note(OUTSIDE)  # whoever approved it may not have done so any more
        return self.whole.standing(record, day)
