"""`manage.py new`, answered as a person would, in a copy of the miniature site."""

import random
import shutil
from pathlib import Path
from typing import get_args

import pytest

from macros.language.problems import DataError
from macros.load import load, read
from macros.records import Event, Model, Result, Source
from macros.records.fields import fields_of
from macros.records.figure import Figure
from macros.staff import asking
from macros.staff.creating import create
from macros.staff.interview import KINDS
from macros.staff.meaning import meant
from macros.staff.outline import text_of

SITE = Path(__file__).parent / "site"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SITE, tmp_path / "dữ liệu"))


@pytest.fixture
def new(data):
    """Run `new`; return its exit status and all that it said. Answers that are missing end the input."""

    def run(kind, *answers, **options):
        waiting, said = list(answers), []

        def ask(prompt):
            said.append(prompt)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        status = create(kind, data, ask, said.append, **options)
        assert not waiting, f"never asked for: {waiting}"
        return status, "\n".join(said)

    return run


def added(data, folder):
    """The files of `folder` that the miniature site doesn't have."""
    return [file for file in sorted((data / folder).rglob("*.yml")) if not (SITE / file.relative_to(data)).exists()]


# Title, kind, publisher, day, address, and Enter at the review.
SOURCE = ("Kế hoạch ngày hội", "5", "UBND phường Hoa", "1/3/2026", "", "")


def test_an_event(data, new):
    status, said = new(
        Event, "Lễ ra mắt… phường Đồng Khê", "1", "32/3/2026", "5/3/2026", "14h30", "14:30", "phuong hoa",
        "Hội trường: tầng 2", "", "+", *SOURCE, "", "Ra mắt một mô hình.\n\nMọi người đến dự.", "", "",
    )  # fmt: skip
    assert status == 0
    assert "'32/3/2026' không phải ngày" in said and "→ 2026-03-05" in said
    assert "'14h30' không phải giờ" in said
    (file,) = added(data, "events")
    assert file.relative_to(data).as_posix() == "events/2026/2026-03-05-le-ra-mat-phuong-dong-khe.yml"
    assert f"{file.name}" in said and "Việc tiếp theo:" in said
    event = load(data).get(Event, file.stem)
    assert (event.title, str(event.time), event.place) == ("Lễ ra mắt… phường Đồng Khê", "14:30", "Hội trường: tầng 2")
    assert event.summary.text == "Ra mắt một mô hình.\n\nMọi người đến dự."
    assert load(data).get(Source, event.sources[0]).publisher == "UBND phường Hoa"


def test_a_draft_says_how_to_publish_it(data, new):
    status, said = new(Source, *SOURCE[:-1], "n")
    assert status == 0
    assert "xóa dòng 'draft: true'" in said
    (file,) = added(data, "sources")
    assert load(data, drafts=True).get(Source, file.stem).draft
    assert file.stem not in load(data).by_id(Source)


