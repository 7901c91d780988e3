"""Records that are being written, among those that are saved: as a form holds them, and as far as they are records yet."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from macros.catalogue import Catalogue
from macros.desk.wire import Wire, from_wire, linked_anew, to_wire
from macros.language.problems import place_of
from macros.records import BY_FOLDER, Record
from macros.records.walk import Place, named_files, references

_NEW = "ban-ghi-moi"
_MOST_LEFT_OUT = 200


class Unsaved(NamedTuple):
    """A record as a form holds it. `id` is None, or a key that begins with `+` by which others link to it, until it has one."""

    folder: str
    id: str | None
    values: Wire


class Whole(NamedTuple):
    """A record made of what a form holds, and the places of what was left out of it, one after another."""

    of: Unsaved
    record: Record
    left_out: tuple[Place, ...] = ()

    def in_form(self, place: Place) -> Place:
        """Where in the form stands what stands at `place` in the record: behind an item that was left out, one further."""
        found = list(place)
        for *above, last in reversed(self.left_out):
            depth = len(above)
            if isinstance(last, int) and found[:depth] == above and len(found) > depth:
                step = found[depth]
                found[depth] = step + 1 if isinstance(step, int) and step >= last else step
        return tuple(found)


def as_far_as_whole(catalogue: Catalogue, unsaved: Sequence[Unsaved]) -> list[Whole]:
    """The records without what is wrong in them, links that lead nowhere and files that can't be shown too. What they can't do without is taken from the saved
    ones; new ones that lack it are left out."""
    known = [_Cut(catalogue, of, deepcopy(values)) for of, values in _with_ids(catalogue, unsaved)]
    while True:
        known = [one for one in known if one.is_whole()]
        there = catalogue.with_records(one.record for one in known)
        dead = [(one, place) for one in known for place in _dead_link(there, one.record)]
        if not dead:
            return [Whole(one.of, one.record, tuple(one.left_out)) for one in known]
        for one, place in dead:
            one.leave_out(place)


class _Cut:
    """A record from which is left out what keeps it from being one."""

    record: Record

    def __init__(self, catalogue: Catalogue, of: Unsaved, known: Unsaved):
        self.of, self._known, self._catalogue = of, known, catalogue
        self._saved = catalogue.in_folder(known.folder).get(known.id or "")
        self._taken: set[str] = set()
        self.left_out: list[Place] = []

    def is_whole(self) -> bool:
        """Whether a record was made of what is left."""
        for _ in range(_MOST_LEFT_OUT):
            record, problems = from_wire(BY_FOLDER[self.of.folder], self._known.values)
            if record:
                self.record = _placed(self._catalogue, record, self._known)
                return True
            place = place_of(problems[0].field)
            if not (self.leave_out(place) or self._take_back(place)):
                return False
        return False

    def _take_back(self, place: Place) -> bool:
        """Have the field in which a place lies as it is saved; tell whether it is, and wasn't taken before."""
        if not (place and self._saved):
            return False
        name = str(place[0])
        value = to_wire(self._saved).get(name) if name not in self._taken else None
        self._taken.add(name)
        if value is not None:
            self._known.values[name] = value
        return value is not None

    def leave_out(self, place: Place) -> bool:
        """Leave out what stands at a place, or what needs that and lacks it; tell whether there was such a thing."""
        while place:
            *above, last = place
            holder: Any = self._known.values
            for step in above:
                holder = _step(holder, step)
            if _step(holder, last) is not None:
                del holder[last]
                self.left_out.append(place)
                return True
            place = place[:-1]
        return False


def _step(holder: Any, step: str | int) -> Any:
    """What is one step further, as far as there is anything."""
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step] if holder[step] is not None else ""
    return None


def _dead_link(catalogue: Catalogue, record: Record) -> Iterator[Place]:
    """The first link of a record that leads nowhere, or file that can't be shown."""
    for link in references(record):
        if link.target not in catalogue.in_folder(link.folder):
            yield link.place
            return
    for place, accepts, name in named_files(record):
        if not catalogue.album.fits(name, accepts):
            yield place
            return


def _with_ids(catalogue: Catalogue, unsaved: Sequence[Unsaved]) -> Iterable[tuple[Unsaved, Unsaved]]:
    """Each as it was given, and with ids in the place of keys, also in links; what is of no kind of record is passed over."""
    names: dict[tuple[str, str], str | None] = {}
    known = []
    for number, of in enumerate((of for of in unsaved if of.folder in BY_FOLDER), 1):
        record_id = of.id
        if not record_id or record_id.startswith("+"):
            record_id = _free(catalogue, of.folder, number)
            names |= {(of.folder, of.id): record_id} if of.id else {}
        known.append((of, record_id))
    return [
        (of, Unsaved(of.folder, record_id, linked_anew(BY_FOLDER[of.folder], of.values, names)))
        for of, record_id in known
    ]


def _free(catalogue: Catalogue, folder: str, number: int) -> str:
    record_id = f"{_NEW}-{number}"
    while record_id in catalogue.in_folder(folder):
        record_id += "-1"
    return record_id


def _placed(catalogue: Catalogue, record: Record, of: Unsaved) -> Record:
    assert of.id
    saved = catalogue.in_folder(of.folder).get(of.id)
    return record.placed(saved.file if saved else catalogue.data / of.folder / f"{of.id}.yml")
