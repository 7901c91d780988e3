"""The records: what can be written in `data/`, with its rules, labels and help. Everything else is made from them."""

from macros.records.base import Part
from macros.records.document import Document
from macros.records.event import Event
from macros.records.model import Model
from macros.records.organisation import Organisation
from macros.records.record import Record
from macros.records.result import Result
from macros.records.site import Site
from macros.records.source import Source
from macros.records.unit import Unit
from macros.records.words import EventKind, Term, Theme

RECORDS: tuple[type[Record], ...] = (
    Model,
    Event,
    Unit,
    Organisation,
    Result,
    Source,
    Document,
    Theme,
    EventKind,
    Term,
)
"""Every kind of record, in the order of the field reference."""

BY_FOLDER: dict[str, type[Record]] = {kind.folder: kind for kind in RECORDS}

__all__ = ["BY_FOLDER", "RECORDS", "Document", "Event", "EventKind", "Model", "Organisation", "Part", "Record", "Result",
           "Site", "Source", "Term", "Theme", "Unit"]  # fmt: skip
