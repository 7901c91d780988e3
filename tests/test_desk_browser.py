"""The desk as an officer uses it, mostly by the keyboard."""

import re
import time
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import expect

from macros.files.sheets import read_sheet
from macros.files.xlsx import pages_of
from macros.load import load
from macros.records import Event, Model
from tests.desk import at_any_port, contents, served
from tests.officer import Officer, at_the_desk
from tests.quality.tools import AXE
from tests.ward_tables import HEAD, Tab, made


@pytest.fixture
def desk(tmp_path, browser, request):
    """An officer's; by the command itself where a test marks so."""
    run = at_any_port if getattr(request, "param", "") == "by the command" else served
    with at_the_desk(tmp_path, browser, run) as officer:
        yield officer


def photograph(file, colour):
    """A picture as a telephone takes it: lying, with the place where it was taken. A small one: large ones take long to make ready."""
    place = Image.Exif()
    place[0x0112] = 6  # turned
    place.get_ifd(0x8825).update({1: "N", 2: (20.0, 51.0, 0.0), 3: "E", 4: (106.0, 41.0, 0.0)})
    Image.new("RGB", (1000, 750), colour).save(file, exif=place)
    return file


def test_an_event_with_two_photographs_and_a_new_source_by_the_keyboard_alone(desk, tmp_path):
    files = [photograph(tmp_path / f"IMG_{n}.JPG", colour) for n, colour in ((1, "red"), (2, "green"))]
    began = time.monotonic()
    desk.page.locator(".front").wait_for()
    desk.tab_to("+ Sự kiện")
    desk.press("Enter")
    desk.page.locator(".editor").wait_for()
    desk.write("Tên sự kiện", "Lễ ra mắt mô hình Ngõ tự quản phường Đông")
    desk.pick("Loại sự kiện", "hoi", "Hội nghị")
    desk.write("Ngày", "19/8/2024")
    desk.pick("Địa bàn", "dong", "Phường Đông")
    desk.write("Tóm tắt", "Một trăm hộ dự lễ.")
    assert desk.at == "Tóm tắt"
    desk.tab_to("Chọn ảnh")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.wait_for_timeout(200)  # until the browser hands the dialog of the system over
        desk.press("Enter")
    chooser.value.set_files(files)
    expect(desk.page.get_by_text("Đã nhận “IMG_2.JPG”")).to_be_visible()
    assert "Trong ảnh có gì" in desk.at  # asked at once
    desk.type("Bà con ngồi ở sân nhà văn hóa")
    desk.write("Người chụp", "Công an phường Đông")
    desk.tab_to("Của cơ quan mình")
    desk.press("Space")
    desk.tab_to("Không nhận ra được ai")
    desk.press("Space")
    desk.write("Trong ảnh có gì", "Bình chữa cháy xếp ở đầu ngõ")  # of the second, who took it stands there already
    desk.tab_to("Không nhận ra được ai")
    desk.press("Space")
    desk.tab_to("Thêm vào Nguồn")
    desk.type("Tin của Công an phường Đông")
    desk.page.get_by_role("option", name="Tạo nguồn mới").wait_for()
    desk.press("ArrowUp", "Enter")
    desk.page.get_by_role("dialog").wait_for()
    desk.write("Nơi đăng", "Công an phường Đông")
    desk.press("Control+Enter")
    desk.page.get_by_text("Tin của Công an phường Đông (mới)").wait_for()
    desk.press("Control+s")
    desk.said("Đã lưu bản nháp")
    event = desk.read("events/**/2024-08-19-le-ra-mat-mo-hinh-ngo-tu-quan-phuong-dong.yml")
    assert "draft: true" in event and "  - tin-cua-cong-an-phuong-dong" in event
    source = desk.read("sources/tin-cua-cong-an-phuong-dong.yml")
    assert "publisher: Công an phường Đông" in source
    desk.press("Control+Enter")
    desk.said("Đã đăng")
    print(f"{desk.pressed} keys, {time.monotonic() - began:.1f} s; by hand {len(event) + len(source)} signs")
    event = desk.read("events/**/2024-08-19-le-ra-mat-*.yml")
    assert "draft" not in event
    named = [one["file"] for one in yaml.safe_load(event)["pictures"]]
    assert len(named) == 2 and all((desk.data / "media" / one).is_file() for one in named)
    told = [
        one.shows for one in load(desk.data).get(Event, "2024-08-19-le-ra-mat-mo-hinh-ngo-tu-quan-phuong-dong").pictures
    ]
    assert told == ["Bà con ngồi ở sân nhà văn hóa", "Bình chữa cháy xếp ở đầu ngõ"]


