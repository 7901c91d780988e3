"""The columns of a table of records, from the fields' own definition; and what stands in a cell to the value of a field, however
staff and their spreadsheets write it.

A field is a column, a part a column for each field of it, a list of plain parts the same over several rows. What is told in
paragraphs has no place in a table, nor pictures and other files, nor what is the program's own: it stays in the file.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as of_dataclass
from decimal import Decimal
from typing import Any

from macros.exports.csv_file import BETWEEN
from macros.files.cells import Cell, Page
from macros.language.characters import clean, old_encoding, told, wrong_in
from macros.language.dates import PartialDate, time_hint
from macros.language.meant import day_meant, no_day, period_meant
from macros.language.text import near, slug
from macros.records import Record
from macros.records.base import FieldType, Labelled, Part
from macros.records.fields import Field, fields_of, filing

_ID = "Mã"
_YEARS = range(1000, 10_000)  # a number that is a year; what is more is a day as a spreadsheet counts them
_TRUE, _FALSE = {"true", "co", "x", "1", "dung"}, {"false", "khong", "0", "sai"}
_ERRORS = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|#{3,}", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|-?[1-9]\d{0,2},\d{3}\.\d+")
_DECIMAL = re.compile(r"-?\d+([.,]\d+)?")
_IN_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_MINUTES = 24 * 60

Find = Callable[[str, str], str]
"""From a folder, and the id or name of a record in it, to its id. Raises Refused."""


class Refused(Exception):
    """A cell can't be read: what is wrong, what to do, and what may be meant."""

    def __init__(self, what: str, todo: str = "", hint: str | None = None):
        super().__init__(what)
        self.what, self.todo, self.hint = what, todo, hint


@dataclass(frozen=True)
class Column:
    """A column: the way to its value from the record, or from the item of the list `listed` that a row tells of. No way: the id."""

    title: str
    way: tuple[str, ...] = ()
    field: Field | None = of_dataclass(default=None, compare=False)
    listed: Field | None = of_dataclass(default=None, compare=False)

    @property
    def whole_way(self) -> tuple[str, ...]:
        """The way from the record, without the place in a list."""
        return (self.listed.name, *self.way) if self.listed else self.way


def columns_of(kind: type[Record]) -> list[Column]:
    """The columns of a table of such records."""
    return [Column(_ID), *_columns(kind)]


def _columns(kind: type[Record]) -> Iterator[Column]:
    common = fields_of(Record)
    for field in fields_of(kind).values():
        if field.name in common or field.internal or (field.part and filing(field.part)):
            continue
        if field.part and _is_plain(field.part):
            for inner in fields_of(field.part).values():
                title, way = f"{field.label}: {inner.label}", (inner.name,) if field.many else (field.name, inner.name)
                yield Column(title, way, inner, field if field.many else None)
        elif _fits_a_cell(field):
            yield Column(field.label, (field.name,), field)


def _is_plain(part: type[Part]) -> bool:
    return all(_fits_a_cell(field) for field in fields_of(part).values())


def _fits_a_cell(field: Field) -> bool:
    listed = field.many and field.type not in (FieldType.LINK, FieldType.WORD)
    return not listed and field.type not in (FieldType.PART, FieldType.PROSE)


def key_of(listed: Field) -> str:
    """The name of the field that tells the items of a list apart: the first."""
    assert listed.part
    return next(iter(fields_of(listed.part)))


def titles_of(columns: Iterable[Column], further: Mapping[str, list[Column]]) -> dict[str, list[Column]]:
    """The columns that staff may mean by what they write above one, as `heading` makes it: by its title, its name in the file, or,
    where no column is called so, by `further` names, or else by the last part of title or name."""
    exact: dict[str, list[Column]] = {}
    short: dict[str, list[Column]] = {}
    for column in columns:
        names = (column.title, ".".join(column.whole_way) or "id")
        exact |= {heading(name): [column] for name in names}
        for name in {heading(name) for name in _short(column)}:
            short.setdefault(name, []).append(column)
    return {**short, **further, **exact}


def heading(name: str) -> str:
    """What stands above a column, for comparison: without case and signs, `km²` as `km2`."""
    return slug(unicodedata.normalize("NFKC", name))


def _short(column: Column) -> list[str]:
    return [column.field.label, column.field.name] if column.field else []


