"""What a new record's file is called, and where in its folder it goes: its id is what its address will be."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from macros.language.dates import PartialDate
from macros.language.text import slug
from macros.records.event import Event
from macros.records.record import Record
from macros.records.result import Result
from macros.records.source import Source
from macros.records.unit import Unit, UnitKind

_KINDS = {kind.value: kind.label for kind in UnitKind}


def path_for(kind: type[Record], values: Mapping[str, Any]) -> Path:
    """Where a new record goes, by its values as a file holds them: events under their year, named by date and title."""
    name = slug(_called(kind, values)) or slug(kind.noun)
    if kind is Event:
        date = PartialDate.parse(values["date"])
        folder, day = (str(date.year), str(date)) if date.year else ("khong-ro-nam", f"khong-ro-nam-{str(date)[5:]}")
        if date.about:
            day = f"khoang-{day.rstrip('~')}"
        return Path(folder, f"{_cut(f'{day}-{name}')}.yml")
    if kind is Source and values.get("published"):
        name = f"{_cut(name, 60)}-{slug(values['published'])}"
    return Path(f"{_cut(name)}.yml")


def free(path: Path, taken: Container[str]) -> Path:
    """`path`, or the first of `…-2`, `…-3` whose id is free."""
    number, stem = 1, path.stem
    while path.stem in taken:
        number += 1
        path = path.with_stem(f"{stem}-{number}")
    return path


def _called(kind: type[Record], values: Mapping[str, Any]) -> str:
    if kind is Result:
        return " ".join(
            str(values.get(name) or "")
            for name in ("unit", "period" if values.get("period") else "year", "period_name")
        )
    name = str(values.get("title") or values["name"])
    return f"{_KINDS.get(str(values.get('kind')), '')} {name}" if kind is Unit else name


def _cut(name: str, length: int = 80) -> str:
    """`name` within `length` letters, cut at a hyphen: a path on Windows has 260 in all."""
    return name if len(name) <= length else name[: length + 1].rsplit("-", 1)[0][:length]
