"""The checker says everything that is wrong, in one run, at its place; and it never ends in anything else.

Each folder in `broken/` is laid over the sample site; `expected.txt` beside its files is the whole report.
"""

import random
import shutil
from pathlib import Path

import pytest

from macros.language.problems import DataError
from macros.language.text import nfc
from macros.load import load
from macros.records import Model, Unit
from tests.conftest import SAMPLE
from tests.ready import run

BROKEN = Path(__file__).parent / "broken"
MODEL = "name: Mô hình thử\nthemes:\n  - tu-quan\nunits:\n  - phuong-hoa\nsources: bai-mot\n"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the sample site that messages call `data`."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SAMPLE, "data"))


def report(data) -> str:
    """The problems of `data`, one a line, without the count."""
    with pytest.raises(DataError) as told:
        load(data)
    return "".join(f"{problem}\n" for problem in told.value.problems)


@pytest.mark.parametrize("case", sorted(folder.name for folder in BROKEN.iterdir()))
def test_broken(case, data, golden):
    shutil.copytree(BROKEN / case, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    golden(BROKEN / case / "expected.txt", report(data))


def test_the_report_is_sorted_and_counted(data):
    shutil.copytree(
        BROKEN / "everything-at-once", data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    with pytest.raises(DataError) as told:
        load(data)
    problems = told.value.problems
    files = {problem.file for problem in problems}
    assert problems == sorted(problems)
    assert told.value.report().endswith(f"\n\nCó {len(problems)} lỗi trong {len(files)} tệp.")


# What an editor or git would change in a file, or a file system in its name, is written here instead of in `broken/`.
BYTES = {
    "cp1258": (MODEL.encode("cp1258", "replace"), "1:1: tệp không ở bảng mã UTF-8 nên chữ tiếng Việt sẽ bị lỗi. Mở bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8."),
    "utf-16": (MODEL.encode("utf-16"), "1:1: tệp không ở bảng mã UTF-8 nên chữ tiếng Việt sẽ bị lỗi. Mở bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8."),
    "cut in a letter": (MODEL.encode() + "summary: ở".encode()[:-1], "7:1: tệp không ở bảng mã UTF-8 nên chữ tiếng Việt sẽ bị lỗi. Mở bằng Notepad, chọn Lưu thành (Save As), ô Mã hóa (Encoding) chọn UTF-8."),
    "NUL": (MODEL.encode() + b"summary: a\0b\n", "7:11: có ký tự điều khiển U+0000. Xóa ký tự đó rồi gõ lại."),
    "bell": (MODEL.encode() + b"summary: a\x07b\n", "7:11: có ký tự điều khiển U+0007. Xóa ký tự đó rồi gõ lại."),
    "spaces only": (b"  \n\n \n", " tệp trống. Điền nội dung theo tệp mẫu, hoặc xóa tệp."),
    "deep lists": (b"name: " + b"[" * 2_000 + b"]" * 2_000, "1:27: tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị. Viết lại gọn hơn theo tệp mẫu."),
    "very deep lists": (b"name: " + b"[" * 30_000, "1:27: tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị. Viết lại gọn hơn theo tệp mẫu."),
    "deep dashes": (b"name:\n" + b"- " * 30_000 + b"a", "2:41: tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị. Viết lại gọn hơn theo tệp mẫu."),
    "deep questions": (b"? " * 30_000 + b"a", "1:43: tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị. Viết lại gọn hơn theo tệp mẫu."),
    "deep pairs": (b"name: " + b"{a: " * 2_000 + b"b" + b"}" * 2_000, "1:87: tệp lồng quá 20 tầng, hoặc có quá 50 nghìn giá trị. Viết lại gọn hơn theo tệp mẫu."),
}  # fmt: skip


@pytest.mark.parametrize("case", BYTES)
def test_bytes(case, data):
    content, expected = BYTES[case]
    (data / "models/thu.yml").write_bytes(content)
    assert report(data) == f"data/models/thu.yml:{expected}\n"


TEXTS = {
    # what YAML would drop
    "title # text": ("name: Hội nghị #3", "1:16: name: chương trình bỏ mất phần sau dấu #: '#3'. Nếu là nội dung thì đặt cả dòng trong dấu nháy \"…\"; nếu là ghi chú thì chuyển lên một dòng riêng ở trên."),
    "item # text": ("other_names:\n  - Tổ #3", "2:8: other_names.1: chương trình bỏ mất phần sau dấu #: '#3'. Nếu là nội dung thì đặt cả dòng trong dấu nháy \"…\"; nếu là ghi chú thì chuyển lên một dòng riêng ở trên."),
    "only # text": ("summary: #toandan", "1:10: summary: chương trình bỏ mất phần sau dấu #: '#toandan'. Nếu là nội dung thì đặt cả dòng trong dấu nháy \"…\"; nếu là ghi chú thì chuyển lên một dòng riêng ở trên."),
    "item that is a comment": ("other_names:\n  - # x", "2:5: other_names.1: chương trình bỏ mất phần sau dấu #: '# x'. Nếu là nội dung thì đặt cả dòng trong dấu nháy \"…\"; nếu là ghi chú thì chuyển lên một dòng riêng ở trên."),
    "exclamation": ("summary: ! text", "1:10: summary: ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML. Đặt giá trị trong dấu nháy \"…\"."),
    "anchor": ("summary: &b text", "1:10: summary: ký hiệu &, * hoặc ! đầu giá trị có nghĩa riêng trong YAML. Đặt giá trị trong dấu nháy \"…\"."),
    # what nobody sees, or nobody meant
    "change of direction": ("summary: a\u202eb", "1:11: có ký tự ẩn đổi chiều chữ U+202E. Xóa cả đoạn quanh đó rồi gõ lại."),
    "change of direction, escaped": ('summary: "a\\u202eb"', "1:10: summary: có ký tự ẩn đổi chiều chữ U+202E. Xóa cả đoạn quanh đó rồi gõ lại."),
    "broken letter": ("summary: Tổ t\ufffd quản", "1:14: có chữ đã bị lỗi khi sao chép (ký tự \ufffd) U+FFFD. Xem lại bản gốc rồi gõ lại chữ đó."),
    "no character": ("summary: a\ufffeb", "1:11: có ký tự không dùng được U+FFFE. Xóa ký tự đó rồi gõ lại."),
    "bullet of a font": ("summary: \uf0b7 Tổ", "1:10: có ký hiệu của riêng một phông chữ, máy khác không hiện được U+F0B7. Xóa rồi gõ lại; dấu đầu dòng thì viết '- '."),
    "no-break indent": ("figures:\n\u00a0 - label: a", "2:1: có dấu cách lạ U+00A0, chương trình không coi là dấu cách. Xóa nó rồi gõ lại bằng phím cách."),
    "no-break space behind a colon": ("summary:\u00a0Tổ", "1:9: có dấu cách lạ U+00A0, chương trình không coi là dấu cách. Xóa nó rồi gõ lại bằng phím cách."),
    "TCVN3": ("summary: C«ng an ph\u00adêng", "1:10: summary: chữ ở bảng mã cũ (TCVN3 (ABC)), không phải Unicode. Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại, hoặc gõ lại."),
    "VNI": ("summary: Coâng an phöôøng", "1:10: summary: chữ ở bảng mã cũ (VNI), không phải Unicode. Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại, hoặc gõ lại."),
    "read twice": ("summary: CÃ´ng an", "1:10: summary: chữ ở bảng mã cũ (UTF-8 đọc nhầm), không phải Unicode. Chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại, hoặc gõ lại."),
    "nothing to see": ("other_names:\n  - \"\\u3164\"", "2:5: other_names.1: mục này để trống. Điền vào, hoặc xóa cả dòng nếu chưa biết."),
    # what two people did
    "merge marks": ("<<<<<<< HEAD\nsummary: a\n=======\nsummary: b\n>>>>>>> other", "".join(
        f"{n}:1: hai người cùng sửa tệp này, và chương trình chưa biết giữ phần nào. Giữ phần đúng, xóa phần kia và các dòng <<<<<<<, =======, >>>>>>>; xem mục 'Hai người cùng sửa' trong hướng dẫn.\n"
        for n in (1, 3, 5))[:-1]),
    # slips that the parser sees too late
    "no space behind a colon": ("date_note:a\nsummary: b", "1:11: thiếu dấu cách sau dấu hai chấm. Viết 'tên mục: nội dung', có một dấu cách sau dấu hai chấm."),
    "a link first": ("summary: [a](https://b.example) hôm nay", "1:10: nội dung bắt đầu bằng dấu [ hoặc {, có nghĩa riêng trong YAML. Đặt cả đoạn chữ trong dấu nháy \"…\"."),
    "a # taken off, its space left": (" summary: a", "1:1: dòng này lùi vào một dấu cách, không ngang với các mục khác. Xóa dấu cách ở đầu dòng: khi bỏ dấu #, bỏ cả dấu cách sau nó."),
    "a figure of hundreds of digits": ("figures:\n  - label: a\n    value: " + "9" * 300, "3:5: figures.1.value: '" + "9" * 53 + "…" + "9" * 20 + "' không phải số. Viết số liền, dấu chấm trước phần lẻ, như 33786 hoặc 36.6."),
    "a figure of tens of digits": ("figures:\n  - label: a\n    value: 1234567890123456789.5", "3:5: figures.1.value: số có quá 18 chữ số. Xem lại con số."),
    "hundreds of bullets": ("summary: |-\n" + "\n".join("  " * n + "- a" for n in range(1, 100)), "1:1: summary.text: danh sách hoặc trích dẫn lồng quá nhiều tầng. Viết lại cho gọn, hoặc chia thành nhiều mục."),
    "bullets in a line": ("summary: |-\n  " + "- " * 5000 + "a", "1:1: summary.text: danh sách hoặc trích dẫn lồng quá nhiều tầng. Viết lại cho gọn, hoặc chia thành nhiều mục."),
    "thousands of brackets": ("summary: a" + "[" * 19_000, "1:1: summary.text: có quá 1500 ký hiệu như *, _, [, ( hoặc <. Viết lại cho gọn, hoặc chia thành nhiều mục."),
    "brackets never closed": ("summary: a" + "[" * 50, "1:1: summary.text: có quá nhiều dấu [ mở ra mà không đóng lại. Viết lại cho gọn, hoặc chia thành nhiều mục."),
    "thousands of paragraphs": ("summary: |-\n" + "  a\n\n" * 6_000, "1:1: summary.text: có quá 1000 dòng. Viết lại cho gọn, hoặc chia thành nhiều mục."),
    "tens of thousands of paragraphs": ("summary: |-\n" + "  a\n\n" * 80_000, "1:1: summary.text: dài quá 20000 ký tự. Rút gọn, phần còn lại đưa vào mục nội dung."),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_what_is_typed_is_what_is_read_or_it_is_refused(case, data):
    """Each stands in front of a model that has no other mistake."""
    content, expected = TEXTS[case]
    model = MODEL.replace("name: Mô hình thử\n", "") if content.startswith("name:") else MODEL
    (data / "models/thu.yml").write_text(f"{content}\n{model}", encoding="utf-8")
    assert sorted(report(data).splitlines()) == sorted(f"data/models/thu.yml:{line}" for line in expected.split("\n"))


HONEST = [
    "5 m², 5 km²/h, ½, 20 °C, ±5", "«Tổ tự quản», “Tổ”, …", "Viettel®, ©", "Ê-đê: čŏ ŭn ê̆, Čư Mgar", "Hʼmông: tsoọ ñaj", "Chăm: ꨀꨇꩉ",
    "ភូមិ\u200bថ្មី", "naïve, Malmö, Øresund, São Paulo, café, Zoë", "👨\u200d👩\u200d👧 và 🇻🇳", "Rơ Châm H'Yéo, K'Brêu, Pơ̆ƀ", "Nghị định số 282/2025/NĐ-CP",
    "khá», xoong, ngoẹo, khuỷu tay, Uông Bí, yêu cầu", "C#, F#, số#1",
]  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_are_read_letter_by_letter(text, data):
    (data / "models/thu.yml").write_text(f"{MODEL}summary: |-\n  {text}\n", encoding="utf-8")
    assert load(data).get(Model, "thu").summary.text == nfc(text)


def test_what_is_harmless_and_invisible_is_left_out(data):
    model = (
        MODEL.replace("Mô", "\u200bM\u00adô\u2060")
        .replace("sources", "\ufeffsources")
        .replace("units", "\u200bunits\u200b")
    )
    (data / "models/thu.yml").write_text(model, encoding="utf-8")
    assert load(data).get(Model, "thu").name == "Mô hình thử"


@pytest.mark.parametrize("answer", ["y", "x", "có", '"true"', "yes", "'x'", "co"])
def test_a_draft_is_true_or_false_or_refused(answer, data):
    (data / "models/thu.yml").write_text(f"draft: {answer}\n{MODEL}", encoding="utf-8")
    told = answer.strip("'\"")
    assert (
        report(data)
        == f"data/models/thu.yml:1:1: draft: phải là true hoặc false, mà ở đây là '{told}'. Viết true hoặc false, không có dấu nháy.\n"
    )


ALLOWED = {
    "BOM": b"\xef\xbb\xbf" + MODEL.encode(),
    "CRLF": MODEL.replace("\n", "\r\n").encode(),
    "BOM and CRLF": b"\xef\xbb\xbf" + MODEL.replace("\n", "\r\n").encode(),
    "no line end": MODEL.rstrip().encode(),
    "comments": b"# a\n\n"
    + MODEL.replace("\n", "  # b\n").replace("name: Mô hình thử ", "name: 'Mô hình thử'").encode(),
    "tab inside a text": MODEL.replace("hình thử", "hình\tthử").encode(),
    "decomposed": MODEL.replace("ô", "o\u0302").encode(),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_allowed(case, data):
    (data / "models/thu.yml").write_bytes(ALLOWED[case])
    model = load(data).get(Model, "thu")
    assert model.name.split() == ["Mô", "hình", "thử"]
    assert model.sources == ["bai-mot"]


NAMES = {
    "Mô hình thử.yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành mo-hinh-thu.yml.",
    "Thu.yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành thu.yml.",
    "mo\u0302-hi\u0300nh.yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành mo-hinh.yml.",
    "thu_hai.yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành thu-hai.yml.",
    "thu (1).yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành thu-1.yml.",
    "thu.cu.yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành thu-cu.yml.",
    "…….yml": "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ. Đổi tên thành chữ không dấu.yml.",
    "thu.YML": "tệp có đuôi '.YML', không phải .yml. Đổi đuôi thành .yml nếu là bản ghi; ảnh, phim và tài liệu thì chuyển vào media/.",
    "thu.yml.txt": "tệp có đuôi '.txt', không phải .yml. Đổi đuôi thành .yml nếu là bản ghi; ảnh, phim và tài liệu thì chuyển vào media/.",
}


COPIES = [
    "camera-nui - Copy.yml", "camera-nui - Copy (2).yml", "camera-nui - Bản sao.yml", "camera-nui (1).yml", "camera-nui copy.yml",
    "Copy of camera-nui.yml", "camera-nui - Ba\u0309n sao.yml", "Bản sao của camera-nui.yml",
]  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_not_to_be_made_a_record(name, data):
    (data / "models" / name).write_text(MODEL, encoding="utf-8")
    assert report(data) == (
        f"data/models/{name}: tên tệp cho thấy đây là bản sao của camera-nui.yml. "
        "Xóa tệp này; nếu là một bản ghi khác thì sửa nội dung và đặt tên khác hẳn.\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_file_names(name, data):
    (data / "models" / name).write_text(MODEL, encoding="utf-8")
    assert report(data) == f"data/models/{name}: {NAMES[name]}\n"


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", ".DS_Store", "README.md", ".thu.yml.swp", "~$bao-cao.docx"]
)
def test_what_machines_leave_behind_is_passed_over(name, data):
    (data / "models" / name).write_text("x", encoding="utf-8")
    assert "thu" not in load(data).by_id(Model)


def test_a_missing_folder_and_missing_settings(data):
    assert report(data / "khac") == "data/khac: không có thư mục dữ liệu này. Kiểm tra lại tên sau --data.\n"
    (data / "site.yml").unlink()
    assert (
        report(data)
        == "data/site.yml: thiếu tệp thông tin của trang. Trang mới thì tạo bằng lệnh start; không thì chép docs/mau/site.yml vào đó rồi sửa.\n"
    )


def test_words_that_yaml_1_1_would_change_stay_as_written(data):
    """PyYAML alone makes False of `no`, 1350 of `22:30`, 83 of `0123`, and of a date a date."""
    words = [
        "no",
        "yes",
        "on",
        "Off",
        "y",
        "22:30",
        "0123",
        "1_000",
        "0x10",
        "1e3",
        "=",
        "+1.",
        ".5",
        "2024-08-19",
        "~a",
    ]
    names = "".join(f"  - {word}\n" for word in words)
    (data / "models/thu.yml").write_text(f"{MODEL}other_names:\n{names}", encoding="utf-8")
    assert load(data).get(Model, "thu").other_names == words


@pytest.mark.parametrize("end", ["2025", "2025-07", "2025-07-01"])
def test_a_date_known_to_the_year_may_be_any_day_of_it(end, data):
    (data / "units/thu.yml").write_text(
        f"kind: ward\nname: Thử\nstart: 2025-07-01\nend: {end}\nsources: danh-muc-mau\n", encoding="utf-8"
    )
    assert str(load(data).get(Unit, "thu").end) == end


def test_an_unreadable_record_is_not_a_second_mistake_where_it_is_linked(data):
    (data / "models/ngo-tu-quan.yml").write_text("name: [", encoding="utf-8")
    assert {line.split(":")[0] for line in report(data).splitlines()} == {"data/models/ngo-tu-quan.yml"}


def test_drafts_are_checked_but_left_out(data):
    assert "zqnhap" not in load(data).by_id(Model)
    assert "zqnhap" in load(data, drafts=True).by_id(Model)
    (data / "models/zqnhap.yml").write_text(f"draft: true\nten: x\n{MODEL}", encoding="utf-8")
    assert report(data).startswith("data/models/zqnhap.yml:2:1: ten: không có mục này.")


def check(data, **options):
    return run("check", "--data", data, **options)


def test_the_command_says_so_and_exits_with_1(data):
    assert (done := check(SAMPLE)).returncode == 0, done.stderr
    assert done.stdout.startswith("Dữ liệu không có lỗi: 2 mô hình, 6 sự kiện, ")
    shutil.copytree(BROKEN / "everything-at-once", data, dirs_exist_ok=True)
    done = check(data.resolve())
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") > 20


def test_thousands_of_unknown_ids_are_told_in_seconds(data):
    ids = "".join(f"  - phuong-so-{n}\n" for n in range(3_000))
    (data / "models/thu.yml").write_text(
        f"name: Thử\nthemes: tu-quan\nsources: bai-mot\nunits:\n{ids}", encoding="utf-8"
    )
    done = check(data.resolve(), timeout=120)
    assert "Có 3000 lỗi trong 1 tệp." in done.stderr


def test_no_message_carries_a_control_character_or_is_endless(data):
    (data / "models/thu.yml").write_text(
        f'"a\\x1b[2J\\nb{"x" * 900}": 1\nsince: "2024\\n{"9" * 5000}"\n{MODEL}', encoding="utf-8"
    )
    lines = report(data).splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) < 1500 and not [line for line in lines if not line.isprintable()]


def test_a_billion_laughs(data):
    """Nine lines that stand for a thousand million values."""
    lines = ["a0: &a0 ha"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (data / "models/thu.yml").write_text("\n".join(lines), encoding="utf-8")
    done = check(data.resolve(), timeout=120)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "models/thu.yml:" in done.stderr


ODD = [
    *"\t:-{}[]&*!|>'\"%@`#?,\\~=<",
    "\n",
    "\r",
    "\0",
    "\ufeff",
    "\u2028",
    "- ",
    ": ",
    "  ",
    "<<: ",
    "---\n",
    "!!set ",
    "9" * 5000,
]


def mutate(chance: random.Random, content: bytes) -> bytes:
    """`content` after one to three of the things that go wrong with files."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.randrange(1, 30))
        content = chance.choice([
            content[:start],
            content[:start] + content[end:],
            content[:start] + chance.choice(ODD).encode() + content[start:],
            content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :],
            content[:start] + content[start:end] * 2 + content[end:],
            content.replace(chance.choice([b"\n", b": ", b"- ", b"2024", b"  "]), chance.choice(ODD).encode(), 2),
        ])  # fmt: skip
    return content


@pytest.mark.parametrize("seed", range(10))
def test_whatever_a_file_holds_the_answer_is_a_report(seed, data):
    chance = random.Random(seed)
    files = sorted(data.rglob("*.yml"))
    for _ in range(10):
        whole = {file: file.read_bytes() for file in chance.sample(files, 3)}  # what each does is gathered
        broken = {file: mutate(chance, content) for file, content in whole.items()}
        for file, content in broken.items():
            file.write_bytes(content)
        try:
            load(data)
        except DataError as error:
            assert error.problems and str(error)
        except Exception as error:
            raise AssertionError(f"{broken}") from error
        for file, content in whole.items():
            file.write_bytes(content)
