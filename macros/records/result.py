"""The results of a unit in a year, or in another stretch of time that is reported on."""

from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import Period
from macros.language.text import slug
from macros.records.base import DocumentIds, Integer, Line, ModelIds, SourceIds, UnitId
from macros.records.figure import Figure, plain_of
from macros.records.media import Illustrated
from macros.records.parts import Award, Disagreement, Passage_, Prize, Quotation
from macros.records.rating import Rating
from macros.records.record import Record


class Result(Record, Illustrated):
    """Kết quả phong trào của một đơn vị trong một năm, hoặc một kỳ báo cáo khác: 6 tháng, 9 tháng, 5 năm, một nhiệm kỳ."""

    folder: ClassVar[str] = "results"
    singular: ClassVar[str] = "result"
    noun: ClassVar[str] = "kết quả"
    section: ClassVar[str] = "Kết quả"
    told_by: ClassVar[str] = "unit"

    unit: UnitId = Field(title="Địa bàn", description="Mã đơn vị.")
    year: Integer = Field(title="Năm", description="Năm của kết quả; kỳ nhiều năm thì ghi năm cuối.", ge=1945, le=2100)
    period: Period | None = Field(
        None,
        title="Kỳ báo cáo",
        description="Chỉ ghi khi không phải cả năm: 2024-01/2024-06 là 6 tháng đầu năm; 2024-01/2024-09 là 9 tháng; 2020/2024 là 5 năm.",
    )
    period_name: Line | None = Field(
        None,
        title="Tên kỳ",
        description="Khi kỳ có tên riêng: nhiệm kỳ 2020–2025; 20 năm Ngày hội Toàn dân bảo vệ an ninh Tổ quốc.",
    )
    summary: Passage_ | None = Field(None, title="Tóm tắt", description="Nét chính trong kỳ.")
    content: list[Passage_] = Field([], title="Nội dung", description="Từng việc đã làm, mỗi ý một nguồn.")
    figures: list[Figure] = Field([], title="Số liệu", description="Các con số của kỳ.")
    ratings: list[Rating] = Field(
        [], title="Xếp loại, công nhận", description="Bao nhiêu nơi, những nơi nào đạt mức nào, theo thang của nguồn."
    )
    awards: list[Award] = Field([], title="Khen thưởng", description="Ai tặng, hình thức gì, cho bao nhiêu.")
    prizes: list[Prize] = Field(
        [], title="Giải cuộc thi", description="Giải đoạt ở các cuộc thi trong kỳ; khen thưởng thì ghi ở awards."
    )
    quotations: list[Quotation] = Field([], title="Phát biểu", description="Lời cán bộ có chức vụ đánh giá kết quả.")
    models: ModelIds = Field([], title="Mô hình", description="Mã các mô hình mà kết quả nêu tên.")
    documents: DocumentIds = Field([], title="Văn bản", description="Mã văn bản được nhắc tới.")
    disagreements: list[Disagreement] = Field(
        [], title="Các nguồn nêu khác nhau", description="Điều mà các nguồn nêu khác nhau."
    )
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return f"Kết quả {self.time}"

    @property
    def time(self) -> str:
        """The time that is reported on, as a reader sees it: `năm 2023`, `6 tháng đầu năm 2024`, `giai đoạn 2020–2024`."""
        if self.period_name:
            return self.period_name
        if not self.period:
            return f"năm {self.year}"
        told = self.period.shown
        return f"giai đoạn {told}" if told[0].isdecimal() and len(self.period.years) > 1 else told

    @property
    def anchor(self) -> str:
        """What tells it apart from other results on one page: `2023`, `2024-01-2024-06`, `2020-2024-5-nam-chuong-trinh`."""
        return slug(" ".join(filter(None, (str(self.period or self.year), self.period_name))))

    @property
    def plain_figures(self) -> list[Figure]:
        """Those of its figures that need no explanation."""
        return plain_of(self.figures)

    @field_validator("period")
    @classmethod
    def _ends_in_its_year(cls, period: Period | None, info: ValidationInfo) -> Period | None:
        year = info.data.get("year")
        if period and year and period.last_year != year:
            raise PydanticCustomError("period", "kỳ báo cáo {period} không kết thúc trong năm {year}. Ghi ở year năm cuối của kỳ",
                                      {"period": str(period), "year": year})  # fmt: skip
        return period
