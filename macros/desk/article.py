"""What an article that is pasted whole tells of an event, as suggestions with the passage that each comes from; a person accepts them
one by one. Nothing of its wording is taken over but its title: a record is written in words of one's own.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.language.dates import PartialDate
from macros.language.meant import day_meant
from macros.language.text import upper_first
from macros.records import Organisation, Unit

MOST_LETTERS = 60_000
_LONGEST_TITLE = 190
_MOST_FIGURES, _MOST_NAMES = 12, 3
_DAY = re.compile(
    r"(?:ngày )?\b(\d{1,2} ?(?:[/.-]| tháng ) ?\d{1,2} ?(?:[/.-]| năm ) ?\d{4})\b(?![/.-]\d)", re.IGNORECASE
)
_DAY_ALONE = re.compile(r"(?:ngày|sáng|trưa|chiều|tối) (?:ngày )?(\d{1,2})[/-](\d{1,2})\b(?![/-]\d)", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2}) ?(?:giờ|h|g)(?: ?(\d{2}))?(?: ?phút)?\b", re.IGNORECASE)
_HOW = {"hơn": "over", "trên": "over", "khoảng": "about", "gần": "under", "ít nhất": "at_least", "không quá": "at_most"}
_NUMBER = re.compile(
    rf"(?:\b({'|'.join(_HOW)}) )?(?<![\w/.,-])(\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)(?![\w/-]|[.,]\d) ?(%|(?:nghìn|triệu|tỷ|tỉ)(?: đồng)?|[^\W\d]+)",
    re.IGNORECASE,
)
# Before a number these tell that it counts nothing, behind it that what it counts is over.
_NO_COUNT = re.compile(
    r"(?:ngày|tháng|năm|số|điều|khoản|quý|khóa|lần thứ|thứ|quốc lộ|tổ|khu|thôn|ngõ|đạo|mẫu|từ)\s*$", re.IGNORECASE
)
_NO_MEASURE = {"giờ", "tháng", "năm", "phút", "giảm", "tăng", "không", "h"}
_OVER = {"cho", "của", "tại", "với", "và", "để", "trong", "ở", "trên", "về", "đã", "được", "do", "từ", "đến", "có", "là", "theo", "khi", "bị", "nhằm", "trị", "vào", "này", "đang", "cùng", "sau", "qua", "mỗi"}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*")
_LONGEST_LABEL = 6
# What is counted in two syllables; of anything else the first one is the measure.
_TWO = {"mô hình", "tập thể", "cá nhân", "đơn vị", "nhiệm vụ", "đối tượng", "thanh niên", "học sinh", "gia đình", "tổ chức", "cơ sở", "chi hội", "thành viên", "hội viên", "đoàn viên", "cán bộ", "chiến sĩ", "đại biểu", "phương tiện", "nạn nhân", "tổ viên", "doanh nghiệp", "quần chúng", "người dân", "đồng chí", "kế hoạch", "văn bản", "câu lạc"}  # fmt: skip


class Suggestion(NamedTuple):
    """A value for the field at `place`, and where in the text it stands."""

    place: list[str | int]
    value: Any
    start: int
    end: int

    @property
    def wire(self) -> dict[str, Any]:
        return {"place": self.place, "value": self.value, "start": self.start, "end": self.end}


def suggestions(catalogue: Catalogue, text: str) -> list[dict[str, Any]]:
    """What a text suggests for an event, each with the stretch of the text, in characters, that says so."""
    text = text[:MOST_LETTERS]
    day = next(_days(text), None)
    found = [*_title(text), *([day] if day else []), *_time(text)]
    when = PartialDate.parse(day.value) if day else None
    found += _units(catalogue, text, when)
    found += _organisers(catalogue, text)
    found += list(_figures(text))[:_MOST_FIGURES]
    return [one.wire for one in found]


def _title(text: str) -> Iterator[Suggestion]:
    """The first line, where it is no longer than a title."""
    found = re.search(r"^(?!.*\d{1,2}:\d\d).*\S.*$", text, re.MULTILINE)
    line = found[0].strip() if found else ""
    if found and len(line) <= _LONGEST_TITLE:
        start = text.index(line, found.start())
        yield Suggestion(["title"], line.rstrip("."), start, start + len(line))


def _days(text: str) -> Iterator[Suggestion]:
    """The day that it tells of: one without a year is of the year of the article's own date; then the whole dates."""
    whole = [*_DAY.finditer(text)]
    if whole and (alone := _DAY_ALONE.search(text)):
        year = re.search(r"\d{4}$", whole[0][1])
        if year and (meant := day_meant(f"{alone[1]}/{alone[2]}/{year[0]}")):
            yield Suggestion(["date"], meant, alone.start(), alone.end())
    for found in whole:
        if meant := day_meant(re.sub(r" ?([/.-]) ?", r"\1", found[1])):
            yield Suggestion(["date"], meant, found.start(), found.end())


