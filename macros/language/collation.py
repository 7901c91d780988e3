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
_NUMBER = re.compile(r"([0-9]+)")
# Of what a sign is: a space, then signs, numbers, the letters from the first, those of others. Behind the second, third and last stands which.
_SPACE, _SIGN, _NUMERAL, _FIRST, _FOREIGN = "\0", "\1", "\2", 16, "\x7f"

Key = tuple[str, str, str, str]


@lru_cache(maxsize=65_536)  # the same names are sorted again and again
def alphabetical(text: str) -> Key:
    """Return what to sort `text` by among others: signs for its letters, for its tones, for its capitals, and itself."""
    letters, tones, capitals = zip(*map(_signs, nfc(text).split(" ")), strict=True)
    return _SPACE.join(letters), _SPACE.join(tones), _SPACE.join(capitals), text


@lru_cache(maxsize=16_384)  # there are far fewer words than names
def _signs(word: str) -> tuple[str, str, str]:
    letters = tones = capitals = ""
    for place, part in enumerate(_NUMBER.split(word)):
        if place % 2:  # but for zeros before it, the longer number is the larger
            digits = part.lstrip("0")
            letters += f"{_NUMERAL}{chr(len(digits))}{digits}"
            tones += "\0"
            capitals += "\0"
        else:
            weights = [*map(_weighed, part)]
            letters += "".join(letter for letter, _ in weights)
            tones += "".join(tone for _, tone in weights)
            capitals += "".join("\1" if character.isupper() else "\0" for character in part)
    return letters, tones, capitals


@lru_cache(maxsize=4096)
def _weighed(character: str) -> tuple[str, str]:
    """Signs for the letter and the tone of a character; marks that Vietnamese doesn't have weigh less than any of its letters."""
    parts = unicodedata.normalize("NFD", character.lower())
    tone = next((place for mark, place in _TONES.items() if mark in parts), 0)
    letter = nfc("".join(part for part in parts if part not in _TONES))
    if letter in _LETTERS:
        return chr(_FIRST + _LETTERS[letter]), chr(tone)
    if parts[0] in _LETTERS:
        return chr(_FIRST + _LETTERS[parts[0]]), chr(tone or len(_TONES) + 1)
    if character.isspace():
        return _SPACE, "\0"
    return (_FOREIGN if character.isalpha() else _SIGN) + parts[0], "\0"
