"""Data of an earlier version of the program: told once, written anew with its comments and its order, or said what can't be."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from macros.catalogue.revisions import revisions
from macros.commands.migrating import _migrate
from macros.files.reader import read_record
from macros.files.renewed import renewed
from macros.files.together import content_of
from macros.language.problems import DataError
from macros.load import read
from macros.records import BY_FOLDER, RECORDS, Document, Event, Organisation, Part, Site, former
from macros.records.base import Labelled
from macros.records.document import DocumentKind
from macros.records.fields import fields_of, parts_of
from macros.records.former import Moved, Removed, Revalued, current
from macros.records.parts import Contact
from macros.records.posting import content, is_dated
from macros.staff.migrating import migration
from tests.conftest import ROOT, SAMPLE, finder
from tests.ready import run

MAU = ROOT / "docs/mau"
# What `docs/mau/` had in commit 371fc4f, until documents held their papers themselves: a field that went.
OF_BEFORE = "    # Văn bản: mã văn bản mà tệp này là bản chụp\n    document: ke-hoach-mau-2023\n"
AT = "models/to-lien-gia-mau-phuong-mau.yml"


@pytest.fixture
def data(tmp_path):
    """The samples as they were: one paper says of which document it is a copy, and nothing says a version."""
    folder = Path(shutil.copytree(MAU, tmp_path / "data"))
    file, before = folder / AT, "    organisation: ubnd-phuong-mau-2025\n  - file: dang-ky-mau.docx\n"
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, before.replace("\n", f"\n{OF_BEFORE}", 1)), encoding="utf-8")
    settings = folder / "site.yml"
    settings.write_text(
        re.sub(r"# Phiên bản.*\nformat: .*\n", "", settings.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return folder


def told(data: Path) -> list[str]:
    return [str(problem) for problem in read(data)[1] if "mẫu" not in problem.what]


def test_a_field_that_went_is_told_once_and_taken_out_with_its_comment(data, capsys):
    (said,) = told(data)
    assert "site.yml: 1 tệp ghi theo phiên bản cũ của các mục: 'document' đã bỏ. Chạy lệnh migrate" in said
    before = (data / AT).read_bytes()
    assert _migrate(data, False, lambda _: "") == 1 and (data / AT).read_bytes() == before
    assert _migrate(data, True, input) == 0
    out = capsys.readouterr().out
    line = before[: before.index(b"    document: ")].count(b"\n") + 1
    assert (
        f"{AT}:{line}: papers.1.document: bỏ 'ke-hoach-mau-2023'" in out
        and "ghi tệp vào mục papers của văn bản ấy" in out
    )
    assert (data / AT).read_bytes() == (MAU / AT).read_bytes()
    assert f"\nformat: {current()}\n" in (data / "site.yml").read_text(encoding="utf-8") and told(data) == []
    assert _migrate(data, True, input) == 0
    assert "không có gì phải ghi lại" in capsys.readouterr().out


def test_the_field_that_was_renamed_is_found_in_every_item_and_keeps_its_comment(tmp_path, capsys):
    """`share` of the ground of former units, until 7d56d61; that of a change keeps its name."""
    folder = Path(shutil.copytree(MAU, tmp_path / "data"))
    file = folder / "units/quan-mau-2025.yml"
    today = file.read_text(encoding="utf-8")
    file.write_text(today.replace("    area_share:", "    share:"), encoding="utf-8")
    settings = folder / "site.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(f"format: {current()}", "format: 2"), encoding="utf-8"
    )
    assert told(folder) == [told(folder)[0]] and "'share' nay là 'area_share'" in told(folder)[0]
    assert _migrate(folder, True, input) == 0
    assert "now_in.1.share: ghi thành now_in.1.area_share" in capsys.readouterr().out
    assert file.read_text(encoding="utf-8") == today and told(folder) == []
    assert "    share: whole" in today


def test_what_else_is_wrong_in_such_a_file_is_told_too(data):
    file = data / AT
    file.write_text(
        file.read_text(encoding="utf-8").replace("document:", "document: x\n    pages: 3 #", 1), encoding="utf-8"
    )
    assert [re.sub(r".*/|:\d+(?=:5)", "", one)[:76] for one in told(data)] == [
        "to-lien-gia-mau-phuong-mau.yml:5: papers.1.pages: không có mục này. Sửa tên ",
        "site.yml: 1 tệp ghi theo phiên bản cũ của các mục: 'document' đã bỏ. Chạy lệ",
    ]  # fmt: skip


ROWS = (
    Moved(3, Document, "valid_from", "in_force"),
    Moved(4, Organisation, "phone", "contact.phone"),
    Moved(5, Organisation, "title", "called"),
    Moved(6, Organisation, "called", "name"),
    Revalued(7, Document, "kind", {"program": "programme"}),
    Removed(8, Contact, "fax", "Ghi vào mục office"),
    Moved(8, Site, "agency", "owner"),
)


@pytest.fixture
def rows(monkeypatch):
    monkeypatch.setattr(former, "ROWS", (*former.ROWS, *ROWS))


BEFORE_AND_AFTER = [
    (
        Document,
        '# Đầu tệp\ntitle: "Luật"\n# Từ ngày\n"valid_from": 2025-01-01 # xem Điều 9\nkind: program  # loại\nsources: [a]\n',
        '# Đầu tệp\ntitle: "Luật"\n# Từ ngày\n"in_force": 2025-01-01 # xem Điều 9\nkind: programme  # loại\nsources: [a]\n',
    ),
    (
        Organisation,
        "# Tên\ntitle: Công an\nkind: police\n# Số trực\nphone: '0225'\n# Nguồn\nsources: a\n",
        "# Tên\nname: Công an\nkind: police\ncontact:\n  phone: \"0225\"\n# Nguồn\nsources: a\n",
    ),
    (
        Organisation,
        "called: Công an\r\nkind: police\r\nphone: '0225'\r\ncontact:\r\n  # Bộ phận\r\n  office: Trực ban\r\n  fax: '1'\r\nsources: a\r\n",
        "name: Công an\r\nkind: police\r\ncontact:\r\n  # Bộ phận\r\n  office: Trực ban\r\n  phone: \"0225\"\r\nsources: a\r\n",
    ),
    (
        Organisation,
        '\ufeff{"called":"Công an","kind":"police","sources":["a"]}\n',
        '\ufeff{"name":"Công an","kind":"police","sources":["a"]}\n',
    ),
    (
        Organisation,
        "called: Công an\nnot_known: 1\nsources: a\n",
        "name: Công an\nnot_known: 1\nsources: a\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "after"), BEFORE_AND_AFTER)
def test_a_file_keeps_all_but_what_has_changed(kind, before, after, rows, tmp_path):
    file = tmp_path / "x.yml"
    file.write_bytes(before.encode("utf-8"))
    assert renewed(file, kind).text == after
    file.write_bytes(after.encode("utf-8"))
    assert renewed(file, kind) is None


def keys(node: yaml.Node, kind: type[Part]) -> Iterator[tuple[type[Part], yaml.Node]]:
    """Every key of a file, with the part that it belongs to."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from keys(item, kind)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield kind, key
        if part := fields_of(kind)[key.value].part:
            yield from keys(value, part)


