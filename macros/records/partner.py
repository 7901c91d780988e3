"""Who takes part in a model or an event, as what, and what each brings."""

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Labelled, Line, OrganisationId, Statement, UnitId, called


class Role(Labelled):
    """As what somebody takes part."""

    TAKES_PART = "takes_part", "Tham gia"
    CO_ORGANISER = "co_organiser", "Phối hợp tổ chức"
    SIGNATORY = "signatory", "Ký kết, ký giao ước"
    GUEST = "guest", "Khách mời, đại biểu"
    COMPETITOR = "competitor", "Dự thi"
    SUPPORTER = "supporter", "Tài trợ, hỗ trợ"
    OTHER = "other", "Vai trò khác"


class Partner(Statement):
    """Who takes part, as what, and what each brings."""

    noun: ClassVar[str] = "đơn vị tham gia"
    table: ClassVar[str] = "partners"

    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan, nếu đã có bản ghi.")
    unit: UnitId | None = Field(None, title="Địa bàn", description="Mã đơn vị hành chính, khi cả địa bàn tham gia.")
    name: Line | None = Field(
        None, title="Tên", description="Tên gọi, khi chưa có bản ghi; không nêu tên người dân. Cán bộ thì ghi ở people."
    )
    role: Role = Field(
        Role.TAKES_PART,
        title="Vai trò",
        description="takes_part: tham gia, bỏ được; co_organiser: phối hợp tổ chức; signatory: ký kết, ký giao ước; guest: khách mời; "
        "competitor: dự thi; supporter: tài trợ, hỗ trợ; other: vai trò khác.",
    )
    role_name: Line | None = Field(
        None, title="Tên vai trò", description="Vai trò gì, khi role là other hoặc cần nói rõ hơn: Chứng kiến ký kết."
    )
    brings: Line | None = Field(None, title="Đóng góp", description="Làm gì, góp gì.")

    @model_validator(mode="after")
    def _is_somebody(self) -> "Partner":
        if not (self.organisation or self.unit or self.name):
            raise PydanticCustomError("no_name", "chưa nói đơn vị nào. Điền organisation, unit hoặc name")
        return self

    @property
    def taking_part_as(self) -> str:
        """The role as a reader sees it."""
        return called(self.role, self.role_name)

    def said_of(self, folder: str, record_id: str) -> str:
        """As what the unit or organisation takes part."""
        if (folder, record_id) not in (("units", self.unit), ("organisations", self.organisation)):
            return ""
        return ": ".join(filter(None, (self.taking_part_as, self.brings)))
