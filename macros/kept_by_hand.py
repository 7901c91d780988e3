"""The pages written by hand that need not be made again: their text, what they asked and the files that they name are as they were.

They are kept as generated pages are (`reuse.py`), each with the files that it asked MkDocs for. MkDocs is not told of a page that is
taken over, but for its place in the menu. Which of Jinja's names a page uses is looked at when it is made: one that asks for
more than our macros, such as the time or another file, is made each time; so is one of which MkDocs warns.
"""

import json
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.address import Address
from macros.build import Build, Settings
from macros.catalogue import Noted
from macros.files.kept import digest, joined, parted
from macros.generated import in_common
from macros.mistakes import mistakes_of
from macros.pages.macros import MACROS, OF_PAGES
from macros.reuse import Reuse

# What a page may name that is kept: the macros, and what they ask through. Of one that calls those of generated pages it matters which of
# these there are.
_OURS = {"view", *MACROS} - OF_PAGES
# What begins so takes long to answer. A check doesn't ask it, so no page of a build that did is lent to it.
_OF_BUILDS = b'["listed_downloads"'
_OF_OTHERS = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


class AskedFiles(Files):
    """The files of a site, which note what they are asked for."""

    def __init__(self, files: Iterable[File]):
        super().__init__(files)
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        self.asked.add(path)
        return super().get_file_from_path(path)

    def told(self, path: str) -> str:
        """What a page that asks for a file may tell of it: whether it is there, and of a picture its size."""
        file = super().get_file_from_path(path)
        if not file:
            return "-"
        is_picture = (mimetypes.guess_type(path)[0] or "").startswith("image/")
        return digest(file.content_bytes).hex() if is_picture else ""


@dataclass(frozen=True)
class _Written:
    """A page written by hand, as far as it is known before it is made: its address, and a digest of its text, and of the page that its
    trail names."""

    address: Address
    text: bytes


