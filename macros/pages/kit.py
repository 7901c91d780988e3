"""What goes on the two printed pages about a model: whole passages in the order of what a replicator needs, until they are full.

The space is reckoned in lines; that every kit fits is tested with a browser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import segno
from markupsafe import Markup

from macros.forms.wording import help_of
from macros.language.markup import plain
from macros.records import Model
from macros.records.fields import fields_of, sections_of
from macros.records.figure import Figure
from macros.records.parts import Passage

LINES = 62
"""What two pages of A4 hold beside the title, key facts and the code, with room to spare for short last lines."""
_LETTERS = 88  # in a line, at the type size of the kit
LARGE = 24
"""Up to how many of these lines a kit is set in type half as large again, to be read on a board: each then takes about 2.25 times the
room."""
_HEADING = 2
_PICTURE = 11  # the picture that leads, as high as styles have it printed, and its caption
FIGURES = 6
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


@dataclass(frozen=True)
class Kit:
    """What stands in the kit of one model, the titles of what only its page tells, and whether there is room to set it large; the
    latter two are how many sources, and how many names of places or organisations, it lists."""

    parts: list[Block]
    elsewhere: list[str]
    figures: list[Figure]
    is_large: bool
    most_sources: ClassVar[int] = 4
    most_names: ClassVar[int] = 4


def kit(model: Model) -> Kit:
    """Choose what fits; what is left out is always counted."""
    free = (
        LINES
        - _PICTURE * bool(model.lead)
        - _HEADING * bool(model.figures)
        - sum(map(_figure_lines, model.figures[:FIGURES]))
    )
    parts: list[Block] = []
    elsewhere: list[str] = []
    for name, title, passages in told_in_kit(model):
        kept, needed = 0, _HEADING
        while kept < len(passages) and needed + lines(passages[kept]) <= free:
            needed += lines(passages[kept])
            kept += 1
        if kept:
            free -= needed + (kept < len(passages))
            parts.append(Block(title, passages[:kept], len(passages) - kept, name == "steps" and model.in_order))
        else:
            elsewhere.append(title)
    return Kit(parts, elsewhere, model.figures[:FIGURES], LINES - free <= LARGE)


def _figure_lines(figure: Figure) -> int:
    beside = [
        *figure.remarks,
        figure.note or "",
        *(f"{row.label or row.unit} {told}; " for row, told in figure.told_by_rows()),
    ]
    return 1 + sum(map(len, (figure.label, figure.shown, figure.when, *beside))) // _LETTERS


def lines(passage: Passage) -> int:
    """How many lines a passage takes, each of its paragraphs and items beginning a new one."""
    text = passage.text if "\n" in passage.text else plain(passage.text)
    written = [line for line in text.splitlines() if line.strip()]
    return sum(1 + len(line) // _LETTERS for line in written) + text.count("\n\n")


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
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(svgclass="qr", lineclass="qr__dark", omitsize=True))
