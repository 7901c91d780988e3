"""Whatever a data folder holds, the answer is a list of problems, or all that a site is made of.

`python -m tests.attack` tries many more, each within bounds of time and memory.
"""

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from macros.records import RECORDS
from macros.records.fields import fields_of, parts_of
from tests.attack import attack
from tests.folders import KINDS, SOUND_FILES, WAYS, Folder, folders

TRIED: list[Folder] = []


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # it would stand in place of what went wrong
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # what fails is small enough to read, and to make it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(folder=folders())
def test_the_answer_is_a_list_of_problems_or_all_of_a_site(folder, tmp_path_factory):
    TRIED.append(folder)
    attack(folder, tmp_path_factory.getbasetemp() / "attack")


def test_many_fields_were_tried():
    """Runs after the one above."""
    assert len(TRIED) >= 30
    made_up = "\n".join(text.decode("utf-8", "replace") for folder in TRIED for text in folder.files.values())
    parts = {part for kind in KINDS for part in (kind, *parts_of(kind))}
    names = {name for part in parts for name in fields_of(part)}
    missing = {name for name in names if f"{name}:" not in made_up}
    # A quarter at most was missing; which depends on what modules are loaded, as Hypothesis takes constants from them. The command and
    # test_hostile.py meet all fields.
    assert len(missing) <= len(names) // 2, (len(missing), sorted(missing))


@pytest.mark.parametrize("turn", range(4))
def test_every_way_to_break_a_file_was_tried(turn, tmp_path):
    """Each on a file of its own, and on another each turn."""
    chance, files, ways = random.Random(turn), list(SOUND_FILES), list(WAYS)
    for start in range(0, len(ways), len(files)):
        some = dict(zip(files, ways[start : start + len(files)], strict=False))
        broken = {path: WAYS[way](chance, SOUND_FILES[path]) for path, way in some.items()}
        attack(Folder(broken, tuple(some.values())), tmp_path)
        chance.shuffle(files)


def test_the_sound_folder_has_every_kind(tmp_path):
    assert len(SOUND_FILES) == len(RECORDS) + 1
    assert attack(Folder(), tmp_path) == "published"


def test_words_that_differ_after_many_letters_make_no_long_file_names(tmp_path):
    names = "".join(f"  - {'9' * 300}{number}\n" for number in range(20))
    theme = f"name: Thử\nother_names:\n{names}".encode()
    assert attack(Folder({"themes/goc.yml": theme}), tmp_path) == "published"
    assert max(len(file.name) for file in (tmp_path / "index").rglob("*")) < 100
