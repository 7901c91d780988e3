"""What a value of a field is refused for, in words that say what to do."""

from decimal import Decimal
from typing import Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError, PydanticKnownError

from macros.language.characters import is_visible
from macros.language.dates import PartialDate
from macros.language.markup import too_much

_MOST_DIGITS = 18


def one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "mục này chỉ được một dòng. Bỏ dấu xuống dòng")
    return text


def not_empty(text: str) -> str:
    if not is_visible(text):
        raise PydanticCustomError("empty", "mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết")
    return text


def readable(text: str) -> str:
    """Refuse what is no text for people, and on which making a page of it would take minutes or never end."""
    if what := too_much(text):
        raise PydanticCustomError("too_much", "{what}. Viết lại cho gọn, hoặc chia thành nhiều mục", {"what": what})
    return text


def as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def not_too_long(value: Any) -> Any:
    """Refuse numbers that no statistics has, and that programs that read ours could not hold."""
    if isinstance(value, (int, Decimal)) and len(Decimal(value).as_tuple().digits) > _MOST_DIGITS:
        raise PydanticCustomError("too_long", "số có quá {most} chữ số. Xem lại con số", {"most": _MOST_DIGITS})
    return value


def number(value: Any) -> Any:
    if isinstance(value, str):
        digits = value.replace(".", "").replace(",", "").replace(" ", "")
        todo = "Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6"
        if digits.isdigit() and value.count(",") == 1 and "." not in value:
            todo = f"Viết {value.replace(' ', '').replace(',', '.')}"
        raise PydanticCustomError("number", "'{value}' không phải số. {todo}", {"value": value, "todo": todo})
    return value


def not_true(error: Literal["int_type", "decimal_type"]) -> BeforeValidator:
    """Refuse true and false, which Python and pydantic count as 1 and 0."""

    def refuse(value: Any) -> Any:
        if isinstance(value, bool):
            raise PydanticKnownError(error)
        return value

    return BeforeValidator(refuse)


def whole_day(date: PartialDate) -> PartialDate:
    if not (date.year and date.month and date.day):
        raise PydanticCustomError(
            "whole_day", "'{date}' thiếu ngày, tháng hoặc năm. Viết đủ, như 2026-05-31", {"date": str(date)}
        )
    return date
