"""The terms by which a document is found, and how much each says about it.

A term is a word, or two adjacent words with a space between: Vietnamese writes syllables, of which a few thousand make
up every text, so one alone says little and two in a row are close to what other languages call a word.
"""

from itertools import chain, pairwise

from macros.search.documents import Document
from macros.search.normalise import Normaliser, date_words, form

# A term's class says where it stands, from what names the document to what it mentions. A name of few words is said
# more fully by one of them than a long one is. The client gives each class its weight.
SHORT_NAME, NAME, LONG_NAME, CONTEXT, MENTION = range(5)
CLASSES = 5
_SHORT, _LONG = 4, 9


def _terms(words: list[str]) -> list[str]:
    return words + list(map(" ".join, pairwise(words)))


def _when(date: str) -> list[str]:
    """Return the words by which a reader may ask for `date`."""
    year, month, day = (*date.replace("XXXX", "").split("-"), "", "")[:3]
    if not month:
        return [year] if year else []
    return [*date_words(day, month, year), form("tháng"), month.lstrip("0")]


def head_terms(document: Document, normaliser: Normaliser) -> dict[str, int]:
    """Return the terms of all but the body, each with the class that says most."""
    found: dict[str, int] = {}
    # From what says least to what says most, so that the last word on a term is the right one.
    for text in (document.summary, *document.facts):
        for words in normaliser.sentences(text):
            found.update(dict.fromkeys(_terms(words), MENTION))
    for words in (*map(normaliser.words, (*document.units, *document.themes)), _when(document.date)):
        found.update(dict.fromkeys(_terms(words), CONTEXT))
    names = [normaliser.sentences(name) for name in (document.title, *document.other_names)]
    for sentences in sorted(names, key=lambda name: -sum(map(len, name))):
        length = sum(map(len, sentences))
        class_ = SHORT_NAME if length <= _SHORT else NAME if length <= _LONG else LONG_NAME
        for words in sentences:
            found.update(dict.fromkeys(_terms(words), class_))
    return found


def body_terms(document: Document, normaliser: Normaliser) -> set[str]:
    """Return the terms of the body."""
    return set(chain.from_iterable(map(_terms, normaliser.sentences(document.body))))
