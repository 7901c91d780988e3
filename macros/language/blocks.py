"""Blocks of HTML past Python-Markdown: it reads such text twice, by a parser in Python, which takes most of its time.

What our templates write is mostly such blocks. They are cut out here by one regular expression, with the very ends that
Python-Markdown would find, and kept where it keeps blocks itself (`htmlStash`); headings and prose are left to it. From
the first thing on that isn't plain sound HTML, it reads everything as ever. A page that is nothing but such blocks and plain
headings, as most are, is put together from these at once (`Converter`).
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import nest_toc_tokens, unique
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER, AtomicString

_ATTRIBUTE = r"""\s+[^\s"'<>/=`]++(?:="[^"]*+"|='[^']*+')?+"""
# A tag as our templates write it, or else the beginning of something that may be a tag, a comment or the like.
_TAG = re.compile(
    rf"<(?:/(?P<end>[a-z][a-z0-9]*+)>|(?P<start>[a-z][a-z0-9]*+)(?:{_ATTRIBUTE})*+\s*+(?P<alone>/)?>|[a-zA-Z/!?])|&#(?!\d+;)"
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
"""Elements without content, so without an end."""
# What these hold isn't read as HTML; they may stand where they hold nothing, as a script that is a file does.
_OTHER = {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "xmp"}
_REST_OF_LINE = re.compile(r" *(?:\n|\Z)")
_PLACE = re.compile(HTML_PLACEHOLDER % r"\d+")
_FENCE = re.compile(r"[\s>]*(?:`{3}|~{3})")
_BLANK_LINE = re.compile(r"(?: *\n){2}")
_BLANK = re.compile(r"(?<=\n) +\n")
# A heading of nothing that means anything within a line, with its id and classes.
_HEADING = re.compile(
    r"(?P<marks>#{1,6}) (?P<text>(?:[^\\`*_\[\]<>{}#!&\s]|&#\d+;)+(?: (?:[^\\`*_\[\]<>{}#!&\s]|&#\d+;)+)*)"
    r"(?: \{: ?(?P<told>[#.][a-zA-Z0-9-]+(?: [#.][a-zA-Z0-9-]+)*) ?\})?"
)


class Blocks(Extension):
    """The extension for Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before MkDocs (21) and Python-Markdown (20) look for HTML; where there is code between fences, after that is out (25).
        md.preprocessors.register(_BeforeFences(md), "blocks_of_html_first", 26)
        md.preprocessors.register(_Cutter(md), "blocks_of_html", 22)
        md.parser.blockprocessors.register(
            _Place(md.parser), "place_of_html", 95
        )  # before what asks whether it is a list, …


class Converter(Markdown):
    """Python-Markdown for one page after another, each from the beginning."""

    def convert(self, source: str) -> str:
        """The page as HTML; its headings are then in `toc_tokens`."""
        if (made := self._made_of_blocks(source)) is not None:
            return made
        self.reset()
        return super().convert(source)

    def _made_of_blocks(self, source: str) -> str | None:
        """The HTML of a page of blocks and plain headings; None of any other."""
        if "```" in source or "~~~" in source or any(sign in source for sign in "\t\r\x02\x03"):
            return None
        parts: list[str | Element] = []
        for between, block in _cut(_BLANK.sub("\n", f"{source}\n\n"), self.is_block_level):
            for one in filter(None, re.split(r"\n{2,}", between.strip("\n"))):
                if not (found := _HEADING.fullmatch(one)):
                    return None
                parts.append(_heading(found))
            if block:
                parts.append(block)
        self.toc_tokens = self._told([one for one in parts if not isinstance(one, str)])
        return "\n".join(one if isinstance(one, str) else _shown(one) for one in parts).strip()

    def _told(self, headings: list[Element]) -> list[Any]:
        """What is told of these headings in the contents of the page; those without an id get one."""
        toc: Any = self.treeprocessors["toc"]
        ids = {one.attrib["id"] for one in headings if "id" in one.attrib}
        told: list[Any] = []
        for one in headings:
            name, level = one.text or "", int(one.tag[1])
            if "id" not in one.attrib:
                one.attrib["id"] = unique(toc.slugify(html.unescape(name), toc.sep), ids)
            if toc.toc_top <= level <= toc.toc_bottom:
                told.append({"level": level, "id": one.attrib["id"], "name": name})
        return list(nest_toc_tokens(told))


def _heading(found: re.Match[str]) -> Element:
    heading = Element(f"h{len(found['marks'])}")
    heading.text = found["text"]
    for told in (found["told"] or "").split():
        name, value = "id" if told[0] == "#" else "class", told[1:]
        before = heading.attrib.get(name) if name == "class" else None
        heading.attrib[name] = f"{before} {value}" if before else value
    return heading


def _shown(heading: Element) -> str:
    told = "".join(f' {name}="{value}"' for name, value in sorted(heading.attrib.items()))
    return f"<{heading.tag}{told}>{heading.text}</{heading.tag}>"


class _Cutter(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        pieces: list[str] = []
        for between, block in _cut("\n".join(lines), self.md.is_block_level):
            pieces.append(between)
            if block:
                pieces += ["\n", self.md.htmlStash.store(block), "\n\n"]
        return "".join(pieces).split("\n")


class _BeforeFences(_Cutter):
    def run(self, lines: list[str]) -> list[str]:
        return lines if any(_FENCE.match(line) for line in lines) else super().run(lines)


class _Place(BlockProcessor):
    """Keeps the place of a block, in which there is nothing to look for."""

    def test(self, parent: Element, block: str) -> bool:
        return not self.parser.state and bool(_PLACE.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


def _cut(text: str, is_block: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Cut a text into (what is left to Markdown, the blocks behind it); of the last part there are none. Blocks that follow one another
    come out one a line, so they are told as one."""
    blocks: list[str] = []
    before, done = "", 0
    for start, end in _blocks(text, is_block):
        between = text[done:start]
        if blocks and between.strip():
            yield before, "\n".join(blocks)
            blocks.clear()
            before = between
        elif not blocks:
            before = between
        blocks.append(text[start:end] + ("\n" if _BLANK_LINE.match(text, end) else ""))
        done = end
    if blocks:
        yield before, "\n".join(blocks)
    yield text[done:], ""


def _blocks(text: str, is_block: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where blocks begin and end, as far as all is plain."""
    open_tags: list[str] = []
    begin = 0
    for found in _TAG.finditer(text):
        end, start = found["end"], found["start"]
        if not (end or start) or (start in _OTHER and not text.startswith(f"</{start}>", found.end())):
            return
        if end and end in open_tags:
            while open_tags.pop() != end:
                pass
            if not open_tags:
                if not _REST_OF_LINE.match(text, found.end()):
                    return
                yield begin, found.end()
        elif start:
            is_empty = bool(found["alone"]) or start in VOID
            if not open_tags:
                before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
                if len(before) > 3 or before.strip() or not is_block(start):
                    continue  # within a line
                if is_empty:
                    return
                begin = found.start()
            if not is_empty:
                open_tags.append(start)