def test_every_field_of_every_sample_can_be_renamed(tmp_path, monkeypatch):
    """However deep it lies: all called otherwise and renamed, the file is what it was, to the byte."""
    file, done = tmp_path / "x.yml", set()
    for sample in sorted(MAU.rglob("*.yml")):
        kind = BY_FOLDER.get(sample.relative_to(MAU).parts[0], Site)
        text = before = sample.read_text(encoding="utf-8")
        found = [*keys(yaml.compose(text, yaml.CSafeLoader), kind)]
        for _, key in reversed(found):
            before = before[: key.start_mark.index] + "formerly_" + before[key.start_mark.index :]
        rows = {(part, key.value) for part, key in found}
        monkeypatch.setattr(former, "ROWS", tuple(Moved(3, part, f"formerly_{name}", name) for part, name in rows))
        file.write_text(before, encoding="utf-8")
        assert renewed(file, kind).text == text, sample
        done |= rows
    assert len(done) > 250


def test_what_stands_against_it_is_said_and_left(rows, tmp_path, capsys):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    both, other = data / "documents/luat-mau.yml", data / "documents/nghi-quyet-mau.yml"
    other.write_text(other.read_text(encoding="utf-8").replace("in_force:", "valid_from:"), encoding="utf-8")
    both.write_text(
        both.read_text(encoding="utf-8") + "in_force: 2024-01-01\nvalid_from: 2025-01-01\n", encoding="utf-8"
    )
    was, settings = both.read_bytes(), (data / "site.yml").read_bytes()
    assert _migrate(data, True, input) == 1
    assert (
        "valid_from: 'valid_from' nay là 'in_force', mà đã có cả mục in_force. Giữ một nội dung"
        in capsys.readouterr().out
    )
    assert (
        both.read_bytes() == was and (data / "site.yml").read_bytes() == settings
    )  # which says the version when all is done
    assert "in_force: 2025-01-01" in other.read_text(encoding="utf-8")


