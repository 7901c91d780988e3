"""`manage.py units`: units as a table and back, tables as staff and their spreadsheets make them, and what is told of their faults."""

import csv
import io
import random
import shutil
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from macros import commands
from macros.files import together
from macros.files.cells import letters
from macros.files.sheets import read_sheet
from macros.language.dates import PartialDate
from macros.language.problems import DataError
from macros.load import read
from macros.records import Unit
from macros.staff.columns import columns_of, heading, titles_of
from macros.staff.names import same
from macros.staff.unit_rows import UnitRows
from macros.staff.unit_table import read_table, write_table
from tests.conftest import ROOT, SAMPLE
from tests.trees import contents

HEADER = ("Mã", "Loại đơn vị", "Tên", "Đơn vị cấp trên", "Từ ngày", "Đến ngày", "Lập từ: Đơn vị cũ", "Lập từ: Từ ngày",
          "Lập từ: Phần nhập vào", "Lập từ: Văn bản", "Lập từ: Mức kiểm chứng", "Lập từ: Nguồn", "Nguồn")  # fmt: skip
NEW = ("", "Phường", "Mai", "Thành phố Mẫu", "1/7/2025", "", "phuong-dong-hoa-2024", "1/7/2025", "một phần diện tích và dân số",
       "nghi-quyet-mau", "đã đối chiếu với văn bản", "toan-van-mau", "danh-muc-mau")  # fmt: skip


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "data")).resolve()


def as_csv(file: Path, rows, delimiter=",", encoding="utf-8", start="") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    file.write_bytes((start + out.getvalue()).encode(encoding))
    return file


def as_xlsx(file: Path, rows, **options) -> Path:
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Đơn vị")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, book.add_format({"num_format": "d/m/yyyy"}))
                elif isinstance(value, tuple):
                    sheet.write(number, column, value[0], book.add_format({"num_format": value[1]}))
                elif value != "":
                    sheet.write(number, column, value)
    return file


def taken_in(data: Path, file: Path, answer: str | None = None) -> tuple[int, str]:
    """The exit status, and all that is said."""
    said: list[str] = []
    status = read_table(data, file, yes=answer is None, ask=lambda _: answer, say=said.append)
    return status, "\n".join(said)


def refused(data: Path, file: Path) -> list[str]:
    """What is wrong with a table, of which nothing was written."""
    before = contents(data)
    with pytest.raises(DataError) as told:
        read_table(data, file, yes=True, say=lambda _: None)
    assert contents(data) == before
    return [str(problem).partition(f"{file.name}:")[2] for problem in told.value.problems]


def unit(data: Path, unit_id: str) -> Unit:
    catalogue, problems = read(data)
    assert not problems
    return catalogue.get(Unit, unit_id)


# There and back


@pytest.mark.parametrize(("ending", "folder"), [("xlsx", ROOT / "data"), ("csv", SAMPLE)])
def test_what_is_written_out_changes_nothing(tmp_path, ending, folder):
    real = Path(shutil.copytree(folder, tmp_path / "data"))
    before = contents(real)
    write_table(real, tmp_path / f"bang.{ending}", lambda _: None)
    count = len(list((real / "units").rglob("*.yml")))
    assert taken_in(real, tmp_path / f"bang.{ending}") == (0, f"Thêm 0, sửa 0; {count} đơn vị trong bảng không đổi.")
    assert contents(real) == before


def test_every_field_of_the_table_goes_there_and_back(tmp_path, data):
    """Of nothing but the table, the same units are made again."""
    write_table(data, tmp_path / "bang.xlsx", lambda _: None)
    old, _ = read(data)
    kept = {}
    for record in old.all(Unit):
        kept[record.id] = record.model_copy(update={"facts": [], "figures": [], "disagreements": [], "draft": False})
        record.file.unlink()
    (data / "models").rename(tmp_path / "models")
    shutil.rmtree(data / "events")
    shutil.rmtree(data / "results")
    shutil.rmtree(data / "organisations")
    shutil.rmtree(data / "borders")
    assert taken_in(data, tmp_path / "bang.xlsx")[0] == 0
    for unit_id, was in kept.items():
        assert unit(data, unit_id).model_dump(exclude={"posted", "changed", "seal", "aliases"}) == was.model_dump(
            exclude={"posted", "changed", "seal", "aliases"}
        )


