"""`manage.py import` of workbooks as people make them: what would be, and what is said of what can't be read."""

import io
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from macros.files.yaml_text import values_of
from macros.language.problems import DataError
from macros.load import read
from macros.records import Part
from macros.records.fields import fields_of
from macros.tables.reading import foreseen
from tests.conftest import SAMPLE
from tests.ward_tables import HEAD, Formula, Shown, Tab, made, part, with_part

EVENT = "2030-08-19-ngay-hoi"
HOA = ("19/8/2025", "Phường Hoa", "Ngày hội")


def _keys(part: type[Part]) -> Iterator[str]:
    yield from fields_of(part)
    for further in part.__subclasses__():
        yield from _keys(further)


ROW = (1, "Ngày hội A", *HOA)
KEYS = {"true", "false", "units", "kind"} | {name for part in Part.__subclasses__() for name in _keys(part)}
A = {"title": "Ngày hội A", "date": "2025-08-19", "unit": "phuong-hoa", "kind": "ngay-hoi", "sources": ["bai-mot"]}


@pytest.fixture(scope="module")
def catalogue():
    found, problems = read(SAMPLE)
    assert not problems
    return found


def event(title: str, day: str, unit: str = "phuong-hoa", **more) -> dict:
    return {**A, "title": title, "date": day, "unit": unit, **more}


def nfd(*texts: str) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFD", text) for text in texts)


