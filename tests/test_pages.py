"""Pages of the sample site as Markdown, each kind against its file in `golden/`; which pages there are; the macros.

`python3 manage.py test tests/test_pages.py --update-golden` writes the files anew; read the difference before you commit.
"""

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from macros.addresses import address
from macros.catalogue import Finder
from macros.language.markup import inert, lighten
from macros.once import Once
from macros.pages.listing import SOURCE, pages
from macros.pages.macros import MACROS, MacroError
from macros.pages.view import View
from macros.records import Event, EventKind, Model, Result, Source, Theme, Unit
from tests.by_hand import door, made
from tests.conftest import ROOT, SAMPLE, finder
from tests.html_pages import HtmlPage

GOLDEN = Path(__file__).parent / "golden"

RECORD_PAGES = {
    "models": "ngo-tu-quan",
    "models-least": "camera-nui",
    "events": "2024-01-18-tong-ket-quan-hoa",
    "events-least": "2024-06-tap-huan",
    "events-cancelled": "2024-11-18-huy",
    "events-coming": "2030-08-19-ngay-hoi",
    "events-no-year": "khong-ro-nam-09-27-so-ket",
    "units-ward": "phuong-hoa",
    "units-former-ward": "phuong-tay-hoa-2024",
    "units-former-district": "quan-hoa-2025",
    "units-inferred": "xa-nui",
    "organisations": "cong-an-quan-hoa",
    "sources": "bai-mot",
    "documents": "nghi-quyet-mau",
    "themes": "tu-quan",
    "themes-empty": "chua-co-mo-hinh",
}
LISTS = {
    "home": "index.md",
    "statistics": "thong-ke.md",
    "map": "ban-do.md",
    "model_index": "mo-hinh/index.md",
    "glossary": "thuat-ngu.md",
    "about": "gioi-thieu.md",
    "years": "su-kien/index.md",
    "event_index": "su-kien/index.md",
    "archive": "su-kien/luu-tru.md",
    "unit_index": "dia-ban/index.md",
    "organisation_index": "co-quan/index.md",
    "theme_index": "linh-vuc/index.md",
    "source_index": "nguon/index.md",
    "document_index": "van-ban/index.md",
}


@pytest.fixture
def view(find):
    return View(find)


@pytest.fixture
def page(view):
    """The home page."""
    return view.page("index.md")


def shown(page, macro, *arguments) -> str:
    """What a macro makes of a page, with the sources at its end."""
    return str(MACROS[macro](page, *arguments)) + page.sources_section()


@pytest.mark.parametrize("name", RECORD_PAGES)
def test_record_page(name, view, golden):
    folder = name.partition("-")[0]
    here = address.page_of(view.find.get(folder, RECORD_PAGES[name]))
    golden(GOLDEN / f"{name}.md", shown(view.page(here.source), "record_page", folder, RECORD_PAGES[name]))


@pytest.mark.parametrize("record", [("organisations", "truong-mau"), ("units", "dac-khu-dao")])
def test_what_holds_nothing_at_a_glance_has_no_empty_list(record, view):
    here = address.page_of(view.find.get(*record))
    assert "<dl" not in shown(view.page(here.source), "record_page", *record)


@pytest.mark.parametrize("name", LISTS)
def test_list_page(name, view, golden):
    golden(GOLDEN / f"{name}.md", shown(view.page(LISTS[name]), "show", name))


def test_year_page(view, golden):
    golden(GOLDEN / "year.md", shown(view.page(address.year(2023).source), "year_page", 2023))


def test_kit(view, golden):
    page = view.page("mo-hinh/ngo-tu-quan/bo-tai-lieu.md")
    golden(GOLDEN / "kit.md", shown(page, "kit_page", "ngo-tu-quan"))


def test_staff_see_what_is_missing_and_readers_don_t(find, page):
    assert "Còn thiếu" not in shown(page, "record_page", "models", "camera-nui")
    previewed = View(find, preview=True).page("index.md")
    least = shown(previewed, "record_page", "models", "camera-nui")
    assert "Còn thiếu" in least and "Các bước" in least
    assert "Còn thiếu" not in shown(previewed, "record_page", "models", "ngo-tu-quan")


