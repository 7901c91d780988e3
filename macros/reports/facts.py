"""What the papers of single records tell beside their prose: facts at a glance, who takes part, and files to take along."""

from collections.abc import Iterable

from macros.addresses.address import file_of
from macros.catalogue import Finder
from macros.language.problems import DataError, in_file
from macros.media import renditions
from macros.media.making import make
from macros.media.seen import Unfit
from macros.records import Event, Model, Organisation, Record
from macros.records.media import Illustrated
from macros.records.partner import Partner
from macros.reports.paper import Paper, cited
from macros.reports.phrases import joined, lower, sentence
from macros.reports.prose import Piece


def begin(paper: Paper, find: Finder, record: Event | Model, title: str, name: str) -> None:
    """What the paper is and of what, the summary, and the picture. Raises DataError if that can't be read."""
    paper.line("Title", title)
    paper.line("Subtitle", name)
    paper.rule(name, "Subtitle", 0.4, 165)
    if record.summary:
        paper.passage(record.summary.text, cited(record.summary, record))
    _picture(paper, find, record)


def facts(paper: Paper, pairs: Iterable[tuple[str, str]]) -> None:
    """Those that there are, each in a line behind its name."""
    for name, value in pairs:
        if value:
            paper.text(Piece(f"{name}: ", bold=True), sentence(value))


def _picture(paper: Paper, find: Finder, record: Illustrated) -> None:
    """The picture that leads, as the site has it: small, and freed of place and camera."""
    if not (lead := record.lead):
        return
    seen, file = find.media(lead.file), find.file(lead.file)
    plain = renditions(seen).plain
    try:
        ((_, jpeg),) = make(file.read_bytes(), seen, [plain.name])
    except Unfit as error:
        raise DataError([in_file(file, error.fault.what, error.fault.todo)]) from None
    caption = joined(sentence(lead.caption) if lead.caption else "", f"Ảnh: {lead.credit}", by=" ")
    paper.picture(jpeg, (plain.width, plain.height), lead.shows, caption)


def partners(paper: Paper, find: Finder, record: Record, taking_part: Iterable[Partner]) -> None:
    """Who takes part, as what, and what each brings."""
    for one in taking_part:
        said = joined(f"{find.partner(one)}: {lower(one.taking_part_as)}", one.brings, by="; ")
        paper.item(sentence(said), cited(one, record))


def papers(paper: Paper, find: Finder, record: Illustrated) -> None:
    """The papers that go with a record, and where they lie if the site has an address."""
    for one in record.papers:
        by = find.get(Organisation, one.organisation).name if one.organisation else one.issued_by
        said = joined(f"{one.kind_shown}: {one.title}", one.number, one.date.shown if one.date else "", by)
        where = f" ({file_of(find, one.file).whole(find.site.url)})" if find.site.url else ""
        paper.item(f"{said}{where}.")
