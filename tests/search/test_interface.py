"""The search box, the results page and the archive in a real browser, on the real site, on a phone and on a desk."""

import json
import re
from contextlib import ExitStack
from datetime import date
from functools import cache

import pytest
from playwright.sync_api import expect

from macros.load import load
from macros.records import Theme
from tests.conftest import ROOT
from tests.quality.tools import node

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def origin(serve, real_site):
    return serve(real_site)


on_a_phone = pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])


@pytest.fixture(scope="module")
def windows(browser, origin):
    """A function that gives the one page of a size and use, and the list of what it logs as an error or asks of another site."""
    with ExitStack() as opened:

        @cache
        def window(width, height, use="plain"):
            size = {"width": width, "height": height}
            page = opened.enter_context(
                browser.new_context(locale="vi-VN", viewport=size, service_workers="block")
            ).new_page()
            errors: list[str] = []
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("request", lambda r: errors.append(r.url) if not r.url.startswith(f"{origin}/") else None)
            page.goto(f"{origin}/404.html")
            return page, errors

        yield window


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request, windows, origin):
    """A page without a search of its own, on a device that has asked nothing yet; what it logs as an error, or asks of another
    site, fails the test."""
    page, errors = windows(**request.param)
    page.goto(f"{origin}/thong-ke/")  # the last page may still have kept something as it was left
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    errors.clear()
    yield page
    assert errors == []


def box_of(page):
    return page.get_by_role("combobox", name="Tìm trong trang")


def ask(page, query):
    """Type `query` into the box and return the results that it offers."""
    box_of(page).fill(query)
    page.locator("[data-search-panel]").wait_for()
    return page.locator("[role=option]:not([data-query])")


def active(page):
    """The option that the keyboard has reached."""
    return page.locator(f"#{box_of(page).get_attribute('aria-activedescendant')}")


def test_a_date_that_no_source_gives_is_not_told_as_one():
    view = (ROOT / "docs/assets/search/view.js").as_uri()
    dates = ["2023~", "2023-08~", "2023", "XXXX-09-27"]
    script = f"const {{ shownDate }} = await import({json.dumps(view)}); console.log(JSON.stringify({json.dumps(dates)}.map(shownDate)));"
    done = node("--input-type=module", "--eval", script)
    assert not done.returncode, done.stderr
    assert json.loads(done.stdout) == [
        "khoảng năm 2023, nguồn không ghi ngày",
        "khoảng tháng 8/2023, nguồn không ghi ngày",
        "năm 2023",
        "27/9 (không rõ năm)",
    ]


# The box


MEANT = {
    "lạch tray": "phuong-lach-tray",
    "LACH TRAY": "phuong-lach-tray",
    "phuongf lachj tray": "phuong-lach-tray",
    "lachtray": "phuong-lach-tray",
    "vach tray": "phuong-lach-tray",
    "Quán Chữ": "phuong-quan-tru",
    "36,6 kg phao": "quan-le-chan",
    "camera giam sat truo": "camera-giam-sat-an-ninh-trat-tu-truong-son",
    '"chữa cháy công cộng"': "diem-chua-chay-cong-cong",
}


@on_a_phone
def test_the_box_finds_what_was_meant(page):
    page.keyboard.press("/")
    for query, found in MEANT.items():
        ask(page, "").first.wait_for(state="detached")  # so that no answer is that of the query before
        expect(ask(page, query).first).to_have_attribute("href", re.compile(f"[/#](muc-)?{found}"))


@on_a_phone
def test_a_query_typed_letter_by_letter_is_answered_by_its_last_letter(page):
    page.keyboard.press("Control+K")
    page.keyboard.type("hoi nghi tong ket 2024")
    expect(page.locator("[role=option]").first).to_have_attribute("href", re.compile("2024-01-18-tong-ket"))


