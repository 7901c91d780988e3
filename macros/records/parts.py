"""Parts that records of several kinds share: passages, awards, people in office, disagreements, contacts."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from macros.language.dates import PartialDate, Period
from macros.language.numbers import shown_number
from macros.records.amount import (
    EXACTNESS,
    Precision,
    Tally,
)
from macros.records.base import (
    WEB_PATTERN,
    Count,
    Labelled,
    Line,
    OrganisationId,
    OrganisationIds,
    Part,
    Prose,
    Short,
    SourceIds,
    Statement,
    UnitIds,
)


class Passage(Statement):
    """A stretch of text with its source."""

    noun: ClassVar[str] = "đoạn văn"
    table: ClassVar[str] = "passages"

    text: Prose = Field(title="Nội dung", description="Viết bằng lời của mình; được dùng **đậm**, danh sách, liên kết.")


Passage_ = Annotated[
    Passage, BeforeValidator(lambda value: {"text": value} if isinstance(value, str) else value), Short("text")
]
"""A passage; in a file it may be just its text."""

SearchedAs = Annotated[
    list[Line],
    Field(
        title="Từ để tìm",
        description="Chữ người đọc hay gõ: từ đồng nghĩa, lời hằng ngày, chữ viết tắt khác. Chỉ để tìm thấy, không hiện trên trang.",
    ),
]
"""Words by which readers ask for a record, which no page shows."""


class Level(Labelled):
    """The level that recognised or awarded."""

    WARD = "ward", "cấp phường, xã"
    DISTRICT = "district", "cấp quận, huyện"
    CITY = "city", "cấp tỉnh, thành phố"
    MINISTRY = "ministry", "cấp bộ"
    STATE = "state", "cấp Nhà nước"
    OTHER = "other", "cấp khác"


def differ(sources: Iterable[Iterable[str]]) -> str:
    """How to say that statements with these sources differ: what one source, or several alike, tells unclearly differs from
    nothing."""
    return "Các nguồn nêu khác nhau" if len({frozenset(each) for each in sources}) > 1 else "Nguồn ghi chưa rõ"


class Award(Statement):
    """Who gave which form of award to how many collectives and individuals, and what for."""

    noun: ClassVar[str] = "khen thưởng"
    table: ClassVar[str] = "awards"

    by: Line = Field(
        title="Cơ quan, người khen thưởng", description="Cơ quan hoặc chức vụ tặng, ví dụ: Chủ tịch UBND quận Lê Chân."
    )
    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan của người khen thưởng.")
    level: Level | None = Field(
        None, title="Cấp khen", description="ward, district, city, ministry hoặc state (Nhà nước)."
    )
    form: Line = Field(title="Hình thức", description="giấy khen, bằng khen, cờ thi đua, huân chương, biểu dương…")
    grade: Line | None = Field(None, title="Hạng", description="Hạng của huân chương, huy chương: hạng Nhì.")
    collectives: Tally | None = Field(None, title="Tập thể", description="Số tập thể được khen.")
    individuals: Tally | None = Field(None, title="Cá nhân", description="Số cá nhân được khen.")
    recipients: Tally | None = Field(
        None, title="Tổng số", description="Chỉ dùng khi nguồn không tách tập thể và cá nhân."
    )
    precision: Precision = Field(Precision.EXACT, title="Mức chính xác", description=EXACTNESS)
    individuals_precision: Precision | None = Field(
        None,
        title="Mức chính xác của số cá nhân",
        description="Chỉ khi khác số tập thể: 'gần 20 tập thể, 35 cá nhân' là precision: under và ở đây exact.",
    )
    to_units: UnitIds = Field([], title="Địa bàn được khen", description="Mã các phường, xã, quận, huyện được khen.")
    to_organisations: OrganisationIds = Field(
        [], title="Cơ quan được khen", description="Mã các cơ quan, đơn vị, trường học được khen."
    )
    other_recipients: list[Line] = Field(
        [], title="Tập thể khác được khen", description="Tên tập thể chưa có bản ghi; không nêu tên người dân."
    )
    period: Period | None = Field(None, title="Thời gian", description="Năm hoặc ngày khen.")
    reason: Line | None = Field(None, title="Thành tích", description="Khen về việc gì.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng.")

    @property
    def shown(self) -> str:
        """As a reader sees it: `16 tập thể, 18 cá nhân`, `gần 180 tập thể, 20 cá nhân`."""
        own = self.individuals_precision or self.precision
        counts = [(self.collectives, "tập thể", self.precision), (self.individuals, "cá nhân", own),
                  (self.recipients, "tập thể, cá nhân", self.precision)]  # fmt: skip
        return ", ".join(p.of_number(f"{shown_number(n)} {what}") for n, what, p in counts if n is not None)

    @property
    def form_and_grade(self) -> str:
        """`Huân chương Bảo vệ Tổ quốc hạng Nhì`."""
        return f"{self.form} {self.grade}" if self.grade else self.form

    def said_of(self, folder: str, record_id: str) -> str:
        """The award that the unit or organisation got."""
        when = f", {self.period.shown}" if self.period else ""
        got = record_id in (self.to_units if folder == "units" else self.to_organisations)
        return f"{self.by} tặng {self.form_and_grade}{when}" if got else ""


class Prize(Statement):
    """A prize of a contest, which is no award of the state: teams and places that won, never private people."""

    noun: ClassVar[str] = "giải của cuộc thi"
    table: ClassVar[str] = "prizes"

    prize: Line = Field(title="Giải", description="giải Nhất; giải Nhì toàn đoàn; giải phong trào.")
    contest: Line | None = Field(
        None, title="Cuộc thi, phần thi", description="Khi sự kiện có nhiều cuộc thi hay phần thi."
    )
    count: Count | None = Field(None, title="Số giải", description="Có bao nhiêu giải như vậy.")
    to_units: UnitIds = Field([], title="Địa bàn đoạt giải", description="Mã các phường, xã, quận, huyện.")
    to_organisations: OrganisationIds = Field([], title="Cơ quan đoạt giải", description="Mã các cơ quan, trường học.")
    other_recipients: list[Line] = Field(
        [], title="Đội khác đoạt giải", description="Tên đội, tập thể chưa có bản ghi; không nêu tên người dân."
    )
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng.")

    def said_of(self, folder: str, record_id: str) -> str:
        """The prize that the unit or organisation won."""
        won = record_id in (self.to_units if folder == "units" else self.to_organisations)
        return ", ".join(filter(None, (self.prize, self.contest))) if won else ""


class Person(Statement):
    """An official acting in office. Nobody else is ever named (Law 91/2025/QH15)."""

    noun: ClassVar[str] = "cán bộ"
    table: ClassVar[str] = "people"

    name: Line = Field(title="Họ tên", description="Chỉ cán bộ đang làm công vụ; không nêu tên người dân.")
    rank: Line | None = Field(
        None, title="Cấp bậc", description="Cấp bậc hàm, học hàm, học vị, đứng trước tên: Thượng tá; Tiến sĩ."
    )
    office: Line = Field(title="Chức vụ", description="Chức vụ khi ấy, ví dụ: Chủ tịch UBND quận Lê Chân.")
    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan của người ấy.")
    role: Line | None = Field(None, title="Vai trò", description="Làm gì ở việc này: dự, phát biểu, tặng giấy khen…")

    @property
    def named(self) -> str:
        """The name as it is told, behind the rank: `Thượng tá Nguyễn Văn Mẫu`."""
        return f"{self.rank} {self.name}" if self.rank else self.name


class Quotation(Person):
    """Words of an official in office, as the source prints them; of nobody else."""

    noun: ClassVar[str] = "lời phát biểu"
    table: ClassVar[str] = "quotations"

    text: Line = Field(
        title="Nguyên văn", description="Đúng lời nguồn in, không kèm dấu nháy; chỉ lời cán bộ đang làm công vụ."
    )
    date: PartialDate | None = Field(
        None, title="Ngày", description="Nói vào ngày nào, nếu không phải ngày của bản ghi."
    )


class Account(Part):
    """What one source says on a matter on which sources differ."""

    noun: ClassVar[str] = "cách nói của một nguồn"
    table: ClassVar[str] = "accounts"

    says: Line = Field(title="Nói rằng", description="Nguồn này nói gì, bằng lời của mình.")
    source: SourceIds = Field(title="Nguồn", description="Mã nguồn.", min_length=1)


class Disagreement(Part):
    """A matter on which sources, or parts of one source, differ; all of them are shown, and none is corrected."""

    noun: ClassVar[str] = "điều các nguồn nêu khác nhau"
    table: ClassVar[str] = "disagreements"

    about: Line = Field(title="Về việc", description="Điều được nêu khác nhau, hoặc ghi chưa rõ.")
    accounts: list[Account] = Field(title="Các cách nói", description="Mỗi nguồn nói gì.", min_length=1)
    comment: Prose | None = Field(None, title="Nhận xét", description="Vì sao chưa rõ; không đoán ai đúng.")

    @property
    def title(self) -> str:
        """What stands above it."""
        return differ(account.source for account in self.accounts)


class Contact(Part):
    """Whom to ask: always an office, never a private person's number or address."""

    noun: ClassVar[str] = "liên hệ"

    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan để hỏi.")
    office: Line | None = Field(None, title="Bộ phận", description="Bộ phận hoặc chức vụ phụ trách.")
    phone: Line | None = Field(
        None, title="Điện thoại cơ quan", description="Số công khai của cơ quan, không phải số riêng."
    )
    hotlines: list[Line] = Field(
        [],
        title="Đường dây nóng",
        description="Số cơ quan công bố để dân báo tin, kèm giờ trực nếu có: 0225.xxx (trực ban).",
    )
    email: Line | None = Field(None, title="Thư điện tử cơ quan", description="Địa chỉ công khai của cơ quan.")
    url: Line | None = Field(
        None, title="Trang web", description="Trang chính thức, bắt đầu bằng https://.", pattern=WEB_PATTERN
    )
