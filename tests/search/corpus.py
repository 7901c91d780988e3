"""What search is judged on: a content, alone and among synthetic documents, and the judged queries."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from macros.addresses.address import Address
from macros.language.text import fold
from macros.search import Document
from macros.search.findable import abbreviations, documents
from tests.conftest import finder
from tests.quality.tools import node
from tests.search import synthetic

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
_HALF_TYPED = re.compile("half[ -]typed|prefix|spaces-half")
# What tells things of nearly the same name apart, and no reader asked for: dates, numbers, what stands in brackets.
_APART = re.compile(r"\([^()]*\)|[\d/.,–-]+|\b(?:nam|thang|ngay)\b")


@dataclass(frozen=True)
class Answer:
    """What the engine answered: what it says of the answer, and the addresses and titles of what it shows, in their order."""

    state: str
    total: int
    missing: list[str]
    correction: str
    readings: list[str]
    severally: list[str]
    results: list[dict[str, Any]]
    related: list[dict[str, Any]]
    counts: dict[str, dict[str, int]] | None = None  # of each choice of each filter, where they were asked for

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        return [*self.results, *self.related]

    @cached_property
    def ids(self) -> list[str]:
        return [record_id(one["url"]) for one in self.shown]

    @property
    def is_complete(self) -> bool:
        """Whether it is given out as an answer to the whole query, as typed or as read."""
        return self.state in ("complete", "corrected")


@dataclass(frozen=True)
class Judged:
    """A query with its right answers, each a record's id in which `*` stands for any letters.

    A reader would be content with any of `first` as the first answer; all of `among_ten` belong on the first page. What is asked of
    some kinds of query is something else:

    - `nothing`: the content has no such thing, and what is shown is not given out as having it;
    - `partial`: the content lacks a part of it, which is said, and what has the rest comes first;
    - `correct`: correctly spelled, so no other spelling is proposed, whether the content has it or not.
    """

    query: str
    difficulty: str
    first: tuple[str, ...]
    among_ten: tuple[str, ...]

    @property
    def is_typing(self) -> bool:
        """Whether its last word is half typed, as in the box, and was not sent so."""
        return bool(_HALF_TYPED.search(self.difficulty))

    def is_first(self, ids: list[str]) -> bool:
        return bool(ids) and any(fnmatchcase(ids[0], answer) for answer in self.first)

    def is_right(self, answer: Answer, titles: dict[str, str] | None = None) -> bool:
        """Whether the answer is what is asked of a query of this kind.

        Args:
            titles: of records by id, where what is called as a right answer is, but for dates and the like, is right too.
        """
        if self.difficulty == "nothing":
            return not answer.is_complete
        if self.difficulty == "partial" and answer.state != "partial":
            return False
        if self.difficulty == "correct" and (answer.correction or not self.first):
            return not answer.correction
        if self.is_first(answer.ids) or bool(answer.shown) and self._is_entry_named(answer.shown[0]):
            return True
        return bool(titles and answer.shown and self._is_called_right(answer, titles))

    def _is_entry_named(self, one: dict[str, Any]) -> bool:
        """Whether a result is the entry, on a page that is a right answer, of what the query names: `thuat-ngu/#muc-thanh-loai`."""
        page, _, entry = one["url"].partition("#")
        told, asked = _told(one["title"]).split(), set(fold(self.query).split())
        named = set(told) <= asked or "".join(word[0] for word in told) in asked  # in full or by its initials
        return bool(entry) and named and self.is_first([record_id(page)])

    def _is_called_right(self, answer: Answer, titles: dict[str, str]) -> bool:
        wanted = {_told(titles[i]) for i in titles if any(fnmatchcase(i, right) for right in self.first)}
        return _told(answer.shown[0]["title"]) in wanted

    def recall(self, ids: list[str]) -> float:
        """The share of what belongs on the first page that stands there; of several first answers, one will do."""
        wanted = [(answer,) for answer in self.among_ten] or [self.first]
        return sum(any(fnmatchcase(i, a) for i in ids[:10] for a in answers) for answers in wanted) / len(wanted)


def _told(title: str) -> str:
    """What a title says beside what tells it from others of nearly the same words."""
    return " ".join(_APART.sub(" ", fold(title)).split())


def judged(name: str) -> list[Judged]:
    """Return the judged queries of `queries-NAME.tsv`."""
    return judged_in(HERE / f"queries-{name}.tsv")


def judged_in(file: Path) -> list[Judged]:
    """Return the judged queries of a file: tab-separated as ours are, or YAML.

    In YAML a query is `{query: …, expect: [folder/id, {page: path.md}, {year: 2024}]}`, with `nothing: true` or `missing: […]` where
    that is what's expected; its kind is the file's name up to a hyphen.
    """
    content = file.read_text(encoding="utf-8")
    if file.suffix in (".yaml", ".yml"):
        return [_from_yaml(row, file.stem.rpartition("-")[0] or file.stem) for row in yaml.safe_load(content)]
    rows = [line.split("\t") for line in content.splitlines() if not line.startswith("#")]
    return [
        Judged(q, why, *(tuple(i.removeprefix("muc-") for i in ids.split(",") if i) for ids in (first, more)))
        for q, why, first, more in rows
    ]


def _from_yaml(row: dict[str, Any], kind: str) -> Judged:
    def id_of(expected: str | dict[str, Any]) -> str:
        if isinstance(expected, str):
            return expected.rpartition("/")[2]
        if "year" in expected:
            return str(expected["year"])
        return record_id(str(expected["page"]).removesuffix(".md").removesuffix("/index"))

    return Judged(row["query"], kind, tuple(map(id_of, row.get("expect") or ())), ())


def record_id(url: str) -> str:
    """Return the record's id in an address: `mo-hinh/x/` and `thuat-ngu/#muc-x` are of x."""
    return url.rstrip("/").replace("#", "/").rsplit("/", 1)[-1].removeprefix("muc-")


