"""A place below the commune: a village, a street group, a parish, a school, a street. It has no record of its own: no boundary and no
number in the state's lists, and it belongs to a unit of its day. Where a model runs it is a point of the model, else it stands in the unit."""

import re
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
    STREET = "street", "Phố"
    LANE = "lane", "Ngõ"
    FIRM = "firm", "Công ty"
    OFFICE = "office", "Cơ quan"
    OTHER = "other", "Nơi khác"


STREETS = (PointKind.ROAD, PointKind.STREET)
"""What may run through several units, so that one name is one place."""

_WAYS = (*STREETS, PointKind.LANE)
_WAY = re.compile(r"(?:đường|phố|đại lộ|quốc lộ|tỉnh lộ|hương lộ|ngõ|ngách|hẻm|kiệt) ", re.IGNORECASE)


def _called(kind: PointKind | None, kind_name: str | None, name: str | None) -> str:
    told = kind_name or (kind.label if kind and kind != OTHER else "")
    if not (told and name):
        return name or told
    says_it = name.split()[0].casefold() in told.casefold().split() or (kind in _WAYS and _WAY.match(name))
    return name if says_it else f"{told} {name}"


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
        "pagoda: chùa; school: trường; hospital: bệnh viện; market: chợ; wharf: bến; port: cảng; road: tuyến đường; street: phố; lane: ngõ; "
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
        return _called(self.kind, self.kind_name, self.name)


class Place(Statement):
    """A place that a source puts in a unit, so that readers who know its name find the unit: a street, a building, a housing estate."""

    noun: ClassVar[str] = "nơi trong địa bàn"
    table: ClassVar[str] = "unit-places"

    name: Line = Field(
        title="Tên nơi",
        description="Tên đường, phố, khu, công trình: Đường Hoa; Chợ Ga. Không ghi số nhà, không ghi tên người ở đó.",
    )
    kind: PointKind | None = Field(
        None,
        title="Loại nơi",
        description="Như loại điểm của mô hình: road: tuyến đường; street: phố; apartments: chung cư…",
    )
    kind_name: Line | None = Field(
        None, title="Tên loại nơi", description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Đại lộ; Sân vận động."
    )

    @property
    def named(self) -> str:
        """As of a point of a model."""
        return _called(self.kind, self.kind_name, self.name)
