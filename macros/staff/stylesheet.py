"""Material's stylesheet without the rules that nothing on the site can need: five sixths of it, on every first visit.

Like PurgeCSS, this takes every word of the site's own sources for a class that may be used, so what it keeps depends on
the templates and not on the records.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

_WORD = re.compile(r"[\w-]+")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY = re.compile(r"""(?<=[{;])(?P<name>--[\w-]+):(?:"[^"]*"|'[^']*'|[^;{}"'])*(?:;|(?=\}))""")


def words(files: Iterable[Path]) -> set[str]:
    """Every word in these text files."""
    return {word for file in files for word in _WORD.findall(file.read_text(encoding="utf-8"))}


def trimmed(css: str, used: set[str]) -> str:
    """Return `css` without the rules of which every selector names a class outside `used`, or an attribute that only Material's
    own document has (`dir`, `data-md-…`); and without the custom properties that neither the rules left nor `used` name:
    most hold the drawing of an icon."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = "".join(_kept(rules, used))
    named = used | set(_REFERENCE.findall(kept))
    return _PROPERTY.sub(lambda declared: declared[0] if declared["name"] in named else "", kept)


def _kept(rules: Iterable[Any], used: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if kept := "".join(_kept(inner, used)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}"
        elif rule.type == "qualified-rule":
            if selectors := [s for s in _selectors(rule.prelude) if _classes(s) <= used and not _attributes(s)]:
                prelude = ",".join(tinycss2.serialize(selector) for selector in selectors)
                yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"
        else:
            yield rule.serialize()


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, each as its tokens."""
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _classes(selector: list[Any]) -> set[str]:
    """The classes that an element must have, or stand in; those within `:is()` and `:not()` are not asked for."""
    return {
        token.value
        for dot, token in pairwise(selector)
        if dot.type == "literal" and dot.value == "." and token.type == "ident"
    }


def _attributes(selector: list[Any]) -> bool:
    """Whether it asks for an attribute that only Material's own document has."""
    blocks = [token.content[0] for token in selector if token.type == "[] block" and token.content]
    return any(first.type == "ident" and re.match("dir$|data-md-", first.value) for first in blocks)
