"""Notice boxes of pages that are written by hand (`!!! note`, folded up `??? note`), with Vietnamese titles where the page gives none."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

TITLES = {
    "note": "Lưu ý", "info": "Thông tin", "tip": "Gợi ý", "warning": "Chú ý", "danger": "Cảnh báo", "example": "Ví dụ",
    "question": "Hỏi đáp", "quote": "Trích dẫn", "success": "Nên làm", "failure": "Không nên",
}  # fmt: skip

_FOLDED, _OPEN = "is-folded", "is-folded-open"


class Notices(Extension):
    """The extension for Python-Markdown, in the place of its own `admonition`."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Notices(md.parser), "notices", 105)  # as `admonition` is
        md.parser.blockprocessors.register(_Folded(md.parser), "folded_notices", 106)
        md.treeprocessors.register(_Details(md), "folded_notices", 15)


class _Notices(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        if match[2] is None:
            title = TITLES.get(kind.partition(" ")[0], TITLES["note"])
        return kind, title


class _Folded(_Notices):
    """The same, marked until all that is in it has been read; it opens at once where a + stands behind the marks."""

    RE = re.compile(_Notices.RE.pattern.replace("!!!", r"\?\?\?\+?"))

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        return f"{kind} {_OPEN if '???+' in match[0] else _FOLDED}", title or TITLES["note"]


class _Details(Treeprocessor):
    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            kinds = (box.get("class") or "").split()
            if kinds[-1:] in ([_FOLDED], [_OPEN]):
                box.tag = "details"
                box.set("class", " ".join(kinds[:-1]))
                if kinds[-1] == _OPEN:
                    box.set("open", "open")
                box[0].tag = "summary"
                box[0].attrib.clear()
