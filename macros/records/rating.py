"""Ratings: how many places, and which, got which grade or meet a recognised standard."""

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import Period
from macros.language.numbers import shown_number
from macros.records.amount import EXACTNESS, PERCENT_EXACTNESS, PercentPrecision, Precision, Share, Tally, shown_percent
from macros.records.base import Count, DocumentId, Line, OrganisationId, OrganisationIds, Part, Statement, UnitIds


class Grade(Part):
    """One grade of a rating: how many got it, and who."""

    noun: ClassVar[str] = "mức xếp loại"
    table: ClassVar[str] = "grades"

    grade: Line = Field(title="Mức", description="Như nguồn viết: xuất sắc; khá; đạt; chưa đạt.")
    count: Tally | None = Field(None, title="Số lượng", description="Bao nhiêu nơi ở mức này.")
    percent: Share | None = Field(None, title="Tỷ lệ %", description="Tỷ lệ mà nguồn nêu.")
    precision: Precision = Field(Precision.EXACT, title="Mức chính xác", description=EXACTNESS)
    percent_precision: PercentPrecision = Field(
        Precision.EXACT, title="Mức chính xác của tỷ lệ", description=PERCENT_EXACTNESS
    )
    units: UnitIds = Field([], title="Địa bàn", description="Mã các đơn vị ở mức này, nếu nguồn nêu tên.")
    organisations: OrganisationIds = Field([], title="Cơ quan", description="Mã các cơ quan, trường học ở mức này.")
    other_places: list[Line] = Field([], title="Đơn vị khác", description="Tên những nơi ở mức này chưa có bản ghi.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng mức này.")

    @property
    def named(self) -> int:
        """How many places it names."""
        return len(self.units) + len(self.organisations) + len(self.other_places)

    @model_validator(mode="after")
    def _tells_something(self) -> "Grade":
        if self.count is None and self.percent is None and not self.named:
            raise PydanticCustomError("no_value", "mức này chưa có nơi nào. Điền count, hoặc liệt kê các nơi ở units")
        if self.count is not None and self.named > self.count:
            raise PydanticCustomError("count", "liệt kê {named} nơi mà count là {count}. Xem lại hai chỗ này",
                                      {"named": self.named, "count": self.count})  # fmt: skip
        return self


class Rating(Statement):
    """How many places got which grade of a rating, or meet a recognised standard, on the scale that the source uses."""

    noun: ClassVar[str] = "xếp loại"
    table: ClassVar[str] = "ratings"

    about: Line = Field(
        title="Xếp loại về",
        description="Phong trào năm 2023; tiêu chuẩn “An toàn về an ninh trật tự”; hoạt động của mô hình.",
    )
    measure: Line | None = Field(None, title="Đối tượng xếp loại", description="phường, xã; trường; cơ quan; mô hình…")
    of: Count | None = Field(None, title="Tổng số", description="Bao nhiêu nơi được xét: 18 của '16/18 xã'.")
    scale: Line | None = Field(
        None, title="Thang xếp loại", description="Các mức nguồn dùng: xuất sắc, tốt, khá, trung bình, yếu."
    )
    grades: list[Grade] = Field(title="Các mức", description="Mỗi mức bao nhiêu nơi, những nơi nào.", min_length=1)
    by: Line | None = Field(None, title="Cơ quan xếp loại", description="Cơ quan hoặc chức vụ công nhận.")
    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan công nhận.")
    document: DocumentId | None = Field(
        None, title="Văn bản", description="Mã quyết định công nhận, hoặc văn bản nêu tiêu chuẩn."
    )
    period: Period | None = Field(None, title="Thời gian", description="Xếp loại cho năm, kỳ nào.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng.")

    @model_validator(mode="after")
    def _counts_no_more_than_all(self) -> "Rating":
        most = max(grade.count or 0 for grade in self.grades)
        if self.of is not None and most > self.of:
            raise PydanticCustomError("count", "một mức có {most} nơi mà of là {of}. Xem lại các con số",
                                      {"most": most, "of": self.of})  # fmt: skip
        return self

    @property
    def title(self) -> str:
        """What stands above it, of two about one thing each its own: `Phong trào năm 2022 (119 xã), năm 2022`."""
        measure = self.measure or ("nơi được xét" if self.of is not None else "")
        rated = f"{shown_number(self.of)} {measure}" if self.of is not None else measure
        said = self.of is None and f" {self.about}".casefold().endswith(f" {rated}".casefold())
        about = f"{self.about} ({rated})" if rated and not said else self.about
        return f"{about}, {self.period.shown}" if self.period else about

    @property
    def _whole(self) -> str:
        of = f" trong {shown_number(self.of)}" if self.of is not None else ""
        return f"{of} {self.measure}" if self.measure else of

    def told(self, grade: Grade) -> str:
        """How many have a grade, as a reader sees it: `16 trong 18 xã (hơn 88 %)`."""
        percent = shown_percent(
            grade.percent, grade.percent_precision, grade.precision if grade.count is None else None
        )
        number = grade.precision.of_number(shown_number(grade.count)) if grade.count is not None else ""
        if number:
            return f"{number}{self._whole} ({percent})" if percent else f"{number}{self._whole}"
        among = self._whole if self.of is not None or not self.measure else f" số {self.measure}"
        return f"{percent}{among}" if percent else ""

    def said_of(self, folder: str, record_id: str) -> str:
        """The grade that the unit or organisation got."""
        named = [(grade.grade, grade.units if folder == "units" else grade.organisations) for grade in self.grades]
        grades = [grade for grade, ids in named if record_id in ids]
        when = f", {self.period.shown}" if self.period else ""
        return f"{self.about}{when}: {', '.join(grades)}" if grades else ""
