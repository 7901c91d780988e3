"""Figures as reports give them, with the time they hold for, what they are compared with, their parts and their target; and the
targets that plans set."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import Period
from macros.language.numbers import shown_number
from macros.records.amount import (
    EXACTNESS,
    NO_VALUE,
    PERCENT_EXACTNESS,
    Amount,
    PercentPrecision,
    Precision,
    Share,
    Subject,
    Value,
    shown_percent,
)
from macros.records.base import DocumentId, Flag, Labelled, Line, Part, Statement, UnitId


class Portion(BaseModel):
    """Which part of a figure a row is; written before the amount too."""

    label: Line | None = Field(None, title="Tên dòng", description="Phần này là gì: xã hội hóa; nữ; dân quân.")
    unit: UnitId | None = Field(None, title="Địa bàn", description="Mã đơn vị, khi bảng chia theo địa bàn.")


class Row(Amount, Portion, Part):
    """One row of a figure that is told by parts: by kind, by who pays, by unit."""

    noun: ClassVar[str] = "dòng của bảng số liệu"
    table: ClassVar[str] = "figure-rows"

    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng dòng này.")

    @model_validator(mode="after")
    def _is_named(self) -> "Row":
        if self.label is None and self.unit is None:
            raise PydanticCustomError("no_name", "dòng này chưa có tên. Điền label, hoặc unit khi chia theo địa bàn")
        if self.value is None and self.as_written is None and self.percent is None:
            raise PydanticCustomError("no_value", NO_VALUE)
        return self


class Way(Labelled):
    """Which way a figure went since the time that it is compared with."""

    RISE = "rise", "tăng"
    FALL = "fall", "giảm"
    SAME = "same", "không đổi"


class Comparison(Part):
    """A figure beside an earlier time, as the source says; never computed, since times are rarely alike."""

    noun: ClassVar[str] = "so sánh với kỳ trước"

    way: Way = Field(title="Tăng hay giảm", description="rise: tăng; fall: giảm; same: không đổi.")
    by: Share | None = Field(
        None, title="Mức thay đổi", description="Tăng, giảm bao nhiêu, cùng đơn vị tính: 34 của 'giảm 34 vụ'."
    )
    percent: Share | None = Field(None, title="Thay đổi theo %", description="12.5 của 'giảm 12,5 %', như nguồn nêu.")
    as_written: Line | None = Field(
        None,
        title="Nguyên văn",
        description="Cách nguồn viết mức thay đổi, khi không có con số: gấp đôi; nhẹ; một phần ba.",
    )
    precision: Precision = Field(Precision.EXACT, title="Mức chính xác", description=EXACTNESS)
    percent_precision: PercentPrecision = Field(
        Precision.EXACT, title="Mức chính xác của tỷ lệ", description=PERCENT_EXACTNESS
    )
    before: Value | None = Field(None, title="Số kỳ trước", description="Con số của kỳ được so, nếu nguồn nêu.")
    against: Line = Field(title="So với", description="cùng kỳ năm 2022; năm trước; trước khi có mô hình.")
    note: Line | None = Field(
        None, title="Ghi chú", description="Điều cần biết để hiểu đúng, như nguồn không nói so với số nào."
    )

    def told(self, measure: str | None = None) -> str:
        """As a reader sees it: `giảm 34 vụ (12,5 %) so với cùng kỳ năm 2022 (272 vụ)`."""
        number = f"{shown_number(self.by)} {measure or ''}".strip() if self.by is not None else ""
        by = self.precision.of_number(number) if number else ""
        percent = shown_percent(self.percent, self.percent_precision, None if by else self.precision)
        much = f"{by} ({percent})" if by and percent else by or percent
        before = f" ({shown_number(self.before)} {measure or ''}".rstrip() + ")" if self.before is not None else ""
        words = [
            self.way.label,
            much,
            self.as_written or "",
            f"so với {self.against}",
        ]
        note = f"; {self.note}" if self.note else ""
        return " ".join(word for word in words if word) + before + note


class Outcome(Labelled):
    """Whether a target was met, as the source says."""

    EXCEEDED = "exceeded", "vượt chỉ tiêu"
    MET = "met", "đạt chỉ tiêu"
    MISSED = "missed", "chưa đạt chỉ tiêu"


class Held(Amount, Part):
    """The target that a figure is held against, where the source tells of it."""

    noun: ClassVar[str] = "chỉ tiêu của con số"

    document: DocumentId | None = Field(
        None, title="Văn bản giao", description="Mã kế hoạch, chương trình đã giao chỉ tiêu."
    )
    outcome: Outcome | None = Field(
        None, title="Đạt hay không", description="exceeded: vượt; met: đạt; missed: chưa đạt, như nguồn nói."
    )
    reached: Share | None = Field(None, title="Bằng % chỉ tiêu", description="120 khi nguồn viết 'đạt 120 % kế hoạch'.")
    reached_precision: Precision = Field(
        Precision.EXACT,
        title="Mức chính xác của % chỉ tiêu",
        description="over khi nguồn viết 'đạt hơn 120 % kế hoạch'. Các lựa chọn như ở precision.",
    )

    @field_validator("reached_precision")
    @classmethod
    def _is_of_what_was_reached(cls, precision: Precision, info: ValidationInfo) -> Precision:
        if precision is not Precision.EXACT and info.data.get("reached", 0) is None:
            raise PydanticCustomError(
                "no_percent",
                "reached_precision là của tỷ lệ ở reached mà chưa có reached. Mức của chỉ tiêu thì ghi ở precision",
            )
        return precision

    def said(self, measure: str | None = None) -> str:
        """As a reader sees it: `vượt chỉ tiêu: ít nhất 80 %`; words of the source stand as they are."""
        aim = self.told(measure if self.value is not None else None)
        outcome = self.outcome.label if self.outcome else "chỉ tiêu"
        told = f"{outcome}: {aim}" if aim else self.outcome.label if self.outcome else ""
        share = shown_percent(self.reached, self.reached_precision)
        reached = f"bằng {share} chỉ tiêu" if share else ""
        return ", ".join(said for said in (told, reached, self.quoted) if said)


class Target(Amount, Subject, Statement):
    """What a plan wants to reach: never a result."""

    noun: ClassVar[str] = "chỉ tiêu"
    table: ClassVar[str] = "targets"

    measure: Line | None = Field(None, title="Đơn vị tính", description="%, mô hình, vụ, xã…")
    per: Line | None = Field(None, title="Cho mỗi", description="năm, phường, xã: 1 mô hình mỗi xã.")
    period: Period | None = Field(
        None,
        title="Thời gian",
        description="Khi khác thời gian của cả văn bản: 2025; 2021/2025; ../2030 là đến năm 2030.",
    )
    unit: UnitId | None = Field(None, title="Địa bàn", description="Mã đơn vị được giao, khi chỉ giao cho một nơi.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng chỉ tiêu.")

    @model_validator(mode="after")
    def _has_a_value(self) -> "Target":
        if self.value is None and self.as_written is None and self.percent is None:
            raise PydanticCustomError("no_value", NO_VALUE)
        return self

    @property
    def shown(self) -> str:
        """As a reader sees it: `ít nhất 1 mô hình mỗi xã`."""
        told = self.told(self.measure)
        return f"{told} mỗi {self.per}" if self.per else told

    def when(self, whole: Period | None) -> str:
        """The time in which it is to be reached, its own or that of the plan: `năm 2024`, `đến năm 2030`."""
        period = self.period or whole
        return period.shown.removeprefix("tính ") if period else ""

    def said_of(self, folder: str, record_id: str) -> str:
        """The target itself, where it is that unit's."""
        return f"Chỉ tiêu: {self.label}, {self.shown}" if folder == "units" and self.unit == record_id else ""