@on_a_phone
def test_what_was_typed_until_the_engine_was_there_is_all_that_is_looked_for(page):
    fetched, held = [], []

    def note(request):
        if "/index/terms/" in request.url:
            fetched.append(request.url)

    def hold(route):
        held.append(route)

    page.on("request", note)
    page.route("**/index/manifest.json", hold)
    box_of(page).press_sequentially("tổ liên gia")
    held[0].continue_()
    first = page.locator("[role=option]").first
    expect(first).to_contain_text("Tổ liên gia")
    typed = set(fetched)
    page.unroute("**/index/manifest.json")
    page.reload()
    fetched.clear()
    box_of(page).fill("tổ liên gia")
    expect(first).to_contain_text("Tổ liên gia")
    page.remove_listener("request", note)
    assert typed == set(fetched) != set()


def test_the_keyboard_walks_the_box_as_a_combobox(page):
    page.keyboard.press("Control+K")
    box = box_of(page)
    expect(box).to_be_focused()
    expect(ask(page, "camera truong son").first).to_have_attribute("href", re.compile("camera"))
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-search-status]")).to_have_text(re.compile(r"\d+ kết quả"))
    page.keyboard.press("ArrowDown")
    assert active(page).get_attribute("aria-selected") == "true"
    assert active(page).locator("mark").count()
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    last = page.locator("[role=option]").last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(last).to_have_attribute("aria-selected", "false")
    assert box.evaluate("e => e.selectionStart") == 0
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("camera truong son")
    page.keyboard.press("Alt+ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mo-hinh/camera-giam-sat-an-ninh-trat-tu-truong-son/")


def test_the_panel_closes_when_the_focus_leaves_and_its_buttons_are_on_the_way(page):
    box_of(page).focus()
    ask(page, "camera").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Xem tất cả kết quả")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box_of(page)).to_be_focused()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-search-panel]")).to_be_visible()
    page.mouse.click(3, 400)
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    box_of(page).focus()
    page.get_by_role("button", name="Đóng").click()
    expect(page.locator("[data-search-panel]")).to_be_hidden()
    expect(box_of(page)).to_be_focused()


def test_the_panel_takes_what_room_there_is_and_ends_within_the_window(page, origin):
    height = 480 if page.viewport_size == PHONE else 800  # a phone's keyboard takes the rest
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    for address in ("", "thong-ke/"):
        page.goto(f"{origin}/{address}")
        box_of(page).focus()
        ask(page, "le chan").nth(5).wait_for()
        place = page.locator("[data-search-panel]").bounding_box()
        assert place["y"] + place["height"] <= height
        if height == 480:
            assert place == {"x": 0, "y": 48, "width": PHONE["width"], "height": height - 48}
    page.set_viewport_size(PHONE if height == 480 else DESK)


@on_a_phone
def test_the_box_shows_where_a_long_page_holds_the_words(page):
    page.keyboard.press("/")
    first = ask(page, "khu tap the dong tam").first
    expect(first).to_have_attribute("href", re.compile("phuong-lach-tray"))
    expect(first.locator("mark", has_text="Khu tập thể Đồng Tâm")).to_be_visible()


@on_a_phone
def test_what_is_shown_of_a_long_page_is_its_text_and_not_the_list_of_its_headings(page):
    parts = page.evaluate("""async () => {
        const { excerptOf } = await import('/assets/search/excerpt.js');
        const result = { url: 'su-kien/2024-08-19-ngay-hoi-phuong-lach-tray/' };
        const parts = await excerptOf(result, location.origin, new Map(['khen', 'thuong', 'so', 'lieu', 'van', 'ban'].map((key) => [key, ['']])), {});
        return parts.map(([text]) => text).join('');
    }""")
    assert "Khen thưởng Văn bản" not in parts


@on_a_phone
def test_where_a_thing_is_needs_no_excerpt_and_a_map_gives_none(page, origin):
    page.keyboard.press("/")
    first = ask(page, "phuong lach tray hai phong").first
    page.wait_for_timeout(1000)  # past the pause after which excerpts come
    expect(first).to_contain_text("Hiện nay thuộc Phường Gia Viên")
    text = page.evaluate("""async () => {
        const { excerptOf } = await import('/assets/search/excerpt.js');
        const parts = await excerptOf({ url: 'dia-ban/xa-an-lao-hai-phong/' }, location.origin, new Map(['an', 'lao', 'truong', 'quang', 'khanh'].map((key) => [key, ['']])), {});
        return parts.map(([text]) => text).join('');
    }""")
    assert text
    assert "An Quang An Trường" not in text


