"""Whether what is kept between runs changes anything: a small data folder is edited at random, again and again, and after each
edit what is read and made of it with the stores of the run before is compared with what is read and made of it without any.

The tests take a few steps (`test_exact.py`). Many more, each run told by its seed:

    .venv/bin/python -m tests.exact 1000 [SEED]

The exit status is 1 if something differed.
"""

import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from macros.catalogue import Catalogue, Finder
from macros.catalogue.advice import advice
from macros.exports import EXPORTS
from macros.files import kept
from macros.language.clock import today
from macros.load import load, read
from macros.memory import Recent
from macros.publish.beforehand import links_of_records
from macros.records import Part, Unit
from macros.search.findable import abbreviations, kinds, portions
from macros.search.index import write_index
from tests.folders import WAYS

SAMPLE = Path(__file__).parent / "site"
STEPS = 8
"""Edits of one run."""
_SECONDS_OF_A_DAY = 86_400
_WORDS = (
    "Hòa",
    "năm 2023",
    "0912345678",
    "Một dòng khác.",
    "2024-03",
    "12",
    "**đậm**",
    "cam-eranui",
    "true",
    "=1+1",
    "“ ”",
)


@dataclass
class Site:
    """A data folder that is being edited, and where what is made of it is kept."""

    data: Path
    stores: Path
    chance: random.Random
    now: int = 1_788_220_800  # 1 September 2026
    recent: Recent = field(default_factory=dict)
    last: Catalogue | None = None
    done: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[Path]:
        return sorted(self.data.rglob("*.yml"))


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in all that can be seen of them: equal decimals may differ in their zeros, equal records
    in all but their ids."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Part):
        return (
            list(vars(one)) == list(vars(other))
            and one.model_fields_set == other.model_fields_set
            and one.__pydantic_extra__ == other.__pydantic_extra__
            and one.__pydantic_private__ == other.__pydantic_private__
            and all(map(same, vars(one).values(), vars(other).values()))
        )
    return bool(one == other) and repr(one) == repr(other)


# Edits: each changes the folder and says what it did, or nothing where it can't be done.


def _a_value(site: Site) -> str | None:
    file = site.chance.choice(site.files)
    lines = file.read_text(encoding="utf-8").split("\n")
    places = [number for number, line in enumerate(lines) if ": " in line]
    if not places:
        return None
    place = site.chance.choice(places)
    name, _, value = lines[place].partition(": ")
    words = value.split(" ")
    words[site.chance.randrange(len(words))] = site.chance.choice(_WORDS)
    lines[place] = f"{name}: {' '.join(words)}"
    file.write_text("\n".join(lines), encoding="utf-8")
    return f"{file.name}: {lines[place]}"


def _a_date(site: Site) -> str | None:
    """One that can't be yet, and can in a year."""
    file = site.chance.choice(site.files)
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    if not (dates := re.findall(r"\b\d{4}-\d\d-\d\d\b", text)):
        return None
    year = today().year + site.chance.choice([1, 2, 10, 11])
    new = text.replace(site.chance.choice(dates), f"{year}-05-01", 1)
    file.write_text(new, encoding="utf-8", errors="surrogateescape")
    return f"{file.name}: {year}"


def _a_line_less(site: Site) -> str:
    file = site.chance.choice(site.files)
    lines = file.read_text(encoding="utf-8").split("\n")
    gone = lines.pop(site.chance.randrange(len(lines)))
    file.write_text("\n".join(lines), encoding="utf-8")
    return f"{file.name} without {gone}"


def _a_fault(site: Site) -> str:
    file, way = site.chance.choice(site.files), site.chance.choice(sorted(WAYS))
    file.write_bytes(WAYS[way](site.chance, file.read_bytes()))
    return f"{file.name}: {way}"


def _a_new_file(site: Site) -> str:
    old = site.chance.choice(site.files)
    new = old.with_stem(f"{old.stem}-{site.chance.randrange(100)}")
    text = old.read_text(encoding="utf-8").replace(": ", ": Thêm ", 1)
    new.write_text(text, encoding="utf-8")
    return f"{new.name}, like {old.name}"


def _one_less(site: Site) -> str:
    file = site.chance.choice(site.files)
    file.unlink()
    return f"{file.name} deleted"


def _another_name(site: Site) -> str:
    file = site.chance.choice(site.files)
    new = file.with_stem(f"{file.stem}-ten-moi")
    if site.chance.random() < 0.5:
        with file.open("a", encoding="utf-8") as more:
            more.write(f"\naliases: [{file.stem}]\n")
    for other in site.files:  # and every link to it
        text = other.read_text(encoding="utf-8", errors="surrogateescape")
        if site.chance.random() < 0.9 and file.stem in text and other != file:
            other.write_text(text.replace(file.stem, new.stem), encoding="utf-8", errors="surrogateescape")
    file.rename(new)
    return f"{file.name} is {new.name}"


