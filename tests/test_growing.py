"""Each row of "Where to add" in CONTRIBUTING.md, followed to the letter on a copy of the project, which is then built."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE, build
from tests.html_pages import pages_of
from tests.search.reading import cards, holds


def put(file: Path, text: str, before: str = "") -> None:
    """Write a new file, or put `text` into one that is there, before the first place where `before` stands."""
    if not before:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    there = file.read_text(encoding="utf-8")
    assert before in there, f"{file.name} has no {before!r} any more"
    file.write_text(there.replace(before, text + before, 1), encoding="utf-8")


def a_field(top: Path) -> None:
    field = '    weather: Line | None = Field(None, title="Thời tiết", description="Nắng, mưa…")\n'
    put(top / "macros/records/event.py", field, before="    status: EventStatus")
    put(
        top / "docs/mau/events/2024/2024-08-18-ngay-hoi-phuong-mau.yml",
        "# Thời tiết: ngày ấy.\nweather: nắng\n\n",
        before="# Tình trạng",
    )
    put(
        top / "macros/pages/templates/_event.jinja",
        '{{ parts.fact("Thời tiết", record.weather) }}\n',
        before='{{ parts.fact("Đơn vị tổ chức"',
    )
    put(top / "site/events/2024/2024-06-tap-huan.yml", "weather: mưa rào\n", before="title:")


LESSON = '''"""A lesson (bài học): what someone learnt from running a model."""

from typing import ClassVar

from pydantic import Field

from macros.records.base import Line, ModelId, Prose, SourceIds
from macros.records.record import Record


class Lesson(Record):
    """Một bài học."""

    folder: ClassVar[str] = "lessons"
    singular: ClassVar[str] = "lesson"
    noun: ClassVar[str] = "bài học"
    section: ClassVar[str] = "Bài học"
    asked_as: ClassVar[tuple[str, ...]] = ("bai hoc",)
    search_order: ClassVar[int] = 8
    address: ClassVar[str] = "bai-hoc"
    index: ClassVar[str] = "bai-hoc/index.md"

    name: Line = Field(title="Tên", description="Ngắn gọn.")
    models: list[ModelId] = Field([], title="Mô hình", description="Mã các mô hình.")
    text: Prose | None = Field(None, title="Nội dung", description="Bằng lời của mình.")
    sources: SourceIds = Field(title="Nguồn", description="Mã các nguồn.", min_length=1)

    @property
    def heading(self) -> str:
        return self.name
'''
LESSON_PAGE = """<p class="kicker">Bài học</p>

# {{ record.name }}

<p>{{ view.links("models", record.models) }}</p>

