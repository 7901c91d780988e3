"""Imports go one way, between folders and within them; few modules know MkDocs; modules stay small, and none lies unused."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from macros.records import BY_FOLDER, RECORDS
from tests.conftest import ROOT

MACROS = ROOT / "macros"
TEMPLATES_FOLDER = MACROS / "pages" / "templates"
# The rooms of the house and what stands in them, along the way of the data. Each imports only from those before it.
# A folder's own name stands for its `__init__`, where it comes after what it gathers.
ORDER = [
    line.split()
    for line in """
.          macros workers
language   language text collation characters reasons problems clock meant dates numbers markup blocks insets notices disguise private_words digits private_names privacy
records    refusals base fields remark record walk packed amount figure rating parts hosts media partner following point session life model event unit organisation source document result words slip destination site naming former posting standing records
files      files git makers kept promised checked groups heaps found whole zips raw head syntax yaml_nodes reader yaml_text edits renewed writer together cells sheet_part xlsx sheets
media      kinds seen boxes disguised colours opened pdf packed films recipe inspecting making staging media
forms      forms wording layout likeness schema slips
catalogue  cut lineage album borders store watched called records units spots directory kinship venues occasions archive finder encoded asked facts catalogue updates revisions told privacy alone sense illustrations bordering checks arithmetic advice
addresses  addresses address figures occasions places published moves
.          memory load
changes    changes change words state snapshot values aligned edits compare told single marked page since
exports    tables csv_file workbook shares open_data package entries feed calendar_file robots licences slip_form places exports
search     documents by_hand normalise numbering encoding packs terms postings entries vocabulary facets initials recalled index search ground gathered findable
pages      pages lists few listing lost citations numbers compiled coded imported charts grounds islands spots maps pictures face kit evidence choices view macros calls share structured
reports    reports decree phrases span scope prose notes looks paper told facts letterhead ground unit_report model_kit event_paper zalo wanted
assets     assets tokens naming scripts styles letters cards
hosting    hosting served recipes
publish    publish mark tree left enclosed links sound beforehand misread by_hand place lock fleeting swap
targets    targets reasons host manifest hold placing folder talk aside ssh sftp listing ftp branch archive store delivery since
staff      staff asking meaning outline called choosing interview creating dating columns names table_heads table_rows former_units plain_units unit_sense unit_rows all_or_none unit_table border_file starter start starting packing migrating status outside status_text schema stylesheet reference
tables     tables marks within plan book writing known which page_rows alike wording targets telling taking of_units reading
.          mishap steps build builder door watch mistakes hand_written reuse passed once theme sparing made generated lightening kept_by_hand hooks shown current previewing markdown_tree running publishing
review     review numbers remarks deciding unserved items pages making
desk       desk safety guide wire unsaved marks places live held beginning finding overview news article versions history proposed writing uploads saving removing undoing unfinished showing reporting publishing slip_file inbox spreadsheets decided reviewing shell answers app serving
.          unchanged
commands   parser site status reviewing publishing records tables migrating hosting project reports commands
.          __main__
""".strip().splitlines()
]
MODULE_ORDER = [
    name if folder == "." or name == folder else f"{folder}.{name}" for folder, *names in ORDER for name in names
]
# What only `manage.py reference` imports may need the packages of the tests.
FOR_DEVELOPERS = ("staff.stylesheet",)
# What a package's installed name is called in an import.
IMPORTED_AS = {
    "pillow-heif": "pillow_heif",
    "pyyaml": "yaml",
    "mkdocs-macros-plugin": "mkdocs_macros",
    "mkdocs-material": "material",
    "pillow": "PIL",
    "python-docx": "docx",
}


def modules() -> dict[str, Path]:
    """Name of each module of the package, as in `MODULE_ORDER` → its file."""
    names = {f: f.relative_to(MACROS.parent).with_suffix("").as_posix().replace("/", ".") for f in MACROS.rglob("*.py")}
    return {name.removesuffix(".__init__").removeprefix("macros."): file for file, name in names.items()}


MODULES = modules()


@cache
def imported(name: str) -> set[str]:
    """What a module imports, by full name; `from macros import x` counts as `macros.x`, and the face of a folder as it."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: relative import"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {w if w.removeprefix("macros.") in MODULES else node.module for w in whole}
    return found