def test_what_is_not_right_yet_is_said_in_the_words_of_the_form(desk):
    """Names for ids, dates as people write them, a record made on the way that lacks something."""
    desk.open("results/quan-hoa-2023")
    expect(desk.page.locator("h1")).to_contain_text("Quận Hoa")
    desk.open("events/+")
    page = desk.page
    assert page.locator("h1").text_content() == "Sự kiện mới"
    page.get_by_label("Ngày").first.fill("30/2/2024")
    date = page.locator(".field--date", has=page.get_by_label("Ngày").first)
    expect(date.locator(".faults")).to_contain_text("Ngày này không có trong lịch")
    expect(date.get_by_text("Ngày này không có trong lịch").filter(visible=True)).to_have_count(1)
    organiser = page.get_by_label("Thêm vào Đơn vị tổ chức")
    organiser.click()
    new = page.get_by_role("option", name="Tạo cơ quan")
    new.wait_for()
    page.evaluate(
        "() => { document.activeElement.value = 'Đội Dân phòng số 7'; document.querySelector('.suggestion--new').click(); }"
    )  # quicker than the list follows
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_label("Tên", exact=False).first.input_value() == "Đội Dân phòng số 7"
    dialog.get_by_role("button", name="Xong").click()
    dialog.get_by_text("Còn 2 chỗ cần sửa.").wait_for()
    dialog.get_by_label("Loại", exact=False).first.select_option(label="Công an")
    desk.pick("Thêm vào Nguồn", "Tin của Đội số 7", "Tạo nguồn mới")  # made on the way of what is made on the way
    page.get_by_role("dialog").last.get_by_role("button", name="Xong").click()
    dialog.get_by_text("Tin của Đội số 7 (mới)").wait_for()
    page.keyboard.press("Escape")  # asks first
    page.get_by_role("dialog", name="Bỏ những gì vừa viết").get_by_role("button", name="Thôi").click()
    dialog.get_by_role("button", name="Xong").click()
    dialog.wait_for(state="detached")
    page.get_by_text("Đội Dân phòng số 7 (mới)").wait_for()


PROFILE = {
    "Tóm tắt": ("summary", "Các hộ trong ngõ cùng giữ an ninh, trật tự."),
    "Tình hình": ("situation", "Trộm cắp vặt ở ngõ sâu, nhiều nhà cho thuê trọ."),
    "Điều hành": ("operation", "Tổ trưởng tổ dân phố điều hành."),
    "Lịch họp": ("meetings", "Mỗi tháng họp một lần."),
    "Kinh phí": ("cost", "Người dân góp **12,5 triệu đồng**."),
    "Điều kiện": ("conditions", "Có tổ dân phố hoạt động đều."),
    "Khó khăn": ("difficulties", "Người thuê trọ thay đổi luôn."),
    "Bài học": ("lessons", "Bàn với dân trước khi làm."),
    "Không phù hợp với": ("not_suited", "Khu dân cư thưa."),
}


