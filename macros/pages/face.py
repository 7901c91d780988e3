"""What stands for a record beside its name, and in the place of a picture: the outline of where it is, and the colour of its theme."""

from collections.abc import Iterable

from markupsafe import Markup

from macros.catalogue import Finder
from macros.pages.grounds import outline
from macros.records import Record, Theme

WIDTH = 96
"""Of an emblem, in pixels, of which a card shows half."""
TONES = 10
"""Colours for themes, by the order of their ids (`tone-0` … in site.css)."""


def emblem(find: Finder, record: Record) -> tuple[Markup, int] | None:
    """The outline of where a record is today, as the `d` of an SVG path, and its height; None if it isn't known."""
    borders = find.outlined(record)
    if not borders:
        return None
    drawn, height = outline(tuple(borders), WIDTH)
    return Markup(drawn), height


def tone(find: Finder, themes: Iterable[str]) -> Markup:
    """The class, to stand behind others, that gives what has these themes the colour of the first; empty without any."""
    first = next(iter(themes), None)
    return Markup(f" tone-{find.place(Theme, first) % TONES}" if first else "")
