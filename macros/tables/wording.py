"""What the checker says of files, in words for somebody who sees a sheet: headings of columns in place of keys, labels in place of
what stands for a choice in a file, cells and rows in place of lines, dates as people write them."""

import re
from collections.abc import Iterator

from macros.language.dates import PartialDate
from macros.records import Record
from macros.records.fields import Field, fields_of
from macros.records.walk import Place
from macros.staff.columns import Column, shown
from macros.tables.plan import tables_of

# What a message has staff do to files, and what that is in a sheet.
_TO_DO = {
    re.compile(pattern): words
    for pattern, words in {
        r"Thêm dòng '(\w+): …'": r"Ghi ở cột \1",
        r"Thêm dòng (\w+): (\w+)": r"Ghi ở cột \1 là \2",
        r"Thêm dòng (\w+)\b": r"Ghi ở cột \1",
        r"\bviết hai dòng: ": "ghi vào hai ô, ",
        r", hoặc xóa cả dòng nếu (chưa biết|không bắt buộc)": r", hoặc để trống ô nếu \1",
        r"Viết true hoặc false, không có dấu nháy": "Ghi có hoặc không",
        r"\btrue hoặc false\b|\btrue/false\b": "có hoặc không",
        r"\b([a-z_]+): true\b": r"\1 là có",
        r"Đặt giá trị trong dấu nháy \"…\"": "Ghi dạng chữ",
        r"Viết mỗi ý một dòng, bắt đầu bằng '- '": "Viết mỗi ý một dòng trong ô (Alt+Enter)",
        r"Cần ít nhất (\d+) dòng, mỗi dòng bắt đầu bằng '- '": r"Cần ít nhất \1 mục",
        r"\bnăm-tháng-ngày\b": "ngày/tháng/năm",
        r", dấu chấm trước phần lẻ": ", dấu phẩy trước phần lẻ",
        r"\bhoặc 36\.6\b": "hoặc 36,6",
        r"^Chép tệp vào đó, hoặc sửa tên tệp cho đúng$": "Sửa tên tệp, hoặc thêm tệp ấy ở bàn làm việc",
        r" trong \S.*/media/$": "",
        r", ở cả bản ghi\b": "",
        r"^Sửa mã, hoặc tạo tệp .+$": "Sửa mã, hoặc thêm bản ghi ấy",
        r"\bfilm_hosts của site\.yml": "“Nơi đăng phim khác” ở thông tin của trang",
        r"chép nguyên văn chỗ ấy vào privacy\.text và ghi lý do vào privacy\.reason": "trả lời ở bàn làm việc",
    }.items()
}
_KEY = r"(?<![\w“/.-])([a-z][a-z0-9_]*(?:\.[a-z_]+)*)(?![\w”/-])"
_QUOTED = re.compile(r"((?<!\w)'.*?'(?!\w))")
_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d(?:-\d\d)?(?![\w/-])")
_SHORTEST = 4  # letters of what stands for a choice: shorter ones are words too


def told_of_cells(kind: type[Record], place: Place, text: str) -> str:
    """What a message says of what stands at a place of such a record, or has one do there."""
    for pattern, words in _TO_DO.items():
        text = pattern.sub(words, text)
    names = dict(_names(kind, place))
    pieces = _QUOTED.split(text)  # what stands in a cell stays as it is: every other piece
    pieces[::2] = [_without_keys(piece, kind, names) for piece in pieces[::2]]
    return "".join(pieces)


def heading_at(kind: type[Record], place: Place) -> str:
    """What staff call what stands at a place: the heading of its column, or the sheet of its list; empty if there is no such place."""
    if column := column_at(kind, place):
        return column.title
    way = tuple(step for step in place if not isinstance(step, int))
    for table in tables_of(kind):
        if way and way == tuple(name for level in table.levels for name in level.way):
            return f"trang {table.name}"
    field = _field(kind, way)
    return field.label if field else ""


def column_at(kind: type[Record], place: Place) -> Column | None:
    """The column of a value, wherever it stands in the lists; of a part that may be written as its text, that of the text."""
    way = tuple(step for step in place if not isinstance(step, int))
    field = _field(kind, way)
    ways = [way, (*way, field.short)] if field and field.short else [way]
    for table in tables_of(kind):
        above = tuple(name for level in table.levels for name in level.way)
        if found := next((column for column in table.columns if (*above, *column.way) in ways), None):
            return found
    return None


def _without_keys(text: str, kind: type[Record], names: dict[str, str]) -> str:
    def named(found: re.Match[str]) -> str:
        name = names.get(found[1]) or (heading_at(kind, tuple(found[1].split("."))) if "." in found[1] else "")
        return f"“{name}”" if name else found[0]

    beside = re.compile(rf" \((?:{'|'.join(map(re.escape, names))})\)")  # a key that explains a word
    text = re.sub(_KEY, named, beside.sub("", text))
    return _DAY.sub(lambda found: PartialDate.parse(found[0]).shown, text)


def _names(kind: type[Record], place: Place) -> Iterator[tuple[str, str]]:
    """What may be named by its key in a message on a place, with what staff call it: the nearest last."""
    way: tuple[str, ...] = ()
    part = kind
    for step in ("", *(step for step in place if not isinstance(step, int))):
        if step:
            way = (*way, step)
            field = fields_of(part).get(step)
            if field is None or field.part is None:
                return
            part = field.part  # type: ignore[assignment]
        for field in fields_of(part).values():
            for choice in field.choices:
                if len(choice.value) >= _SHORTEST and (label := shown(field, choice.value)):
                    yield choice.value, label
        for name in fields_of(part):
            yield name, heading_at(kind, (*way, name)) or name


def _field(kind: type[Record], way: tuple[str, ...]) -> Field | None:
    field, part = None, kind
    for step in way:
        field = fields_of(part).get(step) if part else None
        if field is None:
            return None
        part = field.part  # type: ignore[assignment]
    return field
