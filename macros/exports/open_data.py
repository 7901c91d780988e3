"""The open data: every record as CSV, XLSX and JSON, the tables in one workbook, the units as GeoJSON, and what describes it all (Data
Package 2.0).

https://datapackage.org/standard/data-package/ · RFC 4180 (CSV) · RFC 7946 (GeoJSON)
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from typing import Any

from macros.addresses.address import BORDERS, OPEN_DATA, WORKBOOK, Address, download, page_of
from macros.catalogue import Finder, question
from macros.exports.csv_file import BETWEEN, csv_file
from macros.exports.shares import BETWEEN_LINES, Shares, cells
from macros.exports.tables import Column, Table, tables
from macros.exports.workbook import MEDIATYPE, Sheet, filled, frame, written
from macros.files.heaps import Ground, Heap
from macros.files.kept import Kept
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.numbers import shown_size
from macros.language.text import slug
from macros.records import RECORDS, Unit

DESCRIPTION = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0/"
_COLLECTION = b'{"type": "FeatureCollection", "features": ['
_TYPES = {bool: "boolean", int: "integer", Decimal: "number"}

MOST = 9_000_000
"""Bytes of the tables as CSV up to which there is a workbook of them all. It is two and a half times as large; hosts take files of some 25 MB."""

NO_LICENCE = "Điều khoản sử dụng lại dữ liệu chưa được quy định."


@dataclass(frozen=True)
class Download:
    """A file of the open data: its name, what it holds, how many records or rows, what it is made by, and where it lies from then on:
    all of them are more than memory should hold."""

    name: str
    title: str
    count: int
    mediatype: str
    make: Callable[[], bytes]
    ground: Ground
    table: Table | None = None

    @cached_property
    def _made(self) -> Heap:
        heap = Heap(self.ground)
        heap.add(self.make())
        return heap

    @property
    def content(self) -> bytes:
        return self._made.whole()

    @cached_property
    def told(self) -> tuple[int, str]:
        """How many bytes it has, and a digest of them."""
        return self._made.size, f"sha256:{self._made.told()}"

    @property
    def is_workbook(self) -> bool:
        """Whether it is a table for spreadsheets, beside the same as CSV."""
        return self.mediatype == MEDIATYPE


@dataclass(frozen=True)
class Listed:
    """What a page tells of such a file; how many bytes it has only if it was weighed, for which it has to be made."""

    name: str
    title: str
    count: int
    mediatype: str
    is_workbook: bool
    weight: int | None

    @property
    def table(self) -> Table | None:
        """The table that it holds as CSV."""
        return tables().get(self.name.removesuffix(".csv"))

    @property
    def size(self) -> str:
        """As a reader sees it."""
        return "" if self.weight is None else shown_size(self.weight)


@lru_cache(maxsize=1)  # the build writes the files, and the page of the open data lists them
def downloads(find: Finder) -> tuple[Download, ...]:
    """Return every file but the description: the tables, the same as workbooks, the whole records, the map of the units."""
    ground = Ground(find.stores)
    told = Shares(find, ground)
    found = [
        Download(f"{name}.csv", table.title, told.heights[name], "text/csv", partial(_csv, table, told), ground, table)
        for name, table in tables().items()
    ]
    if sum(rows.size for rows in told.csv.values()) <= MOST:
        name, height = WORKBOOK.path.removeprefix(OPEN_DATA.path), told.heights.total()
        make: Callable[[], bytes] = partial(_whole, find, told)
        found.append(Download(name, "Mọi bảng trong một tệp", height, MEDIATYPE, make, ground))
    for name, table in tables().items():
        make = partial(_xlsx, find, table, told)
        found.append(Download(f"{name}.xlsx", table.title, told.heights[name], MEDIATYPE, make, ground))
    for kind in RECORDS:
        records = told.wholes[kind.folder]
        make, title = partial(_json_lines, b"[", records, b"]"), kind.noun.capitalize()
        found.append(Download(f"{kind.folder}.json", title, records.count, "application/json", make, ground))
    make, title = partial(_json_lines, _COLLECTION, told.features, b"]}"), "Bản đồ đơn vị hành chính"
    found.append(Download("units.geojson", title, told.features.count, "application/geo+json", make, ground))
    if find.borders:
        make, title = partial(_borders, find), "Ranh giới đơn vị hành chính hiện nay, gần đúng"
        found.append(Download(BORDERS, title, len(find.borders), "application/geo+json", make, ground))
    return tuple(found)


@question
def listed_downloads(find: Finder, weighed: bool = True) -> list[Listed]:
    """What pages tell of every file but the description."""
    return [
        Listed(one.name, one.title, one.count, one.mediatype, one.is_workbook, one.told[0] if weighed else None)
        for one in downloads(find)
    ]


@question
def last_changed(find: Finder) -> PartialDate | None:
    """The last day on which any of the records was changed, as they say themselves; None if none says so."""
    changed = (record.changed for kind in RECORDS for record in find.published(kind) if record.changed)
    return max(changed, key=str, default=None)


def packaged(find: Finder) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Yield (address, what makes its content) for every download and for the description of them all."""
    for file in downloads(find):
        yield download(file.name), partial(getattr, file, "content")
    yield download(DESCRIPTION), partial(_description, find)


def _description(find: Finder) -> bytes:
    package = json.dumps(_package(find), ensure_ascii=False, indent=1)
    return f"{package}\n".encode()


def _csv(table: Table, told: Shares) -> bytes:
    return b"".join([csv_file(_names(table), []), *told.csv[table.name]])


