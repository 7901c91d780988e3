"""What the form makes of what people type and paste, in the browser: numbers, days, text from elsewhere, marks in a text."""

from pathlib import Path

import pytest

FORM = Path(__file__).parents[1] / "docs/assets/form"


@pytest.fixture(scope="module")
def modules(browser, serve):
    """A function that asks a module of the form something, in the browser."""
    page = browser.new_page()
    page.goto(f"{serve(FORM)}/numbers.js")

    def ask(module, what, *arguments):
        script = "async ([module, what, all]) => { const { [what]: one } = await import(`/${module}.js`); return one(...all); }"
        return page.evaluate(script, [module, what, arguments])

    yield ask
    page.close()


NUMBERS = {
    "33.786": "33786",
    "33786": "33786",
    "36,6": "36.6",
    "1.234.567,5": "1234567.5",
    "408,616": "408.6160",  # three decimals get a 0: the checker refuses what reads in two ways
    "1 234": "1234",
    "20.8574": "20.8574",
    "0,5": "0.5",
    "007": "7",
    "-3": "-3",
    "1.23.4": None,
    "12.34,5": None,
    "1,2,3": None,
    "ba": None,
    "1234567890123456789": None,
}


def test_numbers_are_understood_as_vietnamese_writes_them(modules):
    read = {text: modules("numbers", "readNumber", text) for text in NUMBERS}
    assert {text: one and one["plain"] for text, one in read.items()} == NUMBERS
    for text, one in read.items():
        if one and text not in ("007", "20.8574"):
            again = modules("numbers", "readNumber", modules("numbers", "shownNumber", one["plain"]))
            assert again["plain"] == one["plain"], text
    assert "hàng nghìn" in read["33.786"]["doubt"] and not read["36,6"]["doubt"]


def test_what_several_fields_hold_is_taken_apart(modules):
    told = {
        "hơn 3.000 hộ": {"value": "3000", "precision": "over", "measure": "hộ"},
        "15/16 trường": {"value": "15", "of": "16", "measure": "trường"},
        "1–2": {"value": "1", "to": "2"},
        "3,7 tỷ đồng": {"value": "3.7", "measure": "tỷ đồng"},
        "80 %": {"value": "80", "measure": "%"},
        "hàng trăm": None,
        "33.786": None,
    }
    assert {text: modules("numbers", "apart", text) for text in told} == told


DATES = {
    "19/8/2024": "2024-08-19",
    "19-08-2024": "2024-08-19",
    "ngày 19 tháng 8 năm 2024": "2024-08-19",
    "2024-08-19": "2024-08-19",
    "8/2024": "2024-08",
    "tháng 8 năm 2024": "2024-08",
    "2024": "2024",
    "khoảng 2023": "2023~",
    "27/9": "XXXX-09-27",
    "29/2/2024": "2024-02-29",
    "29/2/2023": None,
    "31/4/2024": None,
    "13/2024": None,
    "19/8/24": None,
    "năm ngoái": None,
}
PERIODS = {
    "2023": "2023",
    "6 tháng đầu năm 2024": "2024-01/2024-06",
    "quý II/2024": "2024-04/2024-06",
    "2013–2023": "2013/2023",
    "2013-2023": "2013/2023",
    "từ 1/6/2023 đến 24/5/2024": "2023-06-01/2024-05-24",
    "đến tháng 7/2023": "../2023-07",
    "từ 2019": "2019/..",
    "từ 2019 đến nay": "2019/..",
    "từ 1/6 đến 24/8/2024": "2024-06-01/2024-08-24",
    "tháng 1 đến tháng 6 năm 2024": "2024-01/2024-06",
    "1/2024 - 6/2024": "2024-01/2024-06",
    "từ 24/8 đến 1/6/2024": None,
    "2024–2013": None,
}
TIMES = {
    "14:30": "14:30",
    "14h30": "14:30",
    "8 giờ": "08:00",
    "2 giờ chiều": "14:00",
    "buổi sáng": "sáng",
    "25:00": None,
}


@pytest.mark.parametrize(
    "what, typed, cases",
    [("readDate", "typedDate", DATES), ("readPeriod", "typedPeriod", PERIODS), ("readTime", "shownTime", TIMES)],
)
def test_dates_are_understood_as_people_write_them(modules, what, typed, cases):
    read = {text: modules("dates", what, text) for text in cases}
    assert {text: one["plain"] for text, one in read.items()} == cases
    assert all(one["plain"] or one["hint"] for one in read.values())
    for plain in filter(None, cases.values()):  # what is shown in the field again means the same
        assert modules("dates", what, modules("dates", typed, plain))["plain"] == plain


WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{mso-style-name:Normal;color:red}</style></head><body>"
    "<!--StartFragment--><p class=MsoNormal><b><span style='font-size:14.0pt;mso-bidi-font-size:12.0pt'>Kết quả</span></b><o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
    "<span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Trang bị 20 bình chữa cháy</p>"
    "<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>"
    "Xem <a href='https://bao.example/tin?id=7&amp;utm_source=zalo&amp;fbclid=x'>bài báo</a></p><!--EndFragment--></body></html>"
)
PASTED = [
    (WORD, "", "**Kết quả**\n\n- Trang bị 20 bình chữa cháy\n- Xem [bài báo](https://bao.example/tin?id=7)"),
    (
        '<div style="color:#111"><p>Một</p><ol><li>Hai<ul><li>Ba</li></ul></li><li>Bốn</li></ol><script>alert(1)</script><img src=x></div>',
        "",
        "Một\n\n1. Hai\n    - Ba\n2. Bốn",
    ),
    ("", "Kết quả:\n• Một\n• Hai\nHết", "Kết quả:\n\n- Một\n- Hai\n\nHết"),
    ('<a href="javascript:alert(1)">bấm</a> <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fa.vn%2Fb">b</a>', "", "bấm [b](https://a.vn/b)"),
    ("", "một dòng", None),
    ('<b style="font-weight:normal" id="docs-internal-guid-1"><p>Một <b>hai</b></p></b>', "", "Một **hai**"),
    ("<h2>Đầu đề</h2><table><tr><th>Nơi<th>Số<tr><td>Xã Núi<td>1|2</table>", "", "**Đầu đề**\n\n| Nơi | Số |\n| Xã Núi | 1/2 |"),
]  # fmt: skip


def test_what_is_pasted_is_clean(modules):
    assert [modules("paste", "pasted", html, plain) for html, plain, _ in PASTED] == [told for *_, told in PASTED]


def test_the_bar_changes_what_is_chosen(modules):
    bold = modules("markdown", "bold", {"text": "một hai", "start": 4, "end": 7})
    assert bold == {"text": "một **hai**", "start": 6, "end": 9}
    assert modules("markdown", "bold", bold)["text"] == "một hai"
    listed = modules("markdown", "list", {"text": "Việc:\nmột\nhai", "start": 6, "end": 13})
    assert listed["text"] == "Việc:\n\n- một\n- hai"
    assert modules("markdown", "list", listed)["text"] == "Việc:\n\nmột\nhai"
    assert modules("markdown", "nextItem", {"text": "1. một", "start": 6, "end": 6})["text"] == "1. một\n2. "
    assert modules("markdown", "nextItem", {"text": "- một\n- ", "start": 8, "end": 8})["text"] == "- một\n"
