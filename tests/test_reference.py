"""What is made from the records is current, and says what the checker says."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from macros.files.yaml_nodes import read_yaml
from macros.records import BY_FOLDER, RECORDS, Event, Site
from macros.records.fields import fields_of
from macros.staff.reference import files

ROOT = Path(__file__).parents[1]
FILES = files()


@pytest.mark.parametrize("path", FILES)
def test_generated_files_are_current(path):
    assert (ROOT / path).read_text(encoding="utf-8") == FILES[path], "run `python3 manage.py reference`"


def test_no_schema_is_left_over():
    assert {f"docs/schemas/{file.name}" for file in (ROOT / "docs/schemas").iterdir()} <= set(FILES)


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_the_reference_names_every_field(folder):
    reference = FILES["docs/huong-dan/truong-du-lieu.md"]
    section = reference.split(f"{{: #{folder} }}")[1].split("\n## ")[0]
    for name, field in fields_of(BY_FOLDER[folder]).items():
        mark = " ●" if field.required else ""
        assert f"| `{name}`{mark} | {field.label} |" in section


def plain(value):
    """What a YAML file holds, as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def of_kind(kind) -> Draft202012Validator:
    schema = json.loads(FILES[f"docs/schemas/{'site' if kind is Site else kind.folder}.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("folder", ["data", "docs/mau", "tests/site"])
def test_a_schema_takes_what_the_checker_takes(folder):
    seen = 0
    for kind in RECORDS:
        validator = of_kind(kind)
        for file in (ROOT / folder / kind.folder).rglob("*.yml"):
            tree, _ = read_yaml(file)
            assert [error.message for error in validator.iter_errors(plain(tree.value))] == [], file
            seen += 1
    tree, _ = read_yaml(ROOT / folder / "site.yml")
    assert of_kind(Site).is_valid(plain(tree.value))
    assert seen > 10


EVENT = {"title": "Họp", "kind": "tap-huan", "date": "2024-08", "unit": "phuong-hoa", "sources": "bai-mot"}
ANY = {
    "a year as a number": {"date": 2024},
    "several sources": {"sources": ["bai-mot", "bai-hai"]},
    "a passage as its text": {"summary": "Tóm tắt."},
    "a passage in full": {"summary": {"text": "Tóm tắt.", "source": "bai-mot"}},
    "a list of both": {"content": ["Một.", {"text": "Hai."}]},
    "a figure": {"figures": [{"label": "Vụ", "value": 3, "period": "2013/2023", "precision": "over"}]},
    "a part of the day": {"time": "sáng"},
}
WRONG = {
    "a key that isn't there": {"titel": "x"},
    "no source": {"sources": []},
    "a day as people write it": {"date": "19/8/2024"},
    "an hour of one digit": {"time": "8:30"},
    "a choice that isn't one": {"status": "hoãn"},
    "an empty line": {"place": ""},
    "a long line": {"place": "x" * 501},
    "a negative count": {"awards": [{"by": "x", "form": "y", "individuals": -1}]},
    "no label": {"figures": [{"value": 3}]},
    "no account": {"disagreements": [{"about": "x", "accounts": []}]},
    "a list for a text": {"place": ["x"]},
}


@pytest.mark.parametrize("name", ANY)
def test_a_schema_takes(name):
    assert [error.message for error in of_kind(Event).iter_errors(EVENT | ANY[name])] == []
    assert Event.model_validate(EVENT | ANY[name])


@pytest.mark.parametrize("name", WRONG)
def test_a_schema_refuses_what_the_checker_refuses(name):
    assert not of_kind(Event).is_valid(EVENT | WRONG[name])
    with pytest.raises(ValidationError):
        Event.model_validate(EVENT | WRONG[name])


def test_a_schema_says_what_a_form_needs():
    event = json.loads(FILES["docs/schemas/events.json"])
    status, unit = event["properties"]["status"], event["properties"]["unit"]
    assert {"const": "postponed", "title": "Đã hoãn"} in status["oneOf"]
    assert (status["x-type"], unit["x-type"], unit["x-ref"]) == ("choice", "link", "units")
    assert event["properties"]["sources"]["anyOf"][1]["minItems"] == 1
    assert event["$defs"]["Award"]["properties"]["individuals"]["minimum"] == 0
    orders = [field["x-order"] for field in event["properties"].values()]
    assert orders == list(range(len(orders)))
    model = json.loads(FILES["docs/schemas/models.json"])["properties"]
    assert model["steps"]["x-section"] == "Cách làm" and model["steps"]["x-short"] == "text"


@pytest.mark.parametrize("path", [path for path in FILES if path.startswith("docs/schemas/")])
def test_everything_in_a_schema_is_described_in_vietnamese(path):
    schema = json.loads(FILES[path])
    for part in (schema, *schema["$defs"].values()):
        assert part["title"]
        assert all(field["title"] and field["description"] for field in part["properties"].values())