def test_a_model_that_lacks_only_whom_to_ask_lacks_that(find, page):
    whole = find.get(Model, "ngo-tu-quan")
    assert page.missing(whole) == []
    assert page.missing(whole.model_copy(update={"contact": None})) == ["Hỏi ai"]
    assert page.missing(whole.model_copy(update={"steps": [], "since": None, "partners": []})) == [
        "Bắt đầu",
        "Các bước",
        "Đơn vị tham gia",
    ]


def test_a_long_list_of_models_is_spread_over_pages(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "data")
    one = (tmp_path / "data/models/camera-nui.yml").read_text(encoding="utf-8")
    for number in range(130):
        twin = one.replace("Camera xã Núi", f"Camera xã Núi {number}")
        (tmp_path / f"data/models/camera-nui-{number:03}.yml").write_text(twin, encoding="utf-8")
    view = View(finder(tmp_path / "data"))
    made = {page.address.source: page for page in pages(view.find)}
    assert [source for source in made if source.startswith("mo-hinh/trang/")] == [
        "mo-hinh/trang/2.md",
        "mo-hinh/trang/3.md",
    ]
    last = made["linh-vuc/camera/mo-hinh/3.md"]
    assert (last.macro, last.arguments) == ("list_page", ("models", 1, "themes", "camera"))
    seen = []
    for part in (1, 2, 3):
        page = view.page("linh-vuc/camera.md" if part == 1 else f"linh-vuc/camera/mo-hinh/{part}.md")
        call = ("record_page",) if part == 1 else ("list_page", "models", part - 2)
        html = MACROS[call[0]](page, *call[1:], "themes", "camera")
        (tmp_path / "x.html").write_text(html, encoding="utf-8")
        links = [link for link in HtmlPage(tmp_path / "x.html", tmp_path).links if "mo-hinh/camera-nui" in link]
        assert len(links) <= 60
        seen += [link.rpartition("mo-hinh/")[2] for link in links]
        assert f'<span aria-current="page">{part}</span>' in html
    assert len(seen) == len(set(seen)) == 131


def test_which_pages_there_are(find, golden):
    lines = [
        f"{page.address.source} | {page.title} | {page.description} | {' > '.join(f'{text} ({at.path})' for text, at in page.trail)}"
        for page in pages(find)
    ]
    golden(GOLDEN / "pages.txt", "\n".join(lines) + "\n")


def test_what_mkdocs_reads_of_a_page_holds_nothing_of_its_record(find):
    """It is one call, the same on all pages: nothing of a record can be read as a template."""
    made = list(pages(find))
    assert {page.source for page in made} == {SOURCE, f"---\nrobots: noindex\n---\n\n{SOURCE}"}
    assert {page.macro for page in made if not page.listed} == {"kit_page"}


def names(markdown: str, tmp_path) -> list[str]:
    """The texts of the links in what a macro made."""
    (tmp_path / "x.html").write_text(markdown, encoding="utf-8")
    return HtmlPage(tmp_path / "x.html", tmp_path).texts.get("a", [])