def test_a_whole_profile_by_the_jump_list_and_the_sections(desk):
    """Every section of the five I; lists in another order; numbers, parts within parts, what is understood."""
    desk.open("models/+")
    page = desk.page
    page.get_by_label("Tên mô hình").fill("Ngõ bình yên")
    desk.pick("Thêm vào Lĩnh vực", "tu quan", "quản")
    desk.pick("Thêm vào Địa bàn", "quan hoa", "Quận Hoa")
    desk.write("Bắt đầu", "khoảng 2023")
    desk.pick("Thêm vào Đơn vị chủ trì", "cong an quan", "Công an quận Hoa")
    desk.pick("Thêm vào Nguồn", "bai mau thu nhat", "Bài mẫu thứ nhất")
    for title in (
        "Tình hình và nguyên nhân",
        "Cách làm",
        "Tổ chức thực hiện",
        "Kết quả",
        "Trước khi áp dụng",
        "Con số",
    ):
        page.get_by_role("navigation").get_by_role("button", name=title).click()
    for label, (_, text) in PROFILE.items():
        page.get_by_role("textbox", name=label, exact=True).fill(text)
    steps = page.get_by_role("group", name="Các bước")
    for text in ("Phát đèn", "Họp dân", "Ký cam kết"):
        steps.get_by_role("button", name="Thêm đoạn văn").press("Enter")
        desk.type(text)
    desk.press("Alt+ArrowUp")
    steps.get_by_role("button", name="Bỏ: đoạn văn 3").press("Enter")
    steps.get_by_role("button", name="Lấy lại").press("Enter")
    page.get_by_role("button", name="Thêm số liệu").press("Enter")
    desk.write("Chỉ số", "Hộ tham gia")
    desk.write("Giá trị", "hơn 33.786 hộ")
    desk.tab_to("Tách thành: Giá trị 33.786, Mức chính xác hơn, Đơn vị tính hộ")
    desk.press("Enter")
    desk.write("Thời gian", "6 tháng đầu năm 2024")
    desk.press("Control+s")
    desk.said("Đã lưu bản nháp")
    told = yaml.safe_load(desk.read("models/ngo-binh-yen.yml"))
    assert [one if isinstance(one, str) else one["text"] for one in told["steps"]] == [
        "Phát đèn",
        "Ký cam kết",
        "Họp dân",
    ]
    figure = {"label": "Hộ tham gia", "value": 33786, "measure": "hộ", "precision": "over", "period": "2024-01/2024-06"}
    assert told["figures"] == [figure] and told["since"] == "2023~"
    assert {name: told[name] for name, _ in PROFILE.values()} == dict(PROFILE.values())
    desk.open("models/ngo-binh-yen")  # and it stands in the form again as it was written
    page.get_by_role("navigation").get_by_role("button", name="Con số").click()
    assert page.get_by_label("Giá trị").input_value() == "33.786"
    assert page.get_by_label("Thời gian").input_value() == "6 tháng đầu năm 2024"


def test_a_model_is_begun_like_another_without_its_sources(desk):
    desk.open("models/ngo-tu-quan")
    page = desk.page
    page.get_by_text("Việc khác").click()
    page.get_by_role("button", name="Làm mô hình tương tự").click()
    page.wait_for_url("**/models/+?giu=*")
    page.get_by_role("navigation").get_by_role("button", name="Cách làm").click()
    page.wait_for_selector("textarea")
    held = page.evaluate(
        "document.querySelector('main').innerText + [...document.querySelectorAll('textarea, input')].map((field) => field.value).join()"
    )
    other = load(desk.data).get(Model, "ngo-tu-quan")
    assert all(step.text in held for step in other.steps), held
    assert page.get_by_label("Tên mô hình").input_value() == ""


