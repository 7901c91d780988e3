"""The kit of a model for printing: two pages of A4 at most, cut at whole passages and never silently, with a code that reads."""

import re
import shutil
from pathlib import Path

import pytest
import segno
import yaml

from macros.addresses.moves import moves
from macros.addresses.published import Published
from macros.load import load
from macros.pages.kit import FIGURES, LARGE, LINES, checklist, kit, lines, told_and_untold
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
    for name in (
        "equipment",
        "results",
        "operation",
        "cost",
        "meetings",
        "conditions",
        "difficulties",
        "lessons",
        "pictures",
    ):
        del record[name]
    lined = "- " + "chữ đầy dòng " * 6  # a line each, and nearly all of it
    record |= {
        "name": f"Ngõ {LONG[:180]}",
        "steps": [{"text": "\n".join([lined] * (LARGE - 16)), "source": "bai-mot"}],
        "aliases": [],
    }
    record |= {"figures": record["figures"][:2], "situation": {"text": "Một câu.", "source": "bai-mot"}}
    record["not_suited"] = {**record["situation"]}
    file.with_name("ngo-vua-du.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    return built(data, data.parent / "site")


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_context(service_workers="block") as window:
        yield window.new_page()


def pages_printed(page, address) -> int:
    page.goto(address)
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_every_kit_has_two_pages_at_most(page, serve, real_site):
    origin = serve(real_site)
    long = {name: n for name in REAL if (n := pages_printed(page, f"{origin}/mo-hinh/{name}/bo-tai-lieu/")) > 2}
    assert REAL and long == {}


def test_a_model_with_too_much_to_tell_is_cut_with_a_pointer(page, serve, full):
    assert pages_printed(page, f"{serve(full)}/mo-hinh/ngo-tu-quan/bo-tai-lieu/") == 2
    file = full / "mo-hinh/ngo-tu-quan/bo-tai-lieu/index.html"
    text = HtmlPage(file, full).text()
    shown = {int(n) for n in re.findall(r"Ý (\d+)\.", text)}
    assert 0 < len(shown) < 30
    assert f"Còn {30 - len(shown)} ý, xem trang đầy đủ" in text
    assert "Còn 14 số liệu" in text
    assert "Trang đầy đủ của mô hình còn có các mục: " in text


def test_what_just_fits_in_large_type_has_two_pages_at_most(page, serve, full):
    model = load(full.parent / "data").get(Model, "ngo-vua-du")
    assert kit(model).is_large and not kit(model).elsewhere
    assert not kit(model.model_copy(update={"steps": model.steps * 2})).is_large
    assert pages_printed(page, f"{serve(full)}/mo-hinh/ngo-vua-du/bo-tai-lieu/") == 2
    assert page.locator(".kit--large").count()


def test_passages_are_kept_whole_and_counted():
    model = load(SAMPLE).get(Model, "ngo-tu-quan")
    chosen = kit(model)
    assert not any(part.left_out for part in chosen.parts) and not chosen.elsewhere
    assert [part.title for part in chosen.parts][:3] == ["Các bước", "Phương tiện", "Điều kiện"]
    passage = model.steps[0].model_copy(update={"text": "chữ " * 22 * LINES})
    assert lines(passage) > LINES / 2
    longer = model.model_copy(update={"steps": [*model.steps, passage, passage], "figures": model.figures * 4})
    chosen = kit(longer)
    assert (chosen.parts[0].passages, chosen.parts[0].left_out) == (model.steps, 2)
    assert len(chosen.figures) == FIGURES


def told(number_of_lines: int) -> str:
    return "\n".join(["Một dòng."] * number_of_lines)


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"steps": [told(LINES - 2)]}, True),  # a heading takes two lines
        ({"steps": [told(LINES - 1)]}, False),
        (
            {"steps": [told(LINES - 2 - 3)], "figures": [{"label": "Số hộ", "value": 1}]},
            True,
        ),  # so does that of the figures
        ({"steps": [told(LINES - 2 - 2)], "figures": [{"label": "Số hộ", "value": 1}]}, False),
        ({"steps": [told(LINES - 10)], "equipment": [told(6)]}, True),
        ({"steps": [told(LINES - 10)], "equipment": [told(7)]}, False),
        # So does, with one, the line that says how much was left out.
        ({"steps": [told(LINES - 10), told(LINES)], "equipment": [told(5)]}, True),
        ({"steps": [told(LINES - 10), told(LINES)], "equipment": [told(6)]}, False),
    ],
)
def test_the_lines_of_two_pages_are_used_to_the_last(fields, fits):
    chosen = kit(made(Model, "x", **fields))
    assert (chosen.elsewhere == []) is fits
    assert len(chosen.parts) + len(chosen.elsewhere) == len(fields.keys() - {"figures"})


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
