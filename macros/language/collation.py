"""The order of the Vietnamese alphabet, as dictionaries of it, CLDR and browsers (`Intl.Collator("vi")`) have it.

First the letters alone decide, each a letter of its own (a ă â … d đ …), then the tones (none, huyền, hỏi, ngã, sắc, nặng), then
capitals; a space comes before any letter, and numbers go by their value: An, An ninh, Áo, Ăn chặn, Ấp, Dân phòng, Đông Hải.
"""

import re
import unicodedata
from functools import lru_cache

from macros.language.text import nfc

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_NUMBER = re.compile(r"[0-9]+")

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...], str]


@lru_cache(maxsize=65_536)  # the same names are sorted again and again
def alphabetical(text: str) -> Key:
    """Return what to sort `text` by among others."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for part in re.split(f"({_NUMBER.pattern})", nfc(text)):
        if _NUMBER.fullmatch(part):
            letters.append((2, int(part)))
            tones.append(0)
            capitals.append(False)
            continue
        for character in part:
            letter, tone = _weighed(character)
            letters.append(letter)
            tones.append(tone)
            capitals.append(character.isupper())
    return tuple(letters), tuple(tones), tuple(capitals), text


@lru_cache(maxsize=4096)
def _weighed(character: str) -> tuple[tuple[int, int], int]:
    """The letter and the tone of a character; marks that Vietnamese doesn't have weigh less than any of its letters."""
    parts = unicodedata.normalize("NFD", character.lower())
    tone = next((place for mark, place in _TONES.items() if mark in parts), 0)
    letter = nfc("".join(part for part in parts if part not in _TONES))
    if letter in _LETTERS:
        return (3, _LETTERS[letter]), tone
    if parts[0] in _LETTERS:
        return (3, _LETTERS[parts[0]]), tone or len(_TONES) + 1
    if character.isspace():
        return (0, 0), 0
    return (4 if character.isalpha() else 1, ord(parts[0])), 0