def test_a_table_is_never_written_over_another_file(tmp_path, data):
    (tmp_path / "bang.csv").write_text("của tôi", encoding="utf-8")
    with pytest.raises(DataError, match="đã có tệp này"):
        write_table(data, tmp_path / "bang.csv")
    with pytest.raises(DataError, match=r"\.xlsx"):
        write_table(data, tmp_path / "bang.ods")
    assert (tmp_path / "bang.csv").read_text(encoding="utf-8") == "của tôi"


def test_columns_are_the_records_fields():
    columns = columns_of(Unit)
    assert len({column.title for column in columns}) == len(columns)
    assert {"facts", "figures", "posted", "seal", "draft"}.isdisjoint(column.whole_way[0] for column in columns[1:])
    assert {("formed_from", "share"), ("abolished", "documents"), ("now_in", "unit"), ("note",)} <= {
        c.whole_way for c in columns
    }
    further = {name: [columns[1]] for name in (heading(columns[0].title), "loai")}
    known = titles_of(columns, further)  # which come behind whole titles, and before parts of titles
    assert all(known[heading(column.title)] == [column] for column in columns) and known["loai"] == [columns[1]]


# What is added and changed


FILES = {
    "phẩy": lambda file, rows: as_csv(file, rows),
    "BOM": lambda file, rows: as_csv(file, rows, encoding="utf-8-sig"),
    "chấm phẩy": lambda file, rows: as_csv(file, rows, ";", "utf-8-sig"),
    "tab": lambda file, rows: as_csv(file, rows, "\t"),
    "Unicode Text": lambda file, rows: as_csv(file, rows, "\t", "utf-16"),
    "sep": lambda file, rows: as_csv(file, rows, ";", start="sep=;\r\n"),
    "xlsx": as_xlsx,
    "inline": lambda file, rows: as_xlsx(file, rows, in_memory=True, constant_memory=True),
}


@pytest.mark.parametrize("made", FILES)
def test_a_new_unit_is_shown_and_written(tmp_path, data, made):
    file = FILES[made](tmp_path / "bang", [HEADER, NEW])
    before = contents(data)
    status, said = taken_in(data, file, answer="")
    assert (status, contents(data)) == (1, before)
    assert said.splitlines() == [
        "Thêm Phường Mai (units/nay/phuong-mai-mau.yml)",
        "  Loại đơn vị: Phường",
        "  Tên: Mai",
        "  Đơn vị cấp trên: thanh-pho-mau",
        "  Từ ngày: 2025-07-01",
        "  Lập từ phuong-dong-hoa-2024: Từ ngày: 2025-07-01",
        "  Lập từ phuong-dong-hoa-2024: Phần nhập vào: một phần diện tích và dân số",
        "  Lập từ phuong-dong-hoa-2024: Văn bản: nghi-quyet-mau",
        "  Lập từ phuong-dong-hoa-2024: Mức kiểm chứng: đã đối chiếu với văn bản",
        "  Lập từ phuong-dong-hoa-2024: Nguồn: toan-van-mau",
        "  Nguồn: danh-muc-mau",
        "Thêm 1, sửa 0; 0 đơn vị trong bảng không đổi.",
        "Chưa ghi gì.",
    ]
    assert taken_in(data, file, answer="c")[0] == 0
    found = unit(data, "phuong-mai-mau")
    assert (found.full_name, found.parent, found.start) == ("Phường Mai", "thanh-pho-mau", PartialDate(2025, 7, 1))
    assert found.posted and found.seal
    assert taken_in(data, file) == (
        0,
        "Thêm 0, sửa 0; 1 đơn vị trong bảng không đổi.",
    )  # found again by what it is called