# From values to cells


def shown(field: Field, value: Any) -> str:
    """The value of a field, as a file holds it, in words for staff."""
    if isinstance(value, list):
        return f"{BETWEEN} ".join(shown(field, one) for one in value)
    if isinstance(value, bool):
        return "có" if value else "không"
    choice = next((choice for choice in field.choices if choice.value == value), None)
    return _called(field, choice) if choice else f"{value:f}" if isinstance(value, Decimal) else str(value)


def cell(field: Field, value: Any) -> Any:
    """The same for a table: numbers stay numbers, but for those that read in two ways with a point; texts of a list stand in lines."""
    if isinstance(value, Decimal) and value.normalize().as_tuple().exponent == -3:
        return _with_four(value)
    if isinstance(value, list) and field.type is FieldType.LINE:
        return "\n".join(value)
    return value if isinstance(value, Decimal | int) and not isinstance(value, bool) else shown(field, value)


def choices_of(field: Field) -> list[str]:
    """What a cell may hold of a field whose values are fixed; none where they are not."""
    if field.type is FieldType.FLAG:
        return [shown(field, True), shown(field, False)]
    return [_called(field, choice) for choice in field.choices]


def _called(field: Field, choice: Labelled) -> str:
    """The label of a choice, or its value where it has none or another one is called the same."""
    alike = [one for one in field.choices if one.label == choice.label]
    return choice.label if choice.label and len(alike) == 1 else choice.value


def _with_four(value: Decimal) -> str:
    """`408.616` as it reads in one way only: `408,6160`."""
    return f"{value:.4f}".replace(".", ",")


# From cells to values


def text_of(cell: Cell) -> str:
    """What stands in a cell, on one line. Raises Refused if no text may hold it."""
    text = re.sub(r"\s+", " ", clean(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))).strip()
    if _ERRORS.fullmatch(text):
        raise Refused(f"ô này báo lỗi của bảng tính: {text}", "Sửa công thức, hoặc ghi thẳng giá trị")
    for _, what, todo in wrong_in(text):
        raise Refused(what, todo)
    if encoding := old_encoding(text):
        raise Refused(f"chữ ở bảng mã cũ ({encoding}), không phải Unicode", "Gõ lại bằng bộ gõ Unicode")
    return text


def value_of(field: Field, cell: Cell, page: Page, find: Find) -> Any:
    """The value of a field, as a file holds it. Raises Refused."""
    text = text_of(cell)
    if field.type is FieldType.DATE:
        return _date(cell, text, page)
    if field.type is FieldType.TIME:
        return _time(cell, text)
    if field.type is FieldType.PERIOD:
        return str(cell) if isinstance(cell, PartialDate) else period_meant(text) or day_meant(text) or text
    if isinstance(cell, PartialDate):
        raise Refused(f"bảng tính đã đổi ô này thành ngày ({cell})", "Định dạng cột là Văn bản (Text) rồi ghi lại")
    if field.link:
        return _links(field, field.link, text, find)
    if field.many and field.type is FieldType.LINE:
        return [one for line in str(cell).splitlines() if (one := text_of(line))]
    if field.many:
        return [one for one in re.split(r"[;,\s]+", text) if one]
    if field.type is FieldType.PROSE:
        return clean(str(cell)).replace("\xa0", " ").replace("\r\n", "\n").strip() if isinstance(cell, str) else text
    if field.choices:
        return _choice(field, text)
    if field.type is FieldType.FLAG:
        return _flag(text)
    if field.type in (FieldType.NUMBER, FieldType.INTEGER):
        return _number(field, cell, text)
    return text


def _time(cell: Cell, text: str) -> str:
    """A time of day as files hold it: as people write it, or the part of a day that a spreadsheet has for it."""
    if isinstance(cell, Decimal) and 0 <= cell < 1:
        hours, minutes = divmod(round(cell * _MINUTES), 60)
        return f"{hours:02}:{minutes:02}"
    text = re.sub(r"^(\d{1,2}:\d{2}):00$", r"\1", text.lower())
    meant = time_hint(text)
    return meant if re.fullmatch(r"\d\d:\d\d", meant) else text


