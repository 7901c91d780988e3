"""Values to YAML text, in the order of the fields and the style of `docs/mau/`: what `yaml_nodes` reads, written."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import yaml

from macros.language.characters import clean
from macros.records.base import FieldType, Part
from macros.records.fields import Field, fields_of

Values = dict[str, Any]
"""A part as a file holds it: names to texts, numbers, true or false, values of parts, or lists of these."""

# Written without quotes, as in the samples: the fields read them as they stand, whatever other readers make of them.
_BARE = (FieldType.DATE, FieldType.PERIOD, FieldType.TIME)

# Numbers of YAML 1.2, of which PyYAML, which knows those of 1.1, sees only some.
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?|0o[0-7]+|0x[0-9a-f]+", re.ASCII | re.IGNORECASE)

# Line ends of YAML 1.1 and what no file may hold as it is.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

# A tab that the reader would take for an indent, or spaces at the start that a block would take for its own.
_NO_BLOCK = re.compile(r"^[ \-]*\t|\A\s|\n\Z", re.MULTILINE)


def values_of(part: Part, *, defaults: bool = True) -> Values:
    """What is written of a part, in the order of its fields.

    Left out is what holds nothing and what was not set, and without `defaults` also what was set to its default: two
    parts mean the same when they agree in the rest.
    """
    found: Values = {}
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if value in (None, []) or (name not in part.model_fields_set if defaults else value == field.default):
            continue
        found[name] = [_plain(v, defaults) for v in value] if isinstance(value, list) else _plain(value, defaults)
    return found


def lines_of(kind: type[Part], values: Mapping[str, Any]) -> list[str]:
    """The lines of a part of `kind`, without indent, in the order of `values`."""
    return [line for name, value in values.items() for line in entry(fields_of(kind)[name], value)]


def entry(field: Field, value: Any) -> list[str]:
    """The lines of one field: `name: value`, or its name alone and what lies under it."""
    if isinstance(value, list):
        # The data writes `source: x`, but `sources:` with a list, even of one.
        if field.short != "" or field.name.endswith("s") or len(value) > 1:
            return [f"{field.name}:", *_indented(line for one in value for line in item(field, one))]
        value = value[0]
    value = _short(field, value)
    if isinstance(value, dict) and value:
        return [f"{field.name}:", *_indented(_part(field, value))]
    first, *rest = _scalar(field, value)
    return [f"{field.name}: {first}", *_indented(rest)]


def item(field: Field, value: Any) -> list[str]:
    """The lines of one item of a list, from its dash on."""
    value = _short(field, value)
    first, *rest = _part(field, value) if isinstance(value, dict) and value else _scalar(field, value)
    return [f"- {first}", *_indented(rest)]


def _plain(value: Any, defaults: bool) -> Any:
    if isinstance(value, Part):
        return values_of(value, defaults=defaults)
    return value if isinstance(value, (bool, int, Decimal)) else clean(str(value))


def _short(field: Field, value: Any) -> Any:
    """A part of which only the text is known, as just that text."""
    return value[field.short] if isinstance(value, dict) and [*value] == [field.short] else value


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _part(field: Field, values: Values) -> list[str]:
    assert field.part
    return lines_of(field.part, values)


def _scalar(field: Field, value: Any) -> list[str]:
    """The lines of a value that is no list, and of a part that holds nothing."""
    if isinstance(value, dict):
        return ["{}"]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, (int, Decimal)):
        return [f"{value:f}"] if isinstance(value, Decimal) else [str(value)]
    return [value] if field.type in _BARE else _text(value)


def _text(text: str) -> list[str]:
    """A text: over several lines as a block; plain where every reader takes it for the same text; else in quotes."""
    escaped = _ESCAPED.search(text)
    if "\n" in text and not escaped and not _NO_BLOCK.search(text):
        return ["|-", *text.split("\n")]
    dumped = yaml.safe_dump(text, allow_unicode=True, width=len(text) * 2 + 100)
    if dumped.removesuffix("\n").removesuffix("\n...") == text and not _NUMBER.fullmatch(text):
        return [text]
    if re.search(r'["\\]', text) and not escaped and not re.search(r"[\n\t]", text):
        return ["'" + text.replace("'", "''") + "'"]
    return [_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))]
