"""The open data: every record as CSV, XLSX and JSON, the units as GeoJSON, and what describes it all (Data Package 2.0).

https://datapackage.org/standard/data-package/ · RFC 4180 (CSV) · RFC 7946 (GeoJSON)
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from macros.addresses.address import Address, download
from macros.catalogue import Finder
from macros.exports import workbook as workbooks
from macros.exports.csv_file import BETWEEN, csv_file
from macros.exports.tables import Column, Table, tables, told_at
from macros.exports.workbook import workbook
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.numbers import plain_number, shown_number
from macros.language.text import slug
from macros.records import RECORDS, Part, Record, Unit
from macros.records.fields import fields_of

DESCRIPTION = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {bool: "boolean", int: "integer", Decimal: "number"}


@dataclass(frozen=True)
class Download:
    """A file of the open data: its name, what it holds, and how many records or rows."""

    name: str
    title: str
    content: bytes
    count: int
    mediatype: str
    table: Table | None = None

    @property
    def is_workbook(self) -> bool:
        """Whether it is a table for spreadsheets, beside the same as CSV."""
        return self.mediatype == workbooks.MEDIATYPE

    @property
    def size(self) -> str:
        """As a reader sees it: `12,3 KB`."""
        kilobytes = Decimal(len(self.content)) / 1000
        size, measure = (kilobytes / 1000, "MB") if kilobytes >= 1000 else (kilobytes, "KB")
        return f"{shown_number(size.quantize(Decimal('0.1')))} {measure}"


@lru_cache(maxsize=1)  # the build writes the files, and the page of the open data lists them
def downloads(find: Finder) -> tuple[Download, ...]:
    """Return every file but the description: the tables, the same as workbooks, the whole records, the map of the units."""
    made = tables(find)
    found = [Download(f"{t.name}.csv", t.title, csv_file(_names(t), t.rows), len(t.rows), "text/csv", t) for t in made]
    found += [Download(f"{t.name}.xlsx", t.title, _xlsx(t), len(t.rows), workbooks.MEDIATYPE) for t in made]
    for kind in RECORDS:
        records = find.published(kind)
        content = _json_lines("[", (whole(find, record) for record in records), "]")
        found.append(Download(f"{kind.folder}.json", kind.noun.capitalize(), content, len(records), "application/json"))
    features = [_feature(find, unit) for unit in find.published(Unit)]
    geo = _json_lines('{"type": "FeatureCollection", "features": [', features, "]}")
    found.append(Download("units.geojson", "Bản đồ đơn vị hành chính", geo, len(features), "application/geo+json"))
    return tuple(found)


def packaged(find: Finder) -> Iterator[tuple[Address, bytes]]:
    """Yield (address, content) for every download and for the description of them all."""
    for file in downloads(find):
        yield download(file.name), file.content
    package = json.dumps(_package(find), ensure_ascii=False, indent=1)
    yield download(DESCRIPTION), f"{package}\n".encode()


def whole(find: Finder, record: Record) -> dict[str, Any]:
    """A record as it stands in its file, every field of it, with its id and its page."""
    fields = {
        name: _plain(getattr(record, name)) for name, field in fields_of(type(record)).items() if not field.internal
    }
    return {"id": record.id, **fields, "page": told_at(find, record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return {name: _plain(getattr(value, name)) for name in fields_of(type(value))}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return json.loads(plain_number(value))
    return value if value is None or isinstance(value, bool | int) else str(value)


def _json_lines(start: str, items: Iterable[dict[str, Any]], end: str) -> bytes:
    """One item a line: as small as can be read, and a change of one record changes one line."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{start}\n{lines}\n{end}\n".encode()


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _xlsx(table: Table) -> bytes:
    return workbook(table.name, _names(table), [[_joined(value) for value in row] for row in table.rows])


def _joined(value: Any) -> Any:
    """A value as a workbook holds it: numbers and truths as they are, the rest as text."""
    if isinstance(value, list):
        return BETWEEN.join(value)
    return value if value is None or isinstance(value, bool | int | Decimal) else str(value)


def _feature(find: Finder, unit: Unit) -> dict[str, Any]:
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
        "page": told_at(find, unit),
    }
    return {"type": "Feature", "id": unit.id, "geometry": point, "properties": properties}


def _package(find: Finder) -> dict[str, Any]:
    site = find.site
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": slug(site.name),
        "title": site.name,
        "description": f"{site.description} Điều khoản sử dụng lại dữ liệu chưa được quy định.",
    }
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
        "bytes": len(download.content),
        "hash": f"sha256:{hashlib.sha256(download.content).hexdigest()}",
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
