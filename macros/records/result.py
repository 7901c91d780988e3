"""The results of a unit in a year."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import DocumentIds, Integer, Record, SourceIds, UnitId
from macros.records.parts import Award, Disagreement, Figure, Passage_


class Result(Record):
    """Kết quả phong trào của một đơn vị trong một năm."""

    folder: ClassVar[str] = "results"
    singular: ClassVar[str] = "result"
    noun: ClassVar[str] = "kết quả năm"
    section: ClassVar[str] = "Kết quả năm"
    told_by: ClassVar[str] = "unit"

    unit: UnitId = Field(title="Địa bàn", description="Mã đơn vị.")
    year: Integer = Field(title="Năm", description="Năm của kết quả.", ge=1945, le=2100)
    summary: Passage_ | None = Field(None, title="Tóm tắt", description="Nét chính trong năm.")
    content: list[Passage_] = Field([], title="Nội dung", description="Từng việc đã làm, mỗi ý một nguồn.")
    figures: list[Figure] = Field([], title="Số liệu", description="Các con số của năm.")
    awards: list[Award] = Field([], title="Khen thưởng", description="Ai tặng, hình thức gì, cho bao nhiêu.")
    documents: DocumentIds = Field([], title="Văn bản", description="Mã văn bản được nhắc tới.")
    disagreements: list[Disagreement] = Field(
        [], title="Các nguồn nêu khác nhau", description="Điều mà các nguồn nêu khác nhau."
    )
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return f"Kết quả năm {self.year}"
