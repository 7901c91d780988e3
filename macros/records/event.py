"""An event (sự kiện): something that took place, or will, at a date and a place."""

import datetime
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from macros.language.dates import PartialDate, TimeOfDay, not_before
from macros.records.base import (
    DocumentIds,
    EventKindId,
    Labelled,
    Line,
    ModelIds,
    OrganisationIds,
    Prose,
    SourceIds,
    ThemeIds,
    UnitId,
    UnitIds,
)
from macros.records.figure import Figure
from macros.records.media import Illustrated
from macros.records.partner import Partner
from macros.records.parts import Award, Disagreement, Passage_, Person, Prize, Quotation
from macros.records.rating import Rating
from macros.records.record import Record
from macros.records.session import Session, moment


class EventStatus(Labelled):
    """Whether the event takes place as announced; past and coming follow from its date."""

    AS_PLANNED = "as_planned", ""
    POSTPONED = "postponed", "Đã hoãn"
    CANCELLED = "cancelled", "Đã hủy"


class Event(Record, Illustrated):
    """Một sự kiện đã hoặc sắp diễn ra."""

    folder: ClassVar[str] = "events"
    singular: ClassVar[str] = "event"
    noun: ClassVar[str] = "sự kiện"
    section: ClassVar[str] = "Sự kiện"
    asked_as: ClassVar[tuple[str, ...]] = ("su kien",)
    search_order: ClassVar[int] = 3
    address: ClassVar[str] = "su-kien"
    index: ClassVar[str] = "su-kien/index.md"

    title: Line = Field(title="Tên sự kiện", description="Ngắn gọn, rõ nơi nào: Lễ ra mắt mô hình… phường…")
    kind: EventKindId = Field(title="Loại sự kiện", description="Mã loại: hoi-nghi-tong-ket, le-ra-mat, tap-huan…")
    date: PartialDate = Field(
        title="Ngày",
        description="2024-08-19; chỉ biết tháng: 2024-08; chỉ biết năm: 2024; "
        "nguồn không ghi, chỉ suy ra được năm: 2024~; không rõ năm: XXXX-09-27.",
    )
    end: PartialDate | None = Field(None, title="Ngày kết thúc", description="Khi kéo dài nhiều ngày.")
    time: TimeOfDay | None = Field(None, title="Giờ", description="14:30, hoặc sáng, trưa, chiều, tối.")
    date_note: Line | None = Field(None, title="Ghi chú về ngày", description="Khi ngày chưa chắc chắn: vì sao.")
    unit: UnitId = Field(title="Địa bàn", description="Mã đơn vị nơi diễn ra, đúng với thời điểm đó.")
    units: UnitIds = Field(
        [],
        title="Địa bàn khác",
        description="Mã các đơn vị khác nơi sự kiện cùng diễn ra, khi nguồn nêu tên: ngày hội ở nhiều xã.",
    )
    place: Line | None = Field(None, title="Địa điểm", description="Hội trường, sân vận động… nơi công cộng.")
    sessions: list[Session] = Field(
        [],
        title="Các buổi, lớp, điểm",
        description="Khi sự kiện có nhiều buổi, nhiều lớp, nhiều nơi, điểm cầu trực tuyến: mỗi buổi một dòng, hoặc số buổi mà nguồn đếm.",
    )
    status: EventStatus = Field(
        EventStatus.AS_PLANNED,
        title="Tình trạng",
        description="postponed: hoãn; cancelled: hủy. Bình thường thì bỏ trống.",
    )
    organisers: OrganisationIds = Field([], title="Đơn vị tổ chức", description="Mã các cơ quan tổ chức.")
    partners: list[Partner] = Field(
        [], title="Đơn vị tham gia", description="Ai ký kết, phối hợp, dự, dự thi, hỗ trợ; cán bộ thì ghi ở people."
    )
    models: ModelIds = Field([], title="Mô hình", description="Mã các mô hình được nói đến, ra mắt, sơ kết…")
    themes: ThemeIds = Field([], title="Lĩnh vực", description="Mã các lĩnh vực.")
    slogans: list[Line] = Field(
        [], title="Chủ đề, khẩu hiệu", description="Chủ đề, khẩu hiệu của sự kiện, không để trong nháy."
    )
    summary: Passage_ | None = Field(None, title="Tóm tắt", description="Một, hai câu: việc gì, ở đâu, kết quả chính.")
    content: list[Passage_] = Field([], title="Nội dung", description="Diễn biến và nội dung chính, từng ý.")
    people: list[Person] = Field([], title="Cán bộ tham dự", description="Chỉ cán bộ có chức vụ, đang làm công vụ.")
    quotations: list[Quotation] = Field([], title="Phát biểu", description="Lời cán bộ có chức vụ nói tại sự kiện.")
    figures: list[Figure] = Field([], title="Số liệu", description="Con số mà nguồn nêu khi nói về sự kiện.")
    ratings: list[Rating] = Field(
        [], title="Xếp loại, công nhận", description="Bao nhiêu nơi, những nơi nào đạt mức nào, theo thang của nguồn."
    )
    awards: list[Award] = Field([], title="Khen thưởng", description="Ai tặng, hình thức gì, cho bao nhiêu.")
    prizes: list[Prize] = Field(
        [], title="Giải cuộc thi", description="Giải của hội thi, hội diễn; khen thưởng thì ghi ở awards."
    )
    documents: DocumentIds = Field([], title="Văn bản", description="Mã văn bản được nhắc tới.")
    disagreements: list[Disagreement] = Field(
        [], title="Các nguồn nêu khác nhau", description="Điều mà các nguồn nêu khác nhau."
    )
    note: Prose | None = Field(None, title="Ghi chú", description="Điều bạn đọc cần biết thêm.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.title

    @property
    def told_as(self) -> str:
        """What it is called wherever it is named: one that was put off or called off is never named without that."""
        return f"{self.status.label}: {self.title}" if self.status.label else self.title

    @property
    def when(self) -> str:
        """Its time and day as a reader sees them: `14 giờ 30, 19/8/2024 đến 20/8/2024`."""
        return moment(self.time, self.date, self.end)

    @property
    def all_units(self) -> list[str]:
        """Ids of the units that it takes place in, its own first, each once."""
        return list(dict.fromkeys([self.unit, *self.units, *(unit for one in self.sessions for unit in one.units)]))

    @property
    def is_online(self) -> bool:
        """Whether some take part over the net."""
        return any(session.online for session in self.sessions)

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that it can be on, or None when the year is not known."""
        return (self.end or self.date).last

    @property
    def said_on_its_days(self) -> str:
        """What is said of it on its first day and after, until its last is over; nothing where the days aren't known."""
        if not self.date.day or self.end and not self.end.day:
            return ""
        return "đang diễn ra" if self.end and self.end != self.date else "hôm nay"

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return not_before(end, "date", info.data.get("date"))
