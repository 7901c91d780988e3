"""An organisation (cơ quan, đoàn thể): police, committees, unions, schools, hospitals, firms."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import Labelled, Line, OrganisationId, Record, SourceIds, UnitId
from macros.records.parts import Contact, Passage_


class OrganisationKind(Labelled):
    """The kinds of organisation met so far."""

    POLICE = "police", "Công an"
    GOVERNMENT = "government", "Ủy ban nhân dân"
    PARTY = "party", "Cơ quan Đảng"
    STEERING = "steering_committee", "Ban Chỉ đạo"
    FRONT = "fatherland_front", "Mặt trận Tổ quốc"
    UNION = "mass_organisation", "Đoàn thể"
    SCHOOL = "school", "Trường học"
    HOSPITAL = "hospital", "Bệnh viện"
    FIRM = "firm", "Doanh nghiệp"
    OTHER = "other", "Cơ quan khác"


class Organisation(Record):
    """Một cơ quan, đoàn thể, trường học, bệnh viện, doanh nghiệp."""

    folder: ClassVar[str] = "organisations"
    singular: ClassVar[str] = "organisation"
    noun: ClassVar[str] = "cơ quan, đoàn thể"
    section: ClassVar[str] = "Cơ quan, đoàn thể"
    asked_as: ClassVar[tuple[str, ...]] = ("co quan",)
    search_order: ClassVar[int] = 4
    address: ClassVar[str] = "co-quan"
    index: ClassVar[str] = "co-quan/index.md"

    name: Line = Field(title="Tên", description="Tên đầy đủ kèm địa bàn: Công an quận Lê Chân.")
    kind: OrganisationKind = Field(
        title="Loại",
        description="police, government, party, steering_committee, fatherland_front, mass_organisation, school, hospital, "
        "firm hoặc other.",
    )
    other_names: list[Line] = Field([], title="Tên khác", description="Tên tắt, cách ghi khác.")
    unit: UnitId | None = Field(None, title="Địa bàn", description="Mã đơn vị hành chính của cơ quan.")
    parent: OrganisationId | None = Field(None, title="Cơ quan cấp trên", description="Mã cơ quan cấp trên.")
    facts: list[Passage_] = Field([], title="Điều cần biết", description="Mỗi ý một nguồn.")
    contact: Contact | None = Field(None, title="Liên hệ", description="Liên hệ công khai của cơ quan.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.name
