"""A made-up country of any size, as linked as the real data, in the records' own YAML. None of it is true, and all of it says so.

The same size gives the same bytes. Provinces hold communes of today and of before July 2025 that went into them;
models, events, organisations and results are spread over these, and every statement names its sources.
"""

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from macros.files.yaml_text import lines_of
from macros.language.text import slug
from macros.records import (
    Document,
    Event,
    EventKind,
    Model,
    Organisation,
    Record,
    Result,
    Site,
    Source,
    Term,
    Theme,
    Unit,
)
from macros.records.site import SETTINGS
from tests.search.synthetic import EVENT_KINDS, GIVEN, HEADS, RANKS, SENTENCES, SPOKEN, SURNAMES, TAILS, WARDS

MARK = "# GIẢ LẬP: không phải dữ liệu thật\n"
_NEW, _OLD, _DISTRICTS = 30, 75, 8  # units of a province
_LAST_OLD_DAY = date(2025, 6, 30)
_FIGURES = (
    ("Tổ tự quản đang hoạt động", "tổ"), ("Hộ dân tham gia", "hộ"), ("Vụ trộm cắp tài sản", "vụ"), ("Camera an ninh", "chiếc"),
    ("Lượt người dự tuyên truyền", "lượt người"), ("Kinh phí xã hội hóa", "triệu đồng"), ("Vụ mâu thuẫn được hòa giải", "vụ"),
    ("Điểm chữa cháy công cộng", "điểm"), ("Mô hình đang hoạt động", "mô hình"), ("Nguồn tin do nhân dân cung cấp", "nguồn tin"),
)  # fmt: skip
_ABBREVIATIONS = {
    "ANTT": "an ninh trật tự", "PCCC": "phòng cháy chữa cháy", "UBND": "Ủy ban nhân dân", "MTTQ": "Mặt trận Tổ quốc",
    "ATGT": "an toàn giao thông", "TNXH": "tệ nạn xã hội", "CNCH": "cứu nạn, cứu hộ",
}  # fmt: skip


