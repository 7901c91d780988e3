"""The privacy gate: what it finds, what it lets pass, what an editor answers, and that no answer is ever published."""

import re
import shutil
from pathlib import Path

import pytest

from macros.exports.package import packaged
from macros.language.privacy import Finding, private_in
from macros.language.private_words import Kind
from macros.load import load, read
from macros.records import RECORDS, Site
from macros.records.fields import fields_of
from macros.search.findable import documents
from tests.conftest import ROOT, SAMPLE, build, contents, finder
from tests.privacy.measure import PARTS, measure
from tests.privacy.speed import HOSTILE, of_a_country, time_of
from tests.ready import run

ASKED = "bà Zqhoa"
MODEL = f"""\
name: Mô hình thử
themes:
  - tu-quan
units:
  - phuong-hoa
summary: Sáng kiến của {ASKED} ở khu phố.
sources: bai-mot
"""
ANSWER = f"privacy:\n  - text: {ASKED}\n    reason: Zqlydo đồng ý bằng văn bản.\n"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SAMPLE, "data"))


def told(data) -> list[str]:
    """What a person has to judge; there must be no error."""
    catalogue, problems = read(data)
    assert problems == []
    return [str(problem) for problem in catalogue.warnings]


@pytest.mark.parametrize("part", PARTS)
def test_what_is_planted_is_found_and_what_is_honest_is_let_pass(part):
    result = measure(PARTS[part])
    assert result.planted > 300
    assert result.recall(certain=True) >= 0.99
    assert result.recall(certain=False) == 1
    assert result.errors == []
    assert len(result.warnings) <= len(PARTS[part].HONEST) / 100


@pytest.mark.parametrize("folder", ["data", "docs/mau", "tests/site"])
def test_nothing_of_ours_is_refused_or_asked_about(folder):
    assert told(ROOT / folder) == []


def test_a_country_is_looked_at_to_its_end():
    """5,000 records, of which half are told of at length. `python -m tests.privacy` measures; this only tells a hang."""
    assert time_of(of_a_country()) < 30


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    assert time_of([HOSTILE[name]]) < 5  # a pattern that goes astray takes minutes


def test_what_is_certain_can_not_be_answered(data):
    text = MODEL.replace(ASKED, "0912 345 678") + ANSWER.replace(ASKED, "0912 345 678")
    (data / "models/thu.yml").write_text(text, encoding="utf-8")
    catalogue, problems = read(data)
    assert [str(problem) for problem in problems] == [
        "data/models/thu.yml:6:1: summary.text: có số điện thoại di động: 091• ••• •78. Xóa số này; số của cơ quan ghi vào contact.phone."
    ]
    assert catalogue.warnings == []


def test_what_is_not_certain_is_asked_until_it_is_answered(data):
    file = data / "models/thu.yml"
    file.write_text(MODEL, encoding="utf-8")
    question = (
        f"data/models/thu.yml:6:1: summary.text: có thể là tên người không kèm chức vụ: {ASKED}. Xóa tên, hoặc thêm chức vụ nếu là cán bộ "
        "đang làm công vụ. Được phép đăng thì chép nguyên văn chỗ ấy vào privacy.text và ghi lý do vào privacy.reason."
    )
    assert told(data) == [question]
    file.write_text(MODEL + ANSWER, encoding="utf-8")
    assert told(data) == []
    assert load(data).warnings == []


def test_an_answer_without_a_question_is_told(data):
    (data / "models/thu.yml").write_text(MODEL.replace(ASKED, "tổ dân phố") + ANSWER, encoding="utf-8")
    assert told(data) == [
        "data/models/thu.yml:9:5: privacy.1: câu trả lời này không còn ứng với chỗ nào cần hỏi. Xóa câu trả lời, hoặc chép lại đúng chỗ được hỏi."
    ]


@pytest.mark.parametrize(
    "answer", ["0912 345 678", "0912.345.678", "+84912345678"], ids=["as written", "other marks", "another form"]
)
def test_an_answer_is_known_however_it_is_spaced(answer, data):
    organisation = data / "organisations/cong-an-quan-hoa.yml"
    text = organisation.read_text(encoding="utf-8").replace("0225 111 222", "0912 345 678")
    organisation.write_text(
        f"{text}\nprivacy:\n  - text: '{answer}'\n    reason: Số trực ban công khai.\n", encoding="utf-8"
    )
    assert len(told(data)) == (2 if answer.startswith("+") else 0)


ANSWERED = {
    "https://maps.app.goo.gl/Ab12Cd34": "https://maps.app.goo.gl/Ab12Cd34",
    "https://www.google.com/maps/@20.85231,106.68312,17z": "20.85231,106.68312",
    "https://zalo.me/0912345678": "0912 345 678",
    "https://vi-du.vn/?q=0912%20345%20678": "0912345678",
}


