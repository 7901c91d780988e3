"""What comes back of a review as a file: looked into as whatever anybody may have made of it."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from macros.language.characters import clean, is_visible, without_wrong
from macros.language.dates import PartialDate
from macros.language.text import nfc
from macros.records.remark import Verdict

MOST = 20_000_000
"""Bytes of such a file: a superior may say something of each record of a province."""
MOST_REMARKS = 50_000
LONGEST, LONGEST_NAME = 2_000, 250

_VERDICTS = {one.value: one for one in Verdict}

Wire = Any


class Unreadable(ValueError):
    """No remarks: why, in words."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Said:
    """What was said of one record: by its number, and by the digest of what was seen of it."""

    number: str
    title: str
    seen: str
    verdict: Verdict
    text: str


@dataclass(frozen=True)
class Returned:
    """All that one person said: who, of the review made on which day (empty: it doesn't say), of which site."""

    by: str
    made: str
    site: str
    said: tuple[Said, ...]


def read_remarks(content: bytes) -> Returned:
    """What stands in a file. Raises Unreadable if it is none that a review makes."""
    file = _parsed(content)
    by = file.get("by")
    if file.get("review") != 1 or not isinstance(by, dict) or not isinstance(file.get("remarks"), list):
        raise _none("không do bản xem để duyệt tạo ra")
    if len(file["remarks"]) > MOST_REMARKS:
        raise _none("có nhiều ý kiến hơn mọi bản xem")
    name, role = _line(by.get("name")), _line(by.get("role"))
    if not name:
        raise _none("không ghi người cho ý kiến")
    said: dict[str, Said] = {}
    for one in file["remarks"]:
        if (found := _said(one)).number in said:
            raise _none(f"có hai ý kiến khác nhau về số {found.number}")
        said[found.number] = found
    return Returned(
        f"{name}, {role}" if role else name,
        _day(_line(file.get("made"), 20)),
        _line(file.get("site")),
        tuple(said.values()),
    )


def _said(one: Wire) -> Said:
    if not isinstance(one, dict) or one.get("verdict") not in list(_VERDICTS):
        raise _none("có ý kiến không phải duyệt, sửa lại hay nhận xét")
    number, seen = _line(one.get("number"), 20).upper(), _line(one.get("seen"), 40)
    if not (number.isascii() and number.isalnum()):
        raise _none("có ý kiến không ghi số của bản ghi")
    return Said(number, _line(one.get("title")), seen, _VERDICTS[one["verdict"]], _text(one.get("text")))


def _parsed(content: bytes) -> dict[str, Wire]:
    if len(content) > MOST:
        raise _none("lớn hơn mọi tệp nhận xét")
    try:
        file = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=_number, parse_constant=str)
        json.dumps(file, ensure_ascii=False).encode("utf-8")  # halves of letters are none
    except (ValueError, RecursionError):
        raise _none("không đọc được, hoặc bị cắt mất một phần") from None
    if not isinstance(file, dict):
        raise _none("không do bản xem để duyệt tạo ra")
    return file


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) < 4 else digits


def _day(text: str) -> str:
    """A day as people write it; nothing if it is none."""
    try:
        return PartialDate.parse(text).shown
    except PydanticCustomError:
        return ""


def _line(value: Wire, longest: int = LONGEST_NAME) -> str:
    """One line of a text; nothing of what is none."""
    text = " ".join(_shown(value).split())[:longest].strip() if isinstance(value, str) else ""
    return text if is_visible(text) else ""


def _text(value: Wire) -> str:
    """A text as it was typed, in its lines, without what nobody sees."""
    if not isinstance(value, str):
        return ""
    lines = [_shown(line).rstrip() for line in value[:LONGEST].splitlines()]
    text = "\n".join(lines).strip()
    return text if is_visible(text) else ""


def _shown(text: str) -> str:
    """A text without what nobody sees, and what no record may hold."""
    return without_wrong(clean(nfc(text)))


def _none(why: str) -> Unreadable:
    return Unreadable(f"đây không phải tệp nhận xét: {why}")
