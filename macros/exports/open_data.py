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
from macros.files.kept import Kept, digest
from macros.language.dates import PartialDate
from macros.language.numbers import shown_number, shown_size
from macros.records import RECORDS, Record, Unit

_COLLECTION = b'{"type": "FeatureCollection", "features": ['

MOST = 6_500_000
"""Bytes of the records' files up to which there is a workbook of all tables. It is some 3.6 times as large; hosts take files of some 25 MB."""

NO_LICENCE = "Điều khoản sử dụng lại dữ liệu chưa được quy định."


@dataclass(frozen=True)
class Download:
    """A file of the open data: its name, what it holds, what counts its records or rows, and what makes it of which heaps of what all
    records add, and of what the site says of itself; one that is made of other things too has no heaps. It lies where these lie: all of
    them are more than memory should hold. It is made when it is called, or when nothing is kept of what it tells of itself."""

    find: Finder
    name: str
    title: str
    mediatype: str
    of: Callable[[], Shares]
    counted: Callable[[Shares], int]
    heaps: Callable[[Shares], list[Heap]]
    make: Callable[..., bytes]
    table: Table | None = None

    def __call__(self) -> bytes:
        return self._made.whole()

    @property
    def count(self) -> int:
        """How many records or rows it has."""
        return self.counted(self.of())

    @cached_property
    def _made(self) -> Heap:
        told = self.of()
        heap = Heap(told.ground)
        heap.add(self.make(*self.heaps(told)))
        return heap

    @property
    def told(self) -> tuple[int, str]:
        """How many bytes it has, and a digest of them (SHA-256)."""
        return _told(self.find)[self.name]

    def told_by(self, store: Kept) -> tuple[int, str]:
        """The same, as `store` has it if it is made of what it was made of then."""
        heaps = [heap.told() for heap in self.heaps(self.of())]
        key = digest(self.name, repr(_about(self.find, self.title)), *heaps) if heaps else b""
        size, told = store.told(key, lambda: (self._made.size, self._made.told()))
        return size, told

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
    found = [_csv_of(find, table, of) for table in tables().values()]
    if sum(find.size(record) for kind in RECORDS for record in find.published(kind)) <= MOST:
        name, title = WORKBOOK.path.removeprefix(OPEN_DATA.path), "Mọi bảng trong một tệp"
        found.append(
            Download(
                find, name, title, MEDIATYPE, of,
                lambda told: told.heights.total(), lambda told: [*told.sheets.values()], partial(_whole, find),
            )
        )  # fmt: skip
    found += [_workbook_of(find, table, of) for table in tables().values()]
    found += [_whole_records(find, kind, of) for kind in RECORDS]
    found.append(
        Download(
            find, "units.geojson", "Bản đồ đơn vị hành chính", "application/geo+json", of,
            lambda told: told.features.count, lambda told: [told.features], partial(_json_lines, _COLLECTION, b"]}"),
        )
    )  # fmt: skip
    if find.borders:
        found.append(
            Download(
                find, BORDERS, "Ranh giới đơn vị hành chính hiện nay, gần đúng", "application/geo+json", of,
                lambda _: len(find.borders), lambda _: [], lambda: _borders(find),
            )
        )  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=1)
def _told(find: Finder) -> dict[str, tuple[int, str]]:
    """What each file tells of itself, by name."""
    with Kept(find.stores, "downloads") as store:
        return {file.name: file.told_by(store) for file in downloads(find)}


def _csv_of(find: Finder, table: Table, of: Callable[[], Shares]) -> Download:
    return Download(
        find, f"{table.name}.csv", table.title, "text/csv", of,
        partial(_height, table), lambda told: [told.csv[table.name]], partial(_csv, table), table,
    )  # fmt: skip


def _workbook_of(find: Finder, table: Table, of: Callable[[], Shares]) -> Download:
    return Download(
        find, f"{table.name}.xlsx", table.title, MEDIATYPE, of,
        partial(_height, table), lambda told: [told.sheets[table.name]], partial(_xlsx, find, table),
    )  # fmt: skip


def _whole_records(find: Finder, kind: type[Record], of: Callable[[], Shares]) -> Download:
    return Download(
        find, f"{kind.folder}.json", kind.noun.capitalize(), "application/json", of,
        lambda told: told.wholes[kind.folder].count, lambda told: [told.wholes[kind.folder]], partial(_json_lines, b"[", b"]"),
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


def _csv(table: Table, rows: Heap) -> bytes:
    return b"".join([csv_file(_names(table), []), *rows])


def _xlsx(find: Finder, table: Table, rows: Heap) -> bytes:
    return _book(find, table.name, table.title, [_sheet(find, table, rows), _explained([table])])


def _whole(find: Finder, *rows: Heap) -> bytes:
    """All tables, behind the explanation of their columns."""
    sheets = [_sheet(find, table, lines) for table, lines in zip(tables().values(), rows, strict=True)]
    return _book(find, "all", "Dữ liệu mở", [_explained(tables().values()), *sheets])


def _book(find: Finder, name: str, title: str, sheets: list[Sheet]) -> bytes:
    """A workbook, whose frame takes longer to make than to fill."""
    named, about = [(sheet.name, sheet.width) for sheet in sheets], _about(find, title)
    with Kept(find.stores, f"workbook-{name}") as store:
        return filled(store.made(lambda: frame(named, about), repr(named), repr(about)), sheets)


def _sheet(find: Finder, table: Table, lines: Heap) -> Sheet:
    """A table under titles that people read; what programs call its columns stands in the explanation."""
    titles = [column.title for column in table.columns]
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
    return _json_lines(_COLLECTION, b"]}", [BETWEEN_LINES.join(features)])


def _json_lines(start: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    """One item a line: as small as can be read, and a change of one record changes one line."""
    return b"".join([start, b"\n", *items, b"\n", end, b"\n"])


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]