def by_hand() -> dict[str, Path]:
    """Return our pages written by hand, by file of the site."""
    docs = ROOT / "docs"
    pages = [page for page in docs.rglob("*.md") if not page.is_relative_to(docs / "developers")]
    return {Address.of_source(p.relative_to(docs).as_posix()).file: p for p in pages}


def corpus(synthetic_documents: int, data: Path = ROOT / "data") -> tuple[list[Document], dict[str, str]]:
    """Return the documents of a data folder and of pages written by hand, so many synthetic ones, and the abbreviations."""
    find = finder(data)
    return [*documents(find, by_hand()), *synthetic.documents(synthetic_documents)], abbreviations(find)


def lacked(queries: list[Judged], synthetic_documents: int) -> list[Judged]:
    """Return judged queries without those for what isn't there that so many synthetic documents hold after all, word after word."""
    told = " / ".join(
        words
        for one in synthetic.documents(synthetic_documents)
        for words in (one.title, one.summary, *one.facts, one.body)
    )
    texts = {how: f" {_words(how(told))} " for how in (str.lower, fold)}

    def is_there(query: str) -> bool:
        how = fold if fold(query) == query.lower() else str.lower
        return f" {_words(how(query))} " in texts[how]

    return [one for one in queries if one.difficulty != "nothing" or not is_there(one.query)]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w/]+", text))


def answers(index: Path, queries: Iterable[tuple[str, dict[str, Any]]]) -> list[Answer]:
    """Return what an index answers each query, asked with these options of the engine."""
    done = node(str(HERE / "answers.mjs"), str(index), input=json.dumps(list(queries)))
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [Answer(**answer) for answer in json.loads(done.stdout)]


def answered(index: Path, queries: list[Judged]) -> list[Answer]:
    """Return what an index answers judged queries."""
    return answers(index, [(one.query, {"isTyping": one.is_typing}) for one in queries])


def by_kind(queries: list[Judged], right: Iterable[bool]) -> dict[str, tuple[int, float]]:
    """Return how many queries of each kind there are, and how many of a hundred of them are answered right."""
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for one, is_right in zip(queries, right, strict=True):
        kinds[one.difficulty].append(is_right)
    return {kind: (len(of_kind), 100 * mean(of_kind)) for kind, of_kind in sorted(kinds.items())}


def not_there(queries: list[Judged], found: list[Answer]) -> dict[str, float]:
    """Return how many of a hundred queries for what isn't there are given out as answered, and how many of a hundred correctly spelled
    ones are proposed another spelling."""
    pairs = list(zip(queries, found, strict=True))
    nothing = [answer.is_complete for one, answer in pairs if one.difficulty == "nothing"]
    spelled = [bool(answer.correction) for one, answer in pairs if one.difficulty in ("nothing", "partial", "correct")]
    told = {"given out as answered, of nothing": nothing, "other spelling proposed, of correct": spelled}
    return {figure: 100 * mean(cases) for figure, cases in told.items() if cases}
