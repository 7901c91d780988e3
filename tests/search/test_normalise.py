"""The index is made in Python and asked in JavaScript: both must read a text as the same words."""

import random
import unicodedata

import pytest

from macros.search.normalise import Normaliser
from tests.search.corpus import ROOT, corpus, judged

PIECES = [
    "hoà",
    "hòa",
    "HOÀ",
    "Thuỷ",
    "thủy",
    "quý",
    "Giuộc",
    "đường",
    "Đ",
    "ngoằn",
    "nghiêng",
    "tháng",
    "thang",
    "năm",
    "nam",
    "ngày",
    "ngay",
    "19",
    "8",
    "08",
    "2024",
    "0",
    "00",
    "31",
    "32",
    "12",
    "13",
    "1.505",
    "36,6",
    "19/8",
    "19-8",
    "8/2024",
    "2024-08-19",
    "19.8.2024",
    "1/2/3/4",
    "33.786,5",
    "49/748",
    "09/CTr-BCA-MTTW",
    "antt",
    "cap",
    "CAP",
    "cấp",
    "trộm cắp",
    "đtn",
    "dtn",
    "đtň",
    "PCCC",
    "bcđ799",
    "7TDP",
    "́",
    "̣",
    "–",
    "“",
    "”",
    ",",
    ".",
    "/",
    "-",
    "(",
    ")",
    "🎉",
    "עברית",
    "İstanbul",
    "ß",
    "ﬁ",
    "½",
    "x²",
    "<b>",
    "\u202e",
    "\xa0",
    "\xad",
]


def random_texts(count):
    rnd = random.Random(19082024)
    for i in range(count):
        text = "".join(
            rnd.choice(PIECES) + rnd.choice((" ", " ", " ", "", "/", ", ")) for _ in range(rnd.randint(1, 12))
        )
        yield unicodedata.normalize(("NFC", "NFD")[i % 2], text)


@pytest.fixture(scope="module")
def words_in_the_browser(browser, serve):
    page = browser.new_page()
    page.goto(serve(ROOT / "docs/assets") + "/search/normalise.js")
    yield lambda texts, abbreviations: page.evaluate(
        """async ([texts, abbreviations]) => {
            const { words } = await import("/search/normalise.js");
            return texts.map((text) => words(text, abbreviations).map((word) => word.form));
        }""",
        [texts, abbreviations],
    )
    page.close()


def test_both_languages_read_the_same_words(words_in_the_browser):
    documents, abbreviations = corpus(0)
    normaliser = Normaliser(abbreviations)
    texts = [*(j.query for name in ("tuning", "held-out", "spoken") for j in judged(name)), *random_texts(4000)]
    texts += [text for d in documents for text in (d.title, d.summary, d.body, *d.facts) if text]
    shown = {short: " ".join(words) for short, words in normaliser.abbreviations.items()}
    found = words_in_the_browser(texts, shown)
    differing = {
        text: (ours, theirs)
        for text, theirs in zip(texts, found, strict=True)
        if theirs != (ours := normaliser.words(text))
    }
    assert differing == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ngày 19 tháng 8 năm 2024", ["19/8", "8/2024", "2024"]),
        ("thang 8 nam 2024", ["8/2024", "2024"]),
        ("19/8", ["19/8"]),
        ("2024-08-19", ["19/8", "8/2024", "2024"]),
        ("tháng 8", ["thanǵ", "8"]),
        ("Quyết Thắng 8", ["quyêt́", "thănǵ", "8"]),
        ("1.505 hộ", ["1505", "hộ"]),
        ("36,6", ["36.6"]),
        ("33.786", ["33786"]),
        ("09/CTr-BCA", ["9", "ctr", "bca"]),
        ("ANTT", ["an", "ninh", "trâṭ", "tự"]),
    ],
)
def test_words_of_numbers_dates_and_abbreviations(text, words):
    assert Normaliser({"ANTT": "an ninh trật tự"}).words(text) == words


def test_every_way_of_typing_a_syllable_is_one_word():
    for one, other in (
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("HOÀ", "hòa"),
        ("đường", unicodedata.normalize("NFD", "đường")),
    ):
        assert Normaliser({}).words(one) == Normaliser({}).words(other)


def test_an_abbreviation_is_written_without_marks():
    """`cấp` and `cắp`, which stand everywhere, are no police of a ward."""
    normaliser = Normaliser({"CAP": "công an phường", "ĐTN": "Đoàn Thanh niên"})
    police, youth = normaliser.words("công an phường"), normaliser.words("đoàn thanh niên")
    assert normaliser.words("CAP cap") == police * 2
    assert normaliser.words("ĐTN đtn DTN") == youth * 3
    assert normaliser.words("cấp cắp Cạp") == Normaliser({}).words("cấp cắp cạp")
