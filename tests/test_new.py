"""`manage.py new`, answered as a person would, in a copy of the miniature site."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from macros.load import load, read
from macros.records import Event, Model, Organisation, Source
from macros.staff.interview import KINDS, create, text_of

SITE = Path(__file__).parent / "site"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SITE, tmp_path / "dữ liệu"))


@pytest.fixture
def new(data):
    """Run `new`; return its exit status and all that it said. Answers that are missing end the input."""

    def run(kind, *answers):
        waiting, said = list(answers), []

        def ask(prompt):
            said.append(prompt)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        status = create(kind, data, ask, said.append)
        assert not waiting, f"never asked for: {waiting}"
        return status, "\n".join(said)

    return run


def added(data, folder):
    """The files of `folder` that the miniature site doesn't have."""
    return [file for file in sorted((data / folder).rglob("*.yml")) if not (SITE / file.relative_to(data)).exists()]


SOURCE = ("Kế hoạch ngày hội", "5", "UBND phường Hoa", "2026-03-01", "", "")


def test_an_event(data, new):
    status, said = new(
        Event, "Lễ ra mắt… phường Đồng Khê", "1", "5/3/2026", "2026-03-05", "14h30", "14:30", "phuong hoa",
        "Hội trường: tầng 2", "", "", "Ra mắt một mô hình.", "+", *SOURCE, "", "",
    )  # fmt: skip
    assert status == 0
    assert "Viết năm-tháng-ngày: 2026-03-05" in said
    assert "'14h30' không phải giờ" in said
    (file,) = added(data, "events")
    assert file.relative_to(data).as_posix() == "events/2026/2026-03-05-le-ra-mat-phuong-dong-khe.yml"
    assert f"{file.name}" in said and "Việc tiếp theo:" in said
    event = load(data).get(Event, file.stem)
    assert (event.title, str(event.time), event.place) == ("Lễ ra mắt… phường Đồng Khê", "14:30", "Hội trường: tầng 2")
    assert load(data).get(Source, event.sources[0]).publisher == "UBND phường Hoa"


def test_a_draft_says_how_to_publish_it(data, new):
    status, said = new(Source, *SOURCE[:-1], "c")
    assert status == 0
    assert "xóa dòng 'draft: true'" in said
    (file,) = added(data, "sources")
    assert load(data, drafts=True).get(Source, file.stem).draft
    assert file.stem not in load(data).by_id(Source)


def test_a_model_and_an_organisation(data, new):
    assert new(Model, "Ngõ sáng", "", "1", "", "phuong-hoa", "", "", "", "bai-mot", "", "")[0] == 0
    assert new(Organisation, "Công an phường Hoa", "1", "", "bai-mot", "", "")[0] == 0
    assert {file.name for folder in ("models", "organisations") for file in added(data, folder)} == {
        "ngo-sang.yml", "cong-an-phuong-hoa.yml"}  # fmt: skip


def test_a_name_that_is_taken_gets_a_number(data, new):
    for publisher in ("UBND phường Hoa", "Báo Mẫu"):  # else the second would be a copy, and told
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
