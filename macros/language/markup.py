"""Record text is data: made inert in Markdown and HTML alike, or read as a small, safe Markdown where that is allowed."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

from macros.language.characters import without_wrong

# Everything that means something to HTML, to Markdown or to a template, as character references: such text stays text
# wherever a template puts it, in a line of Markdown, in a block of HTML or in an attribute.
_REFERENCES = {c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]()#+-.!|~^$=:\n\r\t"}
_REFERRED = re.compile(f"[{re.escape(''.join(_REFERENCES))}]")
_SHORT = 200
_NEEDED_IN_HTML = "&<>\"'"
_REFERENCE = re.compile(r"&#(\d+);")
_MOST_LINES, _MOST_MARKS, _MOST_OPEN = 1000, 1500, 20
_DEEP_INDENT = re.compile(r"^(?: {25}|\t{7})", re.MULTILINE)
_DEEP_LIST = re.compile(r"^[ \t]*(?:(?:[-+*>]|\d+[.)])[ \t]*){9}", re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]()<&\\!]")
# A line of letters, figures and such signs as mean nothing to Markdown in it, nor at its beginning: most passages are one.
_SIGN = r"[!-%'-)+-;=?-Z^a-~\u00c0-\u024f\u1ea0-\u1ef9\u2013-\u201d\u2026]"
_LINE = re.compile(rf"(?![-+#=]|\d+[.)]){_SIGN}(?: ?{_SIGN})*+")
_PROSE_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_RULE = re.compile(r"[ \t]*\|[ \t:|-]*-[ \t:|-]*\|[ \t]*")
_MOST_COLUMNS, _MOST_CELLS = 20, 2000


safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text as markup that it is: `Markup` looks first whether it is one, in three times the time."""


def inert(value: Any) -> Any:
    """Return `value` so that it shows as the same text in Markdown and in HTML; markup of our own passes unchanged."""
    if type(value) is str:
        return _inert(value) if len(value) <= _SHORT else safe(_REFERRED.sub(_reference, value))
    if hasattr(value, "__html__") or value is None:
        return "" if value is None else value
    return _inert(str(value))


@lru_cache(maxsize=20_000)  # names and labels stand on many pages
def _inert(text: str) -> Markup:
    return safe(_REFERRED.sub(_reference, text))


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES[found[0]]


def lighten(html: str) -> str:
    """Return finished `html` with the references that only Markdown needed as plain characters again, and without the strokes
    at the end of tags, which mean nothing in HTML."""
    parts = _REFERENCE.split(html.replace('" />', '">').replace("<hr />", "<hr>").replace("<br />", "<br>"))
    parts[1::2] = map(_lightened, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=1000)
def _lightened(number: str) -> str:
    return f"&#{number};" if chr(int(number)) in _NEEDED_IN_HTML else chr(int(number))


def open_tables(html: str) -> str:
    """Return `html` with the tables of hand-written pages in a frame that scrolls, and their alignment as classes.

    The site's security policy allows no `style` attributes, which is how Python-Markdown aligns a column.
    """
    html = re.sub(r'(<t[hd]) style="text-align: (left|center|right);"', r'\1 class="\2"', html)
    frame = r'<div class="wide" role="group" aria-label="Bảng" tabindex="0">\g<0></div>'
    return re.sub(r"<table>.*?</table>", frame, html, flags=re.DOTALL)


def too_much(text: str) -> str | None:
    """What in a passage is so deep or so much that Python-Markdown takes minutes for it, or never ends; None if nothing is.

    The longest passage of the data has two paragraphs and a list; these bounds are far beyond any.
    """
    if text.count("\n") > _MOST_LINES:
        return f"có quá {_MOST_LINES} dòng"
    if _DEEP_INDENT.search(text) or _DEEP_LIST.search(text):
        return "danh sách hoặc trích dẫn lồng quá nhiều tầng"
    if len(_MARKS.findall(text)) > _MOST_MARKS:
        return f"có quá {_MOST_MARKS} ký hiệu như *, _, [, ( hoặc <"
    columns = [line.count("|") for line in text.splitlines()]
    if max(columns, default=0) > _MOST_COLUMNS or sum(columns) > _MOST_CELLS:
        return f"có bảng quá {_MOST_COLUMNS} cột hoặc quá {_MOST_CELLS} ô"
    depth = 0
    for bracket in re.findall(r"[\[\]]", text):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
        if depth > _MOST_OPEN:
            return "có quá nhiều dấu [ mở ra mà không đóng lại"
    return None


