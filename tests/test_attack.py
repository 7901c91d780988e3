"""Whatever a data folder holds, the answer is a list of problems, or all that a site is made of.

`python -m tests.attack` tries many more, each within bounds of time and memory.
"""

from hypothesis import HealthCheck, given, settings

from macros.records import RECORDS
from macros.records.fields import fields_of, parts_of
from tests.attack import attack
from tests.folders import KINDS, SOUND_FILES, WAYS, Folder, folders

TRIED: list[Folder] = []


@settings(max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(folder=folders())
def test_the_answer_is_a_list_of_problems_or_all_of_a_site(folder, tmp_path_factory):
    TRIED.append(folder)
    attack(folder, tmp_path_factory.getbasetemp() / "attack")


def test_nearly_every_field_and_every_way_to_break_a_file_was_tried():
    """Runs after the one above."""
    assert len(TRIED) >= 100
    assert {way for folder in TRIED for way in folder.ways} == WAYS.keys()
    made_up = "\n".join(text.decode("utf-8", "replace") for folder in TRIED for text in folder.files.values())
    parts = {part for kind in KINDS for part in (kind, *parts_of(kind))}
    names = {name for part in parts for name in fields_of(part)}
    missing = {name for name in names if f"{name}:" not in made_up}
    # What Hypothesis draws depends on which modules are loaded, as it takes constants from them. The command meets all fields.
    assert len(missing) <= len(names) // 6, (len(missing), sorted(missing))


def test_the_sound_folder_has_every_kind(tmp_path):
    assert len(SOUND_FILES) == len(RECORDS) + 1
    assert attack(Folder(), tmp_path) == "published"


def test_words_that_differ_after_many_letters_make_no_long_file_names(tmp_path):
    names = "".join(f"  - {'9' * 300}{number}\n" for number in range(20))
    theme = f"name: Thử\nother_names:\n{names}".encode()
    assert attack(Folder({"themes/goc.yml": theme}), tmp_path) == "published"
    assert max(len(file.name) for file in (tmp_path / "index").rglob("*")) < 100
