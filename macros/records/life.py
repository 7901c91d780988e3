"""The life of a model: its stages, how it follows others, who recognised it, and all of that in the order of time."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate
from macros.records.base import EventId, Labelled, Line, ModelIds, Statement, called
from macros.records.parts import Level

T = TypeVar("T")


class Stage(Labelled):
    """The stages in the life of a model, in the order of the official guidance; before them, that it is only meant to be or tried,
    and what else becomes of models."""

    PLANNED = "planned", "Dự kiến thực hiện"
    PILOTED = "piloted", "Thí điểm"
    LAUNCHED = "launched", "Ra mắt"
    INTERIM_REVIEW = "interim_review", "Sơ kết"
    FINAL_REVIEW = "final_review", "Tổng kết"
    REPLICATED = "replicated", "Nhân rộng"
    STRENGTHENED = "strengthened", "Củng cố, kiện toàn"
    RENAMED = "renamed", "Đổi tên"
    MERGED = "merged", "Hợp nhất"
    DIVIDED = "divided", "Tách"
    REPLACED = "replaced", "Thay thế"
    PAUSED = "paused", "Tạm dừng"
    RESUMED = "resumed", "Hoạt động trở lại"
    ENDED = "ended", "Kết thúc hoạt động"
    REMOVED = "removed", "Thanh loại"
    OTHER = "other", "Bước khác"


_BEGINNINGS = (Stage.PLANNED, Stage.PILOTED, Stage.LAUNCHED)
# How a stage names the models that came out of it and those that it came from.
_INTO = {Stage.REPLACED: "bằng"}
_FROM = {Stage.RENAMED: "từ", Stage.MERGED: "từ", Stage.DIVIDED: "từ", Stage.REPLICATED: "từ", Stage.REPLACED: "cho"}
STOPPED = {Stage.PAUSED: "Đang tạm dừng", Stage.ENDED: "Đã kết thúc hoạt động", Stage.REMOVED: "Đã thanh loại"}
SUCCEEDED = {
    Stage.RENAMED: "Đã đổi tên",
    Stage.MERGED: "Đã hợp nhất",
    Stage.DIVIDED: "Đã tách",
    Stage.REPLACED: "Đã được thay thế",
}


class Milestone(Statement):
    """A step in the model's life."""

    noun: ClassVar[str] = "bước trong quá trình"
    table: ClassVar[str] = "milestones"

    stage: Stage = Field(
        title="Giai đoạn",
        description="planned: mới dự kiến thực hiện; piloted: thí điểm; launched: ra mắt; interim_review: sơ kết; final_review: tổng kết; "
        "replicated: nhân rộng; strengthened: củng cố, kiện toàn; renamed: đổi tên; merged: hợp nhất; divided: tách; replaced: thay thế; "
        "paused: tạm dừng; resumed: hoạt động trở lại; ended: kết thúc, giải thể; removed: thanh loại; other: bước khác.",
    )
    stage_name: Line | None = Field(
        None,
        title="Tên giai đoạn",
        description="Bước gì, khi stage là other hoặc cần nói rõ hơn: Bàn giao cho xã quản lý.",
    )
    date: PartialDate | None = Field(None, title="Ngày", description="Ngày, tháng hoặc năm; bỏ trống nếu chưa rõ.")
    old_name: Line | None = Field(None, title="Tên cũ", description="Khi đổi tên: mô hình trước đó tên là gì.")
    came_from: ModelIds = Field(
        [],
        title="Từ mô hình",
        description="Mã các mô hình trước đó mà mô hình này hợp nhất, tách ra, thay cho, học theo; không cần ghi ở cả hai bản ghi.",
    )
    became: ModelIds = Field(
        [],
        title="Thành mô hình",
        description="Mã các mô hình mà mô hình này đổi thành, nhập vào, tách thành, được thay bằng; không cần ghi ở cả hai bản ghi.",
    )
    event: EventId | None = Field(None, title="Sự kiện", description="Mã sự kiện đánh dấu bước này.")
    note: Line | None = Field(None, title="Ghi chú", description="Điều cần biết thêm.")

    @property
    def shown(self) -> str:
        """The stage as a reader sees it."""
        return called(self.stage, self.stage_name)

    @property
    def into(self) -> str:
        """The word before what it became: `thành`."""
        return _INTO.get(self.stage, "thành")

    @property
    def out_of(self) -> str:
        """The word before what it came from: `từ`, `cho`."""
        return _FROM.get(self.stage, "trên cơ sở")

    @property
    def is_succession(self) -> bool:
        """Whether the models that it links follow one another, so that the earlier one goes on in the later."""
        return self.stage is not Stage.REPLICATED


class Recognition(Statement):
    """Recognition of the model by a level of authority."""

    noun: ClassVar[str] = "ghi nhận"
    table: ClassVar[str] = "recognitions"

    level: Level = Field(
        title="Cấp",
        description="ward, district, city, ministry, state (Nhà nước: Chủ tịch nước, Chính phủ tặng) hoặc other (khác: quân khu, "
        "đoàn thể trung ương…); nhiều cấp cùng ghi nhận thì ghi cấp cao nhất.",
    )
    by: Line | None = Field(
        None,
        title="Cơ quan ghi nhận",
        description="Cơ quan đánh giá, ghi nhận; các cơ quan cùng ghi nhận thì ghi chung một lần.",
    )
    period: PartialDate | None = Field(None, title="Thời gian", description="Ngày, tháng hoặc năm.")
    text: Line = Field(title="Nội dung", description="Được ghi nhận thế nào.")

    @model_validator(mode="after")
    def _of_another_level_says_whose(self) -> "Recognition":
        if self.level is Level.OTHER and not self.by:
            raise PydanticCustomError("other", "level là other mà chưa nói cơ quan nào. Điền by")
        return self

    @property
    def told_by(self) -> str:
        """Who recognised it, as a reader sees it: by name, since the level is the highest alone."""
        return self.by or self.level.label


def in_time(happened: Iterable[tuple[PartialDate | None, Stage | None, T]]) -> list[T]:
    """What happened to a model, the oldest first. What is known to the year or the month alone stands in its year: what begins
    a model before all else of that time, the rest after it. Dates without a year, and none, come last."""
    told = list(happened)
    days: dict[int, date] = {}
    begun = date.min
    for stage in _BEGINNINGS:  # none before one that goes before it
        for place, (when, of, _) in enumerate(told):
            if of is stage and when and when.first and when.last:
                days[place] = min(max(when.first, begun), when.last)
        begun = max([begun, *days.values()])

    def key(place: int) -> tuple[bool, date, int, PartialDate]:
        when, stage, _ = told[place]
        rank = _BEGINNINGS.index(stage) if stage in _BEGINNINGS else len(_BEGINNINGS)
        last = when.last if when else None
        return (
            not last,
            days.get(place, last or date.max),
            rank if last else 0,
            when if when and not last else PartialDate(None),
        )

    return [told[place][2] for place in sorted(range(len(told)), key=key)]