def test_a_change_is_shown_field_by_field_and_the_file_keeps_its_comments(tmp_path, data):
    file = as_csv(tmp_path / "bang.csv", [("ma", "DEN NGAY", "Bãi bỏ: ghi chú", "DIỆN TÍCH: DIỆN TÍCH (KM2)", "Nguồn"),
                                          ("quan-hoa-2025", "29/6/2025", "Không còn cấp huyện.", "", ""),
                                          ("xa-nui", "", "", "", "danh-muc-mau; ban-do-mau")])  # fmt: skip
    text = (data / "units/truoc/quan-hoa-2025.yml").read_text(encoding="utf-8")
    said = taken_in(data, file, answer="k")[1]
    assert "  Đến ngày: 2025-06-30 → 2025-06-29" in said
    assert "  Bãi bỏ: Ghi chú: Bỏ cấp huyện. → Không còn cấp huyện." in said
    assert "  Nguồn: danh-muc-mau → danh-muc-mau; ban-do-mau" in said
    taken_in(data, file)
    now = (data / "units/truoc/quan-hoa-2025.yml").read_text(encoding="utf-8")
    assert now.startswith(
        text.replace("end: 2025-06-30", "end: 2025-06-29").replace("Bỏ cấp huyện.", "Không còn cấp huyện.")
    )
    assert unit(data, "xa-nui").formed_from[1].note == "Suy từ tên và bản đồ."


def test_empty_cells_and_missing_rows_delete_nothing(tmp_path, data):
    before = contents(data)
    file = as_csv(tmp_path / "bang.csv", [HEADER, ("phuong-hoa", *[""] * 12)])
    assert taken_in(data, file) == (0, "Thêm 0, sửa 0; 1 đơn vị trong bảng không đổi.")
    assert contents(data) == before


def test_predecessors_stand_in_rows_and_find_their_own(tmp_path, data):
    """Rows without a unit of their own go on with the one above; a known predecessor is changed, another one added."""
    rows = [("Mã", "Lập từ: Đơn vị cũ", "Từ ngày", "Lập từ: Từ ngày", "Phần nhập vào", "Lập từ: Mức kiểm chứng", "Lập từ: Nguồn"),
            ("phuong-sen", "phuong-hoa-2025", "", "", "toàn bộ", "", ""),
            ("", "Thị trấn Chợ (huyện Sen, đến 6/2025)", "", "1/7/2025", "phan con lai sau khi sap xep", "inferred", "ban-do-mau")]  # fmt: skip
    taken_in(data, as_xlsx(tmp_path / "bang.xlsx", rows))
    assert [(c.unit, str(c.share)) for c in unit(data, "phuong-sen").formed_from] == [
        ("phuong-hoa-2025", "whole"),
        ("xa-nui-sen-2025", "part_area_only"),
        ("thi-tran-cho-sen-2025", "remainder"),
    ]
    assert unit(data, "phuong-sen").start == PartialDate(2025, 7, 1)


def test_of_several_units_called_so_the_one_of_the_day_is_meant(tmp_path, data):
    """Phường Hoa is a ward until 30 June 2025, and another one from the day after."""
    header = ("Loại đơn vị", "Tên", "Đơn vị cấp trên", "Từ ngày", "Đến ngày", "Đơn vị cũ", "Lập từ: Từ ngày", "Phần nhập vào",
              "Lập từ: Mức kiểm chứng", "Lập từ: Nguồn", "Nay nằm ở: Đơn vị nay", "Phần diện tích", "Nay nằm ở: Nguồn", "Nguồn")  # fmt: skip
    rest = ("toàn bộ", "inferred", "ban-do-mau", "", "", "", "danh-muc-mau")
    rows = [header, ("Phường", "Lúa", "Phường Hoa", "1/1/2025", "30/6/2025", *[""] * 5, "phường hoa", "0,5", "ban-do-mau", "danh-muc-mau"),
            ("Phường", "Ngô", "Phường Hoa", "1/7/2025", "", "Phường Hoa", "1/7/2025", *rest),
            ("Phường", "Đỗ", "thành phố mẫu", "", "", "Phường Hoa, Quận Hoa", "7/2025", *rest)]  # fmt: skip
    taken_in(data, as_csv(tmp_path / "bang.csv", rows, ";"))
    before, after, third = (
        unit(data, name) for name in ("phuong-lua-hoa-hoa-mau-2025", "phuong-ngo-hoa-mau", "phuong-do-mau")
    )
    assert (before.parent, before.now_in[0].unit, after.parent) == ("phuong-hoa-2025", "phuong-hoa", "phuong-hoa")
    assert [after.formed_from[0].unit, third.formed_from[0].unit] == ["phuong-hoa-2025", "phuong-hoa-2025"]


