"""`manage.py export` and `import`: records as a workbook and back, and workbooks as wards make them (`tests/ward_tables.py`)."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from macros import commands
from macros.files.cells import Page
from macros.files.reader import read_record
from macros.files.writer import change, write
from macros.files.xlsx import pages_of
from macros.files.yaml_text import values_of
from macros.language.dates import PartialDate
from macros.language.problems import DataError
from macros.load import read
from macros.records import BY_FOLDER, Record
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.staff.columns import value_of
from macros.tables.book import MARK, TOO_LONG, shown_in
from macros.tables.marks import plain
from macros.tables.plan import tables, tables_of
from macros.tables.reading import take_in
from macros.tables.within import follow
from macros.tables.writing import export, workbook_of
from tests.conftest import ROOT, SAMPLE
from tests.records import records
from tests.trees import contents
from tests.ward_tables import HEAD, Tab, edited, made

OWN = set(fields_of(Record)) - {"draft", "publish_on", "remove_on"}
"""What the program writes of a record, or what goes with its file: no table tells of it."""


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "data")).resolve()


def taken_in(data: Path, file: Path, answer: str | None = None, **more) -> tuple[int, str]:
    """The exit status, and all that is said."""
    said: list[str] = []
    status = take_in(data, file, yes=answer is None, ask=lambda _: answer, say=said.append, **more)
    return status, "\n".join(said)


def values(data: Path) -> dict[tuple[str, str], dict]:
    catalogue, problems = read(data)
    assert not problems
    return {
        (one.folder, one.id): {name: value for name, value in values_of(one).items() if name not in OWN}
        for one in catalogue
    }


@pytest.mark.parametrize("folder", [ROOT / "data", SAMPLE, ROOT / "tests" / "reports", ROOT / "docs" / "mau"])
def test_every_record_goes_there_and_back(tmp_path, folder):
    """With the records there nothing changes; without them the same ones are made again, of nothing but the workbook."""
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    if folder.name == "mau":  # whose settings are made up
        shutil.copy(ROOT / "data" / "site.yml", data)
    export(data, tmp_path / "bang.xlsx", [], lambda _: None)
    before, was = contents(data), values(data)
    assert taken_in(data, tmp_path / "bang.xlsx") == (0, f"Thêm 0, sửa 0; {len(was)} bản ghi trong bảng không đổi.")
    assert contents(data) == before
    if folder.name == "data":  # hundreds of them
        return
    for record in read(data)[0]:
        record.file.unlink()
    (data / "published.txt").unlink(missing_ok=True)
    shutil.rmtree(data / "borders", ignore_errors=True)  # of units, by their ids
    assert taken_in(data, tmp_path / "bang.xlsx")[0] == 0
    assert values(data) == was


@pytest.mark.parametrize("kind", BY_FOLDER.values())
@settings(max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate])
@given(given_data=st.data())
def test_every_value_of_every_field_is_read_back_from_its_cell(kind, given_data):
    record = given_data.draw(records(kind))
    page = Page("", {})
    for table in tables_of(kind):
        for _, held in table.rows(values_of(record)):
            for column in table.columns:
                if (value := follow(held, column.way)) is None or plain(value) == "":
                    continue
                shown = shown_in(column.field, value)
                if plain(shown) == TOO_LONG or re.fullmatch(r"#.*|[(]x[óo][áa][)]", plain(shown)):
                    continue  # no cell can hold it; an error of a spreadsheet's own
                if column.field.type is FieldType.LINK and ";" in "".join(map(str, value)):
                    continue  # links are parted there: no id has one
                cell = PartialDate(shown.year, shown.month, shown.day) if isinstance(shown, date) else shown
                cell = (
                    Decimal(cell)
                    if isinstance(cell, int | Decimal)
                    else cell.strip()
                    if isinstance(cell, str)
                    else cell
                )
                again = value_of(column.field, cell, page, lambda _, text: text)
                assert _told(again) == _told(value), column.title


def _told(value):
    return [*dict.fromkeys(plain(one) for one in value if plain(one))] if isinstance(value, list) else plain(value)


def test_a_workbook_has_the_same_bytes_again(data):
    catalogue, _ = read(data)
    assert workbook_of(catalogue) == workbook_of(catalogue)


def test_sheets_and_columns_have_names_of_their_own():
    for table in tables().values():
        titles = [column.title for column in (*table.keys, *table.columns, MARK)]
        assert len(set(titles)) == len(titles), table.name
        assert len(table.name) <= 31


def test_a_workbook_is_never_written_over_another_file(tmp_path, data):
    (tmp_path / "bang.xlsx").write_text("của tôi", encoding="utf-8")
    with pytest.raises(DataError, match="đã có tệp này"):
        export(data, tmp_path / "bang.xlsx", [])
    with pytest.raises(DataError, match=r"\.xlsx"):
        export(data, tmp_path / "bang.csv", [])
    assert commands.main(["export", "--data", str(data), "--out", str(tmp_path / "a.xlsx"), "model"]) == 1


# Edited and taken back

EVENT = "2030-08-19-ngay-hoi"


@pytest.fixture
def book(tmp_path, data):
    export(data, tmp_path / "bang.xlsx", [], lambda _: None)
    return tmp_path / "bang.xlsx"


def row_of(book: Path, sheet: str, record_id: str, number: int = 1) -> int:
    """The row of a record, or of its first, second… item, on a sheet."""
    page = next(page for page in pages_of(book.read_bytes()) if page.name == sheet)
    return [row for row, cells in sorted(page.rows.items()) if cells.get(1) == record_id][number - 1]


def test_what_is_edited_changes_and_nothing_else(tmp_path, data, book):
    file = data / "events" / "2030" / f"{EVENT}.yml"
    file.write_text(
        "# Trên cùng.\n" + file.read_text(encoding="utf-8").replace("\ndate:", "\n# Về ngày.\ndate:"), encoding="utf-8"
    )
    before, text = contents(data), file.read_text(encoding="utf-8")
    row = row_of(book, "Sự kiện", EVENT)
    new = edited(book, tmp_path / "sua.xlsx", ("Sự kiện", row, "Địa điểm", "=1+1"), ("Sự kiện", row, "Giờ", "8h"))
    status, said = taken_in(data, new, "c")
    assert status == 0
    assert f"  Dòng {row}, sửa sự kiện: Ngày hội mẫu sắp tới (events/2030/{EVENT}.yml)" in said
    assert "Địa điểm: (trống) → =1+1" in said
    assert "Thêm 0, sửa 1" in said
    changed = {name for name, content in contents(data).items() if before.get(name) != content}
    assert {Path(name).stem for name in changed} == {EVENT}
    now = file.read_text(encoding="utf-8")
    assert "# Trên cùng.\n" in now
    assert "\n# Về ngày.\ndate:" in now
    gone = set(text.splitlines()) - set(now.splitlines())
    assert all(line.startswith(("changed", "seal", "posted")) for line in gone), gone
    whole = contents(data)
    assert taken_in(data, new)[1].startswith("Thêm 0, sửa 0")
    assert contents(data) == whole
    assert (
        taken_in(data, edited(new, tmp_path / "nua.xlsx", ("Sự kiện", row, "Ghi chú về ngày", "Chưa chắc")), "")[0] == 1
    )
    assert contents(data) == whole  # Enter is no


def test_texts_stay_the_texts_that_they_are(tmp_path, data):
    texts = [
        "00123",
        "1/2",
        "=1+1",
        "+84",
        "-5",
        "@a",
        "TRUE",
        "1e5",
        "_x000D_",
        "'a",
        "a\tb",
        "0x1F",
        "2024-08-19",
        "#1",
    ]
    file = data / "events" / "2030" / f"{EVENT}.yml"
    record = read_record(file, BY_FOLDER["events"])[0]
    write(file, record.model_copy(update={"slogans": texts, "note": "một\n\n- hai\n- ba"}))
    export(data, tmp_path / "bang.xlsx", [BY_FOLDER["events"]], lambda _: None)
    was = values(data)
    file.unlink()
    assert taken_in(data, edited(tmp_path / "bang.xlsx", tmp_path / "a.xlsx"))[0] == 0
    kept = [re.sub(r"\s", " ", text) for text in texts]
    assert values(data) == was | {("events", EVENT): {**was["events", EVENT], "slogans": kept}}


def test_rows_of_lists_are_changed_and_added_once(tmp_path, data):
    book = tmp_path / "mo-hinh.xlsx"
    export(data, book, [BY_FOLDER["models"]], lambda _: None)  # asked for by name, with the lists that no record has
    sheet, model = "Mô hình - Số liệu", "ngo-tu-quan"
    catalogue, _ = read(data)
    count = len(catalogue.in_folder("models")[model].figures)
    assert count
    row, last = row_of(book, sheet, model), len(next(p for p in pages_of(book.read_bytes()) if p.name == sheet).rows)
    added = [
        (sheet, last + 1, "Mã", model),
        (sheet, last + 1, "Chỉ số", "Số cuộc họp"),
        (sheet, last + 1, "Giá trị", 12),
        (sheet, last + 1, "Nguồn", "bai-mot"),
    ]
    inner = [("Mô hình - Số liệu - Trong đó", 40, "Mã", model), ("Mô hình - Số liệu - Trong đó", 40, "Thứ tự: Số liệu", count + 1),
             ("Mô hình - Số liệu - Trong đó", 40, "Tên dòng", "Họp tổ"), ("Mô hình - Số liệu - Trong đó", 40, "Giá trị", 12)]  # fmt: skip
    new = edited(
        book,
        tmp_path / "a.xlsx",
        (sheet, row, "Ghi chú", "mới"),
        *added,
        (sheet, last + 1, "Thứ tự: Số liệu", count + 1),
        *inner,
    )
    assert taken_in(data, new)[0] == 0
    figures = read(data)[0].in_folder("models")[model].figures
    assert (len(figures), figures[0].note, figures[-1].label, figures[-1].rows[0].label) == (
        count + 1,
        "mới",
        "Số cuộc họp",
        "Họp tổ",
    )
    whole = contents(data)
    assert taken_in(data, new)[1].startswith("Thêm 0, sửa 0")
    unnumbered = edited(book, tmp_path / "b.xlsx", *added)
    assert taken_in(data, unnumbered)[1].startswith("Thêm 0, sửa 0")
    assert contents(data) == whole
    gap = edited(book, tmp_path / "c.xlsx", *added[:2], (sheet, last + 1, "Thứ tự: Số liệu", count + 9))
    with pytest.raises(DataError, match=f"bản ghi có {count + 1} mục, không có mục thứ {count + 9}"):
        taken_in(data, gap)


def test_what_others_edited_meanwhile_is_never_reverted(tmp_path, data, book):
    row, file = row_of(book, "Sự kiện", EVENT), data / "events" / "2030" / f"{EVENT}.yml"
    change(file, BY_FOLDER["events"], {"place": "Của bàn làm việc"})
    assert taken_in(data, edited(book, tmp_path / "a.xlsx"))[1].startswith("Thêm 0, sửa 0")
    other = edited(book, tmp_path / "b.xlsx", ("Sự kiện", row, "Giờ", "08:00"))
    assert taken_in(data, other)[0] == 0
    assert {"place": "Của bàn làm việc", "time": "08:00"}.items() <= values(data)["events", EVENT].items()
    with pytest.raises(DataError, match="mục này đã đổi trong dữ liệu sau khi xuất bảng, nay là 'Của bàn làm việc'"):
        taken_in(data, edited(book, tmp_path / "c.xlsx", ("Sự kiện", row, "Địa điểm", "Của bảng")))


def test_nothing_is_deleted_but_what_is_said_to_be(tmp_path, data, book):
    sheets = [page for page in pages_of(book.read_bytes()) if page.name == "Sự kiện"]
    title = sheets[0].rows[1]
    assert list(title.values())[:2] == ["Mã", "Tên sự kiện"]
    row = row_of(book, "Sự kiện", "2024-01-18-tong-ket-quan-hoa")
    was = values(data)["events", "2024-01-18-tong-ket-quan-hoa"]
    assert {"summary", "place"} & was.keys()
    name = "Tóm tắt" if "summary" in was else "Địa điểm"
    emptied = edited(book, tmp_path / "a.xlsx", ("Sự kiện", row, name, ""))
    said = taken_in(data, emptied)[1]
    assert "1 ô đã bị xóa trắng trong bảng" in said
    assert "Thêm 0, sửa 0" in said
    gone = edited(
        book, tmp_path / "b.xlsx", ("Sự kiện", row, name, "(xóa)"), ("Sự kiện", row, f"{name}: Nguồn", "(xóa)")
    )
    assert taken_in(data, gone)[0] == 0
    assert was.keys() - values(data)["events", "2024-01-18-tong-ket-quan-hoa"].keys() == {
        "summary" if name == "Tóm tắt" else "place"
    }


def test_new_records_may_name_each_other(tmp_path, data):
    sheets = [
        Tab(
            [["Tên", "Loại nguồn", "Nơi đăng"], ["Báo cáo của phường Hoa", "báo cáo", "UBND phường Hoa"]], name="Nguồn"
        ),
        Tab(
            [[*HEAD, "Nguồn"], [1, "Ngày hội A", "19/8/2025", "Phường Hoa", "Ngày hội", "Báo cáo của phường Hoa"]],
            name="Sự kiện",
        ),
        Tab([["Bản ghi", "Nội dung"], ["Ngày hội A", "Một trăm người dự."]], name="Sự kiện - Nội dung"),
    ]
    kinds = [choice.value for choice in fields_of(BY_FOLDER["sources"])["kind"].choices]
    sheets[0].rows[1][1] = kinds[0]
    assert taken_in(data, made(tmp_path / "a.xlsx", *sheets))[0] == 0
    event = values(data)["events", "2025-08-19-ngay-hoi-a"]
    assert (event["sources"], event["content"][0]["text"]) == (["bao-cao-cua-phuong-hoa"], "Một trăm người dự.")
    assert taken_in(data, tmp_path / "a.xlsx")[1].startswith("Thêm 0, sửa 0")


def test_the_commands(tmp_path, data, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert commands.main(["export", "--data", "data", "--out", "a.xlsx", "models", "events"]) == 0
    assert {page.name.partition(" - ")[0] for page in pages_of(Path("a.xlsx").read_bytes())} == {"Hướng dẫn", "Mô hình", "Sự kiện", "Danh sách"}  # fmt: skip
    assert commands.main(["import", "a.xlsx", "--data", "data"]) == 0
    assert commands.main(["import", "khong-co.xlsx", "--data", "data"]) == 1
    assert commands.main(["import", "a.xlsx", "--data", "data", "--source", "khong-co"]) == 1
    made(Path("b.xlsx"), Tab([HEAD, [1, "A", "19/8/2025", "Phường Hoa", "Ngày hội"]]))
    monkeypatch.setattr("builtins.input", lambda _: (_ for _ in ()).throw(EOFError))
    assert commands.main(["import", "b.xlsx", "--data", "data", "--source", "bai-mot"]) == 1
    assert commands.main(["import", "b.xlsx", "--data", "data", "--source", "bai-mot", "--yes"]) == 0
    assert commands.main(["units", "--out", "don-vi.csv", "--data", "data"]) == 0
    assert commands.main(["import", "don-vi.csv", "--data", "data"]) == 0
    assert commands.main(["check", "--data", "data"]) == 0
    assert "Traceback" not in capsys.readouterr().err
