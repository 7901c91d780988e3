"""The open data as workbooks: what stands in them is what stands in the tables, text as text, and always the same bytes."""

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from xlsxwriter.utility import xl_col_to_name

from macros.exports import open_data
from macros.exports.open_data import NO_LICENCE, downloads
from macros.exports.tables import tables
from macros.exports.workbook import _column, workbook
from tests.conftest import ROOT, SAMPLE, finder, located

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CODES = [
    "0123",
    "00",
    "1e5",
    "2024-08",
    "3/4",
    "=1+1",
    "@x",
    "'x",
    "+84",
    " a ",
    "a\nb",
    "_x0041_",
    "https://a.example/",
    "TRUE",
]


def sheets(content: bytes) -> dict[str, list[list]]:
    """The rows of each sheet of a workbook: text as str, numbers as Decimal, truths as bool; empty cells as None."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        names = [one.get("name") for one in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        roots = [
            ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
            for number in range(1, len(names) + 1)
        ]
        assert "xl/sharedStrings.xml" not in parts.namelist()
    assert (
        sum(len(root.findall(f".//{MAIN}sheetView[@tabSelected]")) for root in roots) == 1
    )  # else what is typed goes into several
    return dict(zip(names, map(rows_of, roots), strict=True))


def rows_of(root) -> list[list]:
    assert not list(root.iter(f"{MAIN}f")) and not list(root.iter(f"{MAIN}hyperlink"))
    rows = []
    for number, row in enumerate(root.iter(f"{MAIN}row"), start=1):
        assert row.get("r") == str(number)
        cells = {}
        for cell in row:
            kind, letters = cell.get("t", "n"), re.fullmatch(f"([A-Z]+){number}", cell.get("r"))[1]
            assert cell.get("s", "0") == ({1: "1"}.get(number, "2") if kind == "inlineStr" else "0")
            value = cell.findtext(f"{MAIN}is/{MAIN}t") if kind == "inlineStr" else cell.findtext(f"{MAIN}v")
            cells[letters] = {"inlineStr": str, "n": Decimal, "b": lambda v: v == "1"}[kind](value)
        rows.append(cells)
    letters = list(rows[0])
    assert root.find(f"{MAIN}dimension").get("ref") == f"A1:{letters[-1]}{len(rows)}"
    return [[row.get(letter) for letter in letters] for row in rows]


def test_text_is_text_and_numbers_are_numbers():
    values = [*CODES, 33786, Decimal("36.6"), Decimal(12345678901234567890), True, None, "x" * 40_000]
    ((titles, row),) = sheets(workbook("bang", [f"c{i}" for i in range(len(values))], [values])).values()
    assert titles == [f"c{i}" for i in range(len(values))]
    read = [cell.replace("_x005F_", "_") if isinstance(cell, str) else cell for cell in row]  # as the format has it
    assert read[: len(CODES)] == CODES
    assert read[len(CODES) :] == [33786, Decimal("36.6"), "12345678901234567890", True, None, "x" * 32_766 + "…"]


def agree(cells, texts):
    """Whether a row of a workbook holds what a row of CSV does."""
    for cell, text in zip(cells, texts, strict=True):
        if isinstance(cell, bool):
            assert text == ("true" if cell else "false")
        elif isinstance(cell, Decimal):
            assert Decimal(text) == cell
        else:
            assert (cell or "").replace("\r", "") in (text, text.removeprefix("'"))


@pytest.mark.parametrize("data", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_each_holds_what_the_csv_beside_it_holds_and_one_holds_all(data):
    files = {file.name: file for file in downloads(finder(data))}
    whole = sheets(files["all.xlsx"]())
    told, *explained = whole.pop("Giải thích")
    assert list(whole) == [table.title for table in tables().values()]
    assert files["all.xlsx"].count == sum(len(rows) - 1 for rows in whole.values())
    for table in tables().values():
        own = sheets(files[f"{table.name}.xlsx"]())
        assert own[table.title] == whole[table.title] and list(own) == [table.title, "Giải thích"]
        names, *plain = csv.reader(io.StringIO(files[f"{table.name}.csv"]().decode("utf-8-sig"), newline=""))
        titles, *rows = whole[table.title]
        assert len(rows) == len(plain) == files[f"{table.name}.csv"].count == files[f"{table.name}.xlsx"].count
        for cells, texts in zip(rows, plain, strict=True):
            agree(cells, texts)
        # What programs call the columns that people read is told in both.
        its = [line for line in explained if line[0] == table.title]
        assert own["Giải thích"] == [told, *its]
        assert [(line[1], line[2], line[3]) for line in its] == [
            (title, table.name, name) for title, name in zip(titles, names, strict=True)
        ]
        assert len(set(titles)) == len(titles) and all(line[4] for line in its)


@pytest.mark.parametrize(("most", "is_there"), [(0, False), (10**9, True)])
def test_a_workbook_that_no_host_takes_is_not_made(monkeypatch, most, is_there):
    monkeypatch.setattr(open_data, "MOST", most)
    names = {file.name for file in downloads(finder(SAMPLE))}
    assert ("all.xlsx" in names) is is_there and "models.xlsx" in names


def test_a_workbook_says_on_what_terms_it_may_be_used(mini):
    with zipfile.ZipFile(
        io.BytesIO(next(file for file in downloads(located(mini, "https://a.example/")) if file.name == "all.xlsx")())
    ) as parts:
        said = parts.read("docProps/core.xml").decode()
    assert mini.site.name in said and NO_LICENCE in said and "https://a.example/du-lieu/" in said


def test_the_same_bytes_in_any_zone_and_language():
    code = (
        "import hashlib; from macros.exports.open_data import downloads; from tests.conftest import SAMPLE, finder;"
        "print(hashlib.sha256(b''.join(f() for f in downloads(finder(SAMPLE)) if f.is_workbook)).hexdigest())"
    )
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "vi_VN", "PYTHONHASHSEED": "2"}
    said = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **elsewhere},
    ).stdout
    here = b"".join(file() for file in downloads(finder(SAMPLE)) if file.is_workbook)
    assert said.strip() == hashlib.sha256(here).hexdigest()


def test_nothing_in_it_depends_on_a_zlib(golden):
    content = workbook("bang", ["a", "b"], [["0123", 1], ["chữ", Decimal("2.5")]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            assert part.compress_type == zipfile.ZIP_STORED and part.date_time == (1980, 1, 1, 0, 0, 0)
    golden(ROOT / "tests/golden/workbook.sha256", hashlib.sha256(content).hexdigest() + "\n")


def test_a_table_of_30_000_rows_takes_seconds():
    rows = [[f"su-kien-{n}", "Hội nghị tổng kết phong trào " * 3, f"0{n}", n, Decimal(n) / 2] for n in range(30_000)]
    start = time.process_time()
    content = workbook("events", list("abcde"), rows)
    assert time.process_time() - start < 60
    assert len(content) < 20_000_000


def test_columns_are_called_as_spreadsheets_call_them():
    assert [_column(number) for number in range(750)] == [xl_col_to_name(number) for number in range(750)]
