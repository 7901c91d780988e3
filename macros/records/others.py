"""The smaller kinds: organisations, sources, legal documents, yearly results, and the words that records share."""

from typing import ClassVar

from pydantic import Field

from macros.dates import PartialDate
from macros.records.base import DocumentId, Line, OrganisationId, Prose, Record, SourceIds, UnitId
from macros.records.parts import Award, Contact, Disagreement, Figure, Integer, Labelled, Passage_


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
    noun: ClassVar[str] = "cơ quan, đoàn thể"
    address: ClassVar[str] = "co-quan"

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


class Source(Record):
    """Một bài báo, văn bản, bộ dữ liệu mà các điều trên trang dựa vào."""

    folder: ClassVar[str] = "sources"
    noun: ClassVar[str] = "nguồn"
    address: ClassVar[str] = "nguon"

    title: Line = Field(title="Tên", description="Tên bài như đã đăng; không có tên thì mô tả ngắn.")
    kind: SourceKind = Field(
        title="Loại nguồn",
        description="article, law_text, statistics, official_page, report, dataset, encyclopedia hoặc plan.",
    )
    untitled: bool = Field(False, title="Không có tên gốc", description="true khi title là mô tả của trang này.")
    publisher: Line | None = Field(None, title="Nơi đăng", description="Báo, cổng thông tin, cơ quan ban hành.")
    published: PartialDate | None = Field(None, title="Ngày đăng", description="Ngày, tháng hoặc năm đăng.")
    url: Line | None = Field(
        None, title="Địa chỉ", description="Liên kết tới bài, bắt đầu bằng https://.", pattern=r"^https?://\S+$"
    )
    accessed: PartialDate | None = Field(None, title="Ngày đọc", description="Ngày đọc bài trên mạng.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết về nguồn này.")

    @property
    def heading(self) -> str:
        return self.title


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
    noun: ClassVar[str] = "văn bản"
    address: ClassVar[str] = "van-ban"

    title: Line = Field(title="Tên văn bản", description="Tên đầy đủ.")
    number: Line | None = Field(None, title="Số, ký hiệu", description="Ví dụ: 09/CTr-BCA-MTTW.")
    kind: DocumentKind = Field(
        title="Loại văn bản",
        description="law, resolution, decree, circular, decision, directive, plan, programme hoặc scheme.",
    )
    issued: PartialDate | None = Field(None, title="Ngày ban hành", description="Ngày, tháng hoặc năm.")
    in_force: PartialDate | None = Field(None, title="Ngày có hiệu lực", description="Ngày, tháng hoặc năm.")
    issued_by: Line | None = Field(None, title="Nơi ban hành", description="Cơ quan ban hành.")
    summary: Prose | None = Field(None, title="Nội dung", description="Văn bản quy định gì, bằng lời của mình.")
    url: Line | None = Field(None, title="Địa chỉ", description="Liên kết tới văn bản.", pattern=r"^https?://\S+$")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.title


class Result(Record):
    """Kết quả phong trào của một đơn vị trong một năm."""

    folder: ClassVar[str] = "results"
    noun: ClassVar[str] = "kết quả năm"

    unit: UnitId = Field(title="Địa bàn", description="Mã đơn vị.")
    year: Integer = Field(title="Năm", description="Năm của kết quả.", ge=1945, le=2100)
    summary: Passage_ | None = Field(None, title="Tóm tắt", description="Nét chính trong năm.")
    content: list[Passage_] = Field([], title="Nội dung", description="Từng việc đã làm, mỗi ý một nguồn.")
    figures: list[Figure] = Field([], title="Số liệu", description="Các con số của năm.")
    awards: list[Award] = Field([], title="Khen thưởng", description="Ai tặng, hình thức gì, cho bao nhiêu.")
    documents: list[DocumentId] = Field([], title="Văn bản", description="Mã văn bản được nhắc tới.")
    disagreements: list[Disagreement] = Field(
        [], title="Nguồn khác nhau", description="Điều mà các nguồn nói khác nhau."
    )
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return f"Kết quả năm {self.year}"


class Theme(Record):
    """Một lĩnh vực của phong trào."""

    folder: ClassVar[str] = "themes"
    noun: ClassVar[str] = "lĩnh vực"
    address: ClassVar[str] = "linh-vuc"

    name: Line = Field(title="Tên lĩnh vực", description="Ngắn gọn: Phòng cháy chữa cháy.")
    other_names: list[Line] = Field([], title="Tên khác", description="Từ khác mà người đọc hay dùng.")
    summary: Prose | None = Field(None, title="Mô tả", description="Lĩnh vực gồm những việc gì.")

    @property
    def heading(self) -> str:
        return self.name


class EventKind(Record):
    """Một loại sự kiện."""

    folder: ClassVar[str] = "event-kinds"
    noun: ClassVar[str] = "loại sự kiện"

    name: Line = Field(title="Tên loại", description="Ngắn gọn: Hội nghị tổng kết.")

    @property
    def heading(self) -> str:
        return self.name


class Term(Record):
    """Một chữ viết tắt hoặc thuật ngữ."""

    folder: ClassVar[str] = "terms"
    noun: ClassVar[str] = "thuật ngữ"

    name: Line = Field(title="Thuật ngữ", description="Từ hoặc cụm từ đầy đủ: an ninh trật tự.")
    abbreviation: Line | None = Field(None, title="Viết tắt", description="Chữ viết tắt: ANTT.")
    meaning: Prose | None = Field(None, title="Giải thích", description="Nghĩa là gì, bằng lời dễ hiểu.")
    sources: SourceIds = Field([], title="Nguồn", description="Mã các nguồn của lời giải thích.")

    @property
    def heading(self) -> str:
        return self.name
