"""What an officer has typed is lost by nothing: no crash, no other window, no record changed elsewhere, no refusal."""

import re

import pytest
from playwright.sync_api import expect

from macros.desk.held import Held
from macros.desk.saving import Saving
from tests.desk import opened, save
from tests.officer import at_the_desk


@pytest.fixture
def desk(tmp_path, browser):
    with at_the_desk(tmp_path, browser) as officer:
        yield officer


def test_what_is_typed_survives_a_crash_and_a_stopped_server(desk):
    desk.open("events/nam-2023-ra-mat")
    desk.page.get_by_label("Địa điểm").fill("Sân nhà văn hóa")
    desk.page.evaluate("() => { window.onbeforeunload = null; }")
    desk.page.goto("about:blank")  # as a window that is closed, without saving
    desk.open("events/nam-2023-ra-mat")
    desk.page.get_by_text("Đã đưa lại những gì bạn viết dở").wait_for()
    assert desk.page.get_by_label("Địa điểm").input_value() == "Sân nhà văn hóa"
    # Where the browser has no room left, the server keeps it; and what another version of the desk kept hinders nothing.
    desk.page.evaluate(
        """() => {
          const [key] = Object.keys(localStorage).filter((one) => one.endsWith("/events/nam-2023-ra-mat"));
          const foreign = { others: [["+1", { folder: "khac", values: {} }]], begun: [{ folder: "khac", key: "+2", place: ["khac"], values: {} }] };
          localStorage[key] = JSON.stringify({ ...JSON.parse(localStorage[key]), ...foreign });
        }"""
    )
    desk.open("events/nam-2023-ra-mat")
    desk.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    desk.page.get_by_label("Địa điểm").fill("Sân nhà văn hóa phường")
    with desk.page.expect_response(lambda answer: "/unfinished/" in answer.url and answer.request.method == "POST"):
        desk.page.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", { value: "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    desk.open("events/nam-2023-ra-mat")
    assert desk.page.get_by_label("Địa điểm").input_value() == "Sân nhà văn hóa phường"
    desk.page.route("**/api/**", lambda route: route.abort())
    desk.page.get_by_label("Tên sự kiện").fill("Lễ ra mắt ngõ tự quản")
    desk.page.locator(".banner--gone").wait_for()
    desk.page.unroute("**/api/**")
    desk.page.locator(".banner--gone").wait_for(state="detached")
    desk.press("Control+s")
    desk.said("Đã đăng")
    assert "Sân nhà văn hóa" in desk.read("events/**/nam-2023-ra-mat.yml")


def test_records_that_are_being_made_on_the_way_survive_a_crash_too(desk):
    desk.open("events/nam-2023-ra-mat")
    page, dialogs = desk.page, desk.page.get_by_role("dialog")

    def make(field, name, noun):
        form = dialogs.last if dialogs.count() else page
        form.get_by_label(field).fill(name)
        page.get_by_role("option", name=f"Tạo {noun} mới").click()

    page.evaluate("() => document.querySelectorAll('details.section').forEach((one) => (one.open = true))")
    make("Thêm vào Đơn vị tổ chức", "Đoàn phường Đông", "cơ quan, đoàn thể")
    dialogs.last.get_by_label("Loại", exact=False).first.select_option("mass_organisation")
    make("Thêm vào Nguồn", "Tin của Đoàn phường", "nguồn")
    dialogs.last.get_by_label("Nơi đăng").fill("Đoàn phường Đông")
    desk.open("events/nam-2023-ra-mat")  # as after a crash
    expect(dialogs).to_have_count(2)
    assert dialogs.last.get_by_label("Nơi đăng").input_value() == "Đoàn phường Đông"
    for count in (3, 2, 3, 2, 3, 2):  # asks each time whether it is to be thrown away, and nothing is
        desk.press("Escape")
        expect(dialogs).to_have_count(count)
    desk.press("Control+Enter")
    expect(dialogs).to_have_count(1)
    desk.press("Control+Enter")
    expect(dialogs).to_have_count(0)
    desk.press("Control+s")
    desk.said("Đã")
    assert "kind: mass_organisation" in desk.read("organisations/doan-phuong-dong.yml")
    assert "tin-cua-doan-phuong" in desk.read("organisations/doan-phuong-dong.yml") and desk.read(
        "sources/tin-cua-doan-phuong.yml"
    )
    assert "doan-phuong-dong" in desk.read("events/**/nam-2023-ra-mat.yml")


def test_a_record_changed_elsewhere_is_shown_field_by_field(desk):
    desk.open("events/nam-2023-ra-mat")
    file = next(desk.data.glob("events/**/nam-2023-ra-mat.yml"))
    text = file.read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)[1]
    file.write_text(
        text.replace(f"title: {title}", "title: Tên sửa ngoài\nplace: Nơi sửa ngoài\nthemes: camera"), encoding="utf-8"
    )
    desk.page.get_by_label("Tên sự kiện").fill("Tên của tôi")
    desk.press("Control+s")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_text("Tên sửa ngoài").wait_for()
    assert dialog.get_by_text("Cả hai cùng sửa").count() == 1
    assert dialog.get_by_text("Camera", exact=True).count() == 1  # by its name, not its id
    dialog.get_by_role("button", name="Dùng các lựa chọn này").click()
    dialog.get_by_text("Chưa chọn: Tên sự kiện").wait_for()  # nothing is decided unseen
    dialog.get_by_label("Của bạn").first.check()
    dialog.get_by_role("button", name="Dùng các lựa chọn này").click()
    assert desk.page.get_by_label("Địa điểm").input_value() == "Nơi sửa ngoài"
    assert file.read_text(encoding="utf-8").count("Tên sửa ngoài") == 1
    desk.press("Control+s")
    desk.said("Đã đăng")
    assert "title: Tên của tôi\nplace: Nơi sửa ngoài" in file.read_text(encoding="utf-8")