def _time(text: str) -> Iterator[Suggestion]:
    for found in _TIME.finditer(text):
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour < 24 and minute < 60:
            yield Suggestion(["time"], f"{hour:02}:{minute:02}", found.start(), found.end())
            return


def _units(catalogue: Catalogue, text: str, when: PartialDate | None) -> Iterator[Suggestion]:
    """The units that the text names by kind and name, as they stood on its day; the smallest first."""
    there = [unit for unit in catalogue.all(Unit) if not when or unit.existed(when)]
    sizes = {"commune": 0, "district": 1, "province": 2}
    named = [(sizes[unit.kind.level], at, unit) for unit in there if (at := _named(text, unit.full_name)) is not None]
    for number, (_, at, unit) in enumerate(sorted(named, key=lambda one: one[:2])[:_MOST_NAMES]):
        place: list[str | int] = ["unit"] if number == 0 else ["units"]
        yield Suggestion(place, {"id": unit.id, "name": name_of(catalogue, unit)}, at, at + len(unit.full_name))


def _organisers(catalogue: Catalogue, text: str) -> Iterator[Suggestion]:
    named = [(at, one) for one in catalogue.all(Organisation) if (at := _named(text, one.name)) is not None]
    for at, one in sorted(named, key=lambda found: found[0])[:_MOST_NAMES]:
        yield Suggestion(["organisers"], {"id": one.id, "name": one.name}, at, at + len(one.name))


def _named(text: str, name: str) -> int | None:
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return found.start() if found else None


def _figures(text: str) -> Iterator[Suggestion]:
    """What is counted in the text, each thing once."""
    seen: set[tuple[str, str]] = set()
    for found in _NUMBER.finditer(text):
        how, number, measure = found.groups()
        counts = not _NO_COUNT.search(text[max(0, found.start() - 20) : found.start(2)])
        if not counts or measure.lower() in _NO_MEASURE | _OVER or measure[0].isupper():
            continue
        sentence = next(one for one in _SENTENCE.finditer(text) if one.end() >= found.end() and one[0].strip())
        whole = measure.split()[0].lower() in ("%", "nghìn", "triệu", "tỷ", "tỉ")
        words = (
            _before(text[sentence.start() : found.start()])
            if whole
            else [measure, *_behind(text[found.end() : sentence.end()])]
        )
        if not words:
            continue
        label = " ".join(words)
        plain = number.replace(".", "").replace(",", ".")
        if (label, plain) in seen or plain.startswith("0") and plain != "0" and not plain.startswith("0."):
            continue
        seen.add((label, plain))
        if not whole and " ".join(words[:2]) in _TWO:
            measure = " ".join(words[:2])
        value = {"label": upper_first(label), "value": plain, "measure": measure}
        if how:
            value["precision"] = _HOW[how.lower()]
        yield Suggestion(
            ["figures"], value, sentence.start() + len(sentence[0]) - len(sentence[0].lstrip()), sentence.end()
        )


def _behind(text: str) -> list[str]:
    """The words that go on with what is counted."""
    words: list[str] = []
    for word in re.match(r"[^,;:.…()“”\n]*", text)[0].split():  # type: ignore[index]
        if word.lower() in _OVER or len(words) == _LONGEST_LABEL - 1:
            break
        words.append(word)
    return words


def _before(text: str) -> list[str]:
    """The words that tell what a sum or a share is of."""
    words: list[str] = []
    for word in reversed(re.split(r"[,;:.…()“”\n]", text)[-1].split()):
        if word.lower() in _OVER or len(words) == _LONGEST_LABEL:
            break
        words.insert(0, word)
    return words
