"""One build of the site, from the data folder to the published site. It knows nothing of MkDocs, which makes the pages.

load the data → lay out the pages, forwarding pages and exports → (pages are made) → finish: search index and pictures →
look the whole over → publish it at one stroke.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from macros.addresses.address import SEARCH_INDEX, Address, fault_of
from macros.addresses.moves import copy_moved, moves
from macros.addresses.places import Places
from macros.addresses.published import Published
from macros.assets.cards import Each, Photo, Picture, picture_of, write_pictures
from macros.catalogue import Finder, Notes
from macros.catalogue.finder import with_those_over
from macros.catalogue.revisions import revisions
from macros.exports import EXPORTS
from macros.files.heaps import Ground, Shelf
from macros.files.kept import folder_for
from macros.language.privacy import private_in_id
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.pages.choices import choices
from macros.pages.listing import Page, forwarding, gone_pages, pages
from macros.pages.view import View
from macros.publish.beforehand import links_of_records
from macros.publish.by_hand import faults_in
from macros.publish.enclosed import enclosed_files
from macros.publish.left import Left
from macros.publish.links import dead_links, text_in
from macros.publish.lock import Lock
from macros.publish.place import SITE, Refused
from macros.publish.sound import EachPage, is_sound
from macros.publish.swap import Swap
from macros.search.findable import abbreviations, kinds, portions

ROOT = Path(__file__).parents[1]
_LOCK = ".published.lock"
_FILES = (*EXPORTS, choices)


@dataclass(frozen=True)
class Settings:
    """What a build is asked for.

    Attributes:
        data: the data folder.
        site: where the finished site is to lie; None if it is only to be seen whether it can be made.
        url: the site's address, if not that in the data.
        recording: whether addresses and revisions that are new are noted in the data folder; None: where the site lies in its
            usual place, unless its settings leave that to the build that is made by itself (`automatic`).
        preview: whether drafts and mistakes are shown instead of refused; then nothing is published.
        review: whether drafts are among the pages of a site that is only to be looked at; then nothing is published either.
        shard: which shard of the pages is to be made, and of how many, from 1; None: the whole site.
        shards: the folder in which shards are to lie, each in a folder of its own, or lie, to be joined.
    """

    data: Path
    site: Path | None
    url: str | None = None
    recording: bool | None = False
    preview: bool = False
    review: bool = False
    shard: tuple[int, int] | None = None
    shards: Path | None = None

    @property
    def publishes(self) -> bool:
        """Whether what is made is for readers: all else holds what isn't public."""
        return not (self.preview or self.review)


