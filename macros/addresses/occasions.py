"""Where the pages of festivals and campaigns lie that many wards hold."""

import re

from macros.addresses.address import EVENTS, Address, year
from macros.catalogue import Finder
from macros.catalogue.occasions import Occasion

_FOLDER = EVENTS.below("cung-ngay/")
_PAGE = re.compile(rf"{re.escape(_FOLDER.rooted)}((\d{{4}})-[^/]+)/(\d+/)?")


def page_of_occasion(occasion: Occasion, part: int = 1) -> Address:
    """Page number `part` of what it lists."""
    home = _FOLDER.below(f"{occasion.key}/")
    return home.below(f"{part}/") if part > 1 else home


def instead_of(find: Finder, rooted: str) -> Address | None:
    """Where one is told whose page, or further page, was at the address `rooted`: on its first page, or, as its records say something else
    now or are fewer, in its year; None of any other address."""
    found = _PAGE.fullmatch(rooted)
    if not found:
        return None
    key, number, further = found.groups()
    if find.has_occasion(key):
        return page_of_occasion(find.occasion(key)) if further else None
    return year(int(number)) if int(number) in find.years else None