def test_a_record_is_renamed_deleted_and_brought_back(desk):
    desk.open("models/ngo-tu-quan")
    page = desk.page
    for act, name in (("Đổi mã", "Đổi mã"), ("Xóa bản ghi", "Xóa và bỏ các liên kết")):
        page.get_by_text("Việc khác").click()
        page.get_by_role("button", name=act).click()
        if act == "Đổi mã":
            page.get_by_label("Mã mới").fill("ngo-binh-yen")
        page.get_by_role("dialog").get_by_role("button", name=name).click()
        if act == "Đổi mã":
            desk.said("Đã đổi mã thành ngo-binh-yen")
            assert "- ngo-tu-quan" in desk.read("models/ngo-binh-yen.yml")
            assert page.url.endswith("/models/ngo-binh-yen")
    page.get_by_role("button", name="Hoàn tác: Xóa").wait_for()
    assert not [*desk.data.glob("models/ngo-binh-yen.yml")]
    page.get_by_role("button", name="Hoàn tác: Xóa").click()
    page.get_by_role("dialog").get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Hoàn tác: xóa", exact=False).first.wait_for()
    assert "- ngo-tu-quan" in desk.read("models/ngo-binh-yen.yml")


def test_a_result_is_called_by_its_place_as_soon_as_it_is_saved_and_its_part_says_what_is_wrong(desk):
    desk.open("results/+?unit=quan-hoa-2025")
    page = desk.page
    page.get_by_label("Năm").first.fill("2022")
    desk.pick("Thêm vào Nguồn", "Tin năm 2022", "Tạo nguồn mới")
    source = page.get_by_role("dialog")
    source.get_by_label("Loại", exact=False).first.select_option(index=1)
    source.get_by_role("button", name="Xong").click()
    source.wait_for(state="detached")
    page.get_by_role("textbox", name="Tóm tắt").fill("Quận có hai mô hình.")
    desk.pick("Thêm vào Nguồn", "bai mau thu nhat", "Bài mẫu thứ nhất")
    faults = page.locator(".field", has=page.get_by_role("textbox", name="Tóm tắt")).locator(".faults")
    expect(faults).to_contain_text("nguồn")  # two sources, and it doesn't say by which it is
    page.get_by_role("button", name="Bỏ: Bài mẫu thứ nhất").click()
    expect(faults).to_be_empty()
    desk.press("Control+Enter")
    desk.said("Đã đăng")
    assert page.locator("h1").text_content() == "Kết quả năm 2022, Quận Hoa (đến 6/2025)"
    page.get_by_label("Thêm vào Nguồn").click()
    page.get_by_role("option", name="Tạo nguồn").wait_for()
    expect(page.get_by_role("option", name="Tin năm 2022 (mới)")).to_have_count(0)  # a record by now


def test_enter_while_an_input_method_composes_does_nothing(desk):
    desk.open("events/+")
    desk.page.get_by_role("combobox", name="Loại sự kiện").fill("hoi")
    desk.page.get_by_role("option", name="Hội nghị").wait_for()
    composing = "one => one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    assert desk.page.get_by_role("combobox", name="Loại sự kiện").evaluate(composing)  # its default is left alone
    assert desk.page.get_by_role("option", name="Hội nghị").is_visible()


