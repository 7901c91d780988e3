"""Watching files and folders, which may be away for a moment: moved and moved back, or taken from Git anew.

The system tells of most changes at once; what it doesn't tell (of a network's drive, of a folder that came back) a look finds.
"""

import os
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_PAUSE = 1.0  # seconds between two looks

_READ = "opened", "closed_no_write"  # what happens to a file that is only read, by ourselves most of all

State = dict[str, tuple[int, ...]]
"""Of each file how it is, by what the system notes of it."""


class Watch(FileSystemEventHandler):
    """Calls `changed` with the files, in a thread of its own, soon after anything in `places`, files or folders, has changed."""

    def __init__(self, places: Iterable[Path], changed: Callable[[set[str]], None]):
        self._places, self._changed = list(places), changed
        self._told = threading.Event()
        self._told_of: set[str] = set()
        self._observer = Observer()
        # What it says of a folder that takes the name of one that went: it watches the one that is there, as it should.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._watched: dict[Path, int] = {}
        self._last = self._states()
        self._lock = threading.Lock()
        self._observer.start()
        threading.Thread(target=self._go_on, daemon=True).start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_told_by_others = event.is_directory and event.event_type == "modified"  # of what came, went or changed in it
        if event.event_type not in _READ and not is_told_by_others:
            self._told_of |= {str(path) for path in (event.src_path, event.dest_path) if path}
            self._told.set()

    def _go_on(self) -> None:
        while True:
            self._have_told()
            is_told = self._told.wait(_PAUSE)
            self._told.clear()
            at, self._told_of = self._told_of, set()
            self.look(at if is_told else ())

    def look(self, at: Iterable[str] = ()) -> None:
        """Look now whether anything has changed; if files are given, and all are known, at nothing else."""
        with self._lock:
            if (at := {*at}) and self._last.keys() >= at:
                before = {file: self._last[file] for file in at}
                now = dict(found for file in at for found in _states(file))
                self._last = {file: state for file, state in self._last.items() if file not in at} | now
            else:
                before, now = self._last, self._states()
                self._last = now
            if changed := {file for file, _ in now.items() ^ before.items()}:
                self._changed(changed)

    def _have_told(self) -> None:
        """Have the system tell of the folders that are there; of one that came back it has to be asked again."""
        for place in self._places:
            folder = place if place.is_dir() else place.parent
            try:
                number = folder.stat().st_ino
                if self._watched.get(folder) != number:
                    self._watched[folder] = number
                    self._observer.schedule(self, str(folder), recursive=folder == place)
            except OSError:  # away, or more than the system can watch
                self._watched.pop(folder, None)

    def _states(self) -> State:
        return dict(found for place in self._places for found in _states(str(place)))


def _states(place: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each file at or under a place, with how it is; hidden ones are passed over."""
    try:
        with os.scandir(place) as entries:
            found = list(entries)
    except NotADirectoryError:
        found = []
        try:
            yield place, _state(os.stat(place))
        except OSError:
            return
    except OSError:
        return
    for entry in found:
        try:
            if entry.name.startswith("."):  # nothing of the site, and written often by whoever edits
                continue
            if entry.is_dir():
                yield from _states(entry.path)
            else:
                yield entry.path, _state(entry.stat())
        except OSError:  # gone in between
            continue


def _state(there: os.stat_result) -> tuple[int, ...]:
    # Whoever puts back when a file was written can't put back when it was changed.
    return there.st_mtime_ns, there.st_ctime_ns, there.st_size
