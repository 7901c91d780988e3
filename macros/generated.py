"""The generated pages, made by MkDocs' own steps, in as many processes as the machine has processors.

MkDocs itself would hold them all until the last is made, and make a converter of Markdown for each, which takes longer than
most pages do. So it is told of them, that links to them may be found, and each is put through its steps here.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros.build import Builder, Settings
from macros.language.problems import Problem
from macros.mistakes import mistakes_of
from macros.pages.listing import Page


def file_of(page: Page, config: MkDocsConfig) -> File:
    """The file that a page would be made from, as one that MkDocs knows of and leaves to us."""
    file = File.generated(config, page.address.source, content=page.source)
    file.inclusion = InclusionLevel.EXCLUDED
    return file


class Maker:
    """Makes one generated page after another, with what MkDocs has got ready for all."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Any = None, env: Environment | None = None):
        self._config, self._files, self._nav, self._env = config, files, nav, env
        self._markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)

    def begin(self) -> Callable[[str], list[Problem]]:
        """What a process that has all this in memory begins with."""
        return self.make

    def make(self, source: str) -> list[Problem]:
        """Write the page whose Markdown would lie at `source` into the site; return what is wrong with its macros."""
        assert self._env
        page = self.populated(source)
        _build_page(page, self._config, (), self._nav, self._env)
        page.file.page = None  # what is written need not be held
        return mistakes_of(page)

    def populated(self, source: str) -> MkDocsPage:
        """The page, with all that stands between head and foot."""
        file = self._files.get_file_from_path(source)
        assert file
        page = _GeneratedPage(file, self._config, self._markdown)
        _populate_page(page, self._config, self._files)
        return page


def prepared(config_file: str, site: str, settings: Settings) -> Callable[[str], list[Problem]]:
    """What a process begins with that has nothing in memory yet: it goes MkDocs' way up to the pages, whose place is `site`."""
    helper = Builder(replace(settings, site=None, recording=False))
    config = load_config(config_file, site_dir=site, extra={"builder": helper, "helping": True})
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        _populate_page(file.page or MkDocsPage(None, file, config), config, files)
    return Maker(config, files, nav, config.plugins.on_env(env, config=config, files=files)).make


class _GeneratedPage(MkDocsPage):
    """Its links are ready and its title is known, so MkDocs need not look for either."""

    def __init__(self, file: File, config: MkDocsConfig, markdown: Markdown):
        super().__init__(None, file, config)
        self._converter = markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._converter.reset().convert(self.markdown or "")
        self.toc = get_toc(getattr(self._converter, "toc_tokens", []))
        self.present_anchor_ids, self.links_to_anchors = set(), {}
