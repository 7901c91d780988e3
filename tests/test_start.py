"""`manage.py start`: a new site from a few answers and a table of units, as somebody in a province that doesn't exist would make it."""

import re
from pathlib import Path

import pytest

from macros.exports.csv_file import csv_file
from macros.files.sheets import read_sheet
from macros.files.xlsx import pages_of
from macros.language.problems import DataError
from macros.load import load, read
from macros.records import RECORDS, Source, Unit
from macros.staff.former_units import Unclear, formers_in
from macros.staff.start import questions, start
from macros.staff.starting import ask_and_start, write_blank
from macros.staff.unit_table import read_table
from tests.conftest import ROOT
from tests.ready import run

OF_HAI_PHONG = re.compile("hải phòng|hải dương|lê chân|hồng bàng|lạch tray|hai-phong|le-chan", re.IGNORECASE)
LAW = {"source_title": "Nghị quyết bịa số 9999 về tỉnh Ninh Hạ", "source_kind": "law_text"}
# As people write such a table: their own headings, the kind in the name, former units in words and without rows of their own.
TABLE = [
    ("STT", "Tên phường, xã", "Ngày thành lập", "Sáp nhập từ"),
    (1, "Phường Ninh An", "1/7/2025", "phường Ninh An, phường Ninh Bắc và xã Ninh Trung (huyện Hạ Nam)"),
    (2, "Phường Hoa Đông", "1/7/2025", "các phường Hoa Đông, Hoa Tây, một phần xã Ninh Sơn"),
    (3, "Xã Ninh Sơn", "1/7/2025", "phần còn lại của xã Ninh Sơn"),
    (4, "Đặc khu Hòn Mẫu", "2025-07-01", "huyện Hòn Mẫu"),
    *((number, f"Xã Mẫu Số {number}", "", "") for number in range(5, 21)),
]