class Build:
    """One build: what is to be made of the data, and what was made of it."""

    def __init__(
        self, settings: Settings, notes: Notes, swap: Swap | None, report: str = "", to_judge: Iterable[Problem] = ()
    ):
        self.settings = settings
        self.to_judge = list(to_judge)
        """What a person has to judge before it is published."""
        self.find = notes.find
        self.notes = notes
        """What pages ask: they get their answers from `notes.asked`, all else from `find`."""
        self.view = View(notes.asked, preview=settings.preview)
        self.report = report
        self._published = Published(settings.data)
        self._moves = moves(self.find, self._published)
        if self._published.fates and (before := with_those_over(self.find)):
            self._published.ended = (_addresses_of(before) | {*moves(before, self._published)}) - self._moves.keys()
        self._sources: dict[str, Path] = {}
        self._swap = swap
        self.left = swap.left if swap else Left(None, None)
        """What may be taken over of the site that is to be replaced."""
        self.digests: dict[str, bytes] = {}
        """Digests of files of the site, by path, as far as they are known without reading them."""
        self.led = Shelf(Ground(self.find.stores))
        """Where the pages of the site lead that were just made, by path (`publish/sound.py`)."""

    def with_find(self, find: Finder) -> "Build":
        """The same of what `find` tells, as far as single pages go: what old addresses lead to is still as it was."""
        other = copy(self)
        vars(other).pop("pages", None)
        other.find, other.notes = find, Notes(find)
        other.view = View(other.notes.asked, preview=self.settings.preview)
        return other

    @cached_property
    def pages(self) -> dict[Address, Page]:
        """The generated pages."""
        return {page.address: page for page in pages(self.find)}

    @property
    def kept_pages(self) -> Path:
        """Where pages are kept for the next build: drafts apart from what is published, and from what a check looks into."""
        if self.settings.shard and self.settings.shards:
            return self.settings.shards / "{}-{}".format(*self.settings.shard)
        if not self.settings.publishes:
            return folder_for(self.settings.data) / ("preview" if self.settings.preview else "review")
        whose = "site" if self.settings.site else "check"
        return folder_for(self.settings.data) / whose

    @property
    def notice(self) -> str:
        """What to tell staff before the pages are made: how much a person has to judge; the check tells it all."""
        if not (self.to_judge and self.settings.site):
            return ""
        return f"Có {len(self.to_judge)} chỗ có thể là dữ liệu cá nhân, cần người xem xét: chạy lệnh check để biết."

    @property
    def refused(self) -> list[Problem]:
        """What is wrong with the list of published addresses, which then protects nothing."""
        return self._published.problems

    @property
    def folder(self) -> Path | None:
        """Where the pages are to be made; None: wherever the preview likes."""
        return self._swap.building if self._swap else None

    def lay_out(self, written: Mapping[str, Path], there: set[str]) -> list[Page]:
        """Return the generated pages, beside the files of the site that are `there` already.

        `written` holds, by file of the site, the page in `docs/` that it is made from. Raises DataError if a record's page
        has the address of one of these, or if a file has a name that can't be an address.
        """
        told = [
            in_file(written.get(file, Path("docs", file)), f"tên tệp {fault}", "Đổi tên tệp ấy")
            for file in sorted(there)
            for fault in _faults_of_name(file)
        ]
        told += [
            in_file(
                written.get(place, Path("docs", place)),
                f"trùng địa chỉ với trang của {page.title}",
                "Đổi tên một trong hai",
            )
            for page in self.pages.values()
            if (place := page.address.file) in written or place in there
        ]
        told += faults_in((written[place] for place in sorted(written)), self.find.stores)
        if problems := [problem for problem in told if not problem.judged]:
            raise DataError(problems, self.to_judge)
        self.to_judge += [problem for problem in told if problem.judged]
        self._sources |= written
        for page in self.pages.values():
            if page.record:
                self._sources[page.address.file] = page.record.file
        made = Places(there | {page.address.file for page in self.pages.values()})
        for page in gone_pages(self._published):
            if made.free(page.address):
                self.pages[page.address] = page
                self._sources[page.address.file] = self._published.file
        return list(self.pages.values())

    def other_files(self, there: set[str]) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
        """Yield (path in the site, what makes the content) of the pages that forward old addresses, and of all exports."""
        made = Places(there | {page.address.file for page in self.pages.values()})
        for old, move in self._moves.items():
            address = Address.of_rooted(old)
            if address.is_page and made.free(address):
                self._sources[address.file] = move.file
                yield address.file, partial(forwarding, address, Address.of_rooted(move.to))
        for export in _FILES:
            for address, make in export(self.find):
                yield address.file, make

    def foreseen(
        self, read: list[str], text_of: Callable[[str], str], there: set[str], url: str | None
    ) -> list[Problem]:
        """What can be told of the finished site before it is made: links that lead nowhere, of records and of the files
        `read` that people wrote, and published addresses that vanish. `there` are the files that the site at `url` will have, `text_of`
        returns what one holds."""
        files = there | {move[1:] for move in self._moves if not move.endswith("/")} | enclosed_files(self.find)
        links = dead_links(read, text_of, files, url, self._sources)
        return [*links, *links_of_records(self.find, files, text_of), *self._published.vanished(files, self.find)]

    def picture(self, page: Page | None, find: Finder | None = None) -> Picture | Photo | None:
        """The picture that other sites show beside a link to a page; it is drawn at the end."""
        if not (self.settings.publishes and self.find.site.url):
            return None
        return picture_of(find or self.find, page.record if page else None)

    def finish(self, site: Path, each: Each = lambda drawn, _: drawn) -> None:
        """Add to the pages in `site` what is made of them all, but for the search; pictures stand on no page that is only to be looked at."""
        copy_moved(site, self._moves, lambda path: self.left.at(path, site))
        if not self.settings.review:
            pictures = {picture for page in (None, *self.pages.values()) if (picture := self.picture(page))}
            write_pictures(site, pictures, is_taken_over=lambda of, told: self.left.put(of, told, site), each=each)

    def write_search(self, site: Path) -> None:
        """Write the index of the search into `site`."""
        from macros.search.index import write_index  # numpy, which it needs, is of no use to a check

        found = portions(self.find, {file: page for file, page in self._sources.items() if page.suffix == ".md"})
        index = SEARCH_INDEX.within(site).parent
        write_index(found, kinds(), abbreviations(self.find), index, self.find.stores)

    def faults(self, site: Path, files: set[str], url: str | None, each: EachPage = iter) -> list[Problem]:
        """All that is wrong with the finished site in `site`, which is to lie at `url`; `each` as for `is_sound`."""
        links: list[Problem] = []

        def content_of(path: str) -> bytes:
            return self.left.at(path, site).read_bytes()

        if not is_sound(content_of, files, url, self.digests, self.find.stores, self.led, each):
            links = dead_links(files, lambda path: text_in(content_of(path)), files, url, self._sources)
        return links + self._published.vanished(files, self.find)

    def hand_over(self, files: set[str]) -> str:
        """Put what was made in the place of the last such folder; return what to tell staff. Raises OSError as `publish`."""
        assert self._swap
        self._swap.finish(files)
        count = sum(1 for file in files if file.endswith(".md"))
        return "\n".join([f"Đã ghi {count} trang Markdown và mkdocs.yml vào {self.settings.site}", *self._swap.told])

    def publish(self, files: set[str]) -> str:
        """Put the site in the place of the last one; return what to tell staff. Raises OSError if it can't be put there."""
        assert self._swap
        self._swap.finish(files)
        self.left.save(files)
        told = [f"Đã tạo {len(self.pages)} trang từ dữ liệu, nằm trong {self.settings.site}"]
        if not self.find.site.url:
            told.append(
                "Chưa có hình, liên kết chia sẻ, mã QR và sơ đồ trang, vì chưa biết địa chỉ trang: ghi url vào site.yml."
            )
        for letter, file in sorted(set(self._undrawn())):
            told.append(f"Hình chia sẻ không vẽ được '{letter}' ({file}): hình bỏ qua ký tự ấy, trang vẫn hiện.")
        told += self._swap.told
        return "\n".join([*told, *filter(None, self._note(files))])

    @property
    def is_plain(self) -> bool:
        """Whether nothing was found in the place of the site that staff have to be told of once, or that the next build has to mend."""
        return not (self._swap and self._swap.told)

    def _undrawn(self) -> Iterator[tuple[str, str]]:
        """The letters that pictures lack, each with the file in which it stands."""
        for page in (None, *self.pages.values()):
            file = page.record.file if page and page.record else self.settings.data / "site.yml"
            if picture := self.picture(page):
                yield from ((letter, shown_path(file)) for letter in picture.missing)

    @property
    def records(self) -> bool:
        """Whether what is new is noted in the data folder: the one rule for every build."""
        asked = self.settings.recording
        return asked if asked is not None else self.settings.site == SITE and not self.find.site.automatic

    def _note(self, files: set[str]) -> Iterator[str]:
        """Note addresses and revisions in the data folder, where other builds may want to as well; yield what to tell staff."""
        lists = self._published, revisions(self.find)
        if not self.records:
            yield self._published.record(files, writing=False, automatic=self.find.site.automatic)
            return
        try:
            lock = Lock(self.settings.data / _LOCK, str(self.settings.data), patience=30)
        except Refused as error:
            yield f"Chưa ghi được {' và '.join(shown_path(one.file) for one in lists)}. {error}"
            return
        try:
            yield self._published.record(files, writing=True)
            yield revisions(self.find).record(writing=True)
        finally:
            lock.release()


def _addresses_of(find: Finder) -> set[str]:
    """All addresses that a site of these records has by them."""
    files = (address for export in _FILES for address, _ in export(find))
    return {address.rooted for address in (*(page.address for page in pages(find)), *files)}


def _faults_of_name(file: str) -> Iterator[str]:
    """What is wrong with the name of a file of the site."""
    if fault := fault_of(file):
        yield fault
    yield from (f"có {finding.kind}: {finding.masked}" for finding in private_in_id(file) if finding.certain)
