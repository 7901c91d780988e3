"""What a reader may call the place where they live, in one small file that is fetched when somebody begins to type: the units of today,
those before them with what became of each, and the places below the commune that records name."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from macros.addresses.address import PLACES, Address, page_of
from macros.catalogue import Finder
from macros.catalogue.lineage import Kin
from macros.records import Unit
from macros.records.unit import UnitKind

MOST_HEIRS = 60
"""Of a unit that more went on from, such as a province, the page tells which."""


def places(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the content) of that file."""
    yield PLACES, lambda: json.dumps(_told(find), ensure_ascii=False, separators=(",", ":"))


def _told(find: Finder) -> dict[str, Any]:
    """`now` and `before` are lists of [name, page], where a name of today is told with more only if two have it; behind these `before`
    has the units of today, each as its place in `now` and the place in `shares` of how much went there. `spots` are lists of [name,
    unit], the latter by its place in both lists together; `streets` likewise, each with all units of a province through which one of
    that name runs. `kinds` are what units are called before their names,
    `provinces` the names of those that an address ends in."""
    now = [unit for unit in find.units_of_today() if unit.kind.level == "commune"]
    before = [unit for unit in find.all(Unit) if unit.is_former]
    at = {unit.id: number for number, unit in enumerate([*now, *before])}
    shares: dict[str, int] = {}
    told = []
    for unit in before:
        heirs = [kin for kin in find.today(unit) if at.get(kin.unit.id, len(now)) < len(now)]
        kin = [[at[one.unit.id], shares.setdefault(_share(one), len(shares))] for one in heirs[: MOST_HEIRS + 1]]
        told.append([*_named(find, unit), *(kin if len(heirs) <= MOST_HEIRS else [])])
    spots = [[spot.name, at[unit.id]] for unit in [*now, *before] for spot in find.spots(unit) if not spot.is_street]
    names = Counter(unit.full_name for unit in now)
    called = Counter(key for key, _ in find.streets)
    kinds = list(dict.fromkeys(kind.label for kind in UnitKind))
    provinces = dict.fromkeys(unit.name for unit in find.all(Unit) if unit.kind.level == "province")
    return {
        "kinds": kinds,
        "provinces": [*provinces],
        "now": [_named(find, unit, unit.full_name if names[unit.full_name] == 1 else "") for unit in now],
        "before": told,
        "shares": [*shares],
        "spots": spots,
        "streets": [
            [
                there[0].name if called[key] == 1 else f"{there[0].name} ({province})",
                *(at[spot.unit.id] for spot in there),
            ]
            for (key, province), found in find.streets.items()
            if (there := [spot for spot in found if spot.unit.id in at])
        ],
    }


def _named(find: Finder, unit: Unit, name: str = "") -> list[str]:
    return [name or find.name(unit), page_of(unit).path if find.has_page(unit) else ""]


def _share(kin: Kin) -> str:
    """How much of a unit went to another, and how sure that is, as the pages of units say it."""
    told = ", ".join(filter(None, (kin.share.label if kin.share else "", kin.ground)))
    return f"{told} ({kin.doubt})".strip() if kin.doubt else told
