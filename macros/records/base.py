"""What every record is made of: the types of its fields, links to other records, and statements that name their source."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
)

from macros.language.dates import PartialDate
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

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class Statement(Part):
    """Something a source says. Without `source` it rests on the record's own source, if that has just one."""

    source: SourceIds = Field(
        [], title="Nguồn", description="Mã nguồn của riêng điều này; bỏ được khi bản ghi chỉ có một nguồn."
    )

    def said_of(self, folder: str, record_id: str) -> str:
        """What it says of a unit or organisation that it names among others, for the page of that; nothing where it does not."""
        return ""


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id, that is, a file's name."""
    return bool(re.fullmatch(ID_PATTERN, text)) and text == slug(text)
