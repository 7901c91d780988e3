"""How much: a number, a range, a share of a whole or words, as sources give them.

A percentage is the source's, or the plain quotient of two of its numbers, and is said to be computed. Nothing else is computed.
"""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from macros.language.numbers import shown_number
from macros.records.base import Count, Labelled, Line, Number


class Precision(Labelled):
    """How exactly a source gives a number."""

    EXACT = "exact", ""
    OVER = "over", "hơn"
    ABOUT = "about", "khoảng"
    UNDER = "under", "gần"
    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "nhiều nhất"

    def of_number(self, told: str) -> str:
        """A number that is told, behind the word for how exact it is: `hơn 90,7 %`."""
        return f"{self.label} {told}".strip()

    @property
    def is_bound(self) -> bool:
        """Whether it tells what a number must or can be, not what it is."""
        return self in (Precision.AT_LEAST, Precision.AT_MOST)


EXACTNESS = "over: hơn; about: khoảng; under: gần; at_least: ít nhất, từ … trở lên; at_most: nhiều nhất, không quá. Bỏ trống nếu đúng số."

PERCENT_EXACTNESS = "Khi nguồn viết 'hơn 90,7 %' sau một con số đúng: over. Các lựa chọn như ở precision."

NO_VALUE = "thiếu value. Điền số, hoặc chép lại cách viết của nguồn vào as_written"

# What people write as one value: thousands may be grouped by dots, words say how exact it is, what it counts stands behind.
_GROUPED = r"\d{1,3}(?:\.\d{3})+|\d+"
_WHOLE = re.compile(rf"(?:từ )?({_GROUPED}) ?(/|-|–|đến|trong|trên) ?({_GROUPED})")
_TOLD = re.compile(
    rf"(?:(?P<how>[^\W\d][^\d]*?) )?(?P<number>(?:{_GROUPED})(?:,\d+)?|\d+\.\d+)(?: ?(?P<measure>%|[^\W\d][^\d]*))?"
)
_WORDS = {
    Precision.OVER: ("hơn", "trên"), Precision.ABOUT: ("khoảng", "chừng", "ước"), Precision.UNDER: ("gần", "dưới"),
    Precision.AT_LEAST: ("ít nhất", "tối thiểu"), Precision.AT_MOST: ("nhiều nhất", "tối đa", "không quá"),
}  # fmt: skip
_BY_WORD = {word: precision for precision, words in _WORDS.items() for word in words}
_LINES = {2: "hai dòng", 3: "ba dòng"}


def _plain_value(value: Any) -> Any:
    """Refuse what people read in two ways, `33.786`, and say where the parts of `15/15`, `1-2` or `80 %` are written."""
    if isinstance(value, Decimal) and value.as_tuple().exponent == -3:
        raise PydanticCustomError("number", "'{value}' đọc được hai cách. Nếu là hàng nghìn thì viết liền {joined}; "
                                  "nếu là số lẻ thì thêm số 0 ở cuối: {value}0",
                                  {"value": str(value), "joined": str(value).replace(".", "")})  # fmt: skip
    if isinstance(value, str) and (todo := _taken_apart(value.strip())):
        raise PydanticCustomError("number", "'{value}' không phải một con số. {todo}", {"value": value, "todo": todo})
    return value


def _taken_apart(text: str, name: str = "value") -> str:
    """Where the parts of what stands in the field `name` are written; empty if it isn't understood."""
    if found := _WHOLE.fullmatch(text):
        one, sign, other = found[1].replace(".", ""), found[2], found[3].replace(".", "")
        if sign not in ("-", "–", "đến"):
            unclear = "; chưa rõ nghĩa thì chép vào as_written" if name == "value" else ""
            return f"Số này trong tổng số kia thì viết hai dòng: {name}: {one} và of: {other}{unclear}"
        return f"Khoảng từ số này đến số kia thì viết hai dòng: value: {one} và to: {other}" if name == "value" else ""
    found = _TOLD.fullmatch(text)
    if not found or (found["how"] and found["how"].lower() not in _BY_WORD):
        return ""
    number = found["number"]
    if "," in number or re.fullmatch(_GROUPED, number):
        number = number.replace(".", "").replace(",", ".")
    lines = [f"{name}: {number}"]
    if found["how"]:
        lines.append(f"precision: {_BY_WORD[found['how'].lower()]}")
    if found["measure"] and name == "value":
        measure = found["measure"].strip()
        lines.append(f"measure: {measure if measure != '%' else repr(measure)}")
    return f"Viết {_LINES[len(lines)]}: {', '.join(lines[:-1])} và {lines[-1]}" if len(lines) > 1 else ""


def _plain_count(value: Any, info: ValidationInfo) -> Any:
    """Say where the parts of `16/18` or `gần 20` are written."""
    if isinstance(value, str) and (todo := _taken_apart(value.strip(), info.field_name or "")):
        raise PydanticCustomError("number", "'{value}' không phải số nguyên. {todo}", {"value": value, "todo": todo})
    return value