@on_a_phone
def test_an_empty_box_offers_what_the_site_has_and_what_was_asked_on_this_device(page, origin):
    themes = {theme.name for theme in load(ROOT / "data").all(Theme)}
    box_of(page).focus()
    suggested = page.get_by_role("group", name="Gợi ý").get_by_role("option")
    suggested.first.wait_for()
    assert set(suggested.all_inner_texts()) <= themes
    box_of(page).fill("lach tray")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=lach+tray")
    assert page.evaluate("localStorage['search.recent']") == '["lach tray"]'
    page.goto(f"{origin}/thong-ke/")
    box_of(page).focus()
    kept = page.get_by_role("group", name="Tìm gần đây trên thiết bị này").get_by_role("option")
    expect(kept).to_have_text(["lach tray"])
    page.get_by_role("button", name="Xóa các lần tìm gần đây").click()
    expect(kept).to_have_count(0)
    assert page.evaluate("localStorage['search.recent']") == "[]"


@on_a_phone
def test_where_nothing_is_found_the_box_offers_something_else_to_ask(page):
    page.keyboard.press("/")
    expect(ask(page, "qqqqzzzz")).to_have_count(0)
    expect(page.locator("[data-search-note]")).to_contain_text("Không thấy kết quả nào")
    page.get_by_role("group", name="Thử tìm").get_by_role("option").first.click()
    page.locator("[role=option]:not([data-query])").first.wait_for()


@on_a_phone
def test_a_correction_is_offered_and_taken(page):
    page.keyboard.press("/")
    ask(page, "vach tray").first.wait_for()
    page.get_by_role("option", name="Tìm “lạch tray”").click()
    expect(box_of(page)).to_have_value(re.compile("^lạch tray", re.IGNORECASE))


ANY_TEXT = (
    ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "🎉👩‍👩‍👧", "שלום عربى", "\u202e lach", "a" * 10_000, "z " * 5000, '"', "__proto__",
     "constructor toString", "0" * 400, "1/2/3/4/5", "́̀", "lach\x00tray", "%%%", "\\", "đ" * 100]
)  # fmt: skip


@on_a_phone
def test_any_text_is_sound(page, origin):
    page.goto(f"{origin}/su-kien/luu-tru/")  # which has both, box and results
    for query in ANY_TEXT:
        took = page.evaluate(
            """async query => {
                const { openOnce } = await import('/assets/page.js');
                const engine = await openOnce(new URL('/', location.href));
                await engine.search(query);
                const start = performance.now();
                await engine.search(query, { explain: true, counts: true });
                return performance.now() - start;
            }""",
            query,
        )
        assert took < 500, (
            f"{query[:50]!r}: far above the 50 ms that it should take, as machines that run tests are busy"
        )
        ask(page, query)
        page.get_by_label("Tìm trong lưu trữ").evaluate(
            "(field, query) => { field.value = query; field.form.requestSubmit() }", query
        )
        expect(status(page)).to_have_text(re.compile(r"^(Không thấy|[\d.]+ (kết quả|sự kiện))"))
        assert page.locator(":is([data-search], .results) :is(img, script)").count() == 0, query[:50]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{query[:50]!r}: {wide} pixels too wide"


# The results page


def results(page):
    return page.locator("[data-results-list] > li")


def status(page):
    return page.locator("[data-results-status]")


def turn_to_the_form(page):
    """As a reader does, for whom the choices come then."""
    page.locator("[data-results-form]").dispatch_event("pointerover")
    page.locator("[name=unit] option").nth(1).wait_for(state="attached")


