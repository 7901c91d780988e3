"""What the client knows of the index before it fetches any of it: which words there are, and which stand together."""

from collections.abc import Iterable, Mapping

import numpy as np

from macros.search.encoding import number_texts

SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


def level(count: int) -> int:
    """Return how often, on a scale of doublings: 0 for none, 1 for one, 2 for two or three…"""
    return count.bit_length()


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


MOST = 15  # level


def pair_lists(words: list[str], pairs: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """Return which words follow each of `words`, a list for each with a space between, and the level of each in a text of its own:
    apart, they are compressed better.

    A follower is its place in `words`, as the gap from the one before.
    """
    place = {word: i for i, word in enumerate(words)}
    found = sorted((place[first], place[second], level(times)) for (first, second), times in pairs.items())
    first, second, times = np.array(found, np.int64).reshape(-1, 3).T
    starts = np.searchsorted(first, np.arange(len(words)))
    gaps = np.diff(second, prepend=-1)
    is_start = np.diff(first, prepend=-1) != 0
    gaps[is_start] = second[is_start] + 1
    return " ".join(number_texts(gaps, starts)), levels(times.tolist())


def levels(numbers: Iterable[int]) -> str:
    """Return levels as a text, a digit for each."""
    return "".join(format(min(number, MOST), "x") for number in numbers)
