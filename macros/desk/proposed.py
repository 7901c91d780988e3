"""What a form would have the records be: the values that it sends, read as records in their places, and the catalogue with them.

New records that name each other, an event and its source, do so by keys that the form gives them (`"key": "+1"`): they stand where
their ids will, and give way to these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.desk.finding import by_name
from macros.desk.held import asked_for, waiting_in
from macros.desk.safety import not_understood
from macros.desk.wire import KINDS, SETTINGS, Wire, from_wire, linked_anew, placed, stood_in
from macros.files.yaml_text import values_of
from macros.language.problems import Problem, shown_path
from macros.load import look_over, misplaced
from macros.records import BY_FOLDER, Part, Record
from macros.records.base import LONGEST_ID, is_id
from macros.records.naming import free, path_for
from macros.records.site import SETTINGS as SITE

_MOST = 200
Key = tuple[str, str]
"""The folder and id of a record."""


@dataclass
class Proposed:
    """One record as a form would have it.

    Attributes:
        folder: of its kind, or `site` for the settings.
        was: its id so far; None for a new one.
        id: its id then; empty where none can be worked out yet.
        key: by which the form's other records name it.
        base: the digest of the file that the form was filled from.
        values: as they came.
        file: where it is to lie.
        record: None where the values make none.
        problems: why.
    """

    folder: str
    was: str | None
    id: str
    key: str | None
    base: str | None
    values: Wire
    file: Path
    record: Part | None
    problems: list[Problem]

    @property
    def kind(self) -> type[Part]:
        return KINDS[self.folder]

    def told(self, problem: Problem) -> Wire:
        """A problem of it, as JSON."""
        return {**placed(problem, self.folder, self.id or None), "key": self.key}


def proposed(catalogue: Catalogue, sent: Any) -> list[Proposed]:
    """The records that a form sends (`sent_in`), each placed in its file. Raises Refusal if that can't be understood."""
    found = [_one(catalogue, one) for one in sent_in(sent)]
    taken: dict[str, set[str]] = {}
    for one in found:
        if one.folder not in taken:
            unread = {record_id for folder, record_id in catalogue.unread if folder == one.folder}
            taken[one.folder] = unread | set(catalogue.in_folder(one.folder)) if one.folder in BY_FOLDER else set()
    renamed: dict[Key, str | None] = {}
    for one in found:
        if not one.id and isinstance(one.record, Record):
            kind = BY_FOLDER[one.folder]
            one.file = free(catalogue.data / one.folder / path_for(kind, values_of(one.record)), taken[one.folder])
            one.id = one.file.stem
        elif one.id != one.was and not one.problems and one.id in taken[one.folder]:
            one.problems.append(Problem("", 0, 0, "id", f"mã '{one.id}' đã có", "Chọn mã khác"))
            one.record = None
        taken[one.folder].add(one.id)
        if one.id:
            renamed |= {(one.folder, name): one.id for name in (one.key, one.was) if name and name != one.id}
    for one in found:
        if one.record is not None:
            one.record, one.problems = from_wire(one.kind, linked_anew(one.kind, _with_aliases(one), renamed))
            if isinstance(one.record, Record):
                one.record.placed(one.file)
    return found


def as_far_as_told(catalogue: Catalogue, one: Proposed) -> tuple[str, set[str]]:
    """Have one whose texts or links are still missing be a record all the same, so that all rules see the rest of it; its file, and
    the fields in which they see nothing of it."""
    made, names = stood_in(one.kind, one.values, one.problems)
    if not isinstance(made, Record):
        return "", set()
    if not one.id:
        taken = set(catalogue.in_folder(one.folder))
        one.file = free(catalogue.data / one.folder / path_for(BY_FOLDER[one.folder], values_of(made)), taken)
        one.id = one.file.stem
    one.record = made.placed(one.file)
    return shown_path(one.file), names


def renames(found: Iterable[Proposed]) -> dict[Key, str | None]:
    """The ids that records have had and what they are to be."""
    return {(one.folder, one.was): one.id for one in found if one.was and one.id != one.was}


def beside(catalogue: Catalogue, records: Iterable[Record], gone: Iterable[Key] = ()) -> Catalogue:
    """The catalogue with these records in the places of those that they were, and without those that are gone; files that wait to be
    named count as if they lay with the others."""
    new = list(records)
    away = {*gone, *((one.folder, one.id) for one in new)}
    left = [one for one in catalogue if (one.folder, one.id) not in away]
    unread = {key: one for key, one in catalogue.unread.items() if key not in away}
    album = catalogue.album.with_waiting(waiting_in(catalogue.data))
    return Catalogue(
        catalogue.site,
        [*left, *new],
        catalogue.data,
        unread,
        known=catalogue.known,
        like=catalogue,
        album=album,
        borders=catalogue.borders,
    )


