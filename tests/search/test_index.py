"""What the index is made of: posting lists that both languages read alike, and documents that say what became of a unit."""

import random

from macros.findable import documents
from macros.load import load
from macros.search import Document
from macros.search.normalise import Normaliser
from macros.search.numbering import REGION
from macros.search.shards import postings
from macros.search.terms import ENDS, LONG_NAME, SHORT_NAME, STARTS, Extractor, words_of
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
    page.goto(serve(ROOT / "docs/assets") + "/search/files.mjs")
    read = page.evaluate(
        """async (texts) => {
            const { numbersOf } = await import("/search/files.mjs");
            return texts.map(numbersOf);
        }""",
        list(map(postings, lists)),
    )
    page.close()
    assert read == lists


def test_a_name_is_told_from_one_that_holds_it():
    extract = Extractor(Normaliser({}))
    head = extract.head(Document("x/", "unit", "Xã An Lão (Hải Phòng, từ 7/2025)", other_names=("An Lão",)))
    spelled = extract.spelled()
    found = {" ".join(spelled[n][1] for n in words_of(term) if n): class_ for term, class_ in head.items()}
    assert found["an lao"] == SHORT_NAME | STARTS | ENDS
    assert found["xa an"] == SHORT_NAME | STARTS
    assert "7/2025" not in found
    long = extract.head(Document("y/", "model", "Một hai ba bốn năm sáu bảy tám chín mười"))
    assert {class_ for class_ in long.values()} == {LONG_NAME, LONG_NAME | STARTS, LONG_NAME | ENDS}


def test_a_unit_says_what_became_of_it_or_what_it_was_made_from():
    summaries = {d.url: d.summary for d in documents(load(ROOT / "data")) if d.kind == "unit"}
    assert summaries["dia-ban/phuong-gia-vien-hai-phong/"].startswith("Từ 1/7/2025, lập từ ")
    assert summaries["dia-ban/phuong-lach-tray-ngo-quyen-hai-phong-2025/"].startswith("Nay thuộc Phường ")
    assert summaries["dia-ban/quan-le-chan-hai-phong-2025/"].startswith("Địa bàn ấy nay thuộc Phường ")
    assert max(map(len, summaries.values())) < 250
