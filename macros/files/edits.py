"""The text of a record's file, changed only where its values change.

The text is taken apart at the places where the parser saw keys and items begin and end, and put together again: what is
not changed is copied letter by letter, with the comments beside and between. Comments right above a field or an item go
with it, but those above the first stay: they may be about all that follows.
"""

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

import yaml

from macros.files.yaml_text import Values, entry, item, lines_of, values_of
from macros.language.characters import clean
from macros.records.base import FieldType, Part
from macros.records.fields import Field, fields_of

P = TypeVar("P", bound=Part)

Span = tuple[int, int]
"""Where something begins and ends in the text."""

Step = tuple[int | None, str | None]
"""One step in weaving: which old piece stands here, None for a new one; and its text, None where it goes."""

_TEXTS = (FieldType.LINE, FieldType.PROSE, FieldType.PART)
_MARK = "\ufeff"
_HEADER = re.compile(r"[|>][-+\d]*")
_BESIDE = re.compile(r"[ \t]+#[^\n]*")
_ABOVE = re.compile(r"(\n[ \t]*#[^\n]*)*\n[ \t]*\Z")


def edited(text: str, old: P, new: P) -> str:
    """`text`, which reads as `old`, changed to read as `new`; its line ends and its mark of UTF-8 stay.

    Raises ValueError if values in it stand for others (`&` and `*`), so that none can be changed by itself.
    """
    return woven_anew(text, type(new), values_of(old, defaults=False), values_of(new, defaults=False))


