"""What an address on the site is, and where each page, entry and file lies: said here and nowhere else.

Addresses are for ever (see `published.py`), so what stands here is changed only together with a way from the old to the new.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from macros.catalogue import Finder
from macros.catalogue.archive import Month
from macros.catalogue.cut import Part
from macros.catalogue.spots import Spot
from macros.media import renditions
from macros.media.recipe import FOLDER
from macros.records import Event, Model, Organisation, Record, Source, Theme, Unit

# Within what every file system and Windows' 260 letters a path allow, below a folder of some length.
LONGEST_NAME, LONGEST = 150, 400
# Names of devices on Windows, with whatever ending.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_REFUSED = re.compile(r'[<>:"|?*%#\\]')


@lru_cache(maxsize=50_000)  # an address is made again for each link to it
def fault_of(path: str) -> str | None:
    """What keeps `path`, from the site's top, from being the place of a page or file there, in Vietnamese; None if nothing does."""
    if not path:
        return None
    if not path.isprintable():
        return f"có ký tự không thấy được U+{ord(next(c for c in path if not c.isprintable())):04X}"
    if refused := _REFUSED.search(path):
        return f"có ký tự {refused[0]}"
    if len(path.encode()) > LONGEST:
        return "dài quá"
    for name in path.removesuffix("/").split("/"):
        if not name:
            return "có hai dấu / liền nhau"
        if name != name.strip(". ") and name != ".well-known":
            return f"có tên '{name}' bắt đầu hoặc kết thúc bằng dấu chấm hay dấu cách"
        if name.partition(".")[0].strip().lower() in RESERVED:
            return f"có tên '{name}' dành riêng cho hệ thống"
        if len(name.encode()) > LONGEST_NAME:
            return "có một tên dài quá"
    return None


def page_path(file: str) -> str:
    """Where `file` of a site is served, from its top: `mo-hinh/x/index.html` → `mo-hinh/x/`. For messages, of any file."""
    return file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file


@dataclass(frozen=True)
class Address:
    """A place on the site: `path` from its top (`mo-hinh/x/` a page, `su-kien.xml` a file, empty the home page), and the id
    of an element there, or nothing. ValueError, in Vietnamese, for what no site can hold or what leads out of it."""

    path: str
    anchor: str = ""

    def __post_init__(self) -> None:
        if fault := fault_of(self.path):
            raise ValueError(fault)

    @classmethod
    def of_rooted(cls, rooted: str) -> Self:
        """Of an address as people write it, from the site's top with a slash: `/mo-hinh/x/#y`. ValueError as above."""
        if not rooted.startswith("/"):
            raise ValueError("thiếu dấu / ở đầu")
        path, _, anchor = rooted[1:].partition("#")
        if not anchor.isprintable():
            raise ValueError("có ký tự không thấy được sau dấu #")
        return cls(path, anchor)

    @classmethod
    def of_source(cls, source: str) -> Self:
        """Of the page whose Markdown lies at `source` under `docs/`: `mo-hinh/x.md`, `mo-hinh/index.md`, `index.md`."""
        stem = source.removesuffix(".md")
        return cls("" if stem == "index" else stem.removesuffix("/index") + "/")

    @classmethod
    def of_file(cls, file: str) -> Self:
        """Of a file of the finished site: `mo-hinh/x/index.html`, `su-kien.xml`."""
        return cls(page_path(file))

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not another file."""
        return not self.path or self.path.endswith("/")

    @property
    def source(self) -> str:
        """Where the Markdown of a generated page would lie under `docs/`: `mo-hinh/x.md`."""
        return f"{self.path.rstrip('/') or 'index'}.md"

    @property
    def file(self) -> str:
        """The file of the finished site that is served here."""
        return f"{self.path}index.html" if self.is_page else self.path

    def within(self, site: Path) -> Path:
        """Its file in the folder `site`: whatever is written into a site is written to such a path."""
        return site / self.file

    @property
    def rooted(self) -> str:
        """From the site's top with a slash, as people write it: `/mo-hinh/x/`."""
        return f"/{self}"

    def __str__(self) -> str:
        return f"{self.path}#{self.anchor}" if self.anchor else self.path

    def below(self, name: str) -> "Address":
        """The file or page `name` under this page."""
        return Address(f"{self.path}{name}")

    def whole(self, site_url: str | None) -> str:
        """The full address where the site's own is known, else this one from the site's top."""
        return f"{site_url or ''}{self}"

    def seen_from(self, here: "Address") -> str:
        """The shortest relative link from the page or file `here`: `../x/`, `../su-kien.xml#y`."""
        names, start = self.path.split("/"), here.path.split("/")[:-1]
        if self.is_page:
            names.pop()
        shared = 0
        for name, other in zip(names, start, strict=False):
            if name != other:
                break
            shared += 1
        steps = [*[".."] * (len(start) - shared), *names[shared:]]
        relative = ("/".join(steps) or ".") + ("/" if self.is_page else "")
        return f"{relative}#{self.anchor}" if self.anchor else relative


