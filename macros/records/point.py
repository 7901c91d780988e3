"""A place below the commune where something runs: a village, a street group, a parish, a school. It has no record of its own: no
boundary and no number in the state's lists, and it belongs to a unit of its day."""

from typing import ClassVar

from pydantic import Field

from macros.language.dates import PartialDate
from macros.records.base import OTHER, Count, Labelled, Line, OrganisationId, Statement, UnitId


class PointKind(Labelled):
    """The kinds of place below the commune. What people of a region call their village has no English name and keeps its own."""

    THON = "thon", "Thôn"
    BAN = "ban", "Bản"
    LANG = "lang", "Làng"
    AP = "ap", "Ấp"
    BUON = "buon", "Buôn"
    XOM = "xom", "Xóm"
    KHOM = "khom", "Khóm"
    SOC = "soc", "Sóc"
    KHU = "khu", "Khu"
    TIEU_KHU = "tieu_khu", "Tiểu khu"
    KHU_PHO = "khu_pho", "Khu phố"
    TO_DAN_PHO = "to_dan_pho", "Tổ dân phố"
    KHU_DAN_CU = "khu_dan_cu", "Khu dân cư"
    CUM_DAN_CU = "cum_dan_cu", "Cụm dân cư"
    APARTMENTS = "apartments", "Chung cư"
    LODGINGS = "lodgings", "Khu nhà trọ"
    INDUSTRIAL_PARK = "industrial_park", "Khu công nghiệp"
    PARISH = "parish", "Giáo xứ"
    SUB_PARISH = "sub_parish", "Giáo họ"
    PAGODA = "pagoda", "Chùa"
    SCHOOL = "school", "Trường"
    HOSPITAL = "hospital", "Bệnh viện"
    MARKET = "market", "Chợ"
    WHARF = "wharf", "Bến"
    PORT = "port", "Cảng"
    ROAD = "road", "Tuyến đường"
    LANE = "lane", "Ngõ"
    FIRM = "firm", "Công ty"
    OFFICE = "office", "Cơ quan"
    OTHER = "other", "Nơi khác"


class Point(Statement):
    """A site of application (điểm): one place where the model runs."""

    noun: ClassVar[str] = "điểm"
    table: ClassVar[str] = "points"

    unit: UnitId = Field(title="Địa bàn", description="Mã đơn vị có điểm này, đúng với thời điểm đó.")
    kind: PointKind | None = Field(
        None,
        title="Loại điểm",
        description="thon, ban, lang, ap, buon, xom, khom, soc, khu, tieu_khu, khu_pho, to_dan_pho, khu_dan_cu, cum_dan_cu; "
        "apartments: chung cư; lodgings: khu nhà trọ; industrial_park: khu công nghiệp; parish: giáo xứ; sub_parish: giáo họ; "
        "pagoda: chùa; school: trường; hospital: bệnh viện; market: chợ; wharf: bến; port: cảng; road: tuyến đường; lane: ngõ; "
        "firm: công ty; office: cơ quan; other: nơi khác.",
    )
    kind_name: Line | None = Field(
        None, title="Tên loại", description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Xóm chài; Trường mầm non."
    )
    name: Line | None = Field(
        None,
        title="Tên điểm",
        description="Tên thôn, khu phố, trường, bến… nếu có: Đoài; số 5. Không ghi số nhà, không ghi tên người.",
    )
    since: PartialDate | None = Field(None, title="Từ khi nào", description="Ngày, tháng hoặc năm bắt đầu.")
    organisation: OrganisationId | None = Field(
        None, title="Đơn vị phụ trách", description="Mã cơ quan phụ trách điểm."
    )
    teams: Count | None = Field(None, title="Số tổ", description="Số tổ tại điểm này.")
    note: Line | None = Field(None, title="Ghi chú", description="Không ghi vị trí camera, chốt, tuyến tuần tra.")

    @property
    def named(self) -> str:
        """The place as a reader sees it, its kind before its name: `Thôn Đoài`; empty where a source names none. A name that begins
        with a word of its kind says it already: `Tổ 5`, `Đường Trần Phú`."""
        kind = self.kind_name or (self.kind.label if self.kind and self.kind != OTHER else "")
        if not (kind and self.name):
            return self.name or kind
        return self.name if self.name.split()[0].casefold() in kind.casefold().split() else f"{kind} {self.name}"