def test_new_units_may_lie_in_new_units(tmp_path, data):
    rows = [("Mã", "Loại đơn vị", "Tên", "Đơn vị cấp trên", "Đến ngày", "Nguồn"),
            ("", "Xã", "Lúa", "Huyện Đồng", "30/6/2025", "danh-muc-mau"),
            ("", "Huyện", "Đồng", "Tỉnh Ruộng", "30/6/2025", "danh-muc-mau"),
            ("", "Huyện", "Đồng", "T. Núi", "30/6/2025", "danh-muc-mau"), ("", "Tỉnh", "Núi", "", "30/6/2025", "danh-muc-mau"),
            ("", "province", "Ruộng", "", "30/6/2025", "danh-muc-mau")]  # fmt: skip
    rows[1] = (*rows[1][:3], "Huyện Đồng, Tỉnh Ruộng", *rows[1][4:])
    status, said = taken_in(data, as_csv(tmp_path / "bang.csv", rows))
    assert (status, said.count("Thêm ")) == (0, 6)
    assert unit(data, "xa-lua-dong-ruong-2025").parent == "huyen-dong-ruong-2025"
    assert unit(data, "xa-lua-dong-ruong-2025").file == data / "units/ruong-cu/xa-lua-dong-ruong-2025.yml"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1/7/2025", "2025-07-01"), ("01-07-2025", "2025-07-01"), ("1.7.2025", "2025-07-01"), ("2025-07-01", "2025-07-01"),
        ("7/2025", "2025-07"), ("2025", "2025"), (2025, "2025"), ("45839", "2025-07-01"), (45839, "2025-07-01"),
        (date(2025, 7, 1), "2025-07-01"), ((45839, "mmm-yy"), "2025-07"), ("2025-07-01 00:00:00", "2025-07-01"),
        ((45839.5, "d/m/yyyy h:mm"), "2025-07-01"), ("ngày 1 tháng 7 năm 2025", "2025-07-01"), ("tháng 7/2025", "2025-07"),
    ],
)  # fmt: skip
def test_dates_are_read_as_staff_and_spreadsheets_write_them(tmp_path, data, written, meant):
    taken_in(data, as_xlsx(tmp_path / "bang.xlsx", [("Mã", "Từ ngày"), ("dac-khu-dao", written)]))
    assert str(unit(data, "dac-khu-dao").start) == meant


def test_a_workbook_of_1904_means_its_own_days(tmp_path, data):
    rows = [("Mã", "Từ ngày"), ("dac-khu-dao", date(2025, 7, 1))]
    taken_in(data, as_xlsx(tmp_path / "bang.xlsx", rows, date_1904=True))
    assert str(unit(data, "dac-khu-dao").start) == "2025-07-01"


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("Diện tích: Diện tích (km²)", "12,5", Decimal("12.5")), ("area.km2", 12.5, Decimal("12.5")),
        ("AREA_KM2", 20.860420000000001, Decimal("20.86042")), ("dien tich: dien tich (km²)", "7", Decimal(7)),
    ],
)  # fmt: skip
def test_numbers_and_names_of_columns(tmp_path, data, name, written, meant):
    rows = [("Mã", name, "Diện tích: Nguồn", "gần đúng"), ("dac-khu-dao", written, "ban-do-mau", "có")]
    taken_in(data, as_xlsx(tmp_path / "bang.xlsx", rows))
    assert unit(data, "dac-khu-dao").area.km2 == meant
    assert unit(data, "dac-khu-dao").area.approximate


