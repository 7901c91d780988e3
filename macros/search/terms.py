"""What a document says, as texts of words, and how much each says about it.

A document is found by words, and by two adjacent words together: Vietnamese writes syllables, of which a few thousand
make up every text, so one alone says little and two in a row are close to what other languages call a word. Both are
called terms.
"""

import re
from collections.abc import Iterator
from functools import cache

from macros.search.documents import Document
from macros.search.normalise import Normaliser, date_words, form

# A term's class says where it stands, from what names the document to what it mentions; the lower says more. A name of
# few words is said more fully by one of them than a long one is. To a name's class is added whether the term fails to
# start the name or to end it, so that a name asked for as a whole is known from one that merely holds it. The client
# gives each its weight.
SHORT_NAME, NAME, LONG_NAME, CONTEXT, MENTION, HEIR, BODY = 0, 4, 8, 12, 13, 14, 15
NOT_START, NOT_END = 1, 2
WITHIN = NOT_START | NOT_END
CLASSES = 16
_SHORT, _LONG = 4, 9
_FEW = 2  # themes
# What stands in brackets behind a name tells it from others of that name: `Phường An Dương (quận Lê Chân, đến 12/2024)`.
_QUALIFIED = re.compile(r"(.*?)(?:\s*\(([^(),]*)[^()]*\))?", re.DOTALL)


def _told_apart(name: str) -> tuple[str, str]:
    """A name, and what stands in brackets behind it."""
    found = _QUALIFIED.fullmatch(name)
    assert found  # it matches any text
    return found[1], found[2] or ""


def _when(date: str) -> list[str]:
    """Return the words by which a reader may ask for `date`."""
    year, month, day = (*date.replace("XXXX", "").rstrip("~").split("-"), "", "")[:3]
    if not month:
        return [year] if year else []
    return [*date_words(day, month, year), form("tháng"), month.lstrip("0")]


class Reader:
    """Reads documents as words. What it says of a document depends on that document and the abbreviations alone."""

    def __init__(self, normaliser: Normaliser):
        self._read = normaliser.words
        self._of_context = cache(normaliser.words)  # names of units and themes, of which there are few

    def texts(self, document: Document) -> Iterator[tuple[int, list[str]]]:
        """Yield the class of each text of `document`, for a whole name that of its name, and its words."""
        title, qualifier = _told_apart(document.title)
        for name in (title, *document.other_names):
            words = self._read(name)
            class_ = SHORT_NAME if len(words) <= _SHORT else NAME if len(words) <= _LONG else LONG_NAME
            # What else a theme is called are words for it rather than names.
            yield class_ | WITHIN if document.kind == "theme" and name != title else class_, words
        # An event is known by its date as it is by its name.
        yield (NAME | WITHIN if document.kind == "event" else CONTEXT), _when(document.date)
        units = (name for name in document.units[1:] if name not in document.heirs)
        for text in (qualifier, *document.units[:1], *(_told_apart(name)[0] for name in units)):
            yield CONTEXT, self._of_context(text)
        for text in document.themes:
            # Of many themes none says what it is about.
            yield CONTEXT if len(document.themes) <= _FEW else MENTION, self._of_context(text)
        for name in document.heirs if document.kind != "organisation" else ():
            yield HEIR, self._of_context(_told_apart(name)[0])
        for text in document.asked_as:
            yield MENTION, self._of_context(text)
        for text in (document.summary, *document.facts):
            yield MENTION, self._read(text)
        yield BODY, self._read(document.body)
