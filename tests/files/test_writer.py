"""Records written to files: what is written is read back, and what is edited keeps all that did not change."""

import difflib
import os
import re
import shutil
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.files import writer
from macros.files.edits import edited
from macros.files.reader import read_record
from macros.files.writer import change, text_of, write
from macros.files.yaml_text import entry, values_of
from macros.language.problems import DataError
from macros.records import BY_FOLDER, Event, EventKind, Model, Site, Term
from macros.records.fields import fields_of
from tests.conftest import ROOT
from tests.records import HOSTILE, KINDS, changed_records, records

FOLDERS = ("data", "docs/mau", "tests/site")
MODEL = ROOT / "docs/mau/models/to-lien-gia-mau-phuong-mau.yml"
tried = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def stored(folder):
    """Each file of a data folder with its kind of record."""
    top = ROOT / folder
    for file in sorted(top.rglob("*.yml")):
        yield file, Site if file.parent == top else BY_FOLDER[file.relative_to(top).parts[0]]


def read(file, kind):
    record, problems = read_record(file, kind)
    assert record, problems
    return record


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("written") / "thu.yml"


# New files


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_stored_record_is_read_back(folder, file):
    for source, kind in stored(folder):
        record = read(source, kind)
        file.write_text(text_of(record), encoding="utf-8", newline="\n")
        assert read(file, kind).model_dump() == record.model_dump(), source


def test_the_data_looks_as_if_the_writer_had_written_it():
    """But for the order of fields, which people choose, and the kind of quotes."""

    def lines(text):
        rows = [re.sub(r"'(.*)'$", r'"\1"', row) for row in text.splitlines() if not row.lstrip().startswith("#")]
        return sorted(row.removeprefix("  - ").strip() for row in rows)

    for source, kind in stored("data"):
        assert lines(text_of(read(source, kind))) == lines(source.read_text(encoding="utf-8")), source


@tried
@given(st.sampled_from(KINDS).flatmap(records))
def test_any_record_is_read_back(file, record):
    file.write_text(text_of(record), encoding="utf-8", newline="\n")
    assert read(file, type(record)).model_dump() == record.model_dump()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ngõ tự quản", "Ngõ tự quản"),
        ("49/748", "49/748"),
        ("0225 000 000", "0225 000 000"),
        ("Tổ trưởng: ông A", '"Tổ trưởng: ông A"'),
        ("Số #1", '"Số #1"'),
        ("- gạch", '"- gạch"'),
        ("không", "không"),
        ("no", '"no"'),
        ("0123", '"0123"'),
        ("08", '"08"'),
        ("1e5", '"1e5"'),
        ("22:30", '"22:30"'),
        ("2024-08-19", '"2024-08-19"'),
        ('Nói: "được"', "'Nói: \"được\"'"),
        ("C:\\: ổ 'đĩa'", "'C:\\: ổ ''đĩa'''"),
        ("😀: vui", '"😀: vui"'),
        ("a\tb", '"a\\tb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ('"a"\u2028b', '"\\"a\\"\\u2028b"'),
    ],
)
def test_texts_have_quotes_only_where_a_reader_needs_them(text, written):
    assert entry(fields_of(EventKind)["name"], text) == [f"name: {written}"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Một: #\n\n- hai  \n  ba", ["meaning: |-", "  Một: #", "", "  - hai  ", "    ba"]),
        ("a\tb\nc", ["meaning: |-", "  a\tb", "  c"]),
        ("a\n\tb", ['meaning: "a\\n\\tb"']),  # the reader takes it for an indent
        ('"a"\n\tb', ['meaning: "\\"a\\"\\n\\tb"']),
        ("a\nb\u2028c", ['meaning: "a\\nb\\u2028c"']),
    ],
)
def test_prose_is_a_block_where_the_reader_takes_it(text, written):
    assert entry(fields_of(Term)["meaning"], text) == written


@pytest.mark.parametrize("text", HOSTILE)
def test_other_readers_take_texts_for_the_same_texts(text):
    (line,) = entry(fields_of(EventKind)["name"], text)
    assert yaml.safe_load(line) == {"name": text}


