"""The kit of a model for printing: a sheet for a board that fills paper of any size, a second one at most, cut at whole passages and
never silently, with a code that reads."""

import re
import shutil
from pathlib import Path

import pytest
import segno
import yaml

from macros.addresses.moves import moves
from macros.addresses.published import Published
from macros.pages.kit import FIGURES, SIZES, checklist, kit, told_and_untold
from macros.pages.macros import kit_page
from macros.pages.view import View
from macros.records import Model
from macros.records.fields import sections_of
from tests.by_hand import made
from tests.conftest import ROOT, SAMPLE, built, finder, located
from tests.html_pages import HtmlPage

ADDRESS = "https://mau.example/"  # as in tests/site/site.yml
REAL = sorted(
    file.stem for file in (ROOT / "data/models").glob("*.yml") if "\nsteps:" in file.read_text(encoding="utf-8")
)
LONG = (
    "Một câu dài kể lại việc làm của tổ tự quản ở trong ngõ, đủ chữ để chiếm hết một dòng rưỡi trên trang giấy A4. " * 3
)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The folder of a site whose model has more to tell than two pages hold, and whose address is known."""
    data = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(SAMPLE, data)
    file = data / "models/ngo-tu-quan.yml"
    record = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name in ("steps", "equipment", "results"):
        record[name] = [{"text": f"Ý {n}. {LONG}", "source": "bai-mot"} for n in range(30)]
    for name in ("situation", "operation", "cost", "meetings", "conditions", "difficulties", "lessons", "not_suited"):
        record[name] = {"text": LONG, "source": "bai-mot"}
    record["figures"] = [
        {"label": f"Chỉ số {n}", "value": n, "source": "bai-mot", "note": LONG[:200]} for n in range(20)
    ]
    record["name"] = LONG[:190]
    file.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    headed = {
        "name": f"Ngõ dài. {LONG}"[:190],
        "summary": {"text": LONG * 2, "source": "bai-mot"},
        "pictures": record["pictures"],
    }
    told = (
        "equipment",
        "conditions",
        "cost",
        "difficulties",
        "lessons",
        "meetings",
        "not_suited",
        "operation",
        "results",
        "situation",
    )
    for name in (*told, "figures", "pictures", "aliases"):
        del record[name]
    record |= {"name": "Ngõ nhỏ", "steps": record["steps"][:4]}
    file.with_name("ngo-nho.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    record |= {"name": "Ngõ vừa", "steps": [{"text": f"Việc {n}.", "source": "bai-mot"} for n in range(5)]}
    file.with_name("ngo-vua.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    record |= {"name": "Ngõ đông", "steps": [{"text": f"Việc {n}.", "source": "bai-mot"} for n in range(40)]}
    file.with_name("ngo-dong.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    record |= {**headed, "steps": record["steps"][:3]}
    file.with_name("ngo-dai.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    return built(data, data.parent / "site")


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_context(service_workers="block") as window:
        yield window.new_page()


def printed(page, address, paper="A4", landscape=False) -> int:
    """How many sheets it takes."""
    page.goto(address)
    pdf = page.pdf(format=paper, landscape=landscape, prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


PAPERS = [("A4", False), ("A3", True)]


def test_every_kit_has_two_sheets_at_most(page, serve, real_site):
    origin = serve(real_site)
    long = {name: n for name in REAL if (n := printed(page, f"{origin}/mo-hinh/{name}/bo-tai-lieu/")) > 2}
    assert REAL and long == {}


@pytest.mark.parametrize(("paper", "landscape"), PAPERS)
def test_much_or_little_to_tell_each_takes_its_sheets_and_no_more(paper, landscape, page, serve, full):
    origin = serve(full)
    taken = {
        name: printed(page, f"{origin}/mo-hinh/{name}/bo-tai-lieu/", paper, landscape)
        for name in ("ngo-tu-quan", "ngo-nho", "ngo-vua", "ngo-dong", "ngo-dai")
    }
    assert taken == {"ngo-tu-quan": 2, "ngo-nho": 1, "ngo-vua": 1, "ngo-dong": 1, "ngo-dai": 1}


def test_the_sheet_for_a_board_is_filled_and_its_type_grows_with_the_paper(page, serve, full):
    """What is printed on is the viewport: of A4 and of A3 within their margins, here in points."""
    origin = serve(full)
    page.emulate_media(media="print")
    types = []
    for name, size in (("ngo-vua", (516, 763)), ("ngo-vua", (763, 1112)), ("ngo-tu-quan", (516, 763))):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{origin}/mo-hinh/{name}/bo-tai-lieu/")
        filled = page.evaluate("document.querySelector('.kit__sheet').getBoundingClientRect().height / innerHeight")
        between = """[...document.querySelectorAll('.kit__sheet > *')].map(one => one.getBoundingClientRect())
            .reduce((sum, one) => sum + one.height, 0) / innerHeight"""
        assert 0.96 < filled < 1 and 0.85 < page.evaluate(between)
        types.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.kit__told')).fontSize)"))
    page.set_viewport_size({"width": 1482, "height": 1017})  # A3 across, in pixels
    assert page.evaluate("document.querySelector('.kit__sheet').getBoundingClientRect().width") == 1482
    page.emulate_media(media="screen")
    assert types[0] > 14 > types[2] > 9 and types[1] / types[0] == pytest.approx(763 / 516, abs=0.01)


def test_a_model_with_too_much_to_tell_is_cut_with_a_pointer(full):
    file = full / "mo-hinh/ngo-tu-quan/bo-tai-lieu/index.html"
    text = HtmlPage(file, full).text()
    left = re.findall(r"Còn (\d+) ý, xem trang đầy đủ", text)
    assert len(left) == 2 and sum(map(int, left)) + len(re.findall(r"Ý \d+\.", text)) == 60
    assert re.search(r"Còn 1\d số liệu, xem trang đầy đủ", text)
    assert "Trang đầy đủ của mô hình còn có các mục: " in text


def test_a_kit_shows_the_picture_or_else_the_outline_and_the_sources_of_its_figures(full, real_site):
    html = HtmlPage(full / "mo-hinh/ngo-tu-quan/bo-tai-lieu/index.html", full).html
    assert "kit__show" in html and "map--near" not in html
    page = HtmlPage(real_site / f"mo-hinh/{REAL[0]}/bo-tai-lieu/index.html", real_site)
    assert (
        "map--near" in page.html
        and "kit__show" not in page.html
        and {"nguon-1", "nguon-2"} <= page.ids
        and page.text().count("Nguồn:") == 1
    )


STEP = "chữ " * 60


def chosen(steps, *, facts=(("Địa bàn", "Ngõ"),), has_map=False, **fields):
    return kit(made(Model, "x", steps=steps, **fields), [*facts], [("Phạm vi", "9 tổ")], has_map)


def test_type_is_as_large_as_all_that_is_told_lets_it_be():
    sizes = [chosen(["Họp dân."] * n).board.size for n in (1, 9, 19, 99)]
    assert sizes == sorted({*sizes}) and sizes[0] < 2 and sizes[-1] == len(SIZES) - 1
    assert chosen([STEP] * 4).board.size < chosen([STEP] * 4, has_map=True).board.size


def test_passages_are_kept_whole_and_counted():
    found = chosen([STEP] * 40, equipment=["Còi"], situation=STEP)
    (doing,) = found.board.parts
    assert 5 < len(doing.passages) < 40 and doing.left_out == 40 - len(doing.passages)
    assert [part.title for part in found.second.parts] == ["Phương tiện", "Tình hình"] and not found.elsewhere
    assert found.second.facts == [("Phạm vi", "9 tổ")] and found.board.facts == [("Địa bàn", "Ngõ")]
    found = chosen([STEP])
    assert found.second is None and ("Phạm vi", "9 tổ") in found.board.facts
    found = chosen([STEP], equipment=[STEP] * 60, situation=STEP)
    assert found.second.parts[0].left_out and found.elsewhere == ["Tình hình"]


def test_what_is_done_comes_before_what_came_of_it():
    figures = [{"label": f"Số {n}", "value": n, "note": STEP * 2} for n in range(9)]
    found = chosen([STEP] * 9, figures=figures, has_map=True)
    assert found.board.parts[0].passages and 0 < len(found.figures) < FIGURES


def test_the_code_leads_to_the_page_of_the_model(full):
    file = full / "mo-hinh/ngo-tu-quan/bo-tai-lieu/index.html"
    html = file.read_text(encoding="utf-8")
    address = f"{ADDRESS}mo-hinh/ngo-tu-quan/"
    drawn = re.search(r'class="qr__dark"[^>]* d="([^"]+)"', html)[1]
    same = segno.make(address, error="m", micro=False).svg_inline(omitsize=True)
    assert drawn in same
    assert address in HtmlPage(file, full).text()
    assert "style=" not in html.partition("<article")[2]


def test_without_an_address_there_is_no_code(mini):
    made = kit_page(View(located(mini, None)).page("mo-hinh/ngo-tu-quan/bo-tai-lieu.md"), "ngo-tu-quan")
    assert "Các bước" in made
    assert "kit__code" not in made and "<svg" not in made


def test_search_engines_are_led_to_the_model_instead(full):
    assert HtmlPage(full / "mo-hinh/ngo-tu-quan/bo-tai-lieu/index.html", full).meta("robots") == "noindex"
    sitemap = (full / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{ADDRESS}mo-hinh/ngo-tu-quan/" in sitemap and "bo-tai-lieu" not in sitemap


def test_the_page_of_a_model_leads_to_its_kit(real_site):
    for name in REAL:
        assert "bo-tai-lieu/" in HtmlPage(real_site / f"mo-hinh/{name}/index.html", real_site).links


def test_a_model_without_steps_offers_no_kit_and_says_what_is_not_known(real_site):
    """What is printed is to be copied; where nothing of the way it is done is told, the page says so."""
    told, untold = told_and_untold(made(Model, "x", equipment=["Còi"], situation="Trộm."))
    assert told == ["Phương tiện", "Tình hình"] and untold == [
        "Các bước",
        "Điều kiện",
        "Điều hành",
        "Kinh phí",
        "Lịch họp",
    ]
    for name in sorted(file.stem for file in (ROOT / "data/models").glob("*.yml")):
        page = HtmlPage(real_site / "mo-hinh" / name / "index.html", real_site).text("article")
        assert ("Bộ tài liệu in" in page) is (name in REAL)
        assert ("Chưa đủ để nơi khác làm theo" in page) is (name not in REAL)


def test_where_a_kit_was_published_its_address_leads_to_the_model(tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    kits = ["/mo-hinh/camera-nui/bo-tai-lieu/", "/mo-hinh/ngo-tu-quan/bo-tai-lieu/"]
    (data / "published.txt").write_text("".join(f"{kit}\n" for kit in kits), encoding="utf-8")
    leads = moves(finder(data), Published(data))
    assert leads[kits[0]].to == "/mo-hinh/camera-nui/" and kits[1] not in leads


def test_who_copies_a_model_is_asked_for_the_5i_in_words_without_field_names():
    asked = checklist()
    labels = [label for _, found in asked for label, _ in found]
    assert [title for title, _ in asked] == list(sections_of(Model))
    assert {"Tình hình", "Các bước", "Đơn vị tham gia", "Số liệu", "Bài học"} <= {*labels} and len(labels) == len(
        {*labels}
    )
    assert not any("_" in help or ":" in help for _, found in asked for _, help in found)
