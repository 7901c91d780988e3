"""The page of a record as it would be with records that aren't saved yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from macros.addresses.address import Address, page_of
from macros.catalogue import Catalogue, Finder
from macros.catalogue.records import behind
from macros.current import Current
from macros.desk.marks import PASSAGES, TEXTS, Found, Marks
from macros.desk.places import with_places
from macros.desk.unsaved import Unsaved, Whole, as_far_as_whole
from macros.language.clock import today
from macros.records.walk import references
from macros.shown import Shown


class Seen(NamedTuple):
    """The page that tells of a record: where it lies below the site's own address, and what it holds; both empty where there is
    none yet."""

    address: str
    html: str


def _with_places(shown: Shown, then: Catalogue, known: Whole, address: Address, html: str) -> str:
    """The page of a record with the places of what stands on it, as far as they can be made out without changing anything else."""
    found: list[Found] = []
    for types in (TEXTS, PASSAGES):
        marks = Marks(types)
        record = marks.marked(known.record)
        _, marked = shown.telling(Finder(then.with_records([record]), today()), record)
        bare, found = marks.apart(marked)
        if bare == html:
            break
        found = []
    hrefs = {
        (link.folder, link.target): page_of(target).seen_from(address)
        for link in references(known.record)
        if (target := then.in_folder(link.folder)[link.target]).address
    }
    return with_places(html, found, known.record, hrefs, known.in_form)


class Live:
    """Tells what `site` would be with records that are being written. Nothing of it is kept, and nothing of the site changes.
    `waiting` is the folder of files that these may name before they lie in the data folder."""

    def __init__(self, site: Current, waiting: Path | None = None):
        self._site, self._waiting = site, waiting

    def page(self, unsaved: Sequence[Unsaved], show: tuple[str, str | None]) -> Seen:
        """The page that tells of the record `show`, by folder and id, one of these or another.

        Its elements tell from which place of `show` they come, if that is one of these. What the checker refuses in them is left out of it; a record that can't do without, is left out itself.
        """
        with self._site.ahead() as shown:
            saved = self._saved(shown)
            written = {(one.of.folder, one.of.id): one for one in as_far_as_whole(saved, unsaved)}
            then = saved.with_records(one.record for one in written.values())
            if not (known := written.get(show)):
                record = then.in_folder(show[0]).get(show[1] or "")
                address, html = shown.telling(Finder(then, today()), record) if record else (None, "")
                return Seen(str(address) if address else "", html)
            address, html = shown.telling(Finder(then, today()), known.record)
            return Seen(str(address), _with_places(shown, then, known, address, html)) if address else Seen("", "")

    def _saved(self, shown: Shown) -> Catalogue:
        """The records that are saved, with the files that wait for others."""
        saved = behind(shown.build.find)
        return saved.with_album(saved.album.with_waiting(self._waiting)) if self._waiting else saved