def _xlsx(find: Finder, table: Table, told: Shares) -> bytes:
    return _book(find, table.name, table.title, [_sheet(find, table, told), _explained([table])])


def _whole(find: Finder, told: Shares) -> bytes:
    """All tables, behind the explanation of their columns."""
    sheets = [_sheet(find, table, told) for table in tables().values()]
    return _book(find, "all", "Dữ liệu mở", [_explained(tables().values()), *sheets])


def _book(find: Finder, name: str, title: str, sheets: list[Sheet]) -> bytes:
    """A workbook, whose frame takes longer to make than to fill."""
    named, about = [(sheet.name, sheet.width) for sheet in sheets], _about(find, title)
    with Kept(find.stores, f"workbook-{name}") as store:
        return filled(store.made(lambda: frame(named, about), repr(named), repr(about)), sheets)


def _sheet(find: Finder, table: Table, told: Shares) -> Sheet:
    """A table under titles that people read; what programs call its columns stands in the explanation."""
    lines, titles = told.sheets[table.name], [column.title for column in table.columns]
    with Kept(find.stores, f"sheet-{table.name}") as store:
        return Sheet(table.title, len(titles), store.made(lambda: written(titles, cells(lines)), *titles, lines.told()))


def _explained(some: Iterable[Table]) -> Sheet:
    titles = ("Trang tính", "Cột", "Tên bảng trong CSV", "Tên cột trong CSV", "Giải thích", "Trỏ tới", "Giá trị")
    lines = [
        [table.title, column.title, table.name, column.name, column.description, tables()[column.refers].title if column.refers else None,
         "; ".join(f"{choice.value}: {choice.label}" if choice.label else choice.value for choice in column.choices)]
        for table in some
        for column in table.columns
    ]  # fmt: skip
    return Sheet("Giải thích", len(titles), written(titles, lines))


def _about(find: Finder, title: str) -> dict[str, str]:
    """What a workbook says of itself, wherever it is passed on to."""
    site = find.site
    terms = f"Giấy phép: {site.licence.label} ({site.licence.url})" if site.licence else NO_LICENCE
    return {
        "title": f"{title}: {site.name}",
        "company": site.owner or "",
        "comments": f"{terms}\n{OPEN_DATA.whole(site.url) if site.url else ''}".strip(),
    }


def _borders(find: Finder) -> bytes:
    """The grounds of units as GeoJSON has it, each with its name and the ids of its sources."""
    features: list[bytes] = []
    for unit in sorted(find.borders):
        record = find.get(Unit, unit)
        properties: dict[str, Any] = {"name": record.full_name, "sources": find.border_sources[unit]}
        if find.has_page(record):
            properties["page"] = page_of(record).path
        geometry = {"type": "MultiPolygon", "coordinates": find.borders[unit]}
        feature = {"type": "Feature", "id": unit, "properties": properties, "geometry": geometry}
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode())
    return _json_lines(_COLLECTION, [BETWEEN_LINES.join(features)], b"]}")


def _json_lines(start: bytes, items: Iterable[bytes], end: bytes) -> bytes:
    """One item a line: as small as can be read, and a change of one record changes one line."""
    return b"".join([start, b"\n", *items, b"\n", end, b"\n"])


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _package(find: Finder) -> dict[str, Any]:
    site = find.site
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": slug(site.name),
        "title": site.name,
        "description": site.description if site.licence else f"{site.description} {NO_LICENCE}",
    }
    if site.licence:
        name = site.licence.value.upper()
        package["licenses"] = [{"name": name, "title": site.licence.label, "path": site.licence.url}]
    if site.url:
        package["homepage"] = site.url
    if site.owner:
        package["contributors"] = [{"title": site.owner, "roles": ["publisher"]}]
    return {**package, "resources": [_resource(file) for file in downloads(find)]}


def _resource(download: Download) -> dict[str, Any]:
    about: dict[str, Any] = {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": download.name.removesuffix(".csv").replace(".", "-"),
        "title": download.title,
        "path": download.name,
        "format": download.name.rpartition(".")[2],
        "mediatype": download.mediatype,
        "encoding": None if download.is_workbook else "utf-8",
        "bytes": download.told[0],
        "hash": download.told[1],
    }
    about = {name: value for name, value in about.items() if value is not None}
    if download.table:
        about.update(type="table", schema=_schema(download.table))
    return about


def _schema(table: Table) -> dict[str, Any]:
    keys: list[dict[str, Any]] = [
        {"fields": [column.name], "reference": {"fields": ["id"], "resource": column.refers}}
        for column in table.columns
        if column.refers and not column.many
    ]
    for key in keys:
        if key["reference"]["resource"] == table.name:
            del key["reference"]["resource"]  # as the standard has it for a table that refers to itself
    schema = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "primaryKey": ["id"],
    }
    return {**schema, "foreignKeys": keys} if keys else schema


def _field(column: Column) -> dict[str, Any]:
    kind = "string" if column.many else _TYPES.get(column.holds, "string")
    about: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": kind,
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.many:  # the standard has a type `list` for it, but its own published profile refuses that
        about["description"] += f" Nhiều mã thì cách nhau bằng dấu {BETWEEN}"
        constraints["pattern"] = f"[a-z0-9-]+({BETWEEN}[a-z0-9-]+)*"
    elif column.choices:
        about["categories"] = [{"value": c.value, "label": c.label or c.value} for c in column.choices]
        constraints["enum"] = [choice.value for choice in column.choices]
    elif issubclass(column.holds, PartialDate | Period | TimeOfDay):
        constraints["pattern"] = column.holds.pattern
    return {**about, "constraints": constraints} if constraints else about