def test_a_title_above_merged_cells_and_other_sheets(tmp_path, data):
    with xlsxwriter.Workbook(tmp_path / "bang.xlsx") as book:
        book.add_worksheet("Ẩn").write(0, 0, "Mã")
        book.worksheets()[0].hide()
        sheet = book.add_worksheet("Xã mới")
        book.add_worksheet("Ghi chép").write(0, 0, "không liên quan")
        sheet.activate()
        sheet.merge_range(0, 0, 0, 6, "DANH SÁCH ĐƠN VỊ MỚI")
        sheet.merge_range(1, 0, 2, 0, "STT")
        for column, title in enumerate(("Loại đơn vị", "Tên", "Đơn vị cấp trên", "Nguồn"), 1):
            sheet.merge_range(1, column, 2, column, title)
        sheet.merge_range(1, 5, 1, 7, "Lập từ")
        for column, title in enumerate(("Đơn vị cũ", "Từ ngày", "Phần nhập vào"), 5):
            sheet.write(2, column, title)
        sheet.write_row(3, 0, [f"({number})" for number in range(1, 9)])  # as forms of offices have it
        sheet.merge_range(4, 3, 5, 3, "thanh-pho-mau")
        sheet.merge_range(4, 4, 5, 4, "danh-muc-mau")
        sheet.write_row(4, 0, [1, "xã", "Lúa"])
        sheet.write_row(5, 0, [2, "xã", "Ngô"])
    status, said = taken_in(data, tmp_path / "bang.xlsx")
    assert status == 0
    assert "không đọc: Ghi chép." in said
    assert "Không đọc các cột không phải của bảng này: A (STT)." in said
    assert unit(data, "xa-ngo-mau").parent == "thanh-pho-mau"


# Faults


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"Đơn vị cấp trên": "Thành phố Mẩu"}, ("2:4: ô D2 (Đơn vị cấp trên): không có đơn vị hành chính mang mã hoặc tên 'Thành phố Mẩu'. "
         "Sửa lại, hoặc thêm vào dữ liệu trước. (Có phải 'thanh-pho-mau'?)")),
        ({"Lập từ: Đơn vị cũ": "Phường Hoa", "Lập từ: Từ ngày": "1/7/2026"}, ("2:7: ô G2 (Lập từ: Đơn vị cũ): có 2 đơn vị hành chính mang tên 'Phường Hoa'. "
         "Ghi mã, một trong: phuong-hoa, phuong-hoa-2025.")),
        ({"Loại đơn vị": "Phườngg"}, ("2:2: ô B2 (Loại đơn vị): 'Phườngg' không có trong các lựa chọn. Ghi một trong: municipality, Tỉnh, Quận, "
         "Huyện, city, Thị xã, Phường, Xã, Thị trấn, Đặc khu. (Có phải 'Phường'?)")),
        ({"Loại đơn vị": "thành phố"}, "2:2: ô B2 (Loại đơn vị): 'thành phố' có thể là nhiều thứ. Ghi một trong: municipality, city."),
        ({"Tên": ""}, "2:3: ô C2 (Tên): thiếu mục bắt buộc. Điền vào (Tên không kèm loại: Lê Chân)."),
        ({"Nguồn": ""}, "2:13: ô M2 (Nguồn): thiếu mục bắt buộc. Điền vào (Mã các nguồn của bản ghi)."),
        ({"Từ ngày": "7/25/2025"}, "2:5: ô E2 (Từ ngày): '7/25/2025' viết tháng trước ngày. Viết ngày trước: 25/7/2025."),
        ({"Từ ngày": "30/2/2025"}, "2:5: ô E2 (Từ ngày): '30/2/2025' không phải ngày có trong lịch. Xem lại ngày, tháng"),
        ({"Đến ngày": "1/6/2025"}, "2:6: ô F2 (Đến ngày): 2025-06-01 đứng trước start (2025-07-01). Xem lại hai ngày này."),
        ({"Lập từ: Đơn vị cũ": ""}, "2:7: ô G2 (Lập từ: Đơn vị cũ): thiếu mục bắt buộc. Điền vào (Mã đơn vị trước đó)."),
        ({"Lập từ: Phần nhập vào": ""}, "2:9: ô I2 (Lập từ: Phần nhập vào): thiếu mục bắt buộc."),
        ({"Lập từ: Mức kiểm chứng": "inferred"}, "2:0"),
        ({"Lập từ: Từ ngày": "1/7/1700"}, "2:8: ô H2 (Lập từ: Từ ngày): năm 1700 không thể đúng ở đây"),
        ({"Mã": "phuong hoa"}, "2:1: ô A2 (Mã): 'phuong hoa' không phải mã."),
        ({"Mã": "con"}, "2:1: ô A2 (Mã): tên 'con' dành riêng cho hệ thống."),
        ({"Tên": "phường Mai"}, "2:3: ô C2 (Tên): tên 'phường Mai' đã kèm loại. Bỏ 'Phường' ở đầu."),
        ({"Tên": "P. Mai"}, "2:3: ô C2 (Tên): tên 'P. Mai' đã kèm loại. Bỏ 'Phường' ở đầu."),
        ({"Tên": "#REF!"}, "2:3: ô C2 (Tên): ô này báo lỗi của bảng tính: #REF!."),
        ({"Tên": "C«ng an ph­êng"}, "2:3: ô C2 (Tên): chữ ở bảng mã cũ (TCVN3 (ABC)), không phải Unicode."),
        ({"Tên": "Mai, gọi 0912 345 678"}, "2:3: ô C2 (Tên): có số điện thoại"),
    ],
)  # fmt: skip
def test_a_cell_is_refused_by_its_name(tmp_path, data, row, told):
    values = dict(zip(HEADER, NEW, strict=True)) | row
    found = refused(data, as_csv(tmp_path / "bang.csv", [HEADER, values.values()]))
    assert any(one.startswith(told.replace("2:0", "2:")) for one in found), found


