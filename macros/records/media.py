"""Pictures, films and papers (ảnh, phim, tài liệu) of a record: which file or address, who made it, and who may be seen in it.

The files lie in `data/media/`, and are named by their path below it. Law 91/2025/QH15: whoever can be recognised has agreed, and
silence is none; of a child of 7 and over the child and the guardian; what they said is for staff alone.
"""

import re
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate
from macros.records.base import (
    HOST_PATTERN,
    Accepts,
    FieldType,
    Flag,
    Internal,
    Labelled,
    Line,
    OrganisationId,
    Part,
    SourceIds,
    called,
)

FOLDER = "media"
"""Where the files lie, below the data folder."""

_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
FILE_PATTERN = rf"^({_NAME}/)*{_NAME}\.[a-z0-9]{{2,5}}$"
_LONGEST = 120  # characters of a path below the folder
_FILE = (StringConstraints(pattern=FILE_PATTERN, max_length=_LONGEST), FieldType.FILE)

PictureFile = Annotated[str, *_FILE, Accepts("picture")]
FilmFile = Annotated[str, *_FILE, Accepts("film")]
PaperFile = Annotated[str, *_FILE, Accepts("paper")]


class People(Labelled):
    """Who can be recognised, and on what ground they may be shown."""

    NOBODY = "nobody", "Không nhận ra được ai"
    IN_OFFICE = "in_office", "Chỉ nhận ra cán bộ đang làm công vụ"
    IN_PUBLIC = "in_public", "Người dự hoạt động công khai, không chụp riêng ai"
    AGREED = "agreed", "Có người dân nhận ra được, đã đồng ý cho đăng"
    CHILDREN = "children", "Có trẻ em từ 7 tuổi nhận ra được, trẻ và người giám hộ đã đồng ý"
    SMALL_CHILDREN = "small_children", "Có trẻ em dưới 7 tuổi nhận ra được, người giám hộ đã đồng ý"


_PEOPLE = (
    "nobody: không nhận ra được ai; in_office: chỉ cán bộ đang làm công vụ; in_public: người dự lễ, hội nghị, ngày hội công khai, không chụp "
    "riêng ai, không có trẻ em; agreed: người dân nhận ra được và đã đồng ý; children: có trẻ em từ 7 tuổi; small_children: có trẻ em dưới "
    "7 tuổi. Im lặng không phải là đồng ý."
)


_CONSENT = re.compile(r"đồng ý (?:cho )?(?:đăng|chụp|quay|công bố)|người giám hộ", re.IGNORECASE)


def _of_the_picture(text: str) -> str:
    """Refuse, where it would be published, what was said about who agreed."""
    if _CONSENT.search(text):
        raise PydanticCustomError(
            "of_consent",
            "mục này lên trang, mà chuyện ai đồng ý thì không. Chuyển phần ấy sang consent hoặc guardian_consent",
        )
    return text


Told = Annotated[Line, AfterValidator(_of_the_picture)]
"""A line about a picture that readers see."""