COMING, TALLY, TRAINING, CANCELLED, LAUNCH, NO_YEAR = (
    "Ngày hội mẫu sắp tới",
    "Hội nghị tổng kết phong trào quận Hoa",
    "Tập huấn mẫu",
    "Đã hủy: Ngày hội mẫu bị hủy",
    "Lễ ra mắt mô hình Ngõ tự quản",
    "Sơ kết mẫu không rõ năm",
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [COMING, CANCELLED, TRAINING, TALLY, LAUNCH, NO_YEAR]),
        ({"limit": 2}, [COMING, CANCELLED]),
        ({"coming": True}, [COMING]),
        ({"coming": False, "limit": 1}, [CANCELLED]),
        ({"year": 2023}, [LAUNCH]),
        ({"kind": "ngay-hoi"}, [COMING, CANCELLED]),
        ({"theme": "tu-quan"}, [TALLY, LAUNCH]),
        ({"model": "ngo-tu-quan"}, [TALLY, LAUNCH]),
        ({"organiser": "cong-an-quan-hoa"}, [TALLY]),
        ({"unit": "phuong-tay-hoa-2024"}, [TRAINING]),
        ({"unit": "phuong-hoa-2025"}, [CANCELLED, TRAINING]),
        ({"unit": "quan-hoa-2025"}, [CANCELLED, TRAINING, TALLY, LAUNCH]),
        ({"unit": "phuong-sen", "year": 2030}, []),
        ({"unit": "dac-khu-dao"}, []),
    ],
)
def test_event_list(wanted, found, page, tmp_path):
    assert names(MACROS["event_list"](page, **wanted), tmp_path) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Ngõ tự quản về ANTT", "Camera xã Núi"]),
        ({"limit": 1}, ["Ngõ tự quản về ANTT"]),
        ({"theme": "camera"}, ["Camera xã Núi"]),
        ({"unit": "phuong-hoa"}, ["Ngõ tự quản về ANTT"]),
        ({"unit": "xa-nui"}, ["Camera xã Núi"]),
        ({"unit": "thanh-pho-mau"}, ["Ngõ tự quản về ANTT", "Camera xã Núi"]),
        ({"unit": "dac-khu-dao"}, []),
    ],
)
def test_model_list(wanted, found, page, tmp_path):
    assert names(MACROS["model_list"](page, **wanted), tmp_path) == found


def test_an_empty_list_says_so(page):
    assert "Chưa có sự kiện nào." in MACROS["event_list"](page, year=1990)
    assert "Chưa có mô hình nào." in MACROS["model_list"](page, theme="chua-co-mo-hinh")


@pytest.mark.parametrize(
    ("source", "arguments", "html"),
    [
        ("index.md", ("models", "camera-nui"), '<a href="mo-hinh/camera-nui/">Camera xã Núi</a>'),
        ("gioi-thieu.md", ("models", "camera-nui", "đây"), '<a href="../mo-hinh/camera-nui/">đây</a>'),
        ("mo-hinh/index.md", ("models", "camera-nui", "a*b"), '<a href="camera-nui/">a&#42;b</a>'),
        ("mo-hinh/camera-nui.md", ("units", "phuong-sen"), '<a href="../../dia-ban/phuong-sen/">Phường Sen</a>'),
        ("index.md", ("units", "dac-khu-dao"), "Đặc khu Đảo"),
        ("index.md", ("terms", "diem"), "điểm"),
    ],
)
def test_link(source, arguments, html, view):
    assert MACROS["link"](view.page(source), *arguments) == html


def test_count(page):
    assert MACROS["count"](page, "events") == "6"


def test_counts_beyond_a_thousand_are_written_the_vietnamese_way(view, monkeypatch):
    monkeypatch.setattr(Finder, "count", lambda *_: 1234)
    event = view.find.events()[0]
    monkeypatch.setattr(Finder, "told_once", lambda *_: [event] * 1234)
    page = view.page("index.md")
    assert MACROS["count"](page, "events") == "1.234"
    assert "1.234 mô hình, 1.234 sự kiện và 1.234 đơn vị hành chính" in lighten(shown(page, "show", "about"))
    assert '<td class="value">1.234<' in lighten(shown(page, "show", "statistics"))


def test_cite_numbers_sources_in_the_order_of_the_page(page):
    said = MACROS["cite"](page, "bai-hai") + MACROS["cite"](page, "bai-mot", "bai-hai")
    assert [part.partition("]")[0] for part in said.split("[")[1:]] == ["1", "2", "1"]
    section = page.sources_section()
    assert section.index("Bài mẫu thứ hai") < section.index("Bài mẫu thứ nhất")
    assert page.sources_section() == ""