def woven_anew(text: str, kind: type[Part], was: Values, now: Values) -> str:
    """`text`, which holds the values `was` of a `kind`, some of which need not be of its fields, changed to hold `now`, which are.

    Raises ValueError as `edited`.
    """
    if was == now:
        return text
    mark = _MARK if text.startswith(_MARK) else ""
    lines = clean(text.removeprefix(mark).replace("\r\n", "\n"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(lines, loader)):
        raise ValueError("an alias stands for a value elsewhere")
    root = yaml.compose(lines, loader)
    if isinstance(root, yaml.MappingNode) and not root.flow_style:
        (start, end), fields = _mapping(lines, root, kind, was, now)
        lines = lines[:start] + fields + lines[end:]
    else:
        lines = "\n".join([*lines_of(kind, now), ""])
    return mark + (lines.replace("\n", "\r\n") if "\r\n" in text else lines)


def _mapping(text: str, node: yaml.MappingNode, kind: type[Part], was: Values, now: Values) -> tuple[Span, str]:
    """Where the fields of a part stand, and what is to stand there."""
    fields, column = fields_of(kind), node.start_mark.column
    steps: dict[str, Step] = {}
    pieces: list[Span] = []
    for i, (key, value) in enumerate(node.value):
        name = clean(key.value)
        piece = key.start_mark.index, _end_of_piece(text, max(_end(text, key), _end(text, value)), column)
        pieces.append(piece)
        if was.get(name) == now.get(name):
            steps[name] = i, text[slice(*piece)]
        elif name in now:
            steps[name] = i, _rewritten(text, piece, value, fields[name], was.get(name), now[name], entry)
        else:
            steps[name] = i, None
    names = list(steps)
    for name in (name for name in now if name not in steps):
        before = [known for known in names if known in fields and fields[known].order < fields[name].order]
        place = names.index(max(before, key=lambda known: fields[known].order)) + 1 if before else 0
        names.insert(place, name)
        steps[name] = None, _at(column, entry(fields[name], now[name]))
    return (pieces[0][0], pieces[-1][1]), _woven(text, pieces, [steps[name] for name in names], column)


def _sequence(text: str, node: yaml.SequenceNode, field: Field, was: list[Any], now: list[Any]) -> tuple[Span, str]:
    """Where the items of a list stand, and what is to stand there."""
    column = node.start_mark.column
    pieces = [(_dash(text, one, column), _end_of_piece(text, _end(text, one), column)) for one in node.value]
    pairs = _aligned(was, now)
    left = [i for i, j in pairs if i is not None and j is None]
    steps: list[Step] = []
    for i, j in pairs:
        if j is None:
            steps.append((i, None))
        elif i is None:  # an item that moves stays as it was written
            moved = next((text[slice(*pieces[k])] for k in left if was[k] == now[j]), None)
            steps.append((None, moved or _at(column, item(field, now[j]))))
        elif was[i] == now[j]:
            steps.append((i, text[slice(*pieces[i])]))
        else:
            steps.append((i, _rewritten(text, pieces[i], node.value[i], field, was[i], now[j], item)))
    return (pieces[0][0], pieces[-1][1]), _woven(text, pieces, steps, column)


def _rewritten(
    text: str, piece: Span, node: yaml.Node, field: Field, was: Any, now: Any, write: Callable[[Field, Any], list[str]]
) -> str:
    """The piece of a field or an item whose value changes; only what changes in it, where it has parts or items."""
    start, end = piece
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    if now and block:
        if isinstance(node, yaml.SequenceNode):
            inner, rewritten = _sequence(text, node, field, was, now)
        else:
            assert field.part and isinstance(node, yaml.MappingNode)
            inner, rewritten = _mapping(text, node, field.part, was, now)
        return text[start : inner[0]] + rewritten + text[inner[1] : end]
    if isinstance(node, yaml.ScalarNode) and isinstance(now, list) and len(now) == 1:
        now = now[0]  # a list that was written short
    column = start - (text.rfind("\n", 0, start) + 1)
    first, *rest = _at(column, write(field, now)).split("\n")
    header = _HEADER.match(text, node.start_mark.index) if _is_block_text(node) else None
    beside = None if block else _BESIDE.match(text, header.end() if header else _end(text, node))
    plain = now[field.short] if isinstance(now, dict) and [*now] == [field.short] else now
    if beside and isinstance(plain, str) and field.type in _TEXTS and first.endswith(plain):
        first = first.removesuffix(plain) + json.dumps(
            plain, ensure_ascii=False
        )  # else the comment might be part of it
    return "\n".join([first + (beside[0] if beside else ""), *rest]) + text[_line_end(text, _end(text, node)) : end]


def _woven(text: str, pieces: list[Span], steps: list[Step], column: int) -> str:
    """The pieces put together again with what lies between them, the new ones right after the one before them."""
    woven: list[str] = []
    kept = ""  # what stood before a piece that goes, without the comments right above it
    for i, piece in steps:
        gap = text[pieces[i - 1][1] : pieces[i][0]] if i else "\n" + " " * column
        if kept.endswith("\n") and gap.startswith("\n\n"):
            kept = kept[:-1]
        if piece is None:
            kept += _ABOVE.sub("", gap) if i else ""
        else:
            woven.append((kept + gap if woven else (kept + gap).lstrip()) + piece)
            kept = ""
    return "".join(woven) + kept.rstrip()


def _aligned(was: list[Any], now: list[Any]) -> list[tuple[int | None, int | None]]:
    """Which old item each new one was, in the order of both; None where there is none: it goes, or is new."""
    best = [[0.0] * (len(now) + 1) for _ in range(len(was) + 1)]
    for i in reversed(range(len(was))):
        for j in reversed(range(len(now))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _likeness(was[i], now[j]))
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(was) or j < len(now):
        if i < len(was) and j < len(now) and best[i][j] == best[i + 1][j + 1] + _likeness(was[i], now[j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(was) and best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def _likeness(one: Any, other: Any) -> float:
    if one == other:
        return 2.0
    if isinstance(one, dict) and isinstance(other, dict):
        return 0.1 + len([name for name in one if one[name] == other.get(name)]) / max(len(one), len(other), 1)
    return 0.1  # rather an item that changed than one that went and another that came


def _at(column: int, lines: list[str]) -> str:
    """Lines as a piece whose first line begins in `column`."""
    first, *rest = lines
    return "\n".join([first, *(" " * column + line if line else "" for line in rest)])


def _dash(text: str, node: yaml.Node, column: int) -> int:
    """Where the item of a list begins that holds `node`."""
    return text.rindex("\n" + " " * column + "-", 0, node.start_mark.index) + 1 + column


def _end(text: str, node: yaml.Node) -> int:
    """Where the last value within `node` ends; the parser goes on to whatever comes next."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return max(_end(text, part) for part in node.value[-1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _end(text, node.value[-1])
    end: int = node.end_mark.index
    return len(text[:end].rstrip()) if _is_block_text(node) else end


def _is_block_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_piece(text: str, end: int, column: int) -> int:
    """The end of the line where a value ends, and of the comments after it that stand deeper than its name or dash."""
    end = _line_end(text, end)
    deeper = re.compile(rf"(\n {{{column + 1},}}#[^\n]*)+").match(text, end)
    return deeper.end() if deeper else end