def test_filters_query_and_order_stand_in_the_address_and_the_back_button_undoes_them(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=lach+tray")
    results(page).first.wait_for()
    everything = status(page).inner_text()
    if page.locator("[data-results-filters]").get_attribute("open") is None:
        page.locator("[data-results-filters] summary").click()
    turn_to_the_form(page)
    page.get_by_label("Loại", exact=True).select_option("event")
    expect(status(page)).to_have_text(re.compile(r"^\d+ sự kiện cho “lach tray”$"))
    page.get_by_label("Xếp theo").select_option("date")
    page.wait_for_url("**/tim-kiem/?q=lach+tray&kind=event&sort=date")
    page.go_back()
    page.wait_for_url("**/tim-kiem/?q=lach+tray&kind=event")
    page.go_back()
    expect(status(page)).to_have_text(everything)
    assert page.url.endswith("/tim-kiem/?q=lach+tray")
    assert page.get_by_label("Loại", exact=True).input_value() == ""


@on_a_phone
def test_each_choice_leaves_as_many_results_as_it_says(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=le+chan&kind=model")
    results(page).first.wait_for()
    page.evaluate("document.querySelector('[data-results-filters]').open = true")
    assert page.locator("[name=kind] option").all_inner_texts() == [
        "Mọi loại",
        "Mô hình",
    ]  # what is set, until somebody turns to it
    turn_to_the_form(page)
    for label in ("Lĩnh vực", "Địa bàn"):
        choices = page.get_by_label(label, exact=True).locator("option").all_inner_texts()[1:3]
        for choice in choices:
            page.get_by_label(label, exact=True).select_option(label=choice)
            count = re.search(r"\(([\d.]+)\)$", choice)[1]
            expect(status(page)).to_have_text(f"{count} mô hình cho “le chan”")
        page.get_by_role("button", name="Bỏ các điều kiện lọc").click()
        page.get_by_label("Loại", exact=True).select_option("model")
    units = page.get_by_label("Địa bàn", exact=True)
    assert units.locator("optgroup").evaluate_all("groups => groups.map(g => g.label)") == ["Hiện nay", "Trước đây"]
    former = units.locator("optgroup[label='Trước đây'] option").all_inner_texts()
    assert all("đến" in name for name in former)


@on_a_phone
def test_whoever_comes_back_finds_as_many_results_as_were_shown(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=le+chan")
    expect(results(page)).to_have_count(7)
    first = results(page).locator("a").evaluate_all("links => links.map((one) => one.href)")
    results(page).nth(6).scroll_into_view_if_needed()
    expect(results(page)).to_have_count(20)
    hrefs = results(page).locator("a").evaluate_all("links => links.map((one) => one.href)")
    assert hrefs[:7] == first and len(set(hrefs)) == 20
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(20).locator("a")).to_be_focused()
    results(page).nth(20).locator("a").click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.go_back()
    expect(results(page)).to_have_count(40)


def test_who_goes_back_finds_the_place_and_what_was_typed_though_the_browser_kept_no_page(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=le+chan")
    page.get_by_label("Từ khóa").wait_for()
    assert page.get_by_role("combobox", name="Tìm trong trang").count() == 0  # one field is enough
    page.keyboard.press("/")
    expect(page.get_by_label("Từ khóa")).to_be_focused()
    page.evaluate("window.addEventListener('unload', () => {})")  # no browser keeps such a page as it was
    results(page).nth(6).scroll_into_view_if_needed()
    results(page).nth(15).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    results(page).nth(15).locator("a").click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.evaluate("window.addEventListener('unload', () => {})")
    box_of(page).focus()
    ask(page, "camera").first.click()
    page.wait_for_url("**/linh-vuc/camera/")
    page.go_back()
    expect(box_of(page)).to_have_value("camera")
    page.go_back()
    results(page).nth(15).wait_for()
    page.wait_for_function("before => Math.abs(scrollY - before) < 3", arg=before)


@on_a_phone
def test_a_result_shows_where_its_page_holds_the_words(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=khu+tap+the+dong+tam")
    expect(results(page).first.locator("a")).to_have_attribute("href", re.compile("phuong-lach-tray"))
    expect(results(page).first.locator("mark", has_text="Khu tập thể Đồng Tâm")).to_be_visible()


@on_a_phone
def test_where_nothing_is_found_the_results_page_helps(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=qqqqzzzz")
    expect(status(page)).to_contain_text("Không thấy kết quả nào")
    expect(page.get_by_role("navigation", name="Các danh sách")).to_be_visible()
    status(page).get_by_role("link").first.click()
    results(page).first.wait_for()


@on_a_phone
def test_whoever_tends_the_search_sees_why_a_result_stands_where_it_does(page, origin):
    page.goto(f"{origin}/tim-kiem/?q=lach+tray&debug=1")
    expect(results(page).first.get_by_role("row").first).to_contain_text("score")
    assert results(page).first.get_by_role("row").count() > 3


# The archive


@pytest.fixture(scope="module")
def events():
    return load(ROOT / "data").events


def test_the_archive_holds_what_is_past_newest_first(page, origin, events):
    page.goto(f"{origin}/su-kien/luu-tru/")
    expect(results(page)).to_have_count(len(events))
    expect(results(page).first).to_contain_text(events[0].title)
    expect(status(page)).to_have_text(f"{len(events)} sự kiện")
    expect(page.get_by_label("Thời điểm")).to_be_hidden()  # as there is nothing to come


def test_what_is_to_come_by_the_readers_clock_is_not_in_the_archive(windows, origin, events):
    page, errors = windows(**PHONE, use="with a clock of its own")
    page.clock.set_fixed_time("2024-03-01T00:00:00Z")
    coming = [event for event in events if event.date.first and event.date.first > date(2024, 3, 1)]
    page.goto(f"{origin}/su-kien/luu-tru/")
    expect(results(page)).to_have_count(len(events) - len(coming))
    turn_to_the_form(page)
    page.get_by_label("Thời điểm").select_option("coming")
    expect(results(page)).to_have_count(len(coming))
    page.wait_for_url("**/su-kien/luu-tru/?time=coming")
    assert errors == []


def test_the_archive_filters_by_kind_organiser_and_month_together(page, origin, events):
    page.goto(f"{origin}/su-kien/luu-tru/")
    page.get_by_label("Tìm trong lưu trữ").focus()  # the choices come when a reader turns to the form
    page.get_by_label("Loại sự kiện").select_option("hoi-nghi-tong-ket")
    expect(results(page)).to_have_count(sum(event.kind == "hoi-nghi-tong-ket" for event in events))
    page.get_by_label("Từ năm").select_option("2024")
    page.get_by_label("Từ tháng").select_option("01")
    page.get_by_label("Đến năm").select_option("2024")
    page.get_by_label("Đến tháng").select_option("01")
    page.wait_for_url("**/?event_kind=hoi-nghi-tong-ket&from=2024-01&to=2024-01")
    wanted = [e for e in events if e.kind == "hoi-nghi-tong-ket" and (e.date.year, e.date.month) == (2024, 1)]
    expect(results(page)).to_have_count(len(wanted))
    organiser = page.get_by_label("Đơn vị tổ chức")
    assert organiser.locator("option").count() > 1
    organiser.select_option(index=1)
    expect(status(page)).to_have_text("1 sự kiện")
    page.reload()
    expect(status(page)).to_have_text("1 sự kiện")
    expect(page.locator("[data-results-active]")).to_have_text(" (4)")
    page.get_by_role("button", name="Bỏ các điều kiện lọc").click()
    expect(results(page)).to_have_count(len(events))
    assert page.url.endswith("/su-kien/luu-tru/")


@on_a_phone
def test_an_event_of_which_only_the_year_is_known_may_lie_in_any_of_its_months(page, origin, events):
    vague = [event for event in events if event.date.year and not event.date.month]
    year = vague[0].date.year
    page.goto(f"{origin}/su-kien/luu-tru/?from={year}-11&to={year}-12")
    expect(results(page)).to_have_count(sum(event.date.year == year for event in vague))


def saved(page):
    """The file that the list is given as: its name, and what it holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải danh sách này (CSV)").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


@on_a_phone
def test_the_list_that_the_filters_leave_is_a_file_of_the_rows_of_the_open_data(page, origin, real_site, events):
    whole = (real_site / "du-lieu/events.csv").read_bytes()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "events.csv" in request.url else None)
    for query in ("", "?event_kind=hoi-nghi-tong-ket&sort=date", "?from=2024-01&to=2024-12&q=phong+trao"):
        page.goto(f"{origin}/su-kien/luu-tru/{query}")
        expect(results(page).first).to_be_visible()
        assert asked == []  # before it is wanted
        name, content = saved(page)
        hrefs = results(page).locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        listed = [href.rstrip("/").rpartition("/")[2] for href in hrefs]
        titles, *rows = content.decode("utf-8").split("\r\n")[:-1]
        assert f"{titles}\r\n".encode() == whole[: whole.index(b"\n") + 1]
        assert [row.partition(",")[0] for row in rows] == listed and all(
            f"\r\n{row}\r\n".encode() in whole for row in rows
        )
        assert name == {"": "su-kien.csv"}.get(query, name) and len(listed) == (len(events) if not query else len(rows))
        expect(page.locator("[data-results-table] [role=status]")).to_contain_text(f"{name}: {len(rows)} sự kiện")
        asked.clear()
    assert name == "su-kien-2024-01-2024-12.csv"
    page.goto(f"{origin}/su-kien/luu-tru/")
    page.evaluate("history.replaceState({ shown: 1 }, '')")
    page.reload()
    expect(results(page)).to_have_count(1)
    assert saved(page)[1].count(b"\r\n") == 1 + len(events)  # those on further pages too


@on_a_phone
def test_a_table_is_divided_where_its_rows_end_and_one_that_lacks_a_row_gives_no_file(page, origin, events):
    first, second = (event.id for event in events[:2])
    rows = [f'{one},"một, ""hai""\r\n{second},ba","bốn\nnăm"\r\n' for one in (event.id for event in events)]
    table = ["\ufeffid,a,b\r\n", *rows]
    page.route("**/du-lieu/events.csv", lambda route: route.fulfill(body="".join(table).encode()))
    page.goto(f"{origin}/su-kien/luu-tru/")
    assert saved(page)[1].decode() == "".join(table)
    table.remove(next(row for row in rows if row.startswith(first)))
    page.get_by_role("button", name="Tải danh sách này (CSV)").click()
    expect(page.locator("[data-results-table] [role=status]")).to_contain_text("Chưa tạo được tệp")
    page.unroute("**/du-lieu/events.csv")


@on_a_phone
def test_only_lists_of_events_are_given_as_a_file(page, origin):
    for address, is_given in [("tim-kiem/?q=le+chan", False), ("tim-kiem/?q=le+chan&kind=event", True)]:
        page.goto(f"{origin}/{address}")
        expect(results(page).first).to_be_visible()
        expect(page.locator("[data-results-table]")).to_be_visible(visible=is_given)


def test_without_scripts_the_archive_leads_to_every_event(browser, origin, events):
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        seen = set()
        page.goto(f"{origin}/su-kien/luu-tru/")
        expect(page.get_by_role("link", name="Tải toàn bộ sự kiện (CSV)")).to_be_visible()
        page.locator("summary", has_text="Danh sách theo năm và tháng").click()
        hrefs = "links => links.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
        lists = page.locator("main a:visible").evaluate_all(hrefs)
        for address in [page.url, *dict.fromkeys(one.split("#")[0] for one in lists if "/nam/" in one)]:
            page.goto(address)
            seen |= set(page.locator("main a").evaluate_all(hrefs))
        assert {f"{origin}/su-kien/{event.id}/" for event in events} <= seen


@pytest.mark.parametrize("path", ["tim-kiem/?q=le+chan", "su-kien/luu-tru/?from=2023-01", "nam/2024/"])
def test_nothing_is_cut_off_at_four_hundred_per_cent(browser, origin, path):
    with browser.new_context(viewport={"width": 320, "height": 256}, service_workers="block") as context:
        page = context.new_page()
        page.goto(f"{origin}/{path}")
        if "?" in path:
            results(page).first.wait_for()
        if "tim-kiem" in path:
            page.get_by_label("Từ khóa").focus()
        else:
            box_of(page).focus()
            page.get_by_role("option").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