@pytest.mark.parametrize("url", ANSWERED)
def test_an_address_is_asked_about_and_answered(url, data):
    organisation = data / "organisations/cong-an-quan-hoa.yml"
    text = re.sub("(?m)^  url: .*$", f"  url: {url}", organisation.read_text(encoding="utf-8"))
    organisation.write_text(text, encoding="utf-8")
    assert len(told(data)) == 1
    organisation.write_text(
        f"{text}\nprivacy:\n  - text: {ANSWERED[url]}\n    reason: Của cơ quan.\n", encoding="utf-8"
    )
    assert told(data) == []


def test_the_settings_are_looked_at_and_answered_too(data):
    site = data / "site.yml"
    text = site.read_text(encoding="utf-8").replace("0225 000 000", "0912 345 678")
    site.write_text(text, encoding="utf-8")
    assert [line.partition(": ")[0:3:2] for line in told(data)] == [
        ("data/site.yml:13:1", told(data)[0].partition(": ")[2])
    ]
    site.write_text(f"{text}\nprivacy:\n  - text: 0912 345 678\n    reason: Số trực ban công khai.\n", encoding="utf-8")
    assert told(data) == []


def test_a_file_s_name_is_looked_at(data):
    name = "goi-0912345678.yml"
    (data / "models" / name).write_text(MODEL.replace(ASKED, "tổ dân phố"), encoding="utf-8")
    _, (problem,) = read(data)
    assert str(problem).startswith(f"data/models/{name}: có số điện thoại di động: 091•••••78.")


MASKED = {
    Finding(Kind.CITIZEN_ID, "031 099 012 345", True): "031 ••• ••• •45",
    Finding(Kind.EMAIL, "nguyenvana@gmail.com", True): "ng…@gmail.com",
    Finding(Kind.HOME, "số nhà 12/3", False): "số nhà 12/3",
}


@pytest.mark.parametrize("finding", MASKED, ids=lambda finding: finding.kind.name)
def test_a_message_shows_no_number_whole(finding):
    assert finding.masked == MASKED[finding]


@pytest.mark.parametrize("kind", [*RECORDS, Site], ids=lambda kind: kind.__name__)
def test_answers_are_for_staff(kind):
    assert fields_of(kind)["privacy"].internal


def test_answers_are_in_no_export_and_not_searched_for(data):
    (data / "models/thu.yml").write_text(MODEL + ANSWER, encoding="utf-8")
    find = finder(data)
    assert [
        address
        for address, content in contents(packaged(find)).items()
        if b"Zqlydo" in content or b"privacy" in content
    ] == []
    assert "Zqlydo" not in "".join(map(str, documents(find)))
    assert "Zqhoa" in "".join(map(str, documents(find)))


def test_answers_are_nowhere_on_the_site_and_questions_are_counted(data, tmp_path):
    (data / "models/thu.yml").write_text(MODEL + ANSWER + "other_names:\n  - Chị Zqlan\n", encoding="utf-8")
    done = build(data.resolve(), tmp_path / "built")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Có 1 chỗ có thể là dữ liệu cá nhân, cần người xem xét: chạy lệnh check để biết.\n" in done.stdout
    files = [file for file in (tmp_path / "built").rglob("*") if file.is_file()]
    assert [file for file in files if b"Zqlydo" in file.read_bytes()] == []
    assert any(b"Zqhoa" in file.read_bytes() for file in files)


def test_check_lists_what_is_to_be_judged_and_passes(data):
    (data / "models/thu.yml").write_text(MODEL, encoding="utf-8")
    done = run("check", "--data", data.resolve())
    assert (done.returncode, done.stderr) == (0, "")
    first, empty, heading, *lines = done.stdout.splitlines()
    assert first.startswith("Dữ liệu không có lỗi: ")
    assert (empty, heading, len(lines)) == ("", "Cần người xem xét: 1 chỗ trong 1 tệp.", 1)


def test_check_lists_errors_first(data):
    (data / "models/thu.yml").write_text(MODEL.replace(ASKED, "số 0912 345 678"), encoding="utf-8")
    (data / "models/hai.yml").write_text(MODEL.replace("name: ", "name: Hai ", 1), encoding="utf-8")
    done = run("check", "--data", data.resolve())
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.index("Có 1 lỗi trong 1 tệp.") < done.stderr.index("Cần người xem xét: 1 chỗ trong 1 tệp.")


def test_the_same_is_said_once():
    assert len(private_in("Gọi 0912 345 678, 0912.345.678 hoặc 0912345678")) == 1
