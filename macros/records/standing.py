"""Whether a record may be seen on the site, and since when or from when: a draft, waiting for review, to come, over, or public.

Decided here alone. `load` leaves out what isn't public, so that nothing that makes pages, lists or files has to ask.

Where records are reviewed, an approval holds for what the record told when it was approved: a seal of that stands in it. What is for
the office alone, the record's id and its old ones are not in the seal, so an approval survives a rename; what its pictures, films
and papers hold is.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum

from macros.language.dates import PartialDate
from macros.records.posting import content, dated, sealed
from macros.records.record import Approval, Correction, Record
from macros.records.walk import named_files

Digests = Callable[[str], str]
"""From the path of a file below `data/media/` to a digest of what it holds."""


class Standing(Enum):
    """What a record is on a day; the value is what staff call it. Only what is `PUBLIC` is on the site.

    `CHANGED` was approved and has been changed since: the site that has it is not built until it is approved again.
    """

    DRAFT = "bản nháp"
    WAITING = "chờ duyệt"
    CHANGED = "chờ duyệt lại"
    COMING = "chờ đến ngày lên trang"
    OVER = "đã gỡ"
    PUBLIC = "trên trang"


def standing(record: Record, day: date, is_approved: bool = True) -> Standing:
    """What a record is on `day`. `is_approved`: whether its approval holds, or none is needed."""
    if record.draft:
        return Standing.DRAFT
    if record.remove_on and not is_before(day, record.remove_on):
        return Standing.OVER
    is_coming = record.publish_on is not None and is_before(day, record.publish_on)
    if not is_approved:
        return Standing.CHANGED if record.approval and not is_coming and _was_shown(record) else Standing.WAITING
    return Standing.COMING if is_coming else Standing.PUBLIC


def said(record: Record, standing: Standing) -> str:
    """The same for staff, with the day or the names that belong to it: `chờ đến ngày lên trang 01/12/2026`."""
    if standing is Standing.COMING and record.publish_on:
        return f"lên trang ngày {record.publish_on.shown}"
    if standing is Standing.OVER and record.remove_on:
        return f"đã gỡ từ ngày {record.remove_on.shown}"
    if standing is Standing.CHANGED and record.approval:
        return f"đã sửa sau khi {record.approval.by} duyệt ngày {record.approval.date.shown}, chờ duyệt lại"
    return standing.value


def _was_shown(record: Record) -> bool:
    """Whether readers may have seen it as it was approved: not if it was last changed before the day on which it was to appear."""
    return not (record.publish_on and record.changed and str(record.changed) <= str(record.publish_on))


def is_before(day: date, other: PartialDate) -> bool:
    """Whether `day` lies before a whole day."""
    return f"{day}" < f"{other}"


def approval_holds(record: Record, digests: Digests) -> bool:
    """Whether a record was approved as it is now."""
    return record.approval is not None and record.approval.seal == seal_of(record, digests)


def approved(record: Record, by: str, day: date, digests: Digests) -> Record:
    """The record, approved as it is by somebody on a day; posted on it if it wasn't yet."""
    made = Approval(by=by, date=PartialDate.of(day), seal=seal_of(record, digests))
    return dated(record.model_copy(update={"draft": False, "approval": made}), day)


def corrected(record: Record, approval: Approval, by: str, day: date, what: str, digests: Digests) -> Record:
    """The record after a small correction of what `approval` held for: it goes on, and says who corrected what."""
    correction = Correction(by=by, date=PartialDate.of(day), what=what)
    made = approval.model_copy(
        update={"seal": seal_of(record, digests), "corrections": [*approval.corrections, correction]}
    )
    return dated(record.model_copy(update={"approval": made}), day)


def still_approved(record: Record, before: Record, digests: Digests) -> Record:
    """`record`, which tells the same as `before` by other ids of other records, approved if that was."""
    if before.approval is None or not approval_holds(before, digests):
        return record
    return record.model_copy(update={"approval": before.approval.model_copy(update={"seal": seal_of(record, digests)})})


def seal_of(record: Record, digests: Digests) -> str:
    """Of what is approved: all that a record tells, and what its pictures, films and papers hold."""
    files = {named.name: digests(named.name) for named in named_files(record)}
    return sealed([content(record), files] if files else content(record))
