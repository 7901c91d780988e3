"""What the client knows of the index before it fetches any of it: which words there are, and which stand together."""

from collections.abc import Iterable, Mapping

from macros.search.shards import MARKS, digits

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


def pair_lists(words: list[str], pairs: Mapping[tuple[str, str], int]) -> str:
    """Return which words follow each of `words`, its list behind a space.

    A follower is its place in `words`, as the gap from the one before in `digits`, then a mark for how often.
    """
    place = {word: i for i, word in enumerate(words)}
    lists = [""] * len(words)
    last = [-1] * len(words)
    for first, second in sorted((place[a], place[b]) for a, b in pairs):
        times = level(pairs[words[first], words[second]])
        lists[first] += digits(second - last[first]) + MARKS[min(times, len(MARKS) - 1)]
        last[first] = second
    return " ".join(lists)
