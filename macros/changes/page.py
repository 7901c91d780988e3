"""What changed, as one page by itself: no script, no file beside it, readable on paper and without colours."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.changes.change import Change, Changes, Did, Edit, Key
from macros.changes.marked import Mark, Stretch, marked
from macros.changes.told import EMPTY, address_line, heading, page_line, subject
from macros.language.characters import without_wrong

_MOST_WHOLE = 200
"""Of so many new records what each holds is shown; of more only what they are called."""


class Choice(NamedTuple):
    """Another state to compare with: what it is called, and the address of the page that does."""

    called: str
    address: str


def page(
    changes: Changes,
    called: str,
    site: str,
    *,
    address: Callable[[Key], str] = lambda _: "",
    back: str = "",
    choices: Sequence[Choice] = (),
) -> str:
    """The page that tells what changed on the site `site` since what is `called`. `address` tells where a record is edited, if
    anywhere, `back` where whoever reads the page comes from, `choices` what else can be compared with."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            without_wrong(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
        ),
    )
    new = sum(one.did is Did.ADDED for one in changes.records)

    def edits(one: Change) -> tuple[Edit, ...]:
        is_shown = one.did is not Did.ADDED or new <= _MOST_WHOLE
        return one.edits if is_shown else ()

    text: str = environment.get_template("page.html.jinja").render(
        changes=changes, subject=subject(changes), called=called, site=site, address=address, back=back, choices=choices,
        edits=edits, heading=heading, page_line=page_line, address_line=address_line, stretches=_stretches, Did=Did, Mark=Mark, empty=EMPTY,
    )  # fmt: skip
    return text


def _stretches(edit: Edit) -> list[Stretch]:
    """What a change shows: a text with its marks, else what stood there and what stands there."""
    if edit.is_text and edit.old is not None and edit.new is not None:
        return marked(edit.old, edit.new)
    pair: list[tuple[Mark, Any]] = [(Mark.OLD, edit.old), (Mark.NEW, edit.new)]
    return [Stretch(mark, text) for mark, text in pair if text is not None]
