"""The places of a record as attributes of its page's elements: `data-desk="content.2.text"`, items counted from 0, several parted
by blanks.

What shows no mark, such as a number, a choice or a link, is looked for by what it looks like, near what else comes of the part of
the record that holds it. A row in which things of one item of a list stand has the place of the item.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from os.path import commonprefix

from macros.desk.marks import Found
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.numbers import shown_number
from macros.records import Part, Record
from macros.records.base import FieldType, Labelled
from macros.records.walk import Place, Value, values

ATTRIBUTE = "data-desk"
_TAG = re.compile(
    r"<!--.*?-->|<(?P<opaque>script|style|svg)\b.*?</(?P=opaque)>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_ROWS = frozenset(("tr", "li", "figure", "blockquote", "dd"))
_AROUND = frozenset(("nav", "aside"))
_HEAD_ENDS = "h2"
_CITED = re.compile(r'<li id="(nguon-\d+)"')
_HREF = re.compile(r'\shref="([^"]*)"')


@dataclass(eq=False)
class _Element:
    """An element: where its tag begins and ends, what it is in, its own texts, the places of what stands in it, and the part of
    the record that it is about."""

    name: str
    begin: int
    tag_end: int
    above: "_Element | None"
    end: int = 0
    texts: list[str] = field(default_factory=list)
    places: dict[Place, None] = field(default_factory=dict)
    about: Place = ()

    @property
    def text(self) -> str:
        return " ".join(unescape(" ".join(self.texts)).split()).casefold()


def with_places(
    html: str,
    found: Iterable[Found],
    record: Record,
    hrefs: Mapping[tuple[str, str], str],
    in_form: Callable[[Place], Place],
) -> str:
    """The page of `record` with the places of what was found in it. `hrefs` are the links of the page to other records, by folder
    and id; `in_form` tells where in the form a place of the record is."""
    elements = [one for one in _elements(html) if not any(above.name in _AROUND for above in _with_above(one))]
    begins = [one.begin for one in elements]
    for at, place in found:
        element = elements[here] if (here := bisect_right(begins, at - 1) - 1) >= 0 else None
        while element and element.end < at:
            element = element.above
        if element and element.above:
            element.places[place] = None
    _tell_parts(elements)
    _look_for(elements, html, record, hrefs)
    order = {value.place: at for at, value in enumerate(values(record))}
    parts, last = [], 0
    for one in elements:
        if places := sorted(one.places, key=order.__getitem__) or ([one.about] if one.about else []):
            at = one.begin + 1 + len(one.name)
            told = " ".join(".".join(map(str, in_form(place))) for place in places)
            parts += [html[last:at], f' {ATTRIBUTE}="{told}"']
            last = at
    return "".join([*parts, html[last:]])


def _elements(html: str) -> Iterator[_Element]:
    """The elements of what is the page's own: of its article, that first."""
    begin, end = html.find("<article"), html.rfind("</article>")
    opened: list[_Element] = []
    found: list[_Element] = []
    last = begin
    for tag in _TAG.finditer(html, begin, end) if 0 <= begin < end else ():
        if opened:
            opened[-1].texts.append(html[last : tag.start()])
        last = tag.end()
        if not (name := tag["name"]):
            continue
        if tag["close"]:
            if any(one.name == name for one in opened[1:]):
                while (one := opened.pop()).name != name:
                    one.end = tag.start()
                one.end = tag.end()
        else:
            element = _Element(name, tag.start(), tag.end(), opened[-1] if opened else None, tag.end())
            found.append(element)
            if name not in _VOID:
                opened.append(element)
    for one in opened:
        one.end = end
    return iter(found)


def _tell_parts(elements: list[_Element]) -> None:
    """Tell each row of which item it is, and what holds several places which part of the record they are all of."""
    held: dict[_Element, dict[Place, None]] = {}
    for one in reversed(elements):
        held.setdefault(one, {}).update(one.places)
        if one.above:
            held.setdefault(one.above, {}).update(held[one])
    for one in elements:
        if one.above and (places := list(held[one])):
            if one.name in _ROWS and (item := _item(places)):
                one.about = item
            elif len(places) > 1:
                one.about = tuple(commonprefix(places))


