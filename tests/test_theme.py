"""The theme's icons, which no page shows by themselves, are not looked through for files of the site."""

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from macros.theme import pass_over_icons
from tests.conftest import ROOT


def test_the_files_of_the_theme_are_those_that_mkdocs_takes():
    config = load_config(str(ROOT / "mkdocs.yml"))

    def taken():
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        return [(file.src_uri, file.src_dir) for file in files]

    before, listed = taken(), len(config.theme.get_env().list_templates())
    pass_over_icons(config.theme)
    assert taken() == before and len(before) > 20
    assert 0 < len(config.theme.get_env().list_templates()) < listed / 10
