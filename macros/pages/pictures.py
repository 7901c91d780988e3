"""How a page shows the files of a record: a picture in the widths and formats that are made of it, a film by where it is, a paper with
its type and size."""

from dataclasses import dataclass

from macros.addresses.address import PICTURES, Address, file_of
from macros.catalogue import Finder
from macros.language.numbers import shown_size
from macros.media import renditions
from macros.records.hosts import host_of
from macros.records.media import Film


@dataclass(frozen=True)
class Shown:
    """A picture on a page: for each format, the best first, its type and `srcset`; what every browser can show, with its size; and
    the way to look at it by itself."""

    sources: tuple[tuple[str, str], ...]
    src: str
    width: int
    height: int
    large: str


@dataclass(frozen=True)
class Held:
    """A paper or a film that lies on the site: its address, and its type and size as a reader sees them."""

    address: str
    type: str
    size: str


@dataclass(frozen=True)
class Place:
    """Where a film can be seen, and what a reader is told of that."""

    address: str
    told: str


class Files:
    """The files of records as the page `here` shows them."""

    def __init__(self, find: Finder, here: Address):
        self._find, self._here = find, here

    def picture(self, name: str) -> Shown:
        """A picture, by the name of its file."""
        made = renditions(self._find.media(name))

        def at(one: str) -> str:
            return PICTURES.below(one).seen_from(self._here)

        sources = ((type_, ", ".join(f"{at(one.name)} {one.width}w" for one in sizes)) for type_, sizes in made.sources)
        plain, (_, widths) = made.plain, made.sources[-1]
        return Shown(tuple(sources), at(plain.name), plain.width, plain.height, at(widths[-1].name))

    def paper(self, name: str) -> Held:
        """A paper or a film that lies on the site, by the name of its file."""
        seen = self._find.media(name)
        return Held(file_of(self._find, name).seen_from(self._here), seen.kind.upper(), shown_size(seen.bytes))

    def film(self, film: Film) -> Place:
        """Where a film can be seen."""
        if film.url:
            host = host_of(film.url, self._find.site.film_hosts) or "khác"
            return Place(film.url, f"Mở trang {host}, ngoài trang thông tin này.")
        assert film.file
        file = self.paper(film.file)
        return Place(file.address, f"Tệp {file.type}, {file.size}.")
