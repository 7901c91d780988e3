"""The records: what can be written in `data/`, with its rules, labels and help. Everything else is made from them."""

from macros.records.base import Record
from macros.records.event import Event
from macros.records.model import Model
from macros.records.others import Document, EventKind, Organisation, Result, Source, Term, Theme
from macros.records.site import Site
from macros.records.unit import Unit

RECORDS = (Model, Event, Unit, Organisation, Result, Source, Document, Theme, EventKind, Term)
"""Every kind of record, in the order of the field reference."""

BY_FOLDER = {record.folder: record for record in RECORDS}

__all__ = ["BY_FOLDER", "RECORDS", "Document", "Event", "EventKind", "Model", "Organisation", "Record", "Result", "Site",
           "Source", "Term", "Theme", "Unit"]  # fmt: skip
