"""What the forms in the browser are made from: every field of every kind, as JSON. The engine knows nothing else of the records."""

from typing import Any

from macros.forms.layout import asked_when, first_of, headed
from macros.forms.likeness import TAKEN
from macros.forms.wording import help_of, label_of
from macros.media.kinds import KINDS
from macros.records import RECORDS, Model, Part, Record, Site
from macros.records.base import Labelled
from macros.records.fields import Field, fields_of, parts_of

_KEPT = {"approval", "format", "remarks", "seal"}
"""What only the program writes; a form keeps it as it is."""


def forms() -> dict[str, Any]:
    """The kinds of records by folder, and the parts that they and the settings are made of, by name."""
    kinds: list[type[Part]] = [*RECORDS, Site]
    parts = {part.__name__: part for kind in kinds for part in (kind, *parts_of(kind))}
    return {
        "kinds": {kind.folder: _kind(kind) for kind in RECORDS},
        "site": {"folder": "site", "noun": Site.noun, "named": "name", **_laid_out(Site)},
        "parts": {name: _part(part) for name, part in parts.items()},
    }


def _kind(kind: type[Record]) -> dict[str, Any]:
    named = next((name for name in ("title", "name") if name in fields_of(kind)), None)
    return {
        "folder": kind.folder,
        "noun": kind.noun,
        "section": kind.section,
        "named": named,
        "address": kind.address,
        **({"taken": TAKEN} if kind is Model else {}),
        **_laid_out(kind),
    }


def _laid_out(part: type[Part]) -> dict[str, Any]:
    headings = [{"title": title, "fields": names} for title, names in headed(part) if names]
    return {"part": part.__name__, "first": first_of(part), "headings": headings}


def _part(part: type[Part]) -> dict[str, Any]:
    return {
        "noun": part.noun,
        "first": first_of(part),
        "fields": [field_for_form(part, field) for field in fields_of(part).values()],
    }


def field_for_form(part: type[Part], field: Field) -> dict[str, Any]:
    """What the form has to know of a field; what doesn't hold of it is left out."""
    default = field.default
    about = {
        "name": field.name,
        "label": field.label,
        "help": help_of(part, field),
        "type": field.type,
        "required": field.required,
        "many": field.many,
        "link": field.link,
        "part": field.part and field.part.__name__,
        "choices": [{"value": choice.value, "label": label_of(choice)} for choice in field.choices],
        "default": default.value if isinstance(default, Labelled) else default if isinstance(default, bool) else None,
        "short": field.short if field.part else None,
        "section": field.section,
        "internal": field.internal,
        "kept": field.name in _KEPT,
        "when": asked_when(part, field.name),
        "accepts": list(field.accepts),
        "endings": [ending for kind in KINDS.values() if kind.group in field.accepts for ending in kind.endings],
        "pattern": field.pattern,
        "longest": field.longest,
        "fewest": field.fewest,
        "least": field.least,
        "above": field.above,
        "most": field.most,
    }
    return {name: value for name, value in about.items() if value not in (None, "", [], False)}
