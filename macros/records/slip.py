"""Word from the wards (tin từ cơ sở): where it is sent, and who sends it. A slip is written on the site's own page, and sent as
one file by whoever wrote it; nothing of it is on the site until an editor has put it there.
"""

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Labelled, Line, Part, UnitId


class SlipKind(Labelled):
    """What a slip can tell of: the folder of the records that are made of it."""

    EVENTS = "events", "Sự kiện"
    MODELS = "models", "Mô hình"


class Reception(Part):
    """Where the page for word from the wards has it sent."""

    noun: ClassVar[str] = "nơi nhận tin"

    office: Line = Field(
        title="Nơi nhận", description="Bộ phận nhận tin, ví dụ: Đội Xây dựng phong trào, Công an thành phố."
    )
    phone: Line | None = Field(
        None, title="Số Zalo", description="Số Zalo công khai của nơi nhận, không phải số riêng; để trong dấu nháy."
    )
    email: Line | None = Field(None, title="Thư điện tử", description="Thư điện tử công khai của nơi nhận.")
    kinds: list[SlipKind] = Field(
        list(SlipKind),
        title="Nhận tin về",
        description="events: sự kiện; models: mô hình. Không ghi là cả hai.",
        min_length=1,
    )

    @model_validator(mode="after")
    def _can_be_reached(self) -> "Reception":
        if not (self.phone or self.email):
            raise PydanticCustomError("reception", "chưa nói gửi tới đâu. Ghi số Zalo (phone) hoặc thư điện tử (email)")
        return self


class Sender(Part):
    """Who sends a slip: an office, and what the person does there. No name: the office is known, and answers for it."""

    noun: ClassVar[str] = "người gửi"

    unit: UnitId = Field(title="Phường, xã, đặc khu", description="Nơi gửi tin.")
    office: Line = Field(title="Cơ quan, đoàn thể, tổ", description="Công an phường, Mặt trận, tổ dân phố số mấy…")
    role: Line = Field(title="Chức vụ, việc đang làm", description="Cán bộ phụ trách phong trào, tổ trưởng…")
    phone: Line | None = Field(
        None, title="Điện thoại để hỏi lại", description="Không bắt buộc. Chỉ nơi nhận thấy, không đăng."
    )