class Figure(Amount, Subject, Statement):
    """A number with what it counts, its measure, the time it holds for and its source."""

    noun: ClassVar[str] = "số liệu"
    table: ClassVar[str] = "figures"

    measure: Line | None = Field(None, title="Đơn vị tính", description="vụ, hộ, kg, tổ, điểm, %…")
    average: Flag = Field(False, title="Bình quân", description="true: nguồn nói đây là số bình quân.")
    per: Line | None = Field(None, title="Cho mỗi", description="năm, tháng, hộ, xã…: '12 vụ mỗi năm'.")
    period: Period | None = Field(
        None,
        title="Thời gian",
        description="2023; 2024-08-19; 2013/2023; 2024-01/2024-06 là 6 tháng đầu năm; ../2023-07 là tính đến tháng 7/2023.",
    )
    since: Line | None = Field(
        None,
        title="Tính từ",
        description="Mốc bắt đầu không phải ngày: khi thành lập; khi ra mắt mô hình; đầu nhiệm kỳ.",
    )
    rows: list[Row] = Field(
        [], title="Trong đó", description="Con số chia theo loại, theo nơi: bảng nhỏ của một ý, cùng đơn vị tính."
    )
    compared: Comparison | None = Field(
        None, title="So sánh", description="Tăng, giảm so với kỳ trước, đúng như nguồn nói."
    )
    target: Held | None = Field(
        None, title="Chỉ tiêu", description="Chỉ tiêu mà nguồn so con số này với, và đạt hay không."
    )
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết để hiểu đúng con số.")

    @model_validator(mode="after")
    def _has_a_value(self) -> "Figure":
        if not (self.told() or self.rows or self.compared or self.target):
            raise PydanticCustomError("no_value", NO_VALUE)
        return self

    @property
    def shown(self) -> str:
        """As a reader sees it: `hơn 3,7 tỷ đồng`, `bình quân 12 vụ mỗi năm`, `49/748 hộ`; empty where only parts or a change are told."""
        told = self.told(self.measure)
        if not told:
            return ""
        return self._kind(told)

    def _kind(self, amount: str = "") -> str:
        """An amount as what it is: an average, or one for each."""
        return " ".join(
            filter(None, ("bình quân" if self.average else "", amount, f"mỗi {self.per}" if self.per else ""))
        )

    @property
    def when(self) -> str:
        """The time that it holds for: `năm 2023`, `từ khi thành lập, tính đến tháng 7/2023`."""
        since = f"từ {self.since.removeprefix('từ ')}" if self.since else ""
        return ", ".join(told for told in (since, self.period.shown if self.period else "") if told)

    @property
    def remarks(self) -> list[str]:
        """What the source says beside the number: its own words, the change since an earlier time, the target."""
        compared = self.compared.told(self.measure) if self.compared else ""
        target = self.target.said(self.measure) if self.target else ""
        return [said for said in ("" if self.shown else self._kind(), self.quoted, compared, target) if said]

    def told_by_rows(self) -> list[tuple[Row, str]]:
        """Its rows, each with its amount as a reader sees it; words of the source stand as they are."""
        return [(row, row.told(self.measure if row.value is not None else None)) for row in self.rows]

    @property
    def subject(self) -> tuple[str, ...]:
        """What the figure is about; two figures with the same subject and different values disagree."""
        kind = (self.per or "", self.since or "", "bình quân" if self.average else "")
        return self.label.casefold(), self.measure or "", *(part for part in kind if part), str(self.period or "")

    def said_of(self, folder: str, record_id: str) -> str:
        """Its row of that unit."""
        rows = [told for row, told in self.told_by_rows() if folder == "units" and row.unit == record_id]
        return ", ".join(part for part in (f"{self.label}: {'; '.join(rows)}", self.when) if part) if rows else ""

    @property
    def is_result(self) -> bool:
        """Whether it says what was reached or counted, in a plain number: neither a bound nor a range, nor only a change."""
        return self.value is not None and self.to is None and not self.precision.is_bound

    @property
    def is_plain(self) -> bool:
        """Whether it needs no explanation: a plain number, of which the source leaves nothing open."""
        return self.is_result and not self.note


def rivals(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Groups of figures that are about the same thing and differ: in their amount, or in the whole that it is part of."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        if figure.shown:
            groups.setdefault(figure.subject, []).append(figure)
    return [group for group in groups.values() if _differ(group)]


def plain_of(figures: Iterable[Figure]) -> list[Figure]:
    """Those that need no explanation, nor does another source hold anything against them."""
    told = list(figures)
    disputed = {id(figure) for group in rivals(told) for figure in group}
    return [figure for figure in told if figure.is_plain and id(figure) not in disputed]


def _differ(group: list[Figure]) -> bool:
    words = {f.as_written if f.value is None else None for f in group}
    amounts = {(f.value, f.to, f.precision) for f in group}
    wholes = {f.of for f in group} - {None}
    shares = {(f.percent, f.percent_precision) for f in group if f.percent is not None}
    return any(len(told) > 1 for told in (words, amounts, wholes, shares))
