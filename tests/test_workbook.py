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

from macros.exports.open_data import downloads
from macros.exports.tables import tables
from macros.exports.workbook import workbook
from tests.conftest import ROOT, SAMPLE, finder

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


def sheet(content: bytes) -> list[list]:
    """The rows of a workbook: text as str, numbers as Decimal, truths as bool; empty cells as None."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        (name,) = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        root = ElementTree.fromstring(parts.read(name))
        strings = [
            "".join(t.text or "" for t in one.iter(f"{MAIN}t"))
            for one in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
    assert not list(root.iter(f"{MAIN}f")) and not list(root.iter(f"{MAIN}hyperlink"))
    rows = []
    for row in root.iter(f"{MAIN}row"):
        cells = {}
        for cell in row:
            kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
            reads = {"s": lambda v: strings[int(v)], "n": Decimal, "b": lambda v: v == "1"}[kind]
            cells[re.match("[A-Z]+", cell.get("r"))[0]] = reads(value)
        rows.append(cells)
    letters = list(rows[0])
    return [[row.get(letter) for letter in letters] for row in rows]


def test_text_is_text_and_numbers_are_numbers():
    values = [*CODES, 33786, Decimal("36.6"), Decimal(12345678901234567890), True, None, "x" * 40_000]
    (titles, row) = sheet(workbook("bang", [f"c{i}" for i in range(len(values))], [values]))
    assert titles == [f"c{i}" for i in range(len(values))]
    read = [cell.replace("_x005F_", "_") if isinstance(cell, str) else cell for cell in row]  # as the format has it
    assert read[: len(CODES)] == CODES
    assert read[len(CODES) :] == [33786, Decimal("36.6"), "12345678901234567890", True, None, "x" * 32_766 + "…"]


@pytest.mark.parametrize("data", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_each_holds_what_the_csv_beside_it_holds(data):
    find = finder(data)
    files = {file.name: file for file in downloads(find)}
    for table in tables().values():
        book = sheet(files[f"{table.name}.xlsx"].content)
        plain = list(csv.reader(io.StringIO(files[f"{table.name}.csv"].content.decode("utf-8-sig"), newline="")))
        assert book[0] == plain[0] and len(book) == len(plain) == files[f"{table.name}.csv"].count + 1
        for cells, texts in zip(book[1:], plain[1:], strict=True):
            for cell, text in zip(cells, texts, strict=True):
                if isinstance(cell, bool):
                    assert text == ("true" if cell else "false")
                elif isinstance(cell, Decimal):
                    assert Decimal(text) == cell
                else:
                    assert (cell or "").replace("\r", "") in (text, text.removeprefix("'")), (table.name, text)


def test_the_same_bytes_in_any_zone_and_language():
    code = (
        "import hashlib; from macros.exports.open_data import downloads; from tests.conftest import SAMPLE, finder;"
        "print(hashlib.sha256(b''.join(f.content for f in downloads(finder(SAMPLE)) if f.is_workbook)).hexdigest())"
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
    here = b"".join(file.content for file in downloads(finder(SAMPLE)) if file.is_workbook)
    assert said.strip() == hashlib.sha256(here).hexdigest()


def test_nothing_in_it_depends_on_a_zlib(golden):
    content = workbook("bang", ["a", "b"], [["0123", 1], ["chữ", Decimal("2.5")]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            assert part.compress_type == zipfile.ZIP_STORED and part.date_time == (1980, 1, 1, 0, 0, 0)
    golden(ROOT / "tests/golden/workbook.sha256", hashlib.sha256(content).hexdigest() + "\n")


def test_a_table_of_30_000_rows_takes_seconds():
    rows = [[f"su-kien-{n}", "Hội nghị tổng kết phong trào " * 3, f"0{n}", n, Decimal(n) / 2] for n in range(30_000)]
    start = time.monotonic()
    content = workbook("events", list("abcde"), rows)
    assert time.monotonic() - start < 60
    assert len(content) < 20_000_000