# Pages that are written by hand in `docs/`, as far as others lead to them.
HOME = Address("")
MODELS = Address.of_source(Model.index)
EVENTS = Address.of_source(Event.index)
UNITS = Address.of_source(Unit.index)
SOURCES = Address.of_source(Source.index)
THEMES = Address.of_source(Theme.index)
ORGANISATIONS = Address.of_source(Organisation.index)
ARCHIVE, CHOICES = EVENTS.below("luu-tru/"), MODELS.below("chon.json")
MAP = Address("ban-do/")
STATISTICS = Address("thong-ke/")
OPEN_DATA = Address("du-lieu/")
WORKBOOK, BORDERS = OPEN_DATA.below("all.xlsx"), "unit-borders.geojson"
ABOUT = Address("gioi-thieu/")
EDITORS = Address("huong-dan/")
SEARCH = Address("tim-kiem/")
SLIP = Address("gui-tin/")
NOT_FOUND = Address("404.html")

# What further pages of lists are called below the page of the list: those of the lists on the page of a record or a year, and
# of what is all there is of a kind.
PARTS, MODEL_LIST = "trang", "mo-hinh"
LISTS = {
    "models": MODEL_LIST,
    "spots": "diem",
    "places": "noi",
    "papers": "van-ban",
    "mentions": "neu-ten",
    "event_figures": "so-lieu",
    "results": "ket-qua",
    "organisations": "co-quan",
    "children": "truc-thuoc",
    "given": "khen-thuong",
    "resting": "lien-quan",
    "story": "qua-trinh",
    "points": "noi-ap-dung",
    "followers": "lam-theo",
    "event_units": "noi-dien-ra",
    "year_models": MODEL_LIST,
    "year_results": "ket-qua",
    "figures_of_units": "so-lieu",
    "awards": "khen-thuong",
}
_PART = re.compile(
    rf"(/.*/)(?:(?:{'|'.join({PARTS: 0} | dict.fromkeys(LISTS.values()))})/(?:[^/]+/)+|(?:thang-\d+|khong-ro-thang)/(?:\d+/)?)"
)

# Files that the build makes.
FEED_NAME, CALENDAR_NAME = "su-kien.xml", "su-kien.ics"
FEED, CALENDAR = Address(FEED_NAME), Address(CALENDAR_NAME)
ROBOTS, LICENCES, SITEMAP = Address("robots.txt"), Address("giay-phep.txt"), Address("sitemap.xml")
SEARCH_INDEX = Address("assets/search/index/")
CARDS = Address("assets/pictures/")
# What is made of the pictures of records, and their papers and films as they are.
PICTURES, PAPERS = Address(f"{FOLDER}/"), Address("tai-lieu/")

# What the page for word from the wards is made from.
FORM = Address("assets/form/")
SLIP_FORM = FORM.below("slip.json")