def test_the_style_of_a_new_file():
    event = Event(
        title="Ngày hội: năm 2024",
        kind="ngay-hoi",
        date="2024",
        time="14:30",
        unit="phuong-hoa",
        content=["Một ý.", {"text": "Hai ý:\n\n- a\n- b", "source": "bai-mot"}, {"text": "Ba", "source": ["bai-mot", "bai-hai"]}],
        figures=[{"label": "Hộ", "value": Decimal("20.50"), "precision": "exact"}],
        disagreements=[{"about": "Số hộ", "accounts": [{"says": "Có 20.", "source": "bai-mot"}]}],
        note="Dòng một\n\n  dòng hai",
        place=None,
        themes=[],
        sources="bai-mot",
        draft=False,
    )  # fmt: skip
    assert (
        text_of(event)
        == """\
title: "Ngày hội: năm 2024"
kind: ngay-hoi
date: 2024
time: 14:30
unit: phuong-hoa
content:
  - Một ý.
  - text: |-
      Hai ý:

      - a
      - b
    source: bai-mot
  - text: Ba
    source:
      - bai-mot
      - bai-hai
figures:
  - label: Hộ
    value: 20.50
    precision: exact
disagreements:
  - about: Số hộ
    accounts:
      - says: Có 20.
        source: bai-mot
note: |-
  Dòng một

    dòng hai
sources:
  - bai-mot
draft: false
"""
    )


def test_texts_are_written_in_one_form_of_unicode(file):
    file.unlink(missing_ok=True)
    write(file, Term(name="Ho\u0301a"))
    assert file.read_text(encoding="utf-8") == "name: Hóa\n"


# Edits


