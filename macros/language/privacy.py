"""What is private in a text: numbers of people, their mailboxes, birthdays, homes and names.

What is certain is told apart from what only a person can judge. How a text may be disguised, `disguise.py` knows; the
words and forms that tell a kind stand in `private_words.py`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from macros.language import private_words as words
from macros.language.digits import Row, citizen_ids, mobiles, rows, stretches
from macros.language.disguise import seen, seen_address
from macros.language.private_names import people
from macros.language.private_words import Kind

_I = re.IGNORECASE
_ENOUGH = 100  # of a kind in one text: nobody reads on, and a text made of numbers must not take long


@dataclass(frozen=True)
class Finding:
    """Something private: its kind, how it reads, and whether it is certain (else a person has to judge)."""

    kind: Kind
    text: str
    certain: bool

    @property
    def todo(self) -> str:
        """What to do about it."""
        return words.TODO.get(self.kind, "Xóa chỗ này")

    @property
    def masked(self) -> str:
        """As a message may show it: enough to find it by, too little to learn it from."""
        if self.kind is Kind.EMAIL:
            name, at, domain = self.text.partition("@")
            return f"{name[:2]}…{at}{domain}"
        places = [m.start() for m in re.finditer(r"\d", self.text)]
        hidden = set(places[3:-2]) if len(places) > 5 else set()
        return "".join("•" if at in hidden else c for at, c in enumerate(self.text))


# Nothing private is without one of these: most texts end here.
_MAY = re.compile(
    r"[\d²³¹⁰-₉①-⓿❶-➓@＠]|&|\bhông\b|(?i:gmail|yahoo|hotmail|outlook|icloud)|%40|goo\.gl|google\.|maps\."
    r"|(?<![^\W_])(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Cc]ụ|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]ậu|[Tt]hím|[Mm]ợ|[Dd]ì)\s"
    r"|đối tượng|bị can|bị cáo|nghi |nạn nhân|bị hại|phạm|thủ|kẻ gian|con nghiện|người nghiện|[Đđ]ối|[Bb]ị|[Nn]ghi|[Nn]ạn"
    r"|[Kk]hông (?:ba|năm|bảy|bẩy|tám|chín)"
)


def private_in(text: str) -> list[Finding]:
    """Everything private in a text that is shown as it is or as Markdown; the same thing once."""
    if not _MAY.search(text):
        return []
    view = seen(text)
    found = [finding for recognise in _RECOGNISERS for finding in islice(recognise(view.text), _ENOUGH)]
    for link in view.links:
        found += private_in_address(link)
    return _once(found)


def private_in_address(address: str) -> list[Finding]:
    """The same of the address of a page, in which a place is often that of an office."""
    address = seen_address(address)
    found = [finding for recognise in (_numbers, _mailboxes) for finding in islice(recognise(address), _ENOUGH)]
    found += [Finding(Kind.PLACE, finding.text, False) for finding in _places(address)]
    if not found and (known := re.search(words.MAPS, address, _I)):
        found.append(Finding(Kind.PLACE, known[0] + address[known.end() : known.end() + 40], False))
    return _once(found)


def private_in_id(name: str) -> list[Finding]:
    """The same of the name of a file, words joined by hyphens."""
    return _once([*islice(_numbers(name), _ENOUGH)])


def _once(found: list[Finding]) -> list[Finding]:
    """Each thing once, as what is certain if it is that; a number that is told by its word is no other number too."""
    kept: dict[str, Finding] = {}
    for finding in sorted(found, key=lambda finding: not finding.certain):
        kept.setdefault("".join(c for c in finding.text if c.isalnum()), finding)
    return list(kept.values())


def _numbers(text: str) -> Iterator[Finding]:
    for row in rows(text):
        if told := _told_by_its_word(row):
            if told.text:
                yield told
            continue
        parts = list(stretches(row))
        ids = list(islice(citizen_ids(parts), _ENOUGH))
        yield from (Finding(Kind.CITIZEN_ID, one.shown, True) for one in ids)
        taken = {group for one in ids for group in one.groups}
        for one, certain in mobiles(parts):
            if one.groups[0] not in taken:
                yield Finding(Kind.MOBILE, one.shown, certain)


def _right_before(word: str, gap: int = 30) -> re.Pattern[str]:
    """A word, and then no other number and no end of a sentence up to the end."""
    return re.compile(rf"(?<!\w)(?:{word})(?!\w)(?P<gap>(?:[^\d\n;!?]|(?<= )(?:9|10|12) (?:chữ )?số){{0,{gap}}})$", _I)


_OLD_ID, _CITIZEN_ID, _INSURANCE, _TAX, _ACCOUNT = map(
    _right_before, (words.OLD_ID, words.CITIZEN_ID, words.INSURANCE, words.TAX, words.ACCOUNT)
)
_PERSONAL_TAX = re.compile(words.PERSONAL_TAX, _I)
_PUBLIC_ACCOUNT = re.compile(rf"\b(?:{words.PUBLIC_ACCOUNT})\b", _I)
_BANK = re.compile(rf"[ ,(:-]{{0,3}}(?:tại |ở |ngân hàng |nh )*(?:{words.BANKS})\b", _I)
_OFFICE_PHONE = re.compile(r"0?2\d{8,9}|842\d{8,9}|0?69\d{5,8}|1[89]00\d{4,6}")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def _told_by_its_word(row: Row) -> Finding | None:
    """What the word before a row says that it is; without text where it is nothing private."""
    before = row.before
    nothing = Finding(Kind.TAX, "", False)
    for pattern, kind, counts in ((_OLD_ID, Kind.OLD_ID, (9, 12)), (_CITIZEN_ID, Kind.CITIZEN_ID, (12,))):
        if pattern.search(before) and (one := row.first(*counts)):
            return None if one.is_counted else Finding(kind, one.shown, True)
    if told := _TAX.search(before):
        if not (one := row.first(10, 12, 13)):
            return None
        if _PERSONAL_TAX.search(told["gap"]):
            return Finding(Kind.TAX, one.shown, True)
        if one.digits[0] == "8":  # individuals' own codes begin so
            return Finding(Kind.TAX, one.shown, False)
        return nothing if _is_tax_code(one.digits) else None
    if _INSURANCE.search(before) and (one := row.first(10)):
        if _OFFICE_PHONE.fullmatch(row.digits):
            return None
        sum_of_money = one.is_counted or one.is_grouped_by_thousands
        return None if sum_of_money else Finding(Kind.INSURANCE, one.shown, True)
    if (told := _ACCOUNT.search(before)) and 8 <= len(row.digits) <= 19 and not row.is_counted:
        if _OFFICE_PHONE.fullmatch(row.digits) and not re.search("stk|tài khoản|tk", told[0], _I):
            return None
        around = row.text[max(0, row.start - 70) : row.end + 60]
        if not _PUBLIC_ACCOUNT.search(around):
            return Finding(Kind.ACCOUNT, row.shown, False)
    elif 8 <= len(row.digits) <= 19 and _BANK.match(row.text, row.end):
        return Finding(Kind.ACCOUNT, row.shown, False)
    return None


def _is_tax_code(digits: str) -> bool:
    """Whether the tenth digit is what the others make it (Circular 95/2016/TT-BTC: modulo 11)."""
    return 10 - sum(int(d) * w for d, w in zip(digits, _TAX_WEIGHTS, strict=False)) % 11 == int(digits[9])


_CARD = re.compile(r"(?<!\w)[A-Z]{2} ?[1-5] ?\d{2} ?\d{10}(?!\d)")  # Decision 1351/QĐ-BHXH, 2015
_PASSPORT = re.compile(rf"(?<!\w)(?i:{words.PASSPORT})[^\d\n]{{0,25}}?(?<!\w)([A-Z][ .-]?\d{{7,8}})(?!\d)")
_INSURED = re.compile(rf"(?:{words.INSURANCE})[^\d\n]{{0,30}}$", _I)


def _documents(text: str) -> Iterator[Finding]:
    """Passports, and cards of health insurance."""
    for found in _PASSPORT.finditer(text):
        yield Finding(Kind.PASSPORT, found[1], True)
    for found in _CARD.finditer(text):
        told = _INSURED.search(text[max(0, found.start() - 50) : found.start()])
        yield Finding(Kind.INSURANCE, found[0], bool(told))


_POINT = r"(?: ?\. ?|,| ?[(\[{] ?(?:dot|chấm) ?[)\]}] ?| (?:dot|chấm) )"
_MAILBOX = re.compile(
    rf"(?<![\w.+%-])([\w.+%-]{{1,64}})(?: ?@ ?| ?[(\[{{] ?(?:at|a còng|@) ?[)\]}}] ?| (?:at|a còng) )([\w-]{{1,60}}(?:{_POINT}[\w-]{{1,30}}){{1,4}})",
    _I,
)
_DOT = re.compile(_POINT, _I)


def _mailboxes(text: str) -> Iterator[Finding]:
    for found in _MAILBOX.finditer(text):
        domain = _DOT.sub(".", found[2]).lower()
        if domain.split(".")[0] in words.MAILBOXES or any(
            domain.startswith(f"{box}.") or domain == box for box in words.MAILBOXES
        ):
            yield Finding(Kind.EMAIL, f"{found[1]}@{domain}", True)


_PLATE = re.compile(r"(?<![\w.,])([1-9]\d) ?-? ?((?:MĐ|[A-Z]{1,2})\d?) ?[-.–]? ?(\d{3})(\.| )?(\d{2}|\d)(?!\d|[.,]\d)")
_PLATED = re.compile(rf"(?<!\w)(?:{words.PLATE})[^\d\n]{{0,20}}$", _I)
_VEHICLE = re.compile(rf"(?<!\w)(?:{words.VEHICLE})[^\d\n]{{0,20}}$", _I)


def _plates(text: str) -> Iterator[Finding]:
    """Licence plates (Circular 79/2024/TT-BCA): a province of two digits from 11, a series, four or five digits."""
    for found in _PLATE.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()]
        if _PLATED.search(before) or (found[4] == "." and len(found[5]) == 2):
            yield Finding(Kind.PLATE, found[0], True)
        elif _VEHICLE.search(before) and "-" in found[0]:
            yield Finding(Kind.PLATE, found[0], False)


_LATITUDE, _LONGITUDE = (
    r"(?<![\d.,])(?:[89]|1\d|2[0-4])[.,]\d{4,}(?!\d)",
    r"(?<![\d.])1(?:0[2-9]|1[0-8])[.,]\d{4,}(?!\d)",
)
_PAIR = re.compile(rf"{_LATITUDE}[^\d\n]{{1,25}}{_LONGITUDE}|{_LONGITUDE}[^\d\n]{{1,25}}{_LATITUDE}")
_SECONDS = re.compile(r"\d{1,3} ?° ?\d{1,2} ?['′] ?\d{1,2}(?:[.,]\d+)? ?(?:\"|''|′′|″)")


def _places(text: str) -> Iterator[Finding]:
    """Coordinates of four decimals (eleven metres) or more, or of seconds of arc, within Vietnam."""
    for pattern in (_PAIR, _SECONDS):
        yield from (Finding(Kind.PLACE, found[0], True) for found in pattern.finditer(text))


_HOME = re.compile(
    rf"(?<!\w)(?:{words.RESIDENCE})(?!\w)(?P<gap>[^\d\n;!?]{{0,40}}?)(?P<at>:|(?:{words.HOUSE}|số|ngõ|ngách|hẻm|kiệt|nhà)) ?\d[\d/]*",
    _I,
)
_HOUSE = re.compile(rf"(?<!\w)(?<!tòa )(?:{words.HOUSE}):? ?\d[\d/]*(?![\d/]|[.,]\d| hộ)", _I)
_BODY = re.compile(rf"\b(?:{words.BODIES})\b", _I)
_OWNER = re.compile(rf"^,? ?(?:của|nhà|hộ) (?:{words.HONORIFICS})\b", _I)


def _homes(text: str) -> Iterator[Finding]:
    homes = [found.span() for found in _HOME.finditer(text)]
    yield from (Finding(Kind.HOME, text[start:end], True) for start, end in homes)
    for found in _HOUSE.finditer(text):
        if any(start <= found.start() < end for start, end in homes):
            continue
        if _BODY.search(text[max(0, found.start() - 40) : found.start()]):
            continue
        yield Finding(Kind.HOME, found[0], bool(_OWNER.match(text[found.end() : found.end() + 20])))


def _people(text: str) -> Iterator[Finding]:
    return (Finding(kind, shown, certain) for kind, shown, certain in people(text))


_RECOGNISERS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    _numbers, _documents, _mailboxes, _plates, _places, _homes, _people,
)  # fmt: skip
