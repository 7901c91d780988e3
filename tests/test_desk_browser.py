"""The desk as an officer uses it: a real server over files, a real browser, mostly the keyboard."""

import re
import time
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import expect

from macros.desk.held import Held
from macros.desk.saving import Saving
from macros.files.sheets import read_sheet
from macros.files.xlsx import pages_of
from macros.load import load
from macros.records import Event, Model
from tests.desk import at_any_port, contents, copy_of_the_site, opened, save, served
from tests.quality.tools import AXE
from tests.ward_tables import HEAD, Tab, made

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


@pytest.fixture
def desk(tmp_path, browser, request):
    """A window of the desk for a copy of the sample site, and where that lies; by the command itself where a test marks so."""
    data = copy_of_the_site(tmp_path)
    with (at_any_port if getattr(request, "param", "") == "by the command" else served)(data) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(60_000)
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.start)
        yield Officer(page, data, server)
        context.close()
    assert faults == []


class Officer:
    """Somebody at the keyboard; what is pressed is counted."""

    def __init__(self, page, data, server):
        self.page, self.data, self.server, self.pressed = page, data, server, 0
        self.top = server.start.partition("?")[0]

    def open(self, address):
        self.page.goto(self.top + address)
        self.page.locator(".editor, .front").wait_for()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.pressed += len(text)

    @property
    def at(self):
        """What a screen reader calls the control that has the focus."""
        return self.page.evaluate(
            """() => {
              const one = document.activeElement;
              if (one === document.body) return "";
              const label = one.labels && one.labels[0], group = one.closest("fieldset");
              const own = one.getAttribute("aria-label") || (label ? label.textContent : one.textContent);
              return `${group && group.querySelector("legend") ? group.querySelector("legend").textContent + ": " : ""}${own}`;
            }"""
        )

    def tab_to(self, name):
        """Press Tab until the control with that name has the focus."""
        for _ in range(80):
            if name in self.at:
                return
            self.press("Tab")
        raise AssertionError(f"no {name} by the keyboard; at {self.at}")

    def write(self, name, text):
        self.tab_to(name)
        self.type(text)

    def pick(self, name, text, wanted):
        """Look for a record by some letters, and take it."""
        self.write(name, text)
        option = self.page.get_by_role("option", name=wanted).first
        option.wait_for()
        while option.get_attribute("aria-selected") != "true":
            self.press("ArrowDown")
        self.press("Enter")

    def said(self, text):
        """Wait until the window says so."""
        self.page.locator(".state", has_text=text).wait_for()

    def read(self, pattern):
        (file,) = self.data.glob(pattern)
        return file.read_text(encoding="utf-8")


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


def test_what_is_typed_survives_a_crash_and_a_stopped_server(desk):
    desk.open("events/nam-2023-ra-mat")
    desk.page.get_by_label("Địa điểm").fill("Sân nhà văn hóa")
    desk.page.evaluate("() => { window.onbeforeunload = null; }")
    desk.page.goto("about:blank")  # as a window that is closed, without saving
    desk.open("events/nam-2023-ra-mat")
    desk.page.get_by_text("Đã đưa lại những gì bạn viết dở").wait_for()
    assert desk.page.get_by_label("Địa điểm").input_value() == "Sân nhà văn hóa"
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


def test_two_windows_on_one_record_tell_each_other(desk):
    desk.open("events/nam-2023-ra-mat")
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    desk.page.get_by_text("đang mở ở một cửa sổ khác").wait_for()
    other.get_by_label("Địa điểm").fill("Sân đình")
    other.keyboard.press("Control+s")
    other.locator(".state", has_text="Đã đăng").wait_for()
    expect(desk.page.get_by_label("Địa điểm")).to_have_value("Sân đình")


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
