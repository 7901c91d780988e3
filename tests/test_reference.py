"""What is made from the records is current, and says what the checker says."""

import json
from pathlib import Path

import pytest

from macros.records import BY_FOLDER
from macros.staff.reference import files

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", files())
def test_generated_files_are_current(path):
    assert (ROOT / path).read_text(encoding="utf-8") == files()[path], "run `python3 manage.py reference`"


def test_no_schema_is_left_over():
    assert {f"docs/schemas/{file.name}" for file in (ROOT / "docs/schemas").iterdir()} <= set(files())


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_the_reference_names_every_field(folder):
    reference = files()["docs/huong-dan/truong-du-lieu.md"]
    section = reference.split(f"{{: #{folder} }}")[1].split("\n## ")[0]
    for name, field in BY_FOLDER[folder].model_fields.items():
        mark = " ●" if field.is_required() else ""
        assert f"| `{name}`{mark} | {field.title} |" in section


def test_a_schema_takes_what_the_checker_takes():
    schema = json.loads(files()["docs/schemas/events.json"])
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"title", "kind", "date", "unit", "sources"}
    assert schema["properties"]["summary"]["anyOf"][0]["type"] == "string"  # a passage may be just its text
    assert schema["properties"]["sources"]["anyOf"][0]["type"] == "string"  # and a list just its one id