Tally = Annotated[Count, BeforeValidator(_plain_count)]
"""How many, beside fields that say of how many, and how exactly."""
Value = Annotated[Number, BeforeValidator(_plain_value)]
"""A number as sources give it, told apart from ranges, shares and numbers that read in two ways."""
Share = Annotated[Value, Field(ge=0)]


def _beside_a_percentage(precision: Precision, info: ValidationInfo) -> Precision:
    if precision is not Precision.EXACT and info.data.get("percent", 0) is None:
        raise PydanticCustomError(
            "no_percent",
            "percent_precision là của tỷ lệ ở percent mà chưa có percent. Mức của con số thì ghi ở precision",
        )
    return precision


PercentPrecision = Annotated[Precision, AfterValidator(_beside_a_percentage)]
"""How exactly a source gives the percentage beside a number: `137/151, đạt hơn 90,7 %`; it follows `percent`."""


def shown_percent(percent: Decimal | None, precision: Precision, alone: Precision | None = None) -> str:
    """A percentage as a reader sees it, nothing where there is none; `alone` is the precision of the statement as a whole,
    which is the percentage's where that stands without a number."""
    if percent is None:
        return ""
    return (precision if precision is not Precision.EXACT or alone is None else alone).of_number(
        f"{shown_number(percent)} %"
    )


class Amount(BaseModel):
    """How much: what figures, their rows and targets share. No part by itself, so that its fields stand among a part's own."""

    value: Value | None = Field(
        None, title="Giá trị", description="Viết liền, dấu chấm trước phần lẻ: 33786; 36.6. Không kèm đơn vị tính."
    )
    to: Value | None = Field(None, title="Đến", description="Khi nguồn cho một khoảng, như 1–2: value là 1, to là 2.")
    of: Share | None = Field(
        None, title="Trong tổng số", description="Khi nguồn viết 15/16 trường: value là 15, of là 16."
    )
    percent: Share | None = Field(
        None,
        title="Tỷ lệ %",
        description="Tỷ lệ mà nguồn nêu kèm con số. Bỏ trống thì trang tự tính khi có of, và nói rõ là tính ra.",
    )
    as_written: Line | None = Field(
        None,
        title="Nguyên văn",
        description="Cách nguồn viết, khi không có con số rõ ràng ('hàng trăm') hoặc cần giữ kèm con số.",
    )
    precision: Precision = Field(Precision.EXACT, title="Mức chính xác", description=EXACTNESS)
    percent_precision: PercentPrecision = Field(
        Precision.EXACT, title="Mức chính xác của tỷ lệ", description=PERCENT_EXACTNESS
    )

    @field_validator("to")
    @classmethod
    def _goes_up(cls, to: Decimal | None, info: ValidationInfo) -> Decimal | None:
        value = info.data.get("value")
        if to is not None and "value" in info.data and (value is None or to <= value):
            raise PydanticCustomError("range", "to phải lớn hơn value. value là số đầu của khoảng, to là số cuối")
        return to

    @field_validator("of")
    @classmethod
    def _holds_it(cls, of: Decimal | None, info: ValidationInfo) -> Decimal | None:
        value = info.data.get("value")
        if of is not None and "value" in info.data and (value is None or of < value or of == 0):
            raise PydanticCustomError(
                "whole", "of phải là tổng số, không nhỏ hơn value. Nếu là chỉ tiêu thì ghi vào target"
            )
        return of

    def told(self, measure: str | None = None) -> str:
        """The amount as a reader sees it, in what it is measured: `hơn 3,7 tỷ đồng`, `1–2 lần`, `15 trong 15 trường (100 %)`."""
        if self.value is None:
            number = self.as_written or ""
        else:
            number = (
                f"{shown_number(self.value)}–{shown_number(self.to)}"
                if self.to is not None
                else shown_number(self.value)
            )
            number = self.precision.of_number(number)
            number += f" trong {shown_number(self.of)}" if self.of is not None else ""
        if measure and number and not number.endswith(f" {measure}"):
            number = f"{number} {measure}"
        return f"{number} ({share})" if number and (share := self._share) else number or self._share

    @property
    def _share(self) -> str:
        """The percentage that the source gives, or the quotient of its two numbers."""
        if self.percent is not None:
            return shown_percent(self.percent, self.percent_precision, self.precision if self.value is None else None)
        if self.value is None or self.of is None or self.to is not None or self.precision is not Precision.EXACT:
            return ""
        share = self.value * 100 / self.of
        if share in (0, 100):
            return f"{int(share)} %"
        told = share.quantize(Decimal("0.1") if share % 1 else Decimal(1))
        # What rounds to nothing or to all is neither.
        return f"tính ra {shown_number(told)} %" if 0 < told < 100 else ""

    @property
    def quoted(self) -> str:
        """The source's own words beside a number."""
        return f"nguồn ghi “{self.as_written}”" if self.as_written is not None and self.value is not None else ""


class Subject(BaseModel):
    """What is counted; no part by itself either, and written before the amount."""

    label: Line = Field(title="Chỉ số", description="Số này đếm cái gì, ví dụ: Tổ liên gia an toàn PCCC.")
