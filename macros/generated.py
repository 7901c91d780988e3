"""The generated pages: those that are as they were are taken from the last build, the others made by MkDocs' own steps, in as
many processes as the machine has processors.

MkDocs itself would make all, hold them until the last is made, and make a converter of Markdown for each, which takes longer
than most pages do. So it is told of them, that links to them may be found, and each is put through its steps here.
"""

import gc
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros.addresses.address import Address
from macros.build import Build, Settings
from macros.builder import Builder
from macros.catalogue import Noted, Notes
from macros.files.kept import digest
from macros.language.blocks import Converter
from macros.language.problems import Problem
from macros.mistakes import mistakes_of
from macros.pages.listing import Page
from macros.passed import Passed, Passing, Received
from macros.publish.place import Refused
from macros.publish.sound import led
from macros.reuse import Reuse
from macros.steps import Steps
from macros.workers import FORKING, Aside, Workers


def file_of(page: Page, config: MkDocsConfig) -> File:
    """The file that a page would be made from, as one that MkDocs knows of and leaves to us."""
    file = File.generated(config, page.address.source, content=page.source)
    file.inclusion = InclusionLevel.EXCLUDED
    return file


class ShardMade(Exception):
    """A shard of the pages is made, and nothing else is to be."""


_WORTH = 200  # pages for which a process is begun that has to read and to lay out everything itself

Told = tuple[list[Problem], list[Noted]]
"""What is wrong with the macros of a page, and what the page asked."""
Written = tuple[list[Problem], Passed, bytes]
"""The same of a page that is in the site, as it travels, with where the page leads (`publish/sound.py`)."""


class Generated:
    """The generated pages of one build, from when they are begun until all are in the site."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment):
        self._build: Build = config.extra["build"]
        self._site = Path(config.site_dir)
        settings, common = self._build.settings, in_common(self._build, config, nav)
        by_hand = config.extra["by_hand"]
        self._reuse = by_hand.reuse if by_hand else Reuse(self._build.kept_pages, common, self._build.notes)
        shards = settings.shards.glob("*-*") if settings.shards and not settings.shard else ()
        self._shards = [Reuse(shard, common, self._build.notes) for shard in sorted(shards)]
        self._steps: Steps = config.extra["builder"].steps
        pages = list(self._build.pages.values())
        if settings.shard:
            shard, of = settings.shard
            pages = pages[shard - 1 :: of]
        with self._steps.step("Lấy lại các trang không đổi"):
            self._anew = [page for page in pages if not self._take_over(page)]
        here: Callable[[], Callable[[str], Written]] = Maker(config, files, nav, env).begin
        elsewhere = partial(prepared, str(config.config_file_path), config.site_dir, self._build.settings)
        gc.freeze()  # what is there stays to the end: it need not be looked through for garbage, and forked processes share it
        self._search = Aside(partial(self._build.write_search, self._site)) if self._is_searched else None
        sources = [page.address.source for page in self._anew]
        try:
            self._workers = Workers(here, sources) if FORKING else Workers(elsewhere, sources, here=here, worth=_WORTH)
        except BaseException:  # nobody has this yet, to stop it
            self._end()
            raise

    @property
    def _is_searched(self) -> bool:
        """Whether the site is to have a search: one that is only to be looked at needs none of its own, nor does a part."""
        return not (self._build.settings.shard or self._build.settings.review)

    def finish(self) -> list[Problem]:
        """Wait for the last, and for the index of the search; return what is wrong with their macros. What comes of a page waits in memory
        until it is taken here, so nothing long is to be done before. Raises Refused if a shard can't be kept."""
        if not FORKING:
            self._finish_search()
        mistakes, received = [], Received(self._reuse.numbers)
        made = zip(self._anew, self._workers.results(), strict=True)
        for page, (wrong, passed, leads) in self._steps.each("Tạo trang", made, len(self._anew)):
            mistakes += wrong
            self._reuse.made(page, page.address.within(self._site).read_bytes(), received.asked(passed))
            self._tell(page)
            self._build.led.put(page.address.file, leads)
        self._finish_search()
        if not mistakes and not self._reuse.save() and self._build.settings.shard:  # of which nothing else is made
            place = self._build.kept_pages
            raise Refused(f"Không ghi được vào {place}: thư mục chỉ cho đọc, hoặc ổ đĩa hết chỗ. Chưa tạo phần này.")
        return mistakes

    def _finish_search(self) -> None:
        if self._search:
            with self._steps.step("Lập chỉ mục tìm kiếm"):
                self._search.finish()
            self._search = None

    def _take_over(self, page: Page) -> bool:
        """Put the page of the last build into the site, if it would be made the same again."""
        path, told, html = page.address.file, self._reuse.told(page), None
        if told:
            if self._build.left.put(path, told, self._site):
                self._build.digests[path] = told
                return True
            html = self._reuse.kept(told)
        html = html or next(filter(None, (self._taken(page, shard) for shard in self._shards)), None)
        if html is None:
            return False
        file = page.address.within(self._site)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(html)
        self._tell(page)
        return True

    def _tell(self, page: Page) -> None:
        """Say what the file of a page holds."""
        self._build.digests[page.address.file] = told = self._reuse.digest(page)
        self._build.left.hold(page.address.file, told)

    def _taken(self, page: Page, part: Reuse) -> bytes | None:
        """A page that another machine made."""
        if html := part.html(page):
            self._reuse.made(page, html, self._reuse.numbers(part.noted(page)))
        return html

    def stop(self) -> None:
        """Begin no more."""
        self._workers.stop()
        self._end()

    def _end(self) -> None:
        if self._search:
            self._search.stop()
        for kept in (self._reuse, *self._shards):
            kept.close()
        gc.unfreeze()


