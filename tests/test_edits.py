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


def common(project, menu):
    """What all pages have in common in a project whose styles and templates are the folder `around`."""
    build = SimpleNamespace(
        notes=SimpleNamespace(digest=lambda _: b""),
        find=SimpleNamespace(site=None, abbreviations=None),
        settings=SimpleNamespace(preview=False),
        report="",
    )
    (project / "mkdocs.yml").touch()
    (project / "around").mkdir(exist_ok=True)
    theme = SimpleNamespace(custom_dir=project / "around")
    config = SimpleNamespace(theme=theme, config_file_path=project / "mkdocs.yml", site_url="")
    return in_common(build, config, menu)


def test_a_template_that_moves_to_another_folder_is_another(tmp_path):
    """Where Material looks for its own of that name, or no more."""
    menu, seen = Navigation([], []), []
    for place in ("partials", "unused"):
        folder = tmp_path / place / "around" / place
        folder.mkdir(parents=True)
        (folder / "footer.html").touch()
        seen.append(common(tmp_path / place, menu))
    assert seen[0] != seen[1]


def test_a_name_in_the_menu_is_common_to_all_pages_however_deep_it_lies(tmp_path):
    """It may stand in the head of a page written by hand, and nowhere in mkdocs.yml."""

    def called(name):
        page = SimpleNamespace(title=name, is_homepage=False)
        return common(tmp_path, Navigation([Section("Tra cứu", [Section("Sâu", [page])])], [page]))

    assert called("Bản đồ") == called("Bản đồ") != called("Tên khác")
