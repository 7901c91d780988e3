"""A plain table of units, as people make one from a resolution: what each was formed from stands in one cell, in words, and what
holds of all of them isn't written again and again.

`phường A, xã B (huyện C) và một phần xã D` becomes three changes on the day the unit began. Units that are named there and stand
nowhere else are added: they were there until the day before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from macros.files.cells import Cell
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.language.text import slug
from macros.records import Unit
from macros.records.unit import Share, UnitKind, Verification
from macros.staff.columns import Column
from macros.staff.former_units import Former, Unclear, formers_in, split
from macros.staff.names import date_of, same
from macros.staff.table_rows import Cells, Entry, Rows, Written

FORMED_FROM = Column("Trước là", ("formed_from", "in_words"))
"""The column of a plain table that names the former units in words."""

ALSO = {
    way: names.split("; ")
    for way, names in {
        ("name",): "Tên đơn vị; Tên phường, xã; Phường, xã; Phường, xã, đặc khu; Tên xã, phường; Xã, phường; Đơn vị hành chính; Tên đơn vị mới; Đơn vị mới",
        ("kind",): "Loại; Loại hình; Cấp",
        ("code",): "Mã số; Mã đơn vị; Mã ĐVHC; Mã đơn vị hành chính",
        ("parent",): "Cấp trên; Thuộc; Trực thuộc; Huyện; Quận, huyện",
        ("start",): "Ngày thành lập; Ngày bắt đầu; Bắt đầu; Từ; Ngày hiệu lực; Có hiệu lực từ; Hoạt động từ",
        ("end",): "Ngày kết thúc; Kết thúc; Đến; Đến hết ngày",
        FORMED_FROM.way: "Tiền thân; Hình thành từ; Sáp nhập từ; Nhập từ; Hợp nhất từ; Sắp xếp từ; Được hình thành từ; Các đơn vị cũ; Trước sáp nhập; Trước khi sáp nhập; Trước đây là",
    }.items()
}  # fmt: skip
"""What people call columns that we call otherwise, by the way to their values."""

Stood = tuple[PartialDate | None, PartialDate | None]
"""The first and the last day of a unit."""


@dataclass(frozen=True)
class Given:
    """What holds of all units of a table: the unit above those that name none, the ids of their sources, how far the changes are
    verified; and of the new ones alone, the ids of the sources of those that name none."""

    above: Unit | None = None
    sources: tuple[str, ...] = ()
    verification: Verification = Verification.SECONDARY
    for_new: tuple[str, ...] = ()


NOTHING_GIVEN = Given()


@dataclass
class _Added:
    """A former unit that stands nowhere but in a cell: its entry, and what of it has gone over."""

    entry: Entry
    former: Former
    shares: list[tuple[Share, Written]]


class Plain:
    """Fills in what the rows of a plain table leave out.

    Args:
        rows: of the table, to which is added.
        columns: of a table of units, by the way to their values.
        given: what holds of all.
        text: what an entry says in the column of that name; None if nothing that can be read.
        known: the first and last day of every unit of that name that the data have.
    """

    def __init__(
        self,
        rows: Rows,
        columns: Mapping[tuple[str, ...], Column],
        given: Given,
        text: Callable[[Entry, str], str | None],
        known: Callable[[str], list[Stood]],
    ):
        self._rows, self._columns, self._given, self._text, self._known = rows, columns, given, text, known
        self._added: dict[tuple[str, PartialDate], _Added] = {}
        self._in_table: dict[str, list[Stood]] = {}
        self._since: PartialDate | None = None

    def fill(self) -> None:
        """Give each entry the kind that its name begins with, its sources and the unit above it, where they are not written, and
        what it was formed from."""
        entries = list(self._rows.entries)
        for entry in entries:
            self._split_name(entry)
        self._since = next(filter(None, map(self._began, entries)), None)
        for entry in entries:
            self._default(entry)
        in_table = {
            same(f"{kind.label} {self._text(entry, 'name')}") for entry in entries if (kind := self._kind(entry))
        }
        for entry in entries:
            self._say_above(entry, in_table)
        for entry in entries:
            stood = date_of(self._text(entry, "start")), date_of(self._text(entry, "end"))
            for called in self._called(entry):
                self._in_table.setdefault(same(called), []).append(stood)
        for entry in entries:
            if written := entry.own.pop(FORMED_FROM, None):
                self._form(entry, written)
        for added in self._added.values():
            self._look_at(added)
            self._rows.entries.append(added.entry)

    def _split_name(self, entry: Entry) -> None:
        name = entry.own.get(self._columns["name",])
        if name and self._columns["kind",] not in entry.own and (found := split(str(name.cell))):
            entry.own[self._columns["kind",]] = Written(found[0].value, name.at)
            entry.own[self._columns["name",]] = Written(found[1], name.at)

    def _default(self, entry: Entry) -> None:
        at = (entry.row, 0)
        if self._given.sources:
            entry.own.setdefault(self._columns["sources",], Written("; ".join(self._given.sources), at))
        above, kind, end = self._given.above, self._kind(entry), date_of(self._text(entry, "end"))
        if above and kind and kind.level != "province" and not (end and self._since and end < self._since):
            entry.own.setdefault(self._columns["parent",], Written(above.id, at))

    def _say_above(self, entry: Entry, called: set[str]) -> None:
        """Where a unit above is written by its name alone, as in a column of districts, write it with its kind, if it is the only one
        called so; `called` are those of the table."""
        column = self._columns["parent",]
        if not (above := entry.own.get(column)) or same(name := str(above.cell)) in called or self._known(name):
            return
        whole = {f"{kind.label} {name}" for kind in UnitKind if kind.level != "commune"}
        if len(found := [one for one in whole if same(one) in called or self._known(one)]) == 1:
            entry.own[column] = Written(found[0], above.at)

    def _kind(self, entry: Entry) -> UnitKind | None:
        return next((kind for kind in UnitKind if kind == self._text(entry, "kind")), None)

    def _began(self, entry: Entry) -> PartialDate | None:
        """The first day of the unit above all, if an entry tells of it."""
        above = self._given.above
        if above and self._kind(entry) is above.kind and same(self._text(entry, "name") or "") == same(above.name):
            return date_of(self._text(entry, "start"))
        return None

    def _called(self, entry: Entry) -> Iterator[str]:
        kind, name = self._kind(entry), self._text(entry, "name")
        if kind and name:
            called = f"{kind.label} {name}"
            above = entry.own.get(self._columns["parent",])
            yield from (called, f"{called}, {above.cell}") if above else (called,)

    def _form(self, entry: Entry, written: Written) -> None:
        try:
            formers = formers_in(str(written.cell))
        except Unclear as error:
            self._rows.refuse(written.at, error.what, error.todo)
            return
        day = date_of(self._text(entry, "start"))
        if not day or not day.first or day.first != day.last:
            todo = "Điền cột 'Từ ngày' đủ ngày, tháng, năm, như 1/7/2025"
            self._rows.refuse(written.at, "nêu đơn vị cũ mà không có ngày đơn vị mới bắt đầu", todo)
            return
        for former in formers:
            self._add_item(entry, day, former, written)

    def _add_item(self, entry: Entry, day: PartialDate, former: Former, written: Written) -> None:
        stood = [*self._known(former.called), *self._in_table.get(same(former.called), [])]
        unit = (
            former.called if any(_stood_before(day, one) for one in stood) else self._add(former, day, written, entry)
        )
        cells: dict[str, Cell] = {"unit": unit, "date": str(day), "share": former.share.value}
        cells["verification"] = self._given.verification.value
        if sources := entry.own.get(self._columns["sources",]):
            cells["sources"] = sources.cell
        item = {self._columns["formed_from", name]: Written(cell, written.at) for name, cell in cells.items()}
        entry.items.append((next(column.listed for column in item if column.listed), item))

    def _add(self, former: Former, day: PartialDate, written: Written, into: Entry) -> str:
        """Add a unit that went into another one on `day`, and the one above it; return its id."""
        assert day.first
        last = day.first - timedelta(days=1)
        made = slug(f"{former.called} {last.year}")
        added = self._added.get((made, day))
        if not added:
            own: Cells = {
                self._columns[way]: Written(cell, written.at)
                for way, cell in {
                    (): made, ("kind",): former.kind.value, ("name",): former.name, ("end",): str(last),
                }.items()
            }  # fmt: skip
            added = self._added[made, day] = _Added(Entry(written.at[0], own), former, [])
            if former.above_kind and former.above_name:
                above = Former(Share.WHOLE, former.above_kind, former.above_name)
                stood = [*self._known(above.called), *self._in_table.get(same(above.called), [])]
                known = any(_stood_before(day, one) for one in stood)
                own[self._columns["parent",]] = Written(
                    above.called if known else self._add(above, day, written, into), written.at
                )
            if sources := into.own.get(self._columns["sources",]):
                own[self._columns["sources",]] = sources
            self._default(added.entry)
            if former.kind.level == "commune" and not former.above_kind:
                own.pop(self._columns["parent",], None)  # in which district it lay isn't said
        added.shares.append((former.share, written))
        return made

    def _look_at(self, added: _Added) -> None:
        shares, name = [share for share, _ in added.shares], added.former.called
        if added.former.kind.level != "commune":
            return
        if shares.count(Share.WHOLE) > 1 or (Share.WHOLE in shares and len(shares) > 1):
            todo = "Nếu là hai đơn vị trùng tên thì ghi thêm huyện: xã A (huyện B); nếu là một thì ghi 'một phần'"
            self._rows.refuse(added.shares[-1][1].at, f"'{told(name)}' đã nhập toàn bộ vào một đơn vị khác", todo)
        elif not {Share.WHOLE, Share.REMAINDER} & set(shares):
            todo = "Thêm một dòng cho đơn vị ấy, có 'Đến ngày' nếu nay không còn"
            self._rows.refuse(
                added.shares[0][1].at, f"chỉ nói một phần của '{told(name)}', không rõ phần kia ra sao", todo
            )


def _stood_before(day: PartialDate, stood: Stood) -> bool:
    """Whether a unit ended on the day before, or goes on and began before."""
    start, end = stood
    if end:
        return bool(end.last and day.first and (day.first - end.last).days == 1)
    return start is not None and start < day
