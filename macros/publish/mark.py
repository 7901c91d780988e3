"""The mark of a site of ours: a file at its top that lists all that the build wrote. Only that is ever deleted.

What stands in a site's folder is therefore one of four: ours, what stays there from build to build (`KEPT`), what a machine
leaves behind (`LITTER`), or foreign.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.addresses.address import SEARCH_INDEX, download

NAME = ".site-files"
_SIGNATURE = "# toan-dan: mọi tệp do lệnh build viết vào thư mục này"
_HEADER = f"""\
{_SIGNATURE}.
# Lần build sau chỉ thay các tệp ấy. Đừng sửa, đừng xóa tệp này.
"""

# What hosts, Git and web servers want beside the pages: all names that begin with a dot, and these. Only at the top.
KEPT = re.compile(
    r"\..+|CNAME|_headers|_redirects|web\.config|netlify\.toml|vercel\.json|"
    r"google[0-9a-f]+\.html|BingSiteAuth\.xml|(?:yandex|zalo|pinterest)[-_\w]*\.html|ads\.txt|robots\.txt|favicon\.ico",
    re.IGNORECASE,
)
LITTER = ("Thumbs.db", "desktop.ini", ".DS_Store")

# Sites built before there was a mark hold both, and nothing else does.
_EARLIER = (SEARCH_INDEX.below("manifest.json").file, download("datapackage.json").file)


_is_junction = getattr(os.path, "isjunction", None)


def write(site: Path, files: Iterable[str]) -> None:
    """Mark `site` as a folder in which the build wrote `files`. Same files, same bytes."""
    lines = (f"{file}\n" for file in sorted(files))
    (site / NAME).write_text(_HEADER + "".join(lines), encoding="utf-8", newline="\n")


def read(site: Path) -> frozenset[str] | None:
    """The files that the build wrote into `site`, by path; None if it carries no mark."""
    file = site / NAME
    if file.is_symlink() or not file.is_file():
        return None
    return listed(file.read_text(encoding="utf-8", errors="replace"))


def stamp(site: Path) -> tuple[int, int] | None:
    """What tells a site from each other one that was put in its place; None if it carries no mark."""
    try:
        about = (site / NAME).stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns


def listed(text: str) -> frozenset[str] | None:
    """The files that a mark names; None if the text is none."""
    lines = text.split("\n")
    return frozenset(filter(None, lines[2:])) if lines[0].startswith(_SIGNATURE) else None


def is_earlier(site: Path) -> bool:
    """Whether `site` was built before sites were marked."""
    return read(site) is None and all((site / path).is_file() for path in _EARLIER)


def foreign(site: Path, ours: frozenset[str]) -> Iterator[str]:
    """Yield, by path, what in `site` is neither `ours` nor stays there nor is litter. Links are never ours. OSError if a
    folder can't be looked into."""
    for folder, path, is_link in entries(site):
        name = path.rpartition("/")[2]
        stays = KEPT.fullmatch(path.partition("/")[0])
        if not stays and (is_link or (not folder and path not in ours and name not in LITTER)):
            yield path


def entries(top: Path, below: str = "") -> Iterator[tuple[bool, str, bool]]:
    """Yield (is a folder, path, is a link) of all under `top`, what is in a folder before it; links are not followed."""
    with os.scandir(os.path.join(top, below)) as found:
        listed = sorted(found, key=lambda entry: entry.name)
    for entry in listed:
        path = f"{below}{entry.name}"
        is_link = entry.is_symlink() or (_is_junction is not None and _is_junction(entry.path))
        is_folder = not is_link and entry.is_dir(follow_symlinks=False)
        if is_folder:
            yield from entries(top, f"{path}/")
        yield is_folder, path, is_link
