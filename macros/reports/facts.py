"""What the papers of single records tell beside their prose: facts at a glance, who takes part, and files to take along."""

from collections.abc import Iterable

from macros.addresses.address import file_of
from macros.catalogue import Finder
from macros.records import Organisation, Record
from macros.records.media import Illustrated
from macros.records.partner import Partner
from macros.reports import told
from macros.reports.paper import Paper, cited
from macros.reports.prose import Piece


def facts(paper: Paper, pairs: Iterable[tuple[str, str]]) -> None:
    """Those that there are, each in a line behind its name."""
    for name, value in pairs:
        if value:
            paper.text(Piece(f"{name}: ", bold=True), told.sentence(value))


def partners(paper: Paper, find: Finder, record: Record, taking_part: Iterable[Partner]) -> None:
    """Who takes part, as what, and what each brings."""
    for one in taking_part:
        said = told.joined(f"{find.partner(one)}: {told.lower(one.taking_part_as)}", one.brings, by="; ")
        paper.item(told.sentence(said), cited(one, record))


def papers(paper: Paper, find: Finder, record: Illustrated) -> None:
    """The papers that go with a record, and where they lie if the site has an address."""
    for one in record.papers:
        by = find.get(Organisation, one.organisation).name if one.organisation else one.issued_by
        said = told.joined(f"{one.kind_shown}: {one.title}", one.number, one.date.shown if one.date else "", by)
        where = f" ({file_of(find, one.file).whole(find.site.url)})" if find.site.url else ""
        paper.item(f"{said}{where}.")