def test_all_faults_are_told_at_once(tmp_path, data):
    rows = [HEADER, ("", "Phường", "Một", "nơi-khác", "hôm qua", *[""] * 7, "danh-muc-mau"), [""] * 13,
            ("", "Làng", "Hai", "thanh-pho-mau", *[""] * 8, "danh-muc")]  # fmt: skip
    found = refused(data, as_xlsx(tmp_path / "bang.xlsx", rows))
    assert [one.partition(" (")[0] for one in found] == ["2:4: ô D2", "2:5: ô E2", "4:2: ô B4", "4:13: ô M4"]


def test_a_code_that_lost_its_nought(tmp_path, data):
    rows = [("Mã", "Mã thống kê"), ("phuong-hoa", 123), ("dac-khu-dao", 318), ("xa-nui", "00123")]
    found = refused(data, as_xlsx(tmp_path / "bang.xlsx", rows))
    assert [one.rpartition("Có phải ")[2] for one in found] == ["'0123'?)", "'00318'?)"]
    assert "bảng tính đã bỏ số 0 ở đầu. Định dạng cột là Văn bản (Text) rồi ghi lại." in found[0]


def test_rows_that_stand_twice(tmp_path, data):
    row = ("", "Xã", "Lúa", "thanh-pho-mau", "danh-muc-mau", "")
    header = ("Mã", "Loại đơn vị", "Tên", "Đơn vị cấp trên", "Nguồn", "Ghi chú")
    rows = [
        header,
        row,
        row,
        ("xa-lua-mau", *row[1:]),
        (*row[:5], "Khác"),
        ("xa-nui", *row[1:5], ""),
        ("xa-nui", "Phường", *row[2:]),
    ]
    assert [one.split(". ")[0] for one in refused(data, as_csv(tmp_path / "bang.csv", rows))] == [
        "3:1: dòng 3: giống hệt dòng 2",
        "4:1: dòng 4: đơn vị này đã có ở dòng 2",
        "5:1: dòng 5: đơn vị này đã có ở dòng 2",
        "7:1: dòng 7: đơn vị này đã có ở dòng 6",
    ]


def test_names_of_columns_that_are_none(tmp_path, data):
    rows = [("Mã", "Tênn", "Ghi chú", "ghi chu", "Văn bản"), ("xa-nui", "", "a", "b", "")]
    assert [one.split(". (")[0] for one in refused(data, as_csv(tmp_path / "bang.csv", rows))] == [
        "1:2: ô B1: không có cột 'Tênn'. Sửa tên cột, hoặc xóa cột",
        "1:4: ô D1: cột 'Ghi chú' đã có ở cột C. Xóa một trong hai cột, hoặc ghi đủ tên cột.",
        "1:5: ô E1: 'Văn bản' có thể là nhiều cột. Ghi đủ tên, một trong: Lập từ: Văn bản, Bãi bỏ: Văn bản.",
    ]