{% do view.cite(record.sources) %}
"""


def its_class(top: Path) -> None:
    put(top / "macros/records/lesson.py", LESSON)
    put(
        top / "macros/records/__init__.py",
        "from macros.records.lesson import Lesson\n",
        before="from macros.records.model",
    )
    put(top / "macros/records/__init__.py", "    Lesson,\n", before="    Term,\n)")


def its_sample(top: Path) -> None:
    sample = "name: Bài học mẫu\nmodels:\n  - to-lien-gia-mau-phuong-mau\ntext: Chữ.\nsources: bai-bao-mau\n"
    put(top / "docs/mau/lessons/bai-hoc-mau.yml", sample)


def its_template(top: Path) -> None:
    put(top / "macros/pages/templates/lessons.md.jinja", LESSON_PAGE)


def its_index(top: Path) -> None:
    put(top / "docs/bai-hoc/index.md", '# Bài học\n\n{{ link("lessons", "giu-lien-lac") }}\n')


def its_menu_line(top: Path) -> None:
    put(top / "mkdocs.yml", "  - Bài học: bai-hoc/index.md\n", before="  - Lĩnh vực:")


KIND = (its_class, its_sample, its_template, its_index, its_menu_line)


def a_kind_of_record(top: Path) -> None:
    for step in KIND:
        step(top)
    lesson = "name: Giữ liên lạc\nmodels:\n  - ngo-tu-quan\ntext: Gặp nhau mỗi tuần.\nsources: bai-mot\n"
    put(top / "site/lessons/giu-lien-lac.yml", lesson)


def a_kind_of_page(top: Path) -> None:
    decade = 'def decade(number: int) -> Address:\n    """The page of ten years."""\n    return Address(f"thap-nien/{number}/")\n\n\n'
    put(top / "macros/addresses/address.py", decade, before="def feed_of")
    macro = 'def decade_page(page: PageView, number: int) -> Markup:\n    """Ten years."""\n    return page.render("decade", number=number)\n\n\n'
    put(top / "macros/pages/macros.py", macro, before="def show(")
    put(top / "macros/pages/macros.py", "        decade_page,\n", before="        show,\n")
    put(
        top / "macros/pages/templates/decade.md.jinja",
        "# Những năm {{ number }}\n\n{% for year in find.years if year // 10 * 10 == number %}{{ view.year_link(year) }} {% endfor %}\n",
    )
    yielded = (
        '    for number in sorted({year // 10 * 10 for year in find.years}):\n        title = f"Những năm {number}"\n'
        '        yield Page(address.decade(number), "decade_page", (number,), title, title, events)\n'
    )
    put(top / "macros/pages/listing.py", yielded, before="    for months in find.months")


def a_macro_for_pages(top: Path) -> None:
    macro = 'def newest(page: PageView) -> Markup:\n    """The newest model."""\n    return page.link(page.find.models()[0])\n\n\n'
    put(top / "macros/pages/macros.py", macro, before="MACROS: dict")
    put(top / "macros/pages/macros.py", "        newest,\n", before="        show,\n")
    put(top / "docs/huong-dan/macro.md", "## Mô hình mới nhất: newest { #newest }\n\n{{ newest() }}\n\n", before="## ")


def an_output_format(top: Path) -> None:
    module = '''"""The names of all models, one a line."""

from collections.abc import Callable, Iterator

from macros.addresses.address import NAMES, Address
from macros.catalogue import Finder
from macros.records import Model


def names(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the text) of the list."""
    yield NAMES, lambda: "".join(f"{model.name}\\n" for model in find.all(Model))
'''
    put(top / "macros/exports/names.py", module)
    put(
        top / "macros/exports/__init__.py",
        "from macros.exports.names import names\n",
        before="from macros.exports.package",
    )
    put(top / "macros/exports/__init__.py", "names, ", before="feeds, calendars")
    put(top / "macros/addresses/address.py", 'NAMES = Address("ten-mo-hinh.txt")\n', before="ROBOTS, ")


def a_rule_for_one_record(top: Path) -> None:
    rule = """
    @field_validator("title")
    @classmethod
    def _no_shouting(cls, title: str) -> str:
        if title.isupper():
            raise PydanticCustomError("shouting", "tên viết toàn chữ hoa. Viết thường")
        return title
"""
    event = top / "macros/records/event.py"
    put(event, rule, before='\n    @field_validator("end")')
    put(event, "from pydantic_core import PydanticCustomError\n", before="\nfrom macros.language")


def a_rule_over_several_records(top: Path) -> None:
    rule = '''def models_have_names_of_their_own(catalogue: Catalogue) -> Iterator[Problem]:
    """No two models have the same name."""
    yield from _unique(catalogue.by_id(Model), lambda model: model.name, ("name",), "tên mô hình này")


