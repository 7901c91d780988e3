"""What a field is: read once from its annotation, and asked here by whatever reads, shows, asks for or describes fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.records.base import Accepts, FieldType, Internal, Labelled, Part, Ref, Section, Short

Class = type[Any]
PartClass = type[Part]

_TYPES = {bool: FieldType.FLAG, int: FieldType.INTEGER, Decimal: FieldType.NUMBER, PartialDate: FieldType.DATE, Period: FieldType.PERIOD,
          TimeOfDay: FieldType.TIME}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field of a part.

    Attributes:
        name: its key in the file.
        label, help: what staff call it, and what to write there.
        type: what one value is to whoever writes it.
        holds: the class of one value: `str`, `Decimal`, a date, a `Labelled`, or a `Part`.
        annotation: the whole type of the field, for pydantic.
        required: whether it has to be there.
        default: its value where it isn't written; None where it is required.
        many: whether it is a list.
        link: the folder of the record whose id a value is.
        short: how it may be written short: `""` a list as its one item, else a part as its text of that name.
        section: the titled section of its record's page that it belongs to.
        order: its place among the fields of its part as people write them, from 0.
        internal: whether it is for staff alone and never published.
        pattern: what a text must match.
        longest: how many characters a text may have.
        fewest: how many items a list must have.
        least, above, most: the bounds of a number: at least, more than, at most.
        accepts: the kinds of file that it names one of: picture, paper, film.
    """

    name: str
    label: str
    help: str
    type: FieldType
    holds: Class
    annotation: Any
    required: bool
    default: Any
    many: bool
    link: str | None
    short: str | None
    section: str | None
    order: int
    internal: bool = False
    pattern: str | None = None
    longest: int | None = None
    fewest: int | None = None
    least: float | None = None
    above: float | None = None
    most: float | None = None
    accepts: tuple[str, ...] = ()

    @property
    def part(self) -> PartClass | None:
        """The class of the parts that it holds, one or many."""
        return self.holds if issubclass(self.holds, Part) else None

    @property
    def choices(self) -> list[Labelled]:
        """The values that it takes, where they are fixed."""
        return list(self.holds) if issubclass(self.holds, Labelled) else []


@cache
def fields_of(part: type[Part]) -> Mapping[str, Field]:
    """The fields of a part by name, in the order in which people write them: its own first, then those it inherits."""
    inherited = {name for base in part.__mro__[1:] if issubclass(base, Part) for name in base.model_fields}
    infos = sorted(part.model_fields.items(), key=lambda item: item[0] in inherited)
    return MappingProxyType({name: _read(name, info, order) for order, (name, info) in enumerate(infos)})


@cache
def held(part: type[Part]) -> tuple[Field, ...]:
    """The same fields, in the order in which a part holds their values."""
    return tuple(fields_of(part)[name] for name in part.model_fields)


@cache
def parts_of(part: type[Part]) -> tuple[type[Part], ...]:
    """The classes of the parts within a part, however deep, each once, in the order in which they are met."""
    found: dict[type[Part], None] = {}
    for field in fields_of(part).values():
        if field.part and field.part not in found:
            found |= dict.fromkeys([field.part, *parts_of(field.part)])
    return tuple(found)


@cache
def linking(part: type[Part]) -> tuple[Field, ...]:
    """The fields of a part that are links or hold some, however deep."""
    return tuple(f for f in fields_of(part).values() if f.link or (f.part and linking(f.part)))


@cache
def filing(part: type[Part]) -> tuple[Field, ...]:
    """The fields of a part that name files or hold parts that do, however deep."""
    return tuple(f for f in fields_of(part).values() if f.accepts or (f.part and filing(f.part)))


@cache
def links_to(part: type[Part], folder: str) -> bool:
    """Whether a part can link to a record in `folder`, itself or in a part within it."""
    return any(field.link == folder for one in (part, *parts_of(part)) for field in fields_of(one).values())


def sections_of(part: type[Part]) -> dict[str, list[Field]]:
    """The fields that belong to a titled section, by its title, in the order in which they are written."""
    found: dict[str, list[Field]] = {}
    for field in fields_of(part).values():
        if field.section:
            found.setdefault(field.section, []).append(field)
    return found


def _read(name: str, info: FieldInfo, order: int) -> Field:
    whole, items, many, holds = _taken_apart(info.annotation, list(info.metadata))
    marks = [*items, *whole] if not many else items

    def said(marks: list[Any], key: str) -> Any:
        return next((value for mark in marks if (value := getattr(mark, key, None)) is not None), None)

    link = next((mark.folder for mark in marks if isinstance(mark, Ref)), None)
    short = next((mark.name for mark in [*whole, *items] if isinstance(mark, Short)), None)
    section = next((mark.title for mark in [*whole, *items] if isinstance(mark, Section)), None)
    default = None if info.is_required() else info.get_default()
    return Field(
        name, info.title or "", info.description or "", _type(holds, link, marks), holds, _annotation(info),
        info.is_required(), default, many, link, short, section, order,
        any(isinstance(mark, Internal) for mark in whole),
        pattern=said(marks, "pattern"), longest=said(marks, "max_length"), fewest=said(whole, "min_length") if many else None,
        least=said(marks, "ge"), above=said(marks, "gt"), most=said(marks, "le"),
        accepts=next((mark.kinds for mark in marks if isinstance(mark, Accepts)), ()),
    )  # fmt: skip


def _taken_apart(annotation: Any, marks: list[Any]) -> tuple[list[Any], list[Any], bool, type[Any]]:
    """The marks on a whole field, those on its items, whether it is a list, and the class of one value."""
    items: list[Any] = []
    whole, many = marks, False
    while arguments := get_args(annotation):
        if get_origin(annotation) is Annotated:
            (items if many else whole).extend(arguments[1:])
            annotation = arguments[0]
        elif get_origin(annotation) is list:
            many, annotation = True, arguments[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(argument for argument in arguments if argument is not type(None))
        else:
            raise TypeError(f"no field can hold {annotation}")
    return list(_flat(whole)), list(_flat(items)), many, annotation


def _flat(marks: list[Any]) -> Iterator[Any]:
    """The marks, and those within a `Field(…)` that stands in an annotation."""
    for mark in marks:
        yield from mark.metadata if isinstance(mark, FieldInfo) else [mark]


def _type(holds: type, link: str | None, marks: list[Any]) -> FieldType:
    if link:
        return FieldType.LINK
    if issubclass(holds, Part):
        return FieldType.PART
    if issubclass(holds, Labelled):
        return FieldType.CHOICE
    return next((mark for mark in marks if isinstance(mark, FieldType)), None) or _TYPES[holds]


def _annotation(info: FieldInfo) -> Any:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
