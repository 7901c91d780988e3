"""`check` is the whole check: what it passes is built, what a build would refuse it tells; and no command ends in a traceback."""

import errno
import shutil
from pathlib import Path

import pytest

from macros import mishap
from macros.catalogue import Finder
from macros.catalogue.advice import advice
from macros.commands import main
from macros.exports import open_data
from macros.files import writer
from macros.load import read
from macros.mishap import guarded
from macros.records import Event, Source
from macros.staff.creating import create
from tests.conftest import DAY, ROOT, SAMPLE, build
from tests.ready import run

UNIT = "kind: {kind}\nname: {name}\nparent: thanh-pho-mau\n{more}sources: danh-muc-mau\n"
RESULT = "unit: {unit}\nyear: 2025\nfigures:\n  - label: Hộ\n    value: 5\nsources: bai-mot\n"
EVENT = "title: {title}\nkind: hoi-nghi\ndate: {date}\nunit: phuong-hoa\n{more}sources: bai-mot\n"


@pytest.fixture
def data(tmp_path):
    """A copy of the sample site."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def put(data, files):
    for name, text in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")


def check(data, capsys):
    """The exit status of `check`, and all that it said."""
    status = main(["check", "--data", str(data)])
    said = capsys.readouterr()
    return status, said.out + said.err


def worth_a_look(data):
    """What `check` says of records beside what has to be mended, of which there is nothing."""
    catalogue, problems = read(data)
    assert problems == []
    return "\n".join(map(str, [*catalogue.warnings, *advice(Finder(catalogue, DAY))]))


def test_what_the_check_passes_is_built(data, tmp_path, capsys):
    """A district that ended without a successor, and two units with figures in the latest year."""
    put(data, {
        "units/huyen-mat-2025.yml": UNIT.format(kind="rural_district", name="Mất", more="end: 2025-06-30\n"),
        "units/xa-mat-2025.yml": UNIT.format(kind="commune", name="Mất", more="end: 2025-06-30\n").replace("thanh-pho-mau", "huyen-mat-2025"),
        "results/mot.yml": RESULT.format(unit="phuong-hoa"),
        "results/hai.yml": RESULT.format(unit="thanh-pho-mau"),
        "events/2025/mat.yml": EVENT.format(title="Họp", date="2025-05-01", more="").replace("phuong-hoa", "xa-mat-2025"),
    })  # fmt: skip
    assert check(data, capsys)[0] == 0
    done = build(data, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    numbers = home.split('id="con-so"', 1)[1].split("</dl>")[0]
    assert all(f"<small>{unit}</small>" in numbers for unit in ("Phường Hoa (từ 7/2025)", "Thành phố Mẫu"))


def test_a_check_makes_nothing_of_the_open_data(data, capsys, monkeypatch):
    monkeypatch.setattr(open_data, "Shares", None)
    assert check(data, capsys)[0] == 0


def test_events_without_a_year_are_enough_for_a_site(data, tmp_path, capsys):
    for folder in ("events", "results", "models"):
        shutil.rmtree(data / folder)
    put(data, {"events/khong-ro-nam/hop.yml": EVENT.format(title="Họp", date="XXXX-05-01", more="")})
    assert check(data, capsys)[0] == 0
    done = build(data, tmp_path / "site")
    assert done.returncode == 0, done.stderr


FORESEEN = {
    "a dead link": (
        {"events/2024/thu.yml": EVENT.format(title="Họp", date="2025-08-01", more="note: Xem [kia](/mo-hinh/camera-nu/).\n")},
        "events/2024/thu.yml:5:1: note: liên kết '/mo-hinh/camera-nu/' dẫn tới địa chỉ không có trong trang. Sửa liên kết, hoặc tạo trang ấy. (Có phải '/mo-hinh/camera-nui/'?)",
    ),
    "a link without its last stroke": (
        {"events/2024/thu.yml": EVENT.format(title="Họp", date="2025-08-01", more="note: Xem [kia](/mo-hinh/camera-nui).\n")},
        "events/2024/thu.yml:5:1: note: liên kết '/mo-hinh/camera-nui' thiếu dấu / ở cuối. Viết /mo-hinh/camera-nui/.",
    ),
    "a link that is right on one page only": (
        {"events/2024/thu.yml": EVENT.format(title="Họp", date="2025-08-01", more="note: Xem [kia](../../mo-hinh/camera-nui/).\n")},
        "events/2024/thu.yml:5:1: note: liên kết '../../mo-hinh/camera-nui/' chỉ đúng ở một trang, mà đoạn này có thể hiện ở nhiều trang. Viết /mo-hinh/camera-nui/.",
    ),
    "a place on a page": (
        {"events/2024/thu.yml": EVENT.format(title="Họp", date="2025-08-01", more="note: Xem [kia](/thuat-ngu/#muc-khong-co).\n")},
        "events/2024/thu.yml:5:1: note: liên kết '/thuat-ngu/#muc-khong-co' dẫn tới chỗ '#muc-khong-co' không có trên trang /thuat-ngu/. Bỏ phần từ dấu #.",
    ),
    "an address that vanished": (
        {"published.txt": "/mo-hinh/xua/\n"},
        "published.txt:1:1: /mo-hinh/xua/ đã đăng mà nay không còn mô hình mang mã 'xua'.",
    ),
    "an address of a page written by hand": (
        {"events/2024/luu-tru.yml": EVENT.format(title="Họp", date="2025-08-01", more="")},
        "docs/su-kien/luu-tru.md: trùng địa chỉ với trang của Họp. Đổi tên một trong hai.",
    ),
}  # fmt: skip


def test_what_a_build_would_refuse_is_told(data, capsys):
    """Each in a file of its own. What is at a taken address is told before links are followed."""
    expected = []
    for number, (case, (files, told)) in enumerate(FORESEEN.items()):
        if "written by hand" not in case:
            mine = {
                name.replace("thu.yml", f"thu-{number}.yml"): text.replace("Họp", f"Họp {number}")
                for name, text in files.items()
            }
            put(data, mine)
            expected.append(told.replace("thu.yml", f"thu-{number}.yml"))
    status, said = check(data, capsys)
    assert status == 1
    assert [told for told in expected if told not in said.replace(f"{data.as_posix()}/", "")] == [], said
    files, told = FORESEEN["an address of a page written by hand"]
    put(data, files)
    status, said = check(data, capsys)
    assert (status, told in said) == (1, True), said


def test_links_that_lead_somewhere_are_no_problem(data, capsys):
    note = "note: '[a](/mo-hinh/camera-nui/), [b](https://khac.example/x), [c](mailto:a@b.example), [d](/), [e](/su-kien.xml)'\n"
    put(data, {"events/2024/thu.yml": EVENT.format(title="Họp", date="2025-08-01", more=note)})
    assert check(data, capsys)[0] == 0


WORTH_A_LOOK = {
    "one row of a table": ("Gồm:\n| a | b |\nvà", "có một dòng để giữa hai dấu |, chưa thành bảng"),
    "a table without its frame": ("a | b\nc | d", "có bảng mà các dòng không để giữa hai dấu |"),
    "a picture": ("![a](https://b.example/c.png)", "có hình"),
    "HTML": ("a<br>b", "có thẻ HTML"),
    "a heading": ("## a", "có đề mục bằng dấu #"),
    "a bullet of its own": ("• a\n• b", "có dấu đầu dòng mà chương trình không coi là danh sách"),
    "a list without a blank line": ("Gồm:\n- a\n- b", "danh sách dính liền với đoạn trên"),
}


def put_notes(data, texts):
    """Write an event with each text as its note."""
    for number, text in enumerate(texts):
        note = "note: |-\n" + "".join(f"  {line}\n" for line in text.split("\n"))
        put(data, {f"events/2024/thu-{number}.yml": EVENT.format(title=f"Họp {number}", date="2025-08-01", more=note)})


def test_what_will_not_look_as_meant_is_told_and_no_reason_to_stop(data, capsys):
    put_notes(data, [text for text, _ in WORTH_A_LOOK.values()])
    status, said = check(data, capsys)
    assert status == 0 and said.startswith("Nên xem lại")
    told = [f"events/2024/thu-{n}.yml:5:1: note: {one}" for n, (_, one) in enumerate(WORTH_A_LOOK.values())]
    assert [one for one in told if one not in said] == [], said


HONEST = [
    "a < b > c",
    "5 * 3 = 15, 2*3",
    "Gồm:\n\n- a\n- b",
    "Gồm:\n| a | b |\n| c | d |",
    "| a | b |\n|---|---|\n| c | d |\nHết",
    "a | b\n---|---\nc | d",
    "1. a\n2. b",
    "- a\n- b",
    "a\n\n> b",
    "C#, số #1, |a|b",
    "Tổ 1 - tổ 2",
]


def test_honest_prose_is_not_worth_a_second_look(data):
    put_notes(data, HONEST)
    assert worth_a_look(data) == ""


PERSON = "people:\n  - name: Mẫu Văn Mẫu\n    office: {office}\n"
MODEL = "name: Thử\nthemes: [tu-quan]\nunits: [phuong-hoa]\nlife:\n  - stage: interim_review\n    note: {note}\nsources: bai-mot\n"


def put_offices(data, offices):
    """Write an event of a person in each office."""
    for number, office in enumerate(offices):
        more = PERSON.format(office=office)
        put(data, {f"events/2024/thu-{number}.yml": EVENT.format(title=f"Họp {number}", date="2025-08-01", more=more)})


def test_a_rank_belongs_before_the_name(data):
    ranks = ("Thượng tá", "Đại tướng", "Tiến sĩ", "Phó Giáo sư")
    put_offices(data, [f"{rank}, Phó Giám đốc" for rank in ranks])
    said = worth_a_look(data)
    told = [
        f"thu-{n}.yml:7:5: people.1.office: cấp bậc '{rank}' đứng sau tên. Ghi cấp bậc vào mục rank"
        for n, rank in enumerate(ranks)
    ]
    assert [one for one in told if one not in said] == [], said


def test_offices_that_only_look_like_ranks_are_none(data):
    put_offices(data, ("Thượng tọa trụ trì", "Trung tâm trưởng", "Đại biểu Hội đồng nhân dân"))
    assert "đứng sau tên" not in worth_a_look(data)


def test_a_whole_district_is_no_point(data):
    point = "name: {0}\nthemes: [tu-quan]\nunits: [thanh-pho-mau]\npoints:\n  - unit: {1}\n{2}sources: bai-mot\n"
    put(data, {"models/mot.yml": point.format("Một", "thanh-pho-mau", ""), "models/hai.yml": point.format("Hai", "phuong-hoa", ""),
               "models/ba.yml": point.format("Ba", "thanh-pho-mau", "    name: Bệnh viện Mẫu\n")})  # fmt: skip
    said = worth_a_look(data)
    assert said.count("không phải là một điểm") == 1
    assert "models/mot.yml:5:5: points.1.unit: cả một địa bàn không phải là một điểm" in said


def test_what_is_of_another_kind_says_of_which(data):
    office = "name: {0}\nkind: {1}\nsources: bai-mot\n"
    put(data, {"organisations/mot.yml": office.format("Một", "other"), "organisations/hai.yml": office.format("Hai", "clan"),
               "organisations/ba.yml": office.format("Ba", "other\nkind_name: Quỹ xã hội")})  # fmt: skip
    said = worth_a_look(data)
    assert said.count("chưa nói là gì") == 1
    assert (
        "organisations/mot.yml:2:1: kind: chọn loại khác mà chưa nói là gì. Thêm dòng kind_name với tên gọi của nguồn"
        in said
    )


def test_a_stage_is_told_once(data):
    put(
        data,
        {
            "models/thu.yml": MODEL.format(note="Sơ kết sau 2 năm"),
            "models/thu-hai.yml": MODEL.format(note="Sau 2 năm").replace("Thử", "Hai"),
        },
    )
    said = worth_a_look(data)
    assert (
        said.count("nhắc lại tên giai đoạn") == 1
        and "models/thu.yml:6:5: life.1.note: nhắc lại tên giai đoạn 'Sơ kết'" in said
    )


@pytest.mark.parametrize("folder", ["docs/mau", "tests/site"])
def test_nothing_here_is_worth_a_second_look(folder):
    assert worth_a_look(ROOT / folder) == ""


def test_nothing_of_the_data_and_the_pages_by_hand_is_either(capsys):
    status, said = check(ROOT / "data", capsys)
    assert status == 0 and "Nên xem lại" not in said


# Commands


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (("check",), {"SOURCE_DATE_EPOCH": "abc"}, "SOURCE_DATE_EPOCH: 'abc' không phải một thời điểm."),
        (("check",), {"SOURCE_DATE_EPOCH": "9" * 30}, "SOURCE_DATE_EPOCH: "),
        (("build", "--url", "https://[/"), {}, "--url: 'https://[/' không phải địa chỉ của một trang web."),
        (("build",), {"SOURCE_DATE_EPOCH": "abc"}, "SOURCE_DATE_EPOCH: 'abc' không phải một thời điểm."),
    ],
)
def test_a_command_ends_in_words(arguments, environment, expected, tmp_path):
    command, *options = arguments
    where = ["--site-dir", str(tmp_path / "site")] if command == "build" else []
    done = run(command, "--data", str(SAMPLE), *where, *options, timeout=120, **environment)
    said = done.stdout + done.stderr
    assert (done.returncode, "Traceback" in said) == (1, False)
    assert expected in said


def test_new_in_a_folder_that_is_not_there(tmp_path):
    done = run("new", "event", "--data", str(tmp_path / "khac"), timeout=120)
    assert done.returncode == 1
    assert "khac: không có thư mục dữ liệu này. Kiểm tra lại tên sau --data." in done.stderr


def test_new_over_empty_lists_makes_what_there_is_to_choose_from_first(data):
    shutil.rmtree(data / "event-kinds")
    kind, event = ["Họp dân", ""], ["5/3/2026", "", "phuong-hoa", "", "", "bai-mot", "", "", ""]
    answers = iter(["Họp", "1", "+", *kind, *event])
    assert create(Event, data, lambda _: next(answers), lambda _: None) == 0
    assert "kind: hop-dan" in (data / "events/2026/2026-03-05-hop.yml").read_text(encoding="utf-8")


def test_new_names_the_folder_in_the_next_commands(data):
    said, answers = [], iter(["Bài", "1", "", "", "", "n"])
    assert create(Source, data, lambda _: next(answers), said.append) == 0
    assert f"check --data {data.as_posix()} " in "\n".join(said)
    assert "draft: true" in (data / "sources/bai.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["x", "y", "có", "C"])
def test_a_yes_is_a_yes_and_a_riddle_is_asked_again(answer, data):
    said, answers = [], iter(["Bài", "1", "", "", "", "+", "5", "hm", answer, ""])  # the fifth that is left: untitled
    create(Source, data, lambda _: next(answers), said.append)
    assert "\nuntitled: true" in (data / "sources/bai.yml").read_text(encoding="utf-8")


def test_what_no_file_may_hold_is_asked_again(data):
    said, answers = [], iter(["Coâng an phöôøng", "a\u202eb", "Bài\u200b báo", "1", "", "", "", ""])
    assert create(Source, data, lambda _: next(answers), said.append) == 0
    assert "Chưa được: chữ ở bảng mã cũ (VNI)" in "\n".join(
        said
    ) and "Chưa được: có ký tự ẩn đổi chiều chữ U+202E" in "\n".join(said)
    assert "\ntitle: Bài báo\n" in (data / "sources/bai-bao.yml").read_text(encoding="utf-8")


def test_a_file_in_the_place_of_a_folder_is_told(data, capsys):
    shutil.rmtree(data / "sources")
    (data / "sources").write_text("x")
    answers = iter(["Bài", "1", "", "", "", ""])
    assert guarded(lambda: create(Source, data, lambda _: next(answers), lambda _: None)) == 1
    assert "Không đọc hoặc ghi được" in capsys.readouterr().err


def test_a_full_disk_leaves_no_half_file(data, monkeypatch, capsys):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device", str(data / "sources/bai.yml"))

    monkeypatch.setattr(writer.os, "fsync", full)
    answers = iter(["Bài", "1", "", "", "", ""])
    assert guarded(lambda: create(Source, data, lambda _: next(answers), lambda _: None)) == 1
    assert "sources/bai.yml: đĩa đã đầy." in capsys.readouterr().err
    assert not (data / "sources/bai.yml").exists()


@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError(), ValueError("a\x1b[31m\nb"), MemoryError(), AssertionError()]
)
def test_what_nobody_foresaw_is_one_sentence_and_a_file(error, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(mishap, "LOGS", tmp_path / "logs")

    def fails():
        raise error

    assert guarded(fails) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "Traceback" not in said.err
    assert f"gửi tệp {(tmp_path / 'logs/loi.log').as_posix()} cho người phụ trách" in said.err
    assert type(error).__name__ in (tmp_path / "logs/loi.log").read_text(encoding="utf-8")
