"""A model (mô hình): a named practice, described so that others can replicate it.

The sections follow the 5Is of crime-prevention case libraries (Ekblom): intelligence, intervention, implementation,
involvement and impact; then what a reader must know before copying it.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.language.dates import PartialDate
from macros.records.base import DocumentIds, Flag, Line, OrganisationIds, Section, SourceIds, ThemeIds, UnitIds
from macros.records.figure import Figure
from macros.records.following import Following
from macros.records.life import STOPPED, SUCCEEDED, Milestone, Recognition, Stage, in_time
from macros.records.media import Illustrated
from macros.records.partner import Partner
from macros.records.parts import Contact, Disagreement, Passage_, Person, Quotation
from macros.records.point import Point
from macros.records.record import Record

SITUATION = "Tình hình và nguyên nhân"
ACTION = "Cách làm"
RUNNING = "Tổ chức thực hiện"
IMPACT = "Kết quả"
ADVICE = "Trước khi áp dụng"


class Model(Record, Illustrated):
    """Một mô hình: cách làm có tên, tả đủ để nơi khác làm theo."""

    folder: ClassVar[str] = "models"
    singular: ClassVar[str] = "model"
    noun: ClassVar[str] = "mô hình"
    section: ClassVar[str] = "Mô hình"
    asked_as: ClassVar[tuple[str, ...]] = ("mo hinh",)
    search_order: ClassVar[int] = 2
    address: ClassVar[str] = "mo-hinh"
    index: ClassVar[str] = "mo-hinh/index.md"

    name: Line = Field(
        title="Tên mô hình", description="Tên đầy đủ như quyết định hoặc bài báo ghi, không để trong nháy."
    )
    other_names: list[Line] = Field([], title="Tên khác", description="Tên gọi tắt, cách ghi khác mà nguồn dùng.")
    called: Line | None = Field(
        None,
        title="Nguồn gọi là",
        description="Chỉ ghi khi các nguồn không gọi là mô hình: tổ, điểm, phong trào… Khi đó không tính vào số mô hình.",
    )
    slogans: list[Line] = Field(
        [], title="Khẩu hiệu", description="Khẩu hiệu, phương châm của mô hình: 4 tại chỗ; 3 không…"
    )
    summary: Passage_ | None = Field(None, title="Tóm tắt", description="Một, hai câu: mô hình làm gì, cho ai.")
    themes: ThemeIds = Field([], title="Lĩnh vực", description="Mã các lĩnh vực; nguồn không cho biết thì bỏ mục này.")
    units: UnitIds = Field(title="Địa bàn", description="Mã đơn vị mà mô hình thuộc về.", min_length=1)
    since: PartialDate | None = Field(None, title="Bắt đầu", description="Ngày, tháng hoặc năm bắt đầu.")
    leads: OrganisationIds = Field([], title="Đơn vị chủ trì", description="Mã cơ quan, đoàn thể chủ trì.")
    follows: Following | None = Field(
        None, title="Làm theo", description="Mô hình của nơi khác mà mô hình này làm theo, khi nguồn nói vậy."
    )
    life: list[Milestone] = Field([], title="Quá trình", description="Ra mắt, sơ kết, tổng kết, nhân rộng, thanh loại.")
    reach: list[Figure] = Field(
        [],
        title="Phạm vi áp dụng",
        description="Nguồn nói mô hình có ở bao nhiêu nơi, trong tổng số bao nhiêu: 216 trong 216 xã.",
    )
    points: list[Point] = Field([], title="Điểm", description="Các nơi đang áp dụng.")
    recognition: list[Recognition] = Field([], title="Ghi nhận", description="Cấp nào đã ghi nhận.")

    situation: Annotated[Passage_ | None, Section(SITUATION)] = Field(
        None, title="Tình hình", description="Vấn đề gì, ở đâu, vì sao."
    )
    steps: Annotated[list[Passage_], Section(ACTION)] = Field(
        [], title="Các bước", description="Từng việc; nguồn không nêu thứ tự thì thêm in_order: false."
    )
    in_order: Flag = Field(
        True, title="Theo thứ tự", description="false khi nguồn không cho biết các việc làm theo thứ tự nào."
    )
    equipment: Annotated[list[Passage_], Section(ACTION)] = Field(
        [], title="Phương tiện", description="Thiết bị, tài liệu, chỗ làm việc cần có."
    )
    operation: Annotated[Passage_ | None, Section(RUNNING)] = Field(
        None, title="Điều hành", description="Ai điều hành, quy chế, phân công."
    )
    meetings: Annotated[Passage_ | None, Section(RUNNING)] = Field(
        None, title="Lịch họp", description="Bao lâu họp, báo cáo một lần."
    )
    cost: Annotated[Passage_ | None, Section(RUNNING)] = Field(
        None, title="Kinh phí", description="Hết bao nhiêu, ai chi."
    )
    partners: list[Partner] = Field([], title="Đơn vị tham gia", description="Ai tham gia, góp gì.")
    results: Annotated[list[Passage_], Section(IMPACT)] = Field(
        [], title="Kết quả", description="Thay đổi trước và sau, theo nguồn nào."
    )
    figures: list[Figure] = Field([], title="Số liệu", description="Các con số, mỗi số có thời gian và nguồn.")
    conditions: Annotated[Passage_ | None, Section(ADVICE)] = Field(
        None, title="Điều kiện", description="Cần có gì trước khi làm."
    )
    difficulties: Annotated[Passage_ | None, Section(ADVICE)] = Field(
        None, title="Khó khăn", description="Vướng mắc đã gặp."
    )
    lessons: Annotated[Passage_ | None, Section(ADVICE)] = Field(
        None, title="Bài học", description="Điều rút ra cho nơi làm sau."
    )
    not_suited: Annotated[Passage_ | None, Section(ADVICE)] = Field(
        None, title="Không phù hợp với", description="Nơi nào không nên làm theo, vì sao."
    )
    people: list[Person] = Field([], title="Cán bộ", description="Cán bộ có chức vụ liên quan đến mô hình.")
    quotations: list[Quotation] = Field([], title="Phát biểu", description="Lời cán bộ có chức vụ nói về mô hình.")
    documents: DocumentIds = Field([], title="Văn bản", description="Mã văn bản làm căn cứ.")
    contact: Contact | None = Field(None, title="Hỏi ai", description="Cơ quan trả lời câu hỏi về mô hình.")
    disagreements: list[Disagreement] = Field(
        [], title="Các nguồn nêu khác nhau", description="Điều mà các nguồn nêu khác nhau."
    )
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn của bản ghi.", min_length=1)

    @property
    def heading(self) -> str:
        return self.name

    @property
    def launched(self) -> PartialDate | None:
        """When it started: `since`, or else the date of its launch, of several the first."""
        dates = [step.date for step in self.life if step.stage is Stage.LAUNCHED and step.date]
        return self.since or min(dates, key=lambda date: (not date.year, date), default=None)

    @property
    def is_planned(self) -> bool:
        """Whether all that is known is that it is meant to be; then it runs nowhere yet."""
        return bool(self.life) and all(step.stage is Stage.PLANNED for step in self.life) and not self.since

    @property
    def is_counted(self) -> bool:
        """Whether it counts as a model wherever models are counted: not where no source calls it one, nor as long as it is
        only planned."""
        return self.called is None and not self.is_planned

    @property
    def can_be_copied(self) -> bool:
        """Whether it is told how it is done, so that others can do the same."""
        return self.has("steps")

    @property
    def state(self) -> Milestone | None:
        """The last stage that it is known to have reached: in time, or where no date is told, in the file."""
        dated = [(step.date, step.stage, step) for step in self.life if step.date and step.date.year]
        steps = in_time(dated) or self.life
        return steps[-1] if steps else None

    @property
    def standing(self) -> str:
        """What is said of a model that does not run, or not any more as it did; nothing of the others."""
        if self.is_planned:
            return "Mới dự kiến thực hiện"
        if not (last := self.state):
            return ""
        return (SUCCEEDED.get(last.stage, "") if last.became else "") or STOPPED.get(last.stage, "")

    @property
    def old_names(self) -> list[str]:
        """What it was called before it was renamed."""
        return [step.old_name for step in self.life if step.old_name]

    @property
    def all_units(self) -> list[str]:
        """Ids of the units that it belongs to or has a point in, each once."""
        return list(dict.fromkeys([*self.units, *(p.unit for p in self.points)]))
