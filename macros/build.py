"""One build of the site, from the data folder to the published site. It knows nothing of MkDocs, which makes the pages.

load the data → lay out the pages, forwarding pages and exports → (pages are made) → finish: search index and pictures →
look the whole over → publish it at one stroke.
"""

import atexit
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.addresses.address import NOT_FOUND, SEARCH_INDEX, SITEMAP, Address, Places, fault_of
from macros.addresses.moves import copy_moved, moves
from macros.addresses.published import Published
from macros.assets.cards import Picture, picture_of, write_pictures
from macros.catalogue import Finder
from macros.catalogue.revisions import revisions
from macros.exports import EXPORTS
from macros.language.clock import today
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.load import load
from macros.pages.listing import Page, forwarding, gone_pages, pages
from macros.pages.view import View
from macros.publish.beforehand import links_of_records
from macros.publish.links import dead_links, files_of
from macros.publish.swap import Swap
from macros.search import write_index
from macros.search.findable import abbreviations, documents, kinds

ROOT = Path(__file__).parents[1]
KEPT_PICTURES = ROOT / ".cache" / "pictures"


@dataclass(frozen=True)
class Settings:
    """What a build is asked for.

    Attributes:
        data: the data folder.
        site: where the finished site is to lie.
        url: the site's address, if not that in the data.
        recording: whether addresses that are new are noted in the list of published ones.
        preview: whether drafts and mistakes are shown instead of refused; then nothing is published.
    """

    data: Path
    site: Path
    url: str | None = None
    recording: bool = False
    preview: bool = False


