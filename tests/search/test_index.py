"""What the index is made of: posting lists that both languages read alike, and documents that say what became of a unit."""

import json
import random

from macros.search import Document, write_index
from macros.search.encoding import posting_list
from macros.search.findable import documents
from macros.search.normalise import Normaliser
from macros.search.numbering import REGION
from macros.search.postings import postings
from macros.search.terms import CONTEXT, LONG_NAME, MENTION, NOT_END, NOT_START, SHORT_NAME, WITHIN, Reader
from tests.search.corpus import ROOT


def test_posting_lists_are_read_in_the_browser_as_they_were_written(browser, serve):
    rnd = random.Random(20240819)
    lists = [[], [0], [REGION // 2], [3, REGION + 3, 40 * REGION]]
    lists += [
        sorted(
            {rnd.randrange(60) * REGION + rnd.randrange(2 ** rnd.randint(1, 16)) for _ in range(rnd.randint(1, 400))}
        )
        for _ in range(50)
    ]
    page = browser.new_page()
    page.goto(serve(ROOT / "docs/assets") + "/search/files.js")
    read = page.evaluate(
        """async (texts) => {
            const { numbersOf } = await import("/search/files.js");
            return texts.map(numbersOf);
        }""",
        list(map(posting_list, lists)),
    )
    page.close()
    assert read == lists


def terms_of(*said: Document) -> tuple[dict[str, set[tuple[int, str]]], dict[str, str]]:
    """Return the classes of each term of the heads, with its documents, and the documents of each term of the bodies."""
    reader = Reader(Normaliser({}))
    heads, bodies = postings(said, list(range(len(said))), reader)
    spellings = reader.spellings()

    def term(found) -> str:
        return f"{spellings[found.first][0]} {spellings[found.second][0]}".strip()

    by_term = {}
    for found in heads:
        by_term.setdefault(term(found), set()).add((found.class_, found.documents))
    return by_term, {term(found): found.documents for found in bodies}


def test_a_name_is_told_from_one_that_holds_it():
    unit = Document("x/", "unit", "Xã An Lão (Hải Phòng, từ 7/2025)", other_names=("An Lão",))
    long = Document("y/", "model", "Một hai ba bốn năm sáu bảy tám chín mười")
    heads, _ = terms_of(unit, long)
    first, second = posting_list([0]), posting_list([1])
    assert heads["an lao"] == {(SHORT_NAME, first)}
    assert heads["xa an"] == {(SHORT_NAME | NOT_END, first)}
    assert "7/2025" not in heads
    assert heads["mot hai"] == {(LONG_NAME | NOT_END, second)}
    assert heads["hai ba"] == {(LONG_NAME | WITHIN, second)}
    assert heads["chin muoi"] == {(LONG_NAME | NOT_START, second)}


def test_a_document_says_a_term_once_where_it_says_most_of_it():
    heads, bodies = terms_of(
        Document("a/", "model", "Tổ tự quản", units=("Phường An Biên",), summary="Tổ dân phố.", body="Dân phố tự quản ở đó."),
        Document("b/", "model", "Camera", summary="Do tổ dân phố lập.", body="Tự quản. Ở đó."),
    )  # fmt: skip
    assert heads["tu quan"] == {(SHORT_NAME | NOT_START, posting_list([0]))}
    assert heads["to"] == {(SHORT_NAME | WITHIN, posting_list([0])), (MENTION, posting_list([1]))}
    assert heads["an bien"] == {(CONTEXT, posting_list([0]))}
    assert heads["dan pho"] == {(MENTION, posting_list([0, 1]))}
    assert bodies["tu quan"] == posting_list([1])
    assert bodies["o do"] == posting_list([0, 1])
    assert "dan pho" not in bodies
    # No term goes from one sentence's text to another text.
    assert "quan phuong" not in heads and "pho dan" not in heads


def test_nothing_to_index_gives_an_index(tmp_path):
    write_index([], [], {}, tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["count"] == 0


def test_a_unit_says_what_became_of_it_or_what_it_was_made_from(real):
    summaries = {d.url: d.summary for d in documents(real) if d.kind == "unit"}
    assert summaries["dia-ban/phuong-gia-vien-hai-phong/"].startswith("Từ 1/7/2025, lập từ ")
    assert summaries["dia-ban/phuong-lach-tray-ngo-quyen-hai-phong-2025/"].startswith("Hiện nay thuộc Phường ")
    assert summaries["dia-ban/quan-le-chan-hai-phong-2025/"].startswith("Địa bàn ấy hiện nay thuộc Phường ")
    assert max(map(len, summaries.values())) < 250
