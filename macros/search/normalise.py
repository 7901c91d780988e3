"""Text as the words that are indexed and looked up. `docs/assets/search/normalise.js` says the same in JavaScript.

A word is a syllable, a number or a date in one spelling:

- a syllable in lower case with its tone mark moved to its end, so that `hoà` and `hòa` are one word;
- a number without thousands separators, with a point for the decimal comma: `1.505` is `1505`, `36,6` is `36.6`;
- a date as up to three words, the day in the year, the month of the year and the year: `19/8 8/2024 2024`.

The words of an abbreviation are those of what it stands for.
"""

import re
import unicodedata
from functools import cache
from itertools import chain

from macros.language.text import fold, nfc

LETTER = "a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff"
TONES = "\u0300\u0301\u0303\u0309\u0323"

# Figures with what may stand between them are taken whole at first: few alternatives make a fast expression.
_TOKEN = re.compile(rf"[{LETTER}][{LETTER}\d]*|\d[\d.,/-]*")
_FIGURES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2}[/-]\d{1,2}(?!\d)"
    r"|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+[.,]\d+|\d+"
)
_OF_DATES = {"ngày": "day", "ngay": "day", "tháng": "month", "thang": "month", "năm": "year", "nam": "year"}
_DATE_IN_WORDS = re.compile(rf"(?:{'|'.join(_OF_DATES)})[^{LETTER}\d]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNMARKED = re.compile(r"[\da-zđ]+", re.ASCII)  # an abbreviation is written without marks: `cấp` is not `CAP`


@cache
def form(syllable: str) -> str:
    """Return a lower-case `syllable` with its tone mark at its end, where every way of typing it agrees."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = [c for c in decomposed if c in TONES]
    return nfc("".join(c for c in decomposed if c not in TONES) + "".join(tones[:1]))


def date_words(day: str, month: str, year: str) -> tuple[str, ...]:
    """Return the words of a date, of which `day` and `year` may be empty."""
    day, month = day.lstrip("0"), month.lstrip("0")
    words = [f"{day}/{month}"] if day else []
    return (*words, *((f"{month}/{year}", year) if year else ()))


def _is_month(token: str) -> bool:
    return token.isdigit() and len(token) <= 2 and 1 <= int(token) <= 12


def _is_day(token: str) -> bool:
    return token.isdigit() and len(token) <= 2 and 1 <= int(token) <= 31


def _number_words(token: str) -> tuple[str, ...]:
    """Return the words of a token that starts with a digit."""
    parts = re.split(r"[/.-]", token)
    if len(parts) == 3 and len(parts[0]) == 4 and "-" in token:
        parts.reverse()
    if len(parts) == 3 and len(parts[2]) == 4 and _is_day(parts[0]) and _is_month(parts[1]):
        return date_words(parts[0], parts[1], parts[2])
    if len(parts) == 2 and len(parts[1]) == 4 and _is_month(parts[0]):
        return date_words("", parts[0], parts[1])
    if len(parts) == 2 and "." not in token and _is_day(parts[0]) and _is_month(parts[1]):
        return date_words(parts[0], parts[1], "")
    if "/" in token or "-" in token:
        return tuple(p.lstrip("0") or "0" for p in parts)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", token):
        token = re.sub("[.,]", "", token)
    whole, *fraction = re.split("[.,]", token)
    return (".".join([whole.lstrip("0") or "0", *fraction]),)


def _join_dates(tokens: list[str]) -> list[str]:
    """Rewrite dates in words (`ngày 19 tháng 8 năm 2024`) as in figures, and drop `năm` before a year."""
    joined: list[str] = []
    joined_to = 0  # tokens before this place are in `joined` already
    for i, token in enumerate(tokens):
        said = _OF_DATES.get(token)
        if not said or i < joined_to:
            continue
        joined += tokens[joined_to:i]
        joined_to = i
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if said == "month" and _is_month(after):
            skipped = 3 if _OF_DATES.get("".join(tokens[i + 2 : i + 3])) == "year" else 2
            year = "".join(tokens[i + skipped : i + skipped + 1])
            year = year if _YEAR.fullmatch(year) else ""
            day = joined[-1] if joined and _is_day(joined[-1]) else ""
            if not day and not year:
                continue
            if day:
                joined.pop()
                if joined and _OF_DATES.get(joined[-1]) == "day":
                    joined.pop()
            joined.append("/".join(filter(None, (day, after, year))))
            joined_to = i + (skipped + 1 if year else 2)
        elif (said != "year" and "/" in after) or (said == "year" and _YEAR.fullmatch(after)):
            joined_to = i + 1
    return joined + tokens[joined_to:]


class _WordsOf(dict[str, tuple[str, ...]]):
    """The words of every piece of text met so far, in lower case: they are few, and met over and over."""

    def __init__(self, abbreviations: dict[str, tuple[str, ...]]):
        self.abbreviations = abbreviations

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = tuple(word for token in _TOKEN.findall(piece) for word in self._of_token(token))
        return self[piece]

    def _of_token(self, token: str) -> tuple[str, ...]:
        if token[0].isdigit():
            return tuple(word for figures in _FIGURES.findall(token) for word in _number_words(figures))
        short = self.abbreviations.get(fold(token)) if _UNMARKED.fullmatch(token) else None
        return short or (form(token),)


class Normaliser:
    """Turns text into words, knowing what abbreviations stand for.

    Args:
        abbreviations: what each stands for: `{"ANTT": "an ninh trật tự"}`.
    """

    def __init__(self, abbreviations: dict[str, str]):
        self.words_of = _WordsOf({})
        self.abbreviations = {fold(short): tuple(self.words(full)) for short, full in abbreviations.items()}
        self.words_of = _WordsOf(self.abbreviations)

    def words(self, text: str) -> list[str]:
        """Return the words of `text`, in order."""
        return list(chain.from_iterable(map(self.words_of.__getitem__, self.pieces(text))))

    def pieces(self, text: str) -> list[str]:
        """Return `text` cut where no word goes across; of the pieces that texts are made of, `words_of` has the words."""
        lower = nfc(text).lower()
        if not _DATE_IN_WORDS.search(lower):
            return lower.split()
        return _join_dates(
            [
                part
                for token in _TOKEN.findall(lower)
                for part in (_FIGURES.findall(token) if token[0].isdigit() else [token])
            ]
        )
