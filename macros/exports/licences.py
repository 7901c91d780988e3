"""What the site carries that others made, and on what terms: a file with their licences whole, and the list of it on the page
"Giới thiệu". The texts come with what they are of: in the packages, and beside the fonts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import distribution
from pathlib import Path

from macros.addresses.address import BORDERS, LICENCES, STYLE, Address, download
from macros.catalogue import Finder

_FONTS = Path(__file__).parents[2] / "docs/assets/fonts"
_RULE = "=" * 78
_MARK = "\ufeff"  # by which a browser knows the letters where a host doesn't say them


@dataclass(frozen=True)
class Carried:
    """Something that others made: `what` it is to a reader, on what `terms` it may be passed on, in the words of its licence, whose
    whole text `read` gives; where it comes from; and the `files` of the site that it lies in, as patterns."""

    name: str
    what: str
    terms: str
    origin: str
    files: tuple[str, ...]
    read: Callable[[], str]

    @property
    def text(self) -> str:
        """Its licence, whole."""
        return "\n".join(line.rstrip() for line in self.read().strip().splitlines())


def _beside(name: str) -> str:
    return (_FONTS / name).read_text(encoding="utf-8")


def _packed(package: str, path: str) -> str:
    """The file at `path` of what was installed with a package."""
    return Path(str(distribution(package).locate_file(path))).read_text(encoding="utf-8")


def _of_package(package: str) -> str:
    """The licence that stands beside what a package says of itself."""
    text = distribution(package).read_text("licenses/LICENSE")
    assert text
    return text


@cache
def carried() -> tuple[Carried, ...]:
    """All of it."""
    material = distribution("mkdocs-material").metadata
    return (
        Carried(
            "Be Vietnam Pro",
            "phông chữ",
            "SIL Open Font License, Version 1.1",
            "https://github.com/bettergui/BeVietnamPro",
            ("assets/fonts/be-vietnam-pro-*.woff2", "assets/fonts/OFL.txt"),
            partial(_beside, "OFL.txt"),
        ),
        Carried(
            "DejaVu Sans",
            "phông chữ của các dấu và chữ ít gặp",
            "Bitstream Vera Fonts Copyright",
            "https://dejavu-fonts.github.io/",
            ("assets/fonts/signs-*.woff2", "assets/fonts/DejaVu.txt"),
            partial(_beside, "DejaVu.txt"),
        ),
        Carried(
            "Material for MkDocs",
            "một phần kiểu trình bày",
            material["License-Expression"],
            "https://squidfunk.github.io/mkdocs-material/",
            (STYLE.path,),
            partial(_of_package, "mkdocs-material"),
        ),
        Carried(
            "Material Design Icons",
            "các biểu tượng ở đầu trang",
            "Pictogrammers Free License",
            "https://pictogrammers.com/library/mdi/",
            ("*.html",),
            partial(_packed, "mkdocs-material", "material/templates/.icons/material/LICENSE"),
        ),
    )


def licences(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the text) of the file of all these licences."""
    yield LICENCES, partial(_told, find)


def _told(find: Finder) -> str:
    parts = [
        f"{find.site.name}\n\nTrang thông tin này mang theo những thứ sau do người khác làm, theo giấy phép chép nguyên văn dưới đây."
    ]
    for one in carried():
        parts.append(
            f"{_RULE}\n{one.name}: {one.what}\n{one.origin}\nTệp: {', '.join(one.files)}\nGiấy phép: {one.terms}\n{_RULE}\n\n{one.text}"
        )
    for source in find.sources_of_borders:
        told = [
            f"{source.title}: ranh giới các đơn vị hành chính",
            source.url,
            f"Tệp: {download(BORDERS).path}",
            source.note,
        ]
        parts.append("\n".join([_RULE, *filter(None, told), _RULE]))
    return _MARK + "\n\n".join(parts) + "\n"
