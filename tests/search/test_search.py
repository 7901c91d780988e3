"""The real box and results page in a real browser, on the real content; and the index's own promises."""

import re
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import expect

from macros.search import write_index
from tests.search.corpus import ROOT, corpus

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{csp}">
<meta name="viewport" content="width=device-width"><title>Tìm</title>
<link rel="stylesheet" href="{root}assets/search/search.css"><header class="md-header__inner">{box}</header><main class="md-typeset">{main}</main></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve):
    """A small site with the search box on its home page and its results page, the index made of the real content."""
    site = tmp_path_factory.mktemp("search")
    documents, abbreviations = corpus(0)
    shutil.copytree(ROOT / "docs/assets/search", site / "assets/search")
    write_index(documents, abbreviations, site / "assets/search/index")
    templates = Environment(
        loader=FileSystemLoader([ROOT / "overrides", str(files("material") / "templates")]), autoescape=False
    )
    for place, partial in (("", ""), ("tim-kiem", "partials/search_results.html")):
        root = "../" if place else "./"
        templates.filters["url"] = lambda path, root=root: root + path
        box = templates.get_template("partials/search.html").render(base_url=root.rstrip("/"))
        main = templates.get_template(partial).render(base_url=root.rstrip("/")) if partial else "<p>Trang chủ</p>"
        (site / place).mkdir(exist_ok=True)
        (site / place / "index.html").write_text(PAGE.format(csp=CSP, root=root, box=box, main=main), encoding="utf-8")
    for document in documents:
        if document.url.startswith("dia-ban/phuong-lach-tray"):
            (site / document.url).mkdir(parents=True)
            (site / document.url / "index.html").write_text(
                f"<article><p>{document.body}</p></article>", encoding="utf-8"
            )
    return serve(site)


@pytest.fixture
def page(browser, address):
    """A new page at the home page; anything it logs as an error, or asks of another site, fails the test."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda r: errors.append(r.url) if not r.url.startswith(address) else None)
    page.goto(address + "/")
    yield page
    context.close()
    assert [e for e in errors if "favicon" not in e and "404" not in e] == []


def ask(page, query):
    """Type `query` into the box and return the results that it offers."""
    page.get_by_role("combobox").fill(query)
    page.locator("[data-search-panel]").wait_for()
    return page.locator("[role=option]:not([data-query])")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lạch tray", "phuong-lach-tray"),
        ("LACH TRAY", "phuong-lach-tray"),
        ("phuongf lachj tray", "phuong-lach-tray"),
        ("lachtray", "phuong-lach-tray"),
        ("vach tray", "phuong-lach-tray"),
        ("Quán Chữ", "phuong-quan-tru"),
        ("36,6 kg phao", "quan-le-chan"),
        ("camera giam sat truo", "camera-giam-sat-an-ninh-trat-tu-truong-son"),
        ('"chữa cháy công cộng"', "diem-chua-chay-cong-cong"),
    ],
)
def test_the_box_finds_what_was_meant(page, query, found):
    page.keyboard.press("/")
    expect(ask(page, query).first).to_have_attribute("href", re.compile(f"[/#](muc-)?{found}"))


def test_the_box_is_a_combobox_for_the_keyboard(page):
    page.keyboard.press("Control+K")
    box = page.get_by_role("combobox")
    assert box.evaluate("e => e === document.activeElement")
    expect(ask(page, "camera truong son").first).to_have_attribute("href", re.compile("camera"))
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert chosen.locator("mark").count()
    expect(page.locator("[data-search-status]")).to_have_text(re.compile(r"\d+ kết quả"))
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"


def test_filters_order_and_query_stand_in_the_address_and_the_back_button_undoes_them(page, address):
    page.goto(f"{address}/tim-kiem/?q=lach+tray")
    page.locator("[data-results-list] li").first.wait_for()
    status = page.locator("[data-results-status]")
    everything = status.text_content()
    page.select_option("#results-kind", "event")
    expect(status).not_to_have_text(everything)
    assert "kind=event" in page.url
    page.go_back()
    expect(status).to_have_text(everything)
    assert "kind" not in page.url


def test_a_result_shows_where_its_page_holds_the_words(page, address):
    page.goto(f"{address}/tim-kiem/?q=khu+tap+the+dong+tam")
    first = page.locator("[data-results-list] li").first
    expect(first.locator("a")).to_have_attribute("href", re.compile("phuong-lach-tray"))
    expect(first.locator("mark", has_text="Khu tập thể Đồng Tâm")).to_be_visible()


def test_enter_leads_to_the_results_page_and_the_query_is_kept_on_the_device(page):
    page.get_by_role("combobox").fill("lach tray")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=lach+tray")
    page.locator("[data-results-list] li").first.wait_for()
    assert page.evaluate("localStorage['search.recent']") == '["lach tray"]'


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "🎉👩‍👩‍👧", "שלום عربى", "\u202e lach", "a" * 5000, "z " * 3000, '"', "__proto__",
     "constructor toString", "0" * 400, "1/2/3/4/5", "́̀", "lach\x00tray", "%%%", "\\", "đ" * 100],
)  # fmt: skip
def test_any_text_is_sound(page, query):
    took = page.evaluate(
        """async query => {
            const { open } = await import('/assets/search/engine.mjs');
            const engine = await open(new URL('/assets/search/index/', location.href).href);
            await engine.search(query);
            const start = performance.now();
            await engine.search(query, { explain: true, counts: true });
            return performance.now() - start;
        }""",
        query,
    )
    assert took < 500, "far above the 50 ms that it should take, as machines that run tests are busy"
    ask(page, query)
    assert page.locator("[data-search] :is(img, script)").count() == 0


def written(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*.json")}


def test_the_same_documents_in_any_order_give_the_same_bytes(tmp_path):
    documents, abbreviations = corpus(300)
    write_index(documents, abbreviations, tmp_path / "a")
    write_index(reversed(documents), abbreviations, tmp_path / "b")
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_one_edited_record_touches_few_files(tmp_path):
    documents, abbreviations = corpus(2000)
    write_index(documents, abbreviations, tmp_path)
    before = written(tmp_path)
    documents[700] = replace(documents[700], summary=documents[700].summary + " Thêm một câu ngắn.")
    write_index(documents, abbreviations, tmp_path)
    after = written(tmp_path)
    assert len(after.keys() - before.keys()) < 0.05 * len(before) + 10
