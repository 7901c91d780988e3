"""The order of the Vietnamese alphabet, against dictionaries' and against a browser's own."""

import random

import pytest

from macros.language.collation import alphabetical
from macros.pages.view import by_kind
from macros.records import RECORDS, Organisation, Term, Unit
from tests.by_hand import door, ids, made

IN_ORDER = [
    ["An", "An ninh", "Áo", "Ăn chặn", "Ấp", "Dân phòng", "Dũng cảm", "Dương Kinh", "Đặng Văn", "Đông Hải"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mắ", "mâ", "mấ"],
    ["de", "dê", "đe", "đê", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "v", "y"],
    ["Hòa Bình", "Hoa Động", "Hoa Lư", "Hoàng Mai", "Hồng Bàng", "Hưng Đạo"],
    ["Lê", "Lê Chân", "Lê Ích Mộc", "Lên", "Lộ", "Lợi"],
    ["Tổ 2", "Tổ 10", "Tổ dân phố"],
    ["an", "An", "án", "Án"],
    ["Nhóm Zalo", "Phường", "Quận", "Thành phố", "Thị trấn", "Thị xã", "Tỉnh"],
    ["Kon", "Kŏn", "Kông"],
    ["", "1", "A", "Ω"],
]


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_words_stand_as_in_a_dictionary(words):
    for seed in range(5):
        shuffled = random.Random(seed).sample(words, len(words))
        assert sorted(shuffled, key=alphabetical) == words


def test_decomposed_text_stands_where_composed_does():
    assert alphabetical("A\u0301o")[:3] == alphabetical("Áo")[:3]


def test_names_stand_as_a_browser_sorts_them(real, browser):
    """Every name of the real site, and the words above."""
    names = sorted(
        {record.heading for kind in RECORDS for record in real.all(kind)} | {w for ws in IN_ORDER for w in ws}
    )
    words = [name for name in names if all(c.isalnum() or c == " " for c in name)]  # signs have an order of their own
    assert len(words) > 500
    sort = "words => words.sort(new Intl.Collator('vi', {numeric: true}).compare)"
    page = browser.new_page()
    assert page.evaluate(sort, words) == sorted(words, key=alphabetical)


def test_records_and_their_kinds_stand_in_it():
    names = IN_ORDER[0]
    find = door(*(made(Term, f"t{number}", name=name) for number, name in enumerate(reversed(names))))
    assert [term.name for term in find.all(Term)] == names
    units = [made(Unit, "a", kind="commune"), made(Unit, "b", kind="special_zone"), made(Unit, "c", kind="ward", name="Ấp"),
             made(Unit, "d", kind="ward", name="An")]  # fmt: skip
    find = door(*units)
    grouped = by_kind(find.units_of_today())
    assert [(label, ids(found)) for label, found in grouped] == [
        ("Đặc khu", ["b"]),
        ("Phường", ["d", "c"]),
        ("Xã", ["a"]),
    ]
    bodies = [made(Organisation, name, name=name) for name in ("ủy ban", "Đoàn", "Dân quân")]
    assert [one.name for one in door(*bodies).all(Organisation)] == ["Dân quân", "Đoàn", "ủy ban"]