@pytest.fixture
def table(tmp_path):
    def make(*rows):
        file = tmp_path / "bảng.csv"
        file.write_bytes(csv_file(rows[0], rows[1:]))
        return file

    return make


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of an invented province of 20 communes, some of them merged."""
    top = tmp_path_factory.mktemp("moi")
    (top / "bang.csv").write_bytes(csv_file(TABLE[0], TABLE[1:]))
    answers = {"place": "Tỉnh Ninh Hạ", "owner": "Công an tỉnh Ninh Hạ", "licence": "cc-by-4.0"}
    start({**answers, **LAW, "units": str(top / "bang.csv")}, top / "dữ liệu")
    return top / "dữ liệu"


def test_what_it_made_is_checked_and_built_without_a_warning(made, tmp_path):
    checked = run("check", "--data", made)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert re.fullmatch(r"Dữ liệu không có lỗi: .*\.\n", checked.stdout)
    done = run("build", "--data", made, "--site-dir", tmp_path / "site", "--url", "https://ninh-ha.example/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Cần người xem xét" not in done.stdout
    pages = [page for page in (tmp_path / "site").rglob("*.html") if "huong-dan" not in page.parts]
    assert len(pages) > 20
    # Help of fields, with examples of ours, stands on the page of the open data.
    assert [str(p) for p in pages if p.parent.name != "du-lieu" and OF_HAI_PHONG.search(p.read_text("utf-8"))] == []
    open_data = (tmp_path / "site/du-lieu/index.html").read_text("utf-8")
    assert 'href="https://creativecommons.org/licenses/by/4.0/deed.vi"' in open_data


def test_the_units_of_the_table_stand_as_they_were_and_are(made):
    units = load(made).by_id(Unit)
    province = units["tinh-ninh-ha"]
    today = [unit for unit in units.values() if unit.kind.level == "commune" and not unit.is_former]
    assert len(today) == 20
    assert {unit.parent for unit in today} == {province.id}
    of = {
        unit.full_name: [(units[c.unit].full_name, c.share.value, c.verification.value) for c in unit.formed_from]
        for unit in today
        if unit.formed_from
    }
    assert of == {
        "Phường Ninh An": [
            (name, "whole", "law_text") for name in ("Phường Ninh An", "Phường Ninh Bắc", "Xã Ninh Trung")
        ],
        "Phường Hoa Đông": [
            ("Phường Hoa Đông", "whole", "law_text"),
            ("Phường Hoa Tây", "whole", "law_text"),
            ("Xã Ninh Sơn", "part", "law_text"),
        ],
        "Xã Ninh Sơn": [("Xã Ninh Sơn", "remainder", "law_text")],
        "Đặc khu Hòn Mẫu": [("Huyện Hòn Mẫu", "whole", "law_text")],
    }
    former = [unit for unit in units.values() if unit.is_former]
    assert {str(unit.end) for unit in former} == {"2025-06-30"}
    district = units[units["xa-ninh-trung-huyen-ha-nam-2025"].parent]
    assert (district.full_name, district.parent) == ("Huyện Hạ Nam", province.id)
    assert units["phuong-ninh-bac-2025"].parent is None  # the district isn't said


def test_nothing_of_another_place_comes_along_and_nothing_rests_on_its_sources(made):
    catalogue = load(made)
    assert [source.title for source in catalogue.all(Source)] == [LAW["source_title"]]
    files = [file for file in made.rglob("*.yml") if "mau" not in file.relative_to(made).parts]
    assert [str(file) for file in files if OF_HAI_PHONG.search(file.read_text("utf-8"))] == []
    assert {record.posted for record in catalogue} == {record.changed for record in catalogue} != {None}
    assert {"anh-ninh", "an-ninh-trat-tu"} & catalogue.in_folder("terms").keys()
    assert "an-toan-giao-thong-cong-truong" in catalogue.in_folder("themes")
    assert "le-ra-mat" in catalogue.in_folder("event-kinds")


def test_there_is_a_sample_of_each_kind_as_a_draft_that_says_so(made):
    catalogue, _ = read(made)
    drafts = [record for record in catalogue if record.draft]
    assert {type(record) for record in drafts} == set(RECORDS)
    for record in drafts:
        assert record.file.read_text("utf-8").startswith("# TỆP MẪU – ")
        assert record.file.parent.name == "mau"
    assert not [record for record in catalogue if not record.draft and "mau" in record.file.parts]


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({}, ["place"]),
        ({"place": "Tỉnh A\nB"}, ["place"]),
        ({"place": "Tỉnh A", "email": "không phải\nthư", "licence": "của tôi"}, ["email", "licence"]),
        ({"place": "Tỉnh A", "units": "bang.csv"}, ["source_title"]),
        ({"place": "Tỉnh A", "source_title": "X", "source_kind": "gì đó", "source_published": "32/1/2025"},
         ["source_kind", "source_published"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_the_answer_s_name_and_nothing_is_written(tmp_path, answers, fields):
    with pytest.raises(DataError) as told:
        start(answers, tmp_path / "a/b")
    assert sorted({problem.field for problem in told.value.problems} & {one.name for one in questions()}) == fields
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("Cột một", "Từ ngày", "Đến ngày"), ("x", "", "")], "không có cột ghi tên đơn vị"),
        ([("Tên", "Trước là"), ("Phường A", "phường B")], "không có ngày đơn vị mới bắt đầu"),
        ([("Tên", "Từ ngày", "Trước là"), ("Phường A", "1/7/2025", "khu B")], "không rõ 'khu B' là đơn vị nào"),
        ([("Tên", "Từ ngày", "Trước là"), ("Phường A", "1/7/2025", "xã B"), ("Phường C", "1/7/2025", "xã B")],
         "'Xã B' đã nhập toàn bộ vào một đơn vị khác"),
        ([("Tên", "Từ ngày", "Trước là"), ("Phường A", "1/7/2025", "một phần xã B")], "chỉ nói một phần của 'Xã B'"),
        ([("Mã", "Tên", "Loại"), ("11407", "A", "phường")], "'11407' là mã thống kê"),
    ],
)  # fmt: skip
def test_a_table_that_can_t_be_meant_is_told_by_its_cells_and_nothing_is_written(tmp_path, table, rows, told):
    file = table(*rows)
    with pytest.raises(DataError, match=re.escape(told)) as error:
        start({"place": "Tỉnh A", **LAW, "units": str(file)}, tmp_path / "moi")
    assert {problem.file for problem in error.value.problems} == {file.as_posix()}
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("phường A và phường B", ["whole Phường A", "whole Phường B"]),
        ("Phường A, quận X; phường B, quận Y", ["whole Phường A, Quận X", "whole Phường B, Quận Y"]),
        ("thị trấn A và các xã B, C (huyện D)", ["whole Thị trấn A", "whole Xã B", "whole Xã C, Huyện D"]),
        ("các xã B, C thuộc huyện D", ["whole Xã B, Huyện D", "whole Xã C, Huyện D"]),
        ("một phần xã A, toàn bộ xã B", ["part Xã A", "whole Xã B"]),
        ("một phần diện tích xã E; phần còn lại của xã F.", ["part_area_only Xã E", "remainder Xã F"]),
        ("huyện A, thị xã B và thành phố C", ["whole Huyện A", "whole Thị xã B", "whole Thành phố C"]),
        ("tỉnh A và tỉnh B, thành phố C", ["whole Tỉnh A", "whole Tỉnh B", "whole Thành phố C"]),
        # as the resolutions on communes are worded
        (
            "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của thị trấn A, các xã B, C và một phần diện tích tự nhiên, quy mô dân số của xã D thành xã mới có tên gọi là xã A.",
            ["whole Thị trấn A", "whole Xã B", "whole Xã C", "part Xã D"],
        ),
        (
            "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của phường A, một phần diện tích tự nhiên của phường B và phần còn lại của phường C sau khi sắp xếp theo quy định tại khoản 1, khoản 2 Điều này thành phường mới có tên gọi là phường A",
            ["whole Phường A", "part_area_only Phường B", "remainder Phường C"],
        ),
        # how much holds for those after it, and spaces are lost in PDF files
        (
            "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã A,một phần diện tích tự nhiên, quy mô dân số củacác xãB, Cvà xã D",
            ["whole Xã A", "part Xã B", "part Xã C", "part Xã D"],
        ),
        ("phần diện tích tự nhiên, quy mô dân số còn lại của xã A", ["remainder Xã A"]),
        ("xã Xã Phường, xã Ea H'leo (thành phố M)", ["whole Xã Xã Phường", "whole Xã Ea H'leo, Thành phố M"]),
    ],
)
def test_former_units_are_read_as_people_name_them(text, units):
    assert [f"{one.share.value} {one.called}" for one in formers_in(text)] == units


@pytest.mark.parametrize(
    "text",
    ["A, B", "theo nghị quyết", "phường", "một phần xã A, xã B", "xã A và khu vực bãi bồi", "xã A một phần xã B"],
)
def test_what_names_no_unit_is_not_guessed(text):
    with pytest.raises(Unclear):
        formers_in(text)


def test_the_example_beside_the_blank_table_makes_the_units_of_the_project_again(tmp_path, real):
    """Hải Phòng's own communes of today, each from the former ones that its data tell of."""
    write_blank(tmp_path / "bang.xlsx", lambda _: None)
    assert [list(row.values()) for row in read_sheet(tmp_path / "bang.xlsx").rows.values()] == [
        ["Loại đơn vị", "Tên", "Mã thống kê", "Đơn vị cấp trên", "Từ ngày", "Đến ngày", "Trước là"]
    ]
    example = {page.name: page.rows for page in pages_of((tmp_path / "bang.xlsx").read_bytes())}["Ví dụ"]
    rows = [[row.get(column) for column in range(1, 8)] for row in example.values()]
    (tmp_path / "bang.csv").write_bytes(csv_file(rows[0], rows[1:]))
    start({"place": "Thành phố Hải Phòng", **LAW, "units": str(tmp_path / "bang.csv")}, tmp_path / "moi")
    assert formed(load(tmp_path / "moi").by_id(Unit)) == formed({u.id: u for u in real.all(Unit)})


