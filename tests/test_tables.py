"""`manage.py export` and `import`: records as a workbook and back, and workbooks as wards make them (`tests/ward_tables.py`)."""

import shutil
from pathlib import Path

import pytest

from macros import commands
from macros.files.yaml_text import values_of
from macros.language.problems import DataError
from macros.load import read
from macros.tables.book import MARK
from macros.tables.plan import tables
from macros.tables.reading import take_in
from macros.tables.writing import export, workbook_of
from tests.conftest import ROOT, SAMPLE
from tests.test_build import contents

OWN = {"posted", "changed", "seal", "aliases", "privacy", "approval"}
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
    for record in read(data)[0]:
        record.file.unlink()
    (data / "published.txt").unlink(missing_ok=True)
    shutil.rmtree(data / "borders", ignore_errors=True)  # of units, by their ids
    assert taken_in(data, tmp_path / "bang.xlsx")[0] == 0
    assert values(data) == was


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
