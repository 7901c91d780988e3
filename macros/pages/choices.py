"""What the models of a list can be chosen by: for each choice of each filter, the places in the list of the models that it leaves.

Of a list on one page that page holds all of it, in order and with counts, so that the script (`docs/assets/models.js`) only has to
combine them. Of a longer one a file holds it, which is fetched when somebody first wants to choose; what is chosen is then
taken from the pages of the list.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from macros.addresses.address import CHOICES, MODELS, Address
from macros.catalogue import Finder
from macros.language.collation import alphabetical
from macros.language.text import slug, upper_first
from macros.pages.evidence import before_and_after
from macros.pages.lists import Listed, listed
from macros.records import Model, Organisation, Theme
from macros.records.base import OTHER
from macros.records.life import Stage
from macros.records.parts import Level
from macros.search.ground import around

Told = tuple[str, str, str]
"""A choice that a model falls under: the group among the choices, its key in the address, its name."""


@dataclass(frozen=True)
class Choice:
    """One choice, and the places of the models that it leaves."""

    key: str
    name: str
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, what it says while nothing is chosen, and its choices by group."""

    name: str
    label: str
    any: str
    groups: list[tuple[str, list[Choice]]]


def _themes(find: Finder, model: Model) -> Iterator[Told]:
    yield from (("", theme, find.name(find.get(Theme, theme))) for theme in model.themes)


def _units(find: Finder, model: Model) -> Iterator[Told]:
    for unit in around(find, find.located(model)):
        yield "Trước đây" if unit.is_former else "Hiện nay", unit.id, find.name(unit)


def _stage(find: Finder, model: Model) -> Iterator[Told]:
    """What became of it, whoever says so, else the last stage that it is known to have reached."""
    if standing := find.standing(model):
        yield "", slug(standing), standing
    elif state := model.state:
        other = state.stage is Stage.OTHER
        key = _own(state.shown) if other else state.stage.value.replace("_", "-")
        yield "", key, state.shown if other else state.stage.label
    else:
        yield "", "unknown", "Chưa rõ"


def _leads(find: Finder, model: Model) -> Iterator[Told]:
    yield from (("", lead, find.name(find.get(Organisation, lead))) for lead in model.leads)


def _steps(_: Finder, model: Model) -> Iterator[Told]:
    yield ("", "yes", "Có các bước") if model.can_be_copied else ("", "no", "Chưa có")


def _figures(_: Finder, model: Model) -> Iterator[Told]:
    yield ("", "yes", "Có số liệu") if model.figures else ("", "no", "Chưa có")
    if before_and_after(model):
        yield "", "before-after", "Có số liệu trước–sau"


def _recognised(_: Finder, model: Model) -> Iterator[Told]:
    for one in model.recognition:
        level = one.told_by if one.level is Level.OTHER else one.level.label
        yield "", _own(level) if one.level is Level.OTHER else one.level.value, upper_first(level)


def _own(words: str) -> str:
    """The key of what a record calls in words of its own: no other words have it, nor any value."""
    return "-".join([OTHER, *words.casefold().split()])


_FILTERS: tuple[tuple[str, str, str, Callable[[Finder, Model], Iterable[Told]]], ...] = (
    ("theme", "Lĩnh vực", "Mọi lĩnh vực", _themes),
    ("unit", "Địa bàn", "Mọi địa bàn", _units),
    ("stage", "Giai đoạn", "Mọi giai đoạn", _stage),
    ("lead", "Đơn vị chủ trì", "Mọi nơi", _leads),
    ("steps", "Các bước", "Có hay chưa", _steps),
    ("figures", "Số liệu", "Có hay chưa", _figures),
    ("recognised", "Được ghi nhận", "Có hay chưa", _recognised),
)


def offered() -> list[tuple[str, str, str]]:
    """The name, the label and what it says while nothing is chosen, of every filter that there may be."""
    return [(name, label, whichever) for name, label, whichever, _ in _FILTERS]


def choices(find: Finder) -> Iterator[tuple[Address, Callable[[], bytes]]]:
    """Yield (address, what makes it) of the file for a list of all models that fills several pages."""
    found = listed(find, "all_models")
    if found.cut.parts:
        yield CHOICES, partial(_file, find, found)


def _file(find: Finder, found: Listed) -> bytes:
    """The pages of the list, each with how many models it has and the id of its first; and of each filter its choices, each with its key,
    its name and how far the place of each model lies behind that of the one before."""
    pages = [(MODELS, found.first), *((found.address(part), part.items) for part in found.cut.parts)]
    models = [model for _, items in pages for model in items]
    told = {
        "pages": [[there.seen_from(MODELS), len(items), items[0].id] for there, items in pages],
        "filters": {
            one.name: [[group, [[c.key, c.name, _steps_between(c.places)] for c in held]] for group, held in one.groups]
            for one in filters(find, models)
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _steps_between(places: list[int]) -> str:
    """Each place as its distance from the one before, but for a 1, which is left out: `12,,,3`."""
    steps = (place - before for before, place in pairwise([-1, *places]))
    return ",".join("" if step == 1 else str(step) for step in steps)


def filters(find: Finder, models: Iterable[Model]) -> list[Filter]:
    """The filters of a list of models, the choices by name; none that would leave all of them and nothing else."""
    told_of = list(models)
    found = []
    for name, label, whichever, told in _FILTERS:
        groups: dict[str, dict[str, Choice]] = {}
        for place, model in enumerate(told_of):
            for (group, key), named in {(group, key): named for group, key, named in told(find, model)}.items():
                groups.setdefault(group, {}).setdefault(key, Choice(key, named)).places.append(place)
        if any(len(choice.places) < len(told_of) for group in groups.values() for choice in group.values()):
            by_name = [
                (group, sorted(held.values(), key=lambda one: alphabetical(one.name)))
                for group, held in sorted(groups.items())
            ]
            found.append(Filter(name, label, whichever, by_name))
    return found
