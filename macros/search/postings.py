"""Which documents hold each term, found by way of large arrays of numbers.

Every place where a document says a term is one number of 63 bits: from the highest, the term's two words (the second is
0 for a word alone), the document's place, and the class of what is said there. Of those of one term and document the
least is of the class that says most.
"""

from collections.abc import Iterable
from itertools import starmap
from typing import NamedTuple

import numpy as np

from macros.language.text import fold
from macros.search.encoding import Integers, posting_lists
from macros.search.terms import BODY, CLASSES, CONTEXT, NOT_END, NOT_START, WITHIN

_CLASS_BITS, _PLACE_BITS, _WORD_BITS = 4, 19, 20
_CLASS, _PLACE, _WORD = CLASSES - 1, (1 << _PLACE_BITS) - 1, (1 << _WORD_BITS) - 1


Text = tuple[int, list[str]]  # a class and words, as `terms.Reader` yields them


class Postings(NamedTuple):
    """The documents that say one term in one class."""

    first: int  # the numbers of the term's words
    second: int  # 0 for a word alone
    class_: int
    number: int
    documents: bytes  # as `encoding.posting_lists` writes them


class _Numbers(dict[str, int]):
    """The number of every word met so far, from 1 on."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class Said(NamedTuple):
    """What the heads of documents say, and what their bodies say that their heads don't; each by term and class."""

    heads: list[Postings]
    bodies: list[Postings]
    spellings: list[tuple[str, str]]  # by a word's number, how it is typed without diacritics and how it is spelled


def postings(documents: Iterable[Iterable[Text]], numbers: list[int]) -> Said:
    """Return what documents say, each of which is given as its texts.

    Args:
        numbers: by which the documents are listed, ascending.

    Raises:
        ValueError: there are more documents or more words than have room in a number.
    """
    number_of = _Numbers()
    said = _said(documents, number_of)
    said.sort()
    said = said[np.diff(said >> _CLASS_BITS, prepend=-1) != 0]
    is_body = said & _CLASS == BODY
    spellings = [("", ""), *((fold(word), word) for word in number_of)]
    return Said(_listed(said[~is_body], numbers), _listed(said[is_body], numbers), spellings)


def _said(documents: Iterable[Iterable[Text]], number_of: _Numbers) -> Integers:
    """Return every place where a document says a term."""
    words: list[int] = []
    speakers: list[int] = []  # of each text, the document's place and the class
    ends: list[int] = []
    for place, texts in enumerate(documents):
        for class_, text in texts:
            words += map(number_of.__getitem__, text)
            words.append(0)  # so that no term goes from one text to the next
            speakers.append(place << _CLASS_BITS | class_)
            ends.append(len(words))
    if words and (max(words) > _WORD or speakers[-1] >> _CLASS_BITS > _PLACE):
        raise ValueError(f"the search index holds {_PLACE + 1:,} documents and {_WORD:,} words")
    word, speaker, end = (np.array(values, np.int64) for values in (words, speakers, ends))
    start = np.concatenate([[0], end])[:-1]
    # What a name says stands within it, but for its first and its last term.
    is_name = (speaker & _CLASS < CONTEXT) & (speaker & WITHIN == 0) & (end - start > 1)
    by_word = np.repeat(speaker | np.where(is_name, WITHIN, 0), end - start)
    by_pair = by_word[:-1].copy()
    first, last = start[is_name], end[is_name] - 2
    by_word[first[first == last]] ^= WITHIN
    by_pair[first[first < last]] ^= NOT_START
    by_pair[last[first < last] - 1] ^= NOT_END
    is_word = word > 0
    is_pair = is_word[:-1] & is_word[1:]
    terms = np.concatenate([word[is_word], (word[:-1] << _WORD_BITS | word[1:])[is_pair]])
    said: Integers = terms << _CLASS_BITS + _PLACE_BITS | np.concatenate([by_word[is_word], by_pair[is_pair]])
    return said


def _listed(said: Integers, numbers: list[int]) -> list[Postings]:
    """Return the postings of what is `said` once by each document."""
    place = said >> _CLASS_BITS & _PLACE
    coded = said >> _CLASS_BITS + _PLACE_BITS << _CLASS_BITS | said & _CLASS
    order = np.argsort(coded, kind="stable")
    coded, place = coded[order], place[order]
    starts = np.flatnonzero(np.diff(coded, prepend=-1))
    words, classes = coded[starts] >> _CLASS_BITS, coded[starts] & _CLASS
    first, second = words >> _WORD_BITS, words & _WORD
    alone = first == 0
    first, second = np.where(alone, second, first), np.where(alone, 0, second)
    counts = np.diff(starts, append=len(coded))
    texts = posting_lists(np.array(numbers, np.int64)[place], starts, classes)
    return list(starmap(Postings, zip(*(a.tolist() for a in (first, second, classes, counts)), texts, strict=True)))
