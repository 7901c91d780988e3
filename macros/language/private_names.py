"""People in running text: who is named without an office, who is accused or harmed, and when somebody was born."""

import re
from collections.abc import Iterator

from macros.language.private_words import (
    ACCUSED,
    FAMILY_NAMES,
    FIRST_BIRTH,
    HISTORIC,
    HONORIFICS,
    MANY,
    NO_BIRTHS,
    NO_NAMES,
    OFFICES,
    PLURALS,
    Kind,
)

Told = tuple[Kind, str, bool]

_I = re.IGNORECASE
_WORD = r"[^\W\d_]+"
_NAMED = re.compile(rf"(?<!\w)({HONORIFICS}) ({_WORD}(?: {_WORD}){{0,4}})", _I)
_OFFICE = re.compile(rf"(?<!\w)(?:{OFFICES})(?!\w)", _I)
_ACCUSED = re.compile(
    rf"(?<!\w)(?:{ACCUSED})(?: là| tên là| tên| gồm| đối với| với|:)?(?: (?:{HONORIFICS}))? ({_WORD}(?: {_WORD}){{1,4}})",
    _I,
)
_SENTENCE = re.compile(r"[.!?;:…\n\"“(–-]\s*$")

_DATE = r"(?:ngày )?(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?P<year>(?:19|20)\d\d)|\d{1,2} tháng \d{1,2},? năm (?P<named>(?:19|20)\d\d))"
_BORN = re.compile(
    r"(?<!\w)(?:(?P<of>ngày,? ?tháng,? ?năm,? ?sinh|ngày sinh(?! nhật)|d\.?o\.?b\.?|date of birth)(?P<gap>[^\d\n.;!?]{0,30}?)|sinh(?: ngày)?(?: là)?(?: mùng)?)"
    rf" ?:? ?{_DATE}(?!\d)",
    _I,
)
_BORN_IN = re.compile(
    r"(?<!\w)(?:[Ss]inh năm|SINH NĂM|SN|NS|[Ss]\.[Nn]\.?|năm sinh|Năm sinh) ?:? ?((?:19|20)\d\d)(?!\d| ?[-/] ?\d)"
)
_LAST_WORD = re.compile(rf"({_WORD})[\s,(]*$")
_NAME_BEFORE = re.compile(rf"((?:{_WORD}\s){{0,4}}{_WORD})[\s,(:-]*$")
_MANY = re.compile(rf"(?<!\w)(?:{MANY})(?:\s{_WORD})?[\s,(]*$", _I)


def people(text: str) -> Iterator[Told]:
    """Yield (kind, how it reads, whether it is certain) for people in a text in its plain form."""
    yield from _accused(text)
    yield from _named(text)
    yield from _births(text)


def _name(words: str) -> list[str]:
    """The words of a name at the beginning of some words: those with a capital."""
    kept: list[str] = []
    for word in words.split():
        if not word[0].isupper():
            break
        kept.append(word)
    return kept


def _accused(text: str) -> Iterator[Told]:
    for found in _ACCUSED.finditer(text):
        name = _name(found[1])
        if len(name) > 1 and name[0].lower() in FAMILY_NAMES:
            yield Kind.ACCUSED, text[found.start() : found.start(1)] + " ".join(name), True


def _named(text: str) -> Iterator[Told]:
    at = 0
    while found := _NAMED.search(text, at):
        at = found.start(2)
        name = _name(found[2])
        if not name:
            continue
        before = text[max(0, found.start() - 60) : found.start()]
        last = _LAST_WORD.search(before)
        prior = last[1] if last else ""
        if {" ".join(name).lower(), " ".join([found[1], *name]).lower()} & HISTORIC:
            continue
        whole = len(name) > 1 and name[0].lower() in FAMILY_NAMES
        if found[1][0].isupper() and before.strip() and not _SENTENCE.search(before) and prior[:1] != "":
            continue  # in the middle of a sentence: phố Bà Triệu, Hai Bà Trưng
        if not whole and (prior.lower() in PLURALS or any(word.lower() in NO_NAMES for word in name[:1])):
            continue
        after = text[found.start(2) : found.start(2) + 100]
        if _OFFICE.search(before.rpartition(". ")[2]) or _OFFICE.search(after.partition(". ")[0]):
            continue
        yield Kind.PERSON, f"{found[1]} {' '.join(name)}", False


def _births(text: str) -> Iterator[Told]:
    for found in _BORN.finditer(text):
        prior = _LAST_WORD.search(text[max(0, found.start() - 20) : found.start()])
        other_word = found[0][:4].lower() == "sinh" and prior and prior[1].lower() in NO_BIRTHS
        if int(found["year"] or found["named"]) >= FIRST_BIRTH and not other_word:
            of_somebody = re.search(r"\b[^\W\d_a-z]", found["gap"] or "") and not re.search(
                rf"(?<!\w)(?:{HONORIFICS})(?!\w)", found["gap"], _I
            )
            many = _MANY.search(text[max(0, found.start() - 30) : found.start()])
            yield Kind.BIRTH, found[0], not (many or of_somebody)
    for found in _BORN_IN.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        prior = _LAST_WORD.search(before)
        if int(found[1]) < FIRST_BIRTH or (prior and prior[1].lower() in NO_BIRTHS):
            continue
        name = _NAME_BEFORE.search(before)
        named = 0
        for word in reversed(name[1].split() if name else []):
            if not word[0].isupper():
                break
            named += 1
        honoured = name and re.search(rf"(?<!\w)(?:{HONORIFICS})\s{_WORD}$", name[1], _I)
        if named > 1 or (named and honoured):
            yield Kind.BIRTH, found[0], True
        elif not _MANY.search(before):
            yield Kind.BIRTH, found[0], False
