"""What was said of a record by whoever looked at it before it was published: for the office alone, until it has been dealt with."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.records.base import Day, Internal, Labelled, Line, Part, Prose


class Verdict(Labelled):
    """What somebody says of a record."""

    APPROVE = "approve", "Duyệt"
    REVISE = "revise", "Sửa lại"
    REMARK = "remark", "Nhận xét"


class Remark(Part):
    """One person's words on a record."""

    noun: ClassVar[str] = "ý kiến khi duyệt"

    by: Annotated[Line, Internal()] = Field(title="Người cho ý kiến", description="Họ tên, chức vụ.")
    date: Annotated[Day, Internal()] = Field(title="Ngày nhận", description="Viết đủ ngày tháng năm.")
    verdict: Annotated[Verdict, Internal()] = Field(
        title="Ý kiến", description="approve: duyệt; revise: sửa lại; remark: nhận xét."
    )
    text: Annotated[Prose | None, Internal()] = Field(None, title="Nội dung ý kiến", description="Nguyên văn ý kiến.")


Remarks = Annotated[list[Remark], Internal()]
"""What waits to be dealt with."""
