"""What a page written by hand means as Markdown, and Markdown would print as it was typed, or leave out without a word."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

Misread = tuple[int, str, str]
"""The line of the text, from 1 on, what is wrong, and what to do."""

_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_CODE = re.compile(r"`[^`]*`|\{\{.*?\}\}|\{[%#].*?[%#]\}|<!--.*?-->")
_RAW = re.compile(r"\{% *raw *%\}.*?\{% *endraw *%\}|\{#.*?#\}", re.DOTALL)
_HOLDS = re.compile(r" *(?:[-*+] |\d+[.)] |!!!|\?\?\?|\[\^[^\]]*\]:)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE_TEXT = re.compile(r" *\[\^([^\]\s]+)\]:")
_BOX = re.compile(r" *(?:!!!|\?\?\?)")
_GOOD_BOX = re.compile(r" *(?:!!!|\?\?\?\+?) ?[\w-]+(?: +[\w-]+)*(?: +\"[^\"]*\")? *")
_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *")
_INDENT = 4


def misread(text: str) -> Iterator[Misread]:
    """Yield it of the text of a page, without its head."""
    rows = _rows(text)
    yield from sorted([*_notes(rows), *_boxes(rows), *_tables(rows)])


def _rows(text: str) -> list[str]:
    """The lines, those empty that are code, or stand between the marks of `raw`; of code within a line only that it is there."""
    rows, fence, holds = [], "", False
    for row in _RAW.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n"):
        if found := _FENCE.match(row):
            fence = "" if found[1].startswith(fence or "-") else fence or found[1][:3]
            rows.append("")
            continue
        if row.strip() and _indent(row) < _INDENT:
            holds = bool(_HOLDS.match(row))
        is_code = fence or (_indent(row) >= _INDENT and not holds)
        rows.append("" if is_code else _CODE.sub("x", row))
    return rows


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _notes(rows: list[str]) -> Iterator[Misread]:
    told = {number: found[1] for number, row in enumerate(rows, 1) if (found := _NOTE_TEXT.match(row))}
    named = {
        number: _NOTE.findall(_NOTE_TEXT.sub("", row) if number in told else row) for number, row in enumerate(rows, 1)
    }
    times = Counter(told.values())
    for number, names in named.items():
        for name in names:
            if name not in times:
                yield (
                    number,
                    f"chú thích [^{name}] không có lời",
                    f"Thêm dòng '[^{name}]: lời chú thích', hoặc bỏ dấu ấy",
                )
    everywhere = {name for names in named.values() for name in names}
    for number, name in told.items():
        if times[name] > 1:
            yield number, f"chú thích [^{name}] có nhiều lời, chỉ một lời hiện ra", "Đặt cho mỗi lời một dấu riêng"
        elif name not in everywhere:
            yield (
                number,
                f"lời chú thích [^{name}] không có chỗ nào dẫn tới",
                f"Ghi [^{name}] vào câu cần chú thích, hoặc xóa lời",
            )


def _boxes(rows: list[str]) -> Iterator[Misread]:
    for number, row in enumerate(rows, 1):
        if not _BOX.match(row):
            continue
        if not _GOOD_BOX.fullmatch(row):
            yield (
                number,
                "khung lưu ý viết chưa đúng, sẽ hiện nguyên như chữ",
                'Viết như: !!! note hoặc !!! note "Đầu đề"',
            )
        elif _indent(next(filter(None, map(str.rstrip, rows[number:])), "")) < _indent(row) + _INDENT:
            yield number, "khung lưu ý không có gì bên trong", "Thụt các dòng bên trong khung vào bốn dấu cách"


def _tables(rows: list[str]) -> Iterator[Misread]:
    columns = 0  # of the table that a row is of
    for number, (before, row) in enumerate(pairwise(["", *rows]), 1):
        if not row.strip().startswith("|"):
            columns = columns if row.strip() == "x" else 0
        elif not columns:
            rule = rows[number] if number < len(rows) else ""
            is_begun = before.strip() in ("", "x") or _HOLDS.match(before)
            if is_begun and "-" in rule and _RULE.fullmatch(rule):
                columns = _cells(row)
            else:
                columns = 1000
                yield (
                    number,
                    "bảng viết chưa đúng, sẽ hiện nguyên như chữ",
                    "Để một dòng trống trước bảng, và dòng |---|---| ngay sau dòng đầu bảng",
                )
        elif _cells(row) > columns:
            yield (
                number,
                "dòng này của bảng có nhiều ô hơn đầu bảng, ô thừa sẽ mất",
                "Bỏ dấu | thừa, hoặc thêm ô ở đầu bảng",
            )


def _cells(row: str) -> int:
    inner = row.strip().removeprefix("|")
    return len(re.findall(r"(?<!\\)\|", inner.removesuffix("|") if not inner.endswith("\\|") else inner)) + 1