def judged(
    before: Iterable[Problem], then: Catalogue, changed: Iterable[Record]
) -> tuple[list[Problem], list[Problem]]:
    """What of a catalogue that would be can't be: what is wrong with the `changed` records, and what was not wrong `before`; and
    what a person has to judge of the changed ones."""
    changed = list(changed)
    files = {shown_path(one.file) for one in changed}
    old = {_gist(problem) for problem in before}
    then.warnings.clear()
    wrong = [one for one in look_over(then, changed) if one.file in files or _gist(one) not in old]
    return sorted(set(wrong)), [one for one in then.warnings if one.file in files]


def keys_of(records: Iterable[Proposed]) -> dict[Key, str | None]:
    """By which key the form names each of its new records."""
    return {(one.folder, one.id): one.key for one in records}


def whose(then: Catalogue, problems: Iterable[Problem], keys: Mapping[Key, str | None] | None = None) -> list[Wire]:
    """Problems of a catalogue as JSON, each with the record in whose file it is, and the key of a new one; a form shows names,
    where files have ids."""
    problems = list(problems)
    wanted = {problem.file for problem in problems}
    names = {Path(name).stem for name in wanted}
    owners: dict[str, Key] = {
        name: (one.folder, one.id) for one in then if one.id in names and (name := shown_path(one.file)) in wanted
    }
    owners[shown_path(then.data / SITE)] = (SETTINGS, SETTINGS)
    told = [placed(one, *owners.get(one.file, ("", one.file))) for one in problems]
    return [
        one
        | {word: by_name(then, one[word]) for word in ("what", "todo")}
        | {"key": (keys or {}).get((one["folder"], one["id"]))}
        for one in told
    ]


def sent_in(sent: Any) -> list[Mapping[str, Any]]:
    """What a form sends of records: `{"records": [{folder, id, values, key?, base?, rename?}]}`. Raises Refusal if it is not that."""
    records = sent.get("records") if isinstance(sent, dict) else None
    if not isinstance(records, list) or not 0 < len(records) <= _MOST:
        raise not_understood()
    for one in records:
        texts = [one.get(name) for name in ("id", "key", "base", "rename")] if isinstance(one, dict) else [1]
        if not all(isinstance(text, str | None) for text in texts) or one.get("folder") not in KINDS:
            raise not_understood()
        if not isinstance(one.get("values"), dict):
            raise not_understood()
    return records


def _one(catalogue: Catalogue, sent: Mapping[str, Any]) -> Proposed:
    folder, base, key, was = sent["folder"], sent.get("base"), sent.get("key"), sent.get("id") or None
    if was and was.startswith("+"):
        key, was = was, None
    if key is not None and not key.startswith("+"):
        raise not_understood()
    record, problems = from_wire(KINDS[folder], sent["values"])
    one = Proposed(folder, was, "", key, base, sent["values"], catalogue.data, record, problems)
    if folder == SETTINGS:
        one.was = one.id = SETTINGS
        one.file = catalogue.data / SITE
        return one
    wanted = sent.get("rename") or one.was
    if one.was is not None:
        asked_for(folder, one.was)
        known = catalogue.in_folder(folder).get(one.was)
        unread = catalogue.unread.get((folder, one.was))
        one.file = known.file if known else unread.file if unread else catalogue.data / folder / f"{one.was}.yml"
        if base is None:  # a new one whose id the form has chosen
            one.was = None
    if wanted:
        one.id = wanted
        one.file = _at(one.file, wanted, catalogue, one)
    return one


def _at(file: Path, record_id: str, catalogue: Catalogue, one: Proposed) -> Path:
    """The file of a record under another id, if it can have that."""
    if record_id == one.was:
        return file
    renamed = file.with_name(f"{record_id}.yml") if is_id(record_id) else file
    fault = misplaced(renamed, *renamed.relative_to(catalogue.data).parts) if is_id(record_id) else None
    if not is_id(record_id) or len(record_id) > LONGEST_ID or fault:
        what = fault.what.replace("tên tệp", "mã") if fault else f"'{record_id[:LONGEST_ID]}' không phải mã"
        one.problems.append(Problem("", 0, 0, "id", what, "Mã gồm chữ thường không dấu, chữ số và dấu gạch nối"))
        one.record, one.id = None, one.was or ""
        return file
    return renamed


def _with_aliases(one: Proposed) -> Wire:
    """Its values, with the id that it had until now among the old ones."""
    if one.was is None or one.id == one.was or one.folder == SETTINGS:
        return one.values
    written = one.values.get("aliases") or []
    old = [alias for alias in ([written] if isinstance(written, str) else written) if alias not in (one.id, one.was)]
    return {**one.values, "aliases": [*old, one.was]}


def _gist(problem: Problem) -> tuple[str, str, str]:
    """What a problem is wherever its line has moved to."""
    return problem.file, problem.field, problem.what
