"""What stands in the index for each term: its forms, and for each of them the lists of the documents that say it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from macros.language.text import fold
from macros.search.encoding import Integers, Lists, put_varints, varint, varint_sizes
from macros.search.postings import CLASS, CLASS_BITS, NUMBER, NUMBER_BITS, WORD, WORD_BITS, Spelled, runs
from macros.search.terms import HEIR, MENTION

MENTIONED_ONE_IN = 2000  # documents; what is mentioned in fewer, or in one alone, is no pair that readers mistype


class Entries(NamedTuple):
    """The terms that a part of the documents says, in the order of their keys; a term is looked up by its key.

    Attributes:
        codes: the keys, by the numbers of those of their words, as a term has these.
        counts: how many documents each has.
        firm: how many of these are no mention in few of all documents.
        ends: where each entry ends in `data`, where they stand one behind another.
    """

    codes: Integers
    counts: Integers
    firm: Integers
    ends: Integers
    data: bytes

    def of(self, codes: Sequence[int]) -> list[bytes]:
        """Return the entries of some keys."""
        at = np.searchsorted(self.codes, codes)
        starts = np.where(at, self.ends[at - 1], 0)
        return [self.data[a:b] for a, b in zip(starts.tolist(), self.ends[at].tolist(), strict=True)]

    def but(self, codes: Sequence[int], spelled: Spelled) -> Iterator[tuple[str, bytes]]:
        """Yield the key and the bytes of each entry, but for those of some keys that it has."""
        stays = np.ones(len(self.codes), np.bool_)
        stays[np.searchsorted(self.codes, codes)] = False
        starts = np.concatenate([[0], self.ends[:-1]])[stays].tolist() if len(self.ends) else []
        keys, data = spelled.keys, self.data
        firsts, seconds = (self.codes[stays] >> WORD_BITS).tolist(), (self.codes[stays] & WORD).tolist()
        for first, second, start, end in zip(firsts, seconds, starts, self.ends[stays].tolist(), strict=True):
            yield f"{keys[first]} {keys[second]}" if second else keys[first], data[start:end]


def entries(said: Integers, spelled: Spelled, documents: int) -> Entries:
    """Return the terms of what is `said` by so many documents, sorted as `said_by` has it.

    An entry is, for each of its forms, how long it is, the form, how long its lists are, and its lists.
    """
    made = [_entries(run, spelled, max(1, documents / MENTIONED_ONE_IN)) for run in runs(said, spelled)]
    none = np.zeros(0, np.int64)
    codes, counts, firm, sizes = (np.concatenate([none, *(one[part] for one in made)]) for part in range(4))
    return Entries(codes, counts, firm, np.cumsum(sizes), b"".join(data for *_, data in made))


def named(lists: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the entries of further forms by their keys, in order, of which each has one list."""
    found: defaultdict[str, bytes] = defaultdict(bytes)
    for key, form, listed in sorted((fold(form), form, listed) for form, listed in lists.items()):
        letters = form.encode()
        found[key] += b"".join((varint(len(letters)), letters, varint(len(listed)), listed))
    return found


def merged(entries: Iterable[tuple[str, bytes]], others: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield entries by their keys together with fewer others, each in order."""
    waiting = [*others]
    waiting.reverse()
    for key, entry in entries:
        while waiting and waiting[-1] < key:
            yield (other := waiting.pop()), others[other]
        yield key, entry
    yield from ((other, others[other]) for other in reversed(waiting))


def _entries(said: Integers, spelled: Spelled, few: float) -> tuple[Integers, Integers, Integers, Integers, bytes]:
    """Return codes, counts, those that are firm, sizes, and data of the terms of one run."""
    starts = np.flatnonzero(np.diff(said >> NUMBER_BITS, prepend=-1))
    classes = said[starts] >> NUMBER_BITS & CLASS
    lists = Lists(said & NUMBER, starts, classes)
    terms = said[starts] >> NUMBER_BITS + CLASS_BITS
    forms = np.flatnonzero(np.diff(terms, prepend=-1))  # the first list of each
    lists_of_each = np.diff(forms, append=len(terms))
    first, second = terms[forms] >> WORD_BITS, terms[forms] & WORD
    codes = spelled.key_of[first] << WORD_BITS | spelled.key_of[second]
    is_pair = second > 0
    letters = spelled.lengths[first] + is_pair + spelled.lengths[second]
    listed = np.add.reduceat(lists.sizes, forms)
    before_lists = varint_sizes(letters) + letters + varint_sizes(listed)
    sizes = before_lists + listed
    order = np.argsort(codes, kind="stable")  # those of one key stay in the order in which they are spelled
    places = np.empty_like(sizes)
    places[order] = _starts(sizes[order])

    within = _starts(lists.sizes)
    within -= np.repeat(within[forms] - places - before_lists, lists_of_each)
    data = lists.written(within, int(sizes.sum()))
    put_varints(data, places, letters)
    at = places + varint_sizes(letters)
    _put_words(data, at, first, spelled)
    between = (at + spelled.lengths[first])[is_pair]
    data[between] = ord(" ")
    _put_words(data, between + 1, second[is_pair], spelled)
    put_varints(data, at + letters, listed)

    keys = np.flatnonzero(np.diff(codes[order], prepend=-1))  # the first form of each
    is_firm = (classes != MENTION) & (classes != HEIR) | (lists.counts > few)
    counts, firm, sizes = (
        np.add.reduceat(of_forms[order], keys)
        for of_forms in (np.add.reduceat(lists.counts, forms), np.add.reduceat(lists.counts * is_firm, forms), sizes)
    )
    return codes[order][keys], counts, firm, sizes, data.tobytes()


def _starts(sizes: Integers) -> Integers:
    """Return where each of some things of such sizes starts, one behind another."""
    starts: Integers = np.cumsum(sizes) - sizes
    return starts


def _put_words(data: NDArray[np.uint8], places: Integers, words: Integers, spelled: Spelled) -> None:
    """Write each of `words`, which are ranks, from its place on."""
    lengths = spelled.lengths[words]
    starts = _starts(lengths)
    letters = np.arange(lengths.sum())
    data[letters + np.repeat(places - starts, lengths)] = spelled.letters[
        letters + np.repeat(spelled.starts[words] - starts, lengths)
    ]
