"""Notice boxes of pages that are written by hand (`!!! note`), with Vietnamese titles where the page gives none."""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor

TITLES = {
    "note": "Lưu ý", "info": "Thông tin", "tip": "Gợi ý", "warning": "Chú ý", "danger": "Cảnh báo", "example": "Ví dụ",
    "question": "Hỏi đáp", "quote": "Trích dẫn", "success": "Nên làm", "failure": "Không nên",
}  # fmt: skip


class Notices(Extension):
    """The extension for Python-Markdown, in the place of its own `admonition`."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Notices(md.parser), "notices", 105)  # as `admonition` is


class _Notices(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        if match[2] is None:
            title = TITLES.get(kind.partition(" ")[0], TITLES["note"])
        return kind, title
