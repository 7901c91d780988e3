"""The terms by which a document is found, and how much each says about it.

A term is a word, or two adjacent words with a space between: Vietnamese writes syllables, of which a few thousand make
up every text, so one alone says little and two in a row are close to what other languages call a word.

Terms are numbers while the index is made, as a great many are compared: a word's own, or that of a pair.
"""

import re
from functools import cache
from operator import add

from macros.search.documents import Document
from macros.search.normalise import Normaliser, date_words, form
from macros.text import fold

# A term's class says where it stands, from what names the document to what it mentions. A name of few words is said
# more fully by one of them than a long one is. To the class of a name's term is added whether the name starts or ends
# with it, so that a name asked for as a whole is known from one that merely holds it. The client gives each its weight.
SHORT_NAME, NAME, LONG_NAME, CONTEXT, MENTION = 0, 4, 8, 12, 13
STARTS, ENDS = 1, 2
CLASSES = 16
_SHORT, _LONG = 4, 9
_FEW = 2  # themes
# What stands in brackets behind a name tells it from others of that name: `Phường An Dương (quận Lê Chân, đến 12/2024)`.
_QUALIFIED = re.compile(r"(.*?)(?:\s*\(([^(),]*)[^()]*\))?", re.DOTALL)
_PAIR = 1 << 20  # more words than any language has


class _Numbers(dict[str, int]):
    """The number of every word met so far."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


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
        self._numbers = _Numbers()
        self._of_context = cache(lambda text: self._terms(self.words(text)))

    def spelled(self) -> dict[int, tuple[str, str]]:
        """Return how each word met so far is spelled and how it is typed without diacritics, by its number."""
        return {number: (word, fold(word)) for word, number in self._numbers.items()}

    def _terms(self, words: list[str]) -> list[int]:
        numbers = list(map(self._numbers.__getitem__, words))
        return numbers + list(map(add, map(_PAIR.__mul__, numbers), numbers[1:]))

    def head(self, document: Document) -> dict[int, int]:
        """Return the terms of all but the body, each with the class that says most."""
        found: dict[int, int] = {}
        # From what says least to what says most, so that the last word on a term is the right one.
        for text in (document.summary, *document.facts):
            found.update(dict.fromkeys(self._terms(self.words(text)), MENTION))
        for text in document.themes:
            # Of many themes none says what it is about.
            found.update(dict.fromkeys(self._of_context(text), CONTEXT if len(document.themes) <= _FEW else MENTION))
        title, qualifier = _QUALIFIED.fullmatch(document.title).groups("")
        for text in (qualifier, *document.units):
            found.update(dict.fromkeys(self._of_context(text), CONTEXT))
        # An event is known by its date as it is by its name.
        found.update(dict.fromkeys(self._terms(_when(document.date)), NAME if document.kind == "event" else CONTEXT))
        names = [self.words(name) for name in (title, *document.other_names)]
        for words in sorted(filter(None, names), key=len, reverse=True):
            class_ = SHORT_NAME if len(words) <= _SHORT else NAME if len(words) <= _LONG else LONG_NAME
            terms = self._terms(words)
            first, last = (len(words), len(terms) - 1) if len(words) > 1 else (0, 0)
            ends = {terms[first]: STARTS, terms[last]: ENDS} if first < last else {terms[first]: STARTS | ENDS}
            found.update(dict.fromkeys(terms, class_))
            # What else a theme is called are words for it rather than names.
            if document.kind != "theme" or words == names[0]:
                found.update((term, class_ | end) for term, end in ends.items())
        return found

    def body(self, document: Document) -> set[int]:
        """Return the terms of the body."""
        return set(self._terms(self.words(document.body)))


def words_of(term: int) -> tuple[int, int]:
    """Return the numbers of a term's words, of which the second is 0 for a word alone."""
    first, second = divmod(term, _PAIR)
    return (first, second) if first else (second, 0)
