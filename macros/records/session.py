"""The sessions, classes and places of one event: each by itself, or as many as a source counts together."""

from typing import ClassVar

from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, TimeOfDay, not_before
from macros.records.amount import Amount
from macros.records.base import Flag, Line, Statement, UnitIds


def moment(time: TimeOfDay | None, date: PartialDate | None, end: PartialDate | None) -> str:
    """A time and a day as a reader sees them: `14 giờ 30, 19/8/2024 đến 20/8/2024`."""
    days = " đến ".join(day.shown for day in (date, end) if day)
    return ", ".join(told for told in (time.shown if time else "", days) if told)


class Sitting(BaseModel):
    """When and where a session is; written before its number."""

    name: Line | None = Field(None, title="Tên", description="Lớp thứ nhất; điểm cầu chính; cụm số 2; lễ trao giải.")
    date: PartialDate | None = Field(None, title="Ngày", description="Khi khác ngày của sự kiện.")
    end: PartialDate | None = Field(None, title="Ngày kết thúc", description="Khi kéo dài nhiều ngày.")
    time: TimeOfDay | None = Field(None, title="Giờ", description="14:30, hoặc sáng, trưa, chiều, tối.")
    units: UnitIds = Field(
        [],
        title="Địa bàn",
        description="Mã các đơn vị nơi diễn ra, khi khác địa bàn của sự kiện, đúng với thời điểm đó.",
    )
    place: Line | None = Field(None, title="Địa điểm", description="Hội trường, nhà văn hóa thôn… nơi công cộng.")
    online: Flag = Field(False, title="Trực tuyến", description="true khi nối mạng tới, không dự tại chỗ.")


class Session(Amount, Sitting, Statement):
    """A session, a class, a place of an event, or several of a kind: `9 trong 23 lớp`, `64 điểm cầu`."""

    noun: ClassVar[str] = "buổi, lớp, điểm của sự kiện"
    table: ClassVar[str] = "sessions"

    measure: Line | None = Field(None, title="Đơn vị tính", description="lớp, buổi, điểm cầu; khi ghi số ở value.")
    note: Line | None = Field(None, title="Ghi chú", description="Cho ai, về việc gì; điều cần biết thêm.")

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return not_before(end, "date", info.data.get("date"))

    @model_validator(mode="after")
    def _tells_something(self) -> "Session":
        if not (self.name or self.units or self.place or self.date or self.shown):
            raise PydanticCustomError("no_name", "buổi này chưa nói gì. Điền name, value, date, units hoặc place")
        return self

    @property
    def shown(self) -> str:
        """How many there are, as a reader sees it: `9 trong 23 lớp`; empty for a single one."""
        return self.told(self.measure)

    @property
    def when(self) -> str:
        """Its time and day as a reader sees them."""
        return moment(self.time, self.date, self.end)
