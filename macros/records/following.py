"""Which model another one follows: replication is what models are described for."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import Line, ModelId, Statement


class Following(Statement):
    """The model that this one was made after, and what was made otherwise."""

    noun: ClassVar[str] = "làm theo"

    model: ModelId = Field(title="Mô hình trước", description="Mã mô hình mà nơi này làm theo.")
    changed: Line | None = Field(
        None, title="Làm khác ở chỗ", description="Nơi này đã đổi gì cho hợp với mình, theo nguồn."
    )
