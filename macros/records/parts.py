"""Parts that records of several kinds share: passages, figures, awards, people in office, disagreements, contacts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import Period
from macros.language.numbers import shown_number
from macros.records.base import (
    WEB_PATTERN,
    Count,
    Labelled,
    Line,
    Number,
    OrganisationId,
    Part,
    Prose,
    Short,
    SourceIds,
    Statement,
)


class Passage(Statement):
    """A stretch of text with its source."""

    noun: ClassVar[str] = "đoạn văn"
    table: ClassVar[str] = "passages"

    text: Prose = Field(title="Nội dung", description="Viết bằng lời của mình; được dùng **đậm**, danh sách, liên kết.")


Passage_ = Annotated[
    Passage, BeforeValidator(lambda value: {"text": value} if isinstance(value, str) else value), Short("text")
]
"""A passage; in a file it may be just its text."""


class Precision(Labelled):
    """How exactly a source gives a number."""

    EXACT = "exact", ""
    OVER = "over", "hơn"
    ABOUT = "about", "khoảng"
    UNDER = "under", "gần"


def _not_ambiguous(value: Any) -> Any:
    """Refuse what people read in two ways: `33.786` is thirty-three thousand to a Vietnamese reader."""
    if isinstance(value, Decimal) and value.as_tuple().exponent == -3:
        raise PydanticCustomError("number", "'{value}' đọc được hai cách. Nếu là hàng nghìn thì viết liền {joined}; "
                                  "nếu là số lẻ thì thêm số 0 ở cuối: {value}0",
                                  {"value": str(value), "joined": str(value).replace(".", "")})  # fmt: skip
    return value


class Figure(Statement):
    """A number with what it counts, its measure, the time it holds for and its source."""

    noun: ClassVar[str] = "số liệu"
    table: ClassVar[str] = "figures"

    label: Line = Field(title="Chỉ số", description="Số này đếm cái gì, ví dụ: Tổ liên gia an toàn PCCC.")
    value: Annotated[Number | None, BeforeValidator(_not_ambiguous)] = Field(
        None, title="Giá trị", description="Viết liền, dấu chấm trước phần lẻ: 33786; 36.6."
    )
    as_written: Line | None = Field(
        None, title="Nguyên văn", description="Khi nguồn không cho một con số rõ ràng: 'hàng trăm', '49/748'."
    )
    measure: Line | None = Field(None, title="Đơn vị tính", description="vụ, hộ, kg, tổ, điểm…")
    precision: Precision = Field(
        Precision.EXACT,
        title="Mức chính xác",
        description="over: hơn; about: khoảng; under: gần. Bỏ trống nếu đúng số.",
    )
    period: Period | None = Field(
        None, title="Thời gian", description="Năm, tháng, ngày hoặc khoảng: 2023; 2024-08-19; 2013/2023."
    )
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng con số.")

    @model_validator(mode="after")
    def _has_a_value(self) -> "Figure":
        if self.value is None and self.as_written is None:
            raise PydanticCustomError(
                "no_value", "thiếu value. Điền số, hoặc chép lại cách viết của nguồn vào as_written"
            )
        return self

    @property
    def shown(self) -> str:
        """As a reader sees it: `hơn 3,7 tỷ đồng`, `33.786 hộ`, `"49/748" hộ`."""
        if self.value is None:
            text = self.as_written or ""
        else:
            text = f"{self.precision.label} {shown_number(self.value)}".strip()
        return f"{text} {self.measure}" if self.measure else text

    @property
    def subject(self) -> tuple[str, str, str]:
        """What the figure is about; two figures with the same subject and different values disagree."""
        return self.label.casefold(), self.measure or "", str(self.period or "")


def rivals(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Groups of figures that are about the same thing and differ."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.subject, []).append(figure)
    return [group for group in groups.values() if len({figure.shown for figure in group}) > 1]


def differ(sources: Iterable[Iterable[str]]) -> str:
    """How to say that statements with these sources differ: one source that isn't clear differs from no other."""
    return "Các nguồn nêu khác nhau" if len({one for each in sources for one in each}) > 1 else "Nguồn ghi chưa rõ"