def without_comments(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
                node.body = node.body[1:] or [ast.Pass()]
        return ast.unparse(tree)
    return re.sub(r"\{#.*?#\}|/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


def test_every_module_has_its_place_and_every_place_its_module():
    assert sorted(MODULES) == sorted(MODULE_ORDER)


def breaches(wrong_of) -> dict[str, set[str]]:
    """What a function finds wrong with each module, of those with which anything is."""
    return {name: wrong for name in MODULES if (wrong := wrong_of(name))}


def test_imports_go_one_way():
    place = {name: at for at, name in enumerate(MODULE_ORDER)}

    def wrong(name):
        own = {i.removeprefix("macros.") for i in imported(name) if i.startswith("macros.")}
        return {i for i in own if i not in place or place[i] >= place[name]}

    assert breaches(wrong) == {}


def test_only_pinned_packages_are_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def allowed(packages):
        pinned = {package.split("==")[0] for package in packages}
        return {IMPORTED_AS.get(name, name) for name in pinned} | {"macros", "pydantic_core", *sys.stdlib_module_names}

    for_all = allowed(project["project"]["dependencies"])
    for_developers = for_all | allowed(project["dependency-groups"]["test"])

    def wrong(name):
        known = for_developers if name in FOR_DEVELOPERS else for_all
        return {i.split(".")[0] for i in imported(name)} - known

    assert breaches(wrong) == {}


def test_few_modules_know_mkdocs():
    knowing = {name for name in MODULES if any(i.split(".")[0].startswith("mkdocs") for i in imported(name))}
    assert knowing == {
        "mistakes",
        "hand_written",
        "made",
        "generated",
        "kept_by_hand",
        "hooks",
        "markdown_tree",
        "once",
        "theme",
        "sparing",
        "lightening",
        "previewing",
        "running",
        "shown",
        "current",
    }


def test_modules_are_small():
    lines = {name: file.read_text(encoding="utf-8").count("\n") for name, file in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > 300} == {}


TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in TEMPLATES_FOLDER.iterdir()}


def test_templates_are_small():
    lines = {name: text.count("\n") for name, text in TEMPLATES.items()}
    assert {name: count for name, count in lines.items() if count > 120} == {}


def test_every_template_is_used():
    """By a template, a record's folder, a page in `docs/` (`show`), or the code."""
    code = "".join(file.read_text(encoding="utf-8") for file in MODULES.values())
    pages = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs").rglob("*.md"))
    used = {f"{folder}.md.jinja" for folder in BY_FOLDER}
    used |= {f"{name}.md.jinja" for name in re.findall(r"\{\{ *show\(\"(\w+)\"", pages)}
    used |= {f"{name}.md.jinja" for name in re.findall(r"render\([\"'](\w+)[\"']", code)}
    used |= set(re.findall(r"\"([\w.]+\.jinja)\"", code + "".join(TEMPLATES.values())))
    assert set(TEMPLATES) - used == set()


def test_only_the_records_read_annotations():
    """What a field is stands in `records/fields.py`; whoever asks pydantic itself may see it otherwise."""
    asking = r"model_fields\b|get_args|get_origin|\.annotation\b|__metadata__|FieldInfo"
    found = {name for name, file in MODULES.items() if re.search(asking, file.read_text(encoding="utf-8"))}
    assert found == {"records.fields", "files.reader"}  # the reader has pydantic check a whole annotation


def test_no_page_s_address_is_written_out():
    """Where a page lies stands in `addresses/address.py` and on the kinds of record."""
    written = {f"{kind.address}/" for kind in RECORDS if kind.address} | {
        "nam/",
        "tim-kiem",
        "thong-ke/",
        "ban-do/",
        "du-lieu/",
        "gioi-thieu/",
        "thuat-ngu/",
        "luu-tru",
        "su-kien.xml",
        "su-kien.ics",
        "bo-tai-lieu",
    }
    allowed = {
        "addresses/address.py",
        *(f"records/{name}.py" for name in ["model", "event", "unit", "organisation", "source", "document", "words"]),
    }
    files = [
        f for f in [*MACROS.rglob("*.py"), *MACROS.rglob("*.jinja"), *(ROOT / "overrides").rglob("*.*")] if f.is_file()
    ]
    files += [f for f in (ROOT / "docs/assets").rglob("*js")]
    for file in files:
        if file.is_relative_to(MACROS) and file.relative_to(MACROS).as_posix() in allowed:
            continue
        code = without_comments(file)
        assert [path for path in written if path in code] == [], file
