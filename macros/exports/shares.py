"""What records add to the files of the open data: rows of tables, and whole. It follows from the records and from where they are told
of, so what some that stand together add is kept with a digest of these, and only where one has changed it is written anew.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from macros.catalogue import Finder
from macros.exports.csv_file import BETWEEN, csv_rows
from macros.exports.tables import ADDRESS, file_at, numbers_at, rows_of, tables, told_at
from macros.files.groups import grouped
from macros.files.heaps import Ground, Heap
from macros.files.kept import Kept, digest, joined, parted
from macros.language.numbers import plain_number
from macros.records import RECORDS, Part, Record, Unit
from macros.records.fields import fields_of
from macros.records.former import first_name

_NUMBER = "number"
BETWEEN_LINES = b",\n"
"""What stands between two records in a file of them."""


class Rows(NamedTuple):
    """The rows that records add to a table, as CSV and, one JSON a line, for a workbook."""

    csv: bytes
    sheet: bytes


class Share(NamedTuple):
    """What some records add: themselves as JSON; on the map of the units (nothing if they are none); their rows, by table."""

    whole: bytes
    feature: bytes
    rows: dict[str, Rows]


class Shares:
    """What all published records add, in the order of their kinds and ids: themselves, by the folder of their kind; the map of the units;
    their rows as CSV and for workbooks, and how many these are, by table."""

    def __init__(self, find: Finder, ground: Ground):
        self.ground = ground
        self.wholes = {kind.folder: Heap(ground, BETWEEN_LINES) for kind in RECORDS}
        self.features = Heap(ground, BETWEEN_LINES)
        self.csv, self.sheets = ({name: Heap(ground) for name in tables()} for _ in range(2))
        self.heights: Counter[str] = Counter()
        with Kept(find.stores, "open-data") as store:
            for kind in RECORDS:
                for some in grouped(find.published(kind), lambda record: record.id):
                    self._add(kind.folder, _share(find, some, store), len(some))

    def _add(self, folder: str, share: Share, of: int) -> None:
        self.wholes[folder].add(share.whole, of)
        if share.feature:
            self.features.add(share.feature, of)
        for name, rows in share.rows.items():
            self.csv[name].add(rows.csv)
            self.sheets[name].add(rows.sheet)
            self.heights[name] += rows.sheet.count(b"\n")


def whole(record: Record, page: str | None, lies_at: Callable[[str], str]) -> dict[str, Any]:
    """A record as it stands in its file, every field of it by its first name, with its id and its page; `lies_at` tells where on the site a file lies
    that it names."""
    return {"id": record.id, **_fields(record, lies_at), "page": page}


def _fields(part: Part, lies_at: Callable[[str], str]) -> dict[str, Any]:
    """What is published of a part, by name."""
    told: dict[str, Any] = {}
    for name, field in fields_of(type(part)).items():
        if not field.internal:
            value, first = getattr(part, name), first_name(type(part), name)
            told[first] = _plain(value, lies_at)
            if field.accepts:
                told[first + ADDRESS] = lies_at(value) if value else None
    return told


def _share(find: Finder, some: list[Record], store: Kept) -> Share:
    told = [(told_at(find, record), numbers_at(find, record)) for record in some]
    as_read = [find.digest(record) for record in some]
    key = digest(*as_read, *(place or "" for places in told for place in places)) if all(as_read) else b""
    if key and (kept := store.get(key)):
        try:
            about, feature, *rows = parted(kept)
            return Share(
                about, feature, {name.decode(): Rows(*both) for name, *both in zip(*[iter(rows)] * 3, strict=True)}
            )
        except ValueError:  # not what we keep
            pass
    share = _made([record.in_passing() for record in some], told, partial(file_at, find))
    if key:
        rows = [part for name, both in share.rows.items() for part in (name.encode(), *both)]
        store.put(key, joined([share.whole, share.feature, *rows]))
    return share


def _made(some: list[Record], told: list[tuple[str | None, str | None]], lies_at: Callable[[str], str]) -> Share:
    rows: dict[str, list[list[Any]]] = {}
    for record, (page, numbers) in zip(some, told, strict=True):
        for name, values in rows_of(record, page, numbers, lies_at):
            rows.setdefault(name, []).append(values)
    made = {name: Rows(csv_rows(found), b"".join(map(_line, found))) for name, found in rows.items()}
    wholes = [_json(whole(record, page, lies_at)) for record, (page, _) in zip(some, told, strict=True)]
    units = [(record, page) for record, (page, _) in zip(some, told, strict=True) if isinstance(record, Unit)]
    features = [_json(_feature(unit, page)) for unit, page in units]
    return Share(BETWEEN_LINES.join(wholes), BETWEEN_LINES.join(features), made)


def cells(lines: Iterable[bytes]) -> Iterator[list[Any]]:
    """The rows that stand in such lines, of which there are any number in each of `lines`, as a workbook takes them."""
    for some in lines:
        for line in some.splitlines():
            yield json.loads(line, object_hook=lambda held: Decimal(held[_NUMBER]))


def _line(values: list[Any]) -> bytes:
    told = json.dumps(list(map(_joined, values)), default=lambda number: {_NUMBER: str(number)})
    return f"{told}\n".encode()  # in ASCII, so that no letter ends a line


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _plain(value: Any, lies_at: Callable[[str], str] = str) -> Any:
    if isinstance(value, Part):
        return _fields(value, lies_at)
    if isinstance(value, list):
        return [_plain(item, lies_at) for item in value]
    if isinstance(value, Decimal):
        return json.loads(plain_number(value))
    return value if value is None or isinstance(value, bool | int) else str(value)


def _joined(value: Any) -> Any:
    """A value as a workbook holds it: numbers and truths as they are, the rest as text."""
    if isinstance(value, list):
        return BETWEEN.join(value)
    return value if value is None or isinstance(value, bool | int | Decimal) else str(value)


def _feature(unit: Unit, page: str | None) -> dict[str, Any]:
    """A unit as a point, or without a place where its middle is not known."""
    centroid = unit.centroid
    point = (
        {"type": "Point", "coordinates": [_plain(centroid.longitude), _plain(centroid.latitude)]} if centroid else None
    )
    properties = {
        "id": unit.id,
        "code": unit.code,
        "name": unit.name,
        "full_name": unit.full_name,
        "kind": unit.kind.value,
        "parent": unit.parent,
        "start": _plain(unit.start),
        "end": _plain(unit.end),
        "area_km2": _plain(unit.area.km2) if unit.area else None,
        "area_approximate": unit.area.approximate if unit.area else None,
        "centroid_source": centroid.source if centroid else [],
        "sources": unit.sources,
        "page": page,
    }
    return {"type": "Feature", "id": unit.id, "geometry": point, "properties": properties}