def test_nothing_is_written_over_what_somebody_writes_meanwhile(data, monkeypatch):
    from macros.commands import migrating

    def meanwhile(folder: Path):
        plan = migration(folder)
        (data / AT).write_text("name: của người khác\n", encoding="utf-8")
        return plan

    monkeypatch.setattr(migrating, "migration", meanwhile)
    settings = content_of(data / "site.yml")
    with pytest.raises(DataError, match="vừa được chương trình khác ghi"):
        _migrate(data, True, input)
    assert (data / AT).read_text(encoding="utf-8") == "name: của người khác\n" and content_of(
        data / "site.yml"
    ) == settings


@pytest.mark.parametrize("command", [("check",), ("migrate", "--yes"), ("date",), ("units", "--out", "x.csv")])
def test_a_folder_of_a_later_version_is_refused_in_words(command, data):
    settings = data / "site.yml"
    settings.write_text(
        f"format: {current() + 1}\nhow_it_looks: new\n" + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    done = run(*command, "--data", data)
    assert done.returncode == 1 and done.stderr.count("\n") < 5
    assert (
        f"site.yml:1:1: format: dữ liệu ghi cho phiên bản {current() + 1}, chương trình này chỉ biết tới" in done.stderr
    )


def test_another_name_dates_nothing_anew(rows):
    """Seals, approvals and the numbers of revisions are digests of what a record tells, under the names that fields had first."""
    body, _ = read_record(MAU / "organisations/cong-an-phuong-mau-2025.yml", Organisation)
    assert body.contact.phone and {"phone", "title"} <= content(body).keys()
    assert "phone" not in content(body)["contact"] and "name" not in content(body)


def test_seals_and_revisions_of_today_hold():
    made, _ = read_record(MAU / AT, next(kind for kind in RECORDS if AT.startswith(kind.folder)))
    assert is_dated(made)
    find = finder(SAMPLE)
    assert {revisions(find).of(event).number for event in find.all(Event)}


def test_the_table_is_sound():
    """A row says what is no more; and what it leads to is there."""
    known = {part for kind in (*RECORDS, Site) for part in (kind, *parts_of(kind))}
    assert [row.since for row in former.ROWS] == sorted(row.since for row in former.ROWS)
    for row in former.ROWS:
        holders = [part for part in known if issubclass(part, row.part)]
        assert holders, row
        for part in holders:
            fields = fields_of(part)
            if isinstance(row, Revalued):
                choices = {
                    choice.value for choice in fields[row.old].holds if issubclass(fields[row.old].holds, Labelled)
                }
                assert not choices & row.values.keys() and choices >= {*row.values.values()}, row
            else:
                assert row.old not in fields, row
    assert f"\nformat: {current()}\n" in (MAU / "site.yml").read_text(encoding="utf-8")
    assert f"\nformat: {current()}\n" in (ROOT / "data/site.yml").read_text(encoding="utf-8")
    assert DocumentKind("programme")


def test_what_cannot_be_read_keeps_the_folder_at_its_version(data):
    (data / "models/hong.yml").write_bytes(b"\xff\xfe")
    plan = migration(data)
    assert any(problem.file.endswith("hong.yml") for problem in plan.left)
    assert data / "site.yml" not in {one.file for one in plan.changes}
