"""What every kind of record is: one file in `data/`, and what stands in it for the office alone: whether it may be shown, and when."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, not_before
from macros.records.base import Day, Flag, Internal, Line, Part, Slugs
from macros.records.fields import held
from macros.records.remark import Remarks

LATE = ""
"""Among what a record holds, instead of the lists of parts that were not asked for yet: makes them, by the names of their fields."""
_HELD: Any = BaseModel.__dict__["__dict__"]
SEAL = "^[a-p]{16}$"


class Foretold(NamedTuple):
    """What follows from the lists of parts of a record and is asked of it more often than these.

    Attributes:
        weight: about how many lines a page tells of it (`catalogue/cut.py`).
        named: the ids of the units and organisations of which it says something among others (`walk.named_in`).
    """

    weight: int
    named: list[str]


class Answer(Part):
    """What an editor says to a warning of the privacy gate, once: that this text may be published, and why."""

    noun: ClassVar[str] = "trả lời về dữ liệu cá nhân"

    text: Line = Field(title="Chỗ được hỏi", description="Chép đúng số, tên hoặc địa chỉ mà lệnh check hỏi.")
    reason: Line = Field(title="Lý do", description="Vì sao được đăng: ai cho phép, căn cứ nào.")


Answers = Annotated[list[Answer], Internal()]
"""The answers in one file; they are for staff, and never published."""


class Correction(Part):
    """A small correction of what had been approved: whoever made it answers for it, and the approval goes on."""

    noun: ClassVar[str] = "sửa nhỏ"

    by: Annotated[Line, Internal()] = Field(title="Người sửa", description="Họ tên, chức vụ người sửa.")
    date: Annotated[Day, Internal()] = Field(title="Ngày sửa", description="Viết đủ ngày tháng năm.")
    what: Annotated[Line, Internal()] = Field(title="Sửa gì", description="Sửa số điện thoại; sửa lỗi gõ.")


class Approval(Part):
    """That a record may be published, as it stood on that day."""

    noun: ClassVar[str] = "việc duyệt"

    by: Annotated[Line, Internal()] = Field(title="Người duyệt", description="Họ tên, chức vụ người duyệt.")
    date: Annotated[Day, Internal()] = Field(title="Ngày duyệt", description="Viết đủ ngày tháng năm.")
    seal: Annotated[Line, Internal()] = Field(
        title="Dấu nội dung được duyệt",
        description="Chương trình ghi để biết nội dung có đổi sau khi duyệt không; không sửa tay.",
        pattern=SEAL,
    )
    corrections: Annotated[list[Correction], Internal()] = Field(
        [], title="Sửa nhỏ sau khi duyệt", description="Những lần sửa nhỏ mà không phải duyệt lại."
    )


class Record(Part):
    """One file in `data/`, whose name without its ending is its id. A kind of record says of itself:

    Attributes:
        folder: where its files lie in `data/`, and what its table in the open data is called.
        singular: one such record, in the names of columns and in the search.
        noun: what staff call it.
        section: what the site calls all of them: in breadcrumbs, beside a search result.
        asked_as: further words, without diacritics, by which readers ask for the section in a query.
        search_order: its place among equally good results, from 0; None: it is not searched for.
        address: the folder of its pages on the site; None: it has no page of its own.
        index: the hand-written page that lists them all, as its path under `docs/`; a record without a page of its own
            is an entry there.
        told_by: the field whose record's page tells of it, for a kind that has neither page nor entry.
    """

    folder: ClassVar[str]
    singular: ClassVar[str]
    section: ClassVar[str] = ""
    asked_as: ClassVar[tuple[str, ...]] = ()
    search_order: ClassVar[int | None] = None
    address: ClassVar[str | None] = None
    index: ClassVar[str | None] = None
    told_by: ClassVar[str | None] = None

    draft: Annotated[Flag, Internal()] = Field(
        False, title="Bản nháp", description="true: chỉ thấy khi xem thử, chưa lên trang chính thức."
    )
    publish_on: Annotated[Day | None, Internal()] = Field(
        None, title="Ngày lên trang", description="Từ ngày này bản ghi mới lên trang; trước đó chỉ thấy khi xem thử."
    )
    remove_on: Annotated[Day | None, Internal()] = Field(
        None, title="Ngày gỡ khỏi trang", description="Từ ngày này bản ghi không còn trên trang."
    )
    approval: Annotated[Approval | None, Internal()] = Field(
        None,
        title="Duyệt",
        description="Ai duyệt, ngày nào; chương trình ghi, hết hiệu lực khi nội dung đổi sau đó.",
    )
    remarks: Remarks = Field(
        [],
        title="Ý kiến khi duyệt",
        description="Người xem duyệt nói gì, chưa xử lý; chương trình ghi, và bỏ đi khi đã xử lý. Không lên trang.",
    )
    aliases: Slugs = Field(
        [],
        title="Mã cũ",
        description="Các mã (tên tệp) cũ của bản ghi, mã có trước đứng trước; địa chỉ cũ sẽ tự chuyển sang địa chỉ mới.",
    )

    posted: Day | None = Field(
        None,
        title="Ngày đăng lên trang thông tin",
        description="Ngày bản ghi được đăng; lệnh new và lệnh date ghi, viết đủ ngày tháng năm.",
    )
    changed: Day | None = Field(
        None,
        title="Ngày cập nhật gần nhất",
        description="Ngày sửa nội dung gần nhất; lệnh date ghi, không trước ngày đăng.",
    )
    seal: Annotated[Line | None, Internal()] = Field(
        None,
        title="Dấu nội dung",
        description="Chương trình ghi để biết nội dung có đổi sau ngày cập nhật không; không sửa tay.",
        pattern=SEAL,
    )
    privacy: Answers = Field(
        [],
        title="Trả lời về dữ liệu cá nhân",
        description="Khi lệnh check hỏi một số, tên hoặc địa chỉ có được đăng không; mục này không lên trang.",
    )

    @field_validator("changed")
    @classmethod
    def _is_changed_after_it_was_posted(cls, changed: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return not_before(changed, "posted", info.data.get("posted"))

    @field_validator("remove_on")
    @classmethod
    def _goes_after_it_came(cls, remove_on: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        if remove_on and (came := info.data.get("publish_on")) and str(remove_on) <= str(came):
            raise PydanticCustomError("end_before_start", "{end} không sau publish_on ({start}). Xem lại hai ngày này",
                                      {"end": str(remove_on), "start": str(came)})  # fmt: skip
        return remove_on

    _id: str = PrivateAttr("")
    _file: Path = PrivateAttr(Path())

    @property
    def id(self) -> str:
        """The file's name without its ending."""
        private = self.__pydantic_private__  # not by `_id`, which pydantic looks up in ten times the time
        return private["_id"] if private else ""

    @property
    def file(self) -> Path:
        """Where the record was read from."""
        return self._file

    def placed(self, file: Path) -> Self:
        """Return this record after telling it the file it came from."""
        self._id, self._file = file.stem, file
        return self

    if not TYPE_CHECKING:  # for type checkers there are the fields alone

        def __getattr__(self, name: str) -> Any:
            """What isn't held: a list of parts that nobody has asked for before."""
            held_now = _HELD.__get__(self)
            if name in held_now.get(LATE, ()):
                held_now[name] = made = held_now[LATE][name]
                return made
            return super().__getattr__(name)

    @property
    def __dict__(self) -> dict[str, Any]:
        """All that it holds: whoever wants it whole, such as pydantic, gets it whole."""
        held_now: dict[str, Any] = _HELD.__get__(self)
        if LATE in held_now:
            held_now = {field.name: getattr(self, field.name) for field in held(type(self))}
            _HELD.__set__(self, held_now)
        return held_now

    @__dict__.setter
    def __dict__(self, held_now: dict[str, Any]) -> None:
        _HELD.__set__(self, held_now)

    def in_passing(self) -> Self:
        """The same, for whoever looks at all of it and then needs it no longer: what lists of parts are made for that go with it."""
        held_now = _HELD.__get__(self)
        if LATE not in held_now:
            return self
        same = type(self).__new__(type(self))
        _HELD.__set__(same, held_now.copy())
        for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
            object.__setattr__(same, name, getattr(self, name))
        return same

    def has(self, name: str) -> bool:
        """Whether one of its fields holds anything; for that alone no list of parts is made."""
        return name in _HELD.__get__(self).get(LATE, ()) or bool(getattr(self, name))

    @property
    def foretold(self) -> Foretold | None:
        """What is known of its lists of parts as long as one of them was not asked for; None: it follows from them."""
        late = _HELD.__get__(self).get(LATE)
        return late.foretold if late else None

    @property
    def heading(self) -> str:
        """What the record is called on the site."""
        raise NotImplementedError

    def __hash__(self) -> int:
        private = self.__pydantic_private__  # as in `id`
        return hash(private["_id"] if private else "")  # few have one of another kind

    def __eq__(self, other: object) -> bool:
        return self is other or isinstance(other, Record) and (self.folder, self.id) == (other.folder, other.id)
