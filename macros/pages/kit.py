"""What goes on the printed kit of a model: a sheet for a board, which fills A4 as well as A3, and a second one with what else a
replicator needs; whole passages in the order of that need, until both are full.

The room is reckoned in hundredths of the short side of what is printed on, as the styles measure it too: so the paper may be of any
size. That every kit fits is tested with a browser.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from markupsafe import Markup

from macros.forms.wording import help_of
from macros.language.markup import plain
from macros.records import Model
from macros.records.fields import fields_of, sections_of
from macros.records.figure import Figure
from macros.records.parts import Passage

SIZES = (6.2, 5.4, 4.7, 4.1, 3.6, 3.2, 2.8, 2.5, 2.2, 2.0)
"""Of the type, as kit.css has them by their place: 6.2 is 32 points on A4 and 47 on A3, 2 is 10 and 15."""
HEIGHT = 140
"""What a sheet holds, upright or across, with some to spare for short last lines: A4 has 148, A3 146."""
_WIDTH = 0.5  # of a letter, in sizes of the type, spaces and signs included
_LINE = 1.4  # of a line, likewise
_HEADING = 2.5  # of one with what is around it, likewise
_SHOWN = 32  # the picture or the outline, which takes what is left over too
_CODE = 20  # the code, and beside it the facts in smaller type
_LYING, _COLUMN = 97, 57  # of a sheet that lies across: its height, and the first of its columns
_SHRUNK = 0.9  # what its type is of SIZES
_SMALL, _SOURCE, _ELSE = 1.5, 130, 220  # the type of the sources, how many letters one has, and what is said below them
FIGURES, SOURCES = 6, 4
SECOND = 7
"""The place in `SIZES` of the largest type of the second sheet, which is held in the hand."""
# By what a replicator needs first.
_ORDER = ("steps", "equipment", "conditions", "operation", "cost", "meetings", "not_suited", "difficulties", "lessons",
          "results", "situation")  # fmt: skip


_DOING = ("steps", "equipment", "conditions", "operation", "cost", "meetings")


@dataclass(frozen=True)
class Block:
    """A heading, the passages that fit, and how many more the model's own page has."""

    title: str
    passages: list[Passage]
    left_out: int
    in_order: bool


Facts = list[tuple[str, str]]
"""Labels, and what is told under them."""


@dataclass(frozen=True)
class Sheet:
    """What stands on one: facts and parts, in type of the size that `SIZES` has at the place `size`."""

    size: int
    facts: Facts
    parts: list[Block]


@dataclass(frozen=True)
class Kit:
    """What stands in the kit of one model: on the sheet for a board, which has the figures too; on a second one, if there is more to
    tell; and the titles of what only the model's page tells. `across`: on a sheet that lies across, what begins it stands over both
    columns, as the one beside the passages doesn't hold it above what is shown. `most_sources` is how many of the model's own sources
    it lists."""

    board: Sheet
    figures: list[Figure]
    second: Sheet | None
    elsewhere: list[str]
    across: bool
    most_sources: ClassVar[int] = SOURCES


def kit(model: Model, facts: Facts, further: Facts, has_map: bool) -> Kit:
    """Choose what fits; what is left out is always counted.

    Args:
        facts: what the sheet for a board tells of the model.
        further: what the second sheet does, if there is one.
        has_map: whether an outline is there for want of a picture.
    """
    doing, *others = [Block(title, passages, 0, in_order) for title, passages, in_order in _told(model)]
    figures = model.figures[:FIGURES]
    facts = facts if others else [*facts, *further]
    cited = {*model.sources[:SOURCES], *(source for one in figures for source in one.source)}
    small = _SMALL * _LINE * _rows("x" * (_SOURCE * (len(cited) + has_map) + _ELSE), _SMALL)
    around = _SHOWN * bool(model.lead or has_map) + small

    def fits(size: float, parts: list[Block], figures: list[Figure]) -> bool:
        foot = max(_CODE, _facts(facts, 0.8 * size, _CODE + 3))
        return around + foot + _head(model, size) + _parts(parts, size) + _figures(figures, size) <= HEIGHT

    at = next((at for at, size in enumerate(SIZES) if fits(size, [doing], figures)), len(SIZES) - 1)
    first = replace(doing, passages=doing.passages[:1], left_out=len(doing.passages) - 1)
    while figures and not fits(SIZES[at], [first], figures):  # what is done comes before what came of it
        figures = figures[:-1]
    kept, elsewhere = _fitting([doing], lambda parts: fits(SIZES[at], parts, figures))
    second, untold = _second(further, others) if others else (None, [])
    beside = _head(model, _SHRUNK * SIZES[at], 100 - _COLUMN) + _SHOWN + _CODE + small
    return Kit(Sheet(at, facts, kept), figures, second, [*elsewhere, *untold], beside > _LYING)


