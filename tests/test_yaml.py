"""YAML as plain values that know where they stand, and every fault at its line and column."""

from decimal import Decimal

import pytest

from macros.files.yaml_nodes import Tree, dotted, read_yaml


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that reads a text as a file called `x.yml`."""
    monkeypatch.chdir(tmp_path)

    def read(text):
        file = tmp_path / "x.yml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(file)

    return read


def value(read, text):
    tree, problems = read(text)
    assert problems == []
    return tree.value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12), ("-3", -3), ("+3", 3), ("0", 0), ("007", "007"), ("1_000", "1_000"), ("0x1F", "0x1F"),
        ("1.50", Decimal("1.50")), ("-0.5", Decimal("-0.5")), ("+1.0", Decimal("1.0")), ("01.5", "01.5"), (".5", ".5"), ("1.", "1."),
        ("true", True), ("FALSE", False), ("True", True), ("yes", "yes"), ("on", "on"), ("tRUE", "tRUE"),
        ("~", None), ("null", None), ("NULL", None), ("Null", None), ("", None), ("nULL", "nULL"),
        ("2024-08-19", "2024-08-19"), ("22:30", "22:30"), ("'12'", "12"), ('"true"', "true"), ("''", ""), ("a b", "a b"),
        ("9" * 29, int("9" * 29)), ("9" * 30, "9" * 30), ("xtrue", "xtrue"), ("12 a", "12 a"),
    ],
)  # fmt: skip
def test_what_a_plain_word_means(written, meant, read):
    found = value(read, f"a: {written}")["a"]
    assert (found, type(found)) == (meant, type(meant))


def test_texts_and_keys_have_one_form_of_unicode(read):
    assert value(read, "o\u0302: a\u0302") == {"ô": "â"}


def test_everything_knows_where_it_stands(read):
    tree, problems = read("a: 1\n\nb:\n  - c\n  -   d: 2\n      e: 3\n")
    assert problems == [] and tree.value == {"a": 1, "b": ["c", {"d": 2, "e": 3}]}
    assert tree.positions == {
        (): (1, 1), ("a",): (1, 1), ("b",): (3, 1), ("b", 0): (4, 5), ("b", 1): (5, 7), ("b", 1, "d"): (5, 7), ("b", 1, "e"): (6, 7),
    }  # fmt: skip
    assert tree.where(("b", 1, "e")) == (6, 7)
    assert tree.where(("b", 1, "x", "y")) == (5, 7)
    assert tree.where(("x",)) == (1, 1)
    assert Tree(None).where(("x",)) == (1, 1)


@pytest.mark.parametrize(
    ("place", "shown"), [(("figures", 1, "value"), "figures.2.value"), (("a",), "a"), ((0,), "1"), ((), "")]
)
def test_items_of_a_list_are_counted_from_1(place, shown):
    assert dotted(place) == shown


# The text, and of its fault the line, the column, the field and what is said first.
FAULTS = {
    "no UTF-8": (b"a: 1\nb: \xff\n", 2, 1, "", "tệp không ở bảng mã UTF-8"),
    "a tab": ("a: 1\n\tb: 2\n  \tc: 3\n", 2, 1, "", "dòng này lùi vào bằng phím Tab"),
    "a tab before a dash": ("a:\n- \tb\n", 2, 3, "", "dòng này lùi vào bằng phím Tab"),
    "a key twice": ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "b.c", "mục này đã có ở dòng 3"),
    "a key that is a list": ("a:\n  [b]: 1\n", 2, 3, "a", "tên mục phải là một từ"),
    "a tag": ("a:\n  - !x b\n", 2, 5, "a.1", "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng"),
    "a circle": ("a:\n  b: &x\n    c: *x\n", 2, 6, "a.b", "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng"),
    "a control character": ('a:\n  - "\\x07"\n', 2, 5, "a.1", "có ký tự điều khiển U+0007"),
    "one that YAML cannot read": ("a: 1\nb: c\x07\n", 2, 5, "", "có ký tự điều khiển U+0007"),
    "one in the first line": ("ab\x01", 1, 3, "", "có ký tự điều khiển U+0001"),
    "only a list": ("- a\n", 1, 1, "", "tệp phải gồm các dòng 'tên mục: nội dung'"),
    "nothing": ("# chú thích\n", 0, 0, "", "tệp trống"),
    "a quote that stays open": ('a: 1\nb: "c\n', 2, 4, "", "dấu nháy mở ra mà không đóng lại"),
    "a bracket that stays open": ("a: 1\nb: [c\n", 2, 4, "", "dấu ngoặc [ hoặc { mở ra mà không đóng lại"),
    "two colons": ("a: b: c\n", 1, 5, "", "có thêm một dấu hai chấm"),
    "text behind quotes": ('a: 1\nb: "c" d\n', 2, 8, "", "có chữ thừa sau dấu nháy đóng"),
    "no colon": ("a: 1\nb\nc: 2\n", 3, 1, "", "thiếu dấu hai chấm sau tên mục"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, 1, "", "dòng '---' ngăn tệp làm hai bản ghi"),
    "an unknown escape": ('a: "\\q"\n', 1, 5, "", "dấu \\ trong nháy kép không hợp lệ"),
    "an alias of nothing": ("a: *b\n", 1, 4, "a", "ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng"),
    "too deep an indent": ("a: 1\nb:\n  c: 1\n d: 2\n", 4, 1, "", "dòng này lùi vào một dấu cách"),
    "an indent that fits nothing": ("a: 1\nb:\n    c: 1\n  d: 2\n", 4, 3, "", "khoảng lùi đầu dòng không khớp"),
    "a directive": ("%YAML 3.0\n---\na: 1\n", 1, 1, "", "sai cú pháp YAML ở gần đây"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_where_it_stands(case, read):
    text, *place, said = FAULTS[case]
    found = read(text)[1]
    assert (found[0].file, found[0].line, found[0].column, found[0].field) == ("x.yml", *place)
    assert found[0].what.startswith(said) and found[0].todo


def test_all_tabs_are_told_but_those_in_texts_and_empty_lines(read):
    tree, found = read("a: b\tc\n\t\nd:\n \t- e\n\tf: 1\n")
    assert tree is None
    assert [(one.line, one.column) for one in found] == [(4, 2), (5, 1)]


def test_what_can_be_read_beside_a_fault_is_read(read):
    tree, found = read("a: 1\na: 2\n[b]: 3\nc: !x 4\nd: &y [5, *y]\ne: 6\n")
    assert len(found) == 5
    assert tree.value == {"a": 1, "c": 4, "d": [5, None], "e": 6}


def test_only_what_is_no_mapping_and_has_no_other_fault_is_told_to_be_none(read):
    assert [one.what for one in read("- !x a\n")[1]] == ["ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML"]


def test_no_value_stands_for_one_elsewhere(read):
    """What is typed is what is published: `&x` and `*x` would be left out of a text without a word."""
    tree, found = read("a: &x [1]\nb: *x\n")
    assert tree.value == {"a": [1], "b": None}
    assert [(one.line, one.column, one.field) for one in found] == [(1, 4, "a"), (2, 4, "b")]


def test_a_file_that_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tree, (problem,) = read_yaml(tmp_path / "y.yml")
    assert tree is None
    assert str(problem) == "y.yml: không đọc được tệp (không có). Kiểm tra quyền đọc tệp này."


@pytest.mark.parametrize(
    ("text", "column"), [("a: " + "[" * 1500 + "]" * 1500, 24), ("a: [" + "b, " * 60_000 + "]", 149_999)]
)
def test_a_file_that_holds_too_much_or_lies_too_deep_is_told(text, column, read):
    tree, (problem,) = read(text)
    assert tree is None
    assert (problem.line, problem.column, problem.file) == (1, column, "x.yml")
    assert problem.what == "tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị"
