"""The words that records share: themes (lĩnh vực), kinds of event, and the glossary."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import Flag, Line, Prose, SourceIds
from macros.records.parts import SearchedAs
from macros.records.record import Record


class Theme(Record):
    """Một lĩnh vực của phong trào."""

    folder: ClassVar[str] = "themes"
    singular: ClassVar[str] = "theme"
    noun: ClassVar[str] = "lĩnh vực"
    section: ClassVar[str] = "Lĩnh vực"
    asked_as: ClassVar[tuple[str, ...]] = ("linh vuc", "chu de")
    search_order: ClassVar[int] = 1
    address: ClassVar[str] = "linh-vuc"
    index: ClassVar[str] = "linh-vuc/index.md"

    name: Line = Field(title="Tên lĩnh vực", description="Ngắn gọn: Phòng cháy, chữa cháy.")
    other_names: list[Line] = Field([], title="Tên khác", description="Từ khác mà người đọc hay dùng.")
    searched_as: SearchedAs = Field([])
    summary: Prose | None = Field(None, title="Mô tả", description="Lĩnh vực gồm những việc gì.")

    @property
    def heading(self) -> str:
        return self.name


class EventKind(Record):
    """Một loại sự kiện."""

    folder: ClassVar[str] = "event-kinds"
    singular: ClassVar[str] = "event_kind"
    noun: ClassVar[str] = "loại sự kiện"
    section: ClassVar[str] = "Loại sự kiện"

    name: Line = Field(title="Tên loại", description="Ngắn gọn: Hội nghị tổng kết.")
    told_as_one: Flag = Field(
        False,
        title="Nhiều nơi cùng ngày là một",
        description="true cho ngày hội, chiến dịch: các sự kiện loại này, cùng ngày, cùng tên ngoài tên địa bàn, được nêu một lần với mọi nơi.",
    )

    @property
    def heading(self) -> str:
        return self.name


class Term(Record):
    """Một chữ viết tắt hoặc thuật ngữ."""

    folder: ClassVar[str] = "terms"
    singular: ClassVar[str] = "term"
    noun: ClassVar[str] = "thuật ngữ"
    section: ClassVar[str] = "Thuật ngữ"
    asked_as: ClassVar[tuple[str, ...]] = ("thuat ngu",)
    search_order: ClassVar[int] = 7
    index: ClassVar[str] = "thuat-ngu.md"

    name: Line = Field(title="Thuật ngữ", description="Từ hoặc cụm từ đầy đủ: an ninh trật tự.")
    abbreviation: Line | None = Field(None, title="Viết tắt", description="Chữ viết tắt: ANTT.")
    searched_as: SearchedAs = Field([])
    meaning: Prose | None = Field(None, title="Giải thích", description="Nghĩa là gì, bằng lời dễ hiểu.")
    sources: SourceIds = Field([], title="Nguồn", description="Mã các nguồn của lời giải thích.")

    @property
    def heading(self) -> str:
        return self.name
