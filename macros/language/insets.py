"""What macros make of whole blocks, where a page calls them within something else: a notice box, a footnote, a cell, a list.

Markdown would take such blocks apart, so while it reads the page a mark stands in their place; they come in afterwards, as HTML.
"""

import re
from collections.abc import Callable

from macros.language.blocks import VOID

_MARK = re.compile("\ue000([0-9]+)\ue001")
_LINE = re.compile("\ue000([0-9]+)\ue001[ \t]*")
_FENCE = re.compile(r"[ >]{0,3}(`{3,}|~{3,})")
_PARTS = re.compile("<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|\ue000([0-9]+)\ue001", re.DOTALL)
_HOLDING = {"div", "li", "td", "dd", "blockquote", "section", "article", "details", "figure"}
_EMPTY = re.compile(r"<p>(?:\s|&#160;|&nbsp;)*</p>\n?")


def mark(number: int) -> str:
    """What stands in the place of block `number`."""
    return f"\ue000{number}\ue001"


def placed(text: str, block: Callable[[int], str]) -> str:
    """The Markdown of a page with every block in its place that has a line of its own and stands within nothing."""
    if "\ue000" not in text:
        return text
    lines, fence = text.split("\n"), ""
    for at, line in enumerate(lines):
        if found := _FENCE.match(line):
            fence = "" if found[1].startswith(fence or "-") else fence or found[1][:3]
        elif not fence and (whole := _LINE.fullmatch(line)):
            lines[at] = block(int(whole[1]))
    return "\n".join(lines)


def in_lines(text: str, block: Callable[[int], str]) -> str:
    """The Markdown of a page with blocks that fit into a line."""
    return _MARK.sub(lambda found: block(int(found[1])), text)


def filled(html: str, block: Callable[[int], str], misplaced: Callable[[int], str]) -> str:
    """The HTML of a page with the blocks that stand within something else; `misplaced` says what stands where none can: in code, in a
    heading, in the midst of emphasised words, in a link."""
    if "\ue000" not in html:
        return html
    made: list[str] = []
    open_tags: list[str] = []
    done = 0
    for part in _PARTS.finditer(html):
        made.append(html[done : part.start()])
        done = part.end()
        if not part[3]:
            made.append(_MARK.sub(lambda found: misplaced(int(found[1])), part[0]))
            name = (part[2] or "").lower()
            if part[1]:
                while name in open_tags and open_tags.pop() != name:
                    pass
            elif name and name not in VOID and not part[0].endswith("/>"):
                open_tags.append(name)
            continue
        number, inner = int(part[3]), open_tags[-1] if open_tags else ""
        over = open_tags[-2] if len(open_tags) > 1 else ""
        if inner == "p" and (not over or over in _HOLDING):
            made.append(f"</p>\n{block(number)}\n<p>")
        else:
            made.append(block(number) if not inner or inner in _HOLDING else misplaced(number))
    return _EMPTY.sub("", "".join([*made, html[done:]]))
