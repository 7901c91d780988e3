"""What the models of a list can be chosen by: for each choice of each filter, the places in the list of the models that it leaves.

The page holds all of it, in order and with counts, so that the script (`docs/assets/models.js`) only has to combine them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from macros.catalogue import Finder
from macros.language.collation import alphabetical
from macros.language.text import slug
from macros.pages.evidence import before_and_after
from macros.records import Model, Organisation, Theme
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
        yield "", state.stage.value.replace("_", "-"), state.shown if state.stage is Stage.OTHER else state.stage.label
    else:
        yield "", "unknown", "Chưa rõ"


def _leads(find: Finder, model: Model) -> Iterator[Told]:
    yield from (("", lead, find.name(find.get(Organisation, lead))) for lead in model.leads)


def _steps(_: Finder, model: Model) -> Iterator[Told]:
    yield ("", "yes", "Có các bước") if model.steps else ("", "no", "Chưa có")


def _figures(_: Finder, model: Model) -> Iterator[Told]:
    yield ("", "yes", "Có số liệu") if model.figures else ("", "no", "Chưa có")
    if before_and_after(model):
        yield "", "before-after", "Có số liệu trước–sau"


def _recognised(_: Finder, model: Model) -> Iterator[Told]:
    for one in model.recognition:
        level = one.told_by if one.level is Level.OTHER else one.level.label
        yield "", one.level.value if one.level is not Level.OTHER else slug(level), f"{level[0].upper()}{level[1:]}"


_FILTERS: tuple[tuple[str, str, str, Callable[[Finder, Model], Iterable[Told]]], ...] = (
    ("theme", "Lĩnh vực", "Mọi lĩnh vực", _themes),
    ("unit", "Địa bàn", "Mọi địa bàn", _units),
    ("stage", "Giai đoạn", "Mọi giai đoạn", _stage),
    ("lead", "Đơn vị chủ trì", "Mọi nơi", _leads),
    ("steps", "Các bước", "Có hay chưa", _steps),
    ("figures", "Số liệu", "Có hay chưa", _figures),
    ("recognised", "Được ghi nhận", "Có hay chưa", _recognised),
)


def filters(find: Finder, models: Iterable[Model]) -> list[Filter]:
    """The filters of a list of models, the choices by name; none that would leave all of them and nothing else."""
    listed = list(models)
    found = []
    for name, label, whichever, told in _FILTERS:
        groups: dict[str, dict[str, Choice]] = {}
        for place, model in enumerate(listed):
            for group, key, named in dict.fromkeys(told(find, model)):
                groups.setdefault(group, {}).setdefault(key, Choice(key, named)).places.append(place)
        choices = [choice for group in groups.values() for choice in group.values()]
        if any(len(choice.places) < len(listed) for choice in choices):
            by_name = [
                (group, sorted(held.values(), key=lambda one: alphabetical(one.name)))
                for group, held in sorted(groups.items())
            ]
            found.append(Filter(name, label, whichever, by_name))
    return found