def diff(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def sample(**changes):
    """The values of the model of the samples, and the lines that a change of them changes in its file."""
    old = read(MODEL, Model)
    values = values_of(old)
    for name, new in changes.items():
        values[name] = new(values[name]) if callable(new) else new
    new = Model.model_validate({name: value for name, value in values.items() if value is not None})
    text = MODEL.read_text(encoding="utf-8")
    return diff(text, edited(text, old, new))


EDITS = {
    "nothing": ({}, ""),
    "a value": (
        {"figures": lambda old: [old[0] | {"value": 1300}, old[1]]},
        """
-    value: 1250
+    value: 1300
""",
    ),
    "a field goes with the comment above it": (
        {"since": None},
        """
-# Bắt đầu: ngày, tháng hoặc năm bắt đầu.
-since: 2023-04
""",
    ),
    "a first field leaves the comment above it": (
        {"draft": None, "name": "Tổ: mới"},
        """
-name: Tổ liên gia Mẫu
+name: "Tổ: mới"
""",
    ),
    "an item after the last": (
        {"themes": lambda old: [*old, "linh-vuc-hai"]},
        """
+  - linh-vuc-hai
""",
    ),
    "an item before the first": (
        {"sources": lambda old: ["bai-moi", *old]},
        """
+  - bai-moi
""",
    ),
    "a part after the last, with parts in it": (
        {"disagreements": lambda old: [*old, {"about": "Năm", "accounts": [{"says": "2023", "source": ["bai-bao-mau"]}]}]},
        """
+  - about: Năm
+    accounts:
+      - says: "2023"
+        source: bai-bao-mau
""",
    ),
    "a first part goes": (
        {"life": lambda old: old[1:]},
        """
-  - stage: launched
-    # Ngày: ngày, tháng hoặc năm; chưa rõ thì xóa dòng
-    date: 2023-04
-    # Ghi chú: điều cần biết thêm
-    note: Ở một khu phố.
-    # Nguồn: mã nguồn của riêng điều này
-    source: bai-bao-mau
""",
    ),
    "a last part goes with the comment above it": (
        {"steps": lambda old: old[:1]},
        """
-  # Đoạn dài viết sau dấu |-, mọi dòng lùi vào như nhau; trong đó được dùng danh sách và **chữ đậm**.
-  - text: |-
-      Mỗi hộ chuẩn bị:
-
-      - một bình chữa cháy
-      - một **lối thoát thứ hai**
-    source: bao-cao-mau
""",
    ),
    "a field of a part, at its place": (
        {"figures": lambda old: [old[0], old[1] | {"note": "Ước chừng."}]},
        """
+    note: Ước chừng.
""",
    ),
    "a field deep within": (
        {"disagreements": lambda old: [old[0] | {"accounts": [old[0]["accounts"][0], {"says": "Có 5.", "source": ["bai-bao-mau"]}]}]},
        """
-      - says: Có 4 tổ.
+      - says: Có 5.
""",
    ),
    "prose over several lines": (
        {"cost": lambda old: old | {"text": "Một.\n\nHai."}},
        """
-  text: Mỗi hộ tự mua bình chữa cháy; phường tặng chuông báo.
+  text: |-
+    Một.
+
+    Hai.
""",
    ),
    "a part that goes, all the others as they were": (
        {"points": lambda old: [*old, {"unit": "phuong-hai", "source": ["bai-bao-mau"]}], "contact": None},
        """
+  - unit: phuong-hai
+    source: bai-bao-mau
-# Hỏi ai: cơ quan trả lời câu hỏi về mô hình; không ghi số hay địa chỉ của người dân.
-contact:
-  # Cơ quan: mã cơ quan để hỏi
-  organisation: cong-an-phuong-mau-2025
-  # Bộ phận: bộ phận hoặc chức vụ phụ trách
-  office: Bộ phận tiếp dân
-  # Điện thoại cơ quan: số công khai, để trong dấu nháy
-  phone: "0000 000 000"
-  # Đường dây nóng: số cơ quan công bố để dân báo tin, kèm giờ trực nếu có
-  hotlines:
-    - 0000 000 113 (trực ban 24/24 giờ)
-  # Thư điện tử cơ quan: địa chỉ công khai
-  email: cong-an-phuong-mau@example.org
-  # Trang web: trang chính thức
-  url: https://cong-an-phuong-mau.example.org/
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_sample_changes_only_these_lines(name):
    changes, expected = EDITS[name]
    assert sample(**changes) == expected.split("\n")[1:-1]


STYLES = {
    "dashes that are not indented": (
        "name: Tổ\nthemes:\n- a # một\n- b\nunits:\n- x\nsources: s\n",
        {"themes": ["a", "c", "b"]},
        "name: Tổ\nthemes:\n- a # một\n- c\n- b\nunits:\n- x\nsources: s\n",
    ),
    "wide indents": (
        "name: Tổ\nthemes:\n    -   a\n    -   b\nunits: [x]\nsources: s\n",
        {"themes": ["b"], "units": ["x"]},
        "name: Tổ\nthemes:\n    -   b\nunits: [x]\nsources: s\n",
    ),
    "an inline list, with a comment": (
        "name: Tổ\nthemes: [a, b] # hai\nunits: [x]\nsources: s\n",
        {"themes": ["c"]},
        "name: Tổ\nthemes: # hai\n  - c\nunits: [x]\nsources: s\n",
    ),
    "an inline part": (
        "name: Tổ\nsummary: {text: Cũ, source: s}\nthemes: [a, b]\nunits: [x]\nsources: s\n",
        {"summary": "Mới"},
        "name: Tổ\nsummary: Mới\nthemes: [a, b]\nunits: [x]\nsources: s\n",
    ),
    "a list written short stays short": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsources: s # một\n",
        {"sources": ["t"]},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsources: t # một\n",
    ),
    "a list written short grows": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsources: s # một\n",
        {"sources": ["s", "t"]},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsources: # một\n  - s\n  - t\n",
    ),
    "a passage that gets a source": (
        "name: Tổ\nsummary: \"Cũ\" # lời\nthemes: [a, b]\nunits: [x]\nsources: s\n",
        {"summary": {"text": "Cũ", "source": "s"}},
        "name: Tổ\nsummary: # lời\n  text: Cũ\n  source: s\nthemes: [a, b]\nunits: [x]\nsources: s\n",
    ),
    "text over several lines in quotes": (
        "name: Tổ\nsummary: 'một\n  hai' # lời\nthemes: [a, b]\nunits: [x]\nsources: s\n",
        {"summary": "ba"},
        "name: Tổ\nsummary: \"ba\" # lời\nthemes: [a, b]\nunits: [x]\nsources: s\n",
    ),
    "a block of text with a comment and lines after it": (
        "name: Tổ\nsummary: >- # lời\n  một\n  hai\n\n\n# hết lời\nthemes: [a, b]\nunits: [x]\nsources: s\n",
        {"summary": "ba\nbốn"},
        "name: Tổ\nsummary: |- # lời\n  ba\n  bốn\n\n\n# hết lời\nthemes: [a, b]\nunits: [x]\nsources: s\n",
    ),
    "a field without a value": (
        "name: Tổ\nsince: # chưa có\nthemes: [a, b]\nunits: [x]\nsources: s\n",
        {"since": "2024"},
        "name: Tổ\nsince: 2024 # chưa có\nthemes: [a, b]\nunits: [x]\nsources: s\n",
    ),
    "no line end at the end, fields in another order": (
        "sources: s\nunits: [x]\nname: Tổ\nthemes: [a, b]",
        {"cost": "Ít", "draft": True, "other_names": ["T"]},
        "sources: s\ndraft: true\nunits: [x]\ncost: Ít\nname: Tổ\nother_names:\n  - T\nthemes: [a, b]",
    ),
    "a part that loses all its fields": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\ncontact:\n  office: \"Đội\" # một\nsources: s\n",
        {"contact": {}},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\ncontact: {}\nsources: s\n",
    ),
    "a comment deeper than what it follows": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsince: 2024\n  # sâu\nsources: s\n",
        {"since": "2025"},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\nsince: 2025\n  # sâu\nsources: s\n",
    ),
    "a comment apart from the last item, which goes": (
        "name: Tổ\nthemes:\n  - a\n\n  # xa\n\n  # trên b\n  - b\nunits: [x]\nsources: s\n",
        {"themes": ["a"]},
        "name: Tổ\nthemes:\n  - a\n\n  # xa\nunits: [x]\nsources: s\n",
    ),
    "a field after a list that ends in a comment": (
        "name: Tổ\nthemes: [a, b]\nunits:\n  - x\n  # hết\nsources: s\n",
        {"since": "2024"},
        "name: Tổ\nthemes: [a, b]\nunits:\n  - x\n  # hết\nsince: 2024\nsources: s\n",
    ),
    "an item goes and the next changes": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\npartners:\n  - name: \"A\" # A\n    brings: một\n  - name: \"B\" # B\n    brings: \"hai\" # hai\nsources: s\n",
        {"partners": [{"name": "B", "brings": "ba"}]},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\npartners:\n  - name: \"B\" # B\n    brings: \"ba\" # hai\nsources: s\n",
    ),
    "marks of a document": (
        "---\n# đầu\nname: Tổ\nthemes: [a, b]\nunits: [x]\nsources: s\n...\n",
        {"draft": True},
        "---\n# đầu\nname: Tổ\nthemes: [a, b]\nunits: [x]\nsources: s\ndraft: true\n...\n",
    ),
    "all in braces": (
        "{name: Tổ, themes: [a, b], units: [x], sources: s}\n",
        {"themes": ["a"]},
        "name: Tổ\nthemes:\n  - a\nunits:\n  - x\nsources:\n  - s\n",
    ),
    "blank lines between groups": (
        "name: Tổ\n\nthemes: [a, b]\nunits: [x]\n\nsince: 2024\n\nsources: s\n",
        {"since": None, "other_names": ["T"]},
        "name: Tổ\nother_names:\n  - T\n\nthemes: [a, b]\nunits: [x]\n\nsources: s\n",
    ),
    "comments within a list and after it": (
        "name: Tổ\nthemes:\n  # trên a\n  - a\n  # trên b\n  - b\n  # dưới b\n# trên x\nunits: [x]\nsources: s\n",
        {"themes": ["a", "b", "c"], "other_names": ["T"]},
        "name: Tổ\nother_names:\n  - T\nthemes:\n  # trên a\n  - a\n  # trên b\n  - b\n  - c\n  # dưới b\n# trên x\nunits: [x]\nsources: s\n",
    ),
    "an item that moves": (
        "name: Tổ\nthemes:\n  - a # một\n  - b # hai\n  - c # ba\nunits: [x]\nsources: s\n",
        {"themes": ["c", "a", "b"]},
        "name: Tổ\nthemes:\n  - c # ba\n  - a # một\n  - b # hai\nunits: [x]\nsources: s\n",
    ),
    "a first field of a part, before the others": (
        "name: Tổ\nthemes: [a, b]\nunits: [x]\npartners:\n  - name: 'Hội' # tên\n  - # hai\n    name: Đoàn\nsources: s\n",
        {"partners": [{"organisation": "hoi", "name": "Hội"}, {"organisation": "doan"}]},
        "name: Tổ\nthemes: [a, b]\nunits: [x]\npartners:\n  - organisation: hoi\n    name: 'Hội' # tên\n  - # hai\n    organisation: doan\nsources: s\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_edit_keeps_the_style_of_the_file(name, newline, mark, file):
    before, changes, after = STYLES[name]
    file.write_bytes((mark + before.replace("\n", newline)).encode("utf-8"))
    new = change(file, Model, changes)
    assert file.read_bytes().decode("utf-8") == mark + after.replace("\n", newline)
    assert read(file, Model).model_dump() == new.model_dump()


@tried
@given(st.sampled_from(KINDS).flatmap(changed_records), st.booleans())
def test_any_edit_keeps_what_stays(file, both, windows):
    """A field whose value stays keeps every letter and the comment above it, whatever becomes of the others."""
    old, new = both
    fields, was, now = fields_of(type(old)), values_of(old), values_of(new)
    pieces = {name: "\n".join([f"# trên {name}", *entry(fields[name], was[name]), ""]) for name in was}
    text = "# đầu tệp\n\n" + "".join(pieces.values())
    file.write_bytes(text.replace("\n", "\r\n" if windows else "\n").encode("utf-8"))
    write(file, new)
    assert read(file, type(new)).model_dump() == new.model_dump()
    written = file.read_bytes().decode("utf-8")
    assert written.count("\r\n") == (written.count("\n") if windows else 0)
    kept = [pieces[name] for name in was if was[name] == now.get(name)]
    assert [piece for piece in kept if "\n" + piece not in written.replace("\r\n", "\n")] == []


# Files


@pytest.fixture
def term(tmp_path):
    """A file in a folder of its own."""
    file = tmp_path / "to.yml"
    file.write_text('name: "Tổ" # tên\n', encoding="utf-8")
    return file


def refused(file, record):
    """What is said of a record that is not written, and that nothing in the folder has changed."""
    before = file.read_bytes()
    with pytest.raises(DataError) as refusal:
        write(file, record)
    assert [file.read_bytes(), *file.parent.iterdir()] == [before, file]
    return str(refusal.value.problems[0])


def test_what_would_not_be_read_back_is_not_written(term, monkeypatch):
    monkeypatch.setattr(writer, "edited", lambda text, old, new: "name: Khác\n")
    assert refused(term, Term(name="Mới")).endswith(
        "to.yml: chương trình không sửa được tệp này mà giữ đúng nội dung. Mở tệp và sửa bằng tay."
    )


def test_what_no_file_may_hold_is_not_written(term):
    assert re.search(r"to\.yml:1:7: name: có ký tự điều khiển U\+0007", refused(term, Term(name="a\x07b")))


def test_a_file_with_mistakes_is_left_alone(term):
    term.write_text("name: Tổ\nten: sai\n", encoding="utf-8")
    assert "to.yml:2:1: ten: không có mục này" in refused(term, Term(name="Mới"))


def test_a_file_whose_values_stand_for_others_is_left_alone(term):
    term.write_text("name: &a Tổ\nmeaning: *a\n", encoding="utf-8")
    assert "ký hiệu &, * hoặc !" in refused(term, Term(name="Mới", meaning="Tổ"))


def test_a_file_that_can_not_be_replaced_stays(term, monkeypatch):
    def locked(*_):
        raise PermissionError("open in an editor")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(PermissionError):
        write(term, Term(name="Mới"))
    assert [term.read_text(encoding="utf-8"), *term.parent.iterdir()] == ['name: "Tổ" # tên\n', term]


def test_the_old_file_stands_until_the_new_one_is_whole(term, monkeypatch):
    seen = []

    def replacing(new, old, replace=os.replace):
        seen.append((new.parent, new.read_text(encoding="utf-8"), term.read_text(encoding="utf-8")))
        replace(new, old)

    monkeypatch.setattr(os, "replace", replacing)
    write(term, Term(name="Mới"))
    assert seen == [(term.parent, 'name: "Mới" # tên\n', 'name: "Tổ" # tên\n')]
    assert term.read_text(encoding="utf-8") == 'name: "Mới" # tên\n'


def test_a_file_that_says_the_same_is_not_written_again(term, monkeypatch):
    monkeypatch.setattr(os, "replace", None)
    write(term, Term(name="Tổ", draft=False))


def test_who_may_read_a_file_stays(term):
    term.chmod(0o640)
    mode = term.stat().st_mode  # Windows knows fewer modes
    write(term, Term(name="Mới"))
    assert term.stat().st_mode == mode


def test_some_fields_are_changed_and_others_taken_away(tmp_path):
    file = shutil.copy(MODEL, tmp_path / "to.yml")
    changed = change(file, Model, {"since": "2024-05", "documents": None})
    assert (str(changed.since), changed.documents) == ("2024-05", [])
    assert diff(MODEL.read_text(encoding="utf-8"), file.read_text(encoding="utf-8")) == [
        "-since: 2023-04",
        "+since: 2024-05",
        "-# Văn bản: mã các văn bản làm căn cứ, tức tên tệp trong documents/.",
        "-documents:",
        "-  - ke-hoach-mau-2023",
    ]
