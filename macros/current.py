"""The site as it is by the files of this moment: begun anew when one changes, its pages made when they are asked for."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from mkdocs.config.defaults import MkDocsConfig

from macros.addresses.address import NOT_FOUND, Address
from macros.build import Build
from macros.publish.links import files_of
from macros.records import Record
from macros.shown import Shown, told
from macros.watch import Watch

_SOON = 0.05  # seconds in which further changes are taken for the same


class Current:
    """In a folder of its own; followed, and made without being asked for, from `with` on until its end. What is wrong with it is printed.

    Args:
        configured: returns MkDocs' configuration for a site in the folder given.
        watched: the files and folders that it is made of, by a configuration.

    Raises what MkDocs raises, with DataError behind it, if there is nothing to be shown at first.
    """

    def __init__(self, configured: Callable[[str], MkDocsConfig], watched: Callable[[MkDocsConfig], Iterable[Path]]):
        self._folder = tempfile.TemporaryDirectory(prefix="xem-thu-")
        self.folder = Path(self._folder.name)
        """Where its files lie, as far as they are made."""
        self._configured = configured
        config = configured(self._folder.name)
        self._finishing = threading.Lock()
        self._shown = Shown(config, self._finishing)
        self._watched = list(watched(config))
        self._condition = threading.Condition()  # to be held when asking for either of
        self._wanted = self._number = _now()
        self._is_over = False

    def __enter__(self) -> Self:
        self._watch = Watch(self._watched, self._changed)
        self._in_background(self._shown)
        threading.Thread(target=self._follow, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Make no more, and leave nothing behind."""
        with self._condition:
            self._is_over = True
            self._condition.notify_all()
        self._shown.end()
        self._folder.cleanup()

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
        self._shown.put([path])
        file = self.folder / path
        return file if file.is_file() else None

    def not_found(self) -> Path:
        """The page that says so."""
        self._shown.put([NOT_FOUND.file])
        return NOT_FOUND.within(self.folder)

    def record_at(self, path: str) -> Record | None:
        """The record whose page the file at `path` is."""
        page = self.build.pages.get(Address.of_file(path))
        return page.record if page else None

    def _changed(self) -> None:
        with self._condition:
            self._wanted = max(_now(), self._wanted + 1)
            self._condition.notify_all()

    def _follow(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._wanted != self._number or self._is_over)
                while not self._is_over and self._condition.wait(_SOON):
                    pass
                if self._is_over:
                    return
                wanted = self._wanted
            self._begin_anew()
            with self._condition:
                self._number = wanted
                self._condition.notify_all()

    def _begin_anew(self) -> None:
        """Show the state of this moment; one of which nothing can be shown leaves the last, and is told."""
        try:
            shown = Shown(self._configured(self._folder.name), self._finishing)
        except (Exception, SystemExit) as error:  # noqa: BLE001  # the last state is still shown
            print(told(error), flush=True)
            return
        self._shown.end()
        for file in files_of(self.folder):
            if shown.lacks(file):
                (self.folder / file).unlink(missing_ok=True)
        self._shown = shown
        self._in_background(shown)

    @staticmethod
    def _in_background(shown: Shown) -> None:
        threading.Thread(target=_rest, args=(shown,), daemon=True).start()


def _rest(shown: Shown) -> None:
    try:
        shown.rest()
    except (Exception, SystemExit) as error:  # noqa: BLE001  # the pages are still shown
        if not shown.is_over:  # else the files that it looks for belong to another
            print(told(error), flush=True)


def _now() -> int:
    return time.time_ns() // 1_000_000
