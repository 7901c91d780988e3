"""The files of the open data: every record as CSV, XLSX and JSON, the tables in one workbook, the units as GeoJSON.

RFC 4180 (CSV) · RFC 7946 (GeoJSON)
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from macros.addresses.address import BORDERS, OPEN_DATA, WORKBOOK, page_of
from macros.catalogue import Finder, question
from macros.exports.csv_file import csv_file
from macros.exports.shares import BETWEEN_LINES, Shares, cells
from macros.exports.tables import Table, tables
from macros.exports.workbook import MEDIATYPE, Sheet, filled, frame, written
from macros.files.heaps import Ground, Heap
from macros.files.kept import Kept
from macros.language.dates import PartialDate
from macros.language.numbers import shown_number, shown_size
from macros.records import RECORDS, Record, Unit

_COLLECTION = b'{"type": "FeatureCollection", "features": ['

MOST = 6_500_000
"""Bytes of the records' files up to which there is a workbook of all tables. It is some 3.6 times as large; hosts take files of some 25 MB."""

NO_LICENCE = "Điều khoản sử dụng lại dữ liệu chưa được quy định."


@dataclass(frozen=True)
class Download:
    """A file of the open data: its name, what it holds, and what counts its records or rows and makes it of what all records add. It
    lies where these lie: all of them are more than memory should hold."""

    name: str
    title: str
    mediatype: str
    of: Callable[[], Shares]
    counted: Callable[[Shares], int]
    make: Callable[[Shares], bytes]
    table: Table | None = None

    @property
    def count(self) -> int:
        """How many records or rows it has."""
        return self.counted(self.of())

    @cached_property
    def _made(self) -> Heap:
        told = self.of()
        heap = Heap(told.ground)
        heap.add(self.make(told))
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
    """What a page tells of such a file; how many records or rows and bytes it has only if it was weighed, for which it has to be made."""

    name: str
    title: str
    count: int | None
    mediatype: str
    is_workbook: bool
    weight: int | None

    @property
    def table(self) -> Table | None:
        """The table that it holds as CSV."""
        return tables().get(self.name.removesuffix(".csv"))

    @property
    def height(self) -> str:
        """How many records or rows it has, as a reader sees it."""
        return "" if self.count is None else shown_number(self.count)

    @property
    def size(self) -> str:
        """How many bytes, in the same way."""
        return "" if self.weight is None else shown_size(self.weight)


@lru_cache(maxsize=1)  # the build writes the files, and the page of the open data lists them
def downloads(find: Finder) -> tuple[Download, ...]:
    """Return every file but the description: the tables, the same as workbooks, the whole records, the map of the units."""
    of = cache(lambda: Shares(find, Ground(find.stores)))  # a check, which makes none of them, needs nothing of it
    found = [
        Download(f"{name}.csv", table.title, "text/csv", of, partial(_height, table), partial(_csv, table), table)
        for name, table in tables().items()
    ]
    if sum(find.size(record) for kind in RECORDS for record in find.published(kind)) <= MOST:
        name, title = WORKBOOK.path.removeprefix(OPEN_DATA.path), "Mọi bảng trong một tệp"
        found.append(Download(name, title, MEDIATYPE, of, lambda told: told.heights.total(), partial(_whole, find)))
    for name, table in tables().items():
        make = partial(_xlsx, find, table)
        found.append(Download(f"{name}.xlsx", table.title, MEDIATYPE, of, partial(_height, table), make))
    found += [_whole_records(kind, of) for kind in RECORDS]
    found.append(
        Download(
            "units.geojson", "Bản đồ đơn vị hành chính", "application/geo+json", of,
            lambda told: told.features.count, lambda told: _json_lines(_COLLECTION, told.features, b"]}"),
        )
    )  # fmt: skip
    if find.borders:
        title, count = "Ranh giới đơn vị hành chính hiện nay, gần đúng", len(find.borders)
        found.append(Download(BORDERS, title, "application/geo+json", of, lambda _: count, lambda _: _borders(find)))
    return tuple(found)


def _whole_records(kind: type[Record], of: Callable[[], Shares]) -> Download:
    def records(told: Shares) -> Heap:
        return told.wholes[kind.folder]

    return Download(
        f"{kind.folder}.json", kind.noun.capitalize(), "application/json", of,
        lambda told: records(told).count, lambda told: _json_lines(b"[", records(told), b"]"),
    )  # fmt: skip


def _height(table: Table, told: Shares) -> int:
    return told.heights[table.name]


@question
def listed_downloads(find: Finder, weighed: bool = True) -> list[Listed]:
    """What pages tell of every file but the description."""
    return [
        Listed(
            one.name,
            one.title,
            one.count if weighed else None,
            one.mediatype,
            one.is_workbook,
            one.told[0] if weighed else None,
        )
        for one in downloads(find)
    ]


@question
def last_changed(find: Finder) -> PartialDate | None:
    """The last day on which any of the records was changed, as they say themselves; None if none says so."""
    changed = (record.changed for kind in RECORDS for record in find.published(kind) if record.changed)
    return max(changed, key=str, default=None)


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
