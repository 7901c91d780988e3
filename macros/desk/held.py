"""The data folder as the desk holds it: what its files say at this moment, read anew as far as they have changed."""

import hashlib
import os
import threading
from pathlib import Path

from macros.addresses.address import RESERVED
from macros.addresses.published import FILE
from macros.catalogue import Catalogue
from macros.catalogue.borders import FOLDER as BORDERS
from macros.catalogue.revisions import FILE as REVISIONS
from macros.desk.safety import Refusal
from macros.desk.wire import KINDS
from macros.desk.wire import SETTINGS as SITE
from macros.files.found import files_in
from macros.files.together import DESK
from macros.language.clock import today
from macros.language.problems import Problem
from macros.load import load, read
from macros.memory import Recent
from macros.records import BY_FOLDER, Part, Record
from macros.records.base import LONGEST_ID, is_id
from macros.records.media import FOLDER as MEDIA
from macros.records.site import SETTINGS

State = frozenset[tuple[str, int, int, int]]


class Held:
    """The records of `data`; what is found of each file is kept in `stores` for the next time."""

    def __init__(self, data: Path, stores: Path | None = None):
        self.data = data.resolve()
        self.stores = stores
        self._recent: Recent = {}
        self._lock = threading.Lock()
        self._state: State | None = None
        self._read: tuple[Catalogue, list[Problem]] | None = None

    def now(self) -> tuple[Catalogue, list[Problem]]:
        """All records that can be read, drafts too, and every problem, by the files of this moment.

        Raises DataError if there is no such folder."""
        with self._lock:
            state = self.state()
            if self._read is None or state != self._state:
                self._read = read(self.data, self.stores, self._recent)
                self._state = state
            return self._read

    @property
    def catalogue(self) -> Catalogue:
        return self.now()[0]

    def published(self) -> Catalogue:
        """What of the records is on the site, by the files of this moment. Raises DataError with all that is wrong with any."""
        with self._lock:
            return load(self.data, stores=self.stores, recent=self._recent)

    def file(self, folder: str, record_id: str) -> Path | None:
        """Where a record lies, whether it can be read or not; None if there is none.

        Raises Refusal if that can be no record's folder or id: no path is ever made of what a request says."""
        if folder == SITE and record_id == SITE:
            file = self.data / SETTINGS
            return file if file.is_file() else None
        asked_for(folder, record_id)
        catalogue = self.catalogue
        if record := catalogue.in_folder(folder).get(record_id):
            return record.file
        unread = catalogue.unread.get((folder, record_id))
        return unread.file if unread else None

    def renamed(self, folder: str, old: str) -> Record | None:
        """The record that had an id before."""
        records = self.catalogue.in_folder(folder).values() if folder in BY_FOLDER else ()
        return next((one for one in records if old in one.aliases), None)

    def state(self) -> State:
        """What tells whether any file has changed: of each its name, number, size and when it was written."""
        files, _ = files_in(self.data, {MEDIA, BORDERS})
        found = [("", today().toordinal(), 0, 0)]  # what a record is depends on the day
        beside = [self.data / name for name in (SETTINGS, FILE, REVISIONS)]
        media = [Path(folder, name) for folder, _, names in os.walk(self.data / MEDIA) for name in names]
        borders = sorted((self.data / BORDERS).glob("*"))
        for file in [*files, *beside, *media, *borders]:
            try:
                there = os.stat(file)
                found.append((str(file), there.st_ino, there.st_size, there.st_mtime_ns))
            except OSError:
                continue
        return frozenset(found)


def waiting_in(data: Path) -> Path:
    """Where pictures, films and papers lie that no saved record names yet."""
    return data / DESK / "media"


def kind_of(folder: str) -> type[Part]:
    """The kind of what lies in a folder. Refusal if there is none."""
    if folder not in KINDS:
        raise Refusal(404, "không có loại bản ghi này", "Quay lại bàn làm việc")
    return KINDS[folder]


def asked_for(folder: str, record_id: str) -> None:
    """Refuse what names no record: a folder of no kind, an id that no file can have."""
    if folder not in BY_FOLDER or not is_id(record_id) or len(record_id) > LONGEST_ID or record_id in RESERVED:
        raise Refusal(404, "không có bản ghi này", "Quay lại bàn làm việc rồi tìm lại")


def base_of(content: bytes) -> str:
    """The digest by which a form names the bytes of a file that it shows."""
    return hashlib.sha256(content).hexdigest()[:32]