def prose(text: str) -> Markup:
    """Return a passage of a record as HTML: paragraphs, lists, tables, emphasis, links; any HTML in it shows as text."""
    return Markup(f"<p>{text}</p>") if _LINE.fullmatch(text) else _converted(text)


@lru_cache(maxsize=20_000)
def _converted(text: str) -> Markup:
    """A passage that is more than a line; some stand on many pages, in the search and in feeds."""
    _RENDERER.reset()
    html = _RENDERER.convert(_tables_apart(text) if "|" in text else text)
    html = nh3.clean(html, tags=_PROSE_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return Markup(without_wrong(html))  # which `&#2;` can still bring in, and XML can't hold


def _tables_apart(text: str) -> str:
    """The same with every table, rows that stand between `|`, as Markdown knows it: by itself, with a line below its heads.

    People copy tables from reports without that line, and right behind a paragraph.
    """
    found: list[str] = []
    for is_table, lines in groupby(text.split("\n"), key=lambda line: bool(_ROW.fullmatch(line))):
        rows = [line.strip() if is_table else line for line in lines]
        if is_table and len(rows) > 1:
            if not _RULE.fullmatch(rows[1]):
                rows.insert(1, "|---" * (rows[0].count("|") - 1) + "|")
            rows = ["", *rows, ""]
        found += rows
    return "\n".join(found)


def plain(text: str) -> str:
    """Return a passage without its Markdown marks, for descriptions and feeds."""
    return text if _LINE.fullmatch(text) else " ".join(_converted(text).striptags().split())


def _renderer() -> Markdown:
    renderer = Markdown(output_format="html", extensions=["tables"])
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    for block in ("hashheader", "setextheader", "code", "hr"):
        renderer.parser.blockprocessors.deregister(block)
    for inline in ("image_link", "image_reference", "short_image_ref"):
        renderer.inlinePatterns.deregister(inline)
    return renderer


_RENDERER = _renderer()


def explain_abbreviations(html: str, abbreviations: dict[str, str]) -> str:
    """Wrap each abbreviation of the glossary in `<abbr>` with what it stands for, in the text of `html` only."""
    if not abbreviations:
        return html
    word, explained = _explaining(tuple(abbreviations.items()))
    parts = _NO_TEXT.split(html)  # a text, what is none, the name of the element if it is a whole one, a text …
    texts = _BETWEEN.join(parts[::3])
    if not word.search(texts):
        return html
    parts[::3] = word.sub(explained, texts).split(_BETWEEN)
    del parts[2::3]
    return "".join(parts)


@lru_cache(maxsize=4)
def _explaining(abbreviations: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """The pattern of any of them, and what to put in its place. It begins with a letter, so that it is found fast."""
    meanings = {str(escape(short)): escape(meaning) for short, meaning in abbreviations}
    by_first: dict[str, list[str]] = {}
    for short in sorted(meanings, key=lambda a: (-len(a), a)):
        by_first.setdefault(short[0], []).append(re.escape(short[1:]))
    words = (rf"{re.escape(c)}(?<![\w&#].)(?:{'|'.join(rest)})" for c, rest in by_first.items())
    pattern = re.compile(rf"({'|'.join(words)})(?!\w)", re.DOTALL)
    return pattern, lambda found: f'<abbr title="{meanings[found[1]]}">{found[1]}</abbr>'


# Comments, elements in whose text nothing is explained, and tags.
_NO_TEXT = re.compile(
    r"(<!--.*?-->"
    r"|<(abbr|code|pre|script|style|svg|textarea|option|title)(?![a-z0-9])[^>]*(?<!/)>.*?(?:</\2(?![a-z0-9])[^>]*>|\Z)"
    r"|<[^>]+>)",
    re.DOTALL | re.IGNORECASE,
)
_BETWEEN = "<->"  # stands in no text, since it is a tag to the above
