"""What a document says, as texts of words, and how much each says about it.

A document is found by words, and by two adjacent words together: Vietnamese writes syllables, of which a few thousand
make up every text, so one alone says little and two in a row are close to what other languages call a word. Both are
called terms.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from macros.language.text import fold
from macros.search.documents import Document
from macros.search.normalise import Normaliser, date_words, form

# A term's class says where it stands, from what names the document to what it mentions; the lower says more. A name of
# few words is said more fully by one of them than a long one is. To a name's class is added whether the term fails to
# start the name or to end it, so that a name asked for as a whole is known from one that merely holds it. The client
# gives each its weight.
SHORT_NAME, NAME, LONG_NAME, CONTEXT, MENTION, BODY = 0, 4, 8, 12, 13, 14
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


class _Numbers(dict[str, int]):
    """The number of every word met so far, from 1 on."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class _NumbersOf(dict[str, tuple[int, ...]]):
    """The numbers of the words of every piece of text met so far."""

    def __init__(self, normaliser: Normaliser, numbers: _Numbers):
        self._words_of, self._numbers = normaliser.words_of, numbers

    def __missing__(self, piece: str) -> tuple[int, ...]:
        self[piece] = numbers = tuple(self._numbers[word] for word in self._words_of[piece])
        return numbers


def _when(date: str) -> list[str]:
    """Return the words by which a reader may ask for `date`."""
    year, month, day = (*date.replace("XXXX", "").rstrip("~").split("-"), "", "")[:3]
    if not month:
        return [year] if year else []
    return [*date_words(day, month, year), form("tháng"), month.lstrip("0")]


class Reader:
    """Reads documents as numbers of words, the name of a unit or a theme but once."""

    def __init__(self, normaliser: Normaliser):
        self._pieces = normaliser.pieces
        self._numbers = _Numbers()
        self._numbers_of = _NumbersOf(normaliser, self._numbers)
        self._of_context = cache(self._read)

    def _read(self, text: str) -> list[int]:
        return list(chain.from_iterable(map(self._numbers_of.__getitem__, self._pieces(text))))

    def texts(self, document: Document) -> Iterator[tuple[int, list[int]]]:
        """Yield the class of each text of `document`, for a whole name that of its name, and the numbers of its words."""
        title, qualifier = _told_apart(document.title)
        for name in (title, *document.other_names):
            words = self._read(name)
            class_ = SHORT_NAME if len(words) <= _SHORT else NAME if len(words) <= _LONG else LONG_NAME
            # What else a theme is called are words for it rather than names.
            yield class_ | WITHIN if document.kind == "theme" and name != title else class_, words
        # An event is known by its date as it is by its name.
        yield (
            NAME | WITHIN if document.kind == "event" else CONTEXT,
            [self._numbers[word] for word in _when(document.date)],
        )
        units = (name for name in document.units[1:] if name not in document.heirs)
        for text in (qualifier, *document.units[:1], *(_told_apart(name)[0] for name in units)):
            yield CONTEXT, self._of_context(text)
        for text in document.themes:
            # Of many themes none says what it is about.
            yield CONTEXT if len(document.themes) <= _FEW else MENTION, self._of_context(text)
        for text in document.asked_as:
            yield MENTION, self._of_context(text)
        for text in (document.summary, *document.facts):
            yield MENTION, self._read(text)
        yield BODY, self._read(document.body)

    def spellings(self) -> list[tuple[str, str]]:
        """Return how each word met so far is typed without diacritics and how it is spelled, by number; of 0, nothing."""
        return [("", ""), *((fold(word), word) for word in self._numbers)]