class KeptByHand:
    """Those of one build, or of one check.

    Args:
        config, files, nav: MkDocs', when the menu is known and no page is made yet.
        of_site: for a check, where a build keeps the pages of the site: what is as it was there need not be made by the first check.
    """

    def __init__(self, config: MkDocsConfig, files: AskedFiles, nav: Navigation, of_site: Path | None = None):
        self._build: Build = config.extra["build"]
        self._config, self._files = config, files
        names, self._are_named = [], True
        for page in nav.pages:
            is_named = page.title is not None
            page.read_source(config)  # what its head calls it stands in the menu of all pages
            self._are_named &= is_named or "title" in page.meta
            names.append(str(page.title))
        common, notes = digest(in_common(self._build, config, nav), *names), self._build.notes
        self.reuse = Reuse(self._build.kept_pages, common, notes)
        self.lent = Reuse(of_site, common, notes, lent=True) if of_site and self.reuse.was_empty else None
        self._taken: dict[str, bytes | None] = {}
        self._noted: dict[str, list[Noted]] = {}
        self._asked: dict[str, dict[str, str]] = {}
        self._warned = 0

    def take_over(self) -> None:
        """Put the pages that would be made the same again into the site, and let MkDocs make the others alone."""
        for file in [one for one in self._files.documentation_pages() if not one.generated_by]:
            if (html := self.kept(file)) is None:
                continue
            told = digest("html", html)
            if not self._build.left.put(file.dest_uri, told, Path(self._config.site_dir)):
                Path(file.abs_dest_path).write_bytes(html)
            self._build.digests[file.dest_uri] = told
            file.inclusion = InclusionLevel.EXCLUDED

    @property
    def pages(self) -> list[File]:
        """All that are in the site, in their order, taken over or not; but for those that are generated."""
        return [
            one
            for one in self._files
            if one.is_documentation_page()
            and not one.generated_by
            and (one.inclusion.is_included() or self._taken.get(one.src_uri))  # type: ignore[no-untyped-call]
        ]

    def kept(self, file: File) -> bytes | None:
        """What was made of a page, if the same would be made again; then it has its title too."""
        if file.src_uri not in self._taken:
            self._taken[file.src_uri] = None
            self._taken[file.src_uri] = self._kept(file)
        return self._taken[file.src_uri]

    def _kept(self, file: File) -> bytes | None:
        index = self._index(file)
        if not self._are_named or (index and self.kept(index) is None):
            return None
        reuse, written = self.reuse, self._written(file)
        value = reuse.html(written)
        if value is None and self.lent and not self.lent.asks(written, _OF_BUILDS):
            reuse = self.lent
            value = reuse.html(written)
        if value is None:
            return None
        try:
            head, html, content = parted(value)
            title, robots, asked = json.loads(head)
            if any(self._files.told(path) != told for path, told in asked.items()):
                return None
        except (ValueError, TypeError, AttributeError):  # whole, and yet not what we keep
            return None
        page = file.page or MkDocsPage(None, file, self._config)
        page.markdown, page.title, page.meta = "", Markup(title), {"robots": robots}
        if reuse is not self.reuse:
            self.reuse.take(written, joined([head, b"", content]), reuse)
            return content
        return html or content

    def begin(self) -> None:
        """Begin what a page asks in, or what stands around it."""
        self._files.asked.clear()
        self._warned = self._warnings()
        self._build.notes.begin()

    def end(self, page: MkDocsPage) -> None:
        """End what was begun."""
        path = page.file.src_uri
        noted, asked = self._build.notes.taken(), {one: self._files.told(one) for one in self._files.asked}
        if self._warnings() != self._warned or mistakes_of(page):
            self._noted.pop(path, None)
        elif path in self._noted:
            self._noted[path] += noted
            self._asked[path] |= asked

    def read(self, page: MkDocsPage, text: str) -> None:
        """Begin a page with its text, before its macros are called."""
        self.begin()
        if self._is_ours(text):
            self._noted[page.file.src_uri], self._asked[page.file.src_uri] = [], {}

    def made(self, page: MkDocsPage, html: bytes = b"") -> None:
        """Keep what was made of a page: its file, of which a check makes none, and what stands between head and foot."""
        path = page.file.src_uri
        if not page.file.inclusion.is_included():  # type: ignore[no-untyped-call]
            return
        if (noted := self._noted.pop(path, None)) is not None:
            head = json.dumps((str(page.title), bool(page.meta.get("robots")), self._asked.pop(path)))
            asked = self.reuse.numbers(dict.fromkeys(noted))
            content = (page.content or "").encode()
            self.reuse.made(self._written(page.file), joined([head.encode(), html, content]), asked)

    def _written(self, file: File) -> _Written:
        index = self._index(file)
        return _Written(
            Address.of_file(file.dest_uri), digest(file.content_bytes, *([index.content_bytes] if index else ()))
        )

    def _index(self, file: File) -> File | None:
        """The page that the trail of another names, if it is none of the menu."""
        if file.page and file.page.ancestors:
            return None
        index = Files.get_file_from_path(self._files, f"{file.src_uri.rpartition('/')[0]}/index.md")
        return index if index is not file and index and not index.generated_by else None

    def _is_ours(self, text: str) -> bool:
        """Whether a text has nothing in it but what our macros, as they are, make of it."""
        try:
            tree = Environment().parse(text)
            names = find_undeclared_variables(tree)
        except TemplateSyntaxError:  # a filter that isn't Jinja's own, too
            return False
        return names <= _OURS and not any(map(tree.find, _OF_OTHERS))

    def _warnings(self) -> int:
        """How often MkDocs has warned of something."""
        return sum(count for _, count in self._config.extra["warnings"].get_counts())


def inside(html: str) -> str:
    """Of the file of a page, all that was between head and foot before they were put around it, and of these nothing with an id of its own
    (`overrides/main.html`)."""
    return html.partition('<span id="noi-dung-trang"></span>')[2].rpartition("</article>")[0]


def taken_over(config: MkDocsConfig, files: Files, nav: Navigation) -> KeptByHand | None:
    """Those of a build, taken over; None where each page is made when it is asked for, or a shard of the generated ones alone."""
    settings: Settings = config.extra["build"].settings
    if config.extra.get("one_by_one") or settings.preview or settings.shard:
        return None
    assert isinstance(files, AskedFiles)
    kept = KeptByHand(config, files, nav)
    kept.take_over()
    return kept


def keeping(page: MkDocsPage, config: MkDocsConfig) -> KeptByHand | None:
    """Who keeps this page, if it is one written by hand."""
    kept: KeptByHand | None = config.extra["by_hand"]
    return None if page.file.generated_by else kept