SHEETS = {
    "titles above, a total and names below": (
        [Tab([["UBND PHƯỜNG HOA"], ["DANH SÁCH HOẠT ĐỘNG"], [], HEAD, ROW, ["", "Tổng cộng", "", "", 1], ["", "Người lập biểu"]])],
        [A], ["không đọc các dòng tổng cộng, ký tên: 6, 7"],
    ),
    "sums between the rows": (
        [Tab([HEAD, ROW, ["", "Cộng phường Hoa", "", "", 1], [2, "Cộng đồng B", *HOA], ["", "Tổng số", "", "", 2]])],
        [A, event("Cộng đồng B", "2025-08-19")], ["ký tên: 3, 5"],
    ),
    "headings over two rows": (
        [Tab([["STT", "Tên hoạt động", "Thời gian", "", "Địa bàn", "Loại"], ["", "", "Từ ngày", "Đến ngày"],
              [1, "Ngày hội A", date(2025, 8, 19), date(2025, 8, 20), *HOA[1:]]], merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"])],
        [{**A, "end": "2025-08-20"}], [],
    ),
    "a ward merged over its rows": (
        [Tab([HEAD, ROW, [2, "B", "20/8/2025", "", "Hội nghị"], [3, "C", "21/8/2025", "Xã Núi", "Hội nghị"]], merged=["D2:D3"])],
        [A, event("B", "2025-08-20", kind="hoi-nghi"), event("C", "2025-08-21", "xa-nui", kind="hoi-nghi")], [],
    ),
    "hidden rows, columns and sheets": (
        [Tab([[*HEAD, "Địa điểm"], [*ROW, "x"], [2, "B", *HOA, "x"]], hidden_rows=[3], hidden_columns=["F"]),
         Tab([HEAD, (1, "C", *HOA)], name="Nháp", hidden=True)],
        [A], ["các cột bị ẩn: F", "các dòng bị ẩn: 3", "trang bị ẩn «Nháp»"],
    ),
    "dates as texts and numbers": (
        [Tab([HEAD, *([n, f"N{n}", day, *HOA[1:]] for n, day in enumerate(
            ["19-8-2025", "tháng 8/2025", "ngày 19 tháng 8 năm 2025", "19.8.2025", 2026, "45888", 45888, "2025-08-19"])),
            [9, "M", Shown(45888, "mmm-yy"), *HOA[1:]]])],
        [event("N0", "2025-08-19"), event("N1", "2025-08"), event("N2", "2025-08-19"), event("N3", "2025-08-19"), event("N4", "2026"),
         event("N5", "2025-08-19"), event("N6", "2025-08-19"), event("N7", "2025-08-19"), event("M", "2025-08")], [],
    ),
    "times": (
        [Tab([[*HEAD, "Giờ"], [*ROW, Shown(0.3125, "h:mm")], [2, "B", *HOA, "14h30"], [3, "C", *HOA, "chiều"]])],
        [{**A, "time": "07:30"}, event("B", "2025-08-19", time="14:30"), event("C", "2025-08-19", time="chiều")], [],
    ),
    "results of formulas": (
        [Tab([HEAD, [1, Formula('="Ngày hội "&"A"', "Ngày hội A"), Formula("=DATE(2025,8,19)", 45888), *HOA[1:]]])], [A], [],
    ),
    "letters taken apart, blanks that don't break": (
        [Tab([nfd(*HEAD), (1, *nfd("Ngày\xa0hội   A "), "19/8/2025\xa0", *nfd("phường\xa0Hoa", "ngày hội"))])], [A], [],
    ),
    "wards as headings of rows": (
        [Tab([["STT", "Tên hoạt động", "Thời gian", "Loại"], ["I. Phường Hoa"], [1, "Ngày hội A", "19/8/2025", "Ngày hội"],
              ["II", "Xã Núi", "", ""], [1, "B", "20/8/2025", "Ngày hội"]], merged=["A2:D2"])],
        [A, event("B", "2025-08-20", "xa-nui")], [],
    ),
    "a sheet for each ward, and one of something else": (
        [Tab([["Tên hoạt động", "Thời gian", "Loại"], ["Ngày hội A", "19/8/2025", "Ngày hội"]], name="Phường Hoa"),
         Tab([["Tên hoạt động", "Thời gian", "Loại"], ["Ngày hội A", "19/8/2025", "Ngày hội"]], name="Xã Núi"), Tab([["Số"], [1]], name="Khác")],
        [A, {**A, "unit": "xa-nui"}], ["«Khác»: không thấy dòng ghi tên các cột"],
    ),
    "a unit by its name on the day": (
        [Tab([HEAD, [1, "B", date(2025, 3, 1), "Phường Hoa", "Ngày hội"], [2, "C", date(2025, 8, 21), "P. Hoa", "Ngày hội"],
              [3, "D", date(2024, 3, 31), "Núi", "Ngày hội"]])],
        [event("B", "2025-03-01", "phuong-hoa-2025"), event("C", "2025-08-21"), event("D", "2024-03-31", "xa-nui-sen-2025")], [],
    ),
    "columns of others": ([Tab([[*HEAD, "Số người dự kiến mời"], [*ROW, 50]])], [A], ["F (Số người dự kiến mời)"]),
    "headings again on every page": ([Tab([HEAD, ROW, HEAD, [2, "B", "20/8/2025", *HOA[1:]]])], [A, event("B", "2025-08-20")], []),
    "columns that are numbered": (
        [Tab([HEAD, ["A", "B", 1, 2, "3 = 1 + 2"], ROW, HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], [2, "B", "20/8/2025", *HOA[1:]]])],
        [A, event("B", "2025-08-20")], [],
    ),
    "two who sign": (
        [Tab([HEAD, ROW, [], ["", "", "", "Hoa, ngày 20 tháng 8 năm 2025"], ["", "NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"],
              ["", "(Ký, ghi rõ họ tên)", "", "(Ký, đóng dấu)"], ["", "Nguyễn Văn A", "", "Trần Thị B"]])],
        [A], ["ký tên: 4, 5, 6, 7"],
    ),
    "a ward merged from a hidden row on": (
        [Tab([HEAD, ROW, [2, "B", "20/8/2025", "", "Hội nghị"]], merged=["D2:D3"], hidden_rows=[2])],
        [event("B", "2025-08-20", kind="hoi-nghi")], ["các dòng bị ẩn: 2"],
    ),
    "wards with commas between them": (
        [Tab([["Tên mô hình", "Phường, xã", "Năm thành lập"], ["Loa an ninh", "Phường Sen, xã Núi", 2026]])],
        [{"name": "Loa an ninh", "units": ["phuong-sen", "xa-nui"]}], [],
    ),
    "the same row twice": ([Tab([HEAD, ROW, ROW])], [A], []),
    "an event that is there, told anew": (
        [Tab([[*HEAD, "Địa điểm"], [1, "Ngày hội mẫu sắp tới", "19/8/2030", "Phường Hoa", "Ngày hội", "Sân vận động"]])],
        [{"title": "Ngày hội mẫu sắp tới", "place": "Sân vận động"}], [],
    ),
    "one called the same on another day": (
        [Tab([HEAD, [1, "Ngày hội mẫu sắp tới", "20/8/2030", *HOA[1:]]])], [event("Ngày hội mẫu sắp tới", "2030-08-20")],
        ["đã có sự kiện cùng tên: 2030-08-19-ngay-hoi"],
    ),
    "models": (
        [Tab([["TT", "Tên mô hình", "Phường, xã", "Năm thành lập"], [1, "Loa an ninh", "Phường Sen; xã Núi", 2026], [2, "“Camera xã Núi”", "Xã Núi", ""]])],
        [{"name": "Loa an ninh", "units": ["phuong-sen", "xa-nui"], "since": "2026"}], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_what_people_make_is_read(tmp_path, catalogue, name):
    tabs, expected, notes = SHEETS[name]
    for options in (
        {},
        {"date_1904": True} if "dates as" not in name and "times" not in name and "formulas" not in name else {},
    ):
        found = foreseen(catalogue, made(tmp_path / "bang.xlsx", *tabs, **options), sources=["bai-mot"])
        values = [values_of(record) for record in found.records]
        assert [{key: one.get(key) for key in wanted} for one, wanted in zip(values, expected, strict=True)] == expected
        assert len(found.notes) == len(notes)
        assert all(part_ in note for part_, note in zip(notes, found.notes, strict=True))


WRONG = {
    "a name merged over rows": (
        [Tab([HEAD, ROW, [2, "", "20/8/2025", *HOA[1:]]], merged=["B2:B3"])], ["ô B2 (Tên sự kiện): các ô B2:B3 bị gộp"],
    ),
    "cells merged across": ([Tab([HEAD, [1, "Ngày hội", "", *HOA[1:]]], merged=["B2:C2"])], ["ô B2 (Tên sự kiện): các ô B2:C2 bị gộp"]),
    "a formula without a result": ([Tab([HEAD, [*ROW[:4], Formula("=A1", None)]])], ["ô E2 (Loại sự kiện): công thức chưa có kết quả"]),
    "an error of a formula": ([Tab([HEAD, [*ROW[:4], "#N/A"]])], ["ô E2 (Loại sự kiện): ô này báo lỗi của bảng tính: #N/A"]),
    "days taken for months": (
        [Tab([HEAD, [1, "A", date(2025, 8, 9), *HOA[1:]], [2, "B", *HOA]])], ["ô C2 (Ngày): bảng tính có thể đã hiểu ngày thành tháng"],
    ),
    "months before days": ([Tab([HEAD, [1, "A", "8/19/2025", *HOA[1:]]])], ["ô C2 (Ngày): '8/19/2025' viết tháng trước ngày"]),
    "days that are none": (
        [Tab([HEAD, *([n, f"N{n}", day, *HOA[1:]] for n, day in enumerate(
            ["19/8/25", "sáng 19/8/2025", "19 - 20/8/2025", "31/8, 2/9/2025", Shown(0.5, "h:mm"), "7h30", "19/8", "30/2/2025", "Ngày hội"]))])],
        ["ô C2 (Ngày): '19/8/25' viết năm bằng hai chữ số. Viết đủ năm, như 19/8/2025", "ô C3 (Ngày): 'sáng 19/8/2025' có cả ngày và giờ. Ghi 19/8/2025 ở ô này; giờ, buổi ghi ở cột Giờ",
         "ô C4 (Ngày): '19 - 20/8/2025' là nhiều ngày. Ghi 19/8/2025 ở ô này; ngày cuối 20/8/2025 ghi ở cột Ngày kết thúc (Đến ngày)", "ô C5 (Ngày): '31/8, 2/9/2025' là nhiều ngày. Ghi 31/8/2025",
         "ô C6 (Ngày): '12:00' chỉ là giờ", "ô C7 (Ngày): '7h30' chỉ là giờ", "ô C8 (Ngày): '19/8' thiếu năm. Ghi thêm năm; không rõ năm: XXXX-08-19",
         "ô C9 (Ngày): '30/2/2025' không phải ngày có trong lịch", "ô C10 (Ngày): 'Ngày hội' không phải ngày viết"],
    ),
    "another table below": ([Tab([HEAD, ROW, [], ["TT", "Tên mô hình", "Địa bàn", "Tóm tắt"], [1, "X", "Phường Hoa", "Y"]])], ["dòng 4: từ dòng này là một bảng khác"]),
    "one above that has more columns": (
        [Tab([["TT", "Tên mô hình", "Địa bàn", "Năm thành lập"], [1, "X", "Phường Hoa", 2025], HEAD, ROW])], ["dòng 3: từ dòng này là một bảng khác"],
    ),
    "the same columns in another order below": (
        [Tab([HEAD, ROW, [HEAD[0], *HEAD[:0:-1]], [2, *HOA[::-1], "Ngày hội B"]])], ["dòng 3: từ dòng này là một bảng khác"],
    ),
    "a ward in the title alone": (
        [Tab([["UBND PHƯỜNG HOA"], ["Tên hoạt động", "Thời gian", "Loại"], *([f"N{n}", HOA[0], HOA[2]] for n in range(3))])],
        ["dòng 3: không dòng nào của trang tính ghi Địa bàn. Thêm cột Địa bàn; nếu tất cả cùng một nơi"],
    ),
    "models that are called nearly as others there": (
        [Tab([["Tên mô hình", "Địa bàn"], ["Mô hình CAMERA - xa nui", "xa-nui-sen-2025"], ["Loa A", "Phường Hoa"], ["Loa: á", "Phường Hoa"], ["Camera xa Nui", "Phường Hoa"]])],
        ["dòng 2: có thể là mô hình đã có: “Camera xã Núi” (mã camera-nui). Là một thì", "dòng 4: có thể là mô hình đã có: “Loa A” (mã loa-a, dòng 3)"],
    ),
    "a unit of that name before and after": (
        [Tab([HEAD, [1, "A", 2025, *HOA[1:]]])], ["ô D2 (Địa bàn): có 2 đơn vị hành chính mang tên 'Phường Hoa'. Ghi mã, một trong: phuong-hoa, phuong-hoa-2025"],
    ),
    "no such unit": ([Tab([HEAD, [*ROW[:3], "Phường Hoah", ROW[4]]])], ["ô D2 (Địa bàn): không có đơn vị hành chính mang mã hoặc tên 'Phường Hoah'"]),
    "all that is wrong at once": (
        [Tab([HEAD, [1, "A", "", *HOA[1:]], [2, "B", "32/8/2025", *HOA[1:]], [3, "", *HOA], [4, "D", *HOA[:2], "Hội thi lạ"]], name="Sự kiện")],
        ["dòng 2: thiếu mục bắt buộc Ngày", "ô C3 (Ngày): '32/8/2025' không phải ngày", "dòng 4: thiếu mục bắt buộc Tên sự kiện", "ô E5 (Loại sự kiện): không có loại"],
    ),
    "one record told in two ways": (
        [Tab([[*HEAD, "Địa điểm"], [*ROW, "Sân A"], [*ROW, "Sân B"]])], ["ô F3 (Địa điểm): khác với Trang «Sheet1», ô F2 của cùng bản ghi"],
    ),
    "a heading that is nearly one": ([Tab([[*HEAD[:4], "Loai su kienn"], ROW])], ["ô E1: không có cột 'Loai su kienn'"]),
    "no headings": ([Tab([["a", "b"], [1, 2]])], ["không thấy dòng ghi tên các cột"]),
    "what the records' own rules refuse": (
        [Tab([["Tên hoạt động", "Từ ngày", "Đến ngày", "Địa bàn", "Loại"], ["A", "19/8/2025", "18/8/2025", *HOA[1:]]])], ["ô C2 (Ngày kết thúc): 18/8/2025 đứng trước “Ngày” (19/8/2025)"],
    ),
    "what is wrong over several records": ([Tab([HEAD, [*ROW[:3], "quan-hoa-2025", ROW[4]]])], ["ô D2 (Địa bàn): "]),
    "a figure without a number": (
        [Tab([["Mã", "Chỉ số", "Thời gian"], [EVENT, "Số hộ", "2025"]], name="Sự kiện - Số liệu")],
        ["dòng 2: thiếu “Giá trị”. Điền số, hoặc chép lại cách viết của nguồn vào “Nguyên văn”"],
    ),
    "numbers that can't be beside each other": (
        [Tab([["Mã", "Chỉ số", "Giá trị", "Đến", "Trong tổng số", "Mức chính xác của tỷ lệ"], [EVENT, "A", 5, 3], [EVENT, "B", 5, "", 4], [EVENT, "C", 5, "", "", "hơn"]],
             name="Sự kiện - Số liệu")],
        ["ô D2 (Đến): “Đến” phải lớn hơn “Giá trị”", "ô E3 (Trong tổng số): “Trong tổng số” phải là tổng số, không nhỏ hơn “Giá trị”. Nếu là chỉ tiêu thì ghi vào “Chỉ tiêu”",
         "ô F4 (Mức chính xác của tỷ lệ): “Mức chính xác của tỷ lệ” là của tỷ lệ ở “Tỷ lệ %” mà chưa có “Tỷ lệ %”"],
    ),
    "parts of a list that say nothing": (
        [Tab([["Mã", "Thứ tự: Các buổi, lớp, điểm", "Trực tuyến"], [EVENT, "", "có"]], name="Sự kiện - Các buổi, lớp, điểm")], ["dòng 2: buổi này chưa nói gì. Điền “"],
    ),
    "a choice that wants words": (
        [Tab([["Mã", "Cấp", "Nội dung"], ["camera-nui", "cấp khác", "Bằng khen"]], name="Mô hình - Ghi nhận")], ["dòng 2: “Cấp” là “cấp khác” mà chưa nói cơ quan nào. Điền “Cơ quan ghi nhận”"],
    ),
    "one of several sources": (
        [Tab([["Mã", "Chỉ số", "Giá trị"], [EVENT, "Số hộ", 5]], name="Sự kiện - Số liệu"), Tab([["Mã", "Nguồn"], [EVENT, "bai-mot; bai-hai"]], name="Sự kiện")],
        ["dòng 2: chưa nói dựa vào nguồn nào, vì bản ghi có nhiều nguồn. Ghi ở cột “Nguồn”, một trong: bai-mot, bai-hai"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_told_with_sheet_and_cell(tmp_path, catalogue, name):
    tabs, told = WRONG[name]
    with pytest.raises(DataError) as found:
        foreseen(catalogue, made(tmp_path / "bang.xlsx", *tabs), sources=["bai-mot"])
    problems = sorted(str(problem) for problem in found.value.problems)
    where = "" if name == "no headings" else f"Trang «{tabs[0].name}», "
    assert len(problems) == len(told), problems
    assert all(any(where + one in problem for problem in problems) for one in told), problems
    words = {word for problem in problems for word in re.findall(r"(?<![\w'“/.-])[a-z_]+(?![\w/.-])", problem)}
    assert not words & KEYS, problems


NUMBERS = {
    "33.786": 33786, "36,6": "36.6", "1.234": 1234, "0,125": "0.1250", "1.234,5": "1234.5", "1,234.5": "1234.5", "1,234,567": 1234567,
    "33 786": 33786, "33\xa0786": 33786, 33786: 33786, 36.6: "36.6", "36.6": "36.6", "-3": -3, Shown(0.366, "0.0%"): "36.6", "3,7860": "3.7860",
    "3,786": "có thể là 3786 hoặc số lẻ", 33.786: "bảng tính giữ số 33,786, có thể là 33786", "12 người": "không phải số",
}  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_numbers_are_read_as_they_are_written_here_or_asked_for(tmp_path, catalogue, written):
    sheet = Tab([["Mã", "Chỉ số", "Giá trị"], ["2030-08-19-ngay-hoi", "Số hộ", written]], name="Sự kiện - Số liệu")
    file, expected = made(tmp_path / "bang.xlsx", sheet), NUMBERS[written]
    if isinstance(expected, str) and not expected.replace(".", "").isdecimal():
        with pytest.raises(DataError, match=expected):
            foreseen(catalogue, file)
        return
    (record,) = foreseen(catalogue, file).records
    assert str(record.figures[-1].value) == str(expected)


CSV = "Tên hoạt động;Thời gian;Địa bàn;Loại\r\nNgày hội A;19/8/2025;Phường Hoa;Ngày hội\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_tables_as_text_in_the_encodings_of_here(tmp_path, catalogue, encoding):
    text = CSV
    if encoding == "cp1258":  # which has marks of tone apart from letters
        text = "".join(_apart(letter) for letter in CSV)
    (tmp_path / "bang.csv").write_bytes(text.encode(encoding))
    (record,) = foreseen(catalogue, tmp_path / "bang.csv", sources=["bai-mot"]).records
    assert A.items() <= values_of(record).items()


def _apart(letter: str) -> str:
    marks = "".join(one for one in unicodedata.normalize("NFD", letter) if one in "\u0300\u0301\u0303\u0309\u0323")
    return (
        unicodedata.normalize("NFC", "".join(one for one in unicodedata.normalize("NFD", letter) if one not in marks))
        + marks
    )


# Files made to harm, or broken

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>'
LEAK = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
FAR = b'<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
HOSTILE = {
    "an entity that grows": (BOMB, "tệp hỏng"), "an entity from elsewhere": (LEAK, "tệp hỏng"),
    "the same behind a long comment": (b"<!--" + b"x" * 9000 + b"-->" + LEAK, "tệp hỏng"),
    "the same in another encoding": (("\ufeff" + LEAK.decode()).encode("utf-16-le"), "tệp hỏng"),
    "a sheet that breaks off": (b"<worksheet><sheetData><row><c><v>1</v>", "tệp hỏng"), "no XML": (b"\x00\x01\x02", "tệp hỏng"),
    "cells far outside": (FAR, "không thấy dòng ghi tên các cột"),
    "rows beyond all bounds": (b'<worksheet><sheetData><row r="999999999999999999999999"><c r="A1"><v>1e999</v></c></row></sheetData></worksheet>', "không thấy dòng"),
    "columns that end nowhere": (b'<worksheet><cols><col min="1" max="99999999999" hidden="1"/></cols><sheetData/></worksheet>', "không thấy dòng"),
    "columns without a number": (b'<worksheet><cols><col min="x" max="y" hidden="1"/></cols><sheetData/></worksheet>', "tệp hỏng"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_harm_is_refused_in_words(tmp_path, catalogue, name):
    content, told = HOSTILE[name]
    file = with_part(made(tmp_path / "bang.xlsx", Tab([HEAD, ROW])), "xl/worksheets/sheet1.xml", content)
    with pytest.raises(DataError, match=told):
        foreseen(catalogue, file)


def test_a_row_that_never_ends_is_refused_at_once(tmp_path, catalogue):
    (tmp_path / "bang.csv").write_bytes(b"a," * 3_000_000)
    start = time.process_time()
    with pytest.raises(DataError, match="bảng tính quá lớn"):
        foreseen(catalogue, tmp_path / "bang.csv")
    assert time.process_time() - start < 5


def test_packages_made_to_harm_are_refused_in_words(tmp_path, catalogue):
    file = made(tmp_path / "bang.xlsx", Tab([HEAD, ROW]))
    sound = file.read_bytes()
    for broken in (sound[: len(sound) // 2], sound[:40] + b"\x00" * 400 + sound[440:], b"PK\x03\x04", sound.replace(b"sheet1.xml", b"sheet9.xml")):  # fmt: skip
        file.write_bytes(broken)
        with pytest.raises(DataError, match=r"tệp hỏng|không thấy dòng"):
            foreseen(catalogue, file)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, zipfile.ZipFile(io.BytesIO(sound)) as old:
        for one in old.namelist():
            if not one.endswith("sheet1.xml"):
                package.writestr(one, old.read(one))
        with package.open("xl/worksheets/sheet1.xml", "w") as bomb:
            for _ in range(450):
                bomb.write(b" " * 1_000_000)
    file.write_bytes(out.getvalue())
    with pytest.raises(DataError, match="bảng tính quá lớn"):
        foreseen(catalogue, file)


def test_the_same_sheet_many_times_is_refused(tmp_path, catalogue):
    file = made(tmp_path / "bang.xlsx", Tab([HEAD, ROW]))
    book = part(file, "xl/workbook.xml")
    sheet = book[book.index(b"<sheet ") : book.index(b"</sheets>")]
    with pytest.raises(DataError, match="tệp hỏng"):
        foreseen(catalogue, with_part(file, "xl/workbook.xml", book.replace(sheet, sheet * 400)))


def test_a_million_rows_that_only_have_a_format_cost_a_moment(tmp_path, catalogue):
    """Less than a tenth of what reading their cells one by one would."""
    file = made(tmp_path / "bang.xlsx", Tab([HEAD, ROW]))
    sheet = part(file, "xl/worksheets/sheet1.xml")
    blank = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
        for n in range(4, 1_000_000)
    )
    with_part(file, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", blank + b"</sheetData>"))
    started = time.process_time()
    (record,) = foreseen(catalogue, file, sources=["bai-mot"]).records
    assert time.process_time() - started < 20
    assert A.items() <= values_of(record).items()


UNITS = ("Tên phường, xã", "Loại hình", "Trực thuộc", "Có hiệu lực từ", "Trước là")
NEW_UNIT = ("Mới", "Phường", "Thành phố Mẫu", "1/7/2025", "phường Cũ và xã Xưa")


def test_a_table_of_units_is_known_by_its_headings(tmp_path, catalogue):
    """What each was formed from stands in words; what is made of it, the command `units` makes too."""
    found = foreseen(catalogue, made(tmp_path / "bang.xlsx", Tab([["DANH MỤC"], UNITS, NEW_UNIT])), sources=["bai-mot"])
    assert found.added == 3
    new = {record.full_name: record for record in found.records}
    assert (new["Phường Mới"].parent, new["Phường Mới"].sources) == ("thanh-pho-mau", ["bai-mot"])
    assert {change.unit for change in new["Phường Mới"].formed_from} == {new["Phường Cũ"].id, new["Xã Xưa"].id}
    assert {("A3", "Tên", "Mới"), ("C3", "Đơn vị cấp trên", "thanh-pho-mau")} <= {
        (one.at.cell, one.title, one.new) for one in found.differences
    }
    with pytest.raises(DataError, match="để chung tệp với bảng khác"):
        foreseen(catalogue, made(tmp_path / "bang.xlsx", Tab([UNITS, NEW_UNIT]), Tab([HEAD, ROW], name="Sheet2")))


@pytest.mark.parametrize("name", ["Sheet1", "Địa bàn", "marked"])
def test_no_unit_is_made_without_the_one_above_it(tmp_path, catalogue, name):
    head, row = ["Tên", "Loại đơn vị", "Nguồn"], ["Mới", "Phường", "bai-mot"]
    sheet = (
        Tab([[*head, "Dấu của dòng"], [*row, "x"]], name="Địa bàn") if name == "marked" else Tab([head, row], name=name)
    )
    with pytest.raises(DataError, match="dòng 2: thiếu mục bắt buộc Đơn vị cấp trên"):
        foreseen(catalogue, made(tmp_path / "bang.xlsx", sheet))
    above = [[*line, one] for line, one in zip(sheet.rows, ("Đơn vị cấp trên", "Thành phố Mẫu"), strict=True)]
    (unit,) = foreseen(catalogue, made(tmp_path / "bang.xlsx", Tab(above, name=sheet.name))).records
    assert unit.parent == "thanh-pho-mau"
