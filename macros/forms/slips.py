"""What the page for word from the wards asks: a few fields of an event or a model, as few as a telephone bears."""

from collections.abc import Iterable, Mapping
from typing import Any

from macros.forms.schema import field_for_form
from macros.language.text import upper_first
from macros.records import BY_FOLDER, Part
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.records.media import Picture
from macros.records.parts import Passage
from macros.records.slip import Sender, SlipKind

VERSION = 1
"""Of the file that the page makes: `phieu` in it."""
SENDER = "sender"
"""What the sender's form is called where the others have their folder."""
MOST_PICTURES = 10
MOST_BYTES = 12_000_000
"""Of one picture, as it goes into the file."""
MOST_IN_ALL = 24_000_000
"""Of the whole file: an e-mail takes no more."""

_ASKED: dict[str, tuple[str, ...]] = {
    "Event": ("title", "kind", "date", "time", "unit", "place", "summary", "content", "pictures"),
    "Model": ("name", "themes", "units", "since", "summary", "situation", "steps", "results", "pictures"),
    "Passage": ("text",),
    "Picture": ("file", "shows", "people", "consent", "guardian_consent", "credit", "own"),
}
_NEEDED = {("Event", "summary"), ("Model", "summary"), ("Picture", "consent"), ("Picture", "guardian_consent")}
"""What else has to be said, where it is asked."""

# In the words of whoever writes from a ward, who cites no source.
_WORDED: dict[tuple[str, str], dict[str, str]] = {
    ("Event", "summary"): {"help": "Một, hai câu: việc gì, ở đâu, kết quả chính."},
    ("Event", "content"): {"help": "Diễn biến, số người dự, kết quả; mỗi ý một mục. Không nêu tên người dân."},
    ("Event", "unit"): {"label": "Diễn ra ở phường, xã nào", "help": ""},
    ("Model", "units"): {"label": "Ở phường, xã nào", "help": ""},
    ("Model", "results"): {"help": "Thay đổi trước và sau; con số nào cũng ghi rõ tính đến lúc nào."},
    ("Picture", "file"): {"help": "Ảnh được thu nhỏ và bỏ thông tin nơi chụp ngay trên máy này."},
    ("Picture", "credit"): {"help": "Hiện cùng ảnh trên trang: cơ quan, hoặc người chụp đồng ý nêu tên."},
    ("Picture", "own"): {"label": "Cơ quan mình chụp, hoặc người chụp gửi cho đăng", "help": ""},
    ("Picture", "consent"): {"help": "Ai đồng ý, ngày nào, cho đăng việc gì. Không lên trang."},
    ("Picture", "guardian_consent"): {"help": "Người giám hộ nào đồng ý, ngày nào. Không lên trang."},
}


def asked_of(part: type[Part]) -> tuple[str, ...]:
    """The names of the fields of a part that are asked."""
    return _ASKED.get(part.__name__, tuple(fields_of(part)) if part is Sender else ())


def slip_forms(kinds: Iterable[SlipKind]) -> dict[str, Any]:
    """The forms of the page, as the engine takes them: the sender's, and one of each kind that is asked for."""
    forms: dict[str, type[Part]] = {SENDER: Sender, **{kind.value: BY_FOLDER[kind] for kind in kinds}}
    parts: list[type[Part]] = [*forms.values(), Passage, Picture]
    return {
        "kinds": {name: _kind(name, part) for name, part in forms.items()},
        "parts": {part.__name__: _part(part) for part in parts},
    }


def only_asked(part: type[Part], values: Mapping[Any, Any]) -> tuple[dict[str, Any], list[str]]:
    """Of `values`, those of fields that are asked and of their shape, of parts within too; and the names of the others."""
    kept: dict[str, Any] = {}
    others: list[str] = []
    for name, value in values.items():
        field = fields_of(part)[name] if name in asked_of(part) else None
        if field is None or isinstance(value, list) != field.many:
            others.append(str(name))
            continue
        found: list[Any] = []
        for item in value if isinstance(value, list) else [value]:
            if field.part and isinstance(item, dict):
                inner, more = only_asked(field.part, item)
                others += more
                found.append(inner)
            elif not field.part and type(item) is (bool if field.type is FieldType.FLAG else str):
                found.append(item)
            else:
                others.append(name)
        if found:
            kept[name] = found if field.many else found[0]
    return kept, others


def _kind(name: str, part: type[Part]) -> dict[str, Any]:
    named = next((one for one in ("title", "name") if one in fields_of(part)), None)
    first = list(asked_of(part))
    title = upper_first(part.noun)
    return {
        "folder": name,
        "title": title,
        "noun": part.noun,
        "named": named,
        "part": part.__name__,
        "first": first,
        "headings": [],
    }


def _part(part: type[Part]) -> dict[str, Any]:
    asked = asked_of(part)
    return {"noun": part.noun, "first": list(asked), "fields": [_field(part, name) for name in asked]}


def _field(part: type[Part], name: str) -> dict[str, Any]:
    key = (part.__name__, name)
    told = {**field_for_form(part, fields_of(part)[name]), **_WORDED.get(key, {})}
    if key in _NEEDED:
        told["required"] = True
    return {name: value for name, value in told.items() if name not in ("section", "internal", "short") and value != ""}