class Shot(Part):
    """What a camera took: who took it, and who is to be seen."""

    credit: Told = Field(
        title="Người chụp, người quay",
        description="Hiện trên trang: cơ quan, tòa soạn, hoặc tác giả đồng ý nêu tên, ví dụ: Công an phường Lê Chân; Báo Hải Phòng.",
    )
    own: Flag = Field(
        False,
        title="Của cơ quan mình",
        description="true khi do cơ quan mình làm, hoặc được người làm ra gửi cho đăng; lấy từ nơi khác thì ghi source.",
    )
    source: SourceIds = Field(
        [], title="Nguồn", description="Mã nguồn đã đăng ảnh hoặc phim này và cho dùng lại; của mình thì ghi own: true."
    )
    date: PartialDate | None = Field(
        None, title="Ngày chụp, ngày quay", description="Ngày, tháng hoặc năm; khác ngày của bản ghi thì mới cần."
    )
    people: Annotated[People | None, Internal()] = Field(
        None, title="Người trong ảnh", description=f"Của ảnh đại diện hoặc tệp phim. {_PEOPLE}"
    )
    consent: Annotated[Line | None, Internal()] = Field(
        None,
        title="Ai đồng ý",
        description="Khi people là agreed hoặc children: ai đồng ý, ngày nào, cho đăng việc gì, giấy giữ ở đâu. Không lên trang.",
    )
    guardian_consent: Annotated[Line | None, Internal()] = Field(
        None,
        title="Người giám hộ đồng ý",
        description="Khi people là children hoặc small_children: người giám hộ nào đồng ý, ngày nào, giấy giữ ở đâu. Không lên trang.",
    )

    @property
    def shows_people(self) -> bool:
        """Whether people can be seen in what the site itself gives out."""
        return True

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "Shot":
        if self.own == bool(self.source):
            what = "vừa là của mình (own), vừa ghi nguồn" if self.own else "chưa nói lấy ở đâu"
            todo = "Của cơ quan mình thì ghi own: true và bỏ source; lấy từ nơi khác thì ghi source và bỏ own"
            raise PydanticCustomError("origin", "{what}. {todo}", {"what": what, "todo": todo})
        return self

    @model_validator(mode="after")
    def _whoever_is_seen_has_agreed(self) -> "Shot":
        if not self.shows_people:
            return self
        if self.people is None:
            raise PydanticCustomError(
                "people",
                "chưa nói có nhận ra người nào không. Thêm dòng people: nobody khi không nhận ra ai; có người thì chọn đúng trường hợp",
            )
        if self.people in (People.AGREED, People.CHILDREN) and not self.consent:
            raise PydanticCustomError(
                "consent",
                "có người nhận ra được mà chưa ghi ai đồng ý. Ghi vào consent ai đồng ý, ngày nào, cho đăng việc gì; chưa ai đồng ý thì không đăng",
            )
        if self.people in (People.CHILDREN, People.SMALL_CHILDREN) and not self.guardian_consent:
            raise PydanticCustomError(
                "guardian",
                "có trẻ em mà chưa ghi người giám hộ đồng ý. Ghi vào guardian_consent người giám hộ nào đồng ý, ngày nào; chưa có thì không đăng",
            )
        return self


class Picture(Shot):
    """A picture, with the words for those who can't see it."""

    noun: ClassVar[str] = "ảnh"
    table: ClassVar[str] = "pictures"

    file: PictureFile = Field(
        title="Tệp ảnh",
        description="Tên tệp trong data/media/, chữ thường không dấu, ví dụ: le-ra-mat-1.jpg; chương trình tự thu nhỏ và bỏ nơi chụp.",
    )
    shows: Told = Field(
        title="Trong ảnh có gì",
        description="Tả điều nhìn thấy cho người không xem được ảnh: Bà con xem bình chữa cháy ở sân nhà văn hóa. Không bắt đầu bằng 'Ảnh'.",
    )
    caption: Told | None = Field(
        None, title="Chú thích", description="Hiện dưới ảnh: việc gì, ở đâu; không nêu tên người dân."
    )
    lead: Flag = Field(
        False,
        title="Ảnh chính",
        description="true cho một ảnh đứng đầu trang và ở danh sách; không ảnh nào ghi thì lấy ảnh thứ nhất.",
    )
    people: Annotated[People, Internal()] = Field(title="Người trong ảnh", description=_PEOPLE)


class Film(Shot):
    """A film, at the address where it can be seen or as a file: shown as a still that leads there."""

    noun: ClassVar[str] = "phim"
    table: ClassVar[str] = "films"

    title: Line = Field(title="Tên phim", description="Tên như nơi đăng ghi, hoặc phim nói về việc gì.")
    url: Line | None = Field(
        None,
        title="Địa chỉ xem",
        description="Liên kết tới phim ở YouTube, Facebook, VTV… hoặc cổng thông tin, bắt đầu bằng https://.",
        pattern=rf"^https://{HOST_PATTERN}([/?#]\S*)?$",
    )
    file: FilmFile | None = Field(
        None, title="Tệp phim", description="Tên tệp trong data/media/ khi phim không đăng ở đâu: gioi-thieu.mp4."
    )
    length: Line | None = Field(
        None,
        title="Thời lượng",
        description="Phút và giây, như 3:25; dài hơn một giờ: 1:02:45.",
        pattern=r"^([0-9]{1,2}:[0-5][0-9]|[0-9]{1,3}):[0-5][0-9]$",
    )
    still: PictureFile | None = Field(
        None, title="Ảnh đại diện", description="Tên tệp ảnh trong data/media/, hiện ở chỗ bấm để xem phim."
    )

    @property
    def shows_people(self) -> bool:
        return bool(self.file or self.still)

    @model_validator(mode="after")
    def _is_in_one_place(self) -> "Film":
        if bool(self.url) == bool(self.file):
            what = "có cả địa chỉ (url) lẫn tệp (file)" if self.url else "chưa nói xem phim ở đâu"
            raise PydanticCustomError(
                "film", "{what}. Ghi url khi phim đã đăng ở nơi khác, file khi có tệp trong data/media/", {"what": what}
            )
        return self


