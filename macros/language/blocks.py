"""Blocks of HTML past Python-Markdown: it reads such text twice, by a parser in Python, which takes most of its time.

What our templates write is mostly such blocks. They are cut out here by one regular expression, with the very ends that
Python-Markdown would find, and kept where it keeps blocks itself (`htmlStash`); headings and prose are left to it. From
the first thing on that isn't plain sound HTML, it reads everything as ever.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER, AtomicString

_ATTRIBUTE = r"""\s+[^\s"'<>/=`]++(?:="[^"]*+"|='[^']*+')?+"""
# A tag as our templates write it, or else the beginning of something that may be a tag, a comment or the like.
_TAG = re.compile(
    rf"<(?:/(?P<end>[a-z][a-z0-9]*+)>|(?P<start>[a-z][a-z0-9]*+)(?:{_ATTRIBUTE})*+\s*+(?P<alone>/)?>|[a-zA-Z/!?])|&#(?!\d+;)"
)
# Without content, so without an end.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# What these hold isn't read as HTML.
_OTHER = {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "xmp"}
_REST_OF_LINE = re.compile(r" *(?:\n|\Z)")
_PLACE = re.compile(HTML_PLACEHOLDER % r"\d+")
_FENCE = re.compile(r"[\s>]*(?:`{3}|~{3})")
_BLANK_LINE = re.compile(r"(?: *\n){2}")


class Blocks(Extension):
    """The extension for Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before MkDocs (21) and Python-Markdown (20) look for HTML; where there is code between fences, after that is out (25).
        md.preprocessors.register(_BeforeFences(md), "blocks_of_html_first", 26)
        md.preprocessors.register(_Cutter(md), "blocks_of_html", 22)
        md.parser.blockprocessors.register(
            _Place(md.parser), "place_of_html", 95
        )  # before what asks whether it is a list, …


class _Cutter(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces: list[str] = []
        blocks: list[str] = []  # that follow one another: they come out one a line, so they are kept as one
        done = 0
        for start, end in _blocks(text, self.md.is_block_level):
            between = text[done:start]
            if blocks and between.strip():
                pieces += self._kept(blocks)
            if not blocks:
                pieces.append(between)
            blocks.append(text[start:end] + ("\n" if _BLANK_LINE.match(text, end) else ""))
            done = end
        return "".join([*pieces, *self._kept(blocks), text[done:]]).split("\n")

    def _kept(self, blocks: list[str]) -> list[str]:
        if not blocks:
            return []
        place = self.md.htmlStash.store("\n".join(blocks))
        blocks.clear()
        return ["\n", place, "\n\n"]


class _BeforeFences(_Cutter):
    def run(self, lines: list[str]) -> list[str]:
        return lines if any(_FENCE.match(line) for line in lines) else super().run(lines)


class _Place(BlockProcessor):
    """Keeps the place of a block, in which there is nothing to look for."""

    def test(self, parent: Element, block: str) -> bool:
        return not self.parser.state and bool(_PLACE.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


def _blocks(text: str, is_block: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where blocks begin and end, as far as all is plain."""
    open_tags: list[str] = []
    begin = 0
    for found in _TAG.finditer(text):
        end, start = found["end"], found["start"]
        if not (end or start) or start in _OTHER:
            return
        if end and end in open_tags:
            while open_tags.pop() != end:
                pass
            if not open_tags:
                if not _REST_OF_LINE.match(text, found.end()):
                    return
                yield begin, found.end()
        elif start:
            is_empty = bool(found["alone"]) or start in _VOID
            if not open_tags:
                before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
                if len(before) > 3 or before.strip() or not is_block(start):
                    continue  # within a line
                if is_empty:
                    return
                begin = found.start()
            if not is_empty:
                open_tags.append(start)
