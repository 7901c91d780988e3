"""JSON Schemas (draft 2020-12) of the records, made from their fields: for editors, and for the form that staff fill in.

Beside the standard's own words, a field says `x-type` (what it is to whoever writes it), `x-order` (its place), `x-section`
(the titled section of the page that shows it), `x-ref` (the folder of the records whose ids it takes), `x-accepts` (the kinds of
file that it names) and `x-short` (that a part may be written as just one of its texts).
"""

import json
from typing import Any

from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.records import Part
from macros.records.base import ID_PATTERN, FieldType
from macros.records.fields import Field, fields_of, parts_of

_TYPES = {FieldType.FLAG: "boolean", FieldType.INTEGER: "integer", FieldType.NUMBER: "number"}
_PATTERNS = {FieldType.DATE: PartialDate.pattern, FieldType.PERIOD: Period.pattern, FieldType.TIME: TimeOfDay.pattern,
             FieldType.LINK: ID_PATTERN}  # fmt: skip


def schema(kind: type[Part]) -> str:
    """The JSON Schema of a kind of record, or of the settings, as the text of its file."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_part(kind),
        "$defs": {part.__name__: _part(part) for part in parts_of(kind)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _part(part: type[Part]) -> dict[str, Any]:
    fields = fields_of(part)
    return {
        "title": part.noun.capitalize(),
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.required],
        "properties": {name: _field(field) for name, field in fields.items()},
    }


def _field(field: Field) -> dict[str, Any]:
    about: dict[str, Any] = {
        "title": field.label,
        "description": field.help,
        "x-type": field.type,
        "x-order": field.order,
    }
    if field.link:
        about["x-ref"] = field.link
    if field.accepts:
        about["x-accepts"] = list(field.accepts)
    if field.section:
        about["x-section"] = field.section
    if field.short:
        about["x-short"] = field.short
    return {**about, **(_list(field) if field.many else _value(field))}


def _list(field: Field) -> dict[str, Any]:
    listed: dict[str, Any] = {"type": "array", "items": _value(field)}
    if field.fewest:
        listed["minItems"] = field.fewest
    return {"anyOf": [_value(field), listed]} if field.short == "" else listed


def _value(field: Field) -> dict[str, Any]:
    """What one value has to be."""
    if field.part:
        whole = {"$ref": f"#/$defs/{field.part.__name__}"}
        return {"anyOf": [_value(fields_of(field.part)[field.short]), whole]} if field.short else whole
    if field.choices:
        return {"type": "string", "oneOf": [{"const": str(choice), "title": choice.label} for choice in field.choices]}
    value: dict[str, Any] = {"type": _TYPES.get(field.type, "string")}
    if field.type is FieldType.DATE or field.type is FieldType.PERIOD:
        value["type"] = ["string", "integer"]  # a year alone is a number to YAML
    bounds = {
        "pattern": field.pattern or _PATTERNS.get(field.type),
        "maxLength": field.longest,
        "minLength": 1 if field.type in (FieldType.LINE, FieldType.PROSE) else None,
        "minimum": field.least,
        "exclusiveMinimum": field.above,
        "maximum": field.most,
    }
    return value | {name: bound for name, bound in bounds.items() if bound is not None}
