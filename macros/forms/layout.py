"""How forms and interviews are laid out: which few fields of a kind or a part come first, and under which heading the others stand."""

from typing import Any

from macros.records import Model
from macros.records.base import OTHER, Part
from macros.records.fields import fields_of, sections_of
from macros.records.record import Record

OTHERS = "Mục khác"

# What, when, where, who, and on what source: what a reader asks first.
_FIRST = {
    "Event": ("title", "kind", "date", "time", "unit", "place", "organisers", "summary", "pictures", "sources"),
    "Model": ("name", "themes", "units", "since", "leads", "summary", "pictures", "sources"),
    "Result": ("unit", "year", "period", "summary", "figures", "sources"),
    "Unit": ("kind", "name", "parent", "start", "formed_from", "sources"),
    "Organisation": ("name", "kind", "unit", "sources"),
    "Source": ("title", "kind", "publisher", "published", "url"),
    "Document": ("title", "kind", "number", "issued", "issuers", "summary", "url", "sources"),
    "Theme": ("name", "summary"),
    "EventKind": ("name",),
    "Term": ("name", "abbreviation", "meaning", "sources"),
    "Site": ("name", "place", "description", "url", "owner", "responsible", "address", "phone", "email"),
    "Picture": ("file", "shows", "credit", "own", "source", "people", "consent", "guardian_consent", "caption"),
    "Film": ("title", "url", "file", "length", "credit", "own", "source"),
    "Paper": ("file", "title", "kind", "number", "date"),
    "Passage": ("text",),
    "Account": ("says", "source"),
    "Disagreement": ("about", "accounts"),
    "Contact": ("organisation", "office", "phone", "url"),
    "Figure": ("label", "value", "measure", "period"),
    "Row": ("label", "value"),
    "Target": ("label", "value", "measure"),
    "Comparison": ("way", "by", "against"),
    "Held": ("outcome", "value", "document"),
    "Session": ("name", "date", "time", "units", "place"),
    "Following": ("model", "changed"),
    "Partner": ("organisation", "name", "role", "brings"),
    "Rating": ("about", "measure", "grades"),
    "Grade": ("grade", "count", "percent", "units"),
    "Award": ("by", "form", "collectives", "individuals"),
    "Prize": ("prize", "contest", "to_units", "other_recipients"),
    "Person": ("name", "office", "role"),
    "Quotation": ("text", "name", "office"),
    "Milestone": ("stage", "date", "note"),
    "Point": ("unit", "kind", "name"),
    "Place": ("kind", "name"),
    "Recognition": ("text", "level", "by"),
    "Change": ("unit", "date", "share", "verification", "sources"),
}

# The headings of the other fields of a record, in the order in which they stand; a model's own sections stand among them.
_HEADINGS = {
    "Thời gian, địa điểm": (
        "end",
        "date_note",
        "units",
        "sessions",
        "status",
        "in_force",
        "period",
        "points",
        "follows",
        "life",
        "reach",
    ),
    "Nội dung": ("slogans", "content", "facts", "places", "about"),
    **{section: () for section in sections_of(Model)},
    "Hình ảnh, phim, tài liệu": ("pictures", "films", "papers"),
    "Người và cơ quan": ("partners", "people", "quotations", "signed_by", "issued_by", "contact", "agencies", "parent"),
    "Con số": ("figures", "targets", "area", "centroid", "population"),
    "Khen thưởng, xếp loại": ("recognition", "awards", "prizes", "ratings"),
    "Liên quan": ("models", "themes", "documents", "based_on", "replaces"),
    "Địa giới": ("code", "earlier_parents", "formed_from", "abolished", "now_in"),
    "Tên gọi": ("other_names", "called", "searched_as", "period_name"),
    "Ghi chú, điều chưa rõ": ("disagreements", "note", "untitled", "found", "accessed"),
}
# What is only asked for beside some values of another field. A choice's words are: `kind_name` where `kind` is `other`.
_WHEN = {
    ("Shot", "source"): ("own", (False,)),
    ("Shot", "consent"): ("people", ("agreed", "children")),
    ("Shot", "guardian_consent"): ("people", ("children", "small_children")),
}
_OFFICE = "Dành cho người biên tập"
# Fields that stand under the heading of another that they speak of.
_BESIDE = {"in_order": "steps"}


def first_of(part: type[Part]) -> list[str]:
    """The names of the fields that come first: all of a small part, else what is written most, in any case what is required;
    the words for a choice stand behind it."""
    fields = fields_of(part)
    if part.__name__ not in _FIRST:
        return list(fields)
    first = _FIRST[part.__name__]
    chosen = [name for name in first if name in fields] + [
        name for name, field in fields.items() if field.required and name not in first
    ]
    return [name for one in chosen for name in (one, f"{one}_name") if name in fields]


def asked_when(part: type[Part], name: str) -> dict[str, Any] | None:
    """Beside which values of which other field a field is asked for, where it isn't always; `soft`: others may want it too."""
    for base in part.__mro__:
        if found := _WHEN.get((base.__name__, name)):
            return {"field": found[0], "values": list(found[1])}
    chosen = fields_of(part).get(name.removesuffix("_name"))
    if name.endswith("_name") and chosen and OTHER in chosen.choices:
        return {"field": chosen.name, "values": [OTHER], "soft": True}
    return None


def headed(part: type[Part]) -> list[tuple[str, list[str]]]:
    """The other fields of a record, as headings with the names below them; in the end what is for the office alone."""
    first, fields = first_of(part), fields_of(part)
    office = {name for name, field in fields.items() if field.internal} | (
        fields_of(Record).keys() if issubclass(part, Record) else set()
    )
    found: dict[str, list[str]] = {}
    for name in fields:
        if name not in first and name not in office:
            found.setdefault(_heading(part, name), []).append(name)
    own = sorted(found, key=[*_HEADINGS, OTHERS].index)
    return [
        *((heading, found[heading]) for heading in own),
        (_OFFICE, [name for name in fields if name in office and name not in first]),
    ]


def _heading(part: type[Part], name: str) -> str:
    beside = _BESIDE.get(name, name)
    return fields_of(part)[beside].section or next((one for one, names in _HEADINGS.items() if name in names), OTHERS)