def formed(units):
    def called(unit):
        above = units.get(unit.parent or "")
        return unit.full_name, above and above.full_name, str(unit.end)

    return {
        (unit.full_name, unit.code, str(unit.start)): sorted(
            (called(units[change.unit]), str(change.date), change.share.value) for change in unit.formed_from
        )
        for unit in units.values()
        if unit.kind.level == "commune" and not unit.is_former
    }


def test_such_a_table_goes_into_a_site_that_is_there_too(tmp_path, table):
    start({"place": "Tỉnh A", **LAW}, tmp_path / "moi")
    heads = ("Tên", "Cấp trên", "Từ ngày", "Trước là", "Nguồn")
    file = table(heads, ("Phường B", "Tỉnh A", "1/7/2025", "phường B, xã C", LAW["source_title"]))
    assert read_table(tmp_path / "moi", file, yes=True, say=lambda _: None) == 0
    assert read_table(tmp_path / "moi", file, say=lambda _: None) == 0  # and again: nothing is new
    assert len(load(tmp_path / "moi").by_id(Unit)) == 4


def test_a_province_that_still_has_districts_is_read_as_excel_writes_it(tmp_path):
    rows = [
        "Loại;Tên;Huyện",
        "huyện;Ea H'leo;",
        "thị xã;Ninh Đông;",
        "thị trấn;Ea H'leo;Ea H'leo",
        "xã;Đắk R’lấp;ea h'leo",
        "phường;1;Ninh Đông",
    ]
    (tmp_path / "bảng.csv").write_bytes("\r\n".join(rows).encode("utf-16"))
    answers = {"place": "Tỉnh Ninh Hạ", "source_title": "Danh mục bịa", "units": str(tmp_path / "bảng.csv")}
    start(answers, tmp_path / "dữ liệu")
    assert run("check", "--data", tmp_path / "dữ liệu").stdout.startswith(
        "Dữ liệu không có lỗi"
    )  # and nothing to look at
    units = load(tmp_path / "dữ liệu").by_id(Unit)
    above = {one.full_name: units[one.parent].full_name for one in units.values() if one.parent}
    assert above == {
        "Huyện Ea H'leo": "Tỉnh Ninh Hạ",
        "Thị xã Ninh Đông": "Tỉnh Ninh Hạ",
        "Thị trấn Ea H'leo": "Huyện Ea H'leo",
        "Xã Đắk R’lấp": "Huyện Ea H'leo",
        "Phường 1": "Thị xã Ninh Đông",
    }


