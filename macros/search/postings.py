"""Which documents say each term, as large sorted arrays of numbers.

What a document says is a number for each of its terms: from the highest bit, the term's two words (the second is 0 for a word
alone) and the class of what is said there, of several the least, which says most. What all say is such numbers again, with
that of the document behind the class; sorted, they are in the order in which the index lists them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from macros.language.text import fold
from macros.search.encoding import Integers
from macros.search.terms import BODY, CLASSES, CONTEXT, NOT_END, NOT_START, WITHIN

NUMBER_BITS, CLASS_BITS, WORD_BITS = 19, 4, 20
NUMBER, CLASS, WORD = (1 << NUMBER_BITS) - 1, CLASSES - 1, (1 << WORD_BITS) - 1
_TERM_BITS = CLASS_BITS + 2 * WORD_BITS
_TOGETHER = 1 << 16  # numbers that are worked on at one time, so that what they take doesn't grow with the documents

Text = tuple[int, list[str]]  # a class and words, as `terms.Reader` yields them


class Numbers(dict[str, int]):
    """The number of every word met so far, from 1 on."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


def terms_of(documents: Iterable[Iterable[Text]], number_of: Numbers) -> Iterator[Integers]:
    """Yield what each document says, which is given as its texts.

    Raises:
        ValueError: there are more words than have room in a number.
    """
    words: list[int] = []
    speakers: list[int] = []  # of each text, the document's place and the class
    ends: list[int] = []
    place = 0
    for texts in documents:
        for class_, text in texts:
            words += map(number_of.__getitem__, text)
            words.append(0)  # so that no term goes from one text to the next
            speakers.append(place << _TERM_BITS | class_)
            ends.append(len(words))
        place += 1
        if len(words) >= _TOGETHER:
            yield from _terms_of(words, speakers, ends, place)
            words, speakers, ends, place = [], [], [], 0
    yield from _terms_of(words, speakers, ends, place)


def _terms_of(words: list[int], speakers: list[int], ends: list[int], documents: int) -> list[Integers]:
    word, speaker, end = (np.array(values, np.int64) for values in (words, speakers, ends))
    if word.max(initial=0) > WORD:
        raise ValueError(f"the search index holds {WORD:,} words")
    start = np.concatenate([[0], end])[:-1]
    # What a name says stands within it, but for its first and its last term.
    is_name = (speaker & CLASS < CONTEXT) & (speaker & WITHIN == 0) & (end - start > 1)
    by_word = np.repeat(speaker | np.where(is_name, WITHIN, 0), end - start)
    by_pair = by_word[:-1].copy()
    first, last = start[is_name], end[is_name] - 2
    by_word[first[first == last]] ^= WITHIN
    by_pair[first[first < last]] ^= NOT_START
    by_pair[last[first < last] - 1] ^= NOT_END
    by_word |= word << WORD_BITS + CLASS_BITS
    by_pair |= word[:-1] << WORD_BITS + CLASS_BITS | word[1:] << CLASS_BITS
    is_word = word > 0
    said = np.concatenate([by_word[is_word], by_pair[is_word[:-1] & is_word[1:]]])
    said.sort()
    said = said[np.diff(said >> CLASS_BITS, prepend=-1) != 0]
    places = np.searchsorted(said, np.arange(1, documents) << _TERM_BITS)
    return np.split(said & (1 << _TERM_BITS) - 1, places) if documents else []


class Said(NamedTuple):
    """What some documents say: how many terms each has, and these, one document behind another."""

    lengths: Integers
    terms: Integers

    @classmethod
    def of(cls, each: Sequence[Integers]) -> Self:
        """The same of what each says."""
        return cls(np.array([*map(len, each)], np.int64), np.concatenate([np.zeros(0, np.int64), *each]))

    def of_each(self) -> list[Integers]:
        """What each says."""
        return np.split(self.terms, np.cumsum(self.lengths)[:-1]) if len(self.lengths) else []


class Spelled:
    """Words in order: as they are typed without diacritics, which is their key, and then as they are spelled. Each has its rank by
    that, from 1 on.

    Args:
        words: by their numbers, from 1 on.

    Attributes:
        ranks: by a word's number.
        keys: each once, from 1 on; "" at 0.
        key_of: the number of the key, by the rank of a word.
        letters: all words in order, one behind another, in UTF-8.
        starts, lengths: where each lies there, by its rank.
    """

    def __init__(self, words: Iterable[str]):
        spelled = sorted((fold(word), word, number) for number, word in enumerate(words, 1))
        self.ranks = np.zeros(len(spelled) + 1, np.int64)
        self.ranks[[number for _, _, number in spelled]] = np.arange(1, len(spelled) + 1)
        self.keys = ["", *dict.fromkeys(key for key, _, _ in spelled)]
        number_of = {key: number for number, key in enumerate(self.keys)}
        self.key_of = np.array([0, *(number_of[key] for key, _, _ in spelled)], np.int64)
        letters = [b"", *(word.encode() for _, word, _ in spelled)]
        self.letters = np.frombuffer(b"".join(letters), np.uint8)
        self.lengths = np.array(list(map(len, letters)), np.int64)
        self.starts = np.cumsum(self.lengths) - self.lengths


def said_by(said: Sequence[Said], numbers: Sequence[Sequence[int]], ranks: Integers, in_bodies: bool) -> Integers:
    """Return what the heads of documents say, or what their bodies say that their heads don't.

    Args:
        said: what they say, some at a time, with numbers of words.
        numbers: those of the documents; below 0 for one that is left out.
        ranks: of the words, by number.

    Raises:
        ValueError: one of `numbers` is too large.
    """
    if max(chain.from_iterable(numbers), default=0) > NUMBER:
        raise ValueError(f"the search index holds numbers of documents up to {NUMBER:,}")
    in_all = (
        np.count_nonzero(_is_chosen(some, of_each, in_bodies)) for some, of_each in zip(said, numbers, strict=True)
    )
    all_said, end = np.empty(sum(map(int, in_all)), np.int64), 0
    for some, of_each in zip(said, numbers, strict=True):
        is_chosen = _is_chosen(some, of_each, in_bodies)
        number, terms = np.repeat(np.array(of_each, np.int64), some.lengths)[is_chosen], some.terms[is_chosen]
        first, second = ranks[terms >> WORD_BITS + CLASS_BITS], ranks[terms >> CLASS_BITS & WORD]
        chosen = (first << WORD_BITS | second) << CLASS_BITS | terms & CLASS
        start, end = end, end + len(chosen)
        all_said[start:end] = chosen << NUMBER_BITS | number
    all_said.sort()
    return all_said


def _is_chosen(some: Said, numbers: Sequence[int], in_bodies: bool) -> NDArray[np.bool_]:
    is_chosen: NDArray[np.bool_] = (some.terms & CLASS == BODY) == in_bodies
    is_chosen &= np.repeat(np.array(numbers, np.int64) >= 0, some.lengths)
    return is_chosen


def runs(said: Integers, spelled: Spelled) -> Iterator[Integers]:
    """Yield what is `said` in some runs, in order; all that begins with one key is in one."""
    start = 0
    while start < len(said):
        end = min(start + _TOGETHER, len(said)) - 1
        key = spelled.key_of[said[end] >> CLASS_BITS + NUMBER_BITS + WORD_BITS]
        first_behind = np.searchsorted(spelled.key_of, key + 1)
        end = int(np.searchsorted(said, first_behind << CLASS_BITS + NUMBER_BITS + WORD_BITS))
        yield said[start:end]
        start = end