@pytest.mark.parametrize(
    ("macro", "arguments", "told", "hint"),
    [
        ("link", ("models", "camera-nuy"), "không có mô hình mang mã 'camera-nuy'", "camera-nui"),
        ("link", ("model", "camera-nui"), "không có loại bản ghi 'model'", "models"),
        ("count", ("xyz",), "không có loại bản ghi 'xyz'", None),
        ("cite", ("bai-mott",), "không có nguồn mang mã 'bai-mott'", "bai-mot"),
        ("figures", ("events", "x"), "không có sự kiện mang mã 'x'", None),
        ("figures", ("event", "x"), "không có loại bản ghi 'event'", "events"),
        ("figures", ("terms", "diem"), "thuật ngữ không có số liệu", None),
        ("model_list", ("phuong-hoo",), "không có đơn vị hành chính mang mã 'phuong-hoo'", "phuong-hoa"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told(macro, arguments, told, hint, page):
    with pytest.raises(MacroError) as error:
        MACROS[macro](page, *arguments)
    assert (str(error.value), error.value.hint) == (told, hint)


def with_differing():
    """A unit whose yearly result has sources that differ, and which has an event with figures and a model."""
    accounts = [{"says": "36 là tổng số", "source": "bai"}, {"says": "36 là số cũ.", "source": "bai"}]
    figures = [{"label": "Mô hình đang có", "value": 29, "period": "2024"}]
    return door(
        made(Source, "bai"),
        made(Theme, "linh-vuc"),
        made(EventKind, "ngay-hoi"),
        made(Unit, "phuong"),
        made(Model, "mo-hinh"),
        made(Event, "hoi", figures=figures),
        made(
            Result,
            "r",
            figures=[{"label": "Vụ", "value": 3}],
            disagreements=[{"about": "số mô hình", "accounts": accounts}],
        ),
    )


def test_where_sources_differ_is_told_in_full_once_and_after_the_figures():
    page = View(with_differing()).page("index.md")
    home = shown(page, "record_page", "units", "phuong")
    assert "36 là tổng số" in home and home.index("Số liệu năm 2024") < home.index("36 là tổng số")
    assert 'id="nguon-khac-nhau-r"' in home
    for elsewhere in (shown(page, "year_page", 2024), shown(page, "show", "statistics")):
        assert "36 là" not in elsewhere
        assert (
            '<a href="dia-ban/phuong/#nguon-khac-nhau-r">1 điều các nguồn nêu khác nhau hoặc ghi chưa rõ</a>'
            in lighten(elsewhere)
        )


def test_what_was_published_of_a_unit_comes_before_what_the_site_holds():
    page = View(with_differing()).page("index.md")
    text = shown(page, "show", "statistics")
    assert text.index("29") < text.index("Trang thông tin này có 1 mô hình, 1 sự kiện của Phường Hoa")
    unit = shown(page, "record_page", "units", "phuong")
    told = unit.index("đó không phải là tổng số của địa bàn. Số các nguồn công bố: ")
    assert told < unit.index('href="#ket-qua', told) < unit.index("## Mô hình") < unit.index("29")


def test_what_was_published_with_an_event_is_told_with_its_year(real):
    view = View(real)
    year = str(view.page("nam/2023.md").render("year", year=2023))
    home = str(view.page("index.md").render("home"))
    events = [event for event in real.events(year=2023) if event.figures]
    assert "quan-hong-bang-hai-phong-2024" in {event.unit for event in events}
    for event in events:
        assert all(str(inert(figure.label)) in year for figure in event.figures)
        assert address.page_of(event).path in home


@pytest.mark.parametrize("name", ["statistics", "event_index", "archive", "year"])
def test_nothing_is_drawn_of_what_the_site_happens_to_hold(view, name):
    page = view.page(f"{name}.md")
    assert "<svg" not in (page.render(name, year=2024) if name == "year" else shown(page, "show", name))


def test_beside_the_latest_events_stands_how_far_they_reach(view):
    for name in ("home", "event_index", "statistics"):
        assert "Sự kiện mới nhất đã ghi nhận: 18/11/2024." in shown(view.page(LISTS[name]), "show", name)
    assert "đã ghi nhận" not in shown(View(door()).page("index.md"), "show", "event_index")


def test_no_list_says_that_nothing_happened(view):
    for name, source in LISTS.items():
        if name != "about":
            assert not re.search(r">\s*0(<[^>]*>)*\s*(sự kiện|mô hình)", shown(view.page(source), "show", name)), name


def test_what_a_source_does_not_give_is_said_and_map_data_stand_apart():
    press = made(Source, "bai", title="Bài", found="Thư viện")
    maps = made(
        Source, "ban-do", title="Bản đồ", kind="dataset", publisher="Kho", published="2024", url="https://k.example/"
    )
    find = door(press, maps, made(Theme, "x"))
    page = View(find).page("nguon/index.md")
    told = re.sub("<[^>]*>", " ", shown(page, "record_page", "sources", "bai"))
    assert re.findall(r"(Nơi đăng|Ngày đăng|Tìm ở đâu)\s+(\S.*?)\s*$", told, re.MULTILINE) == [
        ("Nơi đăng", "không rõ"), ("Ngày đăng", "không rõ"), ("Tìm ở đâu", "Thư viện")]  # fmt: skip
    assert "Tìm ở đâu" not in shown(page, "record_page", "sources", "ban-do")
    index = shown(page, "show", "source_index")
    assert "Bài</a>, nơi đăng không rõ, không rõ ngày</li>" in index
    assert index.index("## Bài báo") < index.index("## Dữ liệu bản đồ, đơn vị hành chính") < index.index("Bản đồ</a>")
    page = View(find).page("index.md")
    page.cite(["ban-do", "bai"])
    numbered = page.sources_section()
    assert (
        numbered.index('id="nguon-2" value="2"')
        < numbered.index("Dữ liệu bản đồ")
        < numbered.index('id="nguon-1" value="1"')
    )


@pytest.mark.parametrize(
    ("unit_id", "marked"),
    [
        ("quan-le-chan-hai-phong-2025", ["An Biên", "Lê Chân"]),
        ("phuong-lach-tray-ngo-quyen-hai-phong-2024", ["Gia Viên", "Lê Chân"]),
        ("phuong-le-chan-hai-phong", ["Lê Chân"]),
        (
            "huyen-binh-giang-hai-duong-2025",
            ["Bình Giang", "Đường An", "Kẻ Sặt", "Nguyễn Lương Bằng", "Thượng Hồng"],
        ),  # of no known middle
    ],
)
def test_a_map_shows_the_units_of_today_on_the_ground_of_any_and_words_say_the_same(real, unit_id, marked, monkeypatch):
    unit = real.get(Unit, unit_id)
    page = unescape(str(View(real).page(address.page_of(unit).source).render("units", record=unit)))
    drawn, words = page.partition("<figcaption>")[0], page.partition("</figure>")[2].partition("</p>")[0]
    names = re.findall(r"<text class=\"map__(name|other)\"[^>]*>([^<]+)", drawn)
    assert drawn.count('<path class="map__mark"') == len(marked) and "<circle" not in drawn
    assert {name for kind, name in names if kind == "name"} == {*marked}
    assert len(names) > 5 and all(name in words for kind, name in names if kind == "other" or unit.is_former)
    assert ("ranh giới cũ không có trong dữ liệu" in page) is unit.is_former
    # A border that isn't known, of one alone, leaves the units of its own day, as dots.
    if unit.is_former and unit.centroid:
        known = {name: border for name, border in real.borders.items() if name != "phuong-le-chan-hai-phong"}
        lacking = finder(ROOT / "data")
        monkeypatch.setattr(type(lacking), "borders", known)
        page = View(lacking).page(address.page_of(unit).source).render("units", record=unit)
        assert "các đơn vị cùng cấp gần nhất" in page and '<path class="map__mark"' not in page


def test_a_ward_of_which_nothing_but_its_name_is_known_has_no_empty_heading():
    find = door(made(Unit, "xa", kind="commune", name="Núi"), made(Model, "m", units=["xa"], themes=["t"]), made(Theme, "t"), made(Source, "bai"))  # fmt: skip
    page = View(find).page("dia-ban/xa/index.md").render("units", record=find.get(Unit, "xa"))
    assert "## Mô hình" in page and "## Địa bàn" not in page


def test_before_its_day_an_event_tells_when_where_and_for_whom_first_and_then_what_came_of_it():
    fields = {
        "place": "Sân đình",
        "summary": "Tóm tắt này.",
        "content": ["Nội dung này."],
        "figures": [{"label": "Người dự", "value": 9}],
        "partners": [{"name": "Tổ 1"}, {"name": "Hội A", "role": "supporter"}],
    }
    units = (made(Unit, "phuong"), made(EventKind, "ngay-hoi"), made(Source, "bai"))
    for date, order in (
        ("2030-08-19", ["19/8/2030", "Sân đình", "Mời, tham gia", "Tóm tắt", "## Đơn vị tham gia", "## Nội dung", "Người dự"]),
        ("2024-08-19", ["Tóm tắt", "19/8/2024", "Sân đình", "Người dự", "## Nội dung", "## Đơn vị tham gia"]),
    ):  # fmt: skip
        page = View(door(made(Event, "e", date=date, **fields), *units)).page("index.md")
        text = shown(page, "record_page", "events", "e")
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert ("<dt>Mời, tham gia</dt><dd>Tổ 1</dd>" in text) == (date > "2025")


def test_an_event_of_many_units_names_one_above_and_lists_all_below():
    units = [made(Unit, f"xa-{n}", name=f"Xã {n}") for n in range(9)]
    few = made(Event, "it", unit="xa-0", units=["xa-1", "xa-2"])
    sessions = [{"units": "xa-3", "time": "sáng", "place": "Sân đình"}, {"name": "Trao giải"}]
    many = made(Event, "nhieu", unit="xa-0", units=[f"xa-{n}" for n in range(1, 9)], sessions=sessions)
    page = View(door(few, many, *units, made(EventKind, "ngay-hoi"), made(Source, "bai"))).page("index.md")
    short, long = (shown(page, "record_page", "events", event.id) for event in (few, many))
    assert "noi-dien-ra" not in short and short.count("dia-ban/xa-2/") == 1
    assert '<a href="#noi-dien-ra">8 phường khác</a>' in long and long.count("dia-ban/xa-8/") == 1
    assert long.index("Trao giải") < long.index("## Nơi diễn ra (9)")
    assert re.search(r">Phường Xã 3</a> <small>[^<]*sáng, Sân đình", lighten(long)) and long.count("Sân đình") == 1
    assert "Phường Xã 0 và 8 phường khác" in shown(page, "event_list")


def test_of_a_unit_of_which_nothing_else_is_held_that_is_said_in_a_whole_sentence():
    figures = [{"label": "Vụ", "value": 3}]
    records = (made(Unit, "phuong", name="Hoa"), made(Source, "bai"), made(Result, "r", unit="phuong", figures=figures))
    text = shown(View(door(*records)).page("thong-ke.md"), "show", "statistics")
    assert "Trang thông tin này chưa ghi nhận mô hình, sự kiện nào của Phường Hoa; không có nghĩa là" in text
    assert "này có" not in text


def test_of_many_numbers_those_that_need_no_explanation_stand_before_all_of_them_folded_up():
    figures = [{"label": f"Số {n}", "value": n, "period": "2023"} for n in range(1, 8)] + [
        {"label": "Bà con", "note": "x"}
    ]
    figures[0]["note"] = "Có chỗ chưa rõ"
    figures[-1]["as_written"] = "đông đảo"
    records = (made(Unit, "phuong", name="Hoa"), made(Source, "bai"), made(Result, "r", unit="phuong", figures=figures))
    page = View(door(*records)).page("thong-ke.md")
    for text in (
        shown(page, "show", "statistics").partition("Theo năm")[0],
        shown(page, "record_page", "units", "phuong"),
    ):
        plain, folded = text.split("Tất cả 8 số liệu")
        assert re.findall(r"<dt>(Số \d)", plain) == ["Số 2", "Số 3", "Số 4", "Số 5"] and "năm 2023" in plain
        assert "<tr" not in plain and folded.count('<th scope="row"') == 8


def test_what_sources_disagree_on_is_neither_told_large_nor_folded_up():
    figures = [{"label": f"Số {n}", "as_written": "nhiều"} for n in range(6)]
    figures += [{"label": "Tổ", "value": value, "source": "bai"} for value in (12, 15)]
    told = made(Unit, "phuong", name="Hoa"), made(Source, "bai"), made(Result, "r", unit="phuong", figures=figures)
    find = door(*told, made(Unit, "xa", name="Lá"), made(Result, "s", unit="xa", figures=figures))
    text = shown(View(find).page("thong-ke.md"), "show", "statistics").partition("Theo năm")[0]
    unfolded = re.sub("<details.*?</details>", "", text, flags=re.DOTALL)
    assert unfolded.count("về “Tổ”: 12") == text.count("về “Tổ”: 12") == 2
    year = shown(View(find).page("x/index.md"), "year_page", 2024)
    assert '<dl class="numbers">' not in text + year and find.latest_figures(6) == []


def test_statistics_show_few_of_many_units_at_once_and_fold_the_others():
    units = [made(Unit, f"u{n}", name=f"Xã {n}") for n in range(20)]
    events = [made(Event, f"e{n}", unit=f"u{n}", date="2024") for n in range(20)]
    find = door(*units, *events, made(EventKind, "ngay-hoi"), made(Source, "bai"))
    text = shown(View(find).page("thong-ke.md"), "show", "statistics").split("{: #theo-don-vi }")[-1]
    assert text.partition("<details")[0].count('<th scope="row"') == 12 and "8 đơn vị khác" in text


@pytest.mark.parametrize(("cited", "seen"), [(5, 5), (9, 4)])
def test_a_page_of_many_things_shows_few_of_its_sources_at_once_and_folds_the_others(cited, seen):
    sources = [made(Source, f"bai-{n}", title=f"Bài {n}") for n in range(cited)]
    figures = [{"label": f"Số {n}", "value": n, "source": f"bai-{n}"} for n in range(cited)]
    result = made(Result, "r", unit="phuong", figures=figures, sources=[one.id for one in sources])
    page = View(door(made(Unit, "phuong"), result, *sources)).page("thong-ke.md")
    text = shown(page, "show", "statistics").partition('<ol class="sources">')[2]
    assert text.partition("<details")[0].count("<li") == seen and text.count("<li") == cited
    assert ("Còn 5 nguồn" in text) == (seen < cited)


@pytest.mark.parametrize(
    ("first", "then", "whole", "timed"),
    [
        ("2024", "", "", True),
        ("2024", "2023", "", True),
        ("2023", "2023", "", True),
        ("2024", "2024", "6 tháng đầu năm 2024", True),  # which ends as their time does
        ("2024", "2024", "", False),
        ("", "", "", False),
    ],
)
def test_a_column_of_times_is_there_where_a_time_is_told_that_the_caption_does_not(first, then, whole, timed):
    when, later = ({"period": one} if one else {} for one in (first, then))
    fields = {
        "period_name": whole or None,
        "figures": [
            {"label": "Vụ", "value": 3, "rows": [{"label": "Trộm", "value": 2}], **when},
            {"label": "Tin", "value": 4, **later},
        ],
        "awards": [
            {"by": "Chủ tịch", "form": "bằng khen", "individuals": 2, **when},
            {"by": "Giám đốc", "form": "giấy khen", "individuals": 3, **later},
        ],
    }
    records = (made(Unit, "phuong", name="Hoa"), made(Source, "bai"), made(Result, "r", unit="phuong", **fields))
    text = shown(View(door(*records)).page("index.md"), "record_page", "units", "phuong")
    assert text.count('<th scope="col">Thời gian</th>') == (2 if timed else 0)
    for row in re.findall(r"<tr\b.*?</tr>", text):
        assert len(re.findall(r"<t[hd]\b", row)) == (3 if timed else 2)


def test_what_stands_around_pages_is_rendered_once_for_those_that_see_all_pages_by_hand_the_same_way(find):
    docs = ROOT / "docs"
    files = [File(one.relative_to(docs).as_posix(), str(docs), "site", True) for one in docs.rglob("*.md")]
    links = [file.url for file in files] + ["su-kien.xml", "assets/site.css", "assets/search/box.js"]
    once, rendered = Once(Files(files)), []
    generated = [*pages(find), *(replace(page, address=page.address.below("trang/2/")) for page in pages(find))]
    for page in generated:
        here = page.address.path

        def around(here=here):
            rendered.append(here)
            return " ".join(get_relative_url(link, here) for link in links)

        seen = SimpleNamespace(url=here, file=SimpleNamespace(generated_by="us"))
        assert once("around", seen, caller=around) == around()
    assert len(rendered) - len(generated) < 40
