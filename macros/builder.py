"""Begins one build after another: reads the data, and takes hold of the place where the site is to lie."""

import atexit
from collections.abc import Iterable
from pathlib import Path

from macros.addresses.address import HOME
from macros.build import ROOT, Build, Settings
from macros.catalogue import Catalogue, Finder, Notes
from macros.catalogue.records import behind
from macros.files.found import Seen
from macros.files.kept import folder_for
from macros.language.clock import today
from macros.language.problems import DataError
from macros.load import load, look_over, read_again
from macros.memory import Recent
from macros.publish.place import refuse_inside
from macros.publish.swap import Swap
from macros.steps import Steps


class Builder:
    """Begins one build after another. A preview whose data have a problem goes on with the last that had none.

    `steps`: whom it tells what is being done; `seen`: what was just seen of the data.
    """

    def __init__(self, settings: Settings, steps: Steps | None = None, seen: Seen | None = None):
        self.settings = settings
        self._seen = seen
        self.steps = steps or Steps(shown=False)
        self.said = ""
        """What was said of the site that was published, if it is all that there is to say of it."""
        self._last: Notes | None = None
        self._recent: Recent | None = {} if settings.preview else None
        self._swap: Swap | None = None
        self._begun: Build | None = None
        self._sound: Build | None = None
        """The last, if nothing was wrong with its data."""
        self._glanced: Catalogue | None = None
        """The records that were only glanced at since."""

    def claim(self, sign: str = HOME.file) -> None:
        """Take hold of the place where the site, or what has a file `sign`, is to lie, before any work; a preview needs none. That of shards is
        only looked at. Raises Refused."""
        if self.settings.shard and self.settings.shards:
            refuse_inside(self.settings.shards, self.settings.data, ROOT)
        if self.settings.site and self.settings.publishes and not self._swap:
            self._swap = Swap(self.settings.site, self.settings.data, ROOT, sign, folder_for(self.settings.data))
            atexit.register(self._swap.abandon)

    def look_ahead(self) -> Build:
        """Begin the next build before it is wanted. Raises as `begin`."""
        self._begun = self._begin()
        return self._begun

    @property
    def has_begun(self) -> bool:
        """Whether a build was begun ahead that nobody wanted yet."""
        return self._begun is not None

    def glance(self, files: Iterable[str]) -> Build | None:
        """The next build as far as single pages go, if all that changed are records in `files` that link to what they linked to, and nothing
        is wrong with them by themselves: no other file is looked at. None if it has to be begun to be known."""
        self._begun = None
        if not self._sound:
            return None
        catalogue = behind(self._sound.find)
        records = [read_again(catalogue, Path(file)) for file in files]
        if not all(records):
            return None
        self._glanced = catalogue.with_records(filter(None, records))
        return self._sound.with_find(Finder(self._glanced, today()))

    def begin(self) -> Build:
        """Load and check all data, or go on with what was begun ahead. Raises Refused if the place can't be had, and DataError with every problem; a preview only
        if it has nothing to go on with."""
        build, self._begun = self._begun or self._begin(), None
        return build

    def _begin(self) -> Build:
        self.claim()
        report, to_judge = "", []
        try:
            with self.steps.step("Đọc và kiểm tra dữ liệu"):
                catalogue = load(
                    self.settings.data,
                    drafts=not self.settings.publishes,
                    reviewed=self.settings.review,
                    url=self.settings.url,
                    stores=folder_for(self.settings.data),
                    recent=self._recent,
                    like=behind(self._last.find) if self._last else None,
                    each=lambda files: self.steps.each("Đọc các tệp", files, len(files)),
                    shared=not self.settings.preview,
                    seen=self._seen,
                )
            to_judge = catalogue.warnings
            self._last = Notes(Finder(catalogue, today()))
        except DataError as error:
            if not (self.settings.preview and self._last):
                raise
            report = error.report()
            if self._glanced and not look_over(self._glanced, ()):  # what is wrong came behind them
                self._last = Notes(Finder(self._glanced, today()))
        build = Build(self.settings, self._last, self._swap, report, to_judge)
        self._sound, self._glanced = None if report else build, None
        if build.refused and not self.settings.preview:  # the list of published addresses changed in this moment
            raise DataError(build.refused)
        return build

    def abandon(self) -> None:
        """Leave nothing half-made behind, and let others in."""
        if self._swap:
            self._swap.abandon()
