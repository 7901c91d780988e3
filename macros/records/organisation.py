"""An organisation (cơ quan, đoàn thể): police, border posts, committees, unions, schools, hospitals, firms, parishes, clans."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import Labelled, Line, OrganisationId, SourceIds, UnitId, called
from macros.records.figure import Figure
from macros.records.media import Illustrated
from macros.records.parts import Contact, Passage_, SearchedAs
from macros.records.record import Record


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
    COOPERATIVE = "cooperative", "Hợp tác xã"
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    DEPARTMENT = "department", "Sở, phòng, ban chuyên môn"
    COUNCIL = "people_council", "Hội đồng nhân dân"
    JUDICIARY = "judiciary", "Tòa án, Viện kiểm sát"
    BORDER_GUARD = "border_guard", "Bộ đội Biên phòng"
    MILITARY = "military", "Quân đội"
    SECURITY_TEAM = "security_team", "Tổ bảo vệ an ninh, trật tự"
    RESIDENTS = "residents", "Thôn, tổ dân phố"
    PARISH = "parish", "Giáo xứ, giáo họ"
    RELIGIOUS = "religious_body", "Tổ chức, cơ sở tôn giáo"
    CLAN = "clan", "Dòng họ"
    PRESS = "press", "Báo, đài"
    OTHER = "other", "Cơ quan khác"


class Organisation(Record, Illustrated):
    """Một cơ quan, đoàn thể, đơn vị lực lượng vũ trang, trường học, bệnh viện, doanh nghiệp, giáo xứ, dòng họ."""

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
        "firm, cooperative: hợp tác xã; ministry: bộ, cơ quan ngang bộ; department: sở, phòng, ban; people_council: Hội đồng nhân dân; "
        "judiciary: tòa án, viện kiểm sát; border_guard: đồn biên phòng, Bộ đội Biên phòng; military: quân đội; security_team: tổ bảo vệ "
        "an ninh, trật tự; residents: thôn, tổ dân phố; parish: giáo xứ; religious_body: tổ chức tôn giáo khác; clan: dòng họ; "
        "press: báo, đài; other: loại khác.",
    )
    kind_name: Line | None = Field(
        None,
        title="Tên loại",
        description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Quỹ xã hội; Đồn biên phòng.",
    )
    other_names: list[Line] = Field([], title="Tên khác", description="Tên tắt, cách ghi khác mà nguồn dùng.")
    searched_as: SearchedAs = Field([])
    unit: UnitId | None = Field(None, title="Địa bàn", description="Mã đơn vị hành chính của cơ quan.")
    parent: OrganisationId | None = Field(None, title="Cơ quan cấp trên", description="Mã cơ quan cấp trên.")
    facts: list[Passage_] = Field([], title="Điều cần biết", description="Mỗi ý một nguồn.")
    figures: list[Figure] = Field(
        [], title="Số liệu", description="Con số về cơ quan: km đường biên đồn quản lý, số hộ của giáo xứ."
    )
    contact: Contact | None = Field(None, title="Liên hệ", description="Liên hệ công khai của cơ quan.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.name

    @property
    def kind_shown(self) -> str:
        """What kind it is, as a reader sees it."""
        return called(self.kind, self.kind_name)
