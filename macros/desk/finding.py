"""What a form offers where a record is to be named: found by some words of its name, with or without diacritics."""

import re
from itertools import islice

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.desk.safety import Refusal
from macros.language.clock import today
from macros.language.dates import PartialDate
from macros.language.problems import shown_path
from macros.records import BY_FOLDER, Event, Record, Unit
from macros.records.standing import Standing, said
from macros.staff.called import called, in_its_place

_MOST = 12
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def find(catalogue: Catalogue, folder: str, words: str, day: str = "") -> list[dict[str, str]]:
    """At most a dozen records of a folder whose names hold all `words`, the best first; units only as they stood on `day`, and
    for one that did not, those of the day that stand in its place."""
    if folder not in BY_FOLDER:
        raise Refusal(404, "không có loại bản ghi này", "Quay lại bàn làm việc")
    all_of_them = catalogue.all(BY_FOLDER[folder])
    when = _day(day) if folder == Unit.folder else None
    there = [one for one in all_of_them if when is None or (isinstance(one, Unit) and one.existed(when))]
    found = {one.id: "" for one in called(catalogue, there, words)}
    if when:
        for unit, meant in in_its_place(catalogue, {one.id for one in there}, words):
            found.setdefault(unit.id, f"khi đó ở chỗ của {catalogue.lineage.name(meant)}")
    records = catalogue.in_folder(folder)
    return [
        {"id": one, "name": name_of(catalogue, records[one]), "hint": hint or hint_of(catalogue, records[one])}
        for one, hint in islice(found.items(), _MOST)
    ]


def by_name(catalogue: Catalogue, text: str) -> str:
    """`text` with the names of records in place of their files and ids, where only one record can be meant."""
    for record_id in sorted(set(_ID.findall(text)), key=len, reverse=True):
        there = [found for folder in BY_FOLDER if (found := catalogue.in_folder(folder).get(record_id))]
        if len(there) == 1:
            name = f"“{name_of(catalogue, there[0])}”"
            text = text.replace(shown_path(there[0].file), name)
            alone = rf"(?<![\w/.\\-])(')?{record_id}(?(1)')(?![\w/\\-]|\.\w)"
            text = re.sub(alone, name.replace("\\", r"\\"), text)
    return text


def hint_of(catalogue: Catalogue, record: Record) -> str:
    """What tells a record from others of its name."""
    if isinstance(record, Event):
        unit = catalogue.by_id(Unit).get(record.unit)
        return f"{record.when}, {catalogue.lineage.name(unit)}" if unit else record.when
    standing = catalogue.standing(record, today())
    return "" if standing is Standing.PUBLIC else said(record, standing)


def _day(written: str) -> PartialDate | None:
    try:
        return PartialDate.parse(written) if written else None
    except ValueError:
        return None
