"""Which item of one list became which of another: the same ones first, wherever they stand, then those that are most alike."""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_ALIKE = 0.4
"""From here on, two items are one that was changed."""
_MOST = 10_000  # pairs of which each is looked at
_NEAR = 5  # places within which items of longer lists are looked for
_TEXT = 3  # how much more a text tells which item it is than a number, a choice or a link


class Aligned(NamedTuple):
    """Places in both lists: `pairs` of what stayed or was changed in the order of the new list, `gone` in the old one, `come` in the
    new one, `moved` the pairs that no longer stand in the same order as the others."""

    pairs: list[tuple[int, int]]
    gone: list[int]
    come: list[int]
    moved: list[tuple[int, int]]


def aligned(old: Sequence[Any], new: Sequence[Any], *, by_likeness: bool) -> Aligned:
    """What became of the items of `old` in `new`; without `by_likeness` only the same ones are paired."""
    pairs = _same(old, new)
    gone = sorted({*range(len(old))} - {one for one, _ in pairs})
    come = sorted({*range(len(new))} - {other for _, other in pairs})
    if by_likeness and gone and come:
        alike = _most_alike(old, new, gone, come)
        pairs += alike
        gone = [one for one in gone if one not in {pair[0] for pair in alike}]
        come = [one for one in come if one not in {pair[1] for pair in alike}]
    pairs.sort(key=lambda pair: pair[1])
    staying = _longest_rising([one for one, _ in pairs])
    return Aligned(pairs, gone, come, [pair for at, pair in enumerate(pairs) if at not in staying])


def likeness(one: Any, other: Any) -> float:
    """How alike two values are, from 0 to 1."""
    if isinstance(one, str) and isinstance(other, str):
        return 1.0 if one == other else _of_texts(one, other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        total = score = 0.0
        for name in {**one, **other}:
            weight = _weight(one.get(name, other.get(name)))
            total += weight
            if name in one and name in other:
                score += weight * likeness(one[name], other[name])
        return score / total if total else 1.0
    return float(one == other)


def _same(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at in reversed(range(len(old))):
        places[_marked(old[at])].append(at)
    return [(left.pop(), at) for at, one in enumerate(new) if (left := places.get(_marked(one)))]


def _most_alike(old: Sequence[Any], new: Sequence[Any], gone: list[int], come: list[int]) -> list[tuple[int, int]]:
    all_of_them = len(gone) * len(come) <= _MOST
    scored = [
        (score, one, other)
        for at, one in enumerate(gone)
        for there, other in enumerate(come)
        if (all_of_them or abs(at - there) <= _NEAR) and (score := likeness(old[one], new[other])) >= _ALIKE
    ]
    found, olds, news = [], set(), set()
    for _, one, other in sorted(scored, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2])):
        if one not in olds and other not in news:
            olds.add(one)
            news.add(other)
            found.append((one, other))
    return found


def _longest_rising(places: list[int]) -> set[int]:
    """Where in `places` the longest row stands that only rises."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [at]
        before.append(last[length - 1] if length else -1)
    found, at = set(), last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _of_texts(one: str, other: str) -> float:
    words, others = Counter(one.casefold().split()), Counter(other.casefold().split())
    return 2 * (words & others).total() / ((words.total() + others.total()) or 1)


def _weight(value: Any) -> float:
    """What a value tells of which item it is in: a text of several words most."""
    return _TEXT if isinstance(value, Mapping) or (isinstance(value, str) and " " in value) else 1


def _marked(value: Any) -> str:
    return f"={value}" if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
