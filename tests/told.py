"""Every text with which the code tells staff that something is wrong, read from the code itself."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Who is given what is wrong: the first of its arguments that says so.
_TELLING = {
    "Problem", "in_file", "at", "inside", "_at", "_unique", "problem", "_problem", "refuse", "Refusal", "Refused", "Unclear",
    "Fault", "Unfit", "Remark", "_unfit", "_none", "Contradiction", "PydanticCustomError", "MacroError",
}  # fmt: skip
_IN_SENTENCES = ("Refused",)  # what is wrong, and then what to do, in one text
_NAMED = ("what", "why")
_LEFT_OUT = ("exports",)  # its `what` says what is in a file

Values = dict[str, list[ast.expr]]


def told() -> set[str]:
    """What is said to be wrong, `…` being what the code fills in, without what is to be done about it."""
    files = [file for file in sorted((ROOT / "macros").rglob("*.py")) if file.parent.name not in _LEFT_OUT]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    everywhere = _values(node for tree in trees for node in tree.body)
    returned = _returned(trees)
    found = {text for tree in trees for text in _Module(tree, everywhere, returned).told()}
    alone = {re.sub(r"\{\w+\}", "…", text).partition(". ")[0].rstrip(".") for text in found}
    return {text for text in alone if _is_told(text)}


class _Module:
    def __init__(self, tree: ast.Module, everywhere: Values, returned: Values):
        self._tree, self._returned = tree, returned
        self._values = everywhere | _values(ast.walk(tree))

    def told(self) -> Iterator[str]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Tuple):
                yield from self._before_what_to_do(node.elts)
            elif isinstance(node, ast.Call):
                yield from self._before_what_to_do(node.args)
                if (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in _TELLING:
                    yield from self._given(node.args, name in _IN_SENTENCES)
            elif isinstance(node, ast.For) and isinstance(node.iter, ast.Name) and isinstance(node.target, ast.Tuple):
                rows = [row for table in self._values.get(node.iter.id, ()) for row in getattr(table, "elts", ())]
                places = [at for at, target in enumerate(node.target.elts) if getattr(target, "id", "") in _NAMED]
                yield from (text for row in rows for at in places for text in self._texts(row.elts[at]))
        yield from (text for name in _NAMED for value in self._values.get(name, ()) for text in self._texts(value))

    def _given(self, given: list[ast.expr], in_sentences: bool) -> Iterator[str]:
        for one in given[:1] if in_sentences else given:
            if said := [text for text in self._texts(one) if _is_told(text)]:
                yield from (text for text in said if in_sentences or not _says_what_to_do(text))
                return

    def _before_what_to_do(self, given: list[ast.expr]) -> Iterator[str]:
        """Texts right before one that says what to do: of tables too."""
        for one, following in pairwise(given):
            if any(map(_says_what_to_do, self._texts(following))):
                yield from (text for text in self._texts(one) if not _says_what_to_do(text))

    def _texts(self, node: ast.expr, deep: int = 3) -> list[str]:
        """All that an expression may hold; of what is all filled in, or a name, or a call, what that may hold in turn."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else []
        held: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            if text.strip("… "):
                return [text]
            held = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        elif isinstance(node, ast.IfExp):
            held = [node.body, node.orelse]
        elif isinstance(node, ast.Name):
            held = self._values.get(node.id, [])
        elif isinstance(node, ast.Call):
            held = self._returned.get(getattr(node.func, "id", ""), [])
        elif isinstance(node, ast.NamedExpr):
            held = [node.value]
        return [text for one in held for text in self._texts(one, deep - 1)] if deep else []


def _values(nodes: Iterable[ast.AST]) -> Values:
    """Each name that is given a value, and what may be its values; of several at once, each its own."""
    found: Values = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.NamedExpr):
            found[node.target.id].append(node.value)
        for target in node.targets if isinstance(node, ast.Assign) else ():
            both = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            pairs = zip(target.elts, node.value.elts, strict=False) if both else [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Call):
                pairs = [(target.elts[0], node.value)]  # (what is wrong, what to do)
            for one, value in pairs:
                if isinstance(one, ast.Name):
                    found[one.id].append(value)
    return dict(found)


def _returned(trees: list[ast.Module]) -> Values:
    """What each function may return; of several values, the first."""
    found: Values = defaultdict(list)
    for tree in trees:
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value:
                    found[function.name].append(
                        node.value.elts[0] if isinstance(node.value, ast.Tuple) and node.value.elts else node.value
                    )
    return found


def _says_what_to_do(text: str) -> bool:
    """What is wrong begins with a small letter, what to do about it with a capital."""
    return text[:1].isupper() and " " in text


def _is_told(text: str) -> bool:
    """Whether it is Vietnamese of more than a word, and no addition to something else."""
    own = text.replace("…", "").strip()
    return len(re.findall(r"\w+", own)) > 1 and not own.isascii() and not own.startswith("(")
