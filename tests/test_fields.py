"""What a field is, read from its annotation once for all."""

from decimal import Decimal
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.records import Event, Model, Organisation, Result, Source, Term, Theme, Unit
from macros.records.base import (
    Count,
    FieldType,
    Labelled,
    Line,
    Number,
    Part,
    Prose,
    Ref,
    Section,
    Short,
    Slug,
    SourceIds,
)
from macros.records.fields import fields_of, linking, links_to, parts_of, sections_of
from macros.records.parts import Account, Disagreement, Passage, Passage_


class Colour(Labelled):
    RED = "red", "Đỏ"
    BLUE = "blue", "Xanh"


class Inner(Part):
    noun: ClassVar[str] = "trong"

    sources: SourceIds = Field(title="Nguồn", description="Mã.", min_length=2)


class Base(Part):
    noun: ClassVar[str] = "gốc"

    inherited: bool = Field(True, title="Cờ", description="Có không.")


class Whole(Base):
    noun: ClassVar[str] = "cả"

    line: Line = Field(title="Dòng", description="Một dòng.")
    prose: Prose | None = Field(None)
    word: Slug = Field("x")
    count: Count | None = None
    number: Annotated[Number, Field(gt=1, le=5)] = Field(Decimal(2))
    year: int = Field(3, ge=1945, le=2100)
    date: PartialDate | None = None
    period: Period | None = None
    time: TimeOfDay | None = None
    colour: Colour | None = None
    link: Annotated[str, Ref("themes")] | None = None
    links: list[Annotated[str, Ref("units")]] = Field([], min_length=1)
    inner: Inner | None = None
    inners: list[Inner] = Field([])
    passage: Annotated[Passage_ | None, Section("Mục")] = None
    passages: Annotated[list[Passage_], Section("Mục")] = Field([])
    other: Annotated[Passage_ | None, Section("Khác")] = None


@pytest.mark.parametrize(
    ("name", "kind", "holds"),
    [
        ("line", "line", str), ("prose", "prose", str), ("word", "word", str), ("count", "integer", int), ("number", "number", Decimal),
        ("year", "integer", int), ("date", "date", PartialDate), ("period", "period", Period), ("time", "time", TimeOfDay),
        ("colour", "choice", Colour), ("link", "link", str), ("links", "link", str), ("inner", "part", Inner),
        ("inners", "part", Inner), ("passage", "part", Passage), ("inherited", "flag", bool),
    ],
)  # fmt: skip
def test_what_a_value_is_to_whoever_writes_it(name, kind, holds):
    assert fields_of(Whole)[name].type is FieldType(kind)
    assert fields_of(Whole)[name].holds is holds


def test_a_field_stands_in_the_order_of_writing_its_own_before_those_it_inherits():
    assert [*fields_of(Whole)][:2] == ["line", "prose"] and [*fields_of(Whole)][-1] == "inherited"
    assert [field.order for field in fields_of(Whole).values()] == list(range(len(fields_of(Whole))))
    assert [field.name for field in fields_of(Whole).values()] == list(fields_of(Whole))


def test_labels_and_help_are_those_of_the_record():
    assert (fields_of(Whole)["line"].label, fields_of(Whole)["line"].help) == ("Dòng", "Một dòng.")
    assert (fields_of(Whole)["prose"].label, fields_of(Whole)["prose"].help) == ("", "")


def test_what_has_to_be_there_and_what_stands_for_it_otherwise():
    assert {name for name, field in fields_of(Whole).items() if field.required} == {"line"}
    defaults = {
        name: fields_of(Whole)[name].default for name in ("line", "prose", "word", "number", "links", "inherited")
    }
    assert defaults == {"line": None, "prose": None, "word": "x", "number": 2, "links": [], "inherited": True}


def test_lists_links_and_short_ways_of_writing():
    assert {name for name, field in fields_of(Whole).items() if field.many} == {"links", "inners", "passages"}
    assert {name: field.link for name, field in fields_of(Whole).items() if field.link} == {
        "link": "themes",
        "links": "units",
    }
    assert {name: field.short for name, field in fields_of(Whole).items() if field.short is not None} == dict.fromkeys(
        ("passage", "passages", "other"), "text"
    )
    sources = fields_of(Inner)["sources"]
    assert (sources.many, sources.link, sources.short, sources.fewest, sources.required) == (
        True,
        "sources",
        "",
        2,
        True,
    )


def test_bounds_of_numbers_texts_and_lists():
    def bounds(name):
        field = fields_of(Whole)[name]
        return field.least, field.above, field.most, field.longest, field.fewest, field.pattern

    assert bounds("number") == (None, 1, 5, None, None, None)
    assert bounds("year") == (1945, None, 2100, None, None, None)
    assert bounds("count") == (0, None, None, None, None, None)
    assert bounds("line") == (None, None, None, 500, None, None)
    assert bounds("prose") == (None, None, None, 20_000, None, None)
    assert bounds("word") == (None, None, None, 120, None, "^[a-z0-9]+(-[a-z0-9]+)*$")
    assert bounds("links") == (None, None, None, None, 1, None)


def test_parts_and_choices():
    assert fields_of(Whole)["inners"].part is Inner and fields_of(Whole)["line"].part is None
    assert fields_of(Whole)["colour"].choices == [Colour.RED, Colour.BLUE] and fields_of(Whole)["line"].choices == []
    assert (Colour.RED.label, Colour("blue").label, str(Colour.RED)) == ("Đỏ", "Xanh", "red")
    assert parts_of(Whole) == (Inner, Passage)
    assert parts_of(Disagreement) == (Account,) and parts_of(Account) == ()


def test_sections_hold_their_fields_in_the_order_of_writing():
    assert {title: [field.name for field in fields] for title, fields in sections_of(Whole).items()} == {
        "Mục": ["passage", "passages"],
        "Khác": ["other"],
    }


def test_which_fields_lead_to_links():
    names = {field.name for field in linking(Whole)}
    assert names == {"link", "links", "inner", "inners", "passage", "passages", "other"}
    assert links_to(Whole, "themes") and links_to(Whole, "sources") and not links_to(Whole, "documents")
    assert linking(Theme) == ()


def test_which_kinds_can_link_to_a_source():
    kinds = (Model, Event, Unit, Organisation, Result, Source, Term, Theme)
    assert [links_to(kind, "sources") for kind in kinds] == [True, True, True, True, True, False, True, False]


def test_a_field_that_could_hold_anything_is_refused():
    class Odd(Part):
        noun: ClassVar[str] = "lạ"

        field: dict[str, int] = Field({})

    with pytest.raises(TypeError, match="no field can hold"):
        fields_of(Odd)


def test_a_short_list_is_one_item():
    class Short_(Part):
        noun: ClassVar[str] = "ngắn"

        items: Annotated[list[Line], Short()] = Field([])

    assert fields_of(Short_)["items"].short == ""
    assert fields_of(Whole)["links"].short is None
