"""Documents of pages that are no record's own, but gather what records tell: festivals of many units, places below the commune, years, and
the printed kits of models."""

from collections.abc import Iterator

from macros.addresses.address import kit_of, spot_of
from macros.addresses.address import year as address_of_year
from macros.addresses.occasions import page_of_occasion
from macros.catalogue import Finder
from macros.catalogue.occasions import Occasion
from macros.catalogue.spots import Spot
from macros.records import Event, Model, Theme, Unit
from macros.records.event import EventStatus
from macros.search.by_hand import PAGE
from macros.search.documents import Document, DocumentKind
from macros.search.ground import Ground, Grounds

SPOT = DocumentKind("point", "Thôn, tổ dân phố, cơ sở")
KIT = "Bộ tài liệu in"
_ASKED_OF_A_KIT = ("bộ tài liệu nhân rộng mô hình", "tờ treo bảng tin")
_ASKED_OF_A_YEAR = ("sự kiện", "các sự kiện", "số sự kiện", "hoạt động")


def gathered(find: Finder, grounds: Grounds) -> Iterator[Document]:
    """Yield a document for every festival that many units hold, every place below the commune where models run, every year that has a
    page, and every printed kit."""
    yield from map(_occasion, find.occasions())
    for unit in find.all(Unit):
        yield from (_place(find, spot, grounds) for spot in find.spots(unit) if spot.models)
    yield from (_year(find, year) for year in find.years)
    yield from (_kit(model, grounds.of(model)) for model in find.all(Model) if model.can_be_copied)


def _occasion(occasion: Occasion) -> Document:
    return Document(
        url=str(page_of_occasion(occasion)),
        kind=Event.singular,
        title=occasion.title,
        units=(occasion.where,),
        date=str(occasion.date),
        former=occasion.status is EventStatus.CANCELLED,
        postponed=occasion.status is EventStatus.POSTPONED,
    )


def _place(find: Finder, spot: Spot, grounds: Grounds) -> Document:
    """A village, a street group, a parish, a school: where it lies, and what runs there."""
    ground = grounds.of_units((spot.unit.id,))
    themes = dict.fromkeys(find.get(Theme, theme) for model in spot.models for theme in model.themes)
    return Document(
        url=str(spot_of(find, spot)),
        kind=SPOT.name,
        title=spot.name,
        units=ground.names,
        heirs=ground.heirs,
        themes=tuple(theme.name for theme in themes),
        summary=f"Nơi có mô hình: {'; '.join(model.name for model in spot.models)}.",
        unit_ids=ground.ids,
        theme_ids=tuple(theme.id for theme in themes),
    )


def _year(find: Finder, year: int) -> Document:
    """A year's page, asked for as its events."""
    return Document(
        url=str(address_of_year(year)),
        kind=PAGE.name,
        title=f"Năm {year}",
        other_names=tuple(f"{words} năm {year}" for words in _ASKED_OF_A_YEAR),
        asked_as=(find.site.name,),
        summary=f"Sự kiện, mô hình ra mắt và kết quả năm {year} của phong trào tại {find.site.place}.",
    )


def _kit(model: Model, ground: Ground) -> Document:
    """The printed kit of a model. What the model tells is found as the model."""
    return Document(
        url=str(kit_of(model)),
        kind=PAGE.name,
        title=f"{KIT}: {model.name}",
        units=ground.names,
        heirs=ground.heirs,
        asked_as=_ASKED_OF_A_KIT,
        unit_ids=ground.ids,
    )
