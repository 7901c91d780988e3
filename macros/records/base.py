"""What every record is made of: text that is data, links to other records, and statements that name their source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from macros.text import slug

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "mục này chỉ được một dòng. Bỏ dấu xuống dòng")
    return text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError("empty", "mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết")
    return text


# The longest title seen in the press has 190 characters, the longest note 400.
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_one_line), AfterValidator(_not_empty)
]
"""Plain text on one line, shown exactly as written."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000), AfterValidator(_not_empty)]
"""Paragraphs, lists, emphasis and links in Markdown; any HTML in it is shown as text."""

Slug = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=120)]
"""A name in ascii, as in file names and addresses."""


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of a record in `folder`, so that links are checked and derived both ways."""

    folder: str


ModelId = Annotated[str, Ref("models")]
EventId = Annotated[str, Ref("events")]
UnitId = Annotated[str, Ref("units")]
OrganisationId = Annotated[str, Ref("organisations")]
SourceId = Annotated[str, Ref("sources")]
DocumentId = Annotated[str, Ref("documents")]
ThemeId = Annotated[str, Ref("themes")]
EventKindId = Annotated[str, Ref("event-kinds")]

SourceIds = Annotated[list[SourceId], BeforeValidator(_as_list, json_schema_input_type=SourceId | list[SourceId])]
"""One source id, or a list of them."""


@dataclass(frozen=True)
class Section:
    """Marks a field as part of a titled section of its record's page; the page shows it without further code."""

    title: str


class Part(BaseModel):
    """A group of fields; one that isn't defined here is a mistake in the file, never ignored.

    `noun` is what staff call it.
    """

    noun: ClassVar[str]

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def fields(cls) -> dict[str, FieldInfo]:
        """Return the fields in the order in which people write them: its own first, then those it inherits."""
        inherited = {name for base in cls.__mro__[1:] if issubclass(base, Part) for name in base.model_fields}
        return dict(sorted(cls.model_fields.items(), key=lambda item: item[0] in inherited))

    @classmethod
    def sections(cls) -> dict[str, list[str]]:
        """Return the names of the fields marked with a `Section`, by its title, in the order they are defined."""
        found: dict[str, list[str]] = {}
        for name, field in cls.model_fields.items():
            for mark in field.metadata:
                if isinstance(mark, Section):
                    found.setdefault(mark.title, []).append(name)
        return found


class Statement(Part):
    """Something a source says. Without `source` it rests on the record's own source, if that has just one."""

    source: SourceIds = Field(
        [], title="Nguồn", description="Mã nguồn của riêng điều này; bỏ được khi bản ghi chỉ có một nguồn."
    )


class Record(Part):
    """One file in `data/`. Its id is the file's name, `folder` the place where its files lie, and `address` the folder
    of its pages on the site (None: it has no page of its own)."""

    folder: ClassVar[str]
    address: ClassVar[str | None] = None

    draft: bool = Field(False, title="Bản nháp", description="true: chỉ thấy khi xem thử, chưa lên trang chính thức.")
    aliases: list[Slug] = Field(
        [], title="Mã cũ", description="Các mã (tên tệp) cũ của bản ghi; địa chỉ cũ sẽ tự chuyển sang địa chỉ mới."
    )

    _id: str = PrivateAttr("")
    _file: Path | None = PrivateAttr(None)

    @property
    def id(self) -> str:
        """The file's name without its ending."""
        return self._id

    @property
    def file(self) -> Path | None:
        """Where the record was read from."""
        return self._file

    def placed(self, file: Path) -> "Record":
        """Return this record after telling it the file it came from."""
        self._id, self._file = file.stem, file
        return self

    @property
    def heading(self) -> str:
        """What the record is called on the site."""
        raise NotImplementedError

    def __hash__(self) -> int:
        return hash((self.folder, self._id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.folder, self._id) == (other.folder, other._id)


Place = tuple[str | int, ...]


def references(part: Part) -> Iterator[tuple[Place, str, str]]:
    """Yield (path, folder, id) for every link to another record in `part`, however deep it lies."""
    for name in _fields_worth_reading(type(part)):
        yield from _references_in(getattr(part, name), type(part).model_fields[name], (name,))


def references_in(kind: type[Part], values: dict, path: Place = ()) -> Iterator[tuple[Place, str, str]]:
    """Yield the same for `values` that could not be read as a `kind`, as far as they lead through known fields."""
    for name, field in kind.model_fields.items():
        yield from _references_in_values(values.get(name), field, (*path, name))


def part_in(annotation: Any) -> type[Part] | None:
    """The kind of part that a field of this type holds, one or many, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for argument in get_args(annotation) if (found := part_in(argument))), None)


def statements(part: Part, path: Place = ()) -> Iterator[tuple[Place, Statement]]:
    """Yield (path, statement) for every statement in `part`, however deep it lies."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, Part):
                here = (*path, name) if index is None else (*path, name, index)
                if isinstance(item, Statement):
                    yield here, item
                yield from statements(item, here)


def _folder_of(metadata: Any) -> str | None:
    return next((m.folder for m in metadata if isinstance(m, Ref)), None)


def _item_folder(annotation: Any) -> str | None:
    """The folder that the items of a `list[Annotated[str, Ref(…)]]` point to."""
    for argument in get_args(annotation):
        if folder := _folder_of(getattr(argument, "__metadata__", ())) or _item_folder(argument):
            return folder
    return None


@cache
def linked_folders(part: type[Part]) -> dict[str, str | None]:
    """Each field of `part` → the folder that its ids point to, or None."""
    return {
        name: _folder_of(field.metadata) or _item_folder(field.annotation) for name, field in part.model_fields.items()
    }


@cache
def _fields_worth_reading(part: type[Part]) -> tuple[str, ...]:
    plain = re.compile(r"^(bool|int|str|float)$")
    return tuple(
        name
        for name, field in part.model_fields.items()
        if linked_folders(part)[name] or not plain.match(getattr(field.annotation, "__name__", ""))
    )


def _references_in(value: Any, field: Any, path: Place) -> Iterator[tuple[Place, str, str]]:
    if isinstance(value, Part):
        for name in _fields_worth_reading(type(value)):
            yield from _references_in(getattr(value, name), type(value).model_fields[name], (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references_in(item, field, (*path, index))
    elif isinstance(value, str) and (folder := _folder_of(field.metadata) or _item_folder(field.annotation)):
        yield path, folder, value


def _references_in_values(value: Any, field: FieldInfo, path: Place) -> Iterator[tuple[Place, str, str]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references_in_values(item, field, (*path, index))
    elif isinstance(value, dict) and (part := part_in(field.annotation)):
        yield from references_in(part, value, path)
    elif isinstance(value, str) and (folder := _folder_of(field.metadata) or _item_folder(field.annotation)):
        yield path, folder, value


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id, that is, a file's name."""
    return text == slug(text) and bool(text)
