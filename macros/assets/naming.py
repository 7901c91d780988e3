"""Short names for the variables, functions, classes and private members of a script.

A name means one thing at the top of the script, and one within each function or member of a class that stands there, so that it is
given one short name in each. What is a property, a key or a method keeps its name; which that is tells what stands around it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product
from typing import NamedTuple

from macros.assets.tokens import Token

_NO_FUNCTIONS = ("if", "for", "while", "switch", "await")  # though braces follow their brackets
_DECLARING = ("const", "let", "class", "function")
_BEFORE_BLOCKS = (")", ";", "{", "}", "=>", "else", "try", "finally", "do", "catch")
_BEFORE_MEMBERS = {"object": ("{", ","), "class": ("{", "}", ";")}
_BEFORE_METHODS = ("async", "get", "set", "static", "*")
# What is a word of the language only at some places.
_AT_PLACES = frozenset(["as", "async", "from", "get", "let", "of", "set", "static"])
_TAKEN = frozenset(["as", "do", "if", "in", "of"])
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
_LETTERS = "etniorsacldhupmfgvbyxwkqjzETNIORSACLDHUPMFGVBYXWKQJZ"  # first those that scripts have most of, which compressed are shorter
_START = Token("sign", ";")


class _Place(NamedTuple):
    """Where a token stands."""

    is_variable: bool
    is_short: bool  # in braces, the key and the variable at once
    is_top: bool  # in no brackets
    unit: int  # what stands at the top of the script, or in a class there, is numbered


def renamed(tokens: list[Token], outside: set[str]) -> list[Token]:
    """Return `tokens` with short names for what is declared there.

    Args:
        outside: names at the top of the script by which others know it.
    """
    code = [token for token in tokens if token.kind != "gap"]
    places = list(_places(code))
    declared = list(_declared(code))
    top = {code[at].text for at, by in declared if by is not None and places[by].is_top} | outside
    used: defaultdict[int, Counter[str]] = defaultdict(Counter)  # variables of each unit
    for (_, text), place in zip(code, places, strict=True):
        if place.is_variable:
            used[place.unit][text] += 1
    locals_of: defaultdict[int, set[str]] = defaultdict(set)
    kept = outside | _OF_BROWSERS | _AT_PLACES
    for at, _ in declared:
        if code[at].text not in top | kept:
            locals_of[places[at].unit].add(code[at].text)
    of_all = sum(used.values(), Counter())
    others = {name for unit, names in used.items() for name in names if name not in top - kept | locals_of[unit]}
    names = _shortened({name: of_all[name] for name in top - kept}, others)
    of_unit = {
        unit: names
        | _shortened(
            {name: its[name] for name in locals_of[unit]},
            {names.get(name, name) for name in its if name not in locals_of[unit]},
        )
        for unit, its in used.items()
    }
    private = Counter(text[1:] for kind, text in code if kind == "word" and text[0] == "#")
    members = {f"#{name}": f"#{short}" for name, short in _shortened(private, ()).items()}
    left = iter(zip(code, places, strict=True))
    return [token if token.kind == "gap" else _as_named(*next(left), of_unit, members) for token in tokens]


def _as_named(
    token: Token, place: _Place, of_unit: Mapping[int, Mapping[str, str]], members: Mapping[str, str]
) -> Token:
    kind, text = token
    if not place.is_variable:
        return Token(kind, members.get(text, text))
    short = of_unit[place.unit].get(text, text)
    return Token(kind, f"{text}:{short}" if place.is_short and short != text else short)


def _shortened(times: Mapping[str, int], taken: Iterable[str]) -> dict[str, str]:
    """Return a short name for each name, the shortest for the commonest, but none that is taken."""
    taken = {*taken, *_TAKEN}
    short = ("".join(letters) for length in count(1) for letters in product(_LETTERS, repeat=length))
    free = (name for name in short if name not in taken)
    return dict(zip(sorted(times, key=lambda name: (-times[name], name)), free, strict=False))


def _places(code: list[Token]) -> Iterator[_Place]:
    """Yield where each token stands."""
    opened: list[str] = []  # brackets; of braces what they hold
    unit = 0
    is_class = is_key = False
    before = _START
    for (kind, text), (_, after) in zip(code, [*code[1:], _START], strict=True):
        closed = ""
        if text in (")", "]", "}") or (kind == "text" and text[0] == "}"):
            closed = opened.pop()
        within = opened[-1] if opened else ""
        is_member = before.text in _BEFORE_MEMBERS.get(within, ()) or (is_key and before.text in _BEFORE_METHODS)
        is_key = within in _BEFORE_MEMBERS and is_member
        is_short = is_key and within == "object" and after in (",", "}", "=")
        is_variable = kind == "word" and text[0] != "#" and before.text not in (".", "?.") and (is_short or not is_key)
        yield _Place(is_variable, is_short, not opened, unit)
        if text in ("(", "["):
            opened.append(text)
        elif text == "{":
            is_block = before.text in _BEFORE_BLOCKS
            is_names = before.text in ("import", "export")
            opened.append("class" if is_class else "names" if is_names else "block" if is_block else "object")
            is_class = False
        if kind == "text" and text.endswith("${"):
            opened.append("`")
        is_class |= text == "class" and is_variable
        if opened in ([], ["class"]) and (text == ";" or (text == "}" and closed in ("block", "class"))):
            unit += 1
        before = Token(kind, text)


def _declared(code: list[Token]) -> Iterator[tuple[int, int | None]]:
    """Yield where names are declared, and where what declares them begins; None of what is handed over."""
    opened: list[int] = []
    closes: dict[int, int] = {}
    for at, (kind, text) in enumerate(code):
        if text in (")", "]", "}") or (kind == "text" and text[0] == "}"):
            closes[opened.pop()] = at
        if text in ("(", "[", "{") or (kind == "text" and text.endswith("${")):
            opened.append(at)
    for at, (kind, text) in enumerate(code):
        before, after = code[at - 1].text if at else "", code[at + 1].text if at + 1 < len(code) else ";"
        if kind == "word" and text[0] != "#" and (before in _DECLARING or after == "=>"):
            yield at, None if after == "=>" else at
        elif text in ("[", "{") and before in _DECLARING:
            yield from ((its, at) for its in _bound(code, at, closes))
        elif text == "(" and closes[at] + 1 < len(code):
            behind = code[closes[at] + 1].text
            if behind == "=>" or (behind == "{" and before not in _NO_FUNCTIONS):
                yield from ((its, None) for its in _bound(code, at, closes))


def _bound(code: list[Token], start: int, closes: Mapping[int, int]) -> Iterator[int]:
    """Yield where the names are in brackets that give them to what is within a value or is handed over; not what one is by default."""
    at = start + 1
    while at < closes[start]:
        if code[at].text == "...":
            at += 1
        if code[start].text == "{" and code[at + 1].text == ":":  # behind the key
            at += 2
        if at in closes:
            yield from _bound(code, at, closes)
        elif code[at].kind == "word":
            yield at
        while at < closes[start] and code[at].text != ",":
            at = closes.get(at, at) + 1
        at += 1