class Builder:
    """Begins one build after another. A preview whose data have a problem goes on with the last that had none."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._last: View | None = None
        self._swap: Swap | None = None

    def claim(self) -> None:
        """Take hold of the place where the site is to lie, before any work; a preview needs none. Raises Refused."""
        if not (self.settings.preview or self._swap):
            self._swap = Swap(self.settings.site, self.settings.data, ROOT)
            atexit.register(self._swap.abandon)

    def begin(self) -> "Build":
        """Load and check all data. Raises Refused if the place can't be had, and DataError with every problem; a preview only
        if it has nothing to go on with."""
        self.claim()
        report, to_judge = "", 0
        try:
            catalogue = load(self.settings.data, drafts=self.settings.preview, url=self.settings.url)
            to_judge = len(catalogue.warnings)
            self._last = View(Finder(catalogue, today()), preview=self.settings.preview)
        except DataError as error:
            if not (self.settings.preview and self._last):
                raise
            report = error.report()
        build = Build(self.settings, self._last, self._swap, report, to_judge)
        if build.refused and not self.settings.preview:  # the list of published addresses changed in this moment
            raise DataError(build.refused)
        return build

    def abandon(self) -> None:
        """Leave nothing half-made behind, and let others in."""
        if self._swap:
            self._swap.abandon()


class Build:
    """One build: what is to be made of the data, and what was made of it."""

    def __init__(self, settings: Settings, view: View, swap: Swap | None, report: str = "", to_judge: int = 0):
        self.settings = settings
        self.to_judge = to_judge
        self.view = view
        self.find = view.find
        self.report = report
        self.pages: dict[Address, Page] = {page.address: page for page in pages(self.find)}
        self._published = Published(settings.data)
        self._moves = moves(self.find, self._published)
        self._sources: dict[str, Path] = {}
        self._pictures: set[Picture] = set()
        self._undrawn: set[tuple[str, str]] = set()
        self._swap = swap

    @property
    def notice(self) -> str:
        """What to tell staff of the data before the pages are made: how much of it a person has to judge."""
        if not self.to_judge:
            return ""
        return f"Có {self.to_judge} chỗ có thể là dữ liệu cá nhân, cần người xem xét: chạy lệnh check để biết."

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
        wrong = {file: fault for file in sorted(there) if (fault := fault_of(file))}
        if wrong:
            todo = "Đổi tên tệp ấy"
            raise DataError(
                [in_file(written.get(f, Path("docs", f)), f"tên tệp {why}", todo) for f, why in wrong.items()]
            )
        taken = [(written[page.address.file], page) for page in self.pages.values() if page.address.file in written]
        if taken:
            todo = "Đổi tên một trong hai"
            raise DataError([in_file(file, f"trùng địa chỉ với trang của {page.title}", todo) for file, page in taken])
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

    def other_files(self, there: set[str]) -> Iterator[tuple[str, str | bytes]]:
        """Yield (path in the site, content) of the pages that forward old addresses, and of all exports."""
        made = Places(there | {page.address.file for page in self.pages.values()})
        for old, move in self._moves.items():
            address = Address.of_rooted(old)
            if address.is_page and made.free(address):
                self._sources[address.file] = move.file
                yield address.file, forwarding(address, Address.of_rooted(move.to))
        for export in EXPORTS:
            for address, content in export(self.find):
                yield address.file, content

    def foreseen(self, docs: Path) -> list[Problem]:
        """What can be told of the finished site before it is made, from its addresses alone: pages at the address of
        another, links of records that lead nowhere, published addresses that vanish. `docs` holds the pages written by
        hand."""
        by_hand = {file.relative_to(docs).as_posix(): file for file in docs.rglob("*") if file.is_file()}
        written = {Address.of_source(name).file: file for name, file in by_hand.items() if name.endswith(".md")}
        try:
            self.lay_out(written, {*by_hand, *written})
        except DataError as error:
            return error.problems
        there = {*by_hand, *written, NOT_FOUND.file, SITEMAP.file, *(page.address.file for page in self.pages.values())}
        files = there | {path for path, _ in self.other_files(there)}
        files |= {move[1:] for move in self._moves if not move.endswith("/")}
        return [*links_of_records(self.find, files), *self._published.vanished(files, self.find)]

    def picture(self, page: Page | None) -> Picture | None:
        """The picture that other sites show beside a link to a page; it is drawn at the end."""
        if self.settings.preview or not self.find.site.url:
            return None
        picture = picture_of(self.find, page.record if page else None)
        if picture not in self._pictures:
            file = page.record.file if page and page.record else self.settings.data / "site.yml"
            self._undrawn |= {(letter, shown_path(file)) for letter in picture.missing}
        self._pictures.add(picture)
        return picture

    def finish(self, site: Path) -> set[str]:
        """Add to the pages in `site` what is made of them all; return the files of the site."""
        write_index(documents(self.find), kinds(), abbreviations(self.find), SEARCH_INDEX.within(site).parent)
        write_pictures(site, self._pictures, KEPT_PICTURES)
        copy_moved(site, self._moves)
        return files_of(site)

    def faults(self, site: Path, files: set[str], url: str | None) -> list[Problem]:
        """All that is wrong with the finished site in `site`, which is to lie at `url`."""
        return dead_links(site, files, url, self._sources) + self._published.vanished(files, self.find)

    def publish(self, files: set[str]) -> str:
        """Put the site in the place of the last one; return what to tell staff. Raises OSError if it can't be put there."""
        assert self._swap
        self._swap.finish(files)
        told = [f"Đã tạo {len(self.pages)} trang từ dữ liệu, nằm trong {self.settings.site}"]
        if not self.find.site.url:
            told.append(
                "Chưa có hình, liên kết chia sẻ, mã QR và sơ đồ trang, vì chưa biết địa chỉ trang: ghi url vào site.yml."
            )
        for letter, file in sorted(self._undrawn):
            told.append(f"Hình chia sẻ không vẽ được '{letter}' ({file}): hình bỏ qua ký tự ấy, trang vẫn hiện.")
        told += self._swap.told
        recording = self.settings.recording
        noted = [self._published.record(files, recording), revisions(self.find).record(recording)]
        return "\n".join([*told, *filter(None, noted)])