def test_nothing_is_in_the_way_on_a_phone_in_the_dark_or_for_axe(desk):
    page, faults = desk.page, []
    page.add_init_script(path=AXE)
    for width, scheme in ((390, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for address in ("", "tinh-trang", "bang-tinh", "events/2024-01-18-tong-ket-quan-hoa"):
            desk.open(address)
            page.evaluate("() => { for (const one of document.querySelectorAll('.main details')) one.open = true; }")
            page.get_by_role("button", name="Lưu thay đổi").or_(
                page.get_by_text(re.compile("Lịch sử|Phường, xã có thông tin|Chưa ghi gì cho đến khi"))
            ).first.wait_for()
            page.wait_for_timeout(300)
            found = page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
            faults += [(width, scheme, address, one["id"], one["nodes"][0]["html"]) for one in found]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []


UNITS = "Tên phường, xã\tNgày thành lập\tSáp nhập từ\nPhường Ninh An\t{day}\tphường Ninh An và xã Ninh Trung (huyện Hạ Nam)\n"


def test_an_empty_folder_becomes_a_site_and_the_desk_goes_on(tmp_path, browser):
    data = tmp_path / "dữ liệu mới"
    with at_any_port(data) as server:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.add_init_script(path=AXE)
        page.set_default_timeout(60_000)
        page.goto(server.start)
        officer = Officer(page, data, server)
        page.get_by_role("heading", name="Trang mới").wait_for()
        assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
        with page.expect_download() as blank:
            page.locator("details.section > summary").click()
            page.get_by_role("link", name="Tải bảng trống").click()
        blank.value.save_as(tmp_path / "bang.xlsx")
        assert read_sheet(tmp_path / "bang.xlsx").rows[1][2].startswith("Tên")
        page.get_by_role("button", name="Tạo trang").click()
        page.locator("input:focus").wait_for()
        assert officer.at.startswith("Địa bàn") and not data.exists()
        officer.type("Tỉnh Ninh Hạ")
        page.get_by_text("dán bảng").click()
        page.get_by_label("Bảng dán vào").fill(UNITS.format(day="31/2/2025"))
        page.reload()  # as after a crash
        assert page.get_by_label("Địa bàn", exact=False).first.input_value() == "Tỉnh Ninh Hạ"
        assert "31/2/2025" in page.get_by_label("Bảng dán vào").input_value()
        page.locator("details.section > summary").click()
        officer.tab_to("Tải bảng trống")
        page.get_by_role("button", name="Tạo trang").click()
        page.get_by_text("Chưa nói bảng đơn vị dựa vào").first.wait_for()
        assert officer.at.startswith("Bảng đơn vị dựa vào")
        officer.type("Nghị quyết bịa số 9999")
        page.get_by_role("button", name="Tạo trang").click()
        page.get_by_text("Dòng 2:").first.wait_for()
        assert not data.exists()
        page.get_by_label("Bảng dán vào").fill(UNITS.format(day="1/7/2025"))
        page.get_by_role("button", name="Tạo trang").click()
        page.get_by_role("heading", name="Thêm mới").wait_for()
        page.get_by_text("Dữ liệu không có lỗi.").wait_for()
        (unit,) = data.glob("units/**/phuong-ninh-an-ninh-ha.yml")
        page.goto(f"{officer.top}units/{unit.stem}")
        page.locator(".editor").wait_for()
        assert page.get_by_label("Tên", exact=False).first.input_value() == "Ninh An"
        page.close()
    assert load(data).site.place == "Tỉnh Ninh Hạ"


ARTICLE = """Hội nghị tổng kết phong trào quận Hoa

Chiều 18-1, quận Hoa tổ chức hội nghị. Đến nay, quận có hơn 1.216 hộ tham gia mô hình.

Báo Mẫu, 20/01/2024"""


def test_an_article_is_taken_up_one_suggestion_after_another(desk):
    desk.open("events/+")
    page = desk.page
    page.get_by_text("Việc khác").click()
    page.get_by_role("button", name="Dán bài viết").click()
    page.get_by_label("Toàn văn bài").fill(ARTICLE)
    page.get_by_role("button", name="Đọc bài").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Nhận").first.wait_for()
    assert dialog.locator("mark").first.inner_text() == "Hội nghị tổng kết phong trào quận Hoa"
    while dialog.get_by_role("button", name="Nhận").count():
        assert "Nhận" in desk.at  # the focus goes on to the next one
        desk.press("Enter")
    desk.press("Enter")
    assert page.get_by_label("Tên sự kiện").input_value() == "Hội nghị tổng kết phong trào quận Hoa"
    assert page.get_by_label("Ngày", exact=False).first.input_value() == "18/1/2024"
    assert page.get_by_role("combobox", name="Địa bàn bắt buộc").input_value().startswith("Quận Hoa")
    page.get_by_role("navigation").get_by_role("button", name="Con số").click()
    assert page.get_by_label("Giá trị").input_value() == "1.216"


@pytest.mark.parametrize("desk", ["by the command"], indirect=True)
def test_the_page_beside_the_form_follows_it_and_leads_to_it(desk):
    desk.open("events/2024-01-18-tong-ket-quan-hoa")
    page = desk.page
    shown = page.frame_locator("iframe:not([hidden])")
    shown.get_by_role("heading", level=1).wait_for()
    page.get_by_label("Địa điểm").fill("Nhà văn hóa trung tâm")
    place = shown.locator("[data-desk~=place]").last
    expect(place).to_have_text("Nhà văn hóa trung tâm")
    assert place.evaluate("one => one.style.outlineStyle") == "solid"  # where the person is at work
    top = "[...document.querySelectorAll('iframe')].find(one => !one.hidden).contentDocument.scrollingElement.scrollTop"
    shown.get_by_text("Hội nghị nghe báo cáo").click()
    assert page.locator(":focus").input_value() == "Hội nghị nghe báo cáo."
    scrolled = page.evaluate(top)
    desk.press("End")
    desk.type(" Xong.")
    expect(shown.get_by_text("Hội nghị nghe báo cáo. Xong.")).to_be_visible()
    assert scrolled > 0 and page.evaluate(top) == scrolled
    page.get_by_role("button", name="Máy tính").click()
    assert page.locator("iframe:not([hidden])").evaluate("one => one.contentWindow.innerWidth") > 1000
    desk.press("Control+s")
    desk.said("Đã đăng")
    page.goto(f"{desk.top.removesuffix('ban-lam-viec/')}su-kien/2024-01-18-tong-ket-quan-hoa/")
    page.get_by_text("Nhà văn hóa trung tâm").first.wait_for()
    page.get_by_role("link", name="Sửa sự kiện này").click()
    page.locator(".editor").wait_for()


def test_a_table_is_looked_at_and_written_by_the_keyboard(desk, tmp_path):
    page, told = desk.page, []
    page.add_init_script(path=AXE)
    page.set_viewport_size({"width": 390, "height": 800})
    desk.open("bang-tinh")
    desk.tab_to("Tải bảng tính")
    with page.expect_download() as download:
        desk.press("Enter")
    assert [one.name for one in pages_of(Path(download.value.path()).read_bytes())][1] == "Mô hình"
    names = ["Ngày hội đi bộ", "Ngày hội đạp xe"]
    file = made(
        tmp_path / "bang.xlsx", Tab([HEAD, *([1, name, "19/8/2025", "Phường Hoa", "Ngày hội"] for name in names)])
    )
    before = contents(desk.data)
    desk.tab_to("Bảng do phường, xã tự lập")
    desk.press("Enter")
    desk.write("Nguồn của mọi dòng mới", "bai-mot")
    with page.expect_file_chooser() as chooser:
        desk.page.get_by_role("button", name="Chọn bảng tính").focus()
        desk.press("Enter")
    chooser.value.set_files(file)
    page.get_by_role("heading", name="Thêm 2, sửa 0").wait_for()
    assert page.get_by_text("Trang Sheet1, dòng 2").count() and page.get_by_text("C2 Ngày: 19/8/2025").count()
    assert contents(desk.data) == before
    told += page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => one.id)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390 and told == []
    desk.tab_to("Thêm sự kiện: Ngày hội đạp xe")
    desk.press("Space")
    desk.tab_to("Ghi 1 bản ghi đã chọn")
    desk.press("Enter")
    page.locator("dialog").get_by_role("button", name="Ghi", exact=True).press("Enter")
    page.get_by_text("Đã ghi 1 bản ghi").wait_for()
    assert "Ngày hội đi bộ" in desk.read("events/2025/*di-bo*.yml") and not list(desk.data.glob("events/2025/*dap-xe*"))
    desk.press("Enter")  # the focus is on the way back
    page.get_by_text("Đã hoàn tác").wait_for()
    assert contents(desk.data) == before