def test_a_folder_that_holds_anything_is_never_touched(tmp_path):
    (tmp_path / "của tôi.docx").touch()
    with pytest.raises(FileExistsError):
        start({"place": "Tỉnh A"}, tmp_path)
    with pytest.raises(DataError, match="đã có và không trống"):
        ask_and_start(tmp_path, lambda _: "", lambda _: None)
    assert [file.name for file in tmp_path.iterdir()] == ["của tôi.docx"]


def test_what_programs_keep_in_an_empty_folder_stays(tmp_path):
    folder = tmp_path / "moi"
    (folder / ".desk").mkdir(parents=True)
    (folder / ".desk/giu").touch()
    assert folder / "site.yml" in start({"place": "Phường A"}, folder)
    assert (folder / ".desk/giu").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["moi"]


class Person:
    """Somebody at the terminal, who goes away when there are no more answers."""

    def __init__(self, *answers):
        self.waiting, self.said = list(answers), []

    def ask(self, prompt):
        if not self.waiting:
            raise KeyboardInterrupt
        return self.waiting.pop(0)

    def start(self, folder):
        return ask_and_start(folder, self.ask, self.said.append)

    @property
    def heard(self):
        return "\n".join(self.said)


def test_who_stops_goes_on_with_all_that_was_answered(tmp_path):
    folder = tmp_path / "moi"
    first = Person("Tỉnh Ninh Hạ", "Trang Mẫu", "<", "Trang Ninh Hạ", "Công an tỉnh Ninh Hạ")
    assert first.start(folder) == 1
    assert not folder.exists() and "chạy lại lệnh start để tiếp tục" in first.heard
    second = Person("", "", "-", *[""] * 6)
    assert second.start(folder) == 0
    assert "Đã trả lời: Công an tỉnh Ninh Hạ." in second.heard
    site = load(folder).site
    assert (site.name, site.place, site.owner) == ("Trang Ninh Hạ", "Tỉnh Ninh Hạ", None)
    assert [file.name for file in tmp_path.iterdir()] == ["moi"]


def test_a_wrong_table_is_asked_for_again(tmp_path, table):
    wrong, folder = table(("Tên", "Từ ngày"), ("Phường A", "hôm qua")), tmp_path / "moi"
    of_law = [LAW["source_title"], "2", "", "", ""]
    person = Person("Tỉnh A", *[""] * 7, "không có.csv", f'"{wrong}"', *of_law, "-")
    assert person.start(folder) == 0
    assert "không có tệp này" in person.heard and "'hôm qua' không phải ngày" in person.heard
    assert (folder / "site.yml").exists()


def test_the_project_s_own_words_are_what_a_new_site_begins_with():
    """A theme or a kind of event that named a source of Hải Phòng would be left out."""
    for folder in ("themes", "event-kinds"):
        assert [
            file.name for file in (ROOT / "data" / folder).glob("*.yml") if "sources:" in file.read_text("utf-8")
        ] == []


def test_no_answer_is_a_path_out_of_the_folder(tmp_path):
    start({"place": "Tỉnh A", "source_title": "../../../x", "source_kind": "other"}, tmp_path / "moi")
    assert [file.name for file in tmp_path.iterdir()] == ["moi"]
    assert [one.name for one in Path(tmp_path / "moi/sources").glob("*.yml")] == ["x.yml"]
