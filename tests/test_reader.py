"""What is wrong with a record, in words, and what to do."""

from typing import ClassVar

import pytest
from pydantic import Field

from macros.files.reader import _choice, fault_in, read_record
from macros.records import Event, Model, Result, Source, Unit
from macros.records.base import Count, Labelled, Line, Number, Part, Prose, Slug, SourceIds
from macros.records.fields import fields_of
from macros.records.figure import Outcome
from macros.records.parts import Level


class Colour(Labelled):
    RED = "red", "Đỏ"
    BLUE = "blue", "Xanh lá"


class Inner(Part):
    noun: ClassVar[str] = "phần"

    text: Prose = Field(title="Chữ", description="Chữ gì.")


class Thing(Part):
    noun: ClassVar[str] = "vật"

    name: Line = Field("", title="Tên", description="Tên của vật.")
    word: Slug = Field("x", title="Mã", description="Chữ thường, không dấu.")
    count: Count = Field(0, title="Số", description="Đếm được.")
    number: Number = Field(1, title="Con số", description="Từ 0 đến 10.", gt=0, le=10)
    flag: bool = Field(False, title="Cờ", description="Có không.")
    colour: Colour = Field(Colour.RED, title="Màu", description="Màu nào.")
    sources: SourceIds = Field(["a"], title="Nguồn", description="Mã nguồn.", min_length=1)
    inner: Inner | None = Field(None, title="Phần", description="Phần trong.")
    inners: list[Inner] = Field([], title="Các phần", description="Những phần trong.")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that reads a text as a `Thing`, or another kind; returns it, and all that is wrong."""
    monkeypatch.chdir(tmp_path)

    def read(text, kind=Thing):
        (tmp_path / "x.yml").write_text(text, encoding="utf-8")
        thing, problems = read_record(tmp_path / "x.yml", kind)
        return thing, [str(problem).removeprefix("x.yml:") for problem in problems]

    return read


TOLD = {
    "name: 5": "1:1: name: phải là chữ, mà ở đây là số 5. Đặt giá trị trong dấu nháy \"…\".",
    "name: [a]": "1:1: name: phải là chữ, mà ở đây là một danh sách. Đặt giá trị trong dấu nháy \"…\".",
    "name: {a: 1}": "1:1: name: phải là chữ, mà ở đây là một nhóm mục. Đặt giá trị trong dấu nháy \"…\".",
    "name: true": "1:1: name: phải là chữ, mà ở đây là true/false. Đặt giá trị trong dấu nháy \"…\".",
    "name: ''": "1:1: name: mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết.",
    "name:": "1:1: name: mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết.",
    "name: \"a\\nb\"": "1:1: name: mục này chỉ được một dòng. Bỏ dấu xuống dòng.",
    f"name: {'a' * 501}": "1:1: name: dài quá 500 ký tự. Rút gọn, phần còn lại đưa vào mục nội dung.",
    "word: Á": "1:1: word: 'Á' không đúng dạng. Chữ thường, không dấu.",
    "count: 1.0": None,
    "count: 1.5": "1:1: count: '1.5' không phải số nguyên. Viết chữ số, không có phần lẻ.",
    "count: a": "1:1: count: 'a' không phải số nguyên. Viết chữ số, không có dấu chấm hay chữ đi kèm.",
    "count: true": "1:1: count: phải là số nguyên, mà ở đây là true/false. Viết chữ số, không có dấu chấm hay chữ đi kèm.",
    "count: -1": "1:1: count: số không được nhỏ hơn 0. Xem lại con số.",
    "number: 0": "1:1: number: số phải lớn hơn 0. Xem lại con số.",
    "number: 11": "1:1: number: số không được lớn hơn 10. Xem lại con số.",
    "number: 0,5": "1:1: number: '0,5' không phải số. Viết 0.5.",
    "number: 1.000,5": "1:1: number: '1.000,5' không phải số. Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6.",
    "number: 1,000,5": "1:1: number: '1,000,5' không phải số. Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6.",
    "number: a,5": "1:1: number: 'a,5' không phải số. Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6.",
    "number: false": "1:1: number: phải là số, mà ở đây là true/false. Viết chữ số.",
    "number: [1]": "1:1: number: phải là số, mà ở đây là một danh sách. Viết chữ số.",
    "flag: a": "1:1: flag: phải là true hoặc false, mà ở đây là 'a'. Viết true hoặc false, không có dấu nháy.",
    "flag: []": "1:1: flag: phải là true hoặc false, mà ở đây là một danh sách. Viết true hoặc false, không có dấu nháy.",
    "colour: blu": "1:1: colour: 'blu' không có trong các lựa chọn. Chọn một trong: red, blue. (Có phải 'blue'?)",
    "colour: xanh la": "1:1: colour: 'xanh la' không có trong các lựa chọn. Chọn một trong: red, blue. (Có phải 'blue'?)",
    "colour: qqqqqqq": "1:1: colour: 'qqqqqqq' không có trong các lựa chọn. Chọn một trong: red, blue.",
    "sources: []": "1:1: sources: danh sách còn thiếu. Cần ít nhất 1 dòng, mỗi dòng bắt đầu bằng '- '.",
    "sources: {a: 1}": "1:1: sources: phải là danh sách, mà ở đây là một nhóm mục. Viết mỗi ý một dòng, bắt đầu bằng '- '.",
    "inner: a": "1:1: inner: phải gồm các dòng 'tên mục: nội dung', mà ở đây là chữ. Phần trong.",
    "inner: {}": "1:1: inner.text: thiếu mục bắt buộc. Thêm dòng 'text: …' (Chữ gì).",
    "inners:\n  - text: a\n  - b: c": "3:5: inners.2.text: thiếu mục bắt buộc. Thêm dòng 'text: …' (Chữ gì).",
    "nam: a": "1:1: nam: không có mục này. Sửa tên mục hoặc xóa dòng. (Có phải 'name'?)",
    "mau: a": "1:1: mau: không có mục này. Sửa tên mục hoặc xóa dòng. (Có phải 'colour'?)",
    "inner: {txt: a, text: b}": "1:9: inner.txt: không có mục này. Sửa tên mục hoặc xóa dòng. (Có phải 'text'?)",
}  # fmt: skip


@pytest.mark.parametrize("text", TOLD, ids=lambda text: text[:30])
def test_what_is_wrong_is_told_with_what_to_do(text, read):
    thing, said = read(text)
    assert said[:1] == ([TOLD[text]] if TOLD[text] else [])
    assert (thing is None) is bool(said)


def test_everything_that_is_wrong_is_told_at_once(read):
    _, said = read("name: 5\ncount: a\nflag: b\n")
    assert [one.split(": ")[1] for one in said] == ["name", "count", "flag"]


def test_faults_of_the_file_and_of_the_record_are_told_together(read):
    thing, said = read("name: a\nname: b\ncount: c\n")
    assert thing is None
    assert [one.split(": ")[1:3] for one in said] == [["name", "mục này đã có ở dòng 1. Gộp hai mục làm một."],
                                                     ["count", "'c' không phải số nguyên. Viết chữ số, không có dấu chấm hay chữ đi kèm."]]  # fmt: skip


def test_what_is_no_record_at_all_is_told_only_once(read):
    assert read("- a\n") == (None, ["1:1: tệp phải gồm các dòng 'tên mục: nội dung'. Xem tệp mẫu trong docs/mau/."])


def test_a_record_without_a_fault_is_read(read):
    thing, said = read("name: a\nsources: b\ninner:\n  text: c\n")
    assert said == []
    assert (thing.name, thing.sources, thing.inner.text) == ("a", ["b"], "c")


@pytest.mark.parametrize(
    ("kind", "name", "answer", "told"),
    [
        (Event, "date", "5/3/2026", "'5/3/2026' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2026-03-05."),
        (Event, "date", "2026-03-05", None),
        (Event, "time", "14h", "'14h' không phải giờ. Viết 14:00."),
        (Unit, "kind", "phuong", ("'phuong' không có trong các lựa chọn. Chọn một trong: municipality, province, urban_district, "
         "rural_district, city, town, ward, commune, township, special_zone.")),
        (Source, "url", "bao.vn", "'bao.vn' không đúng dạng. Liên kết tới bài, bắt đầu bằng https://."),
        (Result, "year", "1900", "số không được nhỏ hơn 1945. Xem lại con số."),
        (Model, "name", "", "mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết."),
    ],
)  # fmt: skip
def test_an_answer_is_judged_by_itself(kind, name, answer, told):
    assert fault_in(kind, fields_of(kind)[name], answer) == told


@pytest.mark.parametrize(
    "year", ["'" + "9" * 5000 + "-01-01'", '"' + "9" * 5000 + '"', "9" * 5000, "2024.5", "true", "[2024]"]
)
def test_a_year_that_is_no_whole_number_is_told_in_words(year, tmp_path):
    """Also where pydantic has an error of its own for what is too long for it."""
    file = tmp_path / "thu.yml"
    file.write_text(f"unit: x\nyear: {year}\nsources: y\n", encoding="utf-8")
    told = [problem for problem in read_record(file, Result)[1] if problem.field == "year"]
    assert [problem.what.isascii() or not problem.todo for problem in told] == [False], told


@pytest.mark.parametrize(
    ("stage", "hint"),
    [("đạt", "met"), ("chưa đạt", "missed"), ("vượt", "exceeded"), ("chỉ tiêu", None), ("unmet", None), ("", None)],
)
def test_a_choice_is_found_by_what_its_label_begins_with(stage, hint):
    assert _choice(stage, {one.value: one.label for one in Outcome}) == hint


def test_a_choice_is_found_by_a_word_of_its_label_if_no_other_has_it():
    levels = {one.value: one.label for one in Level}
    assert [_choice(word, levels) for word in ("tỉnh", "bộ", "cấp", "Nhà nước", "bang")] == [
        "city",
        "ministry",
        None,
        "state",
        None,
    ]
