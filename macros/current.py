"""The site as it is by the files of this moment: begun anew when one changes, its pages made when they are asked for."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from mkdocs.config.defaults import MkDocsConfig

from macros.addresses.address import NOT_FOUND
from macros.build import Build
from macros.builder import Builder
from macros.language.clock import today
from macros.pages.listing import record_page_at
from macros.publish.fleeting import Fleeting
from macros.publish.links import files_of
from macros.records import BY_FOLDER, Record
from macros.shown import Shown, told
from macros.watch import Watch

_SOON = 0.05  # seconds in which further changes are taken for the same
_DAY_IS_LOOKED_AT = 60.0  # seconds between two looks whether it is another day
_MOMENT = 0.15  # seconds for whoever waits for a page, before the checker looks at what was only glanced at
_QUIET = 0.5  # seconds without a change after which all pages are laid out anew


class Current:
    """In a folder of its own; followed, and made without being asked for, from `with` on until its end. What is wrong with it is printed.

    On another day it is begun anew too, as that may be the one on which records come or go.
    A change of records alone is shown on their pages, and on those written by hand, as soon as the records are read; if they link to what
    they linked to, that is as soon as they alone are, and all are checked a moment later. So is a change of pages written by hand. How all
    pages lie together is worked out when nothing more changes, or when something else is asked for.

    Args:
        builder: begins a build of each of its states.
        configured: returns MkDocs' configuration for a site in the folder given.
        watched: the files and folders that it is made of, by a configuration.

    Raises what MkDocs raises, with DataError behind it, if there is nothing to be shown at first.
    """

    def __init__(
        self,
        builder: Builder,
        configured: Callable[[str], MkDocsConfig],
        watched: Callable[[MkDocsConfig], Iterable[Path]],
    ):
        self._fleeting = Fleeting("xem-thu-")
        self.folder = self._fleeting.folder
        """Where its files lie, as far as they are made."""
        self._builder, self._configured = builder, configured
        self._finishing = threading.Lock()
        try:
            config = configured(str(self.folder))
            self._shown = Shown(config, self._finishing)
            self._watched = list(watched(config))
        except BaseException:  # Abort is no Exception
            self._fleeting.close()
            raise
        self._condition = threading.Condition()  # to be held when asking for either of
        self._wanted = self._number = _now()
        self._day = today()
        self._changed_files: set[str] = set()
        self._glanced: set[str] = set()  # files that are in it, and not checked with all others yet
        self._is_laid_out = True
        self._is_needed = False  # all of it, at once
        self._is_over = False
        self._following = threading.Thread(target=self._follow, daemon=True)
        self._resting: list[threading.Thread] = []
        self._laying = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> Self:
        self._watch = Watch(self._watched, self._changed)
        self._in_background(self._shown)
        self._following.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Make no more, and leave nothing behind."""
        with self._condition:
            self._is_over = True
            self._condition.notify_all()
        self._shown.end()
        if self._following.is_alive():
            self._following.join()
        self._laying.shutdown()
        self._shown.end()  # the one that it may have begun meanwhile
        for thread in self._resting:  # a folder into which something is still written can't be removed
            thread.join()
        with self._finishing:
            self._fleeting.close()

    @property
    def build(self) -> Build:
        """What it is made of: the records by `find`, the generated pages by `pages`."""
        return self._shown.build

    @property
    def number(self) -> int:
        """The number of its state; a later one has a higher number, also that of another process."""
        return self._number

    def newer(self, than: int, patience: float) -> int:
        """The number of its state, as soon as that is higher than the number given; or after so many seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._number > than or self._is_over, patience)
            return self._number

    def wait(self) -> None:
        """Wait until all changes that are known are in it."""
        with self._condition:
            self._condition.wait_for(lambda: self._number == self._wanted or self._is_over)

    def look(self) -> None:
        """Look for changes now, instead of as soon as the system tells of them, and wait until they are in it."""
        self._watch.look()
        self._look_at_the_day()
        self.wait()

    @contextmanager
    def ahead(self) -> Iterator[Shown]:
        """Its state, for whoever makes something of it before what nobody has asked for. It waits as `wait`."""
        self.wait()
        shown = self._shown
        with shown.first():
            yield shown

    def file(self, path: str) -> Path | None:
        """The file of the site at `path`, below `folder`, made if need be; None if there is none. It waits as `wait`."""
        self.wait()
        while not self._shown.put([path]) and not self._is_over:
            self._wait_for_all()
            self.wait()  # or another state is taking its place
        file = self.folder / path
        return file if file.is_file() else None

    def not_found(self) -> Path:
        """The page that says so."""
        self.file(NOT_FOUND.file)
        return NOT_FOUND.within(self.folder)

    def record_at(self, path: str) -> Record | None:
        """The record whose page the file at `path` is."""
        page = record_page_at(self.build.find, path)
        return page.record if page else None

    def _wait_for_all(self) -> None:
        with self._condition:
            self._is_needed = True
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._is_laid_out or self._is_over)

    def _look_at_the_day(self) -> None:
        if today() != self._day:
            self._changed(set())

    def _changed(self, files: set[str]) -> None:
        with self._condition:
            self._changed_files |= files
            self._wanted = max(_now(), self._wanted + 1)
            self._condition.notify_all()

    def _follow(self) -> None:
        while self._has_something_to_do():
            with self._condition:
                wanted, files, self._changed_files = self._wanted, self._changed_files | self._glanced, set()
                self._day = today()
            is_changed, is_laid_out, report = wanted != self._number, True, self.build.report
            try:
                is_laid_out = self._take_in(files, is_changed)
            except (Exception, SystemExit) as error:  # noqa: BLE001  # the last state is still shown
                print(told(error), flush=True)
                self._shown.go_back()
            with self._condition:
                if (
                    not is_changed and self.build.report != report and wanted == self._wanted
                ):  # glanced at, it looked sound
                    wanted = self._wanted = max(_now(), wanted + 1)
                self._number, self._is_laid_out = wanted, is_laid_out
                self._is_needed = self._is_needed and not is_laid_out
                self._condition.notify_all()

    def _take_in(self, files: set[str], is_changed: bool) -> bool:
        """Have in it what `is_changed`, or was only glanced at, `files` among them; tell whether all is laid out."""
        glanced, self._glanced = self._glanced, set()
        records = set(filter(self._is_record, files))
        if (
            is_changed
            and files
            and all(map(self._shown.is_written_by_hand, files - records))
            and (build := self._builder.glance(records))
        ):
            self._shown.go_on(build)
            self._glanced = files
            return False
        if is_changed or (glanced and not self._is_needed):
            ahead = self._builder.look_ahead()
            if records == files:
                self._shown.go_on(ahead)
                return False
        return self._lay_out(is_shown=not is_changed)

    def _has_something_to_do(self) -> bool:
        """Wait until there is something; tell whether it isn't over."""

        def is_changed() -> bool:
            return self._wanted != self._number or self._is_over

        with self._condition:
            if self._is_laid_out:
                while not self._condition.wait_for(is_changed, _DAY_IS_LOOKED_AT):
                    self._look_at_the_day()
            else:
                patience = _MOMENT if self._glanced else _QUIET
                self._condition.wait_for(lambda: is_changed() or self._is_needed, patience)
            while is_changed() and not self._is_over and self._condition.wait(_SOON):
                pass
            return not self._is_over

    def _is_record(self, file: str) -> bool:
        data = self._builder.settings.data
        return any(file.startswith(os.path.join(data, folder, "")) for folder in BY_FOLDER)

    def _lay_out(self, is_shown: bool) -> bool:
        """Lay all out anew; tell whether it is. If all that has changed `is_shown`, what changes meanwhile is shown first."""
        laying = self._laying.submit(lambda: Shown(self._configured(str(self.folder)), self._finishing))
        laying.add_done_callback(lambda _: self._notify())

        def is_put_off() -> bool:
            is_wanted = is_shown and not self._is_needed and self._wanted != self._number
            # Behind one that was put off it waits; until it has its records, they are not to be others.
            return is_wanted and (laying.cancel() or not self._builder.has_begun)

        with self._condition:
            self._condition.wait_for(lambda: laying.done() or is_put_off())
        if laying.cancelled() or not laying.done():
            return False
        shown = laying.result()
        self._shown.end()
        try:
            for file in filter(shown.lacks, files_of(self.folder)):
                with suppress(OSError):  # Windows keeps what is being read
                    (self.folder / file).unlink()
        finally:
            self._shown = shown  # of the other nothing can be had any more
        self._in_background(shown)
        return True

    def _notify(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def _in_background(self, shown: Shown) -> None:
        self._resting = [thread for thread in self._resting if thread.is_alive()]
        self._resting.append(thread := threading.Thread(target=_rest, args=(shown,), daemon=True))
        thread.start()


def _rest(shown: Shown) -> None:
    try:
        shown.rest()
    except (Exception, SystemExit) as error:  # noqa: BLE001  # the pages are still shown
        if not shown.is_over:  # else the files that it looks for belong to another
            print(told(error), flush=True)


def _now() -> int:
    return time.time_ns() // 1_000_000
