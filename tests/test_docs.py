"""The documentation says what the code does: commands, macros, messages and links are read from the code."""

import importlib
import inspect
import re
import runpy
from argparse import _SubParsersAction
from functools import partial
from pathlib import Path

import jinja2
import pytest

from macros.commands import parser
from macros.desk.guide import ADDRESS, explained
from macros.language.private_words import Kind
from macros.pages.macros import MACROS as PAGE_MACROS
from macros.pages.macros import SHOWN
from macros.pages.view import View, templates
from macros.records import RECORDS
from macros.staff.interview import KINDS
from tests.test_structure import ORDER
from tests.told import told

ROOT = Path(__file__).parents[1]
HEAD = "| Lời báo lỗi |"
FOR_DEVELOPERS = "dành cho người lập trình"
GUIDE, MACROS, MESSAGES = (ROOT / f"docs/huong-dan/{name}.md" for name in ("bien-tap", "macro", "thong-bao"))
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def guide() -> str:
    """The editor's guide, with what it says of publishing and of files."""
    return "".join(text(GUIDE.with_name(f"{name}.md")) for name in ("bien-tap", "dang-len-mang", "tep-du-lieu"))


def commands() -> dict[str, str]:
    """Command → what its help says, of the package and of manage.py itself."""
    choices = next(action for action in parser()._actions if isinstance(action, _SubParsersAction))
    offered = {action.dest: action.help for action in choices._choices_actions}
    shown = runpy.run_path(str(ROOT / "manage.py"))["HELP"]
    return offered | dict(re.findall(r"^  (\w+) +(.+)$", shown, re.MULTILINE))


@pytest.fixture(scope="module")
def macros(real):
    """The macros as whoever writes a page calls them: the page they stand on is put before their arguments."""
    page = View(real).page("index.md")
    return {name: partial(macro, page) for name, macro in PAGE_MACROS.items()}


def section_of_contributing(title: str) -> str:
    return text(ROOT / "CONTRIBUTING.md").split(f"## {title}\n")[1].split("\n## ")[0]


def section(name: str) -> str:
    """What the macro page says of one macro."""
    found = re.search(rf"^## [^\n]*{{ #{name} }}\n(.*?)(?=^## |\Z)", text(MACROS), re.MULTILINE | re.DOTALL)
    assert found, f"{MACROS.name} has no section on {name}"
    return found[1]


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command):
    assert re.search(rf"manage\.py {command}\b", text(ROOT / "README.md"))


@pytest.mark.parametrize("command", [name for name, about in commands().items() if FOR_DEVELOPERS not in about])
def test_the_guide_names_every_command_of_staff(command):
    assert re.search(rf"^py manage\.py {command}\b", guide(), re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_names_every_kind_that_can_be_asked_for(kind):
    assert f"`py manage.py new {kind}`" in guide()


def test_the_guide_names_every_folder_and_its_sample():
    told = guide()
    assert [kind.folder for kind in RECORDS if f"`data/{kind.folder}/`" not in told] == []
    assert [kind.folder for kind in RECORDS if f"](../mau/{kind.folder}/" not in told] == []


def test_the_messages_in_the_guide_are_those_of_the_code():
    """The texts in the first column of its tables of messages; `…` stands for what the code fills in."""
    code = "".join(map(text, [ROOT / "manage.py", *sorted((ROOT / "macros").rglob("*.py"))]))
    messages = [quoted for row in rows_of_messages() for quoted in re.findall("`(.+?)`", row)]
    pieces = [piece.strip(" '") for message in messages for piece in message.split("…")]
    assert [piece for piece in pieces if piece not in code] == []


def test_the_guide_says_of_every_message_of_the_code_what_it_means():
    texts = told() | {*Kind}
    assert len(texts) > 350
    assert sorted(text for text in texts if not explained(text)) == []


@pytest.mark.parametrize(
    ("what", "anchor"),
    [
        ("'19/8/2024' không phải ngày viết đúng cách", "khong-phai-ngay-viet-dung-cach"),
        ("không có đơn vị nào mang mã 'le-chan-cu'", "khong-co-mang-ma"),
        ("điều chưa ai viết", ""),
    ],
)
def test_the_desk_leads_from_a_message_to_what_the_guide_says_of_it(what, anchor):
    assert explained(what) == (f"{ADDRESS}#loi-{anchor}" if anchor else "")


def test_every_message_in_the_guide_has_an_anchor_of_its_own():
    anchors = re.findall(r"{ #(loi-[a-z0-9-]+) }", text(MESSAGES))
    assert len(anchors) == len(set(anchors)) > 200
    assert [row for row in rows_of_messages() if row.count("`") // 2 != row.count("{ #")] == []


def rows_of_messages() -> list[str]:
    """The first column of the tables of messages."""
    tables = [table for table in text(MESSAGES).split("\n\n") if table.startswith(HEAD)]
    return [row.split("|")[1] for table in tables for row in table.strip().splitlines()[2:]]


def test_contributing_names_every_room_and_module_in_order():
    shown = re.findall(r"^ {4}([\w./]+) +(\S.*)$", section_of_contributing("The rooms"), re.MULTILINE)
    assert [[folder.rstrip("/"), *names.split()] for folder, names in shown] == ORDER


def test_the_page_on_the_desk_names_all_that_its_server_answers():
    code, told = text(ROOT / "macros/desk/app.py"), text(ROOT / "docs/developers/desk.md")
    answers = set(re.findall(r'(?:(?<!\.)get\(|post\(|Route\(f)"(?:{API})?([a-z][\w.-]*)', code))
    assert "save" in answers and "inbox" in answers
    assert [one for one in sorted(answers) if not re.search(rf"(?:GET|POST|DELETE) {one}(?![\w.-])", told)] == []


def test_the_macro_page_describes_every_macro(macros):
    described = text(MACROS)
    assert [
        name for name in macros if f"`{name}`" not in described and f": {name} {{ #{name} }}" not in described
    ] == []


@pytest.mark.parametrize("name", re.findall(r"{ #(\w+) }", text(MACROS)))
def test_the_macro_page_describes_every_parameter(macros, name):
    parameters = inspect.signature(macros[name]).parameters.values()
    named = [p.name for p in parameters if p.default is not p.empty]
    assert [name_ for name_ in named if f"| `{name_}` |" not in section(name)] == []


def test_the_examples_on_the_macro_page_work(macros):
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals.update(macros)
    examples = re.findall(r"^{% raw %}\n```\n(.+?)\n```\n{% endraw %}$", text(MACROS), re.MULTILINE | re.DOTALL)
    assert len(examples) == text(MACROS).count("{% raw %}\n```")
    for example in examples:
        assert environment.from_string(example).render().strip() not in ("", example)


def test_the_macro_page_lists_what_pages_show():
    listed = re.findall(r"^\| `(\w+)` \|", section("show"), re.MULTILINE)
    shown = {name for page in PAGES for name in re.findall(r'{{ show\("(\w+)"\) }}', text(page))}
    assert shown - set(listed) == set()
    assert listed == [*SHOWN]
    assert set(SHOWN) <= set(templates())


def test_what_developers_are_told_to_run_is_there():
    pages = [*PAGES, *(ROOT / "tests").rglob("*.md")]
    modules = {name for page in pages for name in re.findall(r"[ `](tests(?:\.\w+)+)\b", text(page))}
    assert len(modules) > 12
    for name in sorted(modules):
        importlib.import_module(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", text(page), flags=re.DOTALL))
    relative = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#|{", target)]
    assert [target for target in relative if not (page.parent / target).exists()] == []
