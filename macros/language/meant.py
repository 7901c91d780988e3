"""What is meant by dates and stretches of time that are written in other ways than files have them, as reports write them."""

import re
from datetime import date

from macros.language.characters import told

WRITTEN = re.compile(r"^(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?(~)?\Z")
"""A date as it is written: year, month and day, and whether it is about then."""
_OPEN = ".."
_VIETNAMESE = re.compile(r"^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})\Z")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?\Z")
_YEARS = re.compile(r"^(\d{4})\s*[-–]\s*(\d{4})\Z")
_UNTIL = re.compile(r"^(?:tính )?đến (?:hết |cuối )?(?:ngày |tháng |năm )?(\S+)\Z", re.IGNORECASE)
# Times as reports write them; the month of a quarter's or a half's end follows from its number.
_MONTH = re.compile(r"(?:tháng |t\.? ?)(\d{1,2})(?: năm |[/.-])(\d{4})\Z", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2})(?: tháng |[/.-])(\d{1,2})(?: năm |[/.-])(\d{4})\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:cả )?năm (\d{4})\Z", re.IGNORECASE)
_QUARTER = re.compile(r"quý (iv|i{1,3}|[1-4])(?: ?năm | ?[/.-] ?| )(\d{4})\Z", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{1,2}) tháng(?: (đầu|cuối))?(?: năm | ?[/.-] ?| )(\d{4})\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:giai đoạn |từ )?(.+?) ?(?:đến|-|–) ?(\D*\d.*)\Z", re.IGNORECASE)
_SINCE_NEW_YEAR = re.compile(r"(?:từ )?đầu năm(?: (\d{4}))?(?: đến nay)?\Z", re.IGNORECASE)
# What people write where a day is wanted, and is none.
_HOURS = r"\d{1,2} ?(?::|h|g|giờ)(?: ?\d{2})?(?::\d{2})?(?: ?(?:phút|p|'))?"
_CLOCK = re.compile(_HOURS, re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_TWO_DAYS = re.compile(
    r"(?:từ )?(?:ngày )?(\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{4})?)?) ?(?:-|–|,|;|&|và|đến)(?: hết)?(?: ngày)? ?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?:ngày |tháng )?((?:\d{1,2}[/.-])?\d{1,2})[/.-](\d\d)", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?:ngày )?(?:(\d{1,2})(?:[/.-]| tháng )|tháng )(\d{1,2})", re.IGNORECASE)
_BESIDE_A_DAY = re.compile(
    rf"(?=.*(?:\d|buổi|sáng|trưa|chiều|tối))(?:{_HOURS}|ngày|lúc|vào|từ|đến|buổi|sáng|trưa|chiều|tối|[\s,;()–-])+",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2}),? năm (\d{4})(?!\d)", re.IGNORECASE)
_LAST_OF_2000S = 68  # of years in two digits, as spreadsheets and POSIX take them


def is_stretch_in_words(text: str) -> bool:
    """Whether a text names a time that `period_hint` knows how to write."""
    text = text.strip()
    if all(part == _OPEN or WRITTEN.match(part) for part in text.split("/")):
        return False
    return bool(_UNTIL.match(text) or _SINCE_NEW_YEAR.match(text) or period_meant(text))


def period_hint(text: str) -> str:
    """What to write instead of what is no period, behind a space."""
    written = text.strip()
    if found := _SINCE_NEW_YEAR.match(written):
        start = f"{found[1]}-01-01" if found[1] else "năm-01-01"
        return f" Biết ngày cuối thì viết {start}/ rồi ngày cuối; chưa rõ thì ghi chữ ấy vào since của số liệu, bỏ dòng này"
    if meant := period_meant(written):
        return f" Viết {meant}"
    if text.startswith("/"):
        return f" Chưa rõ từ khi nào thì viết ..{text}"
    if (until := _UNTIL.match(written)) and (meant := until[1] if WRITTEN.match(until[1]) else day_meant(until[1])):
        return f" Viết hai dấu chấm, gạch chéo rồi ngày cuối: {_OPEN}/{meant}"
    return date_hint(text)


