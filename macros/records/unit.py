"""A unit (đơn vị hành chính) as it stood for one stretch of time, and how it came out of the ones before it.

A unit that was renamed, merged or divided is another record from that day on; the same name can be several records.
Links run from the successor to its predecessors (`formed_from`); the way back is derived.
"""

from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, not_before
from macros.records.base import (
    Count,
    DocumentId,
    DocumentIds,
    Flag,
    Labelled,
    Line,
    Number,
    Part,
    SourceIds,
    UnitId,
    UnitIds,
)
from macros.records.figure import Figure
from macros.records.media import Illustrated
from macros.records.parts import Disagreement, Passage_
from macros.records.point import Place
from macros.records.record import Record


class UnitKind(Labelled):
    """The kinds of unit, before and after the reform of 2025-07-01."""

    MUNICIPALITY = "municipality", "Thành phố"
    PROVINCE = "province", "Tỉnh"
    URBAN_DISTRICT = "urban_district", "Quận"
    RURAL_DISTRICT = "rural_district", "Huyện"
    CITY = "city", "Thành phố"
    TOWN = "town", "Thị xã"
    WARD = "ward", "Phường"
    COMMUNE = "commune", "Xã"
    TOWNSHIP = "township", "Thị trấn"
    SPECIAL_ZONE = "special_zone", "Đặc khu"

    @property
    def level(self) -> str:
        """`province`, `district` (until 2025-06-30) or `commune`."""
        if self in (UnitKind.MUNICIPALITY, UnitKind.PROVINCE):
            return "province"
        if self in (UnitKind.URBAN_DISTRICT, UnitKind.RURAL_DISTRICT, UnitKind.CITY, UnitKind.TOWN):
            return "district"
        return "commune"


class Share(Labelled):
    """How much of a predecessor went into a successor, in the terms of the resolutions."""

    WHOLE = "whole", "toàn bộ"
    PART = "part", "một phần diện tích và dân số"
    PART_AREA_ONLY = "part_area_only", "một phần diện tích, không có dân"
    REMAINDER = "remainder", "phần còn lại sau khi sắp xếp"


class Verification(Labelled):
    """How far a change of units has been verified."""

    LAW_TEXT = "law_text", "đã đối chiếu với văn bản"
    SECONDARY = "secondary", "theo nguồn dẫn lại văn bản"
    INFERRED = "inferred", "suy luận, chưa đối chiếu với văn bản"


class Change(Part):
    """One predecessor of a unit, and on what ground."""

    noun: ClassVar[str] = "đơn vị cũ nhập vào"
    table: ClassVar[str] = "unit-changes"

    unit: UnitId = Field(title="Đơn vị cũ", description="Mã đơn vị trước đó.")
    date: PartialDate = Field(title="Từ ngày", description="Ngày đơn vị mới bắt đầu hoạt động.")
    share: Share = Field(
        title="Phần nhập vào",
        description="whole: toàn bộ; part: một phần; part_area_only: chỉ diện tích; remainder: phần còn lại.",
    )
    area_km2: Number | None = Field(None, title="Diện tích (km²)", description="Diện tích phần nhập vào, nếu biết.")
    population: Count | None = Field(None, title="Dân số", description="Dân số phần nhập vào, nếu biết.")
    document: DocumentId | None = Field(None, title="Văn bản", description="Mã văn bản; để trống nếu chỉ là suy luận.")
    clause: Line | None = Field(None, title="Điều, khoản", description="Điều, khoản của văn bản.")
    verification: Verification = Field(
        title="Mức kiểm chứng", description="law_text: đã đọc văn bản; secondary: nguồn dẫn lại; inferred: suy luận."
    )
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết thêm.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn.", min_length=1)

    @model_validator(mode="after")
    def _inferred_is_not_law(self) -> "Change":
        if self.verification is Verification.INFERRED and (self.document or self.clause):
            raise PydanticCustomError(
                "inferred",
                "thay đổi suy luận (inferred) không được dẫn văn bản. Bỏ document và clause, ghi lý do vào note",
            )
        return self


class Abolition(Part):
    """The end of a unit that has no successor, as of the district level on 2025-07-01."""

    noun: ClassVar[str] = "bãi bỏ"

    date: PartialDate = Field(title="Từ ngày", description="Ngày đơn vị không còn.")
    documents: DocumentIds = Field([], title="Văn bản", description="Mã các văn bản.")
    verification: Verification = Field(title="Mức kiểm chứng", description="law_text, secondary hoặc inferred.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết thêm.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn.", min_length=1)

    @model_validator(mode="after")
    def _inferred_is_not_law(self) -> "Abolition":
        if self.verification is Verification.INFERRED and self.documents:
            raise PydanticCustomError(
                "inferred", "thay đổi suy luận (inferred) không được dẫn văn bản. Bỏ documents, ghi lý do vào note"
            )
        return self