def test_a_text_that_became_a_date(tmp_path, data):
    rows = [("Mã", "Ghi chú", "Mã thống kê"), ("xa-nui", date(2025, 2, 1), "")]
    assert refused(data, as_xlsx(tmp_path / "bang.xlsx", rows)) == [
        "2:2: ô B2 (Ghi chú): bảng tính đã đổi ô này thành ngày (2025-02-01). Định dạng cột là Văn bản (Text) rồi ghi lại."
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không thấy dòng ghi tên các cột"), (b"Lo\xb9i,T\xean\r\n", "không ở bảng mã UTF-8"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "kiểu cũ (.xls)"),
        (b"PK\x03\x04 broken", "tệp hỏng"), ('Mã,Tên\n"a,b\n'.encode(), "dấu nháy kép"), (b"a,b\n1,2\n", "không thấy dòng ghi tên các cột"),
    ],
)  # fmt: skip
def test_files_that_are_no_table(tmp_path, data, content, told):
    (tmp_path / "bang").write_bytes(content)
    with pytest.raises(DataError) as found:
        read_table(data, tmp_path / "bang", yes=True)
    assert told in str(found.value)


def broken(file: Path, part: str, text: str) -> Path:
    """A workbook in which a part holds `text`."""
    with zipfile.ZipFile(as_xlsx(file.with_name("x"), [HEADER, NEW])) as whole, zipfile.ZipFile(file, "w") as made:
        for name in whole.namelist():
            made.writestr(name, text if name == part else whole.read(name))
    return file


@pytest.mark.parametrize(
    "text",
    ["", "<a>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<worksheet/>",
     '<worksheet><sheetData><row r="x"><c r="ZZZZ9" t="s"><v>x</v></c><c t="s"><v>99</v></c><c><v>nan</v></c></row></sheetData></worksheet>',
     '<worksheet><sheetData><row><c r="A1" s="99"><v>1e400</v></c></row></sheetData><mergeCells><mergeCell ref="A1:CV1048576"/></mergeCells></worksheet>'],
)  # fmt: skip
def test_a_workbook_that_is_broken_is_told(tmp_path, data, text):
    with pytest.raises(DataError):
        read_table(data, broken(tmp_path / "bang.xlsx", "xl/worksheets/sheet1.xml", text), yes=True)


@pytest.mark.parametrize("seed", range(3))
def test_a_table_with_broken_bytes_is_read_or_refused(tmp_path, seed):
    rolls, file = random.Random(seed), tmp_path / "bang"
    catalogue, _ = read(SAMPLE)
    whole = as_xlsx(tmp_path / "x", [HEADER, NEW, ("phuong-hoa", *[""] * 3, date(2025, 7, 1), *[""] * 8)]).read_bytes()
    text = as_csv(tmp_path / "y", [HEADER, NEW]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    def spoilt(content: bytes, letters: bytes) -> bytes:
        made = bytearray(content)
        for _ in range(rolls.randint(1, 5)):
            at = rolls.randrange(len(made))
            made[at : at + rolls.randrange(3)] = bytes(rolls.choices(letters, k=rolls.randrange(3)))
        return bytes(made)

    read_whole = 0
    for turn in range(150):
        if turn % 3 == 0:
            file.write_bytes(spoilt(whole, bytes(range(256))))
        elif turn % 3 == 1:
            file.write_bytes(spoilt(text, b'";,\n\t 01/-\x00\xc3\xa1'))
        else:
            chosen = rolls.choice(list(parts))
            with zipfile.ZipFile(file, "w") as package:
                for name, content in parts.items():
                    package.writestr(name, spoilt(content, b'0123456789<>"= rtsAZ&;') if name == chosen else content)
        with suppress(DataError):
            UnitRows(file, read_sheet(file), catalogue).units()
            read_whole += 1
    assert 20 < read_whole < 150


def test_a_workbook_of_the_strict_kind(tmp_path):
    rows = [("a", "b"), (1, "c")]
    with zipfile.ZipFile(as_xlsx(tmp_path / "x", rows)) as whole, zipfile.ZipFile(tmp_path / "y", "w") as made:
        for name in whole.namelist():
            text = whole.read(name).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            made.writestr(name, text.replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"))  # fmt: skip
    assert read_sheet(tmp_path / "y").rows == {1: {1: "a", 2: "b"}, 2: {1: Decimal(1), 2: "c"}}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("TP. Hải Phòng", "thành phố hải phòng"), ("Tp Hải Phòng", "thành phố hải phòng"), ("P.An Biên,  Q. Lê Chân", "phường an biên, quận lê chân"),
     ("P An", "p an"), ("Tân  Phú", "tân phú"), ("TT  Núi Đối", "thị trấn núi đối")],
)  # fmt: skip
def test_names_are_compared_however_they_are_typed(written, meant):
    assert same(written) == same(meant) == meant