class Maker:
    """Makes one generated page after another, with what MkDocs has got ready for all."""

    def __init__(
        self, config: MkDocsConfig, files: Files, nav: Navigation | None = None, env: Environment | None = None
    ):
        self._config, self._files, self._nav, self._env = config, files, nav, env
        self._notes: Notes = config.extra["build"].notes
        self._markdown = Converter(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        self._passing = Passing()

    def begin(self) -> Callable[[str], Written]:
        """What a process that has all this in memory begins with."""
        return self.make_for_good

    def make_for_good(self, source: str) -> Written:
        """Make a page, and look where it leads."""
        (wrong, noted), file = self.make(source), Address.of_source(source).file
        text = Path(self._config.site_dir, file).read_text(encoding="utf-8")
        return wrong, self._passing.passed(noted), led(file, self._config.site_url, text)

    def make(self, source: str) -> Told:
        """Write the page whose Markdown would lie at `source` into the site."""
        assert self._nav and self._env
        self._notes.begin()
        page = self.populated(source)
        _build_page(page, self._config, (), self._nav, self._env)
        page.file.page = None  # what is written need not be held
        return mistakes_of(page), self._notes.taken()

    def written(self, page: Page, file: Path) -> None:
        """Write a page into a file beside the site, of whose files it need be none."""
        assert self._nav and self._env
        source = file_of(page, self._config)
        source.abs_dest_path = str(file)
        _build_page(self._populated(source), self._config, (), self._nav, self._env)

    def looked_into(self, source: str) -> tuple[str, Told]:
        """What stands between head and foot of the page, which is not written."""
        self._notes.begin()
        page = self.populated(source)
        return page.content or "", (mistakes_of(page), self._notes.taken())

    def populated(self, source: str) -> MkDocsPage:
        """The page, with all that stands between head and foot."""
        file = self._files.get_file_from_path(source)
        assert file
        return self._populated(file)

    def _populated(self, file: File) -> MkDocsPage:
        page = _GeneratedPage(file, self._config, self._markdown)
        _populate_page(page, self._config, self._files)
        return page


def prepared(config_file: str, site: str, settings: Settings) -> Callable[[str], Written]:
    """What a process begins with that has nothing in memory yet: it goes MkDocs' way up to the pages, whose place is `site`."""
    helper = Builder(replace(settings, site=None, recording=False))
    config = load_config(config_file, site_dir=site, extra={"builder": helper})
    config.plugins.on_startup(command="build", dirty=False)
    return Maker(*laid_out(config)).make_for_good


def laid_out(config: MkDocsConfig) -> tuple[MkDocsConfig, Files, Navigation, Environment]:
    """MkDocs' way up to the pages, each of which can then be made by itself: its configuration, the files of the site, the
    menu, and what the pages' templates are rendered with."""
    config, files, nav = planned(config)
    for page in (file.page for file in files.documentation_pages()):
        if page and page.markdown is None:
            page.read_source(config)  # in its head may stand what the menu calls it
    for page in nav.pages:
        if not page.title:  # it stands in the page
            _populate_page(page, config, files)
    env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
    return config, files, nav, env


def planned(config: MkDocsConfig) -> tuple[MkDocsConfig, Files, Navigation]:
    """MkDocs' configuration, the files of the site, each page among them with its place in the menu, and the menu."""
    config.extra["one_by_one"] = True
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    return config, files, config.plugins.on_nav(nav, config=config, files=files) or nav


def in_common(build: Build, config: MkDocsConfig, nav: Navigation) -> bytes:
    """A digest of what all pages are made of: our code and templates, what stands around them, the settings, the menu at any depth."""
    around = Path(config.theme.custom_dir or "")
    files = [Path(config.config_file_path), *(file for file in sorted(around.rglob("*")) if file.is_file())]
    texts = [part for file in files for part in (os.path.relpath(file, around), file.read_bytes())]
    settings = build.notes.digest((build.find.site, build.find.abbreviations, build.settings.preview, build.report))
    return digest(settings, config.site_url or "", repr((nav.items, nav.pages)), *texts)


class _GeneratedPage(MkDocsPage):
    """Its links are ready and its title is known, so MkDocs need not look for either."""

    def __init__(self, file: File, config: MkDocsConfig, markdown: Converter):
        super().__init__(None, file, config)
        self._converter = markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._converter.convert(self.markdown or "")
        self.toc = get_toc(getattr(self._converter, "toc_tokens", []))
        self.present_anchor_ids, self.links_to_anchors = set(), {}