class Overlap(Part):
    """In which unit of today the ground of a former one lies, by laying old and new boundaries over each other."""

    noun: ClassVar[str] = "phần đất nay nằm ở đâu"
    table: ClassVar[str] = "unit-overlaps"

    unit: UnitId = Field(title="Đơn vị nay", description="Mã đơn vị hiện nay.")
    area_share: Number = Field(
        title="Phần diện tích", description="Phần diện tích nằm ở đó, từ 0 đến 1, gần đúng.", gt=0, le=1
    )
    source: SourceIds = Field(title="Nguồn", description="Mã nguồn.", min_length=1)


class Area(Part):
    """The area of a unit."""

    noun: ClassVar[str] = "diện tích"

    km2: Number = Field(title="Diện tích (km²)", description="Ki-lô-mét vuông.", gt=0)
    approximate: Flag = Field(False, title="Gần đúng", description="true nếu đo từ bản đồ.")
    source: SourceIds = Field(title="Nguồn", description="Mã nguồn.", min_length=1)


class Centroid(Part):
    """The middle of a unit, in degrees (WGS 84)."""

    noun: ClassVar[str] = "tâm"

    latitude: Number = Field(title="Vĩ độ", description="Độ, ví dụ 20.85740.", ge=8, le=24)
    longitude: Number = Field(title="Kinh độ", description="Độ, ví dụ 106.70070.", ge=102, le=118)
    source: SourceIds = Field(title="Nguồn", description="Mã nguồn.", min_length=1)


class Unit(Record, Illustrated):
    """Một đơn vị hành chính trong một khoảng thời gian."""

    folder: ClassVar[str] = "units"
    singular: ClassVar[str] = "unit"
    noun: ClassVar[str] = "đơn vị hành chính"
    section: ClassVar[str] = "Địa bàn"
    asked_as: ClassVar[tuple[str, ...]] = ("dia ban",)
    search_order: ClassVar[int] = 0
    address: ClassVar[str] = "dia-ban"
    index: ClassVar[str] = "dia-ban/index.md"

    kind: UnitKind = Field(
        title="Loại đơn vị",
        description="ward: phường; commune: xã; township: thị trấn; special_zone: đặc khu; urban_district: quận; "
        "rural_district: huyện; town: thị xã; city: thành phố thuộc tỉnh; municipality: thành phố trực thuộc trung ương; "
        "province: tỉnh.",
    )
    name: Line = Field(title="Tên", description="Tên không kèm loại: Lê Chân.")
    code: Line | None = Field(None, title="Mã thống kê", description="Mã của Cục Thống kê, trong dấu nháy.")
    parent: UnitId | None = Field(None, title="Đơn vị cấp trên", description="Mã đơn vị cấp trên cùng thời.")
    earlier_parents: UnitIds = Field(
        [],
        title="Đơn vị cấp trên trước đó",
        description="Mã các đơn vị cấp trên mà đơn vị từng thuộc, khi chuyển sang cấp trên khác mà chính nó không đổi.",
    )
    start: PartialDate | None = Field(None, title="Từ ngày", description="Ngày bắt đầu; bỏ trống nếu chưa rõ.")
    end: PartialDate | None = Field(None, title="Đến ngày", description="Ngày cuối cùng; bỏ trống nếu đang hoạt động.")
    area: Area | None = Field(None, title="Diện tích", description="Diện tích và nguồn.")
    centroid: Centroid | None = Field(None, title="Tâm", description="Tọa độ điểm giữa và nguồn.")
    formed_from: list[Change] = Field([], title="Lập từ", description="Các đơn vị trước đó nhập vào.")
    abolished: Abolition | None = Field(None, title="Bãi bỏ", description="Khi không có đơn vị thay thế.")
    now_in: list[Overlap] = Field([], title="Nay nằm ở", description="Phần đất nay thuộc đơn vị nào, đo trên bản đồ.")
    facts: list[Passage_] = Field([], title="Đặc điểm", description="Điều đáng biết về địa bàn, mỗi ý một nguồn.")
    places: list[Place] = Field(
        [],
        title="Đường, phố, nơi có tên",
        description="Đường, phố, khu nhà, công trình mà nguồn nói là ở địa bàn này, để ai nhớ tên ấy tìm ra phường, xã. Đường qua nhiều "
        "phường thì ghi ở từng phường.",
    )
    figures: list[Figure] = Field([], title="Số liệu", description="Con số về địa bàn.")
    disagreements: list[Disagreement] = Field(
        [], title="Các nguồn nêu khác nhau", description="Điều mà các nguồn nêu khác nhau."
    )
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết thêm.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return not_before(end, "start", info.data.get("start"))

    @property
    def full_name(self) -> str:
        """Kind and name: `Phường Lê Chân`."""
        return f"{self.kind.label} {self.name}"

    @property
    def heading(self) -> str:
        return self.full_name

    @property
    def is_former(self) -> bool:
        """Whether it has ended."""
        return self.end is not None

    def existed(self, date: PartialDate) -> bool:
        """Whether it stood at some time within `date`; True where either is not known."""
        over = self.end and self.end.last and date.first and date.first > self.end.last
        not_yet = self.start and self.start.first and date.last and date.last < self.start.first
        return not (over or not_yet)
