"""What the client knows of the index before it fetches any of it: which words there are, and which stand together."""

from collections.abc import Iterable, Mapping

import numpy as np

from macros.search.encoding import number_texts

SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = 15  # level


def level(count: int) -> int:
    """Return how often, on a scale of doublings: 0 for none, 1 for one, 2 for two or three…, of which a digit tells the most."""
    return min(count.bit_length(), MOST)


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


def fewer(of_pair: int, of_words: int) -> int:
    """Return how many levels a pair stands below the rarer of its words; no more than tells how firm it is, and whether it is common."""
    return min(max(0, of_words - of_pair), max(FIRM, of_words - COMMON + 1))


def pair_lists(counts: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> tuple[str, str, list[str]]:
    """Return which words follow each word, a list for each with a space between; how far the level of each pair is below that of the
    rarer of its words, in a text of its own, as apart they are compressed better; and which pairs are common by this.

    Words stand in the order of their levels, the commonest first, and then of the alphabet. A follower is its place among them, as
    the gap from the one before: common words follow many.
    """
    level_of = {word: level(times) for word, times in counts.items()}
    ranked = sorted(counts, key=lambda word: (-level_of[word], word))
    place = {word: i for i, word in enumerate(ranked)}
    least = {pair: min(level_of[word] for word in pair) for pair in pairs}
    below = {pair: fewer(level(times), least[pair]) for pair, times in pairs.items()}
    found = sorted((place[one], place[other], its) for (one, other), its in below.items())
    first, second, differences = np.array(found, np.int64).reshape(-1, 3).T
    starts = np.searchsorted(first, np.arange(len(ranked)))
    gaps = np.diff(second, prepend=-1)
    is_start = np.diff(first, prepend=-1) != 0
    gaps[is_start] = second[is_start] + 1
    common = [" ".join(pair) for pair in sorted(pairs) if least[pair] - below[pair] >= COMMON]
    return " ".join(number_texts(gaps, starts)), levels(differences.tolist()), common


def levels(numbers: Iterable[int]) -> str:
    """Return levels as a text, a digit for each."""
    return "".join(format(number, "x") for number in numbers)