# What a person answers for one of each kind; the review follows.
EACH = {
    "model": ("Ngõ sáng", "1", "", "phuong-hoa", "", "", "", "bai-mot", "", ""),
    "event": ("Tập huấn chữa cháy", "1", "5/3/2026", "", "phuong-hoa", "", "", "bai-mot", "", ""),
    "organisation": ("Công an phường Hoa", "1", "", "bai-mot", ""),
    "source": SOURCE[:-1],
    "unit": ("7", "Mới", "", "", "k", "bai-mot", ""),
    "result": ("phuong-hoa", "2020", "", "", "bai-mot", "", "", "k"),
    "document": ("Kế hoạch số không", "7", "", "", "", "", "", "bai-mot", ""),
    "theme": ("Ánh sáng", ""),
    "event-kind": ("Hội thi",),
    "term": ("chữ thử nghiệm", "CTN", "", ""),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_can_be_made_and_check_has_nothing_against_it(data, new, name):
    before = len(load(data).warnings)
    assert new(KINDS[name], *EACH[name], "")[0] == 0
    assert len(added(data, KINDS[name].folder)) == 1
    assert len(load(data).warnings) == before


def test_a_model_begins_like_another_without_its_sources(data, new):
    status, said = new(Model, "Ngõ sáng", "phuong-hoa", "", "", "", "bai-mot", "", "", "", like="ngo-tu-quan")
    assert status == 0 and "Ngõ tự quản về ANTT”: đã chép lĩnh vực, các bước," in said
    (file,) = added(data, "models")
    made, other = (load(data, drafts=True).get(Model, one) for one in (file.stem, "ngo-tu-quan"))
    assert made.draft and made.follows.model == other.id and made.themes == other.themes
    assert [step.text for step in made.steps] == [step.text for step in other.steps] != []
    assert not any(one.source for one in [*made.steps, *made.equipment, made.operation, made.meetings] if one)
    assert not (made.cost or made.results or made.figures or made.conditions), "what happened there is no one else's"


def test_what_the_other_model_does_not_tell_is_not_said_to_be_taken(data, new):
    _, said = new(Model, "Camera mới", "phuong-hoa", "", "", "", "bai-mot", "", "", "", like="camera-nui")
    assert "đã chép lĩnh vực, không chép nguồn" in said


def test_a_model_that_is_not_there_is_told_with_what_is_meant(data, new):
    with pytest.raises(DataError, match="Ý bạn là 'ngo-tu-quan'"):
        new(Model, like="ngo-tu-qan")


def test_back_asks_the_question_before_again_also_through_parts(data, new):
    status, _ = new(
        Result, "phuong-hoa", "2020", "<", "2021", "", "", "bai-mot", "", "",
        "c", "Hộ có bình chữa cháy", "1.250", "<", "2.250", "hộ", "", "k", "k", "",
    )  # fmt: skip
    assert status == 0
    (file,) = added(data, "results")
    result = load(data).get(Result, file.stem)
    assert (result.year, result.figures[0].value, result.figures[0].measure) == (2021, 2250, "hộ")


def test_the_first_question_has_none_before_it(data, new):
    assert new(Source, "<", "<", *SOURCE)[0] == 0


def test_all_is_shown_before_it_is_written_and_any_of_it_can_be_changed(data, new):
    status, said = new(Source, "Tên sai", *SOURCE[1:-1], "1", "Tên đúng", "+", "<", "+", "", "4", "2/3/2026", "")
    assert status == 0
    assert "1. Tên: Tên sai" in said and "1. Tên: Tên đúng" in said and "2. Loại nguồn: Báo cáo" in said
    assert ": 2/3/2026" in said  # as people write it
    (file,) = added(data, "sources")
    source = load(data).get(Source, file.stem)
    assert (source.title, str(source.published), file.stem) == ("Tên đúng", "2026-03-02", "ten-dung-2026-03-02")


def test_what_check_would_refuse_is_told_at_the_review_and_not_written(data, new):
    status, said = new(Source, *SOURCE[:-1], "+", "5", "1/1/2020", "")
    assert (status, added(data, "sources")) == (1, [])
    assert "Chưa được: Ngày đọc: " in said
    taken = (data / "terms/an-ninh-trat-tu.yml").read_text("utf-8").split("abbreviation: ")[1].split()[0]
    status, said = new(KINDS["term"], "chữ thử nghiệm", taken, "", "", "", "2", "CTN", "")
    assert status == 0
    assert "Chưa được: Viết tắt: chữ viết tắt này đã có ở" in said


def test_a_statement_says_its_source_where_the_record_has_several(data, new):
    status, _ = new(Event, "Họp", "1", "5/3/2026", "", "phuong-hoa", "", "", "bai-mot", "bai-hai", "",
                    "Bàn việc mới.", "", "2", "", "")  # fmt: skip
    assert status == 0
    (file,) = added(data, "events")
    event = load(data).get(Event, file.stem)
    assert len(event.sources) == 2 and event.summary.source == ["bai-mot"]


def test_a_line_that_was_pasted_over_several_is_one(data, new):
    assert new(Source, "Kế hoạch\n  ngày   hội", *SOURCE[1:])[0] == 0
    (file,) = added(data, "sources")
    assert load(data).get(Source, file.stem).title == "Kế hoạch ngày hội"


def test_what_is_pasted_at_a_terminal_comes_as_one_answer(monkeypatch):
    """Lines that are there at once were not typed one by one."""
    waiting = ["Đoạn một", "", "Đoạn hai"]
    monkeypatch.setattr(asking.sys, "stdin", type("", (), {"isatty": lambda _: True})())
    monkeypatch.setattr(asking, "_more", lambda: bool(waiting))
    monkeypatch.setattr("builtins.input", lambda _="": waiting.pop(0))
    assert asking.typed("> ") == "Đoạn một\n\nĐoạn hai"


class Whoever:
    """Somebody who answers anything, by chance, and stops when it goes on too long."""

    POOL = (
        "Hội trường", "2024", "5/3/2024", "2024-03", "14:30", "33.786", "36,6", "0", "-5", "https://a.vn/x", "x", "a # b: c", "'",
        "Đoạn\n\n- một\n- hai", "2023/2024", "ba mươi", "Nguyễn Văn A", "0912345678", "<b>", "khoảng 2024", "..", "", "", "", "<",
    )  # fmt: skip
    NAMES = (
        "",
        "phuong-hoa",
        "bai-mot",
        "bai-hai",
        "cong-an-quan-hoa",
        "camera-nui",
        "tu-quan",
        "hoa",
        "luat-mau",
        "quan",
    )

    def __init__(self, seed):
        self.chance, self.left = random.Random(seed), 250

    def __call__(self, prompt):
        self.left -= 1
        if not self.left:
            raise EOFError
        if "số = sửa mục ấy" in prompt:
            return self.chance.choice(["", "", "", "n", "+", "1", "2", "<"])
        if prompt.startswith("Gõ số"):
            return self.chance.choice(["", "1", "2", "3", "4", "5", "<"])
        return self.chance.choice(self.NAMES if "Gõ vài chữ" in prompt else "ck<" if "c = có" in prompt else self.POOL)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_answered_check_has_nothing_against_what_is_written(data, seed):
    kind = random.Random(seed).choice([*KINDS.values()])
    before = read(data)[1]
    create(kind, data, Whoever(seed), lambda _: None)
    assert read(data)[1] == before


@pytest.mark.parametrize(
    ("typed", "value"),
    [("33.786", "33786"), ("36,6", "36.6"), ("1.234,5", "1234.5"), ("12", "12"), ("36.6", "36.6"), ("1 250", "1250")],
)
def test_numbers_are_read_as_vietnamese_writes_them(typed, value):
    assert str(meant(fields_of(Figure)["value"], typed)) == value


def test_a_name_that_is_taken_gets_a_number(data, new):
    for publisher in ("UBND phường Hoa", "Báo Mẫu"):  # else the second would be a copy, and refused
        assert new(Source, *SOURCE[:2], publisher, *SOURCE[3:])[0] == 0
    name = "ke-hoach-ngay-hoi-2026-03-01"
    assert {file.stem for file in added(data, "sources")} == {name, f"{name}-2"}


@pytest.mark.parametrize(
    "title", ["2024", "no", "22:30", '"><script>', "a: b # c", "- gạch", "???", "'", "Tên có \\ và {"]
)
def test_any_title_makes_a_valid_file(data, new, title):
    assert new(Source, title, *SOURCE[1:])[0] == 0
    (file,) = added(data, "sources")
    assert load(data).get(Source, file.stem).title == title


def test_a_unit_that_is_no_more_leads_to_the_ones_of_the_day(data, new):
    _, said = new(Event, "Tập huấn", "1", "2026-03-05", "", "phuong dong", "1")
    assert "Phường Đông (quận Hoa, đến 12/2024) không có vào ngày ấy" in said


def test_nothing_is_written_when_the_person_stops(data, new):
    status, said = new(Event, "Tập huấn", "1")
    assert status == 1
    assert "Đã dừng" in said
    assert added(data, "events") == []


def test_it_works_while_other_files_have_mistakes(data, new):
    (data / "themes/hong.yml").write_text("ten: sai", encoding="utf-8")
    status, said = new(Source, *SOURCE)
    assert status == 0
    assert "Dữ liệu đang có" in said


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_field_stands_in_the_file(kind):
    text = text_of(kind, {})
    for name, field in kind.model_fields.items():
        assert f"\n# {field.title}: {field.description}\n# {name}:" in text


def test_a_file_with_all_comments_taken_off_is_only_incomplete(data):
    """The outline in the comments is YAML, with fields that exist: nothing in it is unknown."""
    lines = text_of(Event, {}).splitlines()
    keys = [
        line[2:] for line in lines if line.startswith("# ") and line[2:].lstrip(" -").split(":")[0] in _known(Event)
    ]
    (data / "events/thu.yml").write_text("\n".join(keys), encoding="utf-8")
    _, problems = read(data)
    assert problems
    assert not [problem for problem in problems if problem.what in ("không có mục này", "sai cú pháp YAML ở gần đây")]


def _known(kind):
    parts = [kind]
    for part in parts:
        for field in part.model_fields.values():
            inner = [a for a in _all(field.annotation) if isinstance(a, type) and hasattr(a, "model_fields")]
            parts += [a for a in inner if a not in parts]
    return {name for part in parts for name in part.model_fields}


def _all(annotation):
    return [annotation, *(inner for argument in get_args(annotation) for inner in _all(argument))]