# What pages load.
STYLE, FORWARD, PLACES = Address("assets/style.css"), Address("assets/forward.js"), Address("assets/places.json")
MAP_SCRIPT, MINE_SCRIPT = Address("assets/map.js"), Address("assets/mine.js")
MODELS_SCRIPT, COMPARE_SCRIPT = Address("assets/models.js"), Address("assets/compare.js")


def index_of(kind: type[Record]) -> Address:
    """The page that lists the records of a kind; KeyError if there is none."""
    if kind.index is None:
        raise KeyError(kind.folder)
    return Address.of_source(kind.index)


def page_of(record: Record) -> Address:
    """The page of a record, of a kind that has pages."""
    return Address(f"{record.address}/{record.id}/")


def anchor_of(record: Record) -> str:
    """What stands behind `#` for a record's entry on the page that lists its kind."""
    return f"muc-{record.id}"


def entry_of(find: Finder, record: Record) -> Address:
    """The entry of a record on the page that lists its kind, or on the part of that list where it stands."""
    part = find.entry_part(record)
    home = index_of(type(record))
    return Address((part_of(home, "", part) if part else home).path, anchor_of(record))


def spot_of(find: Finder, spot: Spot) -> Address:
    """The entry of a place below the commune on the page of its unit, or on the part of the list where it stands."""
    part, home = (find.spot_list if spot.models else find.place_list)(spot.unit).part_with(spot), page_of(spot.unit)
    at = part_of(home, "spots" if spot.models else "places", part) if part else home
    return Address(at.path, f"diem-{spot.mark}")


def part_of(home: Address, name: str, part: Part[Any]) -> Address:
    """A further page of the list called `name` that stands on the page `home`: `mo-hinh/trang/2/`, `dia-ban/x/van-ban/2/`."""
    return home.below("".join(f"{step}/" for step in (LISTS.get(name, PARTS), *part.names)))


def home_of(rooted: str) -> str | None:
    """The page of the list of which the address `rooted` was a further page, if it looks like one."""
    found = _PART.fullmatch(rooted)
    return found[1] if found else None


def address_of(find: Finder, record: Record) -> Address | None:
    """Where the site tells of a record: on its page, on that of the record that it belongs to, or at its entry; None where
    it is nowhere told of by itself."""
    if find.has_page(record):
        return page_of(record)
    if record.told_by:
        (holder,) = find.holders(record)
        return address_of(find, holder)
    return entry_of(find, record) if record.index else None


def kit_of(model: Model) -> Address:
    """The kit of a model, for printing."""
    return page_of(model).below("bo-tai-lieu/")


def year(number: int) -> Address:
    """The page of a year."""
    return Address(f"nam/{number}/")


def month(month: Month, part: int = 1) -> Address:
    """Page number `part` of a month's events, or their heading on the page of their year if a month has no pages."""
    if not month.parts:
        return Address(year(month.year).path, month.anchor)
    return year(month.year).below(f"{month.anchor}/{part}/" if part > 1 else f"{month.anchor}/")


def feed_of(record: Record) -> Address:
    """The feed of a record's page."""
    return page_of(record).below(FEED_NAME)


def calendar_beside(record: Record) -> Address:
    """The calendar of the events that a record's page tells of."""
    return page_of(record).below(CALENDAR_NAME)


def calendar_of(event: Event) -> Address:
    """The calendar file of an event."""
    return Address(f"{page_of(event).path.rstrip('/')}.ics")


def file_of(find: Finder, name: str) -> Address:
    """Where a file lies on the site that a record names: of a picture what every browser can show, a paper or film as it is. It is
    another address whenever the file holds something else."""
    seen = find.media(name)
    if seen.is_picture:
        return PICTURES.below(renditions(seen).plain.name)
    return PAPERS.below(f"{seen.digest[:8]}-{name.rpartition('/')[2]}")


def download(name: str) -> Address:
    """A file of the open data."""
    return OPEN_DATA.below(name)
