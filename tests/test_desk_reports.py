"""Papers for offices at the desk: on the pages of units, years, models and events, as files and as texts to copy."""

import io
from html import unescape
from urllib.parse import urlencode

import docx
import pytest

from macros.desk.held import Held
from macros.desk.reporting import WORD, ZALO, Reporting
from macros.records import Event, Model, Organisation, Unit
from tests.desk import at_any_port, copy_of_the_site, served
from tests.quality.tools import AXE

EVENT = "2024-01-18-tong-ket-quan-hoa"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return copy_of_the_site(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk(data):
    with served(data) as browser:
        browser.open()
        yield browser


@pytest.fixture(scope="module")
def reporting(data):
    return Reporting(Held(data))


def test_the_bar_offers_what_goes_with_a_page(reporting, find):
    held = reporting._held.catalogue
    for kind, name, id_ in ((Model, "model", "ngo-tu-quan"), (Event, "event", EVENT)):
        bar = reporting.offered(find.get(kind, id_), "")
        assert f'href="{WORD}?{name}={id_}"' in bar and f'href="{ZALO}?{name}={id_}" data-zalo' in bar
    unit = reporting.offered(find.get(Unit, "quan-hoa-2025"), "")
    assert f'action="{WORD}"' in unit and f'formaction="{ZALO}"' in unit and 'value="quan-hoa-2025"' in unit
    assert 'value="cong-an-quan-hoa"' in unit and 'value="năm 2025"' in unit  # of a unit that ended then
    year = reporting.offered(None, "nam/2024/")
    assert 'name="unit"' in year and 'value="quan-hoa-2025"' in year and 'name="time" value="năm 2024"' in year
    for record, path in (
        (held.get(Model, "zqnhap"), ""),
        (find.get(Organisation, "truong-mau"), ""),
        (None, "nam/1999/"),
    ):
        assert reporting.offered(record, path) == ""


def test_files_and_texts_are_given_as_they_are(desk):
    asked = {"unit": "quan-hoa-2025", "time": "năm 2023", "by": "cong-an-quan-hoa"}
    answer = desk.ask("GET", f"{WORD}?{urlencode(asked)}")
    assert answer.headers["content-disposition"] == 'attachment; filename="bao-cao-quan-hoa-2025-nam-2023.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    assert document.core_properties.title.startswith("Báo cáo kết quả phong trào")
    for query in ("model=ngo-tu-quan", f"event={EVENT}"):
        assert docx.Document(io.BytesIO(desk.ask("GET", f"{WORD}?{query}").content))
        text = desk.ask("GET", f"{ZALO}?{query}")
        assert text.headers["content-type"].startswith("text/plain") and len(text.text) > 20
    assert "năm 2023" in desk.ask("GET", f"{ZALO}?{urlencode(asked)}").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("model=zqnhap", "Không có mô hình mang mã"),  # a draft
        ("model=../site", "Không có mô hình mang mã"),
        ("unit=quan-hoa-2025&time=nay", "không phải kỳ báo cáo"),
        ("unit=%3Cscript%3E&time=2024", "&lt;script&gt;"),
        ("", "Không có đơn vị hành chính"),
    ],
)
def test_what_can_t_be_had_is_said_on_a_page(desk, query, said):
    query = query or "time=2024"
    for address in (WORD, ZALO):
        answer = desk.ask("GET", f"{address}?{query}")
        assert answer.status == 422 and said in answer.text and "<h1>Chưa lập được" in answer.text


def test_nobody_else_gets_them(desk):
    assert desk.ask("GET", f"{WORD}?model=ngo-tu-quan", cookie=None).status == 401
    assert (
        desk.ask("GET", f"{WORD}?model=ngo-tu-quan", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status
        == 403
    )


def test_data_that_are_wrong_make_no_report(tmp_path):
    data = copy_of_the_site(tmp_path)
    file = next((data / "events").rglob(f"{EVENT}.yml"))
    file.write_bytes(file.read_bytes().replace(b"unit: ", b"unit: khong-co-", 1))
    with served(data) as browser:
        browser.open()
        answer = browser.ask("GET", f"{WORD}?model=ngo-tu-quan")
        assert answer.status == 422 and "Dữ liệu đang có lỗi nên chưa lập được" in unescape(answer.text)


def test_an_officer_takes_a_report_and_a_text_along(browser, data):
    with at_any_port(data) as server:
        context = browser.new_context(
            viewport={"width": 390, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
        )
        page = context.new_page()
        page.add_init_script(path=AXE)
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.start)
        page.goto(f"http://{server.host}/dia-ban/quan-hoa-2025/")
        page.locator("summary", has_text="Tải báo cáo Word").press("Enter")
        page.get_by_label("Kỳ báo cáo").fill("6 tháng đầu năm 2024")
        with page.expect_download() as taken:
            page.get_by_role("button", name="Tải báo cáo Word").press("Enter")
        assert taken.value.suggested_filename == "bao-cao-quan-hoa-2025-6-thang-dau-nam-2024.docx"
        page.get_by_role("button", name="Chép tin Zalo").press("Enter")
        page.get_by_role("status").get_by_text("Đã chép").wait_for()
        text = page.get_by_label("Tin để chép vào Zalo").input_value()
        assert "6 tháng đầu năm 2024" in text and page.evaluate("navigator.clipboard.readText()") == text
        found = page.evaluate("axe.run('.desk-bar').then(found => found.violations.map(one => one.id))")
        assert found == [] and page.evaluate("document.documentElement.scrollWidth") == 390
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
        page.get_by_role("button", name="Chép tin Zalo").press("Enter")
        page.get_by_role("status").get_by_text("bấm Ctrl+C").wait_for()
        assert page.evaluate("document.activeElement.selectionEnd") == len(text)
        context.close()
        assert faults == []
