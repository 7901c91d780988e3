"""Names as they are typed in haste: each name of the real documents, with every kind of slip in turn, and with a province behind.

The slips fall where chance, always the same, has them fall. What a name with a slip finds should be what the name is of.
"""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

from macros.language.text import fold
from macros.search import Document
from tests.search import synthetic
from tests.search.corpus import Judged, record_id

KINDS = ("unit", "model", "event", "organisation", "document", "theme", "term")
# The keys beside each on a keyboard.
_BESIDE = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfec", "e": "wrd", "f": "dgrv", "g": "fhtb", "h": "gjyn", "i": "uok", "j": "hkum", "k": "jli",
    "l": "ko", "m": "nj", "n": "bhm", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adwx", "t": "ryg", "u": "yij", "v": "cfb", "w": "qes",
    "x": "zsc", "y": "tuh", "z": "ax",
}  # fmt: skip
# Beginnings of syllables that many speakers don't tell apart.
_HEARD = [{"ch", "tr"}, {"s", "x"}, {"d", "gi", "r"}, {"l", "n"}]
_MARKS = ("\u0302", "\u0306", "\u031b")  # of a letter: â, ă, ơ
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_UNIT_KIND = re.compile(r"^(phuong|xa|thi tran|thi xa|quan|huyen|thanh pho|dac khu|tinh) ")

Words = list[str]
Slip = Callable[[random.Random, Words, Words], Words | None]  # of a name's words, plain and as they are spelled


def _one_letter(rnd: random.Random, word: str, place: int | None = None) -> str:
    place = rnd.randrange(len(word)) if place is None else place
    after = word[place + 1 :]
    return word[:place] + rnd.choice(
        [
            after[:1] + word[place] + after[1:],  # swapped
            after,  # left out
            word[place] * 2 + after,
            rnd.choice(_BESIDE[word[place]]) + after,
        ]
    )


def _keys(word: str, đ: str, marks: dict[str, str], tones: str) -> str:
    """Return `word` as the keys that write it, its tone last."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word.replace("đ", đ)):
        if letter in _TONES:
            tone = tones[_TONES.index(letter)]
        else:
            keys += (marks[letter] or keys[-1]) if letter in _MARKS else letter
    return keys + tone


def _telex(word: str) -> str:
    return _keys(word, "dd", dict(zip(_MARKS, ("", "w", "w"), strict=True)), "frxsj")


def _vni(word: str) -> str:
    return _keys(word, "d9", dict(zip(_MARKS, "687", strict=True)), "23415")


def _long(words: Words) -> list[int]:
    return [i for i, word in enumerate(words) if word.isalpha() and word.isascii() and len(word) > 2]


def _in_one(rnd: random.Random, words: Words, change: Callable[[str], str]) -> Words | None:
    if not (places := _long(words)):
        return None
    place = rnd.choice(places)
    return [*words[:place], change(words[place]), *words[place + 1 :]]


def _in_two(rnd: random.Random, words: Words) -> Words | None:
    if len(places := _long(words)) < 2:
        return None
    slipped = rnd.sample(places, 2)
    return [_one_letter(rnd, word) if i in slipped else word for i, word in enumerate(words)]


def _misheard(rnd: random.Random, words: Words, spelled: Words) -> Words | None:
    choices = []
    for place, (word, said) in enumerate(zip(words, spelled, strict=True)):
        onset = re.match(r"ch|tr|gi(?=[aeou])|n(?![gh])|[sxdrl]|", word)[0]
        others = set().union(*(group - {onset} for group in _HEARD if onset in group)) if said[0] != "đ" else set()
        choices += [(place, other + word[len(onset) :]) for other in sorted(others)]
    if not choices:
        return None
    place, word = rnd.choice(choices)
    return [*words[:place], word, *words[place + 1 :]]


def _joined(rnd: random.Random, words: Words) -> Words | None:
    place = rnd.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def _torn(rnd: random.Random, word: str) -> str:
    place = rnd.randint(1, len(word) - 1)
    return f"{word[:place]} {word[place:]}"


SLIPS: dict[str, Slip] = {
    "no marks": lambda rnd, words, spelled: words,
    "capitals": lambda rnd, words, spelled: [word.upper() for word in spelled],
    "a letter": lambda rnd, words, spelled: _in_one(rnd, words, lambda word: _one_letter(rnd, word)),
    "the first letter": lambda rnd, words, spelled: _in_one(rnd, words, lambda word: _one_letter(rnd, word, 0)),
    "letters of two words": lambda rnd, words, spelled: _in_two(rnd, words),
    "misheard": _misheard,
    "Telex": lambda rnd, words, spelled: [_telex(word) for word in spelled],
    "VNI": lambda rnd, words, spelled: [_vni(word) for word in spelled],
    "no spaces": lambda rnd, words, spelled: ["".join(words)] if len(words) <= 5 else None,
    "a space left out": lambda rnd, words, spelled: _joined(rnd, words),
    "a space too many": lambda rnd, words, spelled: _in_one(rnd, words, lambda word: _torn(rnd, word)),
    "half typed": lambda rnd, words, spelled: [*words[:-1], words[-1][: len(words[-1]) // 2 + 1]] if len(words) > 2 else None,
}  # fmt: skip

PLACED = "a province behind"  # no slip, but as often typed


def slips(documents: list[Document], seed: int = 19082024) -> Iterator[Judged]:
    """Yield every name of `documents` with every slip that it can have, named by the slip."""
    rnd = random.Random(seed)
    of_name = defaultdict(set)
    for document in documents:
        for name in (document.title, *document.other_names):
            of_name[_bare(name, document.kind)].add(record_id(document.url))
    made_up = {fold(ward) for ward in synthetic.WARDS}
    for document in documents:
        spelled = re.findall(r"[^\s,()“”\"–:]+", _without_brackets(document.title).lower())
        words = [fold(word) for word in spelled]
        # A made-up unit of the same name would be as right.
        if document.kind not in KINDS or len(words) < 2 or _bare(document.title, document.kind) in made_up:
            continue
        first = tuple(sorted(of_name[_bare(document.title, document.kind)]))
        for kind, slip in SLIPS.items():
            if slipped := slip(rnd, words, spelled):
                yield Judged(" ".join(slipped), kind, first, ())
        if document.units:
            yield Judged(" ".join([*words, *fold(_without_brackets(document.units[-1])).split()]), PLACED, first, ())


def right_by_slip(names: list[Judged], found: list[list[str]]) -> dict[str, list[bool]]:
    """Return for each slip whether each name with it found what it names, first of all; `found` are ids for each name."""
    right: dict[str, list[bool]] = defaultdict(list)
    for name, ids in zip(names, found, strict=True):
        right[name.difficulty].append(name.is_first(ids))
    return right


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", name)


def _bare(name: str, kind: str) -> str:
    """Return what tells a name from others: without diacritics, of a unit without what kind of unit it is."""
    plain = fold(_without_brackets(name))
    return _UNIT_KIND.sub("", plain) if kind == "unit" else plain
