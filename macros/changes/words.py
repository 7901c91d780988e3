"""The words in which a state of the data is told: what kinds and fields are called, as plain data that lies beside the values.

A field that is renamed or taken away is in no class any more, so what an older state holds is told in the words that were kept with it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from macros.records import BY_FOLDER, Part, Site
from macros.records.base import Labelled
from macros.records.fields import fields_of, parts_of

SETTINGS = "site"
"""What the settings are called where records have their folder, and their id."""
KINDS: Mapping[str, type[Part]] = {**BY_FOLDER, SETTINGS: Site}


class Word(NamedTuple):
    """What is said of one field: `label`, `type`, `many`, `internal`, `link` and `short` as in `Field`; `part` is the name of the kind
    of part that it holds, `choices` the labels of its values, `default` the value of what isn't written; each empty where there is none."""

    label: str
    type: str
    many: bool
    internal: bool
    part: str
    link: str
    short: str | None
    choices: Mapping[str, str]
    default: str | bool


class Kind(NamedTuple):
    """What is said of one kind of record or part: what one is called, and its fields in the order in which people write them."""

    noun: str
    fields: Mapping[str, Word]


Words = Mapping[str, Kind]
"""All kinds: records by folder, the settings as `site`, parts by the name of their class."""


@cache
def words() -> Words:
    """The words of today."""
    parts = dict.fromkeys(part for kind in KINDS.values() for part in parts_of(kind))
    return {name: _kind(kind) for name, kind in {**KINDS, **{part.__name__: part for part in parts}}.items()}


def words_from(plain: Any) -> Words:
    """The words that were kept as JSON. Raises TypeError, ValueError or AttributeError if it holds none."""
    return {
        str(name): Kind(str(noun), {str(field): _word(*kept) for field, kept in fields.items()})
        for name, (noun, fields) in plain.items()
    }


def _kind(kind: type[Part]) -> Kind:
    return Kind(
        kind.noun,
        {
            name: Word(
                field.label,
                field.type.value,
                field.many,
                field.internal,
                field.part.__name__ if field.part else "",
                field.link or "",
                field.short,
                {choice.value: choice.label for choice in field.choices},
                str(field.default) if isinstance(field.default, Labelled) else field.default is True,
            )
            for name, field in fields_of(kind).items()
        },
    )


def _word(
    label: Any, type_: Any, many: Any, internal: Any, part: Any, link: Any, short: Any, choices: Any, default: Any
) -> Word:
    texts = {str(value): str(said) for value, said in choices.items()}
    return Word(
        str(label), str(type_), bool(many), bool(internal), str(part), str(link),
        None if short is None else str(short), texts, default if isinstance(default, bool) else str(default),
    )  # fmt: skip
