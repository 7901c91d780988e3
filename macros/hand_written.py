"""What pages written by hand need once Markdown has read them: blocks of macros within something else, and pictures made sure of."""

import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from markdown import Markdown
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from PIL import Image

from macros.addresses.address import PICTURES, Address
from macros.door import blocks_of
from macros.files.found import oddity, problem
from macros.files.head import HEAD
from macros.files.raw import decoded
from macros.language.insets import filled, in_lines
from macros.language.markup import lighten, open_tables
from macros.language.problems import DataError, Problem
from macros.mistakes import mistaken

_IMAGE = re.compile(r"<img\s[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def with_blocks(html: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """A page with what macros made within notice boxes, footnotes, cells and lists; each by itself, as Markdown reads it alone."""
    blocks = blocks_of(page.meta)

    def misplaced(number: int) -> str:
        what = "lời gọi macro ở chỗ không đặt được cả khối nội dung"
        todo = "Đặt lời gọi thành một dòng riêng, trong ô bảng hoặc trong khung, không đặt trong đề mục, khối mã, liên kết hay chữ đậm"
        return mistaken(page, _line_of_block(page, blocks[number].line), what, todo)

    return filled(html, lambda number: _read(blocks[number].markdown, config), misplaced)


def in_one_line(text: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """The Markdown of a page with these blocks as HTML in one line, which other builders leave as it is."""
    blocks = blocks_of(page.meta)
    return in_lines(text, lambda number: " ".join(_read(blocks[number].markdown, config).split()))


def with_pictures(html: str, page: MkDocsPage, files: Files) -> str:
    """A page whose pictures are there, say what is to be seen, and have their room before they come."""
    return _IMAGE.sub(lambda found: _picture(found[0], page, files), html)


def trail_of(page: MkDocsPage, config: MkDocsConfig) -> list[tuple[str, Address | None]]:
    """The way to a page that is written by hand: its sections in the menu, or the index of its folder."""
    if page.ancestors:
        above = (escape(section.title) for section in reversed(list(page.ancestors)))
        return [(title, None) for title in above if title != page.title]
    index = config.extra["files"].get_file_from_path(f"{page.file.src_uri.rpartition('/')[0]}/index.md")
    if not index or not index.page or index is page.file:
        return []
    if index.page.markdown is None:  # not made yet
        index.page.read_source(config)
    return [(escape(Markup(index.page.title).unescape()), Address.of_file(index.dest_uri))]


def refuse_odd(files: Files) -> None:
    """Stop before one is read that never ends, as a pipe."""
    read = (Path(file.abs_src_path) for file in files if file.abs_src_path)
    if odd := [problem(path, *why_odd) for path in read if not path.is_file() and (why_odd := oddity(path))]:
        raise Abort(DataError(odd).report())


def refuse_undecoded(files: Files, config: MkDocsConfig) -> None:
    """Stop before a script, a style or a template is read that isn't in UTF-8."""
    texts = [
        file for file in files if file.src_dir == config.docs_dir and file.src_uri.endswith((".js", *config.extra_css))
    ]
    around = sorted(Path(config.theme.custom_dir).rglob("*.*ml")) if config.theme.custom_dir else []
    told = (decoded(path) for path in (*(Path(file.abs_src_path or "") for file in texts), *around))
    if wrong := [one for one in told if isinstance(one, Problem)]:
        error = DataError(wrong)
        raise Abort(error.report()) from error


def _read(markdown: str, config: MkDocsConfig) -> str:
    reader = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return open_tables(lighten(reader.convert(markdown)))


def _line_of_block(page: MkDocsPage, line: int) -> int:
    """The line of the file in which stands what stands in a line of the text behind its head."""
    if not (line and page.file.abs_src_path):
        return line
    written = page.file.content_string
    head = HEAD.match(written)
    text = written[head.end() :].lstrip("\n") if head else written
    return line + written.count("\n") - text.count("\n")


def _picture(tag: str, page: MkDocsPage, files: Files) -> str:
    told = {name.lower(): unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(tag)}
    source = told.get("src", "")
    name = unquote(source.partition("?")[0].partition("#")[0])
    line = _line_with(page, name.rpartition("/")[2])
    if _source_of(name, page).startswith(PICTURES.path):  # a record's, which a macro shows
        return tag
    if _ELSEWHERE.match(source):
        todo = "Chép ảnh vào một thư mục trong docs/ rồi dẫn tới đó; trang không tải gì từ nơi khác"
        return mistaken(page, line, f"ảnh '{source}' ở nơi khác", todo)
    there = files.get_file_from_path(_source_of(name, page))
    if not there or not there.abs_src_path:
        return mistaken(
            page, line, f"không có ảnh '{name.rpartition('/')[2]}'", "Sửa đường dẫn, hoặc chép ảnh vào docs/"
        )
    if not told.get("alt", "").strip():
        todo = "Viết trong ngoặc vuông người xem thấy gì: ![Lễ ra mắt ở nhà văn hóa](anh.jpg)"
        return mistaken(page, line, f"ảnh '{name.rpartition('/')[2]}' chưa có lời tả", todo)
    known = told | {"loading": told.get("loading", "lazy"), "decoding": told.get("decoding", "async")}
    if not {"width", "height"} & {*told}:
        known |= _room(Path(there.abs_src_path))
    attributes = (f'{key}="{escape(value)}"' for key, value in known.items())
    return f"<img {' '.join(attributes)}>"


def _source_of(name: str, page: MkDocsPage) -> str:
    """Where below `docs/` the file lies that a page shows as `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.file.dest_uri), name))


def _room(file: Path) -> dict[str, str]:
    """The width and height of a picture; nothing of a drawing, or of what can't be read."""
    try:
        with Image.open(file) as picture:
            return {"width": str(picture.width), "height": str(picture.height)}
    except OSError:
        return {}


def _line_with(page: MkDocsPage, name: str) -> int:
    """The first line of a page's file that names a picture; 0 if none does."""
    lines = page.file.content_string.split("\n") if page.file.abs_src_path else []
    return next((number for number, line in enumerate(lines, 1) if name and name in unquote(line)), 0)
