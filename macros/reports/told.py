"""What several papers tell in the same way: figures, ratings, awards, prizes, and where sources differ."""

from collections.abc import Callable, Iterable, Sequence

from macros.catalogue import Finder
from macros.language.numbers import shown_number
from macros.language.text import nfc, upper_first
from macros.records import Event, Organisation, Part, Record, Result, Unit
from macros.records.fields import fields_of
from macros.records.figure import Figure, rivals
from macros.records.parts import Award, Disagreement, Prize, differ
from macros.records.rating import Rating
from macros.reports.paper import Cell, Cited, Content, Paper, cited
from macros.reports.phrases import joined, sentence
from macros.reports.prose import Piece, blocks

Of = tuple[Record, Figure]
"""A figure and the record that tells of it."""


def label(kind: type[Part], name: str) -> str:
    """What a field is called."""
    return fields_of(kind)[name].label


def say(text: str) -> list[Piece]:
    """The words of a short passage, where only a line of it fits."""
    pieces: list[Piece] = []
    for block in blocks(text):
        pieces += [Piece(" ")] if pieces else []
        pieces += [Piece(block.mark)] if block.mark else []
        cells = [piece for row in block.rows for cell in row for piece in (*cell, Piece("; "))]
        pieces += block.pieces or cells[:-1]
    return pieces


def places(find: Finder, units: Iterable[str], organisations: Iterable[str], others: Iterable[str]) -> str:
    """The names of places that a statement names."""
    names = [find.name(find.get(Unit, one)) for one in units]
    names += [find.get(Organisation, one).name for one in organisations]
    return ", ".join([*names, *others])


def figures(paper: Paper, find: Finder, told: Sequence[Of], caption: str = "") -> None:
    """A table of figures, each with its time, what the source says beside it, and its sources."""
    if not told:
        return
    rows: list[Sequence[Cell]] = []
    for number, (record, figure) in enumerate(told, start=1):
        beside = joined(*figure.remarks, figure.note, by=". ")
        if figure.target and figure.target.document:
            beside = joined(beside, f"theo {find.get('documents', figure.target.document).heading}", by="; ")
        rows.append([str(number), (figure.label, cited(figure, record)), figure.shown, figure.when, beside])
        for row, amount in figure.told_by_rows():
            name = joined(row.label, find.name(find.get(Unit, row.unit)) if row.unit else "")
            rows.append(["", f"Trong đó: {name}", amount, "", joined(row.quoted, row.note, by=". ")])
    paper.table(["TT", "Chỉ tiêu", "Kết quả", "Thời gian", "So sánh, ghi chú"], [11, 56, 33, 24, 41], rows, caption)


def differing(paper: Paper, told: Sequence[Of], whose_: str = "") -> None:
    """Which of some figures of one unit, model or event are about the same thing and differ, whatever records tell them."""
    holders = {id(figure): record for record, figure in told}
    for group in rivals(figure for _, figure in told):
        said: list[Content] = []
        for figure in group:
            said += ["; "] if said else []
            said += [figure.shown, cited(figure, holders[id(figure)])]
        how = differ(cited(figure, holders[id(figure)]).sources for figure in group)
        about = joined(f"“{group[0].label}”", group[0].when, whose_)
        paper.text(Piece(f"{how} về {about}: ", bold=True), *said)


def whose(find: Finder, records: Iterable[Record]) -> Callable[[Record], str]:
    """What tells of which unit each of some events and results is: its name, or nothing where all are of one."""
    units: dict[Record, str] = {one: one.unit for one in records if isinstance(one, Event | Result)}
    of_several = len(set(units.values())) > 1
    return lambda record: find.name(find.get(Unit, units[record])) if of_several and record in units else ""


def ratings(paper: Paper, find: Finder, told: Iterable[tuple[Record, Rating]]) -> None:
    """Each rating as a table."""
    for record, rating in told:
        rows = []
        for grade in rating.grades:
            named = places(find, grade.units, grade.organisations, grade.other_places)
            rows.append([(grade.grade, cited(rating, record)), rating.told(grade), joined(named, grade.note, by=". ")])
        beside = joined(
            f"Cơ quan xếp loại, công nhận: {rating.by}" if rating.by else "",
            f"Thang xếp loại: {rating.scale}" if rating.scale else "",
            rating.note,
            by=". ",
        )
        paper.table(["Mức", "Số lượng", "Nơi được nêu, ghi chú"], [50, 45, 70], rows, rating.title)
        if beside:
            paper.text(sentence(beside))


def awards(paper: Paper, find: Finder, told: Sequence[tuple[Record, Award]], caption: str = "") -> None:
    """A table of awards."""
    rows: list[Sequence[Cell]] = []
    of = whose(find, (record for record, _ in told))
    for number, (record, award) in enumerate(told, start=1):
        to = places(find, award.to_units, award.to_organisations, award.other_recipients)
        form = joined(f"{award.by}: {award.form_and_grade}", award.level.label if award.level else "")
        parts = (of(record), award.reason or "", f"Tặng: {to}" if to else "", award.note or "")
        beside = " ".join(sentence(part) for part in parts if part)
        when = award.period.shown if award.period else ""
        rows.append([str(number), (form, cited(award, record)), award.shown, when, beside])
    if rows:
        heads = ["TT", "Cơ quan, người khen thưởng; hình thức", "Số lượng", "Thời gian", "Thành tích, ghi chú"]
        paper.table(heads, [11, 50, 30, 24, 50], rows, caption)


def prizes(paper: Paper, find: Finder, told: Sequence[tuple[Record, Prize]]) -> None:
    """The prizes of contests."""
    of = whose(find, (record for record, _ in told))
    for record, prize in told:
        to = places(find, prize.to_units, prize.to_organisations, prize.other_recipients)
        count = f"{shown_number(prize.count)} giải" if prize.count is not None else ""
        said = joined(of(record), joined(prize.prize, prize.contest), count, to, prize.note, by="; ")
        paper.item(sentence(said), cited(prize, record))


def disagreements(paper: Paper, told: Iterable[Disagreement]) -> None:
    """On what sources differ: all of what they say, none of it decided."""
    for one in told:
        paper.text(Piece(f"{one.title}: ", bold=True), sentence(one.about))
        for account in one.accounts:
            paper.item(sentence(account.says), Cited(tuple(account.source)))
        if one.comment:
            paper.text(*say(one.comment))


def event_line(find: Finder, event: Event) -> list[Content]:
    """An event in a line: when, what, where, by whom; and its sources."""
    by = joined(*(find.get(Organisation, one).name for one in event.organisers))
    where = joined(event.place, find.where(event), by=", ")
    when = upper_first(event.when)
    said = (
        f"{'Ngày ' if event.when[:1].isdecimal() and event.time is None else ''}{when}: {event.told_as}; {where}"
        f"{f'; đơn vị tổ chức: {by}' if by else ''}{'' if find.is_past(event) else ' (chưa diễn ra)'}."
    )
    return [said, cited(None, event)]


def of_result(find: Finder, result: Result) -> str:
    """What a result is of: `năm 2023, Quận Lê Chân (đến 6/2025)`."""
    return nfc(f"{result.time}, {find.name(find.get(Unit, result.unit))}")
