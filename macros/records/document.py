"""A document (văn bản): a law, decree, plan, programme, the regulations of a model, the conventions of a community."""

from typing import ClassVar

from pydantic import Field

from macros.language.dates import PartialDate, Period
from macros.records.base import (
    WEB_PATTERN,
    DocumentIds,
    Labelled,
    Line,
    OrganisationIds,
    Prose,
    SourceIds,
    UnitIds,
    called,
)
from macros.records.figure import Target
from macros.records.media import Papers
from macros.records.parts import Person
from macros.records.record import Record


class DocumentKind(Labelled):
    """The kinds of document: those of the law, those of Decree 30/2020/NĐ-CP that the movement uses, those of communities."""

    LAW = "law", "Luật"
    RESOLUTION = "resolution", "Nghị quyết"
    DECREE = "decree", "Nghị định"
    CIRCULAR = "circular", "Thông tư"
    DECISION = "decision", "Quyết định"
    DIRECTIVE = "directive", "Chỉ thị"
    PLAN = "plan", "Kế hoạch"
    PROGRAMME = "programme", "Chương trình"
    SCHEME = "scheme", "Đề án"
    ORDINANCE = "ordinance", "Pháp lệnh"
    REGULATION = "regulation", "Quy chế"
    RULES = "rules", "Quy định"
    CONCLUSION = "conclusion", "Kết luận"
    GUIDANCE = "guidance", "Hướng dẫn"
    LETTER = "letter", "Công văn"
    TELEGRAM = "telegram", "Công điện"
    NOTICE = "notice", "Thông báo"
    REPORT = "report", "Báo cáo"
    AGREEMENT = "agreement", "Thỏa thuận, giao ước"
    CONVENTION = "convention", "Quy ước, hương ước"
    OTHER = "other", "Văn bản khác"


class Document(Record):
    """Một văn bản: luật, nghị quyết, kế hoạch, quy chế, hướng dẫn, công văn, quy ước."""

    folder: ClassVar[str] = "documents"
    singular: ClassVar[str] = "document"
    noun: ClassVar[str] = "văn bản"
    section: ClassVar[str] = "Văn bản"
    asked_as: ClassVar[tuple[str, ...]] = ("van ban",)
    search_order: ClassVar[int] = 5
    address: ClassVar[str] = "van-ban"
    index: ClassVar[str] = "van-ban/index.md"

    title: Line = Field(title="Tên văn bản", description="Tên đầy đủ.")
    number: Line | None = Field(None, title="Số, ký hiệu", description="Ví dụ: 09/CTr-BCA-MTTW.")
    kind: DocumentKind = Field(
        title="Loại văn bản",
        description="law: luật; ordinance: pháp lệnh; resolution: nghị quyết; decree: nghị định; circular: thông tư; "
        "decision: quyết định; directive: chỉ thị; plan: kế hoạch; programme: chương trình; scheme: đề án; regulation: quy chế; "
        "rules: quy định; conclusion: kết luận; guidance: hướng dẫn; letter: công văn; telegram: công điện; notice: thông báo; "
        "report: báo cáo; agreement: thỏa thuận, giao ước; convention: quy ước, hương ước; other: loại khác.",
    )
    kind_name: Line | None = Field(
        None,
        title="Tên loại",
        description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Thư khen; Kế hoạch phối hợp.",
    )
    issued: PartialDate | None = Field(None, title="Ngày ban hành", description="Ngày, tháng hoặc năm.")
    in_force: PartialDate | None = Field(None, title="Ngày có hiệu lực", description="Ngày, tháng hoặc năm.")
    period: Period | None = Field(
        None, title="Thời gian thực hiện", description="Của kế hoạch, chương trình: 2024; 2021/2025; 2024-05/2024-08."
    )
    issued_by: Line | None = Field(
        None, title="Cơ quan ban hành", description="Tên cơ quan như trên văn bản, ví dụ: Chính phủ."
    )
    issuers: OrganisationIds = Field(
        [], title="Bản ghi của cơ quan ban hành", description="Mã các cơ quan ban hành, ký kết, nếu đã có bản ghi."
    )
    signed_by: list[Person] = Field(
        [], title="Người ký", description="Cán bộ ký văn bản, kèm chức vụ; không nêu tên người dân."
    )
    units: UnitIds = Field(
        [],
        title="Địa bàn",
        description="Mã các đơn vị mà văn bản áp dụng riêng, như tỉnh của kế hoạch; văn bản của cả nước thì bỏ trống.",
    )
    based_on: DocumentIds = Field([], title="Căn cứ", description="Mã các văn bản mà văn bản này căn cứ, thực hiện.")
    replaces: DocumentIds = Field([], title="Thay thế", description="Mã các văn bản hết hiệu lực vì văn bản này.")
    summary: Prose | None = Field(None, title="Nội dung", description="Văn bản quy định gì, bằng lời của mình.")
    targets: list[Target] = Field(
        [],
        title="Chỉ tiêu",
        description="Những con số mà kế hoạch, chương trình cần đạt; kết quả thì ghi ở bản ghi kết quả.",
    )
    url: Line | None = Field(None, title="Địa chỉ", description="Liên kết tới văn bản.", pattern=WEB_PATTERN)
    papers: Papers = Field([])
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.title

    @property
    def kind_shown(self) -> str:
        """What kind it is, as a reader sees it."""
        return called(self.kind, self.kind_name)