def test_what_is_written_of_a_record_goes_on_under_the_id_that_it_got_elsewhere(desk):
    desk.open("models/ngo-tu-quan")
    desk.page.get_by_role("textbox", name="Tóm tắt").fill("Viết ở cửa sổ này.")
    saving = Saving(Held(desk.data))
    save(saving, {**opened(saving, "models", "ngo-tu-quan"), "rename": "ngo-binh-yen"})
    desk.press("Control+s")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_text("Viết ở cửa sổ này.").wait_for()
    dialog.get_by_role("button", name="Dùng các lựa chọn này").click()
    desk.press("Control+s")
    desk.said("Đã đăng lúc")
    assert "Viết ở cửa sổ này." in desk.read("models/ngo-binh-yen.yml")
    assert desk.page.url.endswith("/models/ngo-binh-yen") and not [*desk.data.glob("models/ngo-tu-quan.yml")]
    desk.open("models/ngo-tu-quan")  # an address that somebody noted
    assert desk.page.url.endswith("/models/ngo-binh-yen")


def test_two_windows_on_one_record_tell_each_other(desk):
    desk.open("events/nam-2023-ra-mat")
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    desk.page.get_by_text("đang mở ở một cửa sổ khác").wait_for()
    other.get_by_label("Địa điểm").fill("Sân đình")
    other.keyboard.press("Control+s")
    other.locator(".state", has_text="Đã đăng").wait_for()
    expect(desk.page.get_by_label("Địa điểm")).to_have_value("Sân đình")


def test_what_is_written_while_a_save_is_under_way_stays(desk):
    desk.open("events/nam-2023-ra-mat")
    page, waiting = desk.page, []
    page.route("**/api/save", lambda route: waiting.append(route))
    page.get_by_label("Địa điểm").fill("Sân đình")
    desk.press("Control+s")
    while not waiting:
        page.wait_for_timeout(20)
    page.get_by_label("Tên sự kiện").fill("Lễ ra mắt ngõ tự quản")
    with page.expect_response("**/api/record/**"):
        waiting[0].continue_()
    desk.said("Chưa lưu")
    assert "place: Sân đình" in desk.read("events/**/nam-2023-ra-mat.yml")
    assert page.get_by_label("Tên sự kiện").input_value() == "Lễ ra mắt ngõ tự quản"
    page.unroute("**/api/save")
    desk.press("Control+s")
    desk.said("Đã đăng")
    assert "title: Lễ ra mắt ngõ tự quản" in desk.read("events/**/nam-2023-ra-mat.yml")


def test_what_the_checker_refuses_is_not_published_and_waits_on_the_first_page(desk):
    page = desk.page
    desk.open("events/+")
    page.get_by_label("Tên sự kiện").fill("Lễ ra mắt")
    page.get_by_label("Ngày", exact=False).first.fill("31/2/2024")
    page.get_by_text("Ngày này không có trong lịch").wait_for()
    page.get_by_role("button", name="Đăng").click()
    summary = page.locator(".summary")
    summary.get_by_text("chỗ cần sửa trước khi đăng").wait_for()
    assert summary.evaluate("one => one === document.activeElement")
    summary.get_by_role("button", name="Ngày").click()
    assert desk.at.startswith("Ngày")
    described = page.locator(":focus").get_attribute("aria-describedby").split()
    told = " ".join(page.locator(f"#{one}").inner_text() for one in described if page.locator(f"#{one}").count())
    assert "không có trong lịch" in told and page.locator(":focus").get_attribute("aria-invalid") == "true"
    desk.press("Control+s")
    desk.said("Đã giữ ở mục")
    page.evaluate("localStorage.clear()")  # as in another browser
    desk.open("")
    page.get_by_role("link", name="Lễ ra mắt").click()
    page.locator(".editor").wait_for()
    assert page.get_by_label("Ngày", exact=False).first.input_value() == "31/2/2024"
    page.get_by_label("Ngày", exact=False).first.fill("29/2/2024")
    page.get_by_label("Tên sự kiện").focus()
    desk.pick("Loại sự kiện", "hoi nghi", "Hội nghị")
    desk.pick("Địa bàn", "quan hoa", "Quận Hoa")
    desk.pick("Thêm vào Nguồn", "bai mau thu nhat", "Bài mẫu thứ nhất")
    page.get_by_role("button", name="Đăng").click()
    desk.said("Đã đăng")
    desk.open("")
    page.get_by_text("Thêm: sự kiện “Lễ ra mắt”").wait_for()
    assert page.get_by_text("còn", exact=False).and_(page.get_by_text("chỗ cần sửa")).count() == 0
