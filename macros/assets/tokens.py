"""What a script is written as: words, numbers, signs, texts and what stands between them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<gap>(?:\s+|//[^\n]*|/\*.*?\*/)+)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>\#?(?:[^\W\d]|\$)[\w$]*)|(?P<number>\d[\w.]*)|(?P<sign>=>|\?\.|\.\.\.|[^\s\w])""",
    re.DOTALL | re.VERBOSE,
)
_EXPRESSION = re.compile(r"/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:[^\\`$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)


class Token(NamedTuple):
    kind: str  # gap, text, word, number or sign
    text: str


def tokens(script: str) -> Iterator[Token]:
    """Yield what `script` is written as. A text in backquotes is divided where code stands in it."""
    at = 0
    last = Token("sign", ";")
    braces: list[int] = []  # that stand open in the code within each text in backquotes
    while at < len(script):
        if script[at] == "`" or (script[at] == "}" and braces and not braces[-1]):
            if script[at] == "}":
                braces.pop()
            found = _TEMPLATE.match(script, at + 1)
            assert found, script[at : at + 40]
            if found[0].endswith("${"):
                braces.append(0)
            token = Token("text", script[at : found.end()])
        else:
            # A slash behind a value divides.
            is_value = (
                last.kind in ("number", "text") or (last.kind == "word" and last.text != "return") or last.text in ")]}"
            )
            found = None if is_value else _EXPRESSION.match(script, at)
            kind = "text" if found else ""
            found = found or _TOKEN.match(script, at)
            assert found, script[at : at + 40]
            token = Token(kind or found.lastgroup or "", found[0])
            if braces and token.text in ("{", "}"):
                braces[-1] += 1 if token.text == "{" else -1
        yield token
        at += len(token.text)
        if token.kind != "gap":
            last = token


def squeezed(its: list[Token]) -> str:
    """Return tokens as text, without comments, and with spaces only where words would run together; a line ends where what stands
    before may end with it. What ends a block needs no mark before it, and one name that is handed to an arrow no brackets."""
    parts: list[str] = []
    gap = ""
    for kind, text in _without_brackets(its):
        if kind == "gap":
            gap = "\n" if "\n" in text else gap or " "
            continue
        if gap and parts:
            before, after = parts[-1][-1], text[0]
            if gap == "\n" and before not in ";{},([=&|?:>":
                parts.append("\n")
            elif _runs_together(before, after):
                parts.append(" ")
        gap = ""
        if text == "}" and parts[-1] == ";":
            parts.pop()
        parts.append(text)
    return "".join(parts) + "\n"


def _without_brackets(its: list[Token]) -> Iterator[Token]:
    """Yield tokens, but for brackets round one name before an arrow."""
    space = Token("gap", " ")
    left = 0
    for at, token in enumerate(its):
        if (
            token.text == "("
            and [one.text for one in its[at + 2 : at + 5]] in ([")", " ", "=>"],)
            and its[at + 1].kind == "word"
        ):
            left = at + 2
            yield space
        elif at != left or not left:
            yield token


def _runs_together(before: str, after: str) -> bool:
    words = [letter.isalnum() or letter in "_$#" for letter in (before, after)]
    return all(words) or (before == after and before in "+-")
