"""What every record is made of: the types of its fields, links to other records, and statements that name their source."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    Strict,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from macros.language.dates import PartialDate, not_before
from macros.language.text import slug
from macros.records.refusals import as_list, not_empty, not_too_long, not_true, number, one_line, readable, whole_day

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# A host by its names, and a port that can be one; no user, no bracket, nothing that could end an attribute, and none of the
# signs that stand for one or several of /?#@: and are read as these in a host.
_READ_AS_OTHERS = "\u2047-\u2049\u2100-\u2106\u2a74\ufe10-\ufe6b\uff00-\uff20"
_LABEL = rf"[^\s/?#@:.\[\]\\\"'<>`{{}}|^%(),;!$&*+=~{_READ_AS_OTHERS}]+"
HOST_PATTERN = rf"{_LABEL}(\.{_LABEL})*(:([1-9][0-9]{{0,3}}|[1-5][0-9]{{4}}|6[0-4][0-9]{{3}}))?"
LONGEST_ID = 120
"""Characters of an id: a path on Windows has 260 in all."""
WEB_PATTERN = rf"^https?://{HOST_PATTERN}([/?#]\S*)?$"


class FieldType(StrEnum):
    """What a value of a field is to whoever writes it; the text types are told apart by this mark in their annotation."""

    LINE = "line"
    PROSE = "prose"
    WORD = "word"
    FLAG = "flag"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    TIME = "time"
    CHOICE = "choice"
    LINK = "link"
    FILE = "file"
    PART = "part"


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of a record in `folder`, so that links are checked and derived both ways."""

    folder: str


class Accepts:
    """Marks a field as the name of a file below `data/media/`, which is of one of these kinds: picture, paper, film."""

    def __init__(self, *kinds: str):
        self.kinds = kinds


@dataclass(frozen=True)
class Short:
    """Marks a field that may be written short: a list as its one item, a part as the text of its field `name`."""

    name: str = ""


@dataclass(frozen=True)
class Section:
    """Marks a field as part of a titled section of its record's page; the page shows it without further code."""

    title: str


@dataclass(frozen=True)
class Internal:
    """Marks a field that is for staff alone: it stands on no page, in no table, feed or search."""


class Labelled(StrEnum):
    """A fixed choice: the value in the file, and the word that a reader sees."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


OTHER = "other"
"""The value of a choice that stands for whatever else there is; the field `<name>_name` beside it says in words what."""


def called(choice: Labelled, words: str | None) -> str:
    """What a choice is to a reader: its label, made clearer by the words beside it, which stand alone where it is `other`."""
    if words is None:
        return choice.label
    if choice == OTHER or words.casefold().startswith(choice.label.casefold()):
        return words
    return f"{choice.label}: {words}"


# The longest title seen in the press has 190 characters, the longest note 400.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=500),
    AfterValidator(one_line),
    AfterValidator(not_empty),
    FieldType.LINE,
]
"""Plain text on one line, shown exactly as written."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=20_000),
    AfterValidator(not_empty),
    AfterValidator(readable),
    FieldType.PROSE,
]
"""Paragraphs, lists, emphasis and links in Markdown; any HTML in it is shown as text."""

Slug = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID), FieldType.WORD]
"""A name in ascii, as in file names and addresses."""

Number = Annotated[Decimal, BeforeValidator(not_too_long), BeforeValidator(number), not_true("decimal_type")]
Integer = Annotated[int, BeforeValidator(not_too_long), not_true("int_type")]
Flag = Annotated[bool, Strict()]
"""`true` or `false`, and nothing that only looks like one of them."""
Count = Annotated[Integer, Field(ge=0)]


Day = Annotated[PartialDate, AfterValidator(whole_day)]
"""A day of which nothing is unknown."""

ModelId = Annotated[str, Ref("models")]
EventId = Annotated[str, Ref("events")]
UnitId = Annotated[str, Ref("units")]
OrganisationId = Annotated[str, Ref("organisations")]
SourceId = Annotated[str, Ref("sources")]
DocumentId = Annotated[str, Ref("documents")]
ThemeId = Annotated[str, Ref("themes")]
EventKindId = Annotated[str, Ref("event-kinds")]

# Each is one id, or a list of them.
SourceIds = Annotated[list[SourceId], BeforeValidator(as_list), Short()]
ThemeIds = Annotated[list[ThemeId], BeforeValidator(as_list), Short()]
UnitIds = Annotated[list[UnitId], BeforeValidator(as_list), Short()]
ModelIds = Annotated[list[ModelId], BeforeValidator(as_list), Short()]
OrganisationIds = Annotated[list[OrganisationId], BeforeValidator(as_list), Short()]
DocumentIds = Annotated[list[DocumentId], BeforeValidator(as_list), Short()]
Slugs = Annotated[list[Slug], BeforeValidator(as_list), Short()]


class Part(BaseModel):
    """A group of fields; one that isn't defined here is a mistake in the file, never ignored.

    `noun` is what staff call it, `table` what the table of such parts is called in the open data, for ever.
    """

    noun: ClassVar[str]
    table: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Statement(Part):
    """Something a source says. Without `source` it rests on the record's own source, if that has just one."""

    source: SourceIds = Field(
        [], title="Nguồn", description="Mã nguồn của riêng điều này; bỏ được khi bản ghi chỉ có một nguồn."
    )

    def said_of(self, folder: str, record_id: str) -> str:
        """What it says of a unit or organisation that it names among others, for the page of that; nothing where it does not."""
        return ""


class Answer(Part):
    """What an editor says to a warning of the privacy gate, once: that this text may be published, and why."""

    noun: ClassVar[str] = "trả lời về dữ liệu cá nhân"

    text: Line = Field(title="Chỗ được hỏi", description="Chép đúng số, tên hoặc địa chỉ mà lệnh check hỏi.")
    reason: Line = Field(title="Lý do", description="Vì sao được đăng: ai cho phép, căn cứ nào.")


Answers = Annotated[list[Answer], Internal()]
"""The answers in one file; they are for staff, and never published."""


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
        pattern="^[a-p]{16}$",
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

    @property
    def heading(self) -> str:
        """What the record is called on the site."""
        raise NotImplementedError

    def __hash__(self) -> int:
        return hash((self.folder, self.id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.folder, self.id) == (other.folder, other.id)


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id, that is, a file's name."""
    return bool(re.fullmatch(ID_PATTERN, text)) and text == slug(text)