def _second(facts: Facts, parts: list[Block]) -> tuple[Sheet, list[str]]:
    def fits(size: float, parts: list[Block]) -> bool:
        return _facts(facts, size, 0) + _parts(parts, size) <= HEIGHT

    at = next((at for at, size in enumerate(SIZES) if at >= SECOND and fits(size, parts)), len(SIZES) - 1)
    kept, elsewhere = _fitting(parts, lambda parts: fits(SIZES[at], parts))
    return Sheet(at, facts, kept), elsewhere


def _fitting(parts: list[Block], fits: Callable[[list[Block]], bool]) -> tuple[list[Block], list[str]]:
    """As much of each part as there is room for, and the titles of those of which nothing is left."""
    found: list[Block] = []
    elsewhere = []
    for part in parts:
        cut = (
            replace(part, passages=part.passages[:n], left_out=len(part.passages) - n)
            for n in range(len(part.passages), 0, -1)
        )
        if kept := next((one for one in cut if fits([*found, one])), None):
            found.append(kept)
        else:
            elsewhere.append(part.title)
    return found, elsewhere


def _head(model: Model, size: float, taken: float = 0) -> float:
    """The height of the name, and of what it is in a few sentences, where some of the breadth is taken."""
    name = _rows(model.name, 1.7 * size, taken) * 1.7 * 1.2 * size
    told = plain(model.summary.text) if model.summary else ""
    return name + (_rows(told, 1.1 * size, taken) * 1.1 * _LINE * size if told else 0) + 2 * size


def _facts(facts: Facts, size: float, taken: float) -> float:
    rows = (max(_rows(told, size, taken + 10 * size), _rows(label, size, 100 - 8 * size)) for label, told in facts)
    return sum(rows) * _LINE * size


def _parts(parts: list[Block], size: float) -> float:
    rows = (_rows(line, size, 2 * size) for part in parts for passage in part.passages for line in _written(passage))
    between = sum(_HEADING + bool(part.left_out) + 0.3 * len(part.passages) for part in parts)
    return (sum(rows) * _LINE + between) * size


def _figures(figures: list[Figure], size: float) -> float:
    """Two beside each other: how much, and below it in smaller type of what."""
    small = 0.8 * size
    rows = [_rows(" ".join((one.label, one.when, *_beside(one))), small, 54) for one in figures]
    pairs = [max(rows[at : at + 2]) * _LINE * small + 2 * size for at in range(0, len(rows), 2)]
    return sum(pairs) + _HEADING * size * bool(figures)


def _beside(figure: Figure) -> list[str]:
    rows = (f"{row.label or row.unit} {told}; " for row, told in figure.told_by_rows())
    return [*figure.remarks, figure.note or "", *rows]


def _rows(text: str, size: float, taken: float = 0) -> int:
    """How many lines a text takes in type of that size, where some of the breadth is taken; each has room for a syllable less."""
    return -(-len(text) // int((100 - taken) / (_WIDTH * size) - 2)) or 1


def _written(passage: Passage) -> list[str]:
    """The lines of a passage, of which a paragraph that follows another takes one more."""
    text = passage.text if "\n" in passage.text else plain(passage.text)
    return text.replace("\n\n", "\n \n").splitlines()


def _told(model: Model) -> Iterator[tuple[str, list[Passage], bool]]:
    for name, title, passages in told_in_kit(model):
        yield title, passages, name == "steps" and model.in_order


def told_and_untold(model: Model) -> tuple[list[str], list[str]]:
    """What a replicator needs to know of a model, by the labels of its fields: what sources tell, and what of the way it is
    done they don't."""
    labels = {name: fields_of(Model)[name].label for name in _ORDER}
    told = [labels[name] for name in _ORDER if getattr(model, name)]
    return told, [labels[name] for name in _DOING if labels[name] not in told]


def told_in_kit(model: Model) -> Iterator[tuple[str, str, list[Passage]]]:
    """What is told of a model that a replicator needs, in that order: (name of the field, title, passages)."""
    for name in _ORDER:
        value = getattr(model, name)
        if passages := value if isinstance(value, list) else [value] if value else []:
            title = "Các việc đã làm" if name == "steps" and not model.in_order else fields_of(Model)[name].label
            yield name, title, passages


@cache
def checklist() -> list[tuple[str, list[tuple[str, str]]]]:
    """What whoever makes a model after another writes down of the own place: the sections of the 5I, each with what is asked for,
    (label, help). Who takes part and the figures stand where they are asked: figures before the start too, or no change can be told."""
    fields = fields_of(Model)
    asked = {title: list(found) for title, found in sections_of(Model).items()}
    asked[fields["operation"].section or ""].append(fields["partners"])
    asked[fields["results"].section or ""].append(fields["figures"])
    return [(title, [(field.label, help_of(Model, field)) for field in found]) for title, found in asked.items()]


def qr_code(address: str) -> Markup:
    """An SVG with the QR code (ISO/IEC 18004) of an address; about 15 % of it may be lost (level M)."""
    import segno  # of use to this alone, which few pages have

    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(svgclass="qr", lineclass="qr__dark", omitsize=True))
