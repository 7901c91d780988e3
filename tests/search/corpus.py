"""What search is judged on: the real content, alone and among synthetic documents, and the judged queries."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from macros.search import Document
from macros.search.findable import abbreviations
from macros.search.findable import documents as findable
from tests.conftest import finder
from tests.search import synthetic

ROOT = Path(__file__).parents[2]
_HALF_TYPED = re.compile("half[ -]typed|prefix|spaces-half")


@dataclass(frozen=True)
class Judged:
    """A query with its right answers, each a record's id in which `*` stands for any letters.

    A reader would be content with any of `first` as the first answer; all of `among_ten` belong on the first page.
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

    def recall(self, ids: list[str]) -> float:
        """The share of what belongs on the first page that stands there; of several first answers, one will do."""
        wanted = [(answer,) for answer in self.among_ten] or [self.first]
        return sum(any(fnmatchcase(i, a) for i in ids[:10] for a in answers) for answers in wanted) / len(wanted)


def judged(name: str) -> list[Judged]:
    """Return the judged queries of `queries-NAME.tsv`."""
    lines = (ROOT / f"tests/search/queries-{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Judged(q, why, *(tuple(filter(None, ids.split(","))) for ids in (first, more))) for q, why, first, more in rows
    ]


def record_id(url: str) -> str:
    """Return the record's id in an address: `mo-hinh/x/` and `thuat-ngu/#muc-x` are of x."""
    return url.rstrip("/").replace("#", "/").rsplit("/", 1)[-1].removeprefix("muc-")


def corpus(synthetic_documents: int) -> tuple[list[Document], dict[str, str]]:
    """Return the real documents followed by so many synthetic ones, and the real abbreviations."""
    find = finder(ROOT / "data")
    return [*findable(find), *synthetic.documents(synthetic_documents)], abbreviations(find)
