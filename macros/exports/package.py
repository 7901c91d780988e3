"""The open data with what describes it all, for programs (Data Package 2.0).

https://datapackage.org/standard/data-package/
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from macros.addresses.address import Address, download
from macros.catalogue import Finder
from macros.exports.csv_file import BETWEEN
from macros.exports.open_data import NO_LICENCE, Download, downloads
from macros.exports.tables import Column, Table
from macros.files.promised import Promised
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.text import slug

DESCRIPTION = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {bool: "boolean", int: "integer", Decimal: "number"}


def packaged(find: Finder) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Yield (address, what makes its content) for every download and for the description of them all."""
    for file in downloads(find):
        yield download(file.name), Promised(Download.__call__, _digest, file)
    yield download(DESCRIPTION), partial(_description, find)


def _digest(file: Download) -> bytes:
    return bytes.fromhex(file.told[1])


def _description(find: Finder) -> bytes:
    package = json.dumps(_package(find), ensure_ascii=False, indent=1)
    return f"{package}\n".encode()


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
        "hash": f"sha256:{download.told[1]}",
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