def period_meant(text: str) -> str:
    """The stretch of time that is meant by a quarter, a half, some months, two dates in words; nothing where it can't be told."""
    if found := _QUARTER.match(text):
        quarter = ("i", "ii", "iii", "iv").index(found[1].lower()) + 1 if not found[1].isdecimal() else int(found[1])
        return f"{found[2]}-{quarter * 3 - 2:02}/{found[2]}-{quarter * 3:02}"
    if found := _MONTHS.match(text):
        count, year = int(found[1]), str(found[3])
        begin, close = (13 - count, 12) if (found[2] or "").lower() == "cuối" else (1, count)
        return f"{year}-{begin:02}/{year}-{close:02}" if 1 < count < 12 else year if count == 12 else ""
    start, slash, end = text.partition("/")
    if slash and start == _OPEN and not WRITTEN.match(end) and (meant := day_meant(end)):
        return f"{_OPEN}/{meant}"
    if end == _OPEN and not WRITTEN.match(start) and (meant := day_meant(start)):
        return f"{meant}/{_OPEN}"
    if not _YEARS.match(text) and (found := _BETWEEN.match(text)):
        first, last = (one if WRITTEN.match(one) else day_meant(one) for one in (found[1], found[2]))
        return f"{first}/{last}" if first and last else ""
    return ""


def date_hint(text: str) -> str:
    """What to write instead, worked out from other ways of writing dates where that is what was meant."""
    if years := _YEARS.match(text.strip()):
        return f" Viết hai năm cách nhau bằng dấu gạch chéo: {years[1]}/{years[2]}"
    if meant := day_meant(text.strip()):
        return f" Viết năm-tháng-ngày: {meant}"
    return " Viết năm-tháng-ngày như 2024-08-19; chỉ biết tháng: 2024-08; chỉ biết năm: 2024; không rõ năm: XXXX-08-19"


def no_day(text: str) -> tuple[str, str] | None:
    """Why what seems to be meant for a day is none, and what to write in a table instead; nothing where that can't be told."""
    written, text = told(text), _IN_NUMBERS.sub(r"\1/\2/\3", " ".join(text.split()))
    if _CLOCK.fullmatch(text):
        return f"'{written}' chỉ là giờ, không có ngày", "Ghi ngày ở ô này; giờ ghi ở cột Giờ, nếu bảng có cột ấy"
    if (found := _TWO_DAYS.fullmatch(text)) and (first := _completed(found[1], found[2])):
        last = f"ngày cuối {_slashed(found[2])} ghi ở cột Ngày kết thúc (Đến ngày), nếu bảng có cột ấy"
        return f"'{written}' là nhiều ngày", f"Ghi {first} ở ô này; {last}"
    days = [_slashed(day) for day in _DAY.findall(text)]
    if len(days) == 1 and day_meant(days[0]) and _BESIDE_A_DAY.fullmatch(_DAY.sub(" ", text)):
        return f"'{written}' có cả ngày và giờ", f"Ghi {days[0]} ở ô này; giờ, buổi ghi ở cột Giờ, nếu bảng có cột ấy"
    if found := _SHORT_YEAR.fullmatch(text):
        year = int(found[2])
        whole = f"{_slashed(found[1])}/{1900 + year if year > _LAST_OF_2000S else 2000 + year}"
        if day_meant(whole):
            return f"'{written}' viết năm bằng hai chữ số", f"Viết đủ năm, như {whole}"
    if (found := _NO_YEAR.fullmatch(text)) and day_meant(f"{found[1] or 1}/{found[2]}/2000"):
        unknown = f"; không rõ năm: XXXX-{int(found[2]):02}-{int(found[1]):02}" if found[1] else ""
        return f"'{written}' thiếu năm", f"Ghi thêm năm{unknown}"
    if _DAY.fullmatch(text):
        month, day, its_year = days[0].split("/")
        if day_meant(turned := f"{day}/{month}/{its_year}"):
            return f"'{written}' viết tháng trước ngày", f"Viết ngày trước: {turned}"
        return f"'{written}' không phải ngày có trong lịch", "Xem lại ngày, tháng"
    return None


def _slashed(day: str) -> str:
    return "/".join(str(int(part)) for part in re.split("[/.-]", day))


def _completed(first: str, last: str) -> str:
    """The first of two days, with the month and year of the last where it has none of its own; nothing if one of them is no day."""
    parts, whole = _slashed(first).split("/"), _slashed(last)
    day = "/".join([*parts, *whole.split("/")[len(parts) :]])
    return day if day_meant(day) and day_meant(whole) else ""


def day_meant(text: str) -> str:
    """The day, month or year that is meant by another way of writing it; nothing where it can't be told or is not in the calendar."""
    if found := _VIETNAMESE.match(text) or _IN_WORDS.match(text):
        day, month, year = found.groups()
    elif found := _MONTH.match(text):
        day, (month, year) = None, found.groups()
    elif found := _YEAR.match(text):
        return found[1]
    elif found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    else:
        return ""
    meant = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return meant
