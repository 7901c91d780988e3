"""Two versions of a text as one, in which what is gone and what is new are marked word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

_WORD = re.compile(r"\s+|(?:\d(?:[\d.,/]*\d)?|\w+|[^\w\s])\s*")
_MOST = 200_000  # pairs of words, or of sentences, that are compared
_CONTEXT = 12  # words that stay around what differs
_CUT = " … "


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


class Stretch(NamedTuple):
    """Words that have the same mark."""

    mark: Mark
    text: str


def marked(old: str, new: str) -> list[Stretch]:
    """The stretches of both texts, in order: without the old ones they are `new`, without the new ones `old` but for blanks, and both
    but for the middles of long stretches that are the same."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    found: list[Stretch] = []
    for same, gone, come in _compared(one, other):
        for mark, words in ((Mark.SAME, same), (Mark.OLD, gone), (Mark.NEW, come)):
            if words and found and found[-1].mark is mark:
                found[-1] = Stretch(mark, found[-1].text + "".join(words))
            elif words:
                found.append(Stretch(mark, "".join(words)))
    if all(stretch.mark is Mark.SAME for stretch in found) and old != new:  # but for blanks
        return [Stretch(Mark.OLD, old), Stretch(Mark.NEW, new)]
    return [_short(one, at == 0, at == len(found) - 1) for at, one in enumerate(found)]


def _compared(one: list[str], other: list[str], whole: bool = True) -> list[tuple[list[str], list[str], list[str]]]:
    """What is the same, then what is gone and what is new, again and again; where that takes too long word by word, sentence by
    sentence first, if the texts are `whole`."""
    words, others = [*map(_alike, one)], [*map(_alike, other)]
    head = _common(words, others)
    tail = _common(words[head:][::-1], others[head:][::-1])
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    found: list[tuple[list[str], list[str], list[str]]] = [(other[:head], [], [])]
    if len(left) * len(right) <= _MOST:
        for is_same, a, b, c, d in _opcodes(words[head : len(one) - tail], others[head : len(other) - tail]):
            found.append((right[c:d], [], []) if is_same else ([], left[a:b], right[c:d]))
    elif whole and len(lefts := _sentences(left)) * len(rights := _sentences(right)) <= _MOST:
        for is_same, a, b, c, d in _opcodes(
            ["".join(map(_alike, s)) for s in lefts], ["".join(map(_alike, s)) for s in rights]
        ):
            gone, come = [*chain(*lefts[a:b])], [*chain(*rights[c:d])]
            found += [(come, [], [])] if is_same else _compared(gone, come, whole=False)
    else:
        found.append(([], left, right))
    return [*found, (other[len(other) - tail :], [], [])]


def _opcodes(one: list[str], other: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    for how, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield how == "equal", a, b, c, d


def _sentences(words: list[str]) -> list[list[str]]:
    """The words up to each full stop or end of a line."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word[0] in ".!?" or "\n" in word:
            found.append([])
    return [one for one in found if one]


def _alike(word: str) -> str:
    """A word without the blanks behind it; the end of a line counts."""
    return word.rstrip() + "\n" * ("\n" in word)


def _common(one: list[str], other: list[str]) -> int:
    """How many words are the same at the beginning of both."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _short(stretch: Stretch, first: bool, last: bool) -> Stretch:
    """A long stretch that is the same, without its middle, at the ends of the text without its outer part."""
    words = _WORD.findall(stretch.text)
    before, behind = 0 if first else _CONTEXT, 0 if last else _CONTEXT
    if stretch.mark is not Mark.SAME or (first and last) or len(words) <= before + behind + _CONTEXT:
        return stretch
    return Stretch(Mark.SAME, "".join([*words[:before], _CUT, *(words[-behind:] if behind else [])]))
