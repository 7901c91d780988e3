"""What the search engine knows of a page: the one form in which the catalogue hands its records over."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: its name in the index, what readers see it called, and further words, without diacritics, by
    which they ask for it at the start of a query."""

    name: str
    label: str
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One page that can be found.

    Attributes:
        url: address relative to the site, such as `mo-hinh/camera-truong-son/`; the document's identity.
        kind: what it is: `model`, `event`, `unit`…
        title: its name, as the page's heading shows it.
        other_names: former names, short names, other names by which a reader may ask for it.
        units: names of the units it belongs to, its own first, of their predecessors and successors, and of the units
            above them up to their provinces.
        heirs: of these, the units of today on the ground of its own, which are not its own: what is there is but told of,
            and a body is of none of them.
        themes: names of its fields of work.
        asked_as: words by which a reader may ask for it or for what it is about, and which it doesn't say itself.
        date: when it took place or appeared, to the precision known: `2024-08-19`, `2024-08`, `2024`, `2024~`,
            `XXXX-09-27` (a day of an unknown year), or empty.
        summary: one or two sentences, shown with a result.
        facts: short statements: figures with their units of measure, organisations, people in office.
        body: the rest of the page's text.
        unit_ids, theme_ids: by which results can be filtered, one for each of `units` and `themes`, in their order.
        tags: what else results can be filtered by, as (group, id, name): `("organiser", "ubnd-x", "UBND X")`.
        former: whether it names something that is no more, such as a unit merged into another, or never was: a
            cancelled event.
        postponed: whether it is an event that was put off.
        end: the last day of an event of several, as `date`.
        whole: the address of what it is a part of, with which it is told once: that of a festival which many units hold. The document
            of such a whole is found by its parts alone; its `units` say where it is.
    """

    url: str
    kind: str
    title: str
    other_names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    heirs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    asked_as: tuple[str, ...] = ()
    date: str = ""
    summary: str = ""
    facts: tuple[str, ...] = ()
    body: str = ""
    unit_ids: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    tags: tuple[tuple[str, str, str], ...] = ()
    former: bool = False
    postponed: bool = False
    end: str = ""
    whole: str = ""

    @property
    def state(self) -> int:
        """What its card says of it: 1 that it is no more or was called off, 2 that it was put off, 0 neither."""
        return 1 if self.former else 2 if self.postponed else 0


class Portion(NamedTuple):
    """Some documents that are made together, and not made again as long as all that decides them is as it was.

    Attributes:
        name: which of all portions it is; what stood under it the last time is what it is held against.
        own: a digest of what they are made of; empty if it is not known.
        made: makes them, and tells what else was read for them.
        state: returns a digest of that as it is now; empty if there is no telling.
    """

    name: str
    own: bytes
    made: Callable[[], tuple[list[Document], bytes]]
    state: Callable[[bytes], bytes]


def wholes(documents: Iterable[Document]) -> Counter[str]:
    """Return the addresses of what documents are parts of, each with how many they are."""
    return Counter(document.whole for document in documents if document.whole)
