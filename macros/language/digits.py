"""Rows of digits in a text, however they are grouped, and what they can be: a mobile number, a citizen ID."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.language.disguise import BREAK
from macros.language.private_words import COUNTED, MOBILE, OLD_MOBILE, PHONE, PROVINCES

_ROW = re.compile(r"\d(?:[^\w\n]{0,4}\d)*")
_GROUP = re.compile(r"\d+")
_LEAST = 6
_LONG_ENOUGH = re.compile(rf"(?:\d[^\w\n]{{0,4}}){{{_LEAST - 1}}}\d")
_COUNTED = re.compile(rf"\s?(?:{COUNTED})(?!\w)", re.IGNORECASE)
_PHONE = re.compile(rf"(?<!\w)(?:{PHONE})\W{{0,3}}(?:[^\d\n;]{{0,25}})$", re.IGNORECASE)
_PHONE_ITSELF = re.compile(r"(?<!\w)(?:sđt|đt|điện thoại|di động|zalo|mobile|phone|tel)[\s:.]{0,3}$", re.IGNORECASE)
_PHONE_BEHIND = re.compile(r" ?\(?(?:sđt|di động|zalo|viber|mobile)(?!\w)", re.IGNORECASE)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:18|19|20)\d\d"
# What is a row of digits and nothing private: dates, book numbers, and the long names that machines give.
_NO_ROW = re.compile(
    rf"(?<!\d)(?:{_DAY} ?[./-] ?{_MONTH} ?[./-] ?{_YEAR}|{_YEAR}[./-]{_MONTH}[./-]{_DAY}|(?<![./-]){_MONTH} ?[./-] ?{_YEAR})"
    rf"(?!\d)(?![ ./-]{{1,3}}\d{{3,4}}(?!\d)(?![./-]\d))"
    r"|\bISBN(?:-1[03])?:? ?(?:97[89][ -]?)(?:\d[ -]?){9}[\dX]\b|\bISSN:? ?\d{4}-\d{3}[\dX]\b"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|\b(?=\d{0,39}[a-f])(?=[a-f]{0,39}\d)[0-9a-f]{20,40}\b"
    rf"|(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w.])",
    re.IGNORECASE,
)
# Names in the alphabet of base64, as of files in a cloud.
_MACHINE = re.compile(r"\b(?=\w{0,80}[a-z])(?=\w{0,80}[A-Z])(?=\w{0,80}\d)[A-Za-z0-9_]{18,90}\b")
_BRACKETS = str.maketrans("", "", "()[]{}")
_SHORTEST, _LONGEST = 9, 14


@dataclass(frozen=True)
class Row:
    """A row of digit groups: where they stand in `text`, and what is between them."""

    text: str
    groups: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.groups[0][0]

    @property
    def end(self) -> int:
        return self.groups[-1][1]

    @property
    def digits(self) -> str:
        return "".join(self.parts)

    @property
    def parts(self) -> list[str]:
        return [self.text[a:b] for a, b in self.groups]

    @property
    def gaps(self) -> list[str]:
        return [self.text[a[1] : b[0]] for a, b in zip(self.groups, self.groups[1:], strict=False)]

    @property
    def shown(self) -> str:
        return self.text[self.start : self.end].translate(_BRACKETS)

    @property
    def is_counted(self) -> bool:
        """Whether a measure stands behind it: it is a number of things, or a sum."""
        return bool(_COUNTED.match(self.text, self.end))

    @property
    def is_grouped_by_thousands(self) -> bool:
        first, *others = self.parts
        return len(first) <= 3 and bool(others) and all(len(part) == 3 for part in others) and len(set(self.gaps)) == 1

    @property
    def is_list(self) -> bool:
        """Whether it reads as several numbers: apart by commas and the like, or evenly counting up."""
        if any(set(gap) & set(";:&") or ", " in gap for gap in self.gaps):
            return True
        if len(self.groups) < 4 or {*map(len, self.parts)} not in ({2}, {3}):
            return False
        steps = {int(b) - int(a) for a, b in zip(self.parts, self.parts[1:], strict=False)}
        return len(steps) == 1 and steps < {1, 2, 3, 5, 10}

    @property
    def before(self) -> str:
        """What stands before it in its paragraph."""
        return self.text[max(0, self.start - 60) : self.start].rpartition(BREAK)[2]

    @property
    def is_called(self) -> bool:
        """Whether it is said to be a number to call."""
        return bool(_PHONE.search(self.before) or _PHONE_BEHIND.match(self.text, self.end))

    def first(self, *counts: int) -> "Row | None":
        """The groups at its beginning that have one of these numbers of digits together."""
        total = 0
        for number, (start, end) in enumerate(self.groups, 1):
            total += end - start
            if total in counts:
                return Row(self.text, self.groups[:number])
        return None


def rows(text: str) -> Iterator[Row]:
    """Every row of six digits or more in a text that has been brought to its plain form."""
    if not _LONG_ENOUGH.search(text):
        return
    for pattern in (_NO_ROW, _MACHINE):
        text = pattern.sub(lambda m: BREAK * len(m[0]), text)
    for found in _ROW.finditer(text):
        row = Row(text, tuple(group.span() for group in _GROUP.finditer(text, *found.span())))
        if len(row.digits) >= _LEAST:
            yield row


def mobiles(stretches: list[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield the mobile numbers among the stretches of a row, and whether each is one for certain."""
    for one in stretches:
        digits = one.digits
        if digits[0] == "0" and len(digits) == 10 and digits[1:3] in MOBILE:
            decimal = len(one.groups) == 2 and one.parts[0] == "0" and one.gaps[0] in ",."
            if not (one.is_list or decimal) or one.is_called:
                yield one, True
        elif len(digits) == 11 and digits[:4] in OLD_MOBILE and not one.is_list:
            yield one, one.is_called
        elif abroad := re.fullmatch(r"(00)?84(0?)(\d{9})", digits):
            if abroad[3][:2] not in MOBILE or (one.is_list and not one.is_called):
                continue
            signed = bool(abroad[1] or abroad[2]) or "+" in one.text[max(0, one.start - 3) : one.start]
            if signed or not one.is_counted or one.is_called:
                yield one, signed or not one.is_grouped_by_thousands or one.is_called
        elif len(digits) == 9 and digits[:2] in MOBILE and not one.is_counted and _PHONE_ITSELF.search(one.before):
            yield one, False  # without its 0


def citizen_ids(stretches: list[Row]) -> Iterator[Row]:
    """Yield those that have the form of a citizen ID: province, century and sex, year, six digits."""
    for one in stretches:
        digits = one.digits
        if len(digits) == 12 and digits[:3] in PROVINCES and digits[3] in "0123" and not one.is_list:
            yield one


# What can be a number of a person at all, before anything else is asked of it.
_CAN_BE = re.compile(r"0[35789]\d{8}|01\d{9}|(?:00)?840?\d{9}|[35789]\d{8}|0\d{11}")


def stretches(row: Row) -> Iterator[Row]:
    """The stretches of a row, from one group to another, that can be one number."""
    for at, (start, _) in enumerate(row.groups):
        if row.text[start] not in "035789":
            continue
        digits = ""
        for to in range(at, len(row.groups)):
            begin, end = row.groups[to]
            if len(digits) + end - begin > _LONGEST:
                break
            digits += row.text[begin:end]
            if len(digits) >= _SHORTEST and _CAN_BE.fullmatch(digits):
                yield Row(row.text, row.groups[at : to + 1])
