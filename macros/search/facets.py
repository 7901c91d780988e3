"""What results can be filtered, counted and sorted by: a file of its own, fetched only by a reader who does so."""

from collections import defaultdict
from collections.abc import Iterator

from macros.search.documents import Document
from macros.search.encoding import dump, gap_texts


def facets(documents: list[Document], numbers: dict[str, int]) -> str:
    """Return every document's number and day, the ids of former units, and the name and numbers of each unit, theme…

    As JSON: `{"all": gaps, "days": […], "off": gaps, "ends": {number: day}, "former": […], "groups": {"unit": {id: [name,
    gaps]}, "theme": …}}`. Events that were put off or called off are `off`; `ends` has the last day of those of several. Units
    that nothing but units belongs to are no choice: most of a country's, and the reader would find nothing there.
    """
    told_of = {unit for document in documents if document.kind != "unit" for unit in document.unit_ids}
    ordered = sorted(documents, key=lambda d: numbers[d.url])
    groups: dict[str, dict[str, tuple[str, list[int]]]] = defaultdict(dict)
    for document in ordered:
        for group, id_, name in dict.fromkeys(_memberships(document)):
            if group != "unit" or id_ in told_of:
                groups[group].setdefault(id_, (name, []))[1].append(numbers[document.url])
    named = [(group, id_, *groups[group][id_]) for group in sorted(groups) for id_ in sorted(groups[group])]
    off = [numbers[d.url] for d in ordered if d.kind == "event" and d.state]
    listed = [[numbers[d.url] for d in ordered], off, *(its for *_, its in named)]
    gaps_of_all, gaps_of_off, *gaps = gap_texts(listed)
    shown: dict[str, dict[str, tuple[str, str]]] = {group: {} for group in sorted(groups)}
    for (group, id_, name, _), text in zip(named, gaps, strict=True):
        shown[group][id_] = name, text
    return dump(
        {
            "all": gaps_of_all,
            "days": [_day(d.date) for d in ordered],
            "off": gaps_of_off,
            "ends": {str(numbers[d.url]): d.end for d in ordered if d.end},
            "former": sorted(
                told_of.intersection(d.unit_ids[0] for d in documents if d.former and d.kind == "unit" and d.unit_ids)
            ),
            "groups": shown,
        }
    )


def _memberships(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the groups that a document stands in, each with the id and the name of what it stands under."""
    yield from (("unit", *unit) for unit in zip(document.unit_ids, document.units, strict=True))
    yield from (("theme", *theme) for theme in zip(document.theme_ids, document.themes, strict=True))
    yield from document.tags


def _day(date: str) -> int:
    """Return month × 32 + day, 0 for what is unknown."""
    _, month, day = (*date.rstrip("~").split("-"), "0", "0")[:3]
    return int(month or 0) * 32 + int(day or 0)