def _item(places: list[Place]) -> Place:
    """The item of a list of which these places are, or of a part of which it is; nothing if they are of several."""
    items = [_within_list(place) for place in places]
    deepest = max(items, key=len, default=())
    return deepest if all(deepest[: len(item)] == item for item in items) else ()


def _within_list(place: Place) -> Place:
    """The innermost item of a list of parts in which a place lies."""
    place = place[:-1]
    while place and not isinstance(place[-1], int):
        place = place[:-1]
    return place


def _look_for(elements: list[_Element], html: str, record: Record, hrefs: Mapping[tuple[str, str], str]) -> None:
    """Find what shows no mark: of a part where that is told of, the rest above the first heading and in lists of facts;
    links wherever nothing else is."""
    seen = {place for one in elements for place in one.places}
    head = next((at for at, one in enumerate(elements) if one.name == _HEAD_ENDS), len(elements))
    facts = [one for one in elements[head:] if any(_is_of_facts(html, above) for above in _with_above(one))]
    regions: dict[Place, list[_Element]] = {(): elements[1:head] + facts}
    free: list[_Element] = []
    cited = {
        _href(html, one): f"#{found[1]}"
        for one in elements
        if one.name == "a" and one.above and (found := _CITED.match(html, one.above.begin))
    }
    for one in elements[1:]:
        told_of = [above.about or _item(list(above.places)) for above in _with_above(one)]
        about = {part[:depth] for part in told_of for depth in range(1, len(part) + 1)}
        for part in about:
            regions.setdefault(part, []).append(one)
        free += [] if about else [one]
    for value in values(record):
        if value.place in seen or not _is_filled(value):
            continue
        holder = _holder(value)
        while holder not in regions:
            holder = holder[:-1]
        if value.field.link:
            href = hrefs.get((value.field.link, value.value), "")
            near = regions[holder] if holder else free
            there = (one for one in near if one.name == "a" and _href(html, one) in (href, cited.get(href)))
        elif value.field.type is FieldType.FILE:
            name = value.value.rpartition("/")[2]
            there = (one for one in regions[holder] if one.name == "img" or name in (_href(html, one) or ""))
        else:
            patterns = [_pattern(text) for text in _looks(value)]
            there = (one for pattern in patterns for one in regions[holder] if pattern.search(one.text))
        if element := next(there, None):
            element.places[value.place] = None


def _is_of_facts(html: str, one: _Element) -> bool:
    return one.name == "dl" and 'class="glance"' in html[one.begin : one.tag_end]


def _with_above(one: _Element) -> Iterator[_Element]:
    here: _Element | None = one
    while here:
        yield here
        here = here.above


def _is_filled(value: Value) -> bool:
    return not (value.value in (None, "", False) or isinstance(value.value, Part) or value.field.internal)


def _holder(value: Value) -> Place:
    """The place of the part that holds a value."""
    return value.place[: -2 if value.field.many else -1]


def _href(html: str, element: _Element) -> str | None:
    led = _HREF.search(html, element.begin, element.tag_end)
    return unescape(led[1]) if led else None


def _looks(value: Value) -> list[str]:
    """How a value may stand on a page."""
    is_ = value.value
    if isinstance(is_, Labelled):
        return [is_.label] if is_.label else []
    if isinstance(is_, PartialDate | Period | TimeOfDay):
        return [is_.shown]
    if value.field.type in (FieldType.INTEGER, FieldType.NUMBER):
        return [shown_number(is_), str(is_)]
    return [is_] if isinstance(is_, str) else []


def _pattern(text: str) -> re.Pattern[str]:
    """That text, and no longer word or number of which it is a part."""
    return re.compile(rf"(?<![\w\[])(?<!\d[.,]){re.escape(' '.join(text.casefold().split()))}(?!\w|[.,]\d)")
