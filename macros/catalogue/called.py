"""What records are called for people."""

from macros.catalogue.store import Catalogue
from macros.records import Record, Result, Unit


def name_of(catalogue: Catalogue, record: Record) -> str:
    """What a record is called among others."""
    if isinstance(record, Result) and (unit := catalogue.by_id(Unit).get(record.unit)):
        return f"{record.heading}, {catalogue.lineage.name(unit)}"  # every unit has one of that year
    return catalogue.lineage.name(record) if isinstance(record, Unit) else record.heading