class Country:
    """Writes the data folder of a site of about so many pages; what exceeds those of one province are models and events."""

    def __init__(self, pages: int, folder: Path):
        self._chance = random.Random(pages)
        self._folder = folder
        self._provinces = max(1, round(pages / 700))
        self._sources: list[str] = []
        self._documents: list[str] = []
        self._names: dict[str, str] = {}
        self._offices: dict[str, list[str]] = {}
        self._models: dict[str, list[str]] = {}
        self._used: set[str] = set()
        self._few(pages)
        for number in range(self._provinces):
            self._province(number)
        fixed = 40 + len(self._sources) + len(self._documents) + self._provinces * (114 + 2 * (_NEW + 11))
        models = round(pages * 0.12)
        for number in range(models):
            self._model(number)
        for number in range(max(20, pages - fixed - 2 * models)):
            self._event(number)

    def _write(self, kind: type[Record], place: str, values: dict[str, Any]) -> str:
        """Write a record at `place` in its folder; return its id."""
        file = self._folder / kind.folder / f"{place}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        filled = {name: value for name, value in values.items() if value not in (None, [])}
        file.write_text(MARK + "\n".join(lines_of(kind, filled)) + "\n", encoding="utf-8", newline="\n")
        return file.stem

    # Pieces

    def _text(self, place: str, sentences: int = 1) -> str:
        chance = self._chance
        said = []
        for _ in range(sentences):
            filled = {"u": place, "n": chance.randint(12, 990), "d": chance.randint(2, 31), "w": chance.choice(WARDS)}
            said.append(chance.choice(SENTENCES).format(**filled))
            said.append(" ".join(chance.choices(SPOKEN, RANKS, k=chance.randint(7, 13))).capitalize() + ".")
        return " ".join(said)

    def _some_sources(self) -> list[str]:
        return sorted(set(self._chance.choices(self._sources, k=self._chance.choice((1, 1, 2)))))

    def _statement(self, place: str, sources: list[str], sentences: int = 1) -> dict[str, Any]:
        return {"text": self._text(place, sentences), "source": [self._chance.choice(sources)]}

    def _statements(self, place: str, sources: list[str], least: int, most: int) -> list[dict[str, Any]]:
        return [self._statement(place, sources) for _ in range(self._chance.randint(least, most))]

    def _some_figures(self, period: object, sources: list[str], least: int, most: int) -> list[dict[str, Any]]:
        chosen = self._chance.sample(_FIGURES, self._chance.randint(least, most))
        value, source = self._chance.randint, self._chance.choice
        return [
            {
                "label": label,
                "value": value(3, 9900),
                "measure": measure,
                "period": str(period),
                "source": [source(sources)],
            }
            for label, measure in chosen
        ]

    def _person(self, office: str, role: str, sources: list[str]) -> dict[str, Any]:
        name = f"{self._chance.choice(SURNAMES)} {self._chance.choice(GIVEN)}"
        return {"name": name, "office": office, "role": role, "source": [self._chance.choice(sources)]}

    def _unused(self, name: str) -> str:
        """`name`, with a number behind it if there is one of that name."""
        numbered, number = name, 1
        while numbered in self._used:
            number += 1
            numbered = f"{name} số {number}"
        self._used.add(numbered)
        return numbered

    def _day(self, unit: str) -> date:
        """A day on which a unit was there."""
        first, last = (
            (date(2016, 1, 1), _LAST_OLD_DAY) if unit.endswith("-2025") else (date(2025, 7, 1), date(2026, 10, 1))
        )
        return first + timedelta(self._chance.randrange((last - first).days))

    def _unit(self) -> str:
        return self._chance.choice([*self._offices])

    # Records

    def _few(self, pages: int) -> None:
        site = {
            "name": "GIẢ LẬP: Toàn dân bảo vệ an ninh Tổ quốc", "place": "Đất nước giả lập",
            "description": "Dữ liệu giả lập để đo tốc độ; không một điều nào ở đây có thật.", "about": "Trang giả lập.",
        }  # fmt: skip
        self._folder.mkdir(parents=True)
        (self._folder / SETTINGS).write_text(
            MARK + "\n".join(lines_of(Site, site)) + "\n", encoding="utf-8", newline="\n"
        )
        for theme in dict.fromkeys(theme for _, theme in HEADS):
            self._write(Theme, slug(theme), {"name": theme, "summary": self._text("tỉnh")})
        for kind in dict.fromkeys(kind for kind, _ in EVENT_KINDS):
            self._write(EventKind, slug(kind), {"name": kind})
        for short, name in _ABBREVIATIONS.items():
            self._write(Term, slug(name), {"name": name, "abbreviation": short, "meaning": self._text("tỉnh")})
        for number in range(max(20, pages // 10)):
            source = {
                "title": f"(Giả lập) {self._text(f'phường {self._chance.choice(WARDS)}')[:150].rstrip('. ')}", "kind": "article",
                "publisher": "Báo Giả Lập", "published": str(date(2016, 1, 1) + timedelta(self._chance.randrange(3600))),
                "url": f"https://nguon.example/bai-{number}", "accessed": "2026-11-01",
            }  # fmt: skip
            self._sources.append(self._write(Source, f"gia-lap-nguon-{number:05}", source))
        for number in range(max(8, pages // 150)):
            document = {
                "title": f"Kế hoạch giả lập số {number + 1} về xây dựng phong trào", "number": f"{number + 1:02}/KH-GL", "kind": "plan",
                "issued": str(date(2015, 1, 1) + timedelta(number * 11)), "issued_by": "Ủy ban nhân dân tỉnh giả lập",
                "summary": self._text("tỉnh"), "sources": [self._chance.choice(self._sources)],
            }  # fmt: skip
            self._documents.append(self._write(Document, f"gia-lap-van-ban-{number:03}", document))

    def _province(self, number: int) -> None:
        chance, folder = self._chance, f"tinh-{number:03}"
        sources = self._some_sources()
        top = self._write(
            Unit,
            f"{folder}/tinh-gia-lap-{number:03}",
            {"kind": "province", "name": f"Giả Lập {number + 1}", "sources": sources},
        )
        self._names[top] = f"tỉnh Giả Lập {number + 1}"
        names = chance.sample(WARDS, _NEW + _OLD + _DISTRICTS)
        new, old, districts = names[:_NEW], names[_NEW : _NEW + _OLD], names[_NEW + _OLD :]
        ended = {"end": str(_LAST_OLD_DAY), "sources": sources}
        above = [
            self._write(
                Unit,
                f"{folder}/huyen-{slug(n)}-{number:03}-2025",
                {"kind": "rural_district", "name": n, "parent": top, **ended},
            )
            for n in districts
        ]
        ids = {name: f"xa-{slug(name)}-{number:03}" for name in new} | {
            n: f"xa-{slug(n)}-{number:03}-2025" for n in old
        }
        for at, name in enumerate(new):
            went_in = [ids[one] for one in old[at::_NEW]]
            formed = [
                {"unit": one, "date": "2025-07-01", "share": "whole", "document": chance.choice(self._documents), "verification": "law_text", "sources": sources}
                for one in went_in
            ]  # fmt: skip
            unit = {
                "kind": "commune", "name": name, "parent": top, "start": "2025-07-01", **self._ground(number, sources), "formed_from": formed,
                "facts": self._statements(f"xã {name}", sources, 0, 1), "figures": self._some_figures(2025, sources, 0, 3), "sources": sources,
            }  # fmt: skip
            self._names[self._write(Unit, f"{folder}/{ids[name]}", unit)] = f"xã {name}"
        for at, name in enumerate(old):
            now = {"unit": ids[new[at % _NEW]], "area_share": 1, "source": sources}
            unit = {
                "kind": "commune",
                "name": name,
                "parent": chance.choice(above),
                **self._ground(number, sources),
                "now_in": [now],
            }
            self._names[self._write(Unit, f"{folder}/{ids[name]}", {**unit, **ended})] = f"xã {name}"
        over = self._office(top, sources)
        for unit in [ids[name] for name in (*new, *old[:10])]:
            self._office(unit, self._some_sources(), over)
        for unit in [ids[name] for name in new[:10]]:
            said = {
                "summary": self._statement(self._names[unit], sources),
                "figures": self._some_figures(2025, sources, 2, 4),
            }
            self._write(Result, f"{unit}-ket-qua", {"unit": unit, "year": 2025, **said, "sources": sources})

    def _ground(self, province: int, sources: list[str]) -> dict[str, Any]:
        """Where a unit lies, and how large it is."""
        south, west = 9 + province % 8 * 1.6, 103 + province // 8 % 4 * 1.4
        latitude, longitude = (Decimal(f"{corner + self._chance.uniform(0, 1.3):.4f}") for corner in (south, west))
        area = {"km2": Decimal(f"{self._chance.uniform(3, 60):.2f}"), "source": sources}
        return {"area": area, "centroid": {"latitude": latitude, "longitude": longitude, "source": sources}}

    def _office(self, unit: str, sources: list[str], above: list[str] | None = None) -> list[str]:
        """The police and the committee of a unit."""
        name = self._names[unit]
        made = []
        for at, (kind, head, word) in enumerate(
            (("police", "cong-an", "Công an"), ("government", "ubnd", "Ủy ban nhân dân"))
        ):
            values = {
                "name": f"{word} {name}",
                "kind": kind,
                "unit": unit,
                "parent": above[at] if above else None,
                "sources": sources,
            }
            made.append(self._write(Organisation, f"{head}-{unit}", values))
        self._offices[unit] = made
        return made

    def _model(self, number: int) -> None:
        chance, unit, sources = self._chance, self._unit(), self._some_sources()
        name, (police, committee) = self._names[unit], self._offices[unit]
        head, theme = chance.choice(HEADS)
        tail = chance.choice(TAILS).format(n=chance.randint(1, 30), w=chance.choice(WARDS))
        called = self._unused(" ".join(filter(None, (head, tail, name))))
        since = self._day(unit)
        points = [{"unit": unit, "name": f"Khu phố {n + 1}", "teams": chance.randint(1, 9), "source": sources[:1]} for n in range(chance.randint(0, 4))]  # fmt: skip
        model = {
            "name": called, "summary": self._statement(name, sources), "themes": [slug(theme)], "units": [unit],
            "since": str(since), "leads": [police], "life": [{"stage": "launched", "date": str(since), "source": sources[:1]}], "points": points,
            "situation": self._statement(name, sources), "steps": self._statements(name, sources, 2, 5), "equipment": self._statements(name, sources, 0, 1),
            "operation": self._statement(name, sources), "cost": self._statement(name, sources) if chance.random() < 0.5 else None,
            "partners": [{"organisation": committee, "brings": "Hướng dẫn, cấp kinh phí.", "source": sources[:1]}],
            "results": self._statements(name, sources, 1, 2), "figures": self._some_figures(since.year, sources, 1, 4),
            "people": [self._person(f"Trưởng Công an {name}", "Phụ trách mô hình", sources)], "documents": [chance.choice(self._documents)],
            "contact": {"organisation": police, "office": "Bộ phận tiếp dân"}, "sources": sources,
        }  # fmt: skip
        self._models.setdefault(unit, []).append(self._write(Model, f"{slug(head)[:60]}-{number:05}", model))

    def _event(self, number: int) -> None:
        chance, unit, sources = self._chance, self._unit(), self._some_sources()
        name, (police, committee) = self._names[unit], self._offices[unit]
        kind, template = chance.choice(EVENT_KINDS)
        head, theme = chance.choice(HEADS)
        day = self._day(unit)
        words = {
            "k": kind,
            "u": name,
            "v": f"xã {chance.choice(WARDS)}",
            "m": head,
            "n": chance.randint(1, 5),
            "y": day.year,
            "p": day.year - 1,
        }
        known = self._models.get(unit, [])
        event = {
            "title": self._unused(template.format(**words)), "kind": slug(kind), "date": str(day), "time": chance.choice(("sáng", "chiều", "08:30")), "unit": unit,
            "place": f"Nhà văn hóa {name}", "organisers": [police], "models": chance.sample(known, min(len(known), chance.randint(0, 2))),
            "themes": [slug(theme)], "summary": self._statement(name, sources), "content": self._statements(name, sources, 2, 4),
            "people": [self._person(f"Chủ tịch UBND {name}", "Khai mạc", sources)], "figures": self._some_figures(day, sources, 1, 4),
            "awards": [{"by": f"Chủ tịch UBND {name}", "organisation": committee, "form": "giấy khen", "individuals": chance.randint(1, 20), "source": sources[:1]}],
            "documents": [chance.choice(self._documents)] if chance.random() < 0.3 else [], "sources": sources,
        }  # fmt: skip
        self._write(Event, f"{day.year}/{day}-{slug(kind)[:40].strip('-')}-{number:05}", event)