def test_columns_are_called_as_in_a_spreadsheet():
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


# The whole of it


def test_data_with_problems_are_left_alone(tmp_path, data):
    (data / "units/nay/phuong-hoa.yml").write_text("kind: ward\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"phuong-hoa\.yml"):
        write_table(data, tmp_path / "bang.csv")
    with pytest.raises(DataError, match=r"phuong-hoa\.yml"):
        read_table(data, as_csv(tmp_path / "bang.csv", [HEADER, NEW]), yes=True)


def test_a_fault_elsewhere_is_told_where_it_is(tmp_path, data):
    """An event on a day on which its unit, by the table, is no more."""
    rows = [("Mã", "Đến ngày"), ("phuong-hoa", "2/7/2025")]
    before = contents(data)
    with pytest.raises(DataError, match="không còn tồn tại"):
        read_table(data, as_csv(tmp_path / "bang.csv", rows), yes=True)
    assert contents(data) == before


def test_all_or_nothing(tmp_path, data, monkeypatch):
    rows = [HEADER, ("dac-khu-dao", *[""] * 3, "2024", *[""] * 8), NEW, (*NEW[:2], "Đào", *NEW[3:])]
    before, put, done = contents(data), together._put, []

    def full(made, file):
        done.append(file)
        if len(done) == 3:
            raise OSError(28, "No space left on device", str(file))
        put(made, file)

    monkeypatch.setattr(together, "_put", full)
    with pytest.raises(OSError, match="No space"):
        read_table(data, as_csv(tmp_path / "bang.csv", rows), yes=True, say=lambda _: None)
    assert len(done) >= 3
    assert contents(data) == before


def test_the_command(tmp_path, data, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert commands.main(["units", "--data", "data", "--out", "bang.csv"]) == 0
    assert commands.main(["units", "--data", "data", "--in", "bang.csv"]) == 0
    assert commands.main(["units", "--data", "data", "--in", "khong-co.csv"]) == 1
    as_csv(tmp_path / "moi.csv", [HEADER, NEW])
    monkeypatch.setattr("builtins.input", lambda _: (_ for _ in ()).throw(EOFError))
    assert commands.main(["units", "--data", "data", "--in", "moi.csv"]) == 1
    assert commands.main(["units", "--data", "data", "--in", "moi.csv", "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "Đã ghi 12 đơn vị vào bang.csv"
    assert "khong-co.csv: không đọc được tệp (không có). Xem lại tên tệp." in said.err
    assert commands.main(["check", "--data", "data"]) == 0


def test_a_text_like_a_formula_goes_there_and_back(tmp_path, data):
    rows = [("Mã", "Ghi chú"), ("xa-nui", "'=1+1"), ("dac-khu-dao", "'+84")]
    taken_in(data, as_csv(tmp_path / "bang.csv", rows))
    assert unit(data, "xa-nui").note == "=1+1"
    write_table(data, tmp_path / "ra.csv", lambda _: None)
    assert "'=1+1" in (tmp_path / "ra.csv").read_text(encoding="utf-8-sig")
    assert "sửa 0" in taken_in(data, tmp_path / "ra.csv")[1]
