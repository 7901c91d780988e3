"""The forms of the desk are made from the records' fields: all of them, in words for who knows no file."""

import json
import re

from macros.forms.schema import forms
from macros.records import RECORDS, Site
from macros.records.fields import fields_of, parts_of

FORMS = json.loads(json.dumps(forms(), ensure_ascii=False))
PARTS = {part.__name__: part for kind in (*RECORDS, Site) for part in (kind, *parts_of(kind))}


def test_every_field_of_every_part_is_there():
    named = {name: {field["name"]: field for field in part["fields"]} for name, part in FORMS["parts"].items()}
    assert {name: list(fields) for name, fields in named.items()} == {
        name: list(fields_of(part)) for name, part in PARTS.items()
    }
    for name, part in PARTS.items():
        for field in fields_of(part).values():
            told = named[name][field.name]
            assert (told["label"], told["type"], told.get("link")) == (field.label, field.type, field.link)
            assert (told.get("many", False), told.get("required", False)) == (field.many, field.required)
            assert [choice["value"] for choice in told.get("choices", [])] == field.choices
            assert told.get("part") in (None, *PARTS)


def test_every_field_of_a_kind_stands_in_one_place():
    for kind in (*FORMS["kinds"].values(), FORMS["site"]):
        placed = [*kind["first"], *(name for heading in kind["headings"] for name in heading["fields"])]
        assert sorted(placed) == sorted(fields_of(PARTS[kind["part"]])), kind


def test_no_field_speaks_as_files_do():
    """Nothing of keys, ids, true and false, nor of dates and numbers as files have them."""
    keys = {name for part in PARTS.values() for name in fields_of(part) if "_" in name} | {"value", "people", "awards"}
    of_files = re.compile(rf"\b({'|'.join(keys)}|true|false|other)\b|\d{{4}}-\d\d|\*\*|\bMã (?!của Cục|có trước)|lệnh ")
    said = {
        (n, f["name"]): f.get("help", "") for n, p in FORMS["parts"].items() for f in p["fields"] if not f.get("kept")
    }
    assert {place: text for place, text in said.items() if of_files.search(text)} == {}


def test_choices_are_told_apart_by_their_labels():
    for part in FORMS["parts"].values():
        for field in part["fields"]:
            labels = [choice["label"] for choice in field.get("choices", [])]
            assert all(labels) and len({*labels}) == len(labels), field
