"""The site in one state of all files: of each of its files it is known how it is made, and each is made when it is asked for."""

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from copy import copy
from pathlib import Path

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.address import PAPERS, PICTURES, SEARCH_INDEX, Address
from macros.build import Build
from macros.catalogue import Finder, Noted
from macros.generated import Maker, in_common, laid_out
from macros.language.problems import DataError
from macros.made import MadeFile
from macros.mishap import mishap
from macros.pages.listing import Page, page_telling_of, record_page_at
from macros.pages.view import View
from macros.publish.enclosed import enclose, enclose_one
from macros.publish.links import files_of
from macros.records import Record
from macros.reuse import Reuse

_POLITE = 0.005  # seconds after which is looked again whether somebody waits for a page


class Shown:
    """The site in one state of all files, in the folder `config.site_dir`; of several that lie there one after another, one
    `finishing` at a time adds what is made of all pages.

    Raises what MkDocs raises, with DataError behind it, if it can't be made.
    """

    def __init__(self, config: MkDocsConfig, finishing: threading.Lock):
        self._config, self._files, self._nav, self._env = laid_out(config)
        self.build: Build = self._config.extra["build"]
        self._site = Path(config.site_dir)
        self._maker = Maker(self._config, self._files, self._nav, self._env)
        self._by_path = {
            file.dest_uri: file
            for file in self._files
            if file.generated_by or file.inclusion.is_in_serve()  # type: ignore[no-untyped-call]
        }
        self._made: dict[str, list[Noted]] = {}
        self._lock = threading.RLock()
        self._finishing = finishing
        self._waiting = 0
        self._is_finished = False
        self._is_over = False
        self._before: Build | None = None
        self._told_last: Finder | None = None

    def put(self, paths: Sequence[str]) -> bool:
        """Have these files in the site, as far as they belong there; tell whether they are: not if another state is there, or will be. Where
        its records have gone on, only pages that don't depend on how all are laid out can be."""
        if self._before:
            with self.first():
                return all(map(self._put_ahead, paths))
        if any(path.startswith(SEARCH_INDEX.path) for path in paths):
            self._finish()
        with self.first():
            for path in paths:
                self._put(path)
            return not self._is_over

    def is_written_by_hand(self, source: str) -> bool:
        """Whether `source` is the file of a page that is written by hand."""
        pages = self._files.documentation_pages()
        return any(file.abs_src_path == source and not file.generated_by for file in pages) and Path(source).is_file()

    def go_on(self, build: Build) -> None:
        """Have the records of `build`, for the time until a state comes in which their pages are laid out."""
        with self.first():
            self._before = self._before or self.build
            self.build = self._config.extra["build"] = build
            self._made.clear()

    def go_back(self) -> None:
        """Have the records again of which it was made, if there will be no such state."""
        with self.first():
            if self._before:
                self.build = self._config.extra["build"] = self._before
                self._before = None
                self._made.clear()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Be served before what is made because nobody has asked for it yet."""
        self._waiting += 1
        with self._lock:
            self._waiting -= 1
            yield

    def telling(self, find: Finder, record: Record) -> tuple[Address | None, str]:
        """Where the site would tell of a record, and the page that would lie there, if it were made of what `find` tells; None
        and nothing if it would tell of it nowhere. Nothing changes of what is shown."""
        with self.first(), tempfile.TemporaryDirectory() as folder:
            address, page = page_telling_of(find, record)
            if not address:
                return None, ""
            self._told_last = find
            html = Path(folder, "index.html")
            self._write_beside(find, page or self._by_path[address.file], html)
            return address, html.read_text(encoding="utf-8")

    def rest(self) -> None:
        """Make all that nobody has asked for yet, and say what is wrong with the whole; whoever asks for a page goes first."""
        common = in_common(self.build, self._config, self._nav)
        with closing(Reuse(self.build.kept_pages, common, self.build.notes)) as reuse:
            self._make_rest(reuse)
            if self.is_over:
                return
            reuse.save()
        problems = self.build.faults(self._site, files_of(self._site), self._config.site_url)
        with self._lock:
            if problems and not self.is_over:
                print(DataError(problems).report(), flush=True)

    def _make_rest(self, reuse: Reuse) -> None:
        pages = {page.address.file: page for page in self.build.pages.values()}
        # What pages tell of the open data takes seconds until these are made, and nobody can be served while a page is.
        exports = dict.fromkeys(path for path, file in self._by_path.items() if isinstance(file, MadeFile))
        for path in dict.fromkeys([*exports, *self._by_path, *self._config.theme.static_templates]):
            while self._waiting:
                time.sleep(_POLITE)
            if self.is_over:
                return
            content = self._by_path[path].content_bytes if path in exports and path not in self._made else None
            with self._lock:
                if self.is_over:
                    return
                if not (page := pages.get(path)):
                    self._put(path, content)
                elif path not in self._made and (html := reuse.html(page)):
                    self._made[path] = []
                    page.address.within(self._site).parent.mkdir(parents=True, exist_ok=True)
                    page.address.within(self._site).write_bytes(html)
                else:
                    self._put(path)
                    reuse.made(page, page.address.within(self._site).read_bytes(), reuse.numbers(self._made[path]))
        self._finish()

    @property
    def is_over(self) -> bool:
        """Whether another state has come, or will soon."""
        return self._is_over or self._before is not None

    def end(self) -> None:
        """Make no more of this state."""
        with self._lock:
            self._is_over = True

    def lacks(self, path: str) -> bool:
        """Whether a file of an earlier state has no place in this one."""
        return path not in self._by_path and path not in self._config.theme.static_templates

    def _finish(self) -> None:
        with self._finishing:
            if not (self._is_finished or self.is_over):
                self.build.finish(self._site)
                self.build.write_search(self._site)
                enclose(self.build.find, self._site, self.build.left)
                self._is_finished = True

    def _put(self, path: str, content: bytes | None = None) -> None:
        """Have a file in the site; `content` is what it holds, if that is known."""
        if path in self._made or self._is_over:
            return
        noted: list[Noted] = []
        file = self._by_path.get(path)
        if path in self._config.theme.static_templates:
            _build_theme_template(path, self._env, self._files, self._config, self._nav)
        elif not file:
            if path.startswith((PICTURES.path, PAPERS.path)):
                self._enclose(path)
            return
        elif content is not None:
            (self._site / path).parent.mkdir(parents=True, exist_ok=True)
            (self._site / path).write_bytes(content)
        elif not file.is_documentation_page():
            file.copy_file()
        elif file.generated_by:
            _, noted = self._maker.make(file.src_uri)
        else:
            self._write(file.page or MkDocsPage(None, file, self._config))
        self._made[path] = noted

    def _enclose(self, path: str) -> None:
        """Put what is made of a picture, or a paper, into the site: also one that only a page names that was told of last."""
        for find in filter(None, (self.build.find, self._told_last)):
            if not (self._site / path).is_file():
                enclose_one(find, self._site, path)

    def _put_ahead(self, path: str) -> bool:
        if path in self._made or self._is_over:
            return not self._is_over
        if path.startswith((PICTURES.path, PAPERS.path)):
            self._enclose(path)
            return True
        file = self._by_path.get(path)
        there: Page | File | None = record_page_at(self.build.find, path)
        if file and not there:
            if file.is_documentation_page():
                there = None if file.generated_by else file
            elif not isinstance(file, MadeFile):
                file.copy_file()
                self._made[path] = []
                return True
        if there:
            (self._site / path).parent.mkdir(parents=True, exist_ok=True)
            self._write_beside(self.build.find, there, self._site / path)
            self._made[path] = []
        return there is not None

    def _write_beside(self, find: Finder, page: Page | File, html: Path) -> None:
        """Write a page, or what is written by hand, into a file beside the site, made of what `find` tells."""
        self._config.extra["build"] = _telling(self.build, find, page if isinstance(page, Page) else None)
        try:
            if isinstance(page, Page):
                self._maker.written(page, html)
            else:
                self._write_by_hand(page, html)
        finally:
            self._config.extra["build"] = self.build

    def _write(self, page: MkDocsPage) -> None:
        _populate_page(page, self._config, self._files)
        draft = page.file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        _build_page(page, self._config, (), self._nav, self._env, excluded=draft)

    def _write_by_hand(self, file: File, html: Path) -> None:
        """Write a page into a file beside the site. The menu knows it as the one that it holds, so it is put back as it was."""
        page = file.page or MkDocsPage(None, file, self._config)
        before, place = dict(vars(page)), file.abs_dest_path
        file.abs_dest_path = str(html)
        try:
            self._write(page)
        finally:
            file.abs_dest_path = place
            vars(page).clear()
            vars(page).update(before)


def _telling(build: Build, find: Finder, page: Page | None) -> Build:
    """A build as far as a single page goes: what `find` tells in the place of its own, and no generated page but `page`."""
    other = copy(build)
    other.find, other.view = find, View(find, preview=build.settings.preview)
    other.pages = {page.address: page} if page else {}
    return other


def told(error: BaseException) -> str:
    """What to tell staff of what kept the site from being shown."""
    if isinstance(error, Abort):
        return error.format_message()
    return error.report() if isinstance(error, DataError) else mishap(error)
