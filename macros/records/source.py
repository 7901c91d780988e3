"""A source (nguồn): an article or a document that statements rest on."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from macros.language.dates import PartialDate, not_before
from macros.records.base import WEB_PATTERN, Flag, Labelled, Line, called
from macros.records.record import Record


class SourceKind(Labelled):
    """What kind of thing a statement rests on; a plan is a draft, not law."""

    ARTICLE = "article", "Bài báo"
    LAW_TEXT = "law_text", "Toàn văn văn bản"
    STATISTICS = "statistics", "Danh mục, thống kê nhà nước"
    OFFICIAL_PAGE = "official_page", "Trang của cơ quan nhà nước"
    REPORT = "report", "Báo cáo"
    DATASET = "dataset", "Bộ dữ liệu"
    ENCYCLOPEDIA = "encyclopedia", "Bách khoa toàn thư"
    PLAN = "plan", "Phương án, đề án"
    BROADCAST = "broadcast", "Phát thanh, truyền hình"
    BOOK = "book", "Sách, kỷ yếu"
    OTHER = "other", "Nguồn khác"


_PUBLISHED_BY = {
    SourceKind.LAW_TEXT: "Cơ quan ban hành",
    SourceKind.PLAN: "Cơ quan ban hành",
    SourceKind.STATISTICS: "Cơ quan công bố",
}
_PUBLISHED_ON = {
    SourceKind.LAW_TEXT: "Ngày ban hành",
    SourceKind.PLAN: "Ngày ban hành",
    SourceKind.STATISTICS: "Ngày công bố",
}


class Source(Record):
    """Một bài báo, văn bản, bộ dữ liệu mà các điều trên trang dựa vào."""

    folder: ClassVar[str] = "sources"
    singular: ClassVar[str] = "source"
    noun: ClassVar[str] = "nguồn"
    section: ClassVar[str] = "Nguồn"
    search_order: ClassVar[int] = 6
    address: ClassVar[str] = "nguon"
    index: ClassVar[str] = "nguon/index.md"

    title: Line = Field(title="Tên", description="Tên bài như đã đăng; không có tên thì mô tả ngắn.")
    kind: SourceKind = Field(
        title="Loại nguồn",
        description="article, law_text, statistics, official_page, report, dataset, encyclopedia, plan, broadcast: phát thanh, truyền hình; "
        "book: sách, kỷ yếu; other: loại khác.",
    )
    kind_name: Line | None = Field(
        None,
        title="Tên loại",
        description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Tờ rơi; Bảng tin của phường.",
    )
    untitled: Flag = Field(
        False, title="Không có tên gốc", description="true khi title là mô tả của trang thông tin này."
    )
    publisher: Line | None = Field(None, title="Nơi đăng", description="Báo, cổng thông tin, cơ quan ban hành.")
    published: PartialDate | None = Field(None, title="Ngày đăng", description="Ngày, tháng hoặc năm đăng.")
    url: Line | None = Field(
        None, title="Địa chỉ", description="Liên kết tới bài, bắt đầu bằng https://.", pattern=WEB_PATTERN
    )
    found: Line | None = Field(
        None,
        title="Tìm ở đâu",
        description="Nơi đọc được nguồn khi không có địa chỉ: kho, bản chép, bản lưu.",
    )
    accessed: PartialDate | None = Field(None, title="Ngày đọc", description="Ngày đọc bài trên mạng.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết về nguồn này.")

    @field_validator("accessed")
    @classmethod
    def _is_read_after_it_was_published(cls, accessed: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return not_before(accessed, "published", info.data.get("published"))

    @property
    def heading(self) -> str:
        return self.title

    @property
    def kind_shown(self) -> str:
        """What kind it is, as a reader sees it."""
        return called(self.kind, self.kind_name)

    @property
    def is_map_data(self) -> bool:
        """Whether it tells of borders and units only, apart from what tells of the movement."""
        return self.kind is SourceKind.DATASET

    @property
    def published_by(self) -> str:
        """What its page calls the publisher: law is issued, not put up somewhere."""
        return _PUBLISHED_BY.get(self.kind, "Nơi đăng")

    @property
    def published_on(self) -> str:
        """What its page calls the day when it was published."""
        return _PUBLISHED_ON.get(self.kind, "Ngày đăng")


def newest_published_first(sources: Iterable[Source]) -> list[Source]:
    """Sources by the date they were published; those without one come last."""
    return sorted(sources, key=lambda source: source.published or PartialDate(None), reverse=True)
