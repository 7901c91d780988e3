"""`manage.py import`: what a workbook or a ward's plain table would add to and change in the records, and, once that is agreed to,
just that.

It adds and changes, and deletes nothing: an empty cell, a row, a column or a sheet that isn't there leave what is in the files. All
of it is written or nothing, after a look at what would change.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from macros.catalogue import Catalogue
from macros.files.sheets import read_pages
from macros.language.characters import told
from macros.language.problems import DataError, Problem, in_file, listed, shown_path
from macros.load import look_over, sound
from macros.records import Record, Unit
from macros.staff.all_or_none import contents_of, write_all
from macros.staff.asking import agreed
from macros.tables.of_units import table_of_units, warnings_of
from macros.tables.page_rows import PageRows
from macros.tables.taking import Difference, Taking


@dataclass(frozen=True)
class Foreseen:
    """What a file would make of the records.

    Attributes:
        notes: what of it is not read.
        differences: what would change, cell by cell.
        records: those that are new or would differ.
        was: what their files hold now.
        added: how many of them are new; `left`: how many records the file tells of that stay as they are.
        warnings: what a person has to judge of them.
    """

    notes: list[str]
    differences: list[Difference]
    records: list[Record]
    was: Mapping[Path, bytes | None]
    added: int
    left: int
    warnings: list[Problem]


def take_in(
    data: Path,
    file: Path,
    kind: type[Record] | None = None,
    sources: Sequence[str] = (),
    yes: bool = False,
    ask: Callable[[str], str] = input,
    say: Callable[[str], None] = print,
) -> int:
    """Show what `file` would add to and change in the records under `data`, ask unless `yes`, and write it; return the exit
    status: 1 if it was not to be written. `kind` is that of plain tables, `sources` are those of new records that name none.

    Raises DataError with every problem of the data, of the file, or of the data as they would be, and OSError; nothing is
    written then.
    """
    catalogue = sound(data, sources)
    found = foreseen(catalogue, file, kind, sources)
    for line in [*found.notes, *_told(found, data)]:
        say(line)
    say(f"Thêm {found.added}, sửa {len(found.records) - found.added}; {found.left} bản ghi trong bảng không đổi.")
    if found.warnings:
        say(listed(found.warnings))
    if not found.records:
        return 0
    if not yes and not agreed(ask, "Ghi vào dữ liệu?"):
        say("Chưa ghi gì.")
        return 1
    say(f"Đã ghi {write_all(data, found.records, found.was, catalogue.site.review)} tệp.")
    return 0


def foreseen(
    catalogue: Catalogue, file: Path, kind: type[Record] | None = None, sources: Sequence[str] = ()
) -> Foreseen:
    """What a file would make of the records. Raises DataError with every problem of it, or of the records as they would be."""
    name = shown_path(file)
    pages = [PageRows(name, page, kind) for page in read_pages(file)]
    with_tables = [page for page in pages if page.table]
    if any(page.is_of_units and (not page.lines or len(with_tables) == 1) for page in pages) or (
        kind is Unit and not with_tables
    ):
        return _of_units(catalogue, file, sources, is_alone=len(with_tables) < 2)
    notes = [note for page in pages for note in page.notes]
    problems = [problem for page in pages for problem in page.problems]
    if not problems and not any(page.table for page in pages):
        todo = "Ghi ở một dòng tên các cột như bảng mà lệnh export xuất ra"
        raise DataError([in_file(file, "không thấy dòng ghi tên các cột", todo)])
    doubtful = {(page.name, row) for page in pages for row in page.doubtful}
    taking = Taking(name, catalogue, [line for page in pages for line in page.lines], sources, doubtful)
    records = taking.records()
    if problems := [*problems, *taking.telling.problems]:
        raise DataError(problems)
    was = contents_of(records)
    new = {(record.folder, record.id): record for record in records}
    then = Catalogue(
        catalogue.site,
        [*(new.pop((one.folder, one.id), one) for one in catalogue), *(one for one in records if (one.folder, one.id) in new)],
        catalogue.data,
        catalogue.unread,
        like=catalogue,
        album=catalogue.album,
        borders=catalogue.borders,
    )  # fmt: skip
    if records and (problems := look_over(then, records)):
        raise DataError([taking.telling.of_the_table(problem) for problem in problems])
    notes += taking.targets.notes
    if taking.emptied:
        notes.append(
            f"{taking.emptied} ô đã bị xóa trắng trong bảng: dữ liệu giữ nguyên. Muốn xóa nội dung thì ghi (xóa) vào ô."
        )
    warnings = [taking.telling.of_the_table(one) for one in then.warnings if one not in catalogue.warnings]
    left = len(taking.targets.all) - len(records)
    return Foreseen(notes, taking.differences, records, was, len(new), left, warnings)


def _of_units(catalogue: Catalogue, file: Path, sources: Sequence[str], is_alone: bool) -> Foreseen:
    """The same of a plain table of units; whether it is the only table in its file."""
    if not is_alone:
        what = "bảng đơn vị hành chính để chung tệp với bảng khác"
        raise DataError([in_file(file, what, "Tách bảng đơn vị ra một tệp riêng")])
    table, differences, notes = table_of_units(catalogue, file, sources)
    records: list[Record] = list(table.new.values())
    added = sum(unit_id not in catalogue.by_id(Unit) for unit_id in table.new)
    warnings = warnings_of(table, catalogue.warnings)
    return Foreseen(notes, differences, records, contents_of(records), added, table.count - len(records), warnings)


def _told(found: Foreseen, data: Path) -> Iterator[str]:
    """What would change: by sheet, row and cell."""
    page = None
    for (name, row), group in groupby(found.differences, lambda one: (one.at.page, one.row)):
        cells = list(group)
        if name != page:
            yield f"Trang «{told(name)}»"
            page = name
        target = cells[0].target
        did = "sửa" if target.old else "thêm"
        yield f"  Dòng {row}, {did} {target.kind.noun}: {told(target.title, 120)} ({target.file.relative_to(data.resolve()).as_posix()})"
        for one in cells:
            cell = f"{one.at.cell} " if one.at.cell else ""
            yield f"    {cell}{one.title}: {one.old} → {one.new}" if target.old else f"    {cell}{one.title}: {one.new}"
