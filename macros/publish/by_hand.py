"""What is wrong with a page written by hand that can be told from its text alone, before any page is made."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from macros.catalogue.alone import this_year
from macros.catalogue.privacy import answers, in_words
from macros.files.head import HEAD
from macros.files.kept import Kept, digest
from macros.files.raw import MERGED, decoded, is_merge_mark
from macros.language.characters import wrong_in
from macros.language.privacy import Finding, private_in
from macros.language.problems import Problem, shown_path
from macros.publish.misread import misread
from macros.search.by_hand import NAMES

# Without a head, lines such as `Title: x` are taken away from the text without a word.
_SWALLOWED = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_ANSWERS = "privacy"


def faults_in(pages: Iterable[Path], stores: Path | None) -> list[Problem]:
    """All that is wrong with these pages, and what a person has to judge: they are published as records are. A page in which nothing was
    found isn't looked through again as long as it is as it was; that is kept in `stores`."""
    with Kept(stores, "by-hand", str(this_year())) as store:
        return [problem for page in pages for problem in _found(page, store)]


def _found(file: Path, store: Kept) -> list[Problem]:
    text = decoded(file)
    if isinstance(text, Problem):
        return [text]
    if store.keep(key := digest(text)):
        return []
    if not (found := list(_faults_of(file, text))):
        store.put(key, b"sound")
    return found


def _faults_of(file: Path, text: str) -> Iterator[Problem]:
    text = re.sub(r"\r\n?", "\n", text)
    for number, row in enumerate(text.split("\n"), 1):
        if is_merge_mark(row) and not row.startswith("="):  # which underlines a heading
            yield _at(file, number, *MERGED)
        for place, what, todo in wrong_in(row):
            yield replace(_at(file, number, what, todo), column=place + 1)
    head = HEAD.match(text)
    known: Any = {}
    if head:
        try:
            known = yaml.safe_load(head[1])
        except yaml.YAMLError as error:
            line = mark.line + 2 if (mark := getattr(error, "problem_mark", None)) else 1
            what = "phần đầu trang, giữa hai dòng ---, không đúng cách viết YAML"
            yield _at(file, line, what, "Đặt giá trị trong dấu nháy, mỗi mục một dòng")
            return
        if not isinstance(known, dict):
            yield _at(
                file, 1, "phần đầu trang, giữa hai dòng ---, không có mục nào", "Viết 'tên: giá trị', hoặc xóa phần ấy"
            )
            return
        names = known.get(NAMES, [])
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            what = f"{NAMES}: phải là danh sách các tên gọi khác của trang"
            yield _at(file, 1, what, "Viết mỗi tên một dòng, bắt đầu bằng dấu gạch, hoặc để trong [ ]")
    elif _SWALLOWED.match(text):
        what = f"dòng đầu '{text.partition(chr(10))[0]}' bị hiểu là thông tin về trang, sẽ không hiện"
        yield _at(file, 1, what, "Để trống một dòng ở đầu tệp, hoặc bắt đầu bằng đề mục #")
    start = head.end() if head else 0
    blocks = [(1, str(value)) for name, value in known.items() if name != _ANSWERS]
    line = text.count("\n", 0, start) + 1
    for block in re.split(r"(\n[ \t]*\n)", text[start:]):
        blocks.append((line, block))
        line += block.count("\n")
    yield from _private(file, blocks, known.get(_ANSWERS))
    behind = text.count("\n", 0, start)
    for number, what, todo in misread(text[start:]):
        yield replace(_at(file, behind + number, what, todo), judged=True)


def _private(file: Path, blocks: list[tuple[int, str]], said: object) -> Iterator[Problem]:
    """What the page would publish of a private person, in blocks of text with their first lines; `said` are the editor's
    answers in the head of the page."""
    asked: list[Finding] = []
    given = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    texts = [str(one["text"]) for one in given if one.get("text") and one.get("reason")]
    if said is not None and (not given or len(texts) < len(given)):
        yield _at(file, 1, f"{_ANSWERS}: mỗi câu trả lời cần có text và reason", "Viết như trong bản ghi")
    for line, block in blocks:
        for finding in private_in(block):
            asked.append(finding)
            if finding.certain or not any(answers(one, finding) for one in texts):
                inside = (n for n, one in enumerate(block.split("\n")) if finding in private_in(one))
                what, todo = in_words(finding)
                yield replace(_at(file, line + next(inside, 0), what, todo), judged=not finding.certain)
    for one in texts:
        if not any(answers(one, finding) for finding in asked):
            what = f"{_ANSWERS}: câu trả lời '{one}' không còn ứng với chỗ nào cần hỏi"
            yield replace(_at(file, 1, what, "Xóa câu trả lời, hoặc chép lại đúng chỗ được hỏi"), judged=True)


def _at(file: Path, line: int, what: str, todo: str) -> Problem:
    return Problem(shown_path(file), line, 1, "", what, todo)
