"""Figures of the privacy gate: how many planted items it finds, in every kind of field, and how many honest texts it stops.

Both sets are in two parts: `tuning.py`, which the recognisers may be tuned on, and `held_out.py`, which was written first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from types import ModuleType

from macros.catalogue.privacy import exposures
from macros.language.private_words import Kind
from macros.records import Event, Model, Organisation, Site, Source
from macros.records.base import Part
from tests.privacy import held_out, tuning

PARTS: dict[str, ModuleType] = {"tuned on": tuning, "held out": held_out}

_MODEL = {"name": "Mô hình thử", "themes": ["tu-quan"], "units": ["phuong-hoa"], "sources": "bai-mot"}
_EVENT = {"title": "Hội nghị", "kind": "hoi-nghi", "date": "2024-08-18", "unit": "phuong-hoa", "sources": "bai-mot"}
_SITE = {"name": "Trang", "place": "Mẫu", "description": "Trang thử."}
_SOURCE = {"title": "Bài", "kind": "article"}
_ORGANISATION = {"name": "Công an phường", "kind": "police", "sources": "bai-mot"}

# Where a text may stand: in a line, in prose, in parts within parts, in a setting; each makes a record of it.
TEXT_PLACES = {
    "line": lambda text: Model.model_validate(_MODEL | {"name": f"Mô hình: {text}"}),
    "list of lines": lambda text: Model.model_validate(_MODEL | {"other_names": ["Tên khác", text]}),
    "prose": lambda text: Model.model_validate(_MODEL | {"summary": f"Đoạn thứ nhất.\n\n- việc một\n- {text}\n\nHết."}),
    "note in a part": lambda text: Model.model_validate(_MODEL | {"points": [{"unit": "x", "note": text}]}),
    "event": lambda text: Event.model_validate(_EVENT | {"content": [f"Mở đầu. {text}"], "place": "Hội trường"}),
    "figure as written": lambda text: Event.model_validate(_EVENT | {"figures": [{"label": "Khác", "as_written": text}]}),
    "disagreement": lambda text: Event.model_validate(
        _EVENT | {"disagreements": [{"about": "Việc", "accounts": [{"says": text, "source": "bai-mot"}]}]}
    ),
    "source": lambda text: Source.model_validate(_SOURCE | {"note": text}),
    "setting": lambda text: Site.model_validate(_SITE | {"about": text}),
    "office's department": lambda text: Organisation.model_validate(_ORGANISATION | {"contact": {"office": text}}),
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """Something private in a record: its kind, how surely the gate has to say so, and where it stands."""

    kind: Kind
    certain: bool
    place: str
    text: str
    record: Part

    @property
    def found(self) -> bool:
        findings = [finding for _, finding in exposures(self.record)]
        return any(
            finding.kind in _SAME.get(self.kind, {self.kind}) and finding.certain >= self.certain
            for finding in findings
        )


# A number that two kinds share the form of may be told as either.
_SAME = {Kind.ACCOUNT: {Kind.ACCOUNT, Kind.MOBILE}}
_KINDS = {
    "mobile": Kind.MOBILE,
    "citizen id": Kind.CITIZEN_ID,
    "cmnd": Kind.OLD_ID,
    "passport": Kind.PASSPORT,
    "email": Kind.EMAIL,
    "birth date": Kind.BIRTH,
    "bank account": Kind.ACCOUNT,
    "insurance": Kind.INSURANCE,
    "tax code": Kind.TAX,
    "licence plate": Kind.PLATE,
    "house address": Kind.HOME,
    "house number": Kind.HOME,
    "coordinates": Kind.PLACE,
    "map link": Kind.PLACE,
    "person": Kind.PERSON,
    "accused": Kind.ACCUSED,
}


def planted(part: ModuleType) -> Iterator[Planted]:
    """Every item of a part of the set: each way of writing a number, each text, each in places that change in turn."""
    places = cycle(TEXT_PLACES.items())
    numbers = [(Kind.MOBILE, part.MOBILE, part.MOBILE_NUMBERS), (Kind.CITIZEN_ID, part.CITIZEN_ID, part.CITIZEN_IDS)]
    for kind, writings, values in numbers:
        for write in writings:
            for value in values:
                place, make = next(places)
                text = f"hỏi {write(value)} nhé"
                yield Planted(kind, True, place, text, make(text))
    for name, (certain, texts) in part.TEXTS.items():
        for text in texts:
            for _ in range(3):
                place, make = next(places)
                while "\n" in text and place not in ("prose", "setting"):  # the others take one line
                    place, make = next(places)
                yield Planted(_KINDS[name], certain, place, text, make(text))
    yield from _in_other_fields(part)


def _in_other_fields(part: ModuleType) -> Iterator[Planted]:
    """The same in ids, old ids, addresses, numbers, contacts and settings."""
    for number in part.MOBILE_NUMBERS:
        a, b, c = number[:3], number[3:6], number[6:]
        for name in (f"goi-0{number}", f"2024-08-18-goi-0{a}-{b}-{c}", f"84{number}-x"):
            record = Source.model_validate(_SOURCE)
            record._id = name
            yield Planted(Kind.MOBILE, True, "id", name, record)
            yield Planted(Kind.MOBILE, True, "old id", name, Source.model_validate(_SOURCE | {"aliases": ["cu", name]}))
        for url in (f"https://zalo.me/0{number}", f"https://vi-du.vn/?tel=%2B84{number}", f"https://vi-du.vn/0{a}-{b}-{c}.html",
                    f"https://vi-du.vn/?q=0{a}%20{b}%20{c}"):  # fmt: skip
            yield Planted(Kind.MOBILE, True, "url", url, Source.model_validate(_SOURCE | {"url": url}))
        for phone in (f"0{number}", f"+84 {a} {b} {c}", f"0225 3 822 222; 0{a}.{b}.{c}", number):
            yield Planted(
                Kind.MOBILE,
                False,
                "contact",
                phone,
                Organisation.model_validate(_ORGANISATION | {"contact": {"phone": phone}}),
            )
            yield Planted(Kind.MOBILE, False, "setting", phone, Site.model_validate(_SITE | {"phone": phone}))
        for label, value in (("Zalo", int(f"84{number}")), ("Điện thoại", int(number))):
            figure = {"label": label, "value": value}
            yield Planted(
                Kind.MOBILE, False, "number", f"{label}: {value}", Event.model_validate(_EVENT | {"figures": [figure]})
            )
    for number in part.CITIZEN_IDS:
        record = Source.model_validate(_SOURCE)
        record._id = f"can-cuoc-{number}"
        yield Planted(Kind.CITIZEN_ID, True, "id", record.id, record)
        url = f"https://vi-du.vn/?cccd={number}"
        yield Planted(Kind.CITIZEN_ID, True, "url", url, Source.model_validate(_SOURCE | {"url": url}))
        figure = {"label": "CMND của chủ hộ", "value": int(f"1{number[4:]}")}
        yield Planted(Kind.OLD_ID, True, "number", str(figure), Event.model_validate(_EVENT | {"figures": [figure]}))
    for name in ("mau.hop", "hopthu123", "a_b"):
        for domain in ("gmail.com", "yahoo.com.vn"):
            email = f"{name}@{domain}"
            yield Planted(
                Kind.EMAIL,
                False,
                "contact",
                email,
                Organisation.model_validate(_ORGANISATION | {"contact": {"email": email}}),
            )
            yield Planted(Kind.EMAIL, False, "setting", email, Site.model_validate(_SITE | {"email": email}))
            url = f"https://vi-du.vn/?to={email}"
            yield Planted(Kind.EMAIL, True, "url", url, Source.model_validate(_SOURCE | {"url": url}))
    person = {"name": "Nguyễn Văn Mẫu", "office": "Người dân"}
    yield Planted(Kind.PERSON, False, "office", str(person), Event.model_validate(_EVENT | {"people": [person]}))
    yield Planted(Kind.PERSON, False, "setting", "", Site.model_validate(_SITE | {"responsible": "Nguyễn Văn Mẫu"}))


@dataclass
class Result:
    """What one part of the set gave."""

    planted: int = 0
    missed: list[Planted] = field(default_factory=list)
    by_kind: dict[tuple[str, bool], list[int]] = field(default_factory=dict)
    honest: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def recall(self, certain: bool) -> float:
        """The share of planted items found: of the certain ones as errors, of the others at all."""
        counts = [count for (_, sure), count in self.by_kind.items() if sure is certain]
        return sum(found for found, _ in counts) / sum(all_ for _, all_ in counts)


def measure(part: ModuleType) -> Result:
    """Look at every item of a part of the set."""
    result = Result()
    for item in planted(part):
        result.planted += 1
        count = result.by_kind.setdefault((item.kind.name, item.certain), [0, 0])
        count[0] += item.found
        count[1] += 1
        if not item.found:
            result.missed.append(item)
    for text in part.HONEST:
        result.honest += 1
        is_address = text.startswith("https://") and " " not in text
        records = [Source.model_validate(_SOURCE | {"url": text})] if is_address else []
        records += [TEXT_PLACES[place](text) for place in ("list of lines", "prose", "setting")]
        found = [finding for record in records for _, finding in exposures(record)]
        if any(finding.certain for finding in found):
            result.errors.append(text)
        elif found:
            result.warnings.append(text)
    return result
