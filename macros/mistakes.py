"""What goes wrong in a macro, as a problem of the page that calls it, instead of the plugin's own texts."""

import re
import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError
from markupsafe import escape
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs_macros.errors import format_error

from macros.language.problems import Problem, shown_path
from macros.language.reasons import why
from macros.language.text import near
from macros.pages.macros import MACROS, MacroError

_KEY = "mistakes"
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
# What Jinja says of a call that it can't read, in English.
_WRITTEN_WRONGLY = tuple(
    (re.compile(pattern, re.IGNORECASE), told)
    for pattern, told in (
        ("end of comment", "lời ghi chú mở ra mà chưa đóng"),
        ("end of template|innermost block", "lời gọi macro mở ra mà chưa đóng"),
        ("expected an expression, got 'end of", "giữa hai dấu ngoặc nhọn không có gì"),
        ("unknown tag", "lệnh giữa hai dấu phần trăm không đúng, hoặc không ở chỗ của nó"),
        ("no filter named", "sau dấu gạch đứng không phải tên bộ lọc"),
        ("^(expected|unexpected)", "lời gọi macro viết sai dấu nháy, dấu phẩy hoặc dấu ngoặc"),
    )
)


def mistakes_of(page: MkDocsPage) -> list[Problem]:
    """The problems with the macros on a page; they wait in its `meta` until all pages are made."""
    return list(page.meta.get(_KEY, ()))


def _gather(error: Exception, markdown: str, page: MkDocsPage) -> str:
    """Keep what went wrong in a macro, without its traceback, and let it stand in the page for the preview."""
    what, todo, hint = f"lời gọi macro bị lỗi: {error}", "Xem trang hướng dẫn macro", None
    if isinstance(error, MacroError):
        what, todo, hint = str(error), "Sửa trong lời gọi macro", error.hint
    elif isinstance(error, OSError):  # the page is not to blame
        what, todo = f"lời gọi macro bị lỗi: {why(error)}", "Xem lại ổ đĩa của máy rồi chạy lại"
    elif isinstance(error, UndefinedError) and (name := _UNDEFINED.fullmatch(str(error))):
        what, hint = f"không có macro hay tên '{name[1]}'", near(name[1], MACROS)
    elif isinstance(error, TemplateSyntaxError):
        what = next((told for pattern, told in _WRITTEN_WRONGLY if pattern.search(str(error))), what)
    line = _line_of(error)
    if line and page.file.abs_src_path:  # MkDocs has taken away what stands before the text
        line += page.file.content_string.count("\n") - markdown.count("\n")
    return mistaken(page, line, what, todo, hint)


def mistaken(page: MkDocsPage, line: int, what: str, todo: str, hint: str | None = None) -> str:
    """Keep what is wrong in a line of a page's file, and return what stands there in the preview."""
    mistake = Problem(shown_path(Path(page.file.abs_src_path or page.file.src_uri)), line, 1, "", what, todo, hint)
    page.meta.setdefault(_KEY, []).append(mistake)
    return f'<div class="draft" role="alert"><p>{escape(mistake)}</p></div>'


def _line_of(error: Exception) -> int:
    """The line of a page's text in which a macro failed; 0 if none is known."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[0] or 0 if lines else 0


for _kind in (Exception, TemplateSyntaxError):  # the plugin has its own texts for both, in English
    format_error.register(_kind, _gather)
