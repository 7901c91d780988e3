"""The site's own scripts as readers fetch them: what is needed together as one file, without comments and spaces, and with short names for
what only they name.

No parser is needed for that: a name is given the same short name throughout a script, or none, so that it doesn't matter what it is of;
and none is given one that anywhere may be more than a variable's: a property, a key, what others import or what browsers know.
A minifier would be better, but none on PyPI has wheels for every system that staff use (looked at in 11/2026: rjsmin and
tdewolff-minify lack macOS on ARM or Windows, minify-html Windows on ARM, jsmin has none; css-html-js-minify is of 2018).
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import count, product
from pathlib import Path
from string import ascii_letters
from typing import NamedTuple

from macros.files.kept import Kept, digest

ENGINE = "assets/search/engine.js"
SLIP = "assets/form/slip.js"
PAGE = "assets/page.js"
RESULTS = "assets/search/results.js"
_FIRST = (ENGINE, SLIP, PAGE, RESULTS)

_DEFINED = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) (\w+)", re.MULTILINE)
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/.+?)";\n', re.MULTILINE)
_NEEDED = re.compile(r'(\b(?:from |import[ (]))"(\.{1,2}/[^"]+)"')
_EXPORTED = re.compile(r"^export (?=(?:const|let|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
_MODULE = re.compile(r"^(?:import|export) ", re.MULTILINE)
_NAMED_APART = re.compile(r"\{([^{}]*)\} from \"|^export \{([^{}]*)\}", re.MULTILINE)
_NAME = re.compile(r"[\w$]+")
_TOKEN = re.compile(
    r"""(?P<gap>(?:\s+|//[^\n]*|/\*.*?\*/)+)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>\#?(?:[^\W\d]|\$)[\w$]*)|(?P<number>\d[\w.]*)|(?P<sign>=>|\?\.|\.\.\.|[^\s\w])""",
    re.DOTALL | re.VERBOSE,
)
_EXPRESSION = re.compile(r"/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:[^\\`$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_NO_FUNCTIONS = ("if", "for", "while", "switch")  # though braces follow their brackets
_DECLARING = ("const", "let", "class", "function")
_BEFORE_METHODS = ("{", "}", ";", "async", "get", "set", "static", "*")
# What browsers know by names that a script might give a variable as well.
_OF_BROWSERS = frozenset(
    [
        "caches",
        "close",
        "crypto",
        "document",
        "event",
        "fetch",
        "find",
        "focus",
        "history",
        "length",
        "location",
        "name",
        "navigator",
        "open",
        "origin",
        "parent",
        "performance",
        "print",
        "scroll",
        "self",
        "status",
        "stop",
        "top",
        "window",
    ]
)


class _Token(NamedTuple):
    kind: str  # gap, text, word, number or sign
    text: str


def lightened(scripts: Mapping[str, str], stores: Path | None = None) -> dict[str, str]:
    """Return `scripts`, by address, as readers fetch them; what the same were made before is kept in the folder `stores`."""
    with Kept(stores, "scripts") as store:
        told = [part for both in sorted(scripts.items()) for part in both]
        made: dict[str, str] = store.told(digest(*told), partial(_lightened, scripts))
    return made


def _lightened(scripts: Mapping[str, str]) -> dict[str, str]:
    together = dict(scripts)
    for first in _FIRST:
        if first in together:
            together = joined(together, first)
    named_by = {address: set(_NAME.findall(script)) for address, script in together.items()}
    return {
        address: light(script, frozenset().union(*(names for other, names in named_by.items() if other != address)))
        for address, script in together.items()
    }


def joined(scripts: Mapping[str, str], first: str) -> dict[str, str]:
    """Return `scripts`, by address, with all that `first` imports within it, but what comes as one by itself; the others import that
    from it.

    What several modules define at their top must have different names, as it comes together in one.

    Raises:
        ValueError: a name is defined twice.
    """
    within: dict[str, str] = {}

    def add(module: str) -> None:
        for needed in _IMPORT.findall(scripts[module]):
            if (address := _from(module, needed)) not in (*within, *_FIRST):
                add(address)
        within[module] = _IMPORT.sub(
            lambda found: found[0] if _from(module, found[1]) in _FIRST else "", scripts[module]
        )

    add(first)
    defined = Counter(one for script in within.values() for one in _DEFINED.findall(script))
    if twice := sorted(one for one, times in defined.items() if times > 1):
        raise ValueError(f"defined by several modules that {first} is made of: {', '.join(twice)}")

    def led(script: str, old: str, new: str) -> str:
        """A script with what it imports as that is found from its new place."""

        def way(needed: re.Match[str]) -> str:
            address = _from(old, needed[2])
            found = posixpath.relpath(first if address in within else address, posixpath.dirname(new))
            return f'{needed[1]}"{"" if found.startswith(".") else "./"}{found}"'

        return _NEEDED.sub(way, script)

    others = {address: led(script, address, address) for address, script in scripts.items() if address not in within}
    return others | {first: "".join(led(script, module, first) for module, script in within.items())}


def _from(script: str, needed: str) -> str:
    """The address of what `script` calls `needed`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(script), needed))


@lru_cache(maxsize=64)  # a preview has the same scripts again and again
def light(script: str, named_elsewhere: frozenset[str]) -> str:
    """Return `script` without comments and needless spaces, with short names.

    Args:
        named_elsewhere: every word of other scripts; what is exported and not among them is no longer.
    """
    script = _EXPORTED.sub(lambda found: found[0] if found[1] in named_elsewhere else "", script)
    outside = {found[1] for found in _EXPORTED.finditer(script)}
    for apart in _NAMED_APART.findall(script):
        outside.update(_NAME.findall(" ".join(apart)))
    tokens = list(_tokens(script))
    # What is no module shares its names with the page.
    return _squeezed(_renamed(tokens, outside) if _MODULE.search(script) else tokens)


def _tokens(script: str) -> Iterator[_Token]:
    """Yield what `script` is written as. A text in backquotes is divided where code stands in it."""
    at = 0
    last = _Token("sign", ";")
    braces: list[int] = []  # that stand open in the code within each text in backquotes
    while at < len(script):
        if script[at] == "`" or (script[at] == "}" and braces and not braces[-1]):
            if script[at] == "}":
                braces.pop()
            found = _TEMPLATE.match(script, at + 1)
            assert found, script[at : at + 40]
            if found[0].endswith("${"):
                braces.append(0)
            token = _Token("text", script[at : found.end()])
        else:
            # A slash behind a value divides.
            is_value = (
                last.kind in ("number", "text") or (last.kind == "word" and last.text != "return") or last.text in ")]}"
            )
            found = None if is_value else _EXPRESSION.match(script, at)
            kind = "text" if found else ""
            found = found or _TOKEN.match(script, at)
            assert found, script[at : at + 40]
            token = _Token(kind or found.lastgroup or "", found[0])
            if braces and token.text in ("{", "}"):
                braces[-1] += 1 if token.text == "{" else -1
        yield token
        at += len(token.text)
        if token.kind != "gap":
            last = token


def _renamed(tokens: list[_Token], outside: set[str]) -> list[_Token]:
    """Return `tokens` with short names for what is declared there and is nothing but a variable, function, class or private member."""
    code = [token for token in tokens if token.kind != "gap"]
    times = Counter(token.text for token in code if token.kind == "word")
    declared: set[str] = set()
    others = outside | _OF_BROWSERS
    opened = [""]  # brackets
    end = _Token("sign", ";")
    for (_, before), (kind, text), (_, after) in zip([end, *code], code, [*code[1:], end], strict=False):
        if text in ("(", "[", "{"):
            opened.append(text)
        elif text in (")", "]", "}") or (kind == "text" and text[0] == "}"):
            opened.pop()
        if kind == "text" and text.endswith("${"):
            opened.append("`")
        if kind != "word":
            continue
        if text[0] == "#":
            declared.add(text)
        elif before in (".", "?.") or (
            # In braces it may be a key, with or without a value, or a method.
            opened[-1] == "{"
            and (
                before in ("{", ",")
                and after in (",", "}", "=", ":", "(")
                or before in _BEFORE_METHODS
                and after == "("
            )
        ):
            others.add(text)
        elif before in _DECLARING or after == "=>":
            declared.add(text)
    declared |= set(_in_brackets(code))
    taken = set(times) | {"do", "if", "in", "of", "as"}
    short = ("".join(letters) for length in count(1) for letters in product(ascii_letters, repeat=length))
    free = (name for name in short if name not in taken)
    long = sorted((name for name in declared - others if len(name) > 2), key=lambda name: (-times[name], name))
    names = {name: ("#" if name[0] == "#" else "") + new for name, new in zip(long, free, strict=False)}
    return [_Token(kind, names.get(text, text) if kind == "word" else text) for kind, text in tokens]


def _in_brackets(code: list[_Token]) -> Iterator[str]:
    """Yield what is declared in brackets: what a function takes, and what of a list is given a name."""
    opened: list[int] = []
    for at, (_, text) in enumerate(code):
        if text in ("(", "["):
            opened.append(at)
        elif text in (")", "]") and opened:
            start = opened.pop()
            before, after = code[start - 1].text, code[at + 1].text if at + 1 < len(code) else ";"
            is_taken = text == ")" and (after == "=>" or (after == "{" and before not in _NO_FUNCTIONS))
            if is_taken or (text == "]" and before in _DECLARING):
                yield from _named(code[start + 1 : at])


def _named(within: list[_Token]) -> Iterator[str]:
    """The names in a list of what is declared, lists in it too; not what one is by default, nor what is in braces."""
    depth, is_next = 0, True
    for kind, text in within:
        if kind == "word" and is_next:
            yield text
        is_pattern = text == "[" and is_next
        depth += (text in ("(", "[", "{") and not is_pattern) - (text in (")", "]", "}") and depth > 0)
        is_next = not depth and (is_pattern or text in (",", "..."))


def _squeezed(tokens: list[_Token]) -> str:
    """Return `tokens` as text, without comments, and with spaces only where words would run together; a line ends where what stands
    before may end with it."""
    parts: list[str] = []
    gap = ""
    for kind, text in tokens:
        if kind == "gap":
            gap = "\n" if "\n" in text else gap or " "
            continue
        if gap and parts:
            before, after = parts[-1][-1], text[0]
            if gap == "\n" and before not in ";{,([=&|?:>":
                parts.append("\n")
            elif _runs_together(before, after):
                parts.append(" ")
        gap = ""
        parts.append(text)
    return "".join(parts) + "\n"


def _runs_together(before: str, after: str) -> bool:
    words = [letter.isalnum() or letter in "_$#" for letter in (before, after)]
    return all(words) or (before == after and before in "+-")
