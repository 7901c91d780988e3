"""The fourth part of the finder: the lists on which records without a page of their own have their entries, as they are cut."""

from macros.catalogue.cut import Cut, Group, Part, cut, cut_flat
from macros.catalogue.spots import Spot, Spots
from macros.catalogue.watched import index
from macros.language.collation import alphabetical
from macros.records import Record, Term, Unit

UNITS_ON_A_PAGE = 700
COMMUNES_ON_A_MAP = 300
TERMS_ON_A_PAGE = 150
SPOTS_ON_A_PAGE = 250
PLACES_ON_A_PAGE = 45


class Directory(Spots):
    """Answers on which page of a list an entry stands."""

    @index
    def unit_list(self) -> Cut[Unit]:
        """All units by their provinces, these of today first: of each those of today by kind, then those that have ended by the
        unit that each was part of."""
        today = sorted(self.units_of_today(), key=lambda unit: alphabetical(unit.kind.label))
        former = [unit for _, found in self.former_units() for unit in found]
        groups: dict[str, list[Unit]] = {}
        for unit in (*today, *former):
            groups.setdefault((self.above(unit) or [unit])[-1].id, []).append(unit)
        tops = sorted(
            (self.get(Unit, top) for top in groups), key=lambda top: (top.is_former, alphabetical(self.name(top)))
        )
        return cut((Group(self.name(top), top.id, groups[top.id]) for top in tops), UNITS_ON_A_PAGE)

    @index
    def commune_list(self) -> Cut[Unit]:
        """The communes of today by their provinces, each by name."""
        groups: dict[str, list[Unit]] = {}
        for unit in self.units_of_today():
            if unit.kind.level == "commune":
                groups.setdefault((self.above(unit) or [unit])[-1].id, []).append(unit)
        tops = [self.get(Unit, top) for top in groups]
        by_name = sorted(tops, key=lambda top: alphabetical(self.name(top)))
        return cut((Group(self.name(top), top.id, groups[top.id]) for top in by_name), COMMUNES_ON_A_MAP)

    @index
    def term_list(self) -> Cut[Term]:
        """The glossary."""
        return cut_flat(self.glossary(), TERMS_ON_A_PAGE)

    def by_parent(self, units: list[Unit]) -> list[tuple[Unit | None, list[Unit]]]:
        """Those of some units that have ended, in the order given, under the unit that each was part of."""
        groups: dict[str, list[Unit]] = {}
        for unit in units:
            if unit.is_former:
                groups.setdefault(unit.parent or "", []).append(unit)
        return [(self.get(Unit, above) if above else None, found) for above, found in groups.items()]

    def spot_list(self, unit: Unit) -> Cut[Spot]:
        """The places below the commune in a unit where models run."""
        return cut_flat([spot for spot in self.spots(unit) if spot.models], SPOTS_ON_A_PAGE)

    def place_list(self, unit: Unit) -> Cut[Spot]:
        """The other places in a unit that its record names."""
        return cut_flat([spot for spot in self.spots(unit) if not spot.models], PLACES_ON_A_PAGE)

    def entry_part(self, record: Record) -> Part[Unit] | Part[Term] | None:
        """The page of the list of its kind on which a record has its entry; None if that is the list's own."""
        return self._entries.get(record)

    @index
    def _entries(self) -> dict[Record, Part[Unit] | Part[Term]]:
        found: dict[Record, Part[Unit] | Part[Term]] = {}
        found.update((unit, part) for part in self.unit_list.parts for unit in part.items)
        found.update((term, part) for part in self.term_list.parts for term in part.items)
        return found
