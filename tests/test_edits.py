"""A build with what earlier ones kept gives the same as one that begins with nothing. So does a check.
Thousands of edits are `python3 -m tests.edits`."""

import random
from types import SimpleNamespace

from mkdocs.structure.nav import Navigation, Section

from macros.generated import in_common
from tests.edits import OF_DATA, SITE, Edited


def test_after_any_edit_of_the_data_the_site_is_that_of_a_build_from_nothing(tmp_path):
    seed = 8
    edited = Edited(tmp_path, SITE, random.Random(seed))
    for name in ("another_id", "a_picture", "another_day", "damage"):
        done, different = edited.step([name])
        assert not different, (seed, done)
    assert set(OF_DATA) <= set(dir(Edited))


def test_after_any_edit_of_the_data_a_check_says_what_one_from_nothing_says(tmp_path):
    seed = 3
    edited = Edited(tmp_path, SITE, random.Random(seed))
    for name in ("a_link", "a_value", "a_mistake", "a_value", "another_id", "a_record_less"):
        done, different = edited.checked([name])
        assert not different, (seed, done)


def test_a_name_in_the_menu_is_common_to_all_pages_however_deep_it_lies(tmp_path):
    """It may stand in the head of a page written by hand, and nowhere in mkdocs.yml."""
    (tmp_path / "mkdocs.yml").touch()
    build = SimpleNamespace(
        notes=SimpleNamespace(digest=lambda _: b""),
        find=SimpleNamespace(site=None, abbreviations=None),
        settings=SimpleNamespace(preview=False),
        report="",
    )
    config = SimpleNamespace(
        theme=SimpleNamespace(custom_dir=tmp_path), config_file_path=tmp_path / "mkdocs.yml", site_url=""
    )

    def common(name):
        page = SimpleNamespace(title=name, is_homepage=False)
        return in_common(build, config, Navigation([Section("Tra cứu", [Section("Sâu", [page])])], [page]))

    assert common("Bản đồ") == common("Bản đồ") != common("Tên khác")
