"""What the client knows of the index before it fetches any of it: which words there are, and which stand together."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from macros.search.encoding import Integers, bit_length, number_texts
from macros.search.entries import Entries
from macros.search.postings import WORD, WORD_BITS, Spelled

SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = 15  # level
_DIGITS = np.frombuffer(b"0123456789abcdef", np.uint8)


class Vocabulary(NamedTuple):
    """Which words and pairs there are, as texts, and the codes of the terms that are common by this, as `Entries` has them."""

    words: str
    levels: str
    pairs: str
    bonds: str
    common: list[int]


def vocabulary(heads: Entries, bodies: Entries, spelled: Spelled) -> Vocabulary:
    """Return every word, in how many of the documents' heads it stands, and which words stand together there.

    Which words follow each word is a list for each with a space between; how far the level of each pair is below that of the
    rarer of its words stands in a text of its own, as apart they are compressed better. Words stand there in the order of their
    levels, the commonest first, and then of the alphabet. A follower is its place among them, as the gap from the one before: common
    words follow many.
    """
    is_letters = np.array([key[:1].isalpha() for key in spelled.keys])
    counts, is_word = np.zeros(len(spelled.keys), np.int64), np.zeros(len(spelled.keys), np.bool_)
    for said in (bodies, heads):
        is_alone = (said.codes & WORD == 0) & is_letters[said.codes >> WORD_BITS]
        counts[said.codes[is_alone] >> WORD_BITS] = said.counts[is_alone] if said is heads else 0
        is_word[said.codes[is_alone] >> WORD_BITS] = True
    words = np.flatnonzero(is_word)
    level = levels(counts)
    ranked = words[np.argsort(-level[words], kind="stable")]
    place = np.zeros_like(counts)
    place[ranked] = np.arange(len(ranked))

    first, second = heads.codes >> WORD_BITS, heads.codes & WORD
    # Names are what readers mistype; of pairs that are only mentioned, the commoner ones do.
    is_pair = (second > 0) & is_letters[first] & is_letters[second] & (heads.firm > 0)
    first, second, pairs = first[is_pair], second[is_pair], heads.codes[is_pair]
    least = np.minimum(level[first], level[second])
    below = fewer(levels(heads.firm[is_pair]), least)
    common = [words[level[words] >= COMMON] << WORD_BITS, pairs[least - below >= COMMON]]
    order = np.lexsort((place[second], place[first]))
    first, second, below = place[first][order], place[second][order], below[order]
    starts = np.searchsorted(first, np.arange(len(ranked)))
    gaps = np.diff(second, prepend=-1)
    is_start = np.diff(first, prepend=-1) != 0
    gaps[is_start] = second[is_start] + 1
    return Vocabulary(
        front_coded((spelled.keys[word] for word in words.tolist()), " "),
        _digits(level[words]),
        " ".join(number_texts(gaps, starts)),
        _digits(below),
        np.concatenate(common).tolist(),
    )


def levels(counts: Integers) -> Integers:
    """Return how often, on a scale of doublings: 0 for none, 1 for one, 2 for two or three…, of which a digit tells the most."""
    return np.minimum(bit_length(counts), MOST)


def front_coded(words: Iterable[str], separator: str) -> str:
    """Return sorted `words` in one text, each as the length it shares with the one before, then the rest of it."""
    parts = []
    last = ""
    for word in words:
        shared = 0
        while shared < min(len(last), len(word), 35) and last[shared] == word[shared]:
            shared += 1
        parts.append(SHARED[shared] + word[shared:])
        last = word
    return separator.join(parts)


COMMON = 9  # level of the terms that have a block each
FIRM = 3  # levels by which a pair is rarer than its rarer word, beyond which it makes no difference


def fewer(of_pairs: Integers, of_words: Integers) -> Integers:
    """Return how many levels pairs stand below the rarer of their words; no more than tells how firm one is, and whether it is common."""
    below: Integers = np.minimum(np.maximum(0, of_words - of_pairs), np.maximum(FIRM, of_words - COMMON + 1))
    return below


def _digits(numbers: Integers) -> str:
    """Return levels as a text, a digit for each."""
    return _DIGITS[numbers].tobytes().decode()
