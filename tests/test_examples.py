"""The samples in `docs/mau`, which staff copy: a faultless data folder in which every field is used and explained."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.files.yaml_nodes import read_yaml
from macros.load import SETTINGS, read
from macros.records import RECORDS, Site
from macros.records.base import Part
from macros.records.fields import fields_of, parts_of
from macros.records.walk import Place, values

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "docs/mau"
MARK = "# TỆP MẪU – "
REQUIRED = "(bắt buộc)"


def written(part: Part) -> Iterator[tuple[Place, type[Part], str]]:
    """Yield (place, class, field) for everything that the file of `part` sets."""
    yield from (((name,), type(part), name) for name in part.model_fields_set if getattr(part, name) == [])
    for place, field, holder, _ in values(part):
        if field.name in holder.model_fields_set:
            yield (place[:-1] if isinstance(place[-1], int) else place), type(holder), field.name


@pytest.fixture(scope="module")
def loaded():
    return read(SAMPLES)


@pytest.fixture(scope="module")
def samples(loaded) -> list[tuple[Path, Part]]:
    """Every sample that can be read, with its file; the settings of the site too."""
    catalogue, _ = loaded
    return [
        (SAMPLES / SETTINGS, catalogue.site),
        *((record.file, record) for record in catalogue),
    ]


CLASSES = list(dict.fromkeys(part for kind in (*RECORDS, Site) for part in (kind, *parts_of(kind))))


def test_the_samples_are_a_data_folder_without_a_fault(loaded):
    _, problems = loaded
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("kind", [*RECORDS, Site], ids=lambda kind: kind.__name__)
def test_one_sample_of_each_kind_sets_every_field(samples, kind):
    of_kind = [sample for _, sample in samples if type(sample) is kind]
    fullest = max((sample.model_fields_set for sample in of_kind), key=len, default=set())
    assert set(fields_of(kind)) - fullest == set()


@pytest.mark.parametrize("part", CLASSES, ids=lambda part: part.__name__)
def test_every_field_is_used_and_explained(samples, part):
    """A comment above a field begins with its label and says whether it has to be there."""
    wanted = {
        name: f"{field.label} {REQUIRED}:" if field.required else f"{field.label}:"
        for name, field in fields_of(part).items()
    }
    explained = {name for file, sample in samples for name in explained_in(file, sample, part, wanted)}
    assert {name: comment for name, comment in wanted.items() if name not in explained} == {}


def explained_in(file: Path, sample: Part, part: type[Part], wanted: dict[str, str]) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    tree, _ = read_yaml(file)
    for place, owner, name in written(sample):
        if owner is not part or place not in tree.positions:  # the text of a passage may stand without its name
            continue
        if any(comment.startswith(wanted[name]) for comment in comments(lines, tree.positions[place][0])):
            yield name


def comments(lines: list[str], number: int) -> Iterator[str]:
    """The lines of comment above line `number` (from 1), each with which what is said of that line could begin."""
    first = number - 1
    while first and lines[first - 1].strip().startswith("#"):
        first -= 1
        yield lines[first].strip().removeprefix("# ")


def test_comments_stand_on_lines_of_their_own():
    """Beside a text without quotes, what follows a ` #` might be meant as part of the text."""
    lines = [line for file in SAMPLES.rglob("*.yml") for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if " #" in line.lstrip(" -") and not line.lstrip().startswith("#")] == []


def test_every_sample_says_that_it_is_one(samples):
    files = [file for file, _ in samples]
    assert [str(file) for file in files if not file.read_text(encoding="utf-8").startswith(MARK)] == []


def test_no_record_of_the_site_is_a_sample():
    data = sorted((ROOT / "data").rglob("*.yml"))
    assert [str(file) for file in data if file.read_text(encoding="utf-8").startswith(MARK)] == []


def test_the_name_of_every_sample_says_so_too(samples):
    files = [file for file, _ in samples if file.name != SETTINGS]
    assert [str(file) for file in files if "mau" not in file.stem.split("-")] == []