class PaperKind(Labelled):
    """What a paper is to whoever wants to do the same."""

    PLAN = "plan", "Kế hoạch"
    DECISION = "decision", "Quyết định"
    REGULATIONS = "regulations", "Quy chế, quy ước"
    FORM = "form", "Biểu mẫu"
    REPORT = "report", "Báo cáo"
    LEAFLET = "leaflet", "Tờ rơi, tài liệu tuyên truyền"
    OTHER = "other", "Tài liệu"


class Paper(Part):
    """A paper to read or to copy: the plan, the decision, the regulations, a form."""

    noun: ClassVar[str] = "tài liệu"
    table: ClassVar[str] = "papers"

    file: PaperFile = Field(
        title="Tệp tài liệu",
        description="Tên tệp trong data/media/: ke-hoach-2024.pdf; nhận PDF, DOCX, XLSX. Bỏ tên, số điện thoại, chữ ký của người dân trước khi đăng.",
    )
    title: Line = Field(title="Tên tài liệu", description="Tên như trên tài liệu: Kế hoạch xây dựng mô hình…")
    kind: PaperKind = Field(
        title="Loại",
        description="plan: kế hoạch; decision: quyết định; regulations: quy chế, quy ước; form: biểu mẫu; report: báo cáo; "
        "leaflet: tờ rơi, tài liệu tuyên truyền; other: tài liệu khác.",
    )
    kind_name: Line | None = Field(
        None, title="Tên loại", description="Loại gì, khi kind là other hoặc cần nói rõ hơn: Sơ đồ; Kịch bản diễn tập."
    )
    number: Line | None = Field(None, title="Số, ký hiệu", description="Ví dụ: 15/KH-UBND.")
    date: PartialDate | None = Field(None, title="Ngày ban hành", description="Ngày, tháng hoặc năm.")
    organisation: OrganisationId | None = Field(
        None, title="Cơ quan ban hành", description="Mã cơ quan, khi đã có bản ghi."
    )
    issued_by: Line | None = Field(
        None, title="Tên cơ quan ban hành", description="Tên như trên tài liệu, khi cơ quan chưa có bản ghi."
    )

    @property
    def kind_shown(self) -> str:
        """What kind it is, as a reader sees it."""
        return called(self.kind, self.kind_name)

    @model_validator(mode="after")
    def _is_issued_once(self) -> "Paper":
        if self.organisation and self.issued_by:
            raise PydanticCustomError("issued", "ghi cơ quan ban hành hai lần. Có organisation thì bỏ issued_by")
        return self


Shown = TypeVar("Shown", Picture, Paper)


def _each_once(items: list[Shown]) -> list[Shown]:
    names = [item.file for item in items]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise PydanticCustomError("twice", "tệp '{file}' có ở hai chỗ của mục này. Bỏ một chỗ", {"file": twice})
    return items


def _one_leads(pictures: list[Picture]) -> list[Picture]:
    if sum(picture.lead for picture in pictures) > 1:
        raise PydanticCustomError("leads", "có nhiều ảnh chính. Giữ lead: true ở một ảnh, bỏ ở các ảnh khác")
    return pictures


Papers = Annotated[
    list[Paper],
    AfterValidator(_each_once),
    Field(title="Tài liệu", description="Tệp để đọc hoặc chép dùng: kế hoạch, quyết định, quy chế, biểu mẫu."),
]


class Illustrated(Part):
    """What records are that pictures, films and papers can belong to."""

    pictures: Annotated[list[Picture], AfterValidator(_each_once), AfterValidator(_one_leads)] = Field(
        [], title="Ảnh", description="Ảnh của việc này; mỗi ảnh tả điều nhìn thấy và nói ai đồng ý cho đăng."
    )
    films: list[Film] = Field(
        [], title="Phim", description="Phim xem ở nơi khác hoặc tệp phim; trang chỉ đặt liên kết, không tự chiếu."
    )
    papers: Papers = Field([])

    @property
    def lead(self) -> Picture | None:
        """The picture that stands for the record: the one that is marked, else the first."""
        return next((picture for picture in self.pictures if picture.lead), None) or next(iter(self.pictures), None)