def _another_folder(site: Site) -> str:
    file = site.chance.choice(site.files)
    new = file.parent / site.chance.choice(["khac", "../khac"]) / file.name
    new.parent.mkdir(parents=True, exist_ok=True)
    file.rename(new)
    return f"{file.name} moved"


def _a_draft(site: Site) -> str:
    file = site.chance.choice(site.files)
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    text = text.replace("draft: true\n", "") if "draft: true" in text else f"draft: true\n{text}"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    return f"{file.name}: draft or not"


def _a_later_day(site: Site) -> str:
    days = site.chance.choice([1, 30, 366])
    site.now += days * _SECONDS_OF_A_DAY
    return f"{days} days later"


def _all_as_it_was(site: Site) -> str:
    shutil.rmtree(site.data)
    shutil.copytree(SAMPLE, site.data)
    return "all as it was"


def _damage(site: Site) -> str | None:
    files = sorted(file for file in site.stores.rglob("*") if file.is_file())
    if not files:
        return None
    file = site.chance.choice(files)
    content = bytearray(file.read_bytes())
    if not content:
        return None
    at = site.chance.randrange(len(content))
    content[at] ^= 1 << site.chance.randrange(8)
    file.write_bytes(site.chance.choice([content, content[:at], b""]))
    return f"{file.name} damaged"


EDITS: tuple[Callable[[Site], str | None], ...] = (
    _a_value, _a_value, _a_value, _a_date, _a_date, _a_line_less, _a_fault, _a_new_file, _one_less, _another_name, _another_folder, _a_draft, _a_later_day,
    _all_as_it_was, _all_as_it_was, _all_as_it_was, _damage,
)  # fmt: skip


def run(seed: int, top: Path) -> None:
    """Edit a sample in `top` as `seed` has it; AssertionError, with all that was done, if something differs."""
    site = Site(top / "data", top / "stores", random.Random(seed))
    shutil.copytree(SAMPLE, site.data)
    makers = b"first".ljust(16)
    for number in range(STEPS):
        if number:
            told = site.chance.choice(EDITS)(site)
            if site.chance.random() < 0.05:
                makers = kept.digest(makers)
                told = f"{told}; another version"
            if told:
                site.done.append(told)
        with (
            patch.object(kept, "makers", lambda made=makers: made),
            patch.dict(os.environ, SOURCE_DATE_EPOCH=str(site.now)),
        ):
            if fault := difference(site.data, site.stores) or _as_a_preview(site):
                raise AssertionError("\n".join([f"seed {seed}: {fault}, after", *site.done]))


def index(find: Finder) -> Iterator[tuple[str, bytes]]:
    """The files of the index of the search."""
    with tempfile.TemporaryDirectory() as made:
        write_index(portions(find, {}), kinds(), abbreviations(find), Path(made), find.stores)
        yield from sorted((str(file.relative_to(made)), file.read_bytes()) for file in Path(made).rglob("*.*"))


def difference(data: Path, stores: Path) -> str:
    """What differs between what is read and made of `data` with `stores` and without; nothing if nothing does."""
    (plain, problems), (quick, as_quickly) = read(data), read(data, stores)
    if problems != as_quickly or plain.warnings != quick.warnings:
        return "other problems"
    if not same(list(plain), list(quick)):
        return "other records"
    if [plain.targets(record) for record in plain] != [quick.targets(record) for record in quick]:
        return "other links"
    if problems:
        return ""
    day = today()
    asked: tuple[Callable[[Finder], Any], ...] = (
        advice,
        lambda find: links_of_records(find, {"index.html"}, lambda path: ""),
        index,
    )
    for ask in asked:
        one, other = (list(ask(Finder(load(data, stores=folder), day))) for folder in (None, stores))
        if one != other:
            return "other advice, links of passages or index of the search"
    for export in EXPORTS:
        made, kept_or_made = (
            [(address, make()) for address, make in export(Finder(load(data, stores=folder), day))]
            for folder in (None, stores)
        )
        if made != kept_or_made:
            return f"{export.__name__} differ"
    return ""


def _as_a_preview(site: Site) -> str:
    """What differs for a process that goes on: it has what it read of files in memory, and what it made of the same units."""
    plain, problems = read(site.data)
    site.last, as_quickly = read(site.data, site.stores, site.recent, site.last)
    if problems != as_quickly or plain.warnings != site.last.warnings:
        return "other problems in a preview"
    if not same(list(plain), list(site.last)) or _kin(plain) != _kin(site.last):
        return "other records or other kin in a preview"
    return ""


def _kin(catalogue: Catalogue) -> list[Any]:
    lineage = catalogue.lineage
    return [(lineage.name(unit), lineage.later(unit), lineage.earlier(unit)) for unit in catalogue.all(Unit)]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failed = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                run(seed, Path(folder))
            except AssertionError as error:
                failed += 1
                print(error, flush=True)
    print(f"{count} runs of {STEPS} edits, from seed {first} on: {failed} differ")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