'''
    checks = top / "macros/catalogue/checks.py"
    put(checks, rule, before="RULES: tuple")
    put(checks, "    models_have_names_of_their_own,\n", before="    nobody_is_exposed_by_the_settings,\n")
    put(checks, "Model, ", before="Organisation, Record, Result")


def a_command(top: Path) -> None:
    commands = top / "macros/commands/site.py"
    run = 'def hello(options: argparse.Namespace) -> int:\n    """Say hello."""\n    print("Xin chào.")\n    return 0\n\n\n'
    put(commands, run, before="def build(")
    put(commands, '    command("hello", hello, "Chào.")\n', before='    site = command("build"')


def another_name(top: Path) -> None:
    """Of a field that there really is, also where it is asked for, shown and explained."""
    for name in ("records/document.py", "forms/layout.py", "pages/templates/documents.md.jinja"):
        code = top / "macros" / name
        text = code.read_text(encoding="utf-8")
        assert "in_force" in text, f"{name} no longer names it"
        code.write_text(text.replace("in_force", "takes_effect"), encoding="utf-8")
    former = top / "macros/records/former.py"
    put(former, '    Moved(4, Document, "in_force", "takes_effect"),\n', before=")  # fmt: skip")
    put(former, "from macros.records.document import Document\n", before="from macros.records.fields import")
    for folder in ("docs/mau", "site"):
        done = run(top, "-m", "macros", "migrate", "--yes", "--data", folder)
        assert done.returncode == 0, done.stdout + done.stderr


ROWS = {
    "a field": a_field,
    "another name for a field, a field less": another_name,
    "a kind of record": a_kind_of_record,
    "a kind of page": a_kind_of_page,
    "a macro for pages": a_macro_for_pages,
    "an output format": an_output_format,
    "a rule for one record": a_rule_for_one_record,
    "a rule over several records": a_rule_over_several_records,
    "a command": a_command,
}
"""What is added → what CONTRIBUTING says of it, done."""

ELSEWHERE = {
    "a value of a choice",  # the editor's list of choices is made from it: tests/test_reference.py
    "a kind of event, a theme, a term",  # data alone: every sample site
    "a list that may be long",  # tests/test_lists.py
    "a script, style, font or drawing that readers load",  # tests/test_licences.py
    "a host",  # tests/hosting/test_hosts.py
    "a way to ask",  # tests/search/test_questions.py
    "a question to a new site",  # tests/test_start.py
    'a question on the page "Gửi tin"',  # tests/test_slip.py
    "a filter for models",  # tests/test_choices.py
    "a standing of records",  # tests/test_standing.py
    "a part of `status`",  # tests/test_status.py
    "a filter for events",  # tests/test_archive.py, tests/search/test_interface.py
}


def copied(folder: Path) -> Path:
    """The project, without its data, with the sample site under `site/`."""
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "tests/test_kinds.py", "tests/html_pages.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(SAMPLE, folder / "site")
    return folder


def run(top: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-X", "utf8", *arguments]
    return subprocess.run(command, check=False, cwd=top, capture_output=True, encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A copy of the project to which one of each was added."""
    top = copied(tmp_path_factory.mktemp("grown"))
    for follow in ROWS.values():
        follow(top)
    made = run(top, "-m", "macros.staff.reference")
    assert made.returncode == 0, made.stderr
    return top


@pytest.fixture(scope="module")
def site(grown):
    done = build(grown / "site", grown / "out", top=grown, anew=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return grown / "out"


@pytest.fixture(scope="module")
def pages(site):
    return pages_of(site)


def test_every_row_of_contributing_is_followed():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Where to add\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:]
    assert set(rows) - {"---"} == set(ROWS) | ELSEWHERE


def test_a_field_is_shown_described_tabled_and_found(grown, site, pages):
    assert "mưa rào" in pages["/su-kien/2024-06-tap-huan/"].text("article")
    assert "| `weather` | Thời tiết | chữ | Nắng, mưa… |" in (grown / "docs/huong-dan/truong-du-lieu.md").read_text(
        encoding="utf-8"
    )
    schema = json.loads((grown / "docs/schemas/events.json").read_text(encoding="utf-8"))
    assert schema["properties"]["weather"]["title"] == "Thời tiết"
    head, *rows = (site / "du-lieu/events.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "weather" in head.split(",") and any("mưa rào" in row for row in rows)
    for word in ("mưa", "raò"):  # as the index spells them, the tone behind its syllable
        assert holds(site / "assets/search/index", "bodies", word)


def test_a_field_of_another_name_holds_what_it_held(grown, site, pages):
    was, now = ((top / "documents/nghi-quyet-mau.yml").read_text(encoding="utf-8") for top in (SAMPLE, grown / "site"))
    assert now == was.replace("in_force:", "takes_effect:") != was
    assert "1/1/2025" in pages["/van-ban/nghi-quyet-mau/"].text("article")
    columns = (site / "du-lieu/documents.csv").read_text(encoding="utf-8-sig").partition("\n")[0].split(",")
    assert "in_force" in columns, "what others take goes on by the first name"
    of_before, of_today = (
        (top / "documents/ke-hoach-mau-2023.yml").read_text(encoding="utf-8")
        for top in (ROOT / "docs/mau", grown / "docs/mau")
    )
    assert of_today == of_before.replace("\nin_force:", "\ntakes_effect:")


def test_a_kind_has_pages_and_stands_wherever_it_is_linked(grown, site, pages):
    assert run(grown, "-c", FAULTS).stdout == ""
    page = pages["/bai-hoc/giu-lien-lac/"]
    assert page.text("h1") == "Giữ liên lạc" and "nguon-1" in page.ids
    assert "../../bai-hoc/giu-lien-lac/" in pages["/nguon/bai-mot/"].links
    assert "giu-lien-lac/" in pages["/bai-hoc/"].links
    manifest = json.loads((site / "assets/search/index/manifest.json").read_text(encoding="utf-8"))
    assert manifest["kindNames"]["lesson"] == "Bài học" and manifest["kindWords"]["bai hoc"] == "lesson"
    assert "bai-hoc/giu-lien-lac/" in [url for url, *_ in cards(site / "assets/search/index")]
    assert json.loads((site / "du-lieu/lessons.json").read_text(encoding="utf-8"))[0]["name"] == "Giữ liên lạc"


FAULTS = "from tests.test_kinds import faults, ROOT; print('\\n'.join(faults(ROOT)), end='')"
FORGOTTEN = [
    "Lesson has no sample in docs/mau/lessons/",
    "Lesson has no template macros/pages/templates/lessons.md.jinja",
    "Lesson has no index page docs/bai-hoc/index.md",
    "Lesson has no line in the menu of mkdocs.yml for bai-hoc/index.md",
]


def test_what_is_forgotten_of_a_kind_is_said(tmp_path):
    top = copied(tmp_path)
    its_class(top)
    assert run(top, "-c", FAULTS).stdout.splitlines() == FORGOTTEN


UNSAID = {
    '    section: ClassVar[str] = "Bài học"\n': ["Lesson does not say its section"],
    '    index: ClassVar[str] = "bai-hoc/index.md"\n    search_order: ClassVar[int] = 8\n': [
        "Lesson does not say its index, the page that lists all",
        "Lesson has pages but no search_order, so it can't be found",
    ],
}


@pytest.mark.parametrize("lines", UNSAID)
def test_what_its_class_does_not_say_is_said(lines, tmp_path):
    top = copied(tmp_path)
    for step in KIND:
        step(top)
    module = top / "macros/records/lesson.py"
    said = module.read_text(encoding="utf-8")
    for line in lines.splitlines(keepends=True):
        assert line in said
        said = said.replace(line, "")
    module.write_text(said, encoding="utf-8")
    assert run(top, "-c", FAULTS).stdout.splitlines() == UNSAID[lines]


def test_a_kind_of_page_is_made(pages):
    assert pages["/thap-nien/2020/"].text("h1") == "Những năm 2020"
    assert "../../nam/2024/" in pages["/thap-nien/2020/"].links


def test_a_macro_can_be_called(pages):
    assert "../../mo-hinh/ngo-tu-quan/" in pages["/huong-dan/macro/"].links


def test_an_output_format_is_written(site):
    assert (site / "ten-mo-hinh.txt").read_text(encoding="utf-8") == "Camera xã Núi\nNgõ tự quản về ANTT\n"


def test_rules_are_kept(grown):
    twin = (grown / "site/models/camera-nui.yml").read_text(encoding="utf-8")
    (grown / "site/models/camera-nui-hai.yml").write_text(twin, encoding="utf-8")
    event = grown / "site/events/2024/2024-06-tap-huan.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("Tập huấn mẫu", "TẬP HUẤN"), encoding="utf-8")
    checked = run(grown, "-m", "macros", "check", "--data", "site")
    assert "tên mô hình này đã có ở site/models/camera-nui-hai.yml" in checked.stderr
    assert "title: tên viết toàn chữ hoa. Viết thường." in checked.stderr
    assert "Có 3 lỗi trong 3 tệp." in checked.stderr


def test_a_command_can_be_given(grown):
    assert run(grown, "-m", "macros", "hello").stdout == "Xin chào.\n"
