"""The terms by which a document is found, and how much each says about it.

A term is a word, or two adjacent words with a space between: Vietnamese writes syllables, of which a few thousand make
up every text, so one alone says little and two in a row are close to what other languages call a word.
"""

import re
from functools import cache
from itertools import pairwise

from macros.search.documents import Document
from macros.search.normalise import Normaliser, date_words, form

# A term's class says where it stands, from what names the document to what it mentions. A name of few words is said
# more fully by one of them than a long one is. The client gives each class its weight.
SHORT_NAME, NAME, LONG_NAME, CONTEXT, MENTION = range(5)
CLASSES = 5
_SHORT, _LONG = 4, 9
# What stands in brackets behind a name tells it from others of that name: `Phường An Dương (quận Lê Chân)`.
_QUALIFIED = re.compile(r"(.*?)(?:\s*\(([^()]*)\))?", re.DOTALL)


def _terms(words: list[str]) -> list[str]:
    return words + list(map(" ".join, pairwise(words)))


def _when(date: str) -> list[str]:
    """Return the words by which a reader may ask for `date`."""
    year, month, day = (*date.replace("XXXX", "").split("-"), "", "")[:3]
    if not month:
        return [year] if year else []
    return [*date_words(day, month, year), form("tháng"), month.lstrip("0")]


class Extractor:
    """Finds the terms of documents, those of a unit's or a theme's name but once."""

    def __init__(self, normaliser: Normaliser):
        self.words = normaliser.words
        self._of_context = cache(lambda text: _terms(self.words(text)))

    def head(self, document: Document) -> dict[str, int]:
        """Return the terms of all but the body, each with the class that says most."""
        found: dict[str, int] = {}
        # From what says least to what says most, so that the last word on a term is the right one.
        for text in (document.summary, *document.facts):
            found.update(dict.fromkeys(_terms(self.words(text)), MENTION))
        title, qualifier = _QUALIFIED.fullmatch(document.title).groups("")
        for text in (qualifier, *document.units, *document.themes):
            found.update(dict.fromkeys(self._of_context(text), CONTEXT))
        # An event is known by its date as it is by its name.
        found.update(dict.fromkeys(_terms(_when(document.date)), NAME if document.kind == "event" else CONTEXT))
        names = map(self.words, (title, *document.other_names))
        for words in sorted(names, key=len, reverse=True):
            class_ = SHORT_NAME if len(words) <= _SHORT else NAME if len(words) <= _LONG else LONG_NAME
            found.update(dict.fromkeys(_terms(words), class_))
        return found

    def body(self, document: Document) -> set[str]:
        """Return the terms of the body."""
        return set(_terms(self.words(document.body)))