def _date(cell: Cell, text: str, page: Page) -> str:
    """A date as files hold it: as it is, as people write it, or the number that a spreadsheet has for it."""
    number = Decimal(text) if re.fullmatch(r"\d{1,3}|\d{5,7}", text) else cell
    if isinstance(number, Decimal) and 0 < number < 1:
        text = _time(number, text)  # which a spreadsheet keeps as a part of a day
        number = text
    if isinstance(number, Decimal):
        day = page.day(number)
        return text if not day or number in _YEARS else str(day)
    text = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", text)
    bare = re.sub(r"^(ngày|tháng|năm) +", "", text, flags=re.IGNORECASE)
    if meant := day_meant(bare):
        return meant
    if slip := no_day(text):
        raise Refused(*slip)
    return bare if re.fullmatch(PartialDate.pattern, bare) else text  # if it is no date, the field's own rule says so


def _links(field: Field, folder: str, text: str, find: Find) -> Any:
    if not field.many:
        return find(folder, text)
    return list(dict.fromkeys(found for one in text.split(BETWEEN) for found in _found(folder, one.strip(), find)))


def _found(folder: str, text: str, find: Find) -> list[str]:
    """What is called so, or several with commas between them, which stand in names too."""
    try:
        return [find(folder, text)] if text else []
    except Refused:
        if "," not in text:
            raise
        return [find(folder, one.strip()) for one in text.split(",")]


def _choice(field: Field, text: str) -> str:
    written = slug(text)
    found = [choice for choice in field.choices if slug(choice.value) == written]
    found = found or [choice for choice in field.choices if slug(choice.label) == written]
    if len(found) == 1:
        return found[0].value
    if found:
        raise Refused(f"'{told(text)}' có thể là nhiều thứ", f"Ghi một trong: {', '.join(c.value for c in found)}")
    names = [_called(field, choice) for choice in field.choices]
    raise Refused(
        f"'{told(text)}' không có trong các lựa chọn", f"Ghi một trong: {', '.join(names)}", near(text, names)
    )


def _flag(text: str) -> bool:
    if (written := slug(text)) in _TRUE | _FALSE:
        return written in _TRUE
    raise Refused(f"'{told(text)}' không rõ là có hay không", "Ghi true (có) hoặc false (không)")


def _number(field: Field, cell: Cell, text: str) -> Any:
    """A number as it is, or as people write it: a point before three digits parts thousands, as in Vietnamese; a comma before three,
    which means either there and in English, is asked for."""
    whole = field.type is FieldType.INTEGER
    number = cell if isinstance(cell, Decimal) else _number_in(text.removesuffix("%").rstrip(), whole)
    if number.normalize().as_tuple().exponent == -3:  # what was typed as thousands is kept so too
        if isinstance(cell, Decimal) and abs(number) >= 1:
            thousands, parts = f"{number * 1000:.0f}", _with_four(number)
            kept = f"{number:.3f}".replace(".", ",")
            todo = f"Là số nguyên thì ghi {thousands}"
            todo += "" if whole else f"; là số lẻ thì ghi dạng chữ: {parts}"
            raise Refused(f"bảng tính giữ số {kept}, có thể là {thousands} bị hiểu nhầm", todo)
        number = Decimal(f"{number:.4f}")
    if not whole:
        return number
    if number != int(number):
        raise Refused(f"'{told(text)}' không phải số nguyên", "Viết chữ số, không có phần lẻ")
    return int(number)


def _number_in(text: str, whole: bool) -> Decimal:
    written = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    if _THOUSANDS.fullmatch(written) or (whole and _IN_TWO_WAYS.fullmatch(written)):
        last = max(written.rfind("."), written.rfind(","))
        is_part = len({sign for sign in written if sign in ".,"}) == 2
        return Decimal(
            re.sub("[.,]", "", written[:last]) + "." + written[last + 1 :] if is_part else re.sub("[.,]", "", written)
        )
    if _IN_TWO_WAYS.fullmatch(written):
        thousands = written.replace(",", "")
        todo = f"Ghi {thousands}, hoặc là số lẻ thì thêm số 0: {written}0"
        raise Refused(f"'{told(text)}' có thể là {thousands} hoặc số lẻ", todo)
    if not _DECIMAL.fullmatch(written):
        raise Refused(f"'{told(text)}' không phải số", "Viết chữ số, không có chữ hay đơn vị đi kèm")
    return Decimal(written.replace(",", "."))
