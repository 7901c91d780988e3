"""What the client knows of the index before it fetches any of it: which words there are, and which stand together."""

from collections.abc import Iterable, Mapping

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LEVELS = 16


def level(count: int) -> int:
    """Return how often, on a scale of doublings: 0 for none, 1 for one, 2 for two or three…"""
    return count.bit_length()


def front_coded(words: Iterable[str]) -> str:
    """Return sorted `words` in one string, each as the length it shares with the one before, then the rest of it."""
    parts = []
    last = ""
    for word in words:
        shared = 0
        while shared < min(len(last), len(word), 35) and last[shared] == word[shared]:
            shared += 1
        parts.append(DIGITS[shared] + word[shared:])
        last = word
    return " ".join(parts)


def pair_lists(words: list[str], pairs: Mapping[tuple[str, str], int]) -> list[list[int]]:
    """Return for each of `words` which words follow it: their places in `words` as gaps, × LEVELS + how often."""
    place = {word: i for i, word in enumerate(words)}
    lists: list[list[int]] = [[] for _ in words]
    last = [-1] * len(words)
    for first, second in sorted((place[a], place[b]) for a, b in pairs):
        lists[first].append((second - last[first]) * LEVELS + level(pairs[words[first], words[second]]))
        last[first] = second
    return lists
