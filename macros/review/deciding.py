"""What a judgement changes in the records: of a file that came back, of a sheet of paper, of a small correction. Nothing is written here."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.language.dates import PartialDate
from macros.records import Record
from macros.records.remark import Remark, Verdict
from macros.records.standing import approval_holds, approved, corrected, seal_of
from macros.review.numbers import Numbers, mark, read
from macros.review.remarks import Returned, Said

_AGAIN = "nội dung đã sửa sau khi được xem, nên chưa ghi là đã duyệt. Tạo bản xem mới rồi xin duyệt lại"


class Decision(NamedTuple):
    """What is said of one record, in words, and the record as it is to be: None, if nothing of it is to be written.

    `approves`: whether it is approved by that; `refused`: whether what was said can't be done.
    """

    told: str
    record: Record | None = None
    new: Record | None = None
    approves: bool = False
    refused: bool = False


def of_file(catalogue: Catalogue, returned: Returned, day: date) -> list[Decision]:
    """What a file says of each record."""
    numbers = Numbers(catalogue)
    return [_of_one(catalogue, numbers, one, returned.by, day) for one in returned.said]


def of_paper(catalogue: Catalogue, written: Iterable[str], by: str, day: date) -> list[Decision]:
    """The approval of the records whose numbers, with the marks behind them, were copied from paper."""
    return [_of_number(catalogue, Numbers(catalogue), one, by, day) for one in written]


def correction(catalogue: Catalogue, number: str, by: str, what: str, day: date) -> Decision:
    """A small correction of an approved record, which then needs no further approval."""
    found = Numbers(catalogue).meant(read(number).number)
    if len(found) != 1:
        return _not_one(catalogue, number, found)
    (record,) = found
    named = _named(catalogue, number, record)
    if record.approval is None:
        return Decision(
            f"{named}: chưa từng được duyệt, nên không ghi là sửa nhỏ được. Xin duyệt", record, refused=True
        )
    if approval_holds(record, catalogue.album.digest):
        return Decision(
            f"{named}: nội dung vẫn như khi được duyệt, không có gì để ghi là sửa nhỏ", record, refused=True
        )
    new = corrected(record, record.approval, by, day, what, catalogue.album.digest).placed(record.file)
    return Decision(f"{named}: ghi là sửa nhỏ ({what}), không phải duyệt lại", record, new, approves=True)


def without_remark(record: Record, number: int) -> Record:
    """The record without one of its remarks, which has been dealt with. IndexError if there is none of that number, from 0."""
    left = [one for at, one in enumerate(record.remarks) if at != number]
    if len(left) == len(record.remarks):
        raise IndexError(number)
    return record.model_copy(update={"remarks": left}).placed(record.file)


def _of_one(catalogue: Catalogue, numbers: Numbers, said: Said, by: str, day: date) -> Decision:
    found = numbers.meant(said.number)
    if len(found) > 1:
        found = [one for one in found if seal_of(one, catalogue.album.digest) == said.seen]
    if len(found) != 1:
        return _not_one(catalogue, said.number, found, said.title)
    (record,) = found
    named = _named(catalogue, said.number, record)
    new, told, approves, refused = record, [], False, False
    if said.verdict is Verdict.APPROVE:
        new, words, approves, refused = _approved(catalogue, record, said.seen, by, day)
        told.append(words)
    if said.verdict is not Verdict.APPROVE or said.text:
        told.append(f"{said.verdict.label}: {said.text}" if said.text else said.verdict.label)
        new, words = _remarked(new, said, by, day)
        told.append(words)
    changed = new if new is not record else None
    return Decision(f"{named}: {'; '.join(filter(None, told))}", record, changed, approves, refused)


def _of_number(catalogue: Catalogue, numbers: Numbers, written: str, by: str, day: date) -> Decision:
    number, its_mark = read(written)
    if not its_mark:
        what = "thiếu phần sau dấu gạch, cho biết bản nào đã được xem. Chép đủ như trên phiếu, như 7K3M-Q4D"
        return Decision(f"Số {number}: {what}", refused=True)
    found = numbers.meant(number)
    seals = {one: seal_of(one, catalogue.album.digest) for one in found}
    if len(found) > 1:
        found = [one for one in found if mark(seals[one]) == its_mark]
    if len(found) != 1:
        return _not_one(catalogue, number, found)
    (record,) = found
    seen = seals[record] if mark(seals[record]) == its_mark else ""
    new, told, approves, refused = _approved(catalogue, record, seen, by, day)
    changed = new if new is not record else None
    return Decision(f"{_named(catalogue, number, record)}: {told}", record, changed, approves, refused)


def _approved(catalogue: Catalogue, record: Record, seen: str, by: str, day: date) -> tuple[Record, str, bool, bool]:
    """The record, approved if it is still what was seen; what is told of that, whether it is approved, and whether it can't be."""
    digests = catalogue.album.digest
    if seen != seal_of(record, digests):
        return record, _AGAIN, False, True
    if approval_holds(record, digests) and not record.draft:
        assert record.approval
        return record, f"đã được {record.approval.by} duyệt ngày {record.approval.date.shown}", False, False
    return approved(record, by, day, digests).placed(record.file), "duyệt", True, False


def _remarked(record: Record, said: Said, by: str, day: date) -> tuple[Record, str]:
    """The record with what was said of it; in words if it isn't put there."""
    try:
        one = Remark(by=by, date=PartialDate.of(day), verdict=said.verdict, text=said.text or None)
    except ValidationError:
        return record, "(không giữ lại được lời này: có chữ không dùng được)"
    if any((one.by, one.verdict, one.text) == (other.by, other.verdict, other.text) for other in record.remarks):
        return record, "(đã nhận trước đó)"
    return record.model_copy(update={"remarks": [*record.remarks, one]}).placed(record.file), ""


def _not_one(catalogue: Catalogue, number: str, found: list[Record], title: str = "") -> Decision:
    if found:
        names = ", ".join(f"{Numbers(catalogue).of(one)} ({name_of(catalogue, one)})" for one in found)
        return Decision(f"Số {number}: nay là phần đầu chung của {names}. Viết đủ số", refused=True)
    of = f" ({title})" if title else ""
    return Decision(f"Số {number}{of}: không có bản ghi nào mang số này; có thể đã xóa", refused=True)


def _named(catalogue: Catalogue, number: str, record: Record) -> str:
    return f"Số {read(number).number}, {record.noun} “{name_of(catalogue, record)}”"
