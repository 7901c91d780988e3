"""A legal document (văn bản): a law, decree, plan or programme."""

from typing import ClassVar

from pydantic import Field

from macros.language.dates import PartialDate, Period
from macros.records.base import WEB_PATTERN, Labelled, Line, Prose, Record, SourceIds
from macros.records.figure import Target


class DocumentKind(Labelled):
    """The kinds of legal document met so far."""

    LAW = "law", "Luật"
    RESOLUTION = "resolution", "Nghị quyết"
    DECREE = "decree", "Nghị định"
    CIRCULAR = "circular", "Thông tư"
    DECISION = "decision", "Quyết định"
    DIRECTIVE = "directive", "Chỉ thị"
    PLAN = "plan", "Kế hoạch"
    PROGRAMME = "programme", "Chương trình"
    SCHEME = "scheme", "Đề án"


class Document(Record):
    """Một văn bản: luật, nghị quyết, nghị định, kế hoạch, chương trình."""

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
        description="law, resolution, decree, circular, decision, directive, plan, programme hoặc scheme.",
    )
    issued: PartialDate | None = Field(None, title="Ngày ban hành", description="Ngày, tháng hoặc năm.")
    in_force: PartialDate | None = Field(None, title="Ngày có hiệu lực", description="Ngày, tháng hoặc năm.")
    period: Period | None = Field(
        None, title="Thời gian thực hiện", description="Của kế hoạch, chương trình: 2024; 2021/2025; 2024-05/2024-08."
    )
    issued_by: Line | None = Field(None, title="Cơ quan ban hành", description="Tên cơ quan, ví dụ: Chính phủ.")
    summary: Prose | None = Field(None, title="Nội dung", description="Văn bản quy định gì, bằng lời của mình.")
    targets: list[Target] = Field(
        [],
        title="Chỉ tiêu",
        description="Những con số mà kế hoạch, chương trình cần đạt; kết quả thì ghi ở bản ghi kết quả.",
    )
    url: Line | None = Field(None, title="Địa chỉ", description="Liên kết tới văn bản.", pattern=WEB_PATTERN)
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.title