class Award(Statement):
    """Who gave which form of award to how many collectives and individuals, and what for."""

    noun: ClassVar[str] = "khen thưởng"
    table: ClassVar[str] = "awards"

    by: Line = Field(
        title="Cơ quan, người khen thưởng", description="Cơ quan hoặc chức vụ tặng, ví dụ: Chủ tịch UBND quận Lê Chân."
    )
    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan của người khen thưởng.")
    form: Line = Field(title="Hình thức", description="giấy khen, bằng khen, biểu dương…")
    collectives: Count | None = Field(None, title="Tập thể", description="Số tập thể được khen.")
    individuals: Count | None = Field(None, title="Cá nhân", description="Số cá nhân được khen.")
    recipients: Count | None = Field(
        None, title="Tổng số", description="Chỉ dùng khi nguồn không tách tập thể và cá nhân."
    )
    period: Period | None = Field(None, title="Thời gian", description="Năm hoặc ngày khen.")
    reason: Line | None = Field(None, title="Thành tích", description="Khen về việc gì.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng.")

    @property
    def shown(self) -> str:
        """As a reader sees it: `16 tập thể, 18 cá nhân`."""
        counts = [(self.collectives, "tập thể"), (self.individuals, "cá nhân"),
                  (self.recipients, "tập thể, cá nhân")]  # fmt: skip
        return ", ".join(f"{shown_number(n)} {what}" for n, what in counts if n is not None)


class Person(Statement):
    """An official acting in office. Nobody else is ever named (Law 91/2025/QH15)."""

    noun: ClassVar[str] = "cán bộ"
    table: ClassVar[str] = "people"

    name: Line = Field(title="Họ tên", description="Chỉ cán bộ đang làm công vụ; không nêu tên người dân.")
    rank: Line | None = Field(
        None, title="Cấp bậc", description="Cấp bậc hàm, học hàm, học vị, đứng trước tên: Thượng tá; Tiến sĩ."
    )
    office: Line = Field(title="Chức vụ", description="Chức vụ khi ấy, ví dụ: Chủ tịch UBND quận Lê Chân.")
    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan của người ấy.")
    role: Line | None = Field(None, title="Vai trò", description="Làm gì ở việc này: dự, phát biểu, tặng giấy khen…")

    @property
    def named(self) -> str:
        """The name as it is told, behind the rank: `Thượng tá Nguyễn Văn Mẫu`."""
        return f"{self.rank} {self.name}" if self.rank else self.name


class Account(Part):
    """What one source says on a matter on which sources differ."""

    noun: ClassVar[str] = "cách nói của một nguồn"
    table: ClassVar[str] = "accounts"

    says: Line = Field(title="Nói rằng", description="Nguồn này nói gì, bằng lời của mình.")
    source: SourceIds = Field(title="Nguồn", description="Mã nguồn.", min_length=1)


class Disagreement(Part):
    """A matter on which sources, or parts of one source, differ; all of them are shown, and none is corrected."""

    noun: ClassVar[str] = "điều các nguồn nêu khác nhau"
    table: ClassVar[str] = "disagreements"

    about: Line = Field(title="Về việc", description="Điều được nêu khác nhau, hoặc ghi chưa rõ.")
    accounts: list[Account] = Field(title="Các cách nói", description="Mỗi nguồn nói gì.", min_length=1)
    comment: Prose | None = Field(None, title="Nhận xét", description="Vì sao chưa rõ; không đoán ai đúng.")

    @property
    def title(self) -> str:
        """What stands above it."""
        return differ(account.source for account in self.accounts)


class Contact(Part):
    """Whom to ask: always an office, never a private person's number or address."""

    noun: ClassVar[str] = "liên hệ"

    organisation: OrganisationId | None = Field(None, title="Cơ quan", description="Mã cơ quan để hỏi.")
    office: Line | None = Field(None, title="Bộ phận", description="Bộ phận hoặc chức vụ phụ trách.")
    phone: Line | None = Field(
        None, title="Điện thoại cơ quan", description="Số công khai của cơ quan, không phải số riêng."
    )
    email: Line | None = Field(None, title="Thư điện tử cơ quan", description="Địa chỉ công khai của cơ quan.")
    url: Line | None = Field(
        None, title="Trang web", description="Trang chính thức, bắt đầu bằng https://.", pattern=WEB_PATTERN
    )
