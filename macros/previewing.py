"""The preview: a page is made when it is asked for, the rest of the site behind it, and all again when a file changes."""

import posixpath
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.address import NOT_FOUND, SEARCH_INDEX
from macros.build import Build
from macros.catalogue import Noted
from macros.generated import Maker, in_common, laid_out
from macros.language.problems import DataError
from macros.mishap import mishap
from macros.publish.links import files_of
from macros.reuse import Reuse
from macros.watch import Watch

HOST = "127.0.0.1"
_SOON = 0.05  # seconds in which further changes are taken for the same
_POLITE = 0.005  # seconds after which is looked again whether somebody waits for a page


class Shown:
    """The site in one state of all files, in the folder `config.site_dir`: of each of its files it is known how it is made.

    Raises what MkDocs raises, with DataError behind it, if it can't be made.
    """

    def __init__(self, config: MkDocsConfig):
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
        self._lock = threading.Lock()
        self._waiting = 0
        self._is_finished = False
        self._is_over = False

    def put(self, paths: Iterable[str]) -> None:
        """Have these files in the site, as far as they belong there."""
        self._waiting += 1
        with self._lock:
            self._waiting -= 1
            for path in paths:
                self._put(path)

    def rest(self) -> None:
        """Make all that nobody has asked for yet, and say what is wrong with the whole; whoever asks for a page goes first."""
        reuse = Reuse(self.build.kept_pages, in_common(self.build, self._config, self._nav), self.build.notes)
        pages = {page.address.file: page for page in self.build.pages.values()}
        for path in [*self._by_path, *self._config.theme.static_templates]:
            while self._waiting:
                time.sleep(_POLITE)
            with self._lock:
                if self._is_over:
                    return
                if not (page := pages.get(path)):
                    self._put(path)
                elif path not in self._made and (html := reuse.html(page)):
                    self._made[path] = []
                    page.address.within(self._site).parent.mkdir(parents=True, exist_ok=True)
                    page.address.within(self._site).write_bytes(html)
                else:
                    self._put(path)
                    reuse.made(page, page.address.within(self._site).read_bytes(), self._made[path])
        with self._lock:
            if not self._is_over:
                self._finish()
                reuse.save()
                if problems := self.build.faults(self._site, files_of(self._site), self._config.site_url):
                    print(DataError(problems).report(), flush=True)

    def end(self) -> None:
        """Make no more of this state."""
        with self._lock:
            self._is_over = True

    def lacks(self, path: str) -> bool:
        """Whether a file of an earlier state has no place in this one."""
        return path not in self._by_path and path not in self._config.theme.static_templates

    def _finish(self) -> None:
        if not self._is_finished:
            self.build.finish(self._site)
            self._is_finished = True

    def _put(self, path: str) -> None:
        if path in self._made or self._is_over:
            return
        noted: list[Noted] = []
        file = self._by_path.get(path)
        if path in self._config.theme.static_templates:
            _build_theme_template(path, self._env, self._files, self._config, self._nav)
        elif not file:
            if path.startswith(SEARCH_INDEX.path):
                self._finish()
            return
        elif not file.is_documentation_page():
            file.copy_file()
        elif file.generated_by:
            _, noted = self._maker.make(file.src_uri)
        else:
            page = file.page or MkDocsPage(None, file, self._config)
            _populate_page(page, self._config, self._files)
            draft = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
            _build_page(page, self._config, (), self._nav, self._env, excluded=draft)
        self._made[path] = noted


class Preview(LiveReloadServer):
    """Serves the site on this machine at `port`, with what stands in the files at the moment.

    Args:
        configured: returns MkDocs' configuration for a site in the folder given, that will be at the address given.
        port: of this machine.
        watched: the files and folders that it is made of, by a configuration.
    """

    def __init__(
        self,
        configured: Callable[[str, str], MkDocsConfig],
        port: int,
        watched: Callable[[MkDocsConfig], Iterable[Path]],
    ):
        self._folder = tempfile.TemporaryDirectory(prefix="xem-thu-")
        super().__init__(self._begin_anew, HOST, port, self._folder.name)
        self.build_delay = _SOON
        self.error_handler = self._not_found
        self._configured = configured
        config = configured(self.root, self.url)
        self._shown = Shown(config)
        self._watched_paths = dict.fromkeys(map(str, watched(config)), 1)  # MkDocs' own watching is not begun
        self._begin_rest()

    def run(self) -> None:
        """Serve until it is stopped."""
        Watch(map(Path, self._watched_paths), self._changed)
        print(f"Trang xem thử: {self.url}  (nhấn Ctrl+C để dừng)", flush=True)
        try:
            self.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            self.shutdown()
            self._shown.end()
            self._folder.cleanup()

    def _changed(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _begin_anew(self) -> None:
        """Show the state of this moment; one of which nothing can be shown leaves the last, and is told."""
        try:
            shown = Shown(self._configured(self.root, self.url))
        except (Exception, SystemExit) as error:  # noqa: BLE001  # MkDocs' server says it in English, and answers nothing
            print(_told(error), flush=True)
            return
        self._shown.end()
        for file in files_of(Path(self.root)):
            if shown.lacks(file):
                Path(self.root, file).unlink(missing_ok=True)
        self._shown = shown
        self._begin_rest()

    def _begin_rest(self) -> None:
        threading.Thread(target=self._rest, args=(self._shown,), daemon=True).start()

    @staticmethod
    def _rest(shown: Shown) -> None:
        try:
            shown.rest()
        except (Exception, SystemExit) as error:  # noqa: BLE001  # the pages are still shown
            print(_told(error), flush=True)

    def _serve_request(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith("/livereload/"):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            file = posixpath.normpath(f"/{path}").lstrip("/")
            self._shown.put([posixpath.join(file, "index.html") if path.endswith("/") else file, f"{file}/index.html"])
        return super()._serve_request(environ, start_response)

    def _not_found(self, code: int) -> bytes | None:
        if code != 404:
            return None
        self._shown.put([NOT_FOUND.file])
        return NOT_FOUND.within(Path(self.root)).read_bytes()


def _told(error: BaseException) -> str:
    if isinstance(error, Abort):
        return error.format_message()
    return error.report() if isinstance(error, DataError) else mishap(error)
