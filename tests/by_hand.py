"""Small records made in a test, with no more in them than it needs, and the door to them."""

from pathlib import Path
from typing import TypeVar

from macros.catalogue import Catalogue, Finder
from macros.records import (
    Document,
    Event,
    EventKind,
    Model,
    Organisation,
    Record,
    Result,
    Site,
    Source,
    Term,
    Theme,
    Unit,
)
from tests.conftest import DAY

T = TypeVar("T", bound=Record)

NEEDED = {
    Model: {"name": "Mô hình", "themes": ["linh-vuc"], "units": ["phuong"], "sources": "bai"},
    Event: {"title": "Sự kiện", "kind": "ngay-hoi", "date": "2024-05-01", "unit": "phuong", "sources": "bai"},
    Unit: {"kind": "ward", "name": "Hoa", "sources": "bai"},
    Organisation: {"name": "Công an", "kind": "police", "sources": "bai"},
    Result: {"unit": "phuong", "year": 2024, "sources": "bai"},
    Source: {"title": "Bài", "kind": "article"},
    Document: {"title": "Luật", "kind": "law", "sources": "bai"},
    Theme: {"name": "Lĩnh vực"},
    EventKind: {"name": "Ngày hội"},
    Term: {"name": "Thuật ngữ"},
}


def made(kind: type[T], record_id: str, /, **fields) -> T:
    """A record with what it must have, and what the test gives beside that or instead."""
    return kind.model_validate(NEEDED[kind] | fields).placed(Path(f"data/{kind.folder}/{record_id}.yml"))


def door(*records: Record, day=DAY, **settings) -> Finder:
    """The door to these records, on a site with these settings."""
    site = Site(name="Trang", place="Nơi", description="Trang thử.", **settings)
    return Finder(Catalogue(site, records, Path("data")), day)


def ids(records) -> list[str]:
    return [record.id for record in records]
